import { afterEach, describe, expect, test } from 'vitest';
import { MOST_A_DAY } from '../../../functions/http/replies.ts';
import { type Cloud, type CloudOptions, ROBOT, rawOf, TEAM } from '../../support/cloud.ts';
import { openToldOffice } from '../../support/cloud-office.ts';
import { type ReplyMail, replyMail } from '../../support/eml.ts';
import type { Message } from '../../support/google/gmail/mailbox.ts';
import { headerOf, type Part, textOf } from '../../support/google/gmail/mime.ts';
import type { Workbook } from '../../support/google/sheets/workbook.ts';

const HOUR = 3_600_000;
const LI = 'li.na@example.com';

let cloud: Cloud;
afterEach(() => cloud.close());

const openOffice = async (options: CloudOptions = {}): Promise<Workbook> => {
  const office = await openToldOffice(options);
  cloud = office.cloud;
  return office.workbook;
};

const team = () => cloud.google.gmail.mailbox(TEAM);
const digest = (): Message => team().sent.find(({ mime }) => headerOf(mime, 'to')?.includes(LI))!;
const confirmations = () => team().sent.filter(({ mime }) => headerOf(mime, 'x-baton-id')?.startsWith('reply-'));
const htmlIn = (part: Part): string =>
  part.parts.map(htmlIn).join('') ||
  (headerOf(part, 'content-type')?.startsWith('text/html')
    ? Buffer.from(part.body.toString('latin1'), 'base64').toString()
    : '');

const WROTE = 'On Fri, 6 Mar 2026 at 09:00, Baton <baton@example.com> wrote:';
const quoting = (text: string, { mime }: Message): string =>
  [
    text,
    '',
    WROTE,
    ...textOf(mime)
      .split('\n')
      .map((line) => `> ${line}`),
  ].join('\n');
let written = 0;
/** A reply arrives, as Gmail would send it. */
const receive = (text: string, more: ReplyMail = {}, to = digest()): Message =>
  team().receive(
    replyMail({
      from: `Li Na <${LI}>`,
      id: `<${++written}@mail.example.com>`,
      answers: headerOf(to.mime, 'message-id')!,
      text: quoting(text, to),
      ...more,
    }),
  );

const readInbox = async (): Promise<{ status: number; body: unknown }> => {
  const call = cloud.google.clock.during(() => fetch(`${cloud.url}/replies`, { method: 'POST' }));
  await cloud.google.clock.run(HOUR);
  const answer = await call;
  return { status: answer.status, body: await answer.json() };
};
const NOTHING = { answered: 0, ignored: 0, left: 0, failed: 0 };
const labelsOf = (message: Message) =>
  team()
    .labelsOf(message)
    .filter((label) => label.startsWith('baton'));
const outcomes = () => cloud.log.map(({ outcome }) => outcome).filter(Boolean);

