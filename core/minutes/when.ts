/** By when something is to be done, as minutes say it: relative to the meeting's day. */

import { dayAround } from '../read/dates.ts';
import { groupsOf } from '../text/groups.ts';
import { comingWeekday, type Day, dayOf, mondayOf, monthEnd, partsOf, weekdayOf } from '../time/day.ts';
import { MONTH, monthOf, weekdayNamed } from '../time/names.ts';

/** Where in the text a date stands, and what it means; `day` is null where it is not one day. */
export interface Due {
  readonly from: number;
  readonly to: number;
  readonly day: Day | null;
}

/** A date without a year is the next one after the meeting; further away than this it is rather a slip. */
const FARTHEST = 200;

/** What the groups below are called. */
const PARTS = ['year', 'month', 'date', 'weekday', 'count', 'unit'] as const;
type Parts = Readonly<Record<(typeof PARTS)[number], string>>;

const HAN_WEEKDAY = '(?<weekday>[一二三四五六日天])';
const WEEKDAY = '(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';
const NAMED_WEEKDAY = `(?<weekday>${WEEKDAY})`;
const DATE = '(?<date>\\d{1,2})(?:st|nd|rd|th)?';
const NAMED_MONTH = `(?<month>${MONTH})`;
const NUMBERS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
};
const numberOf = (text: string): number => NUMBERS[text.toLowerCase()] ?? Number(text);
/** Days, or weeks of seven. */
const spanOf = ({ count, unit }: Parts): number => numberOf(count) * (/周|星期|week/i.test(unit) ? 7 : 1);

/** The first such day on or after the meeting's; null when it would be too far away to be meant. */
const nextOf = (month: number, date: number, meeting: Day | null): Day | null => {
  if (meeting === null) return null;
  const { year } = partsOf(meeting);
  const day = [dayOf(year, month, date), dayOf(year + 1, month, date)].find((at) => at !== null && at >= meeting);
  return day !== undefined && day !== null && day - meeting <= FARTHEST ? day : null;
};

/** That weekday of the week after, when the nearer one is over; before, people mean either. */
const nextWeekday = (weekday: number, meeting: Day): Day | null =>
  weekday > weekdayOf(meeting) ? null : mondayOf(meeting) + 6 + weekday;

/** The month first, as Chinese has it; elsewhere people mean either, unless there is no such month. 0, 0 is no day. */
const monthAndDate = (first: number, second: number, isHan: boolean): [number, number] => {
  if (isHan || first === second) return [first, second];
  if (first > 12) return [second, first];
  return second > 12 ? [first, second] : [0, 0];
};

type Read = (said: Parts, meeting: Day | null, text: string) => Day | null;
const relative =
  (read: (meeting: Day, said: Parts) => Day | null): Read =>
  (said, meeting) =>
    meeting === null ? null : read(meeting, said);
const unsaid: Read = () => null;
const dated: Read = ({ year, month, date }, meeting) => {
  const number = monthOf(month);
  return year === '' ? nextOf(number, Number(date), meeting) : dayOf(Number(year), number, Number(date));
};

/** What follows a Chinese date that is a limit. */
const LIMIT = '(?:之前|以前|前|截止|为止|内|之内|以内)';
const BY = '(?:by|until|till|due(?: on| by)?[:：]?|no later than|not later than|deadline[:：]?)\\s+(?:the\\s+)?';

