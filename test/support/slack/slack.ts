import type { IncomingMessage, ServerResponse } from 'node:http';
import { Clock } from '../wire/clock.ts';
import * as wire from '../wire/script.ts';
import { answer, listen, readBody, staged } from '../wire/server.ts';
import { wrongIn } from './check-blocks.ts';
import { pressPayload, readReply, type SlackCall, type SlackReply, signedBySlack } from './presses.ts';

/** Methods are named as in Slack's reference: `chat.postMessage`. */
export interface SlackRefusal extends wire.Refusal {
  /** 200 with `ok: false` unless told: https://docs.slack.dev/apis/web-api#responses */
  readonly error?: string;
}
type Fault = wire.Fault<'slack', SlackRefusal>;
type Interlude = wire.Meanwhile<'slack'>;

export interface SlackMessage {
  /** Seconds, a dot, and six digits that make it another one than all others of the conversation. */
  readonly ts: string;
  /** Virtual time, ms. */
  readonly at: number;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly metadata: { readonly event_type: string; readonly event_payload: Readonly<Record<string, unknown>> } | null;
  readonly unfurls: boolean;
}

interface Person {
  readonly id: string;
  readonly email: string;
  /** Their conversation with the app, once it was opened. */
  channel: string | null;
  isActive: boolean;
  readonly messages: SlackMessage[];
}

interface SlackOptions {
  readonly clock?: Clock;
  /** Their addresses; or whoever is looked for is there. */
  readonly people?: readonly string[] | 'anybody';
  readonly scopes?: readonly string[];
  /** Whether people may see messages of the app: App Home, Messages tab. */
  readonly messagesTab?: boolean;
  /** How long a message takes until the history shows it: people saw that it lags (https://github.com/korotovsky/slack-mcp-server/pull/284). */
  readonly historyTakes?: number;
  /** A page of the history, where it is less than what was asked for: https://docs.slack.dev/reference/methods/conversations.history */
  readonly page?: number;
  /** Messages a minute in a workspace: "several hundred" (https://docs.slack.dev/apis/web-api/rate-limits). */
  readonly perMinute?: number;
}

interface SlackRequest {
  readonly method: string;
  readonly at: number;
  readonly args: Readonly<Record<string, unknown>>;
  status: number;
  error: string | null;
}

export interface Slack {
  /** `http://127.0.0.1:port/api` */
  readonly url: string;
  readonly clock: Clock;
  readonly token: string;
  readonly requests: SlackRequest[];
  /** What a person has in their conversation with the app, the oldest first. */
  readonly messagesOf: (email: string) => readonly SlackMessage[];
  /** Addresses of all who are there. */
  readonly everybody: () => readonly string[];
  /** Also of somebody who comes back. */
  readonly join: (email: string) => void;
  readonly leave: (email: string) => void;
  /** As an administrator takes the app away. */
  readonly revoke: (error?: string) => void;
  /** Somebody writes to the app. */
  readonly write: (email: string, text: string) => void;
  /** The app's signing secret. */
  readonly signing: string;
  /** Somebody (`by`, whoever has the message unless told) presses a button of it and says yes to the question: the call that the app gets. */
  readonly press: (email: string, message: SlackMessage, label: string, at: number, by?: string) => SlackCall;
  /** What apps said back by the addresses for replies. */
  readonly replies: readonly SlackReply[];
  readonly fail: (fault: Fault) => void;
  readonly meanwhile: (interlude: Interlude) => void;
  readonly calm: () => void;
  readonly takeViolations: () => string[];
  /** Throws when a violation was not taken, or a fault never met its request. */
  readonly close: () => Promise<void>;
}

/** What each method's page asks of a bot's token: https://docs.slack.dev/reference/methods */
const METHODS: Readonly<
  Record<string, { readonly scope: string | null; readonly json: boolean; readonly perMinute: number }>
> = {
  'auth.test': { scope: null, json: true, perMinute: 300 },
  'users.lookupByEmail': { scope: 'users:read.email', json: false, perMinute: 50 },
  'conversations.open': { scope: 'im:write', json: true, perMinute: 50 },
  'conversations.history': { scope: 'im:history', json: true, perMinute: 50 },
  'chat.postMessage': { scope: 'chat:write', json: true, perMinute: Number.POSITIVE_INFINITY },
};

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'users.lookupByEmail': ['email'],
  'conversations.open': ['users', 'channel', 'return_im', 'prevent_creation'],
  'conversations.history': ['channel', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest'],
  'chat.postMessage': ['channel', 'text', 'blocks', 'metadata', 'unfurl_links', 'unfurl_media', 'mrkdwn', 'link_names'],
};

