/** The reminder before a task is due. */
import { hasJustGiven } from '../process/own-date.ts';
import { isoOf } from '../time/day.ts';
import { closed, itemRule, MOVES_ON, type Presentation } from './rule.ts';

const REMINDER: Presentation = { section: 'soon', tells: 'asks', card: 'due', answers: MOVES_ON, brings: 'due' };

/** Some workdays before the due date (remindDays), the responsible person is reminded, once for each due date. */
export const taskSoon = itemRule('task.soon', REMINDER, (item, { notified, snapshot }) => {
  if (item.due === null || item.phase !== 'eve') return null;
  if (!item.open) return closed(item);
  if (hasJustGiven(item, snapshot, notified))
    return { quiet: 'own-doing', facts: { names: item.responsible ? [item.responsible.name] : [] } };
  return { date: item.due, step: 1, to: [item.reminded], facts: { due: isoOf(item.due), days: item.daysLeft } };
});
