/** Reads weekdays as people type them: the days off of a week, and those on which somebody wants no mail. */
import { NO_WEEKEND, type Weekend } from '../../sheet-templates/weekends.ts';
import { folded } from '../text/words.ts';
import { weekdayNamed } from '../time/names.ts';

const NONE = /^(?:none|no|无|没有|不休息)$/;
const DAY =
  /^(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|(?:周|星期|礼拜)([一二三四五六日天])|([一二三四五六日天])|([1-7]))$/;

/**
 * `Friday, Saturday`, `Fri and Sat`, `周五、周六`, `周五周六`, `5,6`; `none` where every day is worked. Null for what says something else, and for a week without
 * a workday, on which nobody would ever be mailed.
 */
export const parseWeekend = (text: string): Weekend | null => {
  const days = parseWeekdays(text);
  if (days === null) return null;
  if (days.length === 0) return folded(text) === '' ? null : NO_WEEKEND;
  return days.join('');
};

/**
 * Weekdays in ascending order, 1 (Monday) to 7; none for an empty cell and for a word that says so. Null for what says something
 * else, and for all seven.
 */
export const parseWeekdays = (text: string): readonly number[] | null => {
  const said = folded(text);
  if (said === '' || NONE.test(said)) return [];
  const days = new Set<number>();
  for (const word of wordsIn(said)) {
    const [, english, han, alone, digit] = DAY.exec(word) ?? [];
    const name = english ?? han ?? alone;
    if (name === undefined && digit === undefined) return null;
    days.add(name === undefined ? Number(digit) : weekdayNamed(name));
  }
  return days.size === 0 || days.size > 6 ? null : [...days].sort();
};

const wordsIn = (said: string): string[] =>
  said
    .replace(/(周|星期|礼拜)/g, ' $1')
    .split(/[\s,;/+&、，和与及]+|\band\b/)
    .filter((word) => word !== '');
