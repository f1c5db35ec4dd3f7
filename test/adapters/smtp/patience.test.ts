import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serverOfUrl } from '../../../functions/adapters/smtp/servers.ts';
import { createSmtp } from '../../../functions/adapters/smtp/smtp.ts';
import { RecipientError } from '../../../functions/errors.ts';
import { MAIL, TRACE } from '../../contracts/mailer.ts';
import { type MailServer, type MailServerOptions, openMailServer } from '../../support/mail-server.ts';

const FROM = { name: 'Baton', address: 'baton@example.com' };
const servers: MailServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

const refusal = (text: string) => Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) });
const letter = (n: number) => ({ ...MAIL, id: `letter-${n}`, to: { name: `No ${n}`, address: `no${n}@example.com` } });
const numbers = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** A real server that counts its connections, and time that passes only where Baton waits. */
const serve = async (options: MailServerOptions = {}, pause = 0) => {
  const connections: string[] = [];
  const server = await openMailServer({
    hideENHANCEDSTATUSCODES: true,
    allowInsecureAuth: true,
    onAuth: (_, __, done) => done(null, { user: 'me' }),
    ...options,
    onConnect: (session, done) => {
      connections.push(session.id);
      if (options.onConnect) options.onConnect(session, done);
      else done();
    },
  });
  servers.push(server);
  const waits: number[] = [];
  let now = 0;
  const time = {
    now: () => now,
    sleep: async (ms: number) => {
      waits.push(ms);
      now += ms;
    },
  };
  const target = { ...serverOfUrl(`smtp://me:hunter2secret@127.0.0.1:${server.port}`), pause };
  return { ...server, connections, waits, mailer: createSmtp({ server: target, from: FROM, time }), time };
};

const arrived = ({ letters }: Pick<MailServer, 'letters'>) => letters.map(({ to }) => to);
const everybody = (n: number) => numbers(n).map((one) => `no${one}@example.com`);
/** As one server counts: what it says to whoever asks too often on one connection. */
const afterMails = (most: number, reply: string): SMTPServerOptions => {
  const sent = new Map<string, number>();
  return {
    onMailFrom: (_, { id }, done) => {
      const count = (sent.get(id) ?? 0) + 1;
      sent.set(id, count);
      done(count > most ? refusal(reply) : null);
    },
  };
};

describe('one connection', () => {
  it('takes all mails of a sweep, signs in once, and is given back at its end', async () => {
    let signedIn = 0;
    const server = await serve({
      onAuth: (_, __, done) => {
        signedIn += 1;
        done(null, { user: 'me' });
      },
    });
    for (const n of numbers(12)) await server.mailer.send(letter(n));
    await server.mailer.flush?.();
    expect(arrived(server)).toEqual(everybody(12));
    expect([server.connections.length, signedIn, server.waits]).toEqual([1, 1, []]);
    await server.mailer.send(letter(13));
    expect(server.connections).toHaveLength(2);
  });

  it('goes on after a reader who was refused', async () => {
    const server = await serve({ answer: (to) => (to.startsWith('no2') ? { code: 550, words: '5.1.1 none' } : null) });
    for (const n of numbers(3)) await server.mailer.send(letter(n)).catch(() => {});
    expect(arrived(server)).toEqual(['no1@example.com', 'no3@example.com']);
    expect(server.connections).toHaveLength(1);
  });

  it('that was cut while nobody used it is opened again without a wait', async () => {
    const server = await serve();
    await server.mailer.send(letter(1));
    server.cut();
    await server.mailer.send(letter(2));
    expect(arrived(server)).toEqual(everybody(2));
    expect([server.connections.length, server.waits]).toEqual([2, []]);
  });

  it('has as much time between two letters as its server wants', async () => {
    const server = await serve({}, 2_000);
    for (const n of numbers(4)) await server.mailer.send(letter(n));
    expect(server.waits).toEqual([2_000, 2_000, 2_000]);
  });
});

