/** The lines that say what is wrong with the record of mails. */
import type { LedgerVerdict } from '../../core/record/ledger.ts';
import type { LedgerRow } from '../../core/snapshot.ts';
import type { Terminal } from './terminal.ts';

/** What is wrong with the record of mails, which entry it is, and what brings it back. */
export const verdictLines = (
  { say }: Terminal,
  { row, because, sheet }: Extract<LedgerVerdict, { ok: false }>,
  ledger: readonly LedgerRow[],
): string[] => {
  const entry = ledger.find(({ seq }) => seq === row);
  return [
    say.verify.breaks(row, say.verify.because[because]),
    ...(entry ? [say.verify.entry(entry.key, entry.to)] : []),
    ...(sheet === undefined ? [say.verify.mend] : [say.verify.mendArchive(sheet)]),
  ];
};
