/** One sweep of one workbook: read, claim, decide, deliver, report. */
import { marksIn } from '../../core/edit/marks.ts';
import type { Plan, Write } from '../../core/plan.ts';
import { type Fuse, type Outgoing, outgoingOf } from '../../core/planning/outgoing.ts';
import type { Problem } from '../../core/problem.ts';
import { notesIn, type ReadContext, readSnapshot, settingOf } from '../../core/read/index.ts';
import { chain, headNote, headOf, ledgerWrite } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import { type Owing, stillOwed } from '../../core/record/owing.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { withEdits } from '../../core/write/overlay.ts';
import { sheetsChanged } from '../../core/write/same.ts';
import { resolveWrites } from '../../core/write/write.ts';
import { CHECKED } from '../../sheet-templates/check.ts';
import { textHash } from '../base/text-hash.ts';
import type { BatonError } from '../errors.ts';
import type { Groups } from '../group/group.ts';
import type { LetterLog, Mailer, Receipt, Shown, WorkbookStore } from '../ports.ts';
import type { Webhook } from '../webhook/webhook.ts';
import { applyPlans, type Way } from './apply.ts';
import {
  buryWrite,
  type ClaimClock,
  createRun,
  deadRuns,
  holderIn,
  type Run,
  type RunResult,
  takeOverWrites,
} from './claim.ts';
import { composeJointly, type Decide, type Decision, decide as decideByRules } from './decide.ts';
import { eventsDue } from './events.ts';
import type { Holder } from './holder.ts';
import { ClaimLost, openJournal } from './journal.ts';
import { freshWorkbookId, type Location, locationOf } from './location.ts';
import { morningDue } from './morning.ts';
import { knowsWhatWasSaid, notOurs } from './notes.ts';
import type { Applied, Outcomes, SweepWork } from './open-run.ts';
import { NO_RECORDS, recordedEntries, recordsBeside } from './recorded.ts';
import { resolveInterrupted, resolveOwn } from './resolve.ts';
import type { Rolled } from './roll.ts';
import { mustBeOurs, type Place } from './swept-by.ts';

export interface SweepOptions extends ReadContext {
  readonly store: WorkbookStore;
  readonly mailer: Mailer;
  /** Stops in front of apply: the workbook is read, be it adopted or not, and left as it is. */
  readonly dryRun?: boolean;
  /** Ends the claim of whoever holds the workbook, and treats it as dead. */
  readonly takeOver?: boolean;
  /** How many of the mails have been tried. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly clock?: ClaimClock;
  readonly decide?: Decide;
  /** An id that nobody else makes. */
  readonly uniqueId?: () => string;
  /** What `_runs` calls it where it looks at a part only: no day is counted from it, and it leaves no row where nothing leaves. */
  readonly aside?: string;
  /** Posts the team's morning where the workbook names a group; absent where nothing is posted. */
  readonly group?: Groups;
  /** Tells another program what is told; absent where none is. */
  readonly webhook?: Webhook;
  /** Where this runs, `elsewhere` unless said. */
  readonly place?: Place;
  /** Told what it saw when it has ended well, on a workday and about everything: it has said whatever follows from that. */
  readonly saw?: (snapshot: Snapshot) => Promise<void>;
}

/**
 * `done`; `day-off`: nobody is mailed; `left`: another sweep is at work; `copy`: a copy of a workbook that has a
 * history; `fuse`: more mails than anybody can have meant; `failed`: the mail system failed, `error` says how.
 */
export type SweepOutcome = 'done' | 'day-off' | 'left' | 'copy' | 'fuse' | 'failed';

export interface SentMail {
  readonly id: string;
  /** Address. */
  readonly to: string;
  readonly subject: string;
  /** The provider's message id; '' when it only knows that it has sent it. */
  readonly receipt: string;
}

