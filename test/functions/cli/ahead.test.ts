import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../../core/text/width.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { forecastTable } from '../../../functions/cli/forecast-table.ts';
import { openTerminal, type Terminal } from '../../../functions/cli/terminal.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { forecastWorkbook } from '../../../functions/sweep/forecast.ts';
import { run, tempFolder } from '../../support/cli.ts';

/** A Friday. */
const NOW = '2026-03-06T09:00';
const CHINESE = { LANG: 'zh_CN.UTF-8' };

let folder: string;
const baton = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  run('baton', folder, [...args, '--now', NOW], env);
const jsonOf = async (...args: string[]) => JSON.parse((await baton([...args, '--json'])).out);

beforeAll(async () => {
  folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  await makeDemo({ path, template: 'full', locale: 'en', zone: 'Europe/London', country: 'GB', now: NOW });
});

describe('slip', () => {
  it('says what moves, which dates fall, and who is told', async () => {
    const { code, out } = await baton(['slip', 'launch.xlsx', 't-0021', '5']);
    expect(code).toBe(0);
    expect(out).toContain('Due Fri 6 Mar; 5 workdays late it ends on Fri 13 Mar.');
    expect(out).toMatch(/Open sales on all channels .*Mon 30 Mar +Tue 31 Mar \(\+1\)/);
    expect(out.split('\n').slice(1).join('\n')).not.toMatch(/[TQ]-00/);
    expect(out).toMatch(/Review of film and displays +Wed 18 Mar +kept/);
    expect(out).toMatch(/Wanted finish: .* missed: Tue 31 Mar at the earliest/);
    expect(out).toMatch(/Who hears of it with the next sweep\n {2}\S/);
    expect((await baton(['slip', 'launch.xlsx', 'publish the product page', '5'])).out).toBe(out);

    const found = await jsonOf('slip', 'launch.xlsx', 'T-0021', '5');
    expect(found).toMatchObject({ item: 'T-0021', days: 5, late: 0, from: '2026-03-06', to: '2026-03-13' });
    expect(found.moves.at(-1)).toMatchObject({ item: 'T-0038', to: '2026-03-31', days: 1, daysAlready: 0 });
    expect(found.nodes.filter((node: { falls: boolean }) => node.falls)).toHaveLength(2);
    expect(found.told).toContain('liam.byrne@example.com');
  });

  it('counts from today what is late already, and says what has to move without it', async () => {
    const { out } = await baton(['slip', 'launch.xlsx', 'T-0016', '5']);
    expect(out).toContain('Due Thu 5 Mar; 1 workday late already. 5 more: ends on Fri 13 Mar.');
    expect(out).toMatch(/Send samples to creators .*Thu 26 Mar \(\+6; \+1 already if it ends today\)/);
    const late = (await baton(['slip', 'launch.xlsx', 'T-0012', '4'])).out;
    expect(late).toContain('Due Tue 24 Feb; 8 workdays late already. 4 more: ends on Thu 12 Mar.');
    expect(late).toMatch(/Compile the test report .*\(\+4\)\n/);
    const zh = (await baton(['slip', 'launch.xlsx', 'T-0016', '5', '--locale', 'zh-CN'])).out;
    expect(zh).toContain('已经晚了 1 个工作日。再晚 5 个工作日，就是 3月13日');
    expect(zh).toContain('+6，其中 1 天今天完成也要移');

    const found = await jsonOf('slip', 'launch.xlsx', 'T-0016', '5');
    expect(found).toMatchObject({ days: 5, late: 1, from: '2026-03-05', to: '2026-03-13' });
    expect(found.moves).toEqual([expect.objectContaining({ item: 'T-0033', days: 6, daysAlready: 1 })]);
  });

  it('speaks Chinese, and says so where nothing has to move', async () => {
    const { out } = await baton(['slip', 'launch.xlsx', 'T-0017', '1'], CHINESE);
    expect(out).toContain('等它的事都不用动');
    expect(out).toContain('下一次检查会告知');
  });

  it.each([
    [['T-0999', '3'], 1, 'item-unknown'],
    [['Q-0001', '3'], 1, 'no-date-to-miss'],
    [['T-0001', '3'], 1, 'no-date-to-miss'],
    [['T-0016', '0'], 2, 'not-workdays'],
    [['T-0016', 'soon'], 2, 'not-workdays'],
  ])('refuses %j', async (args, exit, code) => {
    const ran = await baton(['slip', 'launch.xlsx', ...args, '--json']);
    expect([ran.code, JSON.parse(ran.out).error.code]).toEqual([exit, code]);
  });
});

