import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { NewSheet } from '../../../core/workbook.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { readWorkbook } from '../../../functions/xlsx/read.ts';
import { findLibreOffice, resaved } from '../../support/libreoffice.ts';
import { partOf, workbookFile } from '../../support/workbook.ts';

const soffice = findLibreOffice();

const NEW: NewSheet = {
  title: '_ledger',
  hidden: true,
  protect: true,
  widths: [8, 16],
  headerRow: 1,
  rows: [
    [{ value: '序号' }, { value: '日期' }],
    [{ value: 1 }, { value: 46087, format: 'date' }],
  ],
};

/** A tracker as a person keeps it: table, drop-down, conditional format, note, formulas, merged title, frozen head. */
const tracker = async (): Promise<Buffer> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('进度', { views: [{ state: 'frozen', ySplit: 3 }] });
  sheet.mergeCells('A1:D1');
  sheet.getCell('A1').value = '项目进度';
  sheet.addTable({
    name: 'tasks',
    ref: 'A3',
    headerRow: true,
    columns: [{ name: '编号', filterButton: true }, { name: '任务' }, { name: '截止' }, { name: '剩余' }],
    rows: [
      ['T-0001', '终稿', new Date(Date.UTC(2026, 2, 6)), { formula: 'C4-46000', result: 87 }],
      ['T-0002', '验收', new Date(Date.UTC(2026, 2, 9)), { formula: 'C5-46000', result: 90 }],
    ],
  });
  for (const row of [4, 5]) sheet.getCell(row, 3).numFmt = 'm"月"d"日"';
  sheet.getCell('B4').dataValidation = { type: 'list', allowBlank: true, formulae: ['"终稿,验收"'] };
  sheet.getCell('B4').note = '一条批注';
  sheet.addConditionalFormatting({
    ref: 'A4:D9',
    rules: [{ type: 'expression', priority: 1, formulae: ['$D4<90'], style: { font: { bold: true } } }],
  });
  book.addWorksheet('统计').getCell('A1').value = { formula: "SUM('进度'!D4:D9)", result: 177 };
  return Buffer.from(await book.xlsx.writeBuffer());
};

