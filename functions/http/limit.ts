/** Refuses request bodies that are too long or packed. */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import type { Endpoint } from './call.ts';

const say = inAllWays('connect');

/** Bytes of a request's body. The longest that is sent in earnest, a page's form or a notification, is a few thousand. */
export const LONGEST_BODY = 1024 * 1024;

/**
 * Refuses longer bodies, and packed ones, on every server of this process. The functions framework takes a gibibyte and unpacks it too
 * before a function is asked (functions-framework 5.0.5, build/src/server.js), and has no setting for that. Node tells of a request
 * before any server of its own is: https://nodejs.org/api/diagnostics_channel.html#http
 */
export const limitBodies = (): void => subscribe('http.server.request.start', (message) => limit(message as Started));

interface Started {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const limit = ({ request, response }: Started): void => {
  const { 'content-length': length = '0', 'content-encoding': encoding = 'identity' } = request.headers;
  const isPacked = encoding.toLowerCase() !== 'identity';
  if (isPacked || Number(length) > LONGEST_BODY) refuse(request, response, isPacked ? 415 : 413);
  // A body that comes in chunks does not say how long it is.
  if (request.headers['transfer-encoding'] === undefined) return;
  let sum = 0;
  request.on('data', (chunk: Buffer) => {
    sum += chunk.length;
    if (sum > LONGEST_BODY) refuse(request, response, 413);
  });
};

/** The framework finds the request broken off, and asks no function. */
const refuse = (request: IncomingMessage, response: ServerResponse, status: number): void => {
  if (response.headersSent) return;
  response.writeHead(status, { Connection: 'close', 'Content-Length': '0' });
  response.end(() => request.destroy());
};

/** How long the rest of a body that is too long is thrown away, so that its sender comes to read the answer. */
const PATIENCE_MS = 5_000;

/** The body of a request to a server of Node's own; null when it is too long, or broke off. */
export const bodyOf = (request: IncomingMessage): Promise<Buffer | null> =>
  new Promise((resolve) => {
    let chunks: Buffer[] | null = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LONGEST_BODY) chunks?.push(chunk);
      else if (chunks !== null) {
        chunks = null;
        setTimeout(resolve, PATIENCE_MS, null).unref();
      }
    });
    request.once('end', () => resolve(chunks && Buffer.concat(chunks)));
    request.once('close', () => resolve(null));
  });

/** What stands in for an endpoint whose caller sent too much. */
export const tooLong = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  answer: async (call) => ({
    ...(endpoint.failed?.(call, 413) ?? {
      status: 413,
      body: { error: { code: 'too-long', message: say.requestTooLong } },
    }),
    headers: { Connection: 'close' },
  }),
});
