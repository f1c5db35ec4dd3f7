/** Reads the days off of a week as people type them. */
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
  const said = folded(text);
  if (NONE.test(said)) return NO_WEEKEND;
  const days = new Set<number>();
  for (const word of wordsIn(said)) {
    const [, english, han, alone, digit] = DAY.exec(word) ?? [];
    const name = english ?? han ?? alone;
    if (name === undefined && digit === undefined) return null;
    days.add(name === undefined ? Number(digit) : weekdayNamed(name));
  }
  return days.size === 0 || days.size > 6 ? null : [...days].sort().join('');
};

const wordsIn = (said: string): string[] =>
  said
    .replace(/(周|星期|礼拜)/g, ' $1')
    .split(/[\s,;/+&、，和与及]+|\band\b/)
    .filter((word) => word !== '');
