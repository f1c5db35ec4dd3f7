/** Reads dates as people type them, or says what is wrong with them: ambiguous, without a year, relative. */
import { firstMatch, groupsOf } from '../text/groups.ts';
import { folded, saysNothing } from '../text/words.ts';
import { type Day, dayFromIso, dayFromSerial, dayOf, partsOf, weekdayOf, yearStart } from '../time/day.ts';
import { MONTH, monthOf, weekdayNamed } from '../time/names.ts';

/**
 * - `ambiguous`: two readings are possible (3/5/2026)
 * - `no-year`: a month and a date without a year (3月5日, 10.18)
 * - `relative`: open, vague, a month or a span (待定, 下周内, 2025.10 下, 10.17/10.18)
 * - `not-a-date`: everything else, also days that do not exist (2026-02-30)
 */
export type DateFault = 'ambiguous' | 'no-year' | 'not-a-date' | 'relative';
export type DateReading = { readonly day: Day } | { readonly none: true } | { readonly bad: DateFault };

/**
 * Outside this window a number or a year is more likely a slip than a date. It is also where five-digit serial numbers
 * begin to look like dates: 20001 is 1954-10-04.
 */
const EARLIEST = dayFromSerial(20001, 1900);
const LATEST = yearStart(2101) - 1;
const plausible = (day: Day | null): day is Day => day !== null && day >= EARLIEST && day <= LATEST;

const reading = (day: Day | null): DateReading => (plausible(day) ? { day } : { bad: 'not-a-date' });

/** A date cell as people fill it. A time of day after the date is dropped: dates are civil dates of the workbook's zone. */
export const parseDate = (cell: string | number, system: 1900 | 1904): DateReading =>
  typeof cell === 'number' ? fromNumber(cell, system) : fromText(cell, system);

const fromNumber = (n: number, system: 1900 | 1904): DateReading => {
  // What a formula gives that points at an empty cell.
  if (n === 0) return { none: true };
  const day = dayFromSerial(n, system);
  if (plausible(day)) return { day };
  if (n >= 1e7 && Number.isInteger(n)) return reading(compact(String(n)));
  // Somebody typed 10.18 for 18 October and got a number.
  return withoutYear(String(n)) ?? { bad: 'not-a-date' };
};

const fromText = (text: string, system: 1900 | 1904): DateReading => {
  // Nearly every date that is text was written by a program.
  const iso = dayFromIso(text);
  if (iso !== null) return reading(iso);
  if (saysNothing(text)) return { none: true };
  // A longer text is a sentence, whatever it contains.
  if (text.length > 80) return { bad: 'not-a-date' };
  const t = bare(text);
  if (/^\d{5}(\.\d+)?$/.test(t)) return reading(dayFromSerial(Number(t), system));
  if (/^\d{8}$/.test(t)) return reading(compact(t));
  return whole(t) ?? yearLast(t) ?? withoutYear(t) ?? open(t, folded(text));
};

const WEEKDAY =
  '(?:(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|[日月火水木金土]曜日?|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?)';
const CLOCK = [
  '(?:t|\\s*(?:上午|下午|中午|晚上|早上)?\\s*)',
  '\\d{1,2}(?::\\d{2}(?::\\d{2}(?:\\.\\d+)?)?|\\s*[时時点點](?:\\s*半|\\s*\\d{1,2}\\s*分?)?|(?=\\s*[ap]\\.?m))',
  '\\s*(?:[ap]\\.?m\\.?)?\\s*(?:z|utc|gmt|[+-]\\d{2}:?\\d{2})?$',
].join('');

const DECORATIONS = [
  new RegExp(`(?<![\\s,])[\\s,]*\\((?:${WEEKDAY}|[一二三四五六日天月火水木金土])\\)$`),
  new RegExp(`(?<![\\s,])[\\s,]*${WEEKDAY}$`),
  new RegExp(`^\\(?${WEEKDAY}\\)?[\\s,]*(?=.)`),
  // Only after something that ends like a date, so that a time alone stays what it is.
  new RegExp(`(?<=[\\d日号號)])${CLOCK}`),
  /[.,;。]$/,
];

/** The text without weekday, time of day and closing punctuation, and with one kind of dash. */
const bare = (text: string): string => {
  let t = folded(text).replace(/[‐‑‒–—−]/g, '-');
  for (let before = ''; before !== t; ) {
    before = t;
    for (const decoration of DECORATIONS) t = t.replace(decoration, '').trim();
  }
  return t;
};

