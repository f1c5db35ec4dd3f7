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
  look: Look;
}

/** Never changed, only replaced: a sheet has many cells and few looks, so cells that look alike share one. */
type Look = Readonly<Record<string, unknown>>;
export const PLAIN: Look = Object.freeze({});

/** Gives cells one thing of their look; those that came with the same look leave with the same. */
export const lookWith = (name: string): ((cell: Cell, value: unknown) => void) => {
  let last: { readonly from: Look; readonly value: unknown; readonly to: Look } | undefined;
  return (cell, value) => {
    const from = cell.look;
    if (last?.from !== from || last.value !== value)
      last = { from, value, to: { ...from, [name]: value ?? undefined } };
    cell.look = last.to;
  };
};

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
  look: PLAIN,
});
