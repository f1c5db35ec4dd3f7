/** The RACI matrix of a request's tasks, as a table of the package. */
import { LANGUAGES } from '../messages/languages.ts';
import type { Person, Row, Snapshot } from '../snapshot.ts';
import { headerOf, type PackTable, textCell } from './table.ts';

/** The division of work with people across: each one's letters in each task, in the order in which they first appear. */
export const matrixTable = (snapshot: Snapshot, tasks: readonly Row<'raci'>[]): PackTable => {
  const rows = tasks.map(({ id, values }) => ({ id, name: values.name, letters: lettersOf(values) }));
  const people = [...new Set(rows.flatMap(({ letters }) => [...letters.keys()]))];
  return {
    title: LANGUAGES[snapshot.policy.locale].pack.titles.matrix,
    layout: 'table',
    columns: [
      { header: headerOf(snapshot, 'raci', 'id'), width: 11 },
      { header: headerOf(snapshot, 'raci', 'name'), width: 34 },
      ...people.map((header) => ({ header, width: 12 })),
    ],
    rows: rows.map(({ id, name, letters }) => [
      textCell(id),
      textCell(name),
      ...people.map((person) => textCell(letters.get(person)?.join('/') ?? '')),
    ]),
  };
};

const lettersOf = (values: Row<'raci'>['values']): Map<string, string[]> => {
  const byPerson = new Map<string, string[]>();
  const give = (letter: string, people: readonly (Person | null)[]) => {
    for (const person of people) {
      if (person) byPerson.set(person.name, [...(byPerson.get(person.name) ?? []), letter]);
    }
  };
  give('R', [values.responsible]);
  give('A', [values.accountable]);
  give('S', values.supporting);
  give('C', values.consulted);
  give('I', values.informed);
  return byPerson;
};
