/** Escalates a task that stands still: to whoever answers for it and the division leader, then to the executive. */

import type { Item } from '../item.ts';
import type { Facts } from '../process/facts.ts';
import { isReached } from '../reach.ts';
import { isoOf } from '../time/day.ts';
import { itemRule } from './rule.ts';

/** Who is asked at a level. Where level 1 reaches nobody, because nobody is named or all are gone, the project lead stands in. */
const askedAt = (level: 1 | 2, { accountable, divisionLeader }: Item, { reach, snapshot: { policy } }: Facts) => {
  if (level === 2) return { to: [policy.executive], cc: [] };
  const asked = [accountable, divisionLeader];
  return asked.some((person) => isReached(person, reach))
    ? { to: asked, cc: [policy.projectLead] }
    : { to: [policy.projectLead], cc: [] };
};

/** True when level 1 is told today: from then on the owner hears of it once a week. */
export const escalatesToday = (item: Item, facts: Facts): boolean =>
  facts.snapshot.calendar.isWorkday(facts.snapshot.today) &&
  item.level === 0 &&
  item.stuck &&
  askedAt(1, item, facts).to.some((person) => isReached(person, facts.reach));

/**
 * In somebody's court and unchanged for some workdays. Level 1: who answers for it and the division leader, with the
 * project lead copied; level 2, some workdays after level 1 was told: the executive.
 */
export const taskStuck = itemRule('task.stuck', { section: 'decide', card: 'stuck', inOffice: true }, (item, facts) => {
  const { executive } = facts.snapshot.policy;
  if (item.since === null) return item.court === null ? null : { quiet: 'decided' };
  const since = isoOf(item.since);
  if (item.level === 0 && item.help) return { quiet: 'help', facts: { row: item.help.id } };
  const next = levelToTell(item);
  const isReminder = next === null && isLastDay(item, facts);
  const level = isReminder ? 1 : next;
  if (level === null) {
    return item.escalatesOn === null
      ? { quiet: 'level-2', facts: { since, told: isoOf(item.levelOn!) } }
      : { quiet: 'not-yet', facts: { since, on: isoOf(item.escalatesOn), level: item.level + 1 } };
  }
  const told = {
    since,
    days: item.daysStill,
    court: item.court,
    owner: item.responsible?.name ?? '',
    due: item.due === null ? null : isoOf(item.due),
  };
  if (level === 1) {
    const until = isoOf(item.executiveOn ?? item.escalatesOn!);
    const asked = { ...askedAt(1, item, facts), step: 1, level } as const;
    const words = { ...told, level, until, executive: executive?.name ?? '' } as const;
    return isReminder
      ? { ...asked, cc: [], date: item.escalatesOn!, because: 'task.stuck.last', facts: { ...words, last: true } }
      : { ...asked, date: item.since, because: 'task.stuck.1', facts: words };
  }
  return {
    ...askedAt(2, item, facts),
    date: item.since,
    step: 2,
    level,
    because: 'task.stuck.2',
    facts: {
      ...told,
      level,
      told: isoOf((item.level === 1 ? item.levelOn : item.escalatedOn) ?? item.since),
      leader: item.divisionLeader?.name ?? '',
    },
  };
});

/** After this day the executive is asked: those who were asked before are told so, once. */
const isLastDay = ({ level, levelOn, escalatesOn }: Item, { reach, snapshot: { today, policy } }: Facts): boolean =>
  level === 1 && escalatesOn === today && levelOn !== null && levelOn < today && isReached(policy.executive, reach);

/** The next level where its day has come; else the one it is at, while somebody who is asked there has not heard of it. */
const levelToTell = ({ level, stuck, unheard }: Item): 1 | 2 | null => {
  if (stuck) return level === 0 ? 1 : 2;
  return unheard && level > 0 ? (level as 1 | 2) : null;
};
