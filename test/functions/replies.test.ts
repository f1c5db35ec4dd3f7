import { beforeAll, describe, expect, it } from 'vitest';
import type { LinkTo } from '../../core/answers/model.ts';
import type { Facts } from '../../core/process/facts.ts';
import { partReply } from '../../core/reply/text.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { messageIdOf } from '../../functions/base/mail-message.ts';
import type { BatonError } from '../../functions/errors.ts';
import type { MailTrace } from '../../functions/ports.ts';
import { confirmationOf, lapsedOf, sendOnce } from '../../functions/reply/confirmation.ts';
import { readMessage } from '../../functions/reply/received.ts';
import { type ReadReply, showReply, understandReply } from '../../functions/reply/replies.ts';
import { type Answerer, errorsOf, openAnswerer } from '../core/answer/answerer.ts';
import { type ReplyMail, replyMail } from '../support/eml.ts';

const task = (id: string, due: string, name: string) => ({
  id,
  name,
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  due,
  output: 'Print file',
});

let answerer: Answerer;
let facts: Facts;
/** Message-ID of the mail of Friday 6 March, which is about two tasks of Li Ming’s. */
let mail: string;
let address: string;

beforeAll(async () => {
  answerer = openAnswerer({
    tabs: {
      raci: [task('T-0001', '2026-03-04', 'Packaging design'), task('T-0002', '2026-03-06', 'Leaflet')],
      tracker: [{ id: 'T-0001', status: 'In progress' }],
      escalations: [],
    },
  });
  await answerer.sweep('2026-03-05T09:00');
  await answerer.sweep('2026-03-06T09:00');
  facts = await answerer.facts();
  const row = facts.snapshot.ledger.findLast(({ key }) => key.startsWith('task.due:T-0002'))!;
  address = row.to;
  mail = messageIdOf(row.mail, { name: 'Baton', address: 'baton@example.com' });
});

const linkTo: LinkTo = (person, item, kind) =>
  `https://baton.example.com/respond?t=${person.name[0]}-${item}${kind ? `&a=${kind}` : ''}`;

const understood = async (given: ReplyMail) =>
  understandReply(await readMessage(replyMail({ from: `Li Ming <${address}>`, answers: mail, ...given })), facts);
const read = async (given: ReplyMail): Promise<ReadReply> => {
  const found = await understood(given);
  if (typeof found === 'string') throw new Error(found);
  return found;
};
const answers = async (given: ReplyMail) =>
  (await read(given)).understood.map((one) => [one.item, one.sure ? one.kind : one.doubt, one.typed]);

describe('a reply to a mail of Baton’s', () => {
  it('is about what that mail was about, by its Message-ID, in In-Reply-To or References', async () => {
    const text = 'T-0001: done\nLeaflet: 50%';
    const both = [
      ['T-0001', 'done', {}],
      ['T-0002', 'progress', { progress: '50' }],
    ];
    expect(await answers({ text })).toEqual(both);
    const headers = [`References: <other@example.com> ${mail} <own@mail.example.com>`];
    expect(await answers({ text, answers: '<own@mail.example.com>', headers })).toEqual(both);
  });

  it('is about what it quotes where the mail system gave the mail an id of its own', async () => {
    const text =
      'done\n\nOn Fri, 6 Mar 2026 at 09:00 Baton <baton@example.com> wrote:\n> Leaflet [T-0002 · you are responsible]';
    expect(await answers({ text, answers: '<CAB123@mail.gmail.com>' })).toEqual([['T-0002', 'done', {}]]);
  });

  it('may name things by their number in the mail where it quotes it', async () => {
    const quote =
      '\n\n-----Original Message-----\nFrom: Baton <baton@example.com>\nSent: Friday\nLeaflet [T-0002]\nPackaging design [T-0001]';
    expect(await answers({ text: `1. done\n2. 50%${quote}` })).toEqual([
      ['T-0002', 'done', {}],
      ['T-0001', 'progress', { progress: '50' }],
    ]);
  });

  it('fills in forms that the answer page takes', async () => {
    const texts = [
      'done, see box.pdf',
      'delay to next Wed, waiting for legal',
      '50%',
      '卡住了，需要市场部支持',
      'noted',
    ];
    for (const text of texts) {
      const [one] = (await read({ text: `T-0001 ${text}` })).understood;
      if (!one?.sure) throw new Error(`not sure of: ${text}`);
      const { page } = await answerer.open('Li Ming', one.item, one.kind, one.typed);
      const wrong = Object.keys(errorsOf(page));
      expect(
        wrong.filter((key) => key in one.typed),
        text,
      ).toEqual([]);
      for (const [key, value] of Object.entries(one.typed)) {
        expect(page.form?.fields.find((field) => field.key === key)?.value, text).toBe(value);
      }
    }
  });

  it('takes the names of attached files as evidence', async () => {
    expect(await answers({ text: 'T-0001 已完成，见附件', attachment: 'box.pdf' })).toEqual([
      ['T-0001', 'done', { output: '见附件, box.pdf' }],
    ]);
  });

  it('is read from its HTML where it has no text', async () => {
    const html =
      '<html><head><title>x</title><style>p{}</style></head><body><p>T-0001&nbsp;is <b>done</b></p><div class="gmail_quote">On Friday Baton wrote: T-0002 not done</div></body></html>';
    expect(await answers({ html })).toEqual([['T-0001', 'done', {}]]);
  });

  it('says nothing of its own where its HTML begins with what it quotes', async () => {
    const { own } = await readMessage(
      replyMail({ from: address, html: '<blockquote>T-0001 is done</blockquote>', answers: mail }),
    );
    expect(own).toBe('');
  });
});

