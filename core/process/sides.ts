/** The sides of a dispute: its departments, or its people where all are of one. */
import type { Person } from '../snapshot.ts';

/** Whether two people of a dispute are on one side of it. */
export const isOneSide = (people: readonly (Person | null)[]): ((a: Person, b: Person) => boolean) => {
  const departments = new Set(people.flatMap((person) => person?.department || []));
  if (departments.size < 2) return (a, b) => a.name === b.name;
  return (a, b) => a.name === b.name || (a.department !== '' && a.department === b.department);
};

/** Whether there is anybody to agree with. */
export const hasSides = (people: readonly (Person | null)[]): boolean => {
  const [first, ...others] = people.filter((person) => person !== null);
  const isSame = isOneSide(people);
  return first !== undefined && others.some((other) => !isSame(first, other));
};
