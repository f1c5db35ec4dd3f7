import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../wire/clock.ts';
import { type Listening, listen, readBytes, staged } from '../../wire/server.ts';
import type { Caller, Tokens } from '../login/tokens.ts';
import { faultsOf } from '../published/published.ts';
import { badRequest, GraphError, scripted } from './errors.ts';
import type { ApiName, Script } from './script.ts';
import { checkShape, type Shape } from './shape.ts';

/** A request as it came, alone or in a batch. */
export interface Sent {
  readonly verb: string;
  /** As on the wire, still encoded, below `/v1.0/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** A request that passed every check. */
export interface Call {
  readonly caller: Caller;
  /** The parts of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: judged by the route's shape; each handler names its own type
  readonly body: any;
  readonly bytes: Buffer;
}

export interface Answer {
  readonly status: number;
  /** JSON; or bytes, sent as they are. Left out: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  /** The page in Microsoft's reference: `driveitem-get-content`. */
  readonly name: string;
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v1.0/`: `drives/{drive}/items/{item}`, a parameter standing for what holds no slash; `{+path}` for more. */
  readonly path: string;
  /** Query options that it takes. */
  readonly query?: readonly string[];
  /** The body's JSON; `bytes`: the request's bytes whatever they are; left out: none is taken. */
  readonly body?: { readonly type: string; readonly shape: Shape; readonly optional?: boolean } | 'bytes';
  /** Application permissions of which the caller needs one; any: a token is enough; none: the URL stands for it. */
  readonly roles: readonly string[] | 'any' | 'none';
  readonly handle: (call: Call, sent: Sent) => Answer | Promise<Answer>;
}

/** A request in the log, in the order of arrival. */
export interface Logged {
  /** The page in Microsoft's reference. */
  readonly method: string;
  readonly verb: string;
  /** The path's parts, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it was JSON, otherwise its bytes. */
  body: unknown;
  /** Client id of the caller; empty when the request did not come that far. */
  app: string;
  /** It came within a $batch. */
  readonly batched: boolean;
  /** Virtual time, ms. */
  readonly at: number;
  /** What was answered; 0 for a dropped connection. */
  status: number;
}

export interface Service extends Listening {
  readonly requests: Logged[];
  /** Deals with a request that did not come by itself. */
  readonly dispatch: (sent: Sent) => Promise<Answer>;
}

export interface Common {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly script: Script;
  /** Where the sentences about requests go that no real server would take. */
  readonly violations: string[];
  /** Throws the 429 for as long as everything is throttled. */
  readonly throttled?: () => void;
  /** Virtual milliseconds that a request takes; somebody has to advance the clock. */
  readonly latency?: ((api: ApiName, method: string) => number) | undefined;
}

const patternOf = (path: string): RegExp => {
  const source = path
    .replace(/[$()'.]/g, String.raw`\$&`)
    .replace(/\{(\+?)(\w+)\}/g, (_, more, name) => (more ? `(?<${name}>.+?)` : `(?<${name}>[^/:]+?)`));
  return new RegExp(`^${source}$`);
};

const JSON_TYPE = /^application\/json\s*(;|$)/i;

const readJson = ({ headers, bytes }: Sent): unknown => {
  if (!JSON_TYPE.test(headers['content-type'] ?? ''))
    throw new GraphError(
      415,
      'RequestBodyRead',
      `A supported MIME type could not be found that matches the content type of the request: '${headers['content-type'] ?? ''}'.`,
      { violation: true },
    );
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
};

const decoded = (groups: Readonly<Record<string, string>>): Record<string, string> => {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    throw badRequest('The path holds a per cent sign that encodes nothing.');
  }
};

/** Serves routes below a prefix: path, query, sign-in, permission, body, handler; with the script's faults. */
export const serve = async (
  common: Common,
  api: ApiName,
  prefix: string,
  routes: readonly Route[],
): Promise<Service> => {
  const { clock, tokens, script, violations } = common;
  const requests: Logged[] = [];
  const table = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  /** Workbook sessions with a request under way. */
  const busy = new Set<string>();
  let count = 0;

  const find = (verb: string, path: string) => {
    for (const { route, pattern } of table) {
      const found = route.verb === verb ? pattern.exec(path) : null;
      if (found) return { route, groups: found.groups ?? {} };
    }
    return undefined;
  };

  const queryOf = (route: Route, given: URLSearchParams): Record<string, string> => {
    for (const name of given.keys()) {
      if (!route.query?.includes(name))
        throw badRequest(`The query option '${name}' is not taken here, or the fake does not simulate it.`);
      if (given.getAll(name).length > 1)
        throw badRequest(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    }
    return Object.fromEntries(given);
  };

  const bodyOf = (route: Route, sent: Sent): unknown => {
    const { body } = route;
    if (body === 'bytes') return sent.bytes;
    if (!body) {
      // The SDK sends `{}` nowhere by itself; an action without parameters takes an empty object all the same.
      if (sent.bytes.length > 0 && sent.bytes.toString('utf8').trim() !== '{}')
        throw badRequest(`${route.name} takes no request body`);
      return undefined;
    }
    if (sent.bytes.length === 0) {
      if (body.optional) return {};
      throw badRequest('Empty Payload. JSON content expected.');
    }
    const json = readJson(sent);
    checkShape(body.shape, json, body.type);
    return json;
  };

  /** Everything but the connection: what is answered, or null where it is dropped. */
  const deal = async (sent: Sent, response: ServerResponse | null): Promise<Answer | null> => {
    const requestId = `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
    const clientId = sent.headers['client-request-id'] ?? requestId;
    const finish = (error: unknown, logged?: Logged): Answer => {
      if (!(error instanceof GraphError)) throw error;
      if (error.violation) violations.push(`${api} ${logged?.method ?? `${sent.verb} ${sent.path}`}: ${error.message}`);
      if (logged) logged.status = error.status;
      return { status: error.status, body: error.body(clock.now(), requestId, clientId), headers: error.headers };
    };
    const routed = find(sent.verb, sent.path);
    if (!routed) {
      const message = `Resource not found for the segment '${sent.path.split('/').at(-1)}'.`;
      return finish(new GraphError(400, 'BadRequest', message, { violation: true }));
    }
    const { route, groups } = routed;
    const logged: Logged = {
      method: route.name,
      verb: sent.verb,
      path: {},
      query: Object.fromEntries(sent.query),
      headers: sent.headers,
      body: undefined,
      app: '',
      batched: response === null,
      at: clock.now(),
      status: 0,
    };
    requests.push(logged);
    const taken = common.latency?.(api, route.name) ?? 0;
    if (taken > 0) await clock.sleep(taken);

