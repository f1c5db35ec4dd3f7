/** HTTP requests and answers as the functions see them, and how any error is answered. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import type { Lifetime } from '../base/lifetime.ts';
import { createLog, framesOf, type Log } from '../base/log.ts';
import { BatonError } from '../errors.ts';

/** An HTTP request, whatever server it came in by. */
export interface HttpCall {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
  /** Of the address. */
  readonly query: URLSearchParams;
  /** The body as it came. */
  readonly raw: Buffer;
  /** The parsed body of a JSON request. */
  readonly body: unknown;
}

/** `status` 2xx: nothing more is to be done. 5xx: asking again later helps. 4xx: the call is wrong. */
export type Answer = JsonAnswer | HtmlAnswer | TextAnswer | CalendarAnswer;

export interface JsonAnswer {
  readonly as?: never;
  readonly status: number;
  /** Answered as JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HtmlAnswer {
  readonly as: 'html';
  readonly status: number;
  /** A whole page. */
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TextAnswer {
  readonly as: 'text';
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface CalendarAnswer {
  readonly as: 'calendar';
  /** 304: the caller has it as it is. */
  readonly status: 200 | 304;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Endpoint {
  readonly methods: readonly string[];
  readonly answer: (call: HttpCall, log: Log) => Promise<Answer>;
  /** For people: what stands in place of an error's JSON. */
  readonly failed?: (call: HttpCall, status: number) => HtmlAnswer;
}

export interface Host {
  readonly lifetime: Lifetime;
  readonly project: string | null;
  readonly write: (line: string) => void;
}

/**
 * Answers a call whatever happens: with an id for the request, one log line for an error, and nothing after the answer.
 * The process counts as at work until the last byte has left.
 */
export const replyJson = (host: Host, endpoint: Endpoint, call: HttpCall, response: ServerResponse): Promise<void> =>
  host.lifetime.during(async () => {
    const { lifetime, project, write } = host;
    const requestId = requestIdOf(call);
    const log = createLog({ requestId, header: call.header, project, write });
    const answer = await attempt(lifetime, endpoint, call, log);
    const [type, content] = contentOf(answer);
    response.writeHead(answer.status, {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'no-store',
      ...answer.headers,
      'X-Request-Id': requestId,
    });
    // Node leaves the body out where the call was a HEAD.
    response.end(content);
    // Whoever asked may have gone; the work is done all the same.
    await finished(response).catch(() => {});
  });

const contentOf = (answer: Answer): readonly [type: string, content: string] => {
  if (answer.as === 'html') return ['text/html', answer.html];
  if (answer.as === 'calendar') return ['text/calendar', answer.text];
  return answer.as === 'text' ? ['text/plain', answer.text] : ['application/json', `${JSON.stringify(answer.body)}\n`];
};

const attempt = async (lifetime: Lifetime, endpoint: Endpoint, call: HttpCall, log: Log): Promise<Answer> => {
  const refuse = ({ status, body, headers }: JsonAnswer): Answer => {
    const page = endpoint.failed?.(call, status);
    return page ? { ...page, headers: { ...page.headers, ...headers } } : { status, body, ...(headers && { headers }) };
  };
  if (!endpoint.methods.includes(call.method)) {
    const headers = { Allow: endpoint.methods.join(', ') };
    return refuse({ status: 405, body: { error: { code: 'method' } }, headers });
  }
  if (lifetime.isEnding()) return refuse({ status: 503, body: { error: { code: 'stopping' } } });
  try {
    return await endpoint.answer(call, log);
  } catch (error) {
    if (error instanceof BatonError) {
      const isTheirs = error.kind === 'call';
      log(isTheirs ? 'WARNING' : 'ERROR', 'call failed', { code: error.code });
      return refuse({ status: isTheirs ? 400 : 503, body: { error: wordsOf(error) } });
    }
    log('ERROR', 'call failed', { code: 'internal', frames: framesOf(error) });
    return refuse({ status: 500, body: { error: { code: 'internal' } } });
  }
};

/** A request to a server of Node's own; `body` is null where none arrived. */
export const httpCallOf = (request: IncomingMessage, body: Buffer | null): HttpCall => {
  const raw = body ?? Buffer.alloc(0);
  return {
    method: request.method ?? '',
    header: (name) => [request.headers[name.toLowerCase()]].flat()[0],
    query: queryOf(request.url ?? ''),
    raw,
    body: jsonIn(raw),
  };
};

const jsonIn = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString());
  } catch {
    return null;
  }
};

/** The query of a request's target. */
export const queryOf = (target: string): URLSearchParams => new URLSearchParams(/\?.*/s.exec(target)?.[0] ?? '');

export const wordsOf = ({ code, words }: BatonError) => ({ code, message: words });

/** The caller's own id where it is harmless, so that both sides' logs meet. */
const requestIdOf = ({ header }: HttpCall): string => {
  const given = header('x-request-id') ?? '';
  return /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
};
