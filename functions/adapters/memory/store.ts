/** A workbook store in memory: for tests, and to fill a new workbook before it is written. */
import { placeMoves, splitSheet, withoutArchives } from '../../../core/keep/archives.ts';
import type { CellEdit, RawWorkbook } from '../../../core/workbook.ts';
import { cellByCell, rowByRow } from '../../../core/write/by-row.ts';
import { withEdits } from '../../../core/write/overlay.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { allWritten, type WorkbookStore } from '../../ports.ts';

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
    current = withEdits(current, rowByRow(edits.filter(follow)));
  };

  /** Keeps what a cell holds as a formula; false for a value that follows one where there is none. */
  const follow = ({ sheet, row, column, formula }: CellEdit): boolean => {
    const at = place(sheet, row, column);
    if (formula === 'keep') return formulas.has(at);
    if (formula === undefined) formulas.delete(at);
    else formulas.set(at, formula);
    return true;
  };

  return {
    read: async ({ archives = false } = {}) => (archives ? current : withoutArchives(current)),
    apply: async (writes) => {
      const { edits, receipts } = resolveWrites(current, writes);
      write(cellByCell(edits));
      return receipts;
    },
    archive: async (moves, writes) => {
      if (moves.some(({ title }) => current.sheets.some((sheet) => sheet.title === title)))
        return writes.map((one) => ({ write: one, outcome: 'written' }));
      const { edits, receipts } = resolveWrites(current, writes);
      if (!allWritten(receipts)) return receipts;
      write(cellByCell(edits));
      for (const move of placeMoves(current, moves)) {
        const { kept, moved } = splitSheet(move);
        const sheets = current.sheets.map((sheet) => (sheet === move.sheet ? kept : sheet));
        current = { ...current, sheets: [...sheets, moved] };
      }
      return receipts;
    },
    type: write,
    formulaAt: (sheet, row, column) => formulas.get(place(sheet, row, column)) ?? null,
  };
};
