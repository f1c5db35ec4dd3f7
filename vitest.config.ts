import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Where a machine wants to read the results (see .ci/run). */
const report = process.env.TEST_REPORT;

const ALL = 'test/**/*.test.ts';
/** What these load changes every server of a process: functions/service/main.ts. */
const ALONE = ['test/functions/http/limit.test.ts', 'test/functions/http/main.test.ts'];

export default defineConfig({
  test: {
    // Many tests wait for programs of their own; with one worker fewer than cores, two cores would stand half idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Programs that tests start compile what they are made of once, not each time.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'baton-tests') },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    setupFiles: ['test/support/each-file.ts'],
    projects: [
      // What files are made of is loaded, and made quick by the engine, once for all of them.
      { extends: true, test: { name: 'together', isolate: false, include: [ALL], exclude: ALONE } },
      { extends: true, test: { name: 'alone', isolate: true, include: ALONE } },
    ],
  },
});
