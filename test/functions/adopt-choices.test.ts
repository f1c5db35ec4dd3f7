import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Proposal } from '../../core/adopt/proposal.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { run } from '../support/cli.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-choices-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A list of which nobody can be sure: its task has a plain word, and only who is said. */
const unsure = async (): Promise<string> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Spring fair');
  sheet.addRow(['Area', 'What', 'Who', 'Remarks']);
  sheet.addRow(['Stand', 'Order the chairs', 'Bob', 'parked']);
  sheet.addRow(['Stand', 'Print the banner', 'Ann Lee', 'rolling']);
  sheet.addRow(['Talks', 'Ask the speakers', 'Bob', 'rolling']);
  const path = join(folder, `fair-${++count}.xlsx`);
  await book.xlsx.writeFile(path);
  return path;
};

const adopt = (...args: readonly string[]) => run('baton', folder, ['adopt', ...args]);

describe('adopt', () => {
  it('shows what it would make of a file, and writes nothing', async () => {
    const path = await unsure();
    const before = await readFile(path);
    const { out, code } = await adopt(path, '--propose', '--json');
    const { sheets, forecast } = JSON.parse(out) as Proposal;
    expect(code).toBe(0);
    expect(sheets).toMatchObject([{ sheet: 'Spring fair', chosen: true, ask: true, missing: ['due', 'status'] }]);
    expect(sheets[0]?.columns.map(({ column, meaning }) => `${column} ${meaning}`)).toEqual([
      'A null',
      'B task',
      'C responsible',
      'D null',
    ]);
    expect(forecast).toMatchObject({ mails20: expect.any(Number), because: expect.any(String) });
    expect(await readFile(path)).toEqual(before);
  });

  it('says the same to a person, with the call that goes on', async () => {
    const path = await unsure();
    const { out } = await adopt(path, '--propose');
    expect(out).toMatch(/“Spring fair” would be followed; its header is row 1:/);
    expect(out).toMatch(/It is not sure that “Spring fair” is the sheet to follow. If it is: --sheet "Spring fair"/);
    expect(out).toMatch(/Not found: a column for a due date and a status\./);
    expect(out).toMatch(/adopt .*fair-\d+\.xlsx --yes/);
  });

  it('names the other row that may be the header, in both languages', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Plan');
    sheet.getCell('F1').value = 'Plan';
    sheet.getCell('H1').value = '% Complete';
    sheet.getCell('F2').value = 'Christmas';
    sheet.getCell('F3').value = 'Exam week';
    sheet.getCell('H2').value = 0.2;
    sheet.getCell('B5').value = 'Activity';
    sheet.getCell('G5').value = 'Percentage';
    for (let i = 0; i < 11; i++) {
      sheet.getCell(`B${6 + i}`).value = `Collect the data of region ${i}`;
      sheet.getCell(`G${6 + i}`).value = i / 10;
    }
    const path = join(folder, 'legend.xlsx');
    await book.xlsx.writeFile(path);
    expect((await adopt(path, '--propose')).out).toContain(
      'Perhaps row 1 is the header: --header 1. If it is row 5: --header 5',
    );
    expect((await adopt(path, '--propose', '--locale', 'zh-CN')).out).toContain(
      '表头也可能是第 1 行：--header 1。第 5 行没错的话：--header 5',
    );
  });

  it('offers to ask after what has no date, counts the mails that come of it, and keeps what was said in the settings', async () => {
    const path = await unsure();
    const plain = JSON.parse((await adopt(path, '--propose', '--json')).out) as Proposal;
    expect(plain).toMatchObject({ quietDays: 0, forecast: { mails20: expect.any(Number) }, sheets: [{ undated: 3 }] });
    expect((await adopt(path, '--propose')).out).toMatch(
      /3 open tasks without a date: nobody is reminded of them\. .*--quiet-days 5/,
    );
    const followed = JSON.parse((await adopt(path, '--propose', '--json', '--quiet-days', '5')).out) as Proposal;
    expect(followed.quietDays).toBe(5);
    expect(followed.forecast!.mails20).toBeGreaterThan(plain.forecast!.mails20 + 5);
    expect((await adopt(path, '--yes', '--quiet-days', '5')).code).toBe(0);
    expect(readSnapshot(await openXlsxFile(path).read(), { now: '2026-03-06T09:00' }).policy.quietDays).toBe(5);
    const refused = await adopt(path, '--quiet-days', 'soon');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--quiet-days needs a number of workdays') });
  });

  it('says which dates cannot be read, before anything is followed', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Fair');
    sheet.addRow(['Task', 'Owner', 'Due', 'Status']);
    sheet.addRow(['Order the chairs', 'Bob Ray', '11.16', 'In progress']);
    sheet.addRow(['Print the banner', 'Ann Lee', 'before Easter', 'Not started']);
    sheet.addRow(['Ask the speakers', 'Ann Lee', 'TBD', 'Not started']);
    sheet.addRow(['Book the hall', 'Ann Lee', 'in March', 'Done']);
    const path = join(folder, `fair-${++count}.xlsx`);
    await book.xlsx.writeFile(path);
    const { sheets } = JSON.parse((await adopt(path, '--propose', '--json')).out) as Proposal;
    expect(sheets[0]).toMatchObject({ unreadDates: ['11.16', 'before Easter'], undated: 1 });
    expect((await adopt(path, '--propose')).out).toContain('2 dates cannot be read (11.16, before Easter)');
  });

  it('says what nobody can be mailed without, and what a word is taken for', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Fair');
    sheet.addRow(['Task', 'Status']);
    sheet.addRow(['Order the chairs', 'handed in']);
    sheet.addRow(['Print the banner', 'Not started']);
    const path = join(folder, `fair-${++count}.xlsx`);
    await book.xlsx.writeFile(path);
    const { out } = await adopt(path, '--propose');
    expect(out).toContain('(the sheet has no column for an owner or a due date).');
    expect(out).not.toContain('--quiet-days');
    expect(out).toMatch(/“handed in” \(1 row\) in the status column is (taken for Done|not known)/);
  });

  it('takes nothing that it is not sure of, says what it understood, and the very call that goes on does', async () => {
    const path = await unsure();
    const before = await readFile(path);
    const refused = await adopt(path);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/was not changed.*Understood in row 1: .*Task ← B What, Responsible \(R\) ← C Who/s);
    expect(await readFile(path)).toEqual(before);
    const call = /-- adopt (\S+) (.*)$/m.exec(refused.err);
    const flags = [...(call?.[2] ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    expect((await adopt(path, ...flags)).code).toBe(0);
    const { tasks } = readSnapshot(await openXlsxFile(path).read(), { now: '2026-03-06T09:00' });
    expect(tasks.map(({ values }) => values.name)).toEqual([
      'Order the chairs',
      'Print the banner',
      'Ask the speakers',
    ]);
  });

  it('reads words and names from then on as they were explained once', async () => {
    const path = await unsure();
    const flags = [
      '--sheet',
      'Spring fair',
      '--map',
      'status=Remarks',
      '--map',
      'task=B',
      '--status',
      'parked=blocked',
    ];
    const done = await adopt(path, ...flags, '--status', 'rolling=in-progress', '--person', 'Bob=Robert Brown');
    expect(done.code).toBe(0);
    const snapshot = readSnapshot(await openXlsxFile(path).read(), { now: '2026-03-06T09:00' });
    expect(snapshot.rows.tracker.map(({ values }) => values.status)).toEqual(['blocked', 'in-progress', 'in-progress']);
    expect(snapshot.tasks.map(({ values }) => values.responsible?.name)).toEqual([
      'Robert Brown',
      'Ann Lee',
      'Robert Brown',
    ]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a sheet that is not there', ['--sheet', 'Autumn'], /no sheet “Autumn”. There are: Spring fair/],
    ['a column that is not there', ['--map', 'due=Until'], /no column “Until” in row 1. There are: Area, What/],
    ['a meaning that there is not', ['--map', 'colour=B'], /A column can’t mean “colour”. It can be: task/],
    [
      'a status that there is not',
      ['--status', 'parked=asleep'],
      /There is no status “asleep”. There are: not-started/,
    ],
    ['half a pair', ['--person', 'Bob'], /--person Bob lacks one side of the =/],
    ['a row that is no number', ['--header', 'two'], /--header needs the number of a row/],
  ])('refuses %s as a wrong call', async (_, flags, said) => {
    const refused = await adopt(await unsure(), ...flags);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toMatch(said);
  });

  it('writes a team’s own words of state in mails as they stand in the sheet, and gives a state to none that says neither open nor over', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Hall');
    sheet.addRow(['Task', 'Owner', 'Due date', 'Status']);
    sheet.addRow(['Order the chairs', 'Ann Lee', '2026-03-06', 'on the books']);
    sheet.addRow(['Print the banner', 'Ann Lee', '2026-03-06', 'Awaited']);
    sheet.addRow(['Pay the hall', 'Ann Lee', '2026-03-06', 'Blocked']);
    sheet.addRow(['Ask the band', 'Ann Lee', '2026-03-06', null]);
    const path = join(folder, 'hall.xlsx');
    await book.xlsx.writeFile(path);
    expect(
      (await adopt(path, '--status', 'on the books=-', '--status', 'Awaited=blocked', '--zone', 'Europe/London')).code,
    ).toBe(0);
    await writeFile(join(folder, 'people.txt'), 'Ann Lee <ann@example.com>');
    expect((await run('baton', folder, ['people', path, 'people.txt'])).code).toBe(0);
    await run('baton', folder, ['sweep', path, '--now', '2026-03-05T09:00', '--mail', 'outbox:hall-mails']);
    const mails = await readFile(join(folder, 'hall-mails', 'index.html'), 'utf8');
    expect(new Set(mails.match(/On the books|Awaited|Blocked|Not started|In progress/g))).toEqual(
      new Set(['On the books', 'Awaited', 'Blocked']),
    );
    const { sheets } = await openXlsxFile(path).read();
    const overview = sheets.find(({ title }) => title === 'Overview')?.rows.map(({ cells }) => cells.join(' '));
    expect(overview?.find((row) => row.includes('Order the chairs'))).toContain('on the books');
    expect(overview?.find((row) => row.includes('Print the banner'))).toContain('Blocked');
  });
});
