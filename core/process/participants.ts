/** Who is told when a request changes. */
import { raciPeople } from '../people.ts';
import type { Person, Row } from '../snapshot.ts';
import type { Request } from './requests.ts';
import type { Source } from './source.ts';

/** The whole request: its contact, the heads and leads of its departments, and everyone with a letter in its open tasks. */
export const participantsOf = (
  { values, contact, tasks }: Request,
  answers: readonly Row<'confirmations'>[],
  { headOf }: Source,
): readonly (Person | null)[] => {
  const departments = new Set([...values.departments, ...answers.map((row) => row.values.department)]);
  return [
    contact,
    ...[...departments].map(headOf),
    ...answers.map((row) => row.values.lead),
    ...tasks.filter(({ open }) => open).flatMap(raciPeople),
  ];
};
