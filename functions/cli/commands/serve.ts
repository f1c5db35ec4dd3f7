/** `serve`: runs the HTTP functions on this machine, so that the buttons of mails work. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { isOurs } from '../../../core/adopt/complete.ts';
import { followedIn } from '../../../core/adopt/rebind.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { readToAdopt } from '../../adopt/open.ts';
import type { LinkOptions } from '../../answer/links.ts';
import { asTyped } from '../../base/as-typed.ts';
import { createLifetime } from '../../base/lifetime.ts';
import { ENDPOINTS } from '../../base/names.ts';
import { channelsIn, doorsOf, isPath } from '../../connect/connect.ts';
import { BatonError } from '../../errors.ts';
import { type Endpoint, type Host, httpCallOf, replyJson } from '../../http/call.ts';
import { noChanged } from '../../http/changed.ts';
import { dispatch } from '../../http/dispatch.ts';
import { type HandOnLater, handOnLater } from '../../http/hand-on.ts';
import { health } from '../../http/health.ts';
import { bodyOf, tooLong } from '../../http/limit.ts';
import { createPresses, takeHere, withDoors } from '../../http/press.ts';
import { respond } from '../../http/respond.ts';
import { reviewEndpoint } from '../../http/review.ts';
import { opens, passFor } from '../../http/review-pass.ts';
import { type SweepParts, sweepEndpoint } from '../../http/sweep.ts';
import { createBooks } from '../../many/book.ts';
import type { Registered, Registry } from '../../many/registry.ts';
import { sweepDaily } from '../../service/daily.ts';
import { deliverHere, laterHere, queueHere, realClock, type Service } from '../../service/service.ts';
import { linkKeysFor, linksOf } from '../link-keys.ts';
import { leftByNpm } from '../orphaned.ts';
import { command, option } from '../program.ts';
import { openNamed, openReading, ownWorkbooks, uriGiven } from '../reading.ts';
import { keepReading, readReplies, repliesHere } from '../replying.ts';
import { registered, servingDaily } from '../serving-daily.ts';
import {
  groupsByWay,
  inboxGiven,
  isFolder,
  mailerFor,
  mailOption,
  mailWay,
  ownLinks,
  ownMail,
  respondAt,
  sendingBy,
  webhookByWay,
} from '../sweeping.ts';
import { errorOf, shownPath, type Terminal } from '../terminal.ts';

const say = inAll('calls');

/** On this machine there is also the page on which somebody says how a workbook is read. */
type LocalService = Service & { readonly review: Endpoint };

interface Options {
  readonly port: string;
  /** Whose requests are heard: 127.0.0.1 for this machine's alone. */
  readonly host: string;
  /** Address by which others reach it; what buttons in mails lead to. */
  readonly links?: string;
  /** It also sweeps, every workday at each workbook's own time. */
  readonly daily?: true;
  readonly mail?: string;
  readonly from?: string;
  /** The mailbox in which replies are read; `true`: the one that mails leave from. */
  readonly replies?: string | true;
}

/** The functions on this machine, for the workbooks that are named, until Ctrl+C. */
export const serve = (terminal: Terminal): Command =>
  command(terminal, 'serve')
    .argument('[workbook...]', terminal.say.help.argument.served)
    .addOption(option(terminal, '--port <n>', 'port').default('8080'))
    .addOption(option(terminal, '--host <address>', 'host').default('127.0.0.1'))
    .addOption(option(terminal, '--links <url>', 'links'))
    .addOption(option(terminal, '--daily', 'daily'))
    .addOption(mailOption(terminal, '--mail <way>'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--replies [inbox]', 'replies'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: readonly string[], called: Options) => {
      const { say, print } = terminal;
      const workbooks = given.length > 0 ? given : ownWorkbooks(terminal);
      const links = called.links ?? ownLinks(terminal, workbooks.map(uriGiven));
      const options = { ...called, ...(links !== undefined && { links }) };
      const port = portOf(options.port);
      const lifetime = createLifetime();
      const host: Host = { lifetime, project: null, write: terminal.note };
      const server = createServer();
      const isOpen = options.links !== undefined || !isLoopback(options.host);
      const url = await listen(server, port, options.host);
      const passes = await reviewPasses(workbooks.map(uriGiven).filter(isPath));
      const review = reviewEndpoint({
        fileOf: passes.fileOf,
        clock: realClock,
        setUp: (file) => (options.daily ? null : `npm run -s baton -- setup --workbook ${asTyped(shownPath(file))}`),
      });
      const local = await localService(terminal, workbooks, options, host, url).catch((error: unknown) => {
        // Else what listens already keeps a process that serves nothing.
        server.close();
        throw error;
      });
      serveOn(server, url, { ...local.service, review }, host, isOpen);
      print(say.serve.at(url));
      for (const [file, pass] of passes.made) {
        const about = await reviewedAs(file).catch((error: unknown) => {
          terminal.note(`${shownPath(file)}  ${errorOf(terminal, error).message}`);
          return null;
        });
        if (about) print(say.serve[about]({ file: shownPath(file), url: `${url}/review?t=${pass}` }));
      }
      print(say.serve.dispatch(`curl -X POST ${url}/dispatch`), say.serve.stop);
      if (options.daily) {
        print(say.serve.daily);
        const { registry, report } = servingDaily(terminal, workbooks.map(uriGiven), options);
        const deliver = deliverHere({ ...local.parts, report }, host);
        void sweepDaily({ registry, deliver, lifetime, clock: realClock });
      }
      if (local.parts.repliesAreRead) {
        print(say.replies.every);
        void keepReading(terminal, local.service.replies, lifetime, null);
      }
      await Promise.race([toldToStop(), leftByNpm()]);
      server.close();
      await lifetime.end();
      server.closeAllConnections();
    });

