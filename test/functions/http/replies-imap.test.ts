import { afterEach, describe, expect, test } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { createImapInbox } from '../../../functions/adapters/imap/inbox.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { createSmtp } from '../../../functions/adapters/smtp/smtp.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { replies } from '../../../functions/http/replies.ts';
import type { Inbox, Mailer } from '../../../functions/ports.ts';
import { EMPTY_CALL } from '../../support/call.ts';
import { replyMail } from '../../support/eml.ts';
import { ANY, type ImapServer, type ImapServerOptions, LIKE_QQ, openImapServer } from '../../support/imap/server.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';
import { addressOf } from '../../support/office.ts';
import { KEY, NOON, openSwept, URI } from '../respond/site.ts';

const LI = addressOf('Li Na');
const links = createLinks({ base: 'https://respond.example.com/', keys: [KEY] });
const FROM = { name: 'Baton', address: 'baton@example.com' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Office {
  readonly imap: ImapServer;
  readonly smtp: MailServer;
  readonly store: MemoryStore;
  readonly receive: (text?: string) => number;
  /** Another process looks into the mailbox; `until`: it dies there, after or before that call of the port. */
  readonly look: (
    dies?: Death | null,
    more?: { readonly clock?: () => string; readonly isEnding?: () => boolean },
  ) => Promise<{ readonly counts: unknown; readonly lines: readonly string[] }>;
  readonly flags: (uid: number) => readonly string[];
}
interface Death {
  readonly at: string;
  readonly when: 'before' | 'after';
}

const openOffice = async (
  kind: ImapServerOptions = ANY,
  answer?: Parameters<typeof openMailServer>[0],
): Promise<Office> => {
  const store = await openSwept();
  const snapshot = readSnapshot(await store.read(), { now: NOON });
  const link = links.linkTo(URI, snapshot)(snapshot.people.get('Li Na')!, 'T-0001', 'done');
  const imap = await openImapServer({ now: () => Date.parse(NOON) - 60_000, ...kind });
  const smtp = await openMailServer(answer);
  closing.push(imap.close, smtp.close);
  let count = 0;
  return {
    imap,
    smtp,
    store,
    receive: (text = '50%') => {
      const quoted = ['On Fri, 6 Mar 2026, Baton wrote:', `> T-0001: ${link}`];
      return imap.mailbox.receive(
        replyMail({
          from: `Li Na <${LI}>`,
          id: `<${++count}@mail.example.com>`,
          text: [text, '', ...quoted].join('\n'),
        }),
      ).uid;
    },
    look: async (dies, { clock = () => NOON, isEnding } = {}) => {
      const inbox = createImapInbox({
        server: {
          host: '127.0.0.1',
          port: imap.port,
          secure: false,
          requireTLS: false,
          auth: { user: FROM.address, pass: 'secret' },
          folder: 'INBOX',
        },
        time: { sleep: async () => {} },
      });
      const mailer = createSmtp({
        server: { host: '127.0.0.1', port: smtp.port, secure: false, requireTLS: false, pause: 0 },
        from: FROM,
        waits: { soon: [], reader: [] },
      });
      const lines: string[] = [];
      const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
      const mortal = mortalise(dies ?? null, () => die('dead'));
      const endpoint = replies({
        inbox: async () => mortal.inbox(inbox),
        mailer: async () => mortal.mailer(mailer),
        links,
        registry: async () => ({ workbooks: [{ uri: URI, paused: false }] }),
        open: () => store,
        lifetime: { ...createLifetime(), ...(isEnding && { isEnding }) },
        clock,
      });
      const answered = endpoint.answer(EMPTY_CALL, (...said) => void lines.push(JSON.stringify(said)));
      const ended = await Promise.race([answered, death]);
      await inbox.close?.();
      return { counts: ended === 'dead' || !('body' in ended) ? 'dead' : ended.body, lines };
    },
    flags: (uid) => [...imap.mailbox.messages.find((one) => one.uid === uid)!.flags].sort(),
  };
};

/** A process that hears and does nothing more from a call of a port on. */
const mortalise = (dies: Death | null, die: () => void) => {
  const wrap =
    <A extends readonly unknown[], T>(name: string, work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const isHere = dies?.at === name;
      const end = () => {
        die();
        return new Promise<never>(() => {});
      };
      if (isHere && dies.when === 'before') return end();
      const done = await work(...args);
      return isHere ? end() : done;
    };
  return {
    inbox: (of: Inbox): Inbox => ({
      waiting: wrap('waiting', of.waiting),
      read: wrap('read', of.read),
      done: wrap('done', of.done),
      answered: wrap('answered', of.answered),
      beginnings: {
        begin: wrap('begin', of.beginnings!.begin),
        takeBack: wrap('takeBack', of.beginnings!.takeBack),
        hold: wrap('hold', of.beginnings!.hold),
      },
      close: async () => of.close?.(),
    }),
    mailer: (of: Mailer): Mailer => ({ ...of, send: wrap('send', of.send), find: wrap('find', of.find) }),
  };
};

const NOTHING = { answered: 0, ignored: 0, left: 0, failed: 0 };

describe.each([
  ['keywords', ANY, ['$BatonAnswered', '$BatonBegun'], ['$BatonBegun', '$BatonHeld', '\\Flagged'], ['$BatonIgnored']],
  ['no keywords', LIKE_QQ, ['\\Answered'], ['\\Flagged'], []],
] as const)('replies read by IMAP and answered by SMTP, %s', (_, kind, answered, held, ignored) => {
  test('are shown back once, with the page on which they are confirmed, and change nothing', async () => {
    const { receive, look, smtp, flags, store } = await openOffice(kind);
    const before = JSON.stringify((await store.read()).sheets);
    const uid = receive();
    expect((await look()).counts).toEqual({ ...NOTHING, answered: 1 });
    expect((await look()).counts).toEqual(NOTHING);
    expect(smtp.letters.map(({ to }) => to)).toEqual([LI]);
    expect(flags(uid)).toEqual(answered);
    expect(JSON.stringify((await store.read()).sheets)).toBe(before);
  });

  test('are left to the next call once one has worked for three minutes, or the process is to end', async () => {
    const { receive, look, smtp, flags } = await openOffice(kind);
    const [first, second] = [receive(), receive(), receive()] as const;
    const isDealtWith = (uid: number) => flags(uid).includes(answered[0]);
    const minutesLater = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();
    const clock = () => (isDealtWith(first) ? minutesLater(4) : NOON);
    expect((await look(null, { clock })).counts).toEqual({ ...NOTHING, answered: 1, left: 2 });
    const isEnding = () => isDealtWith(second);
    expect((await look(null, { isEnding })).counts).toEqual({ ...NOTHING, answered: 1, left: 1 });
    expect((await look()).counts).toEqual({ ...NOTHING, answered: 1 });
    expect(smtp.letters).toHaveLength(3);
  });

  test('that come twice, as a rule of the mailbox copies them, are answered once', async () => {
    const { imap, receive, look, smtp, flags } = await openOffice(kind);
    const uid = receive();
    const twin = imap.mailbox.receive(imap.mailbox.messages[0]!.raw);
    expect((await look()).counts).toEqual({ ...NOTHING, answered: 2 });
    expect(smtp.letters).toHaveLength(1);
    expect(flags(uid)).toEqual(answered);
    expect(flags(twin.uid)).toContain(answered[0]);
  });

  test('that come a second time later, to another process, are answered once', async () => {
    const { imap, receive, look, smtp, flags } = await openOffice(kind);
    receive();
    await look();
    const twin = imap.mailbox.receive(imap.mailbox.messages[0]!.raw);
    expect((await look()).counts).toEqual({ ...NOTHING, answered: 1 });
    expect(smtp.letters).toHaveLength(1);
    expect(flags(twin.uid)).toContain(answered[0]);
    receive('another');
    expect((await look()).counts).toEqual({ ...NOTHING, answered: 1 });
    expect(smtp.letters).toHaveLength(2);
  });

  test('whose answer was held are held when they come a second time', async () => {
    const { imap, receive, look, smtp, flags } = await openOffice(kind);
    receive();
    await look({ at: 'send', when: 'after' });
    await look();
    const twin = imap.mailbox.receive(imap.mailbox.messages[0]!.raw);
    expect((await look()).counts).toMatchObject({ answered: 0, left: 0, failed: 0 });
    expect(smtp.letters).toHaveLength(1);
    expect(flags(twin.uid)).toContain('\\Flagged');
  });

  test('whose answer is lost after the server asked for it are held and starred, and never answered again', async () => {
    let hangUp = () => {};
    const { receive, look, smtp, flags } = await openOffice(kind, {
      onLetter: () => {
        hangUp();
        throw new Error('gone');
      },
    });
    hangUp = smtp.cut;
    const uid = receive();
    expect((await look()).counts).toMatchObject({ failed: 1 });
    const { counts, lines } = await look();
    expect(counts).toEqual({ ...NOTHING, ignored: 1 });
    expect(lines.join()).toContain('"outcome":"held"');
    expect(flags(uid)).toEqual(held);
    expect(JSON.stringify(lines)).not.toContain(LI);
  });

  test('whose answer the server puts off wait, and are answered when it takes it', async () => {
    let isBusy = true;
    const { receive, look, smtp, flags } = await openOffice(kind, {
      answer: () => (isBusy ? { code: 450, words: 'try again' } : null),
    });
    const uid = receive();
    expect((await look()).counts).toEqual({ ...NOTHING, left: 1 });
    expect(flags(uid)).toEqual([]);
    isBusy = false;
    expect((await look()).counts).toEqual({ ...NOTHING, answered: 1 });
    expect(smtp.letters).toHaveLength(1);
  });

  test('whose writer’s address is refused for good are left alone', async () => {
    const { receive, look, flags } = await openOffice(kind, { answer: () => ({ code: 550, words: 'no such user' }) });
    const uid = receive();
    expect((await look()).counts).toEqual({ ...NOTHING, ignored: 1 });
    expect(flags(uid)).toEqual(ignored);
  });

  const DEATHS = ['waiting', 'read', 'answered', 'find', 'begin', 'send', 'done'].flatMap((at) =>
    (['before', 'after'] as const).map((when) => ({ at, when })),
  );
  test.each(DEATHS)(
    'a process that dies $when $at answers nobody twice and loses nobody’s reply without a star',
    async (death) => {
      const { receive, look, smtp, flags } = await openOffice(kind);
      const uid = receive();
      expect((await look(death)).counts).toBe('dead');
      await look();
      await look();
      const [letters, last] = [smtp.letters.length, flags(uid)];
      // Between the note and the mark nobody knows, also where it has just left.
      const isOpen =
        (death.at === 'begin' && death.when === 'after') ||
        death.at === 'send' ||
        (death.at === 'done' && death.when === 'before');
      const hasLeft = !(death.at === 'begin' || (death.at === 'send' && death.when === 'before'));
      if (isOpen) expect([letters, last]).toEqual([hasLeft ? 1 : 0, held]);
      else expect([letters, last]).toEqual([1, answered]);
    },
  );
});

test('a forged sender gets nobody anything, whatever server the mail came through', async () => {
  const { imap, look, smtp, flags } = await openOffice();
  const forged = imap.mailbox.receive(
    replyMail({
      from: `Li Na <${LI}>`,
      text: 'T-0001 done\n\nOn Fri, 6 Mar 2026, Baton wrote:\n> T-0001',
      answers: '<guessed@example.com>',
      headers: ['Authentication-Results: mx.example.com; dmarc=pass header.from=example.com'],
    }),
  );
  expect((await look()).counts).toEqual({ ...NOTHING, ignored: 1 });
  expect(smtp.letters).toEqual([]);
  expect(flags(forged.uid)).toEqual(['$BatonIgnored']);
});
