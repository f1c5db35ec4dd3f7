import { describe, expect, test } from 'vitest';
import { packed } from '../../../functions/xlsx/packing.ts';
import { inflateEntry, readZip, remarkOf, writeZip } from '../../../functions/xlsx/zip.ts';
import { type Packed, unzip, zipFile } from '../../support/zip.ts';

const contents = (bytes: Buffer) =>
  Object.fromEntries(readZip(bytes).entries.map((entry) => [entry.name, inflateEntry(entry).toString()]));

const EXTRA = Buffer.from([0x55, 0x54, 5, 0, 3, 1, 2, 3, 4]); // a time stamp, as Info-ZIP writes it

/** One entry of every kind that real writers make. */
const KINDS: readonly Packed[] = [
  { name: 'plain.xml', content: 'plain' },
  { name: 'stored.bin', content: 'stored', stored: true },
  { name: 'streamed.xml', content: 'streamed', descriptor: 'with signature' },
  { name: 'streamed2.xml', content: 'streamed too', descriptor: 'without signature' },
  { name: 'extra.xml', content: 'extra', extra: EXTRA, comment: 'a note' },
  { name: 'back\\slash.xml', content: 'backslash' },
  { name: 'wide.xml', content: 'wide', zip64: true },
  { name: 'folder/', content: '', stored: true },
];

