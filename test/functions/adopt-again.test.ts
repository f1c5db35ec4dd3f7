import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { severityOf } from '../../core/problem.ts';
import { readSnapshot, settingOf } from '../../core/read/index.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { run } from '../support/cli.ts';

/** A workbook that is adopted, and is to be read otherwise than it was: columns, header, sheet. */

const NOW = '2026-03-06T09:00:00+08:00';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-again-'));
});
afterAll(() => rm(folder, { recursive: true }));

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** Two sheets of one layout, of which the second has no status, and a header in two rows. */
const saved = async (): Promise<string> => {
  const book = new exceljs.Workbook();
  const sales = book.addWorksheet('Sales');
  sales.addRow(['Spring fair']);
  sales.addRow(['Task', 'Owner', 'Due', 'Status', 'Follow-up by']);
  sales.addRow(['Call the hall', 'Ann Lee', day('2026-03-10'), 'Open', day('2026-03-17')]);
  sales.addRow(['Order the chairs', 'Bob Ray', day('2026-03-12'), 'Open', day('2026-03-19')]);
  const press = book.addWorksheet('Press');
  press.addRow(['Task', 'Owner', 'Due']);
  press.addRow(['Write the text', 'Zoe Fox', day('2026-03-11')]);
  press.addRow(['Print the banner', 'Ann Lee', day('2026-03-13')]);
  press.addRow(['Ask the paper', 'Zoe Fox', day('2026-03-16')]);
  const path = join(folder, `fair-${++count}.xlsx`);
  await book.xlsx.writeFile(path);
  return path;
};

/** What stands in the cells of a sheet, but for the column of ids. */
const cellsOf = async (path: string, title: string, width: number) => {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const rows: unknown[][] = [];
  book.getWorksheet(title)?.eachRow((row) => rows.push((row.values as unknown[]).slice(1, width + 1)));
  return rows;
};

const snapshotOf = async (path: string) => {
  const raw = await openXlsxFile(path).read();
  return readSnapshot(raw, await readContextOf(raw, NOW));
};
const tasksIn = async (path: string) => {
  const { tasks } = await snapshotOf(path);
  return tasks.map(({ id, values }) => `${id} ${values.name}`);
};
const followed = async (): Promise<string> => {
  const path = await saved();
  await adoptFile(path, { now: NOW, country: 'none', said: { sheets: ['Sales'] } });
  return path;
};

