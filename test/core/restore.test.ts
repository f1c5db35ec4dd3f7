import { expect, test } from 'vitest';
import { headOfNotes, type Notes, restorationOf } from '../../core/keep/restore.ts';
import { chain, type LedgerEntry } from '../../core/record/ledger.ts';
import type { LedgerRow } from '../../core/snapshot.ts';
import { dayOf } from '../../core/time/day.ts';

const entryOf = (n: number): LedgerEntry => ({
  key: `task.due:T-${n}:2026-03-06:1`,
  to: 'lin@example.com',
  mail: `m-${n}`,
  status: 'sent',
  day: dayOf(2026, 3, 6)!,
  at: '2026-03-06T09:00:00+08:00',
  run: '2026-03-06-a',
  receipt: '',
});
const ROWS = chain([1, 2, 3].map(entryOf), { seq: 0, hash: '' });

const notes = (ledger: readonly LedgerRow[], archived: readonly LedgerRow[] = []): Notes => ({
  state: [],
  ledger,
  runs: [],
  archived: { ledger: archived, runs: [] },
});

test('what was lost comes back beside archives of many years', () => {
  const [first] = ROWS;
  const years = notes(ROWS.slice(1, 2), Array<LedgerRow>(130_000).fill(first!));
  const found = restorationOf(years, notes(ROWS), () => true);
  expect(found).toMatchObject({ ok: true, counts: { _ledger: { added: 1, changed: 0 } } });
});

test('the record ends with its last entry, wherever that stands', () => {
  const [first, second, third] = ROWS;
  expect(headOfNotes(notes([second!], [first!]))).toEqual({ seq: 2, hash: second!.hash });
  expect(headOfNotes(notes([second!], [third!, first!])).seq).toBe(3);
});
