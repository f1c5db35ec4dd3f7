import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import { isoOf } from '../../core/time/day.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { proposeFile } from '../../functions/adopt/propose.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { readZip, writeZip } from '../../functions/xlsx/zip.ts';
import { run } from '../support/cli.ts';
import { findLibreOffice, savedAs } from '../support/libreoffice.ts';
import { savedAsOther } from '../support/other-formats.ts';
import { partOf } from '../support/workbook.ts';

/** Workbooks that are no .xlsx: with macros they are adopted in place, of all others an .xlsx is made beside them. */

/** A Friday. */
const NOW = '2026-03-06T09:00:00+08:00';
const soffice = findLibreOffice();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-formats-'));
});
afterAll(() => rm(folder, { recursive: true }));

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** A plan as a team keeps it: a title across, a group merged over its tasks, a formula. */
const plan = async (): Promise<Buffer> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('进度');
  sheet.getCell('A1').value = '新品上市进度';
  sheet.mergeCells('A1:E1');
  sheet.getRow(3).values = ['阶段', '任务', '责任人', '截止日期', '状态', '剩余'];
  sheet.getRow(4).values = ['设计', '画草图', '李明', day('2026-03-04'), '进行中'];
  sheet.getRow(5).values = ['', '做样品', '王丽', day('2026-03-09'), '未开始'];
  sheet.getRow(6).values = ['', '拍照片', '李明、王丽', day('2026-03-19'), '未开始'];
  sheet.mergeCells('A4:A6');
  for (const row of [4, 5, 6]) {
    sheet.getCell(row, 4).numFmt = 'yyyy-mm-dd';
    sheet.getCell(row, 6).value = { formula: `D${row}-D4`, result: 0 };
  }
  book.addWorksheet('说明').getCell('A1').value = '每周五更新';
  return Buffer.from(await book.xlsx.writeBuffer());
};

const TASKS = [
  ['画草图', '李明', '2026-03-04', 'in-progress'],
  ['做样品', '王丽', '2026-03-09', 'not-started'],
  ['拍照片', '李明', '2026-03-19', 'not-started'],
];

const tasksIn = async (path: string) => {
  const { rows } = readSnapshot(await openXlsxFile(path).read(), { now: NOW });
  const status = new Map(rows.tracker.map(({ id, values }) => [id, values.status]));
  return rows.raci.map(({ id, values: v }) => [v.name, v.responsible?.name, v.due && isoOf(v.due), status.get(id)]);
};

const GB18030 = 'csv:Text - txt - csv (StarCalc):44,34,85,1,,0,false,true,false';
const UTF8_TABS = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false';

const FILTERS = [
  ['xls', 'xls'],
  ['ods', 'ods'],
  ['csv', GB18030],
  ['tsv', UTF8_TABS],
] as const;

describe('a binary workbook (.xlsb)', () => {
  // LibreOffice reads the format and writes none.
  it('is adopted with its values, dates and merged cells in a new .xlsx beside it', async () => {
    const bytes = savedAsOther(
      'xlsb',
      {
        进度: [
          ['新品上市进度', null, null, null, null],
          [],
          ['阶段', '任务', '责任人', '截止日期', '状态'],
          ['设计', '画草图', '李明', day('2026-03-04'), '进行中'],
          [null, '做样品', '王丽', day('2026-03-09'), '未开始'],
          [null, '拍照片', '李明、王丽', day('2026-03-19'), '未开始'],
        ],
        说明: [['每周五更新']],
      },
      ['A1:E1', 'A4:A6'],
    );
    const theirs = join(folder, '计划.xlsb');
    await writeFile(theirs, bytes);
    const report = await adoptFile(theirs, { now: NOW });
    const made = join(folder, '计划.xlsx');
    expect(report).toMatchObject({ outcome: 'adopted', converted: { path: made, format: 'xlsb', encoding: null } });
    expect(await readFile(theirs)).toEqual(bytes);
    expect(await tasksIn(made)).toEqual(TASKS);
    const again = new exceljs.Workbook();
    await again.xlsx.readFile(made);
    expect(again.worksheets[0]!.getCell('A5').isMerged).toBe(true);
    expect(again.worksheets[0]!.getCell('D4').value).toEqual(day('2026-03-04'));
  });
});

