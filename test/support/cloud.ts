import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { auth as authPlus } from 'googleapis/build/src/apis/sheets/index.js';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createCloudTasks } from '../../functions/adapters/cloud-tasks/queue.ts';
import { createGmail } from '../../functions/adapters/gmail/gmail.ts';
import { createGmailInbox } from '../../functions/adapters/gmail/inbox.ts';
import type { GoogleOptions } from '../../functions/adapters/google-sheets/client.ts';
import { createGoogleSheet } from '../../functions/adapters/google-sheets/create.ts';
import { openGoogleSheet } from '../../functions/adapters/google-sheets/store.ts';
import { createLinks } from '../../functions/answer/links.ts';
import { createLifetime } from '../../functions/base/lifetime.ts';
import { fillIn, type NewWorkbook } from '../../functions/create/make-workbook.ts';
import { createPace } from '../../functions/google/pace.ts';
import { type Host, queryOf, replyJson } from '../../functions/http/call.ts';
import { noChanged } from '../../functions/http/changed.ts';
import { dispatch } from '../../functions/http/dispatch.ts';
import { handOnLater } from '../../functions/http/hand-on.ts';
import { health } from '../../functions/http/health.ts';
import { replies } from '../../functions/http/replies.ts';
import { respond } from '../../functions/http/respond.ts';
import { reportByMail, type SweepParts, sweepEndpoint } from '../../functions/http/sweep.ts';
import { createBooks } from '../../functions/many/book.ts';
import { readRegistry } from '../../functions/many/registry.ts';
import type { Inbox, Mailer, WorkbookStore } from '../../functions/ports.ts';
import type { Time } from '../../functions/remote/patience.ts';
import type { Service as Functions } from '../../functions/service/service.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import { TEMPLATES } from '../../sheet-templates/views.ts';
import { type GoogleOptions as FakeOptions, type Google, openGoogle } from './google/google.ts';
import type { Workbook, WorkbookState } from './google/sheets/workbook.ts';
import type { Queue } from './google/tasks/queue.ts';
import type { Limit } from './google/wire/quota.ts';

/** What the functions run as: one user of Sheets. */
export const ROBOT = 'robot@project.iam.gserviceaccount.com';
/** Whose mailbox the mails leave from. */
export const TEAM = 'baton@example.com';
export const ADMIN = 'admin@example.com';
const QUEUE = 'projects/project/locations/europe-west1/queues/baton';
const DAY_SECONDS = 86_400;

export interface CloudOptions extends Pick<FakeOptions, 'clock' | 'quotas' | 'latency'> {
  /** Requests of each kind that the functions make in a minute, together; 60 as they are deployed. */
  readonly perMinute?: number;
  /** Processes of sweep, which share them. */
  readonly instances?: number;
  /** Sweeps at once in each. */
  readonly sweeps?: number;
  /** Virtual time by which the functions' own clock is ahead of Google's. */
  readonly skew?: number;
  /** Each delivery is dealt with by a process of its own, which `kill` can end. */
  readonly mortal?: boolean;
  /** From 0 up to 1, for waits. */
  readonly random?: () => number;
}

/** Whether it has ended. */
type Life = () => boolean;

export type LogLine = Readonly<Record<string, unknown>>;

/** A team's Google Cloud: the wire fake, and the functions in front of it over HTTP, as a deployment connects them. */
export interface Cloud {
  readonly google: Google;
  readonly queue: Queue;
  /** Where the functions answer: `${url}/dispatch`. */
  readonly url: string;
  /** What the functions wrote into their log. */
  readonly log: LogLine[];
  /** The next process of which a request fails dies then; it lets nobody know. */
  readonly kill: () => void;
  /** Somebody takes the functions' right to Sheets back, for good. */
  readonly revoke: () => void;
  /** The list of workbooks. */
  readonly registry: Workbook;
  /** Makes a workbook from the template, through the API, as `init gsheet:` does. */
  readonly make: (wanted: Pick<NewWorkbook, 'project' | 'zone' | 'now'> & Partial<NewWorkbook>) => Promise<Workbook>;
  /** Puts a workbook on the list. */
  readonly list: (workbook: Pick<Workbook, 'id'>, zone: string, more?: { time?: string; owner?: string }) => void;
  /** Another process with a workbook. */
  readonly open: (workbook: Pick<Workbook, 'id'>, options?: GoogleOptions) => WorkbookStore;
  /** The scheduler's call; answers what dispatch answered. Where requests take their time, somebody has to run the clock. */
  readonly dispatch: (planned: string) => Promise<{ status: number; body: Record<string, unknown> }>;
  readonly close: () => Promise<void>;
}

/** Types a setting's value, wherever the sheet has its columns. */
export const setSetting = (workbook: Workbook, key: string, value: string): void => {
  const title = tabOf('settings').title.en;
  const rows = workbook.rows(title);
  const headers = rows.find((row) => row.includes('Setting')) ?? [];
  const row = rows.findIndex((cells) => cells[headers.indexOf('Setting')] === key);
  workbook.set(title, row + 1, headers.indexOf('Value') + 1, value);
};

