/** How Chinese writes dates, counts and lists, and sets Latin names in a sentence. */
import { type Day, partsOf, weekdayOf } from '../../time/day.ts';
import type { Format } from '../format-words.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const COUNTS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

const weekdayShort = (day: Day): string => WEEKDAYS[weekdayOf(day) - 1]!;
const weekday = (day: Day): string => `周${weekdayShort(day)}`;
const month = (day: Day): string => `${partsOf(day).month}月`;

export const dayText = (day: Day, today: Day): string => {
  const { year, date } = partsOf(day);
  return `${year === partsOf(today).year ? '' : `${year}年`}${month(day)}${date}日 ${weekday(day)}`;
};

export const listOf = (names: readonly string[]): string => names.join('、');

export const countWord = (n: number): string => COUNTS[n] ?? String(n);

export const titled = (titles: readonly string[]): string => listOf(titles.map((title) => `“${title}”`));

export const inRows = (n: number): string => (n === 0 ? '还没用过' : `${n} 行`);

/** 一共 all 个，只列出这几个。 */
export const fewOf = (named: readonly (string | number)[], all: number, between = '、'): string =>
  named.join(between) + (named.length < all ? ' …' : '');

/** 名单太长时只写前几个。 */
export const someOf = (names: readonly string[], most = 5): string => fewOf(names.slice(0, most), names.length);

/** 引用对方的原话，接在句子后面；没有原话就什么都不加。 */
export const quoted = (said: string): string => said && `：“${said}”`;

/** 中文和西文字母之间空一格。 */
const orOf = (names: readonly string[]): string => {
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${listOf(names.slice(0, -1))}，或${/^[!-~]/.test(last) ? ' ' : ''}${last}`;
};

const LATIN_END = /\p{Script=Latin}$/u;
const LATIN_START = /^\p{Script=Latin}/u;
const HAN_END = /\p{Script=Han}$/u;
const HAN_START = /^\p{Script=Han}/u;

const meet = (a: string, b: string): string =>
  (LATIN_END.test(a) && HAN_START.test(b)) || (HAN_END.test(a) && LATIN_START.test(b)) ? `${a} ${b}` : a + b;

/** A template in which a Latin name stands apart from the Chinese around it: `请与 Sophie Martin 沟通`. */
export const spaced = (texts: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  texts.reduce((said, text, i) => meet(meet(said, String(values[i - 1])), text));

export const format: Format = {
  day: dayText,
  weekday,
  weekdayShort,
  month,
  list: listOf,
  or: orOf,
  count: countWord,
  comma: '、',
  clause: '，',
  semicolon: '；',
  colon: '：',
  end: '。',
  gap: '',
  parts: { tasks: '任务', some: (named, all) => `${listOf(named)}等 ${all} 处` },
};
