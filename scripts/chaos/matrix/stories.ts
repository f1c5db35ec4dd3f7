/** What is done while something goes wrong: a sweep, the sweep after a dead one, an answer. */
import { inspect } from 'node:util';
import type { Write } from '../../../core/plan.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { locate } from '../../../core/read/locate.ts';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import { stillSending } from '../../../core/record/open-mail.ts';
import { must } from '../../../core/text/must.ts';
import type { RawCell, RawRow, RawWorkbook } from '../../../core/workbook.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { createAnswering, NoEntry } from '../../../functions/answer/answer.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { BatonError } from '../../../functions/errors.ts';
import type { Mailer, WorkbookStore } from '../../../functions/ports.ts';
import { tabOf } from '../../../sheet-templates/index.ts';
import { FRIDAY, openOffice, run, tasks } from '../../../test/support/office.ts';
import { tabIn } from '../../tab-in.ts';
import type { Bench, Process } from './bench.ts';

/** What is done while something goes wrong. */
export type StoryName = 'sweep' | 'settle' | 'answer';

/** What whoever started it is told. */
export type StoryEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'dead' }
  /** `shown`: all that anybody could be shown of it. */
  | { readonly kind: 'error'; readonly code: string; readonly shown: string };

/** Two tasks, three people who hear of them, ids yet to be given; for answers, one morning later. */
export const officeFor = async (story: StoryName): Promise<MemoryStore> => {
  const typed = tasks.slice(0, 2).map(({ id: _, ...row }) => ({ ...row, output: 'Report', doneWhen: 'It is signed' }));
  const memory = await openOffice({ raci: typed });
  if (story === 'answer') await run(memory, createMemoryMailer());
  return memory;
};

const MINUTE = 60_000;
/** After which a dead process has lost its claim. */
export const CLAIM_OVER = 16 * MINUTE;

/** Hears as which step of the story what is asked of the workbook and the mailbox counts. */
type OnStep = (step: string) => void;

/** Which step of a sweep or an answer a change is, by what it holds. */
export const changeStepOf = (writes: readonly Write[]): string => {
  const of = (tab: string) => writes.filter((write) => write.tab === tab);
  const runs = of('_runs');
  if (runs.some(({ kind, values }) => kind === 'append' && values.status === 'claimed')) return 'claim';
  if (runs.some(({ kind, values }) => kind === 'set' && values.status === 'failed' && !values.finishedAt))
    return 'clear up';
  if (runs.some(({ values }) => values.finishedAt)) return of('tracker').length > 0 ? 'write' : 'end';
  return of('_ledger').some(({ values }) => values.status === 'sending') ? 'begin mails' : 'commit';
};

const stepped = ({ store, mailer }: Process, onStep: OnStep): { store: WorkbookStore; mailer: Mailer } => {
  let reads = 0;
  const at = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      onStep(step);
    }
  };
  return {
    store: {
      read: () => at(reads++ === 0 ? 'read' : 'look again', () => store.read()),
      apply: (writes) => at(changeStepOf(writes), () => store.apply(writes)),
    },
    mailer: {
      batch: Math.min(mailer.batch, 2),
      ...(mailer.ways && { ways: mailer.ways }),
      send: (mail) => at('send', () => mailer.send(mail)),
      find: (id, trace) => at('find', () => mailer.find(id, trace)),
      flush: async () => mailer.flush?.(),
    },
  };
};

const shownOf = (error: unknown): string =>
  error instanceof BatonError
    ? `${error.message} ${error.stack} ${Object.values(error.words).join(' ')}`
    : inspect(error, { depth: 6 });

const errorOf = (error: unknown): StoryEnd => {
  if (error instanceof BatonError) {
    const { words } = error;
    const isSaid = words['zh-CN'] !== '' && words.en !== '' && words['zh-CN'] !== words.en;
    return { kind: 'error', code: isSaid ? error.code : `${error.code} without words`, shown: shownOf(error) };
  }
  return {
    kind: 'error',
    code: `internal: ${error instanceof Error ? error.message : String(error)}`,
    shown: shownOf(error),
  };
};

const clockOf = ({ now }: Bench) => ({ clock: () => new Date(now()).toISOString() });

const sweepIt = async (bench: Bench, process: Process, onStep: OnStep): Promise<StoryEnd> => {
  const { store, mailer } = stepped(process, onStep);
  const told = await process.until(async (): Promise<StoryEnd> => {
    const result = await run(store, mailer, clockOf(bench)).catch((error: unknown) => error);
    if (!isResult(result)) return errorOf(result);
    if (result.error) return errorOf(result.error);
    return result.outcome === 'done' ? { kind: 'done' } : { kind: 'error', code: result.outcome, shown: '' };
  });
  return told === 'dead' ? { kind: 'dead' } : told;
};

type Result = Awaited<ReturnType<typeof run>>;
const isResult = (value: unknown): value is Result =>
  typeof value === 'object' && value !== null && 'outcome' in value && 'plan' in value;

/** A sweep of which the process dies when its first mail has left, before the ledger says so. */
const dieAfterMail = async (bench: Bench): Promise<void> => {
  const { store, mailer } = bench.process();
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  const deadly: Mailer = {
    batch: Math.min(mailer.batch, 2),
    ...(mailer.ways && { ways: mailer.ways }),
    find: mailer.find,
    send: async (mail) => {
      await mailer.send(mail);
      die();
      return new Promise(() => {});
    },
  };
  await Promise.race([run(store, deadly, clockOf(bench)), death]);
  await bench.advance(CLAIM_OVER);
};