describe('replies that come into the mailbox', () => {
  test('are shown back once, with a page that is filled in, and change nothing', async () => {
    const workbook = await openOffice();
    const before = JSON.stringify(rawOf(workbook));
    const message = receive('推迟到下周三，等法务');
    expect(await readInbox()).toEqual({ status: 200, body: { ...NOTHING, answered: 1 } });
    expect(JSON.stringify(rawOf(workbook))).toBe(before);
    expect(labelsOf(message)).toEqual(['baton-answered']);
    const [mail, ...others] = confirmations();
    expect(others).toEqual([]);
    expect(headerOf(mail!.mime, 'to')).toContain(LI);
    expect(headerOf(mail!.mime, 'in-reply-to')).toBe(headerOf(message.mime, 'message-id'));
    const link = /https?:\S+newDue=\S+/.exec(textOf(mail!.mime))![0];
    const page = await cloud.google.clock.during(() => fetch(link));
    expect(await page.text()).toContain('value="2026-03-11"');

    expect((await readInbox()).body).toEqual(NOTHING);
    expect(confirmations()).toHaveLength(1);
  });

  test('are found by a link in their HTML, also one that leads through a page that checks links', async () => {
    await openOffice();
    const html = `<p>done</p><blockquote>${htmlIn(digest().mime)}</blockquote>`;
    receive('', { text: 'done', html });
    const [link] = /http[^"]+respond[^"]+/.exec(html)!;
    const checked = `https://checked.example.com/?url=${encodeURIComponent(link.replaceAll('&amp;', '&'))}&amp;x=1`;
    receive('', { text: `done\n\n${WROTE}\n> T-0001`, html: `<a href="${checked}">T-0001</a>` });
    expect((await readInbox()).body).toEqual({ ...NOTHING, answered: 2 });
  });

  test('to a confirmation are read like any other', async () => {
    await openOffice();
    receive('nearly there?');
    await readInbox();
    receive('50%', {}, confirmations()[0]);
    await readInbox();
    expect(textOf(confirmations()[1]!.mime)).toContain('Understood: Progress');
  });

  test('are left alone where a program, a stranger or nobody we wrote to has written them', async () => {
    await openOffice();
    const ignored = [
      receive('away', { headers: ['Auto-Submitted: auto-replied'] }),
      receive('T-0001 done', { from: 'x@example.com' }),
      // What was sent to Li Na is quoted by somebody else, beside what was sent to themselves.
      receive('T-0002 done', {
        from: 'Wang Wei <wang.wei@example.com>',
        text: `${quoting('T-0002 done', digest())}\n> T-0002`,
      }),
      receive('', { text: 'T-0001 done' }),
      receive('', { text: 'x https://e.example.com/respond?t='.concat('A'.repeat(63)) }),
      team().receive('no mail at all'),
    ];
    expect((await readInbox()).body).toEqual({ ...NOTHING, ignored: ignored.length });
    expect(ignored.map(labelsOf)).toEqual(ignored.map(() => ['baton-ignored']));
    expect(confirmations()).toEqual([]);
    expect(outcomes()).toEqual(expect.arrayContaining(['automatic', 'stranger', 'unknown-mail', 'not-a-mail']));
    expect(JSON.stringify(cloud.log)).not.toMatch(/example\.com|T-0001/);
  });

  test('are left alone while their workbook is paused, or when it is on the list no more', async () => {
    await openOffice();
    cloud.registry.set('Sheet1', 1, 5, 'Paused');
    cloud.registry.set('Sheet1', 2, 5, 'yes');
    receive('done');
    expect((await readInbox()).body).toEqual({ ...NOTHING, ignored: 1 });
    cloud.registry.set('Sheet1', 2, 1, 'gsheet:another');
    cloud.registry.set('Sheet1', 2, 5, null);
    receive('done');
    expect((await readInbox()).body).toEqual({ ...NOTHING, ignored: 1 });
    expect(outcomes()).toEqual(expect.arrayContaining(['paused', 'no-workbook']));
    expect(confirmations()).toEqual([]);
  });

  test('to a mail whose links are too old are told so, with links of today', async () => {
    await openOffice();
    await cloud.google.clock.advance(45 * 24 * HOUR);
    receive('done');
    expect((await readInbox()).body).toEqual({ ...NOTHING, answered: 1 });
    const said = textOf(confirmations()[0]!.mime);
    expect(said).toMatch(/more than\s+twenty\s+workdays\s+old/);
    const link = /http\S+respond\S+/.exec(said)![0];
    expect((await cloud.google.clock.during(() => fetch(link))).status).toBe(200);
  });

  test('of somebody who is answered all the time end for the day: two programs do not write to each other for ever', async () => {
    await openOffice();
    for (let i = 0; i < MOST_A_DAY + 2; i++) {
      receive('I will look at it.', {}, confirmations().at(-1) ?? digest());
      await readInbox();
    }
    expect(confirmations()).toHaveLength(MOST_A_DAY);
    expect(outcomes()).toContain('too-many');
    await cloud.google.clock.advance(25 * HOUR);
    receive('done');
    await readInbox();
    expect(confirmations()).toHaveLength(MOST_A_DAY + 1);
  });

  test('wait where their workbook cannot be read, and keep no other from its answer', async () => {
    const workbook = await openOffice();
    const message = receive('done');
    workbook.unshare(ROBOT);
    const { status, body } = await readInbox();
    expect([status, body]).toEqual([503, { ...NOTHING, failed: 1 }]);
    expect(labelsOf(message)).toEqual([]);
    workbook.share(ROBOT, 'writer');
    expect((await readInbox()).body).toEqual({ ...NOTHING, answered: 1 });
  });

  test('wait where their answer is not taken for now, which is no failure, and are answered once it is', async () => {
    await openOffice();
    const message = receive('done');
    cloud.google.fail({ api: 'gmail', method: 'users.drafts.create', how: { status: 413 } });
    expect(await readInbox()).toEqual({ status: 200, body: { ...NOTHING, left: 1 } });
    expect(labelsOf(message)).toEqual([]);
    expect(await readInbox()).toEqual({ status: 200, body: { ...NOTHING, answered: 1 } });
    expect(confirmations()).toHaveLength(1);
  });
});

describe('whatever request breaks', () => {
  test.each(['drop-before', 'drop-after'] as const)(
    'a process that dies at any of them (%s) answers nobody twice and loses none',
    async (how) => {
      await openOffice({ mortal: true });
      // How many there are when nothing breaks, the labels once made.
      receive('done');
      await readInbox();
      const before = cloud.google.gmail.requests.length;
      receive('done');
      await readInbox();
      const last = cloud.google.gmail.requests.length - before;
      expect(last).toBeGreaterThanOrEqual(8);
      for (let nth = 1; nth <= last; nth++) {
        const message = receive('done');
        cloud.google.fail({ api: 'gmail', nth, how });
        cloud.kill();
        await readInbox();
        expect([nth, (await readInbox()).status]).toEqual([nth, 200]);
        expect([nth, labelsOf(message), confirmations().length]).toEqual([nth, ['baton-answered'], nth + 2]);
      }
    },
    60_000,
  );
});
