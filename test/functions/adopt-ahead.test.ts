import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../core/text/width.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { adoptLines } from '../../functions/adopt/print.ts';
import { proposeFile } from '../../functions/adopt/propose.ts';
import type { Locale } from '../../sheet-templates/index.ts';

/** What adopting says of the mail that will come of it, and of what one more column would add. */

/** A Friday. */
const NOW = '2026-03-06T09:00:00+08:00';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-ahead-'));
});
afterAll(() => rm(folder, { recursive: true }));

const adopt = async (rows: string, locale: Locale = 'en') => {
  const path = join(folder, `plan-${++count}.csv`);
  await writeFile(path, rows);
  const report = await adoptFile(path, { now: NOW, country: 'none', locale });
  return { ...report, lines: adoptLines(report, 'plan.xlsx', locale, widthOf) };
};

describe('what will be mailed in 20 workdays', () => {
  it('is said with how many people it reaches once they have addresses', async () => {
    const { forecast, lines } = await adopt(
      'Task,Owner,Due,Status\nPaint,Ann Miller,2026-03-11,Open\nDry,Bob Stone,2026-03-20,Not started\n',
    );
    expect(forecast).toMatchObject({ people: 2, none: null });
    expect(forecast!.mails20).toBeGreaterThan(4);
    expect(lines).toContain(
      `In the next 20 workdays ${forecast!.mails20} mails leave for 2 people if nothing moves, once all of them have addresses.`,
    );
  });

  it.each<[string, string, RegExp]>([
    ['all-done', 'Task,Owner,Due,Status\nPaint,Ann Miller,2026-03-11,Done\n', /every task is done or dropped/],
    ['far', 'Task,Owner,Due,Status\nPaint,Ann Miller,2027-03-11,Open\n', /nothing is due or late by then/],
  ])('is nothing, and why: %s', async (none, rows, said) => {
    const { forecast, lines } = await adopt(rows);
    // The first list of what is whose goes out all the same where there is something open.
    if (forecast!.mails20 === 0) {
      expect(forecast!.none).toBe(none);
      expect(lines.join('\n')).toMatch(said);
    } else expect(none).toBe('far');
  });

  it('in Chinese', async () => {
    const { lines } = await adopt('任务,负责人,截止日期,状态\n画草图,李明,2026-03-11,已完成\n', 'zh-CN');
    expect(lines).toContain('接下来 20 个工作日不会寄信：任务都已完成或取消。');
  });
});

describe('a sheet that lacks a column', () => {
  it('of dates: what Baton does without, and what one would add', async () => {
    const { missing, lines } = await adopt('Task,Owner,Status\nPaint,Ann Miller,Open\nDry,Bob Stone,Open\n');
    expect(missing.columns).toEqual(['due']);
    expect(lines.join('\n')).toContain('Due dates: no column says by when, so nothing is reminded of');
  });

  it('of owners', async () => {
    const { missing, forecast, lines } = await adopt(
      '任务,截止日期,状态\n画草图,2026-03-11,进行中\n做样品,2026-03-12,进行中\n',
      'zh-CN',
    );
    expect(missing.columns).toEqual(['responsible']);
    expect(forecast).toMatchObject({ mails20: 0, none: 'no-owners' });
    expect(lines.join('\n')).toContain('负责人：没有一列写明任务归谁');
    expect(lines).toContain('接下来 20 个工作日除了专人不会给别人寄信：没有完成的任务都没有负责人。');
  });

  it('for who approves lacks nothing', async () => {
    const { missing } = await adopt('Task,Owner,Due,Status\nPaint,Ann Miller,2026-03-11,Open\n');
    expect(missing.columns).toEqual([]);
  });
});

describe('a proposal of a workbook of another format', () => {
  it('is made without making a file', async () => {
    const path = join(folder, 'look.csv');
    await writeFile(path, 'Task,Owner,Due,Status\nPaint,Ann Miller,2026-03-11,Open\n');
    const { sheets, forecast } = await proposeFile(path, { now: NOW, country: 'none' }, 'en');
    expect(sheets).toMatchObject([{ sheet: 'look', chosen: true, headerRow: 1 }]);
    expect(forecast!.mails20).toBeGreaterThan(0);
    expect((await readdir(folder)).filter((name) => name.startsWith('look'))).toEqual(['look.csv']);
  });
});
