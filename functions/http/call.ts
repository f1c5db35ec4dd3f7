import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { BatonError } from '../errors.ts';
import type { Lifetime } from '../lifetime.ts';
import { createLog, framesOf, type Log } from '../log.ts';

/** An HTTP request, whatever server it came in by. */
export interface Call {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
  /** The parsed body of a JSON request. */
  readonly body: unknown;
}

export interface Answer {
  /** 2xx: nothing more is to be done. 5xx: asking again later helps. 4xx: the call is wrong. */
  readonly status: number;
  /** Answered as JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly answer: (call: Call, log: Log) => Promise<Answer>;
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
export const reply = (host: Host, endpoint: Endpoint, call: Call, response: ServerResponse): Promise<void> =>
  host.lifetime.during(async () => {
    const { lifetime, project, write } = host;
    const requestId = requestIdOf(call);
    const log = createLog({ requestId, header: call.header, project, write });
    const { status, body, headers } = await attempt(lifetime, endpoint, call, log);
    response.writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
      'X-Request-Id': requestId,
    });
    response.end(`${JSON.stringify(body)}\n`);
    // Whoever asked may have gone; the work is done all the same.
    await finished(response).catch(() => {});
  });

const attempt = async (lifetime: Lifetime, endpoint: Endpoint, call: Call, log: Log): Promise<Answer> => {
  if (call.method !== endpoint.method) {
    return { status: 405, body: { error: { code: 'method' } }, headers: { Allow: endpoint.method } };
  }
  if (lifetime.isEnding()) return { status: 503, body: { error: { code: 'stopping' } } };
  try {
    return await endpoint.answer(call, log);
  } catch (error) {
    if (error instanceof BatonError) {
      const isTheirs = error.kind === 'call';
      log(isTheirs ? 'WARNING' : 'ERROR', 'call failed', { code: error.code });
      return { status: isTheirs ? 400 : 503, body: { error: wordsOf(error) } };
    }
    log('ERROR', 'call failed', { code: 'internal', frames: framesOf(error) });
    return { status: 500, body: { error: { code: 'internal' } } };
  }
};

export const wordsOf = ({ code, words }: BatonError) => ({ code, message: words });

/** The caller's own id where it is harmless, so that both sides' logs meet. */
const requestIdOf = ({ header }: Call): string => {
  const given = header('x-request-id') ?? '';
  return /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
};
