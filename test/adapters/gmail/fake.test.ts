import { auth as authPlus, type gmail_v1, gmail as gmailClient } from 'googleapis/build/src/apis/gmail/index.js';
import { iamcredentials as iamClient } from 'googleapis/build/src/apis/iamcredentials/index.js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signJwt } from '../../support/google/auth/accounts.ts';
import { type Google, openGoogle } from '../../support/google/google.ts';
import { refusal } from '../../support/google/refusal.ts';

const TEAM = 'team@example.com';
const LIN = 'lin@example.com';
const ROBOT = 'baton@project.iam.gserviceaccount.com';
const FUNCTION = 'sweep@project.iam.gserviceaccount.com';
const SEND = 'https://www.googleapis.com/auth/gmail.modify';
const AUDIENCE = 'https://oauth2.googleapis.com/token';

let google: Google;
afterEach(() => google?.close());

const open = async () => {
  google = await openGoogle({
    people: { [TEAM]: { sendAs: ['plan@example.com'] }, [LIN]: {} },
    serviceAccounts: { [ROBOT]: { delegated: [SEND], tokenCreators: [FUNCTION] }, [FUNCTION]: {} },
    runsAs: FUNCTION,
  });
  return clientOf(google.token(TEAM));
};

const authOf = (token: string) => {
  const auth = new authPlus.OAuth2();
  auth.setCredentials({ access_token: token });
  return auth;
};

const clientOf = (token: string): gmail_v1.Gmail =>
  gmailClient({ version: 'v1', auth: authOf(token), rootUrl: google.gmail.url, retry: false });

