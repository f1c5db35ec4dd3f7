/** From `A1` to numbers and back, 1-based, for cells and ranges. */
import type { Rect } from '../../core/workbook.ts';

export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** 1 → A, 27 → AA. */
export const columnName = (column: number): string => {
  let name = NAMES[column];
  if (name === undefined) {
    name = spelt(column);
    if (column <= LAST_COLUMN) NAMES[column] = name;
  }
  return name;
};

/** Those that were asked for: each cell that is written asks. */
const NAMES: string[] = [];

const spelt = (column: number): string => {
  let name = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
};

export const columnNumber = (name: string): number => {
  let n = 0;
  for (let i = 0; i < name.length; i++) n = n * 26 + (name.charCodeAt(i) & 31);
  return n;
};

export const cellAddress = (row: number, column: number): string => `${columnName(column)}${row}`;

/** `A1:C3` or `A1`; null when it is neither. */
export const rectOf = (ref: string): Rect | null => {
  const m = /^\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?$/.exec(ref);
  if (!m) return null;
  const [, left = '', top, right = left, bottom = top] = m;
  return { top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) };
};

export const refOf = ({ top, left, bottom, right }: Rect): string =>
  top === bottom && left === right ? cellAddress(top, left) : `${cellAddress(top, left)}:${cellAddress(bottom, right)}`;

export const contains = (rect: Rect, row: number, column: number): boolean =>
  row >= rect.top && row <= rect.bottom && column >= rect.left && column <= rect.right;

/** The smallest rectangle around both. */
export const union = (a: Rect, b: Rect): Rect => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});
