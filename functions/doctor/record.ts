/** Findings about the record of mails. */
import { rolloverDue } from '../../core/keep/rollover.ts';
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import { headsOf, type LedgerVerdict, verifyLedger } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import { WEBHOOK } from '../../core/record/webhook.ts';
import type { LedgerRow, Snapshot } from '../../core/snapshot.ts';
import { partsOf } from '../../core/time/day.ts';

import { type Found, fine, look, mend } from '../base/finding.ts';
import { holderOf } from '../sweep/claim.ts';
import { BRING_ROWS_BACK, isRecordShort, shortWords } from '../sweep/notes.ts';

/**
 * The record of mails: whole, settled, and not too long. `verdict`: null where the archives were not read, without which nobody can
 * say; `now`: the real time; `shown`: what the workbook is called in commands.
 */
export const ledgerFindings = (
  snapshot: Snapshot,
  verdict: LedgerVerdict | null,
  now: string,
  shown: string,
): Found[] => {
  const { ledger, runs } = snapshot;
  const found: Found[] = [];
  if (isRecordShort(snapshot)) found.push(mend('notes-lost', shortWords(snapshot), BRING_ROWS_BACK));
  else if (verdict && !verdict.ok)
    found.push(mend('ledger-broken', say.ledgerBroken({ row: verdict.row }), say.ledgerBrokenThen));
  const open = new Map(stillSending(ledger).map(({ mail, to }) => [mail, to]));
  if (open.size > 0 && holderOf(runs, now) === null) {
    const to = [...new Set(open.values())];
    found.push(look('mails-open', say.mailsOpen({ count: open.size, to }), say.mailsOpenThen));
  }
  const due = rolloverDue(snapshot);
  if (due !== null)
    found.push(
      look(
        'ledger-long',
        say.ledgerLong({ rows: due.rows, year: partsOf(due.before).year }),
        say.ledgerLongThen({ shown }),
      ),
    );
  return found.length > 0 ? found : [fine('ledger', say.ledger({ entries: ledger.length, open: open.size }))];
};

/** What the chain says without its archives, where there are none. */
export const verdictOf = ({ ledger, runs }: Snapshot): LedgerVerdict | null =>
  ledger.some(({ status }) => status === 'rolled') ? null : verifyLedger(ledger, headsOf(runs));

const mailsOf = (rows: readonly LedgerRow[]) => [...new Set(rows.map(({ mail }) => mail))];

/** Mails that left on a day, by their ids. */
export const mailsSentOn = (ledger: readonly LedgerRow[], isOn: (day: number) => boolean): number =>
  mailsOf(ledger.filter(({ to, status, day }) => to !== WEBHOOK && status === 'sent' && day !== null && isOn(day)))
    .length;
