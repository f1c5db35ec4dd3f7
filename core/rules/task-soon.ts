/** The reminder before a task is due. */
import { isoOf } from '../time/day.ts';
import { closed, itemRule } from './rule.ts';

/** Some workdays before the due date (remindDays), the responsible person is reminded, once for each due date. */
export const taskSoon = itemRule('task.soon', 'soon', (item) => {
  if (item.due === null || item.phase !== 'soon') return null;
  if (!item.open) return closed(item);
  return { date: item.due, step: 1, to: [item.responsible], facts: { due: isoOf(item.due), days: item.daysLeft } };
});