it.each(['T-0001: done', 'T-0001：已完成'])(
  'of what was closed since it is said that it is closed: %s',
  async (text) => {
    const closed = openAnswerer({
      tabs: {
        raci: [task('T-0001', '2026-03-04', 'Packaging design'), task('T-0002', '2026-03-06', 'Leaflet')],
        tracker: [{ id: 'T-0001', status: 'In progress' }],
        escalations: [],
      },
    });
    await closed.sweep('2026-03-05T09:00');
    await closed.sweep('2026-03-06T09:00');
    await closed.give('Li Ming', 'T-0001', 'done', { output: 'box.pdf' });
    const since = await closed.facts();
    const row = since.snapshot.ledger.findLast(({ key }) => key.startsWith('task.due:T-0002'))!;
    const answers = messageIdOf(row.mail, { name: 'Baton', address: 'baton@example.com' });
    const read = understandReply(await readMessage(replyMail({ from: `Li Ming <${row.to}>`, answers, text })), since);
    if (typeof read === 'string') throw new Error(read);
    expect(read.understood).toMatchObject([{ item: 'T-0001', sure: false, doubt: 'not-theirs' }]);
    expect(showReply(read, since, 'en', linkTo)[0]).toMatchObject({ title: 'T-0001 Packaging design', link: null });
  },
);

describe('a message is left alone', () => {
  it.each<[string, ReplyMail]>([
    ['an absence note', { headers: ['Auto-Submitted: auto-replied'] }],
    ['one of older programs', { headers: ['X-Autoreply: yes'] }],
    ['bulk mail', { headers: ['Precedence: bulk'] }],
    ['an automatic reply', { headers: ['Precedence: auto_reply'] }],
    ['Exchange’s', { headers: ['X-Auto-Response-Suppress: All'] }],
    ['one by its subject', { subject: 'Out of office: Re: 1 overdue' }],
    ['one by its Chinese subject', { subject: '=?UTF-8?B?6Ieq5Yqo5Zue5aSNOiDkvJHlgYc=?=' }],
    ['a bounce', { from: 'Mail <MAILER-DAEMON@example.com>', subject: 'failure' }],
    ['one with an empty return path', { headers: ['Return-Path: <>'] }],
  ])('that a program wrote: %s', async (_, given) => {
    expect(await understood({ text: 'T-0001 done', ...given })).toBe('automatic');
  });

  it('whose writer is not in the directory', async () => {
    expect(await understood({ text: 'T-0001 done', from: 'x@example.com' })).toBe('stranger');
  });

  it('whose writer has left, though that mail went to them', async () => {
    const { snapshot } = facts;
    const people = new Map([...snapshot.people].map(([key, one]) => [key, { ...one, active: one.email !== address }]));
    const since = { ...facts, snapshot: { ...snapshot, people } };
    const reply = await readMessage(replyMail({ from: address, answers: mail, text: 'T-0001 done' }));
    expect(understandReply(reply, facts)).toMatchObject({ by: { email: address } });
    expect(understandReply(reply, since)).toBe('stranger');
  });

  it('that answers nothing its writer was sent', async () => {
    expect(await understood({ text: 'T-0001 done', answers: '<other@example.com>' })).toBe('unknown-mail');
    const { snapshot } = facts;
    const other = [...snapshot.people.values()].find(({ email }) => email !== null && email !== address)!;
    expect(await understood({ text: 'T-0001 done', from: other.email! })).toBe('unknown-mail');
  });

  it('but one that says it is not automatic is read', async () => {
    expect(await understood({ text: 'T-0001 done', headers: ['Auto-Submitted: no'] })).not.toBe('automatic');
  });

  it('and what is no mail is said to be none', async () => {
    await expect(readMessage(Buffer.from('hello'))).rejects.toMatchObject({
      code: 'not-a-mail',
    } satisfies Partial<BatonError>);
  });
});

