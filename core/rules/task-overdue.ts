/** Reminds the owner of a late task, every workday at first and weekly later. */
import { isoOf } from '../time/day.ts';
import { risesToday, untilNextWeek } from './level.ts';
import { closed, itemRule, MOVES_ON, type Presentation } from './rule.ts';

const REMINDER: Presentation = { section: 'move', tells: 'asks', card: 'late', answers: MOVES_ON, holds: 'while-late' };

/** Past due: each workday until it escalates or its owner asks for help, then once a week. */
export const taskOverdue = itemRule('task.overdue', REMINDER, (item, facts) => {
  if (item.due === null) return null;
  const due = isoOf(item.due);
  if (!item.open) return item.phase === 'late' ? closed(item) : null;
  if (!item.late) {
    const { plannedDue, replanned } = item;
    return replanned && plannedDue !== null ? { quiet: 'replanned', facts: { from: isoOf(plannedDue), due } } : null;
  }
  if (item.level === 0 && risesToday(item, facts)) return { quiet: 'escalates', facts: { due } };
  return (
    untilNextWeek(item, due, facts.snapshot.today) ?? {
      date: item.due,
      step: item.daysLate,
      to: [item.reminded],
      facts: { due, days: item.daysLate },
    }
  );
});
