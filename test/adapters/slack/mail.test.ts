import { afterEach, describe, expect, test } from 'vitest';
import { slack as backend } from '../../../functions/adapters/slack/backend.ts';
import { trySlack } from '../../../functions/adapters/slack/mail.ts';
import type { BatonError } from '../../../functions/errors.ts';
import { type ChatUnderTest, chatContract, MAIL, TRACE, type Trouble } from '../../contracts/mailer.ts';
import { SCOPES } from '../../support/slack/slack.ts';
import { closeAll, LI, openPost, type Post } from './workspace.ts';

afterEach(closeAll);

const failed = (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it worked'),
    (error: BatonError) => error,
  );

const underTest = (post: Post): ChatUnderTest => ({ mailer: post.open(), arrived: post.arrived });

const trouble = (
  is: Trouble['is'],
  error: string,
  method: 'users.lookupByEmail' | 'conversations.open' | 'chat.postMessage' = 'chat.postMessage',
  says = error,
): Trouble<ChatUnderTest> => ({
  what: `${error} to ${method}`,
  is,
  says,
  open: async () => {
    const post = await openPost();
    post.slack.fail({ api: 'slack', method, how: { status: 200, error } });
    return underTest(post);
  },
});

/** Words: https://docs.slack.dev/reference/methods/chat.postMessage#errors, and those of the other methods. */
const TROUBLES: readonly Trouble<ChatUnderTest>[] = [
  {
    what: 'an address that nobody in the workspace has',
    is: 'refused',
    says: 'users_not_found',
    open: async () => underTest(await openPost()),
    to: 'wang@example.com',
  },
  trouble('refused', 'user_disabled', 'conversations.open'),
  trouble('refused', 'user_not_visible', 'conversations.open'),
  trouble('deferred', 'invalid_blocks'),
  trouble('deferred', 'msg_blocks_too_long'),
  trouble('system', 'invalid_auth'),
  trouble('system', 'account_inactive', 'users.lookupByEmail'),
  trouble('system', 'missing_scope', 'users.lookupByEmail', ''),
  trouble('system', 'restricted_action'),
  trouble('system', 'messages_tab_disabled', 'chat.postMessage', 'Messages'),
  trouble('system', 'message_limit_exceeded', 'chat.postMessage', ''),
  trouble('system', 'invalid_metadata_format'),
];

