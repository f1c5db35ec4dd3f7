/** Old rows moved to a sheet of their own, without sending what they say. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { PlacedMove } from '../../../core/keep/archives.ts';
import { placeOf, type RangePlace } from './read.ts';

type Request = sheets_v4.Schema$Request;

export interface Split {
  /** Make the new sheets. To stand before whatever is appended in the same batch. */
  readonly copies: readonly Request[];
  /** Take the rows out of the old ones. */
  readonly deletions: readonly Request[];
}

/** Above the ids that spreadsheets of ours begin with; others are drawn from the whole range. */
const FIRST_ID = 900_000_000;

/**
 * Rows go to new sheets without being sent: the sheet is copied there, and each row deleted from one of the two by the same row
 * numbers. Whatever people do between our reading and this batch, no row is in neither of them.
 */
export const splitOf = (moves: readonly PlacedMove[], places: ReadonlyMap<string, RangePlace>): Split => {
  const taken = new Set([...places.values()].map(({ sheetId }) => sheetId));
  const freshId = () => {
    let id = FIRST_ID;
    while (taken.has(id)) id++;
    taken.add(id);
    return id;
  };
  const copies: Request[] = [];
  const deletions: Request[] = [];
  for (const { sheet, headerRow, title, rows } of moves) {
    const { sheetId, lastRow } = placeOf(places, sheet.title);
    const newSheetId = freshId();
    const below = Array.from({ length: lastRow - headerRow }, (_, i) => headerRow + 1 + i);
    copies.push(
      { duplicateSheet: { sourceSheetId: sheetId, newSheetId, newSheetName: title, insertSheetIndex: places.size } },
      { updateSheetProperties: { properties: { sheetId: newSheetId, hidden: true }, fields: 'hidden' } },
      { addProtectedRange: { protectedRange: { range: { sheetId: newSheetId }, warningOnly: true } } },
      ...deleteRows(
        newSheetId,
        below.filter((row) => !rows.has(row)),
      ),
    );
    deletions.push(
      ...deleteRows(
        sheetId,
        below.filter((row) => rows.has(row)),
      ),
    );
  }
  return { copies, deletions };
};

/** Rows in ascending order, each run of them one request, from below so that those above keep their numbers. */
const deleteRows = (sheetId: number, rows: readonly number[]): Request[] => {
  const runs: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.to === row - 1) last.to = row;
    else runs.push({ from: row, to: row });
  }
  return runs.reverse().map(
    ({ from, to }): Request => ({
      deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: from - 1, endIndex: to } },
    }),
  );
};