export interface SweepResult {
  readonly outcome: SweepOutcome;
  /** Id of this sweep in `_runs`; null when it wrote nothing. */
  readonly run: string | null;
  readonly plan: Plan;
  readonly sent: readonly SentMail[];
  /** The plan's, and what only a sweep can see: refused addresses, a copy. */
  readonly problems: readonly Problem[];
  /** Writes that found their row changed or gone; the next sweep decides about them again. */
  readonly conflicts: readonly Receipt[];
  /**
   * Who is still owed what, and why, as the ledger says at the end of the sweep; of a dry run, as it stands. None for a copy: what its
   * ledger says is the original's to see to.
   */
  readonly owed: readonly Owing[];
  /** For `fuse`: what there was too much of. */
  readonly because?: Fuse;
  /** For `failed`. */
  readonly error?: BatonError;
  /** For `left`: who is at work; absent where another took over in the middle. */
  readonly holder?: Holder;
  /** What of its record went to an archive afterwards; absent where that is not long. */
  readonly rolled?: Rolled;
}

/** One sweep of one workbook. Errors of the workbook's backend are thrown; nothing is half-written then. */
export const sweepWorkbook = async (options: SweepOptions): Promise<SweepResult> => {
  const begun = await begin(options);
  const ended = begun.kind === 'over' ? begun : must((await deliver([begun], options))[0], 'end of a sweep');
  if (ended.kind === 'failed') throw ended.error;
  return ended.result;
};

/**
 * A workbook that is claimed and has been read under the claim: all that is left is to write and to mail. Its cells as they
 * were read are not kept, for a round holds many of these.
 */
export interface Begun {
  readonly kind: 'begun';
  readonly options: Pick<SweepOptions, 'store' | 'decide' | 'now' | 'official' | 'shared'> & Telling;
  readonly view: Pick<View, 'plan'>;
  readonly work: SweepWork;
}

/** A sweep up to its first letter; its result, where it ends before. Errors are thrown as those of a sweep. */
export const begin = async (options: SweepOptions): Promise<Begun | Over> => {
  const { store, clock = realClock, uniqueId = freshWorkbookId, takeOver = false } = options;
  const raw = await options.store.read();
  const { location, ahead } = await placeOf(raw, { ...options, uniqueId });
  const view = await decided(asWritten(raw, ahead), options);
  if (location.copy) return over(view, 'copy', { problems: [location.problem], owed: [] });
  if (!options.dryRun) mustBeOurs(view.raw, options.place ?? 'elsewhere');
  const holder = holderIn(view.snapshot.runs, clock());
  if (holder !== null && !takeOver) return over(view, 'left', { holder });
  if (options.aside !== undefined && view.mails.length === 0) return over(view, onItsDay(view));
  if (options.dryRun) {
    const seen = await lookWithRecord(options, view, clock());
    return seen.fuse ? over(seen, 'fuse', { because: seen.fuse }) : over(seen, onItsDay(seen));
  }

  const run = createRun(`${view.plan.at.slice(0, 10)}-${uniqueId().slice(0, 8)}`, view.snapshot, clock);
  if (
    holder === null &&
    isQuiet(view, clock()) &&
    morningOn(view, options) === null &&
    eventsDue(view, options.webhook) === null
  ) {
    const note = headNote(headOf(view.snapshot.ledger));
    const ended = run.quiet({ ...ending(view, 'done'), note });
    const marks = marksOf(view, options);
    await store.apply([...location.writes, ended, ...marks], quietlyShown(view, marks));
    await forgetOver(store, view);
    await options.mailer.flush?.();
    return endedWell(options, over(view, onItsDay(view), { run: run.id }), view);
  }

  try {
    const ended = takeOverWrites(view.snapshot.runs, clock());
    await store.apply([...(location.canWait ? [] : location.writes), ...ended, run.claim()]);
    return await beginClaimed({ ...options, clock }, run, location.canWait ? location.writes : [], view);
  } catch (error) {
    if (error instanceof ClaimLost) return over(view, 'left', { run: run.id });
    await release(options, run, new Map()).catch(() => {});
    throw error;
  }
};

/**
 * Where a workbook belongs, by its settings alone where they say that it is this one; `ahead`: what they lack, where a sweep is about to
 * write it. What is decided then need not be decided again once it stands there.
 */
