/** Hands on what follows from answers of the same day: a sweep of the same workbook, of which only that leaves. */
import { handOnPlan, isTimeToHandOn, nextMorning, nothingToHandOn, rowsToHandOn } from '../../core/planning/hand-on.ts';
import type { ReadContext } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { withEdits } from '../../core/write/overlay.ts';
import { resolveWrites } from '../../core/write/write.ts';
import type { Decision, Reasoned } from './decide.ts';
import { type SweepOptions, type SweepResult, sweepWorkbook } from './sweep.ts';

/** What `_runs` says of it: it is no sweep, and no day is counted from it. */
const HANDED_ON = 'handed-on';

/** As a sweep decides, with what it is decided from. */
export type DecideReasoned = (raw: RawWorkbook, context: ReadContext) => Reasoned | Promise<Reasoned>;

export interface HandOnOptions extends Omit<SweepOptions, 'decide' | 'aside'> {
  readonly decide: DecideReasoned;
}

export interface HandedOnResult {
  readonly result: SweepResult;
  /** When somebody who had such a letter within the hour can get the next one, ISO 8601; null where nobody waits for that. */
  readonly again: string | null;
}

/**
 * Sends what need not wait for the next morning, as a sweep sends: under its claim, each notice noted before and after. Of what
 * Baton remembers of the workbook nothing is written, so that the morning's sweep finds all that it would have found.
 */
export const handOnWorkbook = async ({ decide, ...options }: HandOnOptions): Promise<HandedOnResult> => {
  const { again, ...narrowly } = handingOn(decide);
  const result = await sweepWorkbook({ ...options, ...narrowly });
  return { result, again: again() };
};

/** What makes a sweep hand on alone; `again` is known once it has ended. */
export const handingOn = (decide: DecideReasoned) => {
  let again: string | null = null;
  const decideNarrowly = async (raw: RawWorkbook, context: ReadContext): Promise<Decision> => {
    const now = await decide(raw, context);
    again = null;
    if (!isTimeToHandOn(now.snapshot)) return { ...now, plan: nothingToHandOn(now.facts) };
    const rows = rowsToHandOn(now.facts);
    const there = rows.length > 0 ? withEdits(raw, resolveWrites(raw, rows).edits) : raw;
    const seen = rows.length > 0 ? await decide(there, context) : now;
    const morning = await decide(there, { ...context, now: nextMorning(seen.snapshot) });
    const narrow = handOnPlan(seen.facts, morning.facts, rows);
    again = narrow.again;
    return { ...seen, plan: narrow.plan };
  };
  return { decide: decideNarrowly, aside: HANDED_ON, again: () => again };
};
