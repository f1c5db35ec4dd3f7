import { createHash } from 'node:crypto';
import { type Words, w } from '../../sheet-templates/index.ts';
import { SOURCE } from './bundle.ts';
import { NUMBER } from './gcloud.ts';

/** What a deployment is made from. */
export interface Settings {
  readonly project: string;
  /** Digits; `NUMBER` where commands are only printed. */
  readonly number: string;
  readonly region: string;
  /** When dispatch is called: an IANA zone, and a cron expression in it. */
  readonly zone: string;
  readonly schedule: string;
  /** The functions' own variables, without those that are found here and without the password. */
  readonly env: Readonly<Record<string, string>>;
  /** Reading requests, and as many writing ones, in a minute. */
  readonly perMinute: number;
  /** Whether the mail server is asked with a password, and that password where it is to be stored. */
  readonly hasPassword: boolean;
  readonly password: string | null;
  /** Whether mails carry buttons, and the secret of their links where it is to be stored. */
  readonly hasLinks: boolean;
  readonly linkKey: string | null;
  /** Through the Gmail API, for a mailbox of the domain, by an account that is ours unless another is named; else null. */
  readonly gmail: { readonly mailbox: string; readonly account: string | null } | null;
  /** Of the files that are uploaded. */
  readonly digest: string;
}

