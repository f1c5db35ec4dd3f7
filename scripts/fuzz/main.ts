/**
 * `npm run fuzz -- [--target NAME]… [--inputs N] [--seconds N] [--seed S]`, `--kept` for the inputs that were findings once, and for others too
 * where `--inputs` says how many; see README.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number.ts';
import { fileOf } from './inputs.ts';
import { again, fuzz, type Result } from './run.ts';

// Nothing may be written but into a folder of its own, and no program started: Node itself sees to that, and a try at it is a finding.
if (process.permission === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
  const rights = ['--permission', '--allow-fs-read=*', `--allow-fs-write=${folder}`, '--allow-worker'];
  const { status } = spawnSync(process.execPath, [...rights, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, TMPDIR: folder, NODE_NO_WARNINGS: '1' },
  });
  // What was found stays to be looked at.
  if (status !== 1) rmSync(folder, { recursive: true, force: true });
  process.exit(status ?? 3);
}

// Only here: whoever starts the process that may do nothing else need not load what is tried.
const { FUZZ_TARGETS } = await import('./targets/index.ts');

const KEPT = fileURLToPath(new URL('../../test/fuzz/cases', import.meta.url));

const { values } = parseArgs({
  options: {
    target: { type: 'string', multiple: true },
    inputs: { type: 'string' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kept: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const chosen = FUZZ_TARGETS.filter(({ name }) => values.target?.includes(name) ?? true);
const unknown = values.target?.filter((name) => !FUZZ_TARGETS.some((target) => target.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`no target ${unknown.join(', ')}; there are ${FUZZ_TARGETS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const seed = wholeNumber('seed', values.seed);
const [inputs, seconds] = [wholeNumber('inputs', values.inputs ?? '20000'), wholeNumber('seconds', values.seconds)];
const found = join(tmpdir(), 'found');
const results: (Result & { readonly kept: boolean })[] = [];
const done = (result: Result, kept: boolean) => {
  results.push({ ...result, kept });
  if (!values.json) report(result);
};
if (!values.json) console.log(`seed ${seed}`);
for (const target of chosen) {
  const files = values.kept ? filesIn(join(KEPT, target.name)) : [];
  if (files.length > 0) done(await again(target, files), true);
  if (!values.kept || values.inputs !== undefined) done(await fuzz(target, { seed, inputs, seconds }), false);
}
if (values.json)
  console.log(
    JSON.stringify(results.map(({ findings, ...rest }) => ({ ...rest, findings: findings.map(({ error }) => error) }))),
  );
// A worker waits for more.
process.exit(results.some(({ findings }) => findings.length > 0) ? 1 : 0);

function filesIn(folder: string) {
  let names: string[] = [];
  try {
    names = readdirSync(folder).sort();
  } catch {}
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

function report({ target, tried, outcomes, findings, milliseconds }: Result): void {
  const rate = Math.round((tried / milliseconds) * 1000);
  const most = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  console.log(
    `${target.padEnd(12)} ${String(tried).padStart(8)} inputs ${String(rate).padStart(6)}/s  ${findings.length} findings`,
  );
  console.log(
    `  ${most
      .slice(0, 8)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')}`,
  );
  for (const [index, { error, input }] of findings.entries()) {
    const { ending, bytes } = fileOf(input);
    mkdirSync(found, { recursive: true });
    const path = join(found, `${target}-${seed}-${index}.${ending}`);
    writeFileSync(path, bytes);
    console.log(`  ${error}\n    ${path}`);
  }
}
