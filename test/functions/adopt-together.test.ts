import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { markRows } from '../../core/edit/marks.ts';
import { severityOf } from '../../core/problem.ts';
import { readSnapshot, settingOf } from '../../core/read/index.ts';
import { widthOf } from '../../core/text/width.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { adoptLines } from '../../functions/adopt/print.ts';
import { directoryFindings } from '../../functions/doctor/people.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { run } from '../support/cli.ts';
import { unzip } from '../support/zip.ts';

/** A workbook with a sheet for each team, all of one layout: they are followed together, each row in its own sheet. */

const NOW = '2026-03-06T09:00:00+08:00';
const MONDAY = '2026-03-09T09:00:00+08:00';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-together-'));
});
afterAll(() => rm(folder, { recursive: true }));

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

type Line = readonly [task: string, owner: string, due: string, status: string];

const TEAMS: Readonly<Record<string, readonly Line[]>> = {
  Web: [
    ['Draft the copy', 'Ann Lee', '2026-03-09', 'In progress'],
    ['Choose the photos', 'Bob Ray', '2026-03-12', 'Not started'],
    ['Check the links', 'Bob Ray', '2026-03-18', 'Not started'],
  ],
  Mobile: [
    ['Test the sign-in', 'Zoe Fox', '2026-03-09', 'In progress'],
    ['Ship the beta', 'Ann Lee', '2026-03-20', 'Not started'],
  ],
  Platform: [
    ['Move the server', 'Tom Kay', '2026-03-09', 'In progress'],
    ['Renew the certificates', 'Zoe Fox', '2026-03-19', 'Not started'],
  ],
};

/** The header of the second sheet stands one row further down. */
const saved = async (sheets: Readonly<Record<string, readonly Line[]>> = TEAMS): Promise<string> => {
  const book = new exceljs.Workbook();
  for (const [index, [title, lines]] of Object.entries(sheets).entries()) {
    const sheet = book.addWorksheet(title);
    sheet.addRow([`${title} team`]);
    if (index === 1) sheet.addRow(['Weekly on Mondays']);
    sheet.addRow(['Task', 'Owner', 'Due', 'Status', 'Remarks']);
    for (const [task, owner, due, status] of lines) sheet.addRow([task, owner, day(due), status, `about ${task}`]);
  }
  const path = join(folder, `teams-${++count}.xlsx`);
  await book.xlsx.writeFile(path);
  return path;
};

const adopted = async (said: ReadingChoices = { sheets: ['Web'], together: true }, path?: string): Promise<string> => {
  const file = path ?? (await saved());
  await adoptFile(file, { now: NOW, country: 'none', said });
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  const directory = book.getWorksheet('People') ?? book.getWorksheet('Directory');
  const header = directory?.getRow(3).values as string[];
  const [name, email] = [
    header.findIndex((text) => /name/i.test(text)),
    header.findIndex((text) => /mail/i.test(text)),
  ];
  directory?.eachRow((row, at) => {
    if (at > 3)
      row.getCell(email).value = `${String(row.getCell(name).value).split(' ')[0]?.toLowerCase()}@example.com`;
  });
  await book.xlsx.writeFile(file);
  return file;
};

const partsOf = async (path: string) =>
  new Map(unzip(await readFile(path)).map(({ name, content }) => [name, content]));
const rawOf = (path: string) => openXlsxFile(path).read();
const snapshotOf = async (path: string) => {
  const raw = await rawOf(path);
  return readSnapshot(raw, await readContextOf(raw, NOW));
};
const tasksIn = async (path: string) => (await snapshotOf(path)).tasks.map(({ id, values }) => `${id} ${values.name}`);
const cellsIn = async (path: string, titles: readonly string[]) => {
  const { sheets } = await rawOf(path);
  return Object.fromEntries(titles.map((title) => [title, sheets.find((sheet) => sheet.title === title)?.rows]));
};
const named = (rows: Awaited<ReturnType<typeof cellsIn>>, title: string, task: string) =>
  rows[title]?.find(({ cells }) => cells[0] === task)?.cells;

