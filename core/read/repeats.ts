/** Reads how often a task repeats, as people write it in either language: one table of words, and what they say together. */
import { folded, saysNothing } from '../text/words.ts';
import { weekdayNamed } from '../time/names.ts';
import type { MonthDay, Rhythm } from '../time/rhythm.ts';

/** What a word says; `skip` says nothing of its own, `times` makes one unit of several of another. */
type Kind =
  | 'skip'
  | 'number'
  | 'times'
  | 'ordinal'
  | 'nth'
  | 'date'
  | 'last'
  | 'weekday'
  | 'day'
  | 'workday'
  | 'week'
  | 'month'
  | 'quarter'
  | 'done';

interface Word {
  readonly kind: Kind;
  readonly value: number;
}

/** A word, or one that stands for several: `monthly`, 月底. */
interface Entry {
  /** How it is written, tried wherever a word begins. */
  readonly like: RegExp;
  readonly says: (found: string, value: string) => readonly Word[];
}

const word = (kind: Kind, value = 1): Word => ({ kind, value });
const entry = (like: string, says: Entry['says']): Entry => ({ like: new RegExp(like, 'uy'), says });
const simply = (like: string, ...words: readonly Word[]): Entry => entry(like, () => words);

const HAN_DIGITS = '零一二三四五六七八九';
const HAN = '[一二两三四五六七八九十]';
const NUMBER = `\\d{1,3}|${HAN}{1,3}`;
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth'];
const DAY_NAME = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\\b';
const DAYS_IN_HAN = '一二三四五六日天';
const HAN_DAYS = `[${DAYS_IN_HAN}]`;
const BETWEEN = '[、,，和及与/]?\\s*(?:周|星期|礼拜)?';

/** 12, 十二, 两, three. */
const numberIn = (text: string): number => {
  if (/^\d/.test(text)) return Number(text);
  const english = ENGLISH.indexOf(text);
  if (english >= 0) return english;
  const [tens = '', units = ''] = text.includes('十') ? text.split('十') : ['-', text];
  const digit = (han: string) => HAN_DIGITS.indexOf(han === '两' ? '二' : han);
  const ten = tens === '-' ? 0 : 10 * (tens === '' ? 1 : digit(tens));
  return ten + (units === '' ? 0 : digit(units));
};

const numbered =
  (kind: Kind): Entry['says'] =>
  (_found, value) => [word(kind, numberIn(value))];

