/** What a sentence is given besides its facts: dates, names, labels and headers in the words of one language. */
import { type Column, type Locale, TABS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { settingName } from '../../sheet-templates/setting-names.ts';
import type { ProblemCode, ProblemFacts } from '../problem.ts';
import type { StatusKey } from '../snapshot.ts';
import type { Day, IsoDate } from '../time/day.ts';
import type { DutyFacts, DutyRule, LimitFacts, StepFacts } from './facts.ts';
import { FORMAT, formatClock, formatIso, listOf } from './format.ts';

/** What may stand where a fact is asked for: nothing, of a row that does not say. */
type Maybe<T> = T | null | undefined;

/** Turns facts into the words of one language: a sentence asks it for dates, names and labels and adds the rest. */
export interface Speaker {
  readonly locale: Locale;
  /** An ISO date as people read it. */
  date(value: Maybe<IsoDate | ''>): string;
  list(value: Maybe<readonly string[]>): string;
  text(value: Maybe<string | number>): string;
  number(value: Maybe<number>): number;
  /** Minutes after midnight as a clock. */
  clock(value: Maybe<number>): string;
  status(value: Maybe<StatusKey>): string;
  /** A tab's title and a column's header. */
  tab(value: TabKey): string;
  column(tab: TabKey, column: string): string;
  /** What a row of the settings is called. */
  setting(key: string): string;
  /** Several columns' headers as a list. */
  columns(tab: TabKey, columns: readonly string[]): string;
  /** Parts of a text that was signed: columns (`requests.goal`) by their headers, rows by their ids, `raci` for all tasks. */
  parts(value: readonly string[]): string;
}

/** One sentence: facts in, words out. */
export type Sentence<Facts> = (facts: Facts, say: Speaker) => string;
/** A sentence for each code, made from that code's facts. */
export type Sentences<ByCode> = { readonly [C in keyof ByCode]: Sentence<ByCode[C]> };

/** A problem's sentence knows where it stands, too. */
export type ProblemSentences = {
  readonly [C in ProblemCode]: Sentence<ProblemFacts[C] & { readonly tab: TabKey; readonly column: string }>;
};

/** What a duty waits for, as a clause to which its limit is added; and what is asked of the one it waits for. */
export interface DutyWords<Facts> {
  readonly waits: Sentence<Facts>;
  /** What to do in the sheet. */
  readonly ask: Sentence<Facts>;
  /** The same where a button does it, where that is said in other words. */
  readonly press?: Sentence<Facts>;
  /** How its limit stands, as the heading of a card, where that is not said like any other limit. */
  readonly when?: Sentence<Facts & LimitFacts>;
  /** What those are asked to whom it is escalated, where that is more than to settle how it goes on. */
  readonly above?: Sentence<Facts & LimitFacts>;
  /** What helps to do it, a line each: what was written about it elsewhere. */
  readonly details?: (facts: Facts, say: Speaker) => readonly string[];
}

/** The words of every duty; of one that goes in steps, those of each step. */
export type DutyTable = {
  readonly [R in DutyRule]: R extends keyof StepFacts
    ? { readonly [S in keyof StepFacts[R]]: DutyWords<StepFacts[R][S]> }
    : DutyWords<DutyFacts[R]>;
};

export const statusLabel = (status: string, locale: Locale): string =>
  TABS.tracker.columns.status.options.find(({ key }) => key === status)?.label[locale] ?? status;

/** So many parts of a text are named; the rest is counted. */
const NAMED = 5;

/**
 * `book` is the language of the workbook: its sheets and columns are called by the names they have there. A sweep says thousands of sentences one
 * after the other to readers of one language: the speaker of the last one says the next.
 */
export const speaker = (locale: Locale, today: Day, book: Locale = locale): Speaker => {
  if (last?.locale !== locale || last.today !== today || last.book !== book)
    last = { locale, today, book, speaks: made(locale, today, book) };
  return last.speaks;
};

let last: {
  readonly locale: Locale;
  readonly today: Day;
  readonly book: Locale;
  readonly speaks: Speaker;
} | null = null;

const made = (locale: Locale, today: Day, book: Locale): Speaker => {
  const text = (value: Maybe<string | number>) => String(value ?? '');
  const column = (tab: string, key: string) => {
    const columns = tab in TABS ? (tabOf(tab as TabKey).columns as Record<string, Column>) : {};
    return columns[key]?.header[book] ?? key;
  };
  const partOf = (name: string) => {
    const [tab = '', key] = name.split('.');
    if (key) return column(tab, key);
    return name === 'raci' ? FORMAT[locale].parts.tasks : name;
  };
  return {
    locale,
    text,
    date: (value) => formatIso(text(value), locale, today),
    list: (value) => listOf(value ?? [], locale),
    number: (value) => value ?? 0,
    clock: (value) => formatClock(value ?? 0),
    status: (value) => statusLabel(text(value), locale),
    tab: (value) => (value in TABS ? tabOf(value).title[book] : value),
    column,
    setting: (key) => settingName(key)[book],
    columns: (tab, keys) =>
      listOf(
        keys.map((key) => column(tab, key)),
        locale,
      ),
    parts: (names) => {
      const said = names.slice(0, NAMED).map(partOf);
      return names.length > NAMED ? FORMAT[locale].parts.some(said, names.length) : listOf(said, locale);
    },
  };
};
