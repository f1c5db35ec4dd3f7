import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { chain, ledgerWrite } from '../../../core/record/ledger.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { filled } from '../../../scripts/bench/filled.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { appendOf } from '../../support/starter.ts';

let folder: string;
let long: Buffer;
const baton = (...args: string[]) => run('baton', folder, args);
const sweep = (...args: string[]) => baton('sweep', ...args, '--now', '2026-03-06T09:00');

/** A file of the starter with ten thousand and ten rows in its record, all about what is over. */
beforeAll(async () => {
  folder = await tempFolder();
  const entries = Array.from({ length: 10_010 }, (_, i) => ({
    key: `task.due:X-${i}:2025-10-01:1`,
    to: 'li@example.com',
    mail: `mail-${i}`,
    status: 'sent' as const,
    day: dayFromIso('2025-10-01')!,
    at: '2025-10-01T09:00:00+08:00',
    run: '2025-10-01-1',
    receipt: '',
  }));
  const people = appendOf('directory', { name: 'Li Ming', email: 'li@example.com' });
  long = filled('en', [people, ...chain(entries, { seq: 0, hash: '' }).map(ledgerWrite)]);
});

it('a sweep says that old entries of a long record went to an archive, in the reader’s language, and verify finds one chain', async () => {
  await writeFile(join(folder, 'plan.xlsx'), long);
  const dry = await sweep('plan.xlsx', '--dry-run');
  expect(dry.out).not.toContain('_ledger_2025');
  const { code, out, err } = await sweep('plan.xlsx');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(
    'The record of mails had grown long: 10009 old entries about what is over are in the hidden sheet _ledger_2025 now.',
  );
  expect((await baton('verify', 'plan.xlsx')).out).toMatch(/has 10\d\d\d rows.*those in 1 archive included/);
  const again = await sweep('plan.xlsx');
  expect([again.code, again.out.includes('_ledger_2025')]).toEqual([0, false]);

  await writeFile(join(folder, 'plan2.xlsx'), long);
  expect((await sweep('plan2.xlsx', '--locale', 'zh-CN')).out).toContain(
    '寄信记录已经很长：早已了结的 10009 条，现在转到了隐藏的表 _ledger_2025。',
  );
});

it('with many workbooks its line says so, and for a program the document', async () => {
  for (const file of ['a.xlsx', 'b.xlsx', 'c.xlsx']) await writeFile(join(folder, file), long);
  const { out } = await sweep('a.xlsx', 'b.xlsx');
  expect(out.match(/done; 10009 old entries archived$/gm)).toHaveLength(2);
  const { result } = JSON.parse((await sweep('c.xlsx', '--json')).out);
  expect(result).toMatchObject({ outcome: 'done', rolled: { rows: 10_009, sheet: '_ledger_2025' } });
  expect(JSON.parse((await sweep('c.xlsx', '--json')).out).result.rolled).toBeUndefined();
});

it('no sweep looks into the archive: one that is damaged is verify’s concern', async () => {
  const file = join(folder, 'damaged.xlsx');
  await writeFile(file, long);
  await sweep('damaged.xlsx');
  const bytes = await readFile(file);
  const parts = openPackage(bytes);
  const { path } = parts.sheets.find(({ title }) => title === '_ledger_2025')!;
  const { data } = parts.find(path)!;
  data.fill(0, data.length / 2);
  await writeFile(file, bytes);
  expect((await sweep('damaged.xlsx')).code).toBe(0);
  expect((await baton('sweep', 'damaged.xlsx', '--now', '2026-03-09T09:00')).code).toBe(0);
  expect((await baton('verify', 'damaged.xlsx')).code).not.toBe(0);
});
