import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { lettersIn } from '../functions/http/parts.ts';
import { run, tempFolder } from '../support/cli.ts';
import { appendOf } from '../support/starter.ts';
import { li, plant, rowsOf, sales, task, wang, zhao } from './sharing.ts';

const template = (locale: string) => new URL(`../../sheet-templates/generated/starter-${locale}.xlsx`, import.meta.url);

let folder: string;
const sweep = (...args: string[]) =>
  run('baton', folder, ['sweep', ...args, '--now', '2026-03-06T09:00', '--mail', 'outbox:mails']);
const inFile = (name: string) => openXlsxFile(join(folder, name)) as never as Parameters<typeof rowsOf>[0];

beforeAll(async () => {
  folder = await tempFolder();
  for (const [file, locale] of [
    ['people.xlsx', 'zh-CN'],
    ['launch.xlsx', 'en'],
    ['fair.xlsx', 'zh-CN'],
  ] as const) {
    await copyFile(template(locale), join(folder, file));
  }
  await openXlsxFile(join(folder, 'people.xlsx')).apply([
    ...[sales, plant].map((one) => appendOf('departments', one)),
    ...[li, { ...wang, language: 'zh-CN' }, zhao].map((one) => appendOf('directory', one)),
    appendOf('calendar', { date: '2026-03-09', kind: 'off', source: 'ours', note: '司庆' }),
  ]);
  await openXlsxFile(join(folder, 'launch.xlsx')).apply([appendOf('raci', task('Wang Wei'))]);
  await openXlsxFile(join(folder, 'fair.xlsx')).apply([appendOf('raci', task('wang.wei@example.com'))]);
});

describe('baton sweep A B --book BOOK.xlsx', () => {
  it('says in a dry run who of the book would be written and mailed, and touches nothing', async () => {
    const { code, out } = await sweep('launch.xlsx', '--book', 'people.xlsx', '--dry-run', '--json');
    expect(code).toBe(0);
    const plan = JSON.parse(out) as { writes: { tab: string; item: string }[]; mails: { to: string }[] };
    expect(plan.writes.filter(({ tab }) => tab === 'directory').map(({ item }) => item)).toEqual([
      'Li Na',
      'Wang Wei',
      'Zhao Min',
    ]);
    expect(plan.mails.map(({ to }) => to)).toContain(wang.email);
    expect(await rowsOf(inFile('launch.xlsx'), 'directory')).toEqual([]);
  });

  it('shares people, departments and days with each of them, in each one’s words; the book is left as it is', async () => {
    const { code, out, err } = await sweep('launch.xlsx', 'people.xlsx', 'fair.xlsx', '--book', 'people.xlsx');
    expect([code, err], out).toEqual([0, '']);
    expect(await rowsOf(inFile('launch.xlsx'), 'directory')).toContainEqual({
      ...wang,
      language: '中文',
      source: 'Shared',
    });
    expect(await rowsOf(inFile('fair.xlsx'), 'directory')).toContainEqual({
      ...wang,
      language: '中文',
      source: '共享',
    });
    expect(await rowsOf(inFile('fair.xlsx'), 'departments')).toContainEqual({ ...plant, source: '共享' });
    expect(await rowsOf(inFile('launch.xlsx'), 'calendar')).toContainEqual(
      expect.objectContaining({ kind: 'Off', source: 'Shared', note: '司庆' }),
    );
    expect((await rowsOf(inFile('people.xlsx'), 'directory')).filter(({ source }) => source)).toEqual([]);
    const letters = await lettersIn(join(folder, 'mails'));
    expect(letters.map(({ to }) => to)).toContain(wang.email);
  });

  it('needs no book afterwards: what a plan is made from stands in the workbook', async () => {
    const { out } = await run('baton', folder, ['check', 'launch.xlsx', '--json']);
    const problems = (JSON.parse(out) as { problems: { code: string }[] }).problems.map(({ code }) => code);
    expect(problems).not.toContain('unknown-person');
  });

  it('that cannot be read ends the call before anything is swept, and says what to do', async () => {
    await writeFile(join(folder, 'notes.xlsx'), 'not a workbook');
    const none = await sweep('launch.xlsx', '--book', 'absent.xlsx', '--json');
    expect(none.code).toBe(2);
    expect(JSON.parse(none.out)).toMatchObject({ error: { code: 'book-unreadable' } });
    const wrong = await sweep('launch.xlsx', 'fair.xlsx', '--book', 'notes.xlsx');
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toMatch(/The shared address book .*notes\.xlsx cannot be read: .*\.xlsx/);
  });
});
