import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Write } from '../../core/plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { widthOf } from '../../core/text/width.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { adoptLines } from '../../functions/adopt/print.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { run } from '../support/cli.ts';
import { changedParts, partOf } from '../support/workbook.ts';

/** A Friday. */
const NOW = '2026-03-06T09:00:00+08:00';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-adopt-'));
});
afterAll(() => rm(folder, { recursive: true }));
const fresh = () => join(folder, `book-${++count}.xlsx`);

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** A tracker as a team keeps it: title, facts, a drop-down, a note, a filter, a formula, formats, a second sheet. */
const tracker = async (
  change: (book: exceljs.Workbook, sheet: exceljs.Worksheet) => void = () => {},
): Promise<string> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('进度');
  sheet.getCell('A1').value = '新品上市项目进度表';
  sheet.mergeCells('A1:E1');
  sheet.getCell('A3').value = '项目名称：';
  sheet.getCell('B3').value = '新品上市';
  sheet.addRow([]);
  const header = sheet.getRow(6);
  header.values = ['任务', '责任人', '责任部门', '截止时间', '状态', '备注'];
  header.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  header.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF7030A0' } };
  });
  sheet.getRow(7).values = ['画草图', '李明', '设计部', day('2026-03-04'), '进行中', ''];
  sheet.getRow(8).values = ['做样品', '王丽', '生产部', day('2026-03-09'), '未开始', ''];
  sheet.getRow(9).values = ['写说明书', '李明/王丽', '设计部', '下周内', '未完成', ''];
  sheet.getRow(10).values = ['付定金', '王丽', '生产部', day('2026-02-27'), '已完成', ''];
  sheet.getCell('H6').value = { formula: 'COUNTIF(E7:E10,"已完成")', result: 1 };
  sheet.getCell('E7').note = '每周五更新';
  sheet.getCell('E8').dataValidation = { type: 'list', formulae: ['"进行中,未开始"'] };
  sheet.autoFilter = 'A6:F10';
  book.addWorksheet('封面').getCell('A1').value = '封面';
  change(book, sheet);
  const path = fresh();
  await book.xlsx.writeFile(path);
  return path;
};

const set = (tab: 'directory' | 'settings', item: string, values: Write['values']): Write => ({
  tab,
  kind: 'set',
  item,
  values,
  expected: {},
});

const sweepAt = async (path: string, now = NOW) => {
  const mailer = createMemoryMailer();
  const result = await sweepWorkbook({ store: openXlsxFile(path), mailer, now });
  return { result, mails: new Map(mailer.sent.map(({ to, text }) => [to.name, text])) };
};

