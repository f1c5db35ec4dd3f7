/** `node scripts/strangers/trades/main.ts FOLDER [--labels]`: makes the files of other trades, and with --labels what a person says of each. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelsOfTrades, tradeFiles } from './files.ts';

const [folder, labels] = process.argv.slice(2);
if (folder === undefined) {
  console.error('node scripts/strangers/trades/main.ts FOLDER [--labels]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const files = await tradeFiles();
for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
console.log(`${files.length} files in ${folder}`);
if (labels === '--labels') {
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const text = JSON.stringify(labelsOfTrades(files, hashOf), null, 2);
  writeFileSync(new URL('../../../test/strangers/trades.json', import.meta.url), `${text}\n`);
}
