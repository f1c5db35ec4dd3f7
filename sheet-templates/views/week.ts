/** The days off of each week as formulas read them: what Settings say, else what is usual in the country. */
import { COUNTRIES, nameOfCountry } from '../countries.ts';
import { SATURDAY_SUNDAY, type Weekend, weekendOf } from '../weekends.ts';
import { type Book, text } from './book.ts';

/** Seven figures from Monday, 1 for a day off: what NETWORKDAYS.INTL and WORKDAY.INTL ask for. */
const figures = (weekend: Weekend): string =>
  [1, 2, 3, 4, 5, 6, 7].map((day) => (weekend.includes(String(day)) ? '1' : '0')).join('');

const NONE_OFF = figures('');
const ALL_OFF = figures('1234567');

/** Countries of other weeks, by all that a cell may call them. */
export const WEEKS: readonly { readonly name: string; readonly figures: string }[] = COUNTRIES.flatMap((code) => {
  const weekend = weekendOf(code);
  if (weekend === SATURDAY_SUNDAY) return [];
  return [code, ...Object.values(nameOfCountry(code))].map((name) => ({ name, figures: figures(weekend) }));
});

/** What a weekday is called in a cell, from Monday, in capitals. */
const DAYS = [
  ['MON', '一', '1'],
  ['TUE', '二', '2'],
  ['WED', '三', '3'],
  ['THU', '四', '4'],
  ['FRI', '五', '5'],
  ['SAT', '六', '6'],
  ['SUN', '日', '天', '7'],
];
const NONE = ['NONE', 'NO', '无', '没有', '不休息'];

/** Cells of the week, one below the other; the last is what the others lead to. */
export const WEEK_CELLS = ['said', 'country', 'days', 'week'] as const;
export type WeekCell = (typeof WEEK_CELLS)[number];

/** `at`: a cell of the week; `names` and `masks`: the columns of `WEEKS`. */
export const weekFormulas = (
  book: Book,
  at: (cell: WeekCell) => string,
  names: string,
  masks: string,
): Record<WeekCell, string> => {
  const isOff = (words: readonly string[]) =>
    `IF(OR(${words.map((word) => `ISNUMBER(FIND(${text(word)},${at('said')}))`).join(',')}),"1","0")`;
  const isNone = `OR(${NONE.map((word) => `${at('said')}=${text(word)}`).join(',')})`;
  return {
    said: `UPPER(TRIM(${book.setting('weekend')}))`,
    country: `IFERROR(INDEX(${masks},MATCH(TRIM(${book.setting('country')}),${names},0)),${text(figures(SATURDAY_SUNDAY))})`,
    days: DAYS.map(isOff).join('&'),
    // What names no weekday, and what names all seven, is refused by a sweep, which then goes by the country.
    week: `IF(${isNone},${text(NONE_OFF)},IF(OR(${[NONE_OFF, ALL_OFF].map((each) => `${at('days')}=${text(each)}`).join(',')}),${at('country')},${at('days')}))`,
  };
};
