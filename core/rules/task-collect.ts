/** Asks for the result of a task that is done, or some workdays past its date. */
import { lacksResult } from '../item.ts';
import { isoOf } from '../time/day.ts';
import { itemRule } from './rule.ts';

/**
 * Completion evidence: the due date has been gone for some workdays (collectDays) without any, or the item is called
 * done and has no output. The only notice about an item that is done.
 */
export const taskCollect = itemRule(
  'task.collect',
  {
    section: 'move',
    tells: 'asks',
    card: 'evidence',
    answers: ['done'],
    holds: 'while-said',
    needs: ['raci', 'tracker'],
  },
  (item, { snapshot }) => {
    if (item.over) return null;
    // The keeper sees that it comes. What nobody is responsible for nobody can show.
    const to = [item.responsible];
    const cc = [snapshot.policy.keeper];
    if (lacksResult(item, snapshot)) {
      if (item.longDone && item.due !== null) return { quiet: 'history', facts: { due: isoOf(item.due) } };
      const date = item.due ?? item.changedOn;
      // A step of its own: evidence asked for while it was late is asked for again when it is called done.
      return { date, step: 2, to, cc, because: 'task.collect.done', facts: { due: isoOf(date), done: true } };
    }
    if (!item.open || item.progressLost || item.evidence !== '' || !snapshot.hasColumn('tracker', 'output'))
      return null;
    // Nothing can have come of it yet: that it is blocked is what is asked about.
    if (item.due === null || !item.evidenceDue || item.status === 'blocked') return null;
    return { date: item.due, step: 1, to, cc, because: 'task.collect', facts: { due: isoOf(item.due), done: false } };
  },
);
