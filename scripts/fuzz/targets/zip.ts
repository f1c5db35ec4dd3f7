/** The container: whatever can be wrong with names, sizes, offsets and what is packed. */
import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { BatonError } from '../../../functions/errors.ts';
import { inflateEntry, readZip, writeZip } from '../../../functions/xlsx/zip.ts';
import { type Packed, zipFile } from '../../../test/support/zip.ts';
import { damagedBytes } from '../draw.ts';
import { mustHold, target } from '../target.ts';

const NAMES = [
  'xl/workbook.xml',
  'XL/Workbook.xml',
  '../../etc/passwd',
  '/abs.xml',
  'a\\b.xml',
  '',
  '[Content_Types].xml',
  'x'.repeat(300),
  '表.xml',
  'a\u0000b',
  '__proto__',
];

/** Far smaller than what they unpack to. */
const ZEROS = Buffer.alloc(4 * 1024 * 1024);

const content = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 4, arbitrary: fc.string({ maxLength: 60 }).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.nat(ZEROS.length).map((size) => ZEROS.subarray(0, size)) },
  // a zip within
  { weight: 1, arbitrary: fc.constant(zipFile([{ name: 'inner', content: 'x' }])) },
);

const entry: fc.Arbitrary<Packed> = fc.record(
  {
    name: fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', maxLength: 8 })),
    content,
    stored: fc.boolean(),
    descriptor: fc.constantFrom('with signature' as const, 'without signature' as const),
    extra: fc.oneof(
      fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(Buffer.from([1, 0, 0, 0]), Buffer.from([1, 0, 8, 0, 1, 2, 3]), Buffer.from([1, 0, 0xff, 0xff])),
    ),
    zip64: fc.boolean(),
    encrypted: fc.constantFrom(false, false, false, true),
    comment: fc.string({ maxLength: 6 }),
    claimedSize: fc.constantFrom(0, 1, 200, 0x7fff_ffff, 0xffff_ffff, 64 * 1024 * 1024),
    claimedCrc: fc.nat(),
  },
  { requiredKeys: ['name', 'content'] },
);

const whole = fc
  .tuple(fc.array(entry, { maxLength: 5 }), fc.string({ maxLength: 8 }))
  .map(([files, comment]) => zipFile(files, comment));

/** The directory says the same entry twice, or entries lie within each other. */
const overlapping = fc.tuple(whole, fc.nat(3), fc.nat(200)).map(([bytes, which, by]) => {
  const copy = Buffer.from(bytes);
  let at = copy.indexOf('PK\u0001\u0002');
  for (let n = 0; n < which && at >= 0; n++) at = copy.indexOf('PK\u0001\u0002', at + 4);
  if (at >= 0) copy.writeUInt32LE((copy.readUInt32LE(at + 42) + by - 100) >>> 0, at + 42);
  return copy;
});

const TINY = zipFile([
  { name: 'a.xml', content: 'a' },
  { name: 'b.xml', content: 'b'.repeat(50) },
]);

const attempt = (bytes: Buffer): string => {
  const zip = readZip(bytes);
  let whole = 0;
  for (const one of zip.entries) {
    try {
      mustHold(inflateEntry(one).length === one.size, () => 'an entry is longer than it says');
      whole++;
    } catch (error) {
      if (!(error instanceof BatonError)) throw error;
    }
  }
  // Written with a change, all that was whole is still there.
  const first = zip.entries[0];
  const content = Buffer.from('changed');
  const written = readZip(
    writeZip(zip, new Map<string, Buffer | null>(first ? [[first.name, content]] : [['new.xml', content]])),
  );
  let after = 0;
  for (const one of written.entries) {
    try {
      const is = inflateEntry(one);
      if (one.name === (first?.name ?? 'new.xml'))
        mustHold(is.equals(content), () => 'what was written is not what is read');
      after++;
    } catch (error) {
      if (!(error instanceof BatonError)) throw error;
    }
  }
  mustHold(after >= whole, () => `of ${whole} entries that could be read, ${after} are left`);
  return `read ${zip.entries.length} ${whole}`;
};

export const zip = target<Buffer>({
  name: 'zip',
  patience: 3000,
  prepare: async () => ({
    inputs: fc.oneof(
      { weight: 4, arbitrary: whole },
      { weight: 3, arbitrary: damagedBytes(whole) },
      { weight: 3, arbitrary: damagedBytes(fc.constant(TINY)) },
      { weight: 2, arbitrary: overlapping },
      {
        weight: 1,
        arbitrary: damagedBytes(
          fc.constant(
            Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
          ),
        ),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map((bytes) => deflateRawSync(bytes)) },
    ),
    attempt,
  }),
});
