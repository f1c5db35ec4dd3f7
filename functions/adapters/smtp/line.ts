/** One connection to a mail server: opened, signed in, used for several mails, and closed. */
import { createRequire } from 'node:module';
import type { TLSSocket } from 'node:tls';
import type { SmtpServer } from './servers.ts';

type Connecting = typeof import('nodemailer/lib/smtp-connection');
type SigningIn = typeof import('nodemailer/lib/xoauth2');
// By require, as in functions/base/mail-bytes.ts.
const { default: SMTPConnection }: Connecting = createRequire(import.meta.url)('nodemailer/lib/smtp-connection');
const { default: XOAuth2 }: SigningIn = createRequire(import.meta.url)('nodemailer/lib/xoauth2');

/** Long enough for a slow server, short enough for a sweep's time limit. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** A message as it goes over the wire, and whom it is for. */
export interface Posting {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/** A connection on which we are signed in. Errors are nodemailer's (SmtpFailure in answers.ts). */
export interface SmtpLine {
  /** Whether another mail may be sent on it. */
  readonly isOpen: () => boolean;
  /** `onAsked`: the server asks for the message itself (354); before that, nothing of it has left this process. */
  readonly post: (posting: Posting, onAsked: () => void) => Promise<void>;
  /** Takes its leave, and does not wait for an answer. */
  readonly close: () => void;
}

/** Connects, says EHLO, and signs in where there is an account. */
export const openLine = async (server: SmtpServer): Promise<SmtpLine> => {
  const { connection, broken, hear } = connect(server);
  try {
    await broken((done) => connection.connect(done));
    const { auth } = server;
    // One that asks nobody to sign in is not told a password.
    if (auth && connection.allowsAuth) {
      const given = await credentialsOf(auth);
      await broken((done) => connection.login(given, done));
    }
  } catch (cause) {
    connection.close();
    throw cause;
  }
  idle(connection, true);
  return {
    isOpen: () => !connection.destroyed && connection._socket !== false && connection._socket?.writable === true,
    post: async ({ from, to, bytes }, onAsked) => {
      idle(connection, false);
      hear(onAsked);
      try {
        await broken((done) => connection.send({ from, to }, bytes, done));
      } catch (cause) {
        // What is left of a transaction would be in the next one's way; once the message was begun, nobody can be sure where it ends.
        const isReset = isOfAddress(cause) ? broken((done) => connection.reset(done)) : Promise.reject(cause);
        await isReset.catch(() => connection.close());
        throw cause;
      } finally {
        hear(() => {});
        idle(connection, true);
      }
    },
    close: () => {
      connection.quit();
      idle(connection, true);
    },
  };
};

const isOfAddress = (cause: unknown): boolean => (cause as { readonly command?: string }).command === 'RCPT TO';

/** A password, or a token (SASL XOAUTH2), which is asked for when it is needed. BatonError as of the token. */
const credentialsOf = async (auth: NonNullable<SmtpServer['auth']>) => {
  if ('pass' in auth) return auth;
  const { user, token } = auth;
  return { user, oauth2: new XOAuth2({ user, accessToken: await token() }) };
};

/** Who has issued the certificate that a server shows, by its own account; null where that is not to be had. Nobody signs in. */
export const issuerAt = async (server: SmtpServer): Promise<string | null> => {
  const { connection, broken } = connect(server, { rejectUnauthorized: false });
  try {
    await broken((done) => connection.connect(done));
    const { issuer } = (connection._socket as TLSSocket).getPeerCertificate();
    return [issuer.O, issuer.CN].flat().filter(Boolean).join(', ') || null;
  } catch {
    return null;
  } finally {
    connection.close();
  }
};

/** What is not in its published types: whether the server lets anybody sign in. */
type Connection = InstanceType<typeof SMTPConnection> & { readonly allowsAuth: boolean };
type Done = (error?: Error | null) => void;

const connect = ({ auth, pause, secret, ...server }: SmtpServer, tls?: { readonly rejectUnauthorized: false }) => {
  let onAsked = () => {};
  const connection = new SMTPConnection({
    ...server,
    ...TIMEOUTS,
    ...(tls && { tls }),
    logger: listener(() => onAsked()),
    transactionLog: true,
  }) as Connection;
  let lost: Error | null = null;
  let onLost: (error: Error) => void = () => {};
  connection.on('error', (error) => {
    lost ??= error;
    onLost(error);
  });
  /** Does a step; a connection that breaks ends it. */
  const broken = (step: (done: Done) => void): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      if (lost) return reject(lost);
      onLost = reject;
      step((error) => (error ? reject(error) : resolve()));
    }).finally(() => {
      onLost = () => {};
    });
  return {
    connection,
    broken,
    hear: (onceAsked: () => void) => {
      onAsked = onceAsked;
    },
  };
};

/** A connection on which nobody waits for anything keeps no process alive. */
const idle = ({ _socket: socket }: Connection, isIdle: boolean): void => {
  if (!socket) return;
  if (isIdle) socket.unref();
  else socket.ref();
};

/** Hears when the server asks for the message itself. */
const listener = (onAsked: () => void) => {
  const nothing = () => {};
  const debug = ({ tnx }: { readonly tnx?: string }, line: string) => {
    if (tnx === 'server' && line.startsWith('354')) onAsked();
  };
  return { level: nothing, trace: nothing, debug, info: nothing, warn: nothing, error: nothing, fatal: nothing };
};
