import { afterEach, describe, expect, test, vi } from 'vitest';
import { createGraphMail, type GraphMailOptions } from '../../../functions/adapters/graph-mail/mail.ts';
import type { BatonError } from '../../../functions/errors.ts';
import { MAIL, mailerContract, TRACE, type Trouble } from '../../contracts/mailer.ts';
import { headerOf, parseMime } from '../../support/google/gmail/mime.ts';
import type { MailboxOptions } from '../../support/graph/mail/mailbox.ts';
import { closeAll, openPost, type Post, TEAM } from './mailbox.ts';

afterEach(async () => {
  vi.unstubAllEnvs();
  await closeAll();
});

const OURS = `<${MAIL.id}@example.com>`;

const failed = (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it worked'),
    (error: BatonError) => error,
  );

const underTest = (post: Post) => ({
  mailer: post.open(),
  arrived: async () => post.team.sent.map(({ raw }) => raw),
});

const trouble = (
  is: Trouble['is'],
  method: 'user-post-messages' | 'message-send',
  status: 400 | 403 | 404 | 413 | 507,
  code: string,
  says = '',
): Trouble => ({
  what: `${status} ${code} to ${method}`,
  is,
  says,
  open: async () => {
    const post = await openPost();
    post.graph.fail({ api: 'graph', method, how: { status, code } });
    return underTest(post);
  },
});

/** Codes: https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode */
const TROUBLES: readonly Trouble[] = [
  {
    what: 'an address that Exchange does not take',
    is: 'refused',
    says: '400 ErrorInvalidRecipients At least one recipient is not valid.',
    open: async () => underTest(await openPost()),
    to: 'li@example',
  },
  trouble('refused', 'message-send', 400, 'ErrorInvalidRecipients', '400 ErrorInvalidRecipients'),
  trouble('refused', 'message-send', 400, 'ErrorInvalidSmtpAddress', '400 ErrorInvalidSmtpAddress'),
  trouble('refused', 'message-send', 404, 'ErrorMailRecipientNotFound', '404 ErrorMailRecipientNotFound'),
  trouble('deferred', 'message-send', 400, 'ErrorMessageSizeExceeded', '400 ErrorMessageSizeExceeded'),
  trouble('deferred', 'user-post-messages', 413, 'RequestEntityTooLarge', '413 RequestEntityTooLarge'),
  trouble('system', 'message-send', 403, 'ErrorSubmissionQuotaExceeded'),
  trouble('system', 'message-send', 403, 'ErrorMessageSubmissionBlocked'),
  trouble('system', 'user-post-messages', 403, 'ErrorAccessDenied'),
  trouble('system', 'user-post-messages', 507, 'ErrorQuotaExceeded'),
  trouble('system', 'user-post-messages', 404, 'MailboxNotEnabledForRESTAPI'),
  trouble('system', 'message-send', 400, 'ErrorInvalidProperty', '400 ErrorInvalidProperty Invalid request'),
];

describe('Graph mail', () => {
  mailerContract(async () => underTest(await openPost()), TROUBLES);

  test('sends a draft in two requests, and keeps its Message-ID', async () => {
    const post = await openPost();
    const mailer = post.open();
    for (const id of ['a', 'b', MAIL.id])
      expect((await mailer.send({ ...MAIL, id })).receipt).toBe(`<${id}@example.com>`);
    expect(post.calls()).toEqual(Array(3).fill(['user-post-messages', 'message-send']).flat());
    expect(post.inboxOf()).toHaveLength(3);
    expect(post.team.drafts).toEqual([]);
  });

  test('sends from a mailbox that may send as the sender', async () => {
    const post = await openPost({ team: { sendAs: ['plan@example.com'] } });
    await post.open({ from: { name: 'Plan', address: 'plan@example.com' } }).send(MAIL);
    expect(headerOf(parseMime(post.inboxOf()[0]!.raw), 'from')).toBe('Plan <plan@example.com>');
    const error = await failed(post.open({ from: { name: 'Boss', address: 'boss@example.com' } }).send(MAIL));
    expect(error).toMatchObject({ code: 'graph-mail-sender', kind: 'call' });
    expect(post.inboxOf()).toHaveLength(1);
    expect(post.team.drafts).toEqual([]);
  });

  test('goes on with what was told before by the Message-IDs that those mails have', async () => {
    const post = await openPost({ team: { keepsMessageId: false } });
    const mailer = post.open();
    const { receipt } = await mailer.send(MAIL);
    await mailer.send({ ...MAIL, id: 'later', earlier: [{ id: MAIL.id, receipt }] });
    const [first, later] = post.inboxOf();
    expect(receipt).toBe(first!.internetMessageId);
    expect(headerOf(parseMime(later!.raw), 'in-reply-to')).toBe(receipt);
  });
});

