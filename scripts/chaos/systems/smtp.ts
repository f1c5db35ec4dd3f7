/** A real SMTP server behind a wire that can be cut, delayed and garbled, which itself turns down a recipient. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { serverOfUrl } from '../../../functions/adapters/smtp/servers.ts';
import { createSmtp } from '../../../functions/adapters/smtp/smtp.ts';
import { type Answer, openMailServer } from '../../../test/support/mail-server.ts';
import { Clock } from '../../../test/support/wire/clock.ts';
import { createLife, type FaultPlace, type Life, never } from '../matrix/bench.ts';
import type { Mishap } from '../matrix/kinds.ts';
import { hurried } from './hurried.ts';
import { FROM, noticesIn, type SystemKind, type WiredMail } from './system.ts';

const PASSWORD = 'a-password-that-nobody-may-see';

/** What a server says to one RCPT TO. */
const SAID: Readonly<Record<'deferred' | 'refused', Answer>> = {
  deferred: { code: 451, words: '4.7.1 Try again later' },
  refused: { code: 550, words: '5.1.1 No such user here' },
};

/** What the server says in answer to each of these is a place. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^EHLO/i, 'greet'],
  [/^AUTH/i, 'sign in'],
  [/^MAIL FROM/i, 'name the sender'],
  [/^RCPT TO/i, 'name the reader'],
  [/^DATA/i, 'ask to begin'],
];

/** Gone, it ends every connection. */
export const smtpSystem: SystemKind<WiredMail> = {
  key: 'smtp',
  title: 'SMTP',
  how: 'A real server in this process, which answers 451 or 550 to one RCPT TO, or ends every connection.',
  cannotTell: true,
  open: async () => {
    const turnedDown = new Map<string, Answer>();
    const server = await openMailServer({
      allowInsecureAuth: true,
      // One command at a time, so that each has an answer of its own.
      hidePIPELINING: true,
      onAuth: (_, __, done) => done(null, { user: 'baton' }),
      answer: (address) => turnedDown.get(address),
    });
    const places: FaultPlace[] = [];
    let armed: { readonly nth: number; readonly mishap: Mishap } | null = null;
    let victim = createLife;
    let isAway = false;
    let hurry: ReturnType<typeof hurried> | null = null;
    const due = (nth: number): Mishap | null => {
      if (armed === null) return null;
      const lasts = armed.mishap === 'out' || (typeof armed.mishap === 'object' && armed.mishap.lasting);
      return nth === armed.nth || (lasts && nth > armed.nth) ? armed.mishap : null;
    };

    const sockets = new Set<Socket>();
    const wire = createServer({ noDelay: true }, (client) => {
      if (isAway) return void client.destroy();
      const there = connect({ port: server.port, host: '127.0.0.1', noDelay: true });
      for (const socket of [client, there]) {
        sockets.add(socket);
        socket.on('error', () => {});
      }
      const own = victim();
      client.on('close', () => there.destroy());
      there.on('close', () => client.destroy());
      let isBody = false;
      /** What the server's next answer is about; the first one greets. */
      let asked: Mishap | null = null;
      const ask = (name: string): 'forward' | 'keep' => {
        places.push({ name, api: '', nth: places.length + 1 });
        asked = due(places.length);
        if (asked === 'silent-before') hurry?.silent(client);
        return mishapBefore(asked, own, client, name === 'sign in');
      };
      if (ask('connect') === 'keep') return;
      client.on('data', (bytes) => {
        const text = bytes.toString('latin1');
        const name = isBody
          ? /\r\n\.\r\n$/.test(text)
            ? 'hand it over'
            : null
          : (NAMES.find(([line]) => line.test(text))?.[1] ?? null);
        if (name === 'hand it over') isBody = false;
        if (name !== null && ask(name) === 'keep') return;
        there.write(bytes);
      });
      there.on('data', (bytes) => {
        const text = bytes.toString('latin1');
        if (text.startsWith('354')) isBody = true;
        if (asked === 'silent-after') hurry?.silent(client);
        if (mishapAfter(asked, own, client) === 'keep') return;
        client.write(asked === 'garbled-after' ? PAGE : bytes);
        asked = null;
      });
    });
    await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
    const { port: front } = wire.address() as AddressInfo;
    const clock = new Clock();
    return {
      mailer: (life = createLife()) => {
        const server = serverOfUrl(`smtp://baton:${PASSWORD}@127.0.0.1:${front}`);
        // Nobody waits in a trial.
        const mailer = createSmtp({ server, from: FROM, time: { now: clock.now, sleep: async () => {} } });
        const alive = <T>(work: () => Promise<T>): Promise<T> =>
          work().then(
            (answer) => (life.isDead() ? never() : answer),
            (error) => (life.isDead() ? never() : Promise.reject(error)),
          );
        return {
          batch: mailer.batch,
          send: (mail) => alive(() => mailer.send(mail)),
          find: (id, trace) => mailer.find(id, trace),
        };
      },
      arrived: () => noticesIn(server.letters.map(({ bytes }) => bytes)),
      turnDown: (address, outcome) => void turnedDown.set(address, SAID[outcome]),
      goAway: () => {
        isAway = true;
      },
      calm: () => {
        armed = null;
        isAway = false;
        turnedDown.clear();
        hurry?.over();
        hurry = null;
        for (const socket of sockets) socket.destroy();
      },
      now: clock.now,
      advance: (ms) => clock.advance(ms),
      met: () => places,
      arm: ({ nth, name }, mishap, whose) => {
        if (!canHappen(name, mishap)) return false;
        armed = { nth, mishap };
        victim = whose;
        if (String(mishap).startsWith('silent-')) hurry = hurried();
        return true;
      },
      litter: async () => [],
      secrets: [PASSWORD, Buffer.from(`\0baton\0${PASSWORD}`).toString('base64')],
      close: async () => {
        for (const socket of sockets) socket.destroy();
        await new Promise<void>((resolve) => wire.close(() => resolve()));
        await server.close();
      },
    };
  },
};

