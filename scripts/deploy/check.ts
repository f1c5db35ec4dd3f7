/** What is missing for a deployment, before and after Google is asked. */

import { ofDeploy as say } from '../../core/messages/of-deploy.ts';
import { parseLinkKeys } from '../../functions/answer/link-keys.ts';
import { hasPassword } from '../../functions/base/way-password.ts';
import { type Config, PLAIN_VARIABLES, readConfig } from '../../functions/connect/config.ts';
import { findBackend, findMail, senderIn, waysIn } from '../../functions/connect/connect.ts';
import { BatonError } from '../../functions/errors.ts';
import type { Words } from '../../sheet-templates/index.ts';
import type { Gcloud, Ran } from './gcloud.ts';
import { SECRETS } from './step.ts';

/** What the caller says; null where nothing was said. */
export interface GivenOptions {
  readonly project: string | null;
  readonly region: string | null;
  readonly zone: string | null;
  readonly schedule: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a deployment fills in by itself. */
const FILLED_IN = ['BATON_QUEUE', 'BATON_SWEEP_URL', 'BATON_CALLER', 'BATON_RESPOND_URL', 'BATON_CHANGED_URL'];

/** The variables that the functions get as they are given; no secret is among them. */
export const PASSED: readonly string[] = PLAIN_VARIABLES.filter(
  (name) => name.startsWith('BATON_') && !FILLED_IN.includes(name),
).sort();

/**
 * What of the settings is missing or wrong, without asking Google: all of it at once, each with how to get it. With
 * nothing missing the settings are whole, but for what only Google knows (the project's number, whether a password is
 * stored).
 */
export const checkGiven = (
  given: GivenOptions,
): { readonly missing: readonly Words[]; readonly config: Config | null } => {
  const missing: Words[] = [];
  const { project, region, zone, env } = given;
  if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project ?? '')) missing.push(say.noProject);
  if (!/^[a-z]+-[a-z]+\d+$/.test(region ?? '')) missing.push(say.noRegion);
  if (zone === null || !isZone(zone)) missing.push(say.noZone);
  const lacksTrust = !!env.BATON_TENANT?.trim() && !env.BATON_FEDERATED?.trim();
  if (lacksTrust) missing.push(say.noTrust);
  const config = configOf(lacksTrust ? { ...env, BATON_FEDERATED: 'google' } : env, missing);
  if (config && !findBackend(config.registry)?.backend.scheme) missing.push(say.fileRegistry);
  if (config && findMail(config.mail)?.reaches === false) missing.push(say.noMail);
  if (hasPassword(env.BATON_MAIL ?? '')) missing.push(say.passwordInMail);
  if (env.BATON_LINK_KEY?.trim() && parseLinkKeys(env.BATON_LINK_KEY) === null) missing.push(say.badLinkKey);
  return { missing, config };
};

/** Variables of the ways that BATON_MAIL names. */
export const mailVariables = (mail: string): ReadonlySet<string> =>
  new Set(waysIn(mail).flatMap(({ backend }) => Object.keys(backend.variables ?? {})));

/** A chat is no way without these; whether one that is not given is stored, Google says later. */
const STORED = {
  BATON_FEISHU_APP_SECRET: 'stored',
  BATON_SLACK_TOKEN: 'xoxb-stored',
  BATON_WECOM_SECRET: 'stored',
  BATON_DINGTALK_APP_SECRET: 'stored',
} as const;

const chatSecrets = (env: GivenOptions['env']): Record<string, string> => {
  const known = mailVariables(env.BATON_MAIL?.trim() ?? '');
  return Object.fromEntries(
    Object.entries(STORED).flatMap(([name, stored]) => (known.has(name) ? [[name, env[name]?.trim() || stored]] : [])),
  );
};

