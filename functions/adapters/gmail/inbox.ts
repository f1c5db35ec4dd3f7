/** The replies in a Gmail mailbox: listed, read, and labelled once they are dealt with. */
import type { Inbox } from '../../ports.ts';
import { createGmailClient, type GmailClientOptions, GmailFailed, type GmailRequests } from './client.ts';

/** Labels, which whoever looks into the mailbox sees too; a message that loses its label is read again. */
const LABELS = { answered: 'baton-answered', ignored: 'baton-ignored' } as const;
type How = keyof typeof LABELS;
type LabelIds = Readonly<Record<How, string>>;

const PAGE = 500;

/**
 * The inbox of a mailbox in Gmail. Labels outlive a process and leave it to people what they read, move or archive; the
 * scope by which mails are sent covers them. Errors: see errors.ts.
 */
export const createGmailInbox = (options: GmailClientOptions): Inbox => {
  const client = createGmailClient(options);
  let known: LabelIds | null = null;
  const labels = async (operation: GmailRequests): Promise<LabelIds> => {
    known ??= await labelsOf(operation);
    return known;
  };

  return {
    waiting: async (since) => {
      const operation = client.begin();
      // Somebody may have deleted one. A search for a label that is not there is not documented: they are made first.
      known = null;
      await labels(operation);
      const q = `in:inbox ${Object.values(LABELS)
        .map((label) => `-label:${label}`)
        .join(' ')} after:${secondsOf(since)}`;
      const found = await listed(operation, { q, maxResults: PAGE }, Number.POSITIVE_INFINITY);
      return found.reverse();
    },
    read: async (id) => {
      const operation = client.begin();
      const marks: readonly string[] = Object.values(await labels(operation));
      const message = await operation.look((users, request) =>
        users.messages.get({ userId: 'me', id, format: 'raw' }, request),
      );
      // Search may still list what was labelled a moment ago.
      if (message === null || message.labelIds?.some((label) => marks.includes(label))) return null;
      return Buffer.from(message.raw ?? '', 'base64url');
    },
    done: async (id, how) => {
      const operation = client.begin();
      const requestBody = { addLabelIds: [(await labels(operation))[how]] };
      await operation.look((users, request) => users.messages.modify({ userId: 'me', id, requestBody }, request));
    },
    answered: async (from, since, most) => {
      const operation = client.begin();
      const labelIds = [(await labels(operation)).answered];
      const q = `from:"${from.replaceAll('"', '')}" after:${secondsOf(since)}`;
      // Who deletes what they were answered has been answered all the same.
      return (await listed(operation, { labelIds, q, includeSpamTrash: true, maxResults: most }, most)).length;
    },
  };
};

/** https://support.google.com/mail/answer/7190: `after:` takes seconds, which mean the same in every zone. */
const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

interface Search {
  readonly q: string;
  readonly maxResults: number;
  readonly labelIds?: string[];
  readonly includeSpamTrash?: boolean;
}

/** Ids, the newest first. */
const listed = async (operation: GmailRequests, search: Search, most: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let pageToken: string | undefined; ; ) {
    const { messages = [], nextPageToken } = await operation.ask((users, request) =>
      users.messages.list({ userId: 'me', ...search, ...(pageToken && { pageToken }) }, request),
    );
    ids.push(...messages.flatMap(({ id }) => id ?? []));
    if (!nextPageToken || ids.length >= most) return ids;
    pageToken = nextPageToken;
  }
};

/** The labels by their ids; those that are not there are made. */
const labelsOf = async (operation: GmailRequests): Promise<LabelIds> => {
  for (;;) {
    const { labels = [] } = await operation.ask((users, request) => users.labels.list({ userId: 'me' }, request));
    const idOf = (wanted: string) => labels.find(({ name }) => name?.toLowerCase() === wanted)?.id;
    const [answered, ignored] = [idOf(LABELS.answered), idOf(LABELS.ignored)];
    if (answered && ignored) return { answered, ignored };
    const requestBody = { name: answered ? LABELS.ignored : LABELS.answered };
    try {
      await operation.once((users, request) => users.labels.create({ userId: 'me', requestBody }, request));
    } catch (error) {
      const { failure, byGmail } = error as GmailFailed;
      // Somebody else has just made it; or its answer got lost, and it is there by now.
      await operation.pause(
        failure.status === 409 ? new GmailFailed({ ...failure, status: 503 }, byGmail) : (error as GmailFailed),
      );
    }
  }
};
