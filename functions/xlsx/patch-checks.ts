/** Refuses, before anything is written, edits that would damage a sheet or be lost in it: outside of it, within merged cells, into an array formula. */
import type { CellEdit, Rect } from '../../core/workbook.ts';
import { w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { addressOf, contains, LAST_COLUMN, LAST_ROW, refOf } from './cells.ts';
import { formulaOf } from './formula.ts';
import { SheetCursor } from './sheet-cursor.ts';

export const checkPlace = ({ row, column }: CellEdit): void => {
  if (!(row >= 1 && row <= LAST_ROW && column >= 1 && column <= LAST_COLUMN)) {
    throw new RangeError(`row ${row}, column ${column} lies outside of what a sheet can hold`);
  }
};

/** Only the first cell of a merged range can be seen. */
export const checkMerges = (edits: readonly CellEdit[], merges: readonly Rect[]): void => {
  for (const { row, column } of edits) {
    const merge = merges.find((rect) => contains(rect, row, column));
    if (merge && (merge.top !== row || merge.left !== column)) {
      throw new BatonError(
        'data',
        'merged-cells',
        w(
          `单元格 ${addressOf(row, column)} 在合并区域 ${refOf(merge)} 里，无法写入。请取消合并。`,
          `Cell ${addressOf(row, column)} lies within the merged range ${refOf(merge)} and cannot be written. Unmerge it.`,
        ),
      );
    }
  }
};

/** A part of an array formula cannot be changed alone, nor can what it spills into. */
export const checkArrays = (edits: readonly CellEdit[], bytes: Buffer, path: string): void => {
  if (!/\bt\s*=\s*["'](?:array|dataTable)["']/.test(findArrayMark(bytes))) return;
  const cursor = new SheetCursor(bytes, path);
  while (cursor.nextRow()) {
    while (cursor.nextCell()) {
      const formula = formulaOf(cursor);
      if (formula === null) continue;
      const { kind, ref } = formula;
      if ((kind !== 'array' && kind !== 'dataTable') || !ref || refOf(ref) === addressOf(ref.top, ref.left)) continue;
      const hit = edits.find((edit) => edit.formula !== 'keep' && contains(ref, edit.row, edit.column));
      if (hit) throw arrayFormula(addressOf(hit.row, hit.column), refOf(ref));
    }
  }
};

/** The surroundings of the first array or data table mark; '' for the many sheets that have none. */
const findArrayMark = (bytes: Buffer): string => {
  for (const mark of ['"array"', "'array'", '"dataTable"', "'dataTable'"]) {
    const at = bytes.indexOf(mark, 0, 'latin1');
    if (at >= 0) return bytes.toString('latin1', Math.max(0, at - 8), at + mark.length);
  }
  return '';
};

const arrayFormula = (cell: string, ref: string) =>
  new BatonError(
    'data',
    'array-formula',
    w(
      `单元格 ${cell} 属于数组公式 ${ref}，无法单独写入。请把公式移到别处。`,
      `Cell ${cell} belongs to the array formula in ${ref} and cannot be written alone. Move the formula elsewhere.`,
    ),
  );
