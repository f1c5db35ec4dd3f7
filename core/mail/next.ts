/** Who is asked for help next, and by when, if nothing moves. */
import type { Item } from '../item.ts';
import { formatClock } from '../messages/format.ts';
import type { Notice } from '../plan.ts';
import type { Line } from '../text/span.ts';
import type { Day } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import { dayFact, dayFor, endOfDay, helpersOf, type Reader, type RoleOf } from './reader.ts';

/** Workdays that are left until a day; 0 is today. */
export const workdaysTo = ({ calendar, today }: Pick<Reader, 'calendar' | 'today'>, day: Day): number =>
  Math.max(0, calendar.workdaysBetween(today, day));

/** Who is asked for help by when. A limit that has just passed is the escalation that this same sweep tells. */
export const ifNothingMoves = (
  reader: Reader,
  { escalatesOn, escalatesAt, escalatesTo, level }: Pick<Item, 'escalatesOn' | 'escalatesAt' | 'escalatesTo' | 'level'>,
  roleOf: RoleOf,
): Line | null => {
  if (escalatesOn === null || escalatesTo.length === 0) return null;
  const people = helpersOf(reader, escalatesTo, level === 0 ? 1 : 2, roleOf);
  if (hasPassed(escalatesOn, reader, escalatesAt)) return [reader.say.card.asked(people)];
  const end = formatClock(escalatesAt ?? reader.policy.workdayEnd);
  return [reader.say.card.next(dayFor(reader, escalatesOn), end, workdaysTo(reader, escalatesOn), people)];
};

/** Once level 1 is told, the executive comes next. */
export const afterLeader = (reader: Reader, notice: Notice): Line | null => {
  const until = dayFact(notice, 'until');
  const { executive } = reader.policy;
  if (notice.level !== 1 || until === null || !executive) return null;
  const people = helpersOf(reader, [executive], 2, () => 'executive');
  return [reader.say.card.next(dayFor(reader, until), endOfDay(reader), workdaysTo(reader, until), people)];
};
