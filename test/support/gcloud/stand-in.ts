/**
 * Stands in for gcloud: knows the commands and flags below and refuses others, keeps what was made, and notes every call.
 * `program.ts` makes a program of it.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Ran } from '../cli.ts';

export interface GcloudState {
  readonly account: string | null;
  readonly project: {
    readonly projectId: string;
    readonly projectNumber: string;
    readonly lifecycleState: string;
  } | null;
  readonly billing: boolean;
  readonly apis: readonly string[];
  /** By kind and name; a policy by `policy` and what it is on. */
  readonly things: Readonly<Record<string, unknown>>;
}

export interface GcloudCall {
  readonly args: readonly string[];
  readonly stdin: string | null;
  /** The file of variables that it names, as it was then. */
  readonly env: string | null;
}

export interface GcloudWorld {
  state: GcloudState;
  /** Each is used once: the start of a command, and what it is refused with. */
  faults: readonly { readonly on: string; readonly error: string }[];
  calls: readonly GcloudCall[];
}

/** As a program is called; `input` is all that came by its pipe, and the empty text where it would not read it. */
export interface GcloudAsked {
  readonly args: readonly string[];
  readonly input: string;
  readonly folder: string;
}

/** Ends a call as gcloud does that cannot do what it is asked. */
class CallRefused extends Error {}
const fail = (text: string): never => {
  throw new CallRefused(`ERROR: (gcloud) ${text}\n`);
};

/** By command: how many names follow it, and its flags, from https://docs.cloud.google.com/sdk/gcloud/reference. */
const QUEUE =
  'location max-dispatches-per-second max-concurrent-dispatches max-attempts min-backoff max-backoff max-doublings';
const JOB =
  'location schedule time-zone uri http-method oidc-service-account-email oidc-token-audience attempt-deadline max-retry-attempts min-backoff max-backoff';
const COMMANDS: Readonly<Record<string, readonly [number, string]>> = {
  'auth list': [0, 'filter'],
  'projects describe': [1, ''],
  'projects get-iam-policy': [1, ''],
  'projects add-iam-policy-binding': [1, 'member role condition'],
  'billing projects describe': [1, ''],
  'services list': [0, 'enabled'],
  'services enable': [99, ''],
  'iam service-accounts describe': [1, ''],
  'iam service-accounts create': [1, 'display-name'],
  'iam service-accounts get-iam-policy': [1, ''],
  'iam service-accounts add-iam-policy-binding': [1, 'member role condition'],
  'secrets describe': [1, ''],
  'secrets create': [1, 'replication-policy'],
  'secrets get-iam-policy': [1, ''],
  'secrets add-iam-policy-binding': [1, 'member role condition'],
  'secrets versions access': [1, 'secret'],
  'secrets versions add': [1, 'data-file'],
  'tasks queues describe': [1, 'location'],
  'tasks queues create': [1, QUEUE],
  'tasks queues update': [1, QUEUE],
  'tasks queues get-iam-policy': [1, 'location'],
  'tasks queues add-iam-policy-binding': [1, 'location member role'],
  'run services describe': [1, 'region'],
  'run services get-iam-policy': [1, 'region'],
  'run services add-iam-policy-binding': [1, 'region member role'],
  'run deploy': [
    1,
    'region source function base-image service-account build-service-account no-allow-unauthenticated allow-unauthenticated timeout memory cpu concurrency max-instances env-vars-file set-secrets clear-secrets labels',
  ],
  'scheduler jobs describe': [1, 'location'],
  'scheduler jobs create http': [1, JOB],
  'scheduler jobs update http': [1, JOB],
};

/** A command with what it is given, once all of that is known to be right. */
interface Parsed {
  readonly words: readonly string[];
  readonly command: string;
  /** The command without its last word. */
  readonly group: string;
  readonly names: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
}

const parse = (args: readonly string[]): Parsed => {
  const words = args.filter((arg) => !arg.startsWith('--'));
  const flags = new Map(
    args
      .filter((arg) => arg.startsWith('--'))
      .map((arg) => {
        const [name = '', ...value] = arg.slice(2).split('=');
        return [name, value.join('=')] as const;
      }),
  );
  const [command, [arity, known]] =
    Object.entries(COMMANDS).find(([start]) => words.join(' ').startsWith(start)) ?? fail(`Invalid choice: ${words}`);
  const names = words.slice(command.split(' ').length);
  if (names.length > arity) fail(`unrecognized arguments: ${names.slice(arity)}`);
  for (const flag of flags.keys()) {
    if (![...known.split(' '), 'project', 'format', 'quiet'].includes(flag)) fail(`unrecognized arguments: --${flag}`);
  }
  if (!flags.has('quiet')) fail('this asks for an answer that nobody gives');
  return { words, command, group: command.split(' ').slice(0, -1).join(' '), names, flags };
};

