/** Findings about the record of mails. */
import { rolloverDue } from '../../core/keep/rollover.ts';
import { plural } from '../../core/messages/format.ts';
import { headsOf, type LedgerVerdict, verifyLedger } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import type { LedgerRow, Snapshot } from '../../core/snapshot.ts';
import { partsOf } from '../../core/time/day.ts';
import { type Locale, w } from '../../sheet-templates/index.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { holderOf } from '../sweep/claim.ts';
import { someOf } from './finding.ts';

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
  if (verdict && !verdict.ok)
    found.push(
      mend(
        'ledger-broken',
        w(
          `寄信记录从第 ${verdict.row} 条起与前面对不上：有人改过、删过或插过。`,
          `The record of mails no longer fits from entry ${verdict.row} on: somebody changed, removed or added one.`,
        ),
        w(
          '请管理员用备份比对 _ledger 表（npm run -s baton -- verify 说是哪一条）。',
          'The administrator compares the sheet _ledger with a backup; npm run -s baton -- verify says which entry.',
        ),
      ),
    );
  const open = new Map(stillSending(ledger).map(({ mail, to }) => [mail, to]));
  if (open.size > 0 && holderOf(runs, now) === null) {
    const said = (locale: Locale) => someOf([...new Set(open.values())], locale);
    found.push(
      look(
        'mails-open',
        w(
          `检查中断时有 ${open.size} 封信正在寄，不知道寄出没有：${said('zh-CN')}。`,
          `${open.size} ${plural(open.size, 'mail')} of a sweep that died may or may not have left: ${said('en')}.`,
        ),
        w(
          '下一次检查会向邮件系统查问；问不到的就暂扣，并告诉专人。',
          'The next sweep asks the mail system; what nobody can tell is held, and the keeper hears of it.',
        ),
      ),
    );
  }
  const due = rolloverDue(snapshot);
  if (due !== null)
    found.push(
      look(
        'ledger-long',
        w(
          `寄信记录和检查记录里有 ${due.rows} 行是 ${partsOf(due.before).year} 年以前的，每次检查都要读它们。`,
          `${due.rows} rows of the record of mails and of the list of sweeps are from before ${partsOf(due.before).year}, and every sweep reads them.`,
        ),
        w(
          `请管理员把它们移出去：npm run -s baton -- rollover ${shown}`,
          `The administrator moves them out: npm run -s baton -- rollover ${shown}`,
        ),
      ),
    );
  return found.length > 0
    ? found
    : [
        fine(
          'ledger',
          w(
            `寄信记录 ${ledger.length} 条，前后相符，${open.size > 0 ? `${open.size} 封信正在寄` : '没有去向不明的信'}。`,
            `${ledger.length} ${plural(ledger.length, 'entry', 'entries')} in the record of mails, each fits the one before, and ${open.size > 0 ? `${open.size} ${plural(open.size, 'mail is', 'mails are')} on the way` : 'no mail is open'}.`,
          ),
        ),
      ];
};

/** What the chain says without its archives, where there are none. */
export const verdictOf = ({ ledger, runs }: Snapshot): LedgerVerdict | null =>
  ledger.some(({ status }) => status === 'rolled') ? null : verifyLedger(ledger, headsOf(runs));

const mailsOf = (rows: readonly LedgerRow[]) => [...new Set(rows.map(({ mail }) => mail))];

/** Mails that left on a day, by their ids. */
export const mailsSentOn = (ledger: readonly LedgerRow[], isOn: (day: number) => boolean): number =>
  mailsOf(ledger.filter(({ status, day }) => status === 'sent' && day !== null && isOn(day))).length;
