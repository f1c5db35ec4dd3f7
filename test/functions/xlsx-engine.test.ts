/** A long workbook takes no memory for what nobody holds any more. */
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectGrown, keepNewSmall } from '../../functions/xlsx/engine.ts';

/** Much that nobody holds once this has returned. */
const leave = (): WeakRef<object> => {
  const rows = Array.from({ length: 1_500_000 }, (_, i) => ({ at: i, cells: [i, i + 1] }));
  return new WeakRef(rows);
};

test('what nobody holds goes at once where it is much', async () => {
  keepNewSmall();
  const left = leave();
  // What was made in this turn is held until it ends.
  await setTimeout(0);
  collectGrown();
  expect(left.deref()).toBeUndefined();
});
