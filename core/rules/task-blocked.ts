import { isoOf } from '../day.ts';
import { itemRule } from './rule.ts';

/** A predecessor is late: the responsible person of what waits for it learns the new earliest start. */
export const taskBlocked = itemRule('task.blocked', 'waiting', (item, { snapshot: { calendar, today }, items }) => {
  if (!item.open || item.waitsFor.length === 0) return null;
  if (item.status === 'in-progress') return null;
  // Of several predecessors the one that ends last decides.
  let worst: { id: string; name: string; due: number; end: number } | null = null;
  for (const id of item.waitsFor) {
    const before = items.get(id)!;
    if (before.due === null) continue;
    const slipped = before.late || (before.plannedDue !== null && before.due > before.plannedDue);
    if (!slipped) continue;
    const end = Math.max(before.dueEnd!, before.late ? today : before.dueEnd!);
    if (!worst || end > worst.end) worst = { id, name: before.name, due: before.due, end };
  }
  if (!worst) return null;
  const earliest = calendar.addWorkdays(worst.end, 1);
  if (item.start !== null && item.start >= earliest) {
    return { quiet: 'still-fits', facts: { predecessor: worst.id, start: isoOf(item.start) } };
  }
  return {
    date: worst.due,
    step: 1,
    to: [item.responsible],
    facts: {
      predecessor: worst.id,
      predecessorName: worst.name,
      earliestStart: isoOf(earliest),
      start: item.start === null ? null : isoOf(item.start),
    },
  };
});
