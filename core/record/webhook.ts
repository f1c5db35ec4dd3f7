/** What the ledger knows of events that another program is told: which are still to be taken, and whether it wants none any more. */
import type { LedgerRow } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import { isToSend } from './delivery.ts';
import { keyAbout } from './key.ts';
import { rolledAbout } from './rolled.ts';

/** Stands in the ledger where other rows have an address; what is for it is nobody's mail. */
export const WEBHOOK = 'webhook';

/** The key of an event's rows: it is no notice, though it tells of one. */
export const eventKey = (notice: string): string => `${WEBHOOK}.${notice}`;

/** An event that was decided and not taken yet. */
export interface OpenEvent {
  readonly key: string;
  /** As it is posted, each time the same. */
  readonly body: string;
  readonly since: Day;
  /** Why it was not taken last; '' where nobody tried yet. */
  readonly said: string;
}

export interface KnownEvents {
  /** True when this event was decided, be it taken or not. */
  readonly has: (key: string) => boolean;
  /** In the order in which they were decided. */
  readonly open: readonly OpenEvent[];
  /** The days of those that were taken. */
  readonly taken: readonly Day[];
  /** The address that wants no more events, by its fingerprint, if that was its last word. */
  readonly goneAt: string | null;
}

/** The receipt of an event after which nothing is posted to that address any more. */
export const goneNote = (endpoint: string, said: string): string => `gone ${endpoint} ${said}`;
export const GONE_NOTE = /^gone (\S+) (.*)$/;

/** So many days an event is tried. */
export const TRIED_DAYS = 14;

/** The last row of each event, with the first, which keeps it. */
export const eventRows = (rows: readonly LedgerRow[]) => {
  const byKey = new Map<string, { readonly first: LedgerRow; last: LedgerRow }>();
  for (const row of rows) {
    if (row.to !== WEBHOOK) continue;
    const known = byKey.get(row.key);
    if (!known || known.last.status === 'unsent') byKey.set(row.key, { first: row, last: row });
    else if ((row.seq ?? 0) >= (known.last.seq ?? 0)) known.last = row;
  }
  return byKey;
};

export const readEvents = (rows: readonly LedgerRow[]): KnownEvents => {
  const byKey = eventRows(rows);
  let newest: LedgerRow | null = null;
  for (const { last } of byKey.values()) if ((last.seq ?? 0) > (newest?.seq ?? 0)) newest = last;
  const rolled = rolledAbout(rows);
  /** Of what was rolled the last word holds. */
  const wasRolled = (key: string) =>
    (rolled?.(keyAbout(key)) ?? []).filter((word) => word.key === key).pop()?.reached === true;
  return {
    has: (key) => {
      const known = byKey.get(key);
      return known ? known.last.status !== 'unsent' : wasRolled(key);
    },
    open: [...byKey.values()].flatMap(({ first, last }) =>
      isToSend(last.status) && first.day !== null
        ? [{ key: first.key, body: first.receipt, since: first.day, said: last === first ? '' : last.receipt }]
        : [],
    ),
    taken: [...byKey.values()].flatMap(({ last }) => (last.status === 'sent' && last.day !== null ? [last.day] : [])),
    goneAt: GONE_NOTE.exec(newest?.receipt ?? '')?.[1] ?? null,
  };
};
