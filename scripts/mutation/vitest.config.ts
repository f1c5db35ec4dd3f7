import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { INSTRUMENTED, type Instrumented } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { files } = JSON.parse(readFileSync(INSTRUMENTED, 'utf8')) as Instrumented;

/**
 * Facts and rules are told by all that decides. How days are counted is told by its own tests alone: everything counts days,
 * and each of its mutants would run in everything.
 */
const decides = Object.keys(files).every((name) => /^core\/(?:facts|rules)\//.test(name));
/** Where no mutant is in what reads, reading is done once for the same cells, for it takes most of a test's time. */
const quick = new Map(
  decides
    ? [
        ['core/read/index.ts', 'quick/read.ts'],
        ['core/text/words.ts', 'quick/words.ts'],
      ]
    : [],
);
const HERE = fileURLToPath(new URL('.', import.meta.url));

const folders = new Set(Object.keys(files).map((name) => `test/${dirname(name)}/`));
/** The code's own tests come first, whole scenarios last: what a small test notices need not go through them. */
const placeOf = ({ moduleId }: TestSpecification): number =>
  moduleId.includes('/scenarios/') ? 2 : [...folders].some((folder) => moduleId.includes(folder)) ? 0 : 1;

class NearestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    return specifications.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

/** The tests that the mutants have to be told by, in one worker and without their own copy of core each. */
export default defineConfig({
  root: ROOT,
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      resolveId: (source, importer = '') => {
        if (!source.endsWith('.ts') || importer.startsWith(`${HERE}quick/`)) return;
        const standIn = quick.get(resolve(dirname(importer), source).slice(ROOT.length));
        return standIn && HERE + standIn;
      },
      load: (id) => files[id.startsWith(ROOT) ? id.slice(ROOT.length) : id],
    },
  ],
  test: {
    include: [
      'test/core/calendar.test.ts',
      'test/core/read/{clock,dates,days}.test.ts',
      ...(decides
        ? [
            'test/core/process/*.test.ts',
            'test/core/rules/*.test.ts',
            'test/core/process/*.test.ts',
            'test/core/mail/digest.test.ts',
            'test/scenarios/*.test.ts',
          ]
        : []),
    ],
    runner: fileURLToPath(new URL('runner.ts', import.meta.url)),
    pool: 'forks',
    // What is kept between runs is known by the file's own text, which the switches are not part of.
    fsModuleCache: false,
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: NearestFirst },
    testTimeout: 20_000,
    reporters: [{}],
  },
});
