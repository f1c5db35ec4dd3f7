import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { ensure } from '../../../../core/text/maps.ts';
import { Written } from '../../wire/server.ts';
import { ALL, alreadyMasked, applyMask, type Mask, maskAt } from '../wire/fields.ts';
import type { Box } from './a1.ts';
import { type Book, type Cell, type Row, type Sheet, sizeOf } from './book.ts';
import type { Calculator } from './calculate.ts';
import { formatted } from './format.ts';
import { CellError, type Value } from './operand.ts';

const shown = (value: Value): sheets_v4.Schema$ExtendedValue | undefined => {
  if (value === null) return undefined;
  if (value instanceof CellError) return { errorValue: { type: value.kind, message: value.message } };
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'string' ? { stringValue: value } : { boolValue: value };
};

/** A cell with nothing that was asked for: one object for all of them. */
const NOTHING = {};

type Build = (sheet: Sheet, row: number, column: number, cell: Cell) => object;

/** Makes CellData with what the mask selects, and calculates nothing else: a workbook has many cells. */
const cellBuilder = (calculator: Calculator, mask: Mask): Build => {
  const wanted = (name: string) => maskAt(mask, name);
  const [effective, text, format] = [wanted('effectiveValue'), wanted('formattedValue'), wanted('effectiveFormat')];
  const kept = (['userEnteredValue', 'userEnteredFormat', 'note', 'dataValidation', 'textFormatRuns'] as const).flatMap(
    (name) => {
      const below = wanted(name);
      return below ? [{ name, below }] : [];
    },
  );
  /** Cells that look alike share their look, and so what is asked of it. */
  const known = new Map<unknown, unknown>();
  const part = (name: string, below: Mask, whole: unknown): unknown =>
    name === 'userEnteredFormat' ? ensure(known, whole, () => applyMask(below, whole)) : applyMask(below, whole);
  return (sheet, row, column, cell) => {
    const calculated = (effective || text) && cell.userEnteredValue;
    if (!calculated && !(format && cell.userEnteredFormat) && !kept.some(({ name }) => cell[name])) return NOTHING;
    const data: Record<string, unknown> = {};
    for (const { name, below } of kept) if (cell[name]) data[name] = part(name, below, cell[name]);
    if (calculated) {
      const value = calculator.at(sheet, row, column);
      if (effective) data.effectiveValue = applyMask(effective, shown(value));
      const words = text && formatted(value, cell.userEnteredFormat);
      if (words) data.formattedValue = words;
    }
    if (format && cell.userEnteredFormat) data.effectiveFormat = applyMask(format, cell.userEnteredFormat);
    return data;
  };
};

const DEFAULT_SIZE = { ROWS: 21, COLUMNS: 100 } as const;

const looks = (
  book: Book,
  sheet: Sheet,
  dimension: 'ROWS' | 'COLUMNS',
  [from, to]: readonly [number, number],
): sheets_v4.Schema$DimensionProperties[] =>
  Array.from({ length: to - from }, (_, i) => {
    const known = (dimension === 'ROWS' ? sheet.rowLooks : sheet.columnLooks).get(from + i);
    const metadata = book.metadata.filter(({ location }) => {
      const range = location?.dimensionRange;
      return (
        range?.sheetId === sheet.properties.sheetId && range?.dimension === dimension && range?.startIndex === from + i
      );
    });
    return {
      pixelSize: DEFAULT_SIZE[dimension],
      ...known,
      ...(metadata.length > 0 && { developerMetadata: metadata }),
    };
  });

/** Rows whose cells say of themselves what they show, as JSON by what was asked of them: a row is replaced, never changed. */
const plainRows = new WeakMap<Row, WeakMap<Mask, string>>();

const isCalculated = (cell: Cell | undefined): boolean => cell?.userEnteredValue?.formulaValue !== undefined;

/**
 * A sheet's cells as GridData: rows up to the last and cells up to the last that hold anything; an empty row between
 * is `{}`. The mask comes after the trimming, so it may leave `{}` at ends too.
 */
