import { describe, expect, it } from 'vitest';
import type { Inbox } from '../../functions/ports.ts';
import { replyMail } from '../support/eml.ts';

/** A mailbox, and Baton in front of it. */
export interface InboxUnderTest {
  /** Another process that looks into it. */
  open(): Inbox;
  /** A message arrives; its id as the port gives it. */
  receive(raw: Buffer): string;
  /** Time goes by, in milliseconds. */
  advance(ms: number): unknown;
  now(): number;
  /** Somebody opens it in their mail program. */
  markRead(id: string): void;
  hasBeenRead(id: string): boolean;
  /** Somebody deletes it for good. */
  remove(id: string): void;
  close(): Promise<void>;
}

interface InboxKind {
  /** The mailbox keeps no mark for what was ignored: only the process that did so knows. */
  readonly forgetsIgnored?: true;
}

const LI = 'li@example.com';
const DAY = 86_400_000;

/** What every mailbox keeps to in which replies are read. */
export const inboxContract = (open: () => Promise<InboxUnderTest>, { forgetsIgnored }: InboxKind = {}): void => {
  const opened = async () => {
    const box = await open();
    let count = 0;
    const receive = (text: string, from = LI): string =>
      box.receive(replyMail({ from, text, id: `<${++count}@mail.example.com>`, answers: '<d1@example.com>' }));
    const since = (days = 7) => new Date(box.now() - days * DAY).toISOString();
    return { ...box, receive, since, raw: box.receive };
  };

  describe('what waits', () => {
    it('is what came in, the oldest first, until it is dealt with, whoever asks', async () => {
      const box = await opened();
      const ids: string[] = [];
      for (const text of ['one', 'two', 'three']) {
        ids.push(box.receive(text));
        await box.advance(1000);
      }
      expect(await box.open().waiting(box.since())).toEqual(ids);
      await box.open().done(ids[0]!, 'answered');
      await box.open().done(ids[0]!, 'answered');
      expect(await box.open().waiting(box.since())).toEqual(ids.slice(1));
      const inbox = box.open();
      await inbox.done(ids[1]!, 'ignored');
      await inbox.done(ids[1]!, 'ignored');
      expect(await inbox.waiting(box.since())).toEqual([ids[2]]);
      if (!forgetsIgnored) expect(await box.open().waiting(box.since())).toEqual([ids[2]]);
      await box.close();
    });

    it('does not depend on who has read it, and nobody’s unread mail is read by Baton', async () => {
      const box = await opened();
      const [read, unread] = [box.receive('read'), box.receive('unread')];
      box.markRead(read);
      const inbox = box.open();
      expect([...(await inbox.waiting(box.since()))].sort()).toEqual([read, unread].sort());
      expect(await inbox.read(unread)).not.toBe(null);
      await inbox.done(unread, 'answered');
      expect([box.hasBeenRead(read), box.hasBeenRead(unread)]).toEqual([true, false]);
      await box.close();
    });

    it('is not what came in before', async () => {
      const box = await opened();
      box.receive('old');
      await box.advance(8 * DAY);
      const id = box.receive('new');
      expect(await box.open().waiting(box.since())).toEqual([id]);
      expect(await box.open().waiting(box.since(9))).toHaveLength(2);
      await box.close();
    });

    it('is everything, where it is more than a page', async () => {
      const box = await opened();
      const ids: string[] = [];
      for (let i = 0; i < 511; i++) ids.push(box.receive(String(i)));
      expect(new Set(await box.open().waiting(box.since()))).toEqual(new Set(ids));
      await box.close();
    });
  });

  describe('a message', () => {
    it('is read as it came, byte by byte, and no more once it was dealt with', async () => {
      const box = await opened();
      const raw = replyMail({ from: `李娜 <${LI}>`, text: '推迟到下周三，等法务', answers: '<d1@example.com>' });
      const [id, other] = [box.raw(raw), box.receive('two')];
      const inbox = box.open();
      await inbox.waiting(box.since());
      expect(Buffer.from((await inbox.read(id))!).equals(raw)).toBe(true);
      await inbox.done(id, 'answered');
      await inbox.done(other, 'ignored');
      expect([await inbox.read(id), await inbox.read(other)]).toEqual([null, null]);
      await box.close();
    });

    it('that is gone is nothing, and need not be marked', async () => {
      const box = await opened();
      const [gone, id] = [box.receive('gone'), box.receive('here')];
      const inbox = box.open();
      await inbox.waiting(box.since());
      box.remove(gone);
      expect(await inbox.read(gone)).toBe(null);
      await inbox.done(gone, 'ignored');
      expect(await inbox.waiting(box.since())).toEqual([id]);
      await box.close();
    });
  });

  it('counts whom it answered how often', async () => {
    const box = await opened();
    const ids = ['a', 'b', 'c', 'd'].map((text) => box.receive(text));
    const others = ['wang@example.com', `x${LI}`].map((from) => box.receive('e', from));
    for (const id of [...ids.slice(0, 3), ...others]) await box.open().done(id, 'answered');
    await box.open().done(ids[3]!, 'ignored');
    expect(await box.open().answered(LI, box.since(), 10)).toBe(3);
    expect(await box.open().answered(LI, box.since(), 2)).toBe(2);
    await box.advance(2 * DAY);
    expect(await box.open().answered(LI, box.since(1), 10)).toBe(0);
    await box.close();
  });

  describe('that an answer is about to leave', () => {
    it('stands in the mailbox, where the mail system cannot be asked later', async () => {
      const box = await opened();
      if (!box.open().beginnings) return box.close();
      const [died, stayed, gone] = [box.receive('died'), box.receive('stayed'), box.receive('gone')];
      const first = box.open();
      await first.waiting(box.since());
      expect(await first.beginnings!.begin(died)).toBe('begun');
      expect(await first.beginnings!.begin(stayed)).toBe('begun');
      await first.beginnings!.takeBack(stayed);
      box.remove(gone);
      expect(await first.beginnings!.begin(gone)).toBe('gone');
      const next = box.open();
      expect([...(await next.waiting(box.since()))].sort()).toEqual([died, stayed].sort());
      expect(await next.beginnings!.begin(died)).toBe('before');
      expect(await next.beginnings!.begin(stayed)).toBe('begun');
      await next.beginnings!.hold(died);
      await next.beginnings!.hold(died);
      await next.done(stayed, 'answered');
      expect(await next.waiting(box.since())).toEqual([]);
      await box.close();
    });
  });
};
