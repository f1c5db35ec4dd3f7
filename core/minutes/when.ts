/** By when something is to be done, as minutes say it: relative to the meeting's day. */
import { MONTH, monthOf, WEEKDAYS } from '../read/dates.ts';
import { comingWeekday, type Day, dayOf, mondayOf, monthEnd, partsOf, weekdayOf } from '../time/day.ts';

/** Where in the text a date stands, and what it means; `day` is null where it is not one day. */
export interface Due {
  readonly from: number;
  readonly to: number;
  readonly day: Day | null;
}

/** A date without a year is the next one after the meeting; further away than this it is rather a slip. */
const FARTHEST = 200;

const WEEKDAY = '(mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';
const NUMBERS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  日: 7,
  天: 7,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
};
const numberOf = (text: string): number => NUMBERS[text.toLowerCase()] ?? Number(text);

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

type Read = (m: RegExpExecArray, meeting: Day | null) => Day | null;
const relative =
  (read: (m: RegExpExecArray, meeting: Day) => Day | null): Read =>
  (m, meeting) =>
    meeting === null ? null : read(m, meeting);
const unsaid: Read = () => null;

/** What follows a Chinese date that is a limit. */
const LIMIT = '(?:之前|以前|前|截止|为止|内|之内|以内)';
const BY = '(?:by|until|till|due(?: on| by)?[:：]?|no later than|not later than|deadline[:：]?)\\s+(?:the\\s+)?';

/** In the order in which they are tried at one place: the longer reading first. */
const SHAPES: readonly (readonly [RegExp, Read])[] = [
  [
    /(?:截止(?:日期|时间)?|截至|期限|于|在|by|until|due(?: on| by)?|no later than|deadline)?[:：]?\s*(?<![\w-])(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)\s?[日号]?(?:\s?(?:之前|以前|前|截止|为止))?/gi,
    (m) => dayOf(+m[1]!, +m[2]!, +m[3]!),
  ],
  [
    /(?:截止(?:日期|时间)?|截至|期限|于|在)?[:：]?\s*(?<![\d年])(\d{1,2})\s?月\s?(\d{1,2})\s?[日号](?:\s?(?:之前|以前|前|截止|为止))?/g,
    (m, meeting) => nextOf(+m[1]!, +m[2]!, meeting),
  ],
  [/(?<![\d./-])(\d{1,2})[./](\d{1,2})\s?(?:之前|以前|前|截止)/g, (m, meeting) => nextOf(+m[1]!, +m[2]!, meeting)],
  // 12/3 behind a mark or alone; without a Chinese word beside it, only where it can be read in one way.
  [
    /(?<=^|[\s，,；;（(:：])(\d{1,2})\/(\d{1,2})(?=\s*(?:$|[，,；;。)）]))/g,
    (m, meeting) => nextOf(...monthAndDate(+m[1]!, +m[2]!, /\p{Script=Han}/u.test(m.input)), meeting),
  ],
  [
    /下(?:个)?(?:周|星期|礼拜)([一二三四五六日天])(?:之前|以前|前)?/g,
    relative((m, meeting) => mondayOf(meeting) + 6 + NUMBERS[m[1]!]!),
  ],
  [
    /[本这](?:个)?(?:周|星期|礼拜)([一二三四五六日天])(?:之前|以前|前)?/g,
    relative((m, meeting) => {
      const day = mondayOf(meeting) + NUMBERS[m[1]!]! - 1;
      return day < meeting ? null : day;
    }),
  ],
  [
    /(?<![上每下本这])(?:周|星期)([一二三四五六日天])(?:之前|以前|前)/g,
    relative((m, meeting) => comingWeekday(NUMBERS[m[1]!]!, meeting)),
  ],
  [/(?:本|这个?)?月底(?:之前|以前|前)?/g, relative((_, meeting) => monthEnd(meeting))],
  [/今[天日](?:内|之内|下班前|前)?/g, relative((_, meeting) => meeting)],
  [/明[天日](?:之前|前)?/g, relative((_, meeting) => meeting + 1)],
  [/(?<![大])后天(?:之前|前)?/g, relative((_, meeting) => meeting + 2)],
  [
    new RegExp(`(?<!\\d)(\\d{1,2}|[一两二三四五六七])(?:个)?(天|日|周|星期)${'(?:内|之内|以内)'}`, 'g'),
    relative((m, meeting) => meeting + numberOf(m[1]!) * (m[2] === '周' || m[2] === '星期' ? 7 : 1)),
  ],
  // Said, and not one day: workdays depend on a calendar, a meeting on when it is held.
  [
    new RegExp(
      `(?:\\d{1,2}|[一两二三四五六七])(?:个)?(?:工作日|月)(?:内|之内|以内)|限期\\S{1,6}|[本下这](?:个)?(?:周|月|季度?)${LIMIT}|[本下这](?:个)?(?:周|月|季度?)[初中末底](?:${LIMIT})?|下次(?:会议|例会|周会)${LIMIT}`,
      'g',
    ),
    unsaid,
  ],
  [
    new RegExp(`${BY}(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}(?![a-z])(?:,?\\s+(20\\d\\d))?`, 'gi'),
    (m, meeting) => named(m[2]!, +m[1]!, m[3], meeting),
  ],
  [
    new RegExp(`${BY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+(20\\d\\d))?`, 'gi'),
    (m, meeting) => named(m[1]!, +m[2]!, m[3], meeting),
  ],
  [
    new RegExp(`${BY}next\\s+${WEEKDAY}(?![a-z])`, 'gi'),
    relative((m, meeting) => nextWeekday(weekdayNumber(m[1]!), meeting)),
  ],
  [
    new RegExp(`${BY}(?:this\\s+|coming\\s+)?${WEEKDAY}(?![a-z])`, 'gi'),
    relative((m, meeting) => comingWeekday(weekdayNumber(m[1]!), meeting)),
  ],
  [
    /(?:by\s+|due\s+|later\s+)?(?<![\w-])(?:today|eod|(?:the\s+)?end of (?:the\s+)?day)(?![\w-])/gi,
    relative((_, meeting) => meeting),
  ],
  [/(?:by\s+|due\s+)?(?<![\w-])tomorrow(?![\w-])/gi, relative((_, meeting) => meeting + 1)],
  [
    /by\s+(?:the\s+)?(?:end of (?:the\s+|this\s+)?month|month[- ]end)(?![\w-])/gi,
    relative((_, meeting) => monthEnd(meeting)),
  ],
  [
    /(?<![\w-])(?:with)?in\s+(\d{1,2}|one|two|three|four)\s+(day|week)s?(?![\w-])/gi,
    relative((m, meeting) => meeting + numberOf(m[1]!) * (m[2]!.toLowerCase() === 'week' ? 7 : 1)),
  ],
  [
    /(?<![\w-])(?:(?:by|before|until|in|at|for)\s+(?:the\s+|our\s+)?(?:next|upcoming|following)\s+(?:meeting|week|month|call|sprint)|next\s+(?:week|month)|(?:by\s+)?(?:the\s+)?end of (?:the\s+|this\s+|next\s+)?(?:week|quarter|year|sprint)|by\s+eo[wq]|(?:with)?in\s+\S{1,6}\s+(?:working|business|work)\s?days?)(?![\w-])/gi,
    unsaid,
  ],
  [new RegExp(`(?<![\\w-])before\\s+(?:\\d{1,2}\\s+${MONTH}|${MONTH}\\s+\\d{1,2}|${WEEKDAY})(?![a-z])`, 'gi'), unsaid],
];

