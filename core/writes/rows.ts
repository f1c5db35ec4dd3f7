/** Rows that a sweep adds: a task's in the tracker, those that a matter lacks, and official days. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { sayWritten } from '../messages/index.ts';
import type { Write } from '../plan.ts';
import { hasNameless } from '../problem.ts';
import type { Facts } from '../process/facts.ts';
import { newRow } from '../process/new-row.ts';
import { NOTHING_EXPECTED } from '../row-write.ts';
import type { Snapshot } from '../snapshot.ts';
import { isoOf } from '../time/day.ts';

export const append = (tab: TabKey, item: string, values: Write['values']): Write => ({
  tab,
  kind: 'append',
  item,
  values,
  expected: NOTHING_EXPECTED,
});

/** The next row of each task that repeats. */
export const nextTaskRows = ({ nextTasks, snapshot }: Facts): Write[] =>
  nextTasks.map(({ row }) => {
    const { tab, id, values } = newRow('raci', row.id, row.values, snapshot);
    return append(tab, id, values);
  });

/** What is said beside a task of which some were left out. */
const noteOf = (item: Item | undefined, { policy, today, hasColumn }: Snapshot): Write['values'] => {
  const leftOut = item?.repeats?.leftOut;
  if (!leftOut || !hasColumn('tracker', 'note')) return {};
  const { count, from, to } = leftOut;
  return { note: sayWritten('task.leftOut', { count, from: isoOf(from), to: isoOf(to) }, policy.locale, today) };
};

/** A new task or action gets its row in the tracker; one that is known may have one there whose id cannot be read. */
export const trackerRows = ({ snapshot, items }: Facts): Write[] => {
  const { rows, tasks, has, oneSheet, state, problems } = snapshot;
  if (!has.tracker || oneSheet) return [];
  const someNameless = hasNameless(problems, (tab) => tab === 'tracker');
  const tracked = new Set(rows.tracker.map((row) => row.id));
  const writes: Write[] = [];
  for (const { id } of tasks) {
    if (tracked.has(id) || (someNameless && state.has(id))) continue;
    tracked.add(id);
    writes.push(append('tracker', id, { id, ...noteOf(items.get(id), snapshot) }));
  }
  return writes;
};

/** Rows that belong to others: a department's answer to a request, a meeting's topics, a signature asked for. */
export const missingRows = ({ flow }: Facts): Write[] =>
  flow.missing.map(({ tab, id, values }) => append(tab, id, values));

/** Official days of a newer list; nobody's own rows are touched. */
export const officialDays = ({ snapshot: { newDays } }: Facts): Write[] =>
  newDays.map(({ date, kind, note }) =>
    append('calendar', isoOf(date), { date: isoOf(date), kind, source: 'official', note }),
  );
