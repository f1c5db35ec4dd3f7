/** Whatever a letter says, its bytes are those that nodemailer itself would send; only what looks like an encoded word is not left as it is. */
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { composed } from '../../functions/base/mail-bytes.ts';
import { messageOf } from '../../functions/base/mail-message.ts';

const byNodemailer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

const text = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme', maxLength: 300 }),
  fc.string({
    minLength: 1,
    unit: fc.constantFrom('任', '务', 'é', ' ', '\r\n', '\n', '.', 'a', '😀'),
    maxLength: 300,
  }),
  // A part ends with a line, or right after it.
  fc.integer({ min: 1, max: 300 }).map((n) => 'x'.repeat(n)),
);
/** Of many lengths, since lines are folded. */
const ascii = fc.string({ minLength: 1, unit: fc.constantFrom('a', ' ', '"', '.', ':'), maxLength: 200 });
const name = fc.oneof(
  fc.constantFrom('Li Ming', '李明', 'a "b" <c@example.com>', '', 'Zoë, of Sales', 'R&D', "O'Brien-Smith"),
  fc.string({ unit: fc.constantFrom('李', 'é', ' ', '.', 'a', '😀', '\ud83d', '_'), maxLength: 70 }),
);
const address = fc.constantFrom(
  'li@example.com',
  'Li.Ming+box@Example.COM',
  'li@例え.example',
  '李@例え.example',
  'li@xn--r8jz45g.example',
  'a..b@example.com',
  '.li.@example.com',
  'li@127.1',
  'li@a#1.example',
  'li@a%62.example',
);
const mail = fc.record({
  id: fc.constantFrom('m1', '2026-03-06/ä', 'x'.repeat(70)),
  to: fc.record({ name, address }),
  subject: fc.oneof(text, ascii),
  text,
  html: text.map((inner) => `<p>${inner}</p>`),
  earlier: fc.array(fc.record({ id: fc.uuid(), receipt: fc.constantFrom('', '<a@b>') }), { maxLength: 12 }),
  remembered: fc.constant([]),
  language: fc.constantFrom('en' as const, 'zh-CN' as const),
  date: fc.constant('2026-03-06T09:00:00+08:00'),
});

test('a letter of any words, with and without a calendar', async () => {
  await fc.assert(
    fc.asyncProperty(mail, fc.option(text, { nil: undefined }), name, address, async (words, calendar, sender, by) => {
      const letter = { ...words, ...(calendar !== undefined && { calendar }) };
      const message = () => messageOf(letter as never, { name: sender, address: by });
      const { message: bytes, messageId } = await byNodemailer.sendMail(message());
      const own = composed(message());
      expect(own.bytes.toString()).toBe((bytes as Buffer).toString());
      expect(own.bytes.equals(bytes as Buffer)).toBe(true);
      expect(own.messageId).toBe(messageId);
    }),
    { numRuns: 300 },
  );
});

test('what looks like an encoded word in a cell is read as it stands there', () => {
  const subject = 'Due: =?UTF-8?B?aGVsbG8=?=';
  const letter = { id: 'm1', to: { name: 'Li', address: 'li@example.com' }, subject, text: 'x', html: 'x' };
  const { bytes } = composed(
    messageOf({ ...letter, earlier: [], remembered: [], language: 'en', date: '2026-03-06T09:00:00Z' } as never, {
      name: 'Baton',
      address: 'baton@example.com',
    }),
  );
  expect(bytes.toString()).toContain(
    `\r\nSubject: =?UTF-8?B?${Buffer.from(subject.slice(0, 30)).toString('base64')}?=`,
  );
  expect(bytes.toString()).not.toContain('aGVsbG8=');
});