describe('Slack', () => {
  chatContract(async () => underTest(await openPost()), TROUBLES);

  test('finds somebody by address and opens a conversation, and the next time goes by the last receipt', async () => {
    const post = await openPost();
    const mailer = post.open();
    const { receipt } = await mailer.send(MAIL);
    const remembered = ['<smtp@example.com>', receipt];
    await mailer.send({ ...MAIL, id: 'next', remembered });
    expect(await mailer.find('next', { ...TRACE, remembered })).toBe('sent');
    expect(post.calls()).toEqual([
      'users.lookupByEmail',
      'conversations.open',
      'chat.postMessage',
      'chat.postMessage',
      'conversations.history',
    ]);
    expect(post.slack.messagesOf(LI)).toHaveLength(2);
  });

  test('looks somebody up again whose conversation is gone, and refuses them once they left', async () => {
    const post = await openPost();
    const mailer = post.open();
    const remembered = ['slack:D404:1772787600.000001'];
    await mailer.send({ ...MAIL, remembered });
    expect(post.slack.messagesOf(LI)).toHaveLength(1);
    expect(await mailer.find(MAIL.id, { ...TRACE, remembered })).toBe('sent');
    post.slack.leave(LI);
    const error = await failed(mailer.send({ ...MAIL, id: 'later' }));
    expect(error).toMatchObject({ code: 'slack-not-found', outcome: 'refused' });
    expect(await mailer.find('later', TRACE)).toBe('unsent');
    expect(await post.open().find('later', TRACE)).toBe('unsent');
  });

  test('carries our id, shows no previews of pages, and is found among all that stands in the conversation', async () => {
    const post = await openPost({ page: 7 });
    await post.open().send(MAIL);
    const [message] = post.slack.messagesOf(LI);
    expect(message).toMatchObject({
      metadata: { event_type: 'baton_letter', event_payload: { id: MAIL.id } },
      unfurls: false,
    });
    for (let i = 0; i < 20; i++) post.slack.write(LI, `Thanks ${i}`);
    expect(await post.open().find(MAIL.id, TRACE)).toBe('sent');
    expect(await post.open().find('another', TRACE)).toBe('unsent');
  });

  test('says in a notification what the letter is about, without mark-up', async () => {
    const post = await openPost();
    await post.open().send({ ...MAIL, letter: { ...MAIL.letter, subject: '两件事 <!channel> & 更多' } });
    const text = post.slack.messagesOf(LI)[0]!.text;
    expect(text).toMatch(/^两件事 &lt;!channel&gt; &amp; 更多\n\n/);
    expect(text.length).toBeLessThanOrEqual(4000);
  });

  test('is one message, however much of its text has to be escaped', async () => {
    for (const subject of ['<'.repeat(3000), '&'.repeat(3000), '😀'.repeat(3000)]) {
      const post = await openPost();
      await post.open().send({ ...MAIL, letter: { ...MAIL.letter, subject } });
      expect(post.slack.messagesOf(LI)[0]!.text).toMatch(/^(?:(?:&lt;)+|(?:&amp;)+|(?:😀)+)…$/u);
    }
  });

  test('waits for its turn: no person is told to slow down in a sweep of 200', async () => {
    const people = Array.from({ length: 200 }, (_, i) => `p${i}@example.com`);
    const post = await openPost({ people });
    const mailer = post.open();
    for (const [i, address] of people.entries())
      await mailer.send({ ...MAIL, id: `mail-${i}`, to: { name: 'P', address } });
    expect(post.slack.requests.filter(({ status }) => status === 429)).toEqual([]);
    for (const address of people) expect(post.slack.messagesOf(address)).toHaveLength(1);
  });

  test('many letters that a dead process left are looked for after one wait, not one for each', async () => {
    const post = await openPost();
    const mailer = post.open();
    await mailer.send(MAIL);
    const began = post.slack.clock.now();
    const trace = { ...TRACE, begunAt: new Date(began).toISOString() };
    for (let i = 0; i < 20; i++) expect(await mailer.find(`mail-${i}`, trace)).toBe('unsent');
    const waited = post.slack.clock.now() - began;
    expect(waited).toBeGreaterThan(60_000);
    expect(waited).toBeLessThan(2 * 60_000);
  });

  test('of what nobody began, or somebody long ago, it is said at once that it is not there', async () => {
    const post = await openPost();
    const mailer = post.open();
    const began = post.slack.clock.now();
    expect(await mailer.find('never', TRACE)).toBe('unsent');
    const yesterday = new Date(began - 86_400_000).toISOString();
    expect(await mailer.find('yesterday', { ...TRACE, begunAt: yesterday })).toBe('unsent');
    expect(post.slack.clock.now()).toBe(began);
  });

  test('keeps the token out of what it says', async () => {
    const post = await openPost();
    const token = 'xoxb-aSecretOfSomebody';
    post.slack.fail({ api: 'slack', method: 'users.lookupByEmail', how: { status: 200, error: `bad ${token}` } });
    const error = await failed(post.open(token).send(MAIL));
    expect(error.words.en).toContain('bad ***');
    expect([error.message, String(error.cause)].join()).not.toContain(token);
  });
});

describe('what doctor sees', () => {
  const examine = async (post: Post) => trySlack({ token: post.slack.token, rootUrl: post.slack.url });

  test('is as whom and where the app signs in', async () => {
    expect(await examine(await openPost())).toEqual({ bot: 'baton', team: 'Example' });
  });

  test.each(SCOPES)('is the right %s where that is missing', async (lacking) => {
    const post = await openPost({ scopes: SCOPES.filter((scope) => scope !== lacking) });
    const error = await failed(examine(post));
    expect(error).toMatchObject({ code: 'slack-rights', kind: 'backend' });
    expect(error.words.en).toContain(`the right ${lacking}.`);
  });

  test('is a token that was taken back', async () => {
    const post = await openPost();
    post.slack.revoke('token_revoked');
    expect(await failed(examine(post))).toMatchObject({ code: 'slack-auth', kind: 'backend' });
  });

  test('is a variable that is missing, or no token of a bot', async () => {
    expect(backend.amiss?.({}, true)).toEqual(['BATON_SLACK_TOKEN']);
    expect(backend.amiss?.({}, false)).toEqual([]);
    const { takes } = backend.variables!.BATON_SLACK_TOKEN!;
    expect(await failed(backend.open({ way: 'slack', from: MAIL.to, env: {}, locale: 'en' }))).toMatchObject({
      code: 'slack-token',
      kind: 'call',
    });
    expect(['xoxb-1-a', 'xoxp-1-a', 'https://hooks.slack.com/x'].map(takes)).toEqual([true, false, false]);
  });
});
