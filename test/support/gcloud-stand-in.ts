/**
 * Stands in for gcloud in a process of its own: knows the commands and flags below and refuses others, keeps what was made
 * in $STAND_IN/state.json, and notes every call in $STAND_IN/calls.jsonl. $STAND_IN/faults.json is a list of
 * { on: start of a command, error: what it says }, each used once.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.STAND_IN!;
const file = (name: string) => join(folder, name);
const load = <T>(name: string, other: T): T =>
  existsSync(file(name)) ? JSON.parse(readFileSync(file(name), 'utf8')) : other;

const fail = (text: string): never => {
  process.stderr.write(`ERROR: (gcloud) ${text}\n`);
  process.exit(1);
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

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith('--'));
const flags = new Map(
  args
    .filter((arg) => arg.startsWith('--'))
    .map((arg) => {
      const [name, ...value] = arg.slice(2).split('=');
      return [name!, value.join('=')] as const;
    }),
);
const command =
  Object.keys(COMMANDS).find((known) => words.join(' ').startsWith(known)) ?? fail(`Invalid choice: ${words}`);
const [arity, known] = COMMANDS[command]!;
const names = words.slice(command.split(' ').length);
if (names.length > arity) fail(`unrecognized arguments: ${names.slice(arity)}`);
for (const flag of flags.keys()) {
  if (![...known.split(' '), 'project', 'format', 'quiet'].includes(flag)) fail(`unrecognized arguments: --${flag}`);
}
if (!flags.has('quiet')) fail('this asks for an answer that nobody gives');
const [name = ''] = names;

const stdin = flags.get('data-file') === '-' ? readFileSync(0, 'utf8') : null;
const env = flags.has('env-vars-file') ? readFileSync(flags.get('env-vars-file')!, 'utf8') : null;
appendFileSync(file('calls.jsonl'), `${JSON.stringify({ args, stdin, env })}\n`);

const faults = load<{ on: string; error: string }[]>('faults.json', []);
const fault = faults.find(({ on }) => words.join(' ').startsWith(on));
if (fault) {
  writeFileSync(file('faults.json'), JSON.stringify(faults.filter((one) => one !== fault)));
  fail(fault.error);
}

interface State {
  account: string | null;
  project: { projectId: string; projectNumber: string; lifecycleState: string } | null;
  billing: boolean;
  apis: string[];
  /** By kind and name; a policy by `policy` and what it is on. */
  things: Record<string, unknown>;
}
const state = load<State>('state.json', { account: null, project: null, billing: false, apis: [], things: {} });
const before = JSON.stringify(state);
const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
const get = (key: string) => state.things[key] ?? fail(`NOT_FOUND: ${key} does not exist`);
const group = command.split(' ').slice(0, -1).join(' ');
const number = (flag: string) => Number(flags.get(flag));
const text = (flag: string) => flags.get(flag);

const queue = () => ({
  rateLimits: {
    maxDispatchesPerSecond: number('max-dispatches-per-second'),
    maxConcurrentDispatches: number('max-concurrent-dispatches'),
    maxBurstSize: 10,
  },
  retryConfig: {
    maxAttempts: number('max-attempts'),
    minBackoff: text('min-backoff'),
    maxBackoff: text('max-backoff'),
    maxDoublings: number('max-doublings'),
  },
  state: 'RUNNING',
});
const job = () => ({
  schedule: text('schedule'),
  timeZone: text('time-zone'),
  attemptDeadline: text('attempt-deadline'),
  httpTarget: {
    uri: text('uri'),
    httpMethod: text('http-method'),
    oidcToken: { serviceAccountEmail: text('oidc-service-account-email'), audience: text('oidc-token-audience') },
  },
  retryConfig: {
    retryCount: number('max-retry-attempts'),
    minBackoffDuration: text('min-backoff'),
    maxBackoffDuration: text('max-backoff'),
    maxDoublings: 5,
  },
});

const grant = () => {
  if (group !== 'projects') get(`${group} ${name}`);
  const key = `policy ${group} ${name}`;
  const { bindings } = (state.things[key] ?? { bindings: [] }) as { bindings: object[] };
  state.things[key] = { bindings: [...bindings, { role: text('role'), members: [text('member')] }] };
};

switch (command) {
  case 'auth list':
    print(state.account ? [{ account: state.account, status: 'ACTIVE' }] : []);
    break;
  case 'projects describe':
    print(state.project ?? fail('NOT_FOUND: project'));
    break;
  case 'billing projects describe':
    print({ billingEnabled: state.billing });
    break;
  case 'services list':
    print(state.apis.map((api) => ({ config: { name: api }, state: 'ENABLED' })));
    break;
  case 'services enable':
    state.apis.push(...names);
    break;
  case 'iam service-accounts create':
    state.things[`iam service-accounts ${name}@${text('project')}.iam.gserviceaccount.com`] = {
      uniqueId: '1234567890',
    };
    break;
  case 'secrets versions add':
    get(`secrets ${name}`);
    state.things[`value ${name}`] = stdin;
    break;
  case 'secrets versions access':
    process.stdout.write(String(get(`value ${text('secret')}`)));
    break;
  case 'run deploy': {
    get(`iam service-accounts ${text('service-account')}`);
    const [label, value] = text('labels')!.split('=');
    state.things[`run services ${name}`] = { metadata: { labels: { [label!]: value } } };
    break;
  }
  case 'tasks queues create':
  case 'tasks queues update':
    state.things[`${group} ${name}`] = queue();
    break;
  case 'scheduler jobs create http':
  case 'scheduler jobs update http':
    state.things[`scheduler jobs ${name}`] = job();
    break;
  default:
    if (command.endsWith(' create')) state.things[`${group} ${name}`] = {};
    else if (command.endsWith(' describe')) print(get(`${group} ${name}`));
    else if (command.endsWith(' add-iam-policy-binding')) grant();
    else {
      if (group !== 'projects') get(`${group} ${name}`);
      print(state.things[`policy ${group} ${name}`] ?? { etag: 'ACAB' });
    }
}
// Others may be reading.
if (JSON.stringify(state) !== before) writeFileSync(file('state.json'), JSON.stringify(state));
