/** A mail as a message with its headers, for adapters that write messages themselves. */
import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { inAll } from '../../core/messages/in-all.ts';
import { oneLine, shorten } from '../../core/text/width.ts';
import { dayFromIso, weekdayOf } from '../../core/time/day.ts';
import { RecipientError } from '../errors.ts';
import type { Address, OutgoingMail } from '../ports.ts';
import { badSender } from './sender.ts';

const say = inAll('mailing');

/**
 * A mail as nodemailer takes it, the same for every adapter that writes messages itself: text and HTML side by side,
 * marked as automatic so that nothing answers it. The same mail gives the same bytes.
 * Throws RecipientError `bad-address` (refused) for an address that is not exactly one; for the sender's, BatonError `bad-sender` (call).
 */
export const messageOf = (mail: OutgoingMail, from: Address): SendMailOptions => {
  if (!isOneAddress(from.address)) throw badSender(from.address);
  if (!isOneAddress(mail.to.address)) throw badAddress(mail.to.address);
  return {
    from: { name: displayName(from.name), address: from.address },
    to: { name: displayName(mail.to.name), address: mail.to.address },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    ...(mail.calendar !== undefined && { attachments: [calendarPart(mail.calendar)] }),
    messageId: messageIdOf(mail.id, from),
    ...threadOf(mail, from),
    // RFC 3834 for auto-responders in general, the second for Exchange.
    headers: {
      Date: dateHeader(mail.date),
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.language,
    },
    textEncoding: 'base64',
    baseBoundary: createHash('sha256').update(mail.id).digest('hex').slice(0, 24),
    // A text is never a path or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
};

/**
 * PUBLISH (RFC 5546, 3.2.1): dates to take note of, without an answer to anybody. An attachment and no alternative, or
 * mail programs would show the invitation in place of the mail.
 */
const calendarPart = (calendar: string) => ({
  filename: 'baton.ics',
  content: calendar,
  contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
  contentTransferEncoding: 'base64' as const,
});

/** Stable across retries: `<id@sender's domain>`. What a Message-ID cannot carry is written as `_` and its code. */
export const messageIdOf = (id: string, from: Address): string => {
  const local = id.replace(/[^A-Za-z0-9-]/gu, (char) => `_${char.codePointAt(0)?.toString(16)}`);
  return `<${local}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`;
};

/** Earlier mails by the Message-ID that the provider gave them, else by ours. */
const threadOf = ({ earlier = [] }: OutgoingMail, from: Address): Pick<SendMailOptions, 'inReplyTo' | 'references'> => {
  const references = earlier.map(({ id, receipt }) => (/^<[^<>\s]+>$/.test(receipt) ? receipt : messageIdOf(id, from)));
  const last = references.at(-1);
  return last === undefined ? {} : { inReplyTo: last, references };
};

export const isOneAddress = (address: string): boolean =>
  /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]{1,253}$/u.test(address);

export const badAddress = (address: string): RecipientError => {
  const shown = shorten(oneLine(address), 60);
  const words = say.notOneAddress({ shown });
  return new RecipientError('refused', 'bad-address', words, '');
};

/** A name from a cell can neither end the quoted name nor look like an address: what could is left out. */
const displayName = (name: string): string =>
  shorten(
    oneLine(name.replace(/["'\\<>()[\],;:@]/g, ' '))
      .replace(/ {2,}/g, ' ')
      .trim(),
    60,
  );

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5322 from ISO 8601 with offset, in that offset: the reader sees the workbook's clock. */
const dateHeader = (iso: string): string => {
  const found = /^((\d{4})-(\d{2})-(\d{2}))T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|([+-]\d{2}):(\d{2}))$/.exec(iso);
  const [, civil = '', year, month, date, time, hours = '+00', minutes = '00'] = found ?? [];
  const day = dayFromIso(civil);
  if (day === null) throw new Error(`not an instant with an offset: ${iso}`);
  return `${WEEKDAYS[weekdayOf(day) - 1]}, ${date} ${MONTHS[Number(month) - 1]} ${year} ${time} ${hours}${minutes}`;
};
