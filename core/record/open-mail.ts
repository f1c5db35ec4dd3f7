/** Mails that may or may not have left, were refused or put off, as problems for the keeper. */
import { distinct } from '../people.ts';
import type { Problem } from '../problem.ts';
import type { LedgerRow, Person } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { type DeliveryStatus, isRefused, type Owed, reasonIn } from './delivery.ts';
import { readNotified } from './notified.ts';

/** The row that holds for each key and address: the latest, wherever it stands. What that means to rules is in notified.ts. */
const latest = (rows: readonly LedgerRow[]): LedgerRow[] => {
  const byKey = new Map<string, LedgerRow>();
  for (const row of rows) {
    const of = `${row.to}\n${row.key}`;
    if ((row.seq ?? 0) >= (byKey.get(of)?.seq ?? 0)) byKey.set(of, row);
  }
  return [...byKey.values()];
};

/**
 * Of those the ones that stand so. Nearly all keys of a long ledger were told to one address and are done with, which the last row of a key
 * tells; only the others' rows are looked through by address.
 */
export const latestThat = (rows: readonly LedgerRow[], is: (row: LedgerRow) => boolean): LedgerRow[] => {
  const last = new Map<string, LedgerRow>();
  for (const row of rows) if ((row.seq ?? 0) >= (last.get(row.key)?.seq ?? 0)) last.set(row.key, row);
  const unsure = new Set<string>();
  for (const row of rows) {
    if (!is(row)) continue;
    const { key, to } = row;
    const latest = last.get(key);
    if (latest === row || latest?.to !== to) unsure.add(key);
  }
  return unsure.size === 0 ? [] : latest(rows.filter(({ key }) => unsure.has(key))).filter(is);
};

/** Rows whose mail may or may not have left. */
export const stillSending = (rows: readonly LedgerRow[]): LedgerRow[] =>
  latestThat(rows, ({ status }) => status === 'sending');

/** Long enough for somebody to ask whether a mail arrived, or what an address should be. */
export const HELD_REPORTED_DAYS = 7;

/** Mails nobody can tell about, one problem each, as long as asking helps. */
export const heldProblems = (rows: readonly LedgerRow[], today: Day): Problem[] => {
  if (!rows.some(({ status }) => status === 'held')) return [];
  const held = latestThat(rows, ({ status }) => status === 'held').flatMap(({ day, mail, to }) =>
    day !== null && day + HELD_REPORTED_DAYS > today ? [{ mail, to, day }] : [],
  );
  const byMail = new Map(held.map((row) => [row.mail, row]));
  return [...byMail.values()].map(({ to, mail, day }) => ({
    tab: '_ledger',
    row: 0,
    column: 'status',
    code: 'mail-held',
    item: '',
    facts: { to, mail, day: isoOf(day) },
  }));
};

/** Addresses in the directory that were refused and have taken no mail since, one problem each, for as long as a held mail. */
export const refusedProblems = (rows: readonly LedgerRow[], people: Iterable<Person>, today: Day): Problem[] => {
  if (!rows.some(isRefused)) return [];
  const last = new Map<string, LedgerRow>();
  for (const row of rows) {
    if (row.status === 'sent' || isRefused(row)) {
      if ((row.seq ?? 0) >= (last.get(row.to)?.seq ?? 0)) last.set(row.to, row);
    }
  }
  return distinct([...people]).flatMap(({ name, email }): Problem[] => {
    const row = last.get(email ?? '');
    if (!row || !isRefused(row) || row.day === null || row.day + HELD_REPORTED_DAYS <= today) return [];
    const { said, why } = reasonIn(row);
    const facts = { text: row.to, name, day: isoOf(row.day), said, ...(why && { why }) };
    return [{ tab: 'directory', row: 0, column: 'email', code: 'mail-refused', item: '', facts }];
  });
};

/** People whose mail was put off on an earlier day and again since, one problem each: a mailbox that is full stays so by itself. */
export const deferredProblems = (rows: readonly LedgerRow[], today: Day): Problem[] => {
  if (!rows.some(({ status }) => status === ('deferred' satisfies DeliveryStatus))) return [];
  const byAddress = new Map<string, Owed>();
  for (const owed of readNotified(rows).owed) {
    const first = byAddress.get(owed.to);
    if (owed.status === 'deferred' && owed.since < today && (first === undefined || owed.since < first.since))
      byAddress.set(owed.to, owed);
  }
  return [...byAddress.values()].map(({ to, note, since, said }) => ({
    tab: 'directory',
    row: 0,
    column: 'email',
    code: 'mail-deferred',
    item: '',
    facts: { to, name: note?.name ?? '', since: isoOf(since), said },
  }));
};
