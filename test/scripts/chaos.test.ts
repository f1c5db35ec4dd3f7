import { expect, test } from 'vitest';
import { runChaos } from '../../scripts/chaos/run.ts';

/** Longer ones, with other dice: `npm run chaos -- --seed 7 --sweeps 500`. */
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
