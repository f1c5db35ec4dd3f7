import { type AddressInfo, createServer, type Server } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { serverOfUrl } from '../../../functions/adapters/smtp/servers.ts';
import { createSmtp } from '../../../functions/adapters/smtp/smtp.ts';
import { RecipientError } from '../../../functions/errors.ts';
import { MAIL, mailerContract, TRACE, type Trouble } from '../../contracts/mailer.ts';
import { type MailServer, type MailServerOptions, openMailServer } from '../../support/mail-server.ts';

const FROM = { name: 'Baton', address: 'baton@example.com' };
/** As it is once it has waited long enough: what is waited for is tried in patience.test.ts. */
const impatient = (url: string) =>
  createSmtp({
    server: serverOfUrl(url),
    from: FROM,
    waits: { soon: [], reader: [] },
    time: { now: Date.now, sleep: async () => {} },
  });
const servers: MailServer[] = [];
const listeners: Server[] = [];

/** Replies as they are given below, not with a code of the server's own before them. */
const serve = async (options: MailServerOptions = {}) => {
  const server = await openMailServer({ hideENHANCEDSTATUSCODES: true, ...options });
  servers.push(server);
  return { ...server, messages: () => server.letters.map(({ bytes }) => bytes) };
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
  for (const listener of listeners.splice(0)) listener.close();
});

const refusal = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode });

type Done = (error?: Error | null) => void;
/** `450 4.2.1 …` as the answer to the first that asks; all others are welcome. */
const first = (reply: string): ((done: Done) => void) => {
  const replies = [refusal(reply.slice(4), Number(reply.slice(0, 3)))];
  return (done) => done(replies.shift());
};

const AT: Readonly<Record<string, (answer: (done: Done) => void) => SMTPServerOptions>> = {
  greeting: (answer) => ({ onConnect: (_, done) => answer(done) }),
  AUTH: (answer) => ({ onAuth: (_, __, done) => answer((error) => done(error, { user: 'me' })) }),
  'MAIL FROM': (answer) => ({ onMailFrom: (_, __, done) => answer(done) }),
  'RCPT TO': (answer) => ({ onRcptTo: (_, __, done) => answer(done) }),
};
const PLACES = ['greeting', 'AUTH', 'MAIL FROM', 'RCPT TO', 'the message'] as const;

const troubleAt = (at: (typeof PLACES)[number], is: Trouble['is'], reply: string): Trouble => ({
  what: `“${reply}” to ${at}`,
  is,
  says: reply,
  open: async () => {
    const answer = first(reply);
    const { port, messages } = await serve({
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(null, { user: 'me' }),
      ...AT[at]?.(answer),
      ...(at === 'the message' && {
        onLetter: () => new Promise<void>((resolve, reject) => answer((error) => (error ? reject(error) : resolve()))),
      }),
    });
    return {
      mailer: impatient(`smtp://me:hunter2secret@127.0.0.1:${port}`),
      arrived: async () => messages(),
    };
  },
});

