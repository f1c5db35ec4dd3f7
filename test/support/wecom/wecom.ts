/** WeCom as its pages describe it, for one app of a company. W stands for https://developer.work.weixin.qq.com/document/path. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Clock } from '../wire/clock.ts';
import { type Fault, type Meanwhile, type Refusal, Script } from '../wire/script.ts';
import { answer, listen, readBody, staged } from '../wire/server.ts';
import { readMarkdown, type SeenMarkdown } from './markdown.ts';

/** An answer that a script asks for; `code`: WeCom's own, which comes with 200. */
export interface WecomRefusal extends Refusal {
  readonly code?: number;
}
type Api = 'wecom';

/** A member, as the fake keeps them. */
export interface WecomMember {
  /** The address that the company gives: W/96268, email_type 1. */
  readonly email: string;
  /** One's own: email_type 2. */
  readonly ownEmail?: string;
  readonly mobile?: string;
  /** Whether the app's range has them. */
  readonly isVisible?: boolean;
  /** A code with which every letter to them is refused. */
  readonly refuses?: number | undefined;
}

export interface WecomFakeOptions {
  readonly clock?: Clock;
  readonly members?: readonly WecomMember[] | 'anybody';
  /** What an identical request gets is written nowhere: an answer as the first had, or an error. */
  readonly repeated?: 'the same' | 'an error';
}

export interface WecomMessage {
  readonly to: string;
  readonly at: number;
  readonly content: string;
  readonly seen: SeenMarkdown;
}

export interface WecomFake {
  readonly url: string;
  readonly app: { readonly host: string; readonly corp: string; readonly agent: number; readonly secret: string };
  readonly clock: Clock;
  /** What has arrived with anybody, in the order it came. */
  readonly messages: readonly WecomMessage[];
  readonly requests: readonly { readonly method: string; readonly body: string }[];
  readonly fail: (fault: Omit<Fault<Api, WecomRefusal>, 'api'> & { readonly api?: Api }) => void;
  readonly meanwhile: (interlude: Omit<Meanwhile<Api>, 'api'> & { readonly api?: Api }) => void;
  readonly calm: () => void;
  /** Somebody's way of refusing, or being seen, from now on. */
  readonly change: (email: string, change: Partial<WecomMember>) => void;
  /** Takes a member out, as when they leave. */
  readonly leave: (email: string) => void;
  /** Ends; fails where the client sent what WeCom does not take, or a fault was never met. */
  readonly close: () => Promise<void>;
}

class No extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const APP = { corp: 'ww1a2b3c4d5e6f7a8b', agent: 1_000_002, secret: 'Q4SecretOfTheApp-of-the-fake' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** W/90455 */
const WORDS: Readonly<Record<number, string>> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40014: 'invalid access_token',
  40058: 'invalid Request Parameter',
  42001: 'access_token expired',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  46004: 'user no exist',
  48002: 'api forbidden for no privilege',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip, hint: [1700000000123], from ip: 203.0.113.7',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  301002: 'not allow operate another agent with this accesstoken',
};

type Json = Readonly<Record<string, unknown>>;