const placeOf = async (
  raw: RawWorkbook,
  { now, dryRun, uniqueId }: SweepOptions & Required<Pick<SweepOptions, 'uniqueId'>>,
): Promise<{ readonly location: Location; readonly ahead: readonly Write[] }> => {
  if (settingOf(raw, 'workbookHome') === raw.location && settingOf(raw, 'workbookId') !== '')
    return { location: { copy: false, writes: [], canWait: true }, ahead: [] };
  const notes = notesIn(raw);
  const [policy, ledger, runs] = [notes.identity(), notes.ledger(), notes.runs()];
  const location = await locationOf(raw, { at: now, policy, ledger, runs }, uniqueId);
  return { location, ahead: location.copy || dryRun ? [] : location.writes };
};

/** The first sweep of a day brings everything up to date; after it formulas need not be calculated where nothing is written. */
const quietlyShown = ({ shown, snapshot }: View, marks: readonly Write[]): Shown | undefined => {
  const isAgain = snapshot.runs.some(({ day, status }) => status === 'done' && day === snapshot.today);
  return shown && { ...shown(), ...(isAgain && marks.length === 0 && { isKnown: true }) };
};

/** A sweep that came to its end. */
interface Over {
  readonly kind: 'over';
  readonly result: SweepResult;
}

type Telling = Pick<SweepOptions, 'aside' | 'saw'>;

const endedWell = async ({ aside, saw }: Telling, ended: Over, { snapshot }: Pick<View, 'snapshot'>): Promise<Over> => {
  if (ended.result.outcome === 'done' && aside === undefined) await saw?.(snapshot);
  return ended;
};

/** What came of a sweep that was begun; `error` as `sweep` throws it. */
export type Ended = Over | { readonly kind: 'failed'; readonly error: unknown };

/** How letters leave. */
export type Delivering = Pick<SweepOptions, 'mailer' | 'onProgress'> & Partial<Pick<Way, 'compose'>>;

/** Ends sweeps that were begun, one letter to each person about all of them. Answers in their order; nothing is thrown. */
export const deliver = async (begun: readonly Begun[], delivering: Delivering): Promise<readonly Ended[]> => {
  const { mailer, compose = composeJointly, onProgress = () => {} } = delivering;
  const applied = await applyPlans(
    begun.map(({ work }) => work),
    { mailer, compose, onProgress },
  );
  if (begun.length > 0) await mailer.flush?.();
  return Promise.all(begun.map((each, i) => endedOf(each, must(applied[i], 'outcome of a plan'))));
};

export const endedOf = async ({ options, view, work }: Begun, applied: Applied): Promise<Ended> => {
  const { run, outcomes } = work;
  const { lost, error, conflicts, problems } = applied;
  const { snapshot, journal } = work;
  // What was noted before the last reading is in both.
  const { seq } = headOf(snapshot.ledger);
  const rows = [...snapshot.ledger, ...journal.added.filter((row) => (row.seq ?? 0) > seq)];
  const owed = stillOwed(rows, snapshot.people.values(), snapshot.today);
  const seen = { ...view, snapshot };
  const sent = { run: run.id, sent: sentOf(outcomes), owed };
  if (lost?.cause instanceof ClaimLost) {
    await work.log?.close();
    return over(seen, 'left', sent);
  }
  if (lost) {
    const isReleased = await release(options, run, outcomes).then(
      () => true,
      () => false,
    );
    await (isReleased ? work.log?.over() : work.log?.close());
    return { kind: 'failed', error: lost.cause };
  }
  await work.log?.over();
  const outcome = error ? 'failed' : onItsDay(view);
  return endedWell(options, over(seen, outcome, { ...sent, conflicts, problems, ...(error && { error }) }), seen);
};

const realClock: ClaimClock = () => new Date().toISOString();

/** The workbook as it is now, and what is to be done about it. */
interface View extends Decision, Outgoing {
  readonly raw: RawWorkbook;
}

const asWritten = (raw: RawWorkbook, writes: readonly Write[]): RawWorkbook =>
  writes.length === 0 ? raw : withEdits(raw, resolveWrites(raw, writes).edits);

