/** Opens the workbook, the mailer and the inbox that a URI or a setting names. */
import { basename, dirname, extname, join } from 'node:path';
import { inAll } from '../../core/messages/in-all.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { GoogleOptions } from '../adapters/google-sheets/client.ts';
import { openGoogleSheet } from '../adapters/google-sheets/store.ts';
import { type GraphExcelOptions, openGraphWorkbook } from '../adapters/graph-excel/store.ts';
import { openXlsxFile } from '../adapters/xlsx-file/store.ts';
import { onlyWithin } from '../base/recipients.ts';
import { NOBODY } from '../base/sender.ts';
import { BatonError } from '../errors.ts';
import type { Address, Inbox, Mailer, WorkbookStore } from '../ports.ts';

const say = inAll('connect');

/** Workbooks are named by URI, `gsheet:ID` or `graph:DRIVE/ITEM`; what is none is the path of an .xlsx file. */
export const openWorkbook = (
  uri: string,
  google: GoogleOptions = {},
  microsoft: GraphExcelOptions = {},
): WorkbookStore => {
  const scheme = schemeOf(uri);
  if (scheme === 'graph') return openGraphWorkbook(uri.slice('graph:'.length), microsoft);
  if (scheme === 'gsheet') return openGoogleSheet(uri.slice('gsheet:'.length), google);
  if (scheme !== null) throw unknownBackend(scheme);
  return openXlsxFile(uri);
};

/** The backend or way a URI names, in lower case; null for a path. A drive's letter (C:\…) is no scheme. */
export const schemeOf = (uri: string): string | null => /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase() ?? null;

/** The folder in which mail is left when nobody says where else it goes: beside the workbook. */
export const outboxBeside = (path: string): string => join(dirname(path), 'outbox');

/** Name of a workbook's file without its ending, for people. */
export const titleOf = (path: string): string => basename(path, extname(path));

export interface MailOptions {
  /** `outbox:FOLDER`, `smtp://…`, `smtps://…`, `gmail` or `graph`. */
  readonly way: string;
  readonly from: Address | null;
  /** For a server that asks for one; kept out of `way`, which others on the machine can see. */
  readonly password: string | null;
  readonly gmail: GmailRight;
  readonly graph: GraphRight;
  /** Domains outside which nobody is mailed; null where everybody may be. */
  readonly recipients: readonly string[] | null;
  readonly locale: Locale;
}

/** Whose Gmail mailbox is used and by what right; what is null is found out. See the adapter's README. */
export interface GmailRight {
  /** Address; the sender's own when null. */
  readonly mailbox: string | null;
  /** The service account that acts for it. */
  readonly account: string | null;
  readonly token: string | null;
}

/** Which mailbox Graph sends from; by what right, the environment says (microsoft/sign-in.ts). */
export interface GraphRight {
  /** Address; the sender's own when null. */
  readonly mailbox: string | null;
}

export const openMailer = async (options: MailOptions): Promise<Mailer> => {
  const mailer = await openWay(options);
  return options.recipients ? onlyWithin(options.recipients, mailer) : mailer;
};

const openWay = async ({ way, from, password, gmail, graph, locale }: MailOptions): Promise<Mailer> => {
  const scheme = schemeOf(way);
  if (scheme === 'outbox') {
    const folder = way.slice('outbox:'.length);
    const { createOutbox } = await import('../adapters/outbox/outbox.ts');
    if (folder) return createOutbox({ folder, from: from ?? NOBODY, locale });
  }
  if (scheme === 'smtp' || scheme === 'smtps') {
    if (!from) throw noSender();
    const { createSmtp } = await import('../adapters/smtp/smtp.ts');
    return createSmtp({ url: withPassword(way, password), from });
  }
  if (way.toLowerCase() === 'gmail') {
    if (!from) throw noSender();
    const { createGmail } = await import('../adapters/gmail/gmail.ts');
    return createGmail({ from, access: { ...gmail, mailbox: gmail.mailbox ?? from.address } });
  }
  if (way.toLowerCase() === 'graph') {
    if (!from) throw noSender();
    const { createGraphMail } = await import('../adapters/graph-mail/mail.ts');
    return createGraphMail({ from, mailbox: graph.mailbox ?? from.address });
  }
  throw unknownWay();
};

/** Connects to an SMTP server and signs in, without sending. Errors are BatonError. */
export const trySmtpServer = async (way: string, password: string | null) => {
  const { trySmtp } = await import('../adapters/smtp/smtp.ts');
  return trySmtp(withPassword(way, password));
};

/** Whether replies to what is sent in this way come into a mailbox that can be read. */
export const hasInbox = (way: string): boolean => way.toLowerCase() === 'gmail';

/** The mailbox into which replies to Gmail's mails come. */
export const openInbox = async (from: Address, gmail: GmailRight): Promise<Inbox> => {
  const { createGmailInbox } = await import('../adapters/gmail/inbox.ts');
  return createGmailInbox({ access: { ...gmail, mailbox: gmail.mailbox ?? from.address } });
};

const withPassword = (url: string, password: string | null): string => {
  if (password === null || !URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.password = encodeURIComponent(password);
  return parsed.href;
};

const unknownBackend = (scheme: string) => new BatonError('call', 'backend-unknown', say.backendUnknown({ scheme }));

const unknownWay = () => new BatonError('call', 'mail-unknown', say.mailUnknown);

const noSender = () => new BatonError('call', 'sender-missing', say.senderMissing);
