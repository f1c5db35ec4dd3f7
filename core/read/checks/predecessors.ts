/** Which task a predecessor names, and what is wrong with it: unknown, started too early, a circle. */
import { departmentOf } from '../../people.ts';
import type { Facts, ProblemCode } from '../../problem.ts';
import type { Row } from '../../snapshot.ts';
import { isoOf } from '../../time/day.ts';
import type { SheetCheck } from './check.ts';

/** The item a predecessor names: its id, or a planner's "2fs" (finish to start) for item 2. */
export const predecessorId = (text: string, known: { has(id: string): boolean }): string | null => {
  if (known.has(text)) return text;
  // The lag goes first, then the kind of link: T-0002fs has no lag of -0002.
  for (const bare of [text, text.replace(/[+-]\d+[a-z]*$/i, '')]) {
    const id = bare.replace(/(?:fs|ss|ff|sf)$/i, '');
    for (const written of [id, id.toUpperCase()]) if (known.has(written)) return written;
  }
  return null;
};

/** Predecessors that are not there, that end after the task starts or just before it, or that wait for each other. */
export const predecessors: SheetCheck = ({ rows, planned, calendar, today, policy }, tell) => {
  const waitsFor = new Map<string, string[]>();
  const waiting = new Map<string, Row<'raci'>>();
  for (const row of rows.raci) {
    const { predecessors: named, start } = row.values;
    const department = departmentOf(row.values);
    if (named.length === 0) continue;
    const report = (code: ProblemCode, column: 'predecessors' | 'start', facts: Facts) =>
      tell('raci', row, column, code, facts);
    const found: string[] = [];
    for (const text of named) {
      const id = predecessorId(text, planned);
      if (id === null) {
        report('unknown-id', 'predecessors', { text });
        continue;
      }
      found.push(id);
      const before = planned.get(id)!;
      if (start === null || before.due === null) continue;
      const facts = { other: id, due: isoOf(before.due), start: isoOf(start) };
      // What has begun can no longer be moved apart.
      const elsewhere =
        department !== '' && departmentOf(before) !== '' && department !== departmentOf(before) && start > today;
      if (start <= before.due) report('before-predecessor', 'start', facts);
      else if (elsewhere && calendar.workdaysBetween(before.due, start - 1) < policy.bufferDays) {
        report('short-buffer', 'start', facts);
      }
    }
    waitsFor.set(row.id, found);
    waiting.set(row.id, row);
  }
  for (const id of onCycles(waitsFor)) {
    tell('raci', waiting.get(id)!, 'predecessors', 'cycle', { ids: waitsFor.get(id)! });
  }
};

/** Every id that waits, through others, for itself (Tarjan's strongly connected components, without recursion). */
const onCycles = (waitsFor: ReadonlyMap<string, readonly string[]>): string[] => {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[] = [];
  for (const root of waitsFor.keys()) {
    if (index.has(root)) continue;
    const work: { id: string; next: number }[] = [{ id: root, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1]!;
      const { id } = frame;
      if (frame.next === 0) {
        index.set(id, index.size);
        low.set(id, index.get(id)!);
        stack.push(id);
        onStack.add(id);
      }
      const targets = waitsFor.get(id) ?? [];
      if (frame.next < targets.length) {
        const target = targets[frame.next++]!;
        if (!index.has(target)) work.push({ id: target, next: 0 });
        else if (onStack.has(target)) low.set(id, Math.min(low.get(id)!, index.get(target)!));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low.set(parent.id, Math.min(low.get(parent.id)!, low.get(id)!));
      if (low.get(id) !== index.get(id)) continue;
      const component: string[] = [];
      for (let member = ''; member !== id; ) {
        member = stack.pop()!;
        onStack.delete(member);
        component.push(member);
      }
      if (component.length > 1 || targets.includes(id)) found.push(...component);
    }
  }
  return found.sort();
};
