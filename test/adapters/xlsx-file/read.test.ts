import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { RawCell } from '../../../core/workbook.ts';
import type { BatonError } from '../../../functions/errors.ts';
import { readWorkbook } from '../../../functions/xlsx/read.ts';
import { MAIN, type SheetFixture, type WorkbookFixture, workbookFile } from '../../support/workbook.ts';

const read = (fixture: Omit<WorkbookFixture, 'sheets'> & { xml: string } & Partial<SheetFixture>) => {
  const { xml, head, tail, ...rest } = fixture;
  const sheet = { xml, ...(head && { head }), ...(tail && { tail }) };
  return readWorkbook(workbookFile({ ...rest, sheets: [sheet] })).sheets[0]!;
};
/** The one value of a sheet with one cell. */
const valueOfCell = (cell: string, more: Omit<WorkbookFixture, 'sheets'> = {}): RawCell | undefined =>
  read({ xml: `<row r="1">${cell}</row>`, ...more }).rows[0]?.cells[0];

describe('values', () => {
  test.each<[string, string, RawCell]>([
    ['a whole number', '<c r="A1"><v>46087</v></c>', 46087],
    ['a negative number', '<c r="A1"><v>-12</v></c>', -12],
    ['a decimal', '<c r="A1"><v>0.7</v></c>', 0.7],
    ['a number with 17 digits', '<c r="A1"><v>0.30000000000000004</v></c>', 0.1 + 0.2],
    ['an exponent', '<c r="A1" t="n"><v>1.5E-3</v></c>', 0.0015],
    ['true', '<c r="A1" t="b"><v>1</v></c>', true],
    ['false', '<c r="A1" t="b"><v>0</v></c>', false],
    ['an ISO date', '<c r="A1" t="d"><v>2026-03-06</v></c>', '2026-03-06'],
    ['text of a formula', '<c r="A1" t="str"><f>B1</f><v>张 &amp; 李</v></c>', '张 & 李'],
    ['the empty text of a formula', '<c r="A1" t="str"><f>""</f><v></v></c>', ''],
    ['the empty text of a formula, closed at once', '<c r="A1" t="str"><f>""</f><v/></c>', ''],
    ['a number of a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', 2],
    ['text in the cell', '<c r="A1" t="inlineStr"><is><t>手写</t></is></c>', '手写'],
    [
      'rich text in the cell',
      '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and not</t></r></is></c>',
      'bold and not',
    ],
    ['an error', '<c r="A1" t="e"><v>#REF!</v></c>', { fault: 'error', text: '#REF!' }],
    ['an error of a formula', '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', { fault: 'error', text: '#DIV/0!' }],
    [
      'a formula nobody calculated',
      '<c r="A1"><f>IF(B1&lt;2,"a","b")</f></c>',
      { fault: 'no-cached-value', text: 'IF(B1<2,"a","b")' },
    ],
    ['such a formula with an empty value', '<c r="A1"><f>B1</f><v></v></c>', { fault: 'no-cached-value', text: 'B1' }],
    ['such a formula that gives text', '<c r="A1" t="str"><f>B1</f></c>', { fault: 'no-cached-value', text: 'B1' }],
    ['a shared string that is not there', '<c r="A1" t="s"><v>99</v></c>', { fault: 'error', text: '#N/A' }],
    ['single quotes', "<c r='A1' t='str'><v>x</v></c>", 'x'],
    ['spaces around attributes', '<c  r = "A1"\n t = "str" ><v>x</v ></c >', 'x'],
    ['a comment and CDATA', '<c r="A1" t="str"><!-- <v>no</v> --><v>a<![CDATA[<b>&amp;]]>c</v></c>', 'a<b>&amp;c'],
    ['extensions', '<c r="A1" cm="1" vm="2"><f>1</f><v>1</v><extLst><ext uri="{x}"/></extLst></c>', 1],
  ])('%s', (_, cell, value) => {
    expect(valueOfCell(cell)).toEqual(value);
  });

  test.each<[string, string, string]>([
    ['plain', '<t>任务</t>', '任务'],
    ['ASCII', '<t>task</t>', 'task'],
    ['with spaces around', '<t xml:space="preserve">  a b </t>', '  a b '],
    ['with line breaks', '<t>a\r\nb\nc</t>', 'a\nb\nc'],
    ['with entities', '<t>&lt;b&gt; &amp;amp; &quot;&apos; &#20013;&#x56FD; &#x1F600;</t>', '<b> &amp; "\' 中国 😀'],
    ['with escapes', '<t>a_x000D_b_x0009_c_x005F_x0041_</t>', 'a\rb\tc_x0041_'],
    ['with an underscore', '<t>snake_case_x_y</t>', 'snake_case_x_y'],
    ['beyond the first plane', '<t>𠮷野家😀x</t>', '𠮷野家😀x'],
    ['in rich runs', '<r><t>已</t></r><r><rPr><sz val="9"/></rPr><t>完成</t></r>', '已完成'],
    ['with furigana', '<t>進捗</t><rPh sb="0" eb="2"><t>シンチョク</t></rPh><phoneticPr fontId="1"/>', '進捗'],
    ['with furigana between runs', '<r><t>進</t></r><rPh sb="0" eb="1"><t>シン</t></rPh><r><t>捗</t></r>', '進捗'],
    ['empty', '<t/>', ''],
    ['without anything', '', ''],
  ])('a shared string %s', (_, item, text) => {
    // Between others, so that a place lost in one is seen in the next.
    const strings = `<si><t>前</t></si>\n<!-- 注 --><si>${item}</si><si><t>后</t></si>`;
    const cells = [0, 1, 2].map((i) => `<c t="s"><v>${i}</v></c>`).join('');
    expect(read({ xml: `<row r="1">${cells}</row>`, strings }).rows[0]!.cells).toEqual(['前', text, '后']);
  });

  test('thousands of shared strings keep their numbers', () => {
    const texts = Array.from({ length: 5000 }, (_, i) => [...'任务 😀'].slice(0, i % 5).join('') + i);
    const strings = texts.map((text) => `<si><t>${text}</t></si>`).join('');
    const rows = texts.map((_, i) => `<row><c t="s"><v>${4999 - i}</v></c></row>`).join('');
    expect(read({ xml: rows, strings }).rows.map((row) => row.cells[0])).toEqual(texts.toReversed());
  });

  test('bytes that are no UTF-8 spoil their own string only', () => {
    const strings = Buffer.from('<sst><si><t>a\u00ffb</t></si><si><t>after</t></si></sst>', 'latin1');
    const cells = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>';
    expect(read({ xml: cells, parts: { 'xl/sharedStrings.xml': strings } }).rows[0]!.cells).toEqual([
      'a\ufffdb',
      'after',
    ]);
  });
});

