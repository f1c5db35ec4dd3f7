/** Brings the people of a book into a workbook's directory. */
import type { Write } from '../plan.ts';
import { type DirectoryRow, isShared } from '../read/people.ts';
import type { Shared, SharedPerson } from '../read/shared.ts';
import { ensure } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import { type Day, isoOf } from '../time/day.ts';
import { append } from '../writes/rows.ts';
import { type Brought, broughtChanges, type Values } from './brought.ts';
import type { Needed } from './needed.ts';

/** Finds somebody of the book by name or address; a name that two bear finds nobody. */
export const findIn = ({ people }: Shared): ((text: string) => SharedPerson | undefined) => {
  const found = new Map<string, SharedPerson | undefined>();
  for (const person of people) {
    const name = normal(person.name);
    found.set(name, found.has(name) ? undefined : person);
  }
  for (const person of people) if (person.email) ensure(found, normal(person.email), () => person);
  return (text) => found.get(normal(text));
};

/** Rows by what is compared, without those that say nothing; of several the first. */
const rowsBy = (rows: readonly DirectoryRow[], key: 'name' | 'email'): ReadonlyMap<string, DirectoryRow> => {
  const found = new Map<string, DirectoryRow>();
  for (const row of rows) if (row.values[key]) ensure(found, normal(row.values[key]), () => row);
  return found;
};

/** Which row of the book's is whose: by name and address, then by address, then by name; each row is one person's. */
const matched = (people: readonly SharedPerson[], rows: readonly DirectoryRow[]): Map<SharedPerson, DirectoryRow> => {
  const found = new Map<SharedPerson, DirectoryRow>();
  const keys: ((who: { readonly name: string; readonly email: string }) => string)[] = [
    ({ name, email }) => `${normal(name)}\n${normal(email)}`,
    ({ email }) => normal(email),
    ({ name }) => normal(name),
  ];
  const taken = new Set<DirectoryRow>();
  for (const keyOf of keys) {
    const open = new Map<string, DirectoryRow>();
    for (const row of rows) if (!taken.has(row)) ensure(open, keyOf(row.values), () => row);
    for (const person of people) {
      const key = keyOf(person);
      const row = found.has(person) || key === '' ? undefined : open.get(key);
      if (!row || taken.has(row)) continue;
      found.set(person, row);
      taken.add(row);
    }
  }
  return found;
};

/** The people whom a workbook's directory lacks, and what is new about those that came from the book before. */
export const bringPeople = (
  book: Shared,
  rows: readonly DirectoryRow[],
  columns: ReadonlyMap<string, number>,
  { people: needed, isNamed }: Needed,
  nameHere: (text: string) => string,
): Brought => {
  const own = rows.filter((row) => !isShared(row));
  const shared = matched(book.people, rows.filter(isShared));
  const [byName, byEmail] = [rowsBy(own, 'name'), rowsBy(own, 'email')];
  const named = countBy(rows);

  const writes: Write[] = [];
  const fresh: SharedPerson[] = [];
  let behind = 0;
  const set = ({ values: { name, email } }: DirectoryRow, values: Values) => {
    if (Object.keys(values).length === 0) return;
    const expected = { source: 'shared', ...((named.get(name) ?? 0) > 1 && { email }) };
    writes.push({ tab: 'directory', kind: 'set', item: name, values, expected });
  };
  for (const person of book.people) {
    const row = shared.get(person);
    const theirs = byEmail.get(normal(person.email)) ?? byName.get(normal(person.name));
    if (row) set(row, changesOf(person, row, columns, nameHere));
    else if (!theirs && needed.has(person)) fresh.push(person);
    else if (theirs && !columns.has('source') && Object.keys(changesOf(person, theirs, columns, nameHere)).length > 0)
      behind++;
  }
  const listed = new Set(shared.values());
  for (const row of rows) {
    if (!isShared(row) || listed.has(row) || row.values.active === false) continue;
    if (columns.has('active')) set(row, { active: false });
  }
  for (const isFirst of [true, false]) {
    for (const person of fresh) if (isNamed(person) === isFirst) writes.push(addition(person, columns, nameHere));
  }
  return { writes, behind };
};

const countBy = (rows: readonly DirectoryRow[]): ReadonlyMap<string, number> => {
  const count = new Map<string, number>();
  for (const { values } of rows) count.set(values.name, (count.get(values.name) ?? 0) + 1);
  return count;
};

const iso = (day: Day | null): string | null => (day === null ? null : isoOf(day));

const valuesOf = (person: SharedPerson, nameHere: (text: string) => string): Values => ({
  name: person.name,
  email: person.email,
  department: person.department,
  language: person.language,
  phone: person.phone,
  channel: person.channel,
  delegate: nameHere(person.delegate),
  delegateFrom: iso(person.delegateFrom),
  delegateTo: iso(person.delegateTo),
});

/** An address that the book lacks, or that nobody can use, does not take away the one that is here; nor do a number and a channel. */
const changesOf = (
  person: SharedPerson,
  { values: v }: DirectoryRow,
  columns: ReadonlyMap<string, number>,
  nameHere: (text: string) => string,
): Values => {
  const now = { ...v, delegateFrom: iso(v.delegateFrom), delegateTo: iso(v.delegateTo), active: v.active !== false };
  const kept = {
    email: person.email || v.email,
    phone: person.phone || v.phone,
    channel: person.channel ?? v.channel,
  };
  const wanted = { ...valuesOf(person, nameHere), ...kept, active: person.active };
  return broughtChanges(now, wanted, columns);
};

const addition = (
  person: SharedPerson,
  columns: ReadonlyMap<string, number>,
  nameHere: (text: string) => string,
): Write => {
  const values = { ...valuesOf(person, nameHere), ...(!person.active && { active: false }), source: 'shared' };
  return append('directory', person.name, broughtChanges({}, values, columns));
};
