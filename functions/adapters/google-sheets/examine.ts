/** For `doctor`: which sheets are protected, and whether Baton may write into the spreadsheet. */
import { createSheetsClient, type GoogleOptions } from './client.ts';

/** Titles of sheets that are protected as a whole, if only with a warning. One request. Errors are BatonError. */
export const protectedSheets = async (id: string, options: GoogleOptions = {}): Promise<ReadonlySet<string>> => {
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

/**
 * Writes the first cell of a sheet over itself: whoever may do that may write there. One request that reads and one that writes. Errors
 * are BatonError.
 */
export const tryWriting = async (id: string, title: string, options: GoogleOptions = {}): Promise<void> => {
  const operation = createSheetsClient(id, options).begin();
  const { sheets } = await operation.get({
    spreadsheetId: id,
    ranges: [`'${title.replaceAll("'", "''")}'!A1`],
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
