/** Limits in hours, of what waits on somebody for an urgent request: from when they were told, within working hours. */
import { noticeKey } from '../record/key.ts';
import type { Notified } from '../record/notified.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Day, dayFromIso, isoOf } from '../time/day.ts';
import { afterHours, type DayTime, isBefore } from '../time/hours.ts';

/** What is owed, and by which day at the latest. */
interface Owed {
  readonly rule: string;
  readonly item: string;
  readonly since: Day;
  readonly end: Day;
}

/** The limit as its people were told it; null where they were told nothing of it yet. `steps`: those of its first notices. */
const toldLimit = ({ rule, item, since }: Owed, steps: readonly number[], notified: Notified): DayTime | null => {
  for (const date of notified.datesOf(rule, item)) {
    for (const step of steps) {
      const facts = notified.noteOf(noticeKey(rule, item, date, step))?.facts;
      const day = typeof facts?.end === 'string' ? dayFromIso(facts.end) : null;
      if (facts?.since === isoOf(since) && day !== null && typeof facts.time === 'number')
        return { day, minute: facts.time };
    }
  }
  return null;
};

/**
 * When a limit in hours ends: what was told holds; else so long after now. Null where the limit in workdays ends sooner, so that
 * what cannot be told to anybody goes up all the same.
 */
export const hourLimit = (
  draft: Owed,
  steps: readonly number[],
  snapshot: Snapshot,
  notified: Notified,
): DayTime | null => {
  const { policy, calendar, today, minute } = snapshot;
  const inDays = { day: calendar.addWorkdays(draft.end, 0), minute: policy.workdayEnd };
  const inHours =
    toldLimit(draft, steps, notified) ?? afterHours({ day: today, minute }, policy.urgentHours, policy, calendar);
  return isBefore(inHours, inDays) ? inHours : null;
};
