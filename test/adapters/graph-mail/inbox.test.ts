import { afterEach, describe, expect, test } from 'vitest';
import { createGraphInbox } from '../../../functions/adapters/graph-mail/inbox.ts';
import { type InboxUnderTest, inboxContract } from '../../contracts/inbox.ts';
import { replyMail } from '../../support/eml.ts';
import { closeAll, LI, openPost, TEAM } from './mailbox.ts';

afterEach(closeAll);

const openBox = async () => {
  const post = await openPost();
  const { graph, team } = post;
  const find = (id: string) => team.find(id)!;
  const read = new Set<string>();
  const box: InboxUnderTest = {
    open: () =>
      createGraphInbox({
        mailbox: TEAM,
        rootUrl: graph.url,
        token: async () => graph.token(),
        time: { now: graph.clock.now, sleep: (ms) => graph.clock.advance(ms) },
        random: () => 0.5,
      }),
    receive: (raw) => team.receive(raw).immutableId,
    advance: (ms) => graph.clock.advance(ms),
    now: graph.clock.now,
    // The fake's messages have no state of their own for it: no request may name it.
    markRead: (id) => void read.add(id),
    hasBeenRead: (id) =>
      read.has(id) || graph.requests.some(({ body }) => JSON.stringify(body ?? '').includes('isRead')),
    remove: (id) => team.remove(find(id)),
    close: async () => {},
  };
  return { ...post, ...box, find };
};

describe('an inbox in Exchange', () => {
  inboxContract(openBox);

  test('asks for what came in, page by page, with the rights that sending needs, and writes a property of its own alone', async () => {
    const box = await openBox();
    for (let i = 0; i < 101; i++) box.receive(replyMail({ text: String(i) }));
    const inbox = box.open();
    const ids = await inbox.waiting(new Date(0).toISOString());
    expect(ids).toHaveLength(101);
    await inbox.done(ids[0]!, 'answered');
    expect(box.calls()).toEqual(['mailfolder-list-messages', 'mailfolder-list-messages', 'message-update']);
    expect(box.graph.requests.at(-1)?.body).toEqual({
      singleValueExtendedProperties: [
        { id: 'String {7d3f3c0e-52d1-4b0f-9d55-6e1f0a8c2b47} Name BatonReply', value: 'answered' },
      ],
    });
  });

  test('knows a message that somebody files away, and leaves it to them', async () => {
    const box = await openBox();
    const id = box.receive(replyMail({ from: LI, text: 'one' }));
    const inbox = box.open();
    await inbox.waiting(new Date(0).toISOString());
    box.team.move(box.find(id), 'deleteditems');
    await inbox.done(id, 'answered');
    expect(await inbox.waiting(new Date(0).toISOString())).toEqual([]);
    expect(await inbox.answered(LI, new Date(0).toISOString(), 5)).toBe(1);
  });

  test.each(['drop-before', 'drop-after'] as const)('a connection that breaks is not noticed (%s)', async (how) => {
    for (let nth = 1; nth <= 5; nth++) {
      const box = await openBox();
      const id = box.receive(replyMail({ from: LI, text: 'one' }));
      const inbox = box.open();
      box.graph.fail({ api: 'graph', nth, how });
      expect(await inbox.waiting(new Date(0).toISOString())).toEqual([id]);
      expect(await inbox.read(id)).not.toBe(null);
      await inbox.done(id, 'answered');
      expect(await inbox.answered(LI, new Date(0).toISOString(), 5)).toBe(1);
    }
  });

  test.each([
    [403, 'ErrorAccessDenied', 'graph-mail-rights'],
    [404, 'ErrorInvalidUser', 'graph-mail-no-mailbox'],
  ] as const)('says so where it may not read: %i %s', async (status, code, said) => {
    const box = await openBox();
    box.graph.fail({ api: 'graph', nth: 1, how: { status, code } });
    await expect(box.open().waiting(new Date(0).toISOString())).rejects.toMatchObject({ code: said });
  });

  test('waits where it is asked too often', async () => {
    const box = await openBox();
    const id = box.receive(replyMail({ from: LI, text: 'one' }));
    box.graph.fail({ api: 'graph', nth: 1, how: { status: 429, code: 'ApplicationThrottled' } });
    expect(await box.open().waiting(new Date(0).toISOString())).toEqual([id]);
  });

  test('asks again where something in between has answered', async () => {
    const box = await openBox();
    const id = box.receive(replyMail({ from: LI, text: 'one' }));
    const inbox = box.open();
    box.graph.fail({ api: 'graph', method: 'message-get-value', how: { status: 502, code: 'x' } });
    expect(Buffer.from((await inbox.read(id))!).toString()).toContain('Message-ID: <reply-1@mail.example.com>');
  });
});
