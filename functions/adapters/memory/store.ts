import type { CellEdit, RawCell, RawRow, RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { resolveWrites } from '../../../core/write.ts';
import type { WorkbookStore } from '../../ports.ts';

export interface MemoryStore extends WorkbookStore {
  /** Edits as a person's would arrive: by cell, without any check. */
  type(edits: readonly CellEdit[]): void;
  /** The formula of a cell, without `=`; null where it holds none. */
  formulaAt(sheet: string, row: number, column: number): string | null;
}

const place = (sheet: string, row: number, column: number) => `${sheet}!R${row}C${column}`;

/** A workbook that lives in memory. Formulas are kept and never calculated, as in a file nobody has open. */
export const openMemory = (workbook: RawWorkbook): MemoryStore => {
  const formulas = new Map<string, string>();
  let current = workbook;

  const write = (edits: readonly CellEdit[]) => {
    const bySheet = Map.groupBy(edits, ({ sheet }) => sheet);
    const sheets = current.sheets.map((sheet) => withEdits(sheet, bySheet.get(sheet.title) ?? [], formulas));
    current = { ...current, sheets };
  };

  return {
    read: async () => current,
    apply: async (writes) => {
      const { edits, receipts } = resolveWrites(current, writes);
      write(edits);
      return receipts;
    },
    type: write,
    formulaAt: (sheet, row, column) => formulas.get(place(sheet, row, column)) ?? null,
  };
};

/** The sheet with its edits; a reading handed out before stays as it was. */
const withEdits = (sheet: RawSheet, edits: readonly CellEdit[], formulas: Map<string, string>): RawSheet => {
  if (edits.length === 0) return sheet;
  const rows = new Map<number, RawRow>(sheet.rows.map((row) => [row.at, row]));
  const changed = new Map<number, RawCell[]>();
  for (const { row, column, value, formula } of edits) {
    const at = place(sheet.title, row, column);
    if (formula === 'keep' && !formulas.has(at)) continue;
    if (formula === undefined) formulas.delete(at);
    else if (formula !== 'keep') formulas.set(at, formula);
    const cells = changed.get(row) ?? [...(rows.get(row)?.cells ?? [])];
    while (cells.length < column) cells.push(null);
    cells[column - 1] = value;
    changed.set(row, cells);
  }
  for (const [at, cells] of changed) rows.set(at, { at, cells });
  const inOrder = [...rows.values()].filter(({ cells }) => cells.some((cell) => cell !== null));
  return { ...sheet, rows: inOrder.sort((a, b) => a.at - b.at) };
};
