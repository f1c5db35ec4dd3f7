/** From a URI or a setting to the backend that it names, and to a workbook, a mailer or an inbox opened there. */
import { basename, dirname, extname, join } from 'node:path';
import { FORMAT } from '../../core/messages/format.ts';
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import { inEach, type Locale, type Words } from '../../sheet-templates/types.ts';
import type {
  Environment,
  InboxBackend,
  InboxReading,
  MailBackend,
  Opening,
  Sending,
  WorkbookBackend,
} from '../backend.ts';
import { once } from '../base/once.ts';
import { onlyWithin } from '../base/recipients.ts';
import { NO_SENDER } from '../base/sender.ts';
import { BatonError } from '../errors.ts';
import type { Address, Inbox, Mailer, PressDoor, WorkbookStore } from '../ports.ts';
import { INBOXES, MAIL_BACKENDS, WORKBOOKS } from './backends.ts';
import type { NamedWay } from './in-order.ts';

const say = inAllWays('connect');

/** What a URI begins with, in lower case; null for a path. A drive's letter (C:\…) is no scheme. */
const schemeOf = (uri: string): string | null => /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase() ?? null;

/** Whether a workbook or a list lies in a file of this machine. */
export const isPath = (uri: string): boolean => schemeOf(uri) === null;

/** A workbook's backend, and its address there. */
export interface NamedBackend {
  readonly backend: WorkbookBackend;
  readonly address: string;
}

/** Null where no backend has that scheme. `among`: all of them unless given. */
export const findBackend = (uri: string, among: readonly WorkbookBackend[] = WORKBOOKS): NamedBackend | null => {
  const scheme = schemeOf(uri);
  const backend = among.find((one) => one.scheme === scheme);
  return backend ? { backend, address: scheme === null ? uri : uri.slice(scheme.length + 1) } : null;
};

/** Throws BatonError `backend-unknown` (call). */
export const backendOf = (uri: string, among: readonly WorkbookBackend[] = WORKBOOKS): NamedBackend => {
  const found = findBackend(uri, among);
  if (!found) throw unknownBackend(schemeOf(uri) ?? uri);
  return found;
};

export const uriOf = ({ backend: { scheme }, address }: NamedBackend): string =>
  scheme === null ? address : `${scheme}:${address}`;

/** The workbook that a link from somebody's browser names; null for what is no such link. */
export const uriInLink = (text: string): string | null => {
  for (const backend of WORKBOOKS) {
    const address = backend.addressIn?.(text) ?? null;
    if (address !== null) return uriOf({ backend, address });
  }
  return null;
};

/** The workbook that a link leads to, asked of its service; null for what is no such link. */
export const followLink = async (link: string): Promise<string | null> => {
  const backend = WORKBOOKS.find(({ follow }) => follow?.isLink(link));
  return backend?.follow ? uriOf({ backend, address: await backend.follow.addressOf(link) }) : null;
};

/** A workbook by its URI. What opens it is loaded with the first call. */
export const openWorkbook = (uri: string, opening: Opening = {}): WorkbookStore => {
  const { backend, address } = backendOf(uri);
  const store = once(() => backend.open(address, opening));
  return {
    read: async (options) => (await store()).read(options),
    apply: async (writes, shown) => (await store()).apply(writes, shown),
    ...(backend.canArchive && {
      archive: async (moves, writes) => {
        const { archive } = await store();
        if (!archive) throw new Error('this backend says that it can archive, and cannot');
        return archive(moves, writes);
      },
    }),
    ...(backend.logsLetters && {
      letterLog: async (workbook) => {
        const { letterLog } = await store();
        if (!letterLog) throw new Error('this backend says that it logs letters, and does not');
        return letterLog(workbook);
      },
    }),
  };
};

/** The folder in which mail is left when nobody says where else it goes: beside the workbook. */
export const outboxBeside = (path: string): string => join(dirname(path), 'outbox');

/** Name of a workbook's file without its ending, for people. */
export const pathTitle = (path: string): string => basename(path, extname(path));

export interface MailOptions {
  /** As BATON_MAIL and --mail say it. */
  readonly way: string;
  readonly from: Address | null;
  /** What the way's variables say. */
  readonly env: Environment;
  /** Domains outside which nobody is mailed; null where everybody may be. */
  readonly recipients: readonly string[] | null;
  readonly locale: Locale;
}

/** One way, and the backend that sends it. */
interface MailWay {
  readonly way: string;
  readonly backend: MailBackend;
}

const oneWay = (way: string): MailWay[] => {
  const backend = MAIL_BACKENDS.find(({ takes }) => takes(way));
  return backend ? [{ way, backend }] : [];
};

/** `feishu,smtps://…`: the ways that it names, in their order; none where one of them is none. A comma may also be part of a folder's name. */
export const waysIn = (text: string): readonly MailWay[] => {
  const parts = text.split(',').map((part) => part.trim());
  const ways = parts.flatMap(oneWay);
  return ways.length === parts.length ? ways : oneWay(text);
};

/** The kinds of these ways, as the directory calls them, each once. */
export const channelsIn = (text: string): readonly string[] => [
  ...new Set(waysIn(text).map(({ backend: { channel = 'mail' } }) => channel)),
];

/** What sends this way, or these in their order; null where no backend does. */
export const findMail = (text: string): MailBackend | null => {
  const [first, ...others] = waysIn(text);
  if (!first) return null;
  return others.length === 0 ? first.backend : several([first, ...others]);
};

