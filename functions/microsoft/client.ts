/** Requests to Microsoft Graph: signing in, pace, repeats, and a change of which no answer came. Nothing else knows Microsoft's client. */
import type { Client, Context } from '@microsoft/microsoft-graph-client';
import { BatonError } from '../errors.ts';
import { FailedRequest } from '../remote/failure.ts';
import { createPatience, type PatienceOptions, type Time } from '../remote/patience.ts';
import type { Cloud } from './clouds.ts';
import { type GraphFailure, mayPass, noAnswer, refusalOf, surelyUndone } from './failure.ts';
import { cloudFrom, NotSignedIn, signInFrom, type TokenSource } from './sign-in.ts';

export interface GraphOptions extends PatienceOptions {
  /** As the environment says (BATON_CLOUD) unless given. */
  readonly cloud?: Cloud;
  /** Signs in as the environment says (sign-in.ts) unless given. */
  readonly token?: TokenSource;
  /** The cloud's own unless given, without a slash at the end. */
  readonly rootUrl?: string;
  /** Holds requests to Graph back; they leave at once unless given. */
  readonly pace?: () => Promise<void>;
}

/** Requests about one workbook or mailbox. They share a budget of repeats: whatever goes wrong, it leaves the service to others. */
export interface GraphClient {
  readonly cloud: Cloud;
  readonly time: Time;
  /** A reading, or a change with the readings it needs: its requests share a deadline. */
  begin(): Operation;
}

export type Headers = Readonly<Record<string, string>>;

export interface GraphCall {
  readonly headers?: Headers;
  /** It may be done twice, and so is repeated also where nobody knows whether it was done. */
  readonly again?: boolean;
}

/**
 * Requests are repeated while they may pass. A reading, and a change that may be made `again`, ends with Refused; a change
 * is repeated only where it surely changed nothing, and ends with NotDone where nobody knows whether it was made.
 * Paths begin after the version and are made with `path`; a body is JSON, or bytes.
 */
export interface Operation {
  get<T>(path: string, headers?: Headers): Promise<T>;
  /** What Graph itself answers as it is: a message (RFC 5322). */
  bytes(path: string, headers?: Headers): Promise<Uint8Array>;
  post<T>(path: string, body: unknown, sending?: GraphCall): Promise<T>;
  patch<T>(path: string, body: unknown, sending?: GraphCall): Promise<T>;
  put<T>(path: string, body: unknown, sending?: GraphCall): Promise<T>;
  delete(path: string, sending?: GraphCall): Promise<void>;
  /** What may take its time: one attempt, Refused or NotDone after a failure. */
  start<T>(path: string, body: unknown, headers: Headers): Promise<Started<T>>;
  /** What a pre-authenticated address holds. It is asked without a token, as it has to be. */
  download<T = Buffer>(url: string): Promise<T>;
  /** Bytes, or a question without any, to a pre-authenticated address: not repeated, NotDone or Refused after each failure. */
  store<T>(url: string, method: 'GET' | 'PUT' | 'DELETE', bytes?: Uint8Array, headers?: Headers): Promise<T>;
  /** Waits before another attempt, or throws Refused when none is left. */
  pause(failure: GraphFailure): Promise<void>;
}

/** What was done at once, or only accepted. */
export interface Started<T> {
  readonly body: T | undefined;
  /** A whole address, at which Graph says how it goes on; null where it is done. */
  readonly location: string | null;
}

/** A request that was refused, or that nobody answered until patience was at its end; if it was to change something, it did not. */
export class RequestRefused extends FailedRequest<GraphFailure> {}

/** A change of which nobody knows whether it was made: look before it is made again. */
export class NotDone extends RequestRefused {}

/** A path whose values are encoded, `#`, `%` and all: path`/drives/${drive}/items/${item}`. */
export const path = (texts: TemplateStringsArray, ...values: readonly string[]): string =>
  String.raw({ raw: texts }, ...values.map(encodeURIComponent));

