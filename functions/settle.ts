import { type LedgerEntry, type LedgerStatus, stillSending } from '../core/ledger.ts';
import type { Problem } from '../core/problem.ts';
import type { LedgerRow } from '../core/snapshot.ts';
import type { Fates } from './apply.ts';
import type { Run } from './claim.ts';
import type { Mailer } from './ports.ts';

/** What became of mails that a sweep began to send and never reported on. */
export interface Settled {
  readonly entries: readonly LedgerEntry[];
  /** Mails nobody can tell about; they are held, and a person has to ask the reader. */
  readonly problems: readonly Problem[];
}

/** Asks the provider about every mail that a dead sweep left as `sending`: a mail it does not know about is held. */
export const settleDead = async (ledger: readonly LedgerRow[], mailer: Mailer, run: Run): Promise<Settled> => {
  const entries: LedgerEntry[] = [];
  const problems: Problem[] = [];
  for (const [mail, rows] of byMail(stillSending(ledger).filter((row) => row.run !== run.id))) {
    const found = await mailer.find(mail);
    const status = found === 'unknown' ? 'held' : found;
    entries.push(...rows.map((row) => outcomeOf(row, status, '', run)));
    if (status === 'held') problems.push(heldProblem(rows[0]!));
  }
  return { entries, problems };
};

/** A sweep that fails says what it still knows: which of its own mails left, and which it never tried to send. */
export const settleOwn = (ledger: readonly LedgerRow[], fates: Fates, run: Run): LedgerEntry[] =>
  stillSending(ledger)
    .filter((row) => row.run === run.id)
    .flatMap((row) => {
      const { status, receipt } = fates.get(row.mail) ?? { status: 'unsent' as const, receipt: '' };
      return status === 'sending' ? [] : [outcomeOf(row, status, receipt, run)];
    });

const byMail = (rows: readonly LedgerRow[]) => Map.groupBy(rows, ({ mail }) => mail);

/** The date stays that of the sweep whose mail it was: clocks count from the day somebody was told. */
const outcomeOf = (row: LedgerRow, status: LedgerStatus, receipt: string, run: Run): LedgerEntry => ({
  key: row.key,
  to: row.to,
  mail: row.mail,
  status,
  day: row.day!,
  at: run.now(),
  run: run.id,
  receipt,
});

const heldProblem = ({ to, mail, at }: LedgerRow): Problem => ({
  tab: '_ledger',
  row: 0,
  column: 'status',
  code: 'mail-held',
  item: '',
  facts: { to, mail, at },
});