describe('reading a zip', () => {
  test('takes every kind of entry', () => {
    expect(contents(zipFile(KINDS, 'archive comment'))).toEqual({
      'plain.xml': 'plain',
      'stored.bin': 'stored',
      'streamed.xml': 'streamed',
      'streamed2.xml': 'streamed too',
      'extra.xml': 'extra',
      'back/slash.xml': 'backslash',
      'wide.xml': 'wide',
      'folder/': '',
    });
  });

  test.each<[string, Buffer, string]>([
    ['an empty file', Buffer.alloc(0), 'empty-file'],
    [
      'a part that says it unpacks to 1.1 GiB, however it is packed',
      zipFile([{ name: 'a', content: Buffer.alloc(50 * 2 ** 20), stored: true, claimedSize: 1.1 * 2 ** 30 }]),
      'zip-bomb',
    ],
    ['some text', Buffer.from('name,due\nLi Na,2026-03-06\n'), 'not-a-zip'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'not-a-zip'],
    ['a download that broke off', zipFile(KINDS).subarray(0, 200), 'broken-zip'],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1000000000000000000', 'hex'), 'xls-file'],
    [
      'an .xlsx with a password to open',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(504),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
    ],
    ['an encrypted entry', zipFile([{ name: 'a', content: 'a', encrypted: true }]), 'encrypted'],
    [
      'a part that says it unpacks to 3 GiB',
      zipFile([{ name: 'a', content: 'a', claimedSize: 3 * 2 ** 30 }]),
      'zip-bomb',
    ],
    [
      'parts that together unpack to 40 MiB from nothing',
      zipFile([1, 2].map((n) => ({ name: `${n}`, content: 'a', claimedSize: 20 * 2 ** 20 }))),
      'zip-bomb',
    ],
    [
      'a part that says it unpacks to 600 MiB, a hundred times itself',
      zipFile([{ name: 'a', content: Buffer.alloc(6 * 2 ** 20), stored: true, claimedSize: 600 * 2 ** 20 }]),
      'zip-bomb',
    ],
    [
      'parts that together unpack to 1 GiB from nothing',
      zipFile([1, 2].map((n) => ({ name: `${n}`, content: 'a', claimedSize: 2 ** 29 }))),
      'zip-bomb',
    ],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => readZip(bytes)).toThrow(expect.objectContaining({ name: 'BatonError', kind: 'data', code }));
  });

  test.each([
    [600, 512],
    [1100, 1024],
  ])('says of %i MiB that they are more than %i MB', (unpacked, said) => {
    const content = Buffer.alloc(6 * 2 ** 20);
    const bytes = zipFile([{ name: 'a', content, stored: true, claimedSize: unpacked * 2 ** 20 }]);
    expect(() => readZip(bytes)).toThrow(new RegExp(`\\b${said} MB`));
  });

  test('reads what the sheets of a hundred thousand tasks come to: 560 MiB, twenty times the file', () => {
    const large = zipFile([
      { name: 'a', content: Buffer.alloc(28 * 2 ** 20), stored: true, claimedSize: 560 * 2 ** 20 },
    ]);
    expect(readZip(large).entries).toHaveLength(1);
  });

  test('writes nothing that it would not read again', () => {
    const before = readZip(
      zipFile([{ name: 'a', content: Buffer.alloc(21 * 2 ** 20), stored: true, claimedSize: 500 * 2 ** 20 }]),
    );
    const more = (mebibytes: number) => () => writeZip(before, new Map([['b', Buffer.alloc(mebibytes * 2 ** 20)]]));
    expect(more(40)).toThrow(expect.objectContaining({ name: 'BatonError', kind: 'data', code: 'too-large' }));
    expect(readZip(more(5)()).entries).toHaveLength(2);
  });

  test('takes a part that unpacks to a hundred times itself, as a sheet of styled empty rows does', () => {
    const row = (n: number) => `<row r="${n}" s="1" customFormat="1"/>`;
    const content = Array.from({ length: 1_000_000 }, (_, i) => row(i + 1)).join('');
    const [entry] = readZip(zipFile([{ name: 'a', content }])).entries;
    expect(inflateEntry(entry!).length).toBe(content.length);
  });

  test('refuses two entries that are the same bytes', () => {
    const bytes = zipFile([
      { name: 'a', content: 'abc' },
      { name: 'b', content: 'abc' },
    ]);
    const second = bytes.lastIndexOf('PK\u0001\u0002');
    bytes.writeUInt32LE(0, second + 42);
    expect(() => readZip(bytes)).toThrow(expect.objectContaining({ code: 'broken-zip' }));
  });

  test('every refusal says what to do, in both languages', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('text'), zipFile(KINDS).subarray(0, 200)]) {
      try {
        readZip(bytes);
        expect.unreachable();
      } catch (error) {
        const { words } = error as { words: Record<string, string> };
        expect(words['zh-CN']).toMatch(/[。]$/);
        expect(words.en).toMatch(/\.$/);
      }
    }
  });

  test('takes a directory of the zip64 kind, and writes a plain one', () => {
    const plain = zipFile(KINDS, 'archive comment');
    const end = plain.lastIndexOf('PK\u0005\u0006');
    const wide = Buffer.alloc(56 + 20);
    wide.write('PK\u0006\u0006', 0, 'latin1');
    wide.writeBigUInt64LE(44n, 4);
    wide.writeBigUInt64LE(BigInt(KINDS.length), 24);
    wide.writeBigUInt64LE(BigInt(KINDS.length), 32);
    wide.writeBigUInt64LE(BigInt(plain.readUInt32LE(end + 12)), 40);
    wide.writeBigUInt64LE(BigInt(plain.readUInt32LE(end + 16)), 48);
    wide.write('PK\u0006\u0007', 56, 'latin1');
    wide.writeBigUInt64LE(BigInt(end), 64);
    const last = Buffer.from(plain.subarray(end));
    last.fill(0xff, 8, 20);
    const bytes = Buffer.concat([plain.subarray(0, end), wide, last]);
    expect(contents(bytes)).toEqual(contents(plain));
    expect(writeZip(readZip(bytes), new Map([['plain.xml', null]]))).toEqual(
      writeZip(readZip(plain), new Map([['plain.xml', null]])),
    );
  });

  test('refuses overlapping entries', () => {
    const bytes = zipFile([
      { name: 'a', content: 'a'.repeat(50), stored: true },
      { name: 'b', content: 'b' },
    ]);
    bytes.writeUInt32LE(5000, bytes.indexOf('PK\u0001\u0002') + 20);
    expect(() => readZip(bytes)).toThrow(expect.objectContaining({ code: 'broken-zip' }));
  });

  test.each<[string, Packed, string]>([
    ['unpacks to more than it says', { name: 'a', content: Buffer.alloc(5_000_000), claimedSize: 1000 }, 'zip-bomb'],
    ['unpacks to less than it says', { name: 'a', content: 'abc', claimedSize: 1000 }, 'broken-part'],
    ['has another checksum', { name: 'a', content: 'abc', claimedCrc: 1 }, 'broken-part'],
  ])('refuses a part that %s', (_, file, code) => {
    const [entry] = readZip(zipFile([file])).entries;
    expect(() => inflateEntry(entry!)).toThrow(expect.objectContaining({ kind: 'data', code }));
  });
});

