import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BatonError } from '../../../functions/errors.ts';
import { MAIL, mailerContract, TRACE, type Trouble } from '../../contracts/mailer.ts';
import { keyFileOf } from '../../support/google/auth/accounts.ts';
import { headerOf } from '../../support/google/gmail/mime.ts';
import { closeAll, FUNCTION, LI, openPost, type Post, ROBOT, TEAM } from './mailbox.ts';

afterEach(async () => {
  vi.unstubAllEnvs();
  await closeAll();
});

const failed = (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it worked'),
    (error: BatonError) => error,
  );
const inboxOf = ({ google }: Post, address = LI) => google.gmail.mailbox(address).inbox;
const draftsOf = ({ google }: Post) => [...google.gmail.mailbox(TEAM).drafts.values()];

const underTest = (post: Post) => ({
  mailer: post.open(),
  arrived: async () => post.google.gmail.mailbox(TEAM).sent.map(({ raw }) => raw),
  idHeader: 'x-baton-id',
});

const refusing = (method: string, status: 403 | 413) => async () => {
  const post = await openPost();
  post.google.fail({ api: 'gmail', method, how: { status } });
  return underTest(post);
};

const TROUBLES: readonly Trouble[] = [
  {
    what: 'an address that Gmail does not take',
    is: 'refused',
    says: '400 Invalid To header',
    open: async () => underTest(await openPost()),
    to: 'li@localhost',
  },
  {
    what: 'a size that Gmail does not take',
    is: 'deferred',
    says: '413 Request Entity Too Large',
    open: refusing('users.drafts.create', 413),
  },
  {
    what: 'a right taken away before its draft',
    is: 'system',
    says: '',
    open: refusing('users.drafts.create', 403),
  },
  { what: 'a right taken away after its draft', is: 'system', says: '', open: refusing('users.drafts.send', 403) },
];

describe('Gmail', () => {
  mailerContract(async () => underTest(await openPost()), TROUBLES);

  test('sends a draft, and keeps Gmail’s ids of the message and its thread', async () => {
    const post = await openPost();
    const { receipt } = await post.open().send(MAIL);
    const [sent] = post.google.gmail.mailbox(TEAM).sent;
    expect(receipt).toBe(`${sent!.id} ${sent!.threadId}`);
    expect(post.calls()).toEqual(['settings.sendAs.list', 'drafts.create', 'drafts.send']);
    expect(inboxOf(post)).toHaveLength(1);
    expect(draftsOf(post)).toEqual([]);
  });

  test('takes two requests a mail', async () => {
    const post = await openPost();
    const mailer = post.open();
    for (const id of ['a', 'b', 'c']) await mailer.send({ ...MAIL, id });
    expect(post.calls()).toHaveLength(1 + 3 * 2);
  });

  test('sends as an alias that the mailbox has', async () => {
    const post = await openPost();
    await post.open({ from: { name: '', address: 'Plan@example.com' } }).send(MAIL);
    const error = await failed(post.open({ from: { name: 'Boss', address: 'boss@example.com' } }).send(MAIL));
    expect(error).toMatchObject({ code: 'gmail-sender', kind: 'call' });
    expect(error.words.en).toContain('boss@example.com');
    expect(inboxOf(post)).toHaveLength(1);
  });
});

