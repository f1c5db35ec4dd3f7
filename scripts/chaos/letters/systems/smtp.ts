import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createSmtp } from '../../../../functions/adapters/smtp/smtp.ts';
import { noticesIn } from '../../matrix/benches/mail.ts';
import type { SystemKind } from '../system.ts';

/** What a server says to one RCPT TO. */
const SAID = { deferred: [451, '4.7.1 Try again later'], refused: [550, '5.1.1 No such user here'] } as const;

/** A real server, which itself turns down a recipient. Gone, it ends every connection. */
export const smtpSystem: SystemKind = {
  key: 'smtp',
  title: 'SMTP',
  how: 'A real server in this process, which answers 451 or 550 to one RCPT TO, or ends every connection.',
  cannotTell: true,
  open: async () => {
    const taken: Buffer[] = [];
    const turnedDown = new Map<string, keyof typeof SAID>();
    let isAway = false;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      // Nobody is in the middle of anything when a trial is over.
      closeTimeout: 10,
      onRcptTo: ({ address }, _, done) => {
        const outcome = turnedDown.get(address);
        if (!outcome) return done();
        const [responseCode, words] = SAID[outcome];
        done(Object.assign(new Error(words), { responseCode }));
      },
      onData: (stream, _, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          taken.push(Buffer.concat(chunks));
          done();
        });
      },
    });
    server.on('error', () => {});
    server.server.prependListener('connection', (socket) => {
      if (isAway) socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    return {
      mailer: () =>
        createSmtp({ url: `smtp://127.0.0.1:${port}`, from: { name: 'Baton', address: 'baton@example.com' } }),
      arrived: async () => (await Promise.all(taken.map(noticesIn))).flat(),
      turnDown: (address, outcome) => void turnedDown.set(address, outcome),
      goAway: () => {
        isAway = true;
      },
      calm: () => {
        isAway = false;
        turnedDown.clear();
      },
      close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
  },
};