const weekdayNumber = (name: string): number => WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

const named = (month: string, date: number, year: string | undefined, meeting: Day | null): Day | null => {
  const number = monthOf(month);
  return year === undefined ? nextOf(number, date, meeting) : dayOf(Number(year), number, date);
};

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
      found.push({ from, to, day: read(m as RegExpExecArray, meeting) });
    }
  }
  found.sort((a, b) => a.from - b.from);
  const [first] = found;
  if (!first) return null;
  const days = new Set(found.map(({ day }) => day));
  return days.size === 1 ? first : { from: first.from, to: found.at(-1)!.to, day: null };
};

const FULL_DATE =
  /(?<!\d)(20\d\d)\s?(?:[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)|年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?)/;
const NAMED_DATE = new RegExp(
  `(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+${MONTH}|${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?),?\\s+(20\\d\\d)`,
  'i',
);

/** The first whole date of a text, with where it stands. */
export const dateIn = (text: string): (Due & { readonly day: Day }) | null => {
  const m = FULL_DATE.exec(text);
  const n = m ? null : NAMED_DATE.exec(text);
  const at = m ?? n;
  if (!at) return null;
  const day = m
    ? dayOf(+m[1]!, +(m[2] ?? m[4]!), +(m[3] ?? m[5]!))
    : named((n![2] ?? n![3])!, +(n![1] ?? n![4])!, n![5], null);
  return day === null ? null : { from: at.index, to: at.index + at[0].length, day };
};

const CLOCK = /(?<!\d)(\d{1,2})\s?[:：]\s?(\d{2})(?!\d)/g;

/** From when to when, minutes after midnight, of a line that says when a meeting is. Words like 下午 and pm are not read. */
export const clocksIn = (text: string): { readonly start: number | null; readonly end: number | null } => {
  if (/下午|晚上|[ap]\.?m\b/i.test(text)) return { start: null, end: null };
  const minutes = [...text.replace(/(?:GMT|UTC)\s?[+-]\d{1,2}[:：]?\d{0,2}/gi, '').matchAll(CLOCK)]
    .map((m) => (Number(m[1]) < 24 && Number(m[2]) < 60 ? Number(m[1]) * 60 + Number(m[2]) : null))
    .filter((minute) => minute !== null);
  const [start = null, end = null] = minutes;
  return { start, end: start !== null && end !== null && end > start ? end : null };
};
