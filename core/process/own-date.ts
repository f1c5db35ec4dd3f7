/** Dates that somebody has only just given: they know them, and need no reminder before the day itself. */
import type { Item } from '../item.ts';
import type { Notified } from '../record/notified.ts';
import type { Snapshot } from '../snapshot.ts';
import { isoOf } from '../time/day.ts';

/** The date in force was answered shortly before its owner would be reminded of it, or within those days. */
export const hasJustGiven = (
  { id, due, remindOn }: Item,
  { calendar, policy }: Pick<Snapshot, 'calendar' | 'policy'>,
  notified: Notified,
): boolean => {
  const given = notified.answered('redate', id);
  if (given === null || due === null || remindOn === null) return false;
  const isFresh = given.on >= calendar.addWorkdays(remindOn, -policy.remindDays);
  return isFresh && given.said.split(' ').includes(`newDue=${isoOf(due)}`);
};