type Looking = Pick<SweepOptions, 'store' | 'decide' | 'now' | 'official' | 'shared' | 'dryRun'>;

/** `ahead`: writes that have yet to be made, and are seen as if they were. */
const look = async (options: Looking, ahead: readonly Write[] = []): Promise<View> =>
  decided(asWritten(await options.store.read(), ahead), options);

const decided = async (
  raw: RawWorkbook,
  { now, official, shared, decide = decideByRules, dryRun = false }: Looking,
): Promise<View> => {
  const decision = await decide(raw, { now, ...(official && { official }), ...(shared && { shared }) });
  const { snapshot, plan } = decision;
  if (dryRun ? Object.keys(snapshot.has).length === 0 : !knowsWhatWasSaid(snapshot)) throw notOurs(snapshot);
  return { ...decision, raw, ...outgoingOf(plan, snapshot) };
};

/**
 * The workbook as it is under our claim. Where nothing has changed since `before` but that the claim stands there, what was decided then holds: no
 * rule looks at runs that are not over.
 */
const lookAgain = async (options: Looking, before: View, run: Run, ahead: readonly Write[]): Promise<View> => {
  const raw = asWritten(await options.store.read(), ahead);
  const runs = runsBesides(before, raw, run.id);
  return runs ? { ...before, raw, snapshot: { ...before.snapshot, runs } } : decided(raw, options);
};

/** The runs of a reading that differs from an earlier one in this run's row alone; null where it differs in anything else. */
const runsBesides = ({ raw: before, snapshot }: View, raw: RawWorkbook, run: string): Snapshot['runs'] | null => {
  const changed = sheetsChanged(before, raw);
  if (!changed?.every((title) => title === snapshot.workbook.own?.get('_runs'))) return null;
  const runs = notesIn(raw).runs();
  const others = runs.filter((row) => row.run !== run);
  return JSON.stringify(others) === JSON.stringify(snapshot.runs) ? runs : null;
};

/** The same, as it will be once a sweep has written what the record of letters knows. */
const lookWithRecord = async (options: Looking, view: View, now: string): Promise<View> => {
  const known = recordedEntries(view.snapshot, await recordsBeside(options.store, view.snapshot, now));
  if (known.length === 0) return view;
  return look(options, chain(known, headOf(view.snapshot.ledger), textHash).map(ledgerWrite));
};

/**
 * What is to be said beside rows that cannot be read, where that is not what stands there. Rows that the plan adds are read with what it writes
 * into them.
 */
const marksOf = ({ raw, snapshot, plan }: View, { now, official, shared }: Looking): readonly Write[] => {
  const isSame = !plan.writes.some(({ kind, tab }) => kind === 'append' && CHECKED.includes(tab));
  if (isSame) return marksIn(raw, snapshot).marks;
  const written = asWritten(raw, plan.writes);
  const context = { now, ...(official && { official }), ...(shared && { shared }) };
  return marksIn(written, readSnapshot(written, context)).marks;
};

/** A sweep aside tells the group nothing: the morning's does, or did. */
const morningOn = (view: View, { group, aside }: Pick<SweepOptions, 'group' | 'aside'>) =>
  aside === undefined ? morningDue(view, group) : null;

/** Nothing to write, to mail or to clear up: one row in `_runs` is all that a sweep leaves then. */
const isQuiet = ({ plan, mails, waits, snapshot }: View, now: string): boolean =>
  mails.length + waits.length === 0 &&
  plan.writes.length === 0 &&
  plan.over.length === 0 &&
  stillSending(snapshot.ledger).length === 0 &&
  deadRuns(snapshot.runs, now).length === 0;