/** As servers say it; those of QQ, 163 and Exmail from https://github.com/meolu/walle-web/issues/289 and nodemailer#1350. */
const TROUBLES: readonly Trouble[] = [
  troubleAt('RCPT TO', 'deferred', '450 4.2.1 Mailbox busy'),
  troubleAt('RCPT TO', 'deferred', '451 4.7.1 Greylisted, come back in five minutes'),
  troubleAt('RCPT TO', 'deferred', '452 4.2.2 Mailbox full'),
  troubleAt('RCPT TO', 'deferred', '454 4.7.1 Relay access denied'),
  troubleAt('RCPT TO', 'deferred', '552 5.2.2 Over quota'),
  troubleAt('RCPT TO', 'deferred', '550 5.2.2 The mailbox has no room'),
  troubleAt('RCPT TO', 'deferred', '550 Mailbox is full'),
  troubleAt('RCPT TO', 'deferred', '550 Connection frequency limited'),
  troubleAt('RCPT TO', 'deferred', '550 Too many messages in an hour'),
  troubleAt('RCPT TO', 'deferred', '550 5.4.5 Daily user sending limit exceeded'),
  troubleAt('RCPT TO', 'deferred', '554 发信频率超过限制'),
  troubleAt('RCPT TO', 'refused', '550 5.1.1 no such user'),
  troubleAt('RCPT TO', 'refused', '550 5.1.1 No such user, see our frequently asked questions'),
  troubleAt('RCPT TO', 'refused', '550 5.7.1 Takes no mail from outside'),
  troubleAt('RCPT TO', 'refused', '554 5.7.1 relaying denied'),
  troubleAt('RCPT TO', 'refused', '554 5.4.6 too many hops'),
  troubleAt('the message', 'deferred', '451 4.3.0 Try again'),
  troubleAt('the message', 'deferred', '552 5.3.4 Larger than this mailbox takes'),
  troubleAt('the message', 'deferred', '550 Domain frequency limited'),
  // No fault of the address, and for today alone.
  troubleAt('the message', 'deferred', '554 5.7.1 DT:SPM looks like spam'),
  troubleAt('the message', 'deferred', '550 Mail content denied. http://service.mail.qq.com/detail/122/1000726'),
  troubleAt('the message', 'deferred', '550 MI:SFQ sender sent too often'),
  troubleAt('RCPT TO', 'deferred', '550 RP:TRC too many today'),
  troubleAt('greeting', 'system', '421 4.3.2 Closing for maintenance'),
  troubleAt('greeting', 'system', '554 5.7.1 Your network is on a list'),
  troubleAt('AUTH', 'system', '535 5.7.8 Wrong password'),
  troubleAt('AUTH', 'system', '535 auth failed (this user authenticate too many times)'),
  troubleAt('MAIL FROM', 'system', '451 4.7.1 Too busy'),
  troubleAt('MAIL FROM', 'system', '550 5.7.60 Not allowed to send as this sender'),
  troubleAt('MAIL FROM', 'system', '550 Sender frequency limited'),
  troubleAt('MAIL FROM', 'system', '553 Mail from must equal authorized user'),
  troubleAt('the message', 'system', '501 Mail from address must be same as authorization user.'),
  troubleAt('RCPT TO', 'deferred', '450 MI:DMC too many mails on one connection'),
  troubleAt('RCPT TO', 'system', '421 4.7.0 Too many connections'),
  troubleAt('RCPT TO', 'system', '530 5.7.0 Sign in first'),
  troubleAt('the message', 'system', '421 4.4.2 Closing'),
];

