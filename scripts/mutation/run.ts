/**
 * A process of its own, which main.ts starts again when a mutant hangs it. With `--each`, every mutant in the tests that run
 * its code; else those that act as files are imported, each in an import of its own.
 */
import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import { idsOf, note } from './mutants.ts';

const vitest = await createVitest('test', {
  config: fileURLToPath(new URL('vitest.config.ts', import.meta.url)),
  watch: false,
  bail: 1,
});

const play = async (mutant: string): Promise<boolean> => {
  vitest.provide('mutant', mutant);
  vitest.state.filesMap.clear();
  const { testModules, unhandledErrors } = await vitest.start();
  if (testModules.length === 0) throw new Error('no tests');
  for (const module of mutant === '' ? testModules : []) {
    for (const { message } of module.errors()) console.error(message);
    for (const test of module.children.allTests('failed')) {
      console.error(`${test.fullName}: ${test.result().errors?.[0]?.message}`);
    }
  }
  return testModules.every((module) => module.ok()) && unhandledErrors.length === 0;
};

try {
  if (process.argv.includes('--each')) {
    if (!(await play(''))) throw new Error('A test fails without a mutant, or after one.');
  } else {
    const over = new Set([...idsOf('killed'), ...idsOf('timeout'), ...idsOf('survived')]);
    for (const id of idsOf('loads')) {
      if (over.has(id)) continue;
      note('tried', id);
      note((await play(id)) ? 'survived' : 'killed', id);
    }
  }
} finally {
  await vitest.close();
}
// Vitest sets it when a test fails, which is what mutants are for.
process.exitCode = 0;
