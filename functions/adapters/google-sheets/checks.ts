/** Edits that a Google spreadsheet cannot hold or would not show, refused before anything is sent. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { CellEdit, RawSheet } from '../../../core/workbook.ts';
import { columnLetters } from '../../../sheet-templates/index.ts';
import { BatonError } from '../../errors.ts';

const say = inAll('google');

/** https://support.google.com/drive/answer/37603: "a cell with more than 50,000 characters will not be converted". */
const MOST_CHARACTERS = 50_000;

/** What would be lost in the spreadsheet, or have the whole change refused, is refused before anything is sent. */
export const checkEdits = (edits: readonly CellEdit[], sheets: readonly RawSheet[]): void => {
  const merges = new Map(sheets.map((sheet) => [sheet.title, sheet.merges]));
  for (const { sheet, row, column, value, formula } of edits) {
    if (formula === 'keep') continue;
    const hidden = merges
      .get(sheet)
      ?.some(
        ({ top, left, bottom, right }) =>
          row >= top && row <= bottom && column >= left && column <= right && (row !== top || column !== left),
      );
    if (hidden) throw mergedCells(`${sheet}!${columnLetters(column)}${row}`);
    if (typeof value === 'string' && value.length > MOST_CHARACTERS)
      throw textTooLong(`${sheet}!${columnLetters(column)}${row}`);
  }
};

/** Only the first cell of merged ones can be seen. */
const mergedCells = (cell: string) => new BatonError('data', 'merged-cells', say.gsheetMergedCells({ cell }));

const textTooLong = (cell: string) => new BatonError('data', 'text-too-long', say.gsheetTextTooLong({ cell }));
