/** Looks at a spreadsheet for `doctor`: whether Baton may write into it, which sheets are protected, what time Google has. */
import { ofDoctor as say } from '../../../core/messages/of-doctor.ts';
import type { Examiner, Looking } from '../../backend.ts';
import { fine, look } from '../../base/finding.ts';
import { createSheetsClient, type GoogleOptions } from './client.ts';
import { quotedTitle } from './landed.ts';
import { openGoogleSheet } from './store.ts';

/** One cell of Baton's is written over itself, and nothing else. */
export const examineSpreadsheet = (id: string, { timeOf }: Looking, options: GoogleOptions): Examiner => ({
  read: () => openGoogleSheet(id, options).read({ archives: true }),
  write: async (notes) => {
    if (notes === null) return NOT_TRIED;
    await writeOver(id, notes, options);
    return WRITTEN;
  },
  beside: async (notes) => {
    const at = await timeOf('https://sheets.googleapis.com/');
    const shut = await protectedSheets(id, options);
    return {
      times: at === null ? [] : [{ at, of: say.serverClock, exact: true }],
      unprotected: notes.filter((title) => !shut.has(title)),
    };
  },
});

const WRITTEN = fine('writable', say.cellWritable);

const NOT_TRIED = look('write-untried', say.writeUntried);

/** Titles of sheets that are protected as a whole, if only with a warning. One request. */
const protectedSheets = async (id: string, options: GoogleOptions): Promise<ReadonlySet<string>> => {
  const fields = 'sheets(properties(title),protectedRanges(range))';
  const { sheets = [] } = await createSheetsClient(id, options).begin().get({ spreadsheetId: id, fields });
  const isWhole = ({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }: Record<string, unknown>) =>
    [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex].every((side) => side === undefined || side === null);
  return new Set(
    sheets.flatMap(({ properties, protectedRanges }) =>
      (protectedRanges ?? []).some(({ range }) => isWhole({ ...range })) ? [properties?.title ?? ''] : [],
    ),
  );
};

/** Writes the first cell of a sheet over itself: whoever may do that may write there. One request that reads and one that writes. */
const writeOver = async (id: string, title: string, options: GoogleOptions): Promise<void> => {
  const operation = createSheetsClient(id, options).begin();
  const { sheets } = await operation.get({
    spreadsheetId: id,
    ranges: [`${quotedTitle(title)}!A1`],
    fields: 'sheets(properties(sheetId),data(rowData(values(userEnteredValue))))',
  });
  const sheetId = sheets?.[0]?.properties?.sheetId ?? 0;
  const cell = sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0] ?? {};
  const same = {
    start: { sheetId, rowIndex: 0, columnIndex: 0 },
    rows: [{ values: [cell] }],
    fields: 'userEnteredValue',
  };
  await operation.changeAgain({
    spreadsheetId: id,
    fields: 'spreadsheetId',
    requestBody: { requests: [{ updateCells: same }] },
  });
};
