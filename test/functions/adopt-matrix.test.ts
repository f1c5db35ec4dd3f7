import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { factOf } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { widthOf } from '../../core/text/width.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { adoptLines } from '../../functions/adopt/print.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { run, tempFolder } from '../support/cli.ts';
import { partOf } from '../support/workbook.ts';

/** A Friday. */
const NOW = '2026-03-06T09:00:00+08:00';
const folder = await tempFolder();
let count = 0;
const fresh = () => join(folder, `matrix-${++count}.xlsx`);
const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** A matrix as a team keeps it: a title, bands over the people, a status and a date before them, a legend below. */
const matrix = async (change: (book: exceljs.Workbook, sheet: exceljs.Worksheet) => void = () => {}) => {
  const path = fresh();
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('分工');
  sheet.addRows([
    ['新品上市 RACI'],
    ['任务', '截止日期', '状态', '设计部', null, '生产部', null, '备注'],
    [null, null, null, '李明', '王丽', '孙杰', '姓名', null],
    ['一、设计'],
    ['画草图', day('2026-03-20'), '进行中', 'A/R', 'C', 'I', 'C', '先看样'],
    ['定颜色', day('2026-03-24'), '未开始', 'r', 'a', 'D', null, null],
    ['二、生产'],
    ['做样品', day('2026-04-03'), '未开始', 'R，A', '？', 'R', 'I', null],
    ['试产', day('2026-04-10'), '未开始', 'ＲＣ', 'S', 'A', null, null],
    ['验收', day('2026-04-17'), '未开始', 'C', 'A', null, '-', null],
    [],
    ['R', '负责'],
    ['A = 批准'],
  ]);
  sheet.mergeCells('A1:H1');
  for (const column of ['A', 'B', 'C', 'H']) sheet.mergeCells(`${column}2:${column}3`);
  sheet.mergeCells('D2:E2');
  sheet.mergeCells('F2:G2');
  sheet.getRow(3).font = { bold: true };
  change(book, sheet);
  await book.xlsx.writeFile(path);
  return path;
};

const read = async (path: string) => readSnapshot(await openXlsxFile(path).read(), { now: NOW });
const rowsOf = async (path: string) =>
  (await read(path)).rows.raci.map(({ id, values: v }) => ({
    id,
    name: v.name,
    R: v.responsible?.name ?? null,
    A: v.accountable?.name ?? null,
    S: v.supporting.map(({ name }) => name),
    C: v.consulted.map(({ name }) => name),
    I: v.informed.map(({ name }) => name),
  }));

