/** What people write of how often a task repeats, as days: every Monday, each month's last workday, so long after it was done. */
import type { Calendar } from './calendar.ts';
import { type Day, dayNumber, mondayOf, monthEnd, partsOf, weekdayOf } from './day.ts';

/**
 * Which day of a month: a date, or the nth of a weekday or of its workdays (`weekday` null). The 31st of a shorter month is its
 * last day, what is in its fifth week its last one; `last` counts from its end.
 */
export type MonthDay = { readonly date: number } | { readonly nth: number | 'last'; readonly weekday: number | null };

/** A rhythm of the calendar. Where it names no day, it has that of the first one. */
export type CalendarRhythm =
  | { readonly every: 'workdays' | 'days'; readonly n: number }
  | { readonly every: 'weeks'; readonly n: number; readonly weekdays: readonly number[] }
  | { readonly every: 'months'; readonly n: number; readonly on: MonthDay | null }
  | { readonly every: 'quarters'; readonly on: MonthDay | null };

/** So long after the last one was done: there is a next one only then. */
export interface AfterDone {
  readonly every: 'done';
  readonly n: number;
  readonly unit: 'workdays' | 'days' | 'weeks';
}

export type Rhythm = CalendarRhythm | AfterDone;

const WEEK = 7;
const MONTHS_A_YEAR = 12;
const MONTHS_A_QUARTER = 3;
/** No month has fewer. */
const SHORTEST_MONTH = 28;

/** Months since the year 0, and the first day of such a month. */
const monthOfDay = (day: Day): number => {
  const { year, month } = partsOf(day);
  return year * MONTHS_A_YEAR + month - 1;
};
const firstOf = (month: number): Day => dayNumber(Math.floor(month / MONTHS_A_YEAR), (month % MONTHS_A_YEAR) + 1, 1);

const dayIn = (month: number, on: MonthDay, calendar: Calendar): Day => {
  const start = firstOf(month);
  const end = monthEnd(start);
  if ('date' in on) return Math.min(start + on.date - 1, end);
  const { nth, weekday } = on;
  if (weekday === null) {
    const last = calendar.workdayOnOrBefore(end);
    return nth === 'last' ? last : Math.min(calendar.addWorkdays(start - 1, nth), last);
  }
  const first = start + ((weekday - weekdayOf(start) + WEEK) % WEEK);
  const last = first + WEEK * Math.floor((end - first) / WEEK);
  return nth === 'last' ? last : Math.min(first + WEEK * (nth - 1), last);
};

/** The days of every nth month from one on. */
const monthDays = (
  { n, from }: { readonly n: number; readonly from: number },
  on: MonthDay,
  [begin, to]: readonly [Day, Day],
  calendar: Calendar,
): Day[] => {
  const days: Day[] = [];
  const skipped = Math.max(0, Math.floor((monthOfDay(begin) - from) / n) - 1);
  for (let month = from + skipped * n; firstOf(month) <= to; month += n) days.push(dayIn(month, on, calendar));
  return days;
};

/** In which month of a quarter a day of it lies: what counts from its end is in its last month. */
const monthInQuarter = (on: MonthDay): number => ('nth' in on && on.nth === 'last' ? MONTHS_A_QUARTER - 1 : 0);

const candidates = (rhythm: CalendarRhythm, first: Day, span: readonly [Day, Day], calendar: Calendar): Day[] => {
  const [from, to] = span;
  const days: Day[] = [];
  switch (rhythm.every) {
    case 'days':
    case 'workdays': {
      const { n } = rhythm;
      const isWorkdays = rhythm.every === 'workdays';
      const passed = isWorkdays ? calendar.workdaysBetween(first, from - 1) : from - 1 - first;
      const begun = Math.max(0, Math.floor(passed / n) - 1);
      const at = (k: number) => (isWorkdays ? calendar.addWorkdays(first, n * k) : first + n * k);
      for (let k = begun + 1; at(k) <= to; k++) days.push(at(k));
      return days;
    }
    case 'weeks': {
      const step = WEEK * rhythm.n;
      const weekdays = rhythm.weekdays.length > 0 ? rhythm.weekdays : [weekdayOf(first)];
      const monday = mondayOf(first);
      const begun = Math.max(0, Math.floor((from - monday) / step) - 1);
      for (let week = monday + step * begun; week <= to; week += step)
        for (const weekday of weekdays) days.push(week + weekday - 1);
      return days;
    }
    case 'months': {
      const on = rhythm.on ?? { date: partsOf(first).date };
      return monthDays({ n: rhythm.n, from: monthOfDay(first) }, on, span, calendar);
    }
    default: {
      const { on } = rhythm;
      const month = monthOfDay(first);
      const start = on === null ? month : month - (month % MONTHS_A_QUARTER) + monthInQuarter(on);
      return monthDays({ n: MONTHS_A_QUARTER, from: start }, on ?? { date: partsOf(first).date }, span, calendar);
    }
  }
};

/** The days of a rhythm after its first one, from one day to another, in order; some may be days off. */
export const daysOfRhythm = (
  rhythm: CalendarRhythm,
  first: Day,
  [from, to]: readonly [Day, Day],
  calendar: Calendar,
): readonly Day[] =>
  candidates(rhythm, first, [Math.max(from, first + 1), to], calendar).filter(
    (day) => day > first && day >= from && day <= to,
  );

/** The most days from one of a rhythm to the next, days off apart: looking so far ahead finds one. */
export const longestGap = (rhythm: CalendarRhythm): number => {
  switch (rhythm.every) {
    case 'days':
      return rhythm.n;
    case 'workdays':
      return 2 * WEEK + 2 * rhythm.n;
    case 'weeks':
      return WEEK * rhythm.n;
    case 'months':
      return 31 * (rhythm.n + 1);
    default:
      return 31 * (MONTHS_A_QUARTER + 1);
  }
};

/** The fewest days between two of a rhythm. */
const shortestGap = (rhythm: CalendarRhythm): number => {
  switch (rhythm.every) {
    case 'days':
    case 'workdays':
      return rhythm.n;
    case 'weeks': {
      const { n, weekdays } = rhythm;
      if (weekdays.length < 2) return WEEK * n;
      const around = WEEK * n + Math.min(...weekdays) - Math.max(...weekdays);
      return Math.min(around, ...weekdays.slice(1).map((weekday, i) => weekday - (weekdays[i] ?? 0)));
    }
    case 'months':
      return SHORTEST_MONTH * rhythm.n;
    default:
      return SHORTEST_MONTH * MONTHS_A_QUARTER;
  }
};

/** Days by which a day of a rhythm may be moved, by another rule or a day off, and still be the same one. */
export const nearTo = (rhythm: CalendarRhythm): number => Math.floor((shortestGap(rhythm) - 1) / 2);

/** The day on which the next one is due after the last was done; it may be a day off. */
export const dayAfterDone = ({ n, unit }: AfterDone, doneOn: Day, calendar: Calendar): Day => {
  if (unit === 'workdays') return calendar.addWorkdays(doneOn, n);
  return doneOn + (unit === 'weeks' ? WEEK * n : n);
};
