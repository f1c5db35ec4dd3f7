import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { RawList, RawWorkbook } from '../../../core/workbook.ts';
import { withLists } from '../../../functions/xlsx/lists.ts';
import { readWorkbook } from '../../../functions/xlsx/read.ts';
import { findLibreOffice, resaved } from '../../support/libreoffice.ts';
import { workbookFile } from '../../support/workbook.ts';

/** What the cells of a workbook let people choose from, in each way in which programs write it. */

const rows = (...texts: readonly (readonly string[])[]) =>
  texts
    .map((cells, row) => {
      const all = cells.map((text, column) =>
        text === '' ? '' : `<c r="${'ABCDEFG'[column]}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
      return `<row r="${row + 1}">${all.join('')}</row>`;
    })
    .join('');

const PLAN = rows(['Task', 'Status', '', 'Key'], ['Draw it', 'Open', '', 'Open'], ['Build it', 'Live', '', 'Live']);
const KEYS = rows(['State'], ['Open'], ['On trial'], ['Live']);

const offering = (formula: string, places = 'B2:B9') =>
  `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${places}"><formula1>${formula}</formula1></dataValidation></dataValidations>`;
/** As Excel 2010 and later write a list that stands in another sheet. */
const offeringElsewhere = (formula: string) =>
  `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>${formula}</xm:f></x14:formula1><xm:sqref>B2:B9 B11</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`;

const NAMES = `<definedNames><definedName name="States">Keys!$A$2:$A$4</definedName><definedName name="Own" localSheetId="1">Keys!$A$4</definedName><definedName name="Own" localSheetId="0">Keys!$A$2:$A$3</definedName><definedName name="Worked_out">OFFSET(Keys!$A$2,0,0,3,1)</definedName></definedNames>`;

const listsIn = (tail: string, prefix = ''): readonly RawList[] => {
  const bytes = workbookFile({
    sheets: [
      { title: 'Plan', xml: prefix === '' ? PLAN : PLAN.replace(/<(\/?)(?=\w)/g, `<$1${prefix}`), tail },
      { title: 'Keys', xml: prefix === '' ? KEYS : KEYS.replace(/<(\/?)(?=\w)/g, `<$1${prefix}`) },
      { title: 'Team’s & mine', xml: rows(['Ann'], ['Bob']) },
    ],
    prefix,
    afterSheets: NAMES,
  });
  return withLists(opened(bytes)).sheets[0]?.lists?.() ?? [];
};

const opened = (bytes: Buffer): RawWorkbook => ({
  name: 'plan',
  location: '',
  movedFrom: () => false,
  foundAt: async () => null,
  ...readWorkbook(bytes),
});

const B = { top: 2, left: 2, bottom: 9, right: 2 };

describe('a drop-down offers', () => {
  it.each<[string, string, readonly string[]]>([
    ['words that stand in it', offering('"Open, On trial,Live"'), ['Open', 'On trial', 'Live']],
    ['words with a quotation mark and an ampersand', offering('"So ""said"",R&amp;D"'), ['So "said"', 'R&D']],
    ['a range of another sheet', offering('Keys!$A$2:$A$4'), ['Open', 'On trial', 'Live']],
    ['a sheet whatever its letters', offering("'KEYS'!A2:A3"), ['Open', 'On trial']],
    ['a whole column, with what heads it', offering('Keys!$A:$A'), ['State', 'Open', 'On trial', 'Live']],
    ['a name', offering('states'), ['Open', 'On trial', 'Live']],
    ['a name of the sheet itself before another one’s', offering('Own'), ['Open', 'On trial']],
  ])('%s', (_, tail, words) => expect(listsIn(tail)).toEqual([{ at: [B], words }]));

  it('a range of its own sheet, and says where that is', () =>
    expect(listsIn(offering('$D$2:$D$3'))).toEqual([
      { at: [B], words: ['Open', 'Live'], from: { top: 2, left: 4, bottom: 3, right: 4 } },
    ]));

  it('the same where it says its own sheet’s name', () =>
    expect(listsIn(offering('Plan!$D$2:$D$3'))[0]?.from).toEqual({ top: 2, left: 4, bottom: 3, right: 4 }));

  it('what Excel keeps beside the others, as it stands in another sheet', () =>
    expect(listsIn(offeringElsewhere("'Team’s &amp; mine'!$A$1:$A$2"))).toEqual([
      { at: [B, { top: 11, left: 2, bottom: 11, right: 2 }], words: ['Ann', 'Bob'] },
    ]));

  it('the same to several places at once', () =>
    expect(listsIn(offering('"a,b"', 'B2:B3 B5') + offering('"a,b"', 'C2'))[0]).toMatchObject({
      at: [{ bottom: 3 }, { bottom: 5 }, { left: 3 }],
      words: ['a', 'b'],
    }));

  it('the same in a file whose elements have a prefix', () =>
    expect(listsIn(offering('"a,b"').replace(/<(\/?)(?=\w)/g, '<$1x:'), 'x:')).toEqual([
      { at: [B], words: ['a', 'b'] },
    ]));

  it.each([
    ['has to be worked out', offering('INDIRECT(D1)')],
    ['has to be worked out behind a name', offering('Worked_out')],
    ['stands in another workbook', offering('[1]Keys!$A$2:$A$4')],
    ['is gone', offering('#REF!')],
    ['stands in a sheet that is gone', offering('Gone!$A$1:$A$3')],
    ['is no list', offering('"a,b"').replace('type="list"', 'type="custom"')],
    ['is broken off', offering('"a,b"').slice(0, 120)],
  ])('nothing that %s', (_, tail) => expect(listsIn(tail)).toEqual([]));

  it('nothing at all where nobody says so', () => expect(listsIn('')).toEqual([]));
});

it('a sheet that is read without them has none: who sweeps does not ask', () => {
  const bytes = workbookFile({ sheets: [{ xml: PLAN, tail: offering('"a,b"') }] });
  expect(opened(bytes).sheets[0]?.lists).toBeUndefined();
});

const soffice = findLibreOffice();
describe.skipIf(!soffice)('as LibreOffice saves it', () => {
  it('a drop-down offers the same', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Plan');
    for (const state of ['Status', 'Open', 'Live']) sheet.addRow(['x', state, state]);
    const lists = book.addWorksheet('Key list');
    for (const word of ['Open', 'On trial', 'Live']) lists.addRow([word]);
    for (const row of [2, 3]) {
      sheet.getCell(row, 2).dataValidation = { type: 'list', formulae: ["'Key list'!$A$1:$A$3"] };
      sheet.getCell(row, 3).dataValidation = { type: 'list', formulae: ['"Open,On trial,Live"'] };
    }
    const saved = await resaved(soffice!, Buffer.from(await book.xlsx.writeBuffer()));
    const found = withLists(opened(saved)).sheets[0]?.lists?.() ?? [];
    expect(found.map(({ words }) => words)).toEqual([
      ['Open', 'On trial', 'Live'],
      ['Open', 'On trial', 'Live'],
    ]);
    expect(found.map(({ at }) => at[0])).toEqual([
      { top: 2, left: 2, bottom: 3, right: 2 },
      { top: 2, left: 3, bottom: 3, right: 3 },
    ]);
  });
});
