import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RollLimits } from '../../core/keep/long.ts';
import { chain, type LedgerEntry, ledgerWrite } from '../../core/record/ledger.ts';
import { eventKey, goneNote, readEvents, WEBHOOK } from '../../core/record/webhook.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { createLifetime } from '../../functions/base/lifetime.ts';
import type { LogFacts } from '../../functions/base/log.ts';
import { BatonError } from '../../functions/errors.ts';
import { type SweepParts, sweepTask } from '../../functions/http/sweep.ts';
import { remembered } from '../../functions/keep/backup.ts';
import { rollover } from '../../functions/keep/rollover.ts';
import { createBooks } from '../../functions/many/book.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { type Member, sweepRound } from '../../functions/sweep/round.ts';
import { w } from '../../sheet-templates/index.ts';
import { openBook as openSpreadsheet } from '../adapters/google-sheets/book.ts';
import { openBook as openOnline } from '../adapters/graph-excel/book.ts';
import { createMemoryMailer } from '../support/office.ts';
import { workbookOf } from '../support/scenario.ts';
import { setOf } from '../support/starter.ts';
import { live, type Years, yearsOf } from '../support/years.ts';

const FRIDAY = '2026-03-06T09:00:00+08:00';
const LATER = '2026-03-06T11:00:00+08:00';
const MONDAY = '2026-03-09T09:00:00+08:00';
const TODAY = dayFromIso('2026-03-06')!;

const TASKS = ['T-0001', 'T-0002'].map((id) => ({ id, name: id, responsible: 'Li Ming', due: '2025-11-03' }));

/** What was told once of an item, so many days ago, in two rows. */
const told = (item: string, ago: number, n = 0): LedgerEntry[] =>
  (['sending', 'sent'] as const).map((status) => ({
    key: `task.overdue:${item}:2025-11-03:${n}`,
    to: 'li.ming@example.com',
    mail: `mail-${item}-${n}`,
    status,
    day: TODAY - ago,
    at: `${isoOf(TODAY - ago)}T09:00:00+08:00`,
    run: `run-${ago}`,
    receipt: '',
  }));

/** The first of its two tasks is done, the second late; further rows are about items that are gone. */
const workbookWith = async (entries: readonly LedgerEntry[]) => {
  const store = openMemory(
    workbookOf({
      tabs: {
        raci: TASKS,
        tracker: [
          { id: 'T-0001', status: 'Done' },
          { id: 'T-0002', status: 'In progress' },
        ],
      },
    }),
  );
  await store.apply(chain(entries, { seq: 0, hash: '' }).map(ledgerWrite));
  return store;
};

const gone = (items: number, ago = 100) =>
  Array.from({ length: items }, (_, i) => told(`${ago > 90 ? 'X' : 'Y'}-${i}`, ago)).flat();

/** Half the limits' thousands, so that a test is quick. */
const SMALL = { most: 20, worth: 10, quietDays: 90 };

const sweepUsually = async (store: WorkbookStore, now: string, more: Partial<Awaited<ReturnType<Member>>> = {}) => {
  const mailer = createMemoryMailer();
  const [ended] = await sweepRound([async () => ({ store, now, clock: () => now, decide, ...more })], { mailer });
  if (ended?.kind !== 'over') throw ended?.error;
  return { ...ended.result, mails: mailer.sent.length };
};

const sweepAt = (store: WorkbookStore, now: string, more: Partial<Awaited<ReturnType<Member>>> = {}) =>
  sweepUsually(store, now, { rollAt: SMALL, ...more });

const recordOf = async (store: WorkbookStore) => {
  const { snapshot, archives, verdict } = await remembered(store, MONDAY);
  const own = snapshot.ledger.filter(({ status }) => status !== 'rolled');
  return {
    verdict,
    archives: archives.map(({ title, ledger }) => [title, ledger.length]),
    own: own.length,
    items: [...new Set(own.map(({ key }) => key.split(':')[1]))],
    claims: snapshot.runs.filter(({ status }) => status === 'claimed').length,
    runs: snapshot.runs.map(({ status, note }) => [status, note.replace(/^ledger \d+ \w+ ?/, '')]),
    ledger: snapshot.ledger,
  };
};

