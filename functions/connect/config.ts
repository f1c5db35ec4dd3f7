/** The functions' environment variables, read and checked into a configuration. */
import * as z from 'zod/mini';
import { addressIn, isAddress } from '../../core/read/address.ts';
import { LOCALES, type Words, w } from '../../sheet-templates/types.ts';
import { WAY_NAMES } from '../adapters/graph-excel/way.ts';
import { parseLinkKeys } from '../answer/link-keys.ts';
import type { LinkOptions } from '../answer/links.ts';
import { isWithin, parseDomains } from '../base/recipients.ts';
import { parseSender } from '../base/sender.ts';
import { BatonError } from '../errors.ts';
import { CLOUD_NAMES } from '../microsoft/clouds.ts';
import type { GmailRight, GraphRight } from './connect.ts';

const text = z.string().check(z.trim(), z.minLength(1));
const sender = z.pipe(
  text,
  z.transform((given, { issues }) => {
    try {
      return parseSender(given);
    } catch {
      issues.push({ code: 'custom', input: given });
      return z.NEVER;
    }
  }),
);

/** What `parse` makes of a text; null refuses it. */
const parsed = <T>(parse: (given: string) => T | null) =>
  z.pipe(
    text,
    z.transform((given, { issues }) => {
      const read = parse(given);
      if (read !== null) return read;
      issues.push({ code: 'custom', input: given });
      return z.NEVER;
    }),
  );

const address = parsed((given) => (isAddress(addressIn(given)) ? addressIn(given) : null));

/** The functions' environment, all of it. */
const Environment = z.object({
  BATON_REGISTRY: text,
  BATON_MAIL: text.check(z.regex(/^((outbox:|smtps?:\/\/).+|gmail|graph)$/i)),
  BATON_FROM: sender,
  BATON_ADMIN: address,
  BATON_SMTP_PASSWORD: z.optional(text),
  BATON_GMAIL_MAILBOX: z.optional(address),
  BATON_GMAIL_ACCOUNT: z.optional(address),
  BATON_RECIPIENTS: z.optional(parsed(parseDomains)),
  BATON_GRAPH_MAILBOX: z.optional(address),
  BATON_LOCALE: z._default(z.enum(LOCALES), 'en'),
  BATON_PER_MINUTE: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(6000)), 60),
  BATON_QUEUE: z.optional(text.check(z.regex(/^projects\/[\w.:-]+\/locations\/[\w-]+\/queues\/[A-Za-z0-9-]{1,100}$/))),
  BATON_SWEEP_URL: z.optional(z.url({ protocol: /^https?$/ })),
  BATON_CALLER: z.optional(address),
  BATON_LINK_KEY: z.optional(parsed(parseLinkKeys)),
  // Whoever sees a link on its way can answer with it.
  BATON_RESPOND_URL: z.optional(z.url({ protocol: /^https$/ })),
  BATON_CHANGED_URL: z.optional(z.url({ protocol: /^https$/ })),
  BATON_CLOUD: z.optional(z.enum(CLOUD_NAMES)),
  BATON_TENANT: z.optional(text),
  BATON_CLIENT: z.optional(text),
  BATON_CLIENT_CERTIFICATE: z.optional(text),
  BATON_CLIENT_SECRET: z.optional(text),
  BATON_FEDERATED: z.optional(z.enum(['google'])),
  BATON_GRAPH_WAY: z.optional(z.enum(WAY_NAMES)),
  GOOGLE_CLOUD_PROJECT: z.optional(text),
});
type Environment = z.infer<typeof Environment>;