export const openWecomFake = async ({
  clock = new Clock(),
  members: given = [{ email: 'li@example.com' }],
  repeated = 'the same',
}: WecomFakeOptions = {}): Promise<WecomFake> => {
  const script = new Script<Api, WecomRefusal>();
  const violations: string[] = [];
  const requests: { method: string; body: string }[] = [];
  const messages: WecomMessage[] = [];
  const members: (WecomMember & { readonly user: string })[] = [];
  const identical = new Map<string, { readonly at: number; readonly answer: object }>();
  const lately = new Map<string, number[]>();
  const tokens = new Map<string, number>();
  let made = 0;

  const join = (member: WecomMember) => {
    const user = `u${String(members.length + 1).padStart(4, '0')}`;
    members.push({ isVisible: true, ...member, user });
  };
  if (given !== 'anybody') given.forEach(join);

  const bad = (code: number, what: string): never => {
    violations.push(what);
    throw new No(code, `${WORDS[code]} ${what}`);
  };
  const only = (body: Json, ...names: readonly string[]) => {
    for (const name of Object.keys(body)) if (!names.includes(name)) bad(40058, `a field ${name}`);
  };

  /** W/91039 */
  const signIn = (query: URLSearchParams): object => {
    if (query.get('corpid') !== APP.corp) throw new No(40013, 'invalid corpid');
    if (query.get('corpsecret') !== APP.secret) throw new No(40001, WORDS[40001]!);
    const value = `token-${++made}`;
    tokens.set(value, clock.now() + 2 * HOUR);
    return { access_token: value, expires_in: 7200 };
  };

  const authorize = (query: URLSearchParams): void => {
    const token = query.get('access_token');
    if (!token) throw new No(41001, 'access_token missing');
    const until = tokens.get(token);
    if (until === undefined) throw new No(40014, WORDS[40014]!);
    if (clock.now() >= until) throw new No(42001, WORDS[42001]!);
  };

  const shown = (member: (typeof members)[number] | undefined): object => {
    if (!member?.isVisible) throw new No(46004, WORDS[46004]!);
    return { userid: member.user };
  };

  /** W/95402: a number as it is in the contacts, without a country code in China. */
  const byMobile = (_: URLSearchParams, body: Json): object => {
    only(body, 'mobile');
    if (typeof body.mobile !== 'string' || !/^\+?\d{5,32}$/.test(body.mobile)) bad(40058, `mobile ${body.mobile}`);
    return shown(members.find(({ mobile }) => mobile === body.mobile));
  };

  /** W/96268 */
  const byEmail = (_: URLSearchParams, body: Json): object => {
    only(body, 'email', 'email_type');
    const { email, email_type: type = 1 } = body;
    if (type !== 1 && type !== 2) bad(40058, `email_type ${type}`);
    if (typeof email !== 'string') return bad(40058, 'no email');
    if (given === 'anybody' && !members.some((one) => one.email === email)) join({ email });
    return shown(members.find((one) => (type === 1 ? one.email : one.ownEmail) === email));
  };

  /** W/90227 */
  const agent = (query: URLSearchParams): object => {
    if (query.get('agentid') !== String(APP.agent)) throw new No(301002, WORDS[301002]!);
    return { agentid: APP.agent, name: 'Baton' };
  };

  /** W/90236 */
  const send = (_: URLSearchParams, body: Json, bytes: string): object => {
    only(body, 'touser', 'msgtype', 'agentid', 'markdown', 'enable_duplicate_check', 'duplicate_check_interval');
    const {
      touser,
      msgtype,
      agentid,
      markdown,
      enable_duplicate_check: checks,
      duplicate_check_interval: seconds,
    } = body;
    if (agentid !== APP.agent) throw new No(301002, WORDS[301002]!);
    if (msgtype !== 'markdown') bad(40008, `msgtype ${msgtype}`);
    if (checks !== 1) bad(40058, 'only messages that are checked for repetitions are played here');
    if (typeof seconds !== 'number' || seconds > 14_400) bad(40058, `duplicate_check_interval ${seconds}`);
    if (typeof touser !== 'string' || touser.includes('|') || touser.startsWith('@'))
      return bad(40058, `touser ${touser}`);
    const { content, ...others } = (markdown ?? {}) as { readonly content?: unknown };
    only(others);
    if (typeof content !== 'string' || content === '') return bad(40058, 'no content');
    if (Buffer.byteLength(content) > 2_048) bad(45002, `${Buffer.byteLength(content)} bytes of Markdown`);
    const seen = readMarkdown(content);
    if (typeof seen === 'string') return bad(40058, seen);
    const before = identical.get(bytes);
    if (before && clock.now() - before.at < Number(seconds) * 1000) {
      if (repeated === 'an error') throw new No(45999, 'the same message has been received before');
      return before.answer;
    }
    const member = members.find(({ user }) => user === touser);
    if (!member) throw new No(81013, WORDS[81013]!);
    if (!member.isVisible) throw new No(81013, WORDS[81013]!);
    if (member.refuses !== undefined) throw new No(member.refuses, WORDS[member.refuses] ?? 'refused');
    const reply = { errcode: 0, errmsg: 'ok', invaliduser: '', msgid: `msg-${++made}` };
    identical.set(bytes, { at: clock.now(), answer: reply });
    // 30 a minute and 1,000 an hour to one member; what is more is dropped without a word.
    const recent = (lately.get(member.user) ?? []).filter((at) => at > clock.now() - HOUR);
    lately.set(member.user, [...recent, clock.now()]);
    if (recent.length < 1_000 && recent.filter((at) => at > clock.now() - MINUTE).length < 30)
      messages.push({ to: member.email, at: clock.now(), content, seen });
    else violations.push(`more messages to ${member.user} than WeCom shows`);
    return reply;
  };

  const ROUTES: Readonly<
    Record<string, readonly [string, (query: URLSearchParams, body: Json, bytes: string) => object]>
  > = {
    'GET /cgi-bin/gettoken': ['gettoken', signIn],
    'POST /cgi-bin/user/getuserid': ['getuserid', byMobile],
    'POST /cgi-bin/user/get_userid_by_email': ['get_userid_by_email', byEmail],
    'GET /cgi-bin/agent/get': ['agent/get', agent],
    'POST /cgi-bin/message/send': ['message/send', send],
  };

  const deal = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
    const text = await readBody(request);
    const route = ROUTES[`${request.method} ${pathname}`];
    const method = route?.[0] ?? 'unknown';
    requests.push({ method, body: text });
    await staged({ api: 'wecom' as const, script, response, violations }, method, async (how) => {
      const refused = typeof how === 'object' ? how : null;
      const refuse =
        ({ status, code = CODE_OF[status] }: WecomRefusal) =>
        () =>
          code === undefined
            ? answer(response, status, { message: 'upstream' })
            : answer(response, 200, { errcode: code, errmsg: WORDS[code] ?? 'scripted' });
      if (how === 'expire-token') tokens.clear();
      if (refused && !refused.after) return refuse(refused);
      const result = work();
      return refused ? refuse(refused) : result;
    });

    function work(): () => void {
      try {
        if (!route) return bad(40058, `no interface ${request.method} ${pathname}`);
        if (method !== 'gettoken') authorize(searchParams);
        const result = route[1](searchParams, text === '' ? {} : (JSON.parse(text) as Json), text);
        return () => answer(response, 200, { errcode: 0, errmsg: 'ok', ...result });
      } catch (thrown) {
        if (!(thrown instanceof No)) throw thrown;
        const { code, message } = thrown;
        return () => answer(response, 200, { errcode: code, errmsg: message });
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
    fail: (fault) => script.fail({ api: 'wecom', ...fault }),
    meanwhile: (interlude) => script.meanwhile({ api: 'wecom', ...interlude }),
    calm: () => script.clear(),
    change: (email, change) => {
      if (given === 'anybody' && !members.some((one) => one.email === email)) join({ email });
      const at = members.findIndex((one) => one.email === email);
      members[at] = { ...members[at]!, ...change };
    },
    leave: (email) => {
      members.splice(
        members.findIndex((one) => one.email === email),
        1,
      );
    },
    close: async () => {
      await close();
      const left = script.open;
      if (violations.length + left.length > 0) throw new Error([...violations, ...left].join('\n'));
    },
  };
};

/** What WeCom answers with 200 where others use a status of HTTP: too often, and from an address that is not trusted. */
const CODE_OF: Readonly<Record<number, number>> = { 429: 45009, 403: 60020 };
