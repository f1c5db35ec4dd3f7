import { parseLinkKeys } from '../../functions/answer/link-keys.ts';
import { type Config, PLAIN_VARIABLES, readConfig } from '../../functions/connect/config.ts';
import { findBackend, findMail } from '../../functions/connect/connect.ts';
import { BatonError } from '../../functions/errors.ts';
import { type Words, w } from '../../sheet-templates/index.ts';
import type { Gcloud, Ran } from './gcloud.ts';
import { SECRETS } from './parts/secrets.ts';

/** What the caller says; null where nothing was said. */
export interface Given {
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
export const checkGiven = (given: Given): { readonly missing: readonly Words[]; readonly config: Config | null } => {
  const missing: Words[] = [];
  const { project, region, zone, env } = given;
  if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project ?? '')) missing.push(noProject);
  if (!/^[a-z]+-[a-z]+\d+$/.test(region ?? '')) missing.push(noRegion);
  if (zone === null || !isZone(zone)) missing.push(noZone);
  const lacksTrust = !!env.BATON_TENANT?.trim() && !env.BATON_FEDERATED?.trim();
  if (lacksTrust) missing.push(noTrust);
  const config = configOf(lacksTrust ? { ...env, BATON_FEDERATED: 'google' } : env, missing);
  if (config && !findBackend(config.registry)?.backend.scheme) missing.push(fileRegistry);
  if (config && findMail(config.mail)?.reaches === false) missing.push(noMail);
  if (URL.parse(env.BATON_MAIL?.trim() ?? '')?.password) missing.push(passwordInMail);
  if (env.BATON_LINK_KEY?.trim() && parseLinkKeys(env.BATON_LINK_KEY) === null) missing.push(badLinkKey);
  return { missing, config };
};

const configOf = (env: Given['env'], missing: Words[]): Config | null => {
  try {
    // What a deployment fills in by itself is not the caller's to get right.
    return readConfig(envFor(env));
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

export const envFor = (env: Given['env']): Record<string, string> =>
  Object.fromEntries(PASSED.flatMap((name) => (env[name]?.trim() ? [[name, env[name]]] : [])));

/** A mail server that is told who comes wants to be told a password too. */
export const wantsPassword = ({ mail }: Config): boolean => URL.canParse(mail) && new URL(mail).username !== '';

/** What Google says is missing, in the order in which it is to be mended: without one, the next cannot be asked. */
export const checkProject = async (
  gcloud: Gcloud,
  project: string,
): Promise<{ number: string } | { missing: Words }> => {
  const account = await gcloud(['auth', 'list', '--filter=status:ACTIVE', '--format=json']);
  if (account.code === null) return { missing: noGcloud };
  if (account.code !== 0 || JSON.parse(account.out || '[]').length === 0) return { missing: notSignedIn };
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
export const hasSecret = async (gcloud: Gcloud, project: string, variable: keyof typeof SECRETS): Promise<boolean> => {
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
    this.words = w(
      `没有成功：${call}\n${said}${rights ? `\n${ROLES['zh-CN']}` : ''}`,
      `Not done: ${call}\n${said}${rights ? `\n${ROLES.en}` : ''}`,
    );
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
const ROLES = w(
  `部署的人在项目上需要 roles/owner，或这些角色：${NEEDED}。请向项目管理员要。`,
  `Whoever deploys needs roles/owner on the project, or these: ${NEEDED}. Ask the project’s administrator for them.`,
);

const noGcloud = w(
  '没有找到 gcloud。请按 https://cloud.google.com/sdk/docs/install 安装，或改用 https://shell.cloud.google.com 。',
  'There is no gcloud here. Install it from https://cloud.google.com/sdk/docs/install, or work in https://shell.cloud.google.com.',
);
const notSignedIn = w(
  'gcloud 还没有登录。请运行：gcloud auth login',
  'gcloud is not signed in. Run: gcloud auth login',
);

const projectMissing = (project: string, { err }: Ran): Words =>
  w(
    `用不了项目 ${project}。没有的话请建立：gcloud projects create ${project} ；已有的话，请让管理员给您的账号权限。\n${err.trim()}`.trim(),
    `The project ${project} cannot be used. Make it where there is none: gcloud projects create ${project}; where there is, ask its administrator to let your account in.\n${err.trim()}`.trim(),
  );

const noBilling = (project: string): Words =>
  w(
    `项目 ${project} 没有结算账号。先看有哪些：gcloud billing accounts list ，再关联：gcloud billing projects link ${project} --billing-account=账号`,
    `The project ${project} has no billing account. See yours with gcloud billing accounts list, then: gcloud billing projects link ${project} --billing-account=ACCOUNT`,
  );

const billingUnknown = (project: string, { err }: Ran): Words =>
  w(
    `看不到项目 ${project} 的结算。API 没开的话请运行：gcloud services enable cloudbilling.googleapis.com --project=${project}\n${err.trim()}`,
    `The billing of ${project} cannot be seen. Where its API is off, run: gcloud services enable cloudbilling.googleapis.com --project=${project}\n${err.trim()}`,
  );

const noProject = w(
  '--project：哪个 Google Cloud 项目，写它的 ID，例如 baton-team',
  '--project: which Google Cloud project, by its id, such as baton-team',
);
const noRegion = w(
  '--region：在哪个区域运行，例如 asia-northeast1；全部区域：gcloud run regions list',
  '--region: where it runs, such as europe-west1; all of them: gcloud run regions list',
);
const noZone = w(
  '--zone：每天按哪个时区开始，例如 Asia/Shanghai',
  '--zone: in which time zone the day begins, such as Europe/London',
);
const fileRegistry = w(
  'BATON_REGISTRY：云端看不到本机的文件，请写 gsheet: 加表格的 ID，或 graph:驱动器/文件',
  'BATON_REGISTRY: the cloud sees no file of this machine; write gsheet: and a spreadsheet’s id, or graph:DRIVE/ITEM',
);
const noMail = w(
  'BATON_MAIL：云端没有可以放信的文件夹，请写 smtps://用户@主机:端口、gmail 或 graph',
  'BATON_MAIL: the cloud has no folder to leave mail in; write smtps://user@host:port, gmail or graph',
);
const noTrust = w(
  'BATON_FEDERATED：写 google。在 Google Cloud 上应用不用密钥也不用证书（见 docs/deploy-microsoft.zh-CN.md 第 2 节）',
  'BATON_FEDERATED: write google. On Google Cloud the app needs neither a secret nor a certificate (docs/deploy-microsoft.md, section 2)',
);
const badLinkKey = w(
  'BATON_LINK_KEY：邮件里链接的密钥至少要 32 个字符，用 openssl rand -hex 32 生成',
  'BATON_LINK_KEY: the secret of links in mails takes at least 32 characters; make one with openssl rand -hex 32',
);
/** The address itself is not repeated. */
const passwordInMail = w(
  'BATON_MAIL：里面写着密码，谁看得到函数的设置就看得到它。请把密码移到 BATON_SMTP_PASSWORD，地址只写 smtps://用户@主机:端口',
  'BATON_MAIL holds a password, which whoever sees the functions’ settings would see. Move it to BATON_SMTP_PASSWORD, and write smtps://user@host:port',
);
export const noPassword = w(
  'BATON_SMTP_PASSWORD：邮件服务器的密码。只需在这次运行的环境里设一次，之后存放在 Secret Manager',
  'BATON_SMTP_PASSWORD: the mail server’s password. Set it once, in this run’s environment; Secret Manager keeps it',
);
