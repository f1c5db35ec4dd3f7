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