/** What only the holder of the claim does: clear up after dead sweeps, and look again. */
const beginClaimed = async (
  options: SweepOptions & { readonly clock: ClaimClock },
  run: Run,
  bind: readonly Write[],
  before: View,
): Promise<Begun | Over> => {
  const { store, mailer, clock } = options;
  let open = bind;
  let view = await lookAgain(options, before, run, open);
  const holder = holderIn(view.snapshot.runs, clock());
  if (holder?.run !== run.id) {
    await store.apply([run.end(ending(view, 'left'))]);
    return over(view, 'left', { run: run.id, ...(holder && { holder }) });
  }

  const journal = openJournal(store, run, view.snapshot.ledger);
  const dead = deadRuns(view.snapshot.runs, clock());
  const log = await store.letterLog?.(view.snapshot.policy.workbookId);
  const records = (await log?.take()) ?? NO_RECORDS;
  const resolved = await resolveInterrupted(view.snapshot, records, mailer, run);
  if (dead.length + resolved.length > 0) {
    await journal.commit([...open, ...dead.map(buryWrite)], resolved);
    open = [];
    view = await look(options);
  }
  await log?.forget(records.keys());

  if (view.fuse) {
    await journal.commit(open, [], { ...ending(view, 'failed'), note: view.fuse.code });
    return over(view, 'fuse', { run: run.id, because: view.fuse });
  }
  const { raw: _, ...seen } = view;
  const plan = { ...seen.plan, writes: [...open, ...seen.plan.writes] };
  return {
    kind: 'begun',
    options,
    view: { plan: seen.plan },
    work: {
      ...seen,
      plan,
      journal,
      run,
      outcomes: new Map(),
      log: view.mails.length > 0 && mailer.batch === 1 ? await openLog(log, run) : null,
      marks: marksOf(view, options),
      morning: morningOn(view, options),
      events: eventsDue(view, options.webhook),
      ...(options.aside && { aside: options.aside }),
    },
  };
};

/** The record of this run's letters; null where there can be none, and each letter is noted in the workbook itself. */
const openLog = async (log: LetterLog | undefined, { id }: Run): Promise<SweepWork['log']> => {
  if (!log) return null;
  const opened = await log.open(id).catch(() => null);
  if (!opened) {
    await log.forget([id]).catch(() => {});
    return null;
  }
  const over = async () => {
    await opened.close();
    await log.forget([id]).catch(() => {});
  };
  return { ...opened, over };
};

/** Of a run that died when all but its record was done; one that still holds the workbook keeps its own. */
const forgetOver = async (store: WorkbookStore, { snapshot: { runs, policy } }: View): Promise<void> => {
  const over = runs.flatMap(({ run, status }) => (status === 'claimed' ? [] : [run]));
  await store.letterLog?.(policy.workbookId).then(
    (log) => log.forget(over),
    () => {},
  );
};

/** After an error, while the workbook can still be reached: say what is known, so that nobody has to guess or wait. */
const release = async (options: Looking, run: Run, outcomes: Outcomes): Promise<void> => {
  const view = await look(options);
  const journal = openJournal(options.store, run, view.snapshot.ledger);
  await journal.commit([], resolveOwn(view.snapshot.ledger, outcomes, run), ending(view, 'failed'));
};

const onItsDay = ({ plan }: Pick<View, 'plan'>): SweepOutcome => (plan.workday ? 'done' : 'day-off');

const ending = ({ plan }: View, status: RunResult['status']): RunResult => ({
  status,
  notices: plan.notices.length,
  mails: 0,
  problems: plan.problems.length,
  note: '',
});

const sentOf = (outcomes: Outcomes): SentMail[] =>
  [...outcomes].flatMap(([id, { to, subject, status, receipt }]) =>
    status === 'sent' ? [{ id, to, subject, receipt }] : [],
  );

type Details = Partial<Omit<SweepResult, 'outcome' | 'plan'>>;

const over = (view: Pick<View, 'plan' | 'snapshot'>, outcome: SweepOutcome, details: Details = {}): Over => ({
  kind: 'over',
  result: report(view, outcome, details),
});

const report = (
  { plan, snapshot }: Pick<View, 'plan' | 'snapshot'>,
  outcome: SweepOutcome,
  details: Details,
): SweepResult => ({
  owed: details.owed ?? stillOwed(snapshot.ledger, snapshot.people.values(), snapshot.today),
  run: null,
  sent: [],
  conflicts: [],
  ...details,
  outcome,
  plan,
  problems: [...plan.problems, ...(details.problems ?? [])],
});
