import { addressesIn, decoded, headerOf, type Part, parseMime, withHeader } from '../../google/gmail/mime.ts';

export type Folder = 'drafts' | 'sentitems' | 'inbox' | 'deleteditems';

/** A message in a mailbox. */
export interface Message {
  /** Changes when the message goes to another folder. */
  id: string;
  /** Stays, but for the sending of a draft where the mailbox was opened so. */
  immutableId: string;
  folder: Folder;
  /** RFC 5322, as the client gave it, or as Graph made it of JSON; without Bcc where it was received. */
  raw: Buffer;
  internetMessageId: string;
  readonly conversationId: string;
  /** Extended properties by their id: `String {guid} Name x`. */
  readonly extended: Map<string, string>;
  readonly created: number;
  /** Null while it is a draft. */
  sent: number | null;
  /** When transport has taken what was submitted: until then it is a draft that leaves; null where nothing was. */
  leaves: number | null;
}

export interface MailboxOptions {
  /** Client ids that may use it, where an administrator restricted the apps; any unless given. */
  readonly apps?: readonly string[];
  /** Addresses that it may send as; its own is always one. */
  readonly sendAs?: readonly string[];
  /** Virtual ms from the 202 to the copy in Sent Items: until then the message is in no folder. */
  readonly sendTakes?: number;
  /**
   * Or until then it is still among the drafts, marked as submitted, and deleting it stops nothing:
   * https://learn.microsoft.com/en-us/graph/outlook-things-to-know-about-send-mail
   */
  readonly leavesFromDrafts?: boolean;
  /** The immutable id of a draft ends with it, as some people report; Microsoft says that it stays. */
  readonly sendChangesId?: boolean;
  /** A draft made of MIME keeps the Message-ID in it; gets one of Exchange's unless told: nobody says. */
  readonly keepsMessageId?: boolean;
  /**
   * Of a draft made of MIME only what every message has is kept of its headers: no References, no X-, no Auto-Submitted.
   * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/424
   */
  readonly dropsHeaders?: boolean;
}

/** One person's or shared mailbox. */
export class Mailbox {
  readonly address: string;
  readonly apps: ReadonlySet<string> | null;
  readonly sendAs: ReadonlySet<string>;
  readonly sendTakes: number;
  readonly sendChangesId: boolean;
  readonly keepsMessageId: boolean;
  readonly leavesFromDrafts: boolean;
  dropsHeaders: boolean;
  readonly #messages = new Set<Message>();
  readonly #now: () => number;
  readonly #next: () => number;

  constructor(
    address: string,
    {
      apps,
      sendAs = [],
      sendTakes = 0,
      leavesFromDrafts = false,
      sendChangesId = false,
      keepsMessageId = false,
      dropsHeaders = false,
    }: MailboxOptions,
    now: () => number,
    next: () => number,
  ) {
    this.address = address;
    this.apps = apps ? new Set(apps) : null;
    this.sendAs = new Set([address, ...sendAs]);
    this.sendTakes = sendTakes;
    this.sendChangesId = sendChangesId;
    this.keepsMessageId = keepsMessageId;
    this.leavesFromDrafts = leavesFromDrafts;
    this.dropsHeaders = dropsHeaders;
    this.#now = now;
    this.#next = next;
  }

  get drafts(): Message[] {
    return this.in('drafts');
  }

  /** What left this mailbox, oldest first. */
  get sent(): Message[] {
    return this.in('sentitems');
  }

  get inbox(): Message[] {
    return this.in('inbox');
  }