describe('an adopted file', () => {
  it('is reported with the words understood that somebody has explained', async () => {
    const path = await tracker();
    const said = { statuses: { 未完成: 'not-started' } };
    const { rows } = await adoptFile(path, { now: NOW, said });
    expect(rows?.statuses).toEqual({ read: 4, unread: [], left: [] });
    const other = await adoptFile(await tracker(), { now: NOW });
    expect(other.rows?.statuses).toEqual({ read: 3, unread: [{ word: '未完成', count: 1 }], left: [] });
  });

  it('keeps every part of it as it was but those that had to grow', async () => {
    const path = await tracker();
    const before = await readFile(path);
    await adoptFile(path, { now: NOW });
    const after = await readFile(path);
    expect(changedParts(before, after)).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet10.xml',
      ...[3, 4, 5, 6, 7, 8, 9].map((n) => `xl/worksheets/sheet${n}.xml`),
    ]);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.getWorksheet('进度')!;
    expect(sheet.getCell('A8').value).toBe('做样品');
    expect(sheet.getCell('H6').formula).toBe('COUNTIF(E7:E10,"已完成")');
    expect(sheet.getCell('E8').dataValidation.formulae).toEqual(['"进行中,未开始"']);
    expect(book.worksheets.map(({ name, state }) => (state === 'visible' ? name : `(${name})`))).toEqual([
      '进度',
      '封面',
      '总览',
      '通讯录',
      '部门',
      '设置',
      '工作日历',
      '(_state)',
      '(_ledger)',
      '(_runs)',
    ]);
  });

  it('prints the sheets that were added on one page’s width each, across', async () => {
    const path = await tracker();
    await adoptFile(path, { now: NOW });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const shown = book.worksheets.filter(({ name, state }) => state === 'visible' && !['进度', '封面'].includes(name));
    expect(shown.map(({ name }) => name)).toEqual(['总览', '通讯录', '部门', '设置', '工作日历']);
    for (const { pageSetup } of shown)
      expect(pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      });
  });

  it('has a name in its settings for each thing that stands there', async () => {
    const path = await tracker();
    await adoptFile(path, { now: NOW, said: { statuses: { 未完成: 'in-progress' } } });
    const { sheets } = await openXlsxFile(path).read();
    const rows = sheets.find(({ title }) => title === '设置')!.rows.map(({ cells }) => cells);
    const called = new Map(rows.map(([key, name]) => [key, name]));
    expect(called.get('tab.raci')).toBe('协同任务分工表');
    expect(called.get('column.raci.responsible')).toBe('负责人 R');
    expect(called.get('column.tracker.status')).toBe('状态');
    expect(called.get('status.in-progress')).toBe('进行中');
    expect([...called].filter(([key, name]) => /^[a-z]+\./.test(String(key)) && !name)).toEqual([]);
  });

  it('has its ids beside the table, under a header that looks like the others, within the filter', async () => {
    const path = await tracker((_, sheet) => {
      sheet.getCell('H6').value = null;
    });
    await adoptFile(path, { now: NOW });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.getWorksheet('进度')!;
    expect(sheet.getCell('G6').value).toBe('接力编号');
    expect(sheet.getCell('G6').fill).toEqual(sheet.getCell('F6').fill);
    expect([7, 8, 9, 10].map((row) => sheet.getCell(row, 7).value)).toEqual(['T-0001', 'T-0002', 'T-0003', 'T-0004']);
    expect(sheet.autoFilter).toBe('A6:G10');
  });

  it('has them within its Excel table, so that a sort takes them along', async () => {
    const path = fresh();
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Plan');
    sheet.addTable({
      name: 'Tasks',
      ref: 'B3',
      headerRow: true,
      columns: ['Task', 'Owner', 'Due', 'Status'].map((name) => ({ name, filterButton: true })),
      rows: [
        ['Paint', 'Li Ming', day('2026-03-20'), 'Open'],
        ['Dry', 'Wang Li', day('2026-03-27'), 'Open'],
      ],
    });
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: NOW });
    const table = partOf(await readFile(path), 'xl/tables/table1.xml')!;
    expect(table).toContain('ref="B3:F5"');
    expect(table).toMatch(/<tableColumns count="5">.*<tableColumn id="5" name="Baton ID"\/><\/tableColumns>/s);
    expect(table).toMatch(/<autoFilter ref="B3:F5"/);
    const again = new exceljs.Workbook();
    await again.xlsx.readFile(path);
    expect(again.getWorksheet('Plan')!.getCell('F4').value).toBe('T-0001');
  });

  it('has ids of its own where its numbers are calculated from the row', async () => {
    const path = await tracker((_, sheet) => {
      sheet.spliceColumns(1, 0, ['', '', '', '', '', '序号']);
      for (const row of [7, 8, 9, 10]) sheet.getCell(row, 1).value = { formula: 'ROW()-6', result: row - 6 };
    });
    expect((await adoptFile(path, { now: NOW })).ids).toMatchObject({ added: true, given: 4 });
  });

  it('counts its dates from 1904 where theirs do', async () => {
    const path = await tracker((book) => {
      book.properties.date1904 = true;
    });
    await adoptFile(path, { now: NOW });
    const { rows, calendar } = readSnapshot(await openXlsxFile(path).read(), { now: NOW });
    const due = rows.raci[0]!.values.due!;
    expect(isoOf(due)).toBe('2026-03-04');
    expect(calendar.isWorkday(dayFromIso('2026-10-01')!)).toBe(false);
  });

  it('is told about in both languages', async () => {
    const path = await tracker();
    const report = await adoptFile(path, { now: NOW });
    expect(report).toMatchObject({
      outcome: 'adopted',
      locale: 'zh-CN',
      zone: 'Asia/Shanghai',
      country: 'CN',
      ids: { header: '接力编号', added: true, given: 4 },
      rows: {
        tasks: 4,
        severalOwners: { count: 1, examples: ['B9 李明/王丽'] },
        statuses: { read: 3, unread: [{ word: '未完成', count: 1 }], left: [] },
        dates: { read: 3, unread: { count: 1, examples: ['D9 下周内'] } },
      },
      missing: {
        columns: [],
        addresses: { people: 2, without: 2, names: ['李明', '王丽'] },
        roles: ['keeper', 'projectLead', 'executive'],
      },
    });
    expect(report.sheets[0]).toMatchObject({ title: '进度', kind: 'tasks', headerRow: 6, other: [] });
    expect(report.sheets[0]!.mapped.map(({ tab, column, cell }) => `${tab}.${column} ${cell}`)).toEqual([
      'raci.name A6',
      'raci.responsible B6',
      'raci.department C6',
      'raci.due D6',
      'tracker.status E6',
      'tracker.note F6',
    ]);
    const [zh, en] = (['zh-CN', 'en'] as const).map((locale) =>
      adoptLines(report, 'x.xlsx', locale, widthOf).join('\n'),
    );
    for (const word of [
      '表头在第 6 行',
      '未完成',
      'D9 下周内',
      '2 个人都还没有',
      '“通讯录”',
      'people x.xlsx 名单',
      'check x.xlsx',
    ])
      expect(zh).toContain(word);
    for (const word of ['header is row 6', '未完成', 'D9 下周内', 'none of the 2 people', '通讯录', 'check x.xlsx'])
      expect(en).toContain(word);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('what is said of an adopted file', () => {
  const said = async (path: string, more: Parameters<typeof adoptFile>[1] = { now: NOW }) => {
    const report = await adoptFile(path, more);
    return (['en', 'zh-CN'] as const).map((locale) => adoptLines(report, 'x.xlsx', locale, widthOf).join('\n'));
  };

  it('names the sheets that it left alone in one line, and only some of many columns', async () => {
    const [en = '', zh = ''] = await said(
      await tracker((book, sheet) => {
        for (let i = 1; i <= 40; i++) book.addWorksheet(`Old ${i}`, { state: 'veryHidden' });
        for (let i = 0; i < 30; i++) sheet.getCell(6, 10 + i).value = `栏 ${i + 1}`;
      }),
    );
    expect(en.match(/left alone.*/g)).toEqual([
      'left alone: 栏 1, 栏 2, 栏 3, 栏 4, 栏 5, 栏 6, 栏 7, 栏 8, 栏 9, 栏 10, 栏 11, 栏 12 … (30 in all)',
      'left alone: 封面, Old 1, Old 2, Old 3, Old 4, Old 5 …',
    ]);
    expect(zh).toContain('其余 41 张表没有动：封面、Old 1、Old 2、Old 3、Old 4、Old 5 …');
    expect((await said(await tracker()))[0]).toContain('“封面” was left alone.');
  });

  it('says of a column that it has no header where it is read without one', async () => {
    const path = await tracker((_, sheet) => {
      sheet.getCell('D6').value = null;
    });
    const [en = '', zh = ''] = await said(path, { now: NOW, said: { columns: { due: 'D' } } });
    expect(en).toMatch(/Due +← {2}\(no header\) {2}\(D6\)/);
    expect(zh).toMatch(/截止日期 +← {2}（没有表头） {2}\(D6\)/);
  });

  it('shortens what is as long as a page, and shows a call that can be typed', async () => {
    const [en = '', zh = ''] = await said(
      await tracker((_, sheet) => {
        sheet.getCell('E7').value = '等供应商把第二批样品寄到之后再和质量部一起看要不要继续往下做';
        sheet.getCell('D9').value = '下周内等供应商把第二批样品寄到之后再和质量部一起看要不要继续往下做';
      }),
    );
    for (const text of [en, zh]) {
      expect(text).toMatch(/D9 下周内\S{3,20}…/);
      expect(text).not.toContain('继续往下做');
      expect(text).toContain('adopt … --status "未完成=in-progress"');
    }
    expect(zh).toMatch(/（等供应商\S+…、未完成）/);
  });

  it('is checked with rows together of which the same is to be said', async () => {
    const path = await tracker((_, sheet) => {
      for (const row of [11, 12, 13, 15])
        sheet.getRow(row).values = [`选第 ${row} 张照片`, '李明', '设计部', day('2026-03-19'), '未完成', ''];
    });
    await adoptFile(path, { now: NOW, said: { columns: { task: 'A' } } });
    const { out } = await run('baton', folder, ['check', path], { LANG: 'zh_CN.UTF-8' });
    const lines = out.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines.filter(([, , , , what]) => what?.includes('未完成')).map(([, , at]) => at)).toEqual(['9, 11–13, 15']);
    expect(lines.filter(([, sheet]) => sheet === '通讯录').map(([, , at]) => at)).toEqual(['4–5']);
    const { problems } = JSON.parse((await run('baton', folder, ['check', path, '--json'])).out);
    expect(problems.filter(({ tab }: { tab: string }) => tab === 'directory')).toHaveLength(2);
  });

  it('does not call understood what somebody says that it says nothing', async () => {
    const path = await tracker();
    const report = await adoptFile(path, { now: NOW, said: { statuses: { 未完成: '-' } } });
    expect(report.rows?.statuses).toEqual({ read: 3, unread: [], left: [{ word: '未完成', count: 1 }] });
    expect(adoptLines(report, path, 'en', widthOf)).toContain(
      '  Status: 3 understood, 1 left as it is (未完成), which counts as open.',
    );
    expect(adoptLines(report, path, 'zh-CN', widthOf)).toContain(
      '  状态：读懂 3 个，先不管 1 个（未完成），当作没完成。',
    );
  });

  it('says in the reader’s language what they have to fill in', async () => {
    const empty = fresh();
    const book = new exceljs.Workbook();
    book.addWorksheet('Sheet1').addRow(['姓名', '年龄']);
    await book.xlsx.writeFile(empty);
    const { err } = await run('baton', folder, ['adopt', empty], { LANG: 'zh_CN.UTF-8' });
    expect(err).toContain('--sheet Sheet1 --header 行号 --map task=列 --map responsible=列');
  });
});

describe('a sweep of an adopted file', () => {
  it('tells each owner what is theirs, in the sheet’s own words, and nothing the next time', async () => {
    const path = await tracker();
    await adoptFile(path, { now: NOW });
    await openXlsxFile(path).apply([
      set('directory', '李明', { email: 'li@example.com' }),
      set('directory', '王丽', { email: 'wang@example.com' }),
      set('settings', 'keeper', { value: '王丽' }),
    ]);
    const { result, mails } = await sweepAt(path);
    expect(result.outcome).toBe('done');
    expect([...mails.keys()]).toEqual(['李明', '王丽']);
    expect(mails.get('李明')).toContain('画草图 [T-0001 · 你是 R（负责）]');
    expect(mails.get('李明')).toContain('进度');
    expect(mails.get('王丽')).toContain('做样品 [T-0002 · 你是 R（负责）]');
    expect(mails.get('王丽')).toMatch(/进度 第 9 行“截止时间”/);
    expect(mails.get('王丽')).toMatch(/未完成/);
    expect([...mails.values()].join('')).not.toContain('付定金');
    const again = await sweepAt(path);
    expect(again.mails.size).toBe(0);
    expect(again.result.plan.writes).toEqual([]);
  });

  it('counts each task once: what waits for somebody is no further task of theirs, and of all that is theirs each is counted', async () => {
    const path = await tracker((_, sheet) => {
      sheet.getRow(9).values = ['写说明书', '李明', '设计部', day('2026-04-20'), '进行中', ''];
      sheet.getRow(10).values = ['选照片', '李明', '设计部', day('2026-04-24'), '未开始', ''];
    });
    await adoptFile(path, { now: NOW });
    await openXlsxFile(path).apply([
      set('directory', '李明', { email: 'li@example.com' }),
      set('directory', '王丽', { email: 'wang@example.com' }),
    ]);
    const { out } = await run('baton', folder, ['sweep', path, '--dry-run', '--now', NOW], { LANG: 'zh_CN.UTF-8' });
    expect(
      out
        .split('\n')
        .filter((line) => /^(李明|王丽)/.test(line))
        .map((line) => line.split(/ {2,}/)[2]),
    ).toEqual(['逾期 1，新任务 2', '快到期 1']);
    const { mails } = await sweepAt(path);
    // One is late, and two are to come.
    expect(mails.get('李明')).toContain('另有表里两件归你');
    expect(mails.get('王丽')).not.toContain('归你。');
  });

  it('of a plan without a status fills the tracker that was added, whose formulas find number ids', async () => {
    const path = fresh();
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Plan');
    sheet.addRow(['ID', 'Task', 'Owner', 'End Date']);
    sheet.addRow([7, 'Paint', 'Li Ming', day('2026-03-20')]);
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: NOW, zone: 'Europe/London', country: 'none' });
    await sweepAt(path);
    const swept = new exceljs.Workbook();
    await swept.xlsx.readFile(path);
    const row = swept.getWorksheet('Tracker')!.getRow(4);
    expect(row.getCell(1).value).toBe(7);
    expect(row.getCell(2).result).toBe('Paint');
    expect(row.getCell(3).result).toBe('Li Ming');
  });
});

