/** Working hours: one span each workday, and what ends after so many of them. */
import type { Calendar } from './calendar.ts';
import type { Day } from './day.ts';

/** Minutes after midnight at which people begin and stop working. */
export interface WorkingHours {
  readonly workdayStart: number;
  readonly workdayEnd: number;
}

/** A moment of a civil day. */
export interface DayTime {
  readonly day: Day;
  readonly minute: number;
}

const AN_HOUR = 60;

/** From when to when a workday is worked: what ends before it begins begins an hour earlier. */
export const spanOf = ({ workdayStart, workdayEnd }: WorkingHours): readonly [number, number] => [
  Math.min(workdayStart, Math.max(0, workdayEnd - AN_HOUR)),
  Math.max(workdayEnd, AN_HOUR),
];

/** When so many working hours after a moment have passed: within a workday's span, at its end at the latest. */
export const afterHours = (from: DayTime, hours: number, working: WorkingHours, calendar: Calendar): DayTime => {
  const [start, end] = spanOf(working);
  const isLater = !calendar.isWorkday(from.day) || from.minute >= end;
  const day = isLater ? calendar.addWorkdays(from.day, 1) : from.day;
  const minute = isLater ? start : Math.max(from.minute, start);
  const total = minute - start + Math.round(hours * AN_HOUR);
  const length = end - start;
  const days = Math.max(0, Math.ceil(total / length) - 1);
  return { day: calendar.addWorkdays(day, days), minute: start + total - days * length };
};

export const isBefore = (a: DayTime, b: DayTime): boolean => a.day < b.day || (a.day === b.day && a.minute < b.minute);
