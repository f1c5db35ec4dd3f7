/** Feishu as its pages describe it, for one app: sign-in, looking people up, sending to them, listing a chat. F stands for https://open.feishu.cn/document. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Clock } from '../wire/clock.ts';
import { type Fault, type Meanwhile, type Refusal, Script } from '../wire/script.ts';
import { answer, listen, readBody, staged } from '../wire/server.ts';
import { BadCard, readCard, type SeenCard } from './card.ts';
import { callbacksIn, encrypted, type FeishuCall, type FeishuKeys, pressEvent, signedByFeishu } from './presses.ts';

/** An answer that a script asks for; `code`: Feishu's own. */
export interface FeishuRefusal extends Refusal {
  readonly code?: number;
}
type Api = 'feishu';

/** Somebody, as the fake keeps them. */
export interface FeishuPerson {
  readonly email: string;
  readonly mobile?: string;
  /** Whether the app's range of availability has them. */
  readonly isVisible?: boolean;
  /** A code with which every letter to them is refused. */
  readonly refuses?: number | undefined;
}

export interface FeishuFakeOptions {
  readonly clock?: Clock;
  /** Or whoever is looked for is there. */
  readonly people?: readonly FeishuPerson[] | 'anybody';
  /** What a repeated uuid gets is written nowhere: the first message again, or an error. */
  readonly repeated?: 'the same' | 'an error';
  /** In some tenants letters by open_id are refused: https://github.com/openclaw/openclaw/issues/109409 */
  readonly refusesOpenIds?: boolean;
  /** Cards come back as stubs even where they are asked for. */
  readonly listsStubs?: boolean;
  /** Permissions that the app lacks. */
  readonly lacks?: readonly ('send' | 'read' | 'find')[];
}

export interface FeishuMessage {
  readonly message: string;
  readonly chat: string;
  readonly to: string;
  readonly at: number;
  readonly content: string;
  readonly card: SeenCard;
  deleted: boolean;
}

export interface FeishuFake {
  readonly url: string;
  readonly app: { readonly host: string; readonly id: string; readonly secret: string };
  readonly clock: Clock;
  /** What has arrived with anybody, in the order it came. */
  readonly messages: readonly FeishuMessage[];
  /** Requests as they were dealt with. */
  readonly requests: readonly { readonly method: string }[];
  /** The keys of its calls to the app's door. */
  readonly keys: FeishuKeys;
  /** Somebody (`by`, whoever has the card unless told) presses a button of it and says yes: the call that the app gets. */
  readonly press: (message: FeishuMessage, label: string, at: number, by?: string) => FeishuCall;
  /** Any call to the app's door, as Feishu encrypts and signs it. */
  readonly sign: (said: object, at: number) => FeishuCall;
  readonly fail: (fault: Omit<Fault<Api, FeishuRefusal>, 'api'> & { readonly api?: Api }) => void;
  readonly meanwhile: (interlude: Omit<Meanwhile<Api>, 'api'> & { readonly api?: Api }) => void;
  readonly calm: () => void;
  /** The chat that the app has with somebody. */
  readonly chatOf: (email: string) => string;
  /** Somebody's way of refusing, or being seen, from now on. */
  readonly change: (email: string, change: Partial<FeishuPerson>) => void;
  /** Ends; fails where the client sent what Feishu does not take, or a fault was never met. */
  readonly close: () => Promise<void>;
}

/** A refusal: HTTP status, code and words. */
class No extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, code: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const APP = { id: 'cli_a1b2c3d4e5f6', secret: 'Zb4SecretOfTheApp' };
const KEYS: FeishuKeys = { encryptKey: 'a key that encrypts calls', verificationToken: 'aTokenThatEachCallSays' };
const HOUR = 3_600_000;

