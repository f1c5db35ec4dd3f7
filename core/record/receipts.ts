/** What mail systems answered for the letters that an address got: there adapters find what they wanted to remember of a person. */
import type { LedgerRow } from '../snapshot.ts';
import { lazily } from '../text/lazily.ts';
import { groupBy } from '../text/maps.ts';

/** Ways that one person's letters may have gone by lately, and more. */
const MOST = 5;

/** Receipts of the letters that an address got, each once, the latest first. Indexed by address when first asked. */
export const receiptsOf = (ledger: readonly LedgerRow[]): ((address: string) => readonly string[]) => {
  const sent = lazily(() => {
    const rows = ledger.filter(({ status, receipt }) => status === 'sent' && receipt !== '');
    return groupBy(
      rows.sort((a, b) => (b.seq ?? 0) - (a.seq ?? 0)),
      ({ to }) => to.toLowerCase(),
    );
  });
  return (address) => {
    const rows = sent().get(address.toLowerCase()) ?? [];
    return [...new Set(rows.map(({ receipt }) => receipt))].slice(0, MOST);
  };
};