/** What to write into each variable. */
const WANTED: Readonly<Record<keyof Environment, Words>> = {
  BATON_REGISTRY: w(
    '工作簿名册：gsheet: 加表格的 ID、graph:驱动器/文件，或一个 .json 文件的路径',
    'the list of workbooks: gsheet: and a spreadsheet’s id, graph:DRIVE/ITEM, or the path of a .json file',
  ),
  BATON_MAIL: w(
    '寄信方式：smtp://用户@主机:端口、gmail、graph，或 outbox:文件夹',
    'how mail is sent: smtp://user@host:port, gmail, graph, or outbox:FOLDER',
  ),
  BATON_FROM: w('发件人，例如 接力 <baton@example.com>', 'the sender, such as Baton <baton@example.com>'),
  BATON_ADMIN: w('管理员的邮箱，例如 admin@example.com', 'the administrator’s address, such as admin@example.com'),
  BATON_SMTP_PASSWORD: w(
    '邮件服务器的密码；不需要就不设',
    'the mail server’s password; leave it out where none is asked',
  ),
  BATON_GMAIL_MAILBOX: w(
    '用 gmail 寄信的邮箱地址；不设则为发件人的地址',
    'address of the mailbox that gmail sends from; the sender’s when absent',
  ),
  BATON_GMAIL_ACCOUNT: w(
    '代表该邮箱的服务账号；不设则为运行时的服务账号',
    'the service account that acts for that mailbox; the one this runs as when absent',
  ),
  BATON_GRAPH_MAILBOX: w(
    '用 graph 寄信的邮箱地址；不设则为发件人的地址',
    'address of the mailbox that graph sends from; the sender’s when absent',
  ),
  BATON_RECIPIENTS: w(
    '只给这些域名的邮箱寄信，用逗号隔开，例如 example.com, example.cn；管理员的邮箱也要在内；不设则谁都可以寄',
    'domains outside which nobody is mailed, such as example.com, example.cn; the administrator’s is one of them; everybody may be mailed when absent',
  ),
  BATON_LOCALE: w('给管理员的信用哪种语言：zh-CN 或 en', 'language of mails to the administrator: zh-CN or en'),
  BATON_PER_MINUTE: w(
    'Google 表格每分钟允许的读取次数，写入次数相同，1 到 6000 的整数；不设为 60',
    'how often Google Sheets may be read in a minute, and as often written, a whole number from 1 to 6000; 60 when absent',
  ),
  BATON_QUEUE: w(
    'Cloud Tasks 队列：projects/项目/locations/区域/queues/队列；与 BATON_SWEEP_URL、BATON_CALLER 一起设',
    'the Cloud Tasks queue, projects/PROJECT/locations/REGION/queues/QUEUE; together with BATON_SWEEP_URL and BATON_CALLER',
  ),
  BATON_SWEEP_URL: w(
    'sweep 函数的网址，以 https:// 开头',
    'the address of the function sweep, beginning with https://',
  ),
  BATON_CALLER: w(
    '队列以哪个服务账号调用 sweep，例如 baton-queue@项目.iam.gserviceaccount.com',
    'the service account as which the queue calls sweep, such as baton-queue@PROJECT.iam.gserviceaccount.com',
  ),
  BATON_LINK_KEY: w(
    '邮件里链接的密钥：至少 32 个字符，用 openssl rand -hex 32 生成；更换时新旧用逗号隔开，新的在前；与 BATON_RESPOND_URL 一起设',
    'the secret of links in mails, at least 32 characters, made with: openssl rand -hex 32; to change it put the new one before the old one and a comma between; together with BATON_RESPOND_URL',
  ),
  BATON_RESPOND_URL: w(
    'respond 函数的网址，以 https:// 开头',
    'the address of the function respond, beginning with https://',
  ),
  BATON_CHANGED_URL: w(
    'changed 函数的网址，以 https:// 开头；设了它，graph: 工作簿有改动时就检查；还要设 BATON_LINK_KEY',
    'the address of the function changed, beginning with https://; with it, workbooks of graph: are checked as they change; BATON_LINK_KEY is needed too',
  ),
  BATON_CLOUD: w(
    'Microsoft 365 的云：global，或世纪互联的 china；不设为 global',
    'the cloud of Microsoft 365: global, or china where 21Vianet operates it; global when absent',
  ),
  BATON_TENANT: w(
    'Microsoft 365 租户的 ID 或域名；与 BATON_CLIENT 和一种证明一起设',
    'the tenant of Microsoft 365, its id or a domain of it; together with BATON_CLIENT and one proof',
  ),
  BATON_CLIENT: w(
    '在 Microsoft Entra 注册的应用（客户端）ID',
    'the (client) id of the app registered in Microsoft Entra',
  ),
  BATON_CLIENT_CERTIFICATE: w(
    '应用的证书和私钥：PEM 文本，或含这两者的文件路径。与 BATON_CLIENT_SECRET、BATON_FEDERATED 三者只设其一',
    'the app’s certificate and private key: PEM, or the path of a file with both. Of this, BATON_CLIENT_SECRET and BATON_FEDERATED only one is set',
  ),
  BATON_CLIENT_SECRET: w(
    '应用的密钥；与 BATON_CLIENT_CERTIFICATE、BATON_FEDERATED 三者只设其一',
    'the app’s secret; of this, BATON_CLIENT_CERTIFICATE and BATON_FEDERATED only one is set',
  ),
  BATON_FEDERATED: w(
    '写 google：应用信任运行时的服务账号，不要密钥；与 BATON_CLIENT_CERTIFICATE、BATON_CLIENT_SECRET 三者只设其一',
    'google, where the app trusts the service account this runs as and needs no secret; of this, BATON_CLIENT_CERTIFICATE and BATON_CLIENT_SECRET only one is set',
  ),
  BATON_GRAPH_WAY: w(
    '读写 graph: 工作簿的方式：api 或 file；不设则自行判断',
    'how workbooks of graph: are read and written: api or file; found out when absent',
  ),
  GOOGLE_CLOUD_PROJECT: w(
    'Google Cloud 项目的 ID；不设则日志不带追踪',
    'the Google Cloud project’s id; logs carry no trace when absent',
  ),
};

