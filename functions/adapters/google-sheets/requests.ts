/** Cell edits as the requests of one batchUpdate: values in place, and rows appended. */

import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { must } from '../../../core/text/must.ts';
import type { CellEdit, CellFormat } from '../../../core/workbook.ts';
import { anyRow } from '../../remote/any-row.ts';
import { placeOf, type RangePlace } from './read.ts';

export interface Batch {
  readonly requests: readonly sheets_v4.Schema$Request[];
  /** Sheets in which cells at a known place are written, by title, with the first such row. */
  readonly updatedFrom: ReadonlyMap<string, number>;
}

/**
 * The requests of one spreadsheets.batchUpdate, which applies all of them or none
 * (https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate).
 * Rows below all others are appended, wherever the sheet ends by then; other cells are written where they stood in the
 * reading. Formulas' values are calculated there, so an edit that only follows one (`keep`) needs no request.
 * `looks`: titles of the sheets in which a date has to look like one.
 */
export const batchOf = (
  edits: readonly CellEdit[],
  places: ReadonlyMap<string, RangePlace>,
  looks: ReadonlySet<string>,
): Batch => {
  const requests: sheets_v4.Schema$Request[] = [];
  const updatedFrom = new Map<string, number>();
  const written = edits.filter(({ formula }) => formula !== 'keep');
  for (const [title, own] of Map.groupBy(written, ({ sheet }) => sheet)) {
    const place = placeOf(places, title);
    const rows = [...Map.groupBy(own, ({ row }) => row)].sort(([a], [b]) => a - b);
    const updated = rows.filter(([row]) => row <= place.lastRow);
    requests.push(
      ...updates(updated, place, looks.has(title)),
      ...appends(rows.slice(updated.length), place, looks.has(title)),
    );
    if (updated[0]) updatedFrom.set(title, updated[0][0]);
  }
  return { requests, updatedFrom };
};

type RowEdits = readonly [row: number, edits: readonly CellEdit[]];

const VALUE = 'userEnteredValue';
const FORMAT = 'userEnteredFormat.numberFormat';

/** Rows of the same adjacent cells one below the other are one request: 5,000 ids do not make 5,000 requests. */
const updates = (rows: readonly RowEdits[], place: RangePlace, formats: boolean): sheets_v4.Schema$Request[] => {
  const requests: sheets_v4.Schema$Request[] = [];
  const open = new Map<string, { next: number; readonly rows: sheets_v4.Schema$RowData[] }>();
  for (const [row, edits] of rows) {
    for (const { column, formatted, values } of runsOf(edits, place, formats)) {
      const fields = formatted ? `${VALUE},${FORMAT}` : VALUE;
      const shape = `${column} ${values.length} ${fields}`;
      let block = open.get(shape);
      if (block?.next !== row) {
        block = { next: row, rows: [] };
        open.set(shape, block);
        const start = { sheetId: place.sheetId, rowIndex: row - 1, columnIndex: column - 1 };
        requests.push({ updateCells: { start, rows: block.rows, fields } });
      }
      block.rows.push({ values });
      block.next = row + 1;
    }
  }
  return requests;
};

interface Run {
  readonly column: number;
  /** What `fields` names is cleared in cells that do not say it, so cells that get a format are written by themselves. */
  readonly formatted: boolean;
  readonly values: sheets_v4.Schema$CellData[];
}

const runsOf = (edits: readonly CellEdit[], place: RangePlace, formats: boolean): Run[] => {
  const runs: Run[] = [];
  for (const edit of [...edits].sort((a, b) => a.column - b.column)) {
    const numberFormat = formats ? lackingFormat(edit, place) : undefined;
    const cell: sheets_v4.Schema$CellData = {
      ...entered(edit, edit.formula),
      ...(numberFormat && { userEnteredFormat: { numberFormat } }),
    };
    const formatted = numberFormat !== undefined;
    const last = runs.at(-1);
    if (last?.formatted === formatted && last.column + last.values.length === edit.column) last.values.push(cell);
    else runs.push({ column: edit.column, formatted, values: [cell] });
  }
  return runs;
};

/**
 * AppendCellsRequest puts rows "after the last row with data in a sheet" as it is by then, and adds rows where the grid
 * ends. https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#appendcellsrequest
 * Its `fields` clears what a cell does not say, so formats go by themselves; should somebody have added rows meanwhile,
 * it is theirs that get them.
 */
const appends = (rows: readonly RowEdits[], place: RangePlace, formats: boolean): sheets_v4.Schema$Request[] => {
  const last = rows.at(-1)?.[0];
  if (last === undefined) return [];
  const { sheetId, lastRow } = place;
  const data = Array.from({ length: last - lastRow }, () => ({ values: [] as sheets_v4.Schema$CellData[] }));
  const lacking = new Map<number, sheets_v4.Schema$NumberFormat>();
  for (const [row, edits] of rows) {
    const { values } = must(data[row - lastRow - 1], 'appended row');
    for (const edit of edits) {
      while (values.length < edit.column) values.push({});
      values[edit.column - 1] = entered(edit, edit.formula && anyRow(edit.formula, row));
      const numberFormat = formats ? lackingFormat(edit, place) : undefined;
      if (numberFormat) lacking.set(edit.column, numberFormat);
    }
  }
  const looks = [...lacking].map(([column, numberFormat]): sheets_v4.Schema$Request => {
    const range = {
      sheetId,
      startRowIndex: lastRow,
      endRowIndex: last,
      startColumnIndex: column - 1,
      endColumnIndex: column,
    };
    return { repeatCell: { range, cell: { userEnteredFormat: { numberFormat } }, fields: FORMAT } };
  });
  return [{ appendCells: { sheetId, rows: data, fields: VALUE } }, ...looks];
};

/** A cell that says no value is emptied, as `fields` names it. */
const entered = ({ value }: CellEdit, formula: string | undefined): sheets_v4.Schema$CellData => {
  if (formula !== undefined) return { userEnteredValue: { formulaValue: `=${formula}` } };
  if (typeof value === 'string') return { userEnteredValue: { stringValue: value } };
  if (typeof value === 'number') return { userEnteredValue: { numberValue: value } };
  return typeof value === 'boolean' ? { userEnteredValue: { boolValue: value } } : {};
};

/**
 * Formats of numbers that say nothing as bare numbers, each with the types that will do as well.
 * Patterns: https://developers.google.com/workspace/sheets/api/guides/formats
 */
const FORMATS: Partial<Record<CellFormat, { format: sheets_v4.Schema$NumberFormat; accepts: readonly string[] }>> = {
  date: { format: { type: 'DATE', pattern: 'yyyy-mm-dd' }, accepts: ['DATE', 'DATE_TIME'] },
  clock: { format: { type: 'TIME', pattern: 'hh:mm' }, accepts: ['TIME', 'DATE_TIME'] },
  percent: { format: { type: 'PERCENT', pattern: '0%' }, accepts: ['PERCENT', 'NUMBER'] },
};

const lackingFormat = ({ row, column, value, formula, format }: CellEdit, { formatAt }: RangePlace) => {
  const known = format && FORMATS[format];
  if (!known || (typeof value !== 'number' && formula === undefined)) return undefined;
  return known.accepts.includes(formatAt(row, column) ?? '') ? undefined : known.format;
};
