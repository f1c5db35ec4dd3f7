/** The functions' environment variables, read and checked into a configuration. */
import * as z from 'zod/mini';
import { inAll } from '../../core/messages/in-all.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';
import { LOCALES } from '../../sheet-templates/types.ts';
import { WAY_NAMES } from '../adapters/graph-excel/way.ts';
import { parseLinkKeys } from '../answer/link-keys.ts';
import type { LinkOptions } from '../answer/links.ts';
import { isWithin, parseDomains } from '../base/recipients.ts';
import { parseSender } from '../base/sender.ts';
import { BatonError } from '../errors.ts';
import { CLOUD_NAMES } from '../microsoft/clouds.ts';
import type { GmailRight, GraphRight } from './connect.ts';

const say = inAll('connect');

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
const badConfig = (wrong: readonly { readonly name: keyof Environment; readonly absent: boolean }[]) =>
  new BatonError('call', 'config', say.config({ wrong }));
