import type { Day } from './day.ts';
import type { Policy } from './snapshot.ts';

/** The moment something is judged at: a snapshot, a check, a mail's reader. */
export interface Moment {
  readonly today: Day;
  /** Minutes after midnight, wall clock of the zone. */
  readonly minute: number;
  readonly policy: Pick<Policy, 'workdayEnd'>;
}

/** A limit on a day ends with that workday: it has passed from policy.workdayEnd on. */
export const hasPassed = (end: Day, { today, minute, policy }: Moment): boolean =>
  today > end || (today === end && minute >= policy.workdayEnd);