const canHappen = (name: string, mishap: Mishap): boolean => {
  if (typeof mishap !== 'object') return /^(die|silent|drop)-|^out$|^garbled-after$/.test(mishap);
  // An answer of 4xx or 5xx says that the server has not taken it: RFC 5321, 4.2.1.
  if (mishap.after || mishap.retryAfter !== undefined) return false;
  return mishap.status !== 403 || !['connect', ...OF_A_READER].includes(name);
};

/** A 5xx here refuses one reader for good; no right comes back. */
const OF_A_READER = ['name the reader', 'ask to begin', 'hand it over'];

const mishapBefore = (mishap: Mishap | null, life: Life, client: Socket, isSigningIn: boolean): 'forward' | 'keep' => {
  if (mishap === 'die-before') {
    life.die();
    client.destroy();
  } else if (mishap === 'drop-before' || mishap === 'out') client.destroy();
  // The server is not asked: by its answer it has not taken it.
  else if (typeof mishap === 'object' && mishap !== null)
    client.write(
      mishap.status === 403
        ? '550 5.7.1 You may not\r\n'
        : isSigningIn
          ? '454 4.7.0 Later\r\n'
          : '451 4.7.1 Too many at once\r\n',
    );
  else if (mishap !== 'silent-before') return 'forward';
  return 'keep';
};

const mishapAfter = (mishap: Mishap | null, life: Life, client: Socket): 'forward' | 'keep' => {
  if (mishap === 'die-after') {
    life.die();
    client.destroy();
  } else if (mishap === 'drop-after') client.destroy();
  else if (mishap !== 'silent-after') return 'forward';
  return 'keep';
};

const PAGE = '<!doctype html><title>Please sign in to this network</title>\r\n';