describe('what passes is waited for', () => {
  it.each([
    ['QQ', '550 Connection frequency limited. http://service.mail.qq.com/cgi-bin/help?subtype=1&&no=1000722&&id=20022'],
    ['163', '450 MI:DMC 163 smtp11, too many mails on one connection'],
    ['Exmail', '550 Domain frequency limited'],
    ['Exchange', '432 4.3.2 Concurrent connections limit exceeded'],
    ['anybody', '421 4.7.0 Too many messages in this session, closing'],
    ['a Chinese company', '550 发信频率超过限制'],
  ])('%s after five mails on a connection: “%s”', async (_, reply) => {
    const server = await serve(afterMails(5, reply));
    for (const n of numbers(12)) await server.mailer.send(letter(n));
    expect(arrived(server)).toEqual(everybody(12));
    expect(server.connections).toHaveLength(3);
    // From then on it asks less often.
    expect(Math.max(...server.waits)).toBeLessThanOrEqual(15_000);
    expect(server.waits.length).toBeGreaterThan(2);
  });

  it('a 421 in the middle, which ends the connection', async () => {
    let mails = 0;
    const server = await serve({
      onLetter: () => {
        if (++mails === 3) throw refusal('421 4.3.2 Restarting');
      },
    });
    for (const n of numbers(5)) await server.mailer.send(letter(n));
    expect(arrived(server)).toEqual(everybody(5));
    expect(server.waits[0]).toBe(5_000);
  });

  it('greylisting, for those whom it concerns', async () => {
    const seen = new Map<string, number>();
    const server = await serve({
      onRcptTo: ({ address }, _, done) => {
        const before = seen.get(address) ?? server.time.now();
        seen.set(address, before);
        done(server.time.now() - before < 30_000 ? refusal('451 4.7.1 Greylisted, come back later') : null);
      },
    });
    await server.mailer.send(letter(1));
    expect(arrived(server)).toEqual(everybody(1));
    expect(server.waits).toEqual([10_000, 30_000]);
  });

  it('greylisting of everybody stops for some minutes, and then it is the next sweep’s', async () => {
    const server = await serve({ answer: () => ({ code: 451, words: '4.7.1 Greylisted' }) });
    for (const n of numbers(20)) {
      const error = await server.mailer.send(letter(n)).catch((error) => error);
      expect(error).toBeInstanceOf(RecipientError);
      expect(error).toMatchObject({ outcome: 'deferred', code: 'smtp-deferred' });
      expect(await server.mailer.find(`letter-${n}`, TRACE)).toBe('unsent');
    }
    expect(server.time.now()).toBeLessThanOrEqual(120_000);
  });

  it('a full mailbox is not waited for', async () => {
    const server = await serve({ answer: () => ({ code: 452, words: '4.2.2 Mailbox full' }) });
    await expect(server.mailer.send(letter(1))).rejects.toMatchObject({ outcome: 'deferred' });
    expect(server.waits).toEqual([]);
  });

  it('what was taken for advertising is not sent again at once, and its reader is not to blame', async () => {
    const server = await serve({
      onLetter: () => {
        throw refusal('554 DT:SPM 163 smtp9');
      },
    });
    await expect(server.mailer.send(letter(1))).rejects.toMatchObject({ outcome: 'deferred', code: 'smtp-deferred' });
    expect(server.waits).toEqual([]);
  });

  it('a limit that does not pass: no letter waits for more than two minutes, and after five it is the server that will not do', async () => {
    const server = await serve({ answer: () => ({ code: 550, words: 'Connection frequency limited' }) });
    const codes: string[] = [];
    for (const n of numbers(6)) {
      const before = server.time.now();
      const error = await server.mailer.send(letter(n)).catch((error) => error);
      codes.push(error.code);
      expect(server.time.now() - before).toBeLessThanOrEqual(300_000);
      expect(await server.mailer.find(`letter-${n}`, TRACE)).toBe('unsent');
    }
    expect(codes[0]).toBe('smtp-deferred');
    expect(codes.at(-1)).toBe('smtp-later');
    expect(arrived(server)).toEqual([]);
  });
});

