import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../wire/errors.ts';
import type { Box } from './a1.ts';

/** What is kept of a cell; what it shows is calculated. Cells and rows are replaced, never changed. */
export type Cell = Readonly<
  Pick<
    sheets_v4.Schema$CellData,
    'userEnteredValue' | 'userEnteredFormat' | 'note' | 'dataValidation' | 'textFormatRuns'
  >
>;
export type Row = readonly (Cell | undefined)[];

export interface Sheet {
  properties: sheets_v4.Schema$SheetProperties;
  rows: Row[];
  merges: sheets_v4.Schema$GridRange[];
  protectedRanges: sheets_v4.Schema$ProtectedRange[];
  conditionalFormats: sheets_v4.Schema$ConditionalFormatRule[];
  bandedRanges: sheets_v4.Schema$BandedRange[];
  charts: sheets_v4.Schema$EmbeddedChart[];
  filterViews: sheets_v4.Schema$FilterView[];
  basicFilter: sheets_v4.Schema$BasicFilter | undefined;
  /** Sizes and hiding of single rows and columns, by 0-based number. */
  rowLooks: ReadonlyMap<number, sheets_v4.Schema$DimensionProperties>;
  columnLooks: ReadonlyMap<number, sheets_v4.Schema$DimensionProperties>;
}

export interface Book {
  properties: sheets_v4.Schema$SpreadsheetProperties;
  sheets: Sheet[];
  namedRanges: sheets_v4.Schema$NamedRange[];
  metadata: sheets_v4.Schema$DeveloperMetadata[];
}

/** https://support.google.com/drive/answer/37603 */
const MOST_CELLS = 10_000_000;
/** https://support.google.com/drive/answer/37603: a cell holds at most 50,000 characters. */
export const MOST_CHARACTERS = 50_000;
const MOST_COLUMNS = 18_278;

/** A copy that can be changed without touching the original; rows and list entries are shared until replaced. */
export const draftOf = (book: Book): Book => ({
  properties: { ...book.properties },
  namedRanges: [...book.namedRanges],
  metadata: [...book.metadata],
  sheets: book.sheets.map((sheet) => ({
    ...sheet,
    properties: { ...sheet.properties, gridProperties: { ...sheet.properties.gridProperties } },
    rows: [...sheet.rows],
    merges: [...sheet.merges],
    protectedRanges: [...sheet.protectedRanges],
    conditionalFormats: [...sheet.conditionalFormats],
    bandedRanges: [...sheet.bandedRanges],
    charts: [...sheet.charts],
    filterViews: [...sheet.filterViews],
  })),
});

export const emptySheet = (properties: sheets_v4.Schema$SheetProperties): Sheet => ({
  properties: {
    sheetType: 'GRID',
    ...properties,
    gridProperties: { rowCount: 1000, columnCount: 26, ...properties.gridProperties },
  },
  rows: [],
  merges: [],
  protectedRanges: [],
  conditionalFormats: [],
  bandedRanges: [],
  charts: [],
  filterViews: [],
  basicFilter: undefined,
  rowLooks: new Map(),
  columnLooks: new Map(),
});

/** Rows and columns of the grid. */
export const sizeOf = ({ properties }: Sheet): { readonly rows: number; readonly columns: number } => ({
  rows: properties.gridProperties!.rowCount!,
  columns: properties.gridProperties!.columnCount!,
});

/** Throws where the workbook would hold too many cells. */
export const checkSize = (book: Book): void => {
  let cells = 0;
  for (const sheet of book.sheets) {
    const { rows, columns } = sizeOf(sheet);
    if (columns > MOST_COLUMNS)
      throw invalid(`This action would increase the number of columns above the limit of ${MOST_COLUMNS}.`);
    cells += rows * columns;
  }
  if (cells > MOST_CELLS)
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`,
    );
};

export const sheetById = (book: Book, id: number | null | undefined): Sheet => {
  const sheet = book.sheets.find(({ properties }) => properties.sheetId === Number(id ?? 0));
  if (!sheet) throw invalid(`No grid with id: ${id ?? 0}`);
  return sheet;
};

export const sheetByTitle = (book: Book, title: string): Sheet | undefined =>
  book.sheets.find(({ properties }) => properties.title === title);

/** A GridRange's cells; open ends run to the edge. Throws where it is none or lies outside. */
export const boxOf = (book: Book, range: sheets_v4.Schema$GridRange | null | undefined): { sheet: Sheet; box: Box } => {
  const sheet = sheetById(book, range?.sheetId);
  const { rows, columns } = sizeOf(sheet);
  const box = {
    top: range?.startRowIndex ?? 0,
    left: range?.startColumnIndex ?? 0,
    bottom: range?.endRowIndex ?? rows,
    right: range?.endColumnIndex ?? columns,
  };
  if (box.top < 0 || box.left < 0 || box.top >= box.bottom || box.left >= box.right)
    throw invalid(`Invalid GridRange: ${JSON.stringify(range)}`);
  if (box.bottom > rows || box.right > columns)
    throw invalid(
      `Range (${sheet.properties.title}!R${box.top + 1}C${box.left + 1}:R${box.bottom}C${box.right}) exceeds grid limits. Max rows: ${rows}, max columns: ${columns}`,
    );
  return { sheet, box };
};

export const rangeOf = (sheet: Sheet, { top, left, bottom, right }: Box): sheets_v4.Schema$GridRange => ({
  sheetId: sheet.properties.sheetId!,
  startRowIndex: top,
  endRowIndex: bottom,
  startColumnIndex: left,
  endColumnIndex: right,
});

const isBlank = (cell: Cell): boolean => Object.values(cell).every((part) => part === undefined);

/** Puts a cell in its place; a blank one leaves none behind. */
export const put = (sheet: Sheet, row: number, column: number, cell: Cell | undefined): void => {
  while (sheet.rows.length <= row) sheet.rows.push([]);
  const cells = [...sheet.rows[row]!];
  cells[column] = cell && !isBlank(cell) ? cell : undefined;
  while (cells.length > 0 && cells.at(-1) === undefined) cells.pop();
  sheet.rows[row] = Array.from(cells);
};

/** How many rows stand above and including the last one in which a cell was given a value. */
export const dataRows = (sheet: Sheet): number =>
  sheet.rows.findLastIndex((row) => row.some((cell) => cell?.userEnteredValue)) + 1;
