import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/v1.js';
import { discover } from '../wire/discovery.ts';
import { badRequest, GoogleError, invalid, notFound } from '../wire/errors.ts';
import type { Quota } from '../wire/quota.ts';
import { type Call, type Handler, type Service, type ServiceParts, serve } from '../wire/server.ts';
import { checkEnum } from '../wire/strict.ts';
import { type Draft, Mailbox, type Message } from './mailbox.ts';
import { addressesIn, headerOf, parseMime, payloadOf, textOf, withHeader } from './mime.ts';
import { parseQuery } from './query.ts';

/** https://support.google.com/a/answer/166852: recipients of one message by SMTP or the Gmail API. */
const MOST_RECIPIENTS = 100;
/** https://support.google.com/a/answer/1366776 */
const MOST_BYTES = 25 * 1024 * 1024;

const AUTH = 'https://www.googleapis.com/auth';
const FULL = ['https://mail.google.com/', `${AUTH}/gmail.modify`];
const COMPOSE = [...FULL, `${AUTH}/gmail.compose`];
const READ = [...FULL, `${AUTH}/gmail.readonly`];

/** As each method's reference page lists them. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'users.getProfile': [...READ, `${AUTH}/gmail.compose`, `${AUTH}/gmail.metadata`],
  'users.drafts.create': COMPOSE,
  'users.drafts.update': COMPOSE,
  'users.drafts.delete': COMPOSE,
  'users.drafts.send': COMPOSE,
  'users.drafts.get': [...READ, `${AUTH}/gmail.compose`],
  'users.drafts.list': [...READ, `${AUTH}/gmail.compose`],
  'users.messages.send': [...COMPOSE, `${AUTH}/gmail.send`],
  'users.messages.get': [...READ, `${AUTH}/gmail.metadata`],
  'users.messages.list': [...READ, `${AUTH}/gmail.metadata`],
  'users.messages.modify': FULL,
  'users.labels.list': [...READ, `${AUTH}/gmail.metadata`, `${AUTH}/gmail.labels`],
  'users.labels.create': [...FULL, `${AUTH}/gmail.labels`],
  'users.threads.get': [...READ, `${AUTH}/gmail.metadata`],
  'users.settings.sendAs.list': [...READ, `${AUTH}/gmail.settings.basic`],
};

/** Quota units; https://developers.google.com/workspace/gmail/api/reference/quota */
const COSTS: Readonly<Record<string, number>> = {
  'users.getProfile': 1,
  'users.drafts.create': 10,
  'users.drafts.update': 15,
  'users.drafts.delete': 10,
  'users.drafts.send': 100,
  'users.drafts.get': 5,
  'users.drafts.list': 5,
  'users.messages.send': 100,
  'users.messages.get': 5,
  'users.messages.list': 5,
  'users.messages.modify': 5,
  'users.labels.list': 1,
  'users.labels.create': 5,
  'users.threads.get': 10,
  'users.settings.sendAs.list': 1,
};

export interface GmailService extends Service {
  /** The mailbox of an address; throws where there is none. */
  readonly mailbox: (address: string) => Mailbox;
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  readonly create: (address: string, options?: { readonly sendAs?: readonly string[] }) => Mailbox;
  /** Addresses that it takes for none from now on, as it does one without a domain. */
  readonly refused: Set<string>;
}

const bytesOf = (raw: unknown): Buffer => {
  if (typeof raw !== 'string' || raw === '')
    throw invalid("'raw' RFC822 payload message string or uploading message via /upload/* URL required");
  if (!/^[\w+/-]+={0,2}$/.test(raw))
    throw badRequest([
      {
        field: 'message.raw',
        description: `Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed for "${raw.slice(0, 40)}"`,
      },
    ]);
  const bytes = Buffer.from(raw.replaceAll('-', '+').replaceAll('_', '/'), 'base64');
  if (bytes.length > MOST_BYTES) throw invalid('Message too large');
  return bytes;
};

/** Every recipient, or the 400 for a header that is none or names too many. */
const recipientsOf = (raw: Buffer, refused: ReadonlySet<string>): string[] => {
  const mime = parseMime(raw);
  const all = ['To', 'Cc', 'Bcc'].flatMap((name) => {
    const addresses = addressesIn(headerOf(mime, name) ?? '');
    if (addresses.some((one) => one === null || refused.has(one))) throw invalid(`Invalid ${name} header`);
    return addresses as string[];
  });
  if (all.length === 0) throw invalid('Recipient address required');
  if (all.length > MOST_RECIPIENTS) throw invalid('Too many recipients');
  return [...new Set(all)];
};

