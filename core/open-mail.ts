import { type Day, isoOf } from './day.ts';
import type { Problem } from './problem.ts';
import type { LedgerRow } from './snapshot.ts';

/** The row that holds for each key and address: the latest, wherever it stands. What that means to rules is in told.ts. */
const latest = (rows: readonly LedgerRow[]): LedgerRow[] => {
  const byKey = new Map<string, LedgerRow>();
  for (const row of rows) {
    const of = `${row.to}\n${row.key}`;
    if ((row.seq ?? 0) >= (byKey.get(of)?.seq ?? 0)) byKey.set(of, row);
  }
  return [...byKey.values()];
};

/** Rows whose mail may or may not have left. */
export const stillSending = (rows: readonly LedgerRow[]): LedgerRow[] =>
  latest(rows).filter(({ status }) => status === 'sending');

/** Long enough for somebody to ask whether a mail arrived. */
export const HELD_REPORTED_DAYS = 7;

/** Mails nobody can tell about, one problem each, as long as asking helps. */
export const heldProblems = (rows: readonly LedgerRow[], today: Day): Problem[] => {
  if (!rows.some(({ status }) => status === 'held')) return [];
  const held = latest(rows).filter(
    ({ status, day }) => status === 'held' && day !== null && day + HELD_REPORTED_DAYS > today,
  );
  const byMail = new Map(held.map((row) => [row.mail, row]));
  return [...byMail.values()].map(({ to, mail, day }) => ({
    tab: '_ledger',
    row: 0,
    column: 'status',
    code: 'mail-held',
    item: '',
    facts: { to, mail, day: isoOf(day!) },
  }));
};
