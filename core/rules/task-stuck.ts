import { isoOf } from '../day.ts';
import type { Facts } from '../facts/index.ts';
import type { Item } from '../item.ts';
import { isReached } from '../reach.ts';
import { itemRule } from './rule.ts';

/** Whom the next level is. Where level 1 reaches nobody, because nobody is named or all are gone, the project lead stands in. */
const nextLevel = ({ level, accountable, divisionLeader }: Item, { reach, snapshot: { policy } }: Facts) => {
  if (level > 0) return { to: [policy.executive], cc: [] };
  const asked = [accountable, divisionLeader];
  return asked.some((person) => isReached(person, reach))
    ? { to: asked, cc: [policy.projectLead] }
    : { to: [policy.projectLead], cc: [] };
};

/** True when level 1 is told today: from then on the owner hears of it once a week. */
export const escalatesToday = (item: Item, facts: Facts): boolean =>
  item.level === 0 && item.stuck && nextLevel(item, facts).to.some((person) => isReached(person, facts.reach));

/**
 * In somebody's court and unchanged for some workdays. Level 1: who answers for it and the division leader, with the
 * project lead copied; level 2, some workdays after level 1 was told: the executive.
 */
export const taskStuck = itemRule('task.stuck', 'decide', (item, facts) => {
  const { executive } = facts.snapshot.policy;
  if (item.since === null) return item.court === null ? null : { quiet: 'decided' };
  const since = isoOf(item.since);
  if (item.level === 0 && item.help) return { quiet: 'help', facts: { row: item.help.id } };
  if (item.escalatesOn === null) return { quiet: 'level-2', facts: { since, told: isoOf(item.levelOn!) } };
  if (!item.stuck) return { quiet: 'not-yet', facts: { since, on: isoOf(item.escalatesOn), level: item.level + 1 } };
  const told = {
    since,
    days: item.daysStill,
    court: item.court,
    owner: item.responsible?.name ?? '',
    due: item.due === null ? null : isoOf(item.due),
  };
  if (item.level === 0) {
    const until = isoOf(item.executiveOn!);
    return {
      ...nextLevel(item, facts),
      date: item.since,
      step: 1,
      level: 1,
      because: 'task.stuck.1',
      facts: { ...told, level: 1, until, executive: executive?.name ?? '' },
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
