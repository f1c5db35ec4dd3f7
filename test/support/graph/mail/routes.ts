import { addressesIn, headerOf, parseMime, withHeader } from '../../google/gmail/mime.ts';
import { badRequest, GraphError } from '../wire/errors.ts';
import type { Quota } from '../wire/quota.ts';
import { selected } from '../wire/select.ts';
import type { Answer, Call, Route } from '../wire/serve.ts';
import { checkShape, type Shape } from '../wire/shape.ts';
import { deliveredOf, type Folder, type Mailbox, type Message, type Recipient, recipientsIn } from './mailbox.ts';
import { chosen, headersOf, shownMessage } from './present.ts';

interface MailParts {
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  /** Requests of an app to a mailbox. */
  readonly requests: Quota;
  /** Messages that leave a mailbox. */
  readonly messages: Quota;
  /** `https://host/v1.0`, for links to further pages. */
  readonly base: () => string;
}

const READ = ['Mail.Read', 'Mail.ReadWrite'];
const WRITE = ['Mail.ReadWrite'];
const SEND = ['Mail.Send'];
const FOLDERS: readonly Folder[] = ['drafts', 'sentitems', 'inbox', 'deleteditems'];

/** https://learn.microsoft.com/en-us/graph/api/user-list-messages */
const PAGE = 10;
const MOST_PAGE = 1000;
/** https://learn.microsoft.com/en-us/graph/api/user-post-messages: MIME's limit; JSON's is the same 4 MB of a request. */
const MOST_BYTES = 4 * 1024 * 1024;
/** https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2208 */
const MOST_HEADERS = 5;

const RECIPIENTS: readonly [Shape] = [{ emailAddress: { 'name?': 'string', address: 'string' } }];
const MESSAGE: Shape = {
  'subject?': 'string',
  'body?': { contentType: 'string', content: 'string' },
  'from?': RECIPIENTS[0],
  'toRecipients?': RECIPIENTS,
  'ccRecipients?': RECIPIENTS,
  'internetMessageId?': 'string',
  'internetMessageHeaders?': [{ name: 'string', value: 'string' }],
  'singleValueExtendedProperties?': [{ id: 'string', value: 'string' }],
};

interface Given {
  readonly subject?: string;
  readonly body?: { readonly contentType: string; readonly content: string };
  readonly from?: Recipient;
  readonly toRecipients?: readonly Recipient[];
  readonly ccRecipients?: readonly Recipient[];
  readonly internetMessageId?: string;
  readonly internetMessageHeaders?: readonly { readonly name: string; readonly value: string }[];
  readonly singleValueExtendedProperties?: readonly { readonly id: string; readonly value: string }[];
}

const notFound = () => new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

/** https://learn.microsoft.com/en-us/graph/api/resources/extended-properties-overview#id-formats */
const EXTENDED_ID = /^String (\{[\da-f-]{36}\} (Name .+|Id 0x[\da-f]+)|0x[\da-f]+)$/i;

/** PidTagMessageFlags: [MS-OXCMSG] 2.2.1.6 */
const FLAGS = 'Integer 0x0E07';
const [READ_FLAG, SUBMITTED, UNSENT] = [0x1, 0x4, 0x8];
const flagsOf = ({ sent, leaves }: Message): string =>
  String(READ_FLAG | (sent === null ? UNSENT : 0) | (leaves === null ? 0 : SUBMITTED));

const immutable = ({ headers }: Call): boolean => {
  const preferred = headers.prefer?.split(/,\s*/) ?? [];
  for (const one of preferred)
    if (!/^(IdType="ImmutableId"|outlook\.body-content-type="(text|html)")$/.test(one))
      throw badRequest(`The fake does not know the preference ${one}`);
  return preferred.includes('IdType="ImmutableId"');
};

const word = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const line = ({ emailAddress: { name = '', address } }: Recipient): string =>
  name ? `"${word(name)}" <${address}>` : address;

/** A message as Exchange would write it down. */
const mimeOf = (given: Given, mailbox: Mailbox): Buffer => {
  const headers: [string, string][] = [
    ['From', line(given.from ?? { emailAddress: { address: mailbox.address } })],
    ['Subject', word(given.subject ?? '')],
    ...(given.toRecipients?.length ? [['To', given.toRecipients.map(line).join(', ')] as [string, string]] : []),
    ...(given.ccRecipients?.length ? [['Cc', given.ccRecipients.map(line).join(', ')] as [string, string]] : []),
    ...(given.internetMessageHeaders ?? []).map(({ name, value }): [string, string] => [name, value]),
    ['MIME-Version', '1.0'],
    ['Content-Type', `text/${given.body?.contentType.toLowerCase() === 'html' ? 'html' : 'plain'}; charset=utf-8`],
  ];
  const head = headers.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${given.body?.content ?? ''}`);
};

const checkHeaders = (given: Given): void => {
  const headers = given.internetMessageHeaders;
  if (!headers) return;
  if (headers.length === 0 || headers.length > MOST_HEADERS)
    throw new GraphError(
      400,
      'InvalidInternetMessageHeaderCollection',
      `Maximum number of headers in one message should be less than or equal to ${MOST_HEADERS}.`,
      { violation: true },
    );
  for (const { name } of headers)
    if (!/^x-/i.test(name))
      throw new GraphError(
        400,
        'InvalidInternetMessageHeader',
        `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
        { violation: true },
      );
};

