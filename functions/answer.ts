import {
  alreadyPage,
  answeredPage,
  notUndonePage,
  openAnswer,
  type PlainReason,
  plainPage,
  retryPage,
  undonePage,
} from '../core/answer/index.ts';
import type { AnswerKind, Ask, Page } from '../core/answer/model.ts';
import { isoOf } from '../core/day.ts';
import { type Facts, readFacts } from '../core/facts/index.ts';
import type { LedgerStatus } from '../core/ledger.ts';
import { plain } from '../core/messages/span.ts';
import type { Write } from '../core/plan.ts';
import { readSnapshot } from '../core/read/index.ts';
import type { LedgerRow, Person, Snapshot } from '../core/snapshot.ts';
import { isAnswerTo } from '../core/told.ts';
import type { RawWorkbook } from '../core/workbook.ts';
import { resolveWrites } from '../core/write.ts';
import { type Clock, createRun, holderOf, type Run, type RunResult } from './claim.ts';
import { BatonError } from './errors.ts';
import { freshWorkbookId, homeOf } from './home.ts';
import { ClaimLost, openJournal } from './journal.ts';
import type { Link } from './links.ts';
import { readContextOf } from './official.ts';
import type { WorkbookStore } from './ports.ts';

/** What an answer needs beside a workbook and a link. */
export interface AnswerParts {
  /** The real time, ISO 8601. */
  readonly clock: Clock;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Nobody waits for a sweep in a process that is ending. */
  readonly isEnding: () => boolean;
  /** An id that nobody else makes. */
  readonly uniqueId?: () => string;
}

/**
 * `shown`; `incomplete`: something is missing or wrong; `changed`: the rows are not any more as the form showed them;
 * `busy`: others are writing; `answered`; `again`: the same form came before, and nothing was written now; `undone`;
 * `not-undone`; `failed`: the workbook could not be reached, nothing was written; `unsure`: that is not known.
 */
export type Outcome =
  | 'shown'
  | 'incomplete'
  | 'changed'
  | 'busy'
  | 'answered'
  | 'again'
  | 'undone'
  | 'not-undone'
  | 'failed'
  | 'unsure';

/** A page, and what its forms carry (functions/page/html.ts). */
export interface Said {
  readonly outcome: Outcome;
  readonly page: Page;
  readonly nonce: string;
  readonly undo: string;
  /** Of the error behind `failed` and `unsure`. */
  readonly code?: string;
}

/** The link leads to nothing that its holder may see: the workbook is another one, a copy, or they are not in it any more. */
export class NoEntry extends Error {
  readonly why: PlainReason;
  constructor(why: PlainReason) {
    super(why);
    this.why = why;
  }
}

export interface Answering {
  /** The page, with what is typed already. Changes nothing. */
  readonly show: (ask: Ask) => Promise<Said>;
  /** Writes the answer, once, whatever comes twice or breaks off. */
  readonly give: (ask: GivenAsk, nonce: string) => Promise<Said>;
  readonly takeBack: (sealed: string) => Promise<Said>;
}

export interface GivenAsk extends Ask {
  readonly kind: AnswerKind;
  readonly typed: NonNullable<Ask['typed']>;
}

/** How long somebody waits for a sweep or for another's answer before they are asked to come back: twenty seconds. */
const WAITS = [1_000, 2_000, 3_000, 4_000, 5_000, 5_000];

/** An undo that makes the page heavy is none: long texts on both sides of a change. */
const LONGEST_UNDO = 8_000;

/** Result pages of forms that may come again at once, when somebody presses twice: how many are kept. */
const KEPT = 200;

/**
 * Answers given with links. Whatever is written goes through a claim and the journal like a sweep's writes, and is
 * decided from a reading made under that claim. Methods throw `NoEntry`, and what the store throws while nothing is known of
 * the workbook yet; later faults come back as a page with the form as it was filled in.
 */
