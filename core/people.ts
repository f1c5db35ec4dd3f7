/** Short questions about people: who is on a task, whose department it is, who leads somebody. */
import type { Department, Person, RecordOf } from './snapshot.ts';

type Letters = 'responsible' | 'accountable' | 'supporting' | 'consulted' | 'informed';

/** Each person once; an office that nobody holds is left out. */
export const distinct = (people: readonly (Person | null)[]): Person[] => {
  const found = people.filter((person) => person !== null);
  return found.length < 2 ? found : [...new Set(found)];
};

/** Everyone with a letter in a task. */
export const raciPeople = (task: Pick<RecordOf<'raci'>, Letters>): readonly (Person | null)[] => [
  task.responsible,
  task.accountable,
  ...task.supporting,
  ...task.consulted,
  ...task.informed,
];

/** Who is asked for advice or kept informed in these tasks, and is on none of them otherwise. */
export const adviceOnly = (tasks: Iterable<Pick<RecordOf<'raci'>, Letters>>): ReadonlySet<Person> => {
  const all = [...tasks];
  const advice = new Set(all.flatMap(({ consulted, informed }) => [...consulted, ...informed]));
  for (const { responsible, accountable, supporting } of all) {
    for (const person of [responsible, accountable, ...supporting]) if (person !== null) advice.delete(person);
  }
  return advice;
};

/** Whose task it is: the department as planned, else the owner's. */
export const departmentOf = ({
  department,
  responsible,
}: Pick<RecordOf<'raci'>, 'department' | 'responsible'>): string => department || (responsible?.department ?? '');

/** The division leader of somebody's own department. */
export const leaderOf = (person: Person | null, departments: ReadonlyMap<string, Department>): Person | null =>
  departments.get(person?.department ?? '')?.divisionLeader ?? null;
