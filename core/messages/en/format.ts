/** How English writes dates, counts and lists. */
import { type Day, partsOf, weekdayOf } from '../../time/day.ts';
import type { Format } from '../format-words.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const weekday = (day: Day): string => WEEKDAYS[weekdayOf(day) - 1]!;

const month = (day: Day): string => MONTHS[partsOf(day).month - 1]!;

export const dayText = (day: Day, today: Day): string => {
  const { year, date } = partsOf(day);
  return `${weekday(day)} ${date} ${month(day)}${year === partsOf(today).year ? '' : ` ${year}`}`;
};

export const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]!}`;

export const countWord = (n: number): string => COUNTS[n] ?? String(n);

/** Nouns after a number: `plural(1, 'workday')` is `workday`, `plural(3, 'workday')` is `workdays`. */
export const plural = (n: number, one: string, many = `${one}s`): string => (n === 1 ? one : many);

/** Titles of sheets. */
export const titled = (titles: readonly string[]): string => listOf(titles.map((title) => `“${title}”`));

/** In how many rows a word stands that people may choose. */
export const inRows = (n: number): string => (n === 0 ? 'not used yet' : `${n} ${plural(n, 'row')}`);

/** A list of which there are so many in all. */
export const fewOf = (named: readonly (string | number)[], all: number, between = ', '): string =>
  named.join(between) + (named.length < all ? ' …' : '');

/** A list of names, the first few of them. */
export const someOf = (names: readonly string[], most = 5): string => fewOf(names.slice(0, most), names.length);

/** What somebody said, in their own words, to follow what is said of it; nothing where they gave no words. */
export const quoted = (said: string): string => said && `: “${said}”`;

const orOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}, or ${names[names.length - 1]}`;

export const format: Format = {
  day: dayText,
  weekday,
  weekdayShort: (day) => weekday(day).slice(0, 2),
  month,
  list: listOf,
  or: orOf,
  count: countWord,
  comma: ', ',
  clause: ', ',
  semicolon: '; ',
  colon: ': ',
  end: '.',
  gap: ' ',
  parts: { tasks: 'the tasks', some: (named, all) => `${named.join(', ')} and ${all - named.length} more` },
};