/** F/server-docs/im-v1/message/create and F/server-docs/im-v1/message/reply */
const WORDS: Readonly<Record<number, string>> = {
  230001: 'Your request contains an invalid request parameter.',
  230002: 'The bot can not be outside the group.',
  230006: 'Bot ability is not activated.',
  230013: 'Bot has NO availability to this user.',
  230020: 'This operation triggers the frequency limit.',
  230022: 'The content of the message contains sensitive information.',
  230025: 'The length of the message content reaches its limit.',
  230027: 'Lack of necessary permissions.',
  230035: 'Send Message Permission deny.',
  230038: 'Cross tenant p2p chat operate forbid.',
  230049: 'The message is being sent.',
  230099: 'Failed to create card content.',
  230101: 'The open_id is not usable here.',
  99991400: 'request trigger frequency limit',
  99991403: "This month's API call quota has been exceeded",
  99991663: 'Invalid access token for authorization. Please make a test attempt to obtain a new token.',
  99991672: 'Access denied. One of the following scopes is required.',
};

export const openFeishu = async ({
  clock = new Clock(),
  people: given = [{ email: 'li@example.com' }],
  repeated = 'the same',
  refusesOpenIds = false,
  listsStubs = false,
  lacks = [],
}: FeishuFakeOptions = {}): Promise<FeishuFake> => {
  const script = new Script<Api, FeishuRefusal>();
  const violations: string[] = [];
  const requests: { method: string }[] = [];
  const messages: FeishuMessage[] = [];
  const numbered = (person: FeishuPerson, i: number) => ({
    isVisible: true,
    ...person,
    openId: `ou_${String(i + 1).padStart(8, '0')}`,
    chat: `oc_${String(i + 1).padStart(8, '0')}`,
  });
  const people = given === 'anybody' ? [] : given.map(numbered);
  const personOf = (email: string) => {
    const known = people.find((person) => person.email === email);
    if (known || given !== 'anybody') return known;
    const joined = numbered({ email }, people.length);
    people.push(joined);
    return joined;
  };
  const sentOnce = new Map<string, { readonly at: number; readonly message: FeishuMessage }>();
  const lately = new Map<string, number[]>();
  let token: { value: string; until: number } | null = null;
  let tokens = 0;
  let events = 0;

  const bad = (what: string): never => {
    violations.push(what);
    throw new No(400, 230001, `${WORDS[230001]} ${what}`);
  };

  /** F/server-docs/authentication-management/access-token/tenant_access_token_internal */
  const signIn = (body: Json): object => {
    const { app_id: id, app_secret: secret, ...others } = body;
    if (Object.keys(others).length > 0) bad(`sign-in with ${Object.keys(others).join(', ')}`);
    if (id !== APP.id) throw new No(400, 10003, 'invalid param');
    if (secret !== APP.secret) throw new No(400, 10014, 'app secret invalid');
    // The same one until half an hour of it is left.
    if (!token || token.until - clock.now() < HOUR / 2)
      token = { value: `t-${++tokens}`, until: clock.now() + 2 * HOUR };
    return {
      code: 0,
      msg: 'ok',
      tenant_access_token: token.value,
      expire: Math.floor((token.until - clock.now()) / 1000),
    };
  };

  const authorize = (request: IncomingMessage): void => {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!bearer) throw new No(400, 99991661, 'Missing access token for authorization.');
    const isOpen = token !== null && clock.now() < token.until && bearer === token.value;
    if (!isOpen) throw new No(400, 99991663, WORDS[99991663]!);
  };

  /** F/server-docs/contact-v3/user/batch_get_id */
  const find = (query: URLSearchParams, body: Json): object => {
    if (lacks.includes('find')) throw new No(400, 99991672, `${WORDS[99991672]} [contact:user.id:readonly]`);
    if (query.get('user_id_type') !== 'open_id') bad('batch_get_id asked for other ids than open_id');
    const { emails = [], mobiles = [], ...others } = body as { emails?: string[]; mobiles?: string[] };
    if (Object.keys(others).length > 0) bad(`batch_get_id with ${Object.keys(others).join(', ')}`);
    if (emails.length + mobiles.length === 0 || emails.length > 50 || mobiles.length > 50)
      bad('batch_get_id of none or too many');
    // No match, and nobody whom the app may see: an entry without an id, and no error.
    emails.forEach(personOf);
    const one = (key: 'email' | 'mobile') => (value: string) => {
      const found = people.find((person) => person[key] === value && person.isVisible);
      return { [key]: value, ...(found && { user_id: found.openId }) };
    };
    return { user_list: [...emails.map(one('email')), ...mobiles.map(one('mobile'))] };
  };

  /** F/server-docs/im-v1/message/create */
  const create = (query: URLSearchParams, body: Json, bytes: number): object => {
    if (lacks.includes('send')) throw new No(400, 230027, WORDS[230027]!);
    const { receive_id: id, msg_type: type, content, uuid, ...others } = body as Record<string, string>;
    if (Object.keys(others).length > 0) bad(`a message with ${Object.keys(others).join(', ')}`);
    if (type !== 'interactive' || typeof content !== 'string') bad('only cards are played here');
    if (typeof uuid !== 'string' || uuid.length > 50) bad(`uuid ${uuid}`);
    // 30 KB for a card, of the whole body.
    if (bytes > 30 * 1024) throw new No(400, 230025, WORDS[230025]!);
    const by = query.get('receive_id_type');
    const person = people.find((one) =>
      by === 'chat_id' ? one.chat === id : by === 'open_id' ? one.openId === id : by === 'email' && one.email === id,
    );
    if (by === 'open_id' && refusesOpenIds) throw new No(400, 230101, WORDS[230101]!);
    if (!person) throw new No(400, by === 'chat_id' ? 230002 : 230001, WORDS[by === 'chat_id' ? 230002 : 230001]!);
    if (!person.isVisible) throw new No(400, 230013, WORDS[230013]!);
    if (person.refuses !== undefined) throw new No(400, person.refuses, WORDS[person.refuses] ?? 'refused');
    // 5 a second to one person.
    const recent = (lately.get(person.email) ?? []).filter((at) => at > clock.now() - 1000);
    if (recent.length >= 5) throw new No(400, 230020, WORDS[230020]!);
    lately.set(person.email, [...recent, clock.now()]);
    let card: SeenCard;
    try {
      card = readCard(content!);
    } catch (error) {
      if (error instanceof BadCard) violations.push(`a card that Feishu refuses: ${error.message}`);
      throw new No(400, 230099, `${WORDS[230099]} ${error instanceof Error ? error.message : ''}`);
    }
    // At most one success an hour.
    const before = sentOnce.get(uuid!);
    if (before && clock.now() - before.at < HOUR) {
      if (repeated === 'an error') throw new No(400, 230049, WORDS[230049]!);
      return shown(before.message);
    }
    const message: FeishuMessage = {
      message: `om_${String(messages.length + 1).padStart(8, '0')}`,
      chat: person.chat,
      to: person.email,
      at: clock.now(),
      content: content!,
      card,
      deleted: false,
    };
    messages.push(message);
    sentOnce.set(uuid!, { at: clock.now(), message });
    return shown(message);
  };

  const shown = ({ message, chat, at }: FeishuMessage): object => ({
    message_id: message,
    chat_id: chat,
    msg_type: 'interactive',
    create_time: String(at),
    deleted: false,
    sender: { id: APP.id, id_type: 'app_id', sender_type: 'app' },
  });

  /** Without being asked for them, cards come as a stub: https://github.com/openclaw/openclaw/issues/78289 */
  const STUB = JSON.stringify({
    title: null,
    elements: [[{ tag: 'text', text: '请升级至最新版本客户端，以查看内容' }]],
  });

  /** F/server-docs/im-v1/message/list */
  const list = (query: URLSearchParams): object => {
    if (lacks.includes('read')) throw new No(400, 230027, WORDS[230027]!);
    const known = [
      'container_id_type',
      'container_id',
      'start_time',
      'end_time',
      'sort_type',
      'page_size',
      'page_token',
      'card_msg_content_type',
    ];
    for (const name of query.keys()) if (!known.includes(name)) bad(`list with ${name}`);
    if (query.get('container_id_type') !== 'chat') bad('list of something else than a chat');
    const size = Number(query.get('page_size') ?? 20);
    if (!(size >= 1 && size <= 50)) bad(`page_size ${size}`);
    if (!/^\d{10}$/.test(query.get('start_time') ?? '')) bad('start_time is in seconds');
    const chat = query.get('container_id');
    if (!people.some((person) => person.chat === chat)) throw new No(400, 230002, WORDS[230002]!);
    const from = Number(query.get('start_time')) * 1000;
    const all = messages.filter((message) => message.chat === chat && message.at >= from);
    const begin = Number(query.get('page_token') ?? 0);
    const items = all.slice(begin, begin + size).map((message) => ({
      ...shown(message),
      deleted: message.deleted,
      body: {
        content: message.deleted
          ? 'This message was recalled'
          : query.get('card_msg_content_type') === 'user_card_content' && !listsStubs
            ? message.content
            : STUB,
      },
    }));
    const rest = begin + size < all.length;
    return { has_more: rest, page_token: rest ? String(begin + size) : '', items };
  };

  const routes: Readonly<
    Record<string, readonly [string, (query: URLSearchParams, body: Json, bytes: number) => object]>
  > = {
    'POST /open-apis/contact/v3/users/batch_get_id': ['find', find],
    'POST /open-apis/im/v1/messages': ['create', create],
    'GET /open-apis/im/v1/messages': ['list', list],
  };
  const SIGN_IN = 'POST /open-apis/auth/v3/tenant_access_token/internal';

  const deal = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
    const text = await readBody(request);
    const name = `${request.method} ${pathname}`;
    const method = name === SIGN_IN ? 'sign-in' : (routes[name]?.[0] ?? 'unknown');
    requests.push({ method });
    await staged({ api: 'feishu' as const, script, response, violations }, method, async (how) => {
      const refused = typeof how === 'object' ? how : null;
      const refuse =
        ({ status, code = status === 429 ? 99991400 : 0, retryAfter }: FeishuRefusal) =>
        () =>
          answer(
            response,
            status,
            code === 0 ? { message: 'upstream' } : { code, msg: WORDS[code] ?? 'scripted', error: { log_id: 'x' } },
            retryAfter === undefined
              ? {}
              : { 'x-ogw-ratelimit-limit': '100', 'x-ogw-ratelimit-reset': String(retryAfter) },
          );
      if (how === 'expire-token') token = null;
      if (refused && !refused.after) return refuse(refused);
      const result = work();
      return refused ? refuse(refused) : result;
    });

    function work(): () => void {
      try {
        if (request.method === 'POST' && request.headers['content-type'] !== 'application/json; charset=utf-8')
          bad(`Content-Type ${request.headers['content-type']}`);
        const body = text === '' ? {} : (JSON.parse(text) as Json);
        if (name === SIGN_IN) {
          const signedIn = signIn(body);
          return () => answer(response, 200, signedIn);
        }
        const route = routes[name];
        if (!route) return bad(`no interface ${name}`);
        authorize(request);
        const data = route[1](searchParams, body, Buffer.byteLength(text));
        return () => answer(response, 200, { code: 0, msg: 'success', data });
      } catch (thrown) {
        if (!(thrown instanceof No)) throw thrown;
        const { status, code, message, headers } = thrown;
        return () => answer(response, status, { code, msg: message, error: { log_id: 'x' } }, headers);
      }
    }
  };

  const { url, close } = await listen(deal, violations);
  return {
    url,
    app: { host: url, ...APP },
    clock,
    messages,
    requests,
    keys: KEYS,
    sign: (said, at) => signedByFeishu(encrypted(said, KEYS.encryptKey), KEYS, at),
    press: ({ to, message, chat, content }, label, at, by = to) => {
      const value = callbacksIn(content).get(label);
      if (!value) throw new Error(`no button ${label} that calls back, but ${[...callbacksIn(content).keys()]}`);
      const openId = people.find(({ email }) => email === by)?.openId ?? 'ou_nobody';
      const event = pressEvent({ event: `e${++events}`, appId: APP.id, openId, message, chat, value, at }, KEYS);
      return signedByFeishu(encrypted(event, KEYS.encryptKey), KEYS, at);
    },
    fail: (fault) => script.fail({ api: 'feishu', ...fault }),
    meanwhile: (interlude) => script.meanwhile({ api: 'feishu', ...interlude }),
    calm: () => script.clear(),
    chatOf: (email) => personOf(email)?.chat ?? '',
    change: (email, change) => {
      personOf(email);
      const at = people.findIndex((person) => person.email === email);
      people[at] = { ...people[at]!, ...change };
    },
    close: async () => {
      await close();
      const left = script.open;
      if (violations.length + left.length > 0) throw new Error([...violations, ...left].join('\n'));
    },
  };
};

type Json = Readonly<Record<string, unknown>>;
