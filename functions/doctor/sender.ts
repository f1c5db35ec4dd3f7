/** Findings about the sender, the mail system and how many mails it takes in a day. */
import { w } from '../../sheet-templates/index.ts';
import type { Environment } from '../backend.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { parseSender } from '../base/sender.ts';
import { findMail } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { Mailer } from '../ports.ts';

export interface Sending {
  /** As `openMailer` takes it. */
  readonly way: string;
  /** As `BATON_FROM` says it; null where nobody is named. */
  readonly from: string | null;
  /** What the way's variables say. */
  readonly env: Environment;
  readonly mailer: () => Promise<Mailer>;
}

/** Who the mails are from. Nothing is looked up. */
export const senderFindings = ({ way, from }: Pick<Sending, 'way' | 'from'>): Found[] => {
  if (findMail(way)?.reaches === false)
    return [
      look('outbox', w('信只放进一个文件夹，没有人收到。', 'Mails go into a folder and reach nobody.'), OUTBOX_FIX),
    ];
  if (from === null)
    return [
      mend(
        'no-sender',
        w('没有发件人，寄不了信。', 'There is no sender, so no mail can leave.'),
        w('请管理员设置 BATON_FROM 或加上 --from。', 'The administrator sets BATON_FROM, or adds --from.'),
      ),
    ];
  try {
    const { address } = parseSender(from);
    const domain = address.slice(address.indexOf('@') + 1);
    return [
      fine(
        'sender',
        w(
          `发件人是 ${address}。${domain} 的 DNS 要允许这台服务器代寄（SPF、DKIM、DMARC），否则信会进垃圾箱；这里不查。`,
          `Mails are from ${address}. The DNS of ${domain} has to let this server send for it (SPF, DKIM, DMARC), else they are taken for spam; that is not looked up here.`,
        ),
      ),
    ];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend('bad-sender', error.words)];
  }
};

const OUTBOX_FIX = w(
  '要真的寄出，请设置 BATON_MAIL，或加上 --mail smtp://…、gmail 或 graph。',
  'To have them sent set BATON_MAIL, or add --mail smtp://…, gmail or graph.',
);

/** Whether the mail system lets Baton in, without sending: EHLO and AUTH of a server, a look into a mailbox. */
export const mailFindings = async ({ way, env, mailer }: Sending): Promise<Found[]> => {
  const backend = findMail(way);
  try {
    if (backend?.examine) return [await backend.examine({ way, env })];
    // A mail that was never sent: whoever may say so may read the mailbox.
    await (await mailer()).find('00000000000000000000000000000000', { to: '', since: '2000-01-01' });
    return backend?.reaches ? [MAILBOX] : [];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend(error.code, error.words)];
  }
};

const MAILBOX: Found = fine(
  'mailbox',
  w(
    '能查看发信的邮箱。能不能发信、邮件头是否都保留，寄出第一封才知道；没有寄任何信。',
    'The mailbox can be looked through. Whether it may send, and which headers it keeps, shows with the first mail; none was sent.',
  ),
);

/** Above this share of a limit somebody should know. */
const NEAR = 0.8;

/** The mails of one day against what the mailbox may send. */
export const mailQuotaFindings = (way: string, mails: number): Found[] => {
  const limit = findMail(way)?.perDay;
  if (limit === undefined) return [];
  const words = w(
    `今天已寄 ${mails} 封，${way.toLowerCase()} 邮箱一天最多 ${limit} 封。`,
    `${mails} mails left today; a mailbox of ${way.toLowerCase()} sends ${limit} a day at most.`,
  );
  if (mails < limit * NEAR) return [fine('mail-quota', words)];
  return [
    (mails >= limit ? mend : look)(
      'mail-quota',
      words,
      w(
        '寄不出的由以后的检查寄。请管理员换成专门的邮件服务器（smtp），或把工作簿分给几个发件邮箱。',
        'What cannot leave does so with later sweeps. The administrator takes a server made for mail (smtp), or shares the workbooks among mailboxes.',
      ),
    ),
  ];
};

export const isNearQuota = (way: string, mails: number): boolean => {
  const limit = findMail(way)?.perDay;
  return limit !== undefined && mails >= limit * NEAR;
};