describe('adopting refuses, and leaves the file as it is,', () => {
  it('where there are no tasks, and says what it takes', async () => {
    const path = fresh();
    const book = new exceljs.Workbook();
    book.addWorksheet('People').addRows([
      ['Name', 'Email'],
      ['Li Ming', 'li@example.com'],
    ]);
    await book.xlsx.writeFile(path);
    const before = await readFile(path);
    const refusal = await adoptFile(path, { now: NOW }).catch((error) => error);
    expect(refusal).toMatchObject({
      kind: 'data',
      code: 'nothing-to-adopt',
      sheets: [{ title: 'People', kind: 'directory' }],
    });
    expect(refusal.words.en).toMatch(/directory of people.*owner, due date and status/s);
    expect(refusal.words['zh-CN']).toMatch(/通讯录.*负责人、截止日期、状态/s);
    expect(await readFile(path)).toEqual(before);
  });

  it('on the command line with one sentence and exit code 1, which an adopted one has not', async () => {
    const [path, out] = [await tracker(), fresh()];
    const adopted = await run('baton', folder, ['adopt', path, '--out', out, '--json']);
    expect([adopted.code, JSON.parse(adopted.out).outcome]).toEqual([0, 'adopted']);
    const empty = fresh();
    const book = new exceljs.Workbook();
    book.addWorksheet('Scores').addRows([
      ['Level', 'Buffer'],
      ['High', 0.4],
    ]);
    await book.xlsx.writeFile(empty);
    const refused = await run('baton', folder, ['adopt', empty]);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('no table of tasks');
  });

  it('to write over another file', async () => {
    const path = await tracker();
    const out = fresh();
    await writeFile(out, 'mine');
    await expect(adoptFile(path, { now: NOW, out })).rejects.toMatchObject({ kind: 'call', code: 'file-exists' });
    expect(await readFile(out, 'utf8')).toBe('mine');
  });

  it('to give it another ending', async () => {
    const path = await tracker();
    await expect(adoptFile(path, { now: NOW, out: join(folder, 'tracker.csv') })).rejects.toMatchObject({
      kind: 'call',
      code: 'other-ending',
    });
  });

  it('what is no workbook', async () => {
    const path = fresh();
    await writeFile(path, 'Task,Owner\n');
    await expect(adoptFile(path, { now: NOW, out: fresh() })).rejects.toMatchObject({
      kind: 'data',
      code: 'not-a-zip',
    });
  });
});

