import { ScriptException } from '../errors.ts';
import type { Cell } from '../model/cell.ts';
import { instantToSerial, serialToInstant } from '../model/dates.ts';
import { isDateFormat } from '../model/format.ts';
import { isDate } from '../signature.ts';
import type { Execution } from '../world.ts';
import type { RangeState } from './range-state.ts';

/** A cell as getValues gives it: number, text, boolean, Date when its number wears a date's format, '' when empty. */
export const toScript = (run: Execution, { value, numberFormat }: Readonly<Cell>): unknown =>
  typeof value === 'number' && isDateFormat(numberFormat) ? serialToInstant(value, run.world.workbook.timeZone) : value;

export const spread = <T>(range: RangeState, value: T): T[][] =>
  Array.from({ length: range.rows }, () => Array.from({ length: range.columns }, () => value));

/** The sentence Sheets has for people and scripts alike. */
export const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

/** A script may write where the person it runs as may. */
export const guard = (run: Execution, range: RangeState): void => {
  const { workbook } = run.world;
  if (
    !workbook.editors.has(run.start.effectiveUser) ||
    !range.sheet.editable(range, run.start.effectiveUser, workbook.owner)
  ) {
    throw new ScriptException(PROTECTED);
  }
};

const checkSize = (range: RangeState, table: readonly (readonly unknown[])[]): void => {
  const mismatch = (what: string, data: number, wanted: number): ScriptException =>
    new ScriptException(
      `The number of ${what} in the data does not match the number of ${what} in the range. The data has ${data} but the range has ${wanted}.`,
    );
  if (table.length !== range.rows) throw mismatch('rows', table.length, range.rows);
  for (const line of table) if (line.length !== range.columns) throw mismatch('columns', line.length, range.columns);
};

/** One property of every cell, from a table of the range's size. */
export const writeTable = <T>(
  run: Execution,
  range: RangeState,
  table: readonly (readonly T[])[],
  put: (cell: Cell, value: T) => void,
): void => {
  checkSize(range, table);
  guard(run, range);
  run.writing(range.rows * range.columns);
  for (const [row, column] of range.sheet.each(range)) {
    put(range.sheet.cell(row, column), table[row - range.row]![column - range.column]!);
  }
};

/** Google Drive help, "Files you can store in Google Drive": 50,000 characters a cell. */
const MOST_CHARACTERS = 50_000;

const enter = (run: Execution, cell: Cell, value: unknown): void => {
  const { workbook, clock } = run.world;
  if (typeof value === 'string') {
    if (value.length > MOST_CHARACTERS) {
      throw new ScriptException(
        `Your input contains more than the maximum of ${MOST_CHARACTERS} characters in a single cell.`,
      );
    }
    workbook.enter(cell, value, clock.now);
    return;
  }
  cell.formula = '';
  if (isDate(value)) {
    const ms = (value as Date).getTime();
    cell.value = instantToSerial(ms, workbook.timeZone);
    if (!isDateFormat(cell.numberFormat)) {
      cell.numberFormat = Number.isInteger(cell.value)
        ? workbook.locale.date
        : `${workbook.locale.date} ${workbook.locale.time}`;
    }
    return;
  }
  cell.value = value === null ? '' : (value as number | boolean);
};

export const writeValues = (run: Execution, range: RangeState, table: readonly (readonly unknown[])[]): void => {
  checkSize(range, table);
  const { workbook } = run.world;
  const at = (row: number, column: number): unknown => table[row - range.row]![column - range.column];
  const rejected = workbook.rejected(range.sheet, range, (row, column, cell) => {
    const would = { ...cell };
    enter(run, would, at(row, column));
    return would;
  });
  if (rejected) {
    throw new ScriptException(
      `The data you entered in cell ${rejected} violates the data validation rules set on this cell.`,
    );
  }
  guard(run, range);
  run.writing(range.rows * range.columns);
  for (const [row, column] of range.sheet.each(range)) enter(run, range.sheet.cell(row, column), at(row, column));
};

/** A formula set as such; a text without '=' gets one, as setFormula does. '' clears the formula. */
export const writeFormulas = (run: Execution, range: RangeState, table: readonly (readonly string[])[]): void =>
  writeTable(run, range, table, (cell, text) => {
    cell.formula = text === '' || text.startsWith('=') ? text : `=${text}`;
    cell.value = text === '' ? '' : run.world.workbook.evaluate(cell.formula);
  });
