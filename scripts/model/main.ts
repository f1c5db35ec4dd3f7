/** `npm run model -- --runs 5000 --seed 7`: random lives of workbooks, each sweep judged by a model; see test/model/README.md. */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { history } from '../../test/model/history.ts';
import { live } from '../../test/model/run.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    /** A failure's path, as it was printed, to live through that one again. */
    path: { type: 'string', default: '' },
    files: { type: 'boolean', default: false },
  },
});
const [numRuns, seed] = [Number(values.runs), Number(values.seed)];
const counts = { histories: 0, sweeps: 0, crashes: 0 };
const told = new Map<string, number>();
const began = performance.now();
const found = await fc.check(
  fc.asyncProperty(history, async (given) => {
    const judged = await live(given, values.files ? 'file' : 'memory');
    counts.histories++;
    counts.sweeps += judged.sweeps;
    counts.crashes += judged.crashes;
    for (const [rule, n] of judged.told) told.set(rule, (told.get(rule) ?? 0) + n);
    if (judged.broken.length > 0) throw new Error(judged.broken.join('\n'));
  }),
  { numRuns, seed, path: values.path, endOnFailure: false },
);
const seconds = Math.round((performance.now() - began) / 1000);
console.log(JSON.stringify({ seed, seconds, ...counts, told: Object.fromEntries([...told].sort()) }));
if (found.failed) {
  console.log(`failed after ${found.numRuns} runs; again: --seed ${seed} --path ${found.counterexamplePath}`);
  console.log(JSON.stringify(found.counterexample?.[0], null, 1));
  console.log(String(found.errorInstance));
  process.exitCode = 1;
}
