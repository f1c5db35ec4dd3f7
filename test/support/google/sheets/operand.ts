import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Box } from './a1.ts';
import type { Sheet } from './book.ts';

/** The kinds of https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/other#ErrorType */
export type ErrorKind = 'ERROR' | 'NULL_VALUE' | 'DIVIDE_BY_ZERO' | 'VALUE' | 'REF' | 'NAME' | 'NUM' | 'N_A';

export class CellError {
  readonly kind: ErrorKind;
  readonly message: string;

  constructor(kind: ErrorKind, message: string) {
    this.kind = kind;
    this.message = message;
  }
}

/** What a cell or an expression is. Null: an empty cell. */
export type Value = number | string | boolean | null | CellError;

/** A rectangle of one sheet that a formula speaks of. */
export interface Area {
  readonly sheet: Sheet;
  readonly box: Box;
}

/** An array constant: `{"a","b"}`. */
interface List {
  readonly list: readonly Value[];
}

export type Operand = Value | Area | List;

export const isArea = (value: Operand): value is Area => typeof value === 'object' && value !== null && 'box' in value;

export const isList = (value: Operand): value is List => typeof value === 'object' && value !== null && 'list' in value;

/** What a function may ask of the workbook around it. */
export interface Surroundings {
  /** The present instant's serial number in the workbook's zone. */
  readonly now: number;
  /** The same of today's midnight: what asks for this only, shows the same all day. */
  readonly today: number;
  /** The value of a cell, formulas calculated. 0-based. */
  readonly at: (sheet: Sheet, row: number, column: number) => Value;
  /** Every value in an area, row by row; rows below the data are left out. */
  readonly values: (area: Area) => Generator<Value>;
  /** Where a value first stands in a column, from 0 within the area, or undefined. */
  readonly find: (area: Area, value: string | number | boolean) => number | undefined;
}

export const plain = (entered: sheets_v4.Schema$ExtendedValue): Value =>
  entered.numberValue ?? entered.stringValue ?? entered.boolValue ?? null;

export const asText = (value: Value): string => {
  if (value instanceof CellError) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value === null ? '' : String(value);
};

export const asNumber = (value: Value): number | CellError => {
  if (value instanceof CellError || typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return Number(value);
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return Number.isNaN(number)
    ? new CellError(
        'VALUE',
        `Parameter expects number values. But '${value}' is a text and cannot be coerced to a number.`,
      )
    : number;
};

/** Numbers before text before booleans; text without regard to case; an empty cell is like its counterpart's nothing. */
export const compare = (a: Value, b: Value): number => {
  const rank = (value: Value) => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  const nothing = (like: Value) => (typeof like === 'string' ? '' : typeof like === 'boolean' ? false : 0);
  const left = a === null ? nothing(b) : a;
  const right = b === null ? nothing(a) : b;
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  const [x, y] =
    typeof left === 'string' ? [left.toLowerCase(), String(right).toLowerCase()] : [Number(left), Number(right)];
  return x < y ? -1 : x > y ? 1 : 0;
};

export const comparable = (value: Exclude<Value, CellError | null>): string =>
  `${typeof value} ${String(value).toLowerCase()}`;