describe('a record of mails that has grown long', () => {
  test('loses to an archive what is old and over, once, and a second sweep of the day is quiet', async () => {
    // Twelve thousand rows: 10,000 of items that are over, 2,000 of days that are not long past.
    const store = await workbookWith([...told('T-0001', 100), ...told('T-0002', 99), ...gone(5_000), ...gone(999, 89)]);
    const first = await sweepUsually(store, FRIDAY);
    expect(first).toMatchObject({ outcome: 'done', rolled: { rows: 10_002, sheet: '_ledger_2025' } });
    const record = await recordOf(store);
    expect(record).toMatchObject({ verdict: { ok: true }, archives: [['_ledger_2025', 10_002]], claims: 0 });
    expect(record.items).not.toContain('T-0001');
    // About what is open still, and the newer ones.
    expect([record.items.includes('T-0002'), record.items.includes('Y-998')]).toEqual([true, true]);
    expect(record.runs.slice(-2)).toEqual([
      ['done', ''],
      ['aside', 'rollover 2025'],
    ]);
    const second = await sweepUsually(store, LATER);
    expect([second.outcome, second.rolled, second.mails]).toEqual(['done', undefined, 0]);
    const after = await recordOf(store);
    expect(after).toMatchObject({ ledger: record.ledger, archives: record.archives, verdict: { ok: true } });
    expect(after.runs.length).toBe(record.runs.length + 1);
  });

  test('is left alone while what could go is too little, too young or about what is open', async () => {
    const few = await workbookWith([...gone(4), ...gone(10, 89)]);
    const short = await workbookWith(gone(10));
    const open = await workbookWith(Array.from({ length: 12 }, (_, n) => told('T-0002', 100, n)).flat());
    for (const store of [few, short, open]) {
      const before = (await recordOf(store)).own;
      expect((await sweepAt(store, FRIDAY)).rolled).toBeUndefined();
      expect(await recordOf(store)).toMatchObject({ archives: [] });
      expect((await recordOf(store)).own).toBeGreaterThanOrEqual(before);
    }
  });

  test('is rolled over by a sweep of its own workday alone: by no look, no part of a sweep, and no sweep of a copy', async () => {
    const make = () => workbookWith(gone(20));
    const [off, dry, aside] = [await make(), await make(), await make()];
    expect(await sweepAt(off, '2026-03-07T09:00:00+08:00')).toMatchObject({ outcome: 'day-off' });
    await sweepAt(dry, FRIDAY, { dryRun: true });
    expect((await sweepAt(aside, FRIDAY, { aside: 'handed-on' })).mails).toBeGreaterThan(0);
    const copy = openMemory({ ...(await dry.read()), location: 'elsewhere' });
    expect(await sweepAt(copy, FRIDAY)).toMatchObject({ outcome: 'copy' });
    for (const store of [off, dry, aside, copy]) {
      expect(await recordOf(store)).toMatchObject({ archives: [] });
      if (store !== copy) expect((await sweepAt(store, MONDAY)).rolled).toMatchObject({ sheet: '_ledger_2025' });
    }
  });

  test('loses nothing that is old by one clock alone: somebody may try what another day would be like', async () => {
    const [real, tried] = ['2026-06-05T09:00:00+08:00', '2027-03-05T09:00:00+08:00'];
    const young = await workbookWith([...gone(20), ...gone(20, 30)]);
    expect((await sweepAt(young, FRIDAY, { clock: () => real })).rolled).toMatchObject({ rows: 40 });
    const today = await workbookWith([...gone(20), ...gone(20, 30)]);
    expect((await sweepAt(today, tried, { clock: () => FRIDAY })).rolled).toMatchObject({ rows: 40 });
  });

  test('keeps what somebody was asked to step in for until its end was told, though nobody swept for months', async () => {
    const store = await workbookWith([]);
    for (const day of ['2025-11-03', '2025-11-06', '2025-11-07']) await sweepAt(store, `${day}T09:00:00+08:00`);
    await store.apply(['T-0001', 'T-0002'].map((id) => setOf('tracker', id, { status: 'Done' })));
    const limits = { rollAt: { ...SMALL, most: 2, worth: 1 } };
    expect((await sweepAt(store, '2026-03-07T09:00:00+08:00', limits)).rolled).toBeUndefined();
    const { rolled, plan } = await sweepAt(store, MONDAY, limits);
    expect(plan.notices.filter(({ rule }) => rule === 'escalation.over').length).toBe(1);
    expect(rolled).toMatchObject({ sheet: '_ledger_2025' });
  });

  test('keeps it as well where a person rolls it over before the sweep that would tell', async () => {
    const store = await workbookWith(gone(20));
    for (const day of ['2025-11-03', '2025-11-06', '2025-11-07']) await sweepAt(store, `${day}T09:00:00+08:00`);
    await store.apply(['T-0001', 'T-0002'].map((id) => setOf('tracker', id, { status: 'Done' })));
    const roll = (now: string) => rollover({ store, year: 2025, dryRun: false, clock: () => now });
    const monday = '2026-04-06T09:00:00+08:00';
    expect((await roll(monday)).rollover?.ledger.rows.length).toBeGreaterThan(20);
    const over = ({ rule }: { rule: string }) => rule === 'escalation.over';
    const { plan, sent } = await sweepAt(store, monday);
    expect(plan.notices.filter(over).length).toBe(1);
    expect(sent.length).toBeGreaterThan(0);
    // Told, it goes with the rest of its year.
    const tuesday = '2027-04-06T09:00:00+08:00';
    const later = await rollover({ store, year: 2026, dryRun: false, clock: () => tuesday });
    expect(later.rollover?.ledger.rows.some(({ key }) => key.startsWith('task.stuck:T-0002:'))).toBe(true);
    expect((await sweepAt(store, tuesday)).plan.notices.filter(over)).toEqual([]);
  });

  test('of which somebody opens a task again, with its old date, tells nothing twice and misses nothing', async () => {
    const life = async (rollAt: RollLimits) => {
      const store = await workbookWith(gone(20));
      const keys: string[][] = [];
      for (const [day, status] of [
        ['2025-11-03', 'In progress'],
        ['2025-11-04', 'In progress'],
        ['2025-11-05', 'Done'],
        ['2026-03-06', 'Done'],
        // Opened again for a moment, then as it was on the days after its date.
        ['2026-03-09', 'In progress'],
        ['2026-03-10', 'In progress'],
        ['2026-03-11', 'Done'],
        ['2026-03-12', 'In progress'],
      ] as const) {
        await store.apply([setOf('tracker', 'T-0001', { status })]);
        const { plan, sent } = await sweepAt(store, `${day}T09:00:00+08:00`, { rollAt });
        const mailed = plan.mails.filter(({ to }) => sent.some((one) => one.to === to.email));
        keys.push(mailed.flatMap(({ to, notices }) => notices.map(({ key }) => `${key} → ${to.email}`)));
      }
      const { archives, verdict } = await recordOf(store);
      return { keys, archives: archives.length, verdict: verdict.ok };
    };
    const [rolled, kept] = [await life(SMALL), await life({ ...SMALL, most: 1_000 })];
    expect(rolled).toEqual({ ...kept, archives: 1 });
    const all = kept.keys.flat();
    expect(all.length).toBe(new Set(all).size);
    expect(all.filter((key) => key.includes(':T-0001:')).length).toBeGreaterThan(4);
  });

  test('keeps what the other program said last, so that one that wants no more is not asked again', async () => {
    const event = (n: number, status: 'sent' | 'refused', receipt: string): LedgerEntry => ({
      ...told('X-1', 100)[0]!,
      key: eventKey(`task.due:X-${n}:2025-11-03:1`),
      to: WEBHOOK,
      status,
      receipt,
    });
    const gone410 = event(2, 'refused', goneNote('abc', 'Gone'));
    const store = await workbookWith([event(1, 'sent', ''), gone410, ...gone(20)]);
    expect((await sweepAt(store, FRIDAY)).rolled).toMatchObject({ rows: 39 });
    const { ledger } = await recordOf(store);
    const { goneAt, has } = readEvents(ledger);
    expect([goneAt, has(event(1, 'sent', '').key), has(gone410.key)]).toEqual(['abc', true, true]);
  });
});

