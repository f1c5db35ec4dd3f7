/** Mail servers that people know by name, and what a way to send by SMTP says about the one it means. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import type { KnownServer } from '../../backend.ts';
import { BatonError } from '../../errors.ts';
import { type GrantName, openGrant } from '../../remote/grant.ts';

const say = inAllWays('mailing');

/** A mail server, and how Baton signs in there. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the start; else STARTTLS where it is offered. */
  readonly secure: boolean;
  /** Whoever stands between could leave the server's offer of STARTTLS out, and read the password. */
  readonly requireTLS: boolean;
  readonly auth?:
    | { readonly user: string; readonly pass: string }
    | { readonly user: string; readonly token: () => Promise<string> };
  /** Milliseconds between the beginnings of two letters. */
  readonly pause: number;
  /** What it calls the password, and where people find it. */
  readonly secret?: Words;
}

/** One row of the table. */
export interface NamedServer extends KnownServer {
  readonly host: string;
  /** Where the same service runs under other names in China. */
  readonly chinaHost?: string;
  readonly port: number;
  readonly secure: boolean;
  readonly pause: number;
  /** Mails that an account sends in a day; absent where nobody says. */
  readonly perDay?: number;
  /** The login that does instead of a password, where there is such a way. */
  readonly login?: GrantName;
}

/**
 * Hosts and ports as the services' own help pages give them; QQ's mails of a day from https://cloud.kd.cn/ask/9658.html, Gmail's from
 * https://support.google.com/mail/answer/22839, Exchange's 30 mails a minute and 10,000 a day from
 * https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits. How fast QQ, 163 and Exmail
 * may be asked nobody says: Baton begins slowly, and slower where it is told to.
 */
export const NAMED_SERVERS: readonly NamedServer[] = [
  {
    name: 'qq',
    account: 'name@qq.com',
    domains: ['qq.com', 'vip.qq.com', 'foxmail.com'],
    host: 'smtp.qq.com',
    imap: { host: 'imap.qq.com' },
    port: 465,
    secure: true,
    pause: 2_000,
    perDay: 500,
    ...say.servers.qq,
  },
  {
    name: '163',
    account: 'name@163.com',
    domains: ['163.com'],
    host: 'smtp.163.com',
    imap: { host: 'imap.163.com' },
    port: 465,
    secure: true,
    pause: 2_000,
    ...say.servers.netease,
  },
  {
    name: '126',
    account: 'name@126.com',
    domains: ['126.com'],
    host: 'smtp.126.com',
    imap: { host: 'imap.126.com' },
    port: 465,
    secure: true,
    pause: 2_000,
    ...say.servers.netease,
  },
  {
    name: 'exmail',
    account: 'name@example.com',
    domains: [],
    host: 'smtp.exmail.qq.com',
    imap: { host: 'imap.exmail.qq.com' },
    port: 465,
    secure: true,
    pause: 2_000,
    ...say.servers.exmail,
  },
  {
    name: 'aliyun',
    account: 'name@example.com',
    domains: ['aliyun.com'],
    host: 'smtp.qiye.aliyun.com',
    imap: { host: 'imap.qiye.aliyun.com' },
    port: 465,
    secure: true,
    pause: 1_000,
    ...say.servers.aliyun,
  },
  {
    name: 'exchange',
    account: 'name@example.com',
    domains: ['outlook.com', 'hotmail.com'],
    host: 'smtp.office365.com',
    chinaHost: 'smtp.partner.outlook.cn',
    imap: { host: 'outlook.office365.com', chinaHost: 'partner.outlook.cn' },
    port: 587,
    secure: false,
    pause: 2_050,
    perDay: 10_000,
    login: 'microsoft-smtp',
    ...say.servers.exchange,
  },
  {
    name: 'gmail-smtp',
    account: 'name@gmail.com',
    domains: ['gmail.com'],
    host: 'smtp.gmail.com',
    imap: { host: 'imap.gmail.com' },
    port: 465,
    secure: true,
    pause: 500,
    perDay: 500,
    ...say.servers.gmail,
  },
];

/** The account of `qq:name@qq.com`; null for any other way. */
export const accountIn = (way: string, { name }: Pick<NamedServer, 'name'>): string | null => {
  const begins = `${name}:`;
  const account = way.slice(begins.length);
  return way.toLowerCase().startsWith(begins) && /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(account) ? account : null;
};

/** The server that a name stands for, with the password that its variable says, or with the tokens of whoever signed in for it. */
export const serverNamed = async (
  named: NamedServer,
  account: string,
  { BATON_SMTP_PASSWORD: pass = '', BATON_CLOUD: cloud }: Readonly<Record<string, string | undefined>>,
): Promise<SmtpServer> => {
  const login = pass || !named.login ? null : await openGrant(named.login);
  if (!pass && !login)
    throw new BatonError('call', 'smtp-password', say.smtpPassword({ account, secret: named.secret }));
  return {
    host: (cloud?.trim().toLowerCase() === 'china' && named.chinaHost) || named.host,
    port: named.port,
    secure: named.secure,
    requireTLS: true,
    auth: login ? { user: account, token: () => login.token(null) } : { user: account, pass },
    pause: named.pause,
    secret: named.secret,
  };
};

/** A server of this machine, which anybody may talk to without encryption. */
const isLocal = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host);

/**
 * `smtp://user:password@host:port` (STARTTLS where the server offers it, and always before a password is sent to another machine) or
 * `smtps://…` (TLS from the start). BatonError `bad-mail-url` (call).
 */
export const serverOfUrl = (url: string): SmtpServer => {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed?.hostname || (parsed.protocol !== 'smtp:' && parsed.protocol !== 'smtps:')) {
    // The address itself is not repeated: it may hold a password.
    throw new BatonError('call', 'bad-mail-url', say.badMailUrl);
  }
  const secure = parsed.protocol === 'smtps:';
  const user = decoded(parsed.username);
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const known = NAMED_SERVERS.find((one) => one.host === host);
  return {
    host,
    requireTLS: user !== '' && !isLocal(host),
    port: parsed.port ? Number(parsed.port) : secure ? 465 : 587,
    secure,
    ...(user ? { auth: { user, pass: decoded(parsed.password) } } : {}),
    pause: known?.pause ?? 0,
    ...(known && { secret: known.secret }),
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
