/** Snoozed reminders: who asked not to be reminded of what, and until when. */
import type { Notified } from '../record/notified.ts';
import type { Person } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';

/**
 * The last day for which somebody asked not to be reminded of an item, while that holds; null where they did not. What
 * came into their court after they said so (`since`, YYYY-MM-DD) is new to them, and not held back.
 */
export type Snooze = (item: string, person: Person, since: string | null) => Day | null;

export const snoozesOn =
  (today: Day, notified: Notified): Snooze =>
  (item, { email }, since) => {
    const ack = email === null ? null : notified.acknowledged(item, email);
    if (!ack || ack.until < today) return null;
    return since !== null && since > isoOf(ack.on) ? null : ack.until;
  };

/** What waits for each person, without what they know of: `known` says until when, or null. */
export const withoutKnown = <T>(
  waiting: ReadonlyMap<Person, readonly T[]>,
  known: (entry: T, person: Person) => Day | null,
): ReadonlyMap<Person, readonly T[]> =>
  new Map([...waiting].map(([person, entries]) => [person, entries.filter((entry) => known(entry, person) === null)]));
