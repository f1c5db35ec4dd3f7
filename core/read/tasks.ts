/** Brings planned tasks, actions of meetings and improvements into one list. */
import type { RecordOf, Row, Task, WorkRows } from '../snapshot.ts';
import { emptyRecord } from './rows.ts';

/** What the tracker tracks, in the shape of the plan: its tasks, meetings' actions, and improvements with an owner. */
export const tasksOf = (rows: Pick<WorkRows, 'raci' | 'actions' | 'meetings' | 'retrospective'>): Task[] => {
  const meetings = new Map(rows.meetings.map((row) => [row.id, row.values]));
  const tasks: Task[] = rows.raci.map((row) => (isTask(row) ? row : { ...row, tab: 'raci' }));
  for (const row of rows.actions) {
    const { name, owner, department, due, resources, output, meeting } = row.values;
    const held = meetings.get(meeting);
    tasks.push({
      ...row,
      tab: 'actions',
      values: {
        ...NO_PLAN,
        id: row.id,
        request: held?.request ?? '',
        name,
        department,
        responsible: owner,
        accountable: held?.host ?? null,
        due,
        output,
        supportNeeded: resources,
      },
    });
  }
  for (const row of rows.retrospective) {
    const { kind, finding, owner, due, request } = row.values;
    if (kind !== 'improvement' || owner === null) continue;
    tasks.push({
      ...row,
      tab: 'retrospective',
      values: { ...NO_PLAN, id: row.id, request, name: finding, responsible: owner, due },
    });
  }
  return tasks;
};

const isTask = (row: Row<'raci'>): row is Task => 'tab' in row;

const NO_PLAN: RecordOf<'raci'> = emptyRecord('raci');
