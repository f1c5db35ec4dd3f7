/** What the ledger knows of the addresses of people's calendars: how often somebody's was taken back. */
import type { LedgerRow } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { keyItem, noticeKey, parseKey } from './key.ts';
import { ROLLED, unpackRolled } from './rolled.ts';

/** Stands in the ledger where other rows have an address. */
export const CALENDAR = 'calendar';

const RULE = 'calendar.revoked';

/** The row that ends all addresses of somebody's calendar before the n-th. */
export const revokedKey = (email: string, day: Day, turn: number): string =>
  noticeKey(RULE, email.toLowerCase(), isoOf(day), turn);

/** How often addresses of people's calendars were taken back; an address is made for one turn, and holds in no other. */
export const calendarTurns = (rows: readonly LedgerRow[]): ((email: string) => number) => {
  const turns = new Map<string, number>();
  const count = (key: string): void => {
    const { rule, item, step } = parseKey(key);
    if (rule === RULE && step > (turns.get(item) ?? 0)) turns.set(item, step);
  };
  for (const row of rows) {
    if (row.to === CALENDAR) count(row.key);
    else if (row.status === ROLLED && row.receipt.includes(RULE))
      for (const { key, to } of unpackRolled(row)) if (to === CALENDAR) count(key);
  }
  return (email) => turns.get(keyItem(email.toLowerCase())) ?? 0;
};