const shown = (message: Message, query: Call['query']): gmail_v1.Schema$Message => {
  const { format = 'full', metadataHeaders } = query as { format?: string; metadataHeaders?: string[] };
  checkEnum(format.toLowerCase(), 'format', 'type.googleapis.com/gmail.api.Format', [
    'minimal',
    'full',
    'raw',
    'metadata',
  ]);
  const base: gmail_v1.Schema$Message = {
    id: message.id,
    threadId: message.threadId,
    labelIds: [...message.labels],
    snippet: textOf(message.mime).replace(/\s+/g, ' ').trim().slice(0, 200),
    sizeEstimate: message.raw.length,
    historyId: message.historyId,
    internalDate: String(message.at),
  };
  switch (format.toLowerCase()) {
    case 'minimal':
      return base;
    case 'raw':
      return { ...base, raw: message.raw.toString('base64url') };
    case 'metadata': {
      const wanted = metadataHeaders?.map((name) => name.toLowerCase());
      const { mimeType = 'text/plain', headers = [] } = payloadOf(message.mime);
      return {
        ...base,
        payload: { mimeType, headers: headers.filter(({ name }) => !wanted || wanted.includes(name!.toLowerCase())) },
      };
    }
    default:
      return { ...base, payload: payloadOf(message.mime) };
  }
};

const brief = ({ id, threadId, labels }: Message): gmail_v1.Schema$Message => ({ id, threadId, labelIds: [...labels] });

/** Gmail's own, as https://developers.google.com/workspace/gmail/api/guides/labels lists them. */
const SYSTEM_LABELS = [
  ...['INBOX', 'SPAM', 'TRASH', 'UNREAD', 'STARRED', 'IMPORTANT', 'SENT', 'DRAFT'],
  ...['CATEGORY_PERSONAL', 'CATEGORY_SOCIAL', 'CATEGORY_PROMOTIONS', 'CATEGORY_UPDATES', 'CATEGORY_FORUMS'],
];
/** The same page: of these a message is given none and loses none by hand. */
const FIXED_LABELS = ['SENT', 'DRAFT'];

const DEFAULT_PAGE = 100;

/** One page; tokens are places in the list, as text. */
const page = <T>(all: readonly T[], query: Call['query'], most: number): { items: T[]; more: object } => {
  const { pageToken, maxResults = DEFAULT_PAGE } = query as { pageToken?: string; maxResults?: number };
  const from = pageToken ? Number(pageToken) : 0;
  if (!Number.isInteger(from)) throw invalid('Invalid pageToken');
  const items = all.slice(from, from + Math.min(maxResults, most));
  const next = from + items.length;
  return { items, more: { ...(next < all.length && { nextPageToken: String(next) }), resultSizeEstimate: all.length } };
};

