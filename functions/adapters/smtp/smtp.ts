/** Sends by SMTP: one connection a mail, and what a server's no means. */
import { createTransport } from 'nodemailer';
import { type Words, w } from '../../../sheet-templates/index.ts';
import { messageOf } from '../../base/mail-message.ts';
import { BatonError, RecipientError } from '../../errors.ts';
import type { Address, Mailer } from '../../ports.ts';
import { quoted, saidOf } from '../../remote/said.ts';

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
    throw new BatonError(
      'call',
      'bad-mail-url',
      w(
        '邮件服务器的地址应为 smtp://用户@主机:端口，密码放在 BATON_SMTP_PASSWORD 里。',
        'A mail server is given as smtp://user@host:port, its password as BATON_SMTP_PASSWORD.',
      ),
    );
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
  return new RecipientError(outcome, code, words(server.host, to, said), said, redacted(failure, server));
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

interface NotTaken {
  readonly code: string;
  readonly words: (host: string, to: string, said: string) => Words;
}

const NOT_TAKEN: Readonly<Record<RecipientError['outcome'], NotTaken>> = {
  deferred: {
    code: 'smtp-deferred',
    words: (host, to, said) =>
      w(
        `邮件服务器 ${host} 暂时没有收下给 ${to} 的信：“${said}”。以后会再寄；若一直这样，请问问收件人，或联系邮件服务器的管理员。`,
        `The mail server ${host} did not take the mail for ${to}: “${said}”. It is tried again later; if it stays so, ask its reader, or whoever runs the mail server.`,
      ),
  },
  refused: {
    code: 'smtp-rejected',
    words: (host, to, said) =>
      w(
        `邮件服务器 ${host} 拒收给 ${to} 的信：“${said}”。请核对通讯录里的邮箱；若没有写错，请联系邮件服务器的管理员。`,
        `The mail server ${host} did not take the mail for ${to}: “${said}”. Check the address in the directory; if it is right, ask whoever runs the mail server.`,
      ),
  },
};

interface Meaning {
  readonly code: string;
  /** `quote`: the server's words, ready to follow. */
  readonly words: (host: string, quote: Words) => Words;
}

const AUTH: Meaning = {
  code: 'smtp-auth',
  words: (host, quote) =>
    w(
      `邮件服务器 ${host} 不接受这个用户名和密码${quote['zh-CN']}。请检查 --mail 里的地址。`,
      `The mail server ${host} does not accept this user and password${quote.en}. Check the address given by --mail.`,
    ),
};
const REFUSED: Meaning = {
  code: 'smtp-refused',
  words: (host, quote) =>
    w(
      `邮件服务器 ${host} 拒绝寄信${quote['zh-CN']}。请检查发件地址和服务器的规则。`,
      `The mail server ${host} refuses to send${quote.en}. Check the sender’s address and the server’s rules.`,
    ),
};
const LATER: Meaning = {
  code: 'smtp-later',
  words: (host, quote) =>
    w(
      `邮件服务器 ${host} 暂时不收信${quote['zh-CN']}。请稍后再运行一次。`,
      `The mail server ${host} takes no mail at the moment${quote.en}. Run the sweep again later.`,
    ),
};
const CERTIFICATE: Meaning = {
  code: 'smtp-certificate',
  words: (host) =>
    w(
      `邮件服务器 ${host} 的证书不可信，所以没有把密码和信交给它。请检查地址，或请管理员更新证书。`,
      `The certificate of the mail server ${host} cannot be trusted, so it was given neither password nor mail. Check the address, or ask its administrator to renew the certificate.`,
    ),
};
const UNENCRYPTED: Meaning = {
  code: 'smtp-unencrypted',
  words: (host, quote) =>
    w(
      `与邮件服务器 ${host} 的连接没有加密，所以没有把密码交给它${quote['zh-CN']}。请改用 smtps://，或请管理员打开 STARTTLS。`,
      `The mail server ${host} offers no encryption, so it was not given the password${quote.en}. Use smtps://, or ask its administrator for STARTTLS.`,
    ),
};
const UNREACHABLE: Meaning = {
  code: 'smtp-unreachable',
  words: (host) =>
    w(
      `连不上邮件服务器 ${host}，或连接中断。请检查地址和网络，然后再运行一次。`,
      `The mail server ${host} cannot be reached, or the connection broke. Check address and network, then run again.`,
    ),
};

const errorOf = (failure: SmtpFailure, server: Server): BatonError => {
  const { code, words } = meaningOf(failure);
  return new BatonError(
    'backend',
    code,
    words(server.host, quoted(wordsIn(failure, server))),
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
