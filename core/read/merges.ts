/** Cells merged over several rows of an adopted sheet: each of the rows is read as if it said the same. */
import { trimmed } from '../text/words.ts';
import type { RawCell, RawRow, RawSheet, Rect } from '../workbook.ts';

const isBlank = (cell: RawCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && trimmed(cell) === '');

/** Those that reach over several rows below the header, from the top; one that begins within another is no merge. */
export const downwards = ({ merges }: Pick<RawSheet, 'merges'>, headerRow: number): readonly Rect[] => {
  const ends = new Map<number, number>();
  const sorted = merges.filter(({ top, bottom }) => top > headerRow && bottom > top).sort((a, b) => a.top - b.top);
  return sorted.filter(({ top, bottom, left }) => {
    const isFree = top > (ends.get(left) ?? 0);
    if (isFree) ends.set(left, bottom);
    return isFree;
  });
};

/**
 * The sheet's rows with what stands in the first of merged ones in all of them, in the 1-based columns `read`: one owner over
 * three tasks, one task over two owners. Rows that say nothing in the columns `own` are further lines of the row above, and
 * stay as they are.
 */
export const rowsUnmerged = (
  sheet: RawSheet,
  headerRow: number,
  read: readonly number[],
  own: readonly number[],
): readonly RawRow[] => {
  const wanted = new Set(read);
  const merges = downwards(sheet, headerRow).filter(({ left }) => wanted.has(left));
  if (merges.length === 0) return sheet.rows;
  const said = new Map<number, Map<number, RawCell>>();
  const rows = new Map(sheet.rows.map((row) => [row.at, row]));
  const sorted = sheet.rows.map(({ at }) => at);
  for (const { top, bottom, left } of merges) {
    const value = rows.get(top)?.cells[left - 1] ?? null;
    if (isBlank(value)) continue;
    for (let i = firstAfter(sorted, top); i < sorted.length; i++) {
      const at = sorted[i] ?? Number.POSITIVE_INFINITY;
      if (at > bottom) break;
      const row = said.get(at) ?? new Map<number, RawCell>();
      said.set(at, row.set(left, value));
    }
  }
  return sheet.rows.map((row) => filled(row, said.get(row.at), own));
};

const filled = (row: RawRow, said: ReadonlyMap<number, RawCell> | undefined, own: readonly number[]): RawRow => {
  if (!said || own.every((column) => isBlank(row.cells[column - 1]))) return row;
  const width = Math.max(row.cells.length, ...said.keys());
  const cells = Array.from({ length: width }, (_, i) => {
    const cell = row.cells[i] ?? null;
    return isBlank(cell) ? (said.get(i + 1) ?? cell) : cell;
  });
  return { ...row, cells };
};

/** The place of the first of these ascending numbers that is greater. */
const firstAfter = (sorted: readonly number[], than: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= than) low = middle + 1;
    else high = middle;
  }
  return low;
};
