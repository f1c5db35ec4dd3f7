/** Joins a list of people with the directory: who is added, whose address is filled in, and what has to be asked first. */
import type { Write } from '../plan.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { meantIn } from '../text/nicknames.ts';
import { normal } from '../text/words.ts';
import type { Contact } from './pasted.ts';

/** What a person has decided; names in the form in which they are compared. */
export interface ContactDecisions {
  /** Name in the list → what the workbook calls them. */
  readonly same: ReadonlyMap<string, string>;
  /** Names of the list that are somebody else than they seem. */
  readonly apart: ReadonlySet<string>;
  /** People whose address in the directory gives way. */
  readonly replace: ReadonlySet<string>;
}

export interface JoinedContacts {
  readonly added: readonly Contact[];
  /** Whose address was missing. */
  readonly filled: readonly { readonly name: string; readonly email: string }[];
  readonly replaced: readonly { readonly name: string; readonly email: string; readonly was: string }[];
  /** In the directory with this very address, under whatever name. */
  readonly known: readonly { readonly name: string; readonly email: string }[];
  /** The directory has another address; nothing is written. */
  readonly conflicts: readonly { readonly name: string; readonly email: string; readonly has: string }[];
  /** Somebody of the list may be whom the workbook calls so; nothing is written. */
  readonly likely: readonly { readonly text: string; readonly contact: Contact }[];
  /** One name with several addresses; nothing is written. */
  readonly several: readonly { readonly name: string; readonly emails: readonly string[] }[];
  /** Addresses without a name, whom nobody can be told by. */
  readonly nameless: readonly string[];
  /** For one atomic write. */
  readonly writes: readonly Write[];
}

/** Of a workbook, what a list is joined with. */
interface Book extends Pick<Snapshot, 'problems'> {
  /** By any key. */
  readonly people: ReadonlyMap<string, Listed>;
  readonly departments: ReadonlyMap<string, unknown>;
}
type Listed = Pick<Person, 'name' | 'email'>;

/** How names stand in lists: as they are, and Miller, Ann for Ann Miller. */
const formsOf = (name: string): string[] => {
  const [last = '', first = '', ...more] = name.split(/[,，]/).map((part) => part.trim());
  return first === '' || last === '' || more.length > 0 ? [name] : [name, `${first} ${last}`];
};

const key = (email: string): string => email.toLowerCase();

/** Each of the list once; who stands there twice alike counts once. */
export const joinContacts = (list: readonly Contact[], book: Book, decided: ContactDecisions): JoinedContacts => {
  const byName = new Map([...book.people.values()].map((person) => [normal(person.name), person]));
  const byEmail = new Map<string, Listed>();
  for (const person of book.people.values()) if (person.email) byEmail.set(key(person.email), person);
  const unreached = waitingForAnAddress(book);

  const joined = {
    added: [] as Contact[],
    filled: [] as { name: string; email: string }[],
    replaced: [] as { name: string; email: string; was: string }[],
    known: [] as { name: string; email: string }[],
    conflicts: [] as { name: string; email: string; has: string }[],
    likely: [] as { text: string; contact: Contact }[],
    several: [] as { name: string; emails: string[] }[],
    nameless: [] as string[],
  };

  const proposed = likelyOnes(list, unreached, byName, decided);
  for (const [, same] of byNameIn(list)) {
    const [contact] = same;
    const emails = [...new Map(same.map(({ email }) => [key(email), email])).values()];
    const known = emails.map((email) => byEmail.get(key(email))).find((person) => person !== undefined);
    const called = decided.same.get(normal(contact.name));
    const here = called ?? formsOf(contact.name).find((form) => byName.has(normal(form))) ?? contact.name;
    const person = byName.get(normal(here));
    const [email = ''] = emails;
    const text = proposed.get(contact);
    if (known && (called === undefined || known === person)) joined.known.push({ name: known.name, email });
    else if (contact.name === '') joined.nameless.push(email);
    else if (emails.length > 1) joined.several.push({ name: contact.name, emails });
    else if (person?.email && decided.replace.has(normal(person.name)))
      joined.replaced.push({ name: person.name, email, was: person.email });
    else if (person?.email) joined.conflicts.push({ name: person.name, email, has: person.email });
    else if (person) joined.filled.push({ name: person.name, email });
    else if (text !== undefined) joined.likely.push({ text, contact });
    else joined.added.push({ ...contact, name: here, department: knownDepartment(contact.department, book) });
  }
  return { ...joined, writes: writesFor(joined) };
};

/** Those the workbook names, and nobody can be told anything: in the directory without an address, or not in it at all. */
const waitingForAnAddress = ({ people, problems }: Book): readonly string[] => [
  ...[...people.values()].filter(({ email }) => email === null).map(({ name }) => name),
  ...new Set(
    problems.flatMap(({ code, facts }) => (code === 'unknown-person' && !facts.namesakes ? [facts.text] : [])),
  ),
];

/** By contact, what the workbook may call them: where one text means one person of the list, and nobody has said otherwise. */
const likelyOnes = (
  list: readonly Contact[],
  unreached: readonly string[],
  byName: ReadonlyMap<string, Listed>,
  { same, apart }: ContactDecisions,
): ReadonlyMap<Contact, string> => {
  const open = list.filter(
    ({ name }) =>
      name !== '' &&
      !same.has(normal(name)) &&
      !apart.has(normal(name)) &&
      !formsOf(name).some((form) => byName.has(normal(form))),
  );
  const meant = meantIn(open.flatMap(({ name }) => formsOf(name)));
  const found = new Map<Contact, string>();
  for (const text of unreached) {
    const nicknamed = open.filter(({ nickname }) => nickname !== '' && normal(nickname) === normal(text));
    const name = nicknamed.length === 1 ? nicknamed[0]?.name : meant(text);
    const contact = open.find((one) => name !== undefined && name !== '' && formsOf(one.name).includes(name));
    if (contact && !found.has(contact)) found.set(contact, text);
  }
  return found;
};

/** Those of one name together; those without one each by their address. */
const byNameIn = (list: readonly Contact[]): ReadonlyMap<string, readonly [Contact, ...Contact[]]> => {
  const groups = new Map<string, [Contact, ...Contact[]]>();
  for (const contact of list) {
    const name = contact.name === '' ? `@${key(contact.email)}` : normal(contact.name);
    const group = groups.get(name);
    if (group) group.push(contact);
    else groups.set(name, [contact]);
  }
  return groups;
};

/** A department that the workbook lists; one that it does not would be another thing to mend. */
const knownDepartment = (text: string, { departments }: Book): string =>
  [...departments.keys()].find((name) => normal(name) === normal(text)) ?? '';

const writesFor = ({ added, filled, replaced }: Pick<JoinedContacts, 'added' | 'filled' | 'replaced'>): Write[] => [
  ...[...filled.map((one) => ({ ...one, was: '' })), ...replaced].map(
    ({ name, email, was }): Write => ({
      tab: 'directory',
      kind: 'set',
      item: name,
      values: { email },
      expected: { email: was },
    }),
  ),
  ...added.map(
    ({ name, email, department }): Write => ({
      tab: 'directory',
      kind: 'append',
      item: name,
      values: { name, email, ...(department !== '' && { department }) },
      expected: {},
    }),
  ),
];
