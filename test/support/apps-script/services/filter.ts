import type { SheetModel } from '../model/sheet.ts';
import { Service } from '../strict.ts';
import { giveRange } from './refer.ts';

/** The sheet's basic filter. Filter views are not reachable from Apps Script (reference: no class for them). */
export const Filter: Service<SheetModel> = new Service<SheetModel>('SpreadsheetApp.Filter', {
  getRange: ['', (sheet, run) => giveRange(run, { sheet, ...sheet.filter!.area })],
  remove: [
    '',
    (sheet) => {
      sheet.filter = undefined;
    },
  ],
});
