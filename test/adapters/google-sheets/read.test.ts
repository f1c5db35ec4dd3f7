import { expect, test } from 'vitest';
import { spreadsheetReading } from '../../../functions/adapters/google-sheets/read.ts';

/** As spreadsheets.get answers: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets */
const cell = (effectiveValue?: object) => (effectiveValue ? { effectiveValue } : {});
const text = (stringValue: string) => cell({ stringValue });
const sheet = (title: string, sheetId: number, rowData: object[], more: object = {}) => ({
  properties: { sheetId, title, sheetType: 'GRID', gridProperties: { columnCount: 26 } },
  data: [{ rowData }],
  ...more,
});

test('cells become values: dates are serial numbers, formulas what they show, errors faults', () => {
  const { sheets } = spreadsheetReading({
    properties: { title: 'Launch' },
    sheets: [
      sheet('Plan', 7, [
        { values: [text('T-0001'), cell(), cell({ numberValue: 46087 }), cell({ boolValue: false }), cell()] },
        {},
        {
          values: [
            cell({ errorValue: { type: 'REF' } }),
            cell({ errorValue: { type: 'LOADING' } }),
            cell({ errorValue: { type: 'ERROR' } }),
            text(''),
          ],
        },
        { values: [cell(), cell()] },
      ]),
    ],
  });
  expect(sheets).toEqual([
    {
      title: 'Plan',
      merges: [],
      rows: [
        { at: 1, cells: ['T-0001', null, 46087, false] },
        {
          at: 3,
          cells: [
            { fault: 'error', text: '#REF!' },
            { fault: 'no-cached-value', text: 'Loading...' },
            { fault: 'error', text: '#ERROR!' },
            '',
          ],
        },
      ],
    },
  ]);
});

test('several ranges of one sheet are one sheet, each row and column where it stands', () => {
  const { sheets } = spreadsheetReading({
    sheets: [
      {
        properties: { title: 'Plan', sheetId: 0 },
        merges: [{ sheetId: 0, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 4 }],
        data: [
          { rowData: [{ values: [text('Title')] }] },
          { startRow: 40, startColumn: 2, rowData: [{}, { values: [text('late')] }] },
        ],
      },
    ],
  });
  expect(sheets[0]).toEqual({
    title: 'Plan',
    merges: [{ top: 1, left: 2, bottom: 1, right: 4 }],
    rows: [
      { at: 1, cells: ['Title'] },
      { at: 42, cells: [null, null, 'late'] },
    ],
  });
});

test('a sheet that is a chart or connected data is no sheet of cells', () => {
  const { sheets } = spreadsheetReading({
    sheets: [
      { properties: { title: 'Chart', sheetId: 3, sheetType: 'OBJECT' } },
      { properties: { title: 'BigQuery', sheetId: 4, sheetType: 'DATA_SOURCE' } },
      sheet('Plan', 0, []),
    ],
  });
  expect(sheets.map(({ title }) => title)).toEqual(['Plan']);
});

test('where a sheet ends counts formulas that show nothing, and not cells that only have looks', () => {
  const { places } = spreadsheetReading({
    sheets: [
      sheet('Plan', 9, [
        { values: [text('id')] },
        { values: [text('')] },
        { values: [{ userEnteredFormat: { numberFormat: { type: 'DATE' } } }] },
      ]),
    ],
  });
  const place = places.get('Plan')!;
  expect(place).toMatchObject({ sheetId: 9, columnCount: 26, lastRow: 2 });
  expect([place.formatAt(3, 1), place.formatAt(2, 1), place.formatAt(99, 9)]).toEqual(['DATE', undefined, undefined]);
});
