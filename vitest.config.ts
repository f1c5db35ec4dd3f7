import { execFileSync } from 'node:child_process';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { runFolder } from './test/support/run-folder.ts';

/** What its processes share begins with the one that outlives them. */
const RUN = `${process.pid}-${Date.now().toString(36)}`;

/** Where a machine wants to read the results (see .ci/run). */
const report = process.env.TEST_REPORT;

const ALL = 'test/**/*.test.ts';
/** Small files that take long: begun last, as small ones are where nothing is known of them yet, they would leave a core idle. */
const LONG = ['test/scripts/chaos.test.ts', 'test/functions/nobody-forgotten.test.ts'];

/** Files of the add-on keep many worlds in memory: theirs are processes that others do not share. */
const ADD_ON = 'test/apps-script/**/*.test.ts';

/** A process that files share goes on only where the next file shares it: so those of the add-on come before the others, and those that have one each come first. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project: { config, name } }: TestSpecification): number => {
      if (config.isolate) return 0;
      if (name === 'add-on') return 1;
      return LONG.some((file) => moduleId.endsWith(file)) ? 2 : 3;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** Each in a process of its own. */
const ALONE = [
  // What they load changes every server of a process (functions/service/main.ts).
  'test/functions/http/limit.test.ts',
  'test/functions/http/main.test.ts',
  // Their files come and go by the megabyte, and with each 64 MB the engine looks through all that its process holds: that of many files is a gigabyte.
  'test/adapters/graph-excel/file-way.test.ts',
  'test/adapters/xlsx-file/stretches.test.ts',
];

/**
 * What is read and sent counts as a part of all that a process holds: by itself the engine looks through the whole of that, a gigabyte
 * with many files in it, each time 64 MB of bytes came anew. Older engines do not know it.
 */
const BYTES_ARE_A_PART = '--external-memory-accounted-in-global-limit';
const engineKnows = (option: string): boolean =>
  execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).includes(`${option} `);

export default defineConfig({
  test: {
    execArgv: engineKnows(BYTES_ARE_A_PART) ? [BYTES_ARE_A_PART] : [],
    // A worker for each core, where one fewer is usual; a further one made nothing quicker.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: {
      // What a run writes there is cleared up as one (test/support/run-folder.ts).
      TMPDIR: runFolder(RUN),
      TEST_RUN: RUN,
    },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    globalSetup: ['test/support/run-folder.ts'],
    setupFiles: ['test/support/each-file.ts'],
    // Node loads what is tested as it does everywhere else: what comes through Vite's own runner asks for each import at each use.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      { extends: true, test: { name: 'alone', isolate: true, include: ALONE } },
      { extends: true, test: { name: 'add-on', isolate: false, include: [ADD_ON] } },
      // All others share a process for each worker: what they are made of is loaded, and made quick by the engine, once for all of them.
      { extends: true, test: { name: 'together', isolate: false, include: [ALL], exclude: [...ALONE, ADD_ON] } },
    ],
  },
});
