import { expect, test } from 'vitest';
import { conditionalFormatOf, numberFormatOf, sheetsFormat } from '../../../functions/adapters/google-sheets/look.ts';

const red = { argb: 'FFFF0000' };

test.each([
  ['[$-804]m"月"d"日" "周"aaa;@', { type: 'DATE', pattern: 'm"月"d"日" ddd' }],
  ['[$-409]ddd d mmm;@', { type: 'DATE', pattern: 'ddd d mmm' }],
  ['hh:mm', { type: 'TIME', pattern: 'hh:mm' }],
  ['0%', { type: 'PERCENT', pattern: '0%' }],
  ['0;-0;;@', { type: 'NUMBER', pattern: '0;-0;' }],
  // Sheets takes two conditions, and then what is shown otherwise.
  ['[=1]"Level 1";[=2]"Level 2";;@', { type: 'NUMBER', pattern: '[=1]"Level 1";[=2]"Level 2";""' }],
  ['@', undefined],
  ['General', undefined],
])('a number format of a file, %s, as Sheets has it', (numFmt, wanted) => {
  expect(numberFormatOf(numFmt)).toEqual(wanted);
});

test('a look is taken over without fonts and sizes that go without saying', () => {
  const look = {
    font: { name: 'Calibri', size: 11, bold: true, color: red },
    fill: { type: 'pattern', pattern: 'solid', fgColor: red },
    alignment: { vertical: 'middle', horizontal: 'right', wrapText: false, textRotation: 90 },
    border: { bottom: { style: 'medium', color: red } },
  } as const;
  const colorStyle = { rgbColor: { red: 1, green: 0, blue: 0 } };
  expect(sheetsFormat(look, 11)).toEqual({
    textFormat: { bold: true, foregroundColorStyle: colorStyle },
    backgroundColorStyle: colorStyle,
    verticalAlignment: 'MIDDLE',
    horizontalAlignment: 'RIGHT',
    wrapStrategy: 'CLIP',
    textRotation: { angle: 90 },
    borders: { bottom: { style: 'SOLID_MEDIUM', colorStyle } },
  });
});

test('a condition changes colours and weight alone', () => {
  expect(conditionalFormatOf({ numFmt: 'yyyy/m/d' })).toEqual({});
  expect(conditionalFormatOf({ font: { bold: true, size: 20 } })).toEqual({ textFormat: { bold: true } });
});