  /** Oldest first; of every folder unless told. A message on its way out is in none. */
  in(folder?: Folder): Message[] {
    for (const message of this.#messages)
      if (message.leaves !== null && message.leaves <= this.#now()) this.#depart(message, message.leaves);
    const away = (message: Message) =>
      !this.leavesFromDrafts &&
      message.folder === 'sentitems' &&
      message.sent !== null &&
      message.sent + this.sendTakes > this.#now();
    return [...this.#messages].filter((message) => (!folder || message.folder === folder) && !away(message));
  }

  find(id: string): Message | undefined {
    return this.in().find((message) => message.id === id || message.immutableId === id);
  }

  add(raw: Buffer, folder: Folder, messageId?: string): Message {
    const mime = parseMime(raw);
    const answered = headerOf(mime, 'in-reply-to');
    const before = answered && [...this.#messages].find((message) => message.internetMessageId === answered);
    const message: Message = {
      id: this.#newId('AAMk'),
      immutableId: this.#newId('AAkA'),
      folder,
      raw,
      internetMessageId: messageId ?? `<fake${this.#next()}@example.prod.outlook.com>`,
      conversationId: before ? before.conversationId : this.#newId('AAQk'),
      extended: new Map(),
      created: this.#now(),
      sent: folder === 'drafts' ? null : this.#now(),
      leaves: null,
    };
    this.#messages.add(message);
    return message;
  }

  /** Out of Drafts, into Sent Items. */
  leave(message: Message): void {
    if (this.leavesFromDrafts) message.leaves = this.#now() + this.sendTakes;
    else this.#depart(message, this.#now());
  }

  #depart(message: Message, at: number): void {
    message.folder = 'sentitems';
    message.sent = at;
    message.leaves = null;
    message.id = this.#newId('AAMk');
    if (this.sendChangesId) message.immutableId = this.#newId('AAkA');
  }

  /** Something arrives from outside: a reply, a bounce. */
  receive(raw: Buffer): Message {
    return this.add(raw, 'inbox', headerOf(parseMime(raw), 'message-id'));
  }

  /** A draft; with this Message-ID, or one of Exchange's. */
  draft(raw: Buffer, messageId?: string): Message {
    const own = this.keepsMessageId && !this.dropsHeaders ? headerOf(parseMime(raw), 'message-id') : undefined;
    return this.add(this.dropsHeaders ? withoutHeaders(raw) : raw, 'drafts', messageId ?? own);
  }

  /** Somebody deletes it for good. */
  remove(message: Message): void {
    this.#messages.delete(message);
  }

  /** Somebody deletes it, or a rule moves it. */
  move(message: Message, folder: Folder): void {
    message.folder = folder;
    message.id = this.#newId('AAMk');
  }

  newMessageId(): string {
    return `<fake${this.#next()}@example.prod.outlook.com>`;
  }

  #newId(kind: string): string {
    return `${kind}FAKE${String(this.#next()).padStart(7, '0')}==`;
  }
}

const COMMON = /^(from|sender|reply-to|to|cc|bcc|subject|date|mime-version|content-[\w-]+):/i;

const withoutHeaders = (raw: Buffer): Buffer => {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const kept = text
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .filter((header) => COMMON.test(header));
  return Buffer.from(kept.join('\r\n') + text.slice(end), 'latin1');
};

/** A header's value with its words decoded, or empty. */
export const readable = (mime: Part, name: string): string => decoded(headerOf(mime, name) ?? '');

export interface Recipient {
  readonly emailAddress: { readonly name?: string; readonly address: string };
}

/** The people of a To, Cc or Bcc header; an address that is none stays as it was written. */
export const recipientsIn = (mime: Part, name: string): Recipient[] => {
  const value = headerOf(mime, name) ?? '';
  const entries = (value.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,])+/g) ?? []).map((entry) => entry.trim());
  return entries.filter(Boolean).map((entry) => {
    const found = /^(.*?)\s*<([^<>]*)>$/.exec(entry);
    const address = addressesIn(entry)[0] ?? found?.[2] ?? entry;
    const title = decoded(found?.[1] ?? '').replace(/^"|"$/g, '');
    return { emailAddress: { ...(title && { name: title }), address } };
  });
};

/**
 * What other people's servers get: without Bcc, and without the headers that Exchange drops whatever the client wrote
 * (https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2209).
 */
export const deliveredOf = ({ raw, internetMessageId }: Message): Buffer =>
  withHeader(
    withHeader(withHeader(withHeader(raw, 'Bcc', null), 'Auto-Submitted', null), 'Return-Path', null),
    'Message-ID',
    internetMessageId,
  );