/** Of a whole address that Graph answered, what Operation takes: all after the version. */
export const pathIn = (address: string): string => address.replace(/^.*?\/v1\.0(?=\/)/, '');

/** A value between the quotes of a function in a path: range(address='…'). */
export const quotedForUrl = (text: string): string => text.replaceAll("'", "''");

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

interface Request {
  readonly method: Method;
  /** After the version; whole for a pre-authenticated address. */
  readonly target: string;
  readonly body?: unknown;
  readonly headers?: Headers | undefined;
  readonly isSigned: boolean;
  /** Its answer is no JSON, whatever it looks like. */
  readonly isRaw?: true;
}

export const createGraphClient = (options: GraphOptions = {}): GraphClient => {
  const cloud = options.cloud ?? cloudFrom(process.env);
  const patience = createPatience(mayPass, options);
  let connected: Promise<Client> | undefined;
  const answer = async (request: Request): Promise<Answer> => {
    if (!request.isSigned) return fetched(request.target, initOf(request));
    connected ??= connect(cloud, options);
    const client = await connected;
    await options.pace?.();
    return asked(client, request);
  };

  /** One attempt. Throws its failure. */
  const attempt = async (request: Request): Promise<Answer> => {
    const { status, headers, body } = await answer(request).catch((thrown: Error): never => {
      if (thrown.name !== NO_ANSWER) throw thrown;
      const { cause } = thrown;
      // Whoever is to sign in cannot, as things are.
      if (cause instanceof BatonError) throw cause;
      throw new RequestRefused(cause instanceof NotSignedIn ? cause.failure : noAnswer(cause));
    });
    // Graph itself answers with JSON or nothing: what is neither comes from something in between, as a bad gateway would.
    const isOdd = request.isRaw ? isPage(headers) : Buffer.isBuffer(body);
    const said = request.isSigned && isOdd && status < 300 ? BAD_GATEWAY : status;
    if (said < 200 || said > 299) throw new RequestRefused(refusalOf(said, headers, body, patience.time.now()));
    patience.succeeded();
    return { status, headers, body };
  };

  /** One attempt at a change. Throws NotDone where nobody knows. */
  const once = async (request: Request): Promise<Answer> => {
    try {
      return await attempt(request);
    } catch (thrown) {
      if (!(thrown instanceof RequestRefused) || surelyUndone(thrown.failure)) throw thrown;
      throw new NotDone(thrown.failure);
    }
  };

  const begin = (): Operation => {
    const wait = patience.begin();
    const pause = async (failure: GraphFailure): Promise<void> => {
      if (!(await wait(failure))) throw new RequestRefused(failure);
    };
    const send = async <T>(request: Request, again: boolean): Promise<T> => {
      for (;;) {
        try {
          return (await attempt(request)).body as T;
        } catch (thrown) {
          if (!(thrown instanceof RequestRefused)) throw thrown;
          const { failure } = thrown;
          if (!again && !surelyUndone(failure)) throw new NotDone(failure);
          await pause(failure);
        }
      }
    };
    const change =
      (method: Method) =>
      <T>(target: string, body: unknown, { headers, again = false }: GraphCall = {}): Promise<T> =>
        send<T>({ method, target, body, headers, isSigned: true }, again);
    return {
      get: (target, headers) => send({ method: 'GET', target, headers, isSigned: true }, true),
      bytes: (target, headers) => send<Buffer>({ method: 'GET', target, headers, isSigned: true, isRaw: true }, true),
      post: change('POST'),
      patch: change('PATCH'),
      put: change('PUT'),
      delete: (target, sending) => change('DELETE')(target, undefined, sending),
      download: (url) => send({ method: 'GET', target: url, isSigned: false }, true),
      store: async <T>(url: string, method: Method, bytes?: Uint8Array, headers?: Headers) =>
        (await once({ method, target: url, body: bytes, headers, isSigned: false })).body as T,
      start: async <T>(target: string, body: unknown, headers: Headers) => {
        const answer = await once({ method: 'POST', target, body, headers, isSigned: true });
        return { body: answer.body as T | undefined, location: answer.headers.get('location') };
      },
      pause,
    };
  };
  return { cloud, time: patience.time, begin };
};

