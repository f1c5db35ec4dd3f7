/** Reads from a workbook what it shares as a book: people, departments and company days. */
import { locate } from '../read/locate.ts';
import { type DirectoryRow, indexPeople, NOBODY } from '../read/people.ts';
import { readRows } from '../read/rows.ts';
import type { Shared } from '../read/shared.ts';
import type { OfficialDay, Person } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import type { RawWorkbook } from '../workbook.ts';

/**
 * What a workbook has to share, found like any workbook's sheets: by titles and headers in any of their words, or as its
 * settings bind them. Of a row that cannot be read as a whole, what can be read is shared. Null for a workbook in which
 * nobody is listed: rather no book than one in which everybody has left.
 */
export const readShared = (raw: RawWorkbook): Shared | null => {
  const located = locate(raw);
  const bare = { dateSystem: raw.dateSystem, people: NOBODY, departments: new Map<string, string>() };
  const rows = readRows('directory', located.tabs.get('directory'), bare, [], null) as unknown as DirectoryRow[];
  const listed = once(rows.filter(({ values }) => values.name !== ''));
  if (listed.length === 0) return null;
  const index = indexPeople(listed, located.locale, () => {});
  const named = (person: Person | null): string =>
    person === null ? '' : index.isAmbiguous(person.name) ? (person.email ?? '') : person.name;
  const people = listed.map(({ values: v }) => ({
    name: v.name,
    email: v.email,
    department: v.department,
    language: v.language,
    active: v.active !== false,
    phone: v.phone || '',
    channel: v.channel ?? null,
    // Null, whatever its type says, where the sheet has no such column.
    delegate: named(index.find(v.delegate || '')),
    delegateFrom: v.delegateFrom,
    delegateTo: v.delegateTo,
  }));
  const context = { ...bare, people: index };
  const departments = readRows('departments', located.tabs.get('departments'), context, [], null).flatMap(
    ({ values: { name, head, interfacePerson, divisionLeader } }) =>
      name === ''
        ? []
        : {
            name,
            head: named(head),
            interfacePerson: named(interfacePerson),
            divisionLeader: named(divisionLeader),
          },
  );
  const days = readRows('calendar', located.tabs.get('calendar'), bare, [], null).flatMap(
    ({ values: { date, kind, source, note } }): OfficialDay[] =>
      date === null || kind === null || source === 'official' ? [] : [{ date, kind, note }],
  );
  return { location: raw.location, people, departments, days };
};

/** Somebody listed twice, with the same name and address, is one person. */
const once = (rows: readonly DirectoryRow[]): DirectoryRow[] => {
  const seen = new Map<string, DirectoryRow>();
  for (const row of rows) {
    const key = `${normal(row.values.name)}\n${normal(row.values.email)}`;
    if (!seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
};