describe('writing a zip', () => {
  const original = zipFile(KINDS, 'archive comment');

  test.each(KINDS.map(({ name }) => name.replaceAll('\\', '/')).filter((name) => name !== 'folder/'))(
    'replaces %s and copies all others byte by byte',
    (name) => {
      const written = writeZip(readZip(original), new Map([[name, Buffer.from('something new')]]));
      expect(contents(written)).toEqual({ ...contents(original), [name]: 'something new' });
      const before = unzip(original).filter((entry) => entry.name.replaceAll('\\', '/') !== name);
      const after = unzip(written).filter((entry) => entry.name.replaceAll('\\', '/') !== name);
      expect(after).toEqual(before);
      expect(written.toString('utf8').endsWith('archive comment')).toBe(true);
    },
  );

  test('a replaced entry keeps its date, extra fields and comment', () => {
    const written = writeZip(readZip(original), new Map([['extra.xml', Buffer.from('new')]]));
    const entry = unzip(written).find(({ name }) => name === 'extra.xml')!;
    expect(entry.raw.includes(EXTRA)).toBe(true);
    expect(entry.record.includes(EXTRA)).toBe(true);
    expect(entry.record.toString().endsWith('a note')).toBe(true);
    expect(entry.record.readUInt32LE(12)).toBe(0x5b6f3a21);
  });

  test('a replaced entry says its sizes up front', () => {
    const written = writeZip(readZip(original), new Map([['streamed.xml', Buffer.from('new')]]));
    const { raw, record } = unzip(written).find(({ name }) => name === 'streamed.xml')!;
    expect([raw.readUInt16LE(6) & 8, record.readUInt16LE(8) & 8]).toEqual([0, 0]);
    expect(raw.readUInt32LE(22)).toBe(3);
  });

  test('adds and removes entries', () => {
    const written = writeZip(
      readZip(original),
      new Map([
        ['plain.xml', null],
        ['xl/new.xml', Buffer.from('added')],
      ]),
    );
    expect(contents(written)).toMatchObject({ 'xl/new.xml': 'added', 'wide.xml': 'wide' });
    expect(contents(written)).not.toHaveProperty('plain.xml');
  });

  test('the same change gives the same bytes', () => {
    const changes = new Map([
      ['plain.xml', Buffer.from('x')],
      ['new.xml', Buffer.from('y')],
    ]);
    expect(writeZip(readZip(original), changes)).toEqual(writeZip(readZip(original), changes));
  });

  test('keeps a remark of a part for as long as its content is the same', () => {
    const remarkIn = (bytes: Buffer, name: string) =>
      remarkOf(readZip(bytes).entries.find((one) => one.name === name)!);
    const part = { ...packed(Buffer.from('said'), 5), remark: 'about what is said' };
    const noted = writeZip(readZip(zipFile(KINDS)), new Map([['extra.xml', part]]));
    expect(remarkIn(noted, 'extra.xml')).toBe('about what is said');
    expect(contents(noted)['extra.xml']).toBe('said');
    expect(Buffer.from(noted).includes(EXTRA)).toBe(true);
    const elsewhere = writeZip(readZip(noted), new Map([['plain.xml', Buffer.from('changed')]]));
    expect(remarkIn(elsewhere, 'extra.xml')).toBe('about what is said');
    expect(remarkIn(elsewhere, 'plain.xml')).toBeUndefined();
    expect(
      remarkIn(writeZip(readZip(noted), new Map([['extra.xml', Buffer.from('other')]])), 'extra.xml'),
    ).toBeUndefined();
    // Another program has put new content there, and kept what it did not know.
    const [entry] = readZip(noted).entries.filter(({ name }) => name === 'extra.xml');
    expect(remarkOf({ ...entry!, crc: entry!.crc ^ 1 })).toBeUndefined();
  });
});
