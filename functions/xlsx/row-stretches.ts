/** A worksheet part in stretches of whole rows, of which one stands in memory at a time. */
import type { Package } from './parts.ts';
import { SheetCursor } from './sheet-cursor.ts';
import { isLongPart } from './tails.ts';
import { comesInBits, inflatedBits, type ZipEntry } from './zip.ts';

/** The entry of a part that had better come in stretches; null where it is short, in memory already, or not packed. */
export const inStretches = ({ find, holds }: Package, path: string): ZipEntry | null => {
  const entry = find(path);
  return entry && isLongPart(entry) && comesInBits(entry) && !holds(path) ? entry : null;
};

const FIRST_ROOM = 1 << 21;

/**
 * A cursor for each stretch: all but the last one end with a row, and the last one has what follows the rows. A stretch is gone when the next one is
 * asked for.
 */
export async function* stretchesOf(entry: ZipEntry): AsyncGenerator<SheetCursor> {
  let open = Buffer.allocUnsafe(FIRST_ROOM);
  let filled = 0;
  let cursor: SheetCursor | null = null;
  let prefix: string | null = null;
  for await (const bit of inflatedBits(entry)) {
    if (filled + bit.length > open.length) open = Buffer.concat([open.subarray(0, filled)], 2 * (filled + bit.length));
    bit.copy(open, filled);
    filled += bit.length;
    const here = open.subarray(0, filled);
    prefix ??= prefixIn(here, entry.name);
    const end = prefix === null ? 0 : endOfRows(here, prefix);
    if (end === 0) continue;
    cursor = new SheetCursor(open.subarray(0, end), entry.name, cursor, true);
    yield cursor;
    open.copyWithin(0, end, filled);
    filled -= end;
  }
  yield new SheetCursor(open.subarray(0, filled), entry.name, cursor);
}

/** The prefix of the sheet's elements; null where its rows have not begun. */
const prefixIn = (bytes: Buffer, path: string): string | null => {
  const begins = bytes.indexOf('sheetData');
  return begins < 0 || bytes.indexOf('>', begins) < 0 ? null : new SheetCursor(bytes, path).prefix;
};

/** The place after the last row that ends there; 0 where none does. */
const endOfRows = (bytes: Buffer, prefix: string): number => {
  const close = `</${prefix}row>`;
  const found = bytes.lastIndexOf(close, undefined, 'latin1');
  return found < 0 ? 0 : found + close.length;
};
