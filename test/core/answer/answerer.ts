import { answersOf, openAnswer } from '../../../core/answer/index.ts';
import type { AnswerKind, Opened, Page, Ready, Typed } from '../../../core/answers/model.ts';
import type { Write } from '../../../core/plan.ts';
import { type Facts, readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import type { Person } from '../../../core/snapshot.ts';
import { plain } from '../../../core/text/span.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { type MemoryStore, openMemory } from '../../../functions/adapters/memory/store.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import type { TabKey } from '../../../sheet-templates/index.ts';
import { type Given, workbookOf } from '../../support/scenario.ts';

/** A workbook and the people who answer about it, at one moment; the moment moves with each sweep. */
export interface Answerer {
  readonly store: MemoryStore;
  facts(): Promise<Facts>;
  may(name: string, item: string): Promise<readonly AnswerKind[]>;
  open(name: string, item: string, kind: AnswerKind | null, typed?: Typed | null): Promise<Opened>;
  /** Opens, expects the form to be complete, and writes it. */
  give(name: string, item: string, kind: AnswerKind, typed: Typed): Promise<Ready>;
  write(writes: readonly Write[]): Promise<void>;
  /** A whole sweep; lines of its notices, and of its mails by address. */
  sweep(now: string): Promise<{ readonly notices: readonly string[]; readonly mails: readonly string[] }>;
  /** Values of one row by column key, as facts have them. */
  row(tab: TabKey, item: string): Promise<Readonly<Record<string, unknown>>>;
}

export const personIn = (facts: Facts, name: string): Person => {
  const person = facts.snapshot.people.get(name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
};

export const openAnswerer = (given: Omit<Given, 'steps'> | RawWorkbook, moment = '2026-03-06T10:00'): Answerer => {
  const store = openMemory('sheets' in given ? given : workbookOf(given));
  let now = moment;
  const facts = async () => readFacts(readSnapshot(await store.read(), { now }));
  const open: Answerer['open'] = async (name, item, kind, typed = null) => {
    const known = await facts();
    return openAnswer(known, personIn(known, name), { item, kind, typed });
  };
  const write: Answerer['write'] = async (writes) => {
    for (const { write: done, outcome, found } of await store.apply(writes)) {
      if (outcome !== 'written') {
        throw new Error(`${done.tab} ${done.item}: ${outcome} ${JSON.stringify({ found, expected: done.expected })}`);
      }
    }
  };
  return {
    store,
    facts,
    open,
    write,
    may: async (name, item) => {
      const known = await facts();
      return answersOf(known, personIn(known, name), item);
    },
    give: async (name, item, kind, typed) => {
      const { ready, page } = await open(name, item, kind, typed);
      if (!ready) throw new Error(`not ready: ${JSON.stringify(errorsOf(page))} ${page.message?.title ?? ''}`);
      await write(ready.writes);
      return ready;
    },
    sweep: async (at) => {
      now = at;
      const mailer = createMemoryMailer();
      const { plan } = await sweepWorkbook({ store, mailer, now: at, clock: () => `${at}:00+08:00` });
      return {
        notices: plan.notices.map(
          ({ key, to, cc }) =>
            `${key} -> ${to.map((p) => p.name).join(', ')}${cc.length > 0 ? ` (${cc.map((p) => p.name).join(', ')})` : ''}`,
        ),
        mails: mailer.sent.map(({ to, text }) => `${to.name}\n${text}`),
      };
    },
    row: async (tab, item) => {
      const { snapshot } = await facts();
      const row = snapshot.rows[tab as 'tracker'].find(({ id }) => id === item);
      if (!row) throw new Error(`${tab} has no ${item}`);
      return row.values as unknown as Readonly<Record<string, unknown>>;
    },
  };
};

export const errorsOf = ({ form }: Page): Readonly<Record<string, string>> =>
  Object.fromEntries((form?.fields ?? []).flatMap(({ key, error }) => (error === null ? [] : [[key, error]])));

export const fieldOf = ({ form }: Page, key: string) => {
  const field = form?.fields.find((other) => other.key === key);
  if (!field) throw new Error(`no field ${key}`);
  return field;
};

export const effectsOf = ({ effects }: Page): readonly string[] =>
  (effects?.lines ?? []).map((line) => line.map(plain).join(''));

export const documentOf = ({ document }: Page): readonly string[] =>
  document.map(({ title, lines }) => `${title}: ${lines.map((line) => line.map(plain).join('')).join(' / ')}`);

export const changesOf = ({ changes }: Page): readonly string[] =>
  changes.map(({ where, from, to }) => `${where}: ${from} → ${to}`);
