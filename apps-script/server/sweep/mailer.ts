/**
 * MailApp as a way to send mail: from the account of whoever switched the daily sweep on. It takes no headers and cannot be asked
 * what it has sent: a note beside the sheet says of each of the last letters that it is being handed in, and then that it was.
 */
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError, RecipientError } from '../../../functions/errors.ts';
import type { Mailer, OutgoingMail } from '../../../functions/ports.ts';
import { attempt, scriptProperties } from '../services.ts';

const say = inAll('addOnSweep');

/** Why nothing more leaves in this run; what has not left leaves with the next. */
export const NO_TIME = 'out-of-time';
const NO_QUOTA = 'mail-quota';

/** Letters that were handed to Google last, by id. `begun`: it may have left. */
type LetterNotes = Readonly<Record<string, 'begun' | 'sent'>>;

const PROPERTY = 'baton.letters';

/** Letters between two writes of the sheet, each of which costs more than ten notes. */
const BATCH = 10;
/** So many are remembered: no run leaves more in doubt. */
const REMEMBERED = 2 * BATCH;

const notesKept = (): LetterNotes | null => {
  const text = attempt(() => scriptProperties().getProperty(PROPERTY));
  return text === null ? null : (JSON.parse(text) as LetterNotes);
};

const keepNotes = (notes: LetterNotes): void => {
  attempt(() => scriptProperties().setProperty(PROPERTY, JSON.stringify(notes)));
};

export interface MailAppOptions {
  /** Whom mails are said to be from, beside the account's address. */
  readonly name: () => string;
  /** Whether there is time for another letter. */
  readonly hasTime: () => boolean;
  /** After this day (YYYY-MM-DD, or '') nobody but this script has mailed for this workbook; null where others may. */
  readonly aloneSince: string | null;
}

/** Google's words for what surely has not left. */
const NOT_SENT = {
  quota: /too many times for one day: email|quota/i,
  address: /invalid email|failed to send email: no recipient|invalid recipient/i,
} as const;

export const openMailApp = ({ name, hasTime, aloneSince }: MailAppOptions): Mailer => {
  let quota: number | null = null;
  let notes: LetterNotes | null = null;
  /** What surely did not leave. */
  const kept = new Set<string>();
  const note = (id: string, is: 'begun' | 'sent'): void => {
    const others = Object.entries(notes ?? notesKept() ?? {}).filter(([other]) => other !== id);
    notes = Object.fromEntries([...others, [id, is] as const].slice(-REMEMBERED));
    keepNotes(notes);
  };
  const keep = (id: string, error: BatonError): never => {
    kept.add(id);
    throw error;
  };
  return {
    batch: BATCH,
    send: async (mail) => {
      if (!hasTime()) return keep(mail.id, new BatonError('backend', NO_TIME, say.outOfTime));
      quota ??= attempt(() => MailApp.getRemainingDailyQuota());
      if (quota < 1) return keep(mail.id, new BatonError('backend', NO_QUOTA, say.quota));
      note(mail.id, 'begun');
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
      note(mail.id, 'sent');
      return { receipt: 'MailApp' };
    },
    find: async (id, { since }) => {
      if (kept.has(id)) return 'unsent';
      const known = notesKept();
      const said = known?.[id];
      if (said !== undefined) return said === 'sent' ? 'sent' : 'unknown';
      // Before anything is handed in, that is noted: what has no note never was.
      return aloneSince !== null && since > aloneSince ? 'unsent' : 'unknown';
    },
  };
};

const optionsOf = ({ html, calendar }: OutgoingMail, name: string) => ({
  htmlBody: html,
  name,
  ...(calendar !== undefined && { attachments: [Utilities.newBlob(calendar, 'text/calendar', 'baton.ics')] }),
});
