import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { badRequest, invalid } from '../wire/errors.ts';
import { checkEnum } from '../wire/strict.ts';
import { type A1, type Box, boxName, parseA1 } from './a1.ts';
import { type Book, type Cell, draftOf, put, type Sheet, sheetByTitle, sizeOf } from './book.ts';
import type { Calculator } from './calculate.ts';
import { writeCell } from './cells.ts';
import { growTo, insertDimension } from './dimensions.ts';
import { ERROR_TEXT, formatted, isDateFormat, typed } from './format.ts';
import { CellError, type Value } from './operand.ts';

export interface RenderOptions {
  readonly majorDimension?: string;
  readonly valueRenderOption?: string;
  readonly dateTimeRenderOption?: string;
}

const SHEETS_TYPE = 'type.googleapis.com/google.apps.sheets.v4';

export const checkRender = ({ majorDimension, valueRenderOption, dateTimeRenderOption }: RenderOptions): void => {
  checkEnum(majorDimension, 'major_dimension', `${SHEETS_TYPE}.Dimension`, [
    'ROWS',
    'COLUMNS',
    'DIMENSION_UNSPECIFIED',
  ]);
  checkEnum(valueRenderOption, 'value_render_option', `${SHEETS_TYPE}.ValueRenderOption`, [
    'FORMATTED_VALUE',
    'UNFORMATTED_VALUE',
    'FORMULA',
  ]);
  checkEnum(dateTimeRenderOption, 'date_time_render_option', `${SHEETS_TYPE}.DateTimeRenderOption`, [
    'SERIAL_NUMBER',
    'FORMATTED_STRING',
  ]);
};

interface Place {
  readonly sheet: Sheet;
  readonly box: Box;
}

/**
 * The cells that A1 notation or a named range means. A range may reach beyond the grid when it is read, and is cut;
 * what begins outside is refused.
 */
export const locate = (book: Book, text: string, cut: boolean): Place => {
  const named = book.namedRanges.find(({ name }) => name === text)?.range;
  const range: A1 | null = named ? {} : parseA1(text, (title) => sheetByTitle(book, title) !== undefined);
  if (!range) throw invalid(`Unable to parse range: ${text}`);
  const sheet = named
    ? book.sheets.find(({ properties }) => properties.sheetId === (named.sheetId ?? 0))!
    : range.title === undefined
      ? book.sheets.find(({ properties }) => !properties.hidden)!
      : sheetByTitle(book, range.title)!;
  const { rows, columns } = sizeOf(sheet);
  const box = {
    top: named?.startRowIndex ?? range.top ?? 0,
    left: named?.startColumnIndex ?? range.left ?? 0,
    bottom: named?.endRowIndex ?? range.bottom ?? rows,
    right: named?.endColumnIndex ?? range.right ?? columns,
  };
  if (box.top >= rows || box.left >= columns || (!cut && (box.bottom > rows || box.right > columns)))
    throw invalid(`Range (${text}) exceeds grid limits. Max rows: ${rows}, max columns: ${columns}`);
  return { sheet, box: { ...box, bottom: Math.min(box.bottom, rows), right: Math.min(box.right, columns) } };
};

const render = (value: Value, cell: Cell | undefined, options: RenderOptions): string | number | boolean => {
  if (value === null) return '';
  if (options.valueRenderOption === 'FORMULA' && cell?.userEnteredValue?.formulaValue)
    return cell.userEnteredValue.formulaValue;
  if (value instanceof CellError) return ERROR_TEXT[value.kind]!;
  const raw = options.valueRenderOption === 'UNFORMATTED_VALUE' || options.valueRenderOption === 'FORMULA';
  const asDate = isDateFormat(cell?.userEnteredFormat) && options.dateTimeRenderOption === 'FORMATTED_STRING';
  return raw && !asDate ? value : formatted(value, cell?.userEnteredFormat);
};

/** "Empty trailing rows and columns are omitted"; https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values */
const lines = (
  calculator: Calculator,
  { sheet, box }: Place,
  options: RenderOptions,
): (string | number | boolean)[][] => {
  const columns = options.majorDimension === 'COLUMNS';
  const read: (string | number | boolean)[][] = [];
  const [outer, inner] = columns
    ? [box.right - box.left, box.bottom - box.top]
    : [box.bottom - box.top, box.right - box.left];
  const height = Math.max(0, Math.min(box.bottom, sheet.rows.length) - box.top);
  for (let i = 0; i < (columns ? outer : height); i++) {
    const line: (string | number | boolean)[] = [];
    const length = columns ? height : Math.min(inner, (sheet.rows[box.top + i]?.length ?? 0) - box.left);
    for (let j = 0; j < length; j++) {
      const [row, column] = columns ? [box.top + j, box.left + i] : [box.top + i, box.left + j];
      line.push(render(calculator.at(sheet, row, column), sheet.rows[row]?.[column], options));
    }
    while (line.at(-1) === '') line.pop();
    read.push(line);
  }
  while (read.length > 0 && read.at(-1)!.length === 0) read.pop();
  return read;
};

