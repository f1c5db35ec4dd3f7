import { describe, expect, test } from 'vitest';
import {
  chain,
  headNote,
  headOf,
  headsOf,
  type LedgerEntry,
  ledgerHash,
  verifyLedger,
} from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import type { LedgerRow, RunRow } from '../../core/snapshot.ts';
import { dayFromIso } from '../../core/time/day.ts';

const entry = (n: number, status: LedgerEntry['status'] = 'sent', key = `task.due:T-000${n}:2026-03-06:0`) => ({
  key,
  to: 'li@example.com',
  mail: `mail-${n}`,
  status,
  day: dayFromIso('2026-03-06')!,
  at: '2026-03-06T09:00:00+08:00',
  run: 'run-1',
  receipt: `receipt-${n}`,
});

const START = { seq: 0, hash: '' };
const rows = chain(
  [1, 2, 3, 4, 5].map((n) => entry(n)),
  START,
);
const noted = (...ledgers: (readonly LedgerRow[])[]) =>
  headsOf(ledgers.map((ledger) => ({ note: headNote(headOf(ledger)) }) as RunRow));

describe('the ledger’s chain', () => {
  test('fits when nobody touched it, also when written in several goes', () => {
    expect(verifyLedger([])).toEqual({ ok: true, rows: 0 });
    expect(verifyLedger(rows)).toEqual({ ok: true, rows: 5 });
    const more = chain([entry(6)], headOf(rows));
    expect(verifyLedger([...rows, ...more], noted(rows, [...rows, ...more]))).toEqual({ ok: true, rows: 6 });
  });

  test.each(['key', 'to', 'mail', 'status', 'at', 'run', 'receipt'] as const)('shows a changed %s', (field) => {
    const tampered = rows.map((row) => (row.seq === 3 ? { ...row, [field]: 'other' } : row));
    expect(verifyLedger(tampered)).toEqual({ ok: false, row: 3, because: 'changed' });
  });

  test('shows a changed day and a changed hash', () => {
    const at = (change: Partial<LedgerRow>) => rows.map((row) => (row.seq === 4 ? { ...row, ...change } : row));
    expect(verifyLedger(at({ day: rows[0]!.day! + 1 }))).toEqual({ ok: false, row: 4, because: 'changed' });
    expect(verifyLedger(at({ day: null }))).toEqual({ ok: false, row: 4, because: 'changed' });
    expect(verifyLedger(at({ hash: rows[0]!.hash }))).toEqual({ ok: false, row: 4, because: 'changed' });
  });

  test('shows a removed row, the first one too', () => {
    expect(verifyLedger(rows.filter(({ seq }) => seq !== 3))).toEqual({ ok: false, row: 3, because: 'removed' });
    expect(verifyLedger(rows.slice(1))).toEqual({ ok: false, row: 1, because: 'removed' });
  });

  test('shows an inserted row, even one that continues the chain at its place', () => {
    const forged = chain([entry(9)], { seq: 2, hash: rows[1]!.hash });
    expect(verifyLedger([...rows.slice(0, 2), ...forged, ...rows.slice(2)])).toMatchObject({ ok: false, row: 4 });
    const blank = { ...rows[0]!, seq: null };
    expect(verifyLedger([...rows.slice(0, 2), blank, ...rows.slice(2)])).toEqual({
      ok: false,
      row: 3,
      because: 'inserted',
    });
  });

  test('shows two rows that changed places', () => {
    const [a, b, c, d, e] = rows as [LedgerRow, LedgerRow, LedgerRow, LedgerRow, LedgerRow];
    expect(verifyLedger([a, d, c, b, e])).toEqual({ ok: false, row: 2, because: 'reordered' });
  });

  test('shows rows lost at its end, by what a sweep noted', () => {
    expect(verifyLedger(rows.slice(0, 3))).toEqual({ ok: true, rows: 3 });
    expect(verifyLedger(rows.slice(0, 3), noted(rows))).toEqual({ ok: false, row: 4, because: 'truncated' });
    expect(verifyLedger([], noted(rows))).toEqual({ ok: false, row: 1, because: 'truncated' });
  });

  test('shows a chain that was computed anew, by what a sweep noted', () => {
    const forged = chain([entry(1), entry(2), entry(3, 'unsent'), entry(4), entry(5)], START);
    expect(verifyLedger(forged)).toEqual({ ok: true, rows: 5 });
    expect(verifyLedger(forged, noted(rows))).toEqual({ ok: false, row: 5, because: 'rewritten' });
  });

  test('goes on from its highest number, also after somebody sorted the sheet', () => {
    expect(headOf([...rows].reverse())).toEqual({ seq: 5, hash: rows[4]!.hash });
    expect(headOf([])).toEqual(START);
  });

  test('hashes the same fields to the same text on every machine', () => {
    expect(ledgerHash('', rows[0]!)).toBe(rows[0]!.hash);
    expect(rows[0]!.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('survives a cell: line breaks and outer blanks of a receipt are not part of it', () => {
    const [row] = chain([{ ...entry(1), receipt: ' 250 2.0.0\r\n Ok: queued ' }], START);
    expect(row!.receipt).toBe('250 2.0.0 Ok: queued');
    expect(verifyLedger([row!])).toEqual({ ok: true, rows: 1 });
  });
});

describe('what may or may not have left', () => {
  test('is what ends as sending; a later row decides, wherever it stands', () => {
    const ledger = chain(
      [entry(1, 'sending'), entry(2, 'sending'), entry(1, 'sent'), entry(3, 'sending'), entry(3, 'unsent')],
      START,
    );
    expect(stillSending(ledger).map(({ key }) => key)).toEqual([entry(2).key]);
    expect(stillSending([...ledger].reverse()).map(({ key }) => key)).toEqual([entry(2).key]);
  });
});