    const work = async (): Promise<Answer> => {
      const path = decoded(groups);
      Object.assign(logged.path, path);
      const caller = route.roles === 'none' ? { app: '', roles: [] } : tokens.callerOf(sent.headers.authorization);
      logged.app = caller.app;
      const query = queryOf(route, sent.query);
      const body = bodyOf(route, sent);
      logged.body = body;
      // Of a batch each part is judged by itself: https://learn.microsoft.com/en-us/graph/json-batching#batch-size-limitations
      if (common.throttled && route.name !== 'batch') common.throttled();
      if (Array.isArray(route.roles) && !route.roles.some((role) => caller.roles.includes(role)))
        throw new GraphError(403, 'accessDenied', 'Access denied');
      return route.handle({ caller, path, query, headers: sent.headers, body, bytes: sent.bytes }, sent);
    };

    /** What the fake takes is held against what Microsoft publishes; what it refuses fails its test already. */
    const judge = (error?: unknown): void => {
      if (api !== 'graph' || (error instanceof GraphError && error.violation)) return;
      for (const fault of faultsOf({ ...sent, name: route.name }))
        violations.push(`${api} ${route.name}: not as published: ${fault}`);
    };

    let answer: Answer | null = null;
    const stage = { api, script, response: response ?? NO_CONNECTION, violations };
    const kept = await staged(stage, route.name, async (how) => {
      try {
        if (typeof how === 'object' && !how.after) throw scripted(how);
        if (how === 'expire-token') tokens.expire(sent.headers.authorization);
        answer = await work();
        judge();
        if (typeof how === 'object') throw scripted(how);
        logged.status = answer.status;
      } catch (error) {
        if (answer === null) judge(error);
        answer = finish(error, logged);
      }
      return () => {};
    });
    if (!kept) {
      logged.status = 0;
      if (response) return null;
      violations.push(`${api} ${route.name}: a part of a batch cannot lose its connection; script the batch`);
    }
    return (
      answer && {
        ...(answer as Answer),
        headers: { 'request-id': requestId, 'client-request-id': clientId, ...(answer as Answer).headers },
      }
    );
  };

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await readBytes(request);
    const [pathname = '', search = ''] = request.url!.split('?', 2);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value!]),
    );
    const inside = pathname.startsWith(prefix);
    const path = inside ? pathname.slice(prefix.length) : pathname;
    const query = new URLSearchParams(search);
    // One request at a time: https://learn.microsoft.com/en-us/graph/workbook-best-practice#throttling-and-concurrency
    const session = headers['workbook-session-id'];
    if (session !== undefined && busy.has(session))
      violations.push(`${api} ${request.method} ${path}: another request of its workbook session is under way`);
    if (session !== undefined) busy.add(session);
    try {
      const answered = await deal({ verb: request.method!, path, query, headers, bytes }, response);
      if (answered) send(response, answered);
    } finally {
      if (session !== undefined) busy.delete(session);
    }
  };

  const service = await listen(receive, violations);
  const dispatch: Service['dispatch'] = async (sent) => (await deal(sent, null))!;
  return { ...service, requests, dispatch };
};

/** For a part of a batch, which has no connection of its own. */
const NO_CONNECTION = { destroy: () => {} } as unknown as ServerResponse;

const send = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  if (body === undefined) {
    response.writeHead(status, headers);
    response.end();
  } else if (Buffer.isBuffer(body)) {
    response.writeHead(status, { 'content-type': 'application/octet-stream', ...headers });
    response.end(body);
  } else {
    const type = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(JSON.stringify(body));
  }
};
