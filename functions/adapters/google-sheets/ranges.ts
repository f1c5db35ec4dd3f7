/** Boxes of cells as ranges of the Sheets API. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Box } from '../../../sheet-templates/views/grid.ts';

/** Cells counted from 1, both ends with them, as the API has them: from 0, without the end. */
export const gridRange = (sheetId: number, { top, left, bottom, right }: Box): sheets_v4.Schema$GridRange => ({
  sheetId,
  startRowIndex: top - 1,
  startColumnIndex: left - 1,
  endRowIndex: bottom,
  endColumnIndex: right,
});
