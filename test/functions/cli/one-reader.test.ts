import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownerText } from '../../../functions/base/owner.ts';
import { thisProcess } from '../../../functions/base/this-process.ts';
import { asOnlyReader } from '../../../functions/cli/one-reader.ts';
import { tempFolder } from '../../support/cli.ts';

describe('one process of a machine at a time', () => {
  it('does the work, and leaves nothing behind', async () => {
    const folder = await tempFolder();
    const file = join(folder, 'deep', 'replies.lock');
    expect(await asOnlyReader(file, async () => (await readFile(file, 'utf8')) === ownerText(thisProcess()))).toBe(
      true,
    );
    expect(await readdir(join(folder, 'deep'))).toEqual([]);
    await expect(asOnlyReader(file, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await asOnlyReader(file, async () => 'again')).toBe('again');
  });

  it('does nothing while another is at it', async () => {
    const file = join(await tempFolder(), 'replies.lock');
    const inner = await asOnlyReader(file, () => asOnlyReader(file, async () => 'both'));
    expect(inner).toBe(null);
  });

  it('takes over from one that died, also where several see that', async () => {
    const file = join(await tempFolder(), 'replies.lock');
    // No process has a number as large as this.
    const dead = { ...thisProcess(), pid: 2 ** 30, host: hostname(), token: 'another' };
    await writeFile(file, ownerText(dead));
    let [now, most, done] = [0, 0, 0];
    const work = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now--;
      done++;
    };
    await Promise.all([1, 2, 3].map(() => asOnlyReader(file, work)));
    expect([most, done > 0]).toEqual([1, true]);
    expect(await readdir(join(file, '..'))).toEqual([]);
  });
});
