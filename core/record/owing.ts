/** Who is still owed which notices and why, grouped for people to look at. */
import type { LedgerRow, Person } from '../snapshot.ts';
import { ensure, groupBy } from '../text/maps.ts';
import type { Day } from '../time/day.ts';
import { isOwed, type Owed } from './delivery.ts';
import { readNotified } from './notified.ts';
import { HELD_REPORTED_DAYS, latestThat } from './open-mail.ts';

/** What one person is still owed for one reason: notices that one mail was to carry last. */
export interface Owing extends Pick<Owed, 'to' | 'status' | 'said' | 'why' | 'mail'> {
  /** Of the person it was decided for; in older ledgers, of whoever has the address; '' where nobody says. */
  readonly name: string;
  /** The day the first of the notices was decided. */
  readonly since: Day;
  /** In the order in which they were decided; never empty. */
  readonly keys: readonly string[];
}

/**
 * Who is still owed what, in the order in which it was decided. What is held is in it for as long as asking its reader helps, like
 * its problem; nobody could end it else where the mail had arrived.
 */
export const stillOwed = (ledger: readonly LedgerRow[], people: Iterable<Person>, today: Day): Owing[] => {
  const open = new Set(latestThat(ledger, ({ status }) => isOwed(status)).map(({ key }) => key));
  if (open.size === 0) return [];
  const names = new Map([...people].map(({ email, name }) => [email, name]));
  const owing = new Map<string, Owing & { since: Day; readonly keys: string[] }>();
  for (const { key, to, status, since, day, mail, said, why, note } of readNotified(
    ledger.filter(({ key }) => open.has(key)),
  ).owed) {
    // What waits is not late: nobody has to look after it.
    if (status === 'waits') continue;
    if (status === 'held' && day + HELD_REPORTED_DAYS <= today) continue;
    const name = note?.name ?? names.get(to) ?? '';
    const of = ensure(owing, `${to}\n${name}\n${status}\n${mail}`, () => ({
      name,
      to,
      status,
      since,
      said,
      why,
      mail,
      keys: [],
    }));
    if (since < of.since) of.since = since;
    of.keys.push(key);
  }
  return [...owing.values()];
};

/**
 * The same by person and status. Of a held mail each is asked about by itself; what else a person is owed has one reason, that of
 * the last.
 */
export const byPerson = (owed: readonly Owing[]): readonly Owing[][] => [
  ...groupBy(owed, ({ to, name, status, mail }) =>
    [to, name, status, status === 'held' ? mail : ''].join('\n'),
  ).values(),
];

/** Whether it takes a person: nobody but them can correct an address, ask a reader, or find that a mailbox stays full. */
export const needsPerson = ({ status, since }: Pick<Owing, 'status' | 'since'>, today: Day): boolean =>
  status === 'refused' || status === 'held' || (status === 'deferred' && since < today);
