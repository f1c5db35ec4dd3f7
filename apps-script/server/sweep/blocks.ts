/** Edits of single cells as few rectangles, since each call costs the same, for one cell or a thousand. */
import { groupBy } from '../../../core/text/maps.ts';
import { must } from '../../../core/text/must.ts';
import type { CellEdit, RawCell, RawSheet } from '../../../core/workbook.ts';
import { cellAt, lastRowOf } from '../rows.ts';

/** What is put into a cell; one that is only filled in holds what it held. */
export interface BlockCell extends Pick<CellEdit, 'value' | 'formula' | 'format'> {
  readonly isFilled?: true;
}

export interface CellBlock {
  readonly top: number;
  readonly left: number;
  readonly rows: readonly (readonly BlockCell[])[];
}

/** Rows between two edits that are written along with them. */
const GAP = 100;

interface Span {
  readonly row: number;
  readonly left: number;
  readonly cells: readonly BlockCell[];
}

/**
 * The edits of one sheet. Cells between them are written along where nobody else writes: in a sheet that is Baton's own
 * (`isOwn`), and below the last row of the reading.
 */
export const blocksOf = (sheet: RawSheet, edits: readonly CellEdit[], isOwn: boolean): CellBlock[] => {
  const last = lastRowOf(sheet);
  const isFree = (row: number) => isOwn || row > last;
  const there = edits.filter(({ formula }) => formula !== 'keep');
  const byRow = groupBy(there, ({ row }) => row);
  const free = there.filter(({ row }) => isFree(row));
  const left = Math.min(...free.map(({ column }) => column));
  const right = Math.max(...free.map(({ column }) => column));
  const filled = (row: number, column: number): BlockCell | null => {
    const value: RawCell = cellAt(sheet, row, column);
    return typeof value === 'object' && value !== null ? null : { value, isFilled: true };
  };
  const spansIn = (row: number, columns: ReadonlyMap<number, CellEdit>): Span[] => {
    const wanted = isFree(row)
      ? Array.from({ length: right - left + 1 }, (_, i) => left + i)
      : [...columns.keys()].sort((a, b) => a - b);
    const spans: { row: number; left: number; cells: BlockCell[] }[] = [];
    for (const column of wanted) {
      const cell = columns.get(column) ?? filled(row, column);
      if (cell === null) continue;
      const before = spans[spans.length - 1];
      if (before && before.left + before.cells.length === column) before.cells.push(cell);
      else spans.push({ row, left: column, cells: [cell] });
    }
    return spans;
  };
  const rows = [...byRow.keys()].sort((a, b) => a - b);
  const spans = rows.flatMap((row, i) => {
    const before = rows[i - 1];
    const between =
      before !== undefined && isFree(before) && isFree(row) && row - before <= GAP
        ? Array.from({ length: row - before - 1 }, (_, at) => before + 1 + at)
        : [];
    const own = new Map((byRow.get(row) ?? []).map((edit) => [edit.column, edit] as const));
    return [...between.flatMap((at) => spansIn(at, new Map())), ...spansIn(row, own)];
  });
  return together(spans);
};

/** Spans that lie one below the other, as wide as each other, are one block. */
const together = (spans: readonly Span[]): CellBlock[] => {
  const open = new Map<string, { top: number; left: number; rows: (readonly BlockCell[])[] }>();
  const blocks: { top: number; left: number; rows: (readonly BlockCell[])[] }[] = [];
  for (const { row, left, cells } of spans) {
    const shape = `${left} ${cells.length}`;
    const above = open.get(shape);
    if (above && above.top + above.rows.length === row) {
      above.rows.push(cells);
      continue;
    }
    const block = { top: row, left, rows: [cells] };
    open.set(shape, block);
    blocks.push(block);
  }
  return blocks;
};

export const widthOfBlock = ({ rows }: CellBlock): number => must(rows[0], 'row of a block').length;
