import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { workbookStoreContract } from '../../contracts/workbook-store.ts';
import { renameSheet } from '../../support/rename-sheet.ts';

const STARTER = new URL('../../../sheet-templates/generated/starter-en.xlsx', import.meta.url);

const folder = await mkdtemp(join(tmpdir(), 'baton-'));
afterAll(() => rm(folder, { recursive: true }));
let count = 0;

workbookStoreContract('an .xlsx file', async () => {
  const path = join(folder, `workbook-${++count}.xlsx`);
  await copyFile(STARTER, path);
  const load = async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    return book;
  };
  return {
    store: openXlsxFile(path),
    other: openXlsxFile(path),
    type: async (edits) => {
      const book = await load();
      for (const { sheet, row, column, value } of edits) book.getWorksheet(sheet)!.getCell(row, column).value = value;
      await book.xlsx.writeFile(path);
    },
    rename: (from, to) => renameSheet(path, from, to),
    version: () => readFile(path),
    formulaAt: async (sheet, row, column) => (await load()).getWorksheet(sheet)!.getCell(row, column).formula ?? null,
  };
});
