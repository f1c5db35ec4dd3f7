/** What the outbox's page is made of is the same, be a letter read from its file or known from being written. */
import { describe, expect, it } from 'vitest';
import { letterWritten, readLetter } from '../../../functions/adapters/outbox/eml.ts';
import { composed } from '../../../functions/base/mail-bytes.ts';
import { messageOf } from '../../../functions/base/mail-message.ts';
import type { OutgoingMail } from '../../../functions/ports.ts';
import { MAIL } from '../../contracts/mailer.ts';

const FROM = { name: '接力 Baton', address: 'baton@example.com' };
const LONG = 'x'.repeat(1200);

const LETTERS: Readonly<Record<string, Partial<OutgoingMail>>> = {
  'as most are': {},
  'in short lines of plain letters': { text: 'Two lines,\nand no more.\n', html: '<p>Two lines</p>\n' },
  'without an end of line': { text: 'Two lines', html: '<p>两行</p>' },
  'with a line that is too long': { text: `${LONG}\n`, html: `<p>${LONG}</p>` },
  'with blank lines, and one like a boundary': { text: '\n\n--\n-- \nBaton\n\n', html: '\n<p>--</p>\n\n' },
  'with ends of lines of another kind': { text: 'One\r\ntwo\rthree\r\n', html: '<p>\r\n</p>' },
  'with half a character': { text: 'half \ud83d', html: '<p>\udc00</p>' },
  'with dates': { calendar: 'BEGIN:VCALENDAR\r\nSUMMARY:报价\r\nEND:VCALENDAR\r\n' },
  'to a name in another script': {
    to: { ...MAIL.to, name: 'Zoë 王' },
    subject: '=?utf-8?B?5oql5Lu3?= 报价 '.repeat(6),
  },
};

describe('a letter that was written', () => {
  it.each(Object.entries(LETTERS))('%s, is known as it is read', (_, different) => {
    const mail = { ...MAIL, ...different };
    const { bytes } = composed(messageOf(mail, FROM));
    const read = readLetter(bytes.toString());
    expect(read).not.toBeNull();
    expect(letterWritten(bytes, mail)).toEqual(read);
  });
});
