/** All functions in one process on a host of one's own. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { argv, env, exit, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { inAll } from '../../core/messages/in-all.ts';
import { createLifetime } from '../base/lifetime.ts';
import type { FunctionName } from '../base/names.ts';
import { readConfig } from '../connect/config.ts';
import { BatonError } from '../errors.ts';
import { type Host, httpCallOf, replyJson } from '../http/call.ts';
import { bodyOf, tooLong } from '../http/limit.ts';
import { keepReadingReplies, type Wait } from './looking.ts';
import { openService, type Service } from './service.ts';

const say = inAll('connect');

/** What anybody may call; the others are for whoever is on this machine, since nobody checks who calls. */
const PUBLIC: readonly FunctionName[] = ['respond', 'changed', 'health'];
const PRIVATE: readonly FunctionName[] = ['dispatch', 'sweep', 'replies', 'health'];

export interface Hosted {
  /** `http://…:port` of what anybody may call, and of what is called from here. */
  readonly open: string;
  readonly inner: string;
  /** Ends when what runs has come to a safe place. */
  readonly close: () => Promise<void>;
}

/**
 * All functions in one process, on a host of one's own: those for people and for Microsoft on `port` of every address, the
 * others on the port after it and of this machine alone. Replies are looked for every five minutes. TLS is the affair of what stands before it. Throws BatonError
 * `config` (call) and `port-taken` (backend).
 */
export const hostFunctions = async (
  environment: NodeJS.ProcessEnv,
  write: (line: string) => void,
  port: number,
  wait?: Wait,
): Promise<Hosted> => {
  const config = readConfig(environment);
  if (!(port >= 0 && port < 65_535)) throw badPort(port);
  const lifetime = createLifetime();
  const host: Host = { lifetime, project: config.project, write };
  const service = openService(config, host);
  const open = await listen(serverOf(PUBLIC, service, host), port);
  const inner = await listen(serverOf(PRIVATE, service, host, isPage), port === 0 ? 0 : port + 1, '127.0.0.1');
  void keepReadingReplies(service.replies, host, wait);
  return {
    open: `http://127.0.0.1:${portOf(open)}`,
    inner: `http://127.0.0.1:${portOf(inner)}`,
    close: async () => {
      const servers = [open, inner];
      for (const server of servers) server.close();
      await lifetime.end();
      for (const server of servers) server.closeAllConnections();
    },
  };
};

/** A page in a browser of this machine, which any site can have call 127.0.0.1; it says where it comes from. */
const isPage = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;

const serverOf = (
  names: readonly FunctionName[],
  service: Service,
  host: Host,
  isBarred: (request: IncomingMessage) => boolean = () => false,
): Server =>
  createServer(async (request, response) => {
    if (isBarred(request)) {
      response.writeHead(403, { Connection: 'close' }).end();
      return;
    }
    const path = (request.url ?? '').split('?')[0];
    const name = names.find((known) => path === `/${known}`);
    const raw = name === undefined ? null : await bodyOf(request);
    if (name === undefined) response.writeHead(404).end();
    else await replyJson(host, raw ? service[name] : tooLong(service[name]), httpCallOf(request, raw), response);
  });

/** Without an address: all that the machine has. */
const listen = (server: Server, port: number, address?: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(badPort(port, cause)));
    server.listen(port, address, () => resolve(server));
  });

const badPort = (port: number, cause?: unknown) =>
  new BatonError('backend', 'port-taken', say.portTaken({ port }), cause);

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const main = async (): Promise<void> => {
  const write = (line: string): void => void stdout.write(`${line}\n`);
  try {
    const { inner, close } = await hostFunctions(env, write, Number(env.PORT ?? 8080));
    write(JSON.stringify({ severity: 'INFO', message: 'listening', dispatch: `curl -X POST ${inner}/dispatch` }));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().then(() => exit(0)));
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    write(JSON.stringify({ severity: 'ERROR', message: error.words.en, code: error.code }));
    exit(1);
  }
};

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) await main();