/** In the order in which they are tried at one place: the longer reading first. */
const SHAPES: readonly (readonly [RegExp, Read])[] = [
  [
    /(?:截止(?:日期|时间)?|截至|期限|于|在|by|until|due(?: on| by)?|no later than|deadline)?[:：]?\s*(?<![\w-])(?<year>20\d\d)\s?[-/.年]\s?(?<month>\d{1,2})\s?[-/.月]\s?(?<date>\d{1,2})(?!\d)\s?[日号]?(?:\s?(?:之前|以前|前|截止|为止))?/gi,
    dated,
  ],
  [
    /(?:截止(?:日期|时间)?|截至|期限|于|在)?[:：]?\s*(?<![\d年])(?<month>\d{1,2})\s?月\s?(?<date>\d{1,2})\s?[日号](?:\s?(?:之前|以前|前|截止|为止))?/g,
    dated,
  ],
  [/(?<![\d./-])(?<month>\d{1,2})[./](?<date>\d{1,2})\s?(?:之前|以前|前|截止)/g, dated],
  // 12/3 behind a mark or alone; without a Chinese word beside it, only where it can be read in one way.
  [
    /(?<=^|[\s，,；;（(:：])(?<month>\d{1,2})\/(?<date>\d{1,2})(?=\s*(?:$|[，,；;。)）]))/g,
    ({ month, date }, meeting, text) => nextOf(...monthAndDate(+month, +date, /\p{Script=Han}/u.test(text)), meeting),
  ],
  [
    new RegExp(`下(?:个)?(?:周|星期|礼拜)${HAN_WEEKDAY}(?:之前|以前|前)?`, 'g'),
    relative((meeting, { weekday }) => mondayOf(meeting) + 6 + weekdayNamed(weekday)),
  ],
  [
    new RegExp(`[本这](?:个)?(?:周|星期|礼拜)${HAN_WEEKDAY}(?:之前|以前|前)?`, 'g'),
    relative((meeting, { weekday }) => {
      const day = mondayOf(meeting) + weekdayNamed(weekday) - 1;
      return day < meeting ? null : day;
    }),
  ],
  [
    new RegExp(`(?<![上每下本这])(?:周|星期)${HAN_WEEKDAY}(?:之前|以前|前)`, 'g'),
    relative((meeting, { weekday }) => comingWeekday(weekdayNamed(weekday), meeting)),
  ],
  [/(?:本|这个?)?月底(?:之前|以前|前)?/g, relative((meeting) => monthEnd(meeting))],
  [/今[天日](?:内|之内|下班前|前)?/g, relative((meeting) => meeting)],
  [/明[天日](?:之前|前)?/g, relative((meeting) => meeting + 1)],
  [/(?<![大])后天(?:之前|前)?/g, relative((meeting) => meeting + 2)],
  [
    /(?<!\d)(?<count>\d{1,2}|[一两二三四五六七])(?:个)?(?<unit>天|日|周|星期)(?:内|之内|以内)/g,
    relative((meeting, said) => meeting + spanOf(said)),
  ],
  // Said, and not one day: workdays depend on a calendar, a meeting on when it is held.
  [
    new RegExp(
      `(?:\\d{1,2}|[一两二三四五六七])(?:个)?(?:工作日|月)(?:内|之内|以内)|限期\\S{1,6}|[本下这](?:个)?(?:周|月|季度?)${LIMIT}|[本下这](?:个)?(?:周|月|季度?)[初中末底](?:${LIMIT})?|下次(?:会议|例会|周会)${LIMIT}`,
      'g',
    ),
    unsaid,
  ],
  [new RegExp(`${BY}${DATE}\\s+(?:of\\s+)?${NAMED_MONTH}(?![a-z])(?:,?\\s+(?<year>20\\d\\d))?`, 'gi'), dated],
  [new RegExp(`${BY}${NAMED_MONTH}\\s+${DATE}(?!\\d)(?:,?\\s+(?<year>20\\d\\d))?`, 'gi'), dated],
  [
    new RegExp(`${BY}next\\s+${NAMED_WEEKDAY}(?![a-z])`, 'gi'),
    relative((meeting, { weekday }) => nextWeekday(weekdayNamed(weekday), meeting)),
  ],
  [
    new RegExp(`${BY}(?:this\\s+|coming\\s+)?${NAMED_WEEKDAY}(?![a-z])`, 'gi'),
    relative((meeting, { weekday }) => comingWeekday(weekdayNamed(weekday), meeting)),
  ],
  [
    /(?:by\s+|due\s+|later\s+)?(?<![\w-])(?:today|eod|(?:the\s+)?end of (?:the\s+)?day)(?![\w-])/gi,
    relative((meeting) => meeting),
  ],
  [/(?:by\s+|due\s+)?(?<![\w-])tomorrow(?![\w-])/gi, relative((meeting) => meeting + 1)],
  [
    /by\s+(?:the\s+)?(?:end of (?:the\s+|this\s+)?month|month[- ]end)(?![\w-])/gi,
    relative((meeting) => monthEnd(meeting)),
  ],
  [
    /(?<![\w-])(?:with)?in\s+(?<count>\d{1,2}|one|two|three|four)\s+(?<unit>day|week)s?(?![\w-])/gi,
    relative((meeting, said) => meeting + spanOf(said)),
  ],
  [
    /(?<![\w-])(?:(?:by|before|until|in|at|for)\s+(?:the\s+|our\s+)?(?:next|upcoming|following)\s+(?:meeting|week|month|call|sprint)|next\s+(?:week|month)|(?:by\s+)?(?:the\s+)?end of (?:the\s+|this\s+|next\s+)?(?:week|quarter|year|sprint)|by\s+eo[wq]|(?:with)?in\s+\S{1,6}\s+(?:working|business|work)\s?days?)(?![\w-])/gi,
    unsaid,
  ],
  [new RegExp(`(?<![\\w-])before\\s+(?:\\d{1,2}\\s+${MONTH}|${MONTH}\\s+\\d{1,2}|${WEEKDAY})(?![a-z])`, 'gi'), unsaid],
];

/**
 * The first date in a text that can be a limit, or null. `meeting` is the day it was said; without it, only a whole date
 * is a day. Two different days, or a span, are not one day.
 */
export const dueIn = (text: string, meeting: Day | null): Due | null => {
  const found: Due[] = [];
  for (const [shape, read] of SHAPES) {
    for (const m of text.matchAll(shape)) {
      const [from, to] = [m.index, m.index + m[0].length];
      if (found.some((other) => from < other.to && other.from < to)) continue;
      found.push({ from, to, day: read(groupsOf(m, ...PARTS), meeting, text) });
    }
  }
  found.sort((a, b) => a.from - b.from);
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return null;
  const days = new Set(found.map(({ day }) => day));
  return days.size === 1 ? first : { from: first.from, to: last.to, day: null };
};

