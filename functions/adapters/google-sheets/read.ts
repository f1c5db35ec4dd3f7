/** The API's answer as a workbook to be read: which fields are asked for, and what comes of them. */

import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { must } from '../../../core/text/must.ts';
import type { RawCell, RawRow, RawSheet, Rect } from '../../../core/workbook.ts';

/**
 * Of every cell its calculated value and nothing else: no formats, notes, formulas or formatted text, so that a sheet
 * costs what its values cost. Numbers, dates among them, come as doubles in SERIAL_NUMBER form, whose day 0 is
 * 1899-12-30 (https://developers.google.com/workspace/sheets/api/guides/formats#about_date_time_values).
 */
const VALUE = 'effectiveValue(numberValue,stringValue,boolValue,errorValue(type))';
/** For a reading that is written on: whether a cell has a number format of its own. */
const VALUE_AND_FORMAT = `${VALUE},userEnteredFormat(numberFormat(type))`;

const grid = (cell: string) => `data(startRow,startColumn,rowData(values(${cell})))`;
const whole = (cell: string) =>
  `spreadsheetId,properties(title),sheets(properties(sheetId,title,sheetType,gridProperties(columnCount)),merges,${grid(cell)})`;

/**
 * `fields` of spreadsheets.get. A mask that names grid data has it included, whatever `includeGridData` says
 * (https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get).
 */
export const TO_READ = whole(VALUE);
export const TO_WRITE_ON = whole(VALUE_AND_FORMAT);
/** `fields` of spreadsheets.batchUpdate that asks for nothing back, and for cells of `responseRanges`. */
export const NOTHING_BACK = 'spreadsheetId';
export const CELLS_BACK = `updatedSpreadsheet(sheets(properties(title),${grid(VALUE)}))`;

/** What the API knows of a sheet besides what core reads. */
export interface RangePlace {
  readonly sheetId: number;
  readonly columnCount: number;
  /** Row number of the last row that holds a value or a formula; 0 for an empty sheet. */
  readonly lastRow: number;
  /** NumberFormatType of a cell (1-based), where it was asked for and the cell has one. */
  readonly formatAt: (row: number, column: number) => string | undefined;
}

export interface SheetsReading {
  readonly title: string;
  readonly sheets: readonly RawSheet[];
  readonly places: ReadonlyMap<string, RangePlace>;
}

/** Of a sheet that was read. */
export const placeOf = (places: ReadonlyMap<string, RangePlace>, title: string): RangePlace =>
  must(places.get(title), `place of the sheet ${title}`);

/** Charts and connected data on a sheet of their own have no cells of ours. */
const hasCells = ({ properties }: sheets_v4.Schema$Sheet) => (properties?.sheetType ?? 'GRID') === 'GRID';

export const spreadsheetReading = (spreadsheet: sheets_v4.Schema$Spreadsheet): SheetsReading => {
  const grids = (spreadsheet.sheets ?? []).filter(hasCells);
  const read = grids.map((grid) => ({ grid, sheet: rawSheet(grid) }));
  const places = read.map(({ grid: { properties, data }, sheet }): [string, RangePlace] => [
    sheet.title,
    {
      sheetId: properties?.sheetId ?? 0,
      columnCount: properties?.gridProperties?.columnCount ?? 0,
      lastRow: sheet.rows.at(-1)?.at ?? 0,
      formatAt: (row, column) => {
        const block = data?.[0];
        const cell = block?.rowData?.[row - 1 - (block.startRow ?? 0)]?.values?.[column - 1 - (block.startColumn ?? 0)];
        return cell?.userEnteredFormat?.numberFormat?.type ?? undefined;
      },
    },
  ]);
  return {
    title: spreadsheet.properties?.title ?? '',
    sheets: read.map(({ sheet }) => sheet),
    places: new Map(places),
  };
};

/** One sheet; of several blocks of cells, one a requested range, in ascending order. */
export const rawSheet = ({ properties, merges, data }: sheets_v4.Schema$Sheet): RawSheet => ({
  title: properties?.title ?? '',
  rows: (data ?? []).flatMap(rowsOf),
  merges: (merges ?? []).map(rectOf),
});

const rowsOf = ({ startRow, startColumn, rowData }: sheets_v4.Schema$GridData): RawRow[] => {
  const rows: RawRow[] = [];
  (rowData ?? []).forEach(({ values }, i) => {
    const cells: RawCell[] = [];
    (values ?? []).forEach(({ effectiveValue }, j) => {
      const cell = cellOf(effectiveValue);
      if (cell === null) return;
      const at = (startColumn ?? 0) + j;
      while (cells.length < at) cells.push(null);
      cells[at] = cell;
    });
    if (cells.length > 0) rows.push({ at: (startRow ?? 0) + i + 1, cells });
  });
  return rows;
};

/** Zero-based and half-open to 1-based and inclusive. */
const rectOf = ({
  startRowIndex,
  startColumnIndex,
  endRowIndex,
  endColumnIndex,
}: sheets_v4.Schema$GridRange): Rect => ({
  top: (startRowIndex ?? 0) + 1,
  left: (startColumnIndex ?? 0) + 1,
  bottom: endRowIndex ?? 1,
  right: endColumnIndex ?? 1,
});

/** ErrorType as it is shown: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/other#errortype */
const SHOWN: Readonly<Record<string, string>> = {
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
};

const cellOf = (value: sheets_v4.Schema$ExtendedValue | undefined): RawCell => {
  if (!value) return null;
  const { numberValue, stringValue, boolValue, errorValue } = value;
  if (errorValue) {
    return errorValue.type === 'LOADING'
      ? { fault: 'no-cached-value', text: 'Loading...' }
      : { fault: 'error', text: SHOWN[errorValue.type ?? ''] ?? '#ERROR!' };
  }
  return numberValue ?? stringValue ?? boolValue ?? null;
};