/** What gcloud does with a call. What it refuses changes nothing. */
export const answerGcloud = (world: GcloudWorld, asked: GcloudAsked): Ran => {
  try {
    return { code: 0, out: carryOut(world, asked), err: '' };
  } catch (error) {
    if (error instanceof CallRefused) return { code: 1, out: '', err: error.message };
    return { code: 1, out: '', err: String(error instanceof Error ? error.stack : error) };
  }
};

const carryOut = (world: GcloudWorld, { args, input, folder }: GcloudAsked): string => {
  const parsed = parse(args);
  const { words, flags } = parsed;
  const stdin = flags.get('data-file') === '-' ? input : null;
  const variables = flags.get('env-vars-file');
  const env = variables === undefined ? null : readFileSync(resolve(folder, variables), 'utf8');
  world.calls = [...world.calls, { args, stdin, env }];

  const fault = world.faults.find(({ on }) => words.join(' ').startsWith(on));
  if (fault) {
    world.faults = world.faults.filter((one) => one !== fault);
    fail(fault.error);
  }
  const { out, ...made } = outcome(world.state, parsed, stdin);
  world.state = { ...world.state, ...made };
  return out;
};

/** What is printed, and what is otherwise from then on. */
type Outcome = { readonly out: string } & Partial<Pick<GcloudState, 'apis' | 'things'>>;

const outcome = (state: GcloudState, { command, group, names, flags }: Parsed, stdin: string | null): Outcome => {
  const [name = ''] = names;
  const text = (flag: string) => flags.get(flag);
  const print = (value: unknown): Outcome => ({ out: `${JSON.stringify(value)}\n` });
  const get = (key: string) => state.things[key] ?? fail(`NOT_FOUND: ${key} does not exist`);
  const make = (key: string, value: unknown): Outcome => ({ out: '', things: { ...state.things, [key]: value } });

  switch (command) {
    case 'auth list':
      return print(state.account ? [{ account: state.account, status: 'ACTIVE' }] : []);
    case 'projects describe':
      return print(state.project ?? fail('NOT_FOUND: project'));
    case 'billing projects describe':
      return print({ billingEnabled: state.billing });
    case 'services list':
      return print(state.apis.map((api) => ({ config: { name: api }, state: 'ENABLED' })));
    case 'services enable':
      return { out: '', apis: [...state.apis, ...names] };
    case 'iam service-accounts create':
      return make(`iam service-accounts ${name}@${text('project')}.iam.gserviceaccount.com`, {
        uniqueId: '1234567890',
      });
    case 'secrets versions add':
      get(`secrets ${name}`);
      return make(`value ${name}`, stdin);
    case 'secrets versions access':
      return { out: String(get(`value ${text('secret')}`)) };
    case 'run deploy': {
      get(`iam service-accounts ${text('service-account')}`);
      const [label = '', value] = (text('labels') ?? fail('no labels')).split('=');
      return make(`run services ${name}`, { metadata: { labels: { [label]: value } } });
    }
    case 'tasks queues create':
    case 'tasks queues update':
      return make(`${group} ${name}`, queueOf(flags));
    case 'scheduler jobs create http':
    case 'scheduler jobs update http':
      return make(`scheduler jobs ${name}`, jobOf(flags));
  }
  if (command.endsWith(' create')) return make(`${group} ${name}`, {});
  if (command.endsWith(' describe')) return print(get(`${group} ${name}`));
  if (group !== 'projects') get(`${group} ${name}`);
  const key = `policy ${group} ${name}`;
  if (!command.endsWith(' add-iam-policy-binding')) return print(state.things[key] ?? { etag: 'ACAB' });
  const { bindings } = (state.things[key] ?? { bindings: [] }) as { bindings: object[] };
  return make(key, { bindings: [...bindings, { role: text('role'), members: [text('member')] }] });
};

const queueOf = (flags: Parsed['flags']) => ({
  rateLimits: {
    maxDispatchesPerSecond: Number(flags.get('max-dispatches-per-second')),
    maxConcurrentDispatches: Number(flags.get('max-concurrent-dispatches')),
    maxBurstSize: 10,
  },
  retryConfig: {
    maxAttempts: Number(flags.get('max-attempts')),
    minBackoff: flags.get('min-backoff'),
    maxBackoff: flags.get('max-backoff'),
    maxDoublings: Number(flags.get('max-doublings')),
  },
  state: 'RUNNING',
});

const jobOf = (flags: Parsed['flags']) => ({
  schedule: flags.get('schedule'),
  timeZone: flags.get('time-zone'),
  attemptDeadline: flags.get('attempt-deadline'),
  httpTarget: {
    uri: flags.get('uri'),
    httpMethod: flags.get('http-method'),
    oidcToken: {
      serviceAccountEmail: flags.get('oidc-service-account-email'),
      audience: flags.get('oidc-token-audience'),
    },
  },
  retryConfig: {
    retryCount: Number(flags.get('max-retry-attempts')),
    minBackoffDuration: flags.get('min-backoff'),
    maxBackoffDuration: flags.get('max-backoff'),
    maxDoublings: 5,
  },
});
