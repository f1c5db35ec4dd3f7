import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { onlyWithin } from '../../functions/base/recipients.ts';
import { RecipientError } from '../../functions/errors.ts';
import { run, tempFolder } from '../support/cli.ts';
import { shortLetter } from '../support/letter.ts';

const mailTo = (address: string) => ({
  id: address,
  to: { name: 'Li Ming', address },
  subject: 's',
  letter: shortLetter(),
  text: 't',
  html: '<p>t</p>',
  language: 'en',
  date: '2026-03-06T09:00:00+08:00',
});

describe('mail within some domains', () => {
  it.each(['li@example.com', 'li@mail.example.com', 'LI@EXAMPLE.COM', 'li@example.cn'])(
    'reaches %s',
    async (address) => {
      const inner = createMemoryMailer();
      await onlyWithin(['example.com', 'example.cn'], inner).send(mailTo(address));
      expect(inner.sent).toHaveLength(1);
    },
  );

  it.each([
    'li@example.org',
    'li@notexample.com',
    'li@example.com.evil.example.org',
    'li@example.com@evil.example.org',
  ])('never leaves for %s, which is refused as an address that will not do', async (address) => {
    // As SMTP, which can say nothing of a mail that it was never given.
    const inner = { ...createMemoryMailer(), find: async () => 'unknown' as const };
    const mailer = onlyWithin(['example.com', 'example.cn'], inner);
    const error = await mailer.send(mailTo(address)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RecipientError);
    expect(error).toMatchObject({ kind: 'data', outcome: 'refused', code: 'outside-address', said: '' });
    expect(inner.sent).toEqual([]);
    expect(await mailer.find(address, { to: address, since: '2026-03-06' })).toBe('unsent');
    expect(await mailer.find('another', { to: address, since: '2026-03-06' })).toBe('unknown');
  });
});

describe('the command line', () => {
  it('mails nobody outside BATON_RECIPIENTS, and says who was not reached, then and later', async () => {
    const folder = await tempFolder();
    const now = ['--now', '2026-11-20T09:00'];
    await run('baton', folder, ['init', 'plan.xlsx', '--demo', '--locale', 'en', ...now]);
    const dry = await run('baton', folder, ['sweep', 'plan.xlsx', ...now, '--dry-run'], {
      BATON_RECIPIENTS: 'example.org',
    });
    expect(dry.out).toContain('BATON_RECIPIENTS keeps 14 mails from leaving');
    const nobody = await run('baton', folder, ['sweep', 'plan.xlsx', ...now], { BATON_RECIPIENTS: 'example.org' });
    expect(nobody.code).toBe(1);
    expect(nobody.out).toContain(
      '\n0 mails sent.\n14 people should hear of something and cannot be reached: Helen Brooks',
    );
    expect(nobody.out).toContain('BATON_RECIPIENTS keeps 14 mails from leaving: the address lies outside its domains.');
    expect(await readdir(join(folder, 'outbox')).catch(() => [])).toEqual([]);
    const later = await run('baton', folder, ['check', 'plan.xlsx', '--now', '2026-11-23T09:00']);
    expect(later.out).toContain(
      'No mail reaches helen.brooks@example.com (Helen Brooks): it was refused on Fri 20 Nov.',
    );
    const wrong = await run('baton', folder, ['sweep', 'plan.xlsx', ...now], { BATON_RECIPIENTS: 'everybody' });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('BATON_RECIPIENTS names domains')]);
  });
});
