import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import { createMemoryMailer, type MemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import type { Mailer, WorkbookStore } from '../../functions/ports.ts';
import { sweepRound } from '../../functions/sweep/round.ts';
import { type SweepOptions, sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { tellRenames } from './scripted.ts';
import { openStarter, type Rows } from './starter.ts';

export const PEOPLE = ['Li Na', 'Wang Wei', 'Zhao Min', 'Sun Jie', 'Ana Silva'];
export const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.com`;

/** Friday. */
export const FRIDAY = '2026-03-06T09:00:00+08:00';
export const SATURDAY = '2026-03-07T09:00:00+08:00';
export const MONDAY = '2026-03-09T09:00:00+08:00';

const directory = PEOPLE.map((name) => ({ name, email: addressOf(name), department: 'Sales' }));

/** Each task is one person's to do and the next one's to answer for, so most mails speak of two tasks. */
export const tasks = PEOPLE.map((name, i) => ({
  id: `T-000${i + 1}`,
  name: `Task ${i + 1}`,
  responsible: name,
  accountable: PEOPLE[(i + 1) % PEOPLE.length]!,
  due: '2026-03-20',
}));

export const openOffice = (rows: Rows = {}, settings: Record<string, string> = {}): Promise<MemoryStore> =>
  openStarter(
    { directory, departments: [{ name: 'Sales', head: 'Li Na' }], raci: tasks, ...rows },
    { settings: { workbookId: 'W-1', workbookHome: 'memory:starter', ...settings } },
  );

/** A clock that stands still until it is told to move. */
export const createClock = (start = '2026-03-06T01:00:00.000Z') => {
  let now = Date.parse(start);
  return {
    read: () => new Date(now).toISOString(),
    pass: (minutes: number) => {
      now += minutes * 60_000;
    },
  };
};

let ids = 0;
export const uniqueId = () => `${String(++ids).padStart(8, '0')}-test`;

export const run = (store: WorkbookStore, mailer: Mailer, more: Partial<SweepOptions> = {}) =>
  sweepWorkbook({ store, mailer, now: FRIDAY, decide: tellRenames, clock: createClock().read, uniqueId, ...more });

/** Workbooks swept in one round; how each ended. */
export const runRound = async (
  stores: readonly WorkbookStore[],
  mailer: Mailer,
  more: Partial<SweepOptions> = {},
): Promise<string[]> => {
  const rest = { now: FRIDAY, decide: tellRenames, clock: createClock().read, uniqueId, ...more };
  const ended = await sweepRound(
    stores.map((store) => async () => ({ ...rest, store })),
    { mailer },
  );
  return ended.map((one) => (one.kind === 'over' ? one.result.outcome : String(one.error)));
};

export const snapshotOf = async (store: WorkbookStore) => readSnapshot(await store.read(), { now: FRIDAY });

/** All that a sweep leaves in a workbook, but for whose run it was. */
export const outcomeOf = async (store: WorkbookStore) => {
  const { state, rows, ledger, runs } = await snapshotOf(store);
  return {
    remembered: [...state.values()]
      .map(({ id, scope, revision }) => ({ id, scope, revision }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    tasks: rows.raci.map(({ id, fresh, values }) => ({ id, fresh, name: values.name })),
    tracked: rows.tracker.map(({ id }) => id).sort(),
    chain: verifyLedger(ledger, headsOf(runs)).ok,
    open: stillSending(ledger).length,
    claims: runs.filter(({ status }) => status === 'claimed').length,
  };
};

/** What reached whom: `key -> address`, once for every time it arrived. */
export const delivered = (mailer: MemoryMailer): string[] =>
  mailer.sent.flatMap(({ to, text }) => text.split('\n').map((key) => `${key} -> ${to.address}`)).sort();

export { createMemoryMailer };
