import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSheetsClient } from '../../../functions/adapters/google-sheets/client.ts';
import { inboxOf, openMailer } from '../../../functions/connect/connect.ts';
import { createGraphClient, RequestRefused } from '../../../functions/microsoft/client.ts';
import { CLOUDS } from '../../../functions/microsoft/clouds.ts';
import type { Grant, GrantName } from '../../../functions/remote/grant.ts';
import { openVault } from '../../../functions/remote/vault.ts';

let folder: string;
const closing: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-oneself-'));
  vi.stubEnv('BATON_LOGINS', folder);
  for (const name of ['GOOGLE_APPLICATION_CREDENTIALS', 'BATON_TENANT', 'BATON_CLIENT_SECRET']) vi.stubEnv(name, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) close();
  rmSync(folder, { recursive: true });
});

/** A service and its token endpoint in one: it takes the newest token that it gave, and answers what it is told to. */
const serve = async (status: number, body: object) => {
  let given = 0;
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const isToken = request.url === '/token';
    const isOurs = request.headers.authorization === `Bearer token-${given}`;
    if (!isToken) asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    response.writeHead(isToken || !isOurs ? (isToken ? 200 : 401) : status, { 'content-type': 'application/json' });
    if (isToken && !sent.includes('grant_type=refresh_token')) throw new Error(sent);
    response.end(JSON.stringify(isToken ? { access_token: `token-${++given}`, expires_in: 3600 } : isOurs ? body : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

const signedIn = async (name: GrantName, url: string) => {
  const grant: Grant = {
    name,
    endpoint: `${url}/token`,
    client: 'desk',
    scopes: [],
    account: 'ann@example.com',
    refreshToken: 'r',
    since: '2026-11-21T09:00:00Z',
  };
  await openVault().write(name, JSON.stringify(grant), 'file');
};

describe('where somebody has signed in', () => {
  it('a spreadsheet is asked for as theirs', async () => {
    const { url, asked } = await serve(200, { spreadsheetId: 'sheet-1' });
    await signedIn('google-sheets', url);
    const requests = createSheetsClient('sheet-1', { rootUrl: `${url}/` }).begin();
    expect(await requests.get({ spreadsheetId: 'sheet-1' })).toEqual({ spreadsheetId: 'sheet-1' });
    expect(asked).toEqual(['GET /v4/spreadsheets/sheet-1']);
  });

  it('one that they did not pick is said to be that', async () => {
    const { url } = await serve(404, { error: { code: 404, message: 'Requested entity was not found.' } });
    await signedIn('google-sheets', url);
    const asking = createSheetsClient('sheet-2', { rootUrl: `${url}/` })
      .begin()
      .get({ spreadsheetId: 'sheet-2' });
    await expect(asking).rejects.toMatchObject({
      code: 'gsheet-not-picked',
      message: expect.stringContaining('baton -- login google --only sheets --pick sheet-2'),
    });
  });

  it('Graph is asked as them, and a right that lacks is said to be an administrator’s to grant', async () => {
    const { url } = await serve(403, { error: { code: 'accessDenied', message: 'no' } });
    await signedIn('microsoft', url);
    const operation = createGraphClient({ cloud: CLOUDS.global, rootUrl: url }).begin();
    const error: unknown = await operation.get('/drives/d/items/i').catch((error) => error);
    if (!(error instanceof RequestRefused)) return expect.unreachable('it was not refused');
    const { excelError } = await import('../../../functions/adapters/graph-excel/errors.ts');
    expect(excelError(error.failure, { drive: 'd', item: 'i' }).message).toContain('your administrator grants');
  });

  it.each(['gmail', 'graph', 'exchange:ann@example.com'] as const)(
    '--mail %s sends as them, one mail at a time',
    async (way) => {
      const { url } = await serve(200, {});
      for (const name of ['google-mail', 'microsoft', 'microsoft-smtp'] as const) await signedIn(name, url);
      const from = { name: 'Ann', address: 'ann@example.com' };
      const mailer = await openMailer({ way, from, env: {}, recipients: null, locale: 'en' });
      expect(mailer.batch).toBe(1);
    },
  );
});

describe('replies', () => {
  const from = { name: 'Ann', address: 'ann@example.com' };
  const open = async (way: string, env = {}) => inboxOf({ way, from, env, recipients: null, locale: 'en' })?.();

  it.each(['gmail', 'graph'] as const)(
    'that %s may not read are said to need an administrator, or IMAP',
    async (way) => {
      const { url } = await serve(200, {});
      for (const name of ['google-mail', 'microsoft'] as const) await signedIn(name, url);
      await expect(open(way)).rejects.toMatchObject({
        code: 'inbox-rights',
        message: expect.stringContaining('BATON_INBOX'),
      });
    },
  );

  it('in Exchange are read by IMAP as whoever signed in for that', async () => {
    const env = { BATON_INBOX: 'exchange:ann@example.com' };
    await expect(open('outbox:x', env)).rejects.toMatchObject({
      code: 'inbox-password',
      message: expect.stringContaining('baton -- login microsoft --imap'),
    });
    const { url } = await serve(200, {});
    await signedIn('microsoft-imap', url);
    expect(await open('outbox:x', env)).toMatchObject({ beginnings: {} });
  });
});

describe('where nobody has', () => {
  it('what is missing is said', async () => {
    const operation = createGraphClient({ cloud: CLOUDS.global, rootUrl: 'http://127.0.0.1:9' }).begin();
    await expect(operation.get('/me')).rejects.toMatchObject({
      code: 'graph-account',
      message: expect.stringContaining('baton -- login microsoft'),
    });
    const mailing = { from: null, env: {}, recipients: null, locale: 'en' } as const;
    await expect(openMailer({ way: 'exchange:ann@example.com', ...mailing })).rejects.toMatchObject({
      code: 'smtp-password',
    });
    await expect(openMailer({ way: 'qq:name@qq.com', ...mailing })).rejects.toMatchObject({
      message: expect.stringContaining('授权码'),
    });
  });

  it('a mail server that is known by name needs no sender: its account sends', async () => {
    const env = { BATON_SMTP_PASSWORD: 'code' };
    const mailer = await openMailer({ way: '163:name@163.com', from: null, env, recipients: null, locale: 'en' });
    expect(mailer.batch).toBe(1);
  });
});
