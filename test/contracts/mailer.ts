import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../core/mail/model.ts';
import { BatonError, RecipientError } from '../../functions/errors.ts';
import type { Mailer, MailTrace, OutgoingMail } from '../../functions/ports.ts';
import { wholeLetter } from '../support/letter.ts';

export const MAIL: OutgoingMail = {
  id: '0f3c9a7be2d14c58a6b1c2d3e4f50617',
  to: { name: '李明', address: 'li@example.com' },
  subject: '一件逾期、一件今天到期：包装设计终稿 等（新品上市）',
  letter: wholeLetter(),
  text: '李明，两件事在等你，一件已逾期\n.\n没有列出的都不需要你动。\n',
  html: '<!doctype html><html lang="zh-CN"><body><h1>李明，两件事在等你</h1></body></html>',
  language: 'zh-CN',
  date: '2026-03-06T09:00:00+08:00',
};

/** Where that mail is looked for. */
export const TRACE: MailTrace = { to: MAIL.to.address, since: MAIL.date.slice(0, 10) };

/** `M`: what has arrived, as it stands on the wire or on the disk. */
interface Opened<M> {
  readonly mailer: Mailer;
  /** What has arrived so far, in the order it came. */
  arrived(): Promise<readonly M[]>;
}

/** A mailer that writes messages. */
interface MailerUnderTest extends Opened<string | Uint8Array> {
  /** For a provider that gives messages a Message-ID and a receipt of its own: the header that keeps our id. */
  readonly idHeader?: string;
}

/** A letter in a chat, as its reader sees it. */
export interface ChatMessage {
  /** Address of whoever got it. */
  readonly to: string;
  /** All that can be read in it, without mark-up. */
  readonly says: string;
  /** Where its buttons and links lead. */
  readonly links: readonly string[];
  /** Whom it calls by name, which rings their phone; `all` for everybody. */
  readonly calls: readonly string[];
}

/** A mailer that writes into a chat; what arrived is read by the rules of the chat system, not by those of the adapter. */
export type ChatUnderTest = Opened<ChatMessage>;

/** A mail that is not taken, as this mailer's system says so. */
export interface Trouble<O extends Opened<unknown> = MailerUnderTest> {
  /** In a test's name. */
  readonly what: string;
  /** One recipient's, for now or for good; or the mail system's own. */
  readonly is: 'deferred' | 'refused' | 'system';
  /** The system's words, which whoever is told reads too. */
  readonly says: string;
  /** A fresh mailer that meets it with its first mail, and never again. */
  readonly open: () => Promise<O>;
  /** Whose address it takes, where it is not just anybody's. */
  readonly to?: string;
}

const parse = (message: string | Uint8Array): Promise<Email> => PostalMime.parse(message);
const header = (mail: Email, name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);

/**
 * What every mailer that writes its own messages keeps to. `open` gives a fresh one with nothing sent; `troubles` are those that its
 * mail system can show.
 */
