/** A workbook's reading with edits applied to it. */
import type { CellEdit, RawCell, RawRow, RawSheet, RawWorkbook } from '../../core/workbook.ts';

/** A reading after edits that are known to be where they belong. */
export const edited = (workbook: RawWorkbook, edits: readonly CellEdit[]): RawWorkbook => {
  const bySheet = Map.groupBy(edits, ({ sheet }) => sheet);
  return { ...workbook, sheets: workbook.sheets.map((sheet) => withEdits(sheet, bySheet.get(sheet.title) ?? [])) };
};

const withEdits = (sheet: RawSheet, edits: readonly CellEdit[]): RawSheet => {
  if (edits.length === 0) return sheet;
  const rows = new Map<number, RawRow>(sheet.rows.map((row) => [row.at, row]));
  for (const [at, own] of Map.groupBy(edits, ({ row }) => row)) {
    const cells: RawCell[] = [...(rows.get(at)?.cells ?? [])];
    for (const { column, value } of own) {
      while (cells.length < column) cells.push(null);
      cells[column - 1] = value;
    }
    rows.set(at, { at, cells });
  }
  return { ...sheet, rows: [...rows.values()].sort((a, b) => a.at - b.at) };
};
