/** What a sentence is given besides its facts: dates, names, labels and headers in the words of one language. */
import { type Column, type Locale, TABS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { Facts, FactValue } from '../problem.ts';
import type { Day } from '../time/day.ts';
import { FORMAT, formatClock, formatIso, listOf } from './format.ts';

/** Turns facts into the words of one language: a sentence asks it for dates, names and labels and adds the rest. */
export interface Speaker {
  readonly locale: Locale;
  /** An ISO date as people read it. */
  date(value: FactValue | undefined): string;
  list(value: FactValue | undefined): string;
  text(value: FactValue | undefined): string;
  number(value: FactValue | undefined): number;
  /** Minutes after midnight as a clock. */
  clock(value: FactValue | undefined): string;
  status(value: FactValue | undefined): string;
  /** A tab's title and a column's header. */
  tab(value: FactValue | undefined): string;
  column(tab: FactValue | undefined, column: FactValue | undefined): string;
  /** Several columns' headers as a list. */
  columns(tab: TabKey, columns: FactValue | undefined): string;
  /** Parts of a text that was signed: columns (`requests.goal`) by their headers, rows by their ids, `raci` for all tasks. */
  parts(value: FactValue | undefined): string;
}

/** One sentence: facts in, words out. */
export type Sentence = (facts: Facts, say: Speaker) => string;

/** What a duty waits for, as a clause to which its limit is added; and what is asked of the one it waits for. */
export interface DutyWords {
  readonly waits: Sentence;
  readonly ask: Sentence;
  /** How its limit stands, as the heading of a card, where that is not said like any other limit; null where it is. */
  readonly when?: (facts: Facts, say: Speaker) => string | null;
  /** What those are asked to whom it is escalated, where that is more than to settle how it goes on. */
  readonly above?: Sentence;
  /** What helps to do it, a line each: what was written about it elsewhere. */
  readonly details?: (facts: Facts, say: Speaker) => readonly string[];
}

export const statusLabel = (status: string, locale: Locale): string =>
  TABS.tracker.columns.status.options.find(({ key }) => key === status)?.label[locale] ?? status;

/** So many parts of a text are named; the rest is counted. */
const NAMED = 5;

/** `book` is the language of the workbook: its sheets and columns are called by the names they have there. */
export const speaker = (locale: Locale, today: Day, book: Locale = locale): Speaker => {
  const text = (value: FactValue | undefined) => (value === null || value === undefined ? '' : String(value));
  const column = (tab: FactValue | undefined, key: FactValue | undefined) => {
    const columns = text(tab) in TABS ? (tabOf(tab as TabKey).columns as Record<string, Column>) : {};
    return columns[text(key)]?.header[book] ?? text(key);
  };
  const partOf = (name: string) => {
    const [tab, key] = name.split('.');
    if (key) return column(tab, key);
    return name === 'raci' ? FORMAT[locale].parts.tasks : name;
  };
  return {
    locale,
    text,
    date: (value) => formatIso(text(value), locale, today),
    list: (value) => (Array.isArray(value) ? listOf(value as readonly string[], locale) : text(value)),
    number: (value) => Number(value ?? 0),
    clock: (value) => formatClock(Number(value ?? 0)),
    status: (value) => statusLabel(text(value), locale),
    tab: (value) => (text(value) in TABS ? tabOf(value as TabKey).title[book] : text(value)),
    column,
    columns: (tab, keys) =>
      listOf(
        (Array.isArray(keys) ? (keys as readonly string[]) : []).map((key) => column(tab, key)),
        locale,
      ),
    parts: (value) => {
      const names = Array.isArray(value) ? (value as readonly string[]) : [];
      const said = names.slice(0, NAMED).map(partOf);
      return names.length > NAMED ? FORMAT[locale].parts.some(said, names.length) : listOf(said, locale);
    },
  };
};
