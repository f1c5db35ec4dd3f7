/** Cells and rows of a reading, by their numbers. */
import { ensure } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../../core/workbook.ts';

const indexes = new Map<RawSheet, ReadonlyMap<number, readonly RawCell[]>>();

/** The cells of a row; none where nothing stands in it. */
export const cellsIn = (sheet: RawSheet, row: number): readonly RawCell[] =>
  ensure(indexes, sheet, () => new Map(sheet.rows.map(({ at, cells }) => [at, cells]))).get(row) ?? [];

/** What stands in a cell; columns count from 1. */
export const cellAt = (sheet: RawSheet, row: number, column: number): RawCell =>
  cellsIn(sheet, row)[column - 1] ?? null;

export const lastRowOf = ({ rows }: RawSheet): number => rows[rows.length - 1]?.at ?? 0;

export const sheetNamed = ({ sheets }: RawWorkbook, title: string): RawSheet =>
  must(
    sheets.find((sheet) => sheet.title === title),
    `sheet ${title}`,
  );

export const withSheet = (raw: RawWorkbook, sheet: RawSheet): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((other) => (other.title === sheet.title ? sheet : other)),
});
