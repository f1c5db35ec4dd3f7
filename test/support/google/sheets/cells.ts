import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../wire/errors.ts';
import { type Mask, parseMask } from '../wire/fields.ts';
import { type Cell, MOST_CHARACTERS } from './book.ts';

const KEPT = ['userEnteredValue', 'userEnteredFormat', 'note', 'dataValidation', 'textFormatRuns'] as const;
/** Output only, or kinds of content that Baton never writes. */
const READ_ONLY = ['effectiveValue', 'effectiveFormat', 'formattedValue', 'hyperlink'];
const VALUES = ['stringValue', 'numberValue', 'boolValue', 'formulaValue', 'errorValue'] as const;

/** The `fields` of a request that changes something: at least one field, `*` for all. Throws Google's 400. */
export const fieldsOf = (fields: string | null | undefined): Mask => {
  if (!fields) throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  return parseMask(fields);
};

/** `into` with what `given` has in the masked fields; a masked field that is not given is cleared. */
export const merge = (into: unknown, given: unknown, mask: Mask | undefined): unknown => {
  if (!mask) return into;
  if (mask.below === null || mask.below.has('*')) return given ?? undefined;
  const result: Record<string, unknown> = { ...(into as object) };
  for (const [name, sub] of mask.below) {
    const value = merge(result[name], (given as Record<string, unknown> | null | undefined)?.[name], sub);
    if (value === undefined || value === null) delete result[name];
    else result[name] = value;
  }
  return result;
};

const checkedValue = (value: sheets_v4.Schema$ExtendedValue | null | undefined) => {
  if (!value) return undefined;
  const kinds = VALUES.filter((kind) => value[kind] !== undefined && value[kind] !== null);
  if (kinds.length > 1)
    throw invalid(`Invalid value (oneof), oneof field 'value' is already set. Cannot set '${kinds[1]}'`);
  if (kinds.length === 0) return undefined;
  if (kinds[0] === 'errorValue') throw invalid('Cannot write an error value.');
  const { stringValue, formulaValue, numberValue } = value;
  if (typeof stringValue === 'string' && stringValue.length > MOST_CHARACTERS)
    throw invalid(`Your input contains more than the maximum of ${MOST_CHARACTERS} characters in a single cell.`);
  if (typeof formulaValue === 'string' && !formulaValue.startsWith('=')) throw invalid('A formula must start with =.');
  // An empty text empties the cell, as it does when somebody types it.
  if (stringValue === '') return undefined;
  return numberValue !== undefined && numberValue !== null ? { numberValue: Number(numberValue) } : value;
};

/** A cell after a write of `given` within the mask, whose root is CellData. Throws Google's 400 for fields it has not. */
export const writeCell = (
  cell: Cell | undefined,
  given: sheets_v4.Schema$CellData | null | undefined,
  mask: Mask,
): Cell => {
  const all = mask.below === null || mask.below.has('*');
  for (const name of mask.below?.keys() ?? [])
    if (name !== '*' && !KEPT.includes(name as 'note'))
      throw invalid(READ_ONLY.includes(name) ? `Field is read-only: ${name}` : `Invalid field: ${name}`);
  const result: Record<string, unknown> = {};
  for (const name of KEPT) {
    const sub = all ? { below: null } : mask.below!.get(name);
    const incoming = name === 'userEnteredValue' ? checkedValue(given?.userEnteredValue) : given?.[name];
    // A value is one thing: naming part of it still replaces the whole.
    const merged = name === 'userEnteredValue' ? (sub ? incoming : cell?.[name]) : merge(cell?.[name], incoming, sub);
    if (merged !== undefined && merged !== null && merged !== '') result[name] = merged;
  }
  return result as Cell;
};
