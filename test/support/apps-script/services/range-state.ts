import { ScriptException } from '../errors.ts';
import type { Area } from '../model/a1.ts';
import type { SheetModel } from '../model/sheet.ts';

export interface RangeState extends Area {
  readonly sheet: SheetModel;
}

export const rangeOf = (sheet: SheetModel, row: number, column: number, rows = 1, columns = 1): RangeState => {
  const limits: readonly [number, string][] = [
    [row, 'The starting row of the range is too small.'],
    [column, 'The starting column of the range is too small.'],
    [rows, 'The number of rows in the range must be at least 1.'],
    [columns, 'The number of columns in the range must be at least 1.'],
  ];
  for (const [value, message] of limits) if (value < 1) throw new ScriptException(message);
  if (row + rows - 1 > sheet.rows.length || column + columns - 1 > sheet.columns.length) {
    throw new ScriptException('The coordinates of the range are outside the dimensions of the sheet.');
  }
  return { sheet, row, column, rows, columns };
};
