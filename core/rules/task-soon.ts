/** The reminder before a task is due. */
import { isoOf } from '../time/day.ts';
import { closed, itemRule, MOVES_ON, type Presentation } from './rule.ts';

const REMINDER: Presentation = { section: 'soon', tells: 'asks', card: 'due', answers: MOVES_ON, brings: 'due' };

/** Some workdays before the due date (remindDays), the responsible person is reminded, once for each due date. */
export const taskSoon = itemRule('task.soon', REMINDER, (item) => {
  if (item.due === null || item.phase !== 'eve') return null;
  if (!item.open) return closed(item);
  return { date: item.due, step: 1, to: [item.responsible], facts: { due: isoOf(item.due), days: item.daysLeft } };
});
