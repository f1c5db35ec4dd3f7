import fc from 'fast-check';
import { expect, test } from 'vitest';
import { history } from './history.ts';
import { live } from './run.ts';

test('x', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (given) => {
      expect((await live(given)).broken).toEqual([]);
    }),
    { numRuns: 100, seed: 1, endOnFailure: false, interruptAfterTimeLimit: 50000 },
  );
});
