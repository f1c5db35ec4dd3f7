/** Findings about the sender, the mail system and how many mails it takes in a day. */
import { inAll } from '../../core/messages/in-all.ts';
import { parseSender } from '../base/sender.ts';
import { schemeOf, trySmtpServer } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { Mailer } from '../ports.ts';
import { type Found, fine, look, mend } from './finding.ts';

const say = inAll('doctor');

export interface Sending {
  /** As `openMailer` takes it. */
  readonly way: string;
  /** As `BATON_FROM` says it; null where nobody is named. */
  readonly from: string | null;
  readonly password: string | null;
  readonly mailer: () => Promise<Mailer>;
}

/** Who the mails are from. Nothing is looked up. */
export const senderFindings = ({ way, from }: Pick<Sending, 'way' | 'from'>): Found[] => {
  if (schemeOf(way) === 'outbox') return [look('outbox', say.outbox, say.outboxThen)];
  if (from === null) return [mend('no-sender', say.noSender, say.noSenderThen)];
  try {
    const { address } = parseSender(from);
    const domain = address.slice(address.indexOf('@') + 1);
    return [fine('sender', say.sender({ address, domain }))];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend('bad-sender', error.words)];
  }
};

/** Whether the mail system lets Baton in, without sending: EHLO and AUTH of a server, a look into a mailbox. */
export const mailFindings = async ({ way, password, mailer }: Sending): Promise<Found[]> => {
  const scheme = schemeOf(way);
  try {
    if (scheme === 'smtp' || scheme === 'smtps') {
      const { host, signedIn } = await trySmtpServer(way, password);
      return [fine('smtp', signedIn ? say.smtpSignedIn({ host }) : say.smtpOpen({ host }))];
    }
    // A mail that was never sent: whoever may say so may read the mailbox.
    await (await mailer()).find('00000000000000000000000000000000', { to: '', since: '2000-01-01' });
    return scheme === 'outbox' ? [] : [MAILBOX];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend(error.code, error.words)];
  }
};

export const MAILBOX: Found = fine('mailbox', say.mailbox);

/**
 * Mails that a mailbox may send in a day. Gmail: https://support.google.com/a/answer/166852; Exchange Online:
 * https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
 */
const DAILY: Readonly<Record<string, number>> = { gmail: 2_000, graph: 10_000 };
/** Above this share of a limit somebody should know. */
const NEAR = 0.8;

/** The mails of one day against what the mailbox may send. */
export const mailQuotaFindings = (way: string, mails: number): Found[] => {
  const limit = DAILY[way.toLowerCase()];
  if (limit === undefined) return [];
  const words = say.mailQuota({ mails, way, limit });
  if (mails < limit * NEAR) return [fine('mail-quota', words)];
  return [(mails >= limit ? mend : look)('mail-quota', words, say.mailQuotaThen)];
};

export const isNearQuota = (way: string, mails: number): boolean => {
  const limit = DAILY[way.toLowerCase()];
  return limit !== undefined && mails >= limit * NEAR;
};
