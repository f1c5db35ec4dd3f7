/**
 * `npm run mutation [-- --files core/rules/task-*.ts]`: how many small changes of the code the tests notice; with `--write`
 * the result is recorded in docs/mutation.md.
 */
import { spawn, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { FOLDER, INSTRUMENTED, type Instrumented, idsOf, JOURNAL, note, readJournal } from './mutants.ts';
import { type Result, survivorsOf, tableOf } from './report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = `${ROOT}docs/mutation.md`;
/** Run one after the other: where no mutant is in what reads a workbook, tests run several times as fast. */
const PARTS: readonly (readonly string[])[] = [
  ['core/time/calendar.ts', 'core/time/day.ts', 'core/read/days.ts'],
  ['core/process/*.ts'],
  ['core/rules/*.ts'],
];
/** A mutant that has not come back for so long, in ms, hangs. */
const PATIENCE = 30_000;

const { values } = parseArgs({
  options: {
    files: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
  },
});

/** The tool that makes mutants, in a folder of its own: see docs/mutation.md. */
const install = (): void => {
  const own = new URL('tool/', import.meta.url);
  const lock = readFileSync(new URL('package-lock.json', own), 'utf8');
  mkdirSync(FOLDER, { recursive: true });
  try {
    if (readFileSync(`${FOLDER}node_modules/.installed`, 'utf8') === lock) return;
  } catch {
    // Not there yet.
  }
  for (const name of ['package.json', 'package-lock.json']) {
    writeFileSync(`${FOLDER}${name}`, readFileSync(new URL(name, own)));
  }
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci failed');
  writeFileSync(`${FOLDER}node_modules/.installed`, lock);
};

const instrument = async (patterns: readonly string[]): Promise<Instrumented> => {
  const tool = pathToFileURL(`${FOLDER}node_modules/@stryker-mutator/instrumenter/dist/src/index.js`).href;
  const { Instrumenter } = await import(tool);
  const quiet = { debug: () => {}, info: () => {}, isDebugEnabled: () => false };
  const sources = globSync([...patterns], { cwd: ROOT })
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((name) => ({ name, mutate: true, content: readFileSync(`${ROOT}${name}`, 'utf8') }));
  const { files, mutants } = await new Instrumenter(quiet).instrument(sources, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  return {
    files: Object.fromEntries(files.map(({ name, content }: { name: string; content: string }) => [name, content])),
    mutants,
  };
};

/** Runs run.ts to its end, however often a mutant hangs it or brings it down. */
const work = async (...args: string[]): Promise<void> => {
  for (;;) {
    const script = fileURLToPath(new URL('run.ts', import.meta.url));
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit', detached: true });
    let events = 0;
    let hung = false;
    const watch = setInterval(() => {
      const now = readJournal().length;
      if (now === events) {
        hung = true;
        process.kill(-child.pid!, 'SIGKILL');
      }
      events = now;
    }, PATIENCE);
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    clearInterval(watch);
    if (code === 0) return;
    const [event, id] = readJournal().at(-1) ?? [];
    if (event !== 'tried' || !hung) throw new Error('The tests could not be run.');
    note('timeout', id!);
  }
};

const resultsOf = async (patterns: readonly string[]): Promise<readonly Result[]> => {
  const instrumented = await instrument(patterns);
  rmSync(JOURNAL, { force: true });
  writeFileSync(INSTRUMENTED, JSON.stringify(instrumented));
  await work('--each');
  await work('--loaded');
  const [killed, timeout] = [idsOf('killed'), idsOf('timeout')];
  const ran = new Set([...idsOf('seen'), ...idsOf('loads')]);
  return instrumented.mutants.map((mutant) => {
    const { id } = mutant;
    const end = killed.has(id) ? 'killed' : timeout.has(id) ? 'timeout' : ran.has(id) ? 'survived' : 'never run';
    return { ...mutant, end };
  });
};

const started = Date.now();
install();
const results: Result[] = [];
for (const part of values.files ? [values.files] : PARTS) results.push(...(await resultsOf(part)));
const minutes = ((Date.now() - started) / 60_000).toFixed(0);
const survivors = survivorsOf(results, (name) => readFileSync(`${ROOT}${name}`, 'utf8'));
writeFileSync(`${FOLDER}survivors.txt`, survivors);
const table = tableOf(results);
console.log(`${survivors}\n${table}\n\n${minutes} minutes`);
if (values.write) {
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(/(<!-- results -->\n)[\s\S]*?(\n<!-- \/results -->)/, (_, from, to) => from + table + to),
  );
}