/** What the functions are told by whoever runs them. */
export interface Config {
  /** `gsheet:ID`, `graph:DRIVE/ITEM`, or the path of a .json or .xlsx file. */
  readonly registry: string;
  readonly mail: string;
  readonly from: Environment['BATON_FROM'];
  readonly password: string | null;
  readonly gmail: GmailRight;
  readonly graph: GraphRight;
  /** Domains outside which nobody is mailed; null where everybody may be. */
  readonly recipients: readonly string[] | null;
  /** The administrator's address, and the language they are written to in. */
  readonly admin: string;
  readonly locale: Environment['BATON_LOCALE'];
  /** Requests that Google Sheets takes in a minute: so many that read, and so many that write. */
  readonly perMinute: number;
  /** Cloud Tasks; null where sweeps run inside the dispatch. */
  readonly queue: { readonly queue: string; readonly url: string; readonly caller: string } | null;
  /** What links in mails are made with; null where mails have no buttons. */
  readonly links: LinkOptions | null;
  /** Where Microsoft Graph tells of changes, and with what they are signed; null where only sweeps look. */
  readonly changes: { readonly url: string; readonly keys: LinkOptions['keys'] } | null;
  readonly project: string | null;
}

/** A queue is all of these. */
const QUEUE = ['BATON_QUEUE', 'BATON_SWEEP_URL', 'BATON_CALLER'] as const;

/** Links are both of these. */
const LINKS = ['BATON_LINK_KEY', 'BATON_RESPOND_URL'] as const;

/** Who signs in to Microsoft 365 is both of these, and proves it by one of those; functions/microsoft/sign-in.ts reads them. */
const APP = ['BATON_TENANT', 'BATON_CLIENT'] as const;
const PROOFS = ['BATON_CLIENT_CERTIFICATE', 'BATON_CLIENT_SECRET', 'BATON_FEDERATED'] as const;

/** Throws one BatonError `config` (call) that names every variable that is missing or wrong, and what to write there. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  // A console that asks for a variable leaves it empty where nothing is meant.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = Environment.safeParse(given);
  const wrong = new Set(read.error?.issues.map(({ path }) => path[0] as keyof Environment));
  for (const together of [QUEUE, LINKS]) {
    if (together.every((name) => given[name] === undefined)) continue;
    for (const name of together) if (given[name] === undefined) wrong.add(name);
  }
  const { BATON_RECIPIENTS: recipients, BATON_ADMIN: admin } = read.data ?? {};
  if (recipients && admin && !isWithin(recipients, admin)) wrong.add('BATON_RECIPIENTS');
  if (given.BATON_CHANGED_URL !== undefined && given.BATON_LINK_KEY === undefined) wrong.add('BATON_LINK_KEY');
  const signsIn =
    given.BATON_MAIL?.toLowerCase() === 'graph' ||
    given.BATON_REGISTRY?.startsWith('graph:') ||
    given.BATON_CHANGED_URL !== undefined;
  if (signsIn || [...APP, ...PROOFS].some((name) => given[name] !== undefined)) {
    for (const name of APP) if (given[name] === undefined) wrong.add(name);
    const proofs = PROOFS.filter((name) => given[name] !== undefined);
    if (proofs.length !== 1) for (const name of proofs.length === 0 ? [PROOFS[0]] : proofs) wrong.add(name);
  }
  if (!read.success || wrong.size > 0) {
    throw badConfig([...wrong].map((name) => ({ name, absent: given[name] === undefined })));
  }
  const { data } = read;
  const { BATON_QUEUE: queue, BATON_SWEEP_URL: url, BATON_CALLER: caller } = data;
  const { BATON_LINK_KEY: keys, BATON_RESPOND_URL: base, BATON_CHANGED_URL: changes } = data;
  return {
    registry: data.BATON_REGISTRY,
    mail: data.BATON_MAIL,
    from: data.BATON_FROM,
    password: data.BATON_SMTP_PASSWORD ?? null,
    gmail: { mailbox: data.BATON_GMAIL_MAILBOX ?? null, account: data.BATON_GMAIL_ACCOUNT ?? null, token: null },
    graph: { mailbox: data.BATON_GRAPH_MAILBOX ?? null },
    recipients: data.BATON_RECIPIENTS ?? null,
    admin: data.BATON_ADMIN,
    locale: data.BATON_LOCALE,
    perMinute: data.BATON_PER_MINUTE,
    queue: queue && url && caller ? { queue, url, caller } : null,
    links: keys && base ? { keys, base } : null,
    changes: keys && changes ? { url: changes, keys } : null,
    project: data.GOOGLE_CLOUD_PROJECT ?? null,
  };
};

/** Values are not repeated: one of them may be a password. */
const badConfig = (wrong: readonly { readonly name: keyof Environment; readonly absent: boolean }[]) => {
  const zh = wrong.map(({ name, absent }) => `${name}${absent ? '没有设' : '不对'}：${WANTED[name]['zh-CN']}`);
  const en = wrong.map(({ name, absent }) => `${name} is ${absent ? 'not set' : 'wrong'}: ${WANTED[name].en}`);
  return new BatonError(
    'call',
    'config',
    w(
      `环境变量要改 ${wrong.length} 处。\n${zh.join('\n')}`,
      `${wrong.length} to mend in the environment.\n${en.join('\n')}`,
    ),
  );
};
