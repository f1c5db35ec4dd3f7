/** DingTalk as its pages describe it, for one app of a company. D stands for https://open.dingtalk.com/document/orgapp. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SeenMarkdown } from '../wecom/markdown.ts';
import { Clock } from '../wire/clock.ts';
import { type Fault, type Meanwhile, type Refusal, Script } from '../wire/script.ts';
import { answer, listen, readBody, staged } from '../wire/server.ts';
import { readNotice } from './markdown.ts';

/** An answer that a script asks for; `code`: DingTalk's own, which comes with 200. */
export interface DingtalkRefusal extends Refusal {
  readonly code?: number;
}
type Api = 'dingtalk';

/** Somebody, as the fake keeps them. */
export interface DingtalkEmployee {
  readonly email: string;
  readonly mobile: string;
  /** A code with which every notice to them is refused, in the result of its task. */
  readonly refuses?: number | undefined;
}

export interface DingtalkFakeOptions {
  readonly clock?: Clock;
  readonly employees?: readonly DingtalkEmployee[];
  /** How long a result takes (ms). */
  readonly resultTakes?: number;
}

interface DingtalkNotice {
  readonly to: string;
  readonly at: number;
  readonly seen: SeenMarkdown;
}

export interface DingtalkFake {
  readonly url: string;
  readonly app: { readonly host: string; readonly key: string; readonly secret: string; readonly agent: number };
  readonly clock: Clock;
  /** What has arrived with anybody, in the order it came. */
  readonly messages: readonly DingtalkNotice[];
  readonly requests: readonly { readonly method: string; readonly body: string }[];
  readonly fail: (fault: Omit<Fault<Api, DingtalkRefusal>, 'api'> & { readonly api?: Api }) => void;
  readonly meanwhile: (interlude: Omit<Meanwhile<Api>, 'api'> & { readonly api?: Api }) => void;
  readonly calm: () => void;
  readonly change: (email: string, change: Partial<DingtalkEmployee>) => void;
  readonly join: (employee: DingtalkEmployee) => void;
  /** Ends; fails where the client sent what DingTalk does not take, or a fault was never met. */
  readonly close: () => Promise<void>;
}

