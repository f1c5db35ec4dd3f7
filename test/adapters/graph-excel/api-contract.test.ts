import exceljs from 'exceljs';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { workbookStoreContract } from '../../contracts/workbook-store.ts';
import { withRenamedSheet } from '../../support/rename-sheet.ts';
import { openStarterBook } from './book.ts';

workbookStoreContract('a workbook that Excel has open on Microsoft 365', async () => {
  const { item, store, open } = await openStarterBook({ way: 'api' });
  return {
    store,
    other: open(),
    type: async (edits) => item.coauthor(patchWorkbook(item.bytes, { edits, addSheets: [] })),
    rename: async (from, to) => item.coauthor(withRenamedSheet(item.bytes, from, to)),
    version: async () => item.eTag,
    formulaAt: async (sheet, row, column) => {
      const book = new exceljs.Workbook();
      await book.xlsx.load(item.bytes as unknown as ArrayBuffer);
      return book.getWorksheet(sheet)!.getCell(row, column).formula ?? null;
    },
  };
});