describe('a team’s RACI matrix', () => {
  it('becomes one row a task with its people, its date and its state, and stays as it was', async () => {
    const path = await matrix();
    const before = await readFile(path);
    const out = fresh();
    await adoptFile(path, { now: NOW, out });
    expect(await rowsOf(out)).toEqual([
      { id: 'T-0001', name: '画草图', R: '李明', A: '李明', S: [], C: ['王丽'], I: ['孙杰'] },
      { id: 'T-0002', name: '定颜色', R: '李明', A: '王丽', S: ['孙杰'], C: [], I: [] },
      { id: 'T-0003', name: '做样品', R: null, A: '李明', S: [], C: [], I: [] },
      { id: 'T-0004', name: '试产', R: '李明', A: '孙杰', S: ['王丽'], C: ['李明'], I: [] },
      { id: 'T-0005', name: '验收', R: null, A: '王丽', S: [], C: ['李明'], I: [] },
    ]);
    const after = await readFile(out);
    expect(partOf(after, 'xl/worksheets/sheet1.xml')).toEqual(partOf(before, 'xl/worksheets/sheet1.xml'));
    expect(await readFile(path)).toEqual(before);
    const { rows, people, departments, problems, oneSheet } = await read(out);
    expect(oneSheet).toBe(false);
    expect(rows.tracker.map(({ values }) => [values.id, values.status, values.note])).toEqual([
      ['T-0001', 'in-progress', '先看样'],
      ...['T-0002', 'T-0003', 'T-0004', 'T-0005'].map((id) => [id, 'not-started', '']),
    ]);
    expect([...people.values()].map(({ name, department }) => `${name} ${department}`)).toEqual([
      '李明 设计部',
      '王丽 设计部',
      '孙杰 生产部',
    ]);
    expect([...departments.keys()]).toEqual(['设计部', '生产部']);
    expect(
      problems.filter(({ tab }) => tab === 'raci').map(({ code, row, facts }) => [code, row, factOf(facts, 'names')]),
    ).toEqual([
      ['two-leads', 6, ['李明', '孙杰']],
      ['no-lead', 8, undefined],
    ]);
    expect(problems.filter(({ code }) => code === 'no-address')).toHaveLength(3);
  });

  it('shows in the new sheets what a sweep would fill in, in LibreOffice and Excel alike', async () => {
    const path = await matrix();
    await adoptFile(path, { now: NOW });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const tracker = book.getWorksheet('协同进度跟踪表')!;
    const shown = ['B4', 'C4', 'C6'].map((cell) => tracker.getCell(cell));
    expect(shown.map(({ result }) => result)).toEqual(['画草图', '李明', '李明、孙杰']);
    expect(shown[0]!.formula).toContain("'协同任务分工表'!");
    const plan = book.getWorksheet('协同任务分工表')!;
    const header = (plan.getRow(3).values as string[]).indexOf('当前状态');
    expect(plan.getCell(4, header).result).toBe('进行中');
  });

  it('is told about in both languages, with every cell that could not be read', async () => {
    const path = await matrix();
    const report = await adoptFile(path, { now: NOW });
    expect(report.matrix).toMatchObject({
      title: '分工',
      headerRow: 3,
      into: '协同任务分工表',
      tasks: 5,
      people: ['李明', '王丽', '孙杰'],
      departments: [],
      nobody: { columns: ['G3 姓名'], letters: 2 },
      headings: { count: 2, rows: [4, 7] },
      withoutLead: { count: 1, rows: [10] },
      severalLeads: { count: 1, rows: [8] },
      unread: ['E8 “？” (做样品 / 王丽)'],
      asSupport: [{ letter: 'D', count: 1 }],
    });
    const [zh, en] = (['zh-CN', 'en'] as const).map((locale) =>
      adoptLines(report, 'x.xlsx', locale, widthOf).join('\n'),
    );
    for (const word of ['RACI 矩阵', '5 个任务', '3 个人', 'G3 姓名', 'E8 “？” (做样品 / 王丽)', 'D（1 格）'])
      expect(zh).toContain(word);
    for (const word of ['RACI matrix', '5 tasks', '3 people', 'G3 姓名', 'E8 “？” (做样品 / 王丽)', 'D (1 cell)'])
      expect(en).toContain(word);
    expect(`${zh}${en}`).not.toMatch(/以后的版本|later version|undefined/);
  });

  it('adopted again changes nothing, and a sweep writes no task twice', async () => {
    const path = await matrix();
    await adoptFile(path, { now: NOW });
    const before = await readFile(path);
    expect((await adoptFile(path, { now: NOW })).outcome).toBe('nothing-to-do');
    expect(await readFile(path)).toEqual(before);
    await openXlsxFile(path).apply([
      { tab: 'directory', kind: 'set', item: '李明', values: { email: 'li@example.com' }, expected: {} },
    ]);
    const mailer = createMemoryMailer();
    await sweepWorkbook({ store: openXlsxFile(path), mailer, now: '2026-03-20T09:00:00+08:00' });
    const { rows } = await read(path);
    expect([rows.raci.length, rows.tracker.length]).toEqual([5, 5]);
    expect(mailer.sent.map(({ to }) => to.name)).toEqual(['李明']);
    expect(mailer.sent[0]!.text).toContain('画草图');
  });

  it('under departments waits for people, and has the heads that a sheet of theirs names', async () => {
    const path = fresh();
    const book = new exceljs.Workbook();
    book.addWorksheet('RACI').addRows([
      ['Activity', 'Marketing', 'Production', 'Legal'],
      ['Launch', 'R', 'A', 'C'],
      ['Build', 'I', 'A/R', 'S'],
      ['Sign', 'R', 'R', 'A'],
      ['Ship', 'A', 'C', 'R'],
    ]);
    book.addWorksheet('Departments').addRows([
      ['Department', 'Head'],
      ['Production', 'Wang Li'],
    ]);
    book.addWorksheet('Directory').addRows([
      ['Name', 'Email'],
      ['Wang Li', 'wang@example.com'],
    ]);
    await book.xlsx.writeFile(path);
    const report = await adoptFile(path, { now: NOW });
    expect(report.matrix).toMatchObject({
      into: 'RACI table',
      people: [],
      departments: ['Marketing', 'Production', 'Legal'],
      withoutHead: { departments: ['Marketing', 'Legal'], letters: 2 },
      listed: [{ title: 'Departments', names: ['Marketing', 'Legal'] }],
    });
    const { rows, problems, departments } = await read(path);
    expect([...departments.keys()]).toEqual(['Production', 'Marketing', 'Legal']);
    expect(rows.raci.map(({ values: v }) => [v.name, v.department, v.responsible?.name, v.accountable?.name])).toEqual([
      ['Launch', 'Marketing', undefined, 'Wang Li'],
      ['Build', 'Production', 'Wang Li', 'Wang Li'],
      ['Sign', '', undefined, undefined],
      ['Ship', 'Legal', undefined, undefined],
    ]);
    expect(rows.raci[1]!.values.supportingDepartments).toEqual(['Legal']);
    const plan = problems.filter(({ tab, column }) => tab === 'raci' && column !== 'due');
    expect(
      plan.map(({ code, row, facts }) => `${code} ${row} ${factOf(facts, 'names') ?? factOf(facts, 'text') ?? ''}`),
    ).toEqual([
      'no-lead 4 ',
      'two-leads 6 Marketing,Wang Li',
      'collective-owner 6 Legal',
      'no-lead 7 ',
      'collective-owner 7 Marketing',
    ]);
    const again = await readFile(path);
    expect((await adoptFile(path, { now: NOW })).outcome).toBe('nothing-to-do');
    expect(await readFile(path)).toEqual(again);
  });

  it('adds whom their directory lacks to it, below its last row', async () => {
    const path = await matrix((book) => {
      book.addWorksheet('人员名单').addRows([
        ['姓名', '邮箱'],
        ['李明', 'li@example.com'],
      ]);
    });
    const report = await adoptFile(path, { now: NOW });
    expect(report.matrix!.listed).toEqual([{ title: '人员名单', names: ['王丽', '孙杰'] }]);
    const { people } = await read(path);
    expect([...people.values()].map(({ name, email }) => [name, email])).toEqual([
      ['李明', 'li@example.com'],
      ['王丽', null],
      ['孙杰', null],
    ]);
  });

  it('may bear our title, and our headers beside its letters', async () => {
    const path = fresh();
    const book = new exceljs.Workbook();
    book.addWorksheet('RACI').addRows([
      ['Task ID', 'Task', 'Department', 'Due', 'Li Ming', 'Wang Li'],
      ['P-3', 'Paint', 'Design', day('2026-03-20'), 'R', 'A'],
      ['P-9', 'Dry', 'Design', day('2026-03-24'), 'A', 'R'],
    ]);
    await book.xlsx.writeFile(path);
    expect((await adoptFile(path, { now: NOW })).matrix).toMatchObject({ title: 'RACI', into: 'RACI table', tasks: 2 });
    expect((await rowsOf(path)).map(({ id, R, A }) => [id, R, A])).toEqual([
      ['P-3', 'Li Ming', 'Wang Li'],
      ['P-9', 'Wang Li', 'Li Ming'],
    ]);
    expect((await read(path)).problems.filter(({ tab }) => tab === 'raci')).toEqual([]);
  });

  it('is left alone, and said to be, where another sheet holds tasks that can be followed', async () => {
    const path = await matrix((book) => {
      book.addWorksheet('进度').addRows([
        ['任务', '负责人', '状态'],
        ['付定金', '王丽', '进行中'],
      ]);
    });
    const report = await adoptFile(path, { now: NOW });
    expect(report.matrix).toBeNull();
    expect((await rowsOf(path)).map(({ name }) => name)).toEqual(['付定金']);
    expect(adoptLines(report, 'x.xlsx', 'en', widthOf).join('\n')).toMatch(/“分工” is a RACI matrix.*left alone/);
  });
});

describe('a table as text', () => {
  it('that holds a matrix is taken into a workbook of its own, like any', async () => {
    const path = join(folder, 'letters.csv');
    await writeFile(path, 'Task,Ann Miller,Bob Stone\nPaint,A,R\nDry,R,I\n');
    const { converted, matrix: taken } = await adoptFile(path, { now: NOW });
    expect(taken).toMatchObject({ tasks: 2, people: ['Ann Miller', 'Bob Stone'] });
    expect((await rowsOf(converted!.path)).map(({ name }) => name)).toEqual(['Paint', 'Dry']);
  });

  it('that holds nothing to follow is refused with what to do, before anything is written', async () => {
    const path = join(folder, 'raci.csv');
    await writeFile(path, 'Activity,Owner\nBuild,A/R\n');
    const out = fresh();
    const refused = await run('baton', folder, ['adopt', path, '--out', out]);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/raci\.csv was not changed.*raci\.csv --sheet raci --map task=A/s);
    await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
