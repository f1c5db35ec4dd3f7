/**
 * MailApp as a way to send mail: from the account of whoever switched the daily sweep on. It takes no headers and cannot be asked
 * what it has sent, so one letter leaves at a time, and a note beside the sheet says of the last one whether it was handed in.
 */
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError, RecipientError } from '../../../functions/errors.ts';
import type { Mailer, OutgoingMail } from '../../../functions/ports.ts';
import { attempt, scriptProperties } from '../services.ts';

const say = inAll('addOnSweep');

/** Why nothing more leaves in this run; what has not left leaves with the next. */
export const NO_TIME = 'out-of-time';
export const NO_QUOTA = 'mail-quota';

/** The last letter that was handed to Google. */
interface LastLetter {
  readonly id: string;
  /** `begun`: it may have left. */
  readonly is: 'begun' | 'sent';
}

const PROPERTY = 'baton.letter';

const noteLetter = (letter: LastLetter): void => {
  attempt(() => scriptProperties().setProperty(PROPERTY, JSON.stringify(letter)));
};

const lastLetter = (): LastLetter | null => {
  const text = attempt(() => scriptProperties().getProperty(PROPERTY));
  return text === null ? null : (JSON.parse(text) as LastLetter);
};

export interface MailAppOptions {
  /** Whom mails are said to be from, beside the account's address. */
  readonly name: () => string;
  /** Whether there is time for another letter. */
  readonly hasTime: () => boolean;
  /** From this day on (YYYY-MM-DD) nobody but this script has mailed for this workbook; null where it has not begun. */
  readonly aloneSince: string | null;
}

/** Google's words for what surely has not left. */
const NOT_SENT = {
  quota: /too many times for one day: email|quota/i,
  address: /invalid email|failed to send email: no recipient|invalid recipient/i,
} as const;

export const openMailApp = ({ name, hasTime, aloneSince }: MailAppOptions): Mailer => {
  let quota: number | null = null;
  /** What surely did not leave. */
  const kept = new Set<string>();
  const keep = (id: string, error: BatonError): never => {
    kept.add(id);
    throw error;
  };
  return {
    batch: 1,
    send: async (mail) => {
      if (!hasTime()) return keep(mail.id, new BatonError('backend', NO_TIME, say.outOfTime));
      quota ??= attempt(() => MailApp.getRemainingDailyQuota());
      if (quota < 1) return keep(mail.id, new BatonError('backend', NO_QUOTA, say.quota));
      noteLetter({ id: mail.id, is: 'begun' });
      try {
        MailApp.sendEmail(mail.to.address, mail.subject, mail.text, optionsOf(mail, name()));
      } catch (cause) {
        const said = cause instanceof Error ? cause.message : String(cause);
        if (NOT_SENT.address.test(said)) {
          throw new RecipientError('refused', 'bad-address', say.badAddress({ to: mail.to.address }), said, cause);
        }
        if (NOT_SENT.quota.test(said)) return keep(mail.id, new BatonError('backend', NO_QUOTA, say.quota, cause));
        throw new BatonError('backend', 'mail-failed', say.mailFailed({ why: said }), cause);
      }
      quota -= 1;
      noteLetter({ id: mail.id, is: 'sent' });
      return { receipt: 'MailApp' };
    },
    find: async (id, { since }) => {
      if (kept.has(id)) return 'unsent';
      const last = lastLetter();
      if (last?.id === id) return last.is === 'sent' ? 'sent' : 'unknown';
      // Before anything is handed in, that is noted: what is not the last one never was.
      return aloneSince !== null && last !== null && since > aloneSince ? 'unsent' : 'unknown';
    },
  };
};

const optionsOf = ({ html, calendar }: OutgoingMail, name: string) => ({
  htmlBody: html,
  name,
  ...(calendar !== undefined && { attachments: [Utilities.newBlob(calendar, 'text/calendar', 'baton.ics')] }),
});
