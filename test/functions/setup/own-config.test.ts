import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ownConfigPath, ownStateFolder, readOwnConfig, writeOwnConfig } from '../../../functions/setup/own-config.ts';

/** Where a set-up stands, and that nobody else reads it. */
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'baton-config-'));
  folders.push(made);
  return made;
};

const linux = { platform: 'linux', home: '/home/li' } as const;
const windows = { platform: 'win32', home: 'C:\\Users\\li' } as const;
it.each([
  [{ ...linux, env: {} }, '/home/li/.config/baton/config.json', '/home/li/.local/state/baton'],
  [{ ...linux, env: { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' } }, '/c/baton/config.json', '/s/baton'],
  // A relative one is to be ignored.
  [{ ...linux, env: { XDG_CONFIG_HOME: 'c' } }, '/home/li/.config/baton/config.json', '/home/li/.local/state/baton'],
  [
    { ...windows, env: { APPDATA: 'D:\\Roaming', LOCALAPPDATA: 'D:\\Local' } },
    'D:\\Roaming\\baton\\config.json',
    'D:\\Local\\baton',
  ],
  [
    { ...windows, env: {} },
    'C:\\Users\\li\\AppData\\Roaming\\baton\\config.json',
    'C:\\Users\\li\\AppData\\Local\\baton',
  ],
  [{ ...linux, env: { BATON_CONFIG: '/other/one.json' } }, '/other/one.json', '/other'],
])('%j', (where, config, state) => {
  expect([ownConfigPath(where), ownStateFolder(ownConfigPath(where), where)]).toEqual([config, state]);
});

it.skipIf(process.platform === 'win32')('is for its owner alone, also where it was for everybody before', async () => {
  const path = join(await folder(), 'baton', 'config.json');
  const config = { workbooks: ['/plan.xlsx'], mail: 'qq:li@qq.com', secrets: { BATON_SMTP_PASSWORD: 'code' } };
  await writeOwnConfig(path, config);
  await writeFile(path, '{"workbooks":[]}', { mode: 0o644 });
  await writeOwnConfig(path, config);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readOwnConfig(path)).toEqual({ path, config });
});

it.each(['{', '[]', '{}', '{"workbooks":[1]}', '{"workbooks":[],"mail":1}'])('%s is no set-up', async (text) => {
  const path = join(await folder(), 'config.json');
  await writeFile(path, text);
  await expect(readOwnConfig(path)).rejects.toThrow(`The set-up in ${path} cannot be read`);
  expect(await readFile(path, 'utf8')).toBe(text);
});

it('none is no error', async () => expect(await readOwnConfig(join(await folder(), 'config.json'))).toBeNull());
