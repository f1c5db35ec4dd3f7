/** Edits that a Google spreadsheet cannot hold or would not show, refused before anything is sent. */
import type { CellEdit, RawSheet } from '../../../core/workbook.ts';
import { columnLetters, w } from '../../../sheet-templates/index.ts';
import { BatonError } from '../../errors.ts';

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
const mergedCells = (cell: string) =>
  new BatonError(
    'data',
    'merged-cells',
    w(
      `单元格 ${cell} 在合并区域里，无法写入。请取消合并。`,
      `Cell ${cell} lies within merged cells and cannot be written. Unmerge them.`,
    ),
  );

const textTooLong = (cell: string) =>
  new BatonError(
    'data',
    'text-too-long',
    w(
      `单元格 ${cell} 的文字超过 50,000 个字符，Google 表格放不下。请缩短。`,
      `The text for cell ${cell} has more than 50,000 characters, which Google Sheets cannot hold. Shorten it.`,
    ),
  );
