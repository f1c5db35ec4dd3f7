import { describe, expect, it } from 'vitest';
import { xlsxFile } from '../../functions/adapters/xlsx-file/backend.ts';
import { namedAs, openMailer } from '../../functions/connect/connect.ts';

const nothing = {
  from: null,
  env: {},
  recipients: null,
  locale: 'en',
} as const;
const FROM = { name: 'Baton', address: 'baton@example.com' };

describe('a way to send mail', () => {
  it.each(['gmail', 'GMAIL', 'graph'])('%s is opened without asking anybody', async (way) => {
    expect((await openMailer({ ...nothing, way, from: FROM })).batch).toBeGreaterThan(1);
  });

  it.each(['gmail', 'graph', 'smtp://localhost'])('%s needs a sender', async (way) => {
    await expect(openMailer({ ...nothing, way })).rejects.toMatchObject({ code: 'sender-missing', kind: 'call' });
  });

  it.each(['gmail:', 'gmial', 'graph:x/y', 'outbox:', 'pigeon:x', ''])(
    '“%s” is none, and it is said which there are',
    async (way) => {
      const error = await openMailer({ ...nothing, way, from: FROM }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'mail-unknown', kind: 'call' });
      for (const known of ['outbox:', 'smtp://', '--mail gmail', '--mail graph'])
        expect((error as Error).message).toContain(known);
    },
  );
});

describe('a kind of workbook', () => {
  it('is named as it says, and by its scheme where it says nothing', () => {
    const { named: _, ...unnamed } = xlsxFile;
    expect(namedAs(xlsxFile).en).toBe('the path of an .xlsx file');
    expect(namedAs({ ...unnamed, scheme: 'csv' })).toEqual({ 'zh-CN': 'csv: 加它的地址', en: 'csv: and its address' });
  });
});