test.each([
  ['a Google spreadsheet', openSpreadsheet],
  ['a file on SharePoint', openOnline],
] as const)('%s is rolled over as a file is', async (_, openBook) => {
  const { store, open } = await openBook(await workbookWith([...gone(20), ...gone(5, 30)]));
  expect(await sweepAt(store, FRIDAY)).toMatchObject({ outcome: 'done', rolled: { rows: 40, sheet: '_ledger_2025' } });
  const record = await recordOf(open());
  expect(record).toMatchObject({ verdict: { ok: true }, archives: [['_ledger_2025', 40]], claims: 0 });
  expect((await sweepAt(open(), LATER)).rolled).toBeUndefined();
  expect((await recordOf(open())).ledger).toEqual(record.ledger);
});

test('where a queue asks for sweeps the log says what went, in numbers', async () => {
  const store = await workbookWith(gone(5_001));
  const logged: (readonly [string, LogFacts | undefined])[] = [];
  const parts: SweepParts = {
    open: () => store,
    mailer: async () => createMemoryMailer(),
    books: createBooks(() => store),
    isKnown: () => true,
    report: async () => {},
    linkTo: null,
    repliesAreRead: false,
    lifetime: createLifetime(),
    clock: () => FRIDAY,
  };
  const task = { name: 'one', workbook: 'memory:plan', at: FRIDAY, owner: null };
  const { status } = await sweepTask(parts, task, 1, (_, message, facts) => logged.push([message, facts]));
  expect(status).toBe(200);
  expect(logged.find(([message]) => message === 'rolled over')?.[1]).toMatchObject({
    moved: 10_000,
    date: '2026-03-06',
  });
});

