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

/** A limit on a day ends with that workday: it has passed from policy.workdayEnd on, or from a time of day of its own. */
export const hasPassed = (end: Day, { today, minute, policy }: Moment, endMinute = policy.workdayEnd): boolean =>
  today > end || (today === end && minute >= endMinute);

/** Where a limit stands: not near, near enough to be reminded of, on its last day, or past. */
export type Phase = 'ahead' | 'eve' | 'day' | 'late';

/** What a limit means today. */
export interface Limit {
  /** The workday with which it ends: the day itself, or the next workday. */
  readonly dueEnd: Day;
  /** A day off has its `day` from the workday before. */
  readonly phase: Phase;
  /** Workdays past the end; 0 on the evening of the last day. */
  readonly daysLate: number;
  /** Workdays after today up to the end; 0 on the day; negative when past. */
  readonly daysLeft: number;
}

/** A limit on a day; it is reminded of from `remindOn`, where it is. */
export const limitAt = (
  day: Day,
  remindOn: Day | null,
  moment: Moment & { readonly calendar: Calendar },
  endMinute?: number,
): Limit => {
  const { calendar, today } = moment;
  const dueEnd = calendar.addWorkdays(day, 0);
  const phaseOf = (): Phase => {
    if (hasPassed(dueEnd, moment, endMinute)) return 'late';
    if (today >= calendar.workdayOnOrBefore(day)) return 'day';
    return remindOn !== null && today >= remindOn ? 'eve' : 'ahead';
  };
  const phase = phaseOf();
  return {
    dueEnd,
    phase,
    daysLate: phase === 'late' ? calendar.workdaysBetween(dueEnd, today) : 0,
    daysLeft: calendar.workdaysBetween(today, dueEnd),
  };
};

const WEEK = 7;

/** When something is said again that is said once a week: on a day off the workday before, unless that is the day it was said. */
export const weekAfter = (day: Day, calendar: Pick<Calendar, 'workdayOnOrBefore' | 'addWorkdays'>): Day => {
  const before = calendar.workdayOnOrBefore(day + WEEK);
  return before > day ? before : calendar.addWorkdays(day + WEEK, 0);
};

/** What lies longer back than this when Baton comes is history: its evidence is not collected, nobody is told of it. */
export const HISTORY_WORKDAYS = 10;