describe('a copy', () => {
  it('written elsewhere is adopted there, and the file stays as it is', async () => {
    const path = await tracker();
    const before = await readFile(path);
    const out = fresh();
    await adoptFile(path, { now: NOW, out });
    expect(await readFile(path)).toEqual(before);
    const { policy } = readSnapshot(await openXlsxFile(out).read(), { now: NOW });
    expect(policy.workbookHome).toBe((await openXlsxFile(out).read()).location);
  });

  it('leaves nothing behind where there is nothing to adopt', async () => {
    const path = fresh();
    const book = new exceljs.Workbook();
    book.addWorksheet('Empty');
    await book.xlsx.writeFile(path);
    const out = fresh();
    await expect(adoptFile(path, { now: NOW, out })).rejects.toMatchObject({ code: 'nothing-to-adopt' });
    await expect(stat(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('of a Baton workbook mails nobody until it is adopted, and then nothing that was told before', async () => {
    const path = await tracker();
    await adoptFile(path, { now: NOW });
    await openXlsxFile(path).apply([set('directory', '李明', { email: 'li@example.com' })]);
    expect((await sweepAt(path)).mails.size).toBe(1);
    const copy = fresh();
    await copyFile(path, copy);
    expect((await sweepAt(copy)).result.outcome).toBe('copy');

    const original = readSnapshot(await openXlsxFile(path).read(), { now: NOW });
    const report = await adoptFile(copy, { now: NOW });
    expect(report.outcome).toBe('copy');
    const { policy, ledger } = readSnapshot(await openXlsxFile(copy).read(), { now: NOW });
    expect(policy.workbookId).toBe(report.workbook.id);
    expect(policy.workbookId).not.toBe(original.policy.workbookId);
    expect(ledger).toEqual(original.ledger);
    const swept = await sweepAt(copy);
    expect([swept.result.outcome, swept.mails.size]).toEqual(['done', 0]);
  });

  it('is nothing that an adopted workbook is: there is nothing to do, and nothing is written', async () => {
    const path = await tracker();
    const first = await adoptFile(path, { now: NOW });
    const before = await readFile(path);
    const second = await adoptFile(path, { now: NOW });
    expect(second).toMatchObject({ outcome: 'nothing-to-do', workbook: { id: first.workbook.id } });
    expect(await readFile(path)).toEqual(before);
  });
});
