/** Does one piece of work under a workbook's claim, and ends the run with a note. */
import type { Write } from '../../core/plan.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { WorkbookStore } from '../ports.ts';
import { asideEnd, asideRun, type ClaimClock, holderIn, type Run } from './claim.ts';
import { sweepAtWork } from './holder.ts';
import { ClaimLost } from './journal.ts';
import { freshWorkbookId } from './location.ts';

/** Somebody's reading of a workbook that nobody else writes to. */
interface Seen {
  readonly snapshot: Snapshot;
}

export interface Claimed<V extends Seen> {
  readonly store: WorkbookStore;
  readonly clock: ClaimClock;
  readonly look: () => Promise<V>;
  /** What is written together with the claim. */
  readonly first?: readonly Write[];
}

/**
 * Does something to a workbook under its claim, decided from a reading made under it, and ends the run with the note that
 * comes back. What fails ends it as failed. BatonError 'backend' sweep-at-work where another holds the workbook.
 */
export const underClaim = async <V extends Seen>(
  { store, clock, look, first = [] }: Claimed<V>,
  { snapshot }: V,
  work: (view: V, run: Run) => Promise<string>,
): Promise<void> => {
  const before = holderIn(snapshot.runs, clock());
  if (before !== null) throw sweepAtWork(before);
  const run = asideRun(snapshot, clock, freshWorkbookId());
  await store.apply([...first, run.claim()]);
  try {
    const view = await look();
    const holder = holderIn(view.snapshot.runs, clock());
    if (holder?.run !== run.id) throw new ClaimLost(holder);
    const note = await work(view, run);
    await store.apply([run.end(asideEnd('aside', note))]);
  } catch (error) {
    await store.apply([run.end(asideEnd(error instanceof ClaimLost ? 'left' : 'failed', ''))]).catch(() => {});
    throw error instanceof ClaimLost ? sweepAtWork(error.holder) : error;
  }
};
