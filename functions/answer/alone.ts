/** Writes an answer under the workbook's claim; waits for a sweep that is at work, and takes back what tore. */
import type { LedgerStatus } from '../../core/record/ledger.ts';
import { asideEnd, asideRun, holderOf, type Run, WAITS } from '../sweep/claim.ts';
import { ClaimLost, openJournal } from '../sweep/journal.ts';
import { deliveryOf, type Job } from './judge.ts';
import type { LinkedView, LinkedWorkbook, ShownPage } from './linked.ts';

/** What `_runs` says of it. */
const NOTE = 'answer';

type Judge = (view: LinkedView) => ShownPage | Job;

/** Does some work when all that came before it in this process is through with the workbook. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** What came of one try: a page; or what was begun could not be written whole; or another is at work, says the job's page. */
type Tried =
  | { readonly came: 'said'; readonly said: ShownPage }
  | { readonly came: 'torn' | 'held'; readonly job: Job };

/**
 * Does what the judge finds to do, alone in the workbook; waits while a sweep or another process is at work there. Answers
 * of this process take turns, so that none of them meets another's claim; a turn does not last while somebody waits.
 */
export const answerAlone = async (linked: LinkedWorkbook, turn: Turn, judge: Judge): Promise<ShownPage> => {
  for (const pause of [...WAITS, null]) {
    const tried = await turn(() => tryOnce(linked, judge));
    if (tried.came === 'said') return tried.said;
    if (tried.came === 'torn') return correct(linked, turn, tried.job);
    if (pause === null || linked.isEnding()) return tried.job.busy();
    await linked.wait(pause);
  }
  throw new Error('the last wait is none');
};

const tryOnce = async (linked: LinkedWorkbook, judge: Judge): Promise<Tried> => {
  const view = await linked.look();
  const job = judge(view);
  if (job.outcome !== 'job') return { came: 'said', said: job };
  const free = holderOf(view.snapshot.runs, linked.clock()) === null;
  return (free && (await tryAlone(linked, view, judge))) || { came: 'held', job };
};

/** Null when another was there first. */
const tryAlone = async (linked: LinkedWorkbook, { snapshot }: LinkedView, judge: Judge): Promise<Tried | null> => {
  const { store, clock } = linked;
  const run = asideRun(snapshot, clock, linked.uniqueId());
  let begun: Job | null = null;
  try {
    await store.apply([run.claim()]);
    const view = await linked.look();
    if (holderOf(view.snapshot.runs, clock()) !== run.id) {
      await store.apply([run.end(asideEnd('left', NOTE))]);
      return null;
    }
    const job = judge(view);
    const journal = openJournal(store, run, view.snapshot.ledger);
    if (job.outcome !== 'job') {
      await store.apply([run.end(asideEnd('left', NOTE))]);
      return { came: 'said', said: job };
    }
    begun = job;
    const failed = await journal.commit(
      job.writes,
      [entryOf(job, job.entry.status, view, run)],
      asideEnd('aside', NOTE),
    );
    if (failed.length === 0) return { came: 'said', said: job.done() };
  } catch (error) {
    if (!(error instanceof ClaimLost)) return { came: 'said', said: await afterFault(linked, run, begun, error) };
  }
  // Somebody typed between the reading and the write, or a sweep whose clock is ahead took the claim for dead.
  return begun && { came: 'torn', job: begun };
};

const entryOf = (
  { entry: { key, nonce, receipt } }: Job,
  status: LedgerStatus,
  { snapshot, by }: LinkedView,
  run: Run,
) => ({
  key,
  to: by.email,
  mail: nonce,
  status,
  day: snapshot.today,
  at: run.now(),
  run: run.id,
  receipt,
});

/** Takes back what was written of a job that could not be written whole, and says so in the ledger. */
const correct = async (linked: LinkedWorkbook, turn: Turn, job: Job): Promise<ShownPage> => {
  const { entry, otherwise } = job;
  if (otherwise.writes.length > 0) await linked.store.apply(otherwise.writes);
  const said = await answerAlone(linked, turn, (view) => {
    const entered = deliveryOf(view.snapshot.ledger, { key: entry.key, to: view.by.email });
    if (entered?.mail !== entry.nonce || entered.status !== entry.status) return job.changed(view);
    return {
      ...job,
      writes: [],
      entry: { ...entry, status: otherwise.status },
      otherwise: { ...otherwise, writes: [] },
      done: () => job.changed(view),
    };
  });
  // What is sent again goes by the ledger as it is now.
  return said.outcome === 'busy' ? said : job.changed(await linked.look());
};

/** The workbook did not answer, or its answer got lost: the claim is given up, and the ledger says what was written. */
const afterFault = async (linked: LinkedWorkbook, run: Run, begun: Job | null, error: unknown): Promise<ShownPage> => {
  await linked.store.apply([run.end(asideEnd('failed', NOTE))]).catch(() => {});
  if (begun === null) throw error;
  const { snapshot } = await linked.look().catch(() => {
    throw new AnswerUnsure(error);
  });
  if (snapshot.ledger.some(({ run: by }) => by === run.id)) return begun.done();
  throw error;
};

/** Whether something was written is not known. Sending the same form again is safe. */
export class AnswerUnsure extends Error {
  constructor(cause: unknown) {
    super('unsure', { cause });
  }
}
