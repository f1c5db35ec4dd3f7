import { workbookStoreContract } from '../../contracts/workbook-store.ts';
import { renameSheet } from '../../support/google/sheets/structure.ts';
import { openStarter } from '../../support/starter.ts';
import { openBook } from './book.ts';

workbookStoreContract('a Google spreadsheet', async () => {
  const { workbook, store, open } = await openBook(await openStarter());
  return {
    store,
    other: open(),
    type: async (edits) => {
      for (const { sheet, row, column, value } of edits) workbook.set(sheet, row, column, value);
    },
    rename: async (from, to) => renameSheet(workbook.book, workbook.tab(from), to),
    version: async () => workbook.revision,
    formulaAt: async (sheet, row, column) =>
      workbook.cell(sheet, row, column)?.userEnteredValue?.formulaValue?.slice(1) ?? null,
  };
});
