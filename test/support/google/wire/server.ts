import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../wire/clock.ts';
import { answer, type Listening, listen, readBody, staged } from '../../wire/server.ts';
import type { Caller, Tokens } from '../auth/tokens.ts';
import { faultsOf, type PublishedApi } from '../published/published.ts';
import type { Discovery, Method } from './discovery.ts';
import { badRequest, GoogleError, notSimulated, type Status } from './errors.ts';
import { ALL, applyMask, checkMask, type Mask, maskOf } from './fields.ts';
import type { ApiName, How, Script } from './script.ts';
import { checkBody, readQuery } from './strict.ts';

/** A request that passed every check. */
export interface Call {
  readonly caller: Caller;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: judged by the client's schema; each handler names its own type
  readonly body: any;
  /** The fields mask, so that a handler need not build what is left out. */
  readonly mask: Mask;
}

export type Handler = (call: Call) => unknown;

/** A request in the log, in the order of arrival. */
export interface Logged {
  readonly method: string;
  readonly path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  /** Whose token it carried; empty when the request did not come that far. */
  user: string;
  /** Virtual time, ms. */
  readonly at: number;
  /** What was answered; 0 for a dropped connection. */
  status: number;
}

/** Its url is the client's rootUrl. */
export interface Service extends Listening {
  readonly requests: Logged[];
}

export interface ServiceParts {
  readonly api: PublishedApi;
  readonly discovery: Discovery;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly script: Script;
  /** Where the sentences about requests go that no real server would take. */
  readonly violations: string[];
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Scopes of which the caller needs one, by method. */
  readonly scopes: (method: string) => readonly string[];
  /** Virtual milliseconds that a request takes; somebody has to advance the clock. */
  readonly latency?: ((api: ApiName, method: string) => number) | undefined;
  /** Counts the request against the quotas or throws. */
  readonly charge?: (method: Method, caller: Caller) => void;
  /** Gmail's errors carry `errors` too. */
  readonly legacyErrors?: boolean;
}

const STATUS: Readonly<Record<number, readonly [Status, string]>> = {
  401: ['UNAUTHENTICATED', 'Request had invalid authentication credentials.'],
  403: ['PERMISSION_DENIED', 'The caller does not have permission'],
  404: ['NOT_FOUND', 'Requested entity was not found.'],
  408: ['UNAVAILABLE', 'Request timed out.'],
  413: ['INVALID_ARGUMENT', 'Request Entity Too Large'],
  429: ['RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'],
  500: ['INTERNAL', 'Internal error encountered.'],
  502: ['UNAVAILABLE', 'Bad Gateway'],
  503: ['UNAVAILABLE', 'The service is currently unavailable.'],
  504: ['UNAVAILABLE', 'Deadline expired before operation could complete.'],
};

const REASONS: Readonly<Record<number, { domain: string; reason: string }>> = {
  400: { domain: 'global', reason: 'invalidArgument' },
  401: { domain: 'global', reason: 'authError' },
  403: { domain: 'global', reason: 'forbidden' },
  404: { domain: 'global', reason: 'notFound' },
  429: { domain: 'usageLimits', reason: 'rateLimitExceeded' },
  500: { domain: 'global', reason: 'backendError' },
  503: { domain: 'global', reason: 'backendError' },
};

export const scripted = ({ status }: { readonly status: number }): GoogleError => {
  const [name, message] = STATUS[status]!;
  return new GoogleError(name, message);
};