describe('the mail that shows a reply back', () => {
  const confirmation = async (given: ReplyMail) => {
    const received = await readMessage(replyMail({ from: address, answers: mail, ...given }));
    const found = understandReply(received, facts);
    if (typeof found === 'string') throw new Error(found);
    return confirmationOf(found, received, facts, linkTo);
  };

  it('goes to the directory’s address, says what was understood, and links to the page that is filled in with it', async () => {
    const { to, subject, text, html } = await confirmation({ text: 'T-0001 delay to next Wed, waiting for legal' });
    expect(to.address).toBe(address);
    expect(subject).toBe('Your reply: 1 answer to confirm');
    expect(text).toContain(
      [
        '* Understood: New date',
        '  Packaging design [T-0001 · due Wed 4 Mar]',
        '  You wrote: “delay to next Wed, waiting for legal”',
        '  New date: Wed 11 Mar',
      ].join('\n'),
    );
    expect(text).toContain('Another answer: https://baton.example.com/respond?t=L-T-0001\n');
    expect(text).toContain('t=L-T-0001&a=redate&newDue=2026-03-11&detail=waiting+for+legal');
    expect(html).toContain('t=L-T-0001&amp;a=redate&amp;newDue=2026-03-11&amp;detail=waiting+for+legal');
  });

  it('says what was not understood, and offers the choice', async () => {
    const { subject, text } = await confirmation({ text: 'T-0001: is it done?' });
    expect(subject).toBe('Your reply: please say once more what you mean');
    expect(text).toContain('It asks something.');
    expect(text).toContain('?t=L-T-0001\n');
    const { text: bare } = await confirmation({ text: 'done' });
    expect(bare).toContain('  You wrote: “done”\n  It does not say which item it is about.');
    expect(bare).toContain('* Leaflet T-0002\n  Choose an answer: https://');
  });

  it('writes nothing of the reply as mark-up', async () => {
    const { html } = await confirmation({ text: 'T-0001 stuck, need help <img src=x>' });
    expect(html).toContain('&lt;img src=x&gt;');
    expect(html).not.toContain('<img');
  });

  it('is sent once, however often the reply is read', async () => {
    const mailer = createMemoryMailer();
    const once = { since: '2026-03-06', ifUnknown: 'send' } as const;
    const [first, again] = [await confirmation({ text: 'T-0001 done' }), await confirmation({ text: 'T-0001 done' })];
    expect(await sendOnce(mailer, first, once)).toBe('sent');
    expect(await sendOnce(mailer, again, once)).toBe('sent-before');
    expect(mailer.sent).toHaveLength(1);
  });

  it.each([
    ['the day of the reply', '2026-03-03', '2026-03-03'],
    ['today, where the reply is from a day still to come', '2027-01-01', '2026-03-06'],
    ['today, where the reply does not say', null, '2026-03-06'],
  ])('is looked for among what left since %s', async (_, since, from) => {
    const mailer = createMemoryMailer();
    const searched = {
      ...mailer,
      find: async (_: string, trace: MailTrace) => (trace.since === from ? 'sent' : 'unsent'),
    } as const;
    const mail = await confirmation({ text: 'T-0001 done' });
    expect(await sendOnce(searched, mail, { since, ifUnknown: 'send' })).toBe('sent-before');
    expect(mailer.sent).toEqual([]);
  });

  it('where the mail system cannot say whether it left, goes or waits as is wanted', async () => {
    const mailer = createMemoryMailer();
    const silent = { ...mailer, find: async () => 'unknown' as const };
    const mail = await confirmation({ text: 'T-0001 done' });
    expect(await sendOnce(silent, mail, { since: null, ifUnknown: 'leave' })).toBe('unknown');
    expect(mailer.sent).toHaveLength(0);
    expect(await sendOnce(silent, mail, { since: null, ifUnknown: 'send' })).toBe('sent');
  });

  it('goes below the reply in their mail program', async () => {
    expect((await confirmation({ text: 'T-0001 done' })).earlier).toMatchObject([
      { receipt: '<reply-1@mail.example.com>' },
    ]);
    expect(await confirmation({ text: 'T-0001 done', id: '' })).not.toHaveProperty('earlier');
  });

  it('says so where the mail that they answered is too old, with what of it is theirs today', async () => {
    const received = await readMessage(replyMail({ from: address, answers: mail, text: 'T-0001 done' }));
    const found = await read({ text: 'T-0001 done' });
    const { subject, text } = lapsedOf(found, received, facts, linkTo);
    expect(subject).toBe('Your reply came too late to be read');
    expect(text).toContain('* Packaging design T-0001\n  Choose an answer: https://baton');
    expect(text).not.toContain('a=done');
    const over = { ...found, items: found.items.map((item) => ({ ...item, may: [] })) };
    expect(lapsedOf(over, received, facts, linkTo).text).toMatch(/Nothing of it waits for you\s+any more\./);
  });

  it('can be replied to itself, by what it names', async () => {
    const { text } = await confirmation({ text: 'T-0001 is it done?' });
    const quoted = text.split('\n').map((line) => `> ${line}`);
    const again = ['50%', '', 'On Fri, 6 Mar 2026 at 09:05, Baton <baton@example.com> wrote:', ...quoted].join('\n');
    expect(await answers({ text: again, answers: '<reply-x@example.com>' })).toEqual([
      ['T-0001', 'progress', { progress: '50' }],
    ]);
  });

  it('names a day off and the day that is proposed instead, in the reader’s language', async () => {
    const found = await read({ text: 'T-0001 推迟到3月14日' });
    const [zh] = showReply(found, facts, 'zh-CN', null);
    expect(zh!.lines).toContain('3月14日 周六是休息日，建议：3月16日 周一。');
    expect(zh!.link).toBeNull();
  });
});