const FULL_DATES = [
  /(?<!\d)(?<year>20\d\d)\s?[-/.]\s?(?<month>\d{1,2})\s?[-/.]\s?(?<date>\d{1,2})(?!\d)/,
  /(?<!\d)(?<year>20\d\d)\s?年\s?(?<month>\d{1,2})\s?月\s?(?<date>\d{1,2})\s?[日号]?/,
  /(?<!\d)(?<year>20\d\d)(?<month>0[1-9]|1[0-2])(?<date>[0-2]\d|3[01])(?!\d)/,
];
const NAMED_DATES = [
  new RegExp(`${DATE}\\s+${NAMED_MONTH},?\\s+(?<year>20\\d\\d)`, 'i'),
  new RegExp(`${NAMED_MONTH}\\s+${DATE},?\\s+(?<year>20\\d\\d)`, 'i'),
];

/** How that one of some expressions matches which does so first in the text. */
const earliest = (shapes: readonly RegExp[], text: string): RegExpExecArray | undefined =>
  shapes
    .map((shape) => shape.exec(text))
    .filter((m) => m !== null)
    .sort((a, b) => a.index - b.index)[0];

/** The first whole date of a text, with where it stands. */
export const dateIn = (text: string): (Due & { readonly day: Day }) | null => {
  const m = earliest(FULL_DATES, text) ?? earliest(NAMED_DATES, text);
  if (!m) return null;
  const day = dated(groupsOf(m, ...PARTS), null, text);
  return day === null ? null : { from: m.index, to: m.index + m[0].length, day };
};

/** `5月8日`, `8 May`; `5/8` and `5.8` at the beginning, where no span of hours is meant. */
const YEARLESS = [
  /(?<![\d年])\d{1,2}\s?月\s?\d{1,2}\s?[日号]?(?!\d)/,
  /^\s*\d{1,2}[/.]\d{1,2}(?=\s*(?:$|[\s（(,，]|周|星期))(?!\s*[-–—~至到])/,
  new RegExp(
    `(?<![\\w-])\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH}(?![a-z])|(?<![a-z])${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?![\\d:])`,
    'i',
  ),
];

/** The day that a text without a year means beside others, where one reading alone is near. */
export const dateAround = (text: string, around: readonly Day[]): Day | null => {
  const found = around.length > 0 ? earliest(YEARLESS, text) : undefined;
  return found ? dayAround(found[0].trim(), around) : null;
};

const CLOCK =
  /(?<half>凌晨|早上?|上午|中午|下午|傍晚|晚上?|午后|[ap]\.?m\.?(?![a-z]))?\s*(?<!\d)(?<hour>\d{1,2})\s?(?:[:：]\s?(?<minute>\d{2})(?!\d)|[点时](?:(?<han>\d{1,2})分?|(?<quarter>半|一刻|三刻|整))?|(?=\s?[ap]\.?m\.?(?![a-z])))(?:\s?(?<after>[ap])\.?m\.?(?![a-z]))?/giu;
const QUARTERS: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };
const CLOCK_PARTS = ['half', 'hour', 'minute', 'han', 'quarter', 'after'] as const;

/** Minutes after midnight; `before` is the half of the day that was said last. */
const minuteOf = (said: Readonly<Record<(typeof CLOCK_PARTS)[number], string>>, half: string): number | null => {
  const [hour, minute] = [Number(said.hour), Number(said.minute || said.han || (QUARTERS[said.quarter] ?? 0))];
  const isLate = /^(?:下午|傍晚|晚|午后|p)/i.test(half) && hour < 12;
  const isNoon = /^中午/.test(half) && hour < 3;
  const isMidnight = /^a/i.test(half) && hour === 12;
  const day = isMidnight ? 0 : hour + (isLate || isNoon ? 12 : 0);
  return day <= 24 && minute < 60 ? day * 60 + minute : null;
};

/** From when to when, minutes after midnight, of a line that says when a meeting is: `14:00–15:30`, `下午2点半`, `2:00 – 3:30 pm`. */
export const clocksIn = (text: string): { readonly start: number | null; readonly end: number | null } => {
  const bare = text.replace(/(?:GMT|UTC)\s?[+-]\d{1,2}[:：]?\d{0,2}/gi, '');
  const said = [...bare.matchAll(CLOCK)].map((m) => groupsOf(m, ...CLOCK_PARTS));
  // 下午2:00-3:30 says it once for both, and so does 2:00 – 3:30 pm.
  const last = said.at(-1);
  let half = '';
  const minutes = said.flatMap((one) => {
    const isSameHalf = last !== undefined && Number(one.hour) % 12 <= Number(last.hour) % 12;
    half = one.half || one.after || half || (isSameHalf ? last.after : '');
    return minuteOf(one, half) ?? [];
  });
  const [start = null, end = null] = minutes;
  return { start, end: start !== null && end !== null && end > start ? end : null };
};
