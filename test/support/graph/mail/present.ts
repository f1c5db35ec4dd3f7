import type { Message as Shown } from '@microsoft/microsoft-graph-types';
import { type Part, parseMime, textOf } from '../../google/gmail/mime.ts';
import { badRequest } from '../wire/errors.ts';
import { type Clause, holds, type Literal, parseFilter } from '../wire/filter.ts';
import { type Mailbox, type Message, readable, recipientsIn } from './mailbox.ts';

const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const htmlPart = (part: Part): Part | undefined =>
  part.parts.length > 0
    ? part.parts.map(htmlPart).find(Boolean)
    : /^text\/html/i.test(readable(part, 'content-type'))
      ? part
      : undefined;

const bodyOf = (mime: Part): Shown['body'] => {
  const html = htmlPart(mime);
  return html
    ? { contentType: 'html', content: html.body.toString('utf8') }
    : { contentType: 'text', content: textOf(mime) };
};

const etagOf = (message: Message) => `W/"CQAAA${Buffer.from(message.id).toString('base64url')}"`;

/** A message as Graph shows it: https://learn.microsoft.com/en-us/graph/api/resources/message */
export const shownMessage = (mailbox: Mailbox, message: Message, immutable: boolean): Shown => {
  const mime = parseMime(message.raw);
  const from = recipientsIn(mime, 'from')[0] ?? { emailAddress: { address: mailbox.address } };
  const when = message.sent ?? message.created;
  return {
    '@odata.etag': etagOf(message),
    id: immutable ? message.immutableId : message.id,
    createdDateTime: iso(message.created),
    lastModifiedDateTime: iso(when),
    receivedDateTime: iso(when),
    sentDateTime: iso(when),
    hasAttachments: mime.parts.some((part) => /^attachment/i.test(readable(part, 'content-disposition'))),
    internetMessageId: message.internetMessageId,
    subject: readable(mime, 'subject'),
    bodyPreview: textOf(mime).replace(/\s+/g, ' ').trim().slice(0, 255),
    importance: 'normal',
    parentFolderId: `AAMkFOLDER${message.folder}==`,
    conversationId: message.conversationId,
    isRead: message.folder !== 'inbox',
    isDraft: message.sent === null,
    webLink: `https://outlook.example.com/owa/?ItemID=${encodeURIComponent(message.id)}`,
    body: bodyOf(mime),
    sender: from,
    from,
    toRecipients: recipientsIn(mime, 'to'),
    ccRecipients: recipientsIn(mime, 'cc'),
    bccRecipients: recipientsIn(mime, 'bcc'),
    replyTo: recipientsIn(mime, 'reply-to'),
  } as Shown;
};

/** What is shown only when it is asked for. */
export const headersOf = (message: Message) =>
  parseMime(message.raw).headers.map(({ name, value }) => ({ name, value }));

const FILTERED: Readonly<Record<string, (message: Message) => Literal>> = {
  internetMessageId: ({ internetMessageId }) => internetMessageId,
  conversationId: ({ conversationId }) => conversationId,
  isDraft: ({ sent }) => sent === null,
  subject: ({ raw }) => readable(parseMime(raw), 'subject'),
  createdDateTime: ({ created }) => iso(created),
  sentDateTime: ({ sent, created }) => iso(sent ?? created),
  receivedDateTime: ({ sent, created }) => iso(sent ?? created),
  'from/emailAddress/address': ({ raw }) =>
    recipientsIn(parseMime(raw), 'from')[0]?.emailAddress.address.toLowerCase() ?? '',
  lastModifiedDateTime: ({ sent, created }) => iso(sent ?? created),
};

const fits = (message: Message, clause: Clause): boolean => {
  if (clause.kind === 'compare') return holds(FILTERED[clause.path]!(message), clause.operator, clause.value);
  const found = message.extended.get(clause.id);
  // Names are told apart by case, values are not: https://learn.microsoft.com/en-us/graph/api/singlevaluelegacyextendedproperty-get
  return found !== undefined && holds(found.toLowerCase(), clause.operator, clause.value.toLowerCase());
};

/** The messages of a `$filter`, in `$orderby`'s order, the newest first unless told. */
export const chosen = (
  messages: readonly Message[],
  filter: string | undefined,
  orderby: string | undefined,
): Message[] => {
  const clauses = filter === undefined ? [] : parseFilter(filter);
  const paths = clauses.map((clause) => (clause.kind === 'compare' ? clause.path : 'singleValueExtendedProperties'));
  for (const clause of clauses)
    if (clause.kind === 'compare' && !FILTERED[clause.path])
      throw badRequest(`The property '${clause.path}' cannot be filtered by, or the fake does not simulate it.`);
  const found = messages.filter((message) => clauses.every((clause) => fits(message, clause)));
  if (orderby === undefined) return found.reverse();
  const [, path, direction] = /^(\w+)(?: (asc|desc))?$/.exec(orderby) ?? [];
  const key = path && FILTERED[path];
  if (!key) throw badRequest(`Invalid $orderby: ${orderby}`);
  // https://learn.microsoft.com/en-us/graph/api/user-list-messages, "Using filter and orderby in the same query"
  if (clauses.length > 0 && paths[0] !== path)
    throw badRequest('The restriction or sort order is too complex for this operation.', 'InefficientFilter');
  const sign = direction === 'desc' ? -1 : 1;
  return found.sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
};
