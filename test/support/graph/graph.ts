import type { CellEdit } from '../../../core/workbook.ts';
import { Clock } from '../wire/clock.ts';
import { Drive, type DriveOptions } from './drive/drive.ts';
import type { DriveItem } from './drive/item.ts';
import { driveRoutes } from './drive/routes.ts';
import { type Storage, serveStorage } from './drive/storage.ts';
import { type App, type Login, serveLogin } from './login/login.ts';
import { Tokens } from './login/tokens.ts';
import { Mailbox, type MailboxOptions } from './mail/mailbox.ts';
import { mailRoutes } from './mail/routes.ts';
import { QUIET, type Reports } from './reports.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { batchRoute } from './wire/batch.ts';
import { scripted } from './wire/errors.ts';
import { type Limit, Quota } from './wire/quota.ts';
import { type ApiName, type Fault, type Meanwhile, Script } from './wire/script.ts';
import { type Logged, type Service, serve } from './wire/serve.ts';
import type { WorkbookParts } from './workbook/access.ts';
import { workbookRoutes } from './workbook/routes.ts';
import { Sessions } from './workbook/sessions.ts';
import { written } from './workbook/write.ts';

export const TENANT = '11111111-0000-4000-8000-000000000001';
/** The client id of the app that is there unless a test registers others. */
export const APP = '22222222-0000-4000-8000-000000000002';
export const SECRET = 'a-secret-of-the-fake';

export interface GraphOptions {
  /** Whose time passes; a new clock unless given. */
  readonly clock?: Clock;
  /** Registered apps by client id; one with every permission and a secret unless given. */
  readonly apps?: Readonly<Record<string, App>>;
  /** Virtual milliseconds that each request takes; none unless given. */
  readonly latency?: (api: ApiName, method: string) => number;
  /** Bytes that one PUT of content takes: 4 MB unless told, the smallest limit that Microsoft ever named. */
  readonly mostInPut?: number;
  /** `refused`: as a tenant answers that lets no app use it by itself; `absent`: as the China cloud. */
  readonly workbookApi?: WorkbookParts['api'];
  /** Limits other than those that Microsoft publishes. */
  readonly limits?: Partial<Limits>;
  /** An upload session looks at its If-Match again when it makes the file; nobody says that it does. */
  readonly matchAtCommit?: boolean;
  /** What others report of the real service; nothing of it unless told, but that a batch's parts have bodies. */
  readonly reports?: Partial<Reports>;
}

interface Limits {
  /** Requests of an app to one mailbox: https://learn.microsoft.com/en-us/graph/throttling-limits#outlook-service-limits */
  readonly mailRequests: Limit;
  /** Messages out of one mailbox: https://learn.microsoft.com/en-us/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits */
  readonly messages: Limit;
  /** Requests of an app to the Workbook API: https://learn.microsoft.com/en-us/graph/throttling-limits#excel-service-limits */
  readonly workbooks: Limit;
}

const MINUTE = 60_000;
const PUBLISHED: Limits = {
  mailRequests: { most: 10_000, within: 10 * MINUTE },
  messages: { most: 30, within: MINUTE },
  workbooks: { most: 1500, within: 10_000 },
};

/** Microsoft Graph as far as Baton speaks to it: HTTP servers on this machine, strict about what they are sent. */
export interface Graph {
  readonly clock: Clock;
  /** `http://127.0.0.1:port`; paths below it begin with `/v1.0/`. */
  readonly url: string;
  readonly requests: Logged[];
  /** Where download and upload URLs lead. */
  readonly storage: Storage;
  /** Stands for login.microsoftonline.com. */
  readonly login: Login;
  /** A new document library. */
  readonly drive: (id?: string, options?: DriveOptions) => Drive;
  /** People who have the workbook open type into it; formulas follow, tables grow. Sessions live on. */
  readonly type: (item: DriveItem, edits: readonly CellEdit[]) => void;
  /** Workbook sessions; a server that restarts ends them. */
  readonly sessions: Sessions;
  /** May be changed at any time. */
  readonly reports: Reports;
  /** Subscriptions to drives; their notifications go out as the clock moves on. */
  readonly subscriptions: Subscriptions;
  /** A mailbox at an address. */
  readonly mailbox: (address: string, options?: MailboxOptions) => Mailbox;
  /** An access token as if the app had signed in. */
  readonly token: (app?: string, seconds?: number) => string;
  readonly tokens: Tokens;
  readonly apps: Map<string, App>;
  /** From now on, for so many ms, every request to Graph is answered 429, with Retry-After. */
  readonly throttle: (ms: number) => void;
  readonly fail: (fault: Fault) => void;
  readonly meanwhile: (interlude: Meanwhile) => void;
  /** Forgets faults and interludes that still wait: for a run that throws dice, and cannot know what it will meet. */
  readonly calm: () => void;
  /** Requests no real server would take, in a sentence each; taking them tells `close` that they were meant. */
  readonly takeViolations: () => string[];
  /** Ends the servers. Throws when a violation was not taken, or a scripted fault or interlude never met its request. */
  readonly close: () => Promise<void>;
}

