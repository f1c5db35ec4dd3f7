import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BatonError } from '../../functions/errors.ts';
import { type Hosted, hostFunctions } from '../../functions/service/host.ts';
import { tempFolder } from '../support/cli.ts';
import { openImapServer } from '../support/imap/server.ts';
import { lettersIn, makeOffice, post } from './http/parts.ts';

let folder: string;
let hosted: Hosted | undefined;
const lines: Record<string, unknown>[] = [];

beforeEach(async () => {
  folder = await tempFolder();
  lines.length = 0;
  await makeOffice(join(folder, 'office.xlsx'));
  await writeFile(join(folder, 'workbooks.json'), JSON.stringify([{ uri: 'office.xlsx', zone: 'Asia/Shanghai' }]));
});
afterEach(() => hosted?.close());

const environment = () => ({
  BATON_REGISTRY: join(folder, 'workbooks.json'),
  BATON_MAIL: `outbox:${join(folder, 'outbox')}`,
  BATON_FROM: 'Baton <baton@example.com>',
  BATON_ADMIN: 'admin@example.com',
});

const open = async (more: NodeJS.ProcessEnv = {}) => {
  const env = { ...environment(), ...more };
  hosted = await hostFunctions(env, (line) => lines.push(JSON.parse(line) as Record<string, unknown>), 0);
  return hosted;
};

describe('all functions in one process', () => {
  it('sweep what is listed when this machine asks for it', async () => {
    const { inner } = await open();
    const scheduled = { 'X-CloudScheduler-ScheduleTime': '2026-03-06T01:00:00Z' };
    expect(await post(`${inner}/dispatch`, {}, scheduled)).toMatchObject({ status: 200, body: { taken: 1 } });
    expect((await lettersIn(join(folder, 'outbox'))).length).toBeGreaterThan(0);
    expect((await readFile(join(folder, 'office.xlsx'))).length).toBeGreaterThan(0);
  });

  it('do nothing for a page in a browser of this machine, wherever the page comes from', async () => {
    const { inner } = await open();
    for (const headers of [{ Origin: 'https://example.org' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }])
      expect((await fetch(`${inner}/dispatch`, { method: 'POST', headers })).status).toBe(403);
    expect(await lettersIn(join(folder, 'outbox')).catch(() => [])).toEqual([]);
  });

  it('say so where their port is not to be had', async () => {
    const { open: url } = await open();
    const again = (port: number) => hostFunctions(environment(), () => {}, port);
    await expect(again(Number(new URL(url).port))).rejects.toMatchObject({ kind: 'backend', code: 'port-taken' });
    await expect(again(Number('eighty'))).rejects.toMatchObject({ kind: 'backend', code: 'port-taken' });
  });

  it('show everybody else only what is for them', async () => {
    const { open: url } = await open();
    for (const name of ['dispatch', 'sweep', 'replies', 'nothing', ''])
      expect([name, (await fetch(`${url}/${name}`, { method: 'POST' })).status]).toEqual([name, 404]);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${url}/respond`)).headers.get('content-type')).toContain('text/html');
    expect((await fetch(`${url}/changed?validationToken=a`, { method: 'POST' })).status).toBe(404);
  });

  it('look for replies by themselves where a mailbox is read, and say what is wrong with it', async () => {
    const imap = await openImapServer();
    const turns = [Promise.resolve(), new Promise(() => {})];
    const env = {
      ...environment(),
      BATON_LINK_KEY: 'k'.repeat(32),
      BATON_RESPOND_URL: 'https://baton.example.com/respond',
      BATON_INBOX: `imap://baton%40example.com@127.0.0.1:${imap.port}`,
    };
    const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
    const read = async (BATON_INBOX_PASSWORD: string) => {
      const waits = [...turns];
      const one = await hostFunctions(
        { ...env, BATON_INBOX_PASSWORD },
        write,
        0,
        () => waits.shift() ?? new Promise(() => {}),
      );
      await vi.waitFor(() => expect(lines.at(-1)?.message).toMatch(/^replies/), 10_000);
      await one.close();
      return lines.at(-1);
    };
    expect(await read('secret')).toMatchObject({ severity: 'INFO', message: 'replies read', answered: 0 });
    lines.length = 0;
    expect(await read('wrong')).toMatchObject({ severity: 'ERROR', message: 'replies not read', code: 'imap-auth' });
    await imap.close();
  });

  it('give Microsoft its token back once changes are wanted, and take no endless body', async () => {
    const { open: url } = await open({
      BATON_LINK_KEY: 'k'.repeat(32),
      BATON_RESPOND_URL: 'https://baton.example.com/respond',
      BATON_CHANGED_URL: 'https://baton.example.com/changed',
      BATON_TENANT: 'contoso.example.com',
      BATON_CLIENT: 'an-app',
      BATON_CLIENT_SECRET: 'a-secret',
    });
    const answer = await fetch(`${url}/changed?validationToken=a%20token`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([200, 'a token']);
    const flood = await fetch(`${url}/changed`, { method: 'POST', body: 'x'.repeat(3_000_000) });
    expect([flood.status, await flood.json()]).toMatchObject([413, { error: { code: 'too-long' } }]);
  });

  it('do not begin with an environment that lacks something', async () => {
    await expect(open({ BATON_MAIL: '' })).rejects.toBeInstanceOf(BatonError);
    hosted = undefined;
  });
});