export const createAnswering = (parts: AnswerParts) => {
  const kept = new Map<string, Said>();
  const keep = (nonce: string, said: Said): Said => {
    kept.set(nonce, said);
    for (const old of kept.keys()) if (kept.size > KEPT) kept.delete(old);
    return said;
  };
  return {
    with: (store: WorkbookStore, link: Link): Answering => {
      const desk = openDesk(parts, store, link);
      return {
        show: async (ask) => shown(desk, await desk.look(), ask),
        give: async (ask, nonce) => {
          const said = await underClaim(desk, (view) => judgeAnswer(desk, view, ask, nonce)).catch((error) =>
            orForm(desk, error, ask, nonce),
          );
          if (said.outcome === 'answered') return keep(nonce, said);
          return (said.outcome === 'again' && kept.get(nonce)) || said;
        },
        takeBack: async (sealed) => {
          const said = await underClaim(desk, (view) => judgeUndo(desk, view, sealed)).catch((error) =>
            orUndo(desk, error, sealed),
          );
          return said;
        },
      };
    },
  };
};

/** The workbook as it is now, and who reads it. */
interface View {
  readonly raw: RawWorkbook;
  readonly facts: Facts;
  readonly snapshot: Snapshot;
  readonly by: Person & { readonly email: string };
}

interface Desk extends Required<AnswerParts> {
  readonly store: WorkbookStore;
  readonly link: Link;
  /** Reads the workbook. Throws NoEntry. */
  readonly look: () => Promise<View>;
  /** The last reading, or null. */
  readonly seen: () => View | null;
}

const openDesk = (parts: AnswerParts, store: WorkbookStore, link: Link): Desk => {
  let last: View | null = null;
  const look = async (): Promise<View> => {
    const raw = await store.read();
    const snapshot = readSnapshot(raw, await readContextOf(raw, parts.clock()));
    const { policy, people } = snapshot;
    if (!link.isFor(policy.workbookId)) throw new NoEntry('gone');
    if ((await homeOf(raw, snapshot, () => '')).copy) throw new NoEntry('gone');
    const by = link.personIn(people.values());
    if (!by?.active || by.email === null) throw new NoEntry('stranger');
    last = { raw, snapshot, facts: readFacts(snapshot), by: by as View['by'] };
    return last;
  };
  return { uniqueId: freshWorkbookId, ...parts, store, link, look, seen: () => last };
};

/** What a form of this kind carries now. It changes with the rows, and with each answer and undo of the same person. */
const nonceOf = ({ link }: Desk, { snapshot, by }: View, kind: AnswerKind | null, seen: string): string => {
  const mine = snapshot.ledger.filter(({ key, to }) => to === by.email && isAnswerTo(key, link.item));
  return link.nonceOf(kind ?? '', seen, String(mine.length));
};

const shown = (desk: Desk, view: View, ask: Ask): Said => {
  const { page, seen } = openAnswer(view.facts, view.by, ask);
  return { outcome: 'shown', page, nonce: nonceOf(desk, view, ask.kind, seen), undo: '' };
};

/** A page on which the form stands as it was filled in, ready to be sent again. */
const retry = (desk: Desk, view: View, ask: GivenAsk, why: 'changed' | 'busy'): Said => {
  const { seen } = openAnswer(view.facts, view.by, ask);
  const nonce = nonceOf(desk, view, ask.kind, seen);
  return { outcome: why, page: retryPage(view.facts, view.by, ask, why), nonce, undo: '' };
};

/** What is to be written, and what is said about it afterwards. */
interface Job {
  readonly writes: readonly Write[];
  readonly entry: {
    readonly key: string;
    readonly nonce: string;
    readonly status: LedgerStatus;
    readonly receipt: string;
  };
  /** Where some of the writes found their cells changed: what takes the others back, and what the ledger says then. */
  readonly otherwise: { readonly writes: readonly Write[]; readonly status: LedgerStatus };
  readonly done: () => Said;
  readonly changed: (view: View) => Said;
  readonly busy: () => Said;
}

