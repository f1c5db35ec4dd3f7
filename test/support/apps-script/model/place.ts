/** Cells of a sheet, as a rule names them. */
import type { Area } from './a1.ts';
import type { SheetModel } from './sheet.ts';

interface Place extends Area {
  readonly sheet: SheetModel;
}

export const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'sheet' in value;
