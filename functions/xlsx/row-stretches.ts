/** A worksheet part in stretches of whole rows, of which one stands in memory at a time. */
import { constants, inflateRawSync } from 'node:zlib';
import type { Package } from './parts.ts';
import { SheetCursor } from './sheet-cursor.ts';
import { isLongPart } from './tails.ts';
import { brokenPart, comesInBits, inflatedBits, type ZipEntry } from './zip.ts';

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

/** How much of a long part is unpacked first to find its first rows. */
const FIRST_PACKED = 1 << 17;

/**
 * A cursor for the rows of a long part down to this one, and maybe some more, of a sheet that was read and whose rows stand in order; null for a
 * part that is better taken as a whole.
 */
export const rowsDownTo = (parts: Package, path: string, row: number): SheetCursor | null => {
  const entry = inStretches(parts, path);
  if (!entry) return null;
  for (let packed = FIRST_PACKED; packed < entry.data.length / 2; packed *= 4) {
    const bytes = beginningOf(entry, packed);
    const prefix = prefixIn(bytes, path);
    const end = prefix === null ? 0 : endOfRows(bytes, prefix);
    if (end === 0) continue;
    const cursor = new SheetCursor(bytes.subarray(0, end), path, null, true);
    if (cursor.hasMarks) return null;
    if (lastRowAmong(cursor) >= row) return cursor;
  }
  return null;
};

/** What so many packed bytes say. Of a part that was unpacked before: nothing is checked. */
const beginningOf = ({ name, data }: ZipEntry, packed: number): Buffer => {
  try {
    return inflateRawSync(data.subarray(0, packed), { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: FIRST_ROOM });
  } catch (cause) {
    throw brokenPart(name, cause);
  }
};

/** The number of the row that stands last in these bytes; infinity where it says none. */
export const lastRowAmong = ({ bytes, prefix }: SheetCursor): number => {
  const at = bytes.lastIndexOf(`<${prefix}row`, undefined, 'latin1');
  const said = at < 0 ? null : /^[^>]*?\sr\s*=\s*["'](\d+)/.exec(bytes.toString('latin1', at, at + 200));
  return said ? Number(said[1]) : Number.POSITIVE_INFINITY;
};

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
