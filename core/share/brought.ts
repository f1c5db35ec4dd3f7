/** What a book brings into one tab, and which of a row's cells differ from it. */
import type { Write, WriteValue } from '../plan.ts';

/** What a book makes of a tab: rows to add and to bring up to date, and differences that nobody may decide. */
export interface Brought {
  readonly writes: readonly Write[];
  /** Rows that differ from the book where no column says whose they are. */
  readonly behind: number;
}

export type Values = Readonly<Record<string, WriteValue>>;

/** What differs, in the columns the sheet has; nothing and '' are the same. */
export const broughtChanges = (
  now: Readonly<Record<string, unknown>>,
  wanted: Values,
  columns: ReadonlyMap<string, number>,
): Values =>
  Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => columns.has(key) && (value ?? '') !== (now[key] ?? '')),
  );
