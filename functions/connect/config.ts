/** The functions' environment variables, read and checked into a configuration. */
import * as z from 'zod/mini';
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';
import { groupAt } from '../../sheet-templates/groups.ts';
import { LOCALES, type Words } from '../../sheet-templates/types.ts';
import { parseLinkKeys } from '../answer/link-keys.ts';
import type { LinkOptions } from '../answer/links.ts';
import type { Environment, Variable } from '../backend.ts';
import { isWithin, parseDomains } from '../base/recipients.ts';
import { parseSender } from '../base/sender.ts';
import { BatonError } from '../errors.ts';
import { type GroupOptions, groupOptions } from '../group/options.ts';
import { type Webhook, webhookIn, webhookSecrets, webhookUrl } from '../webhook/webhook.ts';
import { INBOXES, MAIL_BACKENDS, WORKBOOKS } from './backends.ts';
import { findBackend, findMail, MAIL_WAYS, namedAs, ONLINE, orList, waysIn } from './connect.ts';

const say = inAllWays('connect');

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

/** The functions' own variables; those of the backends are theirs to judge. */
const Own = z.object({
  BATON_REGISTRY: text,
  BATON_MAIL: text.check(z.refine((way) => findMail(way) !== null)),
  BATON_FROM: sender,
  BATON_ADMIN: address,
  BATON_RECIPIENTS: z.optional(parsed(parseDomains)),
  BATON_LOCALE: z._default(z.enum(LOCALES), 'en'),
  BATON_PER_MINUTE: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(6000)), 60),
  BATON_QUEUE: z.optional(text.check(z.regex(/^projects\/[\w.:-]+\/locations\/[\w-]+\/queues\/[A-Za-z0-9-]{1,100}$/))),
  BATON_SWEEP_URL: z.optional(z.url({ protocol: /^https?$/ })),
  BATON_CALLER: z.optional(address),
  BATON_LINK_KEY: z.optional(parsed(parseLinkKeys)),
  // Whoever sees a link on its way can answer with it.
  BATON_RESPOND_URL: z.optional(z.url({ protocol: /^https$/ })),
  BATON_CHANGED_URL: z.optional(z.url({ protocol: /^https$/ })),
  BATON_GROUP_SECRET: z.optional(text),
  BATON_GROUPS: z.optional(
    text.check(z.refine((given) => given.split(/[\s,]+/).every((one) => groupAt(one) !== null))),
  ),
  BATON_WEBHOOK: z.optional(parsed(webhookUrl)),
  BATON_WEBHOOK_SECRET: z.optional(parsed(webhookSecrets)),
  GOOGLE_CLOUD_PROJECT: z.optional(text),
});
type Own = z.infer<typeof Own>;

const LISTS = orList([...ONLINE.map(namedAs), say.jsonFile]);

/** What to write into each variable. */
const WANTED: Readonly<Record<keyof Own, Words>> = {
  ...say.wanted,
  BATON_REGISTRY: say.wanted.BATON_REGISTRY({ lists: LISTS }),
  BATON_MAIL: say.wanted.BATON_MAIL({ ways: MAIL_WAYS }),
};

/** What the functions are told by whoever runs them. */
export interface Config {
  /** `gsheet:ID`, `graph:DRIVE/ITEM`, or the path of a .json or .xlsx file. */
  readonly registry: string;
  readonly mail: string;
  readonly from: Own['BATON_FROM'];
  /** What is set of the backends' variables. */
  readonly env: Environment;
  /** Domains outside which nobody is mailed; null where everybody may be. */
  readonly recipients: readonly string[] | null;
  /** The administrator's address, and the language they are written to in. */
  readonly admin: string;
  readonly locale: Own['BATON_LOCALE'];
  /** Requests that Google Sheets takes in a minute: so many that read, and so many that write. */
  readonly perMinute: number;
  /** Cloud Tasks; null where sweeps run inside the dispatch. */
  readonly queue: { readonly queue: string; readonly url: string; readonly caller: string } | null;
  /** What links in mails are made with; null where mails have no buttons. */
  readonly links: LinkOptions | null;
  /** Where Microsoft Graph tells of changes, and with what they are signed; null where only sweeps look. */
  readonly changes: { readonly url: string; readonly keys: LinkOptions['keys'] } | null;
  /** With what posts in groups are signed, and which groups there may be. */
  readonly groups: Pick<GroupOptions, 'secret' | 'allowed'>;
  /** The other program that is told what people are told; null where none is. */
  readonly webhook: Webhook | null;
  readonly project: string | null;
}

