import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { createLog } from '../../../functions/base/log.ts';
import { localService } from '../../../functions/cli/commands/serve.ts';
import { servingDaily } from '../../../functions/cli/serving-daily.ts';
import { openTerminal, type Terminal } from '../../../functions/cli/terminal.ts';
import { settingWrites } from '../../../functions/create/make-workbook.ts';
import { BatonError } from '../../../functions/errors.ts';
import { tempFolder } from '../../support/cli.ts';
import { addressOf } from '../../support/office.ts';
import { lettersIn, makeOffice } from '../http/parts.ts';

let folder: string;
beforeEach(async () => {
  folder = await tempFolder();
  vi.stubEnv('BATON_CONFIG', join(folder, 'config.json'));
});
afterEach(() => vi.unstubAllEnvs());

const log = createLog({ requestId: '', header: () => undefined, project: null, write: () => {} });
const locked = (kind: 'backend' | 'data' = 'backend') =>
  new BatonError(kind, 'workbook-open', { en: 'Somebody has it open.', 'zh-CN': '有人开着。' });

/** A process that sweeps by itself; `admin`: whoever was named at the set-up. */
const serving = (file: string, admin?: string, locale = 'en') => {
  const own = admin === undefined ? null : { path: join(folder, 'config.json'), config: { workbooks: [file], admin } };
  const notes: string[] = [];
  const terminal: Terminal = { ...openTerminal(['--locale', locale], {}, own), note: (line) => void notes.push(line) };
  const call = { mail: `outbox:${join(folder, 'mails')}` };
  const { registry, report } = servingDaily(terminal, [file], call, () => '2026-03-06T09:00:00Z');
  const failed = async (at: string, error = locked()) => {
    const { workbooks } = await registry();
    const task = { name: 'one', workbook: file, at, owner: workbooks[0]?.owner ?? null };
    await report(task, error, true, log);
  };
  const mails = async () => (await lettersIn(join(folder, 'mails'))).map(({ to, text }) => ({ to, text }));
  return { registry, failed, mails, notes };
};

describe('serve --daily', () => {
  it('mails the keeper of a workbook that was not swept, once a day for each cause', async () => {
    const file = join(folder, 'plan.xlsx');
    await makeOffice(file);
    await openXlsxFile(file).apply(settingWrites({ keeper: 'Li Na' }));
    const { failed, mails, notes } = serving(file);
    await failed('2026-03-06T09:00:00+08:00');
    await failed('2026-03-06T09:00:00+08:00');
    expect((await mails()).map(({ to }) => to)).toEqual([addressOf('Li Na')]);
    const said = (await mails()).map(({ text }) => text).join('');
    expect(said).toContain('Somebody has it open.');
    expect(said).toContain('every workday');
    await failed('2026-03-06T09:00:00+08:00', new BatonError('data', 'copy', { en: 'A copy.', 'zh-CN': '副本。' }));
    expect(await mails()).toHaveLength(2);
    // The next day it is told again, though mails that lie in a folder are found again.
    await failed('2026-03-07T09:00:00+08:00');
    expect(await mails()).toHaveLength(3);
    expect(notes).toContain(`${addressOf('Li Na')} has been told.`);
  });

  it('mails whoever was named at the set-up of a workbook that could never be read, in their language', async () => {
    const file = join(folder, 'broken.xlsx');
    await writeFile(file, 'nothing that anybody could read');
    const { registry, mails } = serving(file, 'admin@example.com', 'zh-CN');
    expect((await registry()).workbooks).toEqual([]);
    await registry();
    expect(await mails()).toEqual([
      { to: 'admin@example.com', text: expect.stringContaining('重新启动 serve 也会再试') },
    ]);
  });

  it('says only on the terminal what nobody is named for', async () => {
    const { registry, mails, notes } = serving(join(folder, 'gone.xlsx'));
    await registry();
    await registry();
    expect([await mails(), notes.length > 0]).toEqual([[], true]);
  });
});

describe('the card of the morning in a group', () => {
  /** Whether such a process posts it; `kept`: the way of the set-up. */
  const posts = async (kept: string | undefined, options: { daily?: true; mail?: string }): Promise<boolean> => {
    const file = join(folder, 'plan.xlsx');
    const config = { workbooks: [file], ...(kept !== undefined && { mail: kept }) };
    const terminal: Terminal = {
      ...openTerminal([], {}, { path: join(folder, 'config.json'), config }),
      note: () => {},
    };
    const host = { lifetime: createLifetime(), project: null, write: () => {} };
    const call = { port: '0', host: '127.0.0.1', ...options };
    const { parts } = await localService(terminal, [file], call, host, 'http://127.0.0.1:1');
    return parts.group !== undefined;
  };
  const FOLDER = 'outbox:there';

  it('leaves as the mails leave: also where --mail says another way than the set-up', async () => {
    expect(await posts('slack', { daily: true })).toBe(true);
    expect(await posts('slack', { daily: true, mail: FOLDER })).toBe(false);
    expect(await posts(FOLDER, { daily: true, mail: 'slack' })).toBe(true);
    expect(await posts(FOLDER, { daily: true })).toBe(false);
    // Nobody was asked, so mails stay in a folder.
    expect(await posts(undefined, { daily: true })).toBe(false);
    // Who looks on by hand posts nothing.
    expect(await posts('slack', {})).toBe(false);
  });
});
