/** What is written where a task is handed over or split. */
import { joined } from '../../core/messages/format.ts';
import type { Write, WriteValue } from '../../core/plan.ts';
import type { Person, Row, Task } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { isoOf } from '../../core/time/day.ts';
import { columnsOf } from '../../sheet-templates/index.ts';
import type { PageBook } from './book.ts';
import { trialIds } from './trial.ts';

/** A part of a task that is split. */
export interface TaskPart {
  readonly name: string;
  readonly responsible: string;
  /** ISO. */
  readonly due: string;
}

/** Tasks and actions that are still open, in the order of the sheets. */
export const openTasks = ({ snapshot }: PageBook): readonly Task[] => {
  const status = new Map(snapshot.rows.tracker.map(({ id, values }) => [id, values.status]));
  return snapshot.tasks.filter(({ id, fresh, tab }) => {
    const now = status.get(id);
    return !fresh && tab !== 'retrospective' && now !== 'done' && now !== 'cancelled';
  });
};

/** The column in which a tab names who does the task. */
const OWNER = { raci: 'responsible', actions: 'owner', retrospective: 'owner' } as const;

/** A line more in the remarks beside a task's progress. */
const remark = (task: Task, line: string, more: Write['values'], { snapshot }: PageBook): Write[] => {
  if (!snapshot.has.tracker) return [];
  const row = snapshot.rows.tracker.find(({ id }) => id === task.id);
  if (!row)
    return [
      { tab: 'tracker', kind: 'append', item: task.id, values: { id: task.id, note: line, ...more }, expected: {} },
    ];
  const { note, status } = row.values;
  return [
    {
      tab: 'tracker',
      kind: 'set',
      item: task.id,
      values: { note: note === '' ? line : `${note}\n${line}`, ...more },
      expected: { note, ...(more.status !== undefined && { status }) },
    },
  ];
};

/** Somebody else is responsible from now on; why stands beside the task's progress. */
export const handOver = (task: Task, to: string, line: string, book: PageBook): Write[] => [
  {
    tab: task.tab,
    kind: 'set',
    item: task.id,
    values: { [OWNER[task.tab]]: to },
    expected: { name: task.values.name, [OWNER[task.tab]]: task.values.responsible?.name ?? '' },
  },
  ...remark(task, line, {}, book),
];

/** Whose predecessor a task is. */
export const rowsWaitingFor = (task: Task, { snapshot }: PageBook): readonly Row<'raci'>[] =>
  snapshot.rows.raci.filter(({ fresh, values }) => !fresh && values.predecessors.includes(task.id));

/**
 * Each part becomes a task of its own that has all else from the task that is split. A task that is cancelled leaves
 * its place to them: what waited for it waits for them.
 */
export const split = (
  task: Task,
  parts: readonly TaskPart[],
  old: 'cancel' | 'keep',
  lineOf: (ids: readonly string[]) => string,
  book: PageBook,
): { readonly writes: readonly Write[]; readonly ids: readonly string[] } => {
  const rows = parts.map((part) => ({ ...valuesOf(task, book), ...part }));
  const ids = trialIds(book, 'raci', rows);
  const added = rows.map((values, index): Write => {
    const id = must(ids[index], 'id for a part');
    return { tab: 'raci', kind: 'append', item: id, values: { ...values, id }, expected: {} };
  });
  const { locale } = book;
  const successors = old === 'keep' ? [] : rowsWaitingFor(task, book);
  return {
    ids,
    writes: [
      ...added,
      ...successors.map(
        ({ id, values: { predecessors } }): Write => ({
          tab: 'raci',
          kind: 'set',
          item: id,
          values: {
            predecessors: joined(
              predecessors.flatMap((one) => (one === task.id ? ids : [one])),
              locale,
            ),
          },
          expected: { predecessors: joined(predecessors, locale) },
        }),
      ),
      ...remark(task, lineOf(ids), old === 'cancel' ? { status: 'cancelled' } : {}, book),
    ],
  };
};

/** A task's own columns as writes take them. */
const valuesOf = (task: Task, { snapshot, locale }: PageBook): Record<string, WriteValue> =>
  Object.fromEntries(
    columnsOf('raci').flatMap(([key, { lookup, type }]): [string, WriteValue][] => {
      const value: unknown = task.values[key as keyof typeof task.values];
      if (lookup || type === 'id' || !snapshot.hasColumn('raci', key) || value === null || value === '') return [];
      if (type === 'date') return [[key, isoOf(value as number)]];
      if (type === 'person') return [[key, (value as Person).name]];
      if (!Array.isArray(value)) return [[key, value as WriteValue]];
      const names = value.map((one: Person | string) => (typeof one === 'string' ? one : one.name));
      return names.length === 0 ? [] : [[key, joined(names, locale)]];
    }),
  );