const judgeAnswer = (desk: Desk, view: View, ask: GivenAsk, nonce: string): Said | Job => {
  const { facts, by, snapshot } = view;
  const { link, clock } = desk;
  const before = snapshot.ledger.find(({ mail, to }) => mail === nonce && to === by.email);
  if (before && fateOf(snapshot.ledger, before)?.status === 'answered') {
    return { outcome: 'again', page: alreadyPage(facts, by, link.item, ask.kind), nonce: '', undo: '' };
  }
  const { page, ready, seen } = openAnswer(facts, by, ask);
  if (page.form === null) return { outcome: 'shown', page, nonce: '', undo: '' };
  if (nonceOf(desk, view, ask.kind, seen) !== nonce) return retry(desk, view, ask, 'changed');
  if (ready === null) return { outcome: 'incomplete', page, nonce, undo: '' };
  const key = `${ready.series}:${nextNumber(snapshot.ledger, ready.series)}`;
  return {
    writes: ready.writes,
    entry: { key, nonce, status: 'answered', receipt: ready.summary },
    otherwise: { writes: ready.undo, status: 'unsent' },
    done: () => {
      const sealed = link.sealUndo({ key, nonce, writes: ready.undo }, clock());
      const undo = sealed.length > LONGEST_UNDO ? '' : sealed;
      return { outcome: 'answered', page: answeredPage(facts, by, ready, undo !== ''), nonce: '', undo };
    },
    changed: (now) => retry(desk, now, ask, 'changed'),
    busy: () => retry(desk, view, ask, 'busy'),
  };
};

const judgeUndo = (desk: Desk, view: View, sealed: string): Said | Job => {
  const { facts, by, snapshot, raw } = view;
  const { link, clock } = desk;
  const undo = link.openUndo(sealed, clock());
  if (undo === 'forged') throw new NoEntry('invalid');
  const not = (why: 'changed' | 'busy' | 'late', again = ''): Said => ({
    outcome: why === 'busy' ? 'busy' : 'not-undone',
    page: notUndonePage(facts, by, link.item, why),
    nonce: '',
    undo: again,
  });
  if (undo === 'late') return not('late');
  const done = (): Said => ({
    outcome: 'undone',
    page: undonePage(facts, by, link.item, undo.writes),
    nonce: '',
    undo: '',
  });
  const fate = fateOf(snapshot.ledger, { key: undo.key, to: by.email });
  if (fate?.status === 'undone') return done();
  // All of it or nothing: half an answer says something that nobody said.
  const fits = resolveWrites(raw, undo.writes).receipts.every(({ outcome }) => outcome === 'written');
  if (fate?.status !== 'answered' || !fits) return not('changed');
  return {
    writes: undo.writes,
    entry: { key: undo.key, nonce: undo.nonce, status: 'undone', receipt: fate.receipt },
    otherwise: { writes: [], status: 'answered' },
    done,
    changed: () => not('changed'),
    busy: () => not('busy', sealed),
  };
};

/** The row that says what became of a key: the last one, wherever a sort has put it. */
const fateOf = (ledger: readonly LedgerRow[], { key, to }: Pick<LedgerRow, 'key' | 'to'>): LedgerRow | null => {
  let last: LedgerRow | null = null;
  for (const row of ledger) {
    if (row.key === key && row.to === to && (last === null || (row.seq ?? 0) > (last.seq ?? 0))) last = row;
  }
  return last;
};

const nextNumber = (ledger: readonly LedgerRow[], series: string): number => {
  const numbers = ledger.flatMap(({ key }) =>
    key.startsWith(`${series}:`) ? [Number(key.slice(series.length + 1))] : [],
  );
  return Math.max(0, ...numbers.filter(Number.isInteger)) + 1;
};

type Judge = (view: View) => Said | Job;

/** Does what the judge finds to do, alone in the workbook; waits while a sweep or another answer is at work there. */
const underClaim = async (desk: Desk, judge: Judge): Promise<Said> => {
  for (const pause of [...WAITS, null]) {
    const view = await desk.look();
    const job = judge(view);
    if ('outcome' in job) return job;
    if (holderOf(view.snapshot.runs, desk.clock()) === null) {
      const said = await tryAlone(desk, view, judge);
      if (said !== null) return said;
    }
    if (pause === null || desk.isEnding()) return job.busy();
    await desk.wait(pause);
  }
  throw new Error('the last wait is none');
};

