/** `npm run chaos -- --seed 1 --sweeps 500`: days of sweeps on Google's wire fake while dice decide what goes wrong; see run.ts. */
import { parseArgs } from 'node:util';
import { runChaos } from './run.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, sweeps: { type: 'string', default: '500' } },
});
const result = await runChaos({ seed: Number(values.seed), sweeps: Number(values.sweeps) });
console.log(JSON.stringify(result, null, 2));
if (result.broken.length > 0) process.exitCode = 1;