describe('forecast', () => {
  it('is a table: a row a person, a column a workday, in each how many things their mail is about, and what escalates', async () => {
    const { code, out } = await baton(['forecast', 'launch.xlsx', '--days', '5']);
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ mails to \d+ people\. This is what Baton will send if nobody changes the workbook\./);
    const lines = out.split('\n');
    const head = lines.findIndex((line) => line.startsWith('Name'));
    expect(lines.slice(head - 2, head + 1).map((line) => line.trim().split(/\s+/))).toEqual([
      ['Mar'],
      ['Fr', 'Mo', 'Tu', 'We', 'Th'],
      ['Name', '6', '9', '10', '11', '12'],
    ]);
    const last = lines.findIndex((line) => line.startsWith('All mails'));
    const rows = lines.slice(head + 1, last).map((line) => line.slice(-16).trim().split(/\s+/));
    const { days } = (await jsonOf('forecast', 'launch.xlsx', '--days', '5')) as { days: { mails: unknown[] }[] };
    // A row each of those who get a mail; below them, how many mails leave each day.
    const count = days.map((_, day) => rows.filter((row) => row[day] !== '-').length);
    expect(count).toEqual(days.map(({ mails }) => mails.length));
    expect(lines[last]?.split(/\s+/).slice(2).map(Number)).toEqual(count);
    expect(out).toMatch(/Fri 6 Mar +2 {2}Finish the 5,000-cycle endurance test +8 workdays +Helen Brooks\n/);
    expect(out).not.toMatch(/[A-Z]-00/);
  });

  it('goes on below where a terminal is narrow, in Chinese as well', async () => {
    const found = await forecastWorkbook(await openXlsxFile(join(folder, 'launch.xlsx')).read(), NOW, 10);
    const wide = { ...openTerminal(['--locale', 'zh-CN']), width: 80 };
    const narrow = { ...wide, width: 40 };
    const blocks = (terminal: Terminal) =>
      forecastTable(terminal, found.days).lines.filter((line) => line === '').length;
    expect([blocks(wide), blocks(narrow)]).toEqual([1, 2]);
    for (const terminal of [wide, narrow])
      for (const line of forecastTable(terminal, found.days).lines)
        expect(widthOf(line)).toBeLessThanOrEqual(terminal.width);
    expect(forecastTable(wide, found.days).lines.slice(1, 3)).toEqual([
      expect.stringMatching(/^ +3月$/),
      expect.stringMatching(/^ +五 {2}一 二 三 四 五 {2}一 二 三 四$/),
    ]);
  });

  it('prints what a sweep of that day plans, notice by notice', async () => {
    const forecast = await jsonOf('forecast', 'launch.xlsx', '--days', '2');
    expect(forecast).toMatchObject({ from: '2026-03-06', days: [{ date: '2026-03-06' }, { date: '2026-03-09' }] });
    const plan = await jsonOf('sweep', 'launch.xlsx', '--dry-run');
    type Said = { to: string; subject: string; notices: readonly (string | { key: string })[] };
    const lines = ({ mails }: { mails: readonly Said[] }) =>
      mails.map(({ to, subject, notices }) => [
        to,
        subject,
        ...notices.map((n) => (typeof n === 'string' ? n : n.key)),
      ]);
    expect(lines(forecast.days[0])).toEqual(lines(plan));
    const [notice] = forecast.days[0].mails[0].notices;
    expect(Object.keys(notice)).toEqual(['key', 'rule', 'item', 'level', 'because']);
  });

  it.each([
    ['en', {}, 'Mails to come'],
    ['zh-CN', CHINESE, '接下来会寄出的信'],
  ] as const)('writes a page that stands alone, in %s', async (locale, env, title) => {
    const { code, out } = await baton(['forecast', 'launch.xlsx', '--html', `${locale}.html`], env);
    expect([code, out]).toEqual([0, expect.stringContaining(`${locale}.html`)]);
    const page = await readFile(join(folder, `${locale}.html`), 'utf8');
    expect(page).toContain(`<html lang="${locale}">`);
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).not.toMatch(/<script|https?:|src=/);
    // Every link of the calendar leads to its day.
    const days = new Set([...page.matchAll(/<section id="(d[^"]+)"/g)].map(([, id]) => id));
    expect(days.size).toBe(20);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(days).toContain(id);
    const report = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(page);
    expect(
      report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([]);
  });

  it.each([
    [['--days', '251'], 2, 'not-workdays'],
    [['--html', 'nowhere/page.html'], 3, 'page-not-written'],
  ])('refuses %j', async (args, exit, code) => {
    const ran = await baton(['forecast', 'launch.xlsx', ...args, '--json']);
    expect([ran.code, JSON.parse(ran.out).error.code]).toEqual([exit, code]);
  });
});

describe('court', () => {
  it('draws how long each department held what, and lists the items that took longest', async () => {
    const { code, out } = await baton(['court', 'launch.xlsx']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}\S+(?: \S+)* +█{24} {2}\d+ workdays, \d+ items, \d+ now$/m);
    expect(out).toMatch(/^ {2}Finish the .* Martin Keller +Engineering \d+, Martin Keller \d+/m);
    const { departments, items } = await jsonOf('court', 'launch.xlsx');
    const held = items.flatMap((item: { held: readonly { department: string; days: number }[] }) => item.held);
    for (const { department, days } of departments as { department: string; days: number }[]) {
      const own = held.filter((one: { department: string }) => one.department === department);
      expect(own.reduce((sum: number, one: { days: number }) => sum + one.days, 0)).toBe(days);
    }
    expect(out).not.toContain('courts');
  });

  it('speaks Chinese', async () => {
    expect((await baton(['court', 'launch.xlsx'], CHINESE)).out).toMatch(
      /按部门\n.*█+ {2}\d+ 个工作日，\d+ 件，现在 \d+ 件/,
    );
  });
});
