import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { createLinks } from '../../functions/answer/links.ts';
import { createLifetime } from '../../functions/base/lifetime.ts';
import type { HttpCall } from '../../functions/http/call.ts';
import { MOST_A_DAY, replies } from '../../functions/http/replies.ts';
import { readMessage } from '../../functions/reply/received.ts';
import { KEY, NOON, openSwept, URI } from '../functions/respond/site.ts';
import { type ReplyMail, replyMail } from '../support/eml.ts';
import { addressOf } from '../support/office.ts';
import { zipFile } from '../support/zip.ts';

/** Somebody who writes to the mailbox that is read. Li Na's task is T-0001, Wang Wei's T-0002. */
const LI = addressOf('Li Na');
const WANG = addressOf('Wang Wei');
const links = createLinks({ base: 'https://respond.example.com/', keys: [KEY] });

let store: MemoryStore;
let snapshot: Snapshot;
let linkOf: (name: string, item: string) => string;
beforeAll(async () => {
  store = await openSwept();
  snapshot = readSnapshot(await store.read(), { now: NOON });
  linkOf = (name, item) => links.linkTo(URI, snapshot)(snapshot.people.get(name)!, item, 'done');
});

const quoting = (text: string, ...quoted: string[]) =>
  [
    text,
    '',
    'On Fri, 6 Mar 2026 at 09:00, Baton <baton@example.com> wrote:',
    ...quoted.map((line) => `> ${line}`),
  ].join('\n');

/** Lets these mails lie in the mailbox, and says what was answered to whom, and what of the workbook is another than before. */
const receive = async (mails: readonly Uint8Array[], { answeredToday = 0 } = {}) => {
  const mailer = createMemoryMailer();
  const before = JSON.stringify((await store.read()).sheets);
  const lines: string[] = [];
  const endpoint = replies({
    inbox: async () => ({
      waiting: async () => mails.map((_, i) => String(i)),
      read: async (id) => mails[Number(id)] ?? null,
      done: async () => {},
      answered: async () => answeredToday,
    }),
    mailer: async () => mailer,
    links,
    registry: async () => ({ workbooks: [{ uri: URI, paused: false }] }),
    open: () => store,
    lifetime: createLifetime(),
    clock: () => NOON,
  });
  const { status } = await endpoint.answer({} as HttpCall, (...said) => lines.push(JSON.stringify(said)));
  expect(JSON.stringify((await store.read()).sheets)).toBe(before);
  const outcomes = lines.flatMap((line) => /"outcome":"([\w-]+)"/.exec(line)?.[1] ?? []);
  return { status, sent: mailer.sent, outcomes, log: lines.join('\n') };
};
const from = (address: string, text: string, more: ReplyMail = {}) => replyMail({ from: address, text, ...more });

describe('somebody who replies', () => {
  it('in their own name, is shown what was understood; nothing is written', async () => {
    const { sent } = await receive([from(LI, quoting('done', `T-0001: ${linkOf('Li Na', 'T-0001')}`))]);
    expect(sent.map(({ to }) => to.address)).toEqual([LI]);
  });

  it('in another’s name, gets nothing: what comes of it goes to the directory’s address, and writes nothing', async () => {
    const spoofed = from(`Li Na <${LI}>`, quoting('done', `T-0001: ${linkOf('Li Na', 'T-0001')}`), {
      headers: [
        'Reply-To: eve@example.org',
        'Sender: eve@example.org',
        'Return-Path: <eve@example.org>',
        'Disposition-Notification-To: eve@example.org',
      ],
    });
    const { sent } = await receive([spoofed]);
    expect(sent.map(({ to }) => to.address)).toEqual([LI]);
    expect(sent[0]!.text).not.toContain('eve@example.org');
  });

  it.each([
    ['quotes a mail that went to somebody else', WANG, 'T-0001', 'unknown-mail'],
    ['quotes somebody else’s link beside a task of their own', WANG, 'T-0002', 'stranger'],
    ['is not in the directory', 'eve@example.org', 'T-0001', 'stranger'],
    ['is nearly in the directory (l1.na)', 'l1.na@example.com', 'T-0001', 'stranger'],
    ['writes the address in another alphabet', 'li.n\u0430@example.com', 'T-0001', 'stranger'],
  ])('and %s: is left alone', async (_, address, item, outcome) => {
    const { sent, outcomes } = await receive([from(address, quoting('done', `${item}: ${linkOf('Li Na', 'T-0001')}`))]);
    expect([sent.length, outcomes]).toEqual([0, [outcome]]);
  });

  it('with a link of one’s own and the number of another’s task: is asked what is meant, and given no button for it', async () => {
    const mixed = from(
      LI,
      quoting('T-0002 done', `T-0001: ${linkOf('Li Na', 'T-0001')}`, `T-0002: ${linkOf('Wang Wei', 'T-0002')}`),
    );
    const { sent } = await receive([mixed]);
    const tokens = sent.flatMap(({ text }) =>
      [...text.matchAll(/[?&]t=([\w-]+)/g)].map(([, token]) => links.open(token!, NOON)),
    );
    for (const link of tokens) expect(link).toMatchObject({ item: 'T-0001' });
  });

  it.each([
    ['made up', () => `https://respond.example.com/?t=${'A'.repeat(80)}`],
    [
      'signed with another secret',
      () => {
        const other = createLinks({
          base: 'https://respond.example.com/',
          keys: ['b-secret-of-thirty-two-characters'],
        });
        return other.linkTo(URI, snapshot)(snapshot.people.get('Li Na')!, 'T-0001', null);
      },
    ],
  ])('with a link that is %s: is left alone', async (_, link) => {
    const { sent, outcomes } = await receive([from(LI, quoting('done', link()))]);
    expect([sent.length, outcomes]).toEqual([0, ['unknown-mail']]);
  });

  it('by two addresses at once, one of them somebody’s: only the link’s own person counts', async () => {
    const two = from(`${WANG}, ${LI}`, quoting('done', `T-0001: ${linkOf('Li Na', 'T-0001')}`));
    const { sent } = await receive([two]);
    for (const { to } of sent) expect(to.address).toBe(LI);
  });

  it('as a program that does not say so, is answered twenty times a day and no more', async () => {
    const mail = from(LI, quoting('done', `T-0001: ${linkOf('Li Na', 'T-0001')}`));
    const { sent, outcomes } = await receive([mail], { answeredToday: MOST_A_DAY });
    expect([sent.length, outcomes]).toEqual([0, ['too-many']]);
  });

  it('leaves nothing of what they wrote in the log', async () => {
    const { log } = await receive([
      from('eve@example.org', quoting('secret words', linkOf('Li Na', 'T-0001')), { subject: 'secret subject' }),
    ]);
    expect(log).toContain('stranger');
    expect(log).not.toMatch(/secret|eve@|respond\.example|t=/);
  });
});