describe('the quoted mail is taken off', () => {
  it.each([
    ['On Thu, 5 Mar 2026 at 09:00, Baton <b@example.com> wrote:'],
    ['On Thu, 5 Mar 2026 at 09:00, Baton 接力\n<b@example.com> wrote:'],
    ['在 2026年3月5日，Baton <b@example.com> 写道：'],
    ['在 2026-03-05 09:00:00，"接力" <b@example.com> 写道：'],
    ['2026年3月5日 上午9:00，接力 <b@example.com> 写道：'],
    ['------------------ 原始邮件 ------------------\n发件人: "接力"'],
    ['-----Original Message-----'],
    ['发件人: 接力 <b@example.com>\n发送时间: 2026年3月5日\n收件人: 李明'],
    ['From: Baton <b@example.com>\nSent: Thursday, 5 March 2026\nTo: Li Ming'],
    ['Begin forwarded message:'],
    ['Sent from my phone'],
    ['发自我的手机'],
    ['-- \nLi Ming'],
    ['Best regards,\nLi Ming'],
  ])('from %j on', (header) => {
    expect(partReply(`已完成\n\n${header}\nT-0001 not done\n> T-0002`).own).toBe('已完成');
  });

  it('and nothing of one’s own with it', () => {
    for (const own of [
      '在等法务回复',
      '在 3月9日前完成',
      'On Friday I will send it',
      'From: marketing we need help',
      'Wang Li wrote: it is done',
    ]) {
      expect(partReply(`${own}\n\nOn Thu, 5 Mar 2026 at 09:00, Baton <b@example.com> wrote:\n> x`).own).toBe(own);
    }
  });

  it('line by line where somebody answers between the lines', () => {
    expect(partReply('> T-0001\ndone\n> T-0002\n50%')).toEqual({ own: 'done\n50%', quoted: '> T-0001\n> T-0002' });
  });
});
