/**
 * Reads and writes zip files (PKWARE's APPNOTE 6.3.10), and refuses those that unpack too far. Reading lists the central directory
 * and inflates parts on demand; writing deflates only what changed and copies every other entry's bytes as they are.
 */
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import { must } from '../../core/text/must.ts';
import { BatonError } from '../errors.ts';
import { compoundRefusal, encrypted, isCompound } from './compound.ts';
import { giveBack } from './memory.ts';
import { DEFLATE_LEVEL, type PackedPart, packed } from './packing.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const STORED = 0;
const DEFLATED = 8;
const ZIP64_EXTRA = 1;
/** Of nobody's else (APPNOTE 4.6): what we note of a part's content, for ourselves. */
const REMARK_EXTRA = 0x6142;
const MAX32 = 0xffffffff;

const MiB = 1024 * 1024;
/**
 * How far a file may unpack, by what its directory declares, before anything is unpacked; no part gets longer than declared.
 * A workbook of 100,000 rows and 12 columns unpacks to 50 MiB, 7.5 : 1. Deflate cannot pass 1032 : 1; an honest sheet of styled empty rows
 * comes near 100 : 1. Beyond 512 MiB, which is what a function has, only what is packed like sheets of texts goes on: 100,000 tasks after their first
 * sweep are 526 MiB, 12 : 1.
 */
const BOMB = { ratio: 200, above: 32 * MiB, whole: 512 * MiB, plain: 25, most: 1024 * MiB } as const;

/** Whether so many bytes, packed into so many, are more than is read. */
const isTooMuch = (unpacked: number, packed: number): boolean =>
  unpacked > BOMB.most ||
  (unpacked > BOMB.whole && unpacked > BOMB.plain * packed) ||
  (unpacked > BOMB.above && unpacked > BOMB.ratio * packed);

export interface ZipEntry {
  /** With forward slashes and no leading one, whatever the writer used. */
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  /** The record in the central directory: header, name, extra fields, comment. */
  readonly central: Buffer;
  /** Local header, data and all that stands before the next entry: a data descriptor where there is one. */
  readonly whole: Buffer;
  readonly data: Buffer;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  readonly comment: Buffer;
}

export const brokenPart = (part: string, cause?: unknown) =>
  new BatonError('data', 'broken-part', say.brokenPart({ part }), cause);

const brokenZip = () => new BatonError('data', 'broken-zip', say.brokenZip);

/** The limit that so many unpacked bytes are said to pass, in MB. */
const limitFor = (unpacked: number): number => (unpacked > BOMB.most ? BOMB.most : BOMB.whole) / MiB;

const bomb = (unpacked = 0) =>
  new BatonError('data', 'zip-bomb', say.zipBomb({ megabytes: limitFor(unpacked), ratio: BOMB.ratio }));

/** Says what the bytes are when they are no zip. */
const refuse = (bytes: Buffer): BatonError => {
  if (bytes.length === 0) {
    return new BatonError('data', 'empty-file', say.emptyFile);
  }
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL) return brokenZip();
  return new BatonError('data', 'not-a-zip', say.notAZip);
};

const endOf = (bytes: Buffer): number => {
  for (let p = bytes.length - 22; p >= 0 && p >= bytes.length - 22 - 0xffff; p--) {
    if (bytes.readUInt32LE(p) === END && p + 22 + bytes.readUInt16LE(p + 20) <= bytes.length) return p;
  }
  throw refuse(bytes);
};

/** An extra field's range within `extra`, header included. */
const findExtra = (extra: Buffer, id: number): { start: number; end: number } | null => {
  for (let p = 0; p + 4 <= extra.length; ) {
    const end = p + 4 + extra.readUInt16LE(p + 2);
    if (extra.readUInt16LE(p) === id) return end <= extra.length ? { start: p, end } : null;
    p = end;
  }
  return null;
};

const without = (id: number, extra: Buffer): Buffer => {
  const found = findExtra(extra, id);
  return found ? Buffer.concat([extra.subarray(0, found.start), extra.subarray(found.end)]) : extra;
};
const withoutZip64 = (extra: Buffer): Buffer => without(ZIP64_EXTRA, extra);