const several = (ways: readonly [MailWay, ...MailWay[]]): MailBackend => {
  const backends = ways.map(({ backend }) => backend);
  const inbox = ways.find(({ backend }) => backend.openInbox);
  const server = backends.flatMap((backend) => backend.server ?? [])[0];
  return {
    named: ways[0].backend.named,
    takes: () => true,
    reaches: backends.some(({ reaches }) => reaches),
    ...(backends.every(({ sendsAsItself }) => sendsAsItself) && { sendsAsItself: true as const }),
    ...(server && { server }),
    accountIn: () => ways.flatMap(({ way, backend }) => backend.accountIn?.(way) ?? [])[0] ?? null,
    open: async (sending) => {
      const { inOrder } = await import('./in-order.ts');
      const counts = new Map<string, number>();
      const opened: NamedWay[] = [];
      for (const { way, backend } of ways) {
        const { channel = 'mail' } = backend;
        const count = (counts.get(channel) ?? 0) + 1;
        counts.set(channel, count);
        const mailer = await backend.open({ ...sending, way });
        // One that keeps letters on this machine says itself what the ledger is to call it.
        const own = mailer.ways?.({ name: '', address: '' }, []) ?? null;
        opened.push({ name: own ?? (count === 1 ? channel : `${channel}-${count}`), channel, mailer });
      }
      return inOrder(opened);
    },
    ...(inbox?.backend.openInbox && {
      openInbox: async (sending: Sending) => {
        const { way, backend } = inbox;
        if (!backend.openInbox) throw new Error('an inbox that is none');
        return backend.openInbox({ ...sending, way });
      },
    }),
  };
};

/** BatonError 'call': mail-unknown, sender-missing. */
export const openMailer = async ({ recipients, ...options }: MailOptions): Promise<Mailer> => {
  const backend = findMail(options.way);
  if (!backend) throw unknownWay();
  const from = options.from ?? senderIn(options.way);
  if (backend.reaches && !backend.sendsAsItself && !from) throw noSender();
  const mailer = await backend.open({ ...options, from: from ?? NO_SENDER });
  return recipients ? onlyWithin(recipients, mailer) : mailer;
};

/** The doors through which chats among these ways tell of presses, by the chat's name in the directory; null where none does. */
export const doorsOf = ({
  way: text,
  env,
}: Pick<MailOptions, 'way' | 'env'>): ((by: string) => Promise<PressDoor> | null) => {
  const doors = new Map<string, Promise<PressDoor>>();
  return (by) => {
    const known = doors.get(by);
    if (known) return known;
    const named = waysIn(text).find(({ backend }) => backend.channel === by);
    const door = named?.backend.openDoor?.({ way: named.way, env }) ?? null;
    if (door) doors.set(by, door);
    return door;
  };
};

/** The account that a way itself names, as a sender; null where it names none. */
export const senderIn = (way: string): Address | null => {
  const account = findMail(way)?.accountIn?.(way) ?? null;
  return account === null ? null : { name: NO_SENDER.name, address: account };
};

/** The mailbox into which replies to what is sent come; null where nobody can look into it, or is to. */
export const inboxOf = (options: MailOptions): (() => Promise<Inbox>) | null => {
  const apart = inboxApart(options);
  if (apart) return () => apart.backend.open(apart.reading);
  if (isNoInbox(options.env)) return null;
  const open = findMail(options.way)?.openInbox;
  return open ? () => open({ ...options, from: options.from ?? NO_SENDER }) : null;
};

/** A mailbox that is read another way than mails leave; null where none is named. */
export const inboxApart = ({
  way,
  env,
}: Pick<MailOptions, 'way' | 'env'>): { readonly backend: InboxBackend; readonly reading: InboxReading } | null => {
  const backend = INBOXES.find(({ takes }) => takes(env));
  if (!backend || (isYes(env) && findMail(way)?.openInbox)) return null;
  const { server, accountIn } = findMail(way) ?? {};
  const account = accountIn?.(way) ?? null;
  const sender = server && account !== null ? { server, account } : null;
  return { backend, reading: { env, sender, servers: MAIL_BACKENDS.flatMap((one) => one.server ?? []) } };
};

/** Gmail and Exchange read the mailbox that they send from by themselves. */
const isYes = ({ BATON_INBOX: given = '' }: Environment): boolean => /^yes$/i.test(given);
const isNoInbox = ({ BATON_INBOX: given = '' }: Environment): boolean => /^no$/i.test(given);

/** `a、b，或 c` and `a, b, or c`. */
export const orList = (names: readonly Words[]): Words =>
  inEach((locale) => FORMAT[locale].or(names.map((name) => name[locale])));

/** Every way to send mail as people write it, to stand in a list. */
export const MAIL_WAYS: Words = orList(MAIL_BACKENDS.map(({ named }) => named));

/** How people name a workbook of a backend, to stand in a list. */
export const namedAs = ({ named, scheme }: WorkbookBackend): Words => named ?? say.addressOf({ scheme: scheme ?? '' });

/** Those whose workbooks are named alike from everywhere: no path. */
export const ONLINE = WORKBOOKS.filter(({ scheme }) => scheme !== null);

const unknownBackend = (scheme: string) =>
  new BatonError('call', 'backend-unknown', say.backendUnknown({ scheme, known: orList(WORKBOOKS.map(namedAs)) }));

const unknownWay = () => {
  const known = orList(MAIL_BACKENDS.map(({ named }) => inEach((locale) => `--mail ${named[locale]}`)));
  return new BatonError('call', 'mail-unknown', say.mailUnknown({ known }));
};

const noSender = () => new BatonError('call', 'sender-missing', say.senderMissing);
