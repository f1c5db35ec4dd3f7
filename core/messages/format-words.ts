/** How a language writes dates, counts and lists, as an interface that each language fulfils. Every sentence is built from these. */
import type { Day } from '../time/day.ts';

export interface Format {
  /** `3月6日 周五` / `Fri 6 Mar`; with its year when that is not today's. */
  day(day: Day, today: Day): string;
  /** The day of the week as the head of a narrow column. */
  weekday(day: Day): string;
  /** The same in two columns: `Fr`, `五`. */
  weekdayShort(day: Day): string;
  /** `3月`, `Mar`. */
  month(day: Day): string;
  /** `李明、王丽、赵一` / `Li Ming, Wang Li and Zhao Yi`. */
  list(names: readonly string[]): string;
  /** `a、b，或 c` / `a, b, or c`. */
  or(names: readonly string[]): string;
  /** A count of things in words up to ten (`两` as in 两件), in digits beyond. */
  count(n: number): string;
  /** Between names in a cell. */
  readonly comma: string;
  /** Between clauses. */
  readonly clause: string;
  /** Between halves of a sentence. */
  readonly semicolon: string;
  /** After a label or a name, before what is said of it. */
  readonly colon: string;
  /** At the end of a sentence. */
  readonly end: string;
  /** Between sentences that follow one another. */
  readonly gap: string;
  /** The parts of a text that was signed: all tasks of a request, and the first few of more parts than are named. */
  readonly parts: { readonly tasks: string; some(named: readonly string[], all: number): string };
}