const mail = (headers: Readonly<Record<string, string>> = {}, body = 'Due on Friday'): string =>
  Buffer.from(
    [
      ...Object.entries({
        From: `Team <${TEAM}>`,
        To: `Lin <${LIN}>`,
        Subject: 'Task T-1 is due',
        'Message-ID': '<ours@example.com>',
        'X-Baton-Id': 'mail-1',
        'Content-Type': 'text/plain; charset=utf-8',
        ...headers,
      }).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  ).toString('base64url');

describe('a draft', () => {
  test('is kept, found again and sent once; then it is gone', async () => {
    const gmail = await open();
    const { data: draft } = await gmail.users.drafts.create({
      userId: 'me',
      requestBody: { message: { raw: mail() } },
    });
    expect(draft.message).toEqual({ id: draft.message!.id, threadId: draft.message!.id, labelIds: ['DRAFT'] });
    expect((await gmail.users.drafts.list({ userId: 'me' })).data.drafts).toHaveLength(1);
    const kept = await gmail.users.drafts.get({ userId: TEAM, id: draft.id!, format: 'raw' });
    expect(kept.data.message!.raw).toBe(mail());

    const send = () => gmail.users.drafts.send({ userId: 'me', requestBody: { id: draft.id! } });
    const { data: sent } = await send();
    expect(sent).toMatchObject({ labelIds: ['SENT'] });
    expect(sent.id).not.toBe(draft.message!.id);
    expect(await refusal(send())).toMatchObject({ code: 404, message: 'Requested entity was not found.' });
    expect((await gmail.users.drafts.list({ userId: 'me' })).data).toEqual({ resultSizeEstimate: 0 });
    expect(google.gmail.mailbox(TEAM).sent).toHaveLength(1);
    expect(google.gmail.mailbox(LIN).inbox).toHaveLength(1);
  });

  test('whose sending was cut off after the mail had left is found among what was sent', async () => {
    const gmail = await open();
    const { data: draft } = await gmail.users.drafts.create({
      userId: 'me',
      requestBody: { message: { raw: mail() } },
    });
    google.fail({ api: 'gmail', method: 'users.drafts.send', how: 'drop-after' });
    await expect(gmail.users.drafts.send({ userId: 'me', requestBody: { id: draft.id! } })).rejects.toThrow();
    expect((await refusal(gmail.users.drafts.get({ userId: 'me', id: draft.id! }))).code).toBe(404);
    const found = await gmail.users.messages.list({ userId: 'me', q: 'in:sent subject:"Task T-1" newer' });
    expect(found.data.messages).toBeUndefined();
    const { data } = await gmail.users.messages.list({ userId: 'me', q: `in:sent subject:"task T-1" to:${LIN}` });
    const message = await gmail.users.messages.get({
      userId: 'me',
      id: data.messages![0]!.id!,
      format: 'metadata',
      metadataHeaders: ['X-Baton-Id'],
    });
    expect(message.data.payload!.headers).toEqual([{ name: 'X-Baton-Id', value: 'mail-1' }]);
  });
});

describe('a message that is sent', () => {
  test('gets a Message-ID of Gmail’s own, by which it is found, and a From that the mailbox may use', async () => {
    const gmail = await open();
    const send = async (from: string) => {
      const { data } = await gmail.users.messages.send({ userId: 'me', requestBody: { raw: mail({ From: from }) } });
      return google.gmail.mailbox(TEAM).messages.get(data.id!)!.mime.headers;
    };
    const value = (headers: Awaited<ReturnType<typeof send>>, name: string) =>
      headers.filter((header) => header.name === name).map((header) => header.value);
    const headers = await send('Plan <plan@example.com>');
    expect(value(headers, 'From')).toEqual(['Plan <plan@example.com>']);
    expect(value(await send('boss@example.com'), 'From')).toEqual([TEAM]);
    const [id] = value(headers, 'Message-ID');
    expect(id).toMatch(/@mail\.gmail\.com>$/);
    const count = async (q: string) => (await gmail.users.messages.list({ userId: 'me', q })).data.resultSizeEstimate;
    expect(await count(`rfc822msgid:${id}`)).toBe(1);
    expect(await count('rfc822msgid:ours@example.com')).toBe(0);
  });

  test('shows its parts, as text and as files', async () => {
    const gmail = await open();
    const raw = mail(
      { 'Content-Type': 'multipart/mixed; boundary="b"', Subject: '=?utf-8?B?5Lu75Yqh?=' },
      [
        '--b',
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        '<p>=E4=BB=BB=',
        '=E5=8A=A1</p>',
        '--b',
        'Content-Type: text/calendar',
        'Content-Disposition: attachment; filename="task.ics"',
        '',
        'BEGIN:VCALENDAR',
        '--b--',
      ].join('\r\n'),
    );
    const { data } = await gmail.users.messages.send({ userId: 'me', requestBody: { raw } });
    const { data: message } = await gmail.users.messages.get({ userId: 'me', id: data.id! });
    const [html, file] = message.payload!.parts!;
    expect(Buffer.from(html!.body!.data!, 'base64url').toString()).toBe('<p>任务</p>');
    expect(file).toMatchObject({ partId: '1', filename: 'task.ics', mimeType: 'text/calendar' });
    expect(message.snippet).toBe('任务');
    const found = await gmail.users.messages.list({ userId: 'me', q: 'subject:任务' });
    expect(found.data.messages).toHaveLength(1);
  });

  test('joins a thread when it names it, refers to it and has its subject', async () => {
    const gmail = await open();
    const first = (await gmail.users.messages.send({ userId: 'me', requestBody: { raw: mail() } })).data;
    const id = google.gmail.mailbox(TEAM).sent[0]!.mime.headers.find(({ name }) => name === 'Message-ID')!.value;
    const follow = async (headers: Record<string, string>) => {
      const requestBody = { raw: mail(headers), threadId: first.threadId! };
      return (await gmail.users.messages.send({ userId: 'me', requestBody })).data.threadId === first.threadId;
    };
    const references = { References: id, 'In-Reply-To': id };
    expect(await follow({ ...references, Subject: 'Re: Task T-1 is due' })).toBe(true);
    expect(await follow({ ...references, Subject: 'Something else' })).toBe(false);
    expect(await follow({})).toBe(false);
    google.gmail
      .mailbox(TEAM)
      .receive(`From: ${LIN}\r\nSubject: Re: Task T-1 is due\r\nIn-Reply-To: ${id}\r\n\r\nDone`);
    const { data } = await gmail.users.threads.get({ userId: 'me', id: first.threadId! });
    expect(data.messages!.map(({ snippet }) => snippet)).toEqual(['Due on Friday', 'Due on Friday', 'Done']);
  });

  test.each([
    [{ To: 'nobody' }, 'Invalid To header'],
    [{ To: '' }, 'Recipient address required'],
    [{ To: Array.from({ length: 101 }, (_, i) => `p${i}@example.com`).join(', ') }, 'Too many recipients'],
  ])('is refused for good: %o', async (headers, message) => {
    const gmail = await open();
    const refused = await refusal(gmail.users.messages.send({ userId: 'me', requestBody: { raw: mail(headers) } }));
    expect(refused).toMatchObject({ code: 400, message, errors: [{ domain: 'global', reason: 'invalidArgument' }] });
  });

  test('costs units of the quota', async () => {
    google = await openGoogle({
      people: { [TEAM]: {} },
      quotas: { gmail: [{ metric: 'units', per: 'user', perMinute: 250 }] },
    });
    const gmail = clientOf(google.token(TEAM));
    const send = () => gmail.users.messages.send({ userId: 'me', requestBody: { raw: mail() } });
    await send();
    await send();
    expect(await refusal(send())).toMatchObject({ code: 429, errors: [{ reason: 'rateLimitExceeded' }] });
    await google.clock.advance(60_000);
    await send();
  });

  test('only by a search that Gmail knows', async () => {
    const gmail = await open();
    expect((await refusal(gmail.users.messages.list({ userId: 'me', q: 'header:x' }))).code).toBe(501);
    expect(google.takeViolations()[0]).toContain('the Gmail search operator header:');
  });
});

describe('a service account', () => {
  const claims = (more: object = {}) => {
    const iat = google.clock.now() / 1000;
    return JSON.stringify({ iss: ROBOT, sub: TEAM, scope: SEND, aud: AUDIENCE, iat, exp: iat + 3600, ...more });
  };
  const exchange = async (assertion: string) => {
    const response = await fetch(`${google.oauth.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
    });
    const body = (await response.json()) as { access_token?: string; error?: string; error_description?: string };
    return { code: response.status, ...body };
  };
  const iam = (email: string) =>
    iamClient({ version: 'v1', auth: authOf(google.token(email)), rootUrl: google.iam.url, retry: false });
  const name = `projects/-/serviceAccounts/${ROBOT}`;

  test('acts for a mailbox without a key: signs through IAM, gets a token, for an hour', async () => {
    await open();
    const sign = (email: string) =>
      iam(email).projects.serviceAccounts.signJwt({ name, requestBody: { payload: claims() } });
    expect(await refusal(sign(ROBOT))).toMatchObject({
      code: 403,
      message: "Permission 'iam.serviceAccounts.signJwt' denied on resource (or it may not exist).",
    });
    const { data } = await sign(FUNCTION);
    const { access_token } = await exchange(data.signedJwt!);
    const gmail = clientOf(access_token!);
    expect((await gmail.users.getProfile({ userId: 'me' })).data.emailAddress).toBe(TEAM);
    expect((await refusal(gmail.users.getProfile({ userId: LIN }))).message).toBe(`Delegation denied for ${TEAM}`);
    await google.clock.advance(3_600_000);
    expect((await refusal(gmail.users.getProfile({ userId: 'me' }))).code).toBe(401);
  });

  test('has a token from the machine it runs on, in the way Google’s library asks for it', async () => {
    await open();
    vi.stubEnv('GCE_METADATA_HOST', google.metadataHost);
    vi.stubEnv('METADATA_SERVER_DETECTION', 'assume-present');
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
    const auth = new authPlus.GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
    const client = iamClient({ version: 'v1', auth, rootUrl: google.iam.url, retry: false });
    const { data } = await client.projects.serviceAccounts.signJwt({ name, requestBody: { payload: claims() } });
    vi.unstubAllEnvs();
    expect((await exchange(data.signedJwt!)).access_token).toBeDefined();
    expect(google.iam.requests[0]!.user).toBe(FUNCTION);
  });

  test('has no mailbox of its own', async () => {
    await open();
    const { data } = await iam(FUNCTION).projects.serviceAccounts.generateAccessToken({
      name,
      requestBody: { scope: [SEND] },
    });
    const gmail = clientOf(data.accessToken!);
    expect((await refusal(gmail.users.getProfile({ userId: 'me' }))).message).toBe('Precondition check failed.');
  });

  test.each<[string, object, number, string]>([
    ['another audience', { aud: 'https://example.com' }, 400, 'invalid_grant'],
    ['two hours', { exp: 1e10 }, 400, 'invalid_grant'],
    ['an unknown account', { iss: 'who@example.com' }, 400, 'invalid_grant'],
    ['an unknown person', { sub: 'zoe@example.com' }, 400, 'invalid_grant'],
    ['a scope that was not delegated', { scope: 'https://mail.google.com/' }, 401, 'unauthorized_client'],
    ['no scope', { scope: '' }, 400, 'invalid_scope'],
  ])('gets no token for %s', async (_, more, code, error) => {
    await open();
    expect(await exchange(signJwt(claims(more)))).toMatchObject({ code, error });
  });

  test('whose grant is taken back loses its tokens, and gets no more', async () => {
    await open();
    const { access_token } = await exchange(signJwt(claims()));
    google.tokens.revoke(TEAM);
    google.accounts.set(ROBOT, {});
    expect((await refusal(clientOf(access_token!).users.getProfile({ userId: 'me' }))).code).toBe(401);
    expect(await exchange(signJwt(claims()))).toMatchObject({ code: 401, error: 'unauthorized_client' });
  });

  test('gets no token for what somebody else signed, or for what is over', async () => {
    await open();
    const [head, , signature] = signJwt(claims()).split('.');
    const forged = [head, Buffer.from(claims({ sub: LIN })).toString('base64url'), signature].join('.');
    expect(await exchange(forged)).toMatchObject({ code: 400, error_description: 'Invalid JWT Signature.' });
    const old = signJwt(claims());
    await google.clock.advance(2 * 3_600_000);
    expect(await exchange(old)).toMatchObject({ code: 400, error: 'invalid_grant' });
  });
});
