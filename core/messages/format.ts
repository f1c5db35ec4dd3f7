/** Dates, clock times, lists of names and counts, as each language writes them. */
import type { Locale } from '../../sheet-templates/index.ts';
import { type Day, dayFromIso, partsOf, weekdayOf } from '../time/day.ts';

/** How dates, times, counts and lists of names read in each language. Every sentence is built from these. */

const WEEKDAYS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `3月6日 周五` / `Fri 6 Mar`; with its year when that is not today's: `2027年1月4日 周一` / `Mon 4 Jan 2027`. */
export const formatDay = (day: Day, locale: Locale, today: Day): string => {
  const { year, month, date } = partsOf(day);
  const otherYear = year !== partsOf(today).year;
  const weekday = WEEKDAYS[locale][weekdayOf(day) - 1]!;
  if (locale === 'zh-CN') return `${otherYear ? `${year}年` : ''}${month}月${date}日 ${weekday}`;
  return `${weekday} ${date} ${MONTHS[month - 1]!}${otherYear ? ` ${year}` : ''}`;
};

/** The same for an ISO date (`2026-03-06`) as facts carry it; text that is no date is shown as it stands. */
export const formatIso = (iso: string, locale: Locale, today: Day): string => {
  const day = dayFromIso(iso);
  return day === null ? iso : formatDay(day, locale, today);
};

/** Minutes after midnight as `09:00`. */
export const formatClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Names as a cell holds them: `李明、王丽` / `Li Ming, Wang Li`. */
export const joined = (names: readonly string[], locale: Locale): string =>
  names.join(locale === 'zh-CN' ? '、' : ', ');

/** `李明、王丽、赵一` / `Li Ming, Wang Li and Zhao Yi`. */
export const listOf = (names: readonly string[], locale: Locale): string => {
  if (locale === 'zh-CN') return names.join('、');
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]!}`;
};

const COUNTS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'],
  en: ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
};

/** A count of things in words up to ten (`两` as in 两件), in digits beyond. */
export const countWord = (n: number, locale: Locale): string => COUNTS[locale][n] ?? String(n);

/** English nouns after a number: `plural(1, 'workday')` is `workday`, `plural(3, 'workday')` is `workdays`. */
export const plural = (n: number, one: string, many = `${one}s`): string => (n === 1 ? one : many);

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