describe('a roll-over that cannot be made', () => {
  const error = () => new BatonError('backend', 'file-open', w('文件正打开着', 'It is open elsewhere'));

  test('costs the sweep nothing, and the next one makes up for it', async () => {
    const store = await workbookWith(gone(20));
    const held: WorkbookStore = {
      ...store,
      archive: async () => {
        throw error();
      },
    };
    expect(await sweepAt(held, FRIDAY)).toMatchObject({ outcome: 'done', rolled: { error: { code: 'file-open' } } });
    expect(await recordOf(store)).toMatchObject({ archives: [], claims: 0, verdict: { ok: true } });
    expect(await sweepAt(store, LATER)).toMatchObject({ outcome: 'done', rolled: { sheet: '_ledger_2025' } });
    const { archive: _, ...unable } = await workbookWith(gone(20));
    expect((await sweepAt(unable, FRIDAY)).rolled).toBeUndefined();
  });

  test('because somebody else holds the workbook by then is nobody’s concern', async () => {
    const store = await workbookWith(gone(20));
    const claimed: WorkbookStore = {
      ...store,
      read: async (options) => {
        const raw = await store.read(options);
        // Another begins between the end of the sweep and the roll-over.
        if (options?.archives) await store.apply([CLAIM]);
        return options?.archives ? store.read(options) : raw;
      },
    };
    const { outcome, rolled } = await sweepAt(claimed, FRIDAY);
    expect([outcome, rolled]).toEqual(['done', undefined]);
    expect(await recordOf(store)).toMatchObject({ archives: [] });
  });

  const CLAIM = {
    tab: '_runs' as const,
    kind: 'append' as const,
    item: 'other',
    values: { run: 'other', day: '2026-03-06', status: 'claimed', until: '2099-01-01T00:00:00Z' },
    expected: {},
  };

  test.each([1, 2, 3, 4, 5, 6].flatMap((call) => [[call, 'before'] as const, [call, 'after'] as const]))(
    'by a process that dies with call %i of it, %s that was made, loses nothing',
    async (call, when) => {
      const plain = await workbookWith([...told('T-0001', 100, 3), ...gone(20)]);
      const store = openMemory(await plain.read());
      let isRolling = false;
      let calls = 0;
      const dying = async <T>(work: () => Promise<T>): Promise<T> => {
        if (!isRolling) return work();
        calls++;
        if (calls > call || (calls === call && when === 'before')) throw new Error('dead');
        const result = await work();
        if (calls === call) throw new Error('dead');
        return result;
      };
      const mortal: WorkbookStore = {
        read: (options) => {
          // A sweep looks into no archive.
          isRolling ||= options?.archives === true;
          return dying(() => store.read(options));
        },
        apply: (writes) => dying(() => store.apply(writes)),
        archive: (moves, writes) => dying(() => store.archive!(moves, writes)),
      };
      const died = await sweepAt(mortal, FRIDAY);
      const right = await sweepAt(plain, FRIDAY, { rollAt: { ...SMALL, most: 1_000 } });
      expect([died.outcome, died.mails]).toEqual(['done', right.mails]);
      expect((await recordOf(store)).verdict).toMatchObject({ ok: true });
      for (const one of [store, plain]) await one.apply([setOf('tracker', 'T-0001', { status: 'In progress' })]);
      const next = await sweepAt(store, MONDAY);
      const rightNext = await sweepAt(plain, MONDAY, { rollAt: { ...SMALL, most: 1_000 } });
      expect([next.outcome, next.mails]).toEqual(['done', rightNext.mails]);
      const { verdict, archives, claims } = await recordOf(store);
      expect([verdict.ok, archives.length, claims]).toEqual([true, 1, 0]);
    },
  );
});

