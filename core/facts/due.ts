import type { Day } from '../day.ts';
import { hasPassed } from '../limit.ts';
import type { Snapshot } from '../snapshot.ts';

/** Where a due date stands: far off, in the owner's reminder window, on its day, or past its end. */
export type Phase = 'ahead' | 'soon' | 'due' | 'past';

/** What follows from an item's due date today. */
export interface DueFacts {
  /** The date in force: the re-planned one where there is one. */
  readonly due: Day | null;
  /** The workday on which the limit ends: `due` itself, or the next workday. */
  readonly dueEnd: Day | null;
  /** The first day of the owner's reminder window; null without a date or a reminder. */
  readonly remindOn: Day | null;
  /** A date on a day off is `due` from the workday before. Null without a date. */
  readonly phase: Phase | null;
  /** Past, and open. */
  readonly late: boolean;
  /** Workdays after dueEnd up to today; 0 when not late. */
  readonly daysLate: number;
  /** Workdays after today up to dueEnd; 0 on the day; negative when past. Null without a date. */
  readonly daysLeft: number | null;
  /** The time to hand over evidence after the due date is over. */
  readonly evidenceDue: boolean;
  /** So long ago that what was finished then is history. */
  readonly longPast: boolean;
}

/** What lies longer back than this when Baton comes is history: its evidence is not collected, nobody is told of it. */
export const HISTORY_WORKDAYS = 10;

const NONE: DueFacts = {
  due: null,
  dueEnd: null,
  remindOn: null,
  phase: null,
  late: false,
  daysLate: 0,
  daysLeft: null,
  evidenceDue: false,
  longPast: false,
};

export const dueFacts = (due: Day | null, open: boolean, snapshot: Snapshot): DueFacts => {
  if (due === null) return NONE;
  const { calendar, policy, today } = snapshot;
  const dueEnd = calendar.addWorkdays(due, 0);
  const remindOn = policy.remindDays > 0 ? calendar.addWorkdays(due, -policy.remindDays) : null;
  const past = hasPassed(dueEnd, snapshot);
  const phase = past
    ? 'past'
    : today >= calendar.workdayOnOrBefore(due)
      ? 'due'
      : remindOn !== null && today >= remindOn
        ? 'soon'
        : 'ahead';
  const late = open && past;
  return {
    due,
    dueEnd,
    remindOn,
    phase,
    late,
    daysLate: late ? calendar.workdaysBetween(dueEnd, today) : 0,
    daysLeft: calendar.workdaysBetween(today, dueEnd),
    longPast: today > calendar.addWorkdays(due, HISTORY_WORKDAYS),
    evidenceDue: past && hasPassed(calendar.addWorkdays(due, policy.collectDays), snapshot),
  };
};
