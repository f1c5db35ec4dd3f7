/** The add-on with the days of every country, which take seconds to work out: built once for all the processes of a run of tests. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAppsScript } from '../../scripts/build-apps-script.ts';

/** The run's own folder (run-folder.ts). */
const KEPT = join(tmpdir(), 'whole-add-on.json');

/** The files that are pushed, by name. Two that ask at the same moment build it both. */
export const wholeAddOn = async (): Promise<Record<string, string>> => {
  const kept = await readFile(KEPT, 'utf8').catch(() => null);
  if (kept !== null) return JSON.parse(kept);
  const files = await buildAppsScript();
  const writing = `${KEPT}.${process.pid}`;
  await writeFile(writing, JSON.stringify(files));
  await rename(writing, KEPT);
  return files;
};
