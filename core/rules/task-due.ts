/** The note to a task's owner on the day it is due. */
import { isoOf } from '../time/day.ts';
import { closed, itemRule } from './rule.ts';

/** On the due date; on the workday before it when it is a day off. */
export const taskDue = itemRule('task.due', 'move', (item) => {
  if (item.due === null || item.phase !== 'due') return null;
  if (!item.open) return closed(item);
  return { date: item.due, step: 1, to: [item.responsible], facts: { due: isoOf(item.due), days: item.daysLeft } };
});