describe('a later mail about the same item', () => {
  const openSent = async () => {
    const post = await openPost();
    const mailer = post.open();
    const { receipt } = await mailer.send(MAIL);
    const [first] = post.google.gmail.mailbox(TEAM).sent;
    const messageId = headerOf(first!.mime, 'message-id');
    return { ...post, mailer, first: first!, messageId, earlier: [{ id: MAIL.id, receipt }] };
  };
  const newest = ({ google }: Post) =>
    google.gmail.mailbox(TEAM).sent.find(({ mime }) => headerOf(mime, 'x-baton-id') === 'later')!;

  test('refers to the one before by the id that Gmail gave it, and is in its thread where the subject is the same', async () => {
    const post = await openSent();
    await post.mailer.send({ ...MAIL, id: 'later', earlier: post.earlier });
    const { mime, threadId } = newest(post);
    expect(headerOf(mime, 'in-reply-to')).toBe(post.messageId);
    expect(headerOf(mime, 'references')).toBe(post.messageId);
    expect(threadId).toBe(post.first.threadId);
    // One request more than a mail that goes on with nothing.
    expect(post.calls().slice(-3)).toEqual(['messages.get', 'drafts.create', 'drafts.send']);
  });

  test('refers to it under another subject too, and Gmail is not asked to put it there', async () => {
    const post = await openSent();
    await post.mailer.send({ ...MAIL, id: 'later', subject: 'Something else', earlier: post.earlier });
    const { mime, threadId } = newest(post);
    expect(headerOf(mime, 'in-reply-to')).toBe(post.messageId);
    expect(threadId).not.toBe(post.first.threadId);
    const created = post.google.gmail.requests.filter(({ method }) => method === 'users.drafts.create');
    expect((created.at(-1)!.body as { message: object }).message).not.toHaveProperty('threadId');
  });

  test('leaves by itself when the one before was deleted', async () => {
    const post = await openSent();
    post.google.gmail.mailbox(TEAM).messages.delete(post.first.id);
    await post.mailer.send({ ...MAIL, id: 'later', earlier: post.earlier });
    expect(headerOf(newest(post).mime, 'references')).toBeUndefined();
  });
});

