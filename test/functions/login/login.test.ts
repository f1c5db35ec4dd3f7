import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGoogleClient, signInToMail, signInToSheets } from '../../../functions/login/google.ts';
import { signInToMicrosoft } from '../../../functions/login/microsoft.ts';
import { loginRefused, mustCover } from '../../../functions/login/refusal.ts';
import { CLOUDS } from '../../../functions/microsoft/clouds.ts';
import { askForTokens, type Grant, openGrant } from '../../../functions/remote/grant.ts';
import { openVault } from '../../../functions/remote/vault.ts';
import { type AuthorizationOptions, browse, openAuthorization } from '../../support/authorization.ts';
import { listening } from '../http/parts.ts';

const DAY = 24 * 3600 * 1000;
const NOW = '2026-11-21T09:00:00Z';
const now = () => NOW;
type Authorization = Awaited<ReturnType<typeof openAuthorization>>;

let folder: string;
const opened: Authorization[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-login-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

const noKeychain = { read: () => Promise.reject(new Error('none')), make: () => Promise.reject(new Error('none')) };
const vault = () => openVault({ BATON_LOGINS: folder }, noKeychain);

const serve = async (options: AuthorizationOptions) => {
  const server = await openAuthorization(options);
  opened.push(server);
  return server;
};
const google = (more: Partial<AuthorizationOptions> = {}) =>
  serve({ kind: 'google', client: 'desk.apps.googleusercontent.com', secret: 'not-so-secret', ...more });
const microsoft = (more: Partial<AuthorizationOptions> = {}) => serve({ kind: 'microsoft', client: 'app-1', ...more });

const atGoogle = ({ url }: Authorization, open = browse) => ({
  client: { id: 'desk.apps.googleusercontent.com', secret: 'not-so-secret' },
  endpoints: { authorize: `${url}/authorize`, token: `${url}/token` },
  locale: 'en' as const,
  open,
  now,
});
const atMicrosoft = ({ url }: Authorization, open = browse) => ({
  cloud: { ...CLOUDS.global, authority: url },
  tenant: 'example.com',
  client: 'app-1',
  smtp: false,
  open,
  device: null,
  locale: 'en' as const,
  now,
});
const failed = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it went well'),
    (error: Error & { code?: string }) => error,
  );

describe('Google', () => {
  it('is asked for the spreadsheets that are picked in its own window, and for nothing else', async () => {
    const server = await google({ picks: ['sheet-1'] });
    const { grant, picked } = await signInToSheets(atGoogle(server), null);
    expect(picked).toEqual(['sheet-1']);
    expect(grant).toMatchObject({
      name: 'google-sheets',
      scopes: ['https://www.googleapis.com/auth/drive.file'],
      since: NOW,
    });
    expect(grant.refreshToken).not.toBe('');
  });

  it('is asked to send mail, and says whose', async () => {
    const { grant } = await signInToMail(atGoogle(await google()));
    expect(grant).toMatchObject({ name: 'google-mail', account: 'ann@example.com' });
    expect(() => mustCover(grant, ['https://www.googleapis.com/auth/gmail.send'])).not.toThrow();
  });

  it('whose box for mail was left unticked is not taken for a login', async () => {
    const { grant } = await signInToMail(atGoogle(await google({ grants: (scope) => !scope.endsWith('gmail.send') })));
    expect(() => mustCover(grant, ['https://www.googleapis.com/auth/gmail.send'])).toThrow(
      expect.objectContaining({ code: 'login-scope', message: expect.stringContaining('gmail.send') }),
    );
  });

  it('ends a login of a project in testing after seven days, and that is said', async () => {
    const server = await google();
    server.testing();
    const { grant } = await signInToMail(atGoogle(server));
    await vault().write(grant.name, JSON.stringify(grant));
    server.pass(6 * DAY);
    expect(await (await openGrant('google-mail', vault()))?.token(null)).toBeTruthy();
    server.pass(2 * DAY);
    const error = await failed((await openGrant('google-mail', vault()))!.token(null));
    expect(error).toMatchObject({ code: 'login-ended', kind: 'backend' });
    expect(error.message).toContain('after 7 days');
    expect(error.message).toContain('expired or revoked');
  });

  it('takes a client only as its console gives it', async () => {
    const path = join(folder, 'client.json');
    writeFileSync(path, JSON.stringify({ installed: { client_id: 'a', client_secret: 'b' } }));
    expect(await readGoogleClient(path)).toEqual({ id: 'a', secret: 'b' });
    writeFileSync(path, JSON.stringify({ web: { client_id: 'a', client_secret: 'b' } }));
    expect(await failed(readGoogleClient(path))).toMatchObject({ code: 'login-google-client' });
  });
});

