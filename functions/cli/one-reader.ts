/** One process of this machine at a time reads a person's replies: a file says which. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ownerIn, ownerText } from '../base/owner.ts';
import { isOwnerGone, thisProcess } from '../base/this-process.ts';

/** A look begins nothing new after three minutes; who has the file for longer is dead, on whatever machine. */
const LONGEST = 15 * 60_000;

/** Null where another process is at it, which then does what there is to do. */
export const asOnlyReader = async <T>(file: string, work: () => Promise<T>): Promise<T | null> => {
  const mine = ownerText(thisProcess());
  if (!(await take(file, mine)) && !((await breakStale(file)) && (await take(file, mine)))) return null;
  try {
    return await work();
  } finally {
    if ((await readFile(file, 'utf8').catch(() => null)) === mine) await unlink(file).catch(() => {});
  }
};

const take = async (file: string, mine: string): Promise<boolean> => {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
};

const breakStale = async (file: string): Promise<boolean> => {
  const seen = await readFile(file, 'utf8').catch(() => null);
  if (seen === null) return true;
  const owner = ownerIn(seen);
  const age = Date.now() - ((await stat(file).catch(() => null))?.mtimeMs ?? 0);
  if (age < LONGEST && (owner === null || !isOwnerGone(owner))) return false;
  // Two processes may judge the same file: each takes it aside, and who finds a younger one puts it back.
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch {
    return true;
  }
  const isSame = (await readFile(aside, 'utf8').catch(() => null)) === seen;
  if (!isSame) await link(aside, file).catch(() => {});
  await unlink(aside).catch(() => {});
  return isSame;
};
