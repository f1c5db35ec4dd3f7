/** Whom mail for somebody reaches today, delegates included. */
import type { Person } from './snapshot.ts';
import { ensure } from './text/maps.ts';
import { normal } from './text/words.ts';
import type { Day } from './time/day.ts';

/** Somebody with an address who is there. */
export interface Reachable extends Person {
  readonly email: string;
}
const isReachable = (person: Person): person is Reachable => person.active && person.email !== null;

/** Whom mail for somebody goes to today: the person, whoever covers, or nobody with the reason. */
export type Reached = { readonly person: Reachable } | { readonly nobody: 'inactive' | 'no-address' };
export type Reach = (person: Person) => Reached;

/** Follows dated delegates, as far as they can be reached. A circle of people who cover for each other ends before it closes. */
export const reachingOn = (today: Day, people: ReadonlyMap<string, Person>): Reach => {
  const everybody = [...people.values()];
  // As people write it: a name, or an address where the name is two people's.
  const byText = new Map(everybody.map((person) => [normal(person.email ?? ''), person]));
  for (const person of everybody) byText.set(normal(person.name), person);
  const covers = ({ delegate, active }: Person): Person | null => {
    if (!delegate) return null;
    const { from, until, to } = delegate;
    // Somebody active with a deputy but no dates is not away.
    const dated = from !== null || until !== null;
    const holds = (from === null || from <= today) && (until === null || today <= until);
    return (active ? dated && holds : holds) ? (byText.get(normal(to)) ?? null) : null;
  };
  const reached = (person: Person): Reached => {
    const seen = new Set<Person>();
    // Whoever covers and cannot be reached covers nothing: it goes to the last one before them who can be.
    let found: Reachable | null = null;
    for (let next: Person | null = person; next && !seen.has(next); next = covers(next)) {
      seen.add(next);
      if (isReachable(next)) found = next;
    }
    if (found) return { person: found };
    return { nobody: person.active ? 'no-address' : 'inactive' };
  };
  // Asked for each letter of each task: one answer a person.
  const known = new Map<Person, Reached>();
  return (person) => ensure(known, person, () => reached(person));
};

/** True for somebody who is marked inactive and whom nobody covers today. */
export const isGone = (reach: Reach, person: Person | null): person is Person => {
  const reached = person && reach(person);
  return reached !== null && 'nobody' in reached && reached.nobody === 'inactive';
};

/** True where mail for somebody reaches anybody today. */
export const isReached = (person: Person | null, reach: Reach): boolean => person !== null && 'person' in reach(person);

/** Those who get somebody else's mail today. */
export const coveringOn = (people: Iterable<Person>, reach: Reach): ReadonlySet<Person> => {
  const covering = new Set<Person>();
  for (const person of people) {
    const reached = reach(person);
    if ('person' in reached && reached.person !== person) covering.add(reached.person);
  }
  return covering;
};

/** Everybody whom mail for these people reaches, once each. */
export const reachedBy = (people: Iterable<Person | null>, reach: Reach): Set<Person> => {
  const found = new Set<Person>();
  for (const person of people) {
    const reached = person && reach(person);
    if (reached && 'person' in reached) found.add(reached.person);
  }
  return found;
};
