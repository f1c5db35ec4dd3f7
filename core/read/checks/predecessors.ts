/** What is wrong with a predecessor: unknown, started too early, a circle. */
import { departmentOf } from '../../people.ts';
import type { RecordOf, Row } from '../../snapshot.ts';
import { isoOf } from '../../time/day.ts';
import { predecessorId } from '../predecessors.ts';
import type { CheckContext, SheetCheck, SheetReport } from './check.ts';
import { namesNone } from './ids.ts';

/** Predecessors that are not there, that end after the task starts or just before it, or that wait for each other. */
export const predecessors: SheetCheck = (context, report) => {
  const waiting = new Map<string, { readonly row: Row<'raci'>; readonly ids: readonly string[] }>();
  for (const row of context.rows.raci) {
    const named = row.values.predecessors;
    if (named.length === 0) continue;
    const ids: string[] = [];
    for (const text of named) {
      const id = predecessorId(text, context.planned, () => context.names.of('raci'));
      const before = id === null ? undefined : context.planned.get(id);
      if (id === null || !before) {
        report('raci', row, 'predecessors', 'unknown-id', namesNone(text, context.names.find(text, ['raci'])));
        continue;
      }
      ids.push(id);
      checkOrder(row, id, before, context, report);
    }
    waiting.set(row.id, { row, ids });
  }
  for (const id of onCycles(waiting)) {
    const { row, ids } = waiting.get(id) ?? {};
    if (row && ids) report('raci', row, 'predecessors', 'cycle', { ids });
  }
};

/** Whether a task starts after the one it waits for, and in another department not right after. */
const checkOrder = (
  row: Row<'raci'>,
  other: string,
  before: RecordOf<'raci'>,
  { calendar, today, policy }: CheckContext,
  report: SheetReport,
): void => {
  const { start } = row.values;
  if (start === null || before.due === null) return;
  const facts = { other, due: isoOf(before.due), start: isoOf(start) };
  const [from, to] = [departmentOf(before), departmentOf(row.values)];
  // What has begun can no longer be moved apart.
  const elsewhere = to !== '' && from !== '' && to !== from && start > today;
  if (start <= before.due) report('raci', row, 'start', 'before-predecessor', facts);
  else if (elsewhere && calendar.workdaysBetween(before.due, start - 1) < policy.bufferDays) {
    report('raci', row, 'start', 'short-buffer', facts);
  }
};

interface Visit {
  readonly id: string;
  /** Visits are counted; of a component all get the number of the first. */
  readonly order: number;
  lowest: number;
  isOpen: boolean;
  /** Those it waits for, of which the ones before are done with. */
  readonly left: Iterator<string, undefined>;
}

/** Every id that waits, through others, for itself (Tarjan's strongly connected components, without recursion). */
const onCycles = (waiting: ReadonlyMap<string, { readonly ids: readonly string[] }>): string[] => {
  const visits = new Map<string, Visit>();
  const open: Visit[] = [];
  const work: Visit[] = [];
  const found: string[] = [];
  const idsOf = (id: string) => waiting.get(id)?.ids ?? [];
  // Without at(), which the add-on's script need not have.
  const top = (): Visit | undefined => work[work.length - 1];
  const begin = (id: string) => {
    const visit = { id, order: visits.size, lowest: visits.size, isOpen: true, left: idsOf(id).values() };
    visits.set(id, visit);
    open.push(visit);
    work.push(visit);
  };
  for (const root of waiting.keys()) {
    if (!visits.has(root)) begin(root);
    for (let visit = top(); visit; visit = top()) {
      const { value: target } = visit.left.next();
      const seen = target === undefined ? undefined : visits.get(target);
      if (target !== undefined) {
        if (!seen) begin(target);
        else if (seen.isOpen) visit.lowest = Math.min(visit.lowest, seen.order);
        continue;
      }
      work.pop();
      const parent = top();
      if (parent) parent.lowest = Math.min(parent.lowest, visit.lowest);
      if (visit.lowest !== visit.order) continue;
      const component = open.splice(open.lastIndexOf(visit)).map((member) => {
        member.isOpen = false;
        return member.id;
      });
      if (component.length > 1 || idsOf(visit.id).includes(visit.id)) for (const id of component) found.push(id);
    }
  }
  return found.sort();
};