/** Every word that is understood, the longer ones before those they begin with. What stands in brackets is the number in it. */
const WORDS: readonly Entry[] = [
  entry('day (\\d{1,2})\\b(?! ?(?:work|business|day|week|month))', numbered('date')),
  simply('(?:完成|做完|办完|办结|结束)(?:之后|以后|后)?', word('done')),
  simply('(?:done|completed|completion|finished|finishing|completing)\\b', word('done')),
  simply('(?:daily\\b|天天)', word('day')),
  simply('weekly\\b', word('week')),
  simply('(?:bi-?weekly|fortnightly|fortnights?)\\b', word('number', 2), word('week')),
  simply('双(?=周)|隔一个?|隔(?=[周星礼天日月])', word('number', 2)),
  simply('monthly\\b', word('month')),
  simply('quarterly\\b', word('quarter')),
  simply('(?:yearly|annually|annual)\\b', word('times', 12), word('month')),
  simply('(?:half a year|half-yearly)\\b|半年', word('times', 6), word('month')),
  simply(
    "[\\s,，、.。!！:：;；()&/]+|(?:the|on|of|in|at|a|an|and|every|each|once|per|day after|after|being|it(?: is| was)?|is|was|being|has been|again|repeats?|calendar)\\b|['’]s?\\b|一次|1次|任务|上一?次|每次|[每隔的在于个又再和]",
    word('skip'),
  ),
  simply('月底|月末', word('month'), word('last'), word('workday')),
  simply('季度?[底末]', word('quarter'), word('last'), word('workday')),
  simply('other\\b', word('number', 2)),
  simply('last\\b|最后[一1]?', word('last')),
  simply('首', word('nth', 1)),
  entry(`第(${NUMBER})`, numbered('nth')),
  entry(`(?:${ORDINALS.join('|')})\\b`, (found) => [word('ordinal', ORDINALS.indexOf(found))]),
  entry('(\\d{1,2})(?:st|nd|rd|th)\\b', numbered('ordinal')),
  entry(`(\\d{1,2}|${HAN}{1,3}) ?[日号]`, numbered('date')),
  simply('(?:work(?:ing)? ?|business )days?\\b|weekdays?\\b|(?:工作|上班|办公)日', word('workday')),
  entry(`(${DAY_NAME})\\.?`, (_found, name) => [word('weekday', weekdayNamed(name))]),
  entry(`(?:周|星期|礼拜)(${HAN_DAYS}(?!次)(?:${BETWEEN}${HAN_DAYS})*)`, (_found, names) =>
    [...names].flatMap((name) => (DAYS_IN_HAN.includes(name) ? [word('weekday', weekdayNamed(name))] : [])),
  ),
  simply('days?\\b|[天日]', word('day')),
  simply('weeks?\\b|周|星期|礼拜', word('week')),
  simply('months?\\b|月', word('month')),
  simply('quarters?\\b|季度?', word('quarter')),
  simply('years?\\b|年', word('times', 12), word('month')),
  entry(`(${NUMBER}|(?:${ENGLISH.join('|')})\\b)`, numbered('number')),
];

/** The words of a text; null where one is not understood. */
const wordsIn = (text: string): readonly Word[] | null => {
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    let length = 0;
    for (const { like, says } of WORDS) {
      like.lastIndex = at;
      const found = like.exec(text);
      if (!found || found[0] === '') continue;
      length = found[0].length;
      words.push(...says(found[0], found[1] ?? ''));
      break;
    }
    if (length === 0) return null;
    at += length;
  }
  return words.filter(({ kind }) => kind !== 'skip');
};

/** Nobody plans further ahead, and a slip of the keyboard is none. */
const MOST = 400;
const inRange = (n: number): boolean => n >= 1 && n <= MOST;

/** What people may write of one thing at most once, by kind; null where it stands there twice, or what is not asked for stands there. */
const onlyOnce = (words: readonly Word[], allowed: readonly Kind[]): ReadonlyMap<Kind, number> | null => {
  const found = new Map<Kind, number>();
  for (const { kind, value } of words) {
    if (found.has(kind) || !allowed.includes(kind)) return null;
    found.set(kind, value);
  }
  return found;
};

/** What is counted: 8 before a unit is so many, and behind one nothing that is understood. */
const COUNTED: ReadonlySet<Kind | undefined> = new Set<Kind>([
  'times',
  'day',
  'workday',
  'week',
  'month',
  'quarter',
  'weekday',
]);

/** How many of a unit, 0 where a number is not followed by one; and the other words. A year is so many months. */
const counted = (words: readonly Word[]): { readonly n: number; readonly rest: readonly Word[] } => ({
  n: words.reduce((n, { kind, value }, i) => {
    if (kind === 'times') return n * value;
    if (kind !== 'number') return n;
    return COUNTED.has(words[i + 1]?.kind) ? n * value : 0;
  }, 1),
  rest: words.filter(({ kind }) => kind !== 'number' && kind !== 'times'),
});

/** 10 workdays after the last was done. */
const afterDone = (words: readonly Word[]): Rhythm | null => {
  const { n, rest } = counted(words);
  const found = onlyOnce(
    rest.filter(({ kind }) => kind !== 'last'),
    ['done', 'workday', 'day', 'week'],
  );
  if (found?.size !== 2 || !inRange(n)) return null;
  if (found.has('workday')) return { every: 'done', n, unit: 'workdays' };
  return { every: 'done', n, unit: found.has('week') ? 'weeks' : 'days' };
};