/** The same functions as in the cloud, and what they sweep with. */
interface Local {
  readonly service: Service;
  readonly parts: SweepParts;
}

/** The registry is what was named, and whoever calls dispatch sees what went wrong. */
export const localService = async (
  terminal: Terminal,
  workbooks: readonly string[],
  options: Options,
  host: Host,
  url: string,
): Promise<Local> => {
  const { lifetime } = host;
  const uris = workbooks.map(uriGiven);
  const links = await linksOf(uris, respondAt(options.links ?? url));
  // Looked at by hand, mails stay in a folder; what runs by itself sends as it was set up.
  const wayOf = (uri: string) => mailWay(uri, options.mail ?? (options.daily && ownMail(terminal, uri)));
  const [first = ''] = uris;
  const { from } = options;
  // Whoever replies is answered by mail, also while sweeps by hand leave theirs in a folder.
  const way = mailWay(first, options.mail ?? ownMail(terminal, first));
  const replying = { workbooks: uris, links, way, from, lifetime, replies: options.replies };
  const replies = repliesHere(terminal, replying);
  const isWanted = inboxGiven(terminal, replying) !== null;
  const parts: SweepParts = {
    open: openNamed,
    mailer: (uri) => mailerFor(terminal, wayOf(uri), from),
    books: createBooks(openNamed),
    isKnown: (uri) => uris.includes(uri),
    report: async ({ workbook }, error) => terminal.note(`${shownPath(workbook)}  ${error.words[terminal.locale]}`),
    lifetime,
    clock: realClock,
    linkTo: links.linkTo,
    // No mail promises what nobody does.
    repliesAreRead: isWanted && (await readReplies(terminal, replies)) === null,
    later: () => later,
    // Mails that stay in a folder are nobody's morning.
    ...(options.daily && !isFolder(wayOf(first)) && tellingOthers(terminal, wayOf(first))),
  };
  const doorOf = doorsOf({ way, env: sendingBy(terminal, way).env });
  // A chat whose presses could not come in is said before anybody presses.
  for (const by of channelsIn(way)) await doorOf(by);
  const answering = {
    registry: async () => ({ workbooks: uris.map((uri) => ({ uri, paused: false, book: null })) }),
    open: openNamed,
    handOn: (...asked: Parameters<HandOnLater>) => handOnLater(later, realClock)(...asked),
    clock: realClock,
    wait: setTimeout,
    isEnding: lifetime.isEnding,
  };
  const presses = createPresses({ ...answering, links, doorOf });
  const queue = queueHere(parts, host);
  const later = laterHere(queue, lifetime);
  const service: Service = {
    dispatch: dispatch({
      registry: { uri: '', read: () => registryOf(uris) },
      queue,
      perMinute: Number.POSITIVE_INFINITY,
      admin: null,
      lifetime,
      clock: realClock,
    }),
    sweep: sweepEndpoint(parts),
    respond: withDoors(
      respond({
        ...answering,
        links,
        // In the order of the first workbook; where several leave by different ways, whoever set them up knows.
        ways: channelsIn(wayOf(first)),
      }),
      {
        doorOf,
        take: takeHere(presses, lifetime, setTimeout),
        say: presses.say,
        lifetime,
        clock: realClock,
      },
    ),
    changed: noChanged,
    replies,
    health,
  };
  return { service, parts };
};