export const readRange = (
  calculator: Calculator,
  range: string,
  options: RenderOptions,
): sheets_v4.Schema$ValueRange => {
  const place = locate(calculator.book, range, true);
  const values = lines(calculator, place, options);
  return {
    range: boxName(place.sheet.properties.title!, place.box),
    majorDimension: options.majorDimension ?? 'ROWS',
    ...(values.length > 0 && { values }),
  };
};

const entered = (value: unknown, at: string, option: string): ReturnType<typeof typed> => {
  if (typeof value === 'number') return { value: { numberValue: value } };
  if (typeof value === 'boolean') return { value: { boolValue: value } };
  if (typeof value !== 'string') {
    const kind = Array.isArray(value) ? 'list_value' : 'struct_value';
    throw badRequest([{ field: 'data.values', description: `Invalid ${at}: ${kind} ${JSON.stringify(value)}` }]);
  }
  return option === 'RAW' ? { value: { stringValue: value } } : typed(value);
};

export const checkInput = (option: unknown): string => {
  if (option === undefined || option === null || option === 'INPUT_VALUE_OPTION_UNSPECIFIED')
    throw invalid("'valueInputOption' is required but not specified");
  checkEnum(option, 'value_input_option', `${SHEETS_TYPE}.ValueInputOption`, ['RAW', 'USER_ENTERED']);
  return String(option);
};

/** Writes rows of values from the box's corner on: null leaves a cell alone, an empty text empties it. */
const write = (
  { sheet, box }: Place,
  { values, majorDimension }: sheets_v4.Schema$ValueRange,
  option: string,
): { rows: number; columns: number; cells: number; written: Box } => {
  const touched = { rows: new Set<number>(), columns: new Set<number>(), cells: 0 };
  const most = { row: box.top, column: box.left };
  (values ?? []).forEach((line, i) => {
    line.forEach((value, j) => {
      const [row, column] = majorDimension === 'COLUMNS' ? [box.top + j, box.left + i] : [box.top + i, box.left + j];
      if (row >= box.bottom || column >= box.right)
        throw invalid(
          `Requested writing within range [${boxName(sheet.properties.title!, box)}], but tried writing to ${row >= box.bottom ? `row [${row + 1}]` : `column [${boxName('x', { top: 0, bottom: 1, left: column, right: column + 1 }).slice(2, -1)}]`}`,
        );
      if (value === null) return;
      const { value: userEnteredValue, numberFormat } = entered(value, `values[${i}][${j}]`, option);
      const old = sheet.rows[row]?.[column];
      const cell = writeCell(old, userEnteredValue ? { userEnteredValue } : {}, {
        below: new Map([['userEnteredValue', { below: null }]]),
      });
      const format = numberFormat &&
        !old?.userEnteredFormat?.numberFormat && { ...old?.userEnteredFormat, numberFormat };
      put(sheet, row, column, format ? { ...cell, userEnteredFormat: format } : cell);
      touched.rows.add(row);
      touched.columns.add(column);
      touched.cells++;
      most.row = Math.max(most.row, row);
      most.column = Math.max(most.column, column);
    });
  });
  return {
    rows: touched.rows.size,
    columns: touched.columns.size,
    cells: touched.cells,
    written: { ...box, bottom: most.row + 1, right: most.column + 1 },
  };
};

