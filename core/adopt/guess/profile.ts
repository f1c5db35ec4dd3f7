/** What the cells of one column look like: dates, names, words of state, letters, long texts. */
import { parseDate } from '../../read/dates.ts';
import { textOf } from '../../read/headers.ts';
import { normal, splitNames } from '../../text/words.ts';
import type { RawCell } from '../../workbook.ts';
import { lettersIn } from '../marks.ts';
import { lookOfName, lookOfPlaced, nameLookOf } from './names.ts';
import { soundsLikeState, stateMeant } from './states.ts';
import { isDayOfYear, isRelativeDay, isSpan, isVagueDay } from './vague-days.ts';

/** Of most words in a drop-down: how far, who, how urgent, yes or no. Null: there is none, or its words say nothing. */
export type ListedKind = 'states' | 'people' | 'ranks' | 'ticks' | 'others';

/** Shares of the cells in which something stands, 0 to 1. */
export interface Profile {
  /** Cells in which something stands, and their share of all rows. */
  readonly filled: number;
  readonly coverage: number;
  /** Different ones among them. */
  readonly different: number;
  /** Stretches of cells that say the same. */
  readonly runs: number;
  readonly dates: number;
  /** Dates and what is nearly one: 3月底, 10.18, next week. */
  readonly dateLike: number;
  /** 30 days, 8周: how long, or until when. */
  readonly spans: number;
  /** Fri noon, before signing, 尽快: a day under a word for one. */
  readonly relative: number;
  /** Dates and a text of a month and a day: 10/30. */
  readonly daysOfYear: number;
  readonly numbers: number;
  /** Numbers from 0 to 1, and texts with a percent sign. */
  readonly percents: number;
  readonly words: number;
  /** Surely people: a Chinese name, first and last name, somebody in the directory. */
  readonly people: number;
  /** A role, a first name, a handle: it may be somebody. */
  readonly maybePeople: number;
  /** Cells in which a name or a role stands that stands in another one as well, be it beside others. */
  readonly namesAgain: number;
  /** Roles and departments among those that may be somebody. */
  readonly roles: number;
  /** Pass, failed, 不通过: how a test came out. */
  readonly verdicts: number;
  /** Active, 停用: of things that are in use or not. */
  readonly inUse: number;
  /** Words of state that are known. */
  readonly states: number;
  /** Short words that nobody knows for sure, and that sound like a state: Pending, 已修改, a colour of a traffic light. */
  readonly likelyStates: number;
  /** High, 低, P2: how urgent or bad it is. */
  readonly ranks: number;
  /** Numbers from 0 to 100 in steps of five, of which one is 100. */
  readonly hundreds: number;
  /** Those, and a yes, that say that it is over. */
  readonly over: number;
  /** Yes, no, ticks and crosses. */
  readonly ticks: number;
  readonly letters: number;
  /** 12人, 3 people: how many, and nobody by name. */
  readonly headcounts: number;
  /** 1, 2, 3 … */
  readonly counts: boolean;
  /** One label with a running number: Task 1, Task 2, 阶段 3. */
  readonly numbered: number;
  /** Characters on average; a Chinese one counts as two. */
  readonly length: number;
  /** Addresses, links, telephone numbers. */
  readonly contacts: number;
  /** What its drop-down offers, be it in cells or not. */
  readonly listed: ListedKind | null;
}

