/** The same hash on every host, or a ledger that two of them keep would seem broken to each. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../core/text/sha256.ts';
import { textHash } from '../../functions/base/text-hash.ts';

test('what Node hashes and what is hashed without it is the same', () => {
  expect(textHash).not.toBe(sha256Hex);
  expect(textHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'é', '任', '😀', '\ud83d', '\udc00'), maxLength: 200 }),
      (text) => {
        expect(textHash(text)).toBe(sha256Hex(text));
      },
    ),
  );
});
