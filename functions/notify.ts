import { createHash } from 'node:crypto';
import { dayFromIso, isoOf } from '../core/day.ts';
import { escapeHtml } from '../core/mail/markup.ts';
import { type Locale, type Words, w } from '../sheet-templates/index.ts';
import type { Mailer, OutgoingMail } from './ports.ts';
import type { BadRow } from './registry.ts';

/** Somebody who answers for a workbook, or for all of them. */
export interface Notified {
  readonly address: string;
  readonly locale: Locale;
  readonly mailer: Mailer;
  /** The instant it is about, ISO 8601 with offset. */
  readonly at: string;
  /** Whether this is the first time it is noticed, as far as this delivery knows. */
  readonly isFirst: boolean;
}

/** Says that a workbook cannot be swept, and what to do. Throws what the mailer throws. */
export const tellOfFailure = (to: Notified, workbook: string, code: string, why: Words): Promise<void> =>
  tell(to, [workbook, code], {
    subject: w('接力检查不了一本工作簿', 'Baton cannot sweep a workbook'),
    lines: [
      w(`工作簿：${workbook}`, `Workbook: ${workbook}`),
      why,
      w(
        '在那之前，这本工作簿不会寄出提醒；其他工作簿不受影响。要先停下它，请在名册里写上“暂停”。',
        'Until then nobody is reminded of anything in it; other workbooks are swept as before. To leave it out for now, mark it as paused in the list of workbooks.',
      ),
    ],
  });

/** Says that the address book that workbooks share cannot be read; about a book, however many of them name it. */
export const tellOfBook = (to: Notified, book: string, why: Words): Promise<void> =>
  tell(to, ['book', book], {
    subject: w('接力读不到共享通讯录', 'Baton cannot read the shared address book'),
    lines: [
      why,
      w(
        '在那之前，用它的工作簿照常检查，按自己表里已有的人员、部门和日历；通讯录里的新变化还看不到。',
        'Until then the workbooks that name it are swept as before, with the people, departments and days that stand in their own sheets; what is new in the book is not seen.',
      ),
    ],
  });

/** Says which rows of the list of workbooks cannot be used. */
export const tellOfBadRows = (to: Notified, bad: readonly BadRow[]): Promise<void> =>
  tell(to, ['registry', ...bad.map(({ row, code }) => `${row} ${code}`)], {
    subject: w('工作簿名册里有几行用不了', 'Rows in the list of workbooks cannot be used'),
    lines: [
      ...bad.map(({ row, words }) => w(`第 ${row} 行：${words['zh-CN']}`, `Row ${row}: ${words.en}`)),
      w('其他各行照常检查。', 'All other rows are swept as before.'),
    ],
  });

interface Said {
  readonly subject: Words;
  readonly lines: readonly Words[];
}

/**
 * Tells an address once a week of the same matter, however often it is met: the mail system is asked whether it has that
 * week's mail. Where it keeps no record (SMTP), only the first time counts.
 */
const tell = async (to: Notified, matter: readonly string[], said: Said): Promise<void> => {
  const { address, locale, mailer, at, isFirst } = to;
  const id = digest([...matter, String(weekOf(at)), address]);
  const found = await mailer.find(id, { to: address, since: mondayOf(at) });
  if (found === 'unsent' || (found === 'unknown' && isFirst)) {
    await mailer.send(letterOf(id, address, said, locale, at));
  }
};

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
const weekOf = (at: string): number => Math.floor((dayFromIso(at.slice(0, 10))! + 3) / 7);
const mondayOf = (at: string): string => isoOf(weekOf(at) * 7 - 3);

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const letterOf = (id: string, address: string, { subject, lines }: Said, locale: Locale, at: string): OutgoingMail => {
  const texts = lines.map((line) => line[locale]);
  return {
    id,
    to: { name: '', address },
    subject: subject[locale],
    text: `${texts.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><meta charset="utf-8"><body>${texts.map(paragraph).join('')}</body></html>`,
    language: locale,
    date: at,
  };
};

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
