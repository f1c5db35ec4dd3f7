import { describe, expect, test } from 'vitest';
import type { CellEdit, NewSheet, RawCell } from '../../../core/workbook.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { readWorkbook } from '../../../functions/xlsx/read.ts';
import { changedParts, MAIN, partOf, STYLES, type WorkbookFixture, workbookFile } from '../../support/workbook.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

const set = (address: string, value: CellEdit['value'], more: Partial<CellEdit> = {}): CellEdit => {
  const [, letter, row] = /^([A-Z])(\d+)$/.exec(address)!;
  return { sheet: 'Sheet1', row: Number(row), column: letter!.charCodeAt(0) - 64, value, ...more };
};
const patch = (file: Buffer, ...edits: CellEdit[]) => patchWorkbook(file, { edits, addSheets: [] });

const valueAt = (file: Buffer, address: string): RawCell => {
  const { row, column } = set(address, null);
  return readWorkbook(file).sheets[0]!.rows.find(({ at }) => at === row)?.cells[column - 1] ?? null;
};
const dataOf = (file: Buffer, part = SHEET): string =>
  /sheetData>(.*)<\/\w*:?sheetData>/s.exec(partOf(file, part)!)![1]!;
const one = (
  xml: string,
  more: Omit<WorkbookFixture, 'sheets'> & { head?: string; tail?: string; tables?: string[] } = {},
) => {
  const { head, tail, tables, ...rest } = more;
  return workbookFile({
    ...rest,
    sheets: [{ xml, ...(head && { head }), ...(tail && { tail }), ...(tables && { tables }) }],
  });
};

