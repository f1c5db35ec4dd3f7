/** How a run stands by its row in `_runs`, and the day of the last sweep. */
import type { RunRow } from '../snapshot.ts';
import type { Day } from '../time/day.ts';

/**
 * How a row of `_runs` stands: `claimed` while it is at work; then `done`, a sweep that ended; `aside`, something else that was
 * written under a claim, such as an answer or minutes; `left`, it found another at work and wrote nothing; `failed`, also
 * where its claim was found dead.
 */
export type RunStatus = 'claimed' | 'done' | 'aside' | 'left' | 'failed';

/** Only a sweep that ended has looked at everything, and told whoever is to know. */
export const isSweep = ({ status }: Pick<RunRow, 'status'>): boolean => status === ('done' satisfies RunStatus);

/** The day of the last sweep that ended; the sweep that asks has a row there already, its claim. -Infinity before the first. */
export const lastSweepOn = ({ runs }: { readonly runs: readonly RunRow[] }): Day =>
  runs.reduce((last, run) => (isSweep(run) ? Math.max(last, run.day ?? last) : last), -Infinity);
