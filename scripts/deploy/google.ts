/**
 * Puts the functions on Google Cloud: looks at what is there, says what is missing, shows what it would do, and does it
 * when told to. Run again it does only what is not yet so; after a failure it goes on where that was.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SCOPE } from '../../functions/adapters/gmail/access.ts';
import { accessOf } from '../../functions/adapters/gmail/backend.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { type Words, w } from '../../sheet-templates/index.ts';
import { bundleFunctions, digestOf, ROOT, SOURCE, writeBundle } from './bundle.ts';
import {
  checkGiven,
  checkProject,
  enabledApis,
  envFor,
  type Given,
  hasSecret,
  isAbsent,
  noPassword,
  Refused,
  wantsPassword,
} from './check.ts';
import { type Gcloud, hereText, NUMBER, quote } from './gcloud.ts';
import { delegateOf, emailOf } from './parts/accounts.ts';
import type { SECRETS } from './parts/secrets.ts';
import { apisOf, planOf } from './plan.ts';
import type { Command, Settings, Step } from './step.ts';

interface World {
  readonly gcloud: Gcloud;
  readonly locale: Locale;
  readonly print: (text: string) => void;
  /** Whether to go on. */
  readonly ask: (question: string) => Promise<boolean>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Exit codes: 0 done, or nothing to do; 2 something is missing, or nobody said to go on; 3 Google refused. */
type Outcome = 0 | 2 | 3;

export const deployToGoogle = async (world: World, given: Given, mode: 'print' | 'do'): Promise<Outcome> => {
  const say = (words: Words) => world.print(words[world.locale]);
  const { missing, config } = checkGiven(given);
  if (missing.length > 0 || config === null) return lacking(world, missing);
  const { project, region, zone, schedule, env } = given as Given & Record<'project' | 'region' | 'zone', string>;
  const asked = wantsPassword(config);
  const password = (asked && env.BATON_SMTP_PASSWORD) || null;
  const linkKey = env.BATON_LINK_KEY?.trim() || null;
  const files = await bundleFunctions();
  const settings: Settings = {
    ...{ project, region, zone, schedule, password, number: NUMBER, env: envFor(env) },
    perMinute: config.perMinute,
    hasPassword: asked,
    hasLinks: linkKey !== null,
    linkKey,
    gmail: config.mail.toLowerCase() === 'gmail' ? accessOf(config) : null,
    digest: digestOf(files),
  };
  if (mode === 'print') {
    world.print(scriptOf(settings));
    return 0;
  }
  try {
    const seen = await checkProject(world.gcloud, project);
    if ('missing' in seen) return lacking(world, [seen.missing]);
    const on = await enabledApis(world.gcloud, project);
    const isStored = async (variable: keyof typeof SECRETS) =>
      on.has(SECRET_MANAGER) && (await hasSecret(world.gcloud, project, variable));
    if (asked && password === null && !(await isStored('BATON_SMTP_PASSWORD'))) return lacking(world, [noPassword]);
    const hasLinks = linkKey !== null || (await isStored('BATON_LINK_KEY'));
    const whole = { ...settings, number: seen.number, hasLinks };
    const todo = await todoOf(world.gcloud, whole, on);
    if (todo.length === 0) {
      say(nothingToDo);
    } else {
      say(planned(todo.map(({ title }) => title)));
      if (!(await world.ask(goOn[world.locale]))) return 2;
      await writeBundle(files, join(ROOT, SOURCE));
      for (const { title, commands } of todo) {
        say(w(`→ ${title['zh-CN']}`, `→ ${title.en}`));
        for (const command of commands) await carryOut(world, command);
      }
      say(done);
    }
    say(await leftToPeople(world.gcloud, whole));
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.words);
    say(again);
    return 3;
  }
};

const SECRET_MANAGER = 'secretmanager.googleapis.com';

const lacking = ({ print, locale }: World, missing: readonly Words[]): Outcome => {
  print([lacks[locale], ...missing.map((words) => `- ${words[locale].replaceAll('\n', '\n  ')}`)].join('\n'));
  return 2;
};

interface Todo {
  readonly title: Words;
  readonly commands: readonly Command[];
}

const apisTodo = (settings: Settings, off: readonly string[]): Todo => ({
  title: w(`打开 API：${off.join('、')}`, `APIs: ${off.join(', ')}`),
  commands: [{ args: ['services', 'enable', ...off, `--project=${settings.project}`] }],
});

/** gcloud takes a second or two to start. */
const AT_ONCE = 6;