const fromMime = (bytes: Buffer): Buffer => {
  const text = bytes.toString('latin1').replace(/\s/g, '');
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(text))
    throw new GraphError(400, 'ErrorMimeContentInvalidBase64String', 'Invalid base64 string for MIME content.', {
      violation: true,
    });
  return Buffer.from(text, 'base64');
};

export const mailRoutes = ({ mailboxes, requests, messages, base }: MailParts): Route[] => {
  /** The mailbox of a request, where the app may use it; counts the request. */
  const open = ({ path, caller }: Call): Mailbox => {
    const mailbox = mailboxes.get(path.user!.toLowerCase());
    if (!mailbox) throw new GraphError(404, 'ErrorInvalidUser', `The requested user '${path.user}' is invalid.`);
    // https://learn.microsoft.com/en-us/exchange/permissions-exo/application-rbac
    if (mailbox.apps && !mailbox.apps.has(caller.app))
      throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
    requests.take(
      `${caller.app} ${mailbox.address}`,
      'ApplicationThrottled',
      'Application is over its MailboxConcurrency limit.',
    );
    return mailbox;
  };

  const messageOf = (mailbox: Mailbox, { path }: Call): Message => {
    const message = mailbox.find(path.message!);
    if (!message) throw notFound();
    return message;
  };

  const extend = (message: Message, given: Given): void => {
    for (const { id, value } of given.singleValueExtendedProperties ?? []) {
      if (!EXTENDED_ID.test(id)) throw badRequest(`The id '${id}' is no extended property's`, 'ErrorInvalidProperty');
      message.extended.set(id, value);
    }
  };

  const show = (mailbox: Mailbox, message: Message, call: Call): object => {
    const { $select, $expand } = call.query;
    const shown = shownMessage(mailbox, message, immutable(call));
    const names = $select?.split(',') ?? [];
    const all = names.includes('internetMessageHeaders')
      ? { ...shown, internetMessageHeaders: headersOf(message) }
      : shown;
    const expanded = $expand === undefined ? {} : { singleValueExtendedProperties: expand(message, $expand) };
    return { ...selected(all, $select, 'message'), ...expanded };
  };

  const expand = (message: Message, text: string): object[] => {
    const id = /^singleValueExtendedProperties\(\$filter=id eq '([^']+)'\)$/.exec(text)?.[1];
    if (id === undefined) throw badRequest(`The fake does not simulate $expand=${text}`);
    const value = id === FLAGS ? flagsOf(message) : message.extended.get(id);
    return value === undefined ? [] : [{ id, value }];
  };

  const create = (call: Call): Answer => {
    const mailbox = open(call);
    const type = call.headers['content-type'] ?? '';
    if (call.bytes.length > MOST_BYTES)
      throw new GraphError(413, 'ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.');
    let message: Message;
    if (/^text\/plain/i.test(type)) message = mailbox.draft(fromMime(call.bytes));
    else if (/^application\/json/i.test(type)) {
      const given = jsonOf(call);
      checkHeaders(given);
      message = mailbox.draft(mimeOf(given, mailbox), given.internetMessageId);
      extend(message, given);
    } else
      throw new GraphError(415, 'RequestBodyRead', `The content type '${type}' is not supported.`, { violation: true });
    return { status: 201, body: show(mailbox, message, { ...call, query: {} }) };
  };

  const jsonOf = ({ bytes }: Call): Given => {
    let given: unknown;
    try {
      given = JSON.parse(bytes.toString('utf8'));
    } catch {
      throw badRequest('Unable to read JSON request payload.', 'UnableToDeserializePostBody');
    }
    checkShape(MESSAGE, given, 'message');
    return given as Given;
  };

  const update = (call: Call): Answer => {
    const mailbox = open(call);
    const message = messageOf(mailbox, call);
    const given = call.body as Given;
    const fixed = Object.keys(given).filter((name) => name !== 'singleValueExtendedProperties');
    if (fixed.length > 0 && message.folder !== 'drafts')
      throw badRequest(`Only a draft's ${fixed.join(', ')} can be updated`, 'ErrorInvalidPropertySet');
    checkHeaders(given);
    if (given.internetMessageId !== undefined) message.internetMessageId = given.internetMessageId;
    if (given.subject !== undefined) message.raw = withHeader(message.raw, 'Subject', word(given.subject));
    for (const [field, header] of [
      ['toRecipients', 'To'],
      ['ccRecipients', 'Cc'],
    ] as const)
      if (given[field]) message.raw = withHeader(message.raw, header, given[field].map(line).join(', ') || null);
    for (const { name, value } of given.internetMessageHeaders ?? [])
      message.raw = withHeader(message.raw, name, value);
    if (given.body || given.from) throw badRequest('The fake does not simulate a change of body or from');
    extend(message, given);
    return { status: 200, body: show(mailbox, message, { ...call, query: {} }) };
  };

  /** https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/1891, https://github.com/microsoftgraph/ruby-connect-rest-sample/issues/15 */
  const checkRecipients = (all: readonly Recipient[]): void => {
    const invalid = (words: string) =>
      new GraphError(400, 'ErrorInvalidRecipients', `At least one recipient is not valid., ${words}`);
    if (all.length === 0) throw invalid("A message can't be sent because it contains no recipients.");
    for (const { emailAddress } of all)
      if (addressesIn(emailAddress.address)[0] === null)
        throw invalid(
          `Recipient '${emailAddress.address}' is not resolved. All recipients must be resolved before a message can be submitted.`,
        );
  };

  const send = (call: Call): Answer => {
    const mailbox = open(call);
    const message = messageOf(mailbox, call);
    if (message.folder !== 'drafts') throw notFound();
    if (message.leaves !== null) throw badRequest('A draft was sent a second time while it was leaving');
    const mime = parseMime(message.raw);
    const people = ['To', 'Cc', 'Bcc'].flatMap((name) => recipientsIn(mime, name));
    checkRecipients(people);
    const from = addressesIn(headerOf(mime, 'from') ?? mailbox.address)[0] ?? '';
    if (!mailbox.sendAs.has(from))
      throw new GraphError(
        403,
        'ErrorSendAsDenied',
        'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
      );
    messages.take(mailbox.address, 'ApplicationThrottled', 'The mailbox is over its message rate limit.');
    mailbox.leave(message);
    for (const { emailAddress } of people)
      mailboxes.get(emailAddress.address.toLowerCase())?.receive(deliveredOf(message));
    return { status: 202 };
  };

  const list = (call: Call): Answer => {
    const mailbox = open(call);
    const { $filter, $orderby, $top = String(PAGE), $skip = '0' } = call.query;
    const [top, skip] = [Number($top), Number($skip)];
    if (!(Number.isInteger(top) && top >= 1 && top <= MOST_PAGE && Number.isInteger(skip) && skip >= 0))
      throw badRequest(`Invalid value for $top or $skip: ${$top}, ${$skip}`);
    const found = chosen(mailbox.in(call.path.folder as Folder | undefined), $filter, $orderby);
    const value = found.slice(skip, skip + top).map((message) => show(mailbox, message, call));
    const next = new URLSearchParams({ ...call.query, $skip: String(skip + top) });
    const path = call.path.folder ? `mailFolders/${call.path.folder}/messages` : 'messages';
    const link = `${base()}/users/${encodeURIComponent(call.path.user!)}/${path}?${next}`;
    return { status: 200, body: { value, ...(skip + top < found.length && { '@odata.nextLink': link }) } };
  };

  const one = ['$select', '$expand'];
  const many = [...one, '$filter', '$orderby', '$top', '$skip'];
  const at = 'users/{user}/messages/{message}';
  const patch = { type: 'message', shape: MESSAGE } as const;
  return [
    {
      name: 'user-post-messages',
      verb: 'POST',
      path: 'users/{user}/messages',
      body: 'bytes',
      roles: WRITE,
      handle: create,
    },
    { name: 'user-list-messages', verb: 'GET', path: 'users/{user}/messages', query: many, roles: READ, handle: list },
    ...FOLDERS.map(
      (folder): Route => ({
        name: 'mailfolder-list-messages',
        verb: 'GET',
        path: `users/{user}/mailFolders/${folder}/messages`,
        query: many,
        roles: READ,
        handle: (call) => list({ ...call, path: { ...call.path, folder } }),
      }),
    ),
    ...FOLDERS.map(
      (folder): Route => ({
        name: 'mailfolder-get',
        verb: 'GET',
        path: `users/{user}/mailFolders/${folder}`,
        query: ['$select'],
        roles: READ,
        handle: (call) => {
          const shown = {
            id: `AAMkFOLDER${folder}==`,
            displayName: folder,
            totalItemCount: open(call).in(folder).length,
          };
          return { status: 200, body: selected(shown, call.query.$select, 'mailFolder') };
        },
      }),
    ),
    {
      name: 'message-get',
      verb: 'GET',
      path: at,
      query: one,
      roles: READ,
      handle: (call) => {
        const mailbox = open(call);
        return { status: 200, body: show(mailbox, messageOf(mailbox, call), call) };
      },
    },
    // https://learn.microsoft.com/graph/outlook-get-mime-message
    {
      name: 'message-get-value',
      verb: 'GET',
      path: `${at}/$value`,
      roles: READ,
      handle: (call) => ({
        status: 200,
        body: messageOf(open(call), call).raw,
        headers: { 'content-type': 'text/plain' },
      }),
    },
    { name: 'message-update', verb: 'PATCH', path: at, body: patch, roles: WRITE, handle: update },
    {
      name: 'message-delete',
      verb: 'DELETE',
      path: at,
      roles: WRITE,
      handle: (call) => {
        const mailbox = open(call);
        mailbox.move(messageOf(mailbox, call), 'deleteditems');
        return { status: 204 };
      },
    },
    { name: 'message-send', verb: 'POST', path: `${at}/send`, roles: SEND, handle: send },
  ];
};
