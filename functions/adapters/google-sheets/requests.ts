import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Located } from '../../../core/read/locate.ts';
import type { CellEdit, CellFormat } from '../../../core/workbook.ts';
import { tabOf } from '../../../sheet-templates/index.ts';
import type { Place } from './read.ts';

export interface Batch {
  readonly requests: readonly sheets_v4.Schema$Request[];
  /** Sheets in which cells at a known place are written, by title, with the first such row. */
  readonly updatedFrom: ReadonlyMap<string, number>;
}

/** Where cells are written, and the last row of the header of each sheet that people look at. */
export interface Target {
  readonly places: ReadonlyMap<string, Place>;
  readonly headers: ReadonlyMap<string, number>;
}

export const headersOf = ({ tabs }: Located): Map<string, number> => {
  const headers = new Map<string, number>();
  for (const [tab, { sheet, headerRow }] of tabs) {
    if (!tabOf(tab).machine) headers.set(sheet.title, Math.max(headerRow, headers.get(sheet.title) ?? 0));
  }
  return headers;
};

/**
 * The requests of one spreadsheets.batchUpdate, which applies all of them or none
 * (https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate).
 * Rows below all others are appended, wherever the sheet ends by then; other cells are written where they stood in the
 * reading. Formulas' values are calculated there, so an edit that only follows one (`keep`) needs no request.
 */
export const batchOf = (edits: readonly CellEdit[], { places, headers }: Target): Batch => {
  const requests: sheets_v4.Schema$Request[] = [];
  const updatedFrom = new Map<string, number>();
  const written = edits.filter(({ formula }) => formula !== 'keep');
  for (const [title, own] of Map.groupBy(written, ({ sheet }) => sheet)) {
    const place = places.get(title)!;
    const header = headers.get(title);
    const rows = [...Map.groupBy(own, ({ row }) => row)].sort(([a], [b]) => a - b);
    const updated = rows.filter(([row]) => row <= place.lastRow);
    requests.push(
      ...updates(updated, place, header !== undefined),
      ...appends(rows.slice(updated.length), place, header),
    );
    if (updated[0]) updatedFrom.set(title, updated[0][0]);
  }
  return { requests, updatedFrom };
};

type RowEdits = readonly [row: number, edits: readonly CellEdit[]];

const VALUE = 'userEnteredValue';
const FORMAT = 'userEnteredFormat.numberFormat';

/** Rows of the same adjacent cells one below the other are one request: 5,000 ids do not make 5,000 requests. */
const updates = (rows: readonly RowEdits[], place: Place, formats: boolean): sheets_v4.Schema$Request[] => {
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

const runsOf = (edits: readonly CellEdit[], place: Place, formats: boolean): Run[] => {
  const runs: Run[] = [];
  for (const edit of [...edits].sort((a, b) => a.column - b.column)) {
    const numberFormat = formats ? lackingFormat(edit, place) : undefined;
    const cell: sheets_v4.Schema$CellData = {
      userEnteredValue: entered(edit, edit.formula),
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
 * AppendCellsRequest puts rows "after the last row with data in a sheet", at the moment it is applied, and adds rows where
 * the grid ends. In a sheet for people they then take looks and validation from the row above (PASTE_FORMAT pastes "the
 * format and data validation only"); should somebody have added rows meanwhile, those get the looks of their neighbour.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request
 */
const appends = (
  rows: readonly RowEdits[],
  { sheetId, lastRow }: Place,
  header: number | undefined,
): sheets_v4.Schema$Request[] => {
  const last = rows.at(-1)?.[0];
  if (last === undefined) return [];
  const data = Array.from({ length: last - lastRow }, () => ({ values: [] as sheets_v4.Schema$CellData[] }));
  let width = 0;
  for (const [row, edits] of rows) {
    const { values } = data[row - lastRow - 1]!;
    for (const edit of edits) {
      while (values.length < edit.column) values.push({});
      values[edit.column - 1] = { userEnteredValue: entered(edit, edit.formula && anyRow(edit.formula, row)) };
      width = Math.max(width, edit.column);
    }
  }
  const append = { appendCells: { sheetId, rows: data, fields: VALUE } };
  if (header === undefined || lastRow <= header) return [append];
  const rowsFrom = (startRowIndex: number, endRowIndex: number) => ({
    sheetId,
    startRowIndex,
    endRowIndex,
    startColumnIndex: 0,
    endColumnIndex: width,
  });
  const [source, destination] = [rowsFrom(lastRow - 1, lastRow), rowsFrom(lastRow, last)];
  return [append, { copyPaste: { source, destination, pasteType: 'PASTE_FORMAT' } }];
};

const entered = ({ value }: CellEdit, formula: string | undefined): sheets_v4.Schema$ExtendedValue => {
  if (formula !== undefined) return { formulaValue: `=${formula}` };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : {};
};

/** A lookup in a row whose number nobody knows yet: it names its own row (`$A12`) by where it stands. */
const anyRow = (formula: string, row: number): string =>
  formula.replace(new RegExp(`\\$([A-Z]{1,3})${row}(?!\\d)`, 'g'), (_, column) => `INDEX($${column}:$${column},ROW())`);

/**
 * Formats of numbers that say nothing as bare numbers, each with the types that will do as well.
 * Patterns: https://developers.google.com/workspace/sheets/api/guides/formats
 */
const FORMATS: Partial<Record<CellFormat, { format: sheets_v4.Schema$NumberFormat; accepts: readonly string[] }>> = {
  date: { format: { type: 'DATE', pattern: 'yyyy-mm-dd' }, accepts: ['DATE', 'DATE_TIME'] },
  clock: { format: { type: 'TIME', pattern: 'hh:mm' }, accepts: ['TIME', 'DATE_TIME'] },
  percent: { format: { type: 'PERCENT', pattern: '0%' }, accepts: ['PERCENT', 'NUMBER'] },
};

const lackingFormat = ({ row, column, value, formula, format }: CellEdit, { formatAt }: Place) => {
  const known = format && FORMATS[format];
  if (!known || (typeof value !== 'number' && formula === undefined)) return undefined;
  return known.accepts.includes(formatAt(row, column) ?? '') ? undefined : known.format;
};