/** A queue is all of these. */
const QUEUE = ['BATON_QUEUE', 'BATON_SWEEP_URL', 'BATON_CALLER'] as const;

/** Links are both of these. */
const LINKS = ['BATON_LINK_KEY', 'BATON_RESPOND_URL'] as const;

/** So is a webhook: nothing leaves unsigned. */
const WEBHOOK = ['BATON_WEBHOOK', 'BATON_WEBHOOK_SECRET'] as const;

const BACKENDS = [...WORKBOOKS, ...MAIL_BACKENDS, ...INBOXES];
const THEIRS: Readonly<Record<string, Variable>> = Object.assign({}, ...BACKENDS.map(({ variables }) => variables));

/** Every variable that the functions read. */
export const VARIABLES: readonly string[] = [...Object.keys(WANTED), ...Object.keys(THEIRS)];

const OWN_SECRETS: ReadonlySet<string> = new Set<keyof Own>([
  'BATON_LINK_KEY',
  'BATON_GROUP_SECRET',
  // The address of a flow is all that it takes to start it.
  'BATON_WEBHOOK',
  'BATON_WEBHOOK_SECRET',
]);

/** Those that anybody may see. */
export const PLAIN_VARIABLES = VARIABLES.filter((name) => !OWN_SECRETS.has(name) && !THEIRS[name]?.isSecret);

/** Throws one BatonError `config` (call) that names every variable that is missing or wrong, and what to write there. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  // A console that asks for a variable leaves it empty where nothing is meant.
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()] as const] : [])),
  );
  const read = Own.safeParse(given);
  const wrong = new Set(read.error?.issues.map(({ path }) => String(path[0])));
  for (const together of [QUEUE, LINKS, WEBHOOK]) {
    if (together.every((name) => given[name] === undefined)) continue;
    for (const name of together) if (given[name] === undefined) wrong.add(name);
  }
  const { BATON_RECIPIENTS: recipients, BATON_ADMIN: admin } = read.data ?? {};
  if (recipients && admin && !isWithin(recipients, admin)) wrong.add('BATON_RECIPIENTS');
  if (given.BATON_CHANGED_URL !== undefined && given.BATON_LINK_KEY === undefined) wrong.add('BATON_LINK_KEY');
  for (const name of amissOfBackends(given)) wrong.add(name);
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
    env: Object.fromEntries(Object.entries(given).filter(([name]) => THEIRS[name])),
    recipients: data.BATON_RECIPIENTS ?? null,
    admin: data.BATON_ADMIN,
    locale: data.BATON_LOCALE,
    perMinute: data.BATON_PER_MINUTE,
    queue: queue && url && caller ? { queue, url, caller } : null,
    links: keys && base ? { keys, base } : null,
    changes: keys && changes ? { url: changes, keys } : null,
    groups: groupOptions(given),
    webhook: webhookIn(given),
    project: data.GOOGLE_CLOUD_PROJECT ?? null,
  };
};

/** Of the backends' variables: what is no value for one, and what does not go together. */
const amissOfBackends = (given: Environment): string[] => {
  const { BATON_REGISTRY: registry = '', BATON_MAIL: mail = '', BATON_CHANGED_URL: changes } = given;
  const telling = changes === undefined ? [] : WORKBOOKS.filter(({ tellsOfChanges }) => tellsOfChanges);
  const used = new Set<unknown>([
    findBackend(registry)?.backend,
    ...waysIn(mail).map(({ backend }) => backend),
    ...telling,
  ]);
  return [
    ...Object.entries(THEIRS).flatMap(([name, { takes }]) => {
      const value = given[name];
      return value === undefined || takes(value) ? [] : [name];
    }),
    ...BACKENDS.flatMap((backend) => backend.amiss?.(given, used.has(backend)) ?? []),
  ];
};

/** Values are not repeated: one of them may be a password. */
const badConfig = (wrong: readonly { readonly name: string; readonly absent: boolean }[]) => {
  const lines = wrong.map(({ name, absent }) =>
    (absent ? say.variableAbsent : say.variableWrong)({ name, wanted: wantedOf(name) }),
  );
  return new BatonError('call', 'config', say.config({ lines }));
};

const wantedOf = (name: string): Words => {
  const wanted = (WANTED as Readonly<Record<string, Words>>)[name] ?? THEIRS[name]?.wanted;
  if (!wanted) throw new Error(`nobody says what to write into ${name}`);
  return wanted;
};
