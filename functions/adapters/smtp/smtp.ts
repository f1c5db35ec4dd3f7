/** Sends by SMTP: one connection a mail, and what a server's no means. */
import { createTransport } from 'nodemailer';
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { messageOf } from '../../base/mail-message.ts';
import { BatonError, RecipientError } from '../../errors.ts';
import type { Address, Mailer } from '../../ports.ts';
import { saidOf } from '../../remote/said.ts';

const say = inAll('mailing');

export interface SmtpOptions {
  /**
   * `smtp://user:password@host:port` (STARTTLS where the server offers it, and always before a password is sent to another machine) or
   * `smtps://…` (TLS from the start).
   */
  readonly url: string;
  readonly from: Address;
}

/** Long enough for a slow server, short enough for a sweep's time limit. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/**
 * Sends by SMTP, one connection a mail. A server does not tell later what it has accepted, so `find` knows only the
 * mails that surely did not leave through this instance; batches are of one. What a server answers to RCPT TO, to DATA and to the
 * message is about its one recipient; all else is about the server.
 */
export const createSmtp = ({ url, from }: SmtpOptions): Mailer => {
  const server = serverOf(url);
  const unsent = new Set<string>();
  return {
    batch: 1,
    send: async (mail) => {
      unsent.delete(mail.id);
      let isHandedOver = false;
      const logger = listener(() => {
        isHandedOver = true;
      });
      const transport = createTransport({ ...server, ...TIMEOUTS, logger, transactionLog: true });
      try {
        const { messageId } = await transport.sendMail(messageOf(mail, from));
        return { receipt: messageId };
      } catch (cause) {
        const failure = cause as SmtpFailure;
        if (!isHandedOver || isRefusal(failure)) unsent.add(mail.id);
        if (cause instanceof BatonError) throw cause;
        throw recipientErrorOf(failure, server, mail.to.address) ?? errorOf(failure, server);
      }
    },
    find: async (id) => (unsent.has(id) ? 'unsent' : 'unknown'),
  };
};

/**
 * Connects as for a mail, says EHLO, signs in where the URL names a user, and leaves; sends nothing. Errors are BatonError, as of
 * `send`. Servers that look at the sender or the recipient say so with the first mail only.
 */
export const trySmtp = async (url: string): Promise<{ readonly host: string; readonly signedIn: boolean }> => {
  const server = serverOf(url);
  const transport = createTransport({ ...server, ...TIMEOUTS });
  try {
    await transport.verify();
    return { host: server.host, signedIn: server.auth !== undefined };
  } catch (cause) {
    throw errorOf(cause as SmtpFailure, server);
  } finally {
    transport.close();
  }
};

/** Hears when the server asks for the message itself (354): before that, nothing of it has left this process. */
const listener = (onAsked: () => void) => {
  const nothing = () => {};
  const debug = ({ tnx }: { readonly tnx?: string }, line: string) => {
    if (tnx === 'server' && line.startsWith('354')) onAsked();
  };
  return { level: nothing, trace: nothing, debug, info: nothing, warn: nothing, error: nothing, fatal: nothing };
};

interface Server {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** Whoever stands between could leave the server's offer of STARTTLS out, and read the password. */
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const serverOf = (url: string): Server => {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed?.hostname || (parsed.protocol !== 'smtp:' && parsed.protocol !== 'smtps:')) {
    // The address itself is not repeated: it may hold a password.
    throw new BatonError('call', 'bad-mail-url', say.badMailUrl);
  }
  const secure = parsed.protocol === 'smtps:';
  const user = decoded(parsed.username);
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    requireTLS: user !== '' && !/^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host),
    port: parsed.port ? Number(parsed.port) : secure ? 465 : 587,
    secure,
    ...(user ? { auth: { user, pass: decoded(parsed.password) } } : {}),
  };
};

/** A sign such as % that is not written as %25 stands for itself. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What nodemailer throws; `responseCode` is the server's three digits, `command` what it answered to. */
interface SmtpFailure extends Error {
  readonly code?: string;
  readonly command?: string;
  /** With its digits; several lines where the server said several. */
  readonly response?: string;
  readonly responseCode?: number;
  /** Node's or OpenSSL's code behind ESOCKET. */
  readonly originalCode?: string;
}

/** The server itself said that it has not taken the mail. */
const isRefusal = ({ responseCode = 0 }: SmtpFailure): boolean => responseCode >= 400;

/** Null where it is about the server: the others would fare no better. */
const recipientErrorOf = (failure: SmtpFailure, server: Server, to: string): RecipientError | null => {
  const { command, responseCode = 0, response = '' } = failure;
  if (command !== 'RCPT TO' && command !== 'DATA') return null;
  if (!isRefusal(failure) || OF_THE_SERVER.includes(responseCode)) return null;
  const outcome = responseCode < 500 || passes(responseCode, response) ? 'deferred' : 'refused';
  const said = wordsIn(failure, server);
  const { code, words } = NOT_TAKEN[outcome];
  return new RecipientError(outcome, code, words({ host: server.host, to, said }), said, redacted(failure, server));
};

