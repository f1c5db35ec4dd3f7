/** Which open tasks and duties wait for whom today. */

import type { Item } from '../item.ts';
import { type Reach, reachedBy } from '../reach.ts';
import type { Person, Policy } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import type { Day } from '../time/day.ts';
import type { Duty } from './duty.ts';

/**
 * Whose move an open item is: the owner's when it is late or soon due; after an escalation also theirs who were
 * asked to help. By the person whom mail reaches, so that a delegate finds what they cover.
 */
export const waitingFor = (
  items: ReadonlyMap<string, Item>,
  { remindDays, executive }: Pick<Policy, 'remindDays' | 'executive'>,
  reach: Reach,
): Map<Person, Item[]> => {
  const waiting = new Map<Person, Item[]>();
  for (const item of items.values()) {
    if (!item.open) continue;
    const near = item.late || (item.daysLeft !== null && item.daysLeft <= remindDays);
    const asked = item.court !== null && item.level >= 1;
    if (!near && !asked) continue;
    const movers = [
      near ? item.responsible : null,
      ...(asked ? [item.accountable, item.divisionLeader, item.level === 2 ? executive : null] : []),
    ];
    for (const person of reachedBy(movers, reach)) push(waiting, person, item);
  }
  return waiting;
};

/** A duty has come to somebody's court: told on arrival, or its limit nears. */
export const hasCome = ({ phase, waiting, since }: Pick<Duty, 'phase' | 'waiting' | 'since'>, today: Day): boolean =>
  phase !== 'ahead' || (waiting && since <= today);

/** Duties that have come, by the person whom mail reaches. */
export const owedBy = (duties: Iterable<readonly Duty[]>, today: Day, reach: Reach): Map<Person, Duty[]> => {
  const owed = new Map<Person, Duty[]>();
  for (const duty of [...duties].flat()) {
    if (!hasCome(duty, today)) continue;
    for (const person of reachedBy(duty.who, reach)) push(owed, person, duty);
  }
  return owed;
};
