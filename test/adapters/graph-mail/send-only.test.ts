import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { afterEach, expect, it } from 'vitest';
import { createGraphSender } from '../../../functions/adapters/graph-mail/send-only.ts';
import { CLOUDS } from '../../../functions/microsoft/clouds.ts';
import { MAIL, TRACE } from '../../contracts/mailer.ts';

type Answer = { readonly status: number; readonly code?: string } | 'breaks';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Graph's sendMail for MIME, and nothing else of Graph: https://learn.microsoft.com/graph/api/user-sendmail */
const serve = async (...answers: readonly Answer[]) => {
  const mails: string[] = [];
  const asked: string[] = [];
  let nth = 0;
  const refusedFor = ({ method, url, headers }: IncomingMessage): number | null => {
    if (method !== 'POST' || url !== '/v1.0/me/sendMail') return 404;
    if (headers.authorization !== 'Bearer of-ann') return 401;
    return headers['content-type'] === 'text/plain' ? null : 400;
  };
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const body = await text(request);
    const refused = refusedFor(request);
    const answer = refused === null ? (answers[nth++] ?? { status: 202 }) : { status: refused };
    if (answer === 'breaks' || answer.status === 202) mails.push(Buffer.from(body, 'base64').toString('utf8'));
    if (answer === 'breaks') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(answer.status === 202 ? '' : JSON.stringify({ error: { code: answer.code ?? '', message: 'no' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  let now = 0;
  const mailer = createGraphSender({
    from: { name: 'Ann', address: 'ann@example.com' },
    cloud: CLOUDS.global,
    rootUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: async () => 'of-ann',
    time: {
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
    },
    random: () => 0.5,
  });
  return { mailer, mails, asked };
};

it('sends as oneself, with the text beside the HTML and our own headers', async () => {
  const { mailer, mails } = await serve();
  const { receipt } = await mailer.send(MAIL);
  expect(receipt).toBe(`<${MAIL.id}@example.com>`);
  const [mail] = await Promise.all(mails.map((mime) => PostalMime.parse(mime)));
  expect(mail).toMatchObject({ subject: MAIL.subject, to: [MAIL.to], messageId: receipt });
  expect(mail?.text?.trim()).toBe(MAIL.text.trim());
  expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
});

it('is asked one mail at a time, since nobody can ask it afterwards', async () => {
  const { mailer } = await serve();
  expect(mailer.batch).toBe(1);
  await mailer.send(MAIL);
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
});

it('an answer that got lost is not asked for again: nobody has it twice', async () => {
  const { mailer, mails } = await serve('breaks');
  await expect(mailer.send(MAIL)).rejects.toMatchObject({ kind: 'backend' });
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
  expect(mails).toHaveLength(1);
});

it('what surely was not taken is tried again', async () => {
  const { mailer, mails } = await serve({ status: 429, code: 'ApplicationThrottled' });
  await mailer.send(MAIL);
  expect(mails).toHaveLength(1);
});

it('a right that lacks is named, and the mail has not left', async () => {
  const { mailer, mails } = await serve({ status: 403, code: 'ErrorAccessDenied' });
  await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'graph-mail-rights' });
  expect([await mailer.find(MAIL.id, TRACE), mails.length]).toEqual(['unsent', 0]);
});