describe('a workbook that is adopted', () => {
  it('is read by another column, as somebody says', async () => {
    const path = await followed();
    const before = await cellsOf(path, 'Sales', 6);
    const report = await adoptFile(path, { now: NOW, said: { columns: { due: 'Follow-up by' } } });
    expect(report.outcome).toBe('changed');
    const { tasks } = await snapshotOf(path);
    expect(tasks.map(({ id, values }) => [id, values.due])).toEqual([
      ['T-0001', 20529],
      ['T-0002', 20531],
    ]);
    expect(await cellsOf(path, 'Sales', 6)).toEqual(before);
    const again = await readFile(path);
    const same = await adoptFile(path, { now: NOW, said: { columns: { due: 'E' } } });
    expect(same.outcome).toBe('nothing-to-do');
    expect(await readFile(path)).toEqual(again);
  });

  it('has another sheet followed: ids stay, those of the other are new, nothing of theirs is touched', async () => {
    const path = await followed();
    const before = { Sales: await cellsOf(path, 'Sales', 6), Press: await cellsOf(path, 'Press', 3) };
    const report = await adoptFile(path, { now: NOW, said: { sheets: ['Press'] } });
    expect(report).toMatchObject({ outcome: 'changed', ids: { added: true, given: 3 }, rows: { tasks: 3 } });
    expect(await tasksIn(path)).toEqual(['T-0003 Write the text', 'T-0004 Print the banner', 'T-0005 Ask the paper']);
    expect(await cellsOf(path, 'Sales', 6)).toEqual(before.Sales);
    expect(await cellsOf(path, 'Press', 3)).toEqual(before.Press);
    // It says no status, so there is a sheet for it now, as there would have been.
    expect(report.added.map(({ tab }) => tab)).toEqual(['tracker']);
    const { problems } = await snapshotOf(path);
    expect(problems.filter(({ code }) => severityOf(code) === 'error')).toEqual([]);

    const back = await adoptFile(path, { now: NOW, said: { sheets: ['Sales'] } });
    expect(back).toMatchObject({ outcome: 'changed', ids: { added: false, given: 0 } });
    expect(await tasksIn(path)).toEqual(['T-0001 Call the hall', 'T-0002 Order the chairs']);
    expect((await snapshotOf(path)).rows.tracker.map(({ values }) => values.status)).toEqual([
      'in-progress',
      'in-progress',
    ]);
  });

  it('is swept on as it is read now', async () => {
    const path = await followed();
    await adoptFile(path, { now: NOW, said: { sheets: ['Press'] } });
    const mailer = createMemoryMailer();
    await sweepWorkbook({ store: openXlsxFile(path), mailer, now: '2026-03-09T09:00:00+08:00' });
    expect((await tasksIn(path)).length).toBe(3);
  });

  it('has its header in another row: what was taken for a task there is the header, all other ids stay', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Plan');
    sheet.addRow(['Task', 'Owner', 'Due', 'Status']);
    sheet.addRow(['What is to be done', 'Who', 'By when', 'How far']);
    sheet.addRow(['Call the hall', 'Ann Lee', day('2026-03-10'), 'Open']);
    sheet.addRow(['Order the chairs', 'Bob Ray', day('2026-03-12'), 'Done']);
    const path = join(folder, `plan-${++count}.xlsx`);
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: NOW, country: 'none', said: { headerRow: 1 } });
    const before = await tasksIn(path);
    expect(before.length).toBe(3);
    const theirs = await cellsOf(path, 'Plan', 4);
    const columns = { task: 'A', responsible: 'B', due: 'C', status: 'D' };
    const report = await adoptFile(path, { now: NOW, said: { headerRow: 2, columns } });
    expect(report).toMatchObject({ outcome: 'changed', rows: { tasks: 2 } });
    expect(await tasksIn(path)).toEqual(before.slice(1));
    expect(await cellsOf(path, 'Plan', 4)).toEqual(theirs);
    const { problems } = await snapshotOf(path);
    expect(problems.filter(({ code }) => severityOf(code) === 'error')).toEqual([]);
    // And back: the row that was the header for a while gets an id that nobody had.
    await adoptFile(path, { now: NOW, said: { headerRow: 1, columns } });
    expect(await tasksIn(path)).toEqual(['T-0004 What is to be done', ...before.slice(1)]);
  });

  it('stays as it is where the sheet that is named holds no tasks, or is not there', async () => {
    const path = await followed();
    const before = await readFile(path);
    const book = await openXlsxFile(path).read();
    const settings = book.sheets.find(({ title }) => title === 'Settings');
    expect(settings).toBeDefined();
    await expect(adoptFile(path, { now: NOW, said: { sheets: ['Settings'] } })).rejects.toMatchObject({
      code: 'nothing-to-adopt',
    });
    await expect(adoptFile(path, { now: NOW, said: { sheets: ['Nowhere'] } })).rejects.toMatchObject({
      code: 'no-such-sheet',
    });
    await expect(adoptFile(path, { now: NOW, said: { columns: { due: 'Nowhere' } } })).rejects.toMatchObject({
      code: 'no-such-column',
    });
    expect(await readFile(path)).toEqual(before);
  });

  it('keeps what is said in its settings, where nothing is left of the sheet before', async () => {
    const path = await followed();
    await adoptFile(path, { now: NOW, said: { sheets: ['Press'] } });
    const raw = await openXlsxFile(path).read();
    expect(
      ['tab.raci', 'column.raci.name', 'column.tracker.status', 'tab.tracker'].map((key) => settingOf(raw, key)),
    ).toEqual(['Press', 'Task', '', expect.any(String)]);
  });

  it('is shown beforehand, and changed from a terminal', async () => {
    const path = await followed();
    const before = await readFile(path);
    const shown = await run('baton', folder, ['adopt', path, '--sheet', 'Press', '--propose']);
    expect(shown.out).toContain('“Press” would be followed; its header is row 1:');
    expect(await readFile(path)).toEqual(before);
    const { out, code } = await run('baton', folder, ['adopt', path, '--sheet', 'Press', '--yes']);
    expect(code).toBe(0);
    expect(out).toMatch(/is read like this from now on; all that was in it stays as it was/);
    const idle = await run('baton', folder, ['adopt', path, '--yes']);
    expect(idle.out).toContain('is a Baton workbook already; there is nothing to do.');
  });
});