describe('a mailbox that gives drafts Message-IDs of its own', () => {
  test('has our id beside it before anything leaves, and the mail is found by that', async () => {
    const post = await openPost({ team: { keepsMessageId: false } });
    const { receipt } = await post.open().send(MAIL);
    expect(receipt).not.toBe(OURS);
    expect(receipt).toBe(post.team.sent[0]!.internetMessageId);
    expect(post.calls()).toEqual(['user-post-messages', 'message-update', 'message-send']);
    expect(await post.open().find(MAIL.id, TRACE)).toBe('sent');
    expect(await post.open().find('other', TRACE)).toBe('unsent');
  });

  test('and takes no property either is left without a draft, and the mail unsent', async () => {
    const post = await openPost({ team: { keepsMessageId: false } });
    post.graph.fail({ api: 'graph', method: 'message-update', how: { status: 400, code: 'ErrorInvalidProperty' } });
    const mailer = post.open();
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'graph-mail-refused' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(post.team.drafts).toEqual([]);
  });
});

describe('the pace', () => {
  test('is 30 mails a minute, and Exchange refuses none of 100', async () => {
    const post = await openPost();
    const mailer = post.open();
    const began = post.graph.clock.now();
    const left: number[] = [];
    for (let i = 0; i < 100; i++) {
      await mailer.send({ ...MAIL, id: `mail-${i}` });
      left.push(post.graph.clock.now() - began);
    }
    expect(post.graph.requests.map(({ status }) => status)).not.toContain(429);
    expect(left[29]).toBe(0);
    for (const [i, at] of left.entries()) if (i >= 30) expect(at - left[i - 30]!).toBeGreaterThanOrEqual(60_000);
    expect(post.inboxOf()).toHaveLength(100);
  });

  test('leaves a mail among the drafts until its turn comes, where whoever takes the sweep over withdraws it', async () => {
    const post = await openPost();
    let found = '';
    const sleep = async (ms: number) => {
      found = await mailer.find(MAIL.id, TRACE);
      await post.graph.clock.advance(ms);
    };
    const mailer = post.open({ time: { now: post.graph.clock.now, sleep } });
    for (let i = 0; i < 30; i++) await mailer.send({ ...MAIL, id: `mail-${i}` });
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'graph-mail-draft-gone' });
    expect(found).toBe('unsent');
    expect(post.inboxOf()).toHaveLength(30);
  });

  test('of two processes that share a mailbox is too fast: what is refused waits as long as Exchange says', async () => {
    const post = await openPost();
    const [one, other] = [post.open(), post.open()];
    for (let i = 0; i < 20; i++) {
      await one.send({ ...MAIL, id: `one-${i}` });
      await other.send({ ...MAIL, id: `other-${i}` });
    }
    expect(post.graph.requests.map(({ status }) => status)).toContain(429);
    expect(post.inboxOf()).toHaveLength(40);
    expect(post.team.drafts).toEqual([]);
  });
});

