/** Which open tasks and duties wait for whom today. */

import type { Item } from '../item.ts';
import { type Reach, reachedBy } from '../reach.ts';
import type { Person, Policy } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import type { Day } from '../time/day.ts';
import { askedUpTo } from './clock.ts';
import type { Duty } from './duty.ts';

/** What waits, by the person whom mail reaches, so that a delegate finds what they cover. */
const byReader = <T>(
  all: Iterable<T>,
  moversOf: (one: T) => readonly (Person | null)[],
  reach: Reach,
): Map<Person, T[]> => {
  const waiting = new Map<Person, T[]>();
  for (const one of all) for (const person of reachedBy(moversOf(one), reach)) push(waiting, person, one);
  return waiting;
};

/** Whose move an open item is: the owner's when it is late or soon due; after an escalation also theirs who were asked to help. */
export const waitingFor = (
  items: ReadonlyMap<string, Item>,
  { remindDays }: Pick<Policy, 'remindDays'>,
  reach: Reach,
): Map<Person, Item[]> => {
  const isNear = ({ late, daysLeft }: Item) => late || (daysLeft !== null && daysLeft <= remindDays);
  const moversOf = (item: Item) =>
    item.open ? [isNear(item) ? item.responsible : null, ...askedUpTo(item.level, item)] : [];
  return byReader(items.values(), moversOf, reach);
};

/** A duty has come to somebody's court: told on arrival, or its limit nears. */
export const hasCome = ({ phase, waiting, since }: Pick<Duty, 'phase' | 'waiting' | 'since'>, today: Day): boolean =>
  phase !== 'ahead' || (waiting && since <= today);

/** Duties that have come. */
export const owedBy = (duties: Iterable<readonly Duty[]>, today: Day, reach: Reach): Map<Person, Duty[]> =>
  byReader([...duties].flat(), (duty) => (hasCome(duty, today) ? duty.who : []), reach);