describe('a workbook with a sheet for each team', () => {
  it('is told by doctor of a name in one of them by that sheet and its row there', async () => {
    const lines = TEAMS.Mobile ?? [];
    const sheets = {
      ...TEAMS,
      Mobile: [...lines, ['Write the notes', 'Everybody', '2026-03-20', 'Not started'] as const],
    };
    const path = await adopted(undefined, await saved(sheets));
    const findings = directoryFindings(await snapshotOf(path));
    expect(findings.find(({ code }) => code === 'people-unknown')?.words.en).toContain(
      'Everybody (Mobile, Owner, row 6)',
    );
  });

  it('has all of them followed together: every task gets an id that no other has, in its own sheet', async () => {
    const path = await saved();
    const before = await cellsIn(path, Object.keys(TEAMS));
    const report = await adoptFile(path, { now: NOW, country: 'none', said: { sheets: ['Web'], together: true } });
    expect(report).toMatchObject({ outcome: 'adopted', ids: { added: true, given: 7 }, rows: { tasks: 7 } });
    expect(report.sheets.map(({ title, kind }) => [title, kind])).toEqual([
      ['Web', 'tasks'],
      ['Mobile', 'together'],
      ['Platform', 'together'],
    ]);
    expect(await tasksIn(path)).toEqual([
      'T-0001 Draft the copy',
      'T-0002 Choose the photos',
      'T-0003 Check the links',
      'T-0004 Test the sign-in',
      'T-0005 Ship the beta',
      'T-0006 Move the server',
      'T-0007 Renew the certificates',
    ]);
    const after = await cellsIn(path, Object.keys(TEAMS));
    for (const title of Object.keys(TEAMS)) {
      expect(after[title]?.map(({ at, cells }) => [at, cells.slice(0, 5)])).toEqual(
        before[title]?.map(({ at, cells }) => [at, cells]),
      );
    }
    const { problems, people } = await snapshotOf(path);
    expect(problems.filter(({ code }) => severityOf(code) === 'error')).toEqual([]);
    expect([...people.keys()].sort()).toEqual(['Ann Lee', 'Bob Ray', 'Tom Kay', 'Zoe Fox']);
    const raw = await rawOf(path);
    expect(['tab.raci', 'tab.raci.also'].map((key) => settingOf(raw, key))).toEqual(['Web', '*']);
  });

  it('has whoever is due anywhere mailed, and answers written where the row stands', async () => {
    const path = await adopted();
    const mailer = createMemoryMailer();
    await sweepWorkbook({ store: openXlsxFile(path), mailer, now: MONDAY });
    expect(mailer.sent.map(({ to }) => to.name).sort()).toEqual(['Ann Lee', 'Bob Ray', 'Tom Kay', 'Zoe Fox']);
    const mailOf = (name: string) => mailer.sent.find(({ to }) => to.name === name)?.text ?? '';
    expect(mailOf('Ann Lee')).toMatch(/Draft the copy[\s\S]*Ship the beta/);
    expect(mailOf('Tom Kay')).toContain('Move the server');
    expect(mailOf('Tom Kay')).toContain('“Platform”');
    const before = await cellsIn(path, Object.keys(TEAMS));
    const partsBefore = await partsOf(path);
    const receipts = await openXlsxFile(path).apply([
      { tab: 'tracker', kind: 'set', item: 'T-0006', values: { status: 'done' }, expected: { status: 'in-progress' } },
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['written']);
    const partsAfter = await partsOf(path);
    const changed = [...partsAfter].flatMap(([name, bytes]) => (partsBefore.get(name)?.equals(bytes) ? [] : [name]));
    expect(changed.filter((name) => /sheet\d+\.xml$/.test(name)).length).toBe(1);
    const after = await cellsIn(path, Object.keys(TEAMS));
    expect(named(after, 'Platform', 'Move the server')?.[3]).not.toBe('In progress');
    expect({ Web: after.Web, Mobile: after.Mobile }).toEqual({ Web: before.Web, Mobile: before.Mobile });
    expect(after.Platform?.filter((_, index) => index !== 2)).toEqual(
      before.Platform?.filter((_, index) => index !== 2),
    );
    const { rows } = await snapshotOf(path);
    expect(rows.tracker.find(({ id }) => id === 'T-0006')?.values.status).toBe('done');
  });

  it('gives a row that is typed later its id in the sheet where it stands', async () => {
    const path = await adopted();
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    book.getWorksheet('Mobile')?.addRow(['Write the notes', 'Bob Ray', day('2026-03-25'), 'Not started']);
    await book.xlsx.writeFile(path);
    await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: MONDAY });
    const after = await cellsIn(path, Object.keys(TEAMS));
    expect(named(after, 'Mobile', 'Write the notes')?.[5]).toBe('T-0008');
  });

  it('says of a row in which of the sheets it is to be mended', async () => {
    const path = await adopted();
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const platform = book.getWorksheet('Platform');
    if (platform) {
      platform.getCell('B3').value = 'Nobody Known';
      platform.getCell('F4').value = 'T-0001';
    }
    await book.xlsx.writeFile(path);
    const { problems } = await snapshotOf(path);
    expect(problems.map(({ code, sheet, row, facts }) => [code, sheet, row % 10_000_000, facts])).toEqual(
      expect.arrayContaining([
        ['unknown-person', 'Platform', 3, expect.anything()],
        ['duplicate-id', 'Platform', 4, { id: 'T-0001', otherRow: 3, otherSheet: 'Web' }],
      ]),
    );
    const { out } = await run('baton', folder, ['check', path]);
    expect(out).toMatch(/Platform +3 /);
    expect(out).toContain('T-0001 is also in row 3 of “Web”.');
    expect(markRows(await rawOf(path), { now: NOW }).marked).toBe(null);
  });

  it('goes on where one of the sheets is sorted, or gets a column in front', async () => {
    const path = await adopted();
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const mobile = book.getWorksheet('Mobile');
    mobile?.spliceColumns(1, 0, ['', '', 'No.', 1, 2]);
    await book.xlsx.writeFile(path);
    expect((await tasksIn(path)).length).toBe(7);
    await openXlsxFile(path).apply([
      {
        tab: 'tracker',
        kind: 'set',
        item: 'T-0005',
        values: { status: 'in-progress' },
        expected: { status: 'not-started' },
      },
    ]);
    const after = await cellsIn(path, ['Mobile']);
    expect(after.Mobile?.find(({ cells }) => cells[1] === 'Ship the beta')?.cells[4]).toBe('In progress');
  });

  it('follows a sheet of the layout that comes later once it has ids, and says what to do until then', async () => {
    const path = await adopted();
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.addWorksheet('Design');
    sheet.addRow(['Task', 'Owner', 'Due', 'Status', 'Remarks']);
    sheet.addRow(['Draw the icons', 'Tom Kay', day('2026-03-24'), 'Not started']);
    await book.xlsx.writeFile(path);
    const left = (await snapshotOf(path)).problems.filter(({ code }) => code === 'sheet-left');
    expect(left.map(({ facts }) => facts)).toEqual([{ title: 'Design', used: 'Web', why: 'no-ids' }]);
    const report = await adoptFile(path, { now: NOW, said: { together: true } });
    expect(report).toMatchObject({ outcome: 'changed', ids: { given: 1 }, rows: { tasks: 8 } });
    // What Baton added itself, its overview among it, is no sheet of theirs that could be followed.
    expect(report.sheets.map(({ title }) => title)).toEqual(['Web', 'Mobile', 'Platform', 'Design']);
    expect((await tasksIn(path)).at(-1)).toBe('T-0008 Draw the icons');
    const bytes = await readFile(path);
    expect(await adoptFile(path, { now: NOW, said: { together: true } })).toMatchObject({ outcome: 'nothing-to-do' });
    expect(await readFile(path)).toEqual(bytes);
  });

  it('names the sheet of a task that has no owner', async () => {
    const { Web = [] } = TEAMS;
    const path = await saved({ 市场部: Web, 研发部: [...Web, ['Ship the beta', '', '2026-03-20', 'Not started']] });
    const report = await adoptFile(path, { now: NOW, country: 'none', said: { sheets: ['市场部'], together: true } });
    const [zh, en] = (['zh-CN', 'en'] as const).map((locale) => adoptLines(report, path, locale, widthOf).join('\n'));
    expect(zh).toContain('1 个任务没有负责人（“研发部”第 7 行）。');
    expect(en).toContain('1 has no owner (row 研发部!7).');
  });

  it('is followed alone again where somebody says so, and ids stay', async () => {
    const path = await adopted();
    const report = await adoptFile(path, { now: NOW, said: { together: false } });
    expect(report).toMatchObject({ outcome: 'changed', rows: { tasks: 3 } });
    expect(settingOf(await rawOf(path), 'tab.raci.also')).toBe('');
    expect((await tasksIn(path)).length).toBe(3);
    await adoptFile(path, { now: NOW, said: { together: true } });
    expect((await tasksIn(path)).at(-1)).toBe('T-0007 Renew the certificates');
  });

  it('has those followed that are named', async () => {
    const path = await adopted({ sheets: ['Web', 'Platform'] });
    expect(settingOf(await rawOf(path), 'tab.raci.also')).toBe('Platform');
    expect((await tasksIn(path)).length).toBe(5);
  });

  it('keeps the numbers of a team as ids only where no other team has them', async () => {
    const book = new exceljs.Workbook();
    for (const title of ['North', 'South']) {
      const sheet = book.addWorksheet(title);
      sheet.addRow(['No.', 'Task', 'Owner', 'Due', 'Status']);
      sheet.addRow(['A1', `Open ${title}`, 'Ann Lee', day('2026-03-12'), 'Open']);
      sheet.addRow(['A2', `Close ${title}`, 'Bob Ray', day('2026-03-19'), 'Open']);
    }
    const path = join(folder, `regions-${++count}.xlsx`);
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: NOW, country: 'none', said: { sheets: ['North'] } });
    expect(await tasksIn(path)).toEqual(['A1 Open North', 'A2 Close North']);
    await adoptFile(path, { now: NOW, said: { together: true } });
    expect(await tasksIn(path)).toEqual(['A1 Open North', 'A2 Close North', 'T-0001 Open South', 'T-0002 Close South']);
  });
});

