import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbook } from '../../../functions/create/make-workbook.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';

const NOW = ['--now', '2026-03-06T09:00'];

/** What of a call follows the workbook, of each command that takes the one that was set up. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  check: [],
  sweep: [...NOW, '--dry-run'],
  explain: ['T-0013', ...NOW],
  slip: ['T-0013', '3', ...NOW],
  forecast: NOW,
  court: NOW,
  export: ['--csv', ...NOW],
  edit: ['--tab', 'raci', '--row', '6', '--set', 'due=2026-05-08', ...NOW],
  verify: [],
  resend: ['li.na@example.com', '--dry-run'],
  rollover: ['--dry-run'],
  doctor: NOW,
};

let folder: string;
let setUp: { readonly BATON_CONFIG: string };
beforeAll(async () => {
  folder = await tempFolder();
  const place = { locale: 'en', zone: 'Europe/London', country: null, now: '2026-03-06T09:00' } as const;
  await makeDemo({ path: join(folder, 'launch.xlsx'), ...place });
  await makeWorkbook({ path: join(folder, 'full.xlsx'), template: 'full', project: '', ...place });
  setUp = { BATON_CONFIG: join(folder, 'config.json') };
  await writeFile(setUp.BATON_CONFIG, JSON.stringify({ workbooks: [join(folder, 'launch.xlsx')] }));
});

describe('what was set up is meant where a call names no workbook', () => {
  it.each(Object.entries(MEANT))('%s', async (name, rest) => {
    const meant = await run('baton', folder, [name, ...rest], setUp);
    expect(meant.err).not.toContain('missing');
    expect(meant).toEqual(await run('baton', folder, [name, 'launch.xlsx', ...rest], setUp));
  });

  it('sweep on a day off says how to see what a workday looks like', async () => {
    const { code, out } = await run('baton', folder, ['sweep', '--now', '2026-03-07T09:00', '--dry-run'], setUp);
    expect([code, out]).toEqual([0, expect.stringContaining('add --now 2026-03-06T09:00')]);
  });

  it('backup', async () => {
    expect(await run('baton', folder, ['backup'], setUp)).toMatchObject({ code: 0, err: '' });
    expect((await run('baton', folder, ['backup', 'launch.xlsx'], setUp)).out).toContain('launch.backup.json');
  });

  it('pack, whose request is said to be unknown in that workbook', async () => {
    const full = { BATON_CONFIG: join(folder, 'full.json') };
    await writeFile(full.BATON_CONFIG, JSON.stringify({ workbooks: [join(folder, 'full.xlsx')] }));
    expect((await run('baton', folder, ['pack', 'Q-0001'], full)).err).toContain('Q-0001');
  });
});

describe('what makes a workbook, or puts into one what comes from outside, names it', () => {
  it.each([
    ['init', []],
    ['adopt', []],
    ['minutes', ['minutes.md']],
    ['people', ['people.txt']],
    ['reply', ['reply.eml']],
    ['restore', ['launch.backup.json']],
  ])('%s', async (name, rest) => {
    const { code, err } = await run('baton', folder, [name, ...rest], setUp);
    expect([code, err]).toEqual([2, expect.stringContaining('is missing')]);
  });

  it('a call that names the workbook and nothing in it is told what lacks, set up or not', async () => {
    for (const env of [setUp, {}])
      expect((await run('baton', folder, ['explain', 'launch.xlsx'], env)).err).toBe(
        'The argument item is missing. Add --help to see how.\n',
      );
    expect((await run('baton', folder, ['slip', 'launch.xlsx', 'T-0013'], setUp)).err).toContain('argument days');
    expect((await run('baton', folder, ['explain', 'T-0013'])).err).toContain('argument workbook');
    expect((await run('baton', folder, ['explain', '--help'])).out).toContain(
      'npm run -s baton -- explain [workbook] <item>',
    );
  });
});

it('a sheet that is not followed yet is answered with a call that can be run as it stands', async () => {
  const book = new exceljs.Workbook();
  book.addWorksheet('进度').addRows([
    ['任务', '负责人', '截止日期'],
    ['定稿', '李明', '2026-03-09'],
  ]);
  await book.xlsx.writeFile(join(folder, '我的 进度.xlsx'));
  const { code, err } = await run('baton', folder, ['check', '我的 进度.xlsx', '--locale', 'zh-CN']);
  expect([code, err]).toEqual([
    1,
    '我的 进度 还没有跟进。要接管它，请运行：npm run -s baton -- adopt "我的 进度.xlsx"\n',
  ]);
});
