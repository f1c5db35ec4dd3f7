/** The note to a task's owner on the day it is due. */
import { isoOf } from '../time/day.ts';
import { closed, itemRule, MOVES_ON, type Presentation } from './rule.ts';

const NOTE: Presentation = { section: 'move', tells: 'asks', card: 'due', answers: MOVES_ON, brings: 'due' };

/** On the due date; on the workday before it when it is a day off. */
export const taskDue = itemRule('task.due', NOTE, (item) => {
  if (item.due === null || item.phase !== 'day') return null;
  if (!item.open) return closed(item);
  return { date: item.due, step: 1, to: [item.reminded], facts: { due: isoOf(item.due), days: item.daysLeft } };
});
