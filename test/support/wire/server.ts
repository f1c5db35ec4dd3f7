import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { How, Meanwhile, Refusal, Script } from './script.ts';

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:port`, without a slash. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export const readBytes = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export const readBody = async (request: IncomingMessage): Promise<string> =>
  (await readBytes(request)).toString('utf8');

/** Which parts of an answer were written before, in the order in which it comes to them. */
let parts: string[] = [];
const PART = '\u0001a part that is written\u0001';

/** A part of an answer that is JSON already: what is large and stays as it is need not be written again for each answer. */
export class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    parts.push(this.text);
    return PART;
  }
}

const MARK = JSON.stringify(PART);

export const jsonOf = (body: unknown): string => {
  parts = [];
  const [first, ...others] = (JSON.stringify(body) ?? '').split(MARK);
  return others.reduce((text, other, i) => text + parts[i] + other, first!);
};

export const answer = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(jsonOf(body));
};

/** Listens on a free port of this machine. Where `deal` throws, the fake is wrong: 500, and noted. */
export const listen = async (
  deal: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  violations: string[],
): Promise<Listening> => {
  const server = createServer((request, response) => {
    deal(request, response).catch((error: unknown) => {
      violations.push(`The fake itself failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent)
        answer(response, 500, { error: { code: 500, message: String(error), status: 'FAKE' } });
      else response.destroy();
    });
  });
  // Node's five seconds pass while a large workbook is read on a busy machine, and a request on the connection that was
  // just closed fails. Google's and Microsoft's servers keep one for minutes; what a lost one does is said by the script.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
};

/**
 * An interlude that throws is a mistake in the test, which `close` then fails. The request goes on: a 500 would be tried
 * again by the code under test, and so be hidden.
 */
const played = async (act: Meanwhile<string>['act'], violations: string[]): Promise<void> => {
  try {
    await act();
  } catch (error) {
    violations.push(`An interlude failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
};

/** Ends a request in another way than by its answer; false where it is none of these. */
const broken = (how: unknown, when: 'before' | 'after', response: ServerResponse): boolean => {
  if (how === `drop-${when}`) response.destroy();
  else if (how === `garbled-${when}`) {
    response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' });
    response.end('<!doctype html><title>Please sign in to this network</title>');
  } else return how === `silent-${when}`;
  return true;
};

/** Interludes, then the fault, around what a request does. Returns false when its own answer was not sent. */
export const staged = async <Api extends string, Refused extends Refusal>(
  {
    api,
    script,
    response,
    violations,
  }: {
    readonly api: Api;
    readonly script: Script<Api, Refused>;
    readonly response: ServerResponse;
    readonly violations: string[];
  },
  method: string,
  work: (how: How<Refused> | undefined) => Promise<() => void>,
): Promise<boolean> => {
  const { how, before, after } = script.due(api, method);
  for (const { act } of before) await played(act, violations);
  if (broken(how, 'before', response)) return false;
  const send = await work(how);
  for (const { act } of after) await played(act, violations);
  if (broken(how, 'after', response)) return false;
  send();
  return true;
};