export const serveGmail = async (
  parts: Omit<ServiceParts, 'api' | 'handlers' | 'scopes' | 'discovery' | 'charge'> & {
    readonly quota: Quota;
    readonly isServiceAccount: (email: string) => boolean;
  },
): Promise<GmailService> => {
  const mailboxes = new Map<string, Mailbox>();
  const refused = new Set<string>();
  let made = 0;
  const id = () => (0x19f0000000000000n + BigInt(++made)).toString(16);

  const create: GmailService['create'] = (address, { sendAs = [] } = {}) => {
    const mailbox = new Mailbox(address, sendAs, parts.clock.now, id);
    mailboxes.set(address, mailbox);
    return mailbox;
  };

  /** The mailbox a request is about: a person's own, or as an administrator delegated. */
  const open = ({ caller, path }: Call): Mailbox => {
    // A service account that acts for nobody has no mailbox.
    if (parts.isServiceAccount(caller.email))
      throw new GoogleError('FAILED_PRECONDITION', 'Precondition check failed.');
    if (path.userId !== 'me' && path.userId !== caller.email)
      throw new GoogleError('PERMISSION_DENIED', `Delegation denied for ${caller.email}`);
    const mailbox = mailboxes.get(caller.email);
    if (!mailbox) throw new GoogleError('FAILED_PRECONDITION', 'Mail service not enabled');
    return mailbox;
  };

  const labelOf = (mailbox: Mailbox, label: string): void => {
    if (!SYSTEM_LABELS.includes(label) && !mailbox.labels.has(label)) throw invalid(`Invalid label: ${label}`);
  };

  const draftOf = (mailbox: Mailbox, draftId: string | null | undefined): Draft => {
    const draft = mailbox.drafts.get(draftId ?? '');
    if (!draft) throw notFound();
    return draft;
  };

  /**
   * Sends: Gmail gives the message a Message-ID of its own, takes a From that the mailbox may not use for the
   * mailbox's address, keeps Bcc out of what others get, and delivers to the mailboxes here.
   */
  const send = (mailbox: Mailbox, raw: Buffer, threadId: string | undefined): Message => {
    const recipients = recipientsOf(raw, refused);
    const from = headerOf(parseMime(raw), 'from') ?? '';
    const [sender] = addressesIn(from);
    const known = sender && mailbox.sendAs.has(sender);
    const stamped = withHeader(
      withHeader(raw, 'Message-ID', `<CAfake${id()}@mail.gmail.com>`),
      'From',
      known ? from : mailbox.address,
    );
    const message = mailbox.add(stamped, ['SENT'], threadId);
    const outside = withHeader(stamped, 'Bcc', null);
    for (const address of recipients) mailboxes.get(address)?.receive(outside);
    return message;
  };

  const thread = (mailbox: Mailbox, message: gmail_v1.Schema$Message | undefined, raw: Buffer): string | undefined => {
    const wanted = message?.threadId;
    if (wanted && ![...mailbox.messages.values()].some(({ threadId }) => threadId === wanted)) throw notFound();
    return mailbox.threadFor(parseMime(raw), wanted);
  };

  const newest = (mailbox: Mailbox): Message[] => [...mailbox.messages.values()].reverse();

  const handlers: Record<string, Handler> = {
    'users.getProfile': (call) => {
      const mailbox = open(call);
      const threads = new Set([...mailbox.messages.values()].map(({ threadId }) => threadId));
      return {
        emailAddress: mailbox.address,
        messagesTotal: mailbox.messages.size,
        threadsTotal: threads.size,
        historyId: '1000',
      };
    },

    'users.drafts.create': (call) => {
      const mailbox = open(call);
      const { message } = call.body as gmail_v1.Schema$Draft;
      const raw = bytesOf(message?.raw);
      const kept = mailbox.add(raw, ['DRAFT'], thread(mailbox, message, raw));
      const draft = { id: `r-${id()}`, message: kept };
      mailbox.drafts.set(draft.id, draft);
      return { id: draft.id, message: brief(kept) };
    },

    'users.drafts.update': (call) => {
      const mailbox = open(call);
      const old = draftOf(mailbox, call.path.id);
      const { message } = call.body as gmail_v1.Schema$Draft;
      const raw = bytesOf(message?.raw);
      mailbox.messages.delete(old.message.id);
      const draft = { id: old.id, message: mailbox.add(raw, ['DRAFT'], thread(mailbox, message, raw)) };
      mailbox.drafts.set(draft.id, draft);
      return { id: draft.id, message: brief(draft.message) };
    },

    'users.drafts.get': (call) => {
      const draft = draftOf(open(call), call.path.id);
      return { id: draft.id, message: shown(draft.message, call.query) };
    },

    'users.drafts.list': (call) => {
      const mailbox = open(call);
      const fits = parseQuery(String(call.query.q ?? ''), (message) => mailbox.labelsOf(message));
      const all = [...mailbox.drafts.values()].reverse().filter(({ message }) => fits(message));
      const { items, more } = page(all, call.query, 500);
      const drafts = items.map((draft) => ({
        id: draft.id,
        message: { id: draft.message.id, threadId: draft.message.threadId },
      }));
      return { ...(drafts.length > 0 && { drafts }), ...more };
    },

    'users.drafts.delete': (call) => {
      const mailbox = open(call);
      mailbox.remove(draftOf(mailbox, call.path.id).message.id);
      return {};
    },

    // The draft goes, and a message with an id of its own comes: https://developers.google.com/workspace/gmail/api/guides/drafts
    'users.drafts.send': (call) => {
      const mailbox = open(call);
      const { id: draftId, message } = call.body as gmail_v1.Schema$Draft;
      const draft = draftOf(mailbox, draftId);
      const raw = message?.raw ? bytesOf(message.raw) : draft.message.raw;
      const { threadId, id: draftMessage } = draft.message;
      const alone = ![...mailbox.messages.values()].some(
        (other) => other.threadId === threadId && other.id !== draftMessage,
      );
      const sent = send(mailbox, raw, alone ? undefined : threadId);
      mailbox.remove(draftMessage);
      return brief(sent);
    },

    'users.messages.send': (call) => {
      const mailbox = open(call);
      const message = call.body as gmail_v1.Schema$Message;
      const raw = bytesOf(message.raw);
      return brief(send(mailbox, raw, thread(mailbox, message, raw)));
    },

    'users.messages.get': (call) => {
      const message = open(call).messages.get(call.path.id!);
      if (!message) throw notFound();
      return shown(message, call.query);
    },

    'users.messages.list': (call) => {
      const mailbox = open(call);
      const {
        q = '',
        labelIds = [],
        includeSpamTrash,
      } = call.query as { q?: string; labelIds?: string[]; includeSpamTrash?: boolean };
      const fits = parseQuery(includeSpamTrash ? `${q} in:anywhere` : q, (message) => mailbox.labelsOf(message));
      for (const label of labelIds) labelOf(mailbox, label);
      const all = newest(mailbox).filter(
        (message) => fits(message) && labelIds.every((label) => message.labels.has(label)),
      );
      const { items, more } = page(all, call.query, 500);
      const messages = items.map(({ id: messageId, threadId }) => ({ id: messageId, threadId }));
      return { ...(messages.length > 0 && { messages }), ...more };
    },

    // https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/modify
    'users.messages.modify': (call) => {
      const mailbox = open(call);
      const message = mailbox.messages.get(call.path.id!);
      if (!message) throw notFound();
      const { addLabelIds, removeLabelIds } = call.body as gmail_v1.Schema$ModifyMessageRequest;
      const [added, removed] = [addLabelIds ?? [], removeLabelIds ?? []];
      if (added.length + removed.length === 0) throw invalid('No label add or removes specified');
      for (const label of [...added, ...removed]) {
        labelOf(mailbox, label);
        if (FIXED_LABELS.includes(label)) throw invalid(`Invalid label: ${label}`);
      }
      for (const label of added) message.labels.add(label);
      for (const label of removed) message.labels.delete(label);
      return brief(message);
    },

    'users.labels.list': (call) => ({
      labels: [
        ...SYSTEM_LABELS.map((name) => ({ id: name, name, type: 'system' })),
        ...[...open(call).labels].map(([labelId, name]) => ({ id: labelId, name, type: 'user' })),
      ],
    }),

    'users.labels.create': (call) => {
      const { labels } = open(call);
      const { name } = call.body as gmail_v1.Schema$Label;
      if (!name || SYSTEM_LABELS.includes(name.toUpperCase())) throw invalid('Invalid label name');
      if ([...labels.values()].some((other) => other.toLowerCase() === name.toLowerCase()))
        throw new GoogleError('ALREADY_EXISTS', 'Label name exists or conflicts');
      const labelId = `Label_${labels.size + 1}`;
      labels.set(labelId, name);
      return { id: labelId, name, messageListVisibility: 'show', labelListVisibility: 'labelShow', type: 'user' };
    },

    'users.threads.get': (call) => {
      const messages = [...open(call).messages.values()].filter(({ threadId }) => threadId === call.path.id);
      if (messages.length === 0) throw notFound();
      return {
        id: call.path.id,
        historyId: messages.at(-1)!.historyId,
        messages: messages.map((message) => shown(message, call.query)),
      };
    },

    'users.settings.sendAs.list': (call) => {
      const mailbox = open(call);
      return {
        sendAs: [...mailbox.sendAs].map((sendAsEmail) => ({
          sendAsEmail,

          ...(sendAsEmail === mailbox.address
            ? { isPrimary: true, isDefault: true }
            : { verificationStatus: 'accepted' }),
        })),
      };
    },
  };

  const service = await serve({
    ...parts,
    api: 'gmail',
    discovery: discover('gmail/v1'),
    handlers,
    legacyErrors: true,
    scopes: (name) => SCOPES[name] ?? FULL,
    charge: ({ name }, { email }) => parts.quota.take('units', email, COSTS[name] ?? 0),
  });
  const mailbox = (address: string): Mailbox => {
    const found = mailboxes.get(address);
    if (!found) throw new Error(`No mailbox ${address}`);
    return found;
  };
  return { ...service, mailbox, mailboxes, create, refused };
};
