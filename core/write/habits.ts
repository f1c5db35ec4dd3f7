/** How the people of a sheet fill in a column, and a value written in the same way. */
import type { Column, Locale } from '../../sheet-templates/index.ts';
import type { WriteValue } from '../plan.ts';
import type { CellFormat, CellValue, RawCell } from '../workbook.ts';
import { encode, formatOf } from './values.ts';

/** How the people of a sheet fill a column in: what is written there looks as if they had. */
export interface Habits {
  /** Their word for an option: the one most cells have. */
  readonly words: ReadonlyMap<string, string>;
  /** Shares are whole percents: 70 and not 0.7. */
  readonly hundred: boolean;
}

/** `read` gives a cell's meaning as text, an option by its key. */
export const habitsOf = (cells: Iterable<RawCell>, read: (cell: RawCell) => string): Habits => {
  const counts = new Map<string, Map<string, number>>();
  let hundred = false;
  for (const cell of cells) {
    if (typeof cell === 'number' && cell >= 2) hundred = true;
    if (typeof cell !== 'string' || cell === '') continue;
    const key = read(cell);
    const words = counts.get(key) ?? new Map<string, number>();
    counts.set(key, words.set(cell.trim(), (words.get(cell.trim()) ?? 0) + 1));
  }
  const words = new Map([...counts].map(([key, own]) => [key, [...own].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
  return { words, hundred };
};

/** What a cell is to hold, and what it is where it has no style of its own. */
export interface Encoded {
  readonly value: CellValue;
  readonly format: CellFormat;
}

/** A value as it stands in a cell of the column, in its people's own way where they have one. */
export const encodeAs = (
  column: Column,
  value: WriteValue,
  { words, hundred }: Habits,
  system: 1900 | 1904,
  locale: Locale,
): Encoded => {
  if (column.type === 'option' && typeof value === 'string') {
    const word = words.get(value);
    if (word !== undefined) return { value: word, format: formatOf(column) };
  }
  // Below two percent nobody could tell a whole percent from a share.
  if (column.type === 'percent' && typeof value === 'number' && hundred && (value === 0 || value >= 0.02)) {
    return { value: Math.round(value * 10_000) / 100, format: 'number' };
  }
  return { value: encode(column, value, system, locale), format: formatOf(column) };
};
