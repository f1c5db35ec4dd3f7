import type { SheetModel } from '../model/sheet.ts';
import type { WorkbookModel } from '../model/workbook.ts';
import { objectOf } from '../strict.ts';
import type { Execution } from '../world.ts';
import type { RangeState } from './range-state.ts';

/** Ranges, tabs and files hand out each other; their modules do not import each other for it. */
export const giveRange = (run: Execution, range: RangeState): object => objectOf(run, 'Range', range);

export const giveSheet = (run: Execution, sheet: SheetModel): object => objectOf(run, 'Sheet', sheet);

export const giveSpreadsheet = (run: Execution, book: WorkbookModel): object => objectOf(run, 'Spreadsheet', book);
