import { Clock } from '../wire/clock.ts';
import type { ServiceAccount } from './auth/accounts.ts';
import { serveIam } from './auth/iam.ts';
import { serveMetadata } from './auth/metadata.ts';
import { serveOAuth } from './auth/oauth.ts';
import { Tokens } from './auth/tokens.ts';
import { type GmailService, serveGmail } from './gmail/service.ts';
import { isRead, type SheetsService, serveSheets } from './sheets/service.ts';
import { serveTasks, type TasksService } from './tasks/service.ts';
import { discover } from './wire/discovery.ts';
import { GMAIL_LIMITS, type Limit, Quota, SHEETS_LIMITS } from './wire/quota.ts';
import { type ApiName, type Fault, type Meanwhile, Script } from './wire/script.ts';
import type { Service } from './wire/server.ts';

export interface GoogleOptions {
  /** Whose time passes; a new clock unless given. */
  readonly clock?: Clock;
  /** Limits a minute; those that Google publishes unless given. */
  readonly quotas?: { readonly sheets?: readonly Limit[]; readonly gmail?: readonly Limit[] };
  /** People with a mailbox, and what else each may send as. */
  readonly people?: Readonly<Record<string, { readonly sendAs?: readonly string[] }>>;
  readonly serviceAccounts?: Readonly<Record<string, ServiceAccount>>;
  /** The service account that the code under test runs as, for whom the metadata server has tokens. */
  readonly runsAs?: string;
  /** Virtual milliseconds that each request takes; none unless given. */
  readonly latency?: (api: ApiName, method: string) => number;
}

/** Google as far as Baton speaks to it: HTTP servers on this machine, strict about what they are sent. */
export interface Google {
  readonly clock: Clock;
  readonly sheets: SheetsService;
  readonly gmail: GmailService;
  readonly tasks: TasksService;
  /** Tokens are had at `${oauth.url}/token`. */
  readonly oauth: Service;
  readonly iam: Service;
  /** What GCE_METADATA_HOST names: `127.0.0.1:port`. */
  readonly metadataHost: string;
  readonly tokens: Tokens;
  /** What an administrator may change while a test runs: delegation, who may sign. */
  readonly accounts: Map<string, ServiceAccount>;
  /** An access token for a person or service account, as if they had consented; an hour unless told. */
  readonly token: (
    email: string,
    options?: { readonly scopes?: readonly string[]; readonly seconds?: number },
  ) => string;
  readonly fail: (fault: Fault) => void;
  readonly meanwhile: (interlude: Meanwhile) => void;
  /** Forgets faults and interludes that still wait: for a run that throws dice, and cannot know what it will meet. */
  readonly calm: () => void;
  /** Requests no real server would take, in a sentence each; taking them tells `close` that they were meant. */
  readonly takeViolations: () => string[];
  /** Ends the servers. Throws when a violation was not taken, or a scripted fault or interlude never met its request. */
  readonly close: () => Promise<void>;
}

const AUTH = 'https://www.googleapis.com/auth';
const SCOPES = ['spreadsheets', 'cloud-platform', 'gmail.modify'].map((scope) => `${AUTH}/${scope}`);

/** Opens the servers. Every test opens its own, and closes it. */
export const openGoogle = async ({
  clock = new Clock(),
  quotas = {},
  people = {},
  serviceAccounts = {},
  runsAs,
  latency,
}: GoogleOptions = {}): Promise<Google> => {
  const tokens = new Tokens(clock.now);
  const script = new Script();
  const violations: string[] = [];
  const accounts = new Map(Object.entries(serviceAccounts));
  const common = { clock, tokens, script, violations, latency };

  const sheetsQuota = new Quota('sheets.googleapis.com', quotas.sheets ?? SHEETS_LIMITS, clock.now);
  const [sheets, gmail, tasks, oauth, iam, metadata] = await Promise.all([
    serveSheets({
      ...common,
      discovery: discover('sheets/v4'),
      charge: (method, { email }) => sheetsQuota.take(isRead(method) ? 'read' : 'write', email),
    }),
    serveGmail({
      ...common,
      quota: new Quota('gmail.googleapis.com', quotas.gmail ?? GMAIL_LIMITS, clock.now),
      isServiceAccount: (email) => accounts.has(email),
    }),
    serveTasks(common),
    serveOAuth({ ...common, accounts, people: new Set(Object.keys(people)) }),
    serveIam({ ...common, accounts }),
    serveMetadata({ tokens, runsAs, violations }),
  ]);
  for (const [address, options] of Object.entries(people)) gmail.create(address, options);

  return {
    clock,
    sheets,
    gmail,
    tasks,
    oauth,
    iam,
    metadataHost: metadata.url.slice('http://'.length),
    tokens,
    accounts,
    token: (email, { scopes = SCOPES, seconds = 3600 } = {}) => tokens.issue(email, scopes, seconds),
    fail: (fault) => script.fail(fault),
    meanwhile: (interlude) => script.meanwhile(interlude),
    calm: () => script.clear(),
    takeViolations: () => violations.splice(0),
    close: async () => {
      await Promise.all([sheets, gmail, tasks, oauth, iam, metadata].map((service) => service.close()));
      const faults = [...violations, ...script.open.map((entry) => `Never met: ${entry}`)];
      if (faults.length > 0) throw new Error(`The fake of Google saw:\n${faults.join('\n')}`);
    },
  };
};
