import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { paceOf } from '../../../functions/cli/progress.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';

const NOW = '2026-03-06T09:00';

let folder: string;
const sweep = (...args: string[]) => run('baton', folder, ['sweep', ...args, '--now', NOW, '--mail', 'outbox:mails']);

beforeAll(async () => {
  folder = await tempFolder();
  await makeDemo({ path: join(folder, 'launch.xlsx'), locale: 'en', zone: 'Europe/London', country: null, now: NOW });
  await copyFile(join(folder, 'launch.xlsx'), join(folder, 'copy.xlsx'));
  await writeFile(join(folder, 'notes.xlsx'), 'not a workbook');
});

describe('many workbooks in one call', () => {
  it('get one line each, and a last one that counts; the worst of them is the exit code', async () => {
    const { code, out, err } = await sweep('notes.xlsx', 'launch.xlsx', 'copy.xlsx', 'absent.xlsx');
    const [head, notes, launch, copy, absent, blank, total, ...rest] = out.split('\n');
    expect([code, err, blank, rest]).toEqual([2, '', '', ['']]);
    expect(head).toMatch(/^Workbook {5}Mails {2}To mend {2}Outcome$/);
    expect(notes).toMatch(/^notes\.xlsx {15,}This is not an \.xlsx file/);
    const [, mails, mend] = /^launch\.xlsx +(\d+) +(\d+) {2}done$/.exec(launch!)!;
    expect(copy).toMatch(/^copy\.xlsx +0 +\d+ {2}a copy of another workbook, nobody was mailed$/);
    expect(absent).toMatch(/^absent\.xlsx {15,}.*absent\.xlsx/);
    expect(Number(mails)).toBeGreaterThan(5);
    expect(total).toContain(`4 workbooks, 3 not swept, ${mails} mails sent, `);
    expect(Number(/(\d+) to mend\.$/.exec(total!)![1])).toBeGreaterThan(Number(mend));
  });

  it('say the same in Chinese, and that a dry run sends nothing', async () => {
    const { code, out } = await sweep('launch.xlsx', 'launch.xlsx', '--dry-run', '--locale', 'zh-CN');
    expect(code).toBe(0);
    expect(out).toMatch(/2 本工作簿，都能检查，会寄 0 封信，.*这是试运行，什么都没有动。\n$/);
  });
});

it('counts how fast it goes and what is left from what is done', () => {
  expect(paceOf(0, 300, 4)).toBeNull();
  expect(paceOf(30, 300, 60)).toEqual({ perMinute: 30, left: 540 });
  expect(paceOf(300, 300, 60)).toEqual({ perMinute: 300, left: 0 });
});