export const SCOPES = ['chat:write', 'im:write', 'im:history', 'users:read', 'users:read.email'] as const;

const MINUTE = 60_000;
const SECOND = 1_000;
/** A bot posts one message a second to a channel, and short bursts are let through: https://docs.slack.dev/apis/web-api/rate-limits */
const BURST = 3;

/** An error word, with what stands beside it. */
class Refused extends Error {
  readonly more: object;
  constructor(error: string, more: object = {}) {
    super(error);
    this.more = more;
  }
}

type Args = Readonly<Record<string, unknown>>;

/** Slack's Web API as far as Baton speaks to it, strict about what it is sent. Every test opens its own, and closes it. */
export const openSlack = async ({
  clock = new Clock(),
  people: addresses = [],
  scopes = SCOPES,
  messagesTab = true,
  historyTakes = 0,
  page = 999,
  perMinute = 300,
}: SlackOptions = {}): Promise<Slack> => {
  const token = 'xoxb-0000000000-0000000000000-aSecretOfTheFake';
  const script = new wire.Script<'slack', SlackRefusal>();
  const violations: string[] = [];
  const requests: SlackRequest[] = [];
  const people = new Map<string, Person>();
  const times = new Map<string, number[]>();
  let revoked: string | null = null;
  let made = 0;

  const join = (email: string) => {
    const left = people.get(email.toLowerCase());
    if (left) {
      left.isActive = true;
      return;
    }
    const id = `U${String(++made).padStart(8, '0')}`;
    people.set(email.toLowerCase(), { id, email, channel: null, isActive: true, messages: [] });
  };
  if (addresses !== 'anybody') for (const email of addresses) join(email);
  const personOf = (email: string): Person => {
    const person = people.get(email.toLowerCase());
    if (!person) throw new Error(`nobody has ${email} in this workspace`);
    return person;
  };
  const withChannel = (channel: unknown) => [...people.values()].find((each) => each.channel === channel);

  /** Seconds to wait, or null where it may go on. */
  const held = (key: string, most: number, within: number): number | null => {
    const recent = (times.get(key) ?? []).filter((at) => at > clock.now() - within);
    times.set(key, recent);
    const [first] = recent;
    if (first !== undefined && recent.length >= most)
      return Math.max(1, Math.ceil((first + within - clock.now()) / 1000));
    recent.push(clock.now());
    return null;
  };

  const stamp = () => {
    const micros = String(++made).padStart(6, '0');
    return `${Math.floor(clock.now() / 1000)}.${micros}`;
  };

  /** https://docs.slack.dev/messaging/message-metadata */
  const metadataIn = (given: unknown): SlackMessage['metadata'] => {
    if (given === undefined) return null;
    const { event_type, event_payload, ...others } = given as {
      readonly event_type?: unknown;
      readonly event_payload?: unknown;
    };
    const isType = typeof event_type === 'string' && /^\w+$/.test(event_type);
    if (!isType || typeof event_payload !== 'object' || event_payload === null || Object.keys(others).length > 0)
      throw new Refused('invalid_metadata_format');
    return { event_type, event_payload: event_payload as Readonly<Record<string, unknown>> };
  };

  const handlers: Readonly<Record<string, (args: Args) => object>> = {
    'auth.test': () => ({
      url: 'https://example.slack.com/',
      team: 'Example',
      user: 'baton',
      team_id: 'T01',
      user_id: 'U0BOT',
      bot_id: 'B01',
    }),

    // Whoever was deactivated is not found either: https://github.com/pablovarela/terraform-provider-slack/issues/251
    'users.lookupByEmail': ({ email }) => {
      if (addresses === 'anybody' && !people.has(String(email).toLowerCase())) join(String(email));
      const person = people.get(String(email).toLowerCase());
      if (!person?.isActive) throw new Refused('users_not_found');
      return { user: { id: person.id, name: person.email.split('@')[0], deleted: false, is_bot: false } };
    },

    'conversations.open': ({ users, channel }) => {
      if (channel !== undefined) throw new Refused('channel_not_found');
      if (typeof users !== 'string' || users === '') throw new Refused('users_list_not_supplied');
      const person = [...people.values()].find(({ id }) => id === users);
      if (!person) throw new Refused('user_not_found');
      if (!person.isActive) throw new Refused('user_disabled');
      const already = person.channel !== null;
      person.channel ??= `D${person.id.slice(1)}`;
      return { ...(already && { no_op: true, already_open: true }), channel: { id: person.channel } };
    },

    'chat.postMessage': ({ channel, text = '', blocks, metadata, unfurl_links, unfurl_media }) => {
      const person = withChannel(channel);
      if (!person) throw new Refused('channel_not_found');
      if (!messagesTab) throw new Refused('messages_tab_disabled');
      if (!person.isActive) throw new Refused('user_disabled');
      if (text === '' && blocks === undefined) throw new Refused('no_text');
      if (typeof text !== 'string') throw new Refused('invalid_arguments');
      // Longer ones it makes several messages of, which nobody here means: https://github.com/slackapi/java-slack-sdk/issues/704
      if (text.length > 4000) violations.push(`a text of ${text.length} characters becomes several messages`);
      const wrong = blocks === undefined ? null : wrongIn(blocks);
      if (wrong === 'too-long') throw new Refused('msg_blocks_too_long');
      if (wrong) throw new Refused('invalid_blocks', { errors: [wrong] });
      const message = { text, blocks: (blocks ?? []) as readonly unknown[], metadata: metadataIn(metadata) };
      const ts = stamp();
      person.messages.push({
        ...message,
        ts,
        at: clock.now(),
        unfurls: unfurl_links !== false || unfurl_media !== false,
      });
      return { channel, ts, message: { type: 'message', ts, text } };
    },

    // Newest first; fewer than asked for may come although there are more: https://docs.slack.dev/reference/methods/conversations.history
    'conversations.history': ({ channel, cursor, limit = '100', oldest = '0', include_all_metadata }) => {
      const person = withChannel(channel);
      if (!person) throw new Refused('channel_not_found');
      const asked = Number(limit);
      if (!Number.isInteger(asked) || asked < 1 || asked > 999) throw new Refused('invalid_limit');
      if (!/^\d+(\.\d{1,6})?$/.test(String(oldest))) throw new Refused('invalid_ts_oldest');
      const shown = person.messages
        .filter(({ ts, at }) => Number(ts) > Number(oldest) && at <= clock.now() - historyTakes)
        .toReversed();
      const from = cursor === undefined || cursor === '' ? 0 : Number(String(cursor).replace('next:', ''));
      if (!Number.isInteger(from)) throw new Refused('invalid_cursor');
      const to = from + Math.min(asked, page);
      const messages = shown.slice(from, to).map(({ ts, text, metadata }) => ({
        type: 'message',
        ts,
        text,
        // Without this its content is left out: https://github.com/slackapi/python-slack-sdk/issues/1501
        ...(metadata && {
          metadata: include_all_metadata === 'true' ? metadata : { event_type: metadata.event_type },
        }),
      }));
      const hasMore = to < shown.length;
      return { messages, has_more: hasMore, response_metadata: { next_cursor: hasMore ? `next:${to}` : '' } };
    },
  };

  const argsOf = (method: string, type: string, body: string): Args => {
    if (/^application\/json/i.test(type)) {
      if (!METHODS[method]?.json) {
        violations.push(`${method} takes no JSON`);
        throw new Refused('invalid_arguments');
      }
      if (!/charset=utf-8/i.test(type))
        violations.push(`${method}: JSON without a charset gets the warning missing_charset`);
      return JSON.parse(body) as Args;
    }
    if (/^application\/x-www-form-urlencoded/i.test(type)) return Object.fromEntries(new URLSearchParams(body));
    if (body !== '') violations.push(`${method}: a body of the type ${type || 'none'}`);
    throw new Refused('invalid_post_type');
  };

  const done = (method: string, request: IncomingMessage, body: string, logged: SlackRequest): object => {
    const { authorization = '' } = request.headers;
    if (authorization === '') throw new Refused('not_authed');
    if (authorization !== `Bearer ${token}`) throw new Refused('invalid_auth');
    if (revoked !== null) throw new Refused(revoked);
    const { scope } = METHODS[method] ?? { scope: null };
    if (scope !== null && !scopes.includes(scope))
      throw new Refused('missing_scope', { needed: scope, provided: scopes.join(',') });
    const args = argsOf(method, request.headers['content-type'] ?? '', body);
    Object.assign(logged.args, args);
    for (const name of Object.keys(args))
      if (!ARGUMENTS[method]?.includes(name)) violations.push(`${method} has no argument ${name}`);
    return handlers[method]?.(args) ?? {};
  };

  const signing = '8f742231b10e8888abcd99yyyzzz85a5';
  const replies: SlackReply[] = [];
  const { url, close } = await listen(async (request, response) => {
    if (request.url?.startsWith('/actions/')) {
      const logged: SlackRequest = { method: 'response_url', at: clock.now(), args: {}, status: 0, error: null };
      requests.push(logged);
      const body = await readBody(request);
      await staged({ api: 'slack', script, response, violations }, logged.method, async (how) => {
        const refused = typeof how === 'object' ? how : null;
        const reply = refused && !refused.after ? null : readReply(request.headers['content-type'] ?? '', body);
        if (typeof reply === 'string') violations.push(reply);
        else if (reply !== null) replies.push(reply);
        return () => answer(response, refused?.status ?? 200, { ok: refused === null });
      });
      return;
    }
    const method = (request.url ?? '').replace(/^\/api\//, '');
    const body = await readBody(request);
    const logged: SlackRequest = { method, at: clock.now(), args: {}, status: 0, error: null };
    requests.push(logged);
    if (request.method !== 'POST' || !(method in METHODS)) {
      violations.push(`${request.method} ${request.url}`);
      return answer(response, 200, { ok: false, error: 'unknown_method' });
    }
    const send = (status: number, content: object, headers: Readonly<Record<string, string>> = {}) => {
      logged.status = status;
      logged.error = (content as { readonly error?: string }).error ?? null;
      answer(response, status, content, {
        'x-oauth-scopes': scopes.join(','),
        ...(METHODS[method]?.scope && { 'x-accepted-oauth-scopes': METHODS[method].scope }),
        ...headers,
      });
    };
    const scripted = ({ status, retryAfter, error }: SlackRefusal) =>
      // What stands before Slack itself answers with a page.
      status >= 500 && error === undefined
        ? page500(response, status, logged)
        : send(
            status,
            { ok: false, error: error ?? 'ratelimited' },
            retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
          );
    await staged({ api: 'slack', script, response, violations }, method, async (how) => {
      if (typeof how === 'object' && !how.after) return () => scripted(how);
      if (how === 'expire-token') return () => send(200, { ok: false, error: 'token_expired' });
      const wait =
        held(method, METHODS[method]?.perMinute ?? 0, MINUTE) ??
        (method === 'chat.postMessage'
          ? (held('posts', perMinute, MINUTE) ?? held(`channel ${channelIn(body)}`, BURST, BURST * SECOND))
          : null);
      if (wait !== null) return () => send(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(wait) });
      try {
        const result = done(method, request, body, logged);
        if (typeof how === 'object') return () => scripted(how);
        return () => send(200, { ok: true, ...result });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return () => send(200, { ok: false, error: error.message, ...error.more });
      }
    });
  }, violations);

  return {
    url: `${url}/api`,
    clock,
    token,
    requests,
    messagesOf: (email) => personOf(email).messages,
    everybody: () => [...people.values()].map(({ email }) => email),
    join,
    leave: (email) => {
      if (addresses === 'anybody') join(email);
      personOf(email).isActive = false;
    },
    revoke: (error = 'account_inactive') => {
      revoked = error;
    },
    write: (email, text) => {
      const person = personOf(email);
      person.channel ??= `D${person.id.slice(1)}`;
      person.messages.push({ ts: stamp(), at: clock.now(), text, blocks: [], metadata: null, unfurls: true });
    },
    signing,
    replies,
    press: (email, message, label, at, by = email) => {
      const channel = personOf(email).channel ?? '';
      const responseUrl = `${url}/actions/T01/${++made}/abc`;
      const body = pressPayload({ user: personOf(by).id, channel, message, label, responseUrl, at });
      return signedBySlack(signing, body, at);
    },
    fail: (fault) => script.fail(fault),
    meanwhile: (interlude) => script.meanwhile(interlude),
    calm: () => script.clear(),
    takeViolations: () => violations.splice(0),
    close: async () => {
      await close();
      const faults = [...violations, ...script.open.map((entry) => `Never met: ${entry}`)];
      if (faults.length > 0) throw new Error(`The fake of Slack saw:\n${faults.join('\n')}`);
    },
  };
};

const page500 = (response: ServerResponse, status: number, logged: SlackRequest): void => {
  logged.status = status;
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Server Error | Slack</title>');
};

const channelIn = (body: string): string => /"channel":"(\w+)"/.exec(body)?.[1] ?? '';