/** More of them: BATON_RUNS=200 npx vitest run test/functions/long-record.test.ts */
const RUNS = Number(process.env.BATON_RUNS ?? 3);

describe('years with such roll-overs', () => {
  const both = async (years: Years) => {
    const [rolled, plain] = [openMemory(years.workbook), openMemory(years.workbook)];
    const mails = await live(rolled, years.steps, { rollAt: { most: 30, worth: 15, quietDays: 90 } });
    const { verdict, archives } = await recordOf(rolled);
    expect(verdict).toMatchObject({ ok: true });
    return { mails, right: await live(plain, years.steps), archives: archives.length };
  };

  test(
    'mail whom and what they mail without, though nobody sweeps for months',
    async () => {
      const count = { archives: 0, mails: 0 };
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const { mails, right, archives } = await both(yearsOf(seed));
          // Without texts: a week is compared with the last that was told, and after a season that one has gone.
          const plainly = (sweeps: typeof mails) => sweeps.map((sent) => sent.map(({ text: _, ...mail }) => mail));
          expect(plainly(mails)).toEqual(plainly(right));
          count.archives += archives;
          count.mails += right.flat().length;
        }),
        { numRuns: RUNS, seed: 8 },
      );
      expect(count.archives).toBeGreaterThan(RUNS);
      expect(count.mails).toBeGreaterThan(20 * RUNS);
    },
    RUNS * 20_000,
  );

  test('mail it to the letter where somebody sweeps every day', { timeout: 60_000 }, async () => {
    const { mails, right, archives } = await both(yearsOf(5, { to: '2025-11-01', daily: true }));
    expect(mails).toEqual(right);
    expect(archives).toBeGreaterThan(0);
  });
});
