import { afterEach, expect, it } from 'vitest';
import { createSmtp } from '../../../functions/adapters/smtp/smtp.ts';
import { BatonError } from '../../../functions/errors.ts';
import { w } from '../../../sheet-templates/index.ts';
import { MAIL, TRACE } from '../../contracts/mailer.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';

const servers: MailServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

/** A server that takes tokens and no password, as Exchange Online will. */
const signedInAs = async (token: () => Promise<string>) => {
  const seen: unknown[] = [];
  const server = await openMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    authMethods: ['XOAUTH2'],
    onAuth: ({ method, username, accessToken }, _, done) => {
      seen.push([method, username, accessToken]);
      if (accessToken === 'good') done(null, { user: username });
      else done(Object.assign(new Error('5.7.3 Authentication unsuccessful'), { responseCode: 535 }));
    },
  });
  servers.push(server);
  const mailer = createSmtp({
    server: {
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      requireTLS: false,
      auth: { user: 'ann@example.com', token },
      pause: 0,
    },
    from: { name: 'Ann', address: 'ann@example.com' },
    waits: { soon: [], reader: [] },
  });
  return { ...server, seen, mailer };
};

it('signs in by a token instead of a password', async () => {
  const { mailer, letters, seen } = await signedInAs(async () => 'good');
  await mailer.send(MAIL);
  expect(seen).toEqual([['XOAUTH2', 'ann@example.com', 'good']]);
  expect(letters).toHaveLength(1);
});

it('a token that is not taken stops before anything leaves, and is shown to nobody', async () => {
  const { mailer, letters } = await signedInAs(async () => 'bad-token-of-ann');
  const error = await mailer.send(MAIL).catch((error) => error);
  expect(error).toMatchObject({ code: 'smtp-auth', kind: 'backend' });
  expect(`${error.stack}${error.cause?.stack}${JSON.stringify(error.words)}`).not.toContain('bad-token');
  expect([await mailer.find(MAIL.id, TRACE), letters.length]).toEqual(['unsent', 0]);
});

it('a login that has ended says so itself', async () => {
  const ended = new BatonError('backend', 'login-ended', w('登录已失效', 'The login has ended'));
  const { mailer } = await signedInAs(() => Promise.reject(ended));
  await expect(mailer.send(MAIL)).rejects.toBe(ended);
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
});
