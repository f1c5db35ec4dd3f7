import fc from 'fast-check';
import { inject, type RunnerTestCase, type RunnerTestFile, TestRunner } from 'vitest';
import { idsOf, note, readJournal } from './mutants.ts';

/** What the switches in the instrumented code look at and count in. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  /** The code of an active mutant that runs more often than this runs for ever. */
  hitLimit?: number;
  mutantCoverage?: {
    readonly static: Record<string, number>;
    readonly perTest: Record<string, Record<string, number>>;
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutant that is active from the first import on; '': every other one, each in the tests that run its code. */
    mutant: string;
  }
}

const shared = globalThis as { __stryker__?: Switches };
shared.__stryker__ ??= {};
const switches = shared.__stryker__;
const OFTEN = 20_000_000;

// That a property fails is enough: nobody asks for the smallest case of it. The same cases each time, and few.
fc.configureGlobal({ endOnFailure: true, numRuns: 20, seed: 1 });

/**
 * Runs each test as it is, and then once more with every mutant in whose code it came, until a test fails: that mutant is
 * killed. All in one process, for a test takes milliseconds and a process a second.
 */
export default class MutationRunner extends TestRunner {
  readonly #done = new Set([...idsOf('killed'), ...idsOf('timeout')]);
  readonly #seen = new Set<string>();
  /** Mutants with the tests that did not notice them, before a process that ran them hung. */
  readonly #tried = new Set(readJournal().map(([, id, test]) => `${id} ${test}`));

  onBeforeCollect(): void {
    const mutant = inject('mutant');
    if (mutant === '') return;
    switches.hitCount = 0;
    switches.hitLimit = OFTEN;
    switches.activeMutant = mutant;
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (inject('mutant') !== '') {
      switches.hitCount = 0;
      await run();
      if (switches.hitCount! > OFTEN) throw new Error('runs for ever');
      return;
    }
    switches.currentTestId = test.id;
    await run();
    switches.currentTestId = 'with a mutant';
    for (const [id, hits] of Object.entries(switches.mutantCoverage?.perTest[test.id] ?? {})) {
      if (!this.#seen.has(id)) note('seen', id);
      this.#seen.add(id);
      if (!this.#done.has(id) && !this.#tried.has(`${id} ${test.id}`)) await this.#try(id, hits, test.id, run);
    }
    switches.currentTestId = 'again without one';
    await run();
    switches.currentTestId = undefined;
  }

  async #try(id: string, hits: number, test: string, run: () => unknown): Promise<void> {
    note('tried', id, test);
    switches.hitCount = 0;
    switches.hitLimit = Math.min(hits * 10, hits + 1_000_000) + 100;
    switches.activeMutant = id;
    let failed = false;
    try {
      await run();
    } catch {
      failed = true;
    }
    switches.activeMutant = undefined;
    const forEver = switches.hitCount! > switches.hitLimit;
    if (!failed && !forEver) return;
    this.#done.add(id);
    note(forEver ? 'timeout' : 'killed', id);
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    if (inject('mutant') !== '') return;
    const known = idsOf('loads');
    for (const id of Object.keys(switches.mutantCoverage?.static ?? {})) if (!known.has(id)) note('loads', id);
  }
}
