/** Finds drafts, sent mails and the thread to go on with, by Baton's own id header. */

import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { decodeWords } from 'postal-mime';
import { must } from '../../../core/text/must.ts';
import { oneLine } from '../../../core/text/width.ts';
import type { MailTrace, OutgoingMail } from '../../ports.ts';
import type { GmailRequests } from './client.ts';
import { ID_HEADER } from './message.ts';

/** Search knows no header of ours: candidates are listed, and each is looked at. */
type Message = gmail_v1.Schema$Message;

/** How many of the newest are looked at, where a mail is only moments old and search may not know it yet. */
const NEWEST = 20;
const PAGE = 100;
const DAY = 86_400_000;

const isOurs = ({ payload }: Message, id: string): boolean =>
  payload?.headers?.some(({ name, value }) => name?.toLowerCase() === ID_HEADER.toLowerCase() && value === id) ?? false;

/** A message with its id header; null when it is gone. */
const opened = (operation: GmailRequests, messageId: string): Promise<Message | null> =>
  operation.look((users, request) =>
    users.messages.get({ userId: 'me', id: messageId, format: 'metadata', metadataHeaders: [ID_HEADER] }, request),
  );

/** Of these messages the first with our id. */
const ours = async (
  operation: GmailRequests,
  messages: readonly Message[] = [],
  id: string,
): Promise<Message | null> => {
  for (const { id: messageId } of messages) {
    const message = await opened(operation, must(messageId, 'id of a message'));
    if (message && isOurs(message, id)) return message;
  }
  return null;
};

/** A mail that left a moment ago. */
export const newestSent = async (operation: GmailRequests, id: string): Promise<Message | null> => {
  const { messages } = await operation.ask((users, request) =>
    users.messages.list({ userId: 'me', labelIds: ['SENT'], maxResults: NEWEST }, request),
  );
  return ours(operation, messages, id);
};

/** A mail that left at some time since, also when somebody has put it into the bin. */
export const sentTo = async (
  operation: GmailRequests,
  id: string,
  trace: MailTrace,
  now: number,
): Promise<Message | null> => {
  // A rehearsed sweep has a date of its own; and dates have zones.
  const since = Math.min(Date.parse(trace.since), now) - 2 * DAY;
  const q = `${to(trace)} after:${Math.floor(since / 1000)}`;
  let pageToken: string | undefined;
  do {
    const page: gmail_v1.Schema$ListMessagesResponse = await operation.ask((users, request) =>
      users.messages.list(
        {
          userId: 'me',
          labelIds: ['SENT'],
          includeSpamTrash: true,
          q,
          maxResults: PAGE,
          ...(pageToken && { pageToken }),
        },
        request,
      ),
    );
    const found = await ours(operation, page.messages, id);
    if (found !== null) return found;
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken);
  return null;
};

const to = ({ to: address }: MailTrace): string => `to:"${address.replaceAll('"', '')}"`;

/** A draft that was made a moment ago; its id. */
export const newestDraft = async (operation: GmailRequests, id: string): Promise<string | null> =>
  (await draftsOf(operation, id, { maxResults: NEWEST }))?.[0] ?? null;

/** All drafts of a mail, by their ids; null when one was gone while it was looked at. */
export const draftsAbout = (operation: GmailRequests, id: string, trace: MailTrace): Promise<string[] | null> =>
  draftsOf(operation, id, { q: to(trace), maxResults: PAGE });

const draftsOf = async (
  operation: GmailRequests,
  id: string,
  which: { readonly q?: string; readonly maxResults: number },
): Promise<string[] | null> => {
  const { drafts = [] } = await operation.ask((users, request) =>
    users.drafts.list({ userId: 'me', ...which }, request),
  );
  const found: string[] = [];
  for (const draft of drafts) {
    const message = await opened(operation, must(draft.message?.id, 'message of a draft'));
    if (message === null) return null;
    if (isOurs(message, id)) found.push(must(draft.id, 'id of a draft'));
  }
  return found;
};

const MESSAGE_ID = /^<[^<>\s]+>$/;

/** As many as a header has room for. */
const MOST_REFERENCES = 10;

/** The thread that a mail goes on with. */
export interface Thread {
  /** The Message-IDs of what it answers, as Gmail gave them. */
  readonly earlier: OutgoingMail['earlier'] & {};
  /** Gmail's id of it; null where the subject is another, and the mailbox would refuse to put it there. */
  readonly id: string | null;
}

/**
 * What the last earlier mail of an item is known by: Gmail gives every message that leaves a Message-ID of its own. Null where
 * there is none any more. A message may only be put into a thread whose subject it has
 * (https://developers.google.com/workspace/gmail/api/guides/threads).
 */
export const threadOf = async (
  operation: GmailRequests,
  { earlier = [], subject }: OutgoingMail,
): Promise<Thread | null> => {
  const last = earlier.at(-1)?.receipt ?? '';
  // What somebody else sent is known by its Message-ID; our receipts are Gmail's ids of message and thread.
  if (MESSAGE_ID.test(last)) return { earlier: earlier.filter(({ receipt }) => MESSAGE_ID.test(receipt)), id: null };
  const [message, thread] = /^([\da-z]+) ([\da-z]+)$/i.exec(last)?.slice(1) ?? [];
  if (!message || !thread) return null;
  const found = await operation.look((users, request) =>
    users.messages.get(
      { userId: 'me', id: message, format: 'metadata', metadataHeaders: ['Message-ID', 'References', 'Subject'] },
      request,
    ),
  );
  const header = (wanted: string) =>
    found?.payload?.headers?.find(({ name }) => name?.toLowerCase() === wanted)?.value ?? '';
  const id = header('message-id');
  if (!id) return null;
  const before = header('references').match(/<[^<>\s]+>/g) ?? [];
  return {
    earlier: [...before, id].slice(-MOST_REFERENCES).map((receipt) => ({ id: receipt, receipt })),
    // As it was written, or decoded already.
    id: decodeWords(header('subject')) === oneLine(subject) ? thread : null,
  };
};