export interface Command {
  readonly args: readonly string[];
  /** A secret's value, and the variable in which whoever deploys gives it. */
  readonly stdin?: { readonly variable: string; readonly value: string };
  /** Written before: path from the project's folder, and text. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** One thing that has to be there. `look` tells what is; `need` says what to do about it, nothing where it is right. */
export interface Step {
  readonly title: Words;
  /** Asked nothing before this API is on. */
  readonly api: string;
  readonly look: readonly string[];
  readonly need: (found: string | null) => readonly Command[];
}

/** Secrets by the variable that a function finds them in. */
export const SECRETS = { BATON_SMTP_PASSWORD: 'baton-smtp-password', BATON_LINK_KEY: 'baton-link-key' } as const;
type Secret = keyof typeof SECRETS;
const QUEUE = 'baton';

/** What the scheduler calls, and when. */
const JOBS = {
  dispatch: ({ schedule }: Settings) => ({ schedule, attempts: 5 }),
  // The next call makes good what one has missed.
  replies: () => ({ schedule: '*/5 * * * *', attempts: 0 }),
} as const;
type Job = keyof typeof JOBS;

/** Service accounts, and what each is for. */
const ACCOUNTS = {
  'baton-functions': 'Baton: what the functions run as',
  'baton-queue': 'Baton: as which the queue calls sweep',
  'baton-scheduler': 'Baton: as which the scheduler calls dispatch and replies',
  'baton-build': 'Baton: builds the functions',
} as const;
type Account = keyof typeof ACCOUNTS;

/** A sweep holds its workbook for 15 minutes at most, and must be over before. Seconds. */
const SWEEP_SECONDS = 840;
/** The scheduler waits half an hour at most. */
const DISPATCH_SECONDS = 1740;
const SCHEDULER_DEADLINE = '1800s';

/** Somebody who waits twenty seconds for a sweep, and a spreadsheet that is slow. */
const RESPOND_SECONDS = 300;

/** It begins no new mail after three minutes (functions/http/replies.ts), and is over before it is called again. */
const REPLIES_SECONDS = 290;

/** Most of an answer is waiting for Google; two instances bear a morning on which everybody presses at once. */
const ANSWERING = { at: 20, instances: 2 } as const;

/**
 * In the order of their deployment: dispatch is told where sweep is. Whoever calls is the only one who may; `anybody`: what a
 * call may do is in its link.
 */
export const FUNCTIONS = [
  { name: 'sweep', seconds: SWEEP_SECONDS, memory: '512Mi', caller: 'baton-queue' },
  { name: 'dispatch', seconds: DISPATCH_SECONDS, memory: '512Mi', caller: 'baton-scheduler' },
  { name: 'respond', seconds: RESPOND_SECONDS, memory: '512Mi', caller: 'anybody' },
  { name: 'changed', seconds: 60, memory: '512Mi', caller: 'anybody' },
  { name: 'replies', seconds: REPLIES_SECONDS, memory: '512Mi', caller: 'baton-scheduler' },
  { name: 'health', seconds: 60, memory: '512Mi', caller: null },
] as const;
type Fn = (typeof FUNCTIONS)[number];

/** Without links there is nothing to respond to; of mailboxes, Gmail's is read; and only Microsoft tells of changes. */
const functionsOf = (settings: Settings): Fn[] =>
  FUNCTIONS.filter(
    ({ name }) =>
      (name !== 'respond' || settings.hasLinks) &&
      (name !== 'changed' || hearsOfChanges(settings)) &&
      (name !== 'replies' || readsReplies(settings)),
  );

/** What Microsoft tells is signed with the secret of links. */
const hearsOfChanges = ({ hasLinks, env }: Settings): boolean => hasLinks && env.BATON_TENANT !== undefined;

export const readsReplies = ({ hasLinks, gmail }: Settings): boolean => hasLinks && gmail !== null;

/** Sweep signs the links of its mails, respond opens them, and replies does both. Dispatch signs subscriptions, which changed knows again. */
const usesLinks = (name: Fn['name'], settings: Settings): boolean =>
  settings.hasLinks &&
  (name === 'sweep' ||
    name === 'respond' ||
    name === 'replies' ||
    name === 'changed' ||
    (name === 'dispatch' && hearsOfChanges(settings)));

export const apisOf = ({ hasPassword, hasLinks, gmail }: Settings): string[] => [
  'iam.googleapis.com',
  'run.googleapis.com',
  'cloudbuild.googleapis.com',
  'artifactregistry.googleapis.com',
  'cloudtasks.googleapis.com',
  'cloudscheduler.googleapis.com',
  'sheets.googleapis.com',
  ...(hasPassword || hasLinks ? ['secretmanager.googleapis.com'] : []),
  ...(gmail ? ['gmail.googleapis.com', 'iamcredentials.googleapis.com'] : []),
];

export const emailOf = (account: Account, { project }: Pick<Settings, 'project'>): string =>
  `${account}@${project}.iam.gserviceaccount.com`;

/** https://docs.cloud.google.com/run/docs/triggering/https-request: known before the service is. */
export const urlOf = (name: Fn['name'], { number, region }: Settings): string =>
  `https://baton-${name}-${number}.${region}.run.app`;

export const planOf = (settings: Settings): Step[] => [
  ...(Object.keys(ACCOUNTS) as Account[]).map((account) => accountStep(account, settings)),
  binding(settings, 'cloudresourcemanager.googleapis.com', ['projects'], settings.project, [], {
    who: 'baton-build',
    role: 'roles/run.builder',
  }),
  binding(settings, 'iam.googleapis.com', ['iam', 'service-accounts'], emailOf('baton-queue', settings), [], {
    who: 'baton-functions',
    role: 'roles/iam.serviceAccountUser',
  }),
  ...(settings.gmail ? [signs(settings)] : []),
  ...(settings.hasPassword ? secretSteps('BATON_SMTP_PASSWORD', settings.password, settings) : []),
  ...(settings.hasLinks ? secretSteps('BATON_LINK_KEY', settings.linkKey, settings) : []),
  queueStep(settings),
  binding(settings, 'cloudtasks.googleapis.com', ['tasks', 'queues'], QUEUE, [`--location=${settings.region}`], {
    who: 'baton-functions',
    role: 'roles/cloudtasks.enqueuer',
  }),
  ...functionsOf(settings).flatMap((fn) => functionSteps(fn, settings)),
  jobStep('dispatch', settings),
  ...(readsReplies(settings) ? [jobStep('replies', settings)] : []),
];

const accountStep = (account: Account, settings: Settings): Step => ({
  title: w(`服务账号 ${account}`, `Service account ${account}`),
  api: 'iam.googleapis.com',
  look: json(settings, 'iam', 'service-accounts', 'describe', emailOf(account, settings)),
  need: (found) =>
    found === null
      ? [command(settings, 'iam', 'service-accounts', 'create', account, `--display-name=${ACCOUNTS[account]}`)]
      : [],
});

interface Grant {
  readonly who: Account;
  readonly role: string;
}

/** A role on one resource, for one of our accounts; roles of others there are left as they are. */
const binding = (
  settings: Settings,
  api: string,
  group: readonly string[],
  on: string,
  where: readonly string[],
  { who, role }: Grant,
): Step => {
  const member = `serviceAccount:${emailOf(who, settings)}`;
  // Else gcloud asks which condition is meant, where others have conditions.
  const condition = group[0] === 'projects' || group[0] === 'iam' || group[0] === 'secrets' ? ['--condition=None'] : [];
  return {
    title: w(`${who} 在 ${on} 上的 ${role}`, `${role} on ${on} for ${who}`),
    api,
    look: json(settings, ...group, 'get-iam-policy', on, ...where),
    need: (found) =>
      hasRole(found, role, member)
        ? []
        : [
            command(
              settings,
              ...group,
              'add-iam-policy-binding',
              on,
              ...where,
              `--member=${member}`,
              `--role=${role}`,
              ...condition,
            ),
          ],
  };
};

interface Policy {
  readonly bindings?: readonly {
    readonly role: string;
    readonly members: readonly string[];
    readonly condition?: unknown;
  }[];
}

const hasRole = (found: string | null, role: string, member: string): boolean => {
  const { bindings = [] } = parse<Policy>(found) ?? {};
  return bindings.some((one) => one.role === role && one.condition === undefined && one.members.includes(member));
};

/** The account that acts for the mailbox. */
export const delegateOf = (settings: Settings): string =>
  settings.gmail?.account ?? emailOf('baton-functions', settings);

/** The functions sign through IAM, so that there is no key to keep. */
const signs = (settings: Settings): Step =>
  binding(settings, 'iam.googleapis.com', ['iam', 'service-accounts'], delegateOf(settings), [], {
    who: 'baton-functions',
    role: 'roles/iam.serviceAccountTokenCreator',
  });

/** `value` null: it is stored already. */
const secretSteps = (variable: Secret, value: string | null, settings: Settings): Step[] => {
  const secret = SECRETS[variable];
  const api = 'secretmanager.googleapis.com';
  const stored: Step[] =
    value === null
      ? []
      : [
          {
            title: w(`密钥 ${secret}`, `Secret ${secret}`),
            api,
            look: json(settings, 'secrets', 'describe', secret),
            need: (found) =>
              found === null ? [command(settings, 'secrets', 'create', secret, '--replication-policy=automatic')] : [],
          },
          {
            title: w(`${secret} 的值`, `The value of ${secret}`),
            api,
            look: command(settings, 'secrets', 'versions', 'access', 'latest', `--secret=${secret}`).args,
            need: (found) =>
              found === value
                ? []
                : [
                    {
                      ...command(settings, 'secrets', 'versions', 'add', secret, '--data-file=-'),
                      stdin: { variable, value },
                    },
                  ],
          },
        ];
  const read = { who: 'baton-functions', role: 'roles/secretmanager.secretAccessor' } as const;
  return [...stored, binding(settings, api, ['secrets'], secret, [], read)];
};

/**
 * An instance of sweep makes as many requests a minute as Sheets gives one user, and has so many sweeps in hand: a busy
 * one waits for three requests of each kind and for its mails, some 15 seconds, and twenty of them are that quota's.
 */
const INSTANCE = { perMinute: 60, sweeps: 10 } as const;
const instancesFor = (perMinute: number): number => Math.ceil(perMinute / INSTANCE.perMinute);

/**
 * A sweep makes at least one request of each kind, so no more need begin than those are; the others wait in the queue, where
 * waiting costs nothing. Attempts reach further than a dead sweep holds its workbook.
 */
const queueStep = (settings: Settings): Step => {
  const wanted = {
    maxDispatchesPerSecond: Math.ceil((settings.perMinute / 60) * 1000) / 1000,
    maxConcurrentDispatches: INSTANCE.sweeps * instancesFor(settings.perMinute),
    maxAttempts: 10,
    minBackoff: '30s',
    maxBackoff: '600s',
    maxDoublings: 5,
  };
  const flags = Object.entries(wanted).map(([name, value]) => `--${kebab(name)}=${value}`);
  const where = `--location=${settings.region}`;
  return {
    title: w(
      `队列 ${QUEUE}，每分钟最多 ${settings.perMinute} 本`,
      `Queue ${QUEUE}, at most ${settings.perMinute} workbooks a minute`,
    ),
    api: 'cloudtasks.googleapis.com',
    look: json(settings, 'tasks', 'queues', 'describe', QUEUE, where),
    need: (found) => {
      const is = parse<{ rateLimits?: object; retryConfig?: object }>(found);
      if (is === null) return [command(settings, 'tasks', 'queues', 'create', QUEUE, where, ...flags)];
      if (agrees({ ...is.rateLimits, ...is.retryConfig }, wanted)) return [];
      return [command(settings, 'tasks', 'queues', 'update', QUEUE, where, ...flags)];
    },
  };
};

const functionSteps = (fn: Fn, settings: Settings): Step[] => {
  const { name, caller } = fn;
  const service = `baton-${name}`;
  const { region } = settings;
  const label = labelOf(fn, settings);
  const deployed: Step = {
    title: w(`函数 ${name}`, `Function ${name}`),
    api: 'run.googleapis.com',
    look: json(settings, 'run', 'services', 'describe', service, `--region=${region}`),
    need: (found) => {
      const is = parse<{ metadata?: { labels?: Record<string, string> } }>(found);
      return is?.metadata?.labels?.[LABEL] === label ? [] : [deploy(fn, settings, label)];
    },
  };
  const grant = caller && caller !== 'anybody' && { who: caller, role: 'roles/run.invoker' };
  const where = [`--region=${region}`];
  return grant
    ? [deployed, binding(settings, 'run.googleapis.com', ['run', 'services'], service, where, grant)]
    : [deployed];
};

/** By it a later run knows that a function is what it would deploy again. */
const LABEL = 'baton-deploy';

const labelOf = (fn: Fn, settings: Settings): string => {
  const same = { ...settings, number: NUMBER };
  const { args, file } = deploy(fn, same, '');
  return createHash('sha256')
    .update(JSON.stringify([settings.digest, args, file]))
    .digest('hex')
    .slice(0, 40);
};

const deploy = ({ name, seconds, memory, caller }: Fn, settings: Settings, label: string): Command => {
  const { project, region, perMinute } = settings;
  const secrets = secretsOf(name, settings);
  const path = `build/deploy/baton-${name}.env.yaml`;
  return {
    file: { path, text: yaml(envOf(name, settings)) },
    ...command(
      settings,
      ...['run', 'deploy', `baton-${name}`, `--region=${region}`],
      ...[`--source=${SOURCE}`, `--function=${name}`, '--base-image=nodejs24'],
      `--service-account=${emailOf('baton-functions', settings)}`,
      `--build-service-account=projects/${project}/serviceAccounts/${emailOf('baton-build', settings)}`,
      ...[caller === 'anybody' ? '--allow-unauthenticated' : '--no-allow-unauthenticated'],
      ...[`--timeout=${seconds}`, `--memory=${memory}`, '--cpu=1'],
      ...(name === 'sweep'
        ? [`--concurrency=${INSTANCE.sweeps}`, `--max-instances=${instancesFor(perMinute)}`]
        : caller === 'anybody'
          ? [`--concurrency=${ANSWERING.at}`, `--max-instances=${ANSWERING.instances}`]
          : ['--concurrency=1', '--max-instances=1']),
      `--env-vars-file=${path}`,
      secrets.length > 0 ? `--set-secrets=${secrets.join(',')}` : '--clear-secrets',
      `--labels=${LABEL}=${label}`,
    ),
  };
};

const secretsOf = (name: Fn['name'], settings: Settings): string[] => {
  const used: Readonly<Record<Secret, boolean>> = {
    // These mail nobody.
    BATON_SMTP_PASSWORD: settings.hasPassword && name !== 'respond' && name !== 'changed',
    BATON_LINK_KEY: usesLinks(name, settings),
  };
  return (Object.keys(SECRETS) as Secret[])
    .filter((variable) => used[variable])
    .map((variable) => `${variable}=${SECRETS[variable]}:latest`);
};

/**
 * The names are those of functions/config.ts. Those that enqueue nothing are not told of the queue; each instance
 * of sweep has its share of the requests.
 */
export const envOf = (name: Fn['name'], settings: Settings): Record<string, string> => ({
  ...settings.env,
  GOOGLE_CLOUD_PROJECT: settings.project,
  // Else the functions framework shows what went wrong inside to whoever calls.
  NODE_ENV: 'production',
  ...(name === 'sweep' && {
    BATON_PER_MINUTE: String(Math.floor(settings.perMinute / instancesFor(settings.perMinute))),
  }),
  ...(usesLinks(name, settings) && { BATON_RESPOND_URL: urlOf('respond', settings) }),
  ...(hearsOfChanges(settings) &&
    (name === 'dispatch' || name === 'changed') && { BATON_CHANGED_URL: urlOf('changed', settings) }),
  ...(name !== 'respond' &&
    name !== 'replies' && {
      BATON_QUEUE: `projects/${settings.project}/locations/${settings.region}/queues/${QUEUE}`,
      BATON_SWEEP_URL: urlOf('sweep', settings),
      BATON_CALLER: emailOf('baton-queue', settings),
    }),
});

/** JSON's strings are YAML's. */
const yaml = (env: Record<string, string>): string =>
  Object.entries(env)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('');

const jobStep = (name: Job, settings: Settings): Step => {
  const { region, zone } = settings;
  const { schedule, attempts } = JOBS[name](settings);
  const job = `baton-${name}`;
  const uri = urlOf(name, settings);
  const caller = emailOf('baton-scheduler', settings);
  const flags = [
    `--schedule=${schedule}`,
    `--time-zone=${zone}`,
    `--uri=${uri}`,
    '--http-method=POST',
    `--oidc-service-account-email=${caller}`,
    `--oidc-token-audience=${uri}`,
    `--attempt-deadline=${SCHEDULER_DEADLINE}`,
    `--max-retry-attempts=${attempts}`,
    '--min-backoff=60s',
    '--max-backoff=600s',
  ];
  const where = `--location=${region}`;
  return {
    title: w(`定时任务 ${job}：${schedule}（${zone}）`, `Scheduler job ${job}: ${schedule} (${zone})`),
    api: 'cloudscheduler.googleapis.com',
    look: json(settings, 'scheduler', 'jobs', 'describe', job, where),
    need: (found) => {
      const is = parse<Described>(found);
      if (is === null) return [command(settings, 'scheduler', 'jobs', 'create', 'http', job, where, ...flags)];
      const { httpTarget: target, retryConfig: retry } = is;
      const known = {
        ...is,
        uri: target?.uri,
        httpMethod: target?.httpMethod,
        ...target?.oidcToken,
        // None is what is left out.
        retryCount: 0,
        ...retry,
      };
      const wanted = {
        schedule,
        timeZone: zone,
        attemptDeadline: SCHEDULER_DEADLINE,
        uri,
        httpMethod: 'POST',
        serviceAccountEmail: caller,
        audience: uri,
        retryCount: attempts,
        minBackoffDuration: '60s',
        maxBackoffDuration: '600s',
      };
      return agrees(known, wanted)
        ? []
        : [command(settings, 'scheduler', 'jobs', 'update', 'http', job, where, ...flags)];
    },
  };
};

interface Described {
  readonly httpTarget?: { readonly uri?: string; readonly httpMethod?: string; readonly oidcToken?: object };
  readonly retryConfig?: object;
}

const command = ({ project }: Settings, ...args: readonly string[]): Command => ({
  args: [...args, `--project=${project}`].filter((arg) => args[0] !== 'projects' || arg !== `--project=${project}`),
});

const json = (settings: Settings, ...args: readonly string[]): readonly string[] => [
  ...command(settings, ...args).args,
  '--format=json',
];

const parse = <T>(found: string | null): T | null => (found === null || found.trim() === '' ? null : JSON.parse(found));

/** Numbers come as numbers or as texts, and rates a little rounded. */
const agrees = (is: object, wanted: Readonly<Record<string, string | number>>): boolean =>
  Object.entries(wanted).every(([name, value]) => {
    const found = (is as Record<string, unknown>)[name];
    return typeof value === 'number' ? Math.abs(Number(found) - value) < 0.002 : found === value;
  });

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
