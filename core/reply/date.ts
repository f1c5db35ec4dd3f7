/** The days named in a reply's words, Chinese or English. */
import { firstMatch, groupsOf } from '../text/groups.ts';
import type { Calendar } from '../time/calendar.ts';
import { comingWeekday, type Day, dayOf, mondayOf, monthEnd, partsOf, weekdayOf } from '../time/day.ts';
import { MONTHS, monthOf, weekdayNamed } from '../time/names.ts';

/** A day named in running text. */
export interface NamedDay {
  /** Null where the words fit several days (下周, “next month”, 3/5), or one that does not exist. */
  readonly day: Day | null;
  /** As it stands in the text, and where. */
  readonly text: string;
  readonly at: number;
}

/** What the groups below are called. */
const PARTS = ['year', 'month', 'date', 'week', 'weekday', 'count'] as const;
type Parts = Readonly<Record<(typeof PARTS)[number], string>>;
type Reading = (said: Parts, today: Day, calendar: Calendar) => Day | null;

const HAN_WEEKDAY = '(?<weekday>[一二三四五六日天])';
const WEEKDAY = '(?<weekday>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|rs|s|urday|r)?';
const MONTH = `(?<month>${MONTHS.join('|')})(?:uary|ruary|ch|il|e|y|ust|tember|t|ober|ember)?`;
const CLOCK =
  '(?:\\s*(?:上午|下午|中午|晚上|早上|晚|at\\s)?\\s*\\d{1,2}(?:[:：]\\d{2}|[点时](?:半)?|\\s?[ap]m)|\\s*(?:上午|下午|中午|晚上|晚|下班|morning|afternoon|evening|noon))?';

/** A date without a year: this year's, or next year's where this year's was more than half a year ago. */
const nearest = (month: number, date: number, today: Day): Day | null => {
  const { year } = partsOf(today);
  const day = dayOf(year, month, date);
  return day !== null && today - day > 183 ? dayOf(year + 1, month, date) : day;
};

const HAN_NUMBERS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const EN_NUMBERS = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const numberOf = (text: string): number => {
  const word = text.toLowerCase();
  if (word === 'an') return 1;
  const at = EN_NUMBERS.indexOf(word);
  return HAN_NUMBERS[text] ?? (at < 0 ? Number(text) : Math.max(1, at));
};
const NUMBER_ZH = '(?<count>\\d{1,2}|[一二两三四五六七八九十])';
const NUMBER_EN = '(?<count>\\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)';

/** A date without a month: the next there is, today included. */
const dateOfMonth = (date: number, today: Day): Day | null => {
  const { year, month, date: now } = partsOf(today);
  return date >= now ? dayOf(year, month, date) : dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, date);
};
const dated = ({ year, month, date }: Parts, today: Day): Day | null =>
  year === '' ? nearest(monthOf(month), Number(date), today) : dayOf(Number(year), monthOf(month), Number(date));
const coming = ({ weekday }: Parts, today: Day): Day | null => comingWeekday(weekdayNamed(weekday), today);
/** That weekday of this week, the next or the one after. */
const inWeek = ({ week, weekday }: Parts, today: Day): Day => {
  const weeks = week === '下下' ? 2 : /下|next/i.test(week) ? 1 : 0;
  return mondayOf(today) + 7 * weeks + weekdayNamed(weekday) - 1;
};

/**
 * How days are named, the longest first. Weeks begin on Monday: 下周三 and “next Wed” are the Wednesday of the week after
 * this one, 本周三 and “this Wed” of this one, 周三 and “Wed” the next there is.
 */
