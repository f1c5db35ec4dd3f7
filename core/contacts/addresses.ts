/** Finds, in a list of people and addresses, those that a sheet names and nobody can write to yet. */
import { normal } from '../text/words.ts';
import { joinContacts } from './join.ts';
import type { Contact, ContactList } from './pasted.ts';

/** Somebody whom a sheet names. */
export interface NamedPerson {
  /** As the sheet has it. */
  readonly text: string;
  /** Who of the directory is meant; '' where nobody has said so. */
  readonly person: string;
  readonly hasAddress: boolean;
}

export interface FoundAddresses {
  /** By the name in the sheet. */
  readonly found: ReadonlyMap<string, string>;
  /** The sheet may call somebody of the list so; by the name in the sheet. */
  readonly likely: ReadonlyMap<string, Contact>;
  /** One name with several addresses: none is taken. */
  readonly several: readonly { readonly name: string; readonly emails: readonly string[] }[];
  /** How many others the list has. */
  readonly others: number;
  /** Lines with an @ in which no address could be read. */
  readonly unread: readonly string[];
  /** Names in the sheet, without an address before and after. */
  readonly lacking: readonly string[];
}

/** A full name is sure; a first name or 小王 is proposed where one person of the list alone can be meant. */
export const addressesFor = ({ contacts, unread }: ContactList, named: readonly NamedPerson[]): FoundAddresses => {
  const open = named.filter(({ hasAddress }) => !hasAddress);
  const nameOf = ({ text, person }: NamedPerson) => normal(person === '' ? text : person);
  const people = new Map(open.map((one) => [nameOf(one), { name: one.person || one.text, email: null }]));
  const joined = joinContacts(contacts, { people, departments: new Map(), problems: [] }, NOTHING_DECIDED);
  const emails = new Map(joined.filled.map(({ name, email }) => [normal(name), email]));
  const nicknames = new Map(joined.likely.map(({ text, contact }) => [normal(text), contact]));
  const by = <T>(of: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map(
      open.flatMap((one) => {
        const value = of.get(nameOf(one));
        return value === undefined ? [] : [[one.text, value] as const];
      }),
    );
  const [found, likely] = [by(emails), by(nicknames)];
  return {
    found,
    likely,
    several: joined.several.filter(({ name }) => people.has(normal(name))),
    others:
      joined.added.length +
      joined.nameless.length +
      joined.several.filter(({ name }) => !people.has(normal(name))).length,
    unread,
    lacking: open.flatMap(({ text }) => (found.has(text) || likely.has(text) ? [] : [text])),
  };
};

const NOTHING_DECIDED = { same: new Map(), apart: new Set<string>(), replace: new Set<string>() };
