/** When the clock of the next level starts: once those who were asked before have had their mail. */
import type { Heard } from '../record/notified.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Day } from '../time/day.ts';

/**
 * The day from which the next level's clock counts: that on which those who were asked had heard of it. While somebody is still to
 * hear of it, it stands still, for nobody has let lie what they were never told; but once one of them knows, no longer than the
 * limit once more, so that a full mailbox does not hold up for ever what waits for others too. Where nobody can be reached at all
 * it counts from the day they were to be asked (`decided`).
 */
export const heardBy = (
  { on, isWaiting }: Heard,
  decided: Day,
  { calendar, policy, today }: Pick<Snapshot, 'calendar' | 'policy' | 'today'>,
): Day => {
  if (!isWaiting) return on ?? decided;
  return on === null ? today : Math.min(today, calendar.addWorkdays(on, policy.executiveDays));
};