const NAMES: readonly (readonly [string, Reading])[] = [
  ['(?<year>\\d{4})[-/.年]\\s?(?<month>\\d{1,2})[-/.月]\\s?(?<date>\\d{1,2})日?', dated],
  ['(?<month>\\d{1,2})\\s?月\\s?(?<date>\\d{1,2})\\s?[日号]?', dated],
  [`${MONTH}\\.?\\s(?<date>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s(?<year>\\d{4}))?(?!\\d)`, dated],
  [`(?:the\\s)?(?<date>\\d{1,2})(?:st|nd|rd|th)?(?:\\sof)?\\s${MONTH}\\b\\.?(?:\\s(?<year>\\d{4}))?`, dated],
  [`(?<week>下下|下|本|这)个?(?:周|星期|礼拜)${HAN_WEEKDAY}`, inWeek],
  [`(?<![上每])(?:周|星期|礼拜)${HAN_WEEKDAY}`, coming],
  [
    `\\b(?<week>next|this|coming)\\s(?:week\\s)?(?:on\\s)?${WEEKDAY}\\b\\.?`,
    (said, today) => (/coming/i.test(said.week) ? coming(said, today) : inWeek(said, today)),
  ],
  [`\\b${WEEKDAY}\\s(?<week>next|this)\\sweek\\b`, inWeek],
  [`(?<!last\\s)\\b${WEEKDAY}\\b\\.?`, coming],
  ['大后天', (_, today) => today + 3],
  ['后天|\\bthe day after tomorrow\\b', (_, today) => today + 2],
  ['明天|明日|\\btomorrow\\b|\\btmrw?\\b', (_, today) => today + 1],
  ['今天|今日|今晚|\\btoday\\b|\\btonight\\b|\\b(?:eod|cob)\\b|\\bend of (?:the )?day\\b', (_, today) => today],
  [`${NUMBER_ZH}个?(?:星期|礼拜|周)(?:之?后|以后|内)`, ({ count }, today) => today + 7 * numberOf(count)],
  [
    `${NUMBER_ZH}个?工作日(?:之?后|以后|之?内|以内)`,
    ({ count }, today, calendar) => calendar.addWorkdays(today, numberOf(count)),
  ],
  [
    `\\b(?:in|within)\\s${NUMBER_EN}\\s(?:work|working |business )days?\\b`,
    ({ count }, today, calendar) => calendar.addWorkdays(today, numberOf(count)),
  ],
  [`${NUMBER_ZH}天(?:之?后|以后|内)`, ({ count }, today) => today + numberOf(count)],
  [`\\b(?:in|within)\\s${NUMBER_EN}\\sweeks?\\b`, ({ count }, today) => today + 7 * numberOf(count)],
  [`\\b(?:in|within)\\s${NUMBER_EN}\\sdays?\\b`, ({ count }, today) => today + numberOf(count)],
  ['下个?月[底末]|\\bend of next month\\b', (_, today) => monthEnd(today, 1)],
  ['(?:这个|本|当)?月[底末]|\\bend of (?:the|this) month\\b', (_, today) => monthEnd(today)],
  ['\\bend of next week\\b', (_, today) => mondayOf(today) + 11],
  ['\\b(?:end of (?:the|this) week|eow)\\b', (_, today) => mondayOf(today) + 4],
  // Those that name no single day, so that they are not taken for nothing.
  [
    '[下本这上]个?(?:周|星期|礼拜)末?|周末|[下上]个?(?:月|季度?)[初中]?|月[初中]|年[底末初]|[明去]年|\\b(?:next|this|last|following)\\s(?:week(?:end)?|month|quarter|year)\\b|\\bq[1-4]\\b',
    () => null,
  ],
  [
    '上个?(?:周|星期|礼拜)[一二三四五六日天]|昨天|前天|\\byesterday\\b|\\blast\\s(?:night|week|mon|tue|wed|thu|fri|sat|sun)\\w*',
    () => null,
  ],
  ['(?<![\\d.])\\d{1,2}[/.]\\d{1,2}(?![\\d%.])', () => null],
  ['(?<!\\d)(?<date>\\d{1,2})[号日](?!线|楼)', ({ date }, today) => dateOfMonth(Number(date), today)],
  [
    `\\b(?:${MONTHS.filter((name) => name !== 'may' && name !== 'mar').join('|')})(?:uary|ruary|il|e|y|ust|tember|ober|ember)?\\b|\\bmarch\\b|\\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?`,
    () => null,
  ],
];
const READINGS = NAMES.map(([pattern, read]) => ({ pattern: new RegExp(`(?:${pattern})${CLOCK}`, 'giu'), read }));

/** The days named in a clause, in order. A part of what was read already is no other day. */
export const daysIn = (clause: string, today: Day, calendar: Calendar): NamedDay[] => {
  const found: NamedDay[] = [];
  let left = clause;
  for (const { pattern, read } of READINGS) {
    for (const m of left.matchAll(pattern)) {
      found.push({ day: read(groupsOf(m, ...PARTS), today, calendar), text: m[0], at: m.index });
      left = left.slice(0, m.index) + '\u0000'.repeat(m[0].length) + left.slice(m.index + m[0].length);
    }
  }
  return found.sort((a, b) => a.at - b.at).reduce<NamedDay[]>((days, day) => joined(days, day, clause), []);
};

const ALONE = [
  /^(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])$/u,
  /^(?<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$/iu,
];
/** The number of a weekday that stands alone, from Monday, 1; 0 for any other name of a day. */
const weekdayAlone = (text: string): number => {
  const m = firstMatch(ALONE, text.trim());
  return m ? weekdayNamed(groupsOf(m, 'weekday').weekday) : 0;
};

/** Sat 14 March: one day, and none where the weekday is another. */
const joined = (days: readonly NamedDay[], next: NamedDay, clause: string): NamedDay[] => {
  const last = days.at(-1);
  const isApart = last === undefined || !/^[\s,]*$/u.test(clause.slice(last.at + last.text.length, next.at));
  const [first, second] = [weekdayAlone(last?.text ?? ''), weekdayAlone(next.text)];
  if (isApart || first > 0 === second > 0) return [...days, next];
  const date = first > 0 ? next.day : last.day;
  const day = date !== null && weekdayOf(date) === Math.max(first, second) ? date : null;
  return [...days.slice(0, -1), { day, text: clause.slice(last.at, next.at + next.text.length), at: last.at }];
};