class No extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const APP = { key: 'dinga1b2c3d4e5f6', secret: 'Z8SecretOfTheApp-of-the-fake', agent: 123_456_789 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** D/server-api-error-codes-1 */
const WORDS: Readonly<Record<number, string>> = {
  [-1]: '系统繁忙',
  33012: '无效的USERID',
  40014: '不合法的access_token',
  40089: '不合法的corpid或corpsecret',
  40104: '无效的手机号',
  42001: 'access_token已过期',
  60011: '没有调用该接口的权限',
  60020: '访问ip不在白名单之中',
  60121: '找不到该用户',
  90018: '您的服务器调用钉钉开放平台所有接口的请求都被暂时禁用了',
};

type Json = Readonly<Record<string, unknown>>;

export const openDingtalkFake = async ({
  clock = new Clock(),
  employees: given = [{ email: 'li@example.com', mobile: '13800000000' }],
  resultTakes = 500,
}: DingtalkFakeOptions = {}): Promise<DingtalkFake> => {
  const script = new Script<Api, DingtalkRefusal>();
  const violations: string[] = [];
  const requests: { method: string; body: string }[] = [];
  const messages: DingtalkNotice[] = [];
  const employees: (DingtalkEmployee & { readonly user: string })[] = [];
  const contents = new Map<string, number>();
  const tasks = new Map<number, { readonly at: number; readonly result: object }>();
  const tokens = new Map<string, number>();
  let made = 0;

  const join = (employee: DingtalkEmployee) => {
    employees.push({ ...employee, user: `user${String(employees.length + 1).padStart(2, '0')}` });
  };
  given.forEach(join);

  const bad = (code: number, what: string): never => {
    violations.push(what);
    throw new No(code, what);
  };
  const only = (body: Json, ...names: readonly string[]) => {
    for (const name of Object.keys(body)) if (!names.includes(name)) bad(40035, `a field ${name}`);
    for (const name of names) if (body[name] === undefined) bad(40035, `no ${name}`);
  };

  /** D/obtain-orgapp-token */
  const signIn = (query: URLSearchParams): object => {
    if (query.get('appkey') !== APP.key || query.get('appsecret') !== APP.secret) throw new No(40089, WORDS[40089]!);
    const value = `token-${++made}`;
    tokens.set(value, clock.now() + 2 * HOUR);
    return { access_token: value, expires_in: 7200 };
  };

  const authorize = (query: URLSearchParams): void => {
    const until = tokens.get(query.get('access_token') ?? '');
    if (until === undefined) throw new No(40014, WORDS[40014]!);
    if (clock.now() >= until) throw new No(42001, WORDS[42001]!);
  };

  /** https://help.dingtalk.io/open/development/query-users-by-phone-number */
  const find = (body: Json): object => {
    only(body, 'mobile');
    if (typeof body.mobile !== 'string' || !/^\+?[\d-]{5,20}$/.test(body.mobile)) throw new No(40104, WORDS[40104]!);
    const employee = employees.find(({ mobile }) => mobile === body.mobile);
    if (!employee) throw new No(60121, WORDS[60121]!);
    return { result: { userid: employee.user } };
  };

  /** D/message-types-and-data-format */
  const readMessage = (msg: Json): SeenMarkdown => {
    const { msgtype } = msg;
    if (msgtype !== 'action_card' && msgtype !== 'markdown') return bad(40035, `msgtype ${msgtype}`);
    only(msg, 'msgtype', msgtype);
    const card = msg[msgtype] as Readonly<Record<string, string>> & { readonly btn_json_list?: readonly Json[] };
    if (msgtype === 'markdown') only(card, 'title', 'text');
    else if ('btn_json_list' in card) only(card, 'title', 'markdown', 'btn_orientation', 'btn_json_list');
    else only(card, 'title', 'markdown', 'single_title', 'single_url');
    const seen = readNotice(String(msgtype === 'markdown' ? card.text : card.markdown));
    if (typeof seen === 'string') return bad(40035, seen);
    const buttons = card.btn_json_list?.map(({ title, action_url }) => [String(title), String(action_url)]) ?? [
      [card.single_title ?? '', card.single_url ?? ''],
    ];
    const shown = msgtype === 'markdown' ? [] : buttons;
    if (shown.some(([title, url]) => !title || !/^https?:\/\/\S+$/.test(url ?? '')))
      bad(40035, 'a button without words or address');
    return {
      says: [seen.says, ...shown.map(([title]) => title)].join('\n'),
      links: [...seen.links, ...shown.map(([, url]) => url ?? '')],
      calls: seen.calls,
    };
  };

  /** D/asynchronous-sending-of-enterprise-session-messages: what is wrong with its reader shows in the result of the task. */
  const send = (body: Json): object => {
    only(body, 'agent_id', 'userid_list', 'msg');
    const { agent_id: agent, userid_list: user, msg } = body;
    if (agent !== APP.agent) throw new No(400002, '无效的agent_id');
    if (typeof user !== 'string' || user.includes(',')) return bad(40035, `userid_list ${user}`);
    const text = JSON.stringify(msg);
    if (Buffer.byteLength(text) > 2_048) bad(33007, `${Buffer.byteLength(text)} bytes of a message`);
    const seen = readMessage(msg as Json);
    const task = ++made + 256_271_667_000;
    const employee = employees.find((one) => one.user === user);
    tasks.set(task, { at: clock.now(), result: resultOf(employee, user, text, seen) });
    return { task_id: task, request_id: `r${made}` };
  };

  const resultOf = (
    employee: (typeof employees)[number] | undefined,
    user: string,
    content: string,
    seen: SeenMarkdown,
  ): object => {
    const forbidden = (code: number) => ({ forbidden_list: [{ code: String(code), count: 1, userid: user }] });
    if (!employee) return { invalid_user_id_list: [user] };
    if (employee.refuses !== undefined) return forbidden(employee.refuses);
    // The same content once per person and day.
    const key = `${user} ${Math.floor((clock.now() + 8 * HOUR) / DAY)} ${content}`;
    const times = contents.get(key) ?? 0;
    contents.set(key, times + 1);
    if (times > 0) return forbidden(143106);
    messages.push({ to: employee.email, at: clock.now(), seen });
    return { unread_user_id_list: [user] };
  };

  /** D/gets-the-result-of-sending-messages-asynchronously-to-the-enterprise: within 24 hours. */
  const result = (body: Json): object => {
    only(body, 'agent_id', 'task_id');
    const task = tasks.get(Number(body.task_id));
    if (!task || clock.now() - task.at > DAY) throw new No(33012, '无效的task_id');
    const empty = {
      invalid_user_id_list: [],
      forbidden_user_id_list: [],
      failed_user_id_list: [],
      read_user_id_list: [],
    };
    const all = { ...empty, unread_user_id_list: [], invalid_dept_id_list: [], forbidden_list: [] };
    return { send_result: clock.now() - task.at < resultTakes ? all : { ...all, ...task.result } };
  };

  const ROUTES: Readonly<Record<string, readonly [string, (body: Json) => object]>> = {
    'POST /topapi/v2/user/getbymobile': ['getbymobile', find],
    'POST /topapi/message/corpconversation/asyncsend_v2': ['asyncsend_v2', send],
    'POST /topapi/message/corpconversation/getsendresult': ['getsendresult', result],
  };
  const SIGN_IN = 'GET /gettoken';

  const deal = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
    const text = await readBody(request);
    const name = `${request.method} ${pathname}`;
    const route = ROUTES[name];
    const method = name === SIGN_IN ? 'gettoken' : (route?.[0] ?? 'unknown');
    requests.push({ method, body: text });
    await staged({ api: 'dingtalk' as const, script, response, violations }, method, async (how) => {
      const refused = typeof how === 'object' ? how : null;
      const refuse =
        ({ status, code = CODE_OF[status] }: DingtalkRefusal) =>
        () =>
          code === undefined
            ? answer(response, status, { message: 'upstream' })
            : answer(response, 200, said(code, WORDS[code] ?? 'scripted'));
      if (how === 'expire-token') tokens.clear();
      if (refused && !refused.after) return refuse(refused);
      const result = work();
      return refused ? refuse(refused) : result;
    });

    function work(): () => void {
      try {
        if (name === SIGN_IN) {
          const signedIn = signIn(searchParams);
          return () => answer(response, 200, { errcode: 0, errmsg: 'ok', ...signedIn });
        }
        if (!route) return bad(404, `no interface ${name}`);
        authorize(searchParams);
        const result = route[1](text === '' ? {} : (JSON.parse(text) as Json));
        return () => answer(response, 200, { errcode: 0, errmsg: 'ok', ...result });
      } catch (thrown) {
        if (!(thrown instanceof No)) throw thrown;
        const { code, message } = thrown;
        return () => answer(response, 200, said(code, message));
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
    fail: (fault) => script.fail({ api: 'dingtalk', ...fault }),
    meanwhile: (interlude) => script.meanwhile({ api: 'dingtalk', ...interlude }),
    calm: () => script.clear(),
    change: (email, change) => {
      const at = employees.findIndex((one) => one.email === email);
      employees[at] = { ...employees[at]!, ...change };
    },
    join,
    close: async () => {
      await close();
      const left = script.open;
      if (violations.length + left.length > 0) throw new Error([...violations, ...left].join('\n'));
    },
  };
};

/** Permissions come below 88: D/server-api-error-codes-1. */
const said = (code: number, words: string): object =>
  code === 60011
    ? {
        errcode: 88,
        sub_code: String(code),
        sub_msg: words,
        errmsg: `ding talk error[subcode=${code},submsg=${words}]`,
      }
    : { errcode: code, errmsg: words };

/** What DingTalk answers with 200 where others use a status of HTTP: too often, and from an address that is not allowed. */
const CODE_OF: Readonly<Record<number, number>> = { 429: 90018, 403: 60020 };
