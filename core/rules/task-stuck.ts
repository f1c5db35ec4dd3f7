import { isoOf } from '../day.ts';
import type { Facts } from '../facts.ts';
import type { Item } from '../item.ts';
import { hasPassed } from '../limit.ts';
import { itemRule } from './rule.ts';

/** True when the item's clock has run out and the next level is to be told. */
const stuckNow = ({ escalatesOn }: Item, { snapshot }: Facts): boolean =>
  escalatesOn !== null && hasPassed(escalatesOn, snapshot);

/** Whom the next level is. Where level 1 has nobody, the project lead stands in. */
const nextLevel = ({ level, accountable, divisionLeader }: Item, { snapshot: { policy } }: Facts) => {
  if (level > 0) return { to: [policy.executive], cc: [] };
  return accountable || divisionLeader
    ? { to: [accountable, divisionLeader], cc: [policy.projectLead] }
    : { to: [policy.projectLead], cc: [] };
};

/** True when level 1 is told today: from then on the owner hears of it once a week. */
export const escalatesToday = (item: Item, facts: Facts): boolean =>
  item.level === 0 &&
  stuckNow(item, facts) &&
  nextLevel(item, facts).to.some((person) => person !== null && 'person' in facts.reach(person));

/**
 * In somebody's court and unchanged for some workdays. Level 1: who answers for it and the division leader, with the
 * project lead copied; level 2, some workdays after level 1 was told: the executive.
 */
export const taskStuck = itemRule('task.stuck', 'decide', (item, facts) => {
  const { calendar, policy, today } = facts.snapshot;
  if (item.since === null) return item.court === null ? null : { quiet: 'decided' };
  const since = isoOf(item.since);
  if (item.escalatesOn === null) return { quiet: 'level-2', facts: { since, told: isoOf(item.levelOn!) } };
  if (!stuckNow(item, facts))
    return { quiet: 'not-yet', facts: { since, on: isoOf(item.escalatesOn), level: item.level + 1 } };
  const told = {
    since,
    days: calendar.workdaysBetween(item.since, today),
    court: item.court,
    owner: item.responsible?.name ?? '',
    due: item.due === null ? null : isoOf(item.due),
  };
  if (item.level === 0) {
    const until = isoOf(calendar.addWorkdays(today, policy.executiveDays));
    return {
      ...nextLevel(item, facts),
      date: item.since,
      step: 1,
      level: 1,
      because: 'task.stuck.1',
      facts: { ...told, level: 1, until, executive: policy.executive?.name ?? '' },
    };
  }
  return {
    ...nextLevel(item, facts),
    date: item.since,
    step: 2,
    level: 2,
    because: 'task.stuck.2',
    facts: { ...told, level: 2, told: isoOf(item.levelOn!), leader: item.divisionLeader?.name ?? '' },
  };
});
