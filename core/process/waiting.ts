/** Which open tasks and duties wait for whom today, and what went on from whom to others. */

import type { Clock, Item, Level } from '../item.ts';
import { isReached, type Reach, reachedBy } from '../reach.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import type { Day } from '../time/day.ts';
import { type Duty, isTheirsToDecide } from './duty.ts';

/** The day, and whom mail reaches on it. */
export interface Morning {
  readonly snapshot: Pick<Snapshot, 'today' | 'calendar' | 'policy'>;
  readonly reach: Reach;
}

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

type Asking = Pick<Clock, 'level' | 'nextLevel' | 'stuck' | 'asked'>;

/** The level it is at once today's sweep has told it. */
const levelAt = (clock: Asking, { snapshot: { calendar, today }, reach }: Morning): Level => {
  const { level, nextLevel, stuck, asked } = clock;
  const rises = stuck && calendar.isWorkday(today) && asked[nextLevel].some((person) => isReached(person, reach));
  return rises ? nextLevel : level;
};

/** Who is asked at a level. */
const askedAt = (level: Level, { asked }: Asking): readonly Person[] => (level === 0 ? [] : asked[level]);

/** Whose move an open item is: theirs who are reminded of it when it is late, soon due or without an update for too long; after an escalation also theirs who are asked at its level. */
export const waitingFor = (items: ReadonlyMap<string, Item>, morning: Morning): Map<Person, Item[]> => {
  const { remindDays } = morning.snapshot.policy;
  const isNear = ({ late, court, daysLeft }: Item) =>
    late || court === 'quiet' || (daysLeft !== null && daysLeft <= remindDays);
  const moversOf = (item: Item) =>
    item.open ? [isNear(item) ? item.reminded : null, ...askedAt(levelAt(item, morning), item)] : [];
  return byReader(items.values(), moversOf, morning.reach);
};

/** What somebody was asked about and has gone on to others, who decide it now. */
export interface PassedOn {
  readonly id: string;
  readonly to: readonly Person[];
  /** For how many workdays it has been with them. */
  readonly days: number;
}

/** What went on to the next level, by whom it passed over: leaders at level 2, both sides of what is decided above them. */
export const passedOnBy = (
  items: ReadonlyMap<string, Item>,
  duties: Iterable<readonly Duty[]>,
  morning: Morning,
): Map<Person, PassedOn[]> => {
  const {
    reach,
    snapshot: { calendar, today },
  } = morning;
  const passed = [
    ...[...items.values()].filter(({ open }) => open).map((item) => ({ id: item.id, clock: item, owners: [] })),
    ...[...duties].flat().map((duty) => ({ id: duty.item, clock: duty, owners: duty.decidedAbove ? duty.who : [] })),
  ].flatMap(({ id, clock, owners }) => {
    const level = levelAt(clock, morning);
    const to = askedAt(level, clock);
    const before = [...owners, ...(level === 2 ? clock.asked[1] : [])];
    const days = level > clock.level || clock.levelOn === null ? 0 : calendar.workdaysBetween(clock.levelOn, today);
    return to.length > 0 && before.length > 0 ? [{ id, to, before, days }] : [];
  });
  const isStill = (person: Person, { to }: PassedOn) => reachedBy(to, reach).has(person);
  const by = byReader(passed, ({ before }) => before, reach);
  return new Map([...by].map(([person, all]) => [person, all.filter((one) => !isStill(person, one))]));
};

/** Who is to decide a duty: whoever was asked at its level, or, of what needs nobody else, whoever owes it. */
const decidersOf = (duty: Duty, morning: Morning): readonly (Person | null)[] => {
  const level = levelAt(duty, morning);
  const isTheirs = level === 0 && isTheirsToDecide(duty) && hasCome(duty, morning.snapshot.today);
  return isTheirs ? duty.who : askedAt(level, duty);
};

/**
 * What is somebody's to decide today because it was brought to their level, or is theirs from the start: tasks and matters, the highest
 * level first, then what has stood still longest.
 */
export const decidingBy = (
  items: ReadonlyMap<string, Item>,
  duties: Iterable<readonly Duty[]>,
  isOpen: (matter: string) => boolean,
  morning: Morning,
): Map<Person, string[]> => {
  const open = [...items.values()].filter((item) => item.open);
  const owed = [...duties].flat().filter((duty) => isOpen(duty.item));
  const asking = [
    ...open.map((item) => ({ id: item.id, clock: item as Clock, to: askedAt(levelAt(item, morning), item) })),
    ...owed.map((duty) => ({ id: duty.item, clock: duty as Clock, to: decidersOf(duty, morning) })),
  ]
    .filter(({ to }) => to.length > 0)
    .map((one) => ({ ...one, level: levelAt(one.clock, morning) }))
    .sort((a, b) => b.level - a.level || b.clock.daysStill - a.clock.daysStill);
  const by = byReader(asking, ({ to }) => to, morning.reach);
  return new Map([...by].map(([person, all]) => [person, [...new Set(all.map(({ id }) => id))]]));
};

/** A duty has come to somebody's court: told on arrival, or its limit nears. */
export const hasCome = ({ phase, waiting, since }: Pick<Duty, 'phase' | 'waiting' | 'since'>, today: Day): boolean =>
  phase !== 'ahead' || (waiting && since <= today);

/** Those who owe it; what is decided above them is those people's. */
const moversOf = (duty: Duty, morning: Morning): readonly (Person | null)[] => {
  const above = duty.decidedAbove ? askedAt(levelAt(duty, morning), duty) : [];
  return above.length > 0 ? above : duty.who;
};

/** Duties that have come. */
export const owedBy = (duties: Iterable<readonly Duty[]>, morning: Morning): Map<Person, Duty[]> =>
  byReader(
    [...duties].flat(),
    (duty) => (hasCome(duty, morning.snapshot.today) ? moversOf(duty, morning) : []),
    morning.reach,
  );
