/** Looks people up by name or address as typed; own rows come before those of the shared address book. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Listed, Person, Preferences, Row } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import { parseWeekdays } from './weekend.ts';

/** Finds people by name or address as people type them. A name that two rows bear names nobody. */
export interface PeopleIndex {
  find(text: string): Person | null;
  isAmbiguous(name: string): boolean;
  /** Cells that hold several people, as typed, once all of them were found: the same few stand in many rows. */
  readonly lists: Map<string, readonly Person[]>;
  /** By the name the directory gives. */
  readonly all: ReadonlyMap<string, Person>;
  /** The row that each of them stands in. */
  readonly listed: ReadonlyMap<Person, Listed>;
}

export const NOBODY: PeopleIndex = {
  find: () => null,
  isAmbiguous: () => false,
  all: new Map(),
  lists: new Map(),
  listed: new Map(),
};

/** A row of a tab that says where its rows come from. */
export interface Sourced {
  readonly values: { readonly source: string | null };
}

/** Whether a row came from the shared book, or was left to it by whoever wrote so. */
export const isShared = ({ values }: Sourced): boolean => values.source === 'shared';

type DirectoryRecord = Listed & { readonly delegate: string };

export interface DirectoryRow extends Omit<Row<'directory'>, 'values'> {
  readonly values: DirectoryRecord;
}

/**
 * `rows`: the workbook's own before those of the shared book. `namesakes` gets every own row whose name an earlier row has
 * already. A shared row stands back behind an own one with its name, and behind one with its address it is another name for
 * that person. Two shared rows of one name name nobody, which is told where somebody writes it.
 */
export const indexPeople = (
  rows: readonly DirectoryRow[],
  locale: Locale,
  namesakes: (row: DirectoryRow, first: DirectoryRow) => void,
): PeopleIndex => {
  const all = new Map<string, Person>();
  const byText = new Map<string, Person | null>();
  const firstRows = new Map<string, DirectoryRow>();
  const listed = new Map<Person, Listed>();
  const add = (text: string, person: Person, row: DirectoryRow) => {
    const key = normal(text);
    if (!key) return;
    const first = firstRows.get(key);
    if (!first) {
      byText.set(key, person);
      firstRows.set(key, row);
    } else if (text === person.name) {
      byText.set(key, null);
      if (!isShared(row)) namesakes(row, first);
    }
  };
  for (const row of rows) {
    const v = row.values;
    if (!v.name) continue;
    if (isShared(row)) {
      const first = firstRows.get(normal(v.name));
      if (first && !isShared(first)) continue;
      const own = v.email ? firstRows.get(normal(v.email)) : undefined;
      const theirs = own && !isShared(own) ? byText.get(normal(v.email)) : null;
      if (theirs) {
        add(v.name, theirs, row);
        continue;
      }
    }
    const person: Person = {
      name: v.name,
      email: v.email || null,
      department: v.department,
      locale: v.language ?? locale,
      active: v.active !== false,
      ...(v.phone && { phone: v.phone }),
      ...(v.channel && { channel: v.channel }),
      ...preferencesOf(v),
      delegate: v.delegate ? { to: v.delegate, from: v.delegateFrom, until: v.delegateTo } : null,
    };
    listed.set(person, v);
    if (!all.has(person.name)) all.set(person.name, person);
    add(person.name, person, row);
    if (person.email) add(person.email, person, row);
  }
  // People are looked up once for each cell: remember what was typed.
  const typed = new Map<string, Person | null>();
  return {
    all,
    listed,
    lists: new Map(),
    find: (text) => {
      const seen = typed.get(text);
      if (seen !== undefined) return seen;
      const person = byText.get(normal(text)) ?? lastNameFirst(text, byText);
      typed.set(text, person);
      return person;
    },
    isAmbiguous: (name) => byText.get(normal(name)) === null,
  };
};

/** `Otto, Frank`, as mail programs show him: Frank Otto, where neither of the two words names somebody by itself. */
const lastNameFirst = (text: string, byText: ReadonlyMap<string, Person | null>): Person | null => {
  const [last = '', first = '', ...more] = text.split(/[,，]/).map((part) => normal(part));
  if (!first || more.length > 0 || byText.has(last) || byText.has(first)) return null;
  return byText.get(normal(`${first} ${last}`)) ?? null;
};

/** Weekdays that nobody can read are none; the row's check says so. */
const preferencesOf = ({ fewer, noMailOn, hour }: Listed): { readonly prefers?: Preferences } => {
  const quiet = parseWeekdays(noMailOn || '') ?? [];
  if (!fewer && quiet.length === 0 && (hour ?? null) === null) return {};
  return { prefers: { fewer: fewer === true, noMailOn: quiet, hour: hour ?? null } };
};
