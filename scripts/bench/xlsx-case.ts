/**
 * One measured process: `node xlsx-case.ts CASE IN.xlsx OUT.xlsx` does one piece of work and prints its peak memory
 * in KiB. Every library is imported by its own case only.
 *
 * The work of an `edit`: read all rows, find the late ones, set a status in 20 of them, append 20 rows to the second
 * sheet, save. The work of a `read`: read all rows, find the late ones.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { must } from '../../core/text/must.ts';
import type { CellEdit, RawRow } from '../../core/workbook.ts';
import { rowByRow } from '../../core/write/by-row.ts';
import { peakKiB } from './peak.ts';
import { LOG_SHEET, SHEET, TODAY_IN_CELLS } from './xlsx-workbook.ts';

const [, , name = '', input = '', output = ''] = process.argv;

const DONE = '已完成';
const ASKED = '待确认';
const MESSAGE = '请更新任务进度与预计完成日期';
const EDITS = 20;

/** Row numbers of open tasks past their due date. */
const lateRows = (rows: readonly RawRow[]): RawRow[] =>
  rows.filter(({ cells }) => typeof cells[5] === 'number' && cells[5] < TODAY_IN_CELLS && cells[6] !== DONE);

/** Twenty of them, spread over the whole sheet. */
const spread = <T>(late: readonly T[]): T[] => {
  const step = Math.floor(late.length / EDITS);
  return Array.from({ length: EDITS }, (_, i) => must(late[i * step], 'late row'));
};

/** What nobody can do without: unzip the sheet and its strings, look at every byte once; to save, deflate the sheet again at our level. */
const floor = async (save: boolean) => {
  const { readZip, inflateEntry } = await import('../../functions/xlsx/zip.ts');
  const { DEFLATE_LEVEL } = await import('../../functions/xlsx/packing.ts');
  const zip = readZip(readFileSync(input));
  const part = (path: string) =>
    inflateEntry(
      must(
        zip.entries.find((entry) => entry.name === path),
        path,
      ),
    );
  const sheet = part('xl/worksheets/sheet1.xml');
  let tags = 0;
  for (const bytes of [sheet, part('xl/sharedStrings.xml')]) {
    for (let i = 0; i < bytes.length; i++) if (bytes[i] === 60) tags++;
  }
  if (tags === 0) throw new Error('nothing read');
  if (!save) return;
  const packed = deflateRawSync(sheet, { level: DEFLATE_LEVEL });
  crc32(sheet);
  const others = zip.entries.filter((entry) => entry.name !== 'xl/worksheets/sheet1.xml').map((entry) => entry.whole);
  writeFileSync(output, Buffer.concat([packed, ...others, ...zip.entries.map((entry) => entry.central)]));
};

const baton = async (save: boolean) => {
  const { openPackage } = await import('../../functions/xlsx/parts.ts');
  const { readPackage } = await import('../../functions/xlsx/read.ts');
  const workbook = openPackage(readFileSync(input), save);
  const late = lateRows(must(readPackage(workbook).sheets[0], 'sheet').rows);
  if (late.length === 0) throw new Error('nothing read');
  if (!save) return;
  const { patchPackage } = await import('../../functions/xlsx/patch.ts');
  const edits: CellEdit[] = [];
  for (const [i, { at, cells }] of spread(late).entries()) {
    edits.push({ sheet: SHEET, row: at, column: 7, value: ASKED });
    const logged = [`R-9${i}`, String(cells[0]), String(cells[2]), TODAY_IN_CELLS, 1, '邮件', MESSAGE, '未回复'];
    for (const [j, value] of logged.entries()) edits.push({ sheet: LOG_SHEET, row: 202 + i, column: j + 1, value });
  }
  writeFileSync(output, patchPackage(workbook, { edits: rowByRow(edits), addSheets: [] }));
};

const isLate = (due: unknown, status: unknown): boolean => {
  const serial = due instanceof Date ? due.getTime() / 86_400_000 + 25569 : due;
  return typeof serial === 'number' && serial < TODAY_IN_CELLS && status !== DONE;
};
const loggedOn = new Date((TODAY_IN_CELLS - 25569) * 86_400_000);

const exceljs = async (save: boolean) => {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(input);
  const [sheet, log] = workbook.worksheets;
  const late: number[] = [];
  if (!sheet || !log) throw new Error('nothing read');
  sheet.eachRow((row, at) => {
    if (isLate(row.getCell(6).value, row.getCell(7).value)) late.push(at);
  });
  if (late.length === 0) throw new Error('nothing read');
  if (!save) return;
  for (const [i, at] of spread(late).entries()) {
    const row = sheet.getRow(at);
    row.getCell(7).value = ASKED;
    log.addRow([`R-9${i}`, row.getCell(1).value, row.getCell(3).value, loggedOn, 1, '邮件', MESSAGE, '未回复']);
  }
  await workbook.xlsx.writeFile(output);
};

const hucre = async (save: boolean) => {
  const { openXlsx, readXlsx, saveXlsx } = await import('hucre/xlsx');
  const bytes = readFileSync(input);
  const workbook = save ? await openXlsx(bytes, { readStyles: true }) : await readXlsx(bytes, { sheets: [0] });
  const [sheet, log] = workbook.sheets;
  if (!sheet) throw new Error('nothing read');
  const { rows } = sheet;
  const late = rows.filter((row, i) => i > 0 && isLate(row[5], row[6]));
  if (late.length === 0) throw new Error('nothing read');
  if (!save) return;
  if (!log) throw new Error('nothing to append to');
  for (const [i, row] of spread(late).entries()) {
    row[6] = ASKED;
    log.rows.push([`R-9${i}`, row[0] ?? null, row[2] ?? null, loggedOn, 1, '邮件', MESSAGE, '未回复']);
  }
  writeFileSync(output, await saveXlsx(workbook as Parameters<typeof saveXlsx>[0]));
};

const cases: Readonly<Record<string, (save: boolean) => Promise<void>>> = { floor, baton, exceljs, hucre };
const [tool = '', work] = name.split(' ');
await must(cases[tool], `case ${tool}`)(work === 'edit');
console.log(peakKiB());
