/** Asks the owner of a late task for the reason. */
import { isoOf } from '../time/day.ts';
import { itemRule } from './rule.ts';

/** Past due, and nobody wrote why or when instead. */
export const taskReason = itemRule(
  'task.reason',
  {
    section: 'move',
    tells: 'asks',
    card: 'reason',
    answers: ['redate'],
    holds: 'while-said',
    needs: ['raci', 'tracker'],
  },
  (item, { snapshot }) => {
    if (!item.late || item.progressLost || item.due === null || !snapshot.hasColumn('tracker', 'reason')) return null;
    if (item.reason !== '') return { quiet: 'reason-given', facts: { reason: item.reason } };
    return { date: item.due, step: 1, to: [item.responsible], facts: { due: isoOf(item.due) } };
  },
);
