import type { Scalar } from './input.ts';
import type { ValidationRule } from './validation.ts';

/** One cell. `look` keeps what has no meaning here beyond being read back (font weight, wrap, alignment…). */
export interface Cell {
  value: Scalar;
  /** Starts with '='; '' when the cell has none. */
  formula: string;
  note: string;
  background: string;
  fontColor: string;
  /** '' is "automatic"; '@' is plain text. */
  numberFormat: string;
  validation: ValidationRule | null;
  look: Readonly<Record<string, unknown>>;
}

export const WHITE = '#ffffff';
export const BLACK = '#000000';

export const blankCell = (): Cell => ({
  value: '',
  formula: '',
  note: '',
  background: WHITE,
  fontColor: BLACK,
  numberFormat: '',
  validation: null,
  look: {},
});
