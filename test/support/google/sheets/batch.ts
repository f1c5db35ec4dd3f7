import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { badRequest, GoogleError, invalid, notSimulated } from '../wire/errors.ts';
import { snake } from '../wire/strict.ts';
import type { Actions, Requests, Writer } from './actions.ts';
import { type Book, boxOf, checkSize, dataRows, draftOf, put, rangeOf, type Sheet, sheetById, sizeOf } from './book.ts';
import { fieldsOf, merge, writeCell } from './cells.ts';
import { type Dimension, deleteDimension, growTo, insertDimension, moveDimension } from './dimensions.ts';
import { STRUCTURE } from './structure.ts';

/** Throws where somebody else's protection covers a cell of the box. */
const checkProtection = (
  book: Book,
  sheet: Sheet,
  box: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number },
  writer: Writer,
): void => {
  if (writer.owner) return;
  for (const { range, namedRangeId, warningOnly, editors, unprotectedRanges = [] } of sheet.protectedRanges) {
    if (warningOnly || editors?.users?.includes(writer.email)) continue;
    const named = namedRangeId && book.namedRanges.find((entry) => entry.namedRangeId === namedRangeId)?.range;
    const { box: guarded } = boxOf(book, named || (range ?? { sheetId: sheet.properties.sheetId! }));
    const meets = (a: typeof box, b: typeof box) =>
      a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
    const free = (unprotectedRanges ?? []).some((open) => {
      const { box: room } = boxOf(book, open);
      return room.top <= box.top && room.left <= box.left && room.bottom >= box.bottom && room.right >= box.right;
    });
    if (meets(box, guarded) && !free)
      throw invalid(
        'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      );
  }
};

const axis = (range: sheets_v4.Schema$DimensionRange | undefined): Dimension => {
  const dimension = range?.dimension;
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('The dimension must be ROWS or COLUMNS.');
  return dimension;
};

const CELLS: Actions = {
  updateCells: (book, { rows, fields, start, range }, writer) => {
    if (Boolean(start) === Boolean(range)) throw invalid('Exactly one of start and range must be set.');
    const mask = fieldsOf(fields);
    const wide = Math.max(0, ...(rows ?? []).map(({ values }) => values?.length ?? 0));
    const given = start
      ? {
          sheetId: start.sheetId ?? 0,
          startRowIndex: start.rowIndex ?? 0,
          startColumnIndex: start.columnIndex ?? 0,
          endRowIndex: (start.rowIndex ?? 0) + Math.max(1, rows?.length ?? 0),
          endColumnIndex: (start.columnIndex ?? 0) + Math.max(1, wide),
        }
      : range!;
    const { sheet, box } = boxOf(book, given);
    checkProtection(book, sheet, box, writer);
    const high = rows?.length ?? 0;
    if (high > box.bottom - box.top)
      throw invalid(`Attempting to write row: ${box.bottom}, beyond the last requested row of: ${box.bottom - 1}`);
    if (wide > box.right - box.left)
      throw invalid(`Attempting to write column: ${box.right}, beyond the last requested column of: ${box.right - 1}`);
    // A range is written whole, cells without data are cleared of the fields; from a start, only what is given is.
    for (let row = 0; row < (start ? high : box.bottom - box.top); row++) {
      const values = rows?.[row]?.values ?? [];
      for (let column = 0; column < (start ? values.length : box.right - box.left); column++) {
        const [r, c] = [box.top + row, box.left + column];
        const old = sheet.rows[r]?.[c];
        if (old || values[column]) put(sheet, r, c, writeCell(old, values[column], mask));
      }
    }
    return undefined;
  },

  // "Adds new cells after the last row with data in a sheet, inserting new rows into the sheet if necessary."
  appendCells: (book, { sheetId, tableId, rows, fields }, writer) => {
    if (tableId) throw notSimulated('appending to a table');
    const sheet = sheetById(book, sheetId);
    const mask = fieldsOf(fields);
    const top = dataRows(sheet);
    const high = rows?.length ?? 0;
    const wide = Math.max(1, ...(rows ?? []).map(({ values }) => values?.length ?? 0));
    if (high === 0) return undefined;
    growTo(sheet, 'ROWS', top + high);
    growTo(sheet, 'COLUMNS', wide);
    checkProtection(book, sheet, { top, left: 0, bottom: top + high, right: wide }, writer);
    rows!.forEach(({ values }, row) => {
      values?.forEach((value, column) => {
        put(sheet, top + row, column, writeCell(sheet.rows[top + row]?.[column], value, mask));
      });
    });
    return undefined;
  },

  repeatCell: (book, { range, cell, fields }, writer) => {
    const { sheet, box } = boxOf(book, range);
    const mask = fieldsOf(fields);
    checkProtection(book, sheet, box, writer);
    for (let row = box.top; row < box.bottom; row++)
      for (let column = box.left; column < box.right; column++)
        put(sheet, row, column, writeCell(sheet.rows[row]?.[column], cell, mask));
    return undefined;
  },

  setDataValidation: (book, { range, rule }, writer) => {
    const { sheet, box } = boxOf(book, range);
    if (rule && !rule.condition?.type) throw invalid('Data validation condition is missing its type.');
    checkProtection(book, sheet, box, writer);
    const mask = fieldsOf('dataValidation');
    for (let row = box.top; row < box.bottom; row++)
      for (let column = box.left; column < box.right; column++)
        put(sheet, row, column, writeCell(sheet.rows[row]?.[column], rule ? { dataValidation: rule } : {}, mask));
    return undefined;
  },

  insertDimension: (book, { range }) => {
    const sheet = sheetById(book, range?.sheetId);
    const from = range?.startIndex ?? 0;
    insertDimension(book, sheet, axis(range), from, (range?.endIndex ?? 0) - from);
    return undefined;
  },
  deleteDimension: (book, { range }, writer) => {
    const sheet = sheetById(book, range?.sheetId);
    const dimension = axis(range);
    const { rows, columns } = sizeOf(sheet);
    const [from, to] = [range?.startIndex ?? 0, range?.endIndex ?? (dimension === 'ROWS' ? rows : columns)];
    const box =
      dimension === 'ROWS'
        ? { top: from, left: 0, bottom: to, right: columns }
        : { top: 0, left: from, bottom: rows, right: to };
    checkProtection(book, sheet, box, writer);
    deleteDimension(book, sheet, dimension, from, to);
    return undefined;
  },
  moveDimension: (book, { source, destinationIndex }) => {
    const from = source?.startIndex ?? 0;
    const to = source?.endIndex ?? from + 1;
    moveDimension(book, sheetById(book, source?.sheetId), axis(source), [from, to], destinationIndex ?? 0);
    return undefined;
  },
  appendDimension: (book, { sheetId, dimension, length }) => {
    const sheet = sheetById(book, sheetId);
    const along = axis({ dimension: dimension ?? null });
    const { rows, columns } = sizeOf(sheet);
    growTo(sheet, along, (along === 'ROWS' ? rows : columns) + Number(length ?? 0));
    return undefined;
  },
  updateDimensionProperties: (book, { range, properties, fields }) => {
    const sheet = sheetById(book, range?.sheetId);
    const along = axis(range);
    const { rows, columns } = sizeOf(sheet);
    const looks = new Map(along === 'ROWS' ? sheet.rowLooks : sheet.columnLooks);
    const most = along === 'ROWS' ? rows : columns;
    const to = range?.endIndex ?? most;
    if (to > most) throw invalid(`Dimension range ends at ${to}, beyond the grid's ${most}.`);
    const mask = fieldsOf(fields);
    for (let i = range?.startIndex ?? 0; i < to; i++)
      looks.set(i, merge(looks.get(i), properties, mask) as sheets_v4.Schema$DimensionProperties);
    if (along === 'ROWS') sheet.rowLooks = looks;
    else sheet.columnLooks = looks;
    return undefined;
  },
  autoResizeDimensions: (book, { dimensions }) => {
    sheetById(book, dimensions?.sheetId);
    return undefined;
  },
  updateBorders: (book, { range }) => {
    boxOf(book, range);
    return undefined;
  },
  mergeCells: (book, { range, mergeType }) => {
    const { sheet, box } = boxOf(book, range);
    const parts =
      mergeType === 'MERGE_ROWS'
        ? Array.from({ length: box.bottom - box.top }, (_, i) => ({
            ...box,
            top: box.top + i,
            bottom: box.top + i + 1,
          }))
        : mergeType === 'MERGE_COLUMNS'
          ? Array.from({ length: box.right - box.left }, (_, i) => ({
              ...box,
              left: box.left + i,
              right: box.left + i + 1,
            }))
          : [box];
    // What is merged already and lies within is merged anew: test/fixtures/gspread, CellTest.test_merge_cells.
    sheet.merges = sheet.merges.filter((there) => {
      const { box: old } = boxOf(book, there);
      const meets = box.top < old.bottom && old.top < box.bottom && box.left < old.right && old.left < box.right;
      const within = box.top <= old.top && old.bottom <= box.bottom && box.left <= old.left && old.right <= box.right;
      if (meets && !within) throw invalid('You must select all cells in a merged range to merge or unmerge them.');
      return !meets;
    });
    for (const part of parts) {
      sheet.merges.push(rangeOf(sheet, part));
      // Only the first cell keeps its value.
      for (let row = part.top; row < part.bottom; row++)
        for (let column = part.left; column < part.right; column++)
          if (row > part.top || column > part.left) {
            const { userEnteredValue: _, ...rest } = sheet.rows[row]?.[column] ?? {};
            if (sheet.rows[row]?.[column]) put(sheet, row, column, rest);
          }
    }
    return undefined;
  },
  unmergeCells: (book, { range }) => {
    const { sheet, box } = boxOf(book, range);
    sheet.merges = sheet.merges.filter((merge) => {
      const { box: old } = boxOf(book, merge);
      return old.top < box.top || old.left < box.left || old.bottom > box.bottom || old.right > box.right;
    });
    return undefined;
  },
};

const ACTIONS: Actions = { ...CELLS, ...STRUCTURE };

/**
 * Applies all requests in order to a draft, or none: "If any request is not valid, then the entire request will fail
 * and nothing will be applied" (https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate).
 * Replies mirror the requests; kinds without a reply have `{}`.
 */
export const applyBatch = (
  book: Book,
  requests: readonly sheets_v4.Schema$Request[],
  writer: Writer,
): { book: Book; replies: object[] } => {
  if (requests.length === 0) throw invalid('Must specify at least one request.');
  const draft = draftOf(book);
  const replies = requests.map((request, i) => {
    const kinds = Object.keys(request).filter((kind) => request[kind as 'updateCells'] !== null) as (keyof Requests)[];
    const [kind, other] = kinds;
    if (!kind) throw invalid(`Invalid requests[${i}]: No request set.`);
    if (other)
      throw badRequest([
        {
          field: `requests[${i}]`,
          description: `Invalid value at 'requests[${i}]' (oneof), oneof field 'kind' is already set. Cannot set '${snake(other)}'`,
        },
      ]);
    const action = ACTIONS[kind];
    if (!action) throw notSimulated(`${kind} in batchUpdate`);
    try {
      return action(draft, request[kind] as never, writer) ?? {};
    } catch (error) {
      if (!(error instanceof GoogleError) || error.status !== 'INVALID_ARGUMENT') throw error;
      throw new GoogleError(
        'INVALID_ARGUMENT',
        `Invalid requests[${i}].${kind}: ${error.message}`,
        error.details,
        error.violation,
      );
    }
  });
  checkSize(draft);
  return { book: draft, replies };
};