describe('a mail that cannot leave', () => {
  const refused = (code: string, status: 400 | 403 | 404 | 429 | 507) => (post: Post) =>
    post.graph.fail({ api: 'graph', method: 'message-send', how: { status, code } });

  test.each<[string, string, string, (post: Post) => void]>([
    ['an address that Exchange refuses', 'graph-mail-rejected', 'data', refused('ErrorInvalidRecipients', 400)],
    ['a day whose limit is reached', 'graph-mail-quota', 'backend', refused('ErrorSubmissionQuotaExceeded', 403)],
    ['a mailbox blocked from sending', 'graph-mail-quota', 'backend', refused('ErrorMessageSubmissionBlocked', 403)],
    [
      'a mailbox that is full',
      'graph-mail-full',
      'backend',
      ({ graph }) =>
        graph.fail({ api: 'graph', method: 'user-post-messages', how: { status: 507, code: 'ErrorQuotaExceeded' } }),
    ],
    [
      'a mailbox without a licence',
      'graph-mail-no-mailbox',
      'backend',
      ({ graph }) =>
        graph.fail({
          api: 'graph',
          method: 'user-post-messages',
          how: { status: 404, code: 'MailboxNotEnabledForRESTAPI' },
        }),
    ],
    ['a right taken back after the draft', 'graph-mail-rights', 'backend', refused('ErrorAccessDenied', 403)],
    [
      'a limit of the minute that does not pass',
      'graph-mail-throttled',
      'backend',
      ({ graph }) =>
        graph.fail({ api: 'graph', method: 'message-send', how: { status: 429, retryAfter: 200 }, times: 2 }),
    ],
    [
      'a request that Exchange does not take',
      'graph-mail-refused',
      'backend',
      ({ graph }) => graph.fail({ api: 'graph', method: 'user-post-messages', how: { status: 400 } }),
    ],
  ])('for %s says so in both languages, and leaves nothing that could be sent', async (_, code, kind, spoil) => {
    const post = await openPost();
    spoil(post);
    const mailer = post.open();
    const error = await failed(mailer.send(MAIL));
    expect(error).toMatchObject({ code, kind });
    expect(error.words['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(error.cause).toBeDefined();
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(post.inboxOf()).toEqual([]);
    expect(post.team.drafts).toEqual([]);
  });

  test('after an answer got lost has not left before either, even where its draft cannot be taken away', async () => {
    const post = await openPost();
    const mailer = post.open();
    const code = 'ErrorInvalidRecipients';
    post.graph.fail({ api: 'graph', method: 'message-send', how: 'drop-before' });
    post.graph.fail({ api: 'graph', method: 'message-send', nth: 2, how: { status: 400, code } });
    post.graph.fail({ api: 'graph', method: 'message-delete', how: { status: 403 } });
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'graph-mail-rejected', outcome: 'refused' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(post.inboxOf()).toEqual([]);
  });

  test('after an answer got lost is no word that it stayed: where its draft is not found then, it is looked for', async () => {
    const post = await openPost();
    post.graph.fail({ api: 'graph', method: 'message-send', how: 'drop-before' });
    post.graph.fail({ api: 'graph', method: 'message-send', nth: 2, how: { status: 404, code: 'ErrorItemNotFound' } });
    await post.open().send(MAIL);
    expect(post.inboxOf()).toHaveLength(1);
  });

  test('for an address without a domain of its own is refused by Exchange itself; others go on', async () => {
    const post = await openPost();
    const mailer = post.open();
    const odd = { ...MAIL, to: { name: 'Li', address: 'li@example' } };
    const error = await failed(mailer.send(odd));
    expect(error).toMatchObject({ code: 'graph-mail-rejected', kind: 'data' });
    await mailer.send({ ...MAIL, id: 'next' });
    expect(post.inboxOf()).toHaveLength(1);
  });
});

describe('the right to use the mailbox', () => {
  test.each<[string, string, Partial<GraphMailOptions>, MailboxOptions]>([
    ['a mailbox that is not there', 'graph-mail-no-mailbox', { mailbox: 'zoe@example.com' }, {}],
    ['an app that may use other mailboxes', 'graph-mail-rights', {}, { apps: ['somebody-else'] }],
    ['a token that nobody issued', 'graph-auth', { token: async () => 'made-up' }, {}],
  ])('is missing: %s', async (_, code, change, team) => {
    const post = await openPost({ team });
    const error = await failed(post.open(change).send(MAIL));
    expect(error).toMatchObject({ code, kind: 'backend' });
    expect(error.words['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(post.inboxOf()).toEqual([]);
  });

  test('is nobody’s where the environment does not say who signs in', async () => {
    for (const name of ['BATON_TENANT', 'BATON_CLIENT', 'BATON_CLIENT_SECRET']) vi.stubEnv(name, '');
    const mailer = createGraphMail({ from: { name: 'Baton', address: TEAM }, mailbox: TEAM });
    expect(await failed(mailer.send(MAIL))).toMatchObject({ code: 'graph-account', kind: 'call' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
  });

  test('ends with its hour and is renewed', async () => {
    const post = await openPost();
    const tokens: (string | null)[] = [];
    let own = post.graph.token();
    const token = async (refused: string | null) => {
      tokens.push(refused);
      if (refused === own) own = post.graph.token();
      return own;
    };
    const mailer = post.open({ token });
    await mailer.send(MAIL);
    await post.graph.clock.advance(3_600_000);
    await mailer.send({ ...MAIL, id: 'b' });
    expect(post.inboxOf()).toHaveLength(2);
    expect(tokens.filter((refused) => refused !== null)).toHaveLength(1);
  });
});
