/** A workbook of the fleet. */
import type { Write } from '../../core/plan.ts';
import { append } from '../../core/writes/rows.ts';
import { cycled } from '../lists.ts';

/** The fleet's sweeps are for this Wednesday, in this zone; the workbooks were looked at the day before. */
export const ZONE = 'Asia/Shanghai';
export const TUESDAY = '2026-03-03T09:00:00+08:00';
export const PLANNED = '2026-03-04T01:00:00Z';
const WEDNESDAY = '2026-03-04';

const PEOPLE = ['Li Na', 'Wang Wei', 'Zhao Min', 'Sun Jie', 'Ana Silva', 'Tom Berg', 'Eva Roth', 'Max Vogel'];
const LATER = ['2026-04-15', '2026-06-15', '2026-07-15', '2026-09-15', '2026-10-15'];

const task = (i: number, due: string) => ({
  name: `Prepare report ${i + 1}`,
  department: 'Sales',
  responsible: cycled(PEOPLE, i),
  accountable: cycled(PEOPLE, i + 1),
  start: '2026-03-02',
  due,
  output: 'Report',
  doneWhen: 'It is signed',
});

/** A team and its plan of so many tasks, all under way and on time. */
export const plan = (items: number): Write[] => {
  const tasks = Array.from({ length: items }, (_, i) => {
    const id = `T-${String(i + 1).padStart(4, '0')}`;
    return { id, ...task(i, cycled(LATER, i)) };
  });
  return [
    append('departments', 'Sales', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
    ...PEOPLE.map((name) => {
      const email = `${name.toLowerCase().replace(' ', '.')}@example.com`;
      return append('directory', name, { name, email, department: 'Sales' });
    }),
    ...tasks.map((values) => append('raci', values.id, values)),
    ...tasks.map(({ id }) => append('tracker', id, { id, status: 'in-progress', updatedOn: '2026-03-02' })),
  ];
};

/** What makes a sweep do all that a sweep can: two people have put in what is due on its day, and have given it no id. */
export const typed = (items: number): Write[] => [
  append('raci', 'new 1', task(items, WEDNESDAY)),
  append('raci', 'new 2', task(items + 1, WEDNESDAY)),
];
