/** The add-on, which takes seconds of work to build: built once for all the processes of a run of tests. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAppsScript } from '../../scripts/build-apps-script.ts';

/** The files that are pushed, by name, kept in the run's own folder (run-folder.ts). Two that ask at the same moment build it both, and scripts, which have none, build it each. */
const keptAs = async (name: string, build: typeof buildAppsScript): ReturnType<typeof buildAppsScript> => {
  if (!process.env.TEST_RUN) return build();
  const path = join(tmpdir(), name);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return JSON.parse(kept);
  const files = await build();
  const writing = `${path}.${process.pid}`;
  await writeFile(writing, JSON.stringify(files));
  await rename(writing, path);
  return files;
};

/** With the days of every country. */
export const wholeAddOn = () => keptAs('whole-add-on.json', () => buildAppsScript());

let built: Promise<Record<string, string>> | undefined;

/** With the days of the countries that tests are set in. */
export const builtFiles = () => {
  built ??= keptAs('add-on.json', () => buildAppsScript(['CN', 'DE', 'US']));
  return built;
};