/** What a template asks for, and what repeats the cell above: [日期], <name>, " */
const PLACEHOLDER = /^(?:\[[^[\]]*\]|<[^<>]*>|【[^【】]*】|(?:["“”〃'\s]){1,5}|同上|ditto)$/i;
const TICK = /^(?:[√✓✔✗✘×xvyn○●◯△■□☑☐✅❌🟢🟡🔴]|ok|yes|no|true|false|是|否)$/iu;
/** 2026-03-05完成, 已完成(3/5), 80%进行中: the state is said beside a day or a share. */
const WHEN_OR_HOW_MUCH = /[\d\s./:%％年月日号()（）-]+/g;
const YES = /^(?:[√✓✔☑✅yv]|yes|true|是)$/iu;
/** 9:10-10:25: a time of day, and no day. */
const OF_DAY = /^\d{1,2}[:：]\d{2} ?[-~～–—至到] ?\d{1,2}[:：]\d{2}$/;
const RANK =
  /^(?:very )?(?:high|medium|med|mid|low|critical|major|minor|normal|urgent|p[0-5])$|^[特很较]?[高中低]$|^(?:紧急|重要|一般|严重|轻微|普通)$/i;
const IN_USE =
  /^(?:in)?active$|^(?:en|dis)abled$|^(?:in|out of|not in) (?:use|service)$|^(?:在用|启用|使用中|停用|禁用|报废|有效|无效)$/i;
const VERDICT = /^(?:pass|fail)(?:ed)?$|^(?:不|未)?通过$/i;
const HEADCOUNT = /^\p{Script=Han}{0,4}\d{1,4}(?:人|名|位| ?people| ?persons)$/iu;
const CONTACT = /@[\w-]+\.|https?:|www\.|^\+?[\d\s()-]{7,}$/;
const PERCENT = /^[<>≤≥~约]?\s*\d{1,3}(?:\.\d+)?\s*[%％]$/;

/**
 * `cells` are those of so many rows in which something stands. `known`: names in the workbook's directory, normalised. `list`: what people
 * choose from there.
 */
export const profileOf = (
  all: readonly RawCell[],
  rows: number,
  dateSystem: 1900 | 1904,
  known: ReadonlySet<string>,
  list: readonly string[] = [],
): Profile => {
  const cells = all.filter((cell) => !PLACEHOLDER.test(textOf(cell)));
  const seen = new Map<string, number>();
  let runs = 0;
  let before: string | null = null;
  for (const cell of cells) {
    const text = textOf(cell);
    seen.set(text, (seen.get(text) ?? 0) + 1);
    if (text !== before) runs++;
    before = text;
  }
  const count = cells.length;
  const share = (n: number) => (count === 0 ? 0 : n / count);
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const isNumber = new Set(numbers.map(String));
  const sums = {
    dates: 0,
    dateLike: 0,
    spans: 0,
    relative: 0,
    daysOfYear: 0,
    percents: 0,
    words: 0,
    people: 0,
    maybe: 0,
    roles: 0,
    states: 0,
    likelyStates: 0,
    hundreds: 0,
    ranks: 0,
    verdicts: 0,
    inUse: 0,
    over: 0,
    ticks: 0,
    letters: 0,
    headcounts: 0,
    length: 0,
    contacts: 0,
  };
  for (const [text, times] of seen) {
    const date = parseDate(isNumber.has(text) ? Number(text) : text, dateSystem);
    const n = isNumber.has(text) ? Number(text) : null;
    if ('day' in date) sums.dates += times;
    else if (('bad' in date && date.bad !== 'not-a-date' && !OF_DAY.test(text)) || (n === null && isVagueDay(text)))
      sums.dateLike += times;
    else if (n === null && isSpan(text)) sums.spans += times;
    else if (n === null && isRelativeDay(text)) sums.relative += times;
    if ('day' in date || (n === null && isDayOfYear(text))) sums.daysOfYear += times;
    if (n !== null && n >= 0 && n <= 100 && n % 5 === 0) sums.hundreds += times;
    if (n === null ? PERCENT.test(text) : n >= 0 && n <= 1) sums.percents += times;
    if (n === null && !('day' in date)) {
      if (/\p{L}/u.test(text)) sums.words += times;
      const meant = stateMeant(text) ?? stateMeant(text.replace(WHEN_OR_HOW_MUCH, ''));
      const isState = meant !== null;
      if (RANK.test(text)) sums.ranks += times;
      if (VERDICT.test(text)) sums.verdicts += times;
      if (IN_USE.test(text)) sums.inUse += times;
      if (isState) sums.states += times;
      else if (soundsLikeState(text)) sums.likelyStates += times;
      if (meant === 'done' || meant === 'cancelled' || YES.test(text)) sums.over += times;
      const look = isState ? null : peopleIn(text, known);
      if (look === 'person') sums.people += times;
      else if (look === 'maybe') sums.maybe += times;
      if (look === 'maybe' && nameLookOf(text) === 'role') sums.roles += times;
      if (lettersIn(text) !== null) sums.letters += times;
      if (HEADCOUNT.test(text)) sums.headcounts += times;
      if (CONTACT.test(text)) sums.contacts += times;
    }
    if (TICK.test(text)) sums.ticks += times;
    sums.length += times * lengthOf(text);
  }
  const values = numbers as readonly number[];
  return {
    filled: count,
    coverage: rows === 0 ? 0 : Math.min(1, count / rows),
    different: seen.size,
    runs,
    dates: share(sums.dates),
    dateLike: share(sums.dates + sums.dateLike),
    spans: share(sums.spans),
    relative: share(sums.relative),
    daysOfYear: share(sums.daysOfYear),
    numbers: share(numbers.length),
    percents: share(sums.percents),
    words: share(sums.words),
    people: share(sums.people),
    maybePeople: share(sums.people + sums.maybe),
    namesAgain: share(againIn(seen)),
    roles: share(sums.roles),
    states: share(sums.states),
    likelyStates: share(sums.likelyStates),
    ranks: share(sums.ranks),
    verdicts: share(sums.verdicts),
    inUse: share(sums.inUse),
    hundreds: seen.has('100') ? share(sums.hundreds) : 0,
    over: share(sums.over),
    ticks: share(sums.ticks),
    letters: share(sums.letters),
    headcounts: share(sums.headcounts),
    counts:
      values.length > 1 && values.length === count && values.every((n, i) => i === 0 || n === (values[i - 1] ?? 0) + 1),
    numbered: share(numberedIn(seen)),
    length: share(sums.length),
    contacts: share(sums.contacts),
    listed: list.length < FEWEST_LISTED ? null : listedIn(list, profileOf(list, list.length, dateSystem, known)),
  };
};
/** One word is no choice. */
const FEWEST_LISTED = 2;

const listedIn = (
  list: readonly string[],
  { states, likelyStates, people, ranks, ticks, different, filled, dates }: Profile,
): ListedKind | null => {
  if (dates > 0 || different > MOST_LISTED || different < FEWEST_LISTED || filled === 0) return null;
  if (ticks >= MOSTLY) return 'ticks';
  if (ranks >= MOSTLY) return 'ranks';
  if (states > 0 && states + likelyStates >= MOSTLY) return 'states';
  return people >= MOSTLY && !isOfKinds(list) ? 'people' : 'others';
};

/** Low Risk, High Risk: kinds in two words with capitals look like names, and share one. */
const isOfKinds = (list: readonly string[]): boolean => {
  const words = list.flatMap((text) => [...new Set(text.toLowerCase().split(/\s+/))]);
  return new Set(words).size < words.length;
};
const MOSTLY = 0.6;
/** A longer one lists what there is: tasks, customers, parts. */
const MOST_LISTED = 20;

/** Cells that are a short word and a number, of the word that most of them have. */
const numberedIn = (seen: ReadonlyMap<string, number>): number => {
  const stems = new Map<string, number>();
  for (const [text, times] of seen) {
    const stem = text.length <= LONGEST_NUMBERED && /\p{L}/u.test(text) ? text.replace(/\d+/g, '#') : '';
    if (stem.includes('#')) stems.set(stem, (stems.get(stem) ?? 0) + times);
  }
  return Math.max(0, ...stems.values());
};
const LONGEST_NUMBERED = 16;

const LONGEST = 200;
const lengthOf = (text: string): number => {
  let length = 0;
  for (const char of text.slice(0, LONGEST)) length += char.charCodeAt(0) > 0x2e7f ? 2 : 1;
  return length;
};

/** 市场 小王, 小王、小李: of how many cells some part stands in another cell as well. */
const againIn = (seen: ReadonlyMap<string, number>): number => {
  const parts = [...seen].map(([text, times]) => ({ names: text.length > LONGEST_NAMES ? [] : namesIn(text), times }));
  const found = new Map<string, number>();
  for (const { names, times } of parts) for (const name of names) found.set(name, (found.get(name) ?? 0) + times);
  return parts.reduce((n, { names, times }) => n + (names.some((name) => (found.get(name) ?? 0) > 1) ? times : 0), 0);
};
const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[、,，;；/／&+＋\r\n()（）:：]| - | and |(?<=\p{Script=Han}) (?=\p{Script=Han})/u)
      .map((part) => part.trim())
      .filter((part) => part.length > 1 || /\p{Script=Han}/u.test(part)),
  ),
];

/** Of several that are listed some are written without a capital. */
const FIRST_NAME = /^\p{L}{2,14}(?: \p{L}{1,14})?$/u;
/** No cell that names people is longer. */
const LONGEST_NAMES = 60;

const peopleIn = (text: string, known: ReadonlySet<string>): 'person' | 'maybe' | null => {
  if (text.length > LONGEST_NAMES) return null;
  const parts = splitNames(text, (part) => known.has(normal(part)));
  const isSeveral = parts.length > 1;
  const looks = parts.map((part) =>
    known.has(normal(part))
      ? 'person'
      : (lookOfName(part) ?? lookOfPlaced(part) ?? (isSeveral && FIRST_NAME.test(part.trim()) ? 'maybe' : null)),
  );
  if (looks.length === 0 || looks.some((look) => look === null)) return null;
  return looks.some((look) => look === 'person') ? 'person' : 'maybe';
};