export const mailerContract = (open: () => Promise<MailerUnderTest>, troubles: readonly Trouble[] = []): void => {
  const send = async (change: Partial<OutgoingMail> = {}) => {
    const { mailer, arrived, idHeader } = await open();
    const { receipt } = await mailer.send({ ...MAIL, ...change });
    const messages = await arrived();
    expect(messages).toHaveLength(1);
    return { receipt, idHeader, mail: await parse(messages[0]!), raw: Buffer.from(messages[0]!).toString('latin1') };
  };

  describe('what arrives', () => {
    it('is the mail that was sent, as text and as HTML', async () => {
      const { mail } = await send();
      expect(mail.to).toEqual([{ name: '李明', address: 'li@example.com' }]);
      expect(mail.from).toMatchObject({ address: 'baton@example.com' });
      expect(mail.subject).toBe(MAIL.subject);
      expect(mail.text?.trimEnd()).toBe(MAIL.text.trimEnd());
      expect(mail.html?.trimEnd()).toBe(MAIL.html);
      expect(header(mail, 'content-type')[0]).toMatch(/^multipart\/alternative/);
    });

    it('says that it is automatic, when it was decided and in which language', async () => {
      const { mail } = await send();
      expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
      expect(header(mail, 'x-auto-response-suppress')).toEqual(['All']);
      expect(header(mail, 'content-language')).toEqual(['zh-CN']);
      expect(header(mail, 'date')).toEqual(['Fri, 06 Mar 2026 09:00:00 +0800']);
    });

    it('answers what its reader was told before about the same item, by the Message-IDs of those mails', async () => {
      const earlier = [
        { id: 'first', receipt: '' },
        { id: 'second', receipt: '<given@example.net>' },
      ];
      const { mail, idHeader } = await send({ earlier });
      // Where a provider gave the first a Message-ID of its own, ours names nothing.
      const references = idHeader ? ['<given@example.net>'] : ['<first@example.com> <given@example.net>'];
      expect(header(mail, 'references')).toEqual(references);
      expect(header(mail, 'in-reply-to')).toEqual(['<given@example.net>']);
    });

    it('has the same id each time it is tried', async () => {
      const first = await send();
      const again = await send();
      if (first.idHeader) {
        expect(header(first.mail, first.idHeader)).toEqual([MAIL.id]);
        expect(header(again.mail, first.idHeader)).toEqual([MAIL.id]);
        expect(first.receipt).not.toBe('');
        return;
      }
      expect(first.mail.messageId).toBe(`<${MAIL.id}@example.com>`);
      expect(again.mail.messageId).toBe(first.mail.messageId);
      expect(first.receipt).toBe(first.mail.messageId);
    });

    it('brings its dates as a calendar file, the same each time it is tried', async () => {
      const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:新品上市\r\nEND:VCALENDAR\r\n';
      const { mail, raw } = await send({ calendar });
      expect(mail.attachments).toEqual([
        expect.objectContaining({ filename: 'baton.ics', mimeType: 'text/calendar', disposition: 'attachment' }),
      ]);
      expect(raw.replaceAll('\r\n', '')).toContain(Buffer.from(calendar).toString('base64'));
      expect(raw).toMatch(/content-type: text\/calendar;\s+charset=utf-8;\s+method=PUBLISH/i);
      expect(mail.text?.trimEnd()).toBe(MAIL.text.trimEnd());
      expect(mail.html?.trimEnd()).toBe(MAIL.html);
      expect((await send({ calendar })).raw).toBe(raw);
    });

    it('is plain ASCII in lines that every server takes', async () => {
      const { raw } = await send({ html: `<p>${'长'.repeat(5000)}</p>` });
      expect(raw).not.toMatch(/[^\x00-\x7f]/);
      expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThan(999);
    });
  });

  describe('what cells cannot inject', () => {
    it.each([
      ['a line break', 'Li Ming\r\nBcc: everybody@example.com'],
      ['a second address', 'Li Ming <boss@example.com>, Wang'],
      ['a quote that ends the name', 'Li" <boss@example.com> "Ming'],
      ['control characters', 'Li\u0000\u001b[31m Ming\u202e'],
    ])('a name with %s stays a name', async (_, name) => {
      const { mail } = await send({ to: { name, address: 'li@example.com' } });
      expect(mail.to).toHaveLength(1);
      expect(mail.to![0]!.address).toBe('li@example.com');
      expect(mail.to![0]!.name).toMatch(/^Li/);
      expect(mail.to![0]!.name).not.toMatch(/[@"<>,\p{Cc}\u202e]/u);
      expect(mail.bcc).toBeUndefined();
      expect(header(mail, 'bcc')).toEqual([]);
    });

    it('a subject with a line break stays one line', async () => {
      const { mail } = await send({ subject: '终稿\r\nBcc: everybody@example.com\r\n\r\nbody' });
      expect(mail.subject).toBe('终稿 Bcc: everybody@example.com body');
      expect(header(mail, 'bcc')).toEqual([]);
      expect(mail.text?.trimEnd()).toBe(MAIL.text.trimEnd());
    });
  });

  deliveryContract<string | Uint8Array, MailerUnderTest>(
    open,
    async (message) => (await parse(message)).to?.[0]?.address ?? '',
    troubles,
  );
};

/** What every mailer keeps to, whatever it writes. `readerOf`: whose address what arrived went to. */
const deliveryContract = <M, O extends Opened<M>>(
  open: () => Promise<O>,
  readerOf: (message: M) => string | Promise<string>,
  troubles: readonly Trouble<O>[],
): void => {
  describe('the end of a delivery', () => {
    it('may be told at any time, again and again, and changes nothing that has arrived', async () => {
      const { mailer, arrived } = await open();
      await mailer.flush?.();
      await mailer.send(MAIL);
      const before = await arrived();
      await mailer.flush?.();
      await mailer.flush?.();
      expect(await arrived()).toEqual(before);
      expect(await mailer.find(MAIL.id, TRACE)).not.toBe('unsent');
    });
  });

  describe('whom it cannot reach', () => {
    it.each([
      ['a line break', 'li@example.com\r\nBcc: everybody@example.com'],
      ['a line feed at its end', 'li@example.com\n'],
      ['a second address', 'li@example.com, wang@example.com'],
      ['a second address without a space', 'li@example.com;wang@example.com'],
      ['a name around it', 'Li <li@example.com>'],
      ['no domain', 'li'],
      ['nothing', ''],
    ])('an address with %s is refused before anything leaves', async (_, address) => {
      const { mailer, arrived } = await open();
      const error = await failed(mailer.send({ ...MAIL, to: { name: 'Li', address } }));
      expect(error).toBeInstanceOf(RecipientError);
      expect(error).toMatchObject({ code: 'bad-address', kind: 'data', outcome: 'refused', said: '' });
      expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
      expect(await arrived()).toEqual([]);
    });
  });

  /** Meets it, and sees that the mail stayed and that the next one, with the same mailer, does leave. */
  const meet = async ({ open, to = MAIL.to.address }: Trouble<O>): Promise<BatonError> => {
    const { mailer, arrived } = await open();
    const error = await failed(mailer.send({ ...MAIL, to: { name: 'Li', address: to } }));
    expect(await mailer.find(MAIL.id, { ...TRACE, to })).toBe('unsent');
    expect(await arrived()).toEqual([]);
    await mailer.send({ ...MAIL, id: 'next' });
    const messages = await arrived();
    expect(messages).toHaveLength(1);
    expect(await readerOf(messages[0]!)).toBe(MAIL.to.address);
    return error;
  };

  const [some] = troubles;
  if (some)
    it('a mail that leaves when it is tried again is not called unsent from then on', async () => {
      const { mailer, arrived } = await some.open();
      await failed(mailer.send({ ...MAIL, to: { name: 'Li', address: some.to ?? MAIL.to.address } }));
      await mailer.send(MAIL);
      expect(await arrived()).toHaveLength(1);
      expect(await mailer.find(MAIL.id, TRACE)).not.toBe('unsent');
    });

  for (const trouble of troubles) {
    const { is, says, to = MAIL.to.address } = trouble;
    if (is === 'system')
      it(`a mail met by ${trouble.what} stays, for no fault of its reader’s; the next one leaves`, async () => {
        const error = await meet(trouble);
        expect(error).toBeInstanceOf(BatonError);
        expect(error).not.toBeInstanceOf(RecipientError);
        expect(error.kind).toBe('backend');
        for (const text of [error.words['zh-CN'], error.words.en]) expect(text).toContain(says);
      });
    else
      it(`a mail met by ${trouble.what} is ${is} with those words, for its reader alone; the next one leaves`, async () => {
        const error = (await meet(trouble)) as RecipientError;
        expect(error).toBeInstanceOf(RecipientError);
        const { outcome, kind, said, words } = error;
        expect([outcome, kind]).toEqual(is === 'refused' ? ['refused', 'data'] : ['deferred', 'backend']);
        expect(said).toContain(says);
        expect(said.length).toBeLessThanOrEqual(200);
        expect(said).not.toMatch(/\p{Cc}/u);
        for (const text of [words['zh-CN'], words.en]) {
          expect(text).toContain(`“${said}”`);
          expect(text).toContain(to);
        }
        expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
      });
  }
};

/** How what people write in cells reads as something else in one chat system or another. */
const MARK_UP: readonly (readonly [string, string])[] = [
  ['a call for everybody', '<at id=all></at> @all <!channel> <@U1> @everyone'],
  ['a link', '[终稿](https://evil.example.com/a) <https://evil.example.com/b|终稿> https://evil.example.com/c'],
  ['a picture', '![终稿](https://evil.example.com/p.png)'],
  ['bold, code and a line break', '**终稿** `x` ~~y~~\n# 标题\n---'],
  ['the end of a text', '"}]}</font><a href="https://evil.example.com">'],
];

/** What every mailer keeps to that writes into a chat. `open` gives a fresh one with nothing sent, which knows MAIL’s reader. */
export const chatContract = (
  open: () => Promise<ChatUnderTest>,
  troubles: readonly Trouble<ChatUnderTest>[] = [],
): void => {
  const send = async (letter: Digest = MAIL.letter) => {
    const { mailer, arrived } = await open();
    const { receipt } = await mailer.send({ ...MAIL, letter });
    const [message, ...others] = await arrived();
    expect(others).toEqual([]);
    return { receipt, ...message! };
  };
  const squeezed = (text: string) => text.replace(/\s+/g, '');

  describe('what arrives', () => {
    it('goes to its reader, and says who waits for what', async () => {
      const { to, says, receipt } = await send();
      expect(to).toBe(MAIL.to.address);
      expect(receipt).not.toBe('');
      for (const text of ['李明，两件事在等你，一件已逾期', '包装设计终稿 1', '逾期 2 个工作日', '请写明原因'])
        expect(squeezed(says)).toContain(squeezed(text));
    });

    it('leads to the same pages as the mail', async () => {
      const { links } = await send();
      for (const { url } of MAIL.letter.sections[0]!.cards[0]!.buttons) expect(links).toContain(url);
      expect(links).toContain(MAIL.letter.book!.url);
    });

    it('is cut by whole cards where there is too much of it, counts them, and leads to the workbook', async () => {
      const [first] = MAIL.letter.sections[0]!.cards;
      const cards = Array.from({ length: 200 }, (_, i) => ({ ...first!, id: `T-${i}`, title: `第 ${i} 件`.repeat(9) }));
      const { says, links } = await send(
        wholeLetter({ sections: [{ ...MAIL.letter.sections[0]!, cards, more: null, others: [] }] }),
      );
      const shown = cards.filter(({ title }) => squeezed(says).includes(squeezed(title))).length;
      expect(squeezed(says)).toMatch(new RegExp(`还有${200 - shown}件`));
      expect(links).toContain(MAIL.letter.book!.url);
    });
  });

  describe('what cells cannot inject', () => {
    it.each(MARK_UP)('%s stays text', async (_, title) => {
      const [first] = MAIL.letter.sections[0]!.cards;
      const cards = [{ ...first!, title, lines: [[title]], why: title, ask: { ...first!.ask!, text: title } }];
      const letter = wholeLetter({ headline: title, sections: [{ ...MAIL.letter.sections[0]!, cards }] });
      const { links, calls, to } = await send(letter);
      expect(to).toBe(MAIL.to.address);
      expect(calls).toEqual([]);
      expect(links.filter((url) => url.includes('evil'))).toEqual([]);
    });
  });

  deliveryContract<ChatMessage, ChatUnderTest>(open, ({ to }) => to, troubles);
};

const failed = (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it was sent'),
    (error: BatonError) => error,
  );
