/**
 * Puts the functions on Google Cloud: looks at what is there, says what is missing, shows what it would do, and does it
 * when told to. Run again it does only what is not yet so; after a failure it goes on where that was.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ofDeploy as deploy } from '../../core/messages/of-deploy.ts';
import { SCOPE } from '../../functions/adapters/gmail/access.ts';
import { accessOf } from '../../functions/adapters/gmail/backend.ts';
import type { Config } from '../../functions/connect/config.ts';
import { inboxApart, inboxOf } from '../../functions/connect/connect.ts';
import type { Locale, Words } from '../../sheet-templates/index.ts';
import { bundleFunctions, hashOf, ROOT, SOURCE, writeBundle } from './bundle.ts';
import {
  checkGiven,
  checkProject,
  enabledApis,
  envFor,
  type GivenOptions,
  isAbsent,
  isStored,
  mailVariables,
  Refused,
  wantsPassword,
} from './check.ts';
import { type Gcloud, hereText, NUMBER, quote } from './gcloud.ts';
import { delegateOf, emailOf } from './parts/accounts.ts';
import { hasSecret, SECRET_VARIABLES } from './parts/secrets.ts';
import { apisOf, deployPlan } from './plan.ts';
import type { Command, DeploySettings, DeployStep, Secret } from './step.ts';

interface World {
  readonly gcloud: Gcloud;
  readonly locale: Locale;
  readonly print: (text: string) => void;
  /** Whether to go on. */
  readonly ask: (question: string) => Promise<boolean>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Exit codes: 0 done, or nothing to do; 2 something is missing, or nobody said to go on; 3 Google refused. */
type ExitCode = 0 | 2 | 3;

export const deployToGoogle = async (world: World, given: GivenOptions, mode: 'print' | 'do'): Promise<ExitCode> => {
  const say = (words: Words) => world.print(words[world.locale]);
  const { missing, config } = checkGiven(given);
  if (missing.length > 0 || config === null) return lacking(world, missing);
  const { project, region, zone, schedule, env } = given as GivenOptions &
    Record<'project' | 'region' | 'zone', string>;
  const wanted = SECRET_VARIABLES.filter((variable) => isOfUse(variable, config));
  const isNeeded = (variable: Secret, known: DeploySettings['secrets']): boolean =>
    !OPTIONAL.has(variable) || besideOf(variable, known) !== null;
  const settings: Omit<DeploySettings, 'digest'> = {
    ...{ project, region, zone, schedule, number: NUMBER, env: envFor(env) },
    perMinute: config.perMinute,
    secrets: secretsIn(wanted, (variable) => env[variable]?.trim() || undefined),
    hasInbox: inboxOf({ ...config, way: config.mail }) !== null,
    gmail: config.mail.toLowerCase() === 'gmail' ? accessOf(config) : null,
  };
  if (mode === 'print') {
    const needed = wanted.filter((variable) => isNeeded(variable, settings.secrets));
    const digest = hashOf(await bundleFunctions());
    world.print(scriptOf({ ...settings, digest, secrets: { ...secretsIn(needed, () => ''), ...settings.secrets } }));
    return 0;
  }
  try {
    const seen = await checkProject(world.gcloud, project);
    if ('missing' in seen) return lacking(world, [seen.missing]);
    const on = await enabledApis(world.gcloud, project);
    const stored: Secret[] = [];
    for (const variable of wanted)
      if (settings.secrets[variable] === undefined && on.has(SECRET_MANAGER))
        if (await isStored(world.gcloud, project, variable)) stored.push(variable);
    const secrets = { ...settings.secrets, ...secretsIn(stored, () => null) };
    const lacks = wanted.filter((variable) => secrets[variable] === undefined && isNeeded(variable, secrets));
    if (lacks.length > 0)
      return lacking(
        world,
        lacks.map((variable) => lackOf(variable, besideOf(variable, secrets))),
      );
    // Bundling takes seconds: whoever has not signed in, or lacks something, hears of it before.
    const files = await bundleFunctions();
    const whole = { ...settings, digest: hashOf(files), number: seen.number, secrets };
    const todo = await todoOf(world.gcloud, whole, on);
    if (todo.length === 0) {
      say(deploy.nothingToDo);
    } else {
      say(deploy.planned({ titles: todo.map(({ title }) => title) }));
      if (!(await world.ask(deploy.goOn[world.locale]))) return 2;
      await writeBundle(files, join(ROOT, SOURCE));
      for (const { title, commands } of todo) {
        say(deploy.step({ title }));
        for (const command of commands) await carryOut(world, command);
      }
      say(deploy.done);
    }
    say(await leftToPeople(world.gcloud, whole));
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.words);
    say(deploy.again);
    return 3;
  }
};

