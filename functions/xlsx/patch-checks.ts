/** Refuses, before anything is written, edits that would damage a sheet or be lost in it: outside of it, within merged cells, into an array formula. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import type { Rect, RowEdit } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { cellAddress, contains, LAST_COLUMN, LAST_ROW, refOf } from './cells.ts';
import { formulaOf } from './formula.ts';
import { SheetCursor } from './sheet-cursor.ts';

export const checkPlaces = (edits: readonly RowEdit[]): void => {
  // Rows that are written alike come one after the other, and share the list.
  let checked: RowEdit['places'] | null = null;
  for (const { row, places } of edits) {
    if (!(row >= 1 && row <= LAST_ROW)) for (const { column } of places) throw outside(row, column);
    if (places === checked) continue;
    for (const { column } of places) if (!(column >= 1 && column <= LAST_COLUMN)) throw outside(row, column);
    checked = places;
  }
};

const outside = (row: number, column: number) =>
  new RangeError(`row ${row}, column ${column} lies outside of what a sheet can hold`);

/** Only the first cell of a merged range can be seen. */
export const checkMerges = (edits: readonly RowEdit[], merges: readonly Rect[]): void => {
  if (merges.length === 0) return;
  const [first, last] = [Math.min(...merges.map(({ top }) => top)), Math.max(...merges.map(({ bottom }) => bottom))];
  for (const { row, places } of edits) {
    if (row < first || row > last) continue;
    for (const { column } of places) {
      const merge = merges.find((rect) => contains(rect, row, column));
      if (merge && (merge.top !== row || merge.left !== column))
        throw mergedCells(cellAddress(row, column), refOf(merge));
    }
  }
};

const mergedCells = (cell: string, range: string) =>
  new BatonError('data', 'merged-cells', say.mergedCells({ cell, range }));

/** A part of an array formula cannot be changed alone, nor can what it spills into. */
export const checkArrays = (edits: readonly RowEdit[], bytes: Buffer, path: string): void => {
  if (!holdsArrays(bytes)) return;
  const cursor = new SheetCursor(bytes, path);
  while (cursor.nextRow()) {
    while (cursor.nextCell()) {
      const formula = formulaOf(cursor);
      if (formula === null) continue;
      const { kind, ref } = formula;
      if ((kind !== 'array' && kind !== 'dataTable') || !ref || refOf(ref) === cellAddress(ref.top, ref.left)) continue;
      for (const { row, places } of edits) {
        const hit = places.find((place) => place.formula !== 'keep' && contains(ref, row, place.column));
        if (hit) throw arrayFormula(cellAddress(row, hit.column), refOf(ref));
      }
    }
  }
};

/** Whether `t="array"` or `t="dataTable"` stands there; most sheets have neither word, and quotes at every step. */
export const holdsArrays = (bytes: Buffer): boolean =>
  ['array', 'dataTable'].some((kind) => {
    // Five letters are looked for twice as fast as nine.
    const begins = kind.slice(0, 5);
    for (let at = bytes.indexOf(begins, 0, 'latin1'); at >= 0; at = bytes.indexOf(begins, at + 1, 'latin1')) {
      const around = bytes.toString('latin1', Math.max(0, at - 9), at + kind.length + 1);
      if (/\bt\s*=\s*["'](?:array|dataTable)["']$/.test(around)) return true;
    }
    return false;
  });

const arrayFormula = (cell: string, ref: string) =>
  new BatonError('data', 'array-formula', say.arrayFormula({ cell, ref }));