describe('SMTP', () => {
  mailerContract(async () => {
    const { way, messages } = await serve();
    return { mailer: createSmtp({ server: serverOfUrl(way), from: FROM }), arrived: async () => messages() };
  }, TROUBLES);

  it('gives the envelope one recipient', async () => {
    const { way, letters } = await serve();
    await createSmtp({ server: serverOfUrl(way), from: FROM }).send(MAIL);
    expect(letters.map(({ to }) => to)).toEqual(['li@example.com']);
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
    await createSmtp({
      server: serverOfUrl(`smtp://me%40example.com:p%40ss%2Fword@127.0.0.1:${port}`),
      from: FROM,
    }).send(MAIL);
    expect(seen).toEqual([['me@example.com', 'p@ss/word']]);
    expect(messages()).toHaveLength(1);
  });

  it('cannot say what became of a mail that another process may have sent', async () => {
    const { way } = await serve();
    const mailer = createSmtp({ server: serverOfUrl(way), from: FROM });
    expect(mailer.batch).toBe(1);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
    await mailer.send(MAIL);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
  });

  describe('when it fails', () => {
    const failing = async (options: SMTPServerOptions, auth = '') => {
      const { port } = await serve({ allowInsecureAuth: true, ...options });
      const mailer = impatient(`smtp://${auth}127.0.0.1:${port}`);
      const error: unknown = await mailer.send(MAIL).then(
        () => null,
        (cause: unknown) => cause,
      );
      return { error, found: await mailer.find(MAIL.id, TRACE) };
    };

    it.each([
      ['550 5.1.1 no such user', 'smtp-rejected', 'data'],
      ['452 4.2.2 Mailbox full', 'smtp-deferred', 'backend'],
      ['421 4.7.0 Later', 'smtp-later', 'backend'],
    ])('“%s” to RCPT TO has the code %s', async (reply, code, kind) => {
      const answer = first(reply);
      const { error } = await failing({ onRcptTo: (_, __, done) => answer(done) });
      expect(error).toMatchObject({ code, kind });
    });

    it.each([
      ['553 Mail from must equal authorized user', 'smtp-sender'],
      ['550 5.7.60 Not allowed to send as this sender', 'smtp-sender'],
      ['554 5.7.1 Your network is on a list', 'smtp-refused'],
      ['530 5.7.0 Sign in first', 'smtp-auth'],
      ['550 Sender frequency limited', 'smtp-later'],
      ['451 4.7.1 Too busy', 'smtp-later'],
    ])('“%s” to MAIL FROM is %s: each is mended by something else', async (reply, code) => {
      const answer = first(reply);
      const { error, found } = await failing({ onMailFrom: (_, __, done) => answer(done) });
      expect([error, found]).toMatchObject([{ code, kind: 'backend' }, 'unsent']);
    });

    it.each([
      ['535 5.7.8 Wrong password', 'smtp-auth'],
      // Names both, so that only the password can be looked after: https://github.com/chengazhen/cursor-auto-free/issues/294
      ['535 Login fail. Account is abnormal, password is incorrect, login frequency limited.', 'smtp-auth'],
      ['432 4.7.12 A password transition is needed', 'smtp-auth'],
      ['535 auth failed (this user authenticate too many times)', 'smtp-later'],
      ['451 too much fail authentication', 'smtp-later'],
      ['454 4.7.0 Too many login attempts, please try again later', 'smtp-later'],
      ['421 4.7.0 Too many connections', 'smtp-later'],
    ])('“%s” to AUTH is %s: to wait is another matter than a wrong password', async (reply, code) => {
      const answer = first(reply);
      const onAuth: SMTPServerOptions['onAuth'] = (_, __, done) => answer((error) => done(error));
      const { error } = await failing({ onAuth }, 'me:hunter2secret@');
      expect(error).toMatchObject({ code, kind: 'backend' });
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

    it('a sender that is no address is no reader’s fault, and nothing leaves', async () => {
      const { way, messages } = await serve();
      const mailer = createSmtp({
        server: serverOfUrl(way),
        from: { name: 'Baton', address: 'team:baton@example.com' },
      });
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'bad-sender', kind: 'call' });
      expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
      expect(messages()).toEqual([]);
    });

    it('no server at all means that nothing was sent', async () => {
      const { port, close } = await serve();
      await close();
      const mailer = createSmtp({ server: serverOfUrl(`smtp://127.0.0.1:${port}`), from: FROM });
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'smtp-unreachable', kind: 'backend' });
      expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    });

    it.each([
      ['from the start', 'smtps', { secure: true }],
      ['by STARTTLS', 'smtp', { disabledCommands: [] }],
    ])('a certificate that cannot be trusted %s gets neither password nor mail', async (_, scheme, options) => {
      // The server's own certificate is signed by nobody.
      const { port, messages } = await serve(options);
      const mailer = createSmtp({ server: serverOfUrl(`${scheme}://127.0.0.1:${port}`), from: FROM });
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'smtp-certificate', kind: 'backend' });
      expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
      expect(messages()).toEqual([]);
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

    describe('what the server said', () => {
      /** A server that answers to what begins so with these very bytes, and to all else with what goes on. */
      const saying = async (command: string, bytes: string) => {
        const server = createServer((socket) => {
          let isMessage = false;
          socket.on('error', () => {});
          socket.write('220 here\r\n');
          socket.on('data', (chunk) => {
            const text = chunk.toString('latin1');
            if (isMessage && !text.endsWith('\r\n.\r\n')) return;
            const asked = isMessage ? 'the message' : text;
            isMessage = !isMessage && text.startsWith('DATA') && command !== 'DATA';
            if (asked.startsWith(command)) socket.write(bytes);
            else if (asked.startsWith('EHLO')) socket.write('250-here\r\n250 AUTH PLAIN\r\n');
            else socket.write(isMessage ? '354 go on\r\n' : asked.startsWith('AUTH') ? '235 in\r\n' : '250 ok\r\n');
          });
        });
        listeners.push(server);
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const { port } = server.address() as AddressInfo;
        const mailer = impatient(`smtp://me:hunter2secret@127.0.0.1:${port}`);
        const error = await mailer.send(MAIL).then(
          () => expect.unreachable('it was sent'),
          (cause: unknown) => cause as RecipientError,
        );
        return { error, found: await mailer.find(MAIL.id, TRACE) };
      };

      it('in several lines stands on one, its codes once', async () => {
        const bytes =
          '550-5.1.1 The account does not exist.\r\n550-5.1.1 Check it for typing errors\r\n550 5.1.1 or blanks.\r\n';
        const { error } = await saying('RCPT TO', bytes);
        expect(error.said).toBe('550 5.1.1 The account does not exist. Check it for typing errors or blanks.');
      });

      it('in Chinese is kept as it is', async () => {
        const { error } = await saying('RCPT TO', '550 收件人不存在\r\n');
        expect([error.said, error.words['zh-CN']]).toEqual([
          '550 收件人不存在',
          expect.stringContaining('拒收给 li@example.com 的信：“550 收件人不存在”。'),
        ]);
      });

      it('can neither steer a terminal nor turn the line round, and is cut where it goes on and on', async () => {
        const bytes = `550 5.1.1 no\u001b[31m \u202eone\u0000\u0007 here ${'and so on '.repeat(80)}\r\n`;
        const { error } = await saying('RCPT TO', bytes);
        expect(error.said).toMatch(/^550 5\.1\.1 no\[31m one here and so on .*…$/);
        expect(error.said.length).toBeLessThanOrEqual(200);
      });

      it.each([
        ['as it is', 'hunter2secret'],
        ['as it was sent', Buffer.from('\0me\0hunter2secret').toString('base64')],
        ['in pieces', 'hunter2\u0000secret'],
      ])('never shows the password %s', async (_, secret) => {
        for (const command of ['MAIL FROM', 'RCPT TO', 'the message']) {
          const { error } = await saying(command, `554 5.1.1 I know ${secret} of yours\r\n`);
          const shown = `${error.said ?? ''}${error.message}${error.stack}${JSON.stringify(error.words)}`;
          expect(shown).toContain('554 5.1.1 I know *** of yours');
          expect(shown).not.toMatch(/hunter2|aHVudGVyMn/);
        }
      });

      it.each([
        ['DATA', '452 4.3.1 No room\r\n', 'deferred'],
        ['DATA', '554 5.5.1 No valid recipients\r\n', 'refused'],
        ['the message', '452 4.3.1 No room\r\n', 'deferred'],
      ])('to %s (%j) counts for its one recipient, and the mail has not left', async (command, bytes, outcome) => {
        const { error, found } = await saying(command, bytes);
        expect(error).toBeInstanceOf(RecipientError);
        expect([error.outcome, found]).toEqual([outcome, 'unsent']);
      });
    });

    it.each(['not a url', 'http://mail.example.com', 'smtp://'])('refuses %s as a mail server', (url) => {
      expect(() => createSmtp({ server: serverOfUrl(url), from: FROM })).toThrow(
        expect.objectContaining({ code: 'bad-mail-url', kind: 'call' }),
      );
    });
  });
});

/** Cuts every connection of the newest server without a word, as a crash would. */
const breakOff = () => servers.at(-1)?.cut();
