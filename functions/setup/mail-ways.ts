/** How mail leaves, as somebody says it in a word: their address, a server, or a way as --mail takes it. */

import { inAll } from '../../core/messages/in-all.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';
import type { Words } from '../../sheet-templates/types.ts';
import type { Environment, KnownServer, MailBackend } from '../backend.ts';
import { hasPassword } from '../base/way-password.ts';
import { MAIL_BACKENDS } from '../connect/backends.ts';
import { findMail, waysIn } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';

const say = inAll('setup');

/** What somebody meant by an answer. */
export type MailAnswer =
  /** Mails stay in a folder beside the workbook. */
  | { readonly kind: 'folder' }
  /** A way as --mail takes it. */
  | { readonly kind: 'way'; readonly way: string }
  /** An address whose server nobody knows by its domain; `likely`: what it is called in most companies. */
  | { readonly kind: 'address'; readonly address: string; readonly likely: string };

/** Throws BatonError `not-a-mail-way` and `password-in-way` (call). */
export const mailAnswered = (text: string): MailAnswer => {
  const given = text.trim();
  if (/^outbox:?$/i.test(given)) return { kind: 'folder' };
  if (hasPassword(given)) throw new BatonError('call', 'password-in-way', say.passwordInWay);
  const address = addressIn(given);
  if (isAddress(address)) {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const known = servers().find(({ domains }) => domains.includes(domain));
    return known
      ? { kind: 'way', way: `${known.name}:${address}` }
      : { kind: 'address', address, likely: `smtp.${domain}` };
  }
  if (findMail(given)) return { kind: 'way', way: given };
  const parts = given.split(',');
  if (parts.length > 1) return { kind: 'way', way: parts.map((part) => wayIn(part, text)).join() };
  throw notAWay(text);
};

/** One of several: as in a list of ways, or an address whose server is known. */
const wayIn = (part: string, text: string): string => {
  const answer = mailAnswered(part);
  if (answer.kind !== 'way') throw notAWay(text);
  return answer.way;
};

/** The way that an address and the name of its server make: `smtp.example.com`, `smtp.example.com:587`, `smtps://…`, or a name that is known. */
export const wayOfServer = (address: string, server: string): string => {
  const given = server.trim();
  const known = servers().find(({ name }) => name === given.toLowerCase());
  if (known) return `${known.name}:${address}`;
  const scheme = /^smtps?:\/\//i.exec(given)?.[0] ?? (/:(?:587|25)$/.test(given) ? 'smtp://' : 'smtps://');
  const host = given.replace(/^smtps?:\/\//i, '').replace(/^[^/]*@/, '');
  const way = `${scheme}${encodeURIComponent(address)}@${host}`;
  if (!/^[\w.[\]:-]+$/.test(host) || !findMail(way)) throw notAWay(server);
  return way;
};

/** Names of servers that are known, to stand in a sentence. */
export const serverNames = (): string[] => servers().map(({ name }) => name);

/** What a way still needs before it can be tried. */
export interface WayNeeds {
  /** Who sends by it; null where the way does not say. */
  readonly account: string | null;
  /** The variable of its password, and where that is found; null where it takes none. */
  readonly password: { readonly variable: string; readonly hint: Words | null } | null;
}

/** Of several ways, those of the first that wants a password: there is one variable for it. */
export const needsOf = (ways: string): WayNeeds => {
  const all = waysIn(ways).map(needsOfOne);
  const [first = { account: null, password: null }] = all;
  return all.find(({ password }) => password) ?? all.find(({ account }) => account !== null) ?? first;
};

const needsOfOne = ({ way, backend }: { readonly way: string; readonly backend: MailBackend }): WayNeeds => {
  const account = backend.accountIn?.(way) ?? userIn(way);
  const variable = PASSWORDS.find((name) => backend.variables?.[name]);
  return {
    account,
    password: account !== null && variable !== undefined ? { variable, hint: backend.server?.secret ?? null } : null,
  };
};

/** The variables in which a way's password stands. */
const PASSWORDS = ['BATON_SMTP_PASSWORD'] as const;

/** The password that was asked for, kept with what is set already. */
export const withSecret = (env: Environment, needs: WayNeeds, secret: string | null): Record<string, string> => {
  const name = needs.password?.variable;
  const value = name === undefined ? undefined : (secret ?? env[name]);
  return name !== undefined && value ? { [name]: value } : {};
};

/** Of each app among these ways all that the environment says of it, such as its token: a daily run starts without that environment. */
export const saidOfApps = (env: Environment, ways: string): Record<string, string> => {
  const said = waysIn(ways).flatMap(({ backend: { sendsAsItself, variables = {} } }) =>
    sendsAsItself ? Object.keys(variables) : [],
  );
  return Object.fromEntries(said.flatMap((name) => (env[name] ? [[name, env[name]] as const] : [])));
};

const userIn = (way: string): string | null => {
  const user = URL.parse(way)?.username ?? '';
  if (user === '') return null;
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
};

const notAWay = (text: string) => new BatonError('call', 'not-a-mail-way', say.notAWay({ text }));

const servers = (): readonly KnownServer[] => MAIL_BACKENDS.flatMap(({ server }) => server ?? []);