/** What is not yet as it should be. */
const todoOf = async (gcloud: Gcloud, settings: Settings, on: ReadonlySet<string>): Promise<Todo[]> => {
  const off = apisOf(settings).filter((api) => !on.has(api));
  const todo = off.length > 0 ? [apisTodo(settings, off)] : [];
  const steps = planOf(settings);
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

const found = async (gcloud: Gcloud, { look }: Step): Promise<string | null> => {
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
const scriptOf = (settings: Settings): string => {
  const { project } = settings;
  const lines = [
    'set -eu',
    `PROJECT_NUMBER=$(gcloud projects describe ${quote(project)} --format='value(projectNumber)')`,
  ];
  const withSecret = { ...settings, password: settings.hasPassword ? '' : null };
  const todo = [
    apisTodo(settings, apisOf(settings)),
    ...planOf(withSecret).map(({ title, need }) => ({ title, commands: need(null) })),
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
const leftToPeople = async (gcloud: Gcloud, settings: Settings): Promise<Words> => {
  const { env, gmail } = settings;
  const idOf = (email: string) => uniqueId(gcloud, settings, email);
  const own = emailOf('baton-functions', settings);
  const all = [
    ...(env.BATON_REGISTRY?.toLowerCase().startsWith('gsheet:') ? [share(own)] : []),
    ...(env.BATON_FEDERATED ? [trust(await idOf(own), isChina(env))] : []),
    gmail ? delegate(await idOf(delegateOf(settings)), gmail.mailbox) : sender(env),
    settings.hasLinks ? requestLog : noButtons,
  ];
  return w(
    `只有人能做的事：\n${all.map((words) => words['zh-CN']).join('\n')}`,
    `Only people can do these:\n${all.map((words) => words.en).join('\n')}`,
  );
};

const share = (account: string): Words =>
  w(
    `- 把名册和每本工作簿共享给 ${account}，权限“编辑者”；在此之前接力打不开它们`,
    `- share the list of workbooks and every workbook with ${account}, as editor; before that Baton cannot open them`,
  );

const isChina = ({ BATON_CLOUD }: Settings['env']) => BATON_CLOUD?.trim() === 'china';

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust */
const trust = (id: string, china: boolean): Words => {
  const audience = china ? 'api://AzureADTokenExchangeChina' : 'api://AzureADTokenExchange';
  return w(
    `- 在 Microsoft Entra 的应用里添加联合凭据：颁发者 https://accounts.google.com，主体 ${id}，受众 ${audience}；应用的权限见 docs/deploy-microsoft.zh-CN.md`,
    `- in Microsoft Entra, give the app a federated credential: issuer https://accounts.google.com, subject ${id}, audience ${audience}; its rights are in docs/deploy-microsoft.md`,
  );
};

const sender = ({ BATON_MAIL }: Settings['env']): Words =>
  BATON_MAIL?.trim().toLowerCase() === 'graph'
    ? w(
        '- Exchange 管理员给应用一个邮箱的权限，信才能寄出（见 docs/deploy-microsoft.zh-CN.md 第 5 节）',
        '- for mail to leave, an Exchange administrator gives the app its rights on one mailbox (docs/deploy-microsoft.md, section 5)',
      )
    : w(
        '- 发件人要能从这台邮件服务器寄信：域名的 SPF 和 DKIM 里要有它',
        '- the sender must be one the mail server may send for: it belongs in the domain’s SPF and DKIM',
      );

/** https://docs.cloud.google.com/logging/docs/default-settings#exclusion-filters */
const requestLog = w(
  '- Cloud Run 的请求日志里有邮件链接，有链接的人就能代为答复；不该看到的人请不要给日志权限，或排除这项日志（见 docs/deploy-google.zh-CN.md）',
  '- Cloud Run’s log of requests holds the links of mails, and whoever has a link can answer with it: let nobody see that log who should not, or leave it out (docs/deploy-google.md)',
);
const noButtons = w(
  '- 想让邮件带上答复按钮：运行一次 BATON_LINK_KEY=$(openssl rand -hex 32) npm run deploy -- google …',
  '- for mails with buttons to answer by, run once: BATON_LINK_KEY=$(openssl rand -hex 32) npm run deploy -- google …',
);

/** The number by which others know a service account. */
const uniqueId = async (gcloud: Gcloud, { project }: Settings, email: string): Promise<string> => {
  const look = ['iam', 'service-accounts', 'describe', email, `--project=${project}`, '--format=json'];
  const ran = await gcloud(look);
  if (ran.code !== 0) throw new Refused(look, ran);
  return String(JSON.parse(ran.out).uniqueId);
};

/** https://support.google.com/a/answer/162106 */
const delegate = (id: string, mailbox: string): Words =>
  w(
    `- Workspace 管理员在 https://admin.google.com/ac/owl/domainwidedelegation 添加客户端 ${id}，范围 ${SCOPE}，信才能从 ${mailbox} 寄出；这一项从命令行看不到`,
    `- for mail to leave from ${mailbox}, a Workspace administrator adds the client ${id} with the scope ${SCOPE} at https://admin.google.com/ac/owl/domainwidedelegation; no command can see whether that was done`,
  );

const lacks = w('还缺这些，什么也没有改：', 'Missing; nothing was changed:');
const nothingToDo = w('一切都已就绪，没有要改的。', 'Everything is as it should be; nothing was changed.');
const planned = (titles: readonly Words[]): Words =>
  w(
    `要做 ${titles.length} 件事：\n${titles.map((title) => `  ${title['zh-CN']}`).join('\n')}`,
    `${titles.length} to do:\n${titles.map(({ en }) => `  ${en}`).join('\n')}`,
  );
const goOn = w('现在做吗？[y/N] ', 'Do it now? [y/N] ');
const done = w('都做好了。', 'Done.');
const again = w(
  '已经做好的都留着。改好之后再运行一次，会从这里接着做。',
  'What was done stays. Mend this and run it again: it goes on from here.',
);