describe('setting cells', () => {
  const file = one(
    '<row r="1" spans="1:3" ht="30"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2"><v>46087</v></c><c r="C1"/></row><row r="4"><c r="B4" s="3" t="b"><v>1</v></c></row>',
    { strings: '<si><t>任务</t></si>' },
  );

  test.each<[string, CellEdit, string]>([
    ['text over text', set('A1', '新'), '<c r="A1" s="1" t="inlineStr"><is><t>新</t></is></c>'],
    ['text over a number', set('B1', '待定'), '<c r="B1" s="2" t="inlineStr"><is><t>待定</t></is></c>'],
    ['a number over text', set('A1', 1.5), '<c r="A1" s="1"><v>1.5</v></c>'],
    ['yes', set('A1', true), '<c r="A1" s="1" t="b"><v>1</v></c>'],
    ['nothing', set('A1', null), '<c r="A1" s="1"/>'],
    ['empty text', set('A1', ''), '<c r="A1" s="1"/>'],
    ['a date', set('B1', 46088, { format: 'date' }), '<c r="B1" s="2"><v>46088</v></c>'],
    [
      'a formula',
      set('A1', 'x', { formula: 'IF(B1<2,"x","y")' }),
      '<c r="A1" s="1" t="str"><f>IF(B1&lt;2,&quot;x&quot;,&quot;y&quot;)</f><v>x</v></c>',
    ],
    ['a formula with a number', set('A1', 2, { formula: '1+1' }), '<c r="A1" s="1"><f>1+1</f><v>2</v></c>'],
    ['a formula not calculated', set('A1', null, { formula: '1+1' }), '<c r="A1" s="1"><f>1+1</f></c>'],
    ['a formula with empty text', set('A1', '', { formula: 'B9' }), '<c r="A1" s="1" t="str"><f>B9</f><v></v></c>'],
  ])('%s: the cell keeps its style, its neighbours their bytes', (_, edit, cell) => {
    const before = dataOf(file);
    const old = new RegExp(`<c r="${edit.column === 1 ? 'A1' : 'B1'}".*?</c>`).exec(before)![0];
    expect(dataOf(patch(file, edit))).toBe(before.replace(old, () => cell));
  });

  test.each([
    '=1+1',
    '+86',
    "'quoted",
    ' leading and trailing ',
    'two\nlines\tand a tab',
    'carriage\rreturn\r\n',
    '<a> & "b" \'c\' ]]>',
    'control \u0000\u0007\u001f\ufffe characters',
    'looks like an escape: _x0041_ _x000D_',
    '𠮷 😀',
    '0012',
    '#REF!',
    'TRUE',
    ' ',
    '\u200b',
  ])('text comes back as it went in: %j', (text) => {
    const patched = patch(file, set('A1', text), set('B6', text));
    expect(valueAt(patched, 'A1')).toBe(text);
    expect(valueAt(patched, 'B6')).toBe(text);
  });

  test('blanks that Excel would strip are marked to stay', () => {
    for (const text of [' a', 'a ', 'a\nb']) {
      expect(dataOf(patch(file, set('A1', text)))).toContain(`<t xml:space="preserve">${text}</t>`);
    }
  });

  test('half a character becomes the sign for one that is lost, and the file stays whole', () => {
    expect(valueAt(patch(file, set('A1', 'a\ud800b')), 'A1')).toBe('a\ufffdb');
  });

  test('more text than a cell can hold is refused', () => {
    expect(() => patch(file, set('A1', 'x'.repeat(32_768)))).toThrow(
      expect.objectContaining({ code: 'text-too-long' }),
    );
  });

  test('new cells and rows go where they belong', () => {
    const patched = patch(
      file,
      set('D1', 4),
      set('A4', 'a'),
      set('C4', 'c'),
      set('A3', 3),
      set('B2', 2),
      set('E9', 9),
      set('A7', 7),
    );
    expect(readWorkbook(patched).sheets[0]!.rows).toEqual([
      { at: 1, cells: ['任务', 46087, null, 4] },
      { at: 2, cells: [null, 2] },
      { at: 3, cells: [3] },
      { at: 4, cells: ['a', true, 'c'] },
      { at: 7, cells: [7] },
      { at: 9, cells: [null, null, null, null, 9] },
    ]);
    const order = [...dataOf(patched).matchAll(/ r="([A-Z]?)(\d+)"/g)].map(
      (m) => Number(m[2]) * 100 + (m[1] ? m[1].charCodeAt(0) : 0),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(dataOf(patched)).toContain('<row r="1" spans="1:4" ht="30">');
  });

  test('emptying what is not there changes nothing at all', () => {
    expect(patch(file, set('F1', null), set('A8', ''))).toBe(file);
    expect(patchWorkbook(file, { edits: [], addSheets: [] })).toBe(file);
  });

  test('a row grows with a text of several lines, unless somebody set its height', () => {
    const rowOf = (row: string, text: string) =>
      /<row[^>]*>/.exec(
        dataOf(patch(one(row, { head: '<cols><col min="2" max="2" width="20"/></cols>' }), set('B2', text))),
      )![0];
    const lines = 'one\ntwo\nthree and so much more that it breaks';
    expect(rowOf('<row r="2" ht="30"><c r="B2"/></row>', lines)).toBe('<row r="2" ht="60">');
    expect(rowOf('<row r="2" ht="90"><c r="B2"/></row>', lines)).toBe('<row r="2" ht="90">');
    expect(rowOf('<row r="2" ht="30" customHeight="1"><c r="B2"/></row>', lines)).toBe(
      '<row r="2" ht="30" customHeight="1">',
    );
    expect(rowOf('<row r="2"><c r="B2"/></row>', lines)).toBe('<row r="2">');
    expect(rowOf('<row r="2" ht="30"><c r="B2"/></row>', 'one line, however long it may be')).toBe(
      '<row r="2" ht="30">',
    );
  });

  test('a row grows with a long text where its cell wraps, and where the sheet sets the height of all rows', () => {
    const wrapping = STYLES.replace('numFmtId="2" fontId="1"', 'numFmtId="2" fontId="1" applyAlignment="1"').replace(
      'xfId="0"/></cellXfs>',
      'xfId="0"><alignment wrapText="1"/></xf></cellXfs>',
    );
    const cols = '<cols><col min="2" max="2" width="20"/></cols>';
    const rowOf = (row: string, text: string, heights = '') =>
      /<row[^>]*>/.exec(dataOf(patch(one(row, { head: `${heights}${cols}`, styles: wrapping }), set('B2', text))))![0];
    const long = 'one line, but so long that it takes three in this column';
    expect(rowOf('<row r="2" ht="30"><c r="B2" s="3"/></row>', long)).toBe('<row r="2" ht="45">');
    expect(rowOf('<row r="2" ht="30"><c r="B2" s="3"/></row>', 'short')).toBe('<row r="2" ht="30">');
    expect(rowOf('<row r="2" ht="30"><c r="B2" s="1"/></row>', long)).toBe('<row r="2" ht="30">');
    const set30 = '<sheetFormatPr defaultRowHeight="30" customHeight="1"/>';
    expect(rowOf('<row r="2"><c r="B2" s="3"/></row>', long, set30)).toBe('<row r="2" ht="45">');
    expect(rowOf('<row r="2"><c r="B2" s="3"/></row>', long, '<sheetFormatPr defaultRowHeight="30"/>')).toBe(
      '<row r="2">',
    );
    // A new row takes the look of the one above.
    expect(
      dataOf(
        patch(
          one('<row r="1"><c r="B1" s="3"><v>1</v></c></row>', { head: `${set30}${cols}`, styles: wrapping }),
          set('B2', long),
        ),
      ),
    ).toContain('<row r="2" ht="45">');
  });

  test('a sheet is printed as far as is said; what somebody else set for it stays', () => {
    const area = (ref: string) =>
      `<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Sheet1!${ref}</definedName></definedNames>`;
    const printed = (ref: string) => {
      const file = one('<row r="1"><c r="A1"><v>1</v></c></row>', { afterSheets: area(ref) });
      const changed = patchWorkbook(file, {
        edits: [],
        addSheets: [],
        printed: [{ sheet: 'Sheet1', row: 9, column: 4 }],
      });
      return { same: changed === file, xml: partOf(changed, 'xl/workbook.xml') };
    };
    expect(printed('$A$1:$Z$63').xml).toContain('>Sheet1!$A$1:$D$9<');
    expect(printed('$A$1:$D$9').same).toBe(true);
    expect(printed('$B$2:$C$9').same).toBe(true);
  });

  test('a row without cells, and sheet data without rows, take cells', () => {
    expect(dataOf(patch(one('<row r="2" ht="30"/>'), set('B2', 1)))).toBe(
      '<row r="2" ht="30"><c r="B2"><v>1</v></c></row>',
    );
    const whole = (data: string) => `<worksheet xmlns="${MAIN}">${data}<pageMargins left="1"/></worksheet>`;
    for (const data of ['<sheetData/>', '<sheetData ></sheetData>']) {
      expect(partOf(patch(one(whole(data)), set('A1', 1), set('A2', 2)), SHEET)!.replace('Data >', 'Data>')).toBe(
        whole('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData>'),
      );
    }
  });

  test('rows and cells without addresses keep their places', () => {
    const implicit = one('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>');
    const patched = patch(implicit, set('A1', null), set('D1', 4), set('B2', 5), set('A4', 6));
    expect(readWorkbook(patched).sheets[0]!.rows.map(({ at, cells }) => [at, ...cells])).toEqual([
      [1, null, 2, null, 4],
      [2, 3, 5],
      [4, 6],
    ]);
  });

  test('what belongs to a rich value goes with it', () => {
    const rich = one('<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>');
    expect(dataOf(patch(rich, set('A1', 'x')))).toBe('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>');
  });

  test('a cell hidden under a merge is refused, its first cell is not', () => {
    const merged = one('<row r="1"><c r="A1"><v>1</v></c></row>', {
      tail: '<mergeCells><mergeCell ref="A1:B3"/></mergeCells>',
    });
    for (const address of ['B1', 'A2', 'B3']) {
      expect(() => patch(merged, set(address, 1))).toThrow(
        expect.objectContaining({ kind: 'data', code: 'merged-cells' }),
      );
    }
    expect(valueAt(patch(merged, set('A1', 2), set('C1', 3)), 'A1')).toBe(2);
  });

  test('a sheet that is not there is named', () => {
    expect(() => patch(file, { ...set('A1', 1), sheet: '没有' })).toThrow(/没有/);
  });
});

describe('how a new cell looks', () => {
  const rows =
    '<row r="1"><c r="A1" s="1" t="str"><v>h</v></c><c r="B1" s="1" t="str"><v>h</v></c></row><row r="2"><c r="A2" s="3"><v>1</v></c><c r="B2" s="2"/></row><row r="3"><c r="A3"><v>1</v></c></row>';

  test('like the nearest cell above in its column', () => {
    const data = dataOf(
      patch(one(rows), set('B4', 46087, { format: 'date' }), set('A2', 5), set('A5', 'x'), set('B5', 'y')),
    );
    expect(data).toContain('<c r="B4" s="2">');
    expect(data).toContain('<c r="A5" t="inlineStr">');
    expect(data).toContain('<c r="B5" s="2" t="inlineStr">');
  });

  test.each<[string, Parameters<typeof one>[1]]>([
    [
      'frozen rows',
      {
        head: '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>',
      },
    ],
    ['a filter’s head', { tail: '<autoFilter ref="A1:B1"/>' }],
    [
      'a table’s head',
      {
        tables: [
          `<table xmlns="${MAIN}" id="1" name="t" displayName="t" ref="A1:B2"><autoFilter ref="A1:B2"/></table>`,
        ],
      },
    ],
  ])('not like %s', (_, more) => {
    const head = '<row r="1"><c r="A1" s="1" t="str"><v>h</v></c></row>';
    const patched = patch(one(head, more), set('A2', 46087, { format: 'date' }));
    expect(dataOf(patched)).not.toContain('<c r="A2" s="1"');
    expect(dataOf(patched)).toContain('<c r="A2" s="4">');
    expect(partOf(patched, 'xl/styles.xml')).toMatch(/<xf numFmtId="171" fontId="0"[^>]*\/><\/cellXfs>/);
  });

  test.each<[CellEdit['format'], string]>([
    ['date', 'numFmtId="171"'],
    ['clock', 'numFmtId="20"'],
    ['percent', 'numFmtId="9"'],
  ])('a %s shows as one where nothing above has a look of its own', (format, number) => {
    const patched = patch(one(''), set('A1', 0.5, { format: format! }));
    expect(dataOf(patched)).toContain('<c r="A1" s="4">');
    const styles = partOf(patched, 'xl/styles.xml')!;
    expect(styles).toContain('<cellXfs count="5">');
    expect(styles).toMatch(new RegExp(`<xf[^>]*${number}[^>]*applyNumberFormat="1"[^>]*/></cellXfs>`));
    if (format === 'date') expect(styles).toContain('<numFmt numFmtId="171" formatCode="yyyy-mm-dd"/>');
  });

  test('a date under text keeps the look of the text and shows as a date', () => {
    const patched = patch(
      one('<row r="1"><c r="A1" s="1" t="str"><v>x</v></c></row>'),
      set('A2', 46087, { format: 'date' }),
    );
    expect(dataOf(patched)).toContain('<c r="A2" s="4">');
    expect(partOf(patched, 'xl/styles.xml')).toContain(
      '<xf numFmtId="171" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/></cellXfs>',
    );
  });

  test('a date in a cell that has no look yet shows as one, in a cell that has one keeps it', () => {
    const cells = '<row r="1"><c r="A1"/><c r="B1" s="1"/></row>';
    const data = dataOf(patch(one(cells), set('A1', 46087, { format: 'date' }), set('B1', 46087, { format: 'date' })));
    expect(data).toContain('<c r="A1" s="4"><v>46087</v></c><c r="B1" s="1"><v>46087</v></c>');
  });

  test('a row in between is looked at too', () => {
    const cells = '<row r="2"><c r="A2" s="2"/></row><row r="5"><c r="A5" s="3"/></row>';
    const data = dataOf(patch(one(cells), set('A4', 1), set('A6', 1), set('A7', 1)));
    expect([...data.matchAll(/<c r="A\d" s="(\d)"/g)].map((m) => m[1]).join('')).toBe('22333');
  });

  test('a style is made once, however often it is needed', () => {
    const first = patch(one(''), set('A1', 1, { format: 'date' }), set('C3', 1, { format: 'date' }));
    const again = patch(first, set('E9', 1, { format: 'date' }));
    expect(partOf(again, 'xl/styles.xml')).toBe(partOf(first, 'xl/styles.xml'));
    expect(dataOf(again)).toContain('<c r="E9" s="4">');
  });

  test('styles that are no styles are named as the part that is damaged', () => {
    const styles = `<numFmts count="1">\n<styleSheet xmlns="${MAIN}"><numFmt numFmtId="170" formatCode="d/m/yy"/></numFmts>((((`;
    expect(() => patch(one('', { styles }), set('A1', 46087, { format: 'date' }))).toThrow(
      expect.objectContaining({ kind: 'data', code: 'broken-part', message: expect.stringContaining('xl/styles.xml') }),
    );
  });

  test('a workbook without styles gets them', () => {
    const patched = patch(one('', { styles: null }), set('A1', 46087, { format: 'date' }));
    expect(changedParts(one('', { styles: null }), patched)).toEqual(
      ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', SHEET, 'xl/styles.xml'].sort(),
    );
    expect(partOf(patched, 'xl/styles.xml')).toMatch(
      /<numFmts>.*<fonts>.*<fills>.*<borders>.*<cellStyleXfs>.*<cellXfs>/s,
    );
    expect(partOf(patched, '[Content_Types].xml')).toContain('PartName="/xl/styles.xml"');
    expect(partOf(patched, 'xl/_rels/workbook.xml.rels')).toMatch(/Id="rId3"[^>]*\/styles" Target="styles.xml"/);
  });
});

describe('formulas', () => {
  const chain = {
    relations: [['calcChain', 'calcChain.xml']] as const,
    parts: { 'xl/calcChain.xml': `<calcChain xmlns="${MAIN}"><c r="B1" i="1"/></calcChain>` },
  };
  const formula =
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="2" t="str" cm="1"><f>A1&amp;"x"</f><v>1x</v></c></row>';

  test('a kept formula has its value follow', () => {
    const file = one(formula, chain);
    const patched = patch(file, set('B1', '2x', { formula: 'keep' }), set('A1', 2));
    expect(dataOf(patched)).toContain('<c r="B1" s="2" cm="1" t="str"><f>A1&amp;"x"</f><v>2x</v></c>');
    expect(changedParts(file, patched)).toEqual(['xl/workbook.xml', SHEET]);
    expect(dataOf(patch(file, set('B1', 46087, { formula: 'keep' })))).toContain(
      'cm="1"><f>A1&amp;"x"</f><v>46087</v></c>',
    );
  });

  test('where somebody replaced the formula, there is none to keep and the cell stays theirs', () => {
    const file = one(formula);
    expect(patch(file, set('A1', 'x', { formula: 'keep' }), set('C1', 'x', { formula: 'keep' }))).toBe(file);
  });

  test.each<[string, CellEdit]>([
    ['replaced', set('B1', 'typed')],
    ['set', set('C1', 3, { formula: 'A1+2' })],
    ['removed', set('B1', null)],
  ])('when one is %s, the calculation chain goes', (_, edit) => {
    const file = one(formula, chain);
    const patched = patch(file, edit);
    expect(changedParts(file, patched)).toEqual([
      'xl/_rels/workbook.xml.rels',
      'xl/calcChain.xml',
      'xl/workbook.xml',
      SHEET,
    ]);
    expect(partOf(patched, 'xl/calcChain.xml')).toBeUndefined();
    expect(partOf(patched, 'xl/_rels/workbook.xml.rels')).not.toContain('calcChain');
  });

  test('the chain’s content type goes with it', () => {
    const override = '<Override PartName="/xl/calcChain.xml" ContentType="x"/>';
    const file = one(formula, {
      ...chain,
      parts: {
        ...chain.parts,
        '[Content_Types].xml': `<Types>${override}<Default Extension="xml" ContentType="y"/></Types>`,
      },
    });
    expect(partOf(patch(file, set('B1', 1)), '[Content_Types].xml')).toBe(
      '<Types><Default Extension="xml" ContentType="y"/></Types>',
    );
  });

  test.each<[string, string, string]>([
    [
      'absent',
      '<definedNames><definedName name="a">Sheet1!$A$1</definedName></definedNames>',
      '</definedNames><calcPr fullCalcOnLoad="1"/></workbook>',
    ],
    ['there', '<calcPr calcId="191029"/><extLst/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/><extLst/></workbook>'],
    ['there and off', '<calcPr fullCalcOnLoad="0" calcId="1"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/></workbook>'],
  ])('formulas are calculated anew on opening (calcPr %s)', (_, afterSheets, end) => {
    const book = partOf(patch(one(formula, { afterSheets }), set('A1', 2)), 'xl/workbook.xml')!;
    expect(
      book.replace(/<calcPr fullCalcOnLoad="1" calcId="1"\/>/, '<calcPr calcId="1" fullCalcOnLoad="1"/>').endsWith(end),
    ).toBe(true);
  });

  test('so it is when only another sheet has formulas, and not when none has', () => {
    const sheets = [{ xml: '<row r="1"><c r="A1"><v>1</v></c></row>' }, { xml: formula }];
    expect(changedParts(workbookFile({ sheets }), patch(workbookFile({ sheets }), set('A1', 2)))).toContain(
      'xl/workbook.xml',
    );
    const plain = one('<row r="1"><c r="A1"><v>1</v></c></row>');
    expect(changedParts(plain, patch(plain, set('A1', 2)))).toEqual([SHEET]);
  });

  const shared =
    '<row r="1"><c r="B1"><f t="shared" ref="B1:B4" si="0">A1*$C$1+SUM(A$1:A1)&amp;"A1"</f><v>1</v></c></row>' +
    [2, 3, 4].map((r) => `<row r="${r}"><c r="B${r}"><f t="shared" si="0"/><v>${r}</v></c></row>`).join('');

  test('a shared formula passes to the next cell when its first is replaced', () => {
    const data = dataOf(patch(one(shared), set('B1', 'typed')));
    expect(data).toContain('<c r="B1" t="inlineStr"><is><t>typed</t></is></c>');
    expect(data).toContain(
      '<c r="B2"><f t="shared" ref="B2:B4" si="0">A2*$C$1+SUM(A$1:A2)&amp;&quot;A1&quot;</f><v>2</v></c>',
    );
    expect(data).toContain('<c r="B3"><f t="shared" si="0"/><v>3</v></c>');
  });

  test('past those that are replaced too, and with a value that follows', () => {
    const data = dataOf(patch(one(shared), set('B1', null), set('B2', 'typed'), set('B3', 33, { formula: 'keep' })));
    expect(data).toContain(
      '<c r="B3"><f t="shared" ref="B3:B4" si="0">A3*$C$1+SUM(A$1:A3)&amp;&quot;A1&quot;</f><v>33</v></c>',
    );
  });

  test('and ends with the last', () => {
    const all = [1, 2, 3, 4].map((r) => set(`B${r}`, r));
    expect(dataOf(patch(one(shared), ...all))).not.toContain('<f');
    expect(dataOf(patch(one(shared), set('B3', 3)))).toContain('ref="B1:B4"');
  });

  test('a part of an array formula is refused', () => {
    const file = one(
      '<row r="1"><c r="A1"><f t="array" ref="A1:A3">ROW(1:3)</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
    );
    expect(() => patch(file, set('A2', 5))).toThrow(expect.objectContaining({ kind: 'data', code: 'array-formula' }));
    expect(valueAt(patch(file, set('B2', 5)), 'B2')).toBe(5);
  });
});

describe('tables', () => {
  const rows = '<row r="1"><c r="A1"/></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row>';
  const table = (more = '', ref = 'A1:B2') =>
    `<table xmlns="${MAIN}" id="1" name="t" displayName="t" ref="${ref}"${more}><autoFilter ref="${ref}"/><tableColumns count="2"/></table>`;
  const refs = (file: Buffer) =>
    [...partOf(file, 'xl/tables/table1.xml')!.matchAll(/ ref="([^"]+)"/g)].map((m) => m[1]);

  test('grow over rows appended beneath', () => {
    const file = one(rows, { tables: [table()] });
    const patched = patch(file, set('A3', 1), set('B4', 1));
    expect(refs(patched)).toEqual(['A1:B4', 'A1:B4']);
    expect(changedParts(file, patched)).toEqual(['xl/tables/table1.xml', SHEET]);
  });

  test('grow with absolute targets', () => {
    expect(refs(patch(one(rows, { tables: [table()], absoluteTargets: true }), set('A3', 1)))).toEqual([
      'A1:B3',
      'A1:B3',
    ]);
  });

  test.each<[string, string, CellEdit[]]>([
    ['a row within', table('', 'A1:B5'), [set('A3', 1)]],
    ['a row with a gap', table(), [set('A4', 1)]],
    ['a row beside', table(), [set('D3', 1)]],
    ['an emptied row', table(), [set('A3', null), set('D3', 1)]],
    ['a totals row', table(' totalsRowCount="1"'), [set('A3', 1)]],
  ])('stay as they are for %s', (_, xml, edits) => {
    const file = one(rows, { tables: [xml] });
    expect(changedParts(file, patch(file, ...edits))).toEqual([SHEET]);
  });

  test('do not take in a note that stood beneath', () => {
    const file = one(`${rows}<row r="3"><c r="B3" t="str"><v>note</v></c></row>`, { tables: [table()] });
    expect(changedParts(file, patch(file, set('A3', 1)))).toEqual([SHEET]);
  });

  test('that were empty are so no longer', () => {
    const patched = patch(
      one('<row r="1"><c r="A1"/></row>', { tables: [table(' insertRow="1"')] }),
      set('A2', 1),
      set('A3', 1),
    );
    expect(partOf(patched, 'xl/tables/table1.xml')).not.toContain('insertRow');
    expect(refs(patched)).toEqual(['A1:B3', 'A1:B3']);
  });
});

describe('the rest of the sheet', () => {
  test('the dimension follows, and nothing before or after the rows changes', () => {
    const head = '<sheetPr codeName="表"/><dimension ref="A1:B2"/>';
    const tail = '<conditionalFormatting sqref="A1:A9"/><extLst><ext uri="{x}"/></extLst>';
    const row = '<row r="2"><c r="B2"><v>1</v></c></row>';
    const sheet = partOf(patch(one(row, { head, tail }), set('D5', 1)), SHEET)!;
    expect(sheet).toContain('<sheetPr codeName="表"/><dimension ref="A1:D5"/><sheetData>');
    expect(sheet).toContain(`</sheetData>${tail}</worksheet>`);
    expect(partOf(patch(one(row, { head, tail }), set('A1', 1)), SHEET)).toContain('<dimension ref="A1:B2"/>');
  });

  test('every other entry keeps its bytes, whatever it is and however it was packed', () => {
    const parts = {
      'xl/charts/chart1.xml': '<c:chart xmlns:c="c"/>',
      'xl/threadedComments/threadedComment1.xml': '<ThreadedComments/>',
      'xl/media/image1.png': Buffer.from('89504e470d0a1a0a00ff', 'hex'),
      'customXml/item1.xml': '<x/>',
      'docProps/custom.xml': '<Properties/>',
    };
    const file = one('<row r="1"><c r="A1"><v>1</v></c></row>', {
      parts,
      pack: (name) => ({
        descriptor: 'with signature',
        stored: name.endsWith('.png'),
        extra: Buffer.from([9, 9, 1, 0, 7]),
      }),
    });
    expect(changedParts(file, patch(file, set('A1', 2)))).toEqual([SHEET]);
  });
});

const NEW: NewSheet = {
  title: '催办 & 记录',
  hidden: true,
  protect: true,
  widths: [12, 30.5],
  headerRow: 3,
  rows: [
    [{ value: '标题' }],
    [{ value: '一行说明' }],
    [{ value: '编号' }, { value: '日期' }],
    [{ value: 'T-0001' }, { value: 46087, format: 'date' }],
    [{ value: null }, { value: 0.5, format: 'percent' }],
  ],
};

describe('adding sheets', () => {
  const add = (file: Buffer, ...addSheets: NewSheet[]) => patchWorkbook(file, { edits: [], addSheets });

  test('the sheet is there, with all that was asked for', () => {
    const file = one('<row r="1"><c r="A1"><v>1</v></c></row>');
    const patched = add(file, NEW);
    expect(changedParts(file, patched)).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    const { sheets } = readWorkbook(patched);
    expect(sheets.map(({ title }) => title)).toEqual(['Sheet1', '催办 & 记录']);
    expect(sheets[1]!.rows).toEqual([
      { at: 1, cells: ['标题'] },
      { at: 2, cells: ['一行说明'] },
      { at: 3, cells: ['编号', '日期'] },
      { at: 4, cells: ['T-0001', 46087] },
      { at: 5, cells: [null, 0.5] },
    ]);
    const xml = partOf(patched, 'xl/worksheets/sheet2.xml')!;
    expect(xml).toContain('<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>');
    const looks = [...xml.matchAll(/<c r="A[123]" s="(\d+)"/g)].map((m) => m[1]);
    expect(new Set(looks).size).toBe(3); // title, help and header each have their own
    expect(xml).toContain('<col min="2" max="2" width="30.5" customWidth="1"/>');
    expect(xml).toContain('<sheetProtection sheet="1" objects="1" scenarios="1"/>');
    expect(partOf(patched, 'xl/workbook.xml')).toContain(
      '<sheet name="催办 &amp; 记录" sheetId="2" state="hidden" r:id="rId4"/></sheets>',
    );
    expect(partOf(patched, 'xl/workbook.xml')).toContain('<bookViews><workbookView/></bookViews><sheets>');
    expect(partOf(patched, 'xl/styles.xml')).toMatch(/<color rgb="FFFFFFFF"\/>.*<fgColor rgb="FF12324A"\/>/s);
  });

  test('several at once, and again later', () => {
    const patched = add(add(one(''), { ...NEW, title: 'A', hidden: false, protect: false }, { ...NEW, title: 'B' }), {
      ...NEW,
      title: 'C',
    });
    const { sheets } = readWorkbook(patched);
    expect(sheets.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Sheet1', 0],
      ['A', 5],
      ['B', 5],
      ['C', 5],
    ]);
    expect(partOf(patched, 'xl/workbook.xml')!.match(/<workbookView\/>/g)).toHaveLength(1);
  });

  test('later edits of the new sheet look like data, not like its header', () => {
    const later = patchWorkbook(add(one(''), { ...NEW, rows: NEW.rows.slice(0, 3) }), {
      edits: [{ ...set('B4', 46087, { format: 'date' }), sheet: NEW.title }],
      addSheets: [],
    });
    const style = /<c r="B4" s="(\d+)"/.exec(partOf(later, 'xl/worksheets/sheet2.xml')!)![1];
    expect(partOf(later, 'xl/worksheets/sheet2.xml')).not.toContain(`<c r="B3" s="${style}"`);
  });

  test.each([
    ['sheet1', 'sheet-exists'],
    ['', 'bad-sheet-title'],
    ['x'.repeat(32), 'bad-sheet-title'],
    ['a/b', 'bad-sheet-title'],
    ["'a", 'bad-sheet-title'],
  ])('a title nobody can use is refused: %j', (title, code) => {
    expect(() => add(one(''), { ...NEW, title })).toThrow(expect.objectContaining({ code }));
  });
});

describe('files of other writers', () => {
  const xml = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>';
  const strings = '<si><t>a</t></si>';
  const prefixed = (text: string) => text.replace(/<(\/?)(?=\w)/g, '<$1x:');
  const styles = `<x:styleSheet xmlns:x="${MAIN}">${prefixed(/<numFmts.*(?=<\/styleSheet>)/s.exec(STYLES)![0])}</x:styleSheet>`;

  test.each<[string, Buffer]>([
    ['with a namespace prefix', one(prefixed(xml), { prefix: 'x:', strings: prefixed(strings), styles })],
    ['strict', one(xml, { strict: true, strings })],
    ['with absolute targets', one(xml, { absoluteTargets: true, strings })],
    ['with backslashes in names', one(xml, { strings, pack: (name) => ({ name: name.replaceAll('/', '\\') }) })],
    ['without styles and strings', one('<row><c><v>1</v></c></row>', { styles: null, strings: null })],
  ])('%s: cells, dates, formulas and sheets are written in its own manner', (_, file) => {
    const patched = patchWorkbook(file, {
      edits: [set('A1', '改'), set('B2', 46087, { format: 'date' }), set('C3', 2, { formula: '1+1' })],
      addSheets: [NEW],
    });
    const { sheets } = readWorkbook(patched);
    expect(sheets[0]!.rows.map(({ cells }) => cells)).toEqual([['改'], [null, 46087], [null, null, 2]]);
    expect(sheets[1]!.rows[3]!.cells).toEqual(['T-0001', 46087]);
  });

  test('a prefixed file is written with its prefix throughout', () => {
    const file = one(prefixed(xml), { prefix: 'x:', strings: prefixed(strings), styles });
    const patched = patch(
      file,
      set('A1', '改'),
      set('B2', 46087, { format: 'date' }),
      set('C3', 2, { formula: '1+1' }),
    );
    for (const name of [SHEET, 'xl/styles.xml', 'xl/workbook.xml'])
      expect(partOf(patched, name)).not.toMatch(/<\/?\w+[\s>/]/);
  });

  test('a strict file’s new sheet is strict', () => {
    const patched = patchWorkbook(one(xml, { strict: true, strings }), { edits: [], addSheets: [NEW] });
    expect(partOf(patched, 'xl/worksheets/sheet2.xml')).toContain(
      'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"',
    );
    expect(partOf(patched, 'xl/_rels/workbook.xml.rels')).toContain(
      'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet2.xml"',
    );
  });
});