const KEY = 'a-key-of-links-that-nobody-may-see';
export const LINK_KEY = KEY;
const links = createLinks({ base: 'https://example.com/respond', keys: [KEY] });
const REPORT = 'https://example.com/report';

/** Somebody opens the page behind the button, and says that it is done. */
const answerIt = async (
  bench: Bench,
  process: Process,
  onStep: OnStep,
  form: { nonce?: string },
): Promise<StoryEnd> => {
  const { store } = stepped(process, onStep);
  const ask = { item: 'T-0001', kind: 'done', typed: { output: REPORT } } as const;
  const told = await process.until(async (): Promise<StoryEnd> => {
    try {
      const snapshot = readSnapshot(await bench.raw(), { now: FRIDAY });
      const person = must(snapshot.people.get('Li Na'), 'person called Li Na');
      const url = new URL(links.linkTo('here', snapshot)(person, ask.item, ask.kind));
      const token = must(url.searchParams.get('t'), 'token in a link');
      const link = links.open(token, FRIDAY);
      if (typeof link === 'string') throw new Error(`the link is ${link}`);
      const parts = { ...clockOf(bench), wait: (ms: number) => bench.advance(ms), isEnding: () => false };
      const answerer = createAnswering(parts).with(store, link);
      if (form.nonce === undefined) form.nonce = (await answerer.show({ ...ask, typed: null })).nonce;
      const { outcome, page, error } = await answerer.give(ask, form.nonce);
      if (outcome === 'answered' || outcome === 'again') return { kind: 'done' };
      // The form as it was filled in, with a word on what happened.
      const isKept = JSON.stringify(page.form ?? '').includes(REPORT) && (page.message?.title ?? '') !== '';
      return {
        kind: 'error',
        code: isKept ? outcome : `${outcome} without the form`,
        shown: shownOf(error) + JSON.stringify(page),
      };
    } catch (error) {
      return error instanceof NoEntry ? { kind: 'error', code: `no entry: ${error.why}`, shown: '' } : errorOf(error);
    }
  });
  return told === 'dead' ? { kind: 'dead' } : told;
};

export interface Story {
  /** What comes before, undisturbed. */
  readonly prepare: () => Promise<void>;
  /** The part in which something goes wrong; and again, by whoever comes next. */
  readonly tell: (process: Process, onStep?: OnStep) => Promise<StoryEnd>;
}

export const faultStory = (name: StoryName, bench: Bench): Story => {
  if (name === 'answer') {
    const form = {};
    return { prepare: async () => {}, tell: (process, onStep = () => {}) => answerIt(bench, process, onStep, form) };
  }
  return {
    prepare: async () => (name === 'settle' ? dieAfterMail(bench) : undefined),
    tell: (process, onStep = () => {}) => sweepIt(bench, process, onStep),
  };
};

/** All that is left when everything is over, as far as it must be the same whatever went wrong. */
export interface Left {
  /** What people wrote, and Baton for them, sheet by sheet, rows in any order; `_state` with it. */
  readonly cells: Readonly<Record<string, readonly string[]>>;
  readonly chain: boolean;
  readonly open: number;
  readonly claims: number;
  readonly answered: number;
  readonly delivered: readonly string[];
  readonly held: readonly string[];
}

/** The notes about processes and mails: who did it, and when, differs. */
const NOTES = new Set(['_runs', '_ledger']);

export const leftIn = async (bench: Bench): Promise<Left> => {
  const raw = await bench.raw();
  const { ledger, runs } = readSnapshot(raw, { now: FRIDAY });
  const fates = new Map(ledger.map((row) => [`${row.key} -> ${row.to}`, row.status]));
  return {
    cells: cellsOf(raw),
    chain: verifyLedger(ledger, headsOf(runs)).ok,
    open: stillSending(ledger).length,
    claims: runs.filter(({ status }) => status === 'claimed').length,
    answered: ledger.filter(({ status }) => status === 'answered').length,
    delivered: [...(await bench.delivered())].sort(),
    held: [...fates].flatMap(([what, status]) => (status === 'held' ? [what] : [])).sort(),
  };
};

/** A cell without what differs from one run to the next: where the workbook is, and when Baton remembered something. */
const shown = (cell: RawCell, { location }: RawWorkbook): RawCell => {
  if (cell === '') return null;
  if (typeof cell === 'string' && /^\d{4}-\d\d-\d\dT/.test(cell)) return 'a time';
  return cell === location ? 'here' : cell;
};

const cellsOf = (raw: RawWorkbook): Left['cells'] => {
  const notes = new Set([...locate(raw).tabs].flatMap(([tab, { sheet }]) => (NOTES.has(tab) ? [sheet.title] : [])));
  return Object.fromEntries(
    raw.sheets
      .filter(({ title }) => !notes.has(title))
      .map(({ title, rows }) => [
        title,
        rows
          .map(({ cells }) => cells.map((cell) => shown(cell, raw)))
          .map((cells) => JSON.stringify(cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1)))
          .filter((row) => row !== '[]')
          .sort(),
      ]),
  );
};

/** What somebody writes into the plan while a sweep is under way: into the row of the second task, wherever it stands. */
export const NOTE = 'Written meanwhile';
export const noteIn = (raw: RawWorkbook): { sheet: string; row: number; column: number; value: string } => {
  const { sheet, headerRow, column } = tabIn(raw, 'raci');
  const [, second] = tasks;
  const isIt = ({ at, cells }: RawRow) => at > headerRow && cells[column('name') - 1] === second?.name;
  const { at } = must(sheet.rows.find(isIt), 'row of the second task');
  return { sheet: tabOf('raci').title.en, row: at, column: column('doneWhen'), value: NOTE };
};