const compact = (digits: string): Day | null =>
  digits.length === 8 ? dayOf(+digits.slice(0, 4), +digits.slice(4, 6), +digits.slice(6)) : null;

const fullYear = (digits: string): number => {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 70 ? 2000 : 1900);
};

const BETWEEN = '[-/., ]*';
const ORDINAL = '(?:st|nd|rd|th)?';
const NAMED = `(?<month>${MONTH})`;
const DATE = `(?<date>\\d{1,2})${ORDINAL}`;

/** Where it is plain which number is which. */
const WHOLE = [
  // 2026-3-5, 2026/3/5, 2026.3.5, 2026 3 5. One kind of separator: 2026/3-5 is a span of months.
  /^(?<year>\d{4})\s?(?<mark>[-/. ])\s?(?<month>\d{1,2})\s?\k<mark>\s?(?<date>\d{1,2})$/,
  /^(?<year>\d{4}|\d{2})\s?年\s?(?<month>\d{1,2})\s?月\s?(?<date>\d{1,2})\s?[日号號]?$/,
  // 5-Mar-26, 5 Mar 2026; Mar 5, 2026, March 5th 2026; 2026-Mar-05
  new RegExp(`^${DATE}${BETWEEN}(?:of )?${NAMED}${BETWEEN}'?(?<year>\\d{4}|\\d{2})$`),
  new RegExp(`^${NAMED}${BETWEEN}${DATE}[-/., ]+'?(?<year>\\d{4}|\\d{2})$`),
  new RegExp(`^(?<year>\\d{4})${BETWEEN}${NAMED}${BETWEEN}${DATE}$`),
];
/** 3月5日, Mar 5, 5-Mar. */
const MONTH_AND_DATE = [
  /^(?<month>\d{1,2})\s?月\s?(?<date>\d{1,2})\s?[日号號]?$/,
  new RegExp(`^${NAMED}${BETWEEN}${DATE}$`),
  new RegExp(`^${DATE}${BETWEEN}(?:of )?${NAMED}$`),
];

const whole = (t: string): DateReading | null => {
  const m = firstMatch(WHOLE, t);
  if (!m) return null;
  const { year, month, date } = groupsOf(m, 'year', 'month', 'date');
  return reading(dayOf(fullYear(year), monthOf(month), Number(date)));
};

const THREE_NUMBERS = /^(?<a>\d{1,2})\s?(?<mark>[-/.])\s?(?<b>\d{1,2})\s?\k<mark>\s?(?<c>\d{4}|\d{1,2})$/;

/** 25/3/2026 has one reading, 3/5/2026 two; with two digits the year may also stand first. */
const yearLast = (t: string): DateReading | null => {
  const m = THREE_NUMBERS.exec(t);
  if (!m) return null;
  const { a, b, c } = groupsOf(m, 'a', 'b', 'c');
  // 26.3.5 may be a date of 2026, and 10.2.3 the number of a chapter.
  const shortYearFirst = a.length === 2 && c.length <= 2 ? dayOf(fullYear(a), +b, +c) : null;
  if (c.length === 1) return { bad: plausible(shortYearFirst) ? 'ambiguous' : 'not-a-date' };
  const days = new Set([dayOf(fullYear(c), +b, +a), dayOf(fullYear(c), +a, +b), shortYearFirst]);
  const possible = [...days].filter(plausible);
  return possible.length > 1 ? { bad: 'ambiguous' } : reading(possible[0] ?? null);
};

/** Which of the numbers in 3/5/2026 and 3/5/26 is which. */
export type DateOrder = 'day' | 'month' | 'year';
const ORDERS: readonly DateOrder[] = ['day', 'month', 'year'];

const WEEKDAY_SAID = /(?:周|週|星期|礼拜|禮拜)(?<han>[一二三四五六日天])|\b(?<name>mon|tue|wed|thu|fri|sat|sun)/;
/** Sun 20/01/19 is a Sunday in whatever order it is read. */
const onItsWeekday = (day: Day, text: string): boolean => {
  const said = WEEKDAY_SAID.exec(folded(text));
  if (!said) return true;
  const { han, name } = groupsOf(said, 'han', 'name');
  return weekdayOf(day) === weekdayNamed(han || name);
};

