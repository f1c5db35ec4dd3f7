/** Reminds the owner of a late task, every workday at first and weekly later. */
import { isoOf } from '../time/day.ts';
import { weekAfter } from '../time/limit.ts';
import { closed, itemRule, MOVES_ON, type Presentation } from './rule.ts';
import { escalatesToday } from './task-stuck.ts';

const REMINDER: Presentation = { section: 'move', card: 'late', answers: MOVES_ON, holds: 'while-late' };

/** Past due: each workday until it escalates or its owner asks for help, then once a week. */
export const taskOverdue = itemRule('task.overdue', REMINDER, (item, facts) => {
  if (item.due === null) return null;
  if (!item.open) return item.phase === 'past' ? closed(item) : null;
  if (!item.late) {
    return item.replanned
      ? { quiet: 'replanned', facts: { from: isoOf(item.plannedDue!), due: isoOf(item.due) } }
      : null;
  }
  const due = isoOf(item.due);
  if (escalatesToday(item, facts)) return { quiet: 'escalates', facts: { due } };
  const escalated = item.escalatedOn ?? item.levelOn ?? item.help?.on ?? null;
  if (escalated !== null) {
    const lastTold = Math.max(escalated, facts.notified.lastDay('task.overdue', item.id, due) ?? escalated);
    const next = weekAfter(lastTold, facts.snapshot.calendar);
    if (facts.snapshot.today < next) return { quiet: 'weekly', facts: { due, next: isoOf(next) } };
  }
  return { date: item.due, step: item.daysLate, to: [item.responsible], facts: { due, days: item.daysLate } };
});