interface Answer {
  readonly status: number;
  readonly headers: globalThis.Headers;
  /** JSON where it is, undefined where there is nothing, else bytes. */
  readonly body: unknown;
}

/** What a proxy shows people in place of an answer. */
const isPage = (headers: globalThis.Headers): boolean => /^text\/html\b/i.test(headers.get('content-type') ?? '');

const BAD_GATEWAY = 502;
/** Graph gives a request up sooner; a part of an upload takes its time. */
const TIMEOUT = 180_000;
const VERSION = 'v1.0';

/**
 * Microsoft's client with a chain of one link, so that nothing is repeated behind our back, nothing is redirected, and
 * http: keeps its token: the chain it makes by itself repeats POST, and signs for hosts it knows.
 */
const connect = async (cloud: Cloud, { token, rootUrl }: GraphOptions): Promise<Client> => {
  const { Client, GraphClientError } = await load();
  const send = signed(token ?? signInFrom(process.env));
  return Client.initWithMiddleware({
    baseUrl: `${rootUrl ?? cloud.graph}/`,
    defaultVersion: VERSION,
    middleware: {
      execute: (context) =>
        send(context).catch((cause) => {
          // Of any other error the client makes one of its own, without its cause.
          throw Object.assign(new GraphClientError('no answer'), { name: NO_ANSWER, cause });
        }),
    },
  });
};

/** By its default export: bundled, it has no other. */
const load = async () => (await import('@microsoft/microsoft-graph-client')).default;

const NO_ANSWER = 'NoAnswer';
const lost = (cause: unknown): never => {
  throw Object.assign(new Error('no answer', { cause }), { name: NO_ANSWER });
};

/** Sends a request with a token; one that ends before its time is renewed once before a 401 is believed. */
const signed =
  (token: TokenSource) =>
  async (context: Context): Promise<void> => {
    const { headers, ...init } = context.options as RequestInit & { headers: Headers };
    const sent = (own: string) =>
      fetch(context.request, {
        ...init,
        headers: { ...headers, Authorization: `Bearer ${own}` },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      });
    const first = await token(null);
    context.response = await sent(first);
    if (context.response.status !== 401) return;
    await context.response.arrayBuffer();
    context.response = await sent(await token(first));
  };

const asked = async (client: Client, { method, target, body, headers }: Request): Promise<Answer> => {
  const { ResponseType } = await load();
  const request = client
    .api(target)
    .responseType(ResponseType.RAW)
    .headers({ ...headers });
  const content = contentOf(body);
  if (content instanceof Buffer) request.header('Content-Type', 'application/octet-stream');
  const respond = async (): Promise<Response> => {
    switch (method) {
      case 'GET':
        return request.get();
      case 'POST':
        return request.post(content);
      case 'PATCH':
        return request.patch(content);
      case 'PUT':
        return request.put(content);
      case 'DELETE':
        return request.delete();
    }
  };
  return answerOf(await respond());
};

/** Bytes as exactly what they view: the client would send the whole buffer beneath. */
const contentOf = (body: unknown): unknown =>
  body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body;

const initOf = ({ method, body, headers }: Request): RequestInit => ({
  method,
  headers: { ...headers },
  ...(body !== undefined && { body: contentOf(body) as NonNullable<RequestInit['body']> }),
});

const fetched = async (url: string, init: RequestInit): Promise<Answer> =>
  answerOf(await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT) }).catch(lost));

const answerOf = async (response: Response): Promise<Answer> => {
  // A connection may break in the middle of an answer.
  const bytes = Buffer.from(await response.arrayBuffer().catch(lost));
  const isJson = /\bjson\b/i.test(response.headers.get('content-type') ?? '');
  const body = bytes.length === 0 ? undefined : isJson ? parsed(bytes) : bytes;
  return { status: response.status, headers: response.headers, body };
};

/** What a proxy wrote may call itself JSON and be none. */
const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return bytes;
  }
};