const extraOf = (central: Buffer): Buffer => {
  const start = 46 + central.readUInt16LE(28);
  return central.subarray(start, start + central.readUInt16LE(30));
};

/** Said of one content alone: whoever changes that may keep its remark. */
const remarkField = ({ crc, remark }: Pick<PackedPart, 'crc' | 'remark'>): Buffer => {
  if (remark === undefined) return Buffer.alloc(0);
  const field = Buffer.alloc(8 + Buffer.byteLength(remark));
  field.writeUInt16LE(REMARK_EXTRA, 0);
  field.writeUInt16LE(field.length - 4, 2);
  field.writeUInt32LE(crc, 4);
  field.write(remark, 8);
  return field;
};

/** What was noted of an entry's content when it was written; undefined where nothing was, or the content is another. */
export const remarkOf = ({ central, crc }: ZipEntry): string | undefined => {
  const extra = extraOf(central);
  const found = findExtra(extra, REMARK_EXTRA);
  if (!found || found.end - found.start < 8 || extra.readUInt32LE(found.start + 4) !== crc) return undefined;
  return extra.toString('utf8', found.start + 8, found.end);
};

/** Reads a 64-bit number that must lie within the file. */
const within = (bytes: Buffer, at: number): number => {
  const n = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(n)) throw brokenZip();
  return n;
};

/** Sizes and offset of a central record; those that do not fit 32 bits stand in its zip64 field, in this order. */
const measuresOf = (central: Buffer): { size: number; packed: number; offset: number } => {
  const extra = extraOf(central);
  const wide = findExtra(extra, ZIP64_EXTRA);
  let p = wide ? wide.start + 4 : 0;
  const read = (at: number): number => {
    const n = central.readUInt32LE(at);
    if (n !== MAX32) return n;
    if (!wide || p + 8 > wide.end) throw brokenZip();
    p += 8;
    return within(extra, p - 8);
  };
  const size = read(24);
  return { size, packed: read(20), offset: read(42) };
};

const directoryOf = (bytes: Buffer, end: number): { count: number; start: number } => {
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count !== 0xffff && start !== MAX32) return { count, start };
  const locator = end - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== LOCATOR64) return { count, start };
  const end64 = within(bytes, locator + 8);
  if (end64 + 56 > bytes.length || bytes.readUInt32LE(end64) !== END64) throw brokenZip();
  return { count: within(bytes, end64 + 32), start: within(bytes, end64 + 48) };
};

const listCentral = (bytes: Buffer, start: number, count: number): Buffer[] => {
  const records: Buffer[] = [];
  let p = start;
  for (let i = 0; i < count; i++) {
    if (p + 46 > bytes.length || bytes.readUInt32LE(p) !== CENTRAL) throw brokenZip();
    const next = p + 46 + bytes.readUInt16LE(p + 28) + bytes.readUInt16LE(p + 30) + bytes.readUInt16LE(p + 32);
    if (next > bytes.length) throw brokenZip();
    records.push(bytes.subarray(p, next));
    p = next;
  }
  return records;
};

/** Lists a zip's entries. Refuses with BatonError 'data': not-a-zip, broken-zip, xls-file, encrypted, empty-file, zip-bomb. */
export const readZip = (bytes: Buffer): Zip => {
  // Looked at first: one of Excel's own .xls files may hold a zip with its theme, end mark and all.
  if (isCompound(bytes)) throw compoundRefusal(bytes);
  const end = endOf(bytes);
  const { count, start } = directoryOf(bytes, end);
  const records = listCentral(bytes, start, count).map((central) => ({ central, ...measuresOf(central) }));

  let total = 0;
  for (const { central, size } of records) {
    if (central.readUInt16LE(8) & ENCRYPTED) throw encrypted();
    total += size;
  }
  if (isTooMuch(total, bytes.length)) throw bomb(total);

  const starts = records.map((record) => record.offset).sort((a, b) => a - b);
  if (new Set(starts).size < starts.length) throw brokenZip(); // two entries of the same bytes
  const nextStart = new Map(starts.map((offset, i) => [offset, starts[i + 1] ?? start]));
  const entries = records.map(({ central, size, packed, offset }): ZipEntry => {
    if (offset + 30 > start || bytes.readUInt32LE(offset) !== LOCAL) throw brokenZip();
    const data = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const stop = must(nextStart.get(offset), 'end of an entry');
    if (data + packed > stop) throw brokenZip(); // also refuses entries that overlap
    return {
      name: central
        .toString('utf8', 46, 46 + central.readUInt16LE(28))
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      method: central.readUInt16LE(10),
      crc: central.readUInt32LE(16),
      size,
      central,
      whole: bytes.subarray(offset, stop),
      data: bytes.subarray(data, data + packed),
    };
  });
  return { entries, comment: bytes.subarray(end + 22, end + 22 + bytes.readUInt16LE(end + 20)) };
};

