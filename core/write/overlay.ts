/** A reading with edits laid over it. */
import { lazily } from '../text/lazily.ts';
import type { CellValue, EditPlace, RawCell, RawRow, RawSheet, RawWorkbook, RowEdit } from '../workbook.ts';
import { sheetBySheet, topToBottom } from './by-row.ts';

/** The reading as it would be after the edits; the one handed in stays as it was. */
export const withEdits = (workbook: RawWorkbook, edits: readonly RowEdit[]): RawWorkbook => {
  const bySheet = sheetBySheet(edits);
  return { ...workbook, sheets: workbook.sheets.map((sheet) => editedSheet(sheet, bySheet.get(sheet.title) ?? [])) };
};

/** Its rows are put together when somebody asks for them. */
const editedSheet = (sheet: RawSheet, edits: readonly RowEdit[]): RawSheet => {
  if (edits.length === 0) return sheet;
  const rows = lazily(() => rowsAfter(sheet.rows, edits));
  return {
    ...sheet,
    get rows() {
      return rows();
    },
  };
};

/** A sheet's rows after edits. `held`: what a cell holds that was written. */
export const rowsAfter = (
  rows: readonly RawRow[],
  edits: readonly RowEdit[],
  held: (value: CellValue, place: EditPlace) => RawCell = (value) => value,
): RawRow[] => {
  const all: RawRow[] = [];
  const downwards = topToBottom(edits);
  let next = 0;
  /** A row with the edits that come next, as far as they are its own. */
  const edited = (at: number, before: readonly RawCell[]): void => {
    let cells: RawCell[] = [...before];
    for (let edit = downwards[next]; edit?.row === at; edit = downwards[++next]) {
      cells = wideEnough(cells, edit);
      const { places, values } = edit;
      for (let i = 0; i < places.length; i++) {
        const place = places[i];
        if (place) cells[place.column - 1] = held(values[i] ?? null, place);
      }
    }
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
    if (cells.length > 0) all.push({ at, cells });
  };
  const editedBefore = (at: number): void => {
    for (let edit = downwards[next]; edit && edit.row < at; edit = downwards[next]) edited(edit.row, []);
  };
  for (const row of rows) {
    editedBefore(row.at);
    if (downwards[next]?.row === row.at) edited(row.at, row.cells);
    else all.push(row);
  }
  editedBefore(Number.POSITIVE_INFINITY);
  return all;
};

/** Made as long as it has to be at once: there may be hundreds of thousands. */
const wideEnough = (cells: RawCell[], { places }: RowEdit): RawCell[] => {
  let width = cells.length;
  for (const { column } of places) width = Math.max(width, column);
  if (width === cells.length) return cells;
  const wide = new Array<RawCell>(width).fill(null);
  for (let i = 0; i < cells.length; i++) wide[i] = cells[i] ?? null;
  return wide;
};
