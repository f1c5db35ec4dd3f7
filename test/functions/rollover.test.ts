import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArchives } from '../../core/archives.ts';
import { headsOf, verifyLedger } from '../../core/ledger.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { rollover } from '../../functions/rollover.ts';
import { instantAt, live, yearsOf } from '../support/years.ts';

const notesOf = async (store: WorkbookStore, now: string) => {
  const raw = await store.read({ archives: true });
  const { ledger, runs, state } = readSnapshot(raw, { now });
  const archives = readArchives(raw, { now });
  const heads = headsOf([...archives.flatMap((archive) => archive.runs), ...runs]);
  return { ledger, runs, state, archives, verdict: verifyLedger(ledger, heads, archives) };
};

/** More of them: BATON_RUNS=200 npx vitest run test/functions/rollover.test.ts */
const RUNS = Number(process.env.BATON_RUNS ?? 4);

describe('old rows of the record go to an archive', () => {
  test(
    'later sweeps mail the same, whatever happened before and happens afterwards',
    async () => {
      let moved = 0;
      let mailed = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer(), fc.nat(9), fc.boolean(), async (seed, later, twice) => {
          const { workbook, steps } = yearsOf(seed);
          // From April on the year before can go.
          const at = steps.findIndex(({ now }) => now >= '2026-04-02') + later;
          const plain = openMemory(workbook);
          await live(plain, steps.slice(0, at));
          const rest = steps.slice(at);
          const other = openMemory(await plain.read());
          const roll = async (i: number) => {
            const clock = () => instantAt(rest[i]!);
            const result = await rollover({ store: other, year: 2025, dryRun: false, clock });
            moved += result.rollover?.ledger.rows.length ?? 0;
          };
          const right = await live(other, rest, {
            before: async (i) => (i === 0 || (twice && i === 9) ? roll(i) : undefined),
          });
          const left = await live(plain, rest);
          expect(right).toEqual(left);
          mailed += left.flat().length;
          const now = instantAt(steps.at(-1)!);
          const [kept, cut] = [await notesOf(plain, now), await notesOf(other, now)];
          expect(cut.state).toEqual(kept.state);
          expect(cut.verdict).toMatchObject({ ok: true });
        }),
        { numRuns: RUNS, seed: 8 },
      );
      expect(moved).toBeGreaterThan(20 * RUNS);
      expect(mailed).toBeGreaterThan(5 * RUNS);
    },
    RUNS * 20_000,
  );
});