/** An entry's content, at most as long as it declares. Refuses with BatonError 'data': broken-part, zip-bomb. */
export const inflateEntry = (entry: ZipEntry): Buffer => {
  const content = unpack(entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw brokenPart(entry.name);
  return content;
};

const unpack = ({ name, method, data, size }: ZipEntry): Buffer => {
  if (method === STORED) return data;
  if (method !== DEFLATED) throw brokenPart(name);
  try {
    return inflated(data, size);
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : brokenPart(name, cause);
  }
};

/** One chunk of the declared size: no copying together, and nothing beyond what was declared. */
const inflated = (data: Buffer, size: number): Buffer =>
  inflateRawSync(data, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) });

/** Of an entry whose content nobody needs any more: one that is not packed lies among the zip's own bytes. */
export const letGo = ({ method }: ZipEntry, content: Buffer): void => {
  if (method === DEFLATED) giveBack(content);
};

/** What is unpacked at once of a content that comes bit by bit. */
const BIT = 1 << 20;

/** Whether an entry's content can come bit by bit. */
export const comesInBits = ({ method }: ZipEntry): boolean => method === DEFLATED;

/** The same content bit by bit; each is gone when the next one is asked for. */
export async function* inflatedBits({ name, data, size, crc }: ZipEntry): AsyncGenerator<Buffer> {
  const unpacking = createInflateRaw({ chunkSize: BIT });
  unpacking.end(data);
  let length = 0;
  let sum = 0;
  try {
    for await (const bit of unpacking as AsyncIterable<Buffer>) {
      length += bit.length;
      if (length > size) throw bomb();
      sum = crc32(bit, sum);
      yield bit;
      if (bit.length === bit.buffer.byteLength) giveBack(bit);
    }
  } catch (cause) {
    throw cause instanceof BatonError ? cause : brokenPart(name, cause);
  }
  if (length !== size || sum !== crc) throw brokenPart(name);
}

interface Packed {
  readonly central: Buffer;
  readonly chunks: readonly Buffer[];
  /** Of the chunks what was packed for it, and is needed nowhere else. */
  readonly data?: Buffer;
}

/** A part's new content: as it is, or packed already. */
export type NewContent = Buffer | PackedPart;

const packChanged = (old: ZipEntry, part: PackedPart): Packed => {
  const nameLength = old.whole.readUInt16LE(26);
  const extra = withoutZip64(old.whole.subarray(30 + nameLength, 30 + nameLength + old.whole.readUInt16LE(28)));
  const local = Buffer.concat([old.whole.subarray(0, 30 + nameLength), extra]);
  local.writeUInt16LE(extra.length, 28);

  const oldExtra = extraOf(old.central);
  const afterName = 46 + old.central.readUInt16LE(28);
  const centralExtra = Buffer.concat([without(REMARK_EXTRA, withoutZip64(oldExtra)), remarkField(part)]);
  const central = Buffer.concat([
    old.central.subarray(0, afterName),
    centralExtra,
    old.central.subarray(afterName + oldExtra.length),
  ]);
  central.writeUInt16LE(centralExtra.length, 30);
  central.writeUInt32LE(0, 42); // no longer in the zip64 field, if it was

  describe(local, 6, part);
  describe(central, 8, part);
  return { central, chunks: [local, part.data], data: part.data };
};

/** The fields that local header and central record share, from the flags on. */
const describe = (header: Buffer, flagsAt: number, { data, size, crc }: PackedPart): void => {
  header.writeUInt16LE(header.readUInt16LE(flagsAt) & ~SIZES_FOLLOW, flagsAt);
  header.writeUInt16LE(DEFLATED, flagsAt + 2);
  header.writeUInt32LE(crc, flagsAt + 8);
  header.writeUInt32LE(data.length, flagsAt + 12);
  header.writeUInt32LE(size, flagsAt + 16);
};

