/**
 * Cells of a binary workbook as every reader knows them: some programs write those that follow each other without their
 * columns ([MS-XLSB] 2.4, BrtShort…), and hucre leaves these out.
 */
import { inflateEntry, readZip, writeZip } from '../../xlsx/zip.ts';

const SHEET = /\/worksheets\/[^/]+\.bin$/i;

/** The record that begins a row, those of cells with a column, and those of cells without: each so far from its like. */
const ROW = 0;
const CELLS = { first: 1, last: 11 } as const;
const SHORT = { first: 12, last: 18 } as const;
const APART = SHORT.first - CELLS.first;

/** The same bytes where there are none of these. */
export const withColumns = (bytes: Buffer): Buffer => {
  const zip = readZip(bytes);
  const changed = zip.entries.flatMap((entry) => {
    if (!SHEET.test(entry.name)) return [];
    const part = inflateEntry(entry);
    const whole = expanded(part);
    return whole === part ? [] : [[entry.name, whole] as const];
  });
  return changed.length === 0 ? bytes : writeZip(zip, new Map(changed));
};

const expanded = (part: Buffer): Buffer => {
  const pieces: Buffer[] = [];
  let column = -1;
  let isShort = false;
  for (const { id, data, record } of recordsIn(part)) {
    if (id === ROW) column = -1;
    else if (id >= CELLS.first && id <= CELLS.last && data.length >= 4) column = data.readUInt32LE(0);
    if (id < SHORT.first || id > SHORT.last) {
      pieces.push(record);
      continue;
    }
    isShort = true;
    column++;
    const at = Buffer.alloc(4);
    at.writeUInt32LE(column >>> 0);
    pieces.push(Buffer.from([id - APART, ...sizeOf(data.length + at.length)]), at, data);
  }
  return isShort ? Buffer.concat(pieces) : part;
};

interface BinaryRecord {
  readonly id: number;
  readonly data: Buffer;
  /** With its id and its size. */
  readonly record: Buffer;
}

/** Its id takes one byte or two, its size up to four, seven bits each. */
function* recordsIn(part: Buffer): Generator<BinaryRecord> {
  for (let at = 0; at < part.length; ) {
    const from = at;
    const byte = () => part[at++] ?? 0;
    const first = byte();
    const id = first & 0x80 ? (first & 0x7f) | ((byte() & 0x7f) << 7) : first;
    let size = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const next = byte();
      size |= (next & 0x7f) << shift;
      if ((next & 0x80) === 0) break;
    }
    const data = part.subarray(at, at + size);
    at += size;
    yield { id, data, record: part.subarray(from, at) };
  }
}

const sizeOf = (size: number): number[] => {
  const bytes: number[] = [];
  for (let left = size; ; left >>>= 7) {
    bytes.push(left > 0x7f ? (left & 0x7f) | 0x80 : left);
    if (left <= 0x7f) return bytes;
  }
};
