/** The function `changed`: Microsoft Graph tells of a change, and a check is queued for it. */
import * as z from 'zod/mini';
import type { Log } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import type { Registered } from '../many/registry.ts';
import { type ClientStates, driveKey, driveOf } from '../microsoft/client-state.ts';
import type { CheckTask, Queue } from '../ports.ts';
import type { Endpoint, HttpCall, TextAnswer } from './call.ts';

export interface ChangedParts {
  readonly states: Pick<ClientStates, 'driveIn'>;
  readonly registry: () => Promise<{ readonly workbooks: readonly Listed[] }>;
  /** Answers before the work is done: Graph waits three seconds. */
  readonly queue: Queue;
  /** The real time, ISO 8601. */
  readonly clock: () => string;
}

type Listed = Pick<Registered, 'uri' | 'paused'>;

/** Graph's are a few hundred bytes each. */
const LONGEST_BODY = 256 * 1024;
const LONGEST_TOKEN = 2048;

/** https://learn.microsoft.com/graph/api/resources/changenotificationcollection; all else in it is of no use here. */
const Notifications = z.object({
  value: z.array(
    z.object({
      clientState: z.optional(z.nullable(z.string())),
      subscriptionExpirationDateTime: z.optional(z.nullable(z.string())),
    }),
  ),
});

/**
 * Called by Microsoft Graph when something in a drive has changed: asks for a check of each workbook there. Anybody may
 * call; whoever does not know the secret of a subscription gets the same answer and nothing happens. What is told twice,
 * late or of a drive that we do not look after ends here as well.
 */
export const changed = ({ states, registry, queue, clock }: ChangedParts): Endpoint => {
  const listed = cached(async () => (await registry()).workbooks, clock);

  const drivesIn = (body: unknown): { drives: Set<string>; ignored: string[] } | null => {
    const read = Notifications.safeParse(body);
    if (!read.success) return null;
    const drives = new Set<string>();
    const ignored: string[] = [];
    for (const { clientState, subscriptionExpirationDateTime: until } of read.data.value) {
      const drive = states.driveIn(clientState ?? '');
      if (drive === null) ignored.push('forged');
      else if (until && Date.parse(until) < Date.parse(clock())) ignored.push('late');
      else drives.add(drive);
    }
    return { drives, ignored };
  };

  const answer = async ({ query, raw, body }: HttpCall, log: Log) => {
    const token = query.get('validationToken');
    if (token !== null) return validated(token);
    const found = raw.length > LONGEST_BODY ? null : drivesIn(body);
    if (found === null) return { status: 400, body: { error: { code: 'not-a-notification' } } };
    const { drives, ignored } = found;
    const workbooks = drives.size === 0 ? [] : await listed();
    const counts = { taken: 0, known: 0 };
    for (const drive of drives) {
      const there = workbooks.filter(({ uri, paused }) => !paused && isIn(uri, drive));
      if (there.length === 0) ignored.push('unknown');
      for (const { uri } of there) {
        const { task, notBefore } = checkLater(uri, clock());
        counts[await queue.enqueue(task, notBefore)]++;
      }
    }
    // One line a call, however much there is in it.
    const why = ignored[0];
    log(why ? 'WARNING' : 'INFO', 'notified', { ...counts, ignored: ignored.length, ...(why && { code: why }) });
    return { status: 202, body: {} };
  };

  return { methods: ['POST'], answer };
};

/** Where nothing is subscribed to, nobody is told of anything. */
export const noChanged: Endpoint = {
  methods: ['POST'],
  answer: async () => ({ status: 404, body: { error: { code: 'no-changes' } } }),
};

/**
 * Shows that this address is ours: https://learn.microsoft.com/graph/change-notifications-delivery-webhooks. Nothing but
 * text comes back, whatever is sent; no browser makes a page of it.
 */
const validated = (token: string): TextAnswer =>
  token.length > LONGEST_TOKEN
    ? { as: 'text', status: 400, text: '' }
    : {
        as: 'text',
        status: 200,
        text: token,
        headers: { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox' },
      };

const isIn = (uri: string, key: string): boolean => {
  const drive = driveOf(uri);
  return drive !== null && driveKey(drive) === key;
};

const MINUTE = 60_000;

/**
 * At the end of the minute in which it is asked for, and once for all that is asked for in it: whoever types causes a
 * change every few seconds, and the last of them has to be seen.
 */
export const checkLater = (uri: string, now: string): { readonly task: CheckTask; readonly notBefore: string } => {
  const end = new Date((Math.floor(Date.parse(now) / MINUTE) + 1) * MINUTE).toISOString();
  const name = `${workbookKey(uri)}-check-${end.slice(0, 16).replace(/\W/g, '')}`;
  return { task: { kind: 'check', name, workbook: uri }, notBefore: end };
};

/** How old the list of workbooks may be: reading it takes as long as all the rest. */
const FRESH = MINUTE;

const cached = <T>(read: () => Promise<T>, clock: () => string): (() => Promise<T>) => {
  let known: { readonly at: number; readonly value: T } | null = null;
  return async () => {
    const now = Date.parse(clock());
    if (known === null || now - known.at > FRESH) known = { at: now, value: await read() };
    return known.value;
  };
};
