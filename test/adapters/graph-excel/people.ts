import type { CellEdit, RawCell } from '../../../core/workbook.ts';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { readPackage } from '../../../functions/xlsx/read.ts';
import { writeZip } from '../../../functions/xlsx/zip.ts';
import type { DriveItem } from '../../support/graph/drive/item.ts';
import { gridOf } from '../../support/graph/workbook/grid.ts';
import { withInserted } from '../../support/graph/workbook/insert.ts';

/** What people do to a workbook while others have it open: no session ends, nothing is locked. */

export const typed = (item: DriveItem, ...edits: readonly CellEdit[]): void =>
  item.coauthor(patchWorkbook(item.bytes, { edits, addSheets: [] }));

const sheetOf = (item: DriveItem, title: string) => gridOf(item.bytes).sheets.find((sheet) => sheet.title === title)!;

/** The cells of each row, from the first on. */
export const rowsOf = (item: DriveItem, title: string): readonly (readonly RawCell[])[] => {
  const { rows } = readPackage(openPackage(item.bytes)).sheets.find((sheet) => sheet.title === title)!;
  return Array.from({ length: rows.at(-1)?.at ?? 0 }, (_, i) => rows.find(({ at }) => at === i + 1)?.cells ?? []);
};

/** Rows in another order: the nth of these numbers says which row stands there then. */
export const reordered = (item: DriveItem, title: string, first: number, order: readonly number[]): void => {
  const { cells } = sheetOf(item, title);
  const width = Math.max(...order.flatMap((row) => [...(cells.get(row)?.keys() ?? [])]));
  typed(
    item,
    ...order.flatMap((from, i) =>
      Array.from({ length: width }, (_, j): CellEdit => {
        const { value = null, formula = null } = cells.get(from)?.get(j + 1) ?? {};
        const plain = typeof value === 'object' ? null : value;
        return { sheet: title, row: first + i, column: j + 1, value: plain, ...(formula !== null && { formula }) };
      }),
    ),
  );
};

export const rowsInserted = (item: DriveItem, title: string, at: number, count = 1): void =>
  item.coauthor(
    withInserted(item.bytes, sheetOf(item, title), { top: at, bottom: at + count - 1, left: 1, right: 16_384 }),
  );

/** A column that comes in: what stands there and to the right of it moves. */
export const columnInserted = (item: DriveItem, title: string, at: number): void => {
  const edits: CellEdit[] = [];
  for (const [row, cells] of sheetOf(item, title).cells) {
    const columns = [...cells.keys()].filter((column) => column >= at);
    if (columns.length === 0) continue;
    edits.push({ sheet: title, row, column: at, value: null });
    for (const column of columns) {
      const { value, formula } = cells.get(column)!;
      const plain = typeof value === 'object' ? null : value;
      edits.push({ sheet: title, row, column: column + 1, value: plain, ...(formula !== null && { formula }) });
    }
  }
  const last = new Map(edits.map((edit) => [`${edit.row} ${edit.column}`, edit]));
  typed(item, ...last.values());
};

/** Its part stays behind, as nobody looks for it. */
export const sheetDeleted = (item: DriveItem, title: string): void => {
  const parts = openPackage(item.bytes);
  const xml = parts.text(parts.workbook).replace(new RegExp(`<(?:\\w+:)?sheet [^>]*name="${title}"[^>]*/>`), '');
  item.coauthor(writeZip(parts.zip, new Map([[parts.find(parts.workbook)!.name, Buffer.from(xml)]])));
};
