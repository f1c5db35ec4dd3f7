import { ScriptException } from '../errors.ts';

/** A rectangle of cells; rows and columns count from 1. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export const columnName = (column: number): string =>
  column <= 0 ? '' : columnName(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

export const cellName = (row: number, column: number): string => `${columnName(column)}${row}`;

/** "B2", "B2:D5"; an area as wide or high as the sheet keeps its four corners, as Range.getA1Notation does for a bounded range. */
export const areaName = ({ row, column, rows, columns }: Area): string =>
  rows === 1 && columns === 1
    ? cellName(row, column)
    : `${cellName(row, column)}:${cellName(row + rows - 1, column + columns - 1)}`;

/** "Tab!A1:B2" or "'Tab with ''quotes'''!A1" in its two parts. */
export const splitSheet = (text: string): { readonly sheet: string | undefined; readonly a1: string } => {
  const found = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(text);
  if (!found) return { sheet: undefined, a1: text };
  return { sheet: found[1]?.replaceAll("''", "'") ?? found[2], a1: found[3]! };
};

/** Reads "B2", "B2:D5", "C:C", "3:7" and "B2:B" (open ends reach the sheet's edge). */
export const parseArea = (a1: string, maxRows: number, maxColumns: number): Area => {
  const found = /^\$?([A-Za-z]{0,3})\$?(\d*)(?::\$?([A-Za-z]{0,3})\$?(\d*))?$/.exec(a1);
  const [, left = '', top = '', right, bottom] = found ?? [];
  const single = right === undefined && bottom === undefined;
  if (!found || (!left && !top) || (single && (!left || !top))) throw new ScriptException('Range not found');
  const x1 = left ? columnNumber(left) : 1;
  const y1 = top ? Number(top) : 1;
  const x2 = single ? x1 : right ? columnNumber(right) : maxColumns;
  const y2 = single ? y1 : bottom ? Number(bottom) : maxRows;
  return {
    row: Math.min(y1, y2),
    column: Math.min(x1, x2),
    rows: Math.abs(y2 - y1) + 1,
    columns: Math.abs(x2 - x1) + 1,
  };
};

export const intersects = (a: Area, b: Area): boolean =>
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;

export const contains = (outer: Area, inner: Area): boolean =>
  outer.row <= inner.row &&
  outer.column <= inner.column &&
  outer.row + outer.rows >= inner.row + inner.rows &&
  outer.column + outer.columns >= inner.column + inner.columns;
