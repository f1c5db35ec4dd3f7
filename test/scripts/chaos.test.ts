import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { withLetters } from '../../scripts/chaos/letters/page.ts';
import { CELLS, cellName, type MatrixCell, runCells, TRIED } from '../../scripts/chaos/matrix/cells.ts';
import { DECLARED, expectedAt } from '../../scripts/chaos/matrix/declared.ts';
import { FAULTS } from '../../scripts/chaos/matrix/kinds.ts';
import { PAGE, withTables } from '../../scripts/chaos/matrix/page.ts';
import { runChaos } from '../../scripts/chaos/run.ts';

/** Longer ones, with other dice: `npm run chaos -- --dice --seed 7 --sweeps 500`. */
test.each([11, 12])(
  'dice %d: whatever fails, dies, comes twice or is edited in between, nothing is lost, told twice or written over',
  { timeout: 180_000 },
  async (seed) => {
    const { broken, mails, faults, deliveries } = await runChaos({ seed, sweeps: 15 });
    expect(broken).toEqual([]);
    expect(mails).toBeGreaterThan(10);
    expect(faults).toBeGreaterThan(15);
    expect(deliveries).toBeGreaterThan(15);
  },
);

describe('the fault matrix', () => {
  /** Of each adapter and fault two fields: which steps they are goes round from day to day. CHAOS_DAY repeats a day. */
  const day = Number(process.env.CHAOS_DAY ?? Math.floor(Date.now() / 86_400_000));
  const share: MatrixCell[] = [
    ...Map.groupBy(TRIED, ({ adapter, fault }) => `${adapter.key} ${fault.key}`).values(),
  ].flatMap((cells, i) => [
    ...new Set([day + i, day + i + (cells.length >> 1)].map((at) => cells[at % cells.length]!)),
  ]);

  test(`two steps of each adapter for each fault ends as declared (CHAOS_DAY=${day})`, {
    timeout: 300_000,
  }, async () => {
    const outcomes = await runCells({ cells: share, whole: false, seed: day });
    expect(outcomes.flatMap(({ cell, broken }) => broken.map((what) => `${cellName(cell)}: ${what}`))).toEqual([]);
    expect(new Set(outcomes.map(({ cell }) => cell.adapter.key)).size).toBe(DECLARED.length);
    expect(new Set(outcomes.map(({ cell }) => cell.fault.key)).size).toBe(FAULTS.length);
  });

  test('says of every field that is left out why', () => {
    for (const cell of CELLS) {
      const expected = expectedAt(cell.adapter, cell.step, cell.fault.key);
      if (typeof expected !== 'string')
        expect([cellName(cell), expected.none]).toEqual([cellName(cell), expect.stringMatching(/\.$/)]);
    }
    expect(TRIED.length).toBeGreaterThan(500);
  });

  test('is what docs/reliability.md shows; `npm run chaos -- --matrix --write` writes it', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(page).toBe(withTables(page));
  });
});

test('around each letter everybody is told once, as docs/reliability.md says; `npm run chaos -- --letters --write` writes it', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(withLetters(page));
});