const SECRET_MANAGER = 'secretmanager.googleapis.com';

/** Presses in a chat's cards come in where somebody gives these. */
const OF_PRESSES: ReadonlySet<Secret> = new Set<Secret>([
  'BATON_FEISHU_ENCRYPT_KEY',
  'BATON_FEISHU_VERIFICATION_TOKEN',
  'BATON_SLACK_SIGNING_SECRET',
]);

/** Mails have buttons, and cards in groups are signed, where somebody gives these. */
const OPTIONAL: ReadonlySet<Secret> = new Set<Secret>([
  'BATON_LINK_KEY',
  'BATON_GROUP_SECRET',
  'BATON_INBOX_PASSWORD',
  ...OF_PRESSES,
  'BATON_WEBHOOK',
  'BATON_WEBHOOK_SECRET',
]);

/** Of these one does nothing without the other. */
const TOGETHER: readonly (readonly [Secret, Secret])[] = [
  ['BATON_FEISHU_ENCRYPT_KEY', 'BATON_FEISHU_VERIFICATION_TOKEN'],
  ['BATON_WEBHOOK', 'BATON_WEBHOOK_SECRET'],
];

/** The one that is known already and wants this one beside it; null for none. */
const besideOf = (variable: Secret, known: DeploySettings['secrets']): Secret | null => {
  const others = TOGETHER.filter((pair) => pair.includes(variable)).flat();
  return others.find((other) => other !== variable && known[other] !== undefined) ?? null;
};

/** Whether the configuration has a use for it. */
const isOfUse = (variable: Secret, config: Config): boolean => {
  if (variable === 'BATON_SMTP_PASSWORD') return wantsPassword(config);
  if (variable === 'BATON_INBOX_PASSWORD') return inboxApart({ way: config.mail, env: config.env }) !== null;
  return (OPTIONAL.has(variable) && !OF_PRESSES.has(variable)) || mailVariables(config.mail).has(variable);
};

const secretsIn = (
  variables: readonly Secret[],
  value: (variable: Secret) => string | null | undefined,
): DeploySettings['secrets'] =>
  Object.fromEntries(
    variables.flatMap((variable) => {
      const given = value(variable);
      return given === undefined ? [] : [[variable, given]];
    }),
  );

const lackOf = (variable: Secret, beside: Secret | null): Words => {
  if (beside !== null) return deploy.halfOfTwo({ variable, beside });
  return variable === 'BATON_SMTP_PASSWORD' ? deploy.noPassword : deploy.noSecret({ variable });
};

const lacking = ({ print, locale }: World, missing: readonly Words[]): ExitCode => {
  print([deploy.lacks[locale], ...missing.map((words) => `- ${words[locale].replaceAll('\n', '\n  ')}`)].join('\n'));
  return 2;
};

interface Todo {
  readonly title: Words;
  readonly commands: readonly Command[];
}

const apisTodo = (settings: DeploySettings, off: readonly string[]): Todo => ({
  title: deploy.apis({ off }),
  commands: [{ args: ['services', 'enable', ...off, `--project=${settings.project}`] }],
});

/** gcloud takes a second or two to start. */
const AT_ONCE = 6;

/** What is not yet as it should be. */
const todoOf = async (gcloud: Gcloud, settings: DeploySettings, on: ReadonlySet<string>): Promise<Todo[]> => {
  const off = apisOf(settings).filter((api) => !on.has(api));
  const todo = off.length > 0 ? [apisTodo(settings, off)] : [];
  const steps = deployPlan(settings);
  for (let from = 0; from < steps.length; from += AT_ONCE) {
    const some = steps.slice(from, from + AT_ONCE);
    const seen = await Promise.all(some.map((step) => (off.includes(step.api) ? null : found(gcloud, step))));
    some.forEach(({ title, need }, index) => {
      const commands = need(seen[index] ?? null);
      if (commands.length > 0) todo.push({ title, commands });
    });
  }
  return todo;
};

