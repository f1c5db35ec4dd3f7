/** The mails to administrators and owners: the weekly report, and what keeps a workbook from being swept. */
import { createHash } from 'node:crypto';
import { escapeHtml } from '../../core/mail/markup.ts';
import { type PlainMatter, plainLetter } from '../../core/mail/plain-letter.ts';
import { FORMAT } from '../../core/messages/format.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { must } from '../../core/text/must.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import type { Locale, Words } from '../../sheet-templates/index.ts';
import type { BadRow } from '../many/registry.ts';
import type { Mailer, OutgoingMail } from '../ports.ts';
import type { WeekSaid } from './say.ts';

const say = inAll('week');
const connect = inAll('connect');

/** Somebody who answers for a workbook, or for all of them. */
export interface WeekNotified {
  readonly address: string;
  readonly locale: Locale;
  readonly mailer: Mailer;
  /** The instant it is about, ISO 8601 with offset. */
  readonly at: string;
  /** Whether this is the first time it is noticed, as far as this delivery knows. */
  readonly isFirst: boolean;
}

/** Says that a workbook cannot be swept, and what to do. Throws what the mailer throws. */
export const tellOfFailure = (to: WeekNotified, workbook: string, code: string, why: Words): Promise<void> =>
  tell(to, [workbook, code], failureOf(workbook, why, say.untilThen));

/** The same of a machine's daily run, whose keeper hears of it every day; `until`: what holds meanwhile. Throws what the mailer throws. */
export const tellOfFailureToday = (
  to: WeekNotified,
  workbook: string,
  code: string,
  why: Words,
  until: Words,
): Promise<void> => tell(to, [workbook, code, to.at.slice(0, 10)], failureOf(workbook, why, until));

const failureOf = (workbook: string, why: Words, until: Words): NoticeSaid => ({
  subject: say.cannotSweep,
  lines: [say.workbook({ workbook }), why, until],
});

/** Says that the address book that workbooks share cannot be read; about a book, however many of them name it. */
export const tellOfBook = (to: WeekNotified, book: string, why: Words): Promise<void> =>
  tell(to, ['book', book], {
    subject: say.bookUnreadable,
    lines: [why, say.untilBookThen],
  });

/** Says which rows of the list of workbooks cannot be used. */
export const tellOfBadRows = (to: WeekNotified, bad: readonly BadRow[]): Promise<void> =>
  tell(to, ['registry', ...bad.map(({ row, code }) => `${row} ${code}`)], {
    subject: say.rowsUnusable,
    lines: [...bad.map(({ row, words }) => connect.badRow({ row, words })), say.otherRows],
  });

/** Says how the week went that is over: one line, and what is amiss. */
export const tellOfWeek = (to: WeekNotified, { subject, line, exceptions, after }: WeekSaid): Promise<void> =>
  tell(to, ['week'], {
    subject,
    lines: [line, ...(after ? [after] : [])],
    items: exceptions.map(({ workbook, url, text }) => ({ title: workbook, text, ...(url && { url }) })),
  });

/** Whether the mail of that week has left, as far as the mail system knows. */
export const wasToldOfWeek = async ({ address, mailer, at }: WeekNotified): Promise<boolean> =>
  (await mailer.find(idOf(['week'], at, address), { to: address, since: mondayOf(at) })) === 'sent';

export interface NoticeSaid {
  readonly subject: Words;
  readonly lines: readonly Words[];
  /** After the first line, in the reader's words. */
  readonly items?: readonly PlainMatter[];
}

/**
 * Tells an address once a week of the same matter, however often it is met (once a day where the matter names its day): the mail
 * system is asked whether it has that week's mail. Where it keeps no record (SMTP), only the first time counts.
 */
const tell = async (to: WeekNotified, matter: readonly string[], said: NoticeSaid): Promise<void> => {
  const { address, locale, mailer, at, isFirst } = to;
  const id = idOf(matter, at, address);
  const found = await mailer.find(id, { to: address, since: mondayOf(at) });
  if (found === 'unsent' || (found === 'unknown' && isFirst)) {
    await mailer.send(noticeLetter(id, address, said, locale, at));
    await mailer.flush?.();
  }
};

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
const weekOf = (at: string): number => Math.floor((must(dayFromIso(at.slice(0, 10)), 'day of a notice') + 3) / 7);
const mondayOf = (at: string): string => isoOf(weekOf(at) * 7 - 3);

const idOf = (matter: readonly string[], at: string, address: string): string =>
  digest([...matter, String(weekOf(at)), address]);

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

export const noticeLetter = (
  id: string,
  address: string,
  { subject, lines, items = [] }: NoticeSaid,
  locale: Locale,
  at: string,
): OutgoingMail => {
  const [first = '', ...rest] = lines.map((line) => line[locale]);
  const listed = items.map(({ title, url, text }) => `${title}${FORMAT[locale].colon}${text}${url ? `\n${url}` : ''}`);
  return {
    id,
    to: { name: '', address },
    subject: subject[locale],
    letter: plainLetter({ locale, subject: subject[locale], lines: [first, ...rest], matters: items }),
    text: `${[first, ...listed, ...rest].join('\n\n')}\n`,
    html: page(subject[locale], locale, [paragraph(first), blocksOf(items), ...rest.map(paragraph)].join('')),
    language: locale,
    date: at,
  };
};

const FONT = "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',Arial,sans-serif";

const page = (title: string, locale: Locale, body: string): string =>
  [
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escapeHtml(title)}</title><body style="margin:0;padding:24px 16px;background:#ffffff;color:#1f2933">`,
    `<div style="max-width:600px;margin:0 auto;font-size:16px;line-height:1.6;${FONT}">${body}</div></body></html>`,
  ].join('');

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;

/** Each matter under the workbook that it is about. */
const blocksOf = (items: NonNullable<NoticeSaid['items']>): string =>
  items
    .map(({ title, url, text }) => {
      const name = escapeHtml(title);
      const head = url === undefined ? name : `<a href="${escapeHtml(url)}" style="color:#1f2933">${name}</a>`;
      return `<div style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #c2570c"><b>${head}</b><br>${escapeHtml(text)}</div>`;
    })
    .join('');