describe('Microsoft', () => {
  it('is asked for one’s own files and for sending, no more', async () => {
    const server = await microsoft();
    const grant = await signInToMicrosoft(atMicrosoft(server));
    expect(grant).toMatchObject({ name: 'microsoft', account: 'ann@example.com' });
    expect(grant.scopes).toEqual([
      'https://graph.microsoft.com/Files.ReadWrite',
      'https://graph.microsoft.com/Mail.Send',
    ]);
  });

  it('is asked for SMTP by itself', async () => {
    const grant = await signInToMicrosoft({ ...atMicrosoft(await microsoft()), smtp: true });
    expect(grant).toMatchObject({ name: 'microsoft-smtp', scopes: ['https://outlook.office.com/SMTP.Send'] });
  });

  it('is asked for IMAP by itself', async () => {
    const grant = await signInToMicrosoft({ ...atMicrosoft(await microsoft()), imap: true });
    expect(grant).toMatchObject({
      name: 'microsoft-imap',
      scopes: ['https://outlook.office.com/IMAP.AccessAsUser.All'],
    });
  });

  it('by a code on another device, which is waited for', async () => {
    const server = await microsoft();
    server.approveAfter(3);
    const told: string[] = [];
    const waits: number[] = [];
    const grant = await signInToMicrosoft({
      ...atMicrosoft(server),
      device: (address, code) => void told.push(`${address} ${code}`),
      time: { now: () => 0, sleep: async (ms) => void waits.push(ms) },
    });
    expect(told).toEqual(['https://microsoft.com/devicelogin ABCD-EFGH']);
    expect(waits).toEqual([5_000, 5_000, 5_000, 5_000]);
    expect(grant.account).toBe('ann@example.com');
  });

  it('where only an administrator may consent, says so', async () => {
    const refuses = { error: 'access_denied', error_description: 'AADSTS90094: The grant requires admin permission.' };
    const error = await failed(signInToMicrosoft(atMicrosoft(await microsoft({ refuses }))));
    expect(loginRefused(error)).toMatchObject({
      code: 'login-needs-admin',
      message: expect.stringMatching(/administrator.*Files\.ReadWrite and Mail\.Send/),
    });
  });

  it('where a code is not allowed, says what is', async () => {
    const refuses = {
      error: 'access_denied',
      error_description: 'AADSTS53003: blocked by Conditional Access policies.',
    };
    const time = { now: () => 0, sleep: async () => {} };
    const login = { ...atMicrosoft(await microsoft({ refuses })), device: () => {}, time };
    expect(loginRefused(await failed(signInToMicrosoft(login)), true)).toMatchObject({
      code: 'login-device-blocked',
      message: expect.stringContaining('without --device'),
    });
  });

  it('gives another refresh token each time, and the newest is kept', async () => {
    const server = await microsoft();
    const grant = await signInToMicrosoft(atMicrosoft(server));
    await vault().write(grant.name, JSON.stringify(grant));
    const open = (await openGrant('microsoft', vault()))!;
    const first = await open.token(null);
    expect(await open.token(null)).toBe(first);
    const second = await open.token(first);
    expect(second).not.toBe(first);
    const kept = JSON.parse((await vault().read('microsoft'))!) as Grant;
    expect(kept.refreshToken).not.toBe(grant.refreshToken);
    const used = server.asked.flatMap(({ form }) => (form.grant_type === 'refresh_token' ? [form.refresh_token] : []));
    expect(used).toHaveLength(2);
    expect(used[0]).toBe(grant.refreshToken);
    expect(used[1]).not.toBe(grant.refreshToken);
  });

  it('what another process has renewed meanwhile is used', async () => {
    const server = await microsoft();
    const grant = await signInToMicrosoft(atMicrosoft(server));
    await vault().write(grant.name, JSON.stringify({ ...grant, refreshToken: 'run-out' }));
    const open = (await openGrant('microsoft', vault()))!;
    await vault().write(grant.name, JSON.stringify(grant));
    const token = await open.token(null);
    server.revoke();
    expect(await failed(open.token(token))).toMatchObject({ code: 'login-ended' });
  });
});

