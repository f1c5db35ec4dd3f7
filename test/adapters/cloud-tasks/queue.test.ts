import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { auth as authPlus } from 'googleapis/build/src/apis/cloudtasks/index.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type CloudTasksOptions, createCloudTasks } from '../../../functions/adapters/cloud-tasks/queue.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { type Host, replyJson } from '../../../functions/http/call.ts';
import { type DispatchParts, dispatch } from '../../../functions/http/dispatch.ts';
import { reportByMail, sweepEndpoint } from '../../../functions/http/sweep.ts';
import { createBooks } from '../../../functions/many/book.ts';
import type { SweepTask } from '../../../functions/ports.ts';
import { listening, makeOffice } from '../../functions/http/parts.ts';
import { tempFolder } from '../../support/cli.ts';
import { readJwt } from '../../support/google/auth/accounts.ts';
import { type Google, openGoogle } from '../../support/google/google.ts';
import { createMemoryMailer } from '../../support/office.ts';

const DISPATCH = 'dispatch@project.iam.gserviceaccount.com';
const CALLER = 'queue@project.iam.gserviceaccount.com';
const QUEUE = 'projects/project/locations/europe-west1/queues/sweeps';
const TASK: SweepTask = {
  name: 'book-2026-03-06',
  workbook: 'gsheet:1',
  at: '2026-03-06T09:00:00+08:00',
  owner: 'li@example.com',
};
const AT = '2026-03-06T01:00:00.000Z';

let google: Google;
const workers: Server[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.close().closeAllConnections();
  await google.close();
});

/** A queue in front of the stand-in, whose pauses are noted and not waited for. */
const open = async (more: Partial<CloudTasksOptions> = {}, people?: readonly string[]) => {
  google = await openGoogle();
  const there = google.tasks.create(QUEUE, { retryConfig: { minBackoff: '60s' } }, people);
  const auth = new authPlus.OAuth2();
  auth.setCredentials({ access_token: google.token(DISPATCH, { seconds: 7200 }) });
  const pauses: number[] = [];
  const queue = createCloudTasks({
    queue: QUEUE,
    url: 'http://127.0.0.1:9/sweep',
    caller: CALLER,
    auth,
    rootUrl: google.tasks.url,
    time: { now: Date.now, sleep: async (ms) => void pauses.push(ms) },
    random: () => 0.5,
    ...more,
  });
  return { queue, there, pauses };
};