/** Who hears of it beside those who get mail. */
const tellingOthers = (terminal: Terminal, way: string): Pick<SweepParts, 'group' | 'webhook'> => {
  const webhook = webhookByWay(terminal, way);
  return { group: groupsByWay(terminal, way), ...(webhook && { webhook }) };
};

/** Each workbook at the time and in the zone of its own settings; one that cannot be read says so when it is swept. */
const registryOf = async (uris: readonly string[]): Promise<Registry> => {
  const workbooks: Registered[] = [];
  for (const uri of new Set(uris)) {
    const policy = await openReading(uri).then(
      ({ snapshot }) => snapshot.policy,
      () => ({ zone: 'UTC', sweepTime: 0 }),
    );
    workbooks.push(registered(uri, policy));
  }
  return { workbooks, bad: [] };
};

/** Passes to the pages on which somebody says how a file is read, each signed with the secret beside it. */
const reviewPasses = async (files: readonly string[]) => {
  const keys = new Map<string, LinkOptions['keys']>();
  for (const file of files) keys.set(file, await linkKeysFor(file));
  return {
    made: [...keys].map(([file, own]) => [file, passFor(file, own, realClock())] as const),
    fileOf: (pass: string) => [...keys].find(([file, own]) => opens(pass, file, own, realClock()))?.[0] ?? null,
  };
};

/** Whether a file is not followed yet, or has a sheet of theirs that is; null for any other. Throws what keeps it from being read: it may be there by the next sweep. */
const reviewedAs = async (file: string): Promise<'toFollow' | 'followed' | null> => {
  const raw = await readToAdopt(file);
  if (followedIn(raw)) return 'followed';
  return isOurs(raw) ? null : 'toFollow';
};

/** What others may call where it listens to them: what an answer may do is in its token. */
const OPEN: ReadonlySet<string | undefined> = new Set(['respond', 'health']);

const serveOn = (server: Server, url: string, service: LocalService, host: Host, isOpen: boolean): void => {
  server.on('request', async (request, response) => {
    const target = request.url ?? '/';
    const path = target.split('?')[0];
    // The address as somebody types it who has not seen the rest.
    const isBare = path === '/' && request.method === 'GET';
    const name = isBare ? 'review' : [...ENDPOINTS, 'review' as const].find((known) => path === `/${known}`);
    if (!isFromHere(request, url, name) && !(isOpen && OPEN.has(name))) response.writeHead(403).end();
    else if (!name) response.writeHead(404).end();
    else {
      const raw = await bodyOf(request);
      await replyJson(host, raw ? service[name] : tooLong(service[name]), httpCallOf(request, raw), response);
    }
  });
};

/**
 * A page from elsewhere that a browser on this machine shows must not make it send mail. An answer page asks for no
 * referrer, for which browsers name no origin either; what it may do is in its token.
 */
const isFromHere = (request: IncomingMessage, url: string, name: keyof LocalService | undefined): boolean => {
  const { headers, socket } = request;
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    headers.host === new URL(url).host &&
    !isPassedOn(request) &&
    (headers.origin === undefined ||
      headers.origin === url ||
      (headers.origin === 'null' && (name === 'respond' || name === 'review')))
  );
};

/**
 * Whether a proxy on this machine passes it on for somebody else: many put our own address in place of theirs. One that says nothing else of it
 * speaks HTTP/1.0 (nginx, proxy_http_version), which nobody here does.
 */
const isPassedOn = ({ headers, httpVersion }: IncomingMessage): boolean =>
  httpVersion === '1.0' || Object.keys(headers).some((name) => PASSED_ON.test(name));
const PASSED_ON = /^(?:forwarded|via|x-real-ip|x-forwarded-.*)$/;

/** Addresses by which a machine speaks to itself alone; what reaches a container from its host comes by another. */
const isLoopback = (address: string): boolean => /^(?:127\.|::ffff:127\.|::1$|localhost$)/.test(address);

const listen = (server: Server, port: number, address: string): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(portTaken(port, cause)));
    server.listen(port, address, () => resolve(`http://${nameOf(address)}:${(server.address() as AddressInfo).port}`));
  });

/** This machine's own address, where it listens to all it has. */
const nameOf = (address: string): string => {
  if (/^(?:0\.0\.0\.0|::)$/.test(address)) return '127.0.0.1';
  return address.includes(':') ? `[${address}]` : address;
};

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new BatonError('call', 'bad-port', say.badPort({ text }));
};

const portTaken = (port: number, cause: unknown) =>
  new BatonError('backend', 'port-taken', say.portTaken({ port }), cause);