const found = async (gcloud: Gcloud, { look }: DeployStep): Promise<string | null> => {
  const ran = await gcloud(look);
  if (ran.code === 0) return ran.out;
  if (isAbsent(ran)) return null;
  throw new Refused(look, ran);
};

/** What was made a moment ago is not seen everywhere at once: https://docs.cloud.google.com/iam/docs/access-change-propagation */
const TRIES = 6;
const PAUSE = 10_000;

const carryOut = async ({ gcloud, sleep }: World, { args, stdin, file }: Command): Promise<void> => {
  if (file) {
    await mkdir(dirname(join(ROOT, file.path)), { recursive: true });
    await writeFile(join(ROOT, file.path), file.text);
  }
  for (let attempt = 1; ; attempt++) {
    const ran = await gcloud(args, stdin?.value);
    if (ran.code === 0) return;
    if (attempt === TRIES || !isAbsent(ran)) throw new Refused(args, ran);
    await sleep(PAUSE);
  }
};

/** A first run as a shell script. A secret's value stays in its variable. */
const scriptOf = (settings: DeploySettings): string => {
  const { project } = settings;
  const lines = [
    'set -eu',
    `PROJECT_NUMBER=$(gcloud projects describe ${quote(project)} --format='value(projectNumber)')`,
  ];
  const todo = [
    apisTodo(settings, apisOf(settings)),
    ...deployPlan(settings).map(({ title, need }) => ({ title, commands: need(null) })),
  ];
  lines.push('', '# The functions, bundled', 'node scripts/deploy/bundle.ts', 'mkdir -p build/deploy');
  for (const { title, commands } of todo) {
    lines.push('', `# ${title.en}`);
    for (const { args, stdin, file } of commands) {
      if (file) lines.push(`cat > ${file.path} <<END`, `${hereText(file.text)}END`);
      const from = stdin === undefined ? '' : `printf %s "$${stdin.variable}" | `;
      lines.push(`${from}gcloud ${args.map(quote).join(' ')} --quiet`);
    }
  }
  return lines.join('\n');
};

/** What no command does. */
const leftToPeople = async (gcloud: Gcloud, settings: DeploySettings): Promise<Words> => {
  const { env, gmail } = settings;
  const idOf = (email: string) => uniqueId(gcloud, settings, email);
  const own = emailOf('baton-functions', settings);
  const all = [
    ...(env.BATON_REGISTRY?.toLowerCase().startsWith('gsheet:') ? [share(own)] : []),
    ...(env.BATON_FEDERATED ? [trust(await idOf(own), isChina(env))] : []),
    gmail ? delegate(await idOf(delegateOf(settings)), gmail.mailbox) : sender(env),
    hasSecret(settings, 'BATON_LINK_KEY') ? deploy.requestLog : deploy.noButtons,
  ];
  return deploy.leftToPeople({ tasks: all });
};

const share = (account: string): Words => deploy.share({ account });

const isChina = ({ BATON_CLOUD }: DeploySettings['env']) => BATON_CLOUD?.trim() === 'china';

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust */
const trust = (id: string, china: boolean): Words => {
  const audience = china ? 'api://AzureADTokenExchangeChina' : 'api://AzureADTokenExchange';
  return deploy.trust({ id, audience });
};

const sender = ({ BATON_MAIL }: DeploySettings['env']): Words =>
  BATON_MAIL?.trim().toLowerCase() === 'graph' ? deploy.mailboxRights : deploy.senderRights;

/** The number by which others know a service account. */
const uniqueId = async (gcloud: Gcloud, { project }: DeploySettings, email: string): Promise<string> => {
  const look = ['iam', 'service-accounts', 'describe', email, `--project=${project}`, '--format=json'];
  const ran = await gcloud(look);
  if (ran.code !== 0) throw new Refused(look, ran);
  return String(JSON.parse(ran.out).uniqueId);
};

/** https://support.google.com/a/answer/162106 */
const delegate = (id: string, mailbox: string): Words => deploy.delegate({ id, scope: SCOPE, mailbox });
