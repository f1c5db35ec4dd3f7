import type { CellEdit, CellFormat, Rect } from '../../../../core/workbook.ts';
import { BatonError } from '../../../../functions/errors.ts';
import { openPackage } from '../../../../functions/xlsx/parts.ts';
import { patchWorkbook } from '../../../../functions/xlsx/patch.ts';
import { writeZip } from '../../../../functions/xlsx/zip.ts';
import { typed } from '../../google/sheets/format.ts';
import { badRequest, GraphError, notSimulated } from '../wire/errors.ts';
import { calculationOf, sameCalculation } from './calculate.ts';
import { type Grid, type GridSheet, gridOf } from './grid.ts';

type Cell = string | number | boolean | null;
/** `values`, `formulas` or `numberFormat` of a request: rows of cells, null where nothing is to change. */
export type Matrix = readonly (readonly Cell[])[];

export const denied = (message = 'You cannot perform the requested operation.'): GraphError =>
  new GraphError(403, 'AccessDenied', message, { inner: 'accessDenied' });

/** A bad argument, which the client could have known: its test fails. */
export const invalidArgument = (message: string): GraphError =>
  new GraphError(400, 'InvalidArgument', message, { inner: 'invalidArgument', violation: true });

/** Checks that a matrix is one, and as large as its range. */
export const matrixOf = (given: unknown, name: string, rows: number, columns: number): Matrix | null => {
  if (given === undefined) return null;
  const fits = (cell: unknown) => cell === null || ['string', 'number', 'boolean'].includes(typeof cell);
  if (!Array.isArray(given) || !given.every((row) => Array.isArray(row) && row.every(fits)))
    throw invalidArgument(`The fake takes ${name} as rows of cells only.`);
  if (given.length !== rows || given.some((row: unknown[]) => row.length !== columns))
    throw invalidArgument(
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
    );
  return given as Matrix;
};

/** The looks that the patcher knows, by the codes that Baton writes. */
const FORMATS: Readonly<Record<string, CellFormat>> = {
  General: 'number',
  '0': 'number',
  '@': 'text',
  'yyyy-mm-dd': 'date',
  'm/d/yyyy': 'date',
  'h:mm': 'clock',
  'hh:mm': 'clock',
  '0%': 'percent',
};

const formatOf = (code: string): CellFormat => {
  const format = FORMATS[code === '' ? 'General' : code];
  if (!format) throw notSimulated(`the number format ${code}`);
  return format;
};

/**
 * What Excel makes of a value: text is read as if somebody had typed it, but in cells formatted as text; an apostrophe in
 * front makes it text. `""` empties. https://learn.microsoft.com/en-us/graph/api/resources/excel, "Blank Input and Output"
 */
const entered = (cell: string | number | boolean, isText: boolean): Pick<CellEdit, 'value' | 'formula' | 'format'> => {
  if (typeof cell !== 'string') return { value: cell };
  if (cell === '') return { value: null };
  if (isText) return { value: cell };
  const { value = {}, numberFormat } = typed(cell);
  const { formulaValue, numberValue, stringValue, boolValue } = value;
  if (formulaValue) return { value: null, formula: formulaValue.slice(1) };
  const format = numberFormat?.type === 'DATE' ? 'date' : numberFormat?.type === 'PERCENT' ? 'percent' : undefined;
  return { value: numberValue ?? boolValue ?? stringValue ?? null, ...(format && { format }) };
};

interface RangeUpdate {
  readonly values: Matrix | null;
  readonly formulas: Matrix | null;
  readonly numberFormat: Matrix | null;
}