describe('the right to use the mailbox', () => {
  const onGoogleCloud = ({ google }: Post) => {
    vi.stubEnv('GCE_METADATA_HOST', google.metadataHost);
    vi.stubEnv('METADATA_SERVER_DETECTION', 'assume-present');
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
  };
  const access = { mailbox: TEAM, account: ROBOT, token: null };

  test('comes from a service account without a key, through IAM', async () => {
    const post = await openPost();
    onGoogleCloud(post);
    const mailer = post.open({ access });
    await mailer.send(MAIL);
    await mailer.send({ ...MAIL, id: 'b' });
    expect(post.google.iam.requests.map(({ user, method }) => `${user} ${method}`)).toEqual([
      `${FUNCTION} projects.serviceAccounts.signJwt`,
    ]);
    expect(post.google.gmail.requests.every(({ user }) => user === TEAM)).toBe(true);
    expect(inboxOf(post)).toHaveLength(2);
  });

  test.skipIf(process.platform === 'win32')('starts no program of Google’s', async () => {
    const post = await openPost();
    onGoogleCloud(post);
    const folder = await mkdtemp(join(tmpdir(), 'baton-'));
    try {
      await writeFile(join(folder, 'gcloud'), '#!/bin/sh\n: > "$(dirname "$0")/started"\n', { mode: 0o755 });
      vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
      await post.open({ access }).send(MAIL);
      expect(await readdir(folder)).toEqual(['gcloud']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('comes from the account that the program runs as, where no other is named', async () => {
    const post = await openPost();
    onGoogleCloud(post);
    post.google.accounts.set(FUNCTION, {
      delegated: ['https://www.googleapis.com/auth/gmail.modify'],
      tokenCreators: [FUNCTION],
    });
    await post.open({ access: { ...access, account: null } }).send(MAIL);
    expect(inboxOf(post)).toHaveLength(1);
  });

  test('comes from a key file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-'));
    try {
      const file = join(folder, 'key.json');
      await writeFile(file, keyFileOf(ROBOT));
      const post = await openPost();
      vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file);
      await post.open({ access: { ...access, account: null } }).send(MAIL);
      expect(inboxOf(post)).toHaveLength(1);
      expect(post.google.iam.requests).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('is renewed when its hour is over', async () => {
    const post = await openPost();
    onGoogleCloud(post);
    const mailer = post.open({ access });
    await mailer.send(MAIL);
    await post.google.clock.advance(3_600_000);
    await mailer.send({ ...MAIL, id: 'b' });
    expect(inboxOf(post)).toHaveLength(2);
    expect(post.google.oauth.requests).toHaveLength(2);
  });

  test.each<[string, string, (post: Post) => Partial<typeof access>]>([
    [
      'delegation that was taken back',
      'gmail-auth',
      ({ google }) => {
        google.accounts.set(ROBOT, { tokenCreators: [FUNCTION] });
        return {};
      },
    ],
    [
      'an account that may not sign',
      'gmail-signing',
      ({ google }) => {
        google.accounts.set(ROBOT, {});
        return {};
      },
    ],
    ['an account that is not there', 'gmail-refused', () => ({ account: 'who@project.iam.gserviceaccount.com' })],
    ['a mailbox that is not there', 'gmail-no-mailbox', () => ({ mailbox: 'zoe@example.com' })],
  ])('is missing: %s', async (_, code, spoil) => {
    const post = await openPost();
    onGoogleCloud(post);
    const mailer = post.open({ access: { ...access, ...spoil(post) } });
    const error = await failed(mailer.send(MAIL));
    expect(error).toMatchObject({ code, kind: 'backend' });
    expect(error.words['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(inboxOf(post)).toEqual([]);
  });

  test('is taken back between the draft and its sending: the mail has not left', async () => {
    const post = await openPost();
    onGoogleCloud(post);
    const mailer = post.open({ access });
    post.google.meanwhile({
      api: 'gmail',
      method: 'users.drafts.send',
      act: () => {
        post.google.tokens.revoke(TEAM);
        post.google.accounts.set(ROBOT, { tokenCreators: [FUNCTION] });
      },
    });
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'gmail-auth' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(inboxOf(post)).toEqual([]);
  });

  test('ends with an access token that is used as it is', async () => {
    const post = await openPost();
    const mailer = post.open();
    post.google.tokens.revoke(TEAM);
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'gmail-auth' });
  });
});

describe('an address', () => {
  test('that Gmail refuses for good is a matter of the directory, and leaves nothing behind', async () => {
    const post = await openPost();
    const mailer = post.open();
    const error = await failed(mailer.send({ ...MAIL, to: { name: 'Li', address: 'li@localhost' } }));
    expect(error).toMatchObject({ code: 'gmail-rejected', kind: 'data' });
    expect(draftsOf(post)).toEqual([]);
    await mailer.send(MAIL);
    expect(inboxOf(post)).toHaveLength(1);
  });
});

describe('a mail that Gmail refuses', () => {
  test('after an answer got lost has not left before either, even where its draft cannot be taken away', async () => {
    const post = await openPost();
    const mailer = post.open();
    post.google.fail({ api: 'gmail', method: 'users.drafts.send', how: 'drop-before' });
    post.google.fail({ api: 'gmail', method: 'users.drafts.send', nth: 2, how: { status: 413 } });
    post.google.fail({ api: 'gmail', method: 'users.drafts.delete', how: { status: 403 } });
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'gmail-too-large', outcome: 'deferred' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(inboxOf(post)).toEqual([]);
  });
});

describe('too many requests', () => {
  test('are waited for as long as Gmail asks', async () => {
    const post = await openPost();
    const begun = post.google.clock.now();
    post.google.fail({ api: 'gmail', method: 'users.drafts.send', how: { status: 429, retryAfter: 90 } });
    await post.open().send(MAIL);
    expect(post.google.clock.now() - begun).toBeGreaterThanOrEqual(90_000);
    expect(inboxOf(post)).toHaveLength(1);
  });

  test('within the quota of a minute, three hundred mails leave once each', async () => {
    const post = await openPost();
    const mailer = post.open();
    for (let i = 0; i < 300; i++) await mailer.send({ ...MAIL, id: `mail-${i}` });
    const ids = inboxOf(post).map(
      ({ mime }) => mime.headers.find(({ name }) => name.toLowerCase() === 'x-baton-id')?.value,
    );
    expect(new Set(ids).size).toBe(300);
    expect(ids).toHaveLength(300);
  });

  test('are given up after some minutes; the mail has not left and no draft of it stays', async () => {
    const post = await openPost();
    const mailer = post.open();
    post.google.fail({
      api: 'gmail',
      method: 'users.drafts.send',
      how: { status: 429 },
      times: Number.POSITIVE_INFINITY,
    });
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'gmail-quota', kind: 'backend' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(draftsOf(post)).toEqual([]);
  });
});
