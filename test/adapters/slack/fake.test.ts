import { afterEach, describe, expect, test } from 'vitest';
import { openSlack, type Slack } from '../../support/slack/slack.ts';

let slack: Slack;
afterEach(() => slack?.close());

const LI = 'li@example.com';
const form = (args: Readonly<Record<string, string>>): RequestInit => ({ body: new URLSearchParams(args) });
const json = (args: object): RequestInit => ({
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(args),
});

// biome-ignore lint/suspicious/noExplicitAny: whatever Slack answers
type Said = { readonly status: number; readonly headers: Headers; readonly body: any };

const ask = async (
  method: string,
  { headers, ...init }: RequestInit = form({}),
  token = slack.token,
): Promise<Said> => {
  const response = await fetch(`${slack.url}/${method}`, {
    method: 'POST',
    ...init,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(headers as Record<string, string>) },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

const channelOf = async (email = LI): Promise<string> => {
  const { user } = (await ask('users.lookupByEmail', form({ email }))).body;
  return (await ask('conversations.open', form({ users: user.id }))).body.channel.id;
};

const post = (channel: string, more: object = {}) => ask('chat.postMessage', json({ channel, text: 'Hello', ...more }));

describe('a person', () => {
  test('is found by address, and not once they left', async () => {
    slack = await openSlack({ people: [LI] });
    expect((await ask('users.lookupByEmail', form({ email: 'LI@example.com' }))).body).toMatchObject({ ok: true });
    const none = { ok: false, error: 'users_not_found' };
    expect((await ask('users.lookupByEmail', form({ email: 'wang@example.com' }))).body).toEqual(none);
    slack.leave(LI);
    expect((await ask('users.lookupByEmail', form({ email: LI }))).body).toEqual(none);
  });

  test('has one conversation with the app, however often it is opened', async () => {
    slack = await openSlack({ people: [LI] });
    const channel = await channelOf();
    expect(channel).toMatch(/^D/);
    expect(await channelOf()).toBe(channel);
    expect((await ask('conversations.open', form({ users: 'U404' }))).body.error).toBe('user_not_found');
  });
});

describe('a message', () => {
  test('stands in the history, the newest first, with its metadata where that is asked for', async () => {
    slack = await openSlack({ people: [LI] });
    const channel = await channelOf();
    const metadata = { event_type: 'baton_letter', event_payload: { id: 'm1' } };
    expect((await post(channel, { metadata })).body).toMatchObject({ ok: true, channel });
    slack.write(LI, 'Thanks');
    const { messages } = (await ask('conversations.history', form({ channel }))).body;
    expect(messages.map(({ text }: { text: string }) => text)).toEqual(['Thanks', 'Hello']);
    expect(messages[1].metadata).toEqual({ event_type: 'baton_letter' });
    const all = (await ask('conversations.history', form({ channel, include_all_metadata: 'true' }))).body;
    expect(all.messages[1].metadata).toEqual(metadata);
  });

  test('shows in the history only after a while, and by pages, where a test says so', async () => {
    slack = await openSlack({ people: [LI], historyTakes: 5000, page: 1 });
    const channel = await channelOf();
    await post(channel);
    await post(channel, { text: 'again' });
    const history = async (more = {}) => (await ask('conversations.history', form({ channel, ...more }))).body;
    expect((await history()).messages).toEqual([]);
    await slack.clock.advance(5000);
    const first = await history();
    expect([first.messages.length, first.has_more]).toEqual([1, true]);
    const second = await history({ cursor: first.response_metadata.next_cursor });
    expect([second.messages[0].text, second.has_more]).toEqual(['Hello', false]);
  });

  test('has at most 50 blocks, none empty, none with a field that nobody published', async () => {
    slack = await openSlack({ people: [LI] });
    const channel = await channelOf();
    const text = (words: string) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }],
    });
    const header = (words: string) => ({ type: 'header', text: { type: 'plain_text', text: words } });
    const errorOf = async (...blocks: object[]) => {
      await slack.clock.advance(60_000);
      const { error, errors } = (await post(channel, { blocks })).body;
      return [error, errors?.[0]].filter(Boolean).join(' ');
    };
    expect(await errorOf(...Array(50).fill(text('x')))).toBe('');
    expect(await errorOf(...Array(51).fill(text('x')))).toMatch(/^invalid_blocks no more than 50 items/);
    expect(await errorOf(text(''))).toMatch(/^invalid_blocks must be more than 0 characters/);
    expect(await errorOf(header('x'.repeat(151)))).toMatch(/^invalid_blocks must be less than 151 characters/);
    expect(await errorOf({ ...text('x'), colour: 'red' })).toMatch(/^invalid_blocks unknown field colour/);
    expect(await errorOf({ type: 'card' })).toMatch(/^invalid_blocks unsupported type/);
    expect(await errorOf(text('x'.repeat(9_500)))).toBe('');
    expect(await errorOf(text('x'.repeat(9_600)))).toBe('msg_blocks_too_long');
    expect(await errorOf(...Array(40).fill(text('长'.repeat(350))))).toBe('msg_blocks_too_long');
  });

  test('is refused without words, without a conversation, with metadata of another form, and where nobody would see it', async () => {
    slack = await openSlack({ people: [LI] });
    const channel = await channelOf();
    expect((await post(channel, { text: '' })).body.error).toBe('no_text');
    expect((await post('D404')).body.error).toBe('channel_not_found');
    expect((await post(channel, { metadata: { event_type: 'a b', event_payload: {} } })).body.error).toBe(
      'invalid_metadata_format',
    );
    await slack.close();
    slack = await openSlack({ people: [LI], messagesTab: false });
    expect((await post(await channelOf())).body.error).toBe('messages_tab_disabled');
  });

  test('of too many gets 429 and how long to wait', async () => {
    slack = await openSlack({ people: [LI] });
    const channel = await channelOf();
    for (let i = 0; i < 3; i++) expect((await post(channel)).status).toBe(200);
    const late = await post(channel);
    expect([late.status, late.headers.get('retry-after'), late.body]).toEqual([
      429,
      '3',
      { ok: false, error: 'ratelimited' },
    ]);
    await slack.clock.advance(3000);
    expect((await post(channel)).status).toBe(200);
    expect(slack.messagesOf(LI)).toHaveLength(4);
  });
});

describe('a token', () => {
  test('that is missing, wrong or taken back gets 200 and a word for it', async () => {
    slack = await openSlack({ people: [LI] });
    expect((await ask('auth.test', form({}), '')).body).toEqual({ ok: false, error: 'not_authed' });
    expect((await ask('auth.test', form({}), 'xoxb-other')).body).toEqual({ ok: false, error: 'invalid_auth' });
    slack.revoke();
    const revoked = await ask('auth.test');
    expect([revoked.status, revoked.body.error]).toEqual([200, 'account_inactive']);
  });

  test('says which rights it has, and which was missing', async () => {
    slack = await openSlack({ people: [LI], scopes: ['chat:write'] });
    expect((await ask('auth.test')).headers.get('x-oauth-scopes')).toBe('chat:write');
    expect((await ask('users.lookupByEmail', form({ email: LI }))).body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read.email',
      provided: 'chat:write',
    });
  });
});

test('what no page of Slack’s knows is a violation', async () => {
  slack = await openSlack({ people: [LI] });
  await ask('users.lookupByEmail', json({ email: LI }));
  await ask('conversations.history', form({ channel: 'D1', since: '1' }));
  await ask('chat.postMessage', json({ channel: await channelOf(), text: 'x'.repeat(4001) }));
  expect(slack.takeViolations()).toHaveLength(3);
});
