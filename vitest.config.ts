import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Where a machine wants to read the results (see .ci/run). */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Many tests wait for programs of their own; with one worker fewer than cores, two cores would stand half idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Programs that tests start compile what they are made of once, not each time.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'baton-tests') },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
