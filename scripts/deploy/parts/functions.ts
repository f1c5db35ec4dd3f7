/** The functions: how each is deployed, who may call it, what it is told. */
import { createHash } from 'node:crypto';
import { ofDeploy as say } from '../../../core/messages/of-deploy.ts';
import { SOURCE } from '../bundle.ts';
import { NUMBER } from '../gcloud.ts';
import {
  type Command,
  type DeploySettings,
  type DeployStep,
  gcloudCommand,
  json,
  parse,
  SECRETS,
  type Secret,
} from '../step.ts';
import { binding, emailOf } from './accounts.ts';
import { INSTANCE, instancesFor, QUEUE } from './queue.ts';
import { hasSecret, SECRET_VARIABLES } from './secrets.ts';

/** A sweep holds its workbook for 15 minutes at most, and must be over before. Seconds. */
const SWEEP_SECONDS = 840;
/** The scheduler waits half an hour at most (jobs.ts). */
const DISPATCH_SECONDS = 1740;

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

/** Without links there is nothing to respond to, and no reply to confirm; and only Microsoft tells of changes. */
export const functionsOf = (settings: DeploySettings): Fn[] =>
  FUNCTIONS.filter(
    ({ name }) =>
      (name !== 'respond' || hasLinks(settings)) &&
      (name !== 'changed' || hearsOfChanges(settings)) &&
      (name !== 'replies' || readsReplies(settings)),
  );

/** What Microsoft tells is signed with the secret of links. */
const hearsOfChanges = (settings: DeploySettings): boolean =>
  hasLinks(settings) && settings.env.BATON_TENANT !== undefined;

export const readsReplies = (settings: DeploySettings): boolean => hasLinks(settings) && settings.hasInbox;

const hasLinks = (settings: DeploySettings): boolean => hasSecret(settings, 'BATON_LINK_KEY');

/** Sweep signs the links of its mails, respond opens them, and replies does both. Dispatch signs subscriptions, which changed knows again. */
const usesLinks = (name: Fn['name'], settings: DeploySettings): boolean =>
  hasLinks(settings) &&
  (name === 'sweep' ||
    name === 'respond' ||
    name === 'replies' ||
    name === 'changed' ||
    (name === 'dispatch' && hearsOfChanges(settings)));

/** https://docs.cloud.google.com/run/docs/triggering/https-request: known before the service is. */
export const urlOf = (name: Fn['name'], { number, region }: DeploySettings): string =>
  `https://baton-${name}-${number}.${region}.run.app`;

export const functionSteps = (fn: Fn, settings: DeploySettings): DeployStep[] => {
  const { name, caller } = fn;
  const service = `baton-${name}`;
  const { region } = settings;
  const label = labelOf(fn, settings);
  const deployed: DeployStep = {
    title: say.function({ name }),
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

const labelOf = (fn: Fn, settings: DeploySettings): string => {
  const same = { ...settings, number: NUMBER };
  const { args, file } = deploy(fn, same, '');
  return createHash('sha256')
    .update(JSON.stringify([settings.digest, args, file]))
    .digest('hex')
    .slice(0, 40);
};

const deploy = ({ name, seconds, memory, caller }: Fn, settings: DeploySettings, label: string): Command => {
  const { project, region, perMinute } = settings;
  const secrets = secretsOf(name, settings);
  const path = `build/deploy/baton-${name}.env.yaml`;
  return {
    file: { path, text: yaml(envOf(name, settings)) },
    ...gcloudCommand(
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

/** dispatch sweeps by itself where there is no queue. */
const takesPresses = (name: Fn['name']): boolean => name === 'respond' || name === 'sweep' || name === 'dispatch';

const secretsOf = (name: Fn['name'], settings: DeploySettings): string[] => {
  const uses: Readonly<Record<Secret, boolean>> = {
    // These mail nobody.
    BATON_SMTP_PASSWORD: name !== 'respond' && name !== 'changed',
    BATON_INBOX_PASSWORD: name === 'replies',
    BATON_LINK_KEY: usesLinks(name, settings),
    // The sweep posts them, and dispatch where it sweeps by itself.
    BATON_GROUP_SECRET: name === 'sweep' || name === 'dispatch',
    BATON_WEBHOOK: name === 'sweep' || name === 'dispatch',
    BATON_WEBHOOK_SECRET: name === 'sweep' || name === 'dispatch',
    // Without these the way that BATON_MAIL names is no way, and no function starts.
    BATON_FEISHU_APP_SECRET: true,
    BATON_SLACK_TOKEN: true,
    BATON_WECOM_SECRET: true,
    BATON_DINGTALK_APP_SECRET: true,
    // respond is the door of presses; sweep draws their buttons, and tells whoever pressed what came of it.
    BATON_FEISHU_ENCRYPT_KEY: takesPresses(name),
    BATON_FEISHU_VERIFICATION_TOKEN: takesPresses(name),
    BATON_SLACK_SIGNING_SECRET: takesPresses(name),
  };
  return SECRET_VARIABLES.filter((variable) => uses[variable] && hasSecret(settings, variable)).map(
    (variable) => `${variable}=${SECRETS[variable]}:latest`,
  );
};

/**
 * The names are those of functions/connect/config.ts. Those that enqueue nothing are not told of the queue; each instance
 * of sweep has its share of the requests.
 */
const envOf = (name: Fn['name'], settings: DeploySettings): Record<string, string> => ({
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
  ...(name !== 'replies' && {
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