describe('a sign-in', () => {
  const signingIn = async (refuses: (nth: number) => boolean, reply = '535 Error: authentication failed') => {
    let nth = 0;
    const server = await serve({
      ...afterMails(2, '421 4.7.0 Too many mails'),
      onAuth: (_, __, done) => done(refuses(++nth) ? refusal(reply) : null, { user: 'me' }),
    });
    return server;
  };

  it('that was refused from the start is about the password', async () => {
    const server = await signingIn(() => true);
    await expect(server.mailer.send(letter(1))).rejects.toMatchObject({ code: 'smtp-auth' });
    expect(server.waits).toEqual([]);
  });

  it('that is refused once it was taken is a limit: it is waited for', async () => {
    const server = await signingIn((nth) => nth === 2 || nth === 3);
    for (const n of numbers(4)) await server.mailer.send(letter(n));
    expect(arrived(server)).toEqual(everybody(4));
  });

  it('and if it does not pass, nobody blames the password', async () => {
    const server = await signingIn((nth) => nth > 1);
    for (const n of numbers(2)) await server.mailer.send(letter(n));
    const error = await server.mailer.send(letter(3)).catch((error) => error);
    expect(error).toMatchObject({ code: 'smtp-later', kind: 'backend' });
    expect(`${error.words.en}${error.words['zh-CN']}`).not.toMatch(/user and password|密码/);
  });
});

it('a connection that breaks after the message leaves open whether it left, and it is not sent again', async () => {
  // The server has the letter; its answer gets lost.
  const server = await serve({ onLetter: ({ to }) => to.startsWith('no2') && server.cut() });
  await server.mailer.send(letter(1));
  await expect(server.mailer.send(letter(2))).rejects.toMatchObject({ code: 'smtp-unreachable' });
  expect(await server.mailer.find('letter-2', TRACE)).toBe('unknown');
  await server.mailer.send(letter(3));
  expect(arrived(server)).toEqual(everybody(3));
});

describe('a certificate of a company’s own', () => {
  let folder: string;
  let made: { readonly key: Buffer; readonly cert: Buffer };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-'));
    const at = (name: string) => join(folder, name);
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
    const fresh = ['-days', '2', '-nodes', '-newkey', 'rsa:2048'];
    openssl(
      'req',
      '-x509',
      ...fresh,
      '-subj',
      '/O=Example Company/CN=Example Root',
      '-keyout',
      at('ca.key'),
      '-out',
      at('ca.pem'),
    );
    openssl(
      'req',
      '-new',
      ...fresh.slice(2),
      '-subj',
      '/CN=mail.example.com',
      '-keyout',
      at('key.pem'),
      '-out',
      at('csr.pem'),
    );
    openssl(
      'x509',
      '-req',
      '-in',
      at('csr.pem'),
      '-CA',
      at('ca.pem'),
      '-CAkey',
      at('ca.key'),
      '-CAcreateserial',
      '-days',
      '2',
      '-out',
      at('cert.pem'),
    );
    made = { key: readFileSync(at('key.pem')), cert: readFileSync(at('cert.pem')) };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['from the start', 'smtps', { secure: true }],
    ['by STARTTLS', 'smtp', { disabledCommands: [] }],
  ])('is named %s, and what to do about it', async (_, scheme, options) => {
    const { port, letters } = await serve({ ...options, ...made });
    const mailer = createSmtp({ server: serverOfUrl(`${scheme}://me:hunter2secret@127.0.0.1:${port}`), from: FROM });
    const error = await mailer.send(letter(1)).catch((error) => error);
    expect(error.code).toBe('smtp-certificate');
    for (const text of [error.words.en, error.words['zh-CN']]) {
      expect(text).toContain('NODE_EXTRA_CA_CERTS');
      expect(text).toContain('“Example Company, Example Root”');
    }
    expect(letters).toEqual([]);
  });
});
