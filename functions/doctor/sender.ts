/** Findings about the sender, the mail system and how many mails it takes in a day. */
import { ofDoctor as doctor } from '../../core/messages/of-doctor.ts';
import type { Environment, MailBackend } from '../backend.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { parseSender } from '../base/sender.ts';
import { findMail, inboxApart, waysIn } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { Mailer } from '../ports.ts';
import { webhookIn } from '../webhook/webhook.ts';

export interface SenderFound {
  /** As `openMailer` takes it. */
  readonly way: string;
  /** As `BATON_FROM` says it; null where nobody is named. */
  readonly from: string | null;
  /** What the way's variables say. */
  readonly env: Environment;
  readonly mailer: () => Promise<Mailer>;
}

/** Who the mails are from. Nothing is looked up. */
export const senderFindings = ({ way, from }: Pick<SenderFound, 'way' | 'from'>): Found[] => {
  if (findMail(way)?.reaches === false) return [look('outbox', doctor.outbox, OUTBOX_FIX)];
  if (from === null && findMail(way)?.sendsAsItself) return [];
  if (from === null) return [mend('no-sender', doctor.noSender, doctor.noSenderThen)];
  try {
    const { address } = parseSender(from);
    const domain = address.slice(address.indexOf('@') + 1);
    return [fine('sender', doctor.sender({ address, domain }))];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend('bad-sender', error.words)];
  }
};

const OUTBOX_FIX = doctor.outboxThen;

/** Whether the mail system lets Baton in, without sending: EHLO and AUTH of a server, a look into a mailbox. */
export const mailFindings = async ({ way: ways, env, mailer }: SenderFound): Promise<Found[]> => {
  const found: Found[] = [];
  const named = waysIn(ways);
  // What is no way is said by opening it.
  if (named.length === 0) return wayFindings({ way: ways, backend: null }, env, mailer);
  for (const each of named) found.push(...(await wayFindings(each, env, mailer)));
  return found;
};

const wayFindings = async (
  { way, backend }: { readonly way: string; readonly backend: MailBackend | null },
  env: Environment,
  mailer: SenderFound['mailer'],
): Promise<Found[]> => {
  try {
    const found = await backend?.examine?.({ way, env });
    if (found) return [found];
    // A mail that was never sent: whoever may say so may read the mailbox.
    await (await mailer()).find('00000000000000000000000000000000', { to: '', since: '2000-01-01' });
    return backend?.reaches ? [MAILBOX] : [];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend(error.code, error.words)];
  }
};

/** Whether the mailbox lets Baton in that is read by itself. Nothing is read or marked. */
export const inboxFindings = async ({ way, env }: Pick<SenderFound, 'way' | 'env'>): Promise<Found[]> => {
  const apart = inboxApart({ way, env });
  if (apart === null) return [];
  try {
    return [await apart.backend.examine(apart.reading)];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend(error.code, error.words)];
  }
};

/** Whether another program can be told what people are told, by what its two variables say. Nothing is posted. */
export const webhookFindings = ({ way, env }: Pick<SenderFound, 'way' | 'env'>): Found[] => {
  if (findMail(way)?.reaches === false) return [];
  try {
    return webhookIn(env) === null ? [] : [fine('webhook', doctor.webhook)];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend(error.code, error.words)];
  }
};

const MAILBOX: Found = fine('mailbox', doctor.mailbox);

/** Above this share of a limit somebody should know. */
const NEAR = 0.8;

/** The mails of one day against what the mailbox may send. */
export const mailQuotaFindings = (way: string, mails: number): Found[] => {
  const limit = findMail(way)?.perDay;
  if (limit === undefined) return [];
  const words = doctor.mailQuota({ mails, way, limit });
  if (mails < limit * NEAR) return [fine('mail-quota', words)];
  return [(mails >= limit ? mend : look)('mail-quota', words, doctor.mailQuotaThen)];
};

export const isNearQuota = (way: string, mails: number): boolean => {
  const limit = findMail(way)?.perDay;
  return limit !== undefined && mails >= limit * NEAR;
};
