import { afterEach, describe, expect, test } from 'vitest';
import { createGmailInbox } from '../../../functions/adapters/gmail/inbox.ts';
import type { Inbox } from '../../../functions/ports.ts';
import { type InboxUnderTest, inboxContract } from '../../contracts/inbox.ts';
import { replyMail } from '../../support/eml.ts';
import { closeAll, LI, openPost, type Post, TEAM } from './mailbox.ts';

afterEach(closeAll);

const SINCE = '2026-02-27T00:00:00Z';

/** The team's mailbox, and another process that looks into it with each call. */
const openInbox = async () => {
  const post = await openPost();
  const open = (): Inbox => createGmailInbox(post.settings());
  const box = post.google.gmail.mailbox(TEAM);
  const receive = (text: string, from = LI) => box.receive(replyMail({ from, text })).id;
  const labels = (id: string) => box.labelsOf(box.messages.get(id)!).filter((label) => label.startsWith('baton'));
  return { ...post, open, box, receive, labels };
};

const underTest = async (): Promise<InboxUnderTest> => {
  const { open, box, google } = await openInbox();
  const find = (id: string) => box.messages.get(id)!;
  return {
    open,
    receive: (raw) => box.receive(raw).id,
    advance: (ms) => google.clock.advance(ms),
    now: google.clock.now,
    markRead: (id) => void find(id).labels.delete('UNREAD'),
    hasBeenRead: (id) => !find(id).labels.has('UNREAD'),
    remove: (id) => box.remove(id),
    close: async () => {},
  };
};

const fail = ({ google }: Pick<Post, 'google'>, nth: number, how: 'drop-before' | 'drop-after') =>
  google.fail({ api: 'gmail', nth, how });

describe('an inbox in Gmail', () => {
  inboxContract(underTest);

  test('gives what came in, the oldest first, until it is dealt with, whoever asks', async () => {
    const { open, receive, labels, google } = await openInbox();
    const ids = [];
    for (const text of ['one', 'two', 'three']) {
      ids.push(receive(text));
      await google.clock.advance(1000);
    }
    expect(await open().waiting(SINCE)).toEqual(ids);
    const raw = await open().read(ids[1]!);
    expect(Buffer.from(raw!).equals(replyMail({ from: LI, text: 'two' }))).toBe(true);

    await open().done(ids[0]!, 'answered');
    await open().done(ids[1]!, 'ignored');
    await open().done(ids[1]!, 'ignored');
    expect(await open().waiting(SINCE)).toEqual([ids[2]]);
    expect(await open().read(ids[0]!)).toBe(null);
    expect(ids.map(labels)).toEqual([['baton-answered'], ['baton-ignored'], []]);
  });

  test('is not concerned with who has read a message, and not with what is old, sent, thrown away or gone', async () => {
    const { open, receive, box, google } = await openInbox();
    const old = receive('old');
    await google.clock.advance(8 * 86_400_000);
    const [read, binned, gone] = ['read', 'binned', 'gone'].map((text) => receive(text)) as [string, string, string];
    box.messages.get(read)!.labels.delete('UNREAD');
    box.messages.get(binned)!.labels.add('TRASH');
    box.add(replyMail({ from: TEAM, text: 'ours' }), ['SENT']);
    const inbox = open();
    const since = new Date(google.clock.now() - 7 * 86_400_000).toISOString();
    expect(await inbox.waiting(since)).toEqual([read, gone]);
    box.remove(gone);
    expect(await inbox.read(gone)).toBe(null);
    await inbox.done(gone, 'ignored');
    expect(await open().waiting(SINCE)).toContain(old);
  });

  test('reads on where there are more than a page', async () => {
    const { open, receive } = await openInbox();
    const ids = Array.from({ length: 501 }, (_, i) => receive(String(i)));
    expect(await open().waiting(SINCE)).toEqual(ids);
  });

  test('counts whom it answered how often', async () => {
    const { open, receive, box } = await openInbox();
    const ids = ['a', 'b', 'c', 'd'].map((text) => receive(text));
    const other = receive('e', 'wang@example.com');
    for (const id of [...ids.slice(0, 3), other]) await open().done(id, 'answered');
    await open().done(ids[3]!, 'ignored');
    box.messages.get(ids[0]!)!.labels.add('TRASH');
    expect(await open().answered(LI, SINCE, 10)).toBe(3);
    expect(await open().answered(LI, SINCE, 2)).toBe(2);
    expect(await open().answered(LI, '2026-03-07T00:00:00Z', 10)).toBe(0);
  });

  test('makes its labels once, also where somebody else makes them at the same moment or an answer gets lost', async () => {
    const post = await openInbox();
    post.google.meanwhile({
      api: 'gmail',
      method: 'users.labels.create',
      when: 'before',
      act: () => void post.box.labels.set('Label_9', 'Baton-Answered'),
    });
    await post.open().waiting(SINCE);
    expect([...post.box.labels.values()]).toEqual(['Baton-Answered', 'baton-ignored']);

    const other = await openInbox();
    fail(other, 2, 'drop-after');
    await other.open().waiting(SINCE);
    expect([...other.box.labels.values()]).toEqual(['baton-answered', 'baton-ignored']);
  });

  test('makes a label anew that somebody deleted', async () => {
    const { open, receive, box, labels } = await openInbox();
    const inbox = open();
    const id = receive('one');
    await inbox.waiting(SINCE);
    box.labels.clear();
    await expect(inbox.done(id, 'answered')).rejects.toMatchObject({ kind: 'backend' });
    expect(await inbox.waiting(SINCE)).toEqual([id]);
    await inbox.done(id, 'answered');
    expect(labels(id)).toEqual(['baton-answered']);
  });

  test.each(['drop-before', 'drop-after'] as const)('a connection that breaks is not noticed (%s)', async (how) => {
    for (let nth = 1; nth <= 3; nth++) {
      const post = await openInbox();
      const id = post.receive('one');
      const inbox = post.open();
      await inbox.waiting(SINCE);
      fail(post, nth, how);
      expect(await inbox.read(id)).not.toBe(null);
      await inbox.done(id, 'answered');
      expect(await inbox.answered(LI, SINCE, 5)).toBe(1);
      expect(post.labels(id)).toEqual(['baton-answered']);
    }
  });
});
