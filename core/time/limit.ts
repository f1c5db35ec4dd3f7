/** When a limit has passed, when something weekly is said again, and what is too old to be said. */
import type { Calendar } from './calendar.ts';
import type { Day } from './day.ts';

/** The moment something is judged at: a snapshot, a check, a mail's reader. */
export interface Moment {
  readonly today: Day;
  /** Minutes after midnight, wall clock of the zone. */
  readonly minute: number;
  readonly policy: { readonly workdayEnd: number };
}

/** A limit on a day ends with that workday: it has passed from policy.workdayEnd on. */
export const hasPassed = (end: Day, { today, minute, policy }: Moment): boolean =>
  today > end || (today === end && minute >= policy.workdayEnd);

const WEEK = 7;

/** When something is said again that is said once a week: on a day off the workday before, unless that is the day it was said. */
export const weekAfter = (day: Day, calendar: Pick<Calendar, 'workdayOnOrBefore' | 'addWorkdays'>): Day => {
  const before = calendar.workdayOnOrBefore(day + WEEK);
  return before > day ? before : calendar.addWorkdays(day + WEEK, 0);
};

/** What lies longer back than this when Baton comes is history: its evidence is not collected, nobody is told of it. */
export const HISTORY_WORKDAYS = 10;