const dayBy = (order: DateOrder, text: string): Day | null => {
  const m = THREE_NUMBERS.exec(bare(text));
  if (!m) return null;
  const { a, b, c } = groupsOf(m, 'a', 'b', 'c');
  if (order === 'year' && (a.length < 2 || c.length > 2)) return null;
  if (order !== 'year' && c.length < 2) return null;
  const day = {
    day: () => dayOf(fullYear(c), +b, +a),
    month: () => dayOf(fullYear(c), +a, +b),
    year: () => dayOf(fullYear(a), +b, +c),
  }[order]();
  return plausible(day) && onItsWeekday(day, text) ? day : null;
};

/** Whether the one part of a column's dates is hardly ever another while the other one is: a plan has many days and one year, or two. */
const isTheYear = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  const years = [...one].map(Number);
  return other.size >= 3 * one.size && Math.max(...years) - Math.min(...years) <= 1;
};

/**
 * The one order in which every such date of a column can be read: 25/3/2026 says it for 3/5/2026 as well, and a last part that is always
 * 24 is no day. Null where none can, or several.
 */
export const dateOrderIn = (cells: Iterable<unknown>): DateOrder | null => {
  let possible = ORDERS;
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  for (const cell of cells) {
    if (typeof cell !== 'string' || cell.length > LONGEST_WRITTEN) continue;
    const m = THREE_NUMBERS.exec(bare(cell));
    if (!m) continue;
    const { a, c } = groupsOf(m, 'a', 'c');
    firsts.add(a);
    lasts.add(c);
    possible = possible.filter((order) => dayBy(order, cell) !== null);
    if (possible.length === 0) return null;
  }
  if (possible.length > 1 && possible.includes('year')) {
    if (isTheYear(lasts, firsts)) possible = possible.filter((order) => order !== 'year');
    else if (isTheYear(firsts, lasts)) possible = ['year'];
  }
  return possible.length === 1 ? (possible[0] ?? null) : null;
};
/** With weekday and time of day. */
const LONGEST_WRITTEN = 40;

/** The day that a date of two readings means where its column has this order; null for any other cell. */
export const dayInOrder = (cell: unknown, order: DateOrder | null): Day | null =>
  order === null || typeof cell !== 'string' || cell.length > LONGEST_WRITTEN ? null : dayBy(order, cell);

/** A month and a date of it, both from 1. */
type MonthAndDate = readonly [month: number, date: number];

const NUMBERS = /^(?<a>\d{1,2})\s?[-/.]\s?(?<b>\d{1,2})$/;
/** There is such a day in some year: 2000 has a 29 February. */
const exists = ([month, date]: MonthAndDate): boolean => dayOf(2000, month, date) !== null;

/** What 3月5日, 5-Mar (one reading), 10.18, 3/5 (in either order) can be; null for what is no month with a date. */
const monthsAndDates = (t: string): readonly MonthAndDate[] | null => {
  const numbers = NUMBERS.exec(t);
  if (numbers) {
    const { a, b } = groupsOf(numbers, 'a', 'b');
    const [month, date] = [Number(a), Number(b)];
    return (month === date ? [[month, date] as const] : [[month, date] as const, [date, month] as const]).filter(
      exists,
    );
  }
  const m = firstMatch(MONTH_AND_DATE, t);
  if (!m) return null;
  const { month, date } = groupsOf(m, 'month', 'date');
  return [[monthOf(month), Number(date)] as const].filter(exists);
};

/** 3月5日, 10.18, 3/5, 5-Mar. */
const withoutYear = (t: string): DateReading | null => {
  const possible = monthsAndDates(t);
  return possible && { bad: possible.length === 0 ? 'not-a-date' : 'no-year' };
};

/** A number has no zero at its end: 10.1 may have been typed as 10.10. */
const writtenAs = (cell: string | number): readonly string[] => {
  if (typeof cell === 'string') return [bare(cell)];
  const text = String(cell);
  return /\.\d$/.test(text) ? [text, `${text}0`] : [text];
};

/** So near lies a day of the same piece of work; a year has more than two such halves, so that one year at most is near. */
const NEAR_DAYS = 120;

/**
 * The day that a cell without a year means in a row whose other dates are `around`: the only one of its readings that lies near one of
 * them. Null where there is none, or where several do (3/5 beside 10 April).
 */