/** 1980-01-01, as Excel itself writes it: the same content gives the same file. */
const NO_DATE = 0x21;

const packNew = (name: string, part: PackedPart): Packed => {
  const nameBytes = Buffer.from(name, 'latin1');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(LOCAL, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(NO_DATE, 12);
  local.writeUInt16LE(nameBytes.length, 26);
  describe(local, 6, part);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(CENTRAL, 0);
  central.writeUInt16LE(20, 4);
  local.copy(central, 6, 4, 30);
  return { central: Buffer.concat([central, nameBytes]), chunks: [local, nameBytes, part.data], data: part.data };
};

/** Points a central record to where its entry now stands, in the zip64 field if it stood there. */
const placed = (central: Buffer, offset: number): Buffer => {
  const record = Buffer.from(central);
  if (record.readUInt32LE(42) !== MAX32) {
    record.writeUInt32LE(offset, 42);
    return record;
  }
  const extra = extraOf(record);
  const wideFields = [24, 20].filter((at) => record.readUInt32LE(at) === MAX32).length;
  extra.writeBigUInt64LE(BigInt(offset), must(findExtra(extra, ZIP64_EXTRA), 'zip64 field').start + 4 + 8 * wideFields);
  return record;
};

/**
 * The zip with `changes` applied: content by entry name, null removes, a name not there yet is added (ASCII names
 * only). Entries keep their order; all others keep every byte but their offset in the central directory. `level` is
 * zlib's: a higher one for what is written once and copied often. What comes packed already is given back. BatonError too-large where nobody
 * could read it again.
 */
export const writeZip = (zip: Zip, changes: ReadonlyMap<string, NewContent | null>, level = DEFLATE_LEVEL): Buffer => {
  const pack = (content: NewContent) => (Buffer.isBuffer(content) ? packed(content, level) : content);
  const known = new Set(zip.entries.map((entry) => entry.name));
  const kept = zip.entries.filter((entry) => changes.get(entry.name) !== null);
  const entries = kept.map((entry): Packed => {
    const content = changes.get(entry.name);
    return content ? packChanged(entry, pack(content)) : { central: entry.central, chunks: [entry.whole] };
  });
  for (const [name, content] of changes) {
    if (content && !known.has(name)) entries.push(packNew(name, pack(content)));
  }

  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    directory.push(placed(entry.central, offset));
    for (const chunk of entry.chunks) offset += chunk.length;
  }
  const directorySize = directory.reduce((sum, record) => sum + record.length, 0);
  if (entries.length >= 0xffff || offset + directorySize >= MAX32) throw tooLarge();
  const changed = [...changes.values()].reduce((sum, content) => sum + (content ? sizeOf(content) : 0), 0);
  const untouched = kept.reduce((sum, { name, size }) => sum + (changes.has(name) ? 0 : size), 0);
  if (isTooMuch(changed + untouched, offset + directorySize)) throw wouldBeTooLarge(changed + untouched);

  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(zip.comment.length, 20);
  return joined(entries, Buffer.concat([...directory, end, zip.comment]), offset);
};

/** The entries, which are so long, and what follows them. Of a large file the parts go one by one as they are taken over. */
const joined = (entries: readonly Packed[], rest: Buffer, length: number): Buffer => {
  const bytes = Buffer.allocUnsafeSlow(length + rest.length);
  let at = 0;
  for (const { chunks, data } of entries) {
    for (const chunk of chunks) at += chunk.copy(bytes, at);
    if (data) giveBack(data);
  }
  rest.copy(bytes, at);
  return bytes;
};

const sizeOf = (content: NewContent): number => (Buffer.isBuffer(content) ? content.length : content.size);

/** What a part's new content is, unpacked. */
export const unpacked = (content: NewContent): Buffer =>
  Buffer.isBuffer(content) ? content : inflated(content.data, content.size);

const tooLarge = () => new BatonError('data', 'too-large', say.tooLarge);
const wouldBeTooLarge = (unpacked: number) =>
  new BatonError('data', 'too-large', say.wouldBeTooLarge({ megabytes: limitFor(unpacked) }));
