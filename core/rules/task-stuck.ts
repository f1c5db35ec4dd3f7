/** Escalates a task that stands still: to whoever answers for it and the division leader, then to the executive. */

import { isoOf, isoOrNull } from '../time/day.ts';
import { callOf } from './level.ts';
import { itemRule } from './rule.ts';

/**
 * In somebody's court and unchanged for some workdays. Level 1: who answers for it and the division leader, with the
 * project lead copied; level 2, some workdays after level 1 was told: the executive.
 */
export const taskStuck = itemRule(
  'task.stuck',
  { section: 'decide', tells: 'asks', card: 'stuck', inOffice: true },
  (item, facts) => {
    const { stuckSince, level, levelOn, escalatedOn, escalatesOn } = item;
    if (stuckSince === null) return item.court === null ? null : { quiet: 'decided' };
    const since = isoOf(stuckSince);
    if (level === 0 && item.help) return { quiet: 'help', facts: { row: item.help.id } };
    const call = callOf(item, facts);
    if (call === null) {
      return escalatesOn === null
        ? { quiet: 'level-2', facts: { since, told: isoOf(levelOn ?? stuckSince) } }
        : { quiet: 'not-yet', facts: { since, on: isoOf(escalatesOn), level: item.nextLevel } };
    }
    const { date, to, cc } = call;
    const owner = item.responsible?.name ?? '';
    const words = { since, days: item.daysStill, court: item.court, owner, due: isoOrNull(item.due) };
    if (call.kind === 'executive') {
      const told = isoOf((level === 1 ? levelOn : escalatedOn) ?? stuckSince);
      const about = { ...words, level: call.level, told, leader: item.divisionLeader?.name ?? '' };
      return { date, step: 2, level: call.level, to, cc, because: 'task.stuck.2', facts: about };
    }
    const executive = facts.snapshot.policy.executive?.name ?? '';
    const tell = { date, step: 1, level: call.level, to, cc };
    const about = { ...words, level: call.level, until: call.until, executive };
    return call.kind === 'last'
      ? { ...tell, because: 'task.stuck.last', facts: { ...about, last: true } }
      : { ...tell, because: 'task.stuck.1', facts: about };
  },
);
