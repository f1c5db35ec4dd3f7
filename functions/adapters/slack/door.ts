/** Where Slack tells of presses in messages: whose call it is, who pressed what, and how they hear what came of it. */
import { createHmac } from 'node:crypto';
import type { PressSaid } from '../../../core/mail/press.ts';
import type { Press, PressCall, PressDoor, PressRead } from '../../ports.ts';
import { REAL, type Time } from '../../remote/patience.ts';
import { heldIn, isFresh, isSameText } from '../../remote/press.ts';
import { createSlackClient, type SlackOptions, SlackRefused } from './client.ts';
import { isNobodyThere, notSaid, slackError } from './errors.ts';
import { escaped, PRESS_ACTION } from './print.ts';

export interface SlackDoorOptions extends SlackOptions {
  /** The app's signing secret. */
  readonly signing: string;
  /** Where Slack's own addresses of replies may lead instead: a proxy or a stand-in. */
  readonly replyRoot?: string;
}

const TIMEOUT = 10_000;

/** https://docs.slack.dev/interactivity/handling-user-interaction: an address for replies is good for 30 minutes, and lies here. */
const REPLY_HOSTS: ReadonlySet<string> = new Set(['https://hooks.slack.com', 'https://hooks.slack-gov.com']);

export const createSlackDoor = ({ signing, replyRoot, ...options }: SlackDoorOptions): PressDoor => {
  const client = createSlackClient(options);
  return {
    read: (call, now) => read(signing, call, now),
    isOf: async (presser, { address }) => {
      try {
        const { body } = await client.ask('users.lookupByEmail', { email: address });
        return (body.user as { readonly id?: unknown } | undefined)?.id === presser;
      } catch (error) {
        if (!(error instanceof SlackRefused)) throw error;
        if (isNobodyThere(error.failure)) return false;
        throw slackError(error.failure);
      }
    },
    // What a call about a press is answered with is shown to nobody.
    showsAnswer: false,
    answer: () => null,
    say: ({ reply }, said) => sayAt(reply, said, replyRoot, options.time ?? REAL),
  };
};

/** `v0=` and HMAC-SHA256 of `v0:timestamp:body`: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const read = (signing: string, { header, raw }: PressCall, now: string): PressRead => {
  const timestamp = header('x-slack-request-timestamp') ?? '';
  const made = createHmac('sha256', signing).update(`v0:${timestamp}:`).update(raw).digest('hex');
  const isTheirs = isSameText(`v0=${made}`, header('x-slack-signature') ?? '');
  if (!isTheirs) return { is: 'refused', why: 'forged' };
  if (!isFresh(timestamp, now)) return { is: 'refused', why: 'stale' };
  const payload = payloadIn(raw);
  if (payload === null) return { is: 'refused', why: 'unreadable' };
  const press = pressIn(payload);
  return press ? { is: 'press', press } : { is: 'reply', body: null };
};

/** As far as it is looked at: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
interface Payload {
  readonly type?: unknown;
  readonly user?: { readonly id?: unknown };
  readonly container?: { readonly message_ts?: unknown; readonly channel_id?: unknown };
  readonly response_url?: unknown;
  readonly actions?: readonly {
    readonly action_id?: unknown;
    readonly action_ts?: unknown;
    readonly value?: unknown;
  }[];
}

/** The body is a form whose field `payload` is JSON. */
const payloadIn = (raw: Uint8Array): Payload | null => {
  const text = new URLSearchParams(Buffer.from(raw).toString()).get('payload');
  const parsed = text === null ? null : parsedJson(text);
  return typeof parsed === 'object' ? parsed : null;
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Null for anything else than a button of ours. */
const pressIn = ({ type, user, container, response_url: reply, actions }: Payload): Press | null => {
  const [action] = Array.isArray(actions) ? (actions as NonNullable<Payload['actions']>) : [];
  if (type !== 'block_actions' || !action || !String(action.action_id).startsWith(PRESS_ACTION)) return null;
  const held = typeof action.value === 'string' ? heldIn(parsedJson(action.value)) : null;
  const [presser, channel, message, at] = [
    user?.id,
    container?.channel_id,
    container?.message_ts,
    action.action_ts,
  ].map((id) => (typeof id === 'string' && /^[\w.]{1,64}$/.test(id) ? id : null));
  if (!held || !presser || !channel || !message || !at || typeof reply !== 'string') return null;
  return {
    by: 'slack',
    id: [channel, message, presser, at].join('-').replaceAll('.', '_'),
    message: `slack:${channel}:${message}`,
    token: held.t,
    kind: held.a,
    locale: held.l,
    presser,
    reply,
  };
};

/**
 * To whoever pressed alone, below the message, which stays as it is: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses. A reply
 * that replaced the message would not say that it keeps the metadata by which the letter is known again.
 */
const sayAt = async (
  reply: string,
  { text, link }: PressSaid,
  replyRoot: string | undefined,
  time: Time,
): Promise<void> => {
  const origin = URL.parse(reply)?.origin ?? '';
  if (!REPLY_HOSTS.has(origin) && (replyRoot === undefined || origin !== replyRoot))
    throw notSaid('an address of others');
  const words = [escaped(text), ...(link ? [`<${link.url}|${escaped(link.label)}>`] : [])].join('\n');
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text: words });
  for (let attempt = 0; ; attempt++) {
    const failure = await posted(reply, body);
    if (failure === null) return;
    const wait = WAITS[attempt];
    if (wait === undefined || !failure.mayPass) throw notSaid(failure.why);
    await time.sleep(wait);
  }
};

/** The answer is given by then, and they see nothing else of it: so it is said again, rather twice than never. An address takes five. */
const WAITS: readonly number[] = [1_000, 5_000];

const posted = async (
  reply: string,
  body: string,
): Promise<{ readonly why: string; readonly mayPass: boolean } | null> => {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  const signal = AbortSignal.timeout(TIMEOUT);
  try {
    const response = await fetch(reply, { method: 'POST', headers, body, redirect: 'manual', signal });
    const { status } = response;
    if (!response.ok) return { why: `HTTP ${status}`, mayPass: status === 429 || status >= 500 };
    // What stands between may answer in Slack's place.
    return /^\s*</.test(await response.text()) ? { why: 'a page', mayPass: true } : null;
  } catch (cause) {
    return { why: cause instanceof Error ? cause.message : String(cause), mayPass: true };
  }
};
