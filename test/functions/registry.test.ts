import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRegistry } from '../../functions/many/registry.ts';
import { openBlank } from '../adapters/google-sheets/book.ts';
import { tempFolder } from '../support/cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await tempFolder();
});

const json = async (content: unknown) => {
  const path = join(folder, 'workbooks.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readRegistry(path);
};

const sheet = async (rows: readonly (readonly exceljs.CellValue[])[]) => {
  const path = join(folder, 'workbooks.xlsx');
  const book = new exceljs.Workbook();
  book.addWorksheet('About').addRow(['Which workbooks Baton looks after']);
  book.addWorksheet('Workbooks').addRows(rows as exceljs.CellValue[][]);
  await book.xlsx.writeFile(path);
  return readRegistry(path);
};

describe('a list of workbooks', () => {
  it('takes an owner’s address without what nobody sees of it', async () => {
    const { workbooks } = await json([{ uri: 'gsheet:1', zone: 'UTC', owner: '\u200bli@example.com\u200b' }]);
    expect(workbooks).toMatchObject([{ owner: 'li@example.com' }]);
  });

  it('may be a JSON file; paths are meant from where it lies', async () => {
    const { workbooks, bad } = await json([
      { uri: 'gsheet:1AbC', zone: 'Asia/Shanghai', sweepTime: '8:30', owner: 'li.ming@example.com' },
      { uri: 'plans/launch.xlsx', zone: 'Europe/London', pause: true },
    ]);
    expect(bad).toEqual([]);
    expect(workbooks).toEqual([
      {
        uri: 'gsheet:1AbC',
        zone: 'Asia/Shanghai',
        sweepTime: 510,
        owner: 'li.ming@example.com',
        paused: false,
        book: null,
      },
      {
        uri: join(folder, 'plans/launch.xlsx'),
        zone: 'Europe/London',
        sweepTime: 540,
        owner: null,
        paused: true,
        book: null,
      },
    ]);
  });

  it('may be a sheet with Chinese headers, a title above, times as a spreadsheet keeps them, and pasted addresses', async () => {
    const { workbooks, bad } = await sheet([
      ['工作簿名册'],
      [],
      ['负责人', '工作簿', '备注', '时区', '检查时间', '暂停'],
      [
        'wang@example.com',
        'https://docs.google.com/spreadsheets/d/1A-b_C/edit#gid=0',
        '新品',
        'Asia/Shanghai',
        0.4375,
        '否',
      ],
      [null, null, 'a remark'],
      ['', 'gsheet:2', '', 'Asia/Tokyo', '上午8点', '是'],
    ]);
    expect(bad).toEqual([]);
    expect(workbooks).toEqual([
      {
        uri: 'gsheet:1A-b_C',
        zone: 'Asia/Shanghai',
        sweepTime: 630,
        owner: 'wang@example.com',
        paused: false,
        book: null,
      },
      { uri: 'gsheet:2', zone: 'Asia/Tokyo', sweepTime: 480, owner: null, paused: true, book: null },
    ]);
  });

  it('may be a Google spreadsheet, with what people see there: times, ticks, and one request', async () => {
    const { workbook, store, requests } = await openBlank();
    const [tab] = workbook.tabs as [string];
    const rows = [
      ['Workbook', 'Time zone', 'Sweep time', 'Owner’s address', 'Paused'],
      ['https://docs.google.com/spreadsheets/d/1A-b_C/edit', 'Asia/Shanghai', '8:30', 'li@example.com', 'FALSE'],
      ['gsheet:2', 'Europe/London', '', '', 'TRUE'],
      ['gsheet:3', 'Narnia', '', '', ''],
    ];
    rows.forEach((cells, row) => {
      cells.forEach((text, column) => void workbook.type(tab, `${'ABCDE'[column]}${row + 1}`, text));
    });
    const { workbooks, bad } = await readRegistry(`gsheet:${workbook.id}`, () => store);
    expect(workbooks).toEqual([
      {
        uri: 'gsheet:1A-b_C',
        zone: 'Asia/Shanghai',
        sweepTime: 510,
        owner: 'li@example.com',
        paused: false,
        book: null,
      },
      { uri: 'gsheet:2', zone: 'Europe/London', sweepTime: 540, owner: null, paused: true, book: null },
    ]);
    expect(bad).toMatchObject([{ row: 4, code: 'zone-unknown' }]);
    expect(requests()).toEqual(['get']);
  });

  it('reports each row that cannot be used, by its number, and keeps the others', async () => {
    const { workbooks, bad } = await sheet([
      ['Workbook', 'Time zone', 'Sweep time', 'Owner', 'Pause'],
      ['gsheet:1', 'Mars/Olympus'],
      ['', 'Europe/London', '', 'anna@example.com'],
      ['gsheet:2', 'Europe/London'],
      ['gsheet:3', 'Europe/London', 'early'],
      ['gsheet:4', 'Europe/London', '', 'Anna'],
      ['gsheet:5', 'Europe/London', '', '', 'after Easter'],
      ['gsheet:2', 'Asia/Tokyo'],
      ['gsheet:6', ''],
    ]);
    expect(workbooks.map(({ uri }) => uri)).toEqual(['gsheet:2']);
    expect(bad.map(({ row, code }) => [row, code])).toEqual([
      [2, 'zone-unknown'],
      [3, 'workbook-missing'],
      [5, 'not-a-clock'],
      [6, 'bad-address'],
      [7, 'not-yes-or-no'],
      [8, 'listed-twice'],
      [9, 'zone-unknown'],
    ]);
    expect(bad[5]!.words.en).toBe('Row 4 lists this workbook already, and counts. Delete this row.');
  });

  it('numbers the entries of a JSON file, whatever they are', async () => {
    const { workbooks, bad } = await json([null, 'gsheet:1', { uri: 'gsheet:2', zone: 'Asia/Tokyo' }, { zone: ['x'] }]);
    expect(workbooks.map(({ uri }) => uri)).toEqual(['gsheet:2']);
    expect(bad.map(({ row }) => row)).toEqual([1, 2, 4]);
  });

  it.each(['{', '{"uri": "gsheet:1"}', ''])('is not %j', async (content) => {
    await expect(json(content)).rejects.toMatchObject({ kind: 'data', code: 'registry-unreadable' });
  });

  it('is not a workbook without such a table, nor one that is not there', async () => {
    await expect(sheet([['Tasks', 'Owner']])).rejects.toMatchObject({ code: 'registry-unreadable' });
    await expect(readRegistry(join(folder, 'gone.json'))).rejects.toMatchObject({ code: 'registry-unreadable' });
    await expect(readRegistry(join(folder, 'gone.xlsx'))).rejects.toMatchObject({ name: 'BatonError' });
  });

  it('names the workbook whose people are shared: an id, a pasted address, a path; itself is none', async () => {
    const zone = 'UTC';
    const { workbooks, bad } = await json([
      { uri: 'gsheet:1', zone, book: 'gsheet:9' },
      { uri: 'gsheet:2', zone, book: 'https://docs.google.com/spreadsheets/d/1A-b_C/edit#gid=0' },
      { uri: 'gsheet:3', zone, book: 'company/people.xlsx' },
      { uri: 'gsheet:4', zone, book: 'graph:b!drive/01ITEM' },
      { uri: 'gsheet:9', zone, book: 'gsheet:9' },
      { uri: 'gsheet:5', zone, book: '  ' },
    ]);
    expect(bad).toEqual([]);
    expect(workbooks.map(({ book }) => book)).toEqual([
      'gsheet:9',
      'gsheet:1A-b_C',
      join(folder, 'company/people.xlsx'),
      'graph:b!drive/01ITEM',
      null,
      null,
    ]);
  });

  it('has that column under a Chinese header; what is no book is said, and the workbook is swept without', async () => {
    const { workbooks, bad } = await sheet([
      ['工作簿', '时区', '共享通讯录'],
      ['gsheet:1', 'Asia/Shanghai', 'gsheet:9'],
      ['gsheet:2', 'Asia/Shanghai', '公司通讯录'],
      ['gsheet:3', 'Asia/Shanghai', 'https://example.com/people'],
    ]);
    expect(workbooks.map(({ uri, book }) => [uri, book])).toEqual([
      ['gsheet:1', 'gsheet:9'],
      ['gsheet:2', null],
      ['gsheet:3', null],
    ]);
    expect(bad).toMatchObject([
      { row: 3, code: 'not-a-book', words: { 'zh-CN': expect.stringContaining('“公司通讯录”不是一本通讯录') } },
      {
        row: 4,
        code: 'not-a-book',
        words: { en: expect.stringContaining('“https://example.com/people” is not an address') },
      },
    ]);
  });
});
