/**
 * Posts events to the one address that the configuration names, signed after https://github.com/standard-webhooks/standard-webhooks (1.0.0): the headers
 * webhook-id, webhook-timestamp and webhook-signature. Only 2xx is taken; 410 wants no more.
 */
import { createHash, createHmac } from 'node:crypto';
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import type { Environment } from '../backend.ts';
import { BatonError } from '../errors.ts';

const say = inAllWays('connect');

/** An event on its way. */
export interface EventPost {
  /** Of the workbook. */
  readonly workbook: string;
  /** The event's key in the ledger. */
  readonly key: string;
  /** JSON, posted and signed to the letter. */
  readonly body: string;
}

/** `busy`: whoever comes after it would not be taken either, for now. `said`: for whoever looks after it. */
export type PostVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly why: 'gone' | 'busy' | 'refused'; readonly said: string };

export interface Webhook {
  /** Tells this address from another without naming it: whoever has it may post there. */
  readonly endpoint: string;
  readonly post: (event: EventPost) => Promise<PostVerdict>;
}

export interface WebhookOptions {
  readonly url: string;
  /** The first signs as the others do: a receiver knows the old one until it has the new. */
  readonly secrets: readonly Buffer[];
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The receiver has so many milliseconds; the specification asks for 15 to 30 seconds. */
const PATIENCE = 15_000;

/** Bytes of a secret, by the specification. */
const SHORTEST_SECRET = 24;
const LONGEST_SECRET = 64;

/** Over https, or to this machine; without a name and password in it. */
export const webhookUrl = (text: string): string | null => {
  const url = URL.parse(text.trim());
  if (url === null || url.username !== '' || url.password !== '') return null;
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url.href : null;
};

/** `whsec_` and base64, several with commas between; null where one of them is none. */
export const webhookSecrets = (text: string): readonly Buffer[] | null => {
  const read = text.split(',').map((one) => {
    const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(one.trim()) ?? [];
    return Buffer.from(base64, 'base64');
  });
  return read.every(({ length }) => length >= SHORTEST_SECRET && length <= LONGEST_SECRET) ? read : null;
};

/** What the environment says; null where nobody is told. BatonError `bad-webhook` (call). */
export const webhookIn = (env: Environment, more: Pick<WebhookOptions, 'fetch' | 'now'> = {}): Webhook | null => {
  const [given, secret] = [env.BATON_WEBHOOK?.trim() ?? '', env.BATON_WEBHOOK_SECRET?.trim() ?? ''];
  if (given === '') return null;
  const [url, secrets] = [webhookUrl(given), webhookSecrets(secret)];
  if (url === null) throw badWebhook('BATON_WEBHOOK', given);
  if (secrets === null) throw badWebhook('BATON_WEBHOOK_SECRET', secret);
  return createWebhook({ url, secrets, ...more });
};

const badWebhook = (name: 'BATON_WEBHOOK' | 'BATON_WEBHOOK_SECRET', given: string) =>
  new BatonError(
    'call',
    'bad-webhook',
    (given === '' ? say.variableAbsent : say.variableWrong)({ name, wanted: say.wanted[name] }),
  );

const createWebhook = ({ url, secrets, fetch: request = fetch, now = Date.now }: WebhookOptions): Webhook => ({
  endpoint: createHash('sha256').update(url).digest('hex').slice(0, 12),
  post: async ({ workbook, key, body }) => {
    const id = eventId(workbook, key);
    const timestamp = String(Math.floor(now() / 1000));
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Baton',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': secrets.map((secret) => signatureOf(secret, `${id}.${timestamp}.${body}`)).join(' '),
        },
        body,
        // It is this address that was named, and no other.
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE),
      });
      await answer.body?.cancel();
      return verdictOf(answer.status);
    } catch (cause) {
      return { taken: false, why: 'busy', said: cause instanceof Error ? failureOf(cause) : 'unreachable' };
    }
  },
});

/** The same for the same event, in letters that any header takes, and without the full stop that parts what is signed. */
export const eventId = (workbook: string, key: string): string =>
  `msg_${createHash('sha256').update(`${workbook}\n${key}`).digest('base64url').slice(0, 32)}`;

const signatureOf = (secret: Buffer, content: string): string =>
  `v1,${createHmac('sha256', secret).update(content).digest('base64')}`;

const verdictOf = (status: number): PostVerdict => {
  if (status >= 200 && status < 300) return { taken: true };
  const said = `HTTP ${status}`;
  if (status === 410) return { taken: false, why: 'gone', said };
  return { taken: false, why: status === 429 || status >= 500 ? 'busy' : 'refused', said };
};

/** A code of Node's or the kind of error: its words may hold the address. */
const failureOf = ({ name, cause }: Error): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code || name;
};
