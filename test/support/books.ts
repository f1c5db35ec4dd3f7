import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { RawCell } from '../../core/workbook.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { newWorkbook } from '../../functions/xlsx/new-workbook.ts';
import { put } from './google/sheets/book.ts';
import { addSheet } from './google/sheets/structure.ts';
import type { Workbook } from './google/sheets/workbook.ts';

/** What a workbook in memory holds, formulas and all, as a file. */
export const xlsxOf = async (memory: MemoryStore): Promise<Buffer> => {
  const { sheets } = await memory.read();
  return newWorkbook(
    sheets.map(({ title, rows }) => ({
      title,
      hidden: false,
      protect: false,
      widths: [],
      headerRow: 0,
      rows: Array.from({ length: rows.at(-1)?.at ?? 0 }, (_, i) => {
        const cells = rows.find(({ at }) => at === i + 1)?.cells ?? [];
        return cells.map((cell, j) => {
          const formula = memory.formulaAt(title, i + 1, j + 1);
          return { value: plain(cell), ...(formula !== null && { formula }) };
        });
      }),
    })),
  );
};

const plain = (cell: RawCell | undefined) => (typeof cell === 'object' ? null : (cell ?? null));

/** Puts the same into a spreadsheet, in place of what it holds. */
export const fillSpreadsheet = async (memory: MemoryStore, workbook: Workbook): Promise<void> => {
  const { sheets } = await memory.read();
  const filled = { ...workbook.book, sheets: [] };
  let id = 100;
  for (const { title, rows } of sheets) {
    const gridProperties = { rowCount: Math.max(1000, rows.at(-1)?.at ?? 0), columnCount: 26 };
    const sheet = addSheet(filled, { title, gridProperties }, () => ++id);
    for (const { at, cells } of rows)
      cells.forEach((value, i) => {
        const formula = memory.formulaAt(title, at, i + 1);
        if (formula !== null) put(sheet, at - 1, i, { userEnteredValue: { formulaValue: `=${formula}` } });
        else if (value !== null && value !== '') put(sheet, at - 1, i, { userEnteredValue: enteredOf(value) });
      });
  }
  workbook.replace(filled);
};

const enteredOf = (value: unknown): sheets_v4.Schema$ExtendedValue =>
  typeof value === 'number'
    ? { numberValue: value }
    : typeof value === 'boolean'
      ? { boolValue: value }
      : { stringValue: String(value) };