describe.skipIf(!soffice)('as LibreOffice saves it', () => {
  const saved = new Map<string, Buffer>();
  beforeAll(async () => {
    const original = await plan();
    for (const [ending, filter] of FILTERS) saved.set(ending, await savedAs(soffice!, original, filter));
  }, 120_000);

  it.each([
    ['xls', 'xls', null],
    ['ods', 'ods', null],
    ['csv', 'text', 'gb18030'],
    ['tsv', 'text', 'utf-8'],
  ])('.%s: its values stand in a new .xlsx beside it, which is adopted and swept', async (ending, format, encoding) => {
    const theirs = join(folder, `计划-${ending}.${ending}`);
    const bytes = saved.get(ending)!;
    await writeFile(theirs, bytes);
    const report = await adoptFile(theirs, { now: NOW });
    const made = join(folder, `计划-${ending}.xlsx`);
    expect(report).toMatchObject({ outcome: 'adopted', converted: { path: made, format, encoding } });
    expect(await readFile(theirs)).toEqual(bytes);
    expect(await tasksIn(made)).toEqual(TASKS);
    const mailer = createMemoryMailer();
    expect(await sweepWorkbook({ store: openXlsxFile(made), mailer, now: NOW })).toMatchObject({ outcome: 'done' });
    // It is a workbook that any program opens.
    const again = new exceljs.Workbook();
    await again.xlsx.readFile(made);
    const sheet = again.worksheets[0]!;
    expect(sheet.getCell('B4').value).toBe('画草图');
    if (format !== 'text') {
      expect(sheet.getCell('A5').isMerged).toBe(true);
      expect(sheet.getCell('D4').value).toEqual(day('2026-03-04'));
      expect(again.worksheets[1]!.getCell('A1').value).toBe('每周五更新');
    }
  });

  it('is said to be what it is by every command, and what to do', async () => {
    const said = async (command: string, ending: string) => {
      const theirs = join(folder, `look.${ending}`);
      await writeFile(theirs, saved.get(ending)!);
      const { code, err } = await run('baton', folder, [command, theirs]);
      return [code, err.replace(/^.*?: This/s, 'This').trim()];
    };
    const only = (ending: string) =>
      `which is read only to be adopted: npm run -s baton -- adopt ${join(folder, `look.${ending}`)} makes an .xlsx of it, beside it.`;
    expect(await said('check', 'xls')).toEqual([
      1,
      `This is the old .xls format, ${only('xls')} Or save it as .xlsx in Excel.`,
    ]);
    expect(await said('check', 'ods')).toEqual([1, `This is an OpenDocument spreadsheet, ${only('ods')}`]);
    expect(await said('sweep', 'csv')).toEqual([1, `This is a table as text, ${only('csv')}`]);
  }, 60_000);

  it('says in words what was left out, and does not write over a file that is there', async () => {
    const theirs = join(folder, 'words.xls');
    await writeFile(theirs, saved.get('xls')!);
    const first = await run('baton', folder, ['adopt', theirs]);
    expect(first.code).toBe(0);
    expect(first.out).toContain('Left out: formulas, in place of which their last results stand');
    expect(first.out).toContain('words.xlsx, beside it');
    const second = await run('baton', folder, ['adopt', theirs]);
    expect(second.code).toBe(2);
    expect(second.err).toContain('words.xlsx is there already');
  });
});

describe('a text', () => {
  const adoptText = async (name: string, bytes: Buffer) => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const { converted } = await adoptFile(path, { now: NOW });
    return { encoding: converted?.encoding, tasks: await tasksIn(converted!.path) };
  };
  const CSV = 'Task,Owner,Due,Status\nCafé plan,Zoë Müller,2026-03-20,Open\n"Paint, dry",Bob Stone,2026-03-23,Done\n';
  const READ = [
    ['Café plan', 'Zoë Müller', '2026-03-20', 'in-progress'],
    ['Paint, dry', 'Bob Stone', '2026-03-23', 'done'],
  ];

  it.each<[string, Buffer, string]>([
    ['utf-8.csv', Buffer.from(CSV), 'utf-8'],
    ['utf-8-mark.csv', Buffer.from(`\ufeff${CSV}`), 'utf-8'],
    ['utf-16.csv', Buffer.from(`\ufeff${CSV}`, 'utf16le'), 'utf-16le'],
    ['western.csv', Buffer.from(CSV, 'latin1'), 'windows-1252'],
    ['semicolons.csv', Buffer.from(CSV.replaceAll('"Paint, dry"', 'Paint. dry').replaceAll(',', ';')), 'utf-8'],
  ])('%s is read in its encoding', async (name, bytes, encoding) => {
    const { encoding: found, tasks } = await adoptText(name, bytes);
    expect(found).toBe(encoding);
    expect(tasks).toEqual(name.startsWith('semi') ? [READ[0], ['Paint. dry', ...READ[1]!.slice(1)]] : READ);
  });

  it('is proposed as it would be adopted, and nothing is written', async () => {
    const path = join(folder, 'proposed.csv');
    await writeFile(path, CSV);
    const { sheets, forecast } = await proposeFile(path, { now: '2026-03-18T09:00:00+08:00' }, 'en');
    expect(sheets.map(({ sheet, headerRow, chosen }) => [sheet, headerRow, chosen])).toEqual([['proposed', 1, true]]);
    expect(sheets[0]?.columns.map(({ meaning }) => meaning)).toEqual(['task', 'responsible', 'due', 'status']);
    expect(forecast?.mails20).toBeGreaterThan(0);
    expect((await readdir(folder)).filter((name) => name.startsWith('proposed'))).toEqual(['proposed.csv']);
  });

  it('without tasks leaves nothing behind', async () => {
    const path = join(folder, 'nothing.csv');
    await writeFile(path, 'a,b\n1,2\n');
    await expect(adoptFile(path, { now: NOW })).rejects.toMatchObject({ code: 'nothing-to-adopt' });
    expect((await readdir(folder)).filter((name) => name.startsWith('nothing'))).toEqual(['nothing.csv']);
  });
});

