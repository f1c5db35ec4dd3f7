/** A real SMTP server on this machine, for whoever sends by one. */
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What it does with a letter's reader: says so, or hangs up after it has got the letter, so that nobody knows. */
export type Answer = { readonly code: number; readonly words: string } | 'hangs up';

interface Letter {
  /** With commas where there are several. */
  readonly to: string;
  readonly bytes: Buffer;
}

export interface MailServerOptions extends SMTPServerOptions {
  /** Asked at each RCPT TO; nothing where it takes the letter. */
  readonly answer?: (address: string) => Answer | null | undefined;
  /** What comes before it says that it has taken a letter; may throw what it says instead. */
  readonly onLetter?: (letter: Letter) => unknown;
}

export type MailServer = Awaited<ReturnType<typeof openMailServer>>;

/** Takes every letter, at a free port, unless `answer` or smtp-server's own options say otherwise. */
export const openMailServer = async ({ answer = () => null, onLetter, ...options }: MailServerOptions = {}) => {
  const letters: Letter[] = [];
  const sockets = new Set<Socket>();
  const cut = () => sockets.forEach((socket) => void socket.destroy());
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    // Nobody is in the middle of anything when a test is over.
    closeTimeout: 10,
    onRcptTo: ({ address }, _, done) => {
      const said = answer(address) ?? 'taken';
      done(typeof said === 'string' ? null : Object.assign(new Error(said.words), { responseCode: said.code }));
    },
    onData: async (stream, { envelope }, done) => {
      const bytes = await buffer(stream).catch(() => null);
      // The connection broke off in the middle of it.
      if (bytes === null) return;
      const letter = { to: envelope.rcptTo.map(({ address }) => address).join(), bytes };
      if (answer(letter.to) === 'hangs up') return cut();
      try {
        await onLetter?.(letter);
      } catch (error) {
        return done(error as Error);
      }
      letters.push(letter);
      done();
    },
    ...options,
  });
  greetAtOnce(server);
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    /** In the order in which they came. */
    letters,
    port,
    way: `smtp://127.0.0.1:${port}`,
    /** Ends every connection without a word, as a crash would. */
    cut,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

/** What it has of its own, which its types keep to themselves. */
interface Inside {
  connect: (...how: readonly unknown[]) => void;
  readonly connections: ReadonlySet<{ connectionReady: () => void }>;
}

/** It lets everybody wait a tenth of a second for its greeting, to find out who talks too soon; here nobody does. */
const greetAtOnce = (server: SMTPServer): void => {
  const inside = server as unknown as Inside;
  const connect = inside.connect.bind(server);
  inside.connect = (...how) => {
    connect(...how);
    const connection = [...inside.connections].at(-1);
    connection?.connectionReady();
    // The tenth is over later all the same.
    if (connection) connection.connectionReady = () => {};
  };
};
