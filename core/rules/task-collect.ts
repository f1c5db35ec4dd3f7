import { isoOf } from '../day.ts';
import { hasPassed } from '../limit.ts';
import { itemRule } from './rule.ts';

/** Work that was done longer ago than this before Baton first saw it is history, not something to collect. */
const HISTORY_WORKDAYS = 10;

/**
 * Completion evidence: the due date has been gone for some workdays (collectDays) without any, or the item is called
 * done and has no output. The only notice about an item that is done.
 */
export const taskCollect = itemRule(
  'task.collect',
  'move',
  (item, { snapshot }) => {
    const { calendar, policy, today } = snapshot;
    if (item.evidence !== '' || item.status === 'cancelled' || !snapshot.hasColumn('tracker', 'output')) return null;
    const to = [item.responsible, policy.keeper];
    if (item.status === 'done') {
      const seenDone = item.changedOn > item.seenOn;
      const old = item.due !== null && today > calendar.addWorkdays(item.due, HISTORY_WORKDAYS);
      if (!seenDone && old) return { quiet: 'history', facts: { due: isoOf(item.due!) } };
      const date = item.due ?? item.changedOn;
      return { date, step: 1, to, because: 'task.collect.done', facts: { due: isoOf(date), done: true } };
    }
    if (item.due === null || !item.late) return null;
    if (!hasPassed(calendar.addWorkdays(item.due, policy.collectDays), snapshot)) return null;
    return { date: item.due, step: 1, to, facts: { due: isoOf(item.due), done: false } };
  },
  ['raci', 'tracker'],
);