export const dayAround = (cell: string | number, around: readonly Day[]): Day | null => {
  const possible = writtenAs(cell).flatMap((text) => monthsAndDates(text) ?? []);
  const years = new Set(around.flatMap((day) => [-1, 0, 1].map((away) => partsOf(day).year + away)));
  const days = possible.flatMap(([month, date]) => [...years].map((year) => dayOf(year, month, date)));
  const near = new Set(
    days.filter((day) => plausible(day) && around.some((other) => Math.abs(day - other) <= NEAR_DAYS)),
  );
  const [day = null] = near;
  return near.size === 1 ? day : null;
};

/** Something that looks like a part of a date, with or without year. */
const PART = `(?:\\d{1,4}\\s?[年月日号號./-]\\s?\\d{0,2}|\\d{1,2}${ORDINAL}\\s?${MONTH}|${MONTH}\\s?\\d{1,2}${ORDINAL}|${MONTH}|\\d{1,2})[^至到~]{0,12}`;
/** To be settled, or without an end. */
const UNDECIDED = [
  /^(待|未|暂|另行?)(定|确认|确定|明确|安排|通知|排期|议)|^(tb[dca]|to be \w+|open|pending|\?+|ongoing|continuous(ly)?)$/,
  /持续|长期|随时|每(天|日|周|月|季|年)|定期|不定期|\b(daily|weekly|monthly|quarterly)\b/,
];
const OPEN = [
  ...UNDECIDED,
  // Counted from a day that is not said.
  /(尽快|尽早|近期|立即|马上|今天|明天|后天|今日|明日|[本上下这当]个?(周|月|季度?|年|星期|旬))(内|初|中|底|末|前|后)?$/,
  /^(本|上|下|这|当|今|明|次)(个)?(周|月|季|年|星期|礼拜)|^[年月季周][初中底末]/,
  /\b(asap|as soon as possible|soon|today|tomorrow|(in|within) \d+ \w+|eo[dwmqy])\b/,
  new RegExp(
    `\\b(next|this|last|end of|mid|early|late)[ -](the )?(day|week|month|quarter|year|spring|summer|autumn|winter|${WEEKDAY}|${MONTH}|\\d)`,
  ),
  /\d+\s?(个)?(工作日|天|日|周|月|年|小时)(内|之内|以内|后|之后|以后)$|(^|\D)q[1-4](\D|$)|第?[一二三四1-4]季度/,
  // A month, a part of it, or around a day.
  /^\d{4}\s?[-/.年]\s?\d{1,2}\s?月?\s?(份|上|中|下|初|底|末|上旬|中旬|下旬|月初|月中|月底|月末)?$/,
  /^(\d{1,2}|[一二三四五六七八九十]{1,2})月(份|初|中|底|末|上旬|中旬|下旬)?$|^\d{1,2}[/.-]\d{4}$|^\d{4}年?[初中底末]?$/,
  new RegExp(`^${MONTH}[-/., ]*'?(\\d{4})?$`),
  /\d\s?[月日号號]?\s?(之前|以前|之后|以后|前|后|前后|左右|起|开始|截止|止|上旬|中旬|下旬)$|^(by|before|after|from|until|about|around|ca)\b.*\d/,
  // From one day to another, or one day or another.
  new RegExp(`^${PART}\\s?(?:-+>?|/|~|至|到|、|,|;|&|\\bto\\b|\\buntil\\b|\\band\\b|或|和|\\bor\\b)\\s?${PART}$`),
];

/** Judged without its decorations (3月5日前 18:00) and with them (每周五). */
const open = (...forms: string[]): DateReading => ({
  bad: OPEN.some((pattern) => forms.some((t) => pattern.test(t))) ? 'relative' : 'not-a-date',
});

/** What an empty cell becomes on its way through programs: day 0 and its neighbours, as serial numbers and as texts. */
const ZERO_SERIALS: ReadonlySet<number> = new Set([0, 1, 365, 366]);
const ZERO_TEXT = /^(?:1899|1900|0000)[-/.]\d{1,2}[-/.]\d{1,2}(?:[ t]00:00(?::00)?)?$/;

/** Whether a cell for a date says that there is none: a zero date, or one that is still to be settled. */
export const saysNoDate = (cell: string | number): boolean => {
  if (typeof cell === 'number') return ZERO_SERIALS.has(cell);
  const text = folded(cell);
  return ZERO_TEXT.test(text) || (text.length <= SHORT && UNDECIDED.some((pattern) => pattern.test(text)));
};
/** A longer text says more than that. */
const SHORT = 12;