/** Null when another was there first. */
const tryAlone = async (desk: Desk, { snapshot }: View, judge: Judge): Promise<Said | null> => {
  const { store, clock } = desk;
  const run = createRun(`${isoOf(snapshot.today)}-${desk.uniqueId().slice(0, 8)}`, snapshot, clock);
  let begun: Job | null = null;
  try {
    await store.apply([run.claim()]);
    const view = await desk.look();
    if (holderOf(view.snapshot.runs, clock()) !== run.id) {
      await store.apply([run.end(ending('left'))]);
      return null;
    }
    const job = judge(view);
    const journal = openJournal(store, run, view.snapshot.ledger);
    if ('outcome' in job) {
      await store.apply([run.end(ending('left'))]);
      return job;
    }
    begun = job;
    const failed = await journal.commit(job.writes, [entryOf(job, job.entry.status, view, run)], ending('done'));
    if (failed.length === 0) return job.done();
  } catch (error) {
    if (!(error instanceof ClaimLost)) return afterFault(desk, run, begun, error);
  }
  // Somebody typed between the reading and the write, or a sweep whose clock is ahead took the claim for dead.
  return begun && correct(desk, begun);
};

const entryOf = ({ entry: { key, nonce, receipt } }: Job, status: LedgerStatus, { snapshot, by }: View, run: Run) => ({
  key,
  to: by.email,
  mail: nonce,
  status,
  day: snapshot.today,
  at: run.now(),
  run: run.id,
  receipt,
});

const ending = (status: RunResult['status']): RunResult => ({
  status,
  notices: 0,
  mails: 0,
  problems: 0,
  note: 'answer',
});

/** Takes back what was written of a job that could not be written whole, and says so in the ledger. */
const correct = async (desk: Desk, job: Job): Promise<Said> => {
  const { entry, otherwise } = job;
  if (otherwise.writes.length > 0) await desk.store.apply(otherwise.writes);
  const said = await underClaim(desk, (view) => {
    const fate = fateOf(view.snapshot.ledger, { key: entry.key, to: view.by.email });
    if (fate?.mail !== entry.nonce || fate.status !== entry.status) return job.changed(view);
    return {
      ...job,
      writes: [],
      entry: { ...entry, status: otherwise.status },
      otherwise: { ...otherwise, writes: [] },
      done: () => job.changed(view),
    };
  });
  // What is sent again goes by the ledger as it is now.
  return said.outcome === 'busy' ? said : job.changed(await desk.look());
};

/** The workbook did not answer, or its answer got lost: the claim is given up, and the ledger says what was written. */
const afterFault = async (desk: Desk, run: Run, begun: Job | null, error: unknown): Promise<Said> => {
  await desk.store.apply([run.end(ending('failed'))]).catch(() => {});
  if (begun === null) throw error;
  const { snapshot } = await desk.look().catch(() => {
    throw new Unsure(error);
  });
  if (snapshot.ledger.some(({ run: by }) => by === run.id)) return begun.done();
  throw error;
};

/** Whether something was written is not known. Sending the same form again is safe. */
class Unsure extends Error {
  constructor(cause: unknown) {
    super('unsure', { cause });
  }
}

const faultOf = (error: unknown): { why: 'failed' | 'unsure'; code: string } => {
  const cause = error instanceof Unsure ? error.cause : error;
  return {
    why: error instanceof Unsure ? 'unsure' : 'failed',
    code: cause instanceof BatonError ? cause.code : 'internal',
  };
};

const faultMessage = ({ by: { locale } }: View, why: 'failed' | 'unsure'): Page['message'] => {
  const { title, lines } = plainPage(locale, why);
  return { tone: 'late', title, lines: lines.map((line) => line.map(plain).join('')) };
};

/** The form as it was filled in, under a word on what happened. */
const orForm = (desk: Desk, error: unknown, ask: GivenAsk, nonce: string): Said => {
  const view = desk.seen();
  if (view === null || error instanceof NoEntry) throw error;
  const { why, code } = faultOf(error);
  const { page } = openAnswer(view.facts, view.by, ask);
  return { outcome: why, page: { ...page, message: faultMessage(view, why) }, nonce, undo: '', code };
};

const orUndo = (desk: Desk, error: unknown, sealed: string): Said => {
  const view = desk.seen();
  if (view === null || error instanceof NoEntry) throw error;
  const { why, code } = faultOf(error);
  const page = notUndonePage(view.facts, view.by, desk.link.item, 'busy');
  return { outcome: why, page: { ...page, message: faultMessage(view, why) }, nonce: '', undo: sealed, code };
};