describe('a task', () => {
  it('is posted to the function as the account that calls, with what is to be swept', async () => {
    const { queue, there } = await open();
    expect(await queue.enqueue(TASK, '2026-03-06T01:00:30.000Z')).toBe('taken');
    const [task] = there.tasks;
    expect(task).toMatchObject({
      name: `${QUEUE}/tasks/book-2026-03-06`,
      scheduleTime: '2026-03-06T01:00:30.000Z',
      dispatchDeadline: '1800s',
      httpRequest: { url: 'http://127.0.0.1:9/sweep', oidcToken: { serviceAccountEmail: CALLER } },
    });
    expect(JSON.parse(Buffer.from(task!.httpRequest!.body!, 'base64').toString())).toEqual(TASK);
  });

  it('is known when it comes a second time, and when only the answer to the first was lost', async () => {
    const { queue, there } = await open();
    expect([await queue.enqueue(TASK, AT), await queue.enqueue(TASK, AT)]).toEqual(['taken', 'known']);
    google.fail({ api: 'tasks', how: 'drop-after' });
    expect(await queue.enqueue({ ...TASK, name: 'other' }, AT)).toBe('known');
    expect(there.tasks).toHaveLength(2);
  });

  it.each([
    [{ status: 503 } as const, 500],
    [{ status: 429, retryAfter: 7 } as const, 7_500],
    ['drop-before' as const, 500],
  ])('is offered again after %j', async (how, pause) => {
    const { queue, pauses } = await open();
    google.fail({ api: 'tasks', how });
    expect(await queue.enqueue(TASK, AT)).toBe('taken');
    expect(pauses).toEqual([pause]);
  });

  it('is given up after six attempts, with longer pauses each time', async () => {
    const { queue, pauses } = await open();
    google.fail({ api: 'tasks', how: { status: 503 }, times: 6 });
    await expect(queue.enqueue(TASK, AT)).rejects.toMatchObject({ kind: 'backend', code: 'queue-unreachable' });
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  it('is not offered again where somebody has to mend something', async () => {
    const { queue, pauses } = await open({ queue: `${QUEUE}-gone` });
    await expect(queue.enqueue(TASK, AT)).rejects.toMatchObject({ kind: 'call', code: 'queue-missing' });
    expect(pauses).toEqual([]);
  });

  it('is refused to an account without the role', async () => {
    const { queue } = await open({}, ['somebody@example.com']);
    await expect(queue.enqueue(TASK, AT)).rejects.toMatchObject({ kind: 'call', code: 'queue-refused' });
  });
});

describe('a dispatch', () => {
  it('spreads its workbooks over the minutes; a retry, a late redelivery and a second dispatch mail nobody twice', async () => {
    const folder = await tempFolder();
    const books = Array.from({ length: 10 }, (_, i) => join(folder, `book-${i}.xlsx`));
    for (const book of books) await makeOffice(book);
    const mailer = createMemoryMailer();
    const logged: { message: string; workbook?: string; status?: number }[] = [];
    const host: Host = {
      lifetime: createLifetime(),
      project: null,
      write: (line) => void logged.push(JSON.parse(line)),
    };
    const tokens: string[] = [];
    let trouble = 1;
    const endpoint = sweepEndpoint({
      open: (uri) => {
        const store = openXlsxFile(uri);
        // The first sweep meets an error that passes.
        if (trouble-- <= 0) return store;
        return { read: store.read, apply: () => Promise.reject(new Error('gone')) };
      },
      mailer: async () => mailer,
      books: createBooks(openXlsxFile),
      isKnown: (uri) => books.includes(uri),
      report: reportByMail('admin@example.com', 'en', async () => mailer),
      lifetime: host.lifetime,
      linkTo: null,
      repliesAreRead: false,
      clock: () => new Date().toISOString(),
    });
    const worker = createServer(async (request, response) => {
      tokens.push(request.headers.authorization ?? '');
      const header = (name: string) => [request.headers[name]].flat()[0];
      const call = { method: request.method ?? '', header, query: new URLSearchParams(), raw: Buffer.alloc(0) };
      await replyJson(host, endpoint, { ...call, body: await json(request) }, response);
    });
    workers.push(worker);
    const url = `${await listening(worker)}/`;

    const { queue, there } = await open({ url });
    const listed = { zone: 'Asia/Shanghai', sweepTime: 540, owner: null, paused: false, book: null };
    const workbooks = books.map((uri) => ({ uri, ...listed }));
    const parts: DispatchParts = {
      registry: { uri: 'workbooks.json', read: async () => ({ workbooks, bad: [] }) },
      queue,
      perMinute: 20,
      admin: null,
      lifetime: host.lifetime,
      clock: () => AT,
    };
    const call = (planned: string) =>
      dispatch(parts).answer(
        {
          method: 'POST',
          header: (name) => (name === 'x-cloudscheduler-scheduletime' ? planned : undefined),
          query: new URLSearchParams(),
          raw: Buffer.alloc(0),
          body: {},
        },
        () => {},
      );

    expect(await call(AT)).toMatchObject({ status: 200, body: { taken: 10, known: 0, failed: 0 } });
    // The scheduler asks again, however late, for the same time.
    expect(await call(AT)).toMatchObject({ body: { taken: 0, known: 10 } });
    const names = there.tasks.map(({ name }) => name!.split('/').at(-1)!);
    expect(names.every((name) => name.endsWith('-2026-03-06'))).toBe(true);
    there.redeliver({ task: names[3]!, afterSeconds: 3600 });
    await google.clock.run(2 * 3_600_000);

    const start = Date.parse(AT);
    const firsts = there.attempts.slice(0, 10).map(({ at }) => (at - start) / 1000);
    expect(firsts).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    expect(there.attempts.map(({ status }) => status)).toEqual([503, ...Array(9).fill(200), 200, 200]);
    expect(there.attempts.at(-1)).toMatchObject({ task: names[3], again: true });
    expect(there.tasks).toEqual([]);
    expect(tokens.map((token) => readJwt(token.replace('Bearer ', '')))).toContainEqual(
      expect.objectContaining({ email: CALLER, aud: url }),
    );

    const ids = mailer.sent.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(10);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await call('2026-03-06T02:59:00Z')).toMatchObject({ status: 200 });
    await google.clock.run(2 * 3_600_000);
    expect(mailer.sent).toHaveLength(ids.length);
  });
});
