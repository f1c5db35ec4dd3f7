/** Finds out what became of mails that an interrupted sweep left as `sending`. */

import { wayIn } from '../../core/record/delivery.ts';
import type { LedgerEntry, LedgerStatus } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import { receiptsOf } from '../../core/record/receipts.ts';
import type { LedgerRow, Snapshot } from '../../core/snapshot.ts';
import { groupBy } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import { type Day, isoOf } from '../../core/time/day.ts';
import type { Mailer } from '../ports.ts';
import type { Run } from './claim.ts';
import type { Outcomes } from './open-run.ts';
import { type LetterRecords, recorded } from './recorded.ts';

/**
 * Finds out about every mail that a dead sweep left as `sending`: from the record that it kept of its letters, and else from the provider. One
 * that neither knows is held: never sent again by itself, and reported by every reading for a while (core/record/open-mail.ts).
 * `ledger`: as it is before `run` notes anything in it, so whatever is `sending` there is another's.
 */
export const resolveInterrupted = async (
  { ledger, people }: Pick<Snapshot, 'ledger' | 'people'>,
  records: LetterRecords,
  mailer: Mailer,
  run: Run,
): Promise<LedgerEntry[]> => {
  const entries: LedgerEntry[] = [];
  const receiptsTo = receiptsOf(ledger);
  const phones = new Map([...people.values()].map(({ email, phone }) => [email, phone]));
  for (const [mail, rows] of byMail(stillSending(ledger))) {
    const [first] = rows;
    const known = recorded(records, first);
    const since = isoOf(dayIn(first));
    const way = rows.map(wayIn).find((name) => name !== undefined);
    const phone = phones.get(first.to);
    const trace = {
      to: first.to,
      since,
      begunAt: first.at,
      remembered: receiptsTo(first.to),
      ...(phone && { phone }),
      ...(way !== undefined && { way }),
    };
    const { status, receipt } = known ?? { status: OUTCOME[await mailer.find(mail, trace)], receipt: '' };
    entries.push(...rows.map((row) => outcomeOf(row, status, receipt, run)));
  }
  return entries;
};

/** A sweep that fails says what it still knows: which of its own mails left, and which it never tried to send. */
export const resolveOwn = (ledger: readonly LedgerRow[], outcomes: Outcomes, run: Run): LedgerEntry[] =>
  stillSending(ledger)
    .filter((row) => row.run === run.id)
    .flatMap((row) => {
      const { status, receipt } = outcomes.get(row.mail) ?? { status: 'due' as const, receipt: '' };
      return status === 'sending' ? [] : [outcomeOf(row, status, receipt, run)];
    });

const OUTCOME = { sent: 'sent', unsent: 'due', unknown: 'held' } as const;

const byMail = (rows: readonly LedgerRow[]) => groupBy(rows, ({ mail }) => mail);

const dayIn = ({ day, key }: LedgerRow): Day => must(day, `day of ${key}`);

/** The date stays that of the sweep whose mail it was: clocks count from the day somebody was told. */
const outcomeOf = (row: LedgerRow, status: LedgerStatus, receipt: string, run: Run): LedgerEntry => ({
  key: row.key,
  to: row.to,
  mail: row.mail,
  status,
  day: dayIn(row),
  at: run.now(),
  run: run.id,
  receipt,
});
