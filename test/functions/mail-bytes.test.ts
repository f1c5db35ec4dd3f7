/** Whatever a letter says, its bytes are those that nodemailer itself would send. */
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
const name = fc.constantFrom('Li Ming', '李明', 'a "b" <c@example.com>', '', 'Zoë, of Sales');
const mail = fc.record({
  id: fc.constantFrom('m1', '2026-03-06/ä', 'x'.repeat(70)),
  to: fc.record({ name, address: fc.constantFrom('li@example.com', 'li@例え.example') }),
  subject: text,
  text,
  html: text.map((inner) => `<p>${inner}</p>`),
  earlier: fc.array(fc.record({ id: fc.uuid(), receipt: fc.constantFrom('', '<a@b>') }), { maxLength: 12 }),
  remembered: fc.constant([]),
  language: fc.constantFrom('en' as const, 'zh-CN' as const),
  date: fc.constant('2026-03-06T09:00:00+08:00'),
});

test('a letter of any words, with and without a calendar', async () => {
  await fc.assert(
    fc.asyncProperty(mail, fc.option(text, { nil: undefined }), name, async (words, calendar, sender) => {
      const letter = { ...words, ...(calendar !== undefined && { calendar }) };
      const message = () => messageOf(letter as never, { name: sender, address: 'baton@example.com' });
      const { message: bytes, messageId } = await byNodemailer.sendMail(message());
      const own = composed(message());
      expect(own.bytes.toString()).toBe((bytes as Buffer).toString());
      expect(own.bytes.equals(bytes as Buffer)).toBe(true);
      expect(own.messageId).toBe(messageId);
    }),
    { numRuns: 300 },
  );
});
