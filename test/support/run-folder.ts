/**
 * One folder for all that a run of tests writes into the temporary directory, gone when the run is over. What a run left that was killed
 * goes with the next one.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

const PREFIX = 'baton-tests-';
/** How long what was started is given to end and to clear up by itself. */
const ENDING_MS = 5000;

/** `run` begins with the process that the run ends with. */
export const runFolder = (run: string): string => join(tmpdir(), `${PREFIX}${run}`);

const isAlive = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });

/** Those of runs whose process is gone. */
const leftIn = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
  return names
    .filter((name) => !isAlive(Number.parseInt(name.slice(PREFIX.length), 10)))
    .map((name) => join(folder, name));
};

/** LibreOffice sees that nobody asks any more (office-program.ts). */
const endOffices = async (folder: string): Promise<void> => {
  const offices = (await readdir(folder))
    .filter((name) => name.startsWith('libreoffice-'))
    .map((name) => join(folder, name));
  await Promise.all(offices.map((office) => remove(join(office, 'jobs'))));
  for (const until = Date.now() + ENDING_MS; offices.some(existsSync) && Date.now() < until; ) await wait(20);
};

export default async ({ config }: TestProject): Promise<() => Promise<void>> => {
  const folder = config.env.TMPDIR!;
  await Promise.all((await leftIn(dirname(folder))).map(remove));
  await mkdir(folder);
  return async () => {
    await endOffices(folder);
    await remove(folder);
  };
};