const gridData = (calculator: Calculator, sheet: Sheet, box: Box, mask: Mask): sheets_v4.Schema$GridData => {
  const rowData: string[] = [];
  const rowMask = maskAt(mask, 'rowData');
  if (rowMask) {
    const cellMask = maskAt(rowMask, 'values');
    const build = cellMask && cellBuilder(calculator, cellMask);
    const written = (row: number, right: number): string => {
      const cells = sheet.rows[row]!;
      const values: object[] = [];
      for (let column = box.left; build && column < right; column++) {
        const cell = cells[column];
        values.push(cell ? build(sheet, row, column, cell) : NOTHING);
      }
      return JSON.stringify({ values });
    };
    const whole = (row: number, right: number, below: Mask): string => {
      const cells = sheet.rows[row]!;
      const known = plainRows.get(cells)?.get(below);
      if (known !== undefined) return known;
      const text = written(row, right);
      if (cells.some(isCalculated)) return text;
      const texts = plainRows.get(cells) ?? new WeakMap<Mask, string>();
      plainRows.set(cells, texts.set(below, text));
      return text;
    };
    const bottom = Math.min(box.bottom, sheet.rows.length);
    let used = 0;
    for (let row = box.top; row < bottom; row++) {
      const cells = sheet.rows[row]!;
      let right = Math.min(box.right, cells.length);
      while (right > box.left && cells[right - 1] === undefined) right--;
      if (right > box.left) used = rowData.length + 1;
      if (!build || right === box.left) rowData.push('{}');
      else rowData.push(box.left > 0 || box.right < cells.length ? written(row, right) : whole(row, right, cellMask));
    }
    rowData.length = used;
  }
  return {
    ...(box.top > 0 && { startRow: box.top }),
    ...(box.left > 0 && { startColumn: box.left }),
    ...(rowData.length > 0 && { rowData: alreadyMasked(new Written(`[${rowData.join()}]`)) as never }),
    ...(maskAt(mask, 'rowMetadata') && { rowMetadata: looks(calculator.book, sheet, 'ROWS', [box.top, box.bottom]) }),
    ...(maskAt(mask, 'columnMetadata') && {
      columnMetadata: looks(calculator.book, sheet, 'COLUMNS', [box.left, box.right]),
    }),
  };
};

/**
 * Ranges as they are answered: the first sheet's id, 0, is left out of a GridRange, and of nothing else
 * (test/fixtures/gspread, in every list of ranges).
 */
export const sent = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(sent) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (key === 'sheetId' && item === 0 ? [] : [[key, sent(item)]])),
  ) as T;
};

const list = <T>(name: string, items: readonly T[]): object => (items.length > 0 ? { [name]: items } : {});

const sheetMetadata = (book: Book, sheet: Sheet) =>
  book.metadata.filter(
    ({ location }) => location?.locationType === 'SHEET' && location.sheetId === sheet.properties.sheetId,
  );

/** What is asked of a sheet: its cells in these ranges, or none. */
export interface Wanted {
  readonly sheet: Sheet;
  readonly boxes: readonly Box[];
}

/** A Spreadsheet as spreadsheets.get answers it. Only what the mask asks for is calculated. */
export const present = (
  id: string,
  calculator: Calculator,
  wanted: readonly Wanted[],
  { mask = ALL, gridCells = false }: { readonly mask?: Mask; readonly gridCells?: boolean } = {},
): sheets_v4.Schema$Spreadsheet => {
  const { book } = calculator;
  const dataMask = maskAt(mask, 'sheets', 'data');
  return {
    spreadsheetId: id,
    properties: book.properties,
    ...(maskAt(mask, 'sheets') && {
      sheets: wanted.map(({ sheet, boxes }) => ({
        properties: sheet.properties,
        ...(gridCells && dataMask && { data: boxes.map((box) => gridData(calculator, sheet, box, dataMask)) }),
        ...list('merges', sent(sheet.merges)),
        ...list('conditionalFormats', sent(sheet.conditionalFormats)),
        ...list('protectedRanges', sent(sheet.protectedRanges)),
        ...list('bandedRanges', sent(sheet.bandedRanges)),
        ...list('charts', sheet.charts),
        ...list('filterViews', sent(sheet.filterViews)),
        ...(sheet.basicFilter && { basicFilter: sent(sheet.basicFilter) }),
        ...list('developerMetadata', sheetMetadata(book, sheet)),
      })),
    }),
    ...list('namedRanges', sent(book.namedRanges)),
    ...list(
      'developerMetadata',
      book.metadata.filter(({ location }) => location?.spreadsheet),
    ),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
  };
};

export const wholeSheet = (sheet: Sheet): Wanted => {
  const { rows, columns } = sizeOf(sheet);
  return { sheet, boxes: [{ top: 0, left: 0, bottom: rows, right: columns }] };
};
