import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import { openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { createLog } from '../../../functions/base/log.ts';
import { BatonError } from '../../../functions/errors.ts';
import { httpCallOf, replyJson } from '../../../functions/http/call.ts';
import { type ChangedParts, changed } from '../../../functions/http/changed.ts';
import { checkTask } from '../../../functions/http/check.ts';
import { createGraphClient } from '../../../functions/microsoft/client.ts';
import { createClientStates } from '../../../functions/microsoft/client-state.ts';
import { type Kept, keepSubscribed } from '../../../functions/microsoft/subscriptions.ts';
import type { CheckTask, CloudTask, Queue } from '../../../functions/ports.ts';
import { type BookOptions, openStarterBook } from '../../adapters/graph-excel/book.ts';

export const KEYS = ['a secret of at least thirty-two characters'] as const;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The starter in a library of the fake, the function `changed` at an address of this machine, and a queue in the fake's time. */
export const openChanges = async (options: BookOptions = {}) => {
  const book = await openStarterBook(options);
  const { graph, drive } = book;
  const uri = `graph:${book.address}`;
  const now = () => new Date(graph.clock.now()).toISOString();
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const checked: CheckTask[] = [];
  const waiting = new Set<string>();
  const log = createLog({ requestId: 'queue', header: () => undefined, project: null, write });

  // Baton sleeps while the time goes on, and does not move it.
  const asleep = () => ({ ...book.options(), time: { now: graph.clock.now, sleep: graph.clock.sleep } });

  const work = async (task: CloudTask) => {
    if (!('kind' in task) || task.kind !== 'check') throw new Error('only checks are asked for here');
    checked.push(task);
    const parts = { open: () => openGraphWorkbook(book.address, asleep()), clock: now };
    await checkTask(parts, task, log);
  };
  const queue: Queue = {
    enqueue: async (task, notBefore) => {
      if (waiting.has(task.name)) return 'known';
      waiting.add(task.name);
      graph.clock.at(Date.parse(notBefore), () => void graph.clock.during(() => work(task)));
      return 'taken';
    },
  };

  const listed = { uri, paused: false };
  /** How often the list of workbooks cannot be read. */
  const trouble = { times: 0 };
  const parts: ChangedParts = {
    states: createClientStates(KEYS),
    registry: async () => {
      if (trouble.times-- > 0) throw new BatonError('backend', 'sheets-unreachable', { 'zh-CN': '', en: '' });
      return { workbooks: [listed] };
    },
    queue,
    clock: now,
  };
  const endpoint = changed(parts);
  const host = { lifetime: createLifetime(), project: null, write };
  const server = createServer(async (request, response) => {
    const raw = await buffer(request);
    await replyJson(host, endpoint, httpCallOf(request, raw), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => void server.close(() => resolve())));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/changed`;

  const subscribe = (drives: readonly string[] = [drive.id], keys: readonly [string, ...string[]] = KEYS) =>
    graph.clock.during(
      (): Promise<Kept> =>
        keepSubscribed({ client: createGraphClient(asleep()), url, states: createClientStates(keys) }, drives),
    );
  const post = (body: unknown, query = '') =>
    fetch(`${url}${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { ...book, uri, url, lines, checked, listed, trouble, subscribe, post };
};
