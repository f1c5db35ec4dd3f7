import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** What a mail server does with a recipient: says so, or hangs up after it has taken the letter, so that nobody knows. */
export type Fate = { readonly code: number; readonly words: string } | 'hangs up';

/** A real SMTP server that takes every letter but those of the addresses in `fates`, which may change meanwhile. */
export const mailServer = async () => {
  const fates = new Map<string, Fate>();
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const fate = fates.get(address);
      if (fate === undefined || fate === 'hangs up') return done();
      done(Object.assign(new Error(fate.words), { responseCode: fate.code }));
    },
    onData: async (stream, session, done) => {
      await text(stream);
      const [to = ''] = session.envelope.rcptTo.map(({ address }) => address);
      if (fates.get(to) === 'hangs up') return sockets.forEach((socket) => void socket.destroy());
      taken.push(to);
      done();
    },
  });
  const sockets = new Set<{ destroy(): unknown }>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    fates,
    /** Addresses, in the order in which their letters came. */
    taken,
    way: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
};
