/** The replies in an Exchange mailbox: listed, read, and marked once they are dealt with. */
import {
  createGraphClient,
  type GraphOptions,
  type Operation,
  path,
  pathIn,
  quotedForUrl,
  RequestRefused,
} from '../../microsoft/client.ts';
import type { Inbox } from '../../ports.ts';
import { exchangeError, isMessageGone } from './errors.ts';

export interface GraphInboxOptions extends GraphOptions {
  /** Address of the mailbox. */
  readonly mailbox: string;
}

/**
 * Where a message says that it was dealt with: an extended property, which no mail program shows, of Baton's own set. Not a category: those are
 * people's, and changing them writes over what somebody else has just chosen.
 */
const REPLY_PROPERTY = 'String {7d3f3c0e-52d1-4b0f-9d55-6e1f0a8c2b47} Name BatonReply';
const EXPANDED = `singleValueExtendedProperties($filter=id eq '${REPLY_PROPERTY}')`;
type How = 'answered' | 'ignored';

/** Ids that stay when somebody files a message away: https://learn.microsoft.com/graph/outlook-immutable-id */
const LASTING = { Prefer: 'IdType="ImmutableId"' };
const PAGE = '100';

interface Listed {
  readonly id: string;
  readonly singleValueExtendedProperties?: readonly { readonly value: string }[];
}
interface Page {
  readonly value: readonly Listed[];
  readonly '@odata.nextLink'?: string;
}

/** The inbox of a mailbox, with the rights by which mails are sent (Mail.ReadWrite). Errors: see errors.ts. */
export const createGraphInbox = ({ mailbox, ...options }: GraphInboxOptions): Inbox => {
  const client = createGraphClient(options);
  const messageAt = (id: string) => path`/users/${mailbox}/messages/${id}`;
  /** Errors are BatonError; null for what is not there. */
  const asked = async <T>(work: (operation: Operation) => Promise<T>): Promise<T | null> => {
    try {
      return await work(client.begin());
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      if (isMessageGone(error.failure)) return null;
      throw exchangeError(error.failure, mailbox);
    }
  };

  return {
    waiting: async (since) => {
      const filter = `receivedDateTime ge ${secondsOf(since)}`;
      const order = 'receivedDateTime asc';
      const first = path`/users/${mailbox}/mailFolders/inbox/messages?$filter=${filter}&$orderby=${order}&$select=${'id'}&$expand=${EXPANDED}&$top=${PAGE}`;
      const found = await asked((operation) => listed(operation, first, Number.POSITIVE_INFINITY, isWaiting));
      return (found ?? []).map(({ id }) => id);
    },
    read: (id) =>
      asked(async (operation) => {
        const message = await operation.get<Listed>(
          `${messageAt(id)}${path`?$select=${'id'}&$expand=${EXPANDED}`}`,
          LASTING,
        );
        return isWaiting(message) ? operation.bytes(`${messageAt(id)}/$value`, LASTING) : null;
      }),
    done: async (id, how) => {
      const singleValueExtendedProperties = [{ id: REPLY_PROPERTY, value: how satisfies How }];
      await asked((operation) =>
        operation.patch(messageAt(id), { singleValueExtendedProperties }, { again: true, headers: LASTING }),
      );
    },
    answered: async (from, since, most) => {
      const filter = `receivedDateTime ge ${secondsOf(since)} and from/emailAddress/address eq '${quotedForUrl(from)}'`;
      // In every folder: who deletes what they were answered has been answered all the same.
      const first = path`/users/${mailbox}/messages?$filter=${filter}&$select=${'id'}&$expand=${EXPANDED}&$top=${PAGE}`;
      const found = await asked((operation) => listed(operation, first, most, isAnswered));
      return Math.min(most, found?.length ?? 0);
    },
  };
};

const isWaiting = ({ singleValueExtendedProperties: marks = [] }: Listed): boolean => marks.length === 0;
const isAnswered = ({ singleValueExtendedProperties: [mark] = [] }: Listed): boolean => mark?.value === 'answered';

/** OData has no quotes around an instant; seconds are enough. */
const secondsOf = (instant: string): string => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');

/** Those that are wanted, of as many pages as it takes to have `most`. */
const listed = async (
  operation: Operation,
  first: string,
  most: number,
  isWanted: (message: Listed) => boolean,
): Promise<readonly Listed[]> => {
  const found: Listed[] = [];
  for (let next: string | undefined = first; next !== undefined && found.length < most; ) {
    const page: Page = await operation.get<Page>(next, LASTING);
    found.push(...page.value.filter(isWanted));
    const link: string | undefined = page['@odata.nextLink'];
    next = link === undefined ? undefined : pathIn(link);
  }
  return found;
};