describe.skipIf(!soffice)('LibreOffice opens what is written', () => {
  const opened = async (file: Buffer) => {
    const book = new exceljs.Workbook();
    // exceljs declares an older Buffer
    await book.xlsx.load((await resaved(soffice!, file)) as never);
    return book;
  };

  test('a person’s tracker, with cells set, rows appended and a sheet added', async () => {
    const patched = patchWorkbook(await tracker(), {
      edits: [
        { sheet: '进度', row: 4, column: 3, value: 46090 },
        { sheet: '进度', row: 5, column: 2, value: '=不是公式 <&> "x"' },
        { sheet: '进度', row: 6, column: 1, value: 'T-0003' },
        { sheet: '进度', row: 6, column: 3, value: 46100, format: 'date' },
        { sheet: '进度', row: 6, column: 4, value: 100, formula: 'C6-46000' },
      ],
      addSheets: [NEW],
    });
    expect(partOf(patched, 'xl/tables/table1.xml')).toContain('ref="A3:D6"');

    const book = await opened(patched);
    const sheet = book.getWorksheet('进度')!;
    expect(sheet.getCell('C4').value).toEqual(new Date(Date.UTC(2026, 2, 9)));
    expect(sheet.getCell('B5').text).toBe('=不是公式 <&> "x"');
    expect(sheet.getCell('A6').value).toBe('T-0003');
    expect(sheet.getCell('C6').value).toEqual(new Date(Date.UTC(2026, 2, 19)));
    expect(sheet.getCell('C6').numFmt).toContain('月');
    expect(sheet.getCell('D6').value).toEqual({ formula: 'C6-46000', result: 100 });
    // what Baton did not write is all there
    expect(sheet.getCell('A1').isMerged).toBe(true);
    expect(sheet.getCell('B4').dataValidation.formulae[0]).toBe('"终稿,验收"');
    expect(JSON.stringify(sheet.getCell('B4').note)).toContain('一条批注');
    const ledger = book.getWorksheet('_ledger')!;
    expect(ledger.state).toBe('hidden');
    expect(ledger.getCell('A1').font.bold).toBe(true);
    expect(ledger.getCell('A1').fill).toMatchObject({ fgColor: { argb: 'FF12324A' } });
    expect(ledger.getCell('B2').value).toEqual(new Date(Date.UTC(2026, 2, 6)));
  });

  test('a sheet of ten megabytes, which is packed in several stretches', async () => {
    const long = '长'.repeat(1000);
    const row = (at: number, text: string) =>
      `<row r="${at}"><c r="A${at}" t="inlineStr"><is><t>${text}</t></is></c><c r="B${at}"><v>${at}</v></c></row>`;
    const rows = (texts: Readonly<Record<number, string>>) =>
      Array.from({ length: 3500 }, (_, i) => row(i + 1, texts[i + 1] ?? long)).join('');
    const file = workbookFile({ sheets: [{ xml: rows({}) }] });
    const texts = { 1: '头', 1398: '中', 3500: '尾' };
    const edits = Object.entries(texts).map(([at, value]) => ({ sheet: 'Sheet1', row: Number(at), column: 1, value }));
    const patched = patchWorkbook(file, { edits, addSheets: [] });
    expect(partOf(patched, 'xl/worksheets/sheet1.xml')).toBe(
      partOf(file, 'xl/worksheets/sheet1.xml')!.replace(rows({}), rows(texts)),
    );
    const sheet = (await opened(patched)).getWorksheet('Sheet1')!;
    expect([1, 2, 1398, 3499, 3500].map((at) => [sheet.getCell(`A${at}`).text, sheet.getCell(`B${at}`).value])).toEqual(
      [
        ['头', 1],
        [long, 2],
        ['中', 1398],
        [long, 3499],
        ['尾', 3500],
      ],
    );
  });

  const xml = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>';
  const prefixed = (text: string) => text.replace(/<(\/?)(?=\w)/g, '<$1x:');
  test.each<[string, Buffer]>([
    ['with a namespace prefix', workbookFile({ prefix: 'x:', styles: null, sheets: [{ xml: prefixed(xml) }] })],
    ['strict', workbookFile({ strict: true, styles: null, sheets: [{ xml }] })],
    ['without styles and strings', workbookFile({ styles: null, strings: null, sheets: [{ xml }] })],
    ['1904', workbookFile({ workbookPr: '<workbookPr date1904="1"/>', sheets: [{ xml }] })],
  ])('a file %s', async (name, file) => {
    const serial = name === '1904' ? 46087 - 1462 : 46087;
    const patched = patchWorkbook(file, {
      edits: [
        { sheet: 'Sheet1', row: 1, column: 1, value: '改\n  ' },
        { sheet: 'Sheet1', row: 2, column: 2, value: serial, format: 'date' },
        { sheet: 'Sheet1', row: 2, column: 3, value: null, formula: 'B2+1' },
      ],
      addSheets: [{ ...NEW, hidden: false }],
    });
    // read as exceljs does not know of 1904 when it gives dates
    const { sheets } = readWorkbook(await resaved(soffice!, patched));
    expect(sheets[0]!.rows.map(({ cells }) => cells)).toEqual([['改\n  '], [null, serial, serial + 1]]);
    expect(sheets[1]!.rows[1]!.cells).toEqual([1, 46087]);
  });

  test('a shared formula whose first cell was typed over', async () => {
    const shared = [1, 2, 3]
      .map(
        (r) =>
          `<row r="${r}"><c r="A${r}"><v>${r}</v></c><c r="B${r}"><f t="shared" ${r === 1 ? 'ref="B1:B3" ' : ''}si="0">${r === 1 ? 'A1*$A$3' : ''}</f><v>0</v></c></row>`,
      )
      .join('');
    const patched = patchWorkbook(workbookFile({ sheets: [{ xml: shared }] }), {
      edits: [{ sheet: 'Sheet1', row: 1, column: 2, value: 'x' }],
      addSheets: [],
    });
    const { sheets } = readWorkbook(await resaved(soffice!, patched));
    expect(sheets[0]!.rows.map(({ cells }) => cells)).toEqual([
      [1, 'x'],
      [2, 6],
      [3, 9],
    ]);
  });
});