describe('a mail that is a bomb', () => {
  const bound = (n: number) => `--b${n}`;
  const nested = (depth: number) =>
    Buffer.from(
      [
        'From: eve@example.org',
        ...Array.from(
          { length: depth },
          (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n${bound(n)}`,
        ),
        'Content-Type: text/plain',
        '',
        'deep',
      ].join('\r\n'),
    );

  it.each<[string, () => Uint8Array]>([
    ['ten thousand parts deep', () => nested(10_000)],
    ['thirty megabytes long', () => Buffer.concat([from(LI, 'x'), Buffer.alloc(30_000_000, 'A')])],
    ['one line of ten megabytes', () => Buffer.from(`From: ${LI}\r\nSubject: ${'x'.repeat(10_000_000)}\r\n\r\nx`)],
    ['a hundred thousand headers', () => Buffer.from(`From: ${LI}\r\n${'X-A: b\r\n'.repeat(100_000)}\r\nx`)],
    [
      'a thousand addresses in From',
      () => from(Array.from({ length: 1000 }, (_, i) => `a${i}@example.com`).join(', '), 'x'),
    ],
    ['mark-up that never ends', () => replyMail({ from: LI, html: '<div '.repeat(200_000) })],
    ['nothing', () => new Uint8Array()],
    ['bytes', () => Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)],
  ])('%s: is left alone, and the next mail is read', async (_, bomb) => {
    const good = from(LI, quoting('done', `T-0001: ${linkOf('Li Na', 'T-0001')}`));
    const { status, sent } = await receive([bomb(), good]);
    expect([status, sent.length]).toEqual([200, 1]);
  });

  it.each([
    ['six megabytes of empty lines', '', String.raw`'\n'.repeat(6e6)`],
    ['as many ends of base64', 'Content-Transfer-Encoding: base64', "'QQ=='.repeat(15e5)"],
    ['half a million parts', 'Content-Type: multipart/mixed; boundary=b', String.raw`'--b\n\nx\n'.repeat(5e5)`],
  ])('%s: is read within the memory of a small process', async (_, header, body) => {
    const script = `
      import { readMessage } from ${JSON.stringify(new URL('../../functions/reply/received.ts', import.meta.url).href)};
      const head = ${JSON.stringify(`From: ${LI}\nMIME-Version: 1.0\n${header && `${header}\n`}\n`)};
      const { from } = await readMessage(Buffer.from(head + ${body}));
      console.log(from.length);`;
    const call = ['--max-old-space-size=128', '--no-warnings', '--input-type=module', '--eval', script];
    expect((await promisify(execFile)(process.execPath, call)).stdout).toBe('1\n');
  });

  it('of twelve megabytes names all that is attached within the first eight', async () => {
    const part = (name: string) =>
      `--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename="${name}.pdf"\r\n\r\n${`${'A'.repeat(76)}\r\n`.repeat(39_000)}`;
    const head = `From: ${LI}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ndone\r\n`;
    const read = await readMessage(Buffer.from(`${head}${['one', 'two', 'three', 'four'].map(part).join('')}--b--`));
    expect(read).toMatchObject({ attachments: ['one.pdf', 'two.pdf', 'three.pdf'] });
  });

  it('a hundred parts deep is no mail that anybody writes', async () => {
    await expect(readMessage(nested(100))).rejects.toMatchObject({ code: 'not-a-mail' });
    expect(await readMessage(nested(5))).toMatchObject({ from: ['eve@example.org'] });
  });

  it('a zip as an attachment is a name and nothing more: it is not opened', async () => {
    const zip = zipFile([{ name: '../../etc/passwd', content: Buffer.alloc(5_000_000) }]);
    const raw = Buffer.concat([
      Buffer.from(
        [
          `From: ${LI}`,
          'Content-Type: multipart/mixed; boundary="b"',
          '',
          '--b',
          'Content-Type: text/plain',
          '',
          'done',
          '--b',
          'Content-Type: application/zip',
          'Content-Disposition: attachment; filename="../../report.zip"',
          'Content-Transfer-Encoding: base64',
          '',
          zip.toString('base64'),
          '--b--',
          '',
        ].join('\r\n'),
      ),
    ]);
    expect((await readMessage(raw)).attachments).toEqual(['../../report.zip']);
  });
});