/** What a workbook holds, as core reads it, without a request. */
export const rawOf = (workbook: Workbook): RawWorkbook => ({
  name: workbook.book.properties.title ?? '',
  location: `gsheet:${workbook.id}`,
  movedFrom: () => false,
  foundAt: async () => null,
  dateSystem: 1900,
  sheets: workbook.tabs.map((title) => ({
    title,
    merges: [],
    rows: workbook
      .rows(title)
      .flatMap((cells, i) => (cells.some((cell) => cell !== null) ? [{ at: i + 1, cells }] : [])),
  })),
});

/** As gaxios throws what the token endpoint answers (RFC 6749, 5.2). */
const invalidGrant = () =>
  Object.assign(new Error('invalid_grant'), {
    response: { status: 400, headers: new Headers(), data: { error: 'invalid_grant' } },
  });

/** The limits that Google publishes for the project are as they are; those of the one user may be smaller, for a small run. */
export const limitsOf = (perMinute: number): Limit[] =>
  (['read', 'write'] as const).flatMap((metric): Limit[] => [
    { metric, per: 'user', perMinute },
    { metric, per: 'project', perMinute: 5 * perMinute },
  ]);

/** Workbooks of a template that nobody has filled in, each made through the API once in a process. */
const blanks = new Map<string, WorkbookState>();

/** As scripts/deploy/parts/queue.ts sets the queue up. */
const RETRY = { maxAttempts: 10, minBackoff: '30s', maxBackoff: '600s', maxDoublings: 5 };

