/** Puts the functions together from the configuration: mailer, queue, links, books, and watching drives. */
import { setTimeout } from 'node:timers/promises';
import { createCloudTasks } from '../adapters/cloud-tasks/queue.ts';
import { createMemoryQueue } from '../adapters/queue-memory/queue.ts';
import { createLinks } from '../answer/links.ts';
import type { Lifetime } from '../base/lifetime.ts';
import { createLog, framesOf, type Log } from '../base/log.ts';
import type { FunctionName } from '../base/names.ts';
import { once } from '../base/once.ts';
import type { Config } from '../connect/config.ts';
import { channelsIn, doorsOf, inboxOf, openMailer, openWorkbook } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import { createPace } from '../google/pace.ts';
import { createGroups } from '../group/group.ts';
import type { Endpoint, Host } from '../http/call.ts';
import { changed, noChanged } from '../http/changed.ts';
import { dispatch } from '../http/dispatch.ts';
import { type HandOnLater, handOnLater } from '../http/hand-on.ts';
import { health } from '../http/health.ts';
import { createPresses, takeByQueue, takeHere, withDoors } from '../http/press.ts';
import { noReplies, replies } from '../http/replies.ts';
import { noRespond, respond } from '../http/respond.ts';
import { doTask, reportByMail, type SweepParts, sweepEndpoint } from '../http/sweep.ts';
import { createBooks } from '../many/book.ts';
import { readRegistry } from '../many/registry.ts';
import { createClientStates, driveOf } from '../microsoft/client-state.ts';
import type { CloudTask, Queue } from '../ports.ts';

export type Service = Readonly<Record<FunctionName, Endpoint>>;

/** The functions as their environment says. Nothing is opened before the first call that needs it. */
export const openService = (config: Config, host: Host): Service => {
  const { mail: way, from, env, recipients, locale, admin } = config;
  const sending = { way, from, env, recipients, locale };
  const mailer = once(() => openMailer(sending));
  const openInbox = inboxOf(sending);
  const inbox = openInbox && once(openInbox);
  const { lifetime } = host;
  const links = config.links && createLinks(config.links);
  const pace = createPace(config.perMinute);
  const registry = () => readRegistry(config.registry);
  const open = (uri: string) => openWorkbook(uri, { pace });
  const tasks = config.queue ? createCloudTasks(config.queue) : null;
  const doorOf = doorsOf({ way, env });
  const answering = {
    registry,
    open: openWorkbook,
    handOn: (...asked: Parameters<HandOnLater>) => handOnLater(later, realClock)(...asked),
    clock: realClock,
    wait: setTimeout,
    isEnding: lifetime.isEnding,
  };
  const presses = links && createPresses({ ...answering, links, doorOf });
  const parts: SweepParts = {
    open,
    mailer,
    books: createBooks((uri) => openWorkbook(uri, { pace })),
    isKnown: () => true,
    report: reportByMail(admin, locale, mailer),
    group: createGroups(config.groups),
    ...(config.webhook && { webhook: config.webhook }),
    lifetime,
    clock: realClock,
    linkTo: links ? links.linkTo : null,
    repliesAreRead: links !== null && inbox !== null,
    ...(presses && { presses }),
    later: () => later,
    week: { registry, open, mailer, admin: { address: admin, locale }, way, queue: tasks, lifetime, clock: realClock },
  };
  const queue = tasks ?? queueHere(parts, host);
  const later = tasks ?? laterHere(queue, lifetime);
  const { changes } = config;
  return {
    dispatch: dispatch({
      registry: { uri: config.registry, read: registry },
      queue,
      perMinute: config.perMinute,
      admin: { address: admin, locale, mailer },
      ...(changes && { watch: watchDrives(changes) }),
      lifetime,
      clock: realClock,
    }),
    sweep: sweepEndpoint(parts),
    respond:
      links && presses
        ? withDoors(respond({ ...answering, links, ways: channelsIn(way) }), {
            doorOf,
            take: tasks ? takeByQueue(tasks, realClock) : takeHere(presses, lifetime, setTimeout),
            say: presses.say,
            lifetime,
            clock: realClock,
          })
        : noRespond,
    changed: changes
      ? changed({
          states: createClientStates(changes.keys),
          registry,
          queue: later,
          clock: realClock,
        })
      : noChanged,
    replies:
      links && inbox
        ? replies({
            inbox,
            mailer,
            links,
            registry,
            open: parts.open,
            lifetime,
            clock: realClock,
          })
        : noReplies,
    health,
  };
};

/** Sweeps one after the other in this process; a process that is ending leaves the rest to the next dispatch. */
export const queueHere = (parts: SweepParts, host: Host): Queue =>
  createMemoryQueue({ deliver: deliverHere(parts, host) });

/** Does a task in this process, for the n-th time; answers whether it is to come again. */
export const deliverHere =
  (parts: SweepParts, { project, write, lifetime }: Host) =>
  async (task: CloudTask, attempt: number): Promise<boolean> => {
    if (lifetime.isEnding()) return false;
    const log = createLog({ requestId: task.name, header: () => undefined, project, write });
    const { status } = await doTask(parts, task, attempt, log);
    return status === 503 && !lifetime.isEnding();
  };

/**
 * A queue that answers at once and begins each task at its time, while this process runs: what a stranger waits for only
 * until it is taken. The name of a task that has not begun is known.
 */
export const laterHere = (queue: Queue, lifetime: Lifetime, wait: (ms: number) => Promise<unknown> = idle): Queue => {
  const waiting = new Set<string>();
  return {
    enqueue: async (task, notBefore) => {
      if (waiting.has(task.name)) return 'known';
      waiting.add(task.name);
      void wait(Math.max(0, Date.parse(notBefore) - Date.parse(realClock()))).then(async () => {
        waiting.delete(task.name);
        if (!lifetime.isEnding()) await lifetime.during(() => queue.enqueue(task, notBefore));
      });
      return 'taken';
    },
  };
};

/** Keeps no process alive. */
const idle = (ms: number): Promise<void> => setTimeout(ms, undefined, { ref: false });

/** One subscription for each drive in which workbooks are. Without any, sweeps see changes all the same. */
const watchDrives =
  ({ url, keys }: NonNullable<Config['changes']>) =>
  async (uris: readonly string[], log: Log): Promise<void> => {
    const drives = [...new Set(uris.flatMap((uri) => driveOf(uri) ?? []))];
    try {
      const { createGraphClient } = await import('../microsoft/client.ts');
      const { keepSubscribed } = await import('../microsoft/subscriptions.ts');
      const states = createClientStates(keys);
      const { failed } = await keepSubscribed({ client: createGraphClient(), url, states }, drives);
      for (const code of failed) log('ERROR', 'not subscribed', { code });
    } catch (error) {
      const code = error instanceof BatonError ? error.code : 'graph-refused';
      log('ERROR', 'not subscribed', { code, frames: framesOf(error) });
    }
  };

export const realClock = (): string => new Date().toISOString();
