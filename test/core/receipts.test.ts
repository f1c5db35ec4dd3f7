import { describe, expect, it } from 'vitest';
import { receiptsOf } from '../../core/record/receipts.ts';
import type { LedgerRow } from '../../core/snapshot.ts';
import type { Day } from '../../core/time/day.ts';

const row = (seq: number, to: string, status: string, receipt: string): LedgerRow => ({
  seq,
  key: `k${seq}`,
  to,
  mail: `m${seq}`,
  status,
  day: 1 as Day,
  at: '',
  run: 'r',
  receipt,
  hash: '',
});

describe('what was answered for the letters that an address got', () => {
  const receipts = receiptsOf([
    row(1, 'li@example.com', 'sent', 'chat oc_1 om_1'),
    row(3, 'LI@example.com', 'sent', 'chat oc_1 om_3'),
    row(2, 'li@example.com', 'sent', '<a@example.com>'),
    row(4, 'li@example.com', 'sent', '<a@example.com>'),
    row(5, 'li@example.com', 'sent', ''),
    row(6, 'li@example.com', 'deferred', '450 busy'),
    row(7, 'wang@example.com', 'sent', 'chat oc_2 om_7'),
  ]);

  it('is known by address, each once, the latest first; what did not leave says nothing', () => {
    expect(receipts('li@example.com')).toEqual(['<a@example.com>', 'chat oc_1 om_3', 'chat oc_1 om_1']);
    expect(receipts('Wang@example.com')).toEqual(['chat oc_2 om_7']);
    expect(receipts('nobody@example.com')).toEqual([]);
  });
});
