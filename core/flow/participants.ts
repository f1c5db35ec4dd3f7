import type { Facts } from '../facts/index.ts';
import type { Person } from '../snapshot.ts';

/** The whole request: its contact, the heads and leads of its departments, and everyone with a letter in its open tasks. */
export const participantsOf = (request: string, { flow, snapshot }: Facts): readonly (Person | null)[] => {
  const found = flow.requests.get(request);
  if (!found) return [];
  const answers = snapshot.rows.confirmations.filter((row) => row.values.request === request);
  const departments = new Set([...found.values.departments, ...answers.map((row) => row.values.department)]);
  return [
    found.contact,
    ...[...departments].map((department) => snapshot.departments.get(department)?.head ?? null),
    ...answers.map((row) => row.values.lead),
    ...found.tasks
      .filter(({ open }) => open)
      .flatMap((task) => [task.responsible, task.accountable, ...task.supporting, ...task.consulted, ...task.informed]),
  ];
};
