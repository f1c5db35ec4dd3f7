/** Which mailbox is read: what BATON_INBOX says, and the server's own name, port and folder. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import { isAddress } from '../../../core/read/address.ts';
import type { Words } from '../../../sheet-templates/types.ts';
import type { Environment, InboxReading, KnownServer } from '../../backend.ts';
import { BatonError } from '../../errors.ts';
import { openGrant } from '../../remote/grant.ts';

const say = inAllWays('mailing');

/** A folder of a mailbox, and how Baton signs in there. */
export interface ImapServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the start; else STARTTLS. */
  readonly secure: boolean;
  /** Whoever stands between could leave the server's offer of STARTTLS out, and read the password. */
  readonly requireTLS: boolean;
  readonly auth:
    | { readonly user: string; readonly pass: string }
    | { readonly user: string; readonly token: () => Promise<string> };
  readonly folder: string;
  /** Milliseconds of silence after which a connection counts as broken; a minute unless given. */
  readonly silence?: number;
  /** What it calls the password, and where people find it. */
  readonly secret?: Words;
}

/** The mailbox that mails leave from. */
const SENDERS = 'yes';

/** A mailbox that BATON_INBOX names, without its password. */
interface Named {
  readonly account: string;
  readonly server: KnownServer | null;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly folder: string;
  /** Written into the address, where others on the machine can see it. */
  readonly pass: string;
}

/** Whether a text could stand in BATON_INBOX. */
export const isInbox = (text: string): boolean =>
  /^(?:yes|no)$/i.test(text) || /^imaps?:\/\/[^\s/]+@[^\s/]/i.test(text) || knownIn(text) !== null;

/** Whether one is to be read by IMAP. */
export const meansImap = ({ BATON_INBOX: given = '' }: Environment): boolean => given !== '' && !/^no$/i.test(given);

/** `qq:name@qq.com`, `exmail:name@example.com/Replies`. */
const KNOWN = /^([a-z0-9-]{1,20}):([^\s@/:]{1,64}@[^\s@/]{1,255})(?:\/(.{1,500}))?$/i;

const knownIn = (text: string) => {
  const [, name = '', account = '', folder = INBOX] = KNOWN.exec(text) ?? [];
  return isAddress(account) ? { name: name.toLowerCase(), account, folder } : null;
};

/** Throws BatonError `bad-inbox`, `inbox-unnamed`, `inbox-password` (call). */
export const serverIn = async (reading: InboxReading): Promise<ImapServer> => {
  const { env } = reading;
  const { account, server, host, port, secure, folder, pass: written } = namedIn(reading);
  const pass = env.BATON_INBOX_PASSWORD || written || env.BATON_SMTP_PASSWORD || '';
  const login = pass || server?.name !== 'exchange' ? null : await openGrant('microsoft-imap');
  const secret = server?.secret;
  if (!pass && !login) throw new BatonError('call', 'inbox-password', passwordWords(account, server));
  return {
    host: hostOf(server, env) ?? host,
    port,
    secure,
    requireTLS: !isLocal(host),
    auth: login ? { user: account, token: () => login.token(null) } : { user: account, pass },
    folder,
    ...(secret && { secret }),
  };
};

const passwordWords = (account: string, server: KnownServer | null): Words =>
  server?.name === 'exchange' ? say.inboxLogin({ account }) : say.inboxPassword({ account });

const hostOf = (server: KnownServer | null, { BATON_CLOUD: cloud }: Environment): string | undefined =>
  (cloud?.trim().toLowerCase() === 'china' && server?.imap.chinaHost) || server?.imap.host;

const namedIn = ({ env: { BATON_INBOX: given = '' }, sender, servers }: InboxReading): Named => {
  if (given.toLowerCase() === SENDERS) {
    if (sender === null) throw new BatonError('call', 'inbox-unnamed', say.inboxUnnamed);
    return known(sender.server, sender.account, INBOX);
  }
  const named = knownIn(given);
  const server = servers.find(({ name }) => name === named?.name);
  return server && named ? known(server, named.account, named.folder) : ofUrl(given);
};

/** Its name is the same whatever the language (RFC 3501, 5.1). */
const INBOX = 'INBOX';

const known = (server: KnownServer, account: string, folder: string): Named => ({
  account,
  server,
  host: server.imap.host,
  port: 993,
  secure: true,
  folder: decoded(folder),
  pass: '',
});

/** `imaps://user@host:port/Folder` (RFC 5092, of which this is a part). The address itself is not repeated: it may hold a password. */
const ofUrl = (given: string): Named => {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url?.hostname || !url.username || !/^imaps?:$/.test(url.protocol))
    throw new BatonError('call', 'bad-inbox', say.badInbox);
  const secure = url.protocol === 'imaps:';
  return {
    account: decoded(url.username),
    server: null,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 993 : 143,
    secure,
    folder: decoded(url.pathname.slice(1)) || INBOX,
    pass: decoded(url.password),
  };
};

/** A server of this machine, which anybody may talk to without encryption. */
const isLocal = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host);

/** A sign such as % that is not written as %25 stands for itself. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