describe('which of several sheets with one layout is followed', () => {
  const proposed = async (titles: readonly string[]) => {
    const path = await saved(Object.fromEntries(titles.map((title) => [title, TEAMS.Web ?? []])));
    const { out } = await run('baton', folder, ['adopt', path, '--propose', '--json']);
    const { sheets } = JSON.parse(out) as {
      sheets: { sheet: string; chosen: boolean; alike: string[]; together: boolean }[];
    };
    const own = sheets.find(({ chosen }) => chosen);
    return [own?.sheet, own?.together];
  };

  it('is the newest where they are weeks or months, and all where they are teams or phases', async () => {
    expect(await proposed(['2026-02', '2026-03'])).toEqual(['2026-03', false]);
    expect(await proposed(['第11周', '第12周'])).toEqual(['第12周', false]);
    expect(await proposed(['January', 'February', 'March'])).toEqual(['March', false]);
    expect(await proposed(['Web', 'Mobile'])).toEqual(['Web', true]);
    expect(await proposed(['Phase 1', 'Phase 2'])).toEqual(['Phase 1', true]);
    expect(await proposed(['一组', '二组'])).toEqual(['一组', true]);
  });

  it('is said in the report when a newer one comes', async () => {
    const path = await adopted({ sheets: ['2026-03'], together: false }, await saved({ '2026-03': TEAMS.Web ?? [] }));
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const next = book.addWorksheet('2026-04');
    next.addRow(['Task', 'Owner', 'Due', 'Status', 'Remarks']);
    next.addRow(['Draw the icons', 'Ann Lee', day('2026-04-24'), 'Not started']);
    await book.xlsx.writeFile(path);
    const { out } = await run('baton', folder, ['check', path]);
    expect(out.replace(/\s+/g, ' ')).toContain(`adopt ${path} --sheet "2026-04"`);
  });
});
