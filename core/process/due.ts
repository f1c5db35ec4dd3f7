/** What a task's due date means today: far off, near, due or past, and by how many workdays. */
import type { DueFacts } from '../item.ts';
import type { Snapshot } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import type { Day } from '../time/day.ts';
import { HISTORY_WORKDAYS, hasPassed, limitAt } from '../time/limit.ts';
import { daysFor } from './urgency.ts';

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

/** What of a task has a say in what its date means. */
interface Open {
  readonly open: boolean;
  readonly urgent: boolean;
}

export const dueFacts = (due: Day | null, { open, urgent }: Open, snapshot: Snapshot): DueFacts => {
  if (due === null) return NONE;
  const { calendar, policy, today } = snapshot;
  const remindOn = policy.remindDays > 0 ? calendar.addWorkdays(due, -policy.remindDays) : null;
  const limit = limitAt(due, remindOn, snapshot);
  const isPast = limit.phase === 'late';
  const late = open && isPast;
  return {
    ...limit,
    due,
    remindOn,
    late,
    daysLate: late ? limit.daysLate : 0,
    longPast: today > calendar.addWorkdays(due, HISTORY_WORKDAYS),
    evidenceDue: isPast && hasPassed(calendar.addWorkdays(due, daysFor(urgent, policy.collectDays, policy)), snapshot),
  };
};

/** The same for many tasks, of which many have one date. */
export const dueFactsOnce = (snapshot: Snapshot): ((due: Day | null, task: Open) => DueFacts) => {
  const known = new Map<Day | null, Map<number, DueFacts>>();
  return (due, task) => {
    const ofDay = ensure(known, due, () => new Map<number, DueFacts>());
    return ensure(ofDay, (task.open ? 1 : 0) + (task.urgent ? 2 : 0), () => dueFacts(due, task, snapshot));
  };
};
