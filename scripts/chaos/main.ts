/**
 * `npm run chaos`: every field of the fault matrix at every place, every letter of every scenario, then days of sweeps while
 * dice decide what goes wrong. `-- --matrix`, `--letters` or `--dice` one of the three; `--only gmail` (or `xlsx-file,smtp`) some
 * adapters, `--fault garbled` some faults; `--quick` one place of each field, one letter of each sweep; `--seed 7 --sweeps 500`
 * for the dice, and for the places of a quick run; `--write` records the tables in docs/reliability.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number.ts';
import { isAsDeclared, withLetters } from './letters/page.ts';
import { ROWS, runLetters } from './letters/run.ts';
import { CELLS, cellName, runCells, TRIED } from './matrix/cells.ts';
import { PAGE, withTables } from './matrix/page.ts';
import { runChaos } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sweeps: { type: 'string', default: '500' },
    only: { type: 'string' },
    fault: { type: 'string' },
    matrix: { type: 'boolean', default: false },
    letters: { type: 'boolean', default: false },
    dice: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const [seed, sweeps] = [wholeNumber('seed', values.seed), wholeNumber('sweeps', values.sweeps)];

const isOne = values.matrix || values.letters || values.dice;
const isAll = !isOne && !values.only && !values.fault;
const only = values.only?.split(',');

// Whoever was given up for dead may write once more: what all of them leave goes as one, when nobody is left.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'baton-chaos-run-'));
process.on('exit', () => rmSync(tmpdir(), { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const nothingToTry = (what: Readonly<Record<string, readonly string[]>>): never => {
  const known = Object.entries(what).map(([kind, keys]) => `${kind}: ${[...new Set(keys)].join(', ')}`);
  console.error(`nothing to try; ${known.join('; ')}`);
  process.exit(2);
};
const write = (change: (page: string) => string) => writeFileSync(PAGE, change(readFileSync(PAGE, 'utf8')));
const secondsSince = (began: number) => Math.round((Date.now() - began) / 1000);

if (values.matrix || !isOne) {
  const faults = values.fault?.split(',');
  const cells = (values.quick ? TRIED : CELLS).filter(
    ({ adapter, fault }) => (!only || only.includes(adapter.key)) && (!faults || faults.includes(fault.key)),
  );
  if (cells.length === 0)
    nothingToTry({
      adapters: CELLS.map(({ adapter }) => adapter.key),
      faults: CELLS.map(({ fault }) => fault.key),
    });
  const began = Date.now();
  let tries = 0;
  const outcomes = await runCells({
    cells,
    whole: !values.quick,
    seed,
    onCell: (outcome) => {
      tries += outcome.tries;
      for (const what of outcome.broken) console.log(`✗ ${cellName(outcome.cell)}\n    ${what}`);
    },
  });
  const red = outcomes.filter(({ broken }) => broken.length > 0).length;
  console.log(
    `${outcomes.length} fields, ${tries} faults in ${secondsSince(began)} s: ${red === 0 ? 'all as declared' : `${red} not as declared`}`,
  );
  if (red > 0) process.exitCode = 1;
  if (values.write && red === 0) write(withTables);
}
if (values.letters || isAll) {
  const rows = ROWS.filter(({ key }) => !only || only.includes(key));
  if (rows.length === 0) nothingToTry({ adapters: ROWS.map(({ key }) => key) });
  const began = Date.now();
  const onBroken = (trial: string, what: string) => console.log(`✗ ${trial}\n    ${what}`);
  const counts = await runLetters({ rows, whole: !values.quick, seed, onBroken });
  for (const { row, trouble, tries, held, broken } of counts) {
    const found = broken > 0 ? `${broken} broken` : held > 0 ? `${held} with one letter held` : 'everybody told once';
    console.log(`${row.key} · ${trouble}: ${tries} tried, ${found}`);
  }
  const red = counts.filter((count) => !isAsDeclared(count)).length;
  const tries = counts.reduce((sum, count) => sum + count.tries, 0);
  console.log(
    `${tries} letters in ${secondsSince(began)} s: ${red === 0 ? 'all as declared' : `${red} not as declared`}`,
  );
  if (red > 0) process.exitCode = 1;
  if (values.write && red === 0) write(withLetters);
}
if (values.dice || isAll) {
  const result = await runChaos({ seed, sweeps });
  console.log(JSON.stringify(result, null, 2));
  if (result.broken.length > 0) process.exitCode = 1;
}
