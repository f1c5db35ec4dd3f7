/** Bytes that are put one after another, however many come. */
import { expect, test } from 'vitest';
import { Growing } from '../../functions/xlsx/memory.ts';

test('more than there is room for is kept whole', () => {
  const growing = new Growing(1 << 12);
  const pieces = Array.from({ length: 40 }, (_, i) => Buffer.alloc(1000 * i, i));
  for (const piece of pieces) growing.put(piece);
  expect(growing.bytes.equals(Buffer.concat(pieces))).toBe(true);
});

test('of nothing there are no bytes', () => {
  expect(new Growing().bytes).toHaveLength(0);
});
