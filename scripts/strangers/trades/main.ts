/** `node scripts/strangers/trades/main.ts FOLDER [--set trades2|trades3|trades4|trades5|trades6] [--labels]`: makes the files of other trades, and with --labels what a person says of each. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { labelsOfTrades, TRADE_SETS, tradeFiles } from './files.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { set: { type: 'string', default: 'trades' }, labels: { type: 'boolean', default: false } },
});
const [folder] = positionals;
const set = TRADE_SETS.find((one) => one === values.set);
if (folder === undefined || set === undefined) {
  console.error(`node scripts/strangers/trades/main.ts FOLDER [--set ${TRADE_SETS.join('|')}] [--labels]`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const files = await tradeFiles(set);
for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
console.log(`${files.length} files in ${folder}`);
if (values.labels) {
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const text = JSON.stringify(labelsOfTrades(files, hashOf), null, 2);
  writeFileSync(new URL(`../../../test/strangers/${set}.json`, import.meta.url), `${text}\n`);
}
