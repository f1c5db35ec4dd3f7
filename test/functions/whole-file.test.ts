import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ownFolder } from '../../functions/base/own-folder.ts';
import { isBeside, writeWhole } from '../../functions/base/whole-file.ts';
import { openVault } from '../../functions/remote/vault.ts';
import { ownConfigPath } from '../../functions/setup/own-config.ts';
import { tempFolder } from '../support/cli.ts';

let folder: string;
beforeEach(async () => {
  folder = await tempFolder();
});
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('a file is written whole', () => {
  it('for its owner alone, also over one that others could read, unless something else is said', async () => {
    const path = join(folder, 'kept.json');
    await writeFile(path, 'old', { mode: 0o644 });
    await writeWhole(path, 'new');
    expect([await readFile(path, 'utf8'), await modeOf(path)]).toEqual(['new', 0o600]);
    await writeWhole(path, 'again', { mode: 0o640, nameMayBeLost: true });
    expect(await modeOf(path)).toBe(0o640);
    await writeWhole(join(folder, 'pack.zip'), new Uint8Array([1]), { mode: null });
    expect(await modeOf(join(folder, 'pack.zip'))).toBe(0o666 & ~process.umask());
  });

  it('or not at all, and leaves nothing beside it', async () => {
    await mkdir(join(folder, 'taken'));
    await expect(writeWhole(join(folder, 'taken'), 'text')).rejects.toThrow();
    await expect(writeWhole(join(folder, 'no-such-folder', 'a'), 'text')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
    expect([isBeside('a.eml.0a1b2c3d.tmp'), isBeside('a.eml')]).toEqual([true, false]);
  });
});

describe('what is a person’s own stands in one folder', () => {
  const mac = (env: Record<string, string> = {}) => ({ env, platform: 'darwin' as const, home: folder });

  it('a set-up and its logins, on every system', () => {
    expect(ownFolder('config', mac())).toBe(join(folder, '.config/baton'));
    expect(ownConfigPath(mac())).toBe(join(folder, '.config/baton/config.json'));
    expect(ownFolder('state', mac({ XDG_STATE_HOME: 'relative' }))).toBe(join(folder, '.local/state/baton'));
    expect(ownFolder('config', { env: { APPDATA: 'D:\\Own' }, platform: 'win32', home: 'C:\\Users\\li' })).toBe(
      'D:\\Own\\baton',
    );
  });

  it('a login that an earlier version kept on a Mac is found, and stands in the new place once it is kept again', async () => {
    const old = join(folder, 'Library', 'Application Support', 'baton');
    await mkdir(old, { recursive: true });
    await writeFile(join(old, 'google.login'), JSON.stringify({ plain: 'token' }));
    const vault = openVault({}, undefined, mac());
    expect(await vault.read('google')).toBe('token');
    expect(await vault.write('google', 'newer')).toBe('file');
    expect([await readdir(old), await vault.read('google')]).toEqual([[], 'newer']);
    expect(await readdir(join(folder, '.config/baton'))).toEqual(['google.login']);
    await writeFile(join(old, 'microsoft.login'), JSON.stringify({ plain: 'token' }));
    expect([await vault.remove('microsoft'), await vault.remove('microsoft')]).toEqual([true, false]);
  });
});
