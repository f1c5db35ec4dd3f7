import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createSmtp } from '../../../functions/adapters/smtp/smtp.ts';
import { MAIL, mailerContract, TRACE } from '../../contracts/mailer.ts';

const FROM = { name: 'Baton', address: 'baton@example.com' };
const servers: SMTPServer[] = [];

/** A real SMTP server on a free port that keeps what it takes. */
const serve = async (options: SMTPServerOptions = {}) => {
  const messages: Buffer[] = [];
  const envelopes: string[][] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        messages.push(Buffer.concat(chunks));
        envelopes.push(session.envelope.rcptTo.map(({ address }) => address));
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { server, messages, envelopes, port, url: `smtp://127.0.0.1:${port}` };
};

const close = (server: SMTPServer) => new Promise<void>((resolve) => server.close(() => resolve()));

afterEach(async () => {
  await Promise.all(servers.splice(0).map(close));
});

const refusal = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode });

describe('SMTP', () => {
  mailerContract(async () => {
    const { url, messages } = await serve();
    return { mailer: createSmtp({ url, from: FROM }), arrived: async () => messages };
  });

  it('gives the envelope one recipient', async () => {
    const { url, envelopes } = await serve();
    await createSmtp({ url, from: FROM }).send(MAIL);
    expect(envelopes).toEqual([['li@example.com']]);
  });

  it('signs in with the user and password of the URL, however they are spelt', async () => {
    const seen: unknown[] = [];
    const { port, messages } = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) => {
        seen.push([username, password]);
        done(null, { user: username });
      },
    });
    await createSmtp({ url: `smtp://me%40example.com:p%40ss%2Fword@127.0.0.1:${port}`, from: FROM }).send(MAIL);
    expect(seen).toEqual([['me@example.com', 'p@ss/word']]);
    expect(messages).toHaveLength(1);
  });

  it('cannot say what became of a mail that another process may have sent', async () => {
    const { url } = await serve();
    const mailer = createSmtp({ url, from: FROM });
    expect(mailer.batch).toBe(1);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
    await mailer.send(MAIL);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
  });

  describe('when it fails', () => {
    const failing = async (options: SMTPServerOptions, auth = '') => {
      const { port } = await serve({ allowInsecureAuth: true, ...options });
      const mailer = createSmtp({ url: `smtp://${auth}127.0.0.1:${port}`, from: FROM });
      const error: unknown = await mailer.send(MAIL).then(
        () => null,
        (cause: unknown) => cause,
      );
      return { error, found: await mailer.find(MAIL.id, TRACE) };
    };

    it('an address that does not exist is a matter of the directory', async () => {
      const { error, found } = await failing({
        onRcptTo: (_, __, done) => done(refusal('5.1.1 no such user', 550)),
      });
      expect(error).toMatchObject({ code: 'smtp-rejected', kind: 'data' });
      expect(found).toBe('unsent');
    });

    it('a server that relays for nobody is not the recipient’s fault', async () => {
      const { error } = await failing({ onRcptTo: (_, __, done) => done(refusal('5.7.1 relaying denied', 554)) });
      expect(error).toMatchObject({ code: 'smtp-refused', kind: 'backend' });
    });

    it('a server that is busy is asked again later', async () => {
      const { error, found } = await failing({ onRcptTo: (_, __, done) => done(refusal('4.2.0 greylisted', 451)) });
      expect(error).toMatchObject({ code: 'smtp-later', kind: 'backend' });
      expect(found).toBe('unsent');
    });

    it('a wrong password is named as such and never repeated', async () => {
      const { error, found } = await failing(
        { onAuth: ({ password }, _, done) => done(refusal(`no such password: ${password}`, 535)) },
        'me:hunter2secret@',
      );
      expect(error).toMatchObject({ code: 'smtp-auth', kind: 'backend' });
      expect(found).toBe('unsent');
      const { message, words, cause, stack } = error as Error & { words: unknown; cause: Error };
      expect(`${message}${stack}${JSON.stringify(words)}${cause.message}${cause.stack}`).not.toContain('hunter2secret');
    });

    it('no server at all means that nothing was sent', async () => {
      const { port, server } = await serve();
      await close(server);
      const mailer = createSmtp({ url: `smtp://127.0.0.1:${port}`, from: FROM });
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'smtp-unreachable', kind: 'backend' });
      expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    });

    it.each([
      ['from the start', 'smtps', { secure: true }],
      ['by STARTTLS', 'smtp', { disabledCommands: [] }],
    ])('a certificate that cannot be trusted %s gets neither password nor mail', async (_, scheme, options) => {
      // The server's own certificate is signed by nobody.
      const { port, messages } = await serve(options);
      const mailer = createSmtp({ url: `${scheme}://127.0.0.1:${port}`, from: FROM });
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'smtp-certificate', kind: 'backend' });
      expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
      expect(messages).toEqual([]);
    });

    it('a connection that breaks after the message leaves its fate open', async () => {
      const { error, found } = await failing({
        onData: (stream) => {
          stream.resume();
          stream.on('end', breakOff);
        },
      });
      expect(error).toMatchObject({ code: 'smtp-unreachable' });
      expect(found).toBe('unknown');
    });

    it.each(['not a url', 'http://mail.example.com', 'smtp://'])('refuses %s as a mail server', (url) => {
      expect(() => createSmtp({ url, from: FROM })).toThrow(
        expect.objectContaining({ code: 'bad-mail-url', kind: 'call' }),
      );
    });
  });
});

/** Cuts every connection of the newest server without a word, as a crash would. */
const breakOff = () => {
  for (const connection of (servers.at(-1) as unknown as { connections: Set<{ _socket: { destroy(): void } }> })
    .connections)
    connection._socket.destroy();
};