const ROLES = ['Files.ReadWrite.All', 'Mail.ReadWrite', 'Mail.Send'];
const FOUR_MB = 4 * 1024 * 1024;

/** Opens the servers. Every test opens its own, and closes it. */
export const openGraph = async ({
  clock = new Clock(),
  apps: registered = { [APP]: { roles: ROLES, secrets: [SECRET] } },
  latency,
  mostInPut = FOUR_MB,
  matchAtCommit = false,
  reports: reported = {},
  limits = {},
  workbookApi = 'works',
}: GraphOptions = {}): Promise<Graph> => {
  const tokens = new Tokens(clock.now);
  const script = new Script();
  const violations: string[] = [];
  const apps = new Map(Object.entries(registered));
  const drives = new Map<string, Drive>();
  const common = { clock, tokens, script, violations, latency };

  const storage = await serveStorage(common);
  const login = await serveLogin(common, TENANT, apps);
  const mailboxes = new Map<string, Mailbox>();
  const allowed = { ...PUBLISHED, ...limits };
  const sessions = new Sessions(clock.now);
  const reports: Reports = { ...QUIET, ...reported };
  let made = 0;
  const routes = [
    ...driveRoutes({
      drives,
      storage,
      mostInPut,
      matchAtCommit,
      reports,
      inSession: (item) => sessions.holds(item),
    }),
    ...workbookRoutes({
      drives,
      sessions,
      requests: new Quota(allowed.workbooks, clock.now),
      now: clock.now,
      api: workbookApi,
      reports,
      base: () => `${graph.url}/v1.0`,
    }),
    ...mailRoutes({
      mailboxes,
      requests: new Quota(allowed.mailRequests, clock.now),
      messages: new Quota(allowed.messages, clock.now),
      base: () => `${graph.url}/v1.0`,
    }),
  ];
  const subscriptions = new Subscriptions(clock, TENANT);
  routes.push(
    ...subscriptionRoutes(drives, subscriptions),
    batchRoute(() => graph.dispatch, reports, violations),
  );
  let throttledUntil = 0;
  const throttled = () => {
    const left = throttledUntil - clock.now();
    if (left > 0) throw scripted({ status: 429, retryAfter: Math.ceil(left / 1000) });
  };
  const graph: Service = await serve({ ...common, throttled }, 'graph', '/v1.0/', routes);

  return {
    clock,
    url: graph.url,
    requests: graph.requests,
    storage,
    login,
    tokens,
    apps,
    drive: (id = `b!fake-drive-${drives.size + 1}`, options = {}) => {
      const drive = new Drive(id, clock.now, options);
      drives.set(id, drive);
      return drive;
    },
    type: (item, edits) => item.coauthor(written(item.bytes, edits, clock.now(), true)),
    sessions,
    reports,
    subscriptions,
    mailbox: (address, options = {}) => {
      const mailbox = new Mailbox(address, options, clock.now, () => ++made);
      mailboxes.set(address.toLowerCase(), mailbox);
      return mailbox;
    },
    token: (app = APP, seconds = 3600) => tokens.issue({ app, roles: apps.get(app)!.roles }, seconds),
    throttle: (ms) => {
      throttledUntil = clock.now() + ms;
    },
    fail: (fault) => script.fail(fault),
    meanwhile: (interlude) => script.meanwhile(interlude),
    calm: () => script.clear(),
    takeViolations: () => violations.splice(0),
    close: async () => {
      await Promise.all([graph, storage, login].map((service) => service.close()));
      const faults = [...violations, ...script.open.map((entry) => `Never met: ${entry}`)];
      if (faults.length > 0) throw new Error(`The fake of Microsoft Graph saw:\n${faults.join('\n')}`);
    },
  };
};