describe('the way back from the browser', () => {
  it('is taken by whoever knows what was asked, and by nobody else', async () => {
    const server = await microsoft();
    const statuses: number[] = [];
    const open = async (url: string) => {
      const back = new URL(url).searchParams.get('redirect_uri')!.replace('localhost', '127.0.0.1');
      for (const guess of ['/?code=stolen&state=guessed', '/?code=stolen', '/favicon.ico'])
        statuses.push((await fetch(back + guess)).status);
      browse(url);
    };
    expect(await signInToMicrosoft(atMicrosoft(server, (url) => void open(url)))).toMatchObject({ name: 'microsoft' });
    expect(statuses).toEqual([404, 404, 404]);
  });

  it('is another port and another secret each time', async () => {
    const seen: URLSearchParams[] = [];
    const server = await google();
    const open = (url: string) => {
      seen.push(new URL(url).searchParams);
      browse(url);
    };
    await signInToMail(atGoogle(server, open));
    await signInToMail(atGoogle(server, open));
    for (const name of ['state', 'code_challenge']) expect(seen[0]!.get(name)).not.toBe(seen[1]!.get(name));
    expect(seen[0]!.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('where the person says no, nothing is kept and it is said', async () => {
    const refuses = { error: 'access_denied', error_description: 'The person said no.' };
    const error = await failed(signInToMail(atGoogle(await google({ refuses }))));
    expect(loginRefused(error)).toMatchObject({ code: 'login-refused', kind: 'data' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('what is kept', () => {
  const SECRET = 'a-refresh-token-that-nobody-may-see';

  it('without a keychain lies in a file that its owner alone can read', async () => {
    expect(await vault().write('google-mail', SECRET)).toBe('file');
    const [file] = readdirSync(folder);
    expect(statSync(join(folder, file!)).mode & 0o777).toBe(0o600);
    expect(await vault().read('google-mail')).toBe(SECRET);
  });

  it('with one is locked by its key: the file alone opens nothing', async () => {
    let key: Buffer | null = null;
    const keychain = {
      read: async () => key,
      make: async () => {
        key = Buffer.alloc(32, 7);
        return key;
      },
    };
    const locked = openVault({ BATON_LOGINS: folder }, keychain);
    expect(await locked.write('google-mail', SECRET)).toBe('keychain');
    expect(readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')).not.toContain(SECRET);
    expect(await locked.read('google-mail')).toBe(SECRET);
    expect(await failed(vault().read('google-mail'))).toMatchObject({ code: 'login-locked' });
    key = Buffer.alloc(32, 8);
    expect(await failed(locked.read('google-mail'))).toMatchObject({ code: 'login-locked' });
    // A new one takes its place, and what was put into a file by wish stays in one.
    expect(await locked.write('google-mail', SECRET, 'file')).toBe('file');
    expect(await locked.write('google-mail', 'another')).toBe('file');
    expect(await locked.read('google-mail')).toBe('another');
  });

  it('is gone after signing out, and nothing lies about', async () => {
    await vault().write('google-mail', SECRET);
    expect(await vault().remove('google-mail')).toBe(true);
    expect(await vault().remove('google-mail')).toBe(false);
    expect([await vault().read('google-mail'), readdirSync(folder)]).toEqual([null, []]);
  });

  it('that is damaged is said, and not taken for none', async () => {
    await vault().write('google-mail', SECRET);
    writeFileSync(join(folder, readdirSync(folder)[0]!), '{"iv":');
    expect(await failed(vault().read('google-mail'))).toMatchObject({ code: 'login-unreadable' });
  });
});

it('what a login is kept by is sent to no address that its server only names', async () => {
  const heard: string[] = [];
  const elsewhere = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end('{"access_token":"x"}');
  });
  const there = await listening(elsewhere);
  const server = createServer((_, response) => response.writeHead(307, { location: `${there}/token` }).end());
  const asked = askForTokens(`${await listening(server)}/token`, { refresh_token: 'secret' });
  await expect(asked).rejects.toMatchObject({ code: 'login-unreachable' });
  expect(heard).toEqual([]);
  for (const one of [elsewhere, server]) one.close();
});
