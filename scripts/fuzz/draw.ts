/** What is hard to read, drawn: texts of a vocabulary with accidents, and bytes with damage. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { cycled } from '../lists.ts';
import words from './words.json' with { type: 'json' };

/** A cell holds no more. */
const LONGEST = 32_767;

const oddText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words.odd) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: fc.integer().map(String) },
);

/** Words of a vocabulary one after the other, with accidents between and within them, now and then as long as can be. */
export const drawText = (vocabulary: readonly string[], words = 10, longest = LONGEST): fc.Arbitrary<string> => {
  const word = fc.constantFrom(...vocabulary);
  const piece = fc.oneof({ weight: 8, arbitrary: word }, { weight: 2, arbitrary: oddText });
  const pieces = fc.array(piece, { maxLength: words }).map((all) => all.join(''));
  const cut = fc
    .tuple(word, fc.nat(40), fc.nat(3), oddText)
    .map(
      ([text, at, gone, odd]) =>
        text.slice(0, at % (text.length + 1)) + odd + text.slice((at % (text.length + 1)) + gone),
    );
  const repeated = fc
    .tuple(
      pieces,
      fc.oneof(word, oddText),
      fc.oneof({ weight: 20, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.nat(longest) }),
      pieces,
    )
    .map(([before, unit, count, after]) => {
      const room = Math.max(0, longest - before.length - after.length);
      return before + unit.repeat(Math.min(count, Math.floor(room / Math.max(1, unit.length)))) + after;
    });
  return fc.oneof(
    { weight: 3, arbitrary: word },
    { weight: 5, arbitrary: pieces },
    { weight: 3, arbitrary: cut },
    { weight: 1, arbitrary: repeated },
  );
};

/** What stands in a cell, besides text: numbers at the edges of what is a date, a share, a count. */
export const numbers = fc.oneof(
  fc.constantFrom(
    -1,
    -0,
    0,
    0.5,
    1,
    1.5,
    2,
    59,
    60,
    61,
    100,
    1462,
    45_000.99999,
    46_087,
    2_958_465,
    2_958_466,
    1e21,
    -1e21,
    1e-7,
    2 ** 53,
    5e-324,
    1.7e308,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

interface Damage {
  readonly how: 'flip' | 'set' | 'cut' | 'drop' | 'double' | 'insert' | 'number' | 'truncate';
  readonly at: number;
  readonly size: number;
  readonly byte: number;
}
const damage = fc.record<Damage>({
  how: fc.constantFrom('flip', 'set', 'cut', 'drop', 'double', 'insert', 'number', 'truncate'),
  at: fc.nat(0xff_ffff),
  size: fc.oneof({ weight: 5, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(4000) }),
  byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 60, 62, 38, 34, 10), fc.nat(255)),
});
const NUMBERS = [0, 1, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff];

const damaged = (bytes: Buffer, { how, at: place, size, byte }: Damage): Buffer => {
  if (bytes.length === 0) return Buffer.from([byte]);
  const at = place % bytes.length;
  const rest = (from: number) => bytes.subarray(Math.min(from, bytes.length));
  switch (how) {
    case 'truncate':
      return bytes.subarray(0, at);
    case 'drop':
      return Buffer.concat([bytes.subarray(0, at), rest(at + 1 + size)]);
    case 'double':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + size), rest(at)]);
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(size, byte), rest(at)]);
    default: {
      const copy = Buffer.from(bytes);
      if (how === 'flip') copy[at] = (copy[at] ?? 0) ^ (1 << (byte & 7));
      else if (how === 'set') copy[at] = byte;
      else if (how === 'cut') copy.fill(byte, at, Math.min(at + size, copy.length));
      else if (at + 4 <= copy.length) copy.writeUInt32LE(cycled(NUMBERS, byte), at);
      return copy;
    }
  }
};

/** Bytes of a corpus, damaged in up to six places. */
export const damagedBytes = (corpus: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc.tuple(corpus, fc.array(damage, { maxLength: 6 })).map(([bytes, all]) => all.reduce(damaged, bytes));