/** It closes the connection (RFC 5321, 3.8), or wants a sign-in first (RFC 4954, 6), whatever it was asked. */
const OF_THE_SERVER: readonly number[] = [421, 530, 535];

/**
 * Too many at once, which QQ, 163 and Exmail say by 550, as if it were for good: “Connection frequency limited”
 * (https://github.com/meolu/walle-web/issues/289), “Domain frequency limited”, “Sender frequency limited”; others say that a day's
 * or an hour's limit is reached. Mails that go round in a circle have “too many hops”, which does not pass.
 */
const TOO_MANY = new RegExp(
  [
    'frequency|frequent(?!ly asked)|频率|频繁',
    'too (?:many|much)\\b(?! hops)',
    '\\brate\\b.{0,20}(?:limit|exceed)|exceed.{0,30}\\brate\\b',
    '\\b(?:daily|hourly|24.?hour)\\b.*\\b(?:limit|quota)',
  ].join('|'),
  'i',
);

/** Of a mailbox, where a server has no code for it. */
const FULL = /mailbox (?:is )?full|over\W?quota|quota (?:is |has been )?exceeded|exceed.{0,30}\bquota|邮箱.{0,4}满/i;

/**
 * A 5xx that passes by itself. 552 and 5.2.2: a mailbox is full, until its owner makes room; 552 is to be taken for a 452
 * (RFC 5321, 4.5.3.1.10).
 */
const passes = (responseCode: number, response: string): boolean =>
  responseCode === 552 || /^\d{3}[ -]5\.2\.2\b/.test(response) || FULL.test(response) || TOO_MANY.test(response);

const NOT_TAKEN = {
  deferred: { code: 'smtp-deferred', words: say.smtpDeferred },
  refused: { code: 'smtp-rejected', words: say.smtpRejected },
} as const;

interface Meaning {
  readonly code: string;
  /** `said`: the server's own words. */
  readonly words: (facts: { readonly host: string; readonly said: string }) => Words;
}

const AUTH: Meaning = { code: 'smtp-auth', words: say.smtpAuth };
const REFUSED: Meaning = { code: 'smtp-refused', words: say.smtpRefused };
const LATER: Meaning = { code: 'smtp-later', words: say.smtpLater };
const CERTIFICATE: Meaning = { code: 'smtp-certificate', words: say.smtpCertificate };
const UNENCRYPTED: Meaning = { code: 'smtp-unencrypted', words: say.smtpUnencrypted };
const UNREACHABLE: Meaning = { code: 'smtp-unreachable', words: say.smtpUnreachable };

const errorOf = (failure: SmtpFailure, server: Server): BatonError => {
  const { code, words } = meaningOf(failure);
  return new BatonError(
    'backend',
    code,
    words({ host: server.host, said: wordsIn(failure, server) }),
    redacted(failure, server),
  );
};

const meaningOf = ({ code, response = '', responseCode = 0, originalCode = '' }: SmtpFailure): Meaning => {
  if (/CERT|SIGNATURE|ERR_TLS/.test(originalCode)) return CERTIFICATE;
  if (code === 'ETLS') return UNENCRYPTED;
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535)
    return isTooSoon(responseCode, response) ? LATER : AUTH;
  if (responseCode >= 500) return TOO_MANY.test(response) ? LATER : REFUSED;
  if (responseCode >= 400) return LATER;
  return UNREACHABLE;
};

/**
 * A sign-in that is not the password's fault: 421, 454 and others of the 4xx (RFC 4954, 6), but for 432, which asks for a new
 * password; and “535 … authenticate too many times” (https://github.com/nodemailer/nodemailer/issues/1350). QQ's words for any
 * sign-in that fails name a wrong password and a frequency in one
 * (https://github.com/chengazhen/cursor-auto-free/issues/294): then it is the password that can be looked after.
 */
const isTooSoon = (responseCode: number, response: string): boolean =>
  (responseCode >= 400 && responseCode < 500 && responseCode !== 432) ||
  (TOO_MANY.test(response) && !/password|密码/i.test(response));

/** What the server said: its codes once, however many lines it has. '' where it said nothing. */
const wordsIn = ({ response = '', responseCode = 0 }: SmtpFailure, server: Server): string =>
  responseCode === 0
    ? ''
    : saidOf(response.replace(/^(\d{3})-/, '$1 ').replace(/\n\d{3}[ -](?:[45]\.\d+\.\d+ )?/g, '\n'), secretsOf(server));

/** The password, as it is or as it was sent (AUTH LOGIN, PLAIN). */
const secretsOf = ({ auth }: Server): readonly string[] => {
  if (!auth?.pass) return [];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [auth.pass, base64(auth.pass), base64(`\0${auth.user}\0${auth.pass}`)];
};

/** The cause as a log may show it: without the password, should a server repeat it. */
const redacted = ({ message }: Error, server: Server): Error =>
  new Error(secretsOf(server).reduce((text, secret) => text.replaceAll(secret, '***'), message));
