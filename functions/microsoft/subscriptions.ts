/** Keeps one Graph subscription for each drive, so that changes are told of as they happen. */
import { type GraphClient, type Operation, path, pathIn, RequestRefused } from './client.ts';
import type { ClientStates } from './client-state.ts';

/** What is looked at of a subscription: https://learn.microsoft.com/graph/api/resources/subscription */
interface Subscription {
  readonly id: string;
  readonly resource: string;
  readonly notificationUrl: string;
  readonly expirationDateTime: string;
}

export interface SubscribingOptions {
  readonly client: GraphClient;
  /** Where the function `changed` is called; the query is added to it. */
  readonly url: string;
  readonly states: ClientStates;
}

/** `failed`: Graph's codes, one for each drive that cannot be subscribed to. */
export interface Kept {
  readonly made: number;
  readonly renewed: number;
  readonly removed: number;
  readonly failed: readonly string[];
}

const MINUTE = 60_000;
/** The longest life of a subscription to a drive, and a little less: clocks differ. */
const LIFE = (42_300 - 30) * MINUTE;

/**
 * Sees to it that Graph tells us of changes in these drives, by one subscription each: made where there is none, renewed
 * once half of its life is over, made again with another secret or when it has expired. Those at our address that are no
 * longer wanted are removed. Asked once a workday it is one request as a rule; a subscription outlives three weeks of
 * holidays. Throws Refused when the subscriptions cannot be listed.
 */
export const keepSubscribed = async (
  { client, url, states }: SubscribingOptions,
  drives: readonly string[],
): Promise<Kept> => {
  const operation = client.begin();
  const now = client.time.now();
  const address = addressOf(url, states);
  const ours = (await list(operation)).filter(({ notificationUrl }) => isAt(notificationUrl, url));
  const kept = new Set<string>();
  const counts = { made: 0, renewed: 0, removed: 0 };
  const failed: string[] = [];
  const until = () => new Date(now + LIFE).toISOString();

  const make = async (drive: string) => {
    await operation.post('/subscriptions', {
      changeType: 'updated',
      notificationUrl: address,
      resource: path`/drives/${drive}/root`,
      expirationDateTime: until(),
      clientState: states.of(drive),
    });
    counts.made++;
  };

  const keep = async (drive: string) => {
    const own = ownIn(ours, drive, address);
    const left = own ? Date.parse(own.expirationDateTime) - now : 0;
    if (!own || left <= 0) return make(drive);
    if (left < LIFE / 2) {
      const renewal = { expirationDateTime: until() };
      const isThere = await orGone(operation.patch(path`/subscriptions/${own.id}`, renewal, { again: true }));
      if (!isThere) return make(drive);
      counts.renewed++;
    }
    kept.add(own.id);
  };

  for (const drive of drives) {
    try {
      await keep(drive);
    } catch (thrown) {
      failed.push(codeOf(thrown));
    }
  }
  // One that could not be replaced is better than none.
  if (failed.length === 0) {
    for (const { id } of ours.filter((one) => !kept.has(one.id))) {
      try {
        if (await orGone(operation.delete(path`/subscriptions/${id}`, { again: true }))) counts.removed++;
      } catch (thrown) {
        failed.push(codeOf(thrown));
      }
    }
  }
  return { ...counts, failed };
};

/** When the subscription of this drive ends, ISO 8601; null where there is none. Throws Refused. */
export const subscribedUntil = async (
  { client, url, states }: SubscribingOptions,
  drive: string,
): Promise<string | null> =>
  ownIn(await list(client.begin()), drive, addressOf(url, states))?.expirationDateTime ?? null;

/** A list does not show with which secret they were made: the address does. */
const addressOf = (url: string, { fingerprint }: ClientStates): string => {
  const address = new URL(url);
  address.searchParams.set('key', fingerprint);
  return address.href;
};

/** Of several the one that lasts longest. */
const ownIn = (all: readonly Subscription[], drive: string, address: string): Subscription | undefined =>
  all
    .filter(({ resource, notificationUrl }) => isRootOf(resource, drive) && notificationUrl === address)
    .sort((a, b) => Date.parse(b.expirationDateTime) - Date.parse(a.expirationDateTime))[0];

interface Page {
  readonly value: readonly Subscription[];
  readonly '@odata.nextLink'?: string;
}

/** All of the app's. Pages come with whole addresses, of which the client wants what follows the version. */
const list = async (operation: Operation): Promise<readonly Subscription[]> => {
  const all: Subscription[] = [];
  for (let next: string | undefined = '/subscriptions'; next !== undefined; ) {
    const page: Page = await operation.get<Page>(next);
    all.push(...page.value);
    const more = page['@odata.nextLink'];
    next = more && pathIn(more);
  }
  return all;
};

/** Whether an address differs from ours by its query alone. */
const isAt = (notificationUrl: string, url: string): boolean => {
  if (!URL.canParse(notificationUrl)) return false;
  const [theirs, own] = [new URL(notificationUrl), new URL(url)];
  return theirs.origin === own.origin && theirs.pathname === own.pathname;
};

/** Graph gives a resource back with or without the slash, and encoded or not. */
const isRootOf = (resource: string, drive: string): boolean =>
  decodeURIComponent(resource).replace(/^\//, '').toLowerCase() === `drives/${drive}/root`.toLowerCase();

/** Answers whether what was to be changed was still there. */
const orGone = async (change: Promise<unknown>): Promise<boolean> => {
  try {
    await change;
    return true;
  } catch (thrown) {
    if (thrown instanceof RequestRefused && thrown.failure.status === 404) return false;
    throw thrown;
  }
};

const codeOf = (thrown: unknown): string => {
  if (!(thrown instanceof RequestRefused)) throw thrown;
  const { status, reason, code } = thrown.failure;
  return reason || code || String(status);
};