describe('a table of a web page under the name of a workbook', () => {
  it('is read like any', async () => {
    const path = join(folder, 'export.xls');
    const rows = [
      ['任务', '负责人', '截止日期', '状态'],
      ['画草图', '李明', '2026-03-04', '进行中'],
    ];
    const row = (cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    await writeFile(
      path,
      `<html><head><meta charset="utf-8"></head><body><table>${rows.map(row).join('')}</table></body></html>`,
    );
    const { converted } = await adoptFile(path, { now: NOW });
    expect(converted).toMatchObject({ format: 'html' });
    expect(await tasksIn(converted!.path)).toEqual([TASKS[0]]);
  });
});

describe('an .xlsm', () => {
  const MACROS = Buffer.from('d0cf11e0a1b11ae1 what a macro project holds', 'latin1');

  const withMacros = (bytes: Buffer): Buffer => {
    const text = (name: string) => partOf(bytes, name)!;
    return writeZip(
      readZip(bytes),
      new Map([
        ['xl/vbaProject.bin', MACROS],
        [
          '[Content_Types].xml',
          Buffer.from(
            text('[Content_Types].xml')
              .replace('spreadsheetml.sheet.main+xml', 'PLACE')
              .replace(
                'application/vnd.openxmlformats-officedocument.PLACE',
                'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
              )
              .replace(
                '<Override',
                '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override',
              ),
          ),
        ],
        [
          'xl/_rels/workbook.xml.rels',
          Buffer.from(
            text('xl/_rels/workbook.xml.rels').replace(
              '</Relationships>',
              '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
            ),
          ),
        ],
      ]),
    );
  };

  it('is adopted and swept in place, its macros byte for byte what they were', async () => {
    const path = join(folder, '带宏.xlsm');
    await writeFile(path, withMacros(await plan()));
    expect(await adoptFile(path, { now: NOW })).not.toHaveProperty('converted');
    expect(await tasksIn(path)).toEqual(TASKS);
    await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: NOW });
    const after = await readFile(path);
    const macros = readZip(after).entries.find(({ name }) => name === 'xl/vbaProject.bin')!;
    const before = readZip(withMacros(await plan())).entries.find(({ name }) => name === 'xl/vbaProject.bin')!;
    expect(macros.data).toEqual(before.data);
    expect(partOf(after, '[Content_Types].xml')).toContain('application/vnd.ms-excel.sheet.macroEnabled.main+xml');
    expect(partOf(after, 'xl/_rels/workbook.xml.rels')).toContain('vbaProject');
    expect((await run('baton', folder, ['check', path])).code).toBe(0);
  });
});

describe('what stands behind a password', () => {
  it('is named as that, though a zip stands within', async () => {
    const path = join(folder, 'secret.xlsx');
    const bytes = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from('EncryptedPackage', 'utf16le'),
      await plan(),
    ]);
    await writeFile(path, bytes);
    await expect(adoptFile(path, { now: NOW })).rejects.toMatchObject({ code: 'encrypted' });
    await expect(openXlsxFile(path).read()).rejects.toMatchObject({ code: 'encrypted' });
  });

  it('and an old .xls with a zip at its end, as what it is', async () => {
    const path = join(folder, 'theme.xls');
    await writeFile(path, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), await plan()]));
    await expect(openXlsxFile(path).read()).rejects.toMatchObject({ code: 'xls-file' });
  });
});
