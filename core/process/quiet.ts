/** How long an open task without a date has had no update, where such tasks are followed. */
import type { Item, WithoutUpdate } from '../item.ts';
import type { Notified } from '../record/notified.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import { limitAt } from '../time/limit.ts';
import { isStopped } from './movement.ts';
import { daysFor } from './urgency.ts';

/** What of a task says whether it is followed without a date, and when it was updated. */
export interface Undated
  extends Pick<Item, 'id' | 'status' | 'open' | 'due' | 'start' | 'changedOn' | 'updatedOn' | 'waitsFor'> {
  readonly urgent: boolean;
  /** What stands where its date or its progress is to stand cannot be read: that is asked about, and nothing else. */
  readonly unread: boolean;
  /** The day of the latest decision on it. */
  readonly ruledOn: Day | null;
}

/**
 * An update is movement of the row, a date typed as its last update, a word on the answer page about how far it is, even where
 * it changed nothing, or a decision. Of what came before the first sweep nothing is known: it counts from there.
 */
const lastUpdate = (
  { id, changedOn, updatedOn, start, ruledOn }: Undated,
  today: Day,
  { answered }: Pick<Notified, 'answered'>,
): Day => {
  // A date to come is no update, and a start that has come is where one can first be expected.
  const past = (day: Day | null | undefined): Day =>
    day !== null && day !== undefined && day <= today ? day : changedOn;
  return Math.max(changedOn, past(updatedOn), past(start), past(ruledOn), past(answered('progress', id)?.on));
};

/** What is yet to begin has nothing to say of itself. */
const hasTurn = ({ status, start, waitsFor }: Undated, today: Day): boolean =>
  status !== 'not-started' || ((start === null || start <= today) && waitsFor.length === 0);

/** Tells of one task after the other how long it has had no update; null where it is not followed that way. */
export const quietTasks = (snapshot: Snapshot, notified: Notified): ((task: Undated) => WithoutUpdate | null) => {
  const { calendar, policy, today } = snapshot;
  return (task) => {
    if (policy.quietDays === 0 || !task.open || task.due !== null || task.unread) return null;
    if (isStopped(task.status) || !hasTurn(task, today)) return null;
    const since = lastUpdate(task, today, notified);
    const end = calendar.addWorkdays(since, daysFor(task.urgent, policy.quietDays, policy));
    const { phase, daysLate } = limitAt(end, null, snapshot);
    return { since, end, isOver: phase === 'late', daysOver: daysLate, days: calendar.workdaysBetween(since, today) };
  };
};