/** Writes value ranges to a draft. Each range is where the values go; a single cell is the corner of as many as come. */
export const writeRanges = (
  book: Book,
  data: readonly sheets_v4.Schema$ValueRange[],
  option: string,
): { book: Book; updates: sheets_v4.Schema$UpdateValuesResponse[] } => {
  const draft = draftOf(book);
  const updates = data.map((given) => {
    const place = locate(draft, given.range ?? '', false);
    const { rows, columns } = sizeOf(place.sheet);
    const { box } = place;
    const corner = box.bottom - box.top === 1 && box.right - box.left === 1;
    const high = given.values?.length ?? 0;
    const wide = Math.max(0, ...(given.values ?? []).map((line) => line.length));
    const [down, across] = given.majorDimension === 'COLUMNS' ? [wide, high] : [high, wide];
    const room = corner ? { ...box, bottom: box.top + Math.max(1, down), right: box.left + Math.max(1, across) } : box;
    if (room.bottom > rows || room.right > columns)
      throw invalid(`Range (${given.range}) exceeds grid limits. Max rows: ${rows}, max columns: ${columns}`);
    const done = write({ sheet: place.sheet, box: room }, given, option);
    return {
      updatedRange: boxName(place.sheet.properties.title!, done.written),
      updatedRows: done.rows,
      updatedColumns: done.columns,
      updatedCells: done.cells,
    };
  });
  return { book: draft, updates };
};

/**
 * The table that an append goes below: of the regions of touching cells that the range meets, the last; see "Append
 * values" in https://developers.google.com/workspace/sheets/api/guides/values. Null: the range is in no table.
 */
const tableAt = (sheet: Sheet, range: Box): Box | null => {
  const filled = (row: number, column: number) => Boolean(sheet.rows[row]?.[column]?.userEnteredValue);
  const meets = ({ top, left, bottom, right }: Box) =>
    top < range.bottom && range.top < bottom && left < range.right && range.left < right;
  let last: Box | null = null;
  const seen = new Set<string>();
  sheet.rows.forEach((cells, row) => {
    cells.forEach((_, column) => {
      if (!filled(row, column) || seen.has(`${row} ${column}`)) return;
      let box: Box = { top: row, left: column, bottom: row + 1, right: column + 1 };
      const open: [number, number][] = [[row, column]];
      for (let next = open.pop(); next; next = open.pop()) {
        const [r, c] = next;
        if (!filled(r, c) || seen.has(`${r} ${c}`)) continue;
        seen.add(`${r} ${c}`);
        box = {
          top: Math.min(box.top, r),
          left: Math.min(box.left, c),
          bottom: Math.max(box.bottom, r + 1),
          right: Math.max(box.right, c + 1),
        };
        for (let dr = -1; dr <= 1; dr++) for (let dc = -1; dc <= 1; dc++) open.push([r + dr, c + dc]);
      }
      if (meets(box) && (!last || box.bottom >= last.bottom)) last = box;
    });
  });
  return last;
};

/** values.append on a draft. */
export const append = (
  book: Book,
  range: string,
  given: sheets_v4.Schema$ValueRange,
  option: string,
  insertRows: boolean,
): { book: Book; tableRange?: string; updates: sheets_v4.Schema$UpdateValuesResponse } => {
  const draft = draftOf(book);
  const { sheet, box } = locate(draft, range, true);
  const table = tableAt(sheet, box);
  const top = table ? table.bottom : box.top;
  const left = table ? table.left : box.left;
  const high = given.values?.length ?? 0;
  const wide = Math.max(0, ...(given.values ?? []).map((line) => line.length));
  const [down, across] = given.majorDimension === 'COLUMNS' ? [wide, high] : [high, wide];
  if (insertRows && top < sizeOf(sheet).rows && down > 0) insertDimension(draft, sheet, 'ROWS', top, down);
  growTo(sheet, 'ROWS', top + down);
  growTo(sheet, 'COLUMNS', left + across);
  const room = { top, left, bottom: top + Math.max(1, down), right: left + Math.max(1, across) };
  const done = write({ sheet, box: room }, given, option);
  const title = sheet.properties.title!;
  return {
    book: draft,
    ...(table && { tableRange: boxName(title, table) }),
    updates: {
      updatedRange: boxName(title, done.written),
      updatedRows: done.rows,
      updatedColumns: done.columns,
      updatedCells: done.cells,
    },
  };
};

/** Empties the values of ranges on a draft; formats and rules stay. */
export const clear = (book: Book, ranges: readonly string[]): { book: Book; cleared: string[] } => {
  const draft = draftOf(book);
  const cleared = ranges.map((range) => {
    const { sheet, box } = locate(draft, range, true);
    for (let row = box.top; row < Math.min(box.bottom, sheet.rows.length); row++)
      for (let column = box.left; column < box.right; column++) {
        const { userEnteredValue: _, ...rest } = sheet.rows[row]?.[column] ?? {};
        if (sheet.rows[row]?.[column]) put(sheet, row, column, rest);
      }
    return boxName(sheet.properties.title!, box);
  });
  return { book: draft, cleared };
};
