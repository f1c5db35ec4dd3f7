import { createTransport } from 'nodemailer';
import { type Words, w } from '../../../sheet-templates/index.ts';
import { BatonError } from '../../errors.ts';
import { messageOf } from '../../mail-message.ts';
import type { Address, Mailer } from '../../ports.ts';

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
 * mails that surely did not leave through this instance; batches are of one.
 */
export const createSmtp = ({ url, from }: SmtpOptions): Mailer => {
  const server = serverOf(url);
  const unsent = new Set<string>();
  return {
    batch: 1,
    send: async (mail) => {
      const message = messageOf(mail, from);
      unsent.delete(mail.id);
      let isHandedOver = false;
      const logger = listener(() => {
        isHandedOver = true;
      });
      const transport = createTransport({ ...server, ...TIMEOUTS, logger, transactionLog: true });
      try {
        const { messageId } = await transport.sendMail(message);
        return { receipt: messageId };
      } catch (cause) {
        const failure = failureOf(cause as SmtpFailure);
        if (failure.surelyUnsent || !isHandedOver) unsent.add(mail.id);
        throw new BatonError(failure.kind, failure.code, failure.words(server.host), redacted(cause as Error, server));
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
    const { kind, code, words } = failureOf(cause as SmtpFailure);
    throw new BatonError(kind, code, words(server.host), redacted(cause as Error, server));
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
  readonly response?: string;
  readonly responseCode?: number;
  /** Node's or OpenSSL's code behind ESOCKET. */
  readonly originalCode?: string;
}

interface Failure {
  readonly kind: 'data' | 'backend';
  readonly code: string;
  /** The server itself said that it has not taken the mail. */
  readonly surelyUnsent: boolean;
  readonly words: (host: string) => Words;
}

const AUTH: Failure = {
  kind: 'backend',
  code: 'smtp-auth',
  surelyUnsent: true,
  words: (host) =>
    w(
      `邮件服务器 ${host} 不接受这个用户名和密码。请检查 --mail 里的地址。`,
      `The mail server ${host} does not accept this user and password. Check the address given by --mail.`,
    ),
};
const RECIPIENT: Failure = {
  kind: 'data',
  code: 'smtp-rejected',
  surelyUnsent: true,
  words: (host) =>
    w(
      `邮件服务器 ${host} 说没有这个收件地址。请在通讯录里改正。`,
      `The mail server ${host} says that this address does not exist. Correct it in the directory.`,
    ),
};
const REFUSED: Failure = {
  kind: 'backend',
  code: 'smtp-refused',
  surelyUnsent: true,
  words: (host) =>
    w(
      `邮件服务器 ${host} 拒收这封信。请检查发件地址和服务器的规则。`,
      `The mail server ${host} refuses the mail. Check the sender’s address and the server’s rules.`,
    ),
};
const LATER: Failure = {
  kind: 'backend',
  code: 'smtp-later',
  surelyUnsent: true,
  words: (host) =>
    w(
      `邮件服务器 ${host} 暂时不收信。请稍后再运行一次。`,
      `The mail server ${host} takes no mail at the moment. Run the sweep again later.`,
    ),
};
const CERTIFICATE: Failure = {
  kind: 'backend',
  code: 'smtp-certificate',
  surelyUnsent: true,
  words: (host) =>
    w(
      `邮件服务器 ${host} 的证书不可信，所以没有把密码和信交给它。请检查地址，或请管理员更新证书。`,
      `The certificate of the mail server ${host} cannot be trusted, so it was given neither password nor mail. Check the address, or ask its administrator to renew the certificate.`,
    ),
};
const UNENCRYPTED: Failure = {
  kind: 'backend',
  code: 'smtp-unencrypted',
  surelyUnsent: true,
  words: (host) =>
    w(
      `与邮件服务器 ${host} 的连接没有加密，所以没有把密码交给它。请改用 smtps://，或请管理员打开 STARTTLS。`,
      `The mail server ${host} offers no encryption, so it was not given the password. Use smtps://, or ask its administrator for STARTTLS.`,
    ),
};
const UNREACHABLE: Failure = {
  kind: 'backend',
  code: 'smtp-unreachable',
  surelyUnsent: false,
  words: (host) =>
    w(
      `连不上邮件服务器 ${host}，或连接中断。请检查地址和网络，然后再运行一次。`,
      `The mail server ${host} cannot be reached, or the connection broke. Check address and network, then run again.`,
    ),
};

const failureOf = (cause: SmtpFailure): Failure => {
  const { code, command, response = '', responseCode = 0, originalCode = '' } = cause;
  if (/CERT|SIGNATURE|ERR_TLS/.test(originalCode)) return CERTIFICATE;
  if (code === 'ETLS') return UNENCRYPTED;
  // 454 is a matter of the server's (RFC 4954, 6), not of the password.
  if ((code === 'EAUTH' && responseCode !== 454) || responseCode === 530 || responseCode === 535) return AUTH;
  // Enhanced code 5.7.x (RFC 3463) is policy, such as "relaying denied", and says nothing about the address.
  if (command === 'RCPT TO' && responseCode >= 500) return /\b5\.7\.\d/.test(response) ? REFUSED : RECIPIENT;
  if (responseCode >= 500) return REFUSED;
  if (responseCode >= 400) return LATER;
  return UNREACHABLE;
};

/** The cause as a log may show it: without the password, should a server repeat it, as it is or as it was sent (AUTH LOGIN, PLAIN). */
const redacted = ({ message }: Error, { auth }: Server): Error => {
  if (!auth?.pass) return new Error(message);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const forms = [auth.pass, base64(auth.pass), base64(`\0${auth.user}\0${auth.pass}`)];
  return new Error(forms.reduce((text, form) => text.replaceAll(form, '***'), message));
};