/** Which day of a month; null for that of the first one, undefined where nobody can tell. */
const monthDayOf = (words: readonly Word[]): MonthDay | null | undefined => {
  const found = onlyOnce(words, ['last', 'nth', 'ordinal', 'date', 'weekday', 'workday', 'day']);
  if (!found) return undefined;
  const weekday = found.get('weekday') ?? null;
  const ofWeek = weekday !== null || found.has('workday');
  const count = found.get('nth') ?? found.get('ordinal');
  const date = found.get('date') ?? (ofWeek ? undefined : count);
  if (date !== undefined) {
    const isAlone = !ofWeek && !found.has('last') && found.size === (found.has('day') && !found.has('date') ? 2 : 1);
    return isAlone && date >= 1 && date <= 31 ? { date } : undefined;
  }
  if (found.has('last')) return count === undefined && found.size === 2 ? { nth: 'last', weekday } : undefined;
  if (count !== undefined && ofWeek && found.size === 2) {
    return count >= 1 && count <= (weekday === null ? 23 : 5) ? { nth: count, weekday } : undefined;
  }
  return found.size === 0 ? null : undefined;
};

const monthly = (words: readonly Word[]): Rhythm | null => {
  const { n, rest } = counted(words);
  const isQuarter = rest.some(({ kind }) => kind === 'quarter');
  const unit = isQuarter ? 'quarter' : 'month';
  const on = monthDayOf(rest.filter(({ kind }) => kind !== unit));
  if (on === undefined || !inRange(n) || rest.filter(({ kind }) => kind === unit).length > 1) return null;
  if (!isQuarter) return { every: 'months', n, on };
  return n === 1 ? { every: 'quarters', on } : null;
};

const weekly = (words: readonly Word[]): Rhythm | null => {
  // Every second Monday.
  const { n, rest } = counted(words.map((one) => (one.kind === 'ordinal' ? word('number', one.value) : one)));
  const weekdays = rest.flatMap(({ kind, value }) => (kind === 'weekday' ? [value] : []));
  const others = onlyOnce(
    rest.filter(({ kind }) => kind !== 'weekday'),
    ['week'],
  );
  if (!others || !inRange(n)) return null;
  return { every: 'weeks', n, weekdays: [...new Set(weekdays)].sort((a, b) => a - b) };
};

const daily = (words: readonly Word[]): Rhythm | null => {
  const { n, rest } = counted(words);
  const found = onlyOnce(rest, ['day', 'workday']);
  if (found?.size !== 1 || !inRange(n)) return null;
  // Nobody works on days off: every day is every workday.
  return { every: found.has('workday') || n === 1 ? 'workdays' : 'days', n };
};

/**
 * How often a task repeats, of a cell: `every Monday`, `每月最后一个工作日`, `10 workdays after done`. Null where it says that it does not,
 * undefined where nobody can tell what it says.
 */
export const rhythmIn = (text: string): Rhythm | null | undefined => {
  if (saysNothing(text) || NEVER.has(folded(text))) return null;
  if (text.length > LONGEST) return undefined;
  const words = wordsIn(folded(text));
  if (!words || words.length === 0) return undefined;
  const has = (...kinds: readonly Kind[]) => words.some(({ kind }) => kinds.includes(kind));
  const read = has('done') ? afterDone : has('month', 'quarter') ? monthly : has('week', 'weekday') ? weekly : daily;
  return read(words) ?? undefined;
};

/** Longer than any rule. */
const LONGEST = 200;

/** Ways to say that it is done once. */
const NEVER: ReadonlySet<string> = new Set([
  'no',
  'never',
  'once',
  'one-off',
  'one off',
  '否',
  '不',
  '不重复',
  '一次性',
  '一次',
  '单次',
  '不定期',
]);
