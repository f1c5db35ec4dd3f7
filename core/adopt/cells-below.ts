/** What stands in the columns below a header, and beside its labels. */
import { parseDate } from '../read/dates.ts';
import { type HeaderLine, headerKey, textOf } from '../read/headers.ts';
import { ensure } from '../text/maps.ts';
import type { RawCell, RawRow, RawSheet } from '../workbook.ts';
import { type CellsBelow, isNothing } from './columns.ts';

export const cellsBelow = (rows: readonly RawRow[], { cells: header }: HeaderLine): CellsBelow => {
  const known = new Map<number, readonly RawCell[]>();
  return (at) =>
    ensure(known, at, () => {
      const name = headerKey(header[at - 1] ?? '');
      return rows
        .map(({ cells }) => cells[at - 1] ?? null)
        .filter((cell) => !isNothing(cell) && headerKey(textOf(cell)) !== name);
    });
};

/** The day in each row; null where there is none. */
export const daysByRow = (rows: readonly RawRow[], at: number, dateSystem: 1900 | 1904): (number | null)[] =>
  rows.map(({ cells }) => {
    const cell = cells[at - 1];
    const date = typeof cell === 'number' || typeof cell === 'string' ? parseDate(cell, dateSystem) : { none: true };
    return 'day' in date ? date.day : null;
  });

/** 1-based columns beside which a number stands in the header's own row. */
export const besideNumbers = ({ at }: HeaderLine, { rows }: RawSheet): ReadonlySet<number> => {
  const cells = rows.find((row) => row.at === at)?.cells ?? [];
  return new Set(cells.flatMap((cell, index) => (typeof cell === 'number' ? [index] : [])));
};

/** A column without a header, with some of its cells. */
export interface Unnamed {
  readonly at: number;
  readonly examples: readonly string[];
}

/** A column of words beside a recognised header that says nothing over them. */
export const unnamedColumn = ({ cells }: HeaderLine, rows: readonly RawRow[]): Unnamed | null => {
  for (let index = 0; index <= cells.length; index++) {
    if ((cells[index] ?? '') !== '') continue;
    const texts = rows.map((row) => row.cells[index]).filter((cell) => !isNothing(cell));
    const words = texts.filter((cell) => typeof cell === 'string' && /\p{L}/u.test(cell));
    if (words.length >= 2 && words.length === texts.length) {
      return { at: index + 1, examples: words.slice(0, 3).map(textOf) };
    }
  }
  return null;
};
