/** What a task's due date means today: far off, near, due or past, and by how many workdays. */
import type { DueFacts } from '../item.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import { HISTORY_WORKDAYS, hasPassed } from '../time/limit.ts';

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
