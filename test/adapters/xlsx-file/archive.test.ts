import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { zipParts } from '../../../scripts/templates/parts.ts';
import { appendOf } from '../../support/starter.ts';

const folder = await mkdtemp(join(tmpdir(), 'baton-'));
afterAll(() => rm(folder, { recursive: true }));

const FULL = new URL('../../../sheet-templates/generated/full-en.xlsx', import.meta.url);

/** The rows of a sheet below its header, as another program reads them. */
const rowsOf = (sheet: exceljs.Worksheet): unknown[][] => {
  const rows: unknown[][] = [];
  sheet.eachRow((row, at) => {
    if (at > 1) rows.push([at, row.getCell(1).value, row.getCell(2).value, row.getCell(10).value]);
  });
  return rows;
};

test('rows go to a hidden, protected sheet, and every other part keeps its bytes', async () => {
  const path = join(folder, 'Launch.xlsx');
  await copyFile(FULL, path);
  const store = openXlsxFile(path);
  const row = (seq: number) => appendOf('_ledger', { seq, key: `a & <b> “${seq}”`, to: '', hash: `h${seq}` });
  await store.apply([1, 2, 3, 4, 5].map(row));
  const before = zipParts(await readFile(path));
  const sheetNames = async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    return book;
  };
  await store.archive!([{ tab: '_ledger', title: '_ledger_2024', keys: new Set(['2', '4']) }], [row(6)]);

  const after = zipParts(await readFile(path));
  const changed = [...after].filter(([name, bytes]) => !before.get(name)?.equals(bytes)).map(([name]) => name);
  const added = changed.filter((name) => !before.has(name));
  expect(added).toEqual([expect.stringMatching(/^xl\/worksheets\/sheet\d+\.xml$/)]);
  expect(changed.filter((name) => before.has(name)).sort()).toEqual([
    '[Content_Types].xml',
    'xl/_rels/workbook.xml.rels',
    'xl/workbook.xml',
    expect.stringMatching(/^xl\/worksheets\/sheet\d+\.xml$/),
  ]);
  expect([...before.keys()].filter((name) => !after.has(name))).toEqual([]);

  const book = await sheetNames();
  const archive = book.getWorksheet('_ledger_2024')!;
  expect(archive.state).toBe('hidden');
  expect((archive as unknown as { sheetProtection: { sheet: boolean } }).sheetProtection.sheet).toBe(true);
  expect(archive.getRow(1).getCell(10).value).toBe('hash');
  expect(rowsOf(archive)).toEqual([
    [2, 2, 'a & <b> “2”', 'h2'],
    [3, 4, 'a & <b> “4”', 'h4'],
  ]);
  expect(rowsOf(book.getWorksheet('_ledger')!).map((cells) => [cells[0], cells[1], cells[3]])).toEqual([
    [2, 1, 'h1'],
    [3, 3, 'h3'],
    [4, 5, 'h5'],
    [5, 6, 'h6'],
  ]);
});