/** Serves one API: route, person, names and types of everything sent, quota, handler, mask; with the script's faults. */
export const serve = async (parts: ServiceParts): Promise<Service> => {
  const { api, discovery, clock, tokens, script, violations, handlers } = parts;
  const requests: Logged[] = [];

  const route = (verb: string, path: string): { method: Method; found: RegExpExecArray } | undefined => {
    for (const method of discovery.methods) {
      const found = method.verb === verb ? method.path.exec(path) : null;
      if (found) return { method, found };
    }
    return undefined;
  };

  const deal = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readBody(request);
    const { pathname, searchParams } = new URL(request.url!, 'http://fake');
    const routed = route(request.method!, pathname);
    if (!routed) {
      violations.push(`${api}: no method ${request.method} ${pathname}`);
      response.writeHead(404, { 'content-type': 'text/html; charset=UTF-8' });
      response.end('<title>Error 404 (Not Found)!!1</title>');
      return;
    }
    const { method, found } = routed;
    const path = Object.fromEntries(method.pathParams.map((name, i) => [name, decodeURIComponent(found[i + 1]!)]));
    const logged: Logged = {
      method: method.name,
      path,
      query: Object.fromEntries(searchParams),
      body: undefined,
      user: '',
      at: clock.now(),
      status: 0,
    };
    requests.push(logged);

    const respond = (error: unknown, headers: Record<string, string> = {}): (() => void) => {
      if (!(error instanceof GoogleError)) throw error;
      if (error.violation) violations.push(`${api} ${method.name}: ${error.message}`);
      const code = (headers['x-scripted'] && Number(headers['x-scripted'])) || error.code;
      delete headers['x-scripted'];
      return () => {
        logged.status = code;
        const body = error.body(parts.legacyErrors ? (REASONS[code] ?? REASONS[500]) : undefined) as {
          error: { code: number };
        };
        body.error.code = code;
        answer(response, code, body, headers);
      };
    };
    const respondScripted = (how: Extract<How, object>) =>
      respond(scripted(how), {
        'x-scripted': String(how.status),
        ...(how.retryAfter !== undefined && { 'retry-after': String(how.retryAfter) }),
      });

    const taken = parts.latency?.(api, method.name) ?? 0;
    if (taken > 0) await clock.sleep(taken);
    await staged({ api, script, response, violations }, method.name, async (how) => {
      let unpublished: string[] = [];
      try {
        if (typeof how === 'object' && !how.after) return respondScripted(how);
        if (how === 'expire-token') tokens.expire(request.headers.authorization);
        const caller = tokens.callerOf(request.headers.authorization, parts.scopes(method.name));
        logged.user = caller.email;
        const query = readQuery(method.query, searchParams);
        logged.query = query;
        const body = readJson(method, discovery, text);
        logged.body = body;
        const sent = { method: method.name, verb: method.verb, path, query: searchParams, body };
        unpublished = faultsOf(api, sent).map((fault) => `${api}, by its published description: ${fault}`);
        const mask = query.fields === undefined ? ALL : maskOf(String(query.fields));
        if (method.answer) checkMask(discovery, method.answer, mask);
        parts.charge?.(method, caller);
        const handler = handlers[method.name];
        if (!handler) throw notSimulated(`${api} ${method.name}`);
        const result = applyMask(mask, await handler({ caller, path, query, body, mask }));
        violations.push(...unpublished);
        if (typeof how === 'object') return respondScripted(how);
        return () => {
          logged.status = 200;
          answer(response, 200, result ?? {});
        };
      } catch (error) {
        // What was refused for being no request of this API is said once.
        if (!(error instanceof GoogleError && error.violation)) violations.push(...unpublished);
        return respond(error);
      }
    });
  };

  return { ...(await listen(deal, violations)), requests };
};

const readJson = (method: Method, discovery: Discovery, text: string): unknown => {
  if (text === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest([{ field: '', description: 'Invalid JSON payload received. Parser error' }]);
  }
  if (!method.body) {
    if (Object.keys(body as object).length === 0) return {};
    throw badRequest([{ field: '', description: `${method.name} takes no request body` }]);
  }
  checkBody(discovery, method.body, body);
  return withoutNulls(body);
};

/** A field that is null is not set, as proto3 JSON has it; null in a list of values is a value. */
const withoutNulls = (body: unknown): unknown => {
  if (Array.isArray(body)) return body.map(withoutNulls);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])),
  );
};