describe('rows and cells', () => {
  test('holes are null, empty styled cells and empty rows are left out', () => {
    const xml =
      '<row r="2"><c r="B2" s="1"/><c r="D2"><v>4</v></c><c r="F2" s="2"/></row><row r="3" ht="20"/><row r="4"><c r="A4" s="1"></c></row><row r="9"><c r="A9"><v>1</v></c></row>';
    expect(read({ xml }).rows).toEqual([
      { at: 2, cells: [null, null, null, 4] },
      { at: 9, cells: [1] },
    ]);
  });

  test('rows and cells without addresses follow the one before', () => {
    const xml =
      '<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row r="7"><c><v>7</v></c></row><row><c><v>8</v></c></row>';
    expect(read({ xml }).rows).toEqual([
      { at: 1, cells: [1, null, null, 4, 5] },
      { at: 7, cells: [7] },
      { at: 8, cells: [8] },
    ]);
  });

  test('rows come in ascending order even where the file has them otherwise', () => {
    const xml = '<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>';
    expect(read({ xml }).rows.map((row) => row.at)).toEqual([2, 5]);
  });

  test('a sheet that declares a million rows and uses ten has ten', () => {
    const xml = Array.from({ length: 10 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`).join(
      '',
    );
    const styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>';
    const { rows } = read({ head: '<dimension ref="A1:XFD1048576"/>', xml: xml + styled });
    expect(rows).toHaveLength(10);
  });

  test('a few bytes a row cannot fill the memory', () => {
    const xml = Array.from({ length: 5000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(
      '',
    );
    expect(() => read({ xml }).rows).toThrow(expect.objectContaining({ code: 'too-many-cells' }));
  });

  test('nor can a million rows of next to nothing, and 200,000 of ten cells are read', () => {
    const million = '<row><c><v>1</v></c></row>'.repeat(1_000_000);
    expect(() => read({ xml: million }).rows).toThrow(expect.objectContaining({ code: 'too-many-cells' }));
    const ledger = `<row>${'<c/>'.repeat(9)}<c><v>1</v></c></row>`.repeat(200_000);
    expect(read({ xml: ledger }).rows).toHaveLength(200_000);
  });

  test('merged ranges are told, a merge of one cell is none', () => {
    const tail = '<mergeCells count="2"><mergeCell ref="A1:C2"/><mergeCell ref="E5:E5"/></mergeCells>';
    expect(read({ xml: '', tail }).merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 3 }]);
  });

  test.each([
    ['stands alone', '<worksheet><sheetData/></worksheet>'],
    ['is empty', '<worksheet><sheetData></sheetData></worksheet>'],
  ])('sheet data that %s has no rows', (_, xml) => {
    expect(read({ xml }).rows).toEqual([]);
  });

  test.each([
    ['ends within a row', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'],
    ['ends within a cell', '<worksheet><sheetData><row r="1"><c r="A1"><v>1'],
    ['ends within a tag', '<worksheet><sheetData><row r="1'],
    ['has no data', '<worksheet></worksheet>'],
    ['has a row too many', '<worksheet><sheetData><row r="1048577"><c><v>1</v></c></row></sheetData></worksheet>'],
    [
      'has a column too many',
      '<worksheet><sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>',
    ],
  ])('a sheet that %s is broken', (_, xml) => {
    expect(() => read({ xml }).rows).toThrow(expect.objectContaining({ kind: 'data', code: 'broken-part' }));
  });
});

describe('files of other writers', () => {
  const xml = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>';
  const strings = '<si><t>a</t></si>';
  const prefixed = (text: string) => text.replace(/<(\/?)(?=\w)/g, '<$1x:');

  test.each<[string, Omit<WorkbookFixture, 'sheets'> & { xml: string }]>([
    ['as Excel writes them', { xml, strings }],
    ['with a namespace prefix', { prefix: 'x:', xml: prefixed(xml), strings: prefixed(strings) }],
    ['strict', { strict: true, xml, strings }],
    ['with absolute targets', { absoluteTargets: true, xml, strings }],
    ['without styles', { styles: null, xml, strings }],
    ['streamed', { xml, strings, pack: () => ({ descriptor: 'with signature' }) }],
    ['with backslashes in names', { xml, strings, pack: (name) => ({ name: name.replaceAll('/', '\\') }) }],
    ['with other letter case in names', { xml, strings, pack: (name) => ({ name: name.replace('xl/w', 'xl/W') }) }],
  ])('%s', (_, fixture) => {
    expect(read(fixture).rows).toEqual([{ at: 1, cells: ['a', 'b'] }]);
  });

  test('without shared strings', () => {
    expect(read({ strings: null, xml: '<row><c><v>1</v></c></row>' }).rows).toEqual([{ at: 1, cells: [1] }]);
  });

  test.each([
    ['1900', '', 1900],
    ['1904', '<workbookPr date1904="1"/>', 1904],
    ['1904, in words', "<workbookPr date1904='true'/>", 1904],
    ['1900, said', '<workbookPr date1904="0"/>', 1900],
  ])('date system %s', (_, workbookPr, dateSystem) => {
    expect(readWorkbook(workbookFile({ workbookPr, sheets: [{ xml: '' }] })).dateSystem).toBe(dateSystem);
  });

  test('sheets come in the order of their tabs, and chart sheets are no sheets', () => {
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const file = workbookFile({
      sheets: [{ xml: '<row><c><v>1</v></c></row>' }, { xml: '<row><c><v>2</v></c></row>' }],
      relations: [['chartsheet', 'chartsheets/sheet1.xml']],
      parts: {
        'xl/chartsheets/sheet1.xml': '<chartsheet/>',
        'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:rel="${relations}"><sheets><sheet name="二 &amp; 三" sheetId="9" rel:id="rId2"/><sheet name="Chart" sheetId="4" rel:id="rId5"/><sheet name="一" sheetId="1" state="hidden" rel:id="rId1"/></sheets></workbook>`,
      },
    });
    const { sheets } = readWorkbook(file);
    expect(sheets.map(({ title, rows }) => [title, rows[0]!.cells[0]])).toEqual([
      ['二 & 三', 2],
      ['一', 1],
    ]);
  });

  test('of a long sheet what stands near its top is read without the rest', () => {
    const cell = (at: number, text: string) => `<c r="A${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = Array.from({ length: 60 }, (_, i) => `<row r="${i + 1}">${cell(i + 1, `row ${i + 1}`)}</row>`);
    const tail = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>';
    const xml = (last: string) => `${rows.join('')}<row r="61">${last}</row>`;
    const merges = [{ top: 1, left: 1, bottom: 1, right: 3 }];
    const [whole] = readWorkbook(workbookFile({ sheets: [{ xml: xml(cell(61, 'row 61')), tail }] })).sheets;
    expect(whole!.top).toEqual({ ...whole!.top, rows: whole!.rows.slice(0, 48), merges });
    // Once all of it has been read, that is what stands there.
    expect(whole!.top!.rows).toHaveLength(61);

    const [broken] = readWorkbook(workbookFile({ sheets: [{ xml: xml('<c r="A61"><v>1<'), tail }] })).sheets;
    expect(broken!.top).toEqual({ ...broken!.top, rows: whole!.rows.slice(0, 48), merges });
    expect(() => broken!.rows).toThrow(expect.objectContaining({ code: 'broken-part' }));
  });

  test('a sheet that nobody asks for is not read', () => {
    const file = workbookFile({ sheets: [{ xml: '<row><c><v>1</v></c></row>' }, { xml: '<worksheet>broken' }] });
    expect(readWorkbook(file).sheets[0]!.rows).toEqual([{ at: 1, cells: [1] }]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['a document', { 'word/document.xml': '<w:document/>' }, 'not-a-workbook'],
    ['a binary workbook', { 'xl/workbook.bin': 'x' }, 'xlsb-file'],
  ])('%s is refused', (_, parts, code) => {
    const path = Object.keys(parts)[0]!;
    const file = workbookFile({
      sheets: [],
      parts: {
        ...parts,
        '_rels/.rels': `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${path}"/></Relationships>`,
      },
    });
    expect(() => readWorkbook(file)).toThrow(expect.objectContaining({ kind: 'data', code }));
  });

  const DECLARED = '<?xml version="1.0" encoding="UTF-8"?>';
  const SHEET = `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`;
  const BOOK =
    '<workbook xmlns:r="r"><!-- <!DOCTYPE in a comment> --><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>';
  const DOCTYPE = '<!DOCTYPE worksheet [<!ENTITY who "Li Ming"> <!-- > -->]>';
  const utf16 = (xml: string, mark = true) => Buffer.from(`${mark ? '\ufeff' : ''}${xml}`, 'utf16le');
  const other = (encoding: string) => DECLARED.replace('UTF-8', encoding);

  test.each<[string, string, string | Buffer, string, string]>([
    ['a sheet with a DOCTYPE', 'worksheets/sheet1.xml', `${DECLARED}\n${DOCTYPE}${SHEET}`, 'xml-doctype', 'DOCTYPE'],
    ['a workbook with one', 'workbook.xml', `<!-- by hand -->${DOCTYPE}${BOOK}`, 'xml-doctype', 'DOCTYPE'],
    ['relations with one', '_rels/workbook.xml.rels', `${DOCTYPE}<Relationships/>`, 'xml-doctype', 'DOCTYPE'],
    ['a workbook in UTF-16', 'workbook.xml', utf16(other('UTF-16') + BOOK), 'xml-encoding', 'UTF-16'],
    ['one without a mark', 'workbook.xml', utf16(BOOK, false), 'xml-encoding', 'UTF-16'],
    ['a sheet in UTF-16, high byte first', 'worksheets/sheet1.xml', utf16(SHEET).swap16(), 'xml-encoding', 'UTF-16'],
    [
      'a sheet in GBK',
      'worksheets/sheet1.xml',
      Buffer.from(`${other('GBK')}<!-- \xd5\xc5 -->${SHEET}`, 'latin1'),
      'xml-encoding',
      'GBK',
    ],
  ])('%s is said to be that, and what to do', (_, path, content, code, what) => {
    const parts = { 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': SHEET };
    const file = workbookFile({
      sheets: [{ xml: '' }],
      relations: [['worksheet', 'worksheets/sheet1.xml']],
      parts: { ...parts, [`xl/${path}`]: content },
    });
    let error: BatonError | null = null;
    try {
      readWorkbook(file).sheets[0]?.rows;
    } catch (cause) {
      error = cause as BatonError;
    }
    expect(error).toMatchObject({ kind: 'data', code });
    expect(error!.words.en).toContain(what);
    expect(error!.words.en).toContain(`xl/${path}`);
    expect(error!.words.en).toContain('Open the file in Excel, WPS or LibreOffice and save it as .xlsx');
    expect(error!.words['zh-CN']).toContain('请用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx');
  });

  test.each([
    ['utf-8', `${other('utf-8')}${SHEET}`],
    ['US-ASCII, in single quotes', `<?xml version='1.0' encoding='US-ASCII' ?>${SHEET}`],
    ['UTF-8 with its mark', `\ufeff${DECLARED}${SHEET}`],
    ['UTF-8 that is called UTF-16', `${other('utf-16')}${SHEET}`],
    ['ASCII that is called Latin 1', `${other('ISO-8859-1')}${SHEET}`],
    ['a DOCTYPE spoken of in a comment', `${DECLARED}<!-- no <!DOCTYPE x> here -->${SHEET}`],
  ])('%s is read', (_, sheet) => {
    const parts = { 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': sheet };
    const file = workbookFile({ sheets: [{ xml: '' }], relations: [['worksheet', 'worksheets/sheet1.xml']], parts });
    expect(readWorkbook(file).sheets[0]!.rows).toEqual([{ at: 1, cells: [1] }]);
  });

  test('a sheet whose part is missing is broken', () => {
    const file = workbookFile({
      sheets: [{ xml: '' }],
      relations: [['worksheet', 'worksheets/gone.xml']],
      parts: {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="Gone" sheetId="1" r:id="rId4"/></sheets></workbook>',
      },
    });
    expect(() => readWorkbook(file).sheets[0]!.rows).toThrow(expect.objectContaining({ code: 'broken-part' }));
  });
});

test('what exceljs writes is read as it was meant', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('进度');
  sheet.addRow(['任务', 'Due', '进度', 'Formula', 'Rich']);
  sheet.addRow([
    '终稿 <v2> & "签字"\n第二行',
    new Date(Date.UTC(2026, 2, 6)),
    0.7,
    { formula: 'B2+1', result: 46088 },
    { richText: [{ text: '已' }, { font: { bold: true }, text: '完成' }] },
  ]);
  sheet.mergeCells('A4:B4');
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const [read] = readWorkbook(bytes).sheets;
  expect(read!.rows[1]).toEqual({ at: 2, cells: ['终稿 <v2> & "签字"\n第二行', 46087, 0.7, 46088, '已完成'] });
  expect(read!.merges).toEqual([{ top: 4, left: 1, bottom: 4, right: 2 }]);
});
