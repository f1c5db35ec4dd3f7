import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A zip made by hand, so that tests can say every field that real writers use, and wrong ones. */
export interface Packed {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  /** Sizes and checksum follow the data, as streaming writers do it. */
  readonly descriptor?: 'with signature' | 'without signature';
  readonly extra?: Buffer;
  /** Sizes in the central directory stand in a zip64 field. */
  readonly zip64?: boolean;
  readonly encrypted?: boolean;
  readonly comment?: string;
  /** What the directory claims, where it is not the truth. */
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
}

export const zipFile = (files: readonly Packed[], comment = ''): Buffer => {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const content = Buffer.from(file.content);
    const data = file.stored ? content : deflateRawSync(content, { level: 1 });
    const name = Buffer.from(file.name);
    const flags = (file.descriptor ? 8 : 0) | (file.encrypted ? 1 : 0) | 0x800;
    const crc = file.claimedCrc ?? crc32(content);
    const size = file.claimedSize ?? content.length;
    const head = Buffer.alloc(26);
    head.writeUInt16LE(45, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(file.stored ? 0 : 8, 4);
    head.writeUInt32LE(0x5b6f3a21, 6); // a time and a date
    head.writeUInt32LE(crc, 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(size, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.from(head);
    if (file.descriptor) local.fill(0, 10, 22);
    const extra = file.extra ?? Buffer.alloc(0);
    local.writeUInt16LE(extra.length, 24);
    const after = Buffer.alloc(file.descriptor ? 16 : 0);
    if (file.descriptor) {
      after.writeUInt32LE(0x08074b50, 0);
      after.writeUInt32LE(crc, 4);
      after.writeUInt32LE(data.length, 8);
      after.writeUInt32LE(size, 12);
    }
    const entry = [
      Buffer.from('PK\u0003\u0004'),
      local,
      name,
      extra,
      data,
      file.descriptor === 'without signature' ? after.subarray(4) : after,
    ];
    chunks.push(...entry);

    let centralExtra = extra;
    if (file.zip64) {
      const wide = Buffer.alloc(28);
      wide.writeUInt16LE(1, 0);
      wide.writeUInt16LE(24, 2);
      wide.writeBigUInt64LE(BigInt(size), 4);
      wide.writeBigUInt64LE(BigInt(data.length), 12);
      wide.writeBigUInt64LE(BigInt(offset), 20);
      head.writeUInt32LE(0xffffffff, 14);
      head.writeUInt32LE(0xffffffff, 18);
      centralExtra = Buffer.concat([extra, wide]);
    }
    const note = Buffer.from(file.comment ?? '');
    const tail = Buffer.alloc(16);
    tail.writeUInt16LE(centralExtra.length, 0);
    tail.writeUInt16LE(note.length, 2);
    tail.writeUInt32LE(file.zip64 ? 0xffffffff : offset, 12);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head.subarray(0, 24), tail, name, centralExtra, note]),
    );
    offset += entry.reduce((sum, chunk) => sum + chunk.length, 0);
  }
  const size = directory.reduce((sum, record) => sum + record.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...chunks, ...directory, end, Buffer.from(comment)]);
};

interface Unpacked {
  readonly name: string;
  readonly content: Buffer;
  /** All bytes from the local header to the next entry. */
  readonly raw: Buffer;
  /** The record of the central directory without its offset. */
  readonly record: Buffer;
}

/** Bytes: what a zip says of itself need not be so. */
const MOST_AT_ONCE = 64 * 1024 * 1024;

/** Reads a zip's entries straight from its bytes; of zip64 only fields that hold all three numbers. */
export const unzip = (bytes: Buffer): Unpacked[] => {
  const end = bytes.lastIndexOf('PK\u0005\u0006');
  const start = bytes.readUInt32LE(end + 16);
  const records: { name: string; offset: number; method: number; packed: number; record: Buffer }[] = [];
  for (let p = start; records.length < bytes.readUInt16LE(end + 10); ) {
    const nameLength = bytes.readUInt16LE(p + 28);
    const next = p + 46 + nameLength + bytes.readUInt16LE(p + 30) + bytes.readUInt16LE(p + 32);
    const record = Buffer.from(bytes.subarray(p, next));
    const wide = record.readUInt32LE(42) === 0xffffffff ? record.lastIndexOf(Buffer.from([1, 0, 24, 0])) : 0;
    records.push({
      name: bytes.toString('utf8', p + 46, p + 46 + nameLength),
      offset: wide ? Number(record.readBigUInt64LE(wide + 20)) : record.readUInt32LE(42),
      method: record.readUInt16LE(10),
      packed: wide ? Number(record.readBigUInt64LE(wide + 12)) : record.readUInt32LE(20),
      record,
    });
    record.fill(0, wide ? wide + 20 : 42, wide ? wide + 28 : 46);
    p = next;
  }
  const stops = [...records.map(({ offset }) => offset), start].sort((a, b) => a - b);
  return records.map(({ name, offset, method, packed, record }) => {
    const data = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const stream = bytes.subarray(data, data + packed);
    const raw = bytes.subarray(offset, stops[stops.indexOf(offset) + 1]);
    // At once, whatever it comes to, where it is as large as it is said to be.
    const chunkSize = Math.min(Math.max(record.readUInt32LE(24), 64) + 1, MOST_AT_ONCE);
    return { name, content: method === 0 ? stream : inflateRawSync(stream, { chunkSize }), raw, record };
  });
};