const configOf = (env: GivenOptions['env'], missing: Words[]): Config | null => {
  try {
    // What a deployment fills in by itself is not the caller's to get right.
    return readConfig({ ...envFor(env), ...chatSecrets(env) });
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    missing.push(error.words);
    return null;
  }
};

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
};

export const envFor = (env: GivenOptions['env']): Record<string, string> =>
  Object.fromEntries(PASSED.flatMap((name) => (env[name]?.trim() ? [[name, env[name]]] : [])));

/** A mail server that is told who comes wants to be told a password too. */
export const wantsPassword = ({ mail }: Config): boolean =>
  senderIn(mail) !== null || (URL.canParse(mail) && new URL(mail).username !== '');

/** What Google says is missing, in the order in which it is to be mended: without one, the next cannot be asked. */
export const checkProject = async (
  gcloud: Gcloud,
  project: string,
): Promise<{ number: string } | { missing: Words }> => {
  const account = await gcloud(['auth', 'list', '--filter=status:ACTIVE', '--format=json']);
  if (account.code === null) return { missing: say.noGcloud };
  if (account.code !== 0 || JSON.parse(account.out || '[]').length === 0) return { missing: say.notSignedIn };
  const described = await gcloud(['projects', 'describe', project, '--format=json']);
  if (described.code !== 0) return { missing: projectMissing(project, described) };
  const { projectNumber, lifecycleState } = JSON.parse(described.out);
  if (lifecycleState !== 'ACTIVE') return { missing: projectMissing(project, described) };
  const billing = await gcloud(['billing', 'projects', 'describe', project, '--format=json']);
  if (billing.code !== 0) return { missing: billingUnknown(project, billing) };
  if (JSON.parse(billing.out).billingEnabled !== true) return { missing: noBilling(project) };
  return { number: String(projectNumber) };
};

export const enabledApis = async (gcloud: Gcloud, project: string): Promise<ReadonlySet<string>> => {
  const ran = await gcloud(['services', 'list', '--enabled', `--project=${project}`, '--format=json']);
  if (ran.code !== 0) throw new Refused(['services', 'list'], ran);
  return new Set(JSON.parse(ran.out).map(({ config }: { config: { name: string } }) => config.name));
};

/** Whether a secret is stored from an earlier run. */
export const isStored = async (gcloud: Gcloud, project: string, variable: keyof typeof SECRETS): Promise<boolean> => {
  const ran = await gcloud(['secrets', 'describe', SECRETS[variable], `--project=${project}`, '--format=json']);
  if (ran.code === 0) return true;
  if (isAbsent(ran)) return false;
  throw new Refused(['secrets', 'describe'], ran);
};

/** gcloud's ways to say that a thing is not there. */
export const isAbsent = ({ code, err }: Ran): boolean =>
  code !== 0 && /NOT_FOUND|not found|cannot find|does not exist|unknown service account/i.test(err);

/** gcloud did not do what it was asked to. */
export class Refused extends Error {
  readonly words: Words;
  constructor(args: readonly string[], { err }: Ran) {
    const said = err.trim();
    super(said);
    const call = `gcloud ${args.join(' ')}`;
    const rights = /PERMISSION_DENIED|does not have permission|permission .* denied/i.test(said);
    this.words = say.refused({ call, said, needed: rights ? NEEDED : null });
  }
}

/** https://docs.cloud.google.com/iam/docs/roles-permissions */
const NEEDED = [
  'roles/serviceusage.serviceUsageAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountUser',
  'roles/resourcemanager.projectIamAdmin',
  'roles/run.admin',
  'roles/run.sourceDeveloper',
  'roles/cloudtasks.admin',
  'roles/cloudscheduler.admin',
  'roles/secretmanager.admin',
].join(', ');

const projectMissing = (project: string, { err }: Ran): Words => say.projectMissing({ project, err });

const noBilling = (project: string): Words => say.noBilling({ project });

const billingUnknown = (project: string, { err }: Ran): Words => say.billingUnknown({ project, err });
