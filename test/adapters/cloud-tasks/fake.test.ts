import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  auth as authPlus,
  type cloudtasks_v2,
  cloudtasks as tasksClient,
} from 'googleapis/build/src/apis/cloudtasks/index.js';
import { sheets as sheetsClient } from 'googleapis/build/src/apis/sheets/index.js';
import { afterEach, describe, expect, test } from 'vitest';
import { readJwt } from '../../support/google/auth/accounts.ts';
import { type Google, type GoogleOptions, openGoogle } from '../../support/google/google.ts';
import { refusal } from '../../support/google/refusal.ts';

const DISPATCH = 'dispatch@project.iam.gserviceaccount.com';
const QUEUE = 'projects/project/locations/europe-west1/queues/sweeps';

let google: Google;
let worker: Server | undefined;
afterEach(async () => {
  worker?.closeAllConnections();
  worker?.close();
  worker = undefined;
  await google?.close();
});

interface Delivery {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  /** Seconds since the test began. */
  readonly at: number;
}

/** A queue, and a worker that answers with what `work` says. */
const open = async (
  config: cloudtasks_v2.Schema$Queue = {},
  work: (delivery: Delivery) => Promise<number> | number = () => 200,
  options: GoogleOptions = {},
) => {
  google = await openGoogle(options);
  const start = google.clock.now();
  const queue = google.tasks.create(QUEUE, config);
  const deliveries: Delivery[] = [];
  worker = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', async () => {
      const delivery = { body, headers: request.headers, at: (google.clock.now() - start) / 1000 };
      deliveries.push(delivery);
      response.writeHead(await work(delivery));
      response.end();
    });
  });
  await new Promise<void>((resolve) => worker!.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(worker.address() as AddressInfo).port}/sweep`;
  const auth = new authPlus.OAuth2();
  auth.setCredentials({ access_token: google.token(DISPATCH, { seconds: 7200 }) });
  const client = tasksClient({ version: 'v2', auth, rootUrl: google.tasks.url, retry: false });
  const create = async (id: string | null, more: cloudtasks_v2.Schema$Task = {}) =>
    (
      await client.projects.locations.queues.tasks.create({
        parent: QUEUE,
        requestBody: {
          task: {
            ...(id && { name: `${QUEUE}/tasks/${id}` }),
            httpRequest: { url, body: Buffer.from(`{"id":"${id}"}`).toString('base64') },
            ...more,
          },
        },
      })
    ).data;
  return { queue, create, deliveries, client, url, start };
};

describe('a task', () => {
  test('is posted to its address when its time has come, signed, and is then gone', async () => {
    const { create, deliveries, url, start, queue } = await open();
    const scheduleTime = new Date(start + 60_000).toISOString();
    const oidcToken = { serviceAccountEmail: DISPATCH };
    const made = await create('a', {
      scheduleTime,
      httpRequest: { url, oidcToken, body: Buffer.from('hello').toString('base64') },
    });
    expect(made).toMatchObject({ name: `${QUEUE}/tasks/a`, scheduleTime });
    expect(made.httpRequest).not.toHaveProperty('body');
    await google.clock.advance(59_999);
    expect(deliveries).toEqual([]);
    await google.clock.advance(1);
    const [{ body, headers }] = deliveries as [Delivery];
    expect(body).toBe('hello');
    expect(headers).toMatchObject({
      'x-cloudtasks-queuename': 'sweeps',
      'x-cloudtasks-taskname': 'a',
      'x-cloudtasks-taskretrycount': '0',
      'user-agent': 'Google-Cloud-Tasks',
    });
    expect(readJwt(headers.authorization!.slice(7))).toMatchObject({ aud: url, iss: 'https://accounts.google.com' });
    expect(queue.tasks).toEqual([]);
  });

  test('has a name that nobody can use again within the hour', async () => {
    const { create } = await open();
    await create('a');
    expect(await refusal(create('a'))).toMatchObject({ code: 409, message: 'Requested entity already exists' });
    await google.clock.advance(1000);
    expect((await refusal(create('a'))).message).toContain('a task with this name existed too recently');
    await google.clock.advance(3_600_000);
    expect((await create('a')).name).toBe(`${QUEUE}/tasks/a`);
  });

  test('comes again after 2, 4, 8 seconds when the answer is not 2xx, until it is given up', async () => {
    const config = { retryConfig: { maxAttempts: 4, minBackoff: '2s', maxBackoff: '100s' } };
    const { create, deliveries, queue } = await open(config, () => 503);
    await create('a');
    await google.clock.run();
    expect(deliveries.map(({ at }) => at)).toEqual([0, 2, 6, 14]);
    expect(deliveries.at(-1)!.headers).toMatchObject({
      'x-cloudtasks-taskretrycount': '3',
      'x-cloudtasks-taskexecutioncount': '0',
      'x-cloudtasks-taskpreviousresponse': '503',
    });
    expect([queue.dropped, queue.tasks]).toEqual([['a'], []]);
  });

  test('can come twice although it was done, at once or an hour later', async () => {
    const { create, deliveries, queue } = await open();
    queue.redeliver({ task: 'a', afterSeconds: 0 });
    queue.redeliver({ task: 'a', afterSeconds: 3600 });
    await create('b');
    await create('a');
    await google.clock.run();
    expect(deliveries.map(({ headers, at }) => `${headers['x-cloudtasks-taskname']} ${at}`)).toEqual([
      'b 0',
      'a 0.002',
      'a 0.002',
      'a 3600.002',
    ]);
    expect(queue.attempts.filter(({ again }) => again)).toHaveLength(2);
  });

  test('whose worker does not answer by the deadline comes again', async () => {
    let first = true;
    const { create, queue } = await open({}, async () => {
      if (first) {
        first = false;
        await google.clock.sleep(3_600_000);
      }
      return 200;
    });
    await create('a', { dispatchDeadline: '30s' });
    await google.clock.run();
    expect(queue.attempts.map(({ status }) => status)).toEqual([0, 200]);
  });

  test.each<[string, cloudtasks_v2.Schema$Task, string]>([
    ['without a target', { httpRequest: undefined as never }, 'httpRequest'],
    ['with a relative address', { httpRequest: { url: '/sweep' } }, 'must start with "http://"'],
    ['for next year', { scheduleTime: '2027-03-06T00:00:00Z' }, 'too far in the future'],
    ['of another queue', { name: 'projects/p/locations/l/queues/q/tasks/a' }, 'Task name must be formatted'],
    ['with an hour to answer', { dispatchDeadline: '3600s' }, 'dispatchDeadline'],
  ])('is refused %s', async (_, task, message) => {
    const { create } = await open();
    const refused = await refusal(create('a', task));
    expect(refused.code).toBe(400);
    expect(refused.message).toContain(message);
  });
});

describe('a queue', () => {
  test('dispatches at its rate', async () => {
    const { create, deliveries } = await open({ rateLimits: { maxDispatchesPerSecond: 0.5 } });
    for (const id of ['a', 'b', 'c']) await create(id);
    await google.clock.run();
    expect(deliveries.map(({ at }) => at)).toEqual([0, 2, 4]);
  });

  test('runs no more at once than it may', async () => {
    let now = 0;
    let most = 0;
    const { create, deliveries } = await open({ rateLimits: { maxConcurrentDispatches: 2 } }, async () => {
      most = Math.max(most, ++now);
      await google.clock.sleep(10_000);
      now--;
      return 200;
    });
    for (const id of ['a', 'b', 'c', 'd']) await create(id);
    await google.clock.run();
    expect(deliveries.map(({ at }) => Math.floor(at / 10))).toEqual([0, 0, 1, 1]);
    expect(most).toBe(2);
  });

  test('that is not there is not found', async () => {
    const { client, url } = await open();
    const parent = QUEUE.replace('sweeps', 'others');
    const create = client.projects.locations.queues.tasks.create({
      parent,
      requestBody: { task: { httpRequest: { url } } },
    });
    expect(await refusal(create)).toMatchObject({ code: 404 });
  });
});

test('workers that wait for the quota of Sheets pass the time together with the queue', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const finished: number[] = [];
  const { create, queue } = await open(
    {},
    async ({ body, at }) => {
      const { id: spreadsheetId } = JSON.parse(body) as { id: string };
      const auth = new authPlus.OAuth2();
      auth.setCredentials({ access_token: google.token('baton@example.com') });
      const sheets = sheetsClient({ version: 'v4', auth, rootUrl: google.sheets.url, retry: false });
      for (let attempt = 0; ; attempt++) {
        const read = await sheets.spreadsheets.get({ spreadsheetId }).catch((error: { status?: number }) => error);
        if (read.status === 200) break;
        expect(read.status).toBe(429);
        await google.clock.sleep(1000 * 2 ** attempt);
      }
      finished.push(at);
      return 200;
    },
    { quotas: { sheets: [{ metric: 'read', per: 'user', perMinute: 2 }] } },
  );
  for (const id of ids) google.sheets.create({ id, people: { 'baton@example.com': 'reader' } });
  for (const id of ids) await create(id);
  const start = google.clock.now();
  await google.clock.run();
  expect(finished).toHaveLength(5);
  expect(queue.attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  // Two a minute: the fifth has its turn after two minutes, and sleeps past that by less than it slept before.
  expect(google.clock.now() - start).toBeGreaterThan(120_000);
  expect(google.clock.now() - start).toBeLessThan(256_000);
});
