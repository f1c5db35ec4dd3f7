/** One connection to a mailbox: opened, signed in, its folder selected, and closed. */
import { type FetchMessageObject, ImapFlow } from 'imapflow';
import type { ImapServer } from './servers.ts';

/** Long enough for a slow server, short enough for a look every few minutes. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000 };
const SILENCE = 60_000;

/** More than a message of which any part is read. */
const LARGEST = 32 * 1024 * 1024;

/** What a folder said of itself when it was selected. */
export interface Folder {
  /** Ids of messages are good as long as this stays (RFC 3501, 2.3.1.1). */
  readonly validity: string;
  readonly messages: number;
  readonly isReadOnly: boolean;
  /** Flags that stay, `\*` where new ones may be made; null where the server does not say. */
  readonly flags: ReadonlySet<string> | null;
}

/** What is asked of messages. Bodies are asked for by BODY.PEEK, which leaves \Seen alone. */
export interface ImapLine {
  readonly folder: Folder;
  /** Messages by their place in the folder, 1 being the oldest. */
  readonly at: (from: number, to: number) => Promise<readonly FetchMessageObject[]>;
  /** By their ids; without those that are gone. */
  readonly headersOf: (uids: readonly number[]) => Promise<readonly FetchMessageObject[]>;
  /** Flags, and so many bytes of the message; null where it is gone. */
  readonly message: (uid: number, bytes: number) => Promise<FetchMessageObject | null>;
  /** Null where it is gone. */
  readonly flagsOf: (uid: number) => Promise<ReadonlySet<string> | null>;
  /** Errors where the server does not say that it has done so. */
  readonly mark: (uid: number, flags: readonly string[], how: 'add' | 'remove') => Promise<void>;
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
}

const HEADERS = ['Message-ID', 'From', 'Subject', 'In-Reply-To', 'References', 'Auto-Submitted'];

/** Connects, says who asks (163 lets nobody in who does not), signs in, selects the folder. Errors are imapflow's, see errors.ts. */
export const openImapLine = async (server: ImapServer): Promise<ImapLine> => {
  const { host, port, secure, requireTLS, auth, folder, silence = SILENCE } = server;
  const { user } = auth;
  const client = new ImapFlow({
    host,
    port,
    secure,
    ...(!secure && requireTLS && { doSTARTTLS: true }),
    auth: 'token' in auth ? { user, accessToken: await auth.token() } : { user, pass: auth.pass },
    // https://help.mail.163.com/faqDetail.do?code=d7a5dc8471cd0c0e8b4b8f4f8e49998b374173cfe9171305fa1ce630d7f67ac2eda07326646e6eb0
    clientInfo: { name: 'Baton', version: '1', vendor: 'Baton', 'support-url': '' },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    maxLiteralSize: LARGEST,
    maxResponseSize: 2 * LARGEST,
    ...TIMEOUTS,
    socketTimeout: silence,
  });
  // What breaks outside a command is met by the next one.
  client.on('error', () => {});
  try {
    await client.connect();
    const { uidValidity, exists, readOnly, permanentFlags } = await client.mailboxOpen(folder);
    return {
      folder: {
        validity: String(uidValidity),
        messages: exists,
        isReadOnly: readOnly === true,
        flags: permanentFlags ?? null,
      },
      ...asked(client),
    };
  } catch (cause) {
    client.close();
    throw cause;
  }
};

const asked = (client: ImapFlow): Omit<ImapLine, 'folder'> => {
  const byUid = { uid: true };
  const one = async (uid: number, query: Parameters<ImapFlow['fetchAll']>[1]) =>
    (await client.fetchAll(String(uid), { ...query, uid: true }, byUid)).find((message) => message.uid === uid) ?? null;
  return {
    at: (from, to) => client.fetchAll(`${from}:${to}`, { uid: true, flags: true, internalDate: true }),
    headersOf: (uids) => client.fetchAll(uids.join(','), { uid: true, headers: HEADERS }, byUid),
    message: (uid, bytes) => one(uid, { flags: true, source: { start: 0, maxLength: bytes } }),
    flagsOf: async (uid) => (await one(uid, { flags: true }))?.flags ?? null,
    mark: async (uid, flags, how) => {
      const change = how === 'add' ? client.messageFlagsAdd : client.messageFlagsRemove;
      // It says no also of a connection that broke.
      if (!(await change.call(client, String(uid), [...flags], byUid)))
        throw client.usable ? new MarkRefused() : new Broken();
    },
    isOpen: () => client.usable,
    close: () => client.logout().catch(() => client.close()),
  };
};

/** The connection ended before the server had answered. */
class Broken extends Error {
  constructor() {
    super('the connection broke');
  }
}

/** A message cannot be marked, or the mark does not stay. */
export class NotMarked extends Error {
  constructor() {
    super('not marked');
  }
}

/** The server said no when it was asked for a mark. imapflow does not tell why: it may be busy, so it is asked again. */
export class MarkRefused extends NotMarked {}
