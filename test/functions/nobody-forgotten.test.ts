import { describe, expect, it } from 'vitest';
import { SCENARIOS } from '../../scripts/chaos/letters/moments.ts';
import { type MatrixRow, ROWS, runLetters } from '../../scripts/chaos/letters/run.ts';

/**
 * Nobody is forgotten, and nobody is told twice: every sweep of every scenario, and so every rule, is disturbed around one of its
 * letters. After the next sweep everybody has got what they would have. `npm run chaos -- --letters` tries every letter, over
 * every way of mail; here each sweep has one for each kind of trouble, another one from sweep to sweep.
 */
const rowsOf = (...keys: string[]): MatrixRow[] => ROWS.filter(({ key }) => keys.includes(key));

const brokenIn = async (rows: readonly MatrixRow[], scenarios: readonly string[], seed: number): Promise<string[]> => {
  const broken: string[] = [];
  const onBroken = (trial: string, what: string) => broken.push(`${trial}: ${what}`);
  const counts = await runLetters({ rows, whole: false, seed, scenarios, onBroken });
  for (const { row, trouble, tries } of counts)
    if (tries === 0 && scenarios.length > 1) broken.push(`${row.key}, ${trouble}: nothing was tried`);
  return broken;
};

describe('after the next sweep everybody has got what they would have, once, and rows keep their ids', () => {
  for (const [seed, scenario] of SCENARIOS.entries()) {
    it(scenario.replaceAll('-', ' '), async () => {
      expect(await brokenIn(rowsOf('memory'), [scenario], seed)).toEqual([]);
    });
  }
});

/** Sweeps with six and seven letters, escalations of either kind, ids that are given in them, and the heads' week. */
const MANY_READERS = [
  'a-call-for-help-goes-to-the-division-leader-by-the-day-it-is-needed,-then-to-the-executive,-and-the-task-goes-up-no-other-way',
  'a-dispute-filed-at-a-higher-level-starts-there',
  'on-Friday-morning-heads-and-division-leaders-get-the-week-of-their-departments',
];

describe('where the next sweep is that of another day, everybody has got by then what is still worth saying', () => {
  const OTHERS = SCENARIOS.filter((scenario) => !MANY_READERS.includes(scenario));
  it.each(MANY_READERS)('%s', async (scenario) => {
    expect(await brokenIn(rowsOf('next-step'), [scenario], 0)).toEqual([]);
  });
  it('each fifth of the other scenarios', async () => {
    const some = OTHERS.filter((_, i) => i % 5 === 0);
    expect(await brokenIn(rowsOf('next-step'), some, 1)).toEqual([]);
    // Some thirty scenarios in one: longer than one of them may take.
  }, 180_000);
});

describe('whatever the way of mail', () => {
  it.each(['outbox', 'xlsx-file', 'smtp', 'gmail', 'graph-mail', 'feishu', 'wecom', 'dingtalk', 'slack'])(
    '%s',
    async (key) => {
      expect(await brokenIn(rowsOf(key), MANY_READERS, 0)).toEqual([]);
    },
  );
});
