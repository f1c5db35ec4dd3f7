/** A reading with edits laid over it. */
import { lazily } from '../text/lazily.ts';
import { groupBy } from '../text/maps.ts';
import type { RawCell, RawRow, RawSheet, RawWorkbook, RowEdit } from '../workbook.ts';

/** The reading as it would be after the edits; the one handed in stays as it was. */
export const withEdits = (workbook: RawWorkbook, edits: readonly RowEdit[]): RawWorkbook => {
  const bySheet = groupBy(edits, ({ sheet }) => sheet);
  return { ...workbook, sheets: workbook.sheets.map((sheet) => editedSheet(sheet, bySheet.get(sheet.title) ?? [])) };
};

/** Its rows are put together when somebody asks for them. */
const editedSheet = (sheet: RawSheet, edits: readonly RowEdit[]): RawSheet => {
  if (edits.length === 0) return sheet;
  const rows = lazily(() => editedRows(sheet, edits));
  return {
    ...sheet,
    get rows() {
      return rows();
    },
  };
};

const editedRows = (sheet: RawSheet, edits: readonly RowEdit[]): readonly RawRow[] => {
  const rows = new Map<number, RawRow>(sheet.rows.map((row) => [row.at, row]));
  const changed = new Map<number, RawCell[]>();
  for (const { row, places, values } of edits) {
    const cells = changed.get(row) ?? [...(rows.get(row)?.cells ?? [])];
    for (const [i, { column }] of places.entries()) {
      while (cells.length < column) cells.push(null);
      cells[column - 1] = values[i] ?? null;
    }
    changed.set(row, cells);
  }
  for (const [at, cells] of changed) rows.set(at, { at, cells });
  const inOrder = [...rows.values()].filter(({ cells }) => cells.some((cell) => cell !== null));
  return inOrder.sort((a, b) => a.at - b.at);
};