/** The cells that an update of a range changes. */
export const editsOf = (grid: Grid, sheet: GridSheet, rect: Rect, update: RangeUpdate): CellEdit[] => {
  const edits: CellEdit[] = [];
  for (let row = rect.top; row <= rect.bottom; row++)
    for (let column = rect.left; column <= rect.right; column++) {
      const of = (matrix: Matrix | null) => matrix?.[row - rect.top]?.[column - rect.left] ?? null;
      const [value, formula, code] = [of(update.values), of(update.formulas), of(update.numberFormat)];
      if (value !== null && formula !== null) throw notSimulated('a value and a formula for one cell in one request');
      const given = formula ?? value;
      if (given === null && code === null) continue;
      const known = sheet.cells.get(row)?.get(column);
      const shown = code === null ? grid.formatOf(known?.style ?? 0) : String(code);
      if (given === null) {
        // A look alone: the cell keeps what it holds.
        if (typeof known?.value === 'object') throw notSimulated('the format of an empty cell alone');
        edits.push({ sheet: sheet.title, row, column, value: known!.value as string, format: formatOf(String(code)) });
      } else {
        const format = code === null ? undefined : formatOf(String(code));
        const content = entered(given, shown === '@');
        edits.push({ sheet: sheet.title, row, column, ...content, ...(format && { format }) });
      }
    }
  return edits;
};

/** Throws the 403 for a locked cell of a protected sheet. */
export const checkProtection = (grid: Grid, edits: readonly CellEdit[]): void => {
  for (const { sheet: title, row, column } of edits) {
    const sheet = grid.sheets.find((one) => one.title === title)!;
    const style = sheet.cells.get(row)?.get(column)?.style ?? 0;
    if (sheet.protection && grid.isLocked(style)) throw denied();
  }
};

/**
 * A workbook's bytes with cells set and everybody's formulas calculated. `grow`: tables take in what is written directly
 * beneath them, as they do for people who type; the API leaves them as they are.
 */
export const written = (bytes: Buffer, edits: readonly CellEdit[], now: number, grow: boolean): Buffer => {
  if (edits.length === 0) return bytes;
  const before = gridOf(bytes);
  let patched: Buffer;
  try {
    patched = patchWorkbook(bytes, { edits, addSheets: [] });
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    throw badRequest(error.message, 'InvalidArgument');
  }
  if (!grow) patched = withTablesOf(before, patched);
  const shown = calculationOf(before, now);
  const after = calculationOf(gridOf(patched), now, shown);
  const calculated = after.since(shown);
  if (calculated.length === 0) return patched;
  const final = patchWorkbook(patched, { edits: calculated, addSheets: [] });
  sameCalculation(gridOf(final), after);
  return final;
};

/** The tables' ranges put back as they were. */
const withTablesOf = (before: Grid, patched: Buffer): Buffer => {
  const parts = openPackage(patched);
  const grown = before.sheets
    .flatMap(({ tables }) => tables)
    .filter(({ path }) => !parts.bytes(path).equals(before.parts.bytes(path)));
  if (grown.length === 0) return patched;
  return writeZip(parts.zip, new Map(grown.map(({ path }) => [parts.find(path)!.name, before.parts.bytes(path)])));
};

const PROTECTION = /<((?:\w+:)?)sheetProtection\b[^>]*\/>/;

/** The sheet's protection taken off, or put on without a password. */
export const withProtection = (bytes: Buffer, sheet: GridSheet, on: boolean): Buffer => {
  const parts = openPackage(bytes);
  const xml = parts.text(sheet.path);
  const prefix = /<((?:\w+:)?)sheetData[\s/>]/.exec(xml)![1]!;
  const guard = `<${prefix}sheetProtection sheet="1" objects="1" scenarios="1"/>`;
  // After the cells and, where there is one, what follows them directly: the order that the schema asks for.
  const changed = on
    ? xml.replace(
        /(<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>)((?:<(?:\w+:)?sheetCalcPr\b[^>]*\/>)?)/,
        `$1$2${guard}`,
      )
    : xml.replace(PROTECTION, '');
  return writeZip(parts.zip, new Map([[parts.find(sheet.path)!.name, Buffer.from(changed)]]));
};