export const openCloud = async (options: CloudOptions = {}): Promise<Cloud> => {
  const { perMinute = 60, instances = 1, sweeps = 10, skew = 0, random = Math.random } = options;
  const google = await openGoogle({
    ...(options.clock && { clock: options.clock }),
    ...(options.quotas && { quotas: options.quotas }),
    ...(options.latency && { latency: options.latency }),
    people: { [TEAM]: {} },
  });
  const { clock } = google;
  const time = { now: () => clock.now() + skew, sleep: clock.sleep };
  const queue = google.tasks.create(QUEUE, {
    rateLimits: { maxDispatchesPerSecond: perMinute / 60, maxConcurrentDispatches: sweeps * instances },
    retryConfig: RETRY,
  });
  let isRevoked = false;
  const signedIn = () => {
    const client = new authPlus.OAuth2({ forceRefreshOnFailure: true });
    const token = () => ({ access_token: google.token(ROBOT), expiry_date: Date.now() + 3_600_000 });
    client.setCredentials(token());
    client.refreshHandler = async () => {
      if (isRevoked) throw invalidGrant();
      return token();
    };
    return client;
  };
  const openSheet = (uri: string, options: GoogleOptions) => openGoogleSheet(uri.slice('gsheet:'.length), options);
  const access = (own: Time = time): GoogleOptions => ({
    auth: signedIn(),
    rootUrl: google.sheets.url,
    time: own,
    random,
  });
  const realNow = () => new Date(time.now()).toISOString();

  const server = createServer();
  const url = await listening(server);
  const links = createLinks({ base: `${url}/respond`, keys: ['a-secret-of-the-tests-that-is-long-enough'] });
  const log: LogLine[] = [];
  const lifetime = createLifetime();
  const host: Host = { lifetime, project: 'project', write: (line) => log.push(JSON.parse(line) as LogLine) };

  const tasks = createCloudTasks({
    queue: QUEUE,
    url: `${url}/sweep`,
    caller: 'queue@project.iam.gserviceaccount.com',
    auth: signedIn(),
    rootUrl: google.tasks.url,
    time: clock,
    random,
  });
  const readList = () => readRegistry(`gsheet:${registry.id}`, (uri) => openSheet(uri, access()));

  let isDoomed = false;
  /** A life that ends when its process waits after a request that failed, where that was wanted. */
  const mortal = (): Life => {
    let isDead = false;
    return () => {
      isDead ||= isDoomed;
      isDoomed &&= !isDead;
      return isDead;
    };
  };

  /** A process of sweep: what it keeps is its own. Once it is dead it asks nobody anything. */
  const instance = (isDead: Life = () => false) => {
    let died = false;
    const living = <T>(part: T): T => {
      if (died) throw new Error('the process is dead');
      return part;
    };
    const sleep = async (ms: number) => {
      died ||= isDead();
      await living(clock).sleep(ms);
      living(clock);
    };
    const time = { now: () => clock.now() + skew, sleep };
    const own = { ...access(time), pace: createPace(Math.floor(perMinute / instances), time) };
    const settings = {
      from: { name: 'Baton', address: TEAM },
      access: { mailbox: TEAM, account: null, token: google.token(TEAM, { seconds: 90 * DAY_SECONDS }) },
      endpoints: { gmail: google.gmail.url },
      time,
      random,
    };
    const gmail = createGmail(settings);
    const box = createGmailInbox(settings);
    const inbox = async (): Promise<Inbox> => ({
      waiting: async (since) => living(box).waiting(since),
      read: async (id) => living(box).read(id),
      done: async (id, how) => living(box).done(id, how),
      answered: async (from, since, most) => living(box).answered(from, since, most),
    });
    const mailer = async (): Promise<Mailer> => ({
      batch: gmail.batch,
      send: async (mail) => living(gmail).send(mail),
      find: async (id, trace) => living(gmail).find(id, trace),
    });
    const open = (uri: string): WorkbookStore => {
      const store = openSheet(uri, own);
      return {
        read: async () => living(store).read(),
        apply: async (writes) => living(store).apply(writes),
      };
    };
    const parts: SweepParts = {
      open,
      mailer,
      books: createBooks(open),
      isKnown: () => true,
      report: reportByMail(ADMIN, 'en', mailer),
      lifetime,
      clock: realNow,
      linkTo: links.linkTo,
      repliesAreRead: true,
      later: () => tasks,
      week: {
        registry: readList,
        open,
        mailer,
        admin: { address: ADMIN, locale: 'en' },
        way: 'gmail',
        queue: tasks,
        lifetime,
        clock: realNow,
      },
    };
    return { parts, mailer, inbox };
  };
  const processes = Array.from({ length: instances }, instance);
  const registry = google.sheets.create({ title: 'Workbooks', people: { [ROBOT]: 'reader' } });
  ['Workbook', 'Time zone', 'Sweep time', 'Owner’s address'].forEach((header, column) => {
    registry.set('Sheet1', 1, column + 1, header);
  });

  const dispatching = dispatch({
    registry: {
      uri: `gsheet:${registry.id}`,
      read: readList,
    },
    queue: tasks,
    perMinute,
    admin: { address: ADMIN, locale: 'en', mailer: processes[0]!.mailer },
    lifetime,
    clock: realNow,
  });
  const responding = respond({
    links,
    registry: () => readRegistry(`gsheet:${registry.id}`, (uri) => openSheet(uri, access())),
    open: (uri) => openSheet(uri, access()),
    handOn: handOnLater(tasks, realNow),
    clock: realNow,
    wait: clock.sleep,
    isEnding: lifetime.isEnding,
  });
  const reading = ({ parts, inbox }: ReturnType<typeof instance>) =>
    replies({
      inbox,
      mailer: () => parts.mailer(''),
      links,
      registry: () => readRegistry(`gsheet:${registry.id}`, parts.open),
      open: parts.open,
      lifetime,
      clock: realNow,
    });
  const sweeping = processes.map(({ parts }) => sweepEndpoint(parts));
  let called = 0;
  const functionAt = (path: string) => {
    const service: Functions = {
      dispatch: dispatching,
      sweep: options.mortal ? sweepEndpoint(instance(mortal()).parts) : sweeping[called++ % instances]!,
      respond: responding,
      replies: reading(options.mortal ? instance(mortal()) : processes[0]!),
      changed: noChanged,
      health,
    };
    return service[path.slice(1) as keyof Functions];
  };
  server.on('request', async (request, response) => {
    const target = request.url ?? '/';
    const endpoint = functionAt(target.split('?')[0]!);
    if (!endpoint) return void response.writeHead(404).end();
    const raw = await buffer(request);
    const header = (key: string) => [request.headers[key.toLowerCase()]].flat()[0];
    const body: unknown = header('content-type') === 'application/json' ? JSON.parse(raw.toString()) : null;
    const call = { method: request.method ?? '', header, query: queryOf(target), raw, body };
    await replyJson(host, endpoint, call, response);
  });

  let rows = 1;
  return {
    google,
    queue,
    url,
    log,
    registry,
    revoke: () => {
      isRevoked = true;
      google.tokens.revoke(ROBOT);
    },
    kill: () => {
      isDoomed = true;
    },
    make: async ({ template = 'starter', locale = 'en', country = null, ...wanted }) => {
      const { project: title, zone } = wanted;
      const key = [template, locale, zone].join();
      const like = blanks.get(key);
      const workbook = google.sheets.create({ title, people: { [ROBOT]: 'writer' }, ...(like && { like }) });
      await clock.during(async () => {
        const own = access();
        const sheets = TEMPLATES[template];
        if (!like) {
          await createGoogleSheet({ id: workbook.id, title, sheets, locale, zone }, own);
          blanks.set(key, workbook.state());
        }
        await fillIn(openGoogleSheet(workbook.id, own), { ...wanted, locale, country });
      });
      return workbook;
    },
    list: ({ id }, zone, { time = '09:00', owner } = {}) => {
      rows++;
      [`gsheet:${id}`, zone, time, owner ?? ''].forEach((text, column) => {
        if (text !== '') registry.set('Sheet1', rows, column + 1, text);
      });
    },
    open: ({ id }, more = {}) => openGoogleSheet(id, { ...access(), ...more }),
    dispatch: (planned) =>
      clock.during(async () => {
        const headers = { 'X-CloudScheduler-ScheduleTime': planned };
        const answer = await fetch(`${url}/dispatch`, { method: 'POST', headers });
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
      }),
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await google.close();
    },
  };
};

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
