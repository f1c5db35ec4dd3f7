/**
 * `npm run chaos`: every field of the fault matrix at every place, then days of sweeps while dice decide what goes wrong.
 * `-- --only gmail` (or `xlsx-file,smtp`) some adapters, `--fault garbled` some faults; `--matrix` or `--dice` one of both; `--quick` one place of each field;
 * `--seed 7 --sweeps 500` for the dice; `--write` records the tables in docs/reliability.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number.ts';
import { CELLS, nameOf, runCells, TRIED } from './matrix/cells.ts';
import { PAGE, pageOf } from './matrix/page.ts';
import { runChaos } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sweeps: { type: 'string', default: '500' },
    only: { type: 'string' },
    fault: { type: 'string' },
    matrix: { type: 'boolean', default: false },
    dice: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const [seed, sweeps] = [wholeNumber('seed', values.seed), wholeNumber('sweeps', values.sweeps)];

if (!values.dice) {
  const [only, faults] = [values.only?.split(','), values.fault?.split(',')];
  const cells = (values.quick ? TRIED : CELLS).filter(
    ({ adapter, fault }) => (!only || only.includes(adapter.key)) && (!faults || faults.includes(fault.key)),
  );
  if (cells.length === 0) {
    const [adapters, kinds] = [CELLS.map(({ adapter }) => adapter.key), CELLS.map(({ fault }) => fault.key)];
    console.error(
      `nothing to try; adapters: ${[...new Set(adapters)].join(', ')}; faults: ${[...new Set(kinds)].join(', ')}`,
    );
    process.exit(2);
  }
  const began = Date.now();
  let tries = 0;
  const outcomes = await runCells({
    cells,
    whole: !values.quick,
    seed,
    onCell: (outcome) => {
      tries += outcome.tries;
      for (const what of outcome.broken) console.log(`✗ ${nameOf(outcome.cell)}\n    ${what}`);
    },
  });
  const red = outcomes.filter(({ broken }) => broken.length > 0).length;
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(
    `${outcomes.length} fields, ${tries} faults in ${seconds} s: ${red === 0 ? 'all as declared' : `${red} not as declared`}`,
  );
  if (red > 0) process.exitCode = 1;
  if (values.write && red === 0) writeFileSync(PAGE, pageOf());
}
if (!values.matrix && !values.only && !values.fault) {
  const result = await runChaos({ seed, sweeps });
  console.log(JSON.stringify(result, null, 2));
  if (result.broken.length > 0) process.exitCode = 1;
}
