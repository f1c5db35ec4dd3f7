import { expect, test } from 'vitest';
import type { CellEdit } from '../../../core/workbook.ts';
import type { RangePlace } from '../../../functions/adapters/google-sheets/read.ts';
import { batchOf } from '../../../functions/adapters/google-sheets/requests.ts';
import { lookupFormula } from '../../../sheet-templates/index.ts';

const place = (more: Partial<RangePlace> = {}): RangePlace => ({
  sheetId: 5,
  columnCount: 26,
  lastRow: 10,
  formatAt: () => undefined,
  ...more,
});
const edit = (row: number, column: number, value: CellEdit['value'], more: Partial<CellEdit> = {}): CellEdit => ({
  sheet: 'Plan',
  row,
  column,
  value,
  ...more,
});
const batch = (edits: readonly CellEdit[], more: Partial<RangePlace> = {}, looks = new Set(['Plan'])) =>
  batchOf(edits, new Map([['Plan', place(more)]]), looks);

const PLAIN = 'userEnteredValue';

test('a value is written as it is, and never read as a formula, a number or a date', () => {
  const { requests } = batch([
    edit(4, 1, '=1+1'),
    edit(4, 2, '0012'),
    edit(4, 3, 0.5),
    edit(4, 4, true),
    edit(4, 5, null),
  ]);
  expect(requests).toEqual([
    {
      updateCells: {
        start: { sheetId: 5, rowIndex: 3, columnIndex: 0 },
        rows: [
          {
            values: [
              { userEnteredValue: { stringValue: '=1+1' } },
              { userEnteredValue: { stringValue: '0012' } },
              { userEnteredValue: { numberValue: 0.5 } },
              { userEnteredValue: { boolValue: true } },
              {},
            ],
          },
        ],
        fields: PLAIN,
      },
    },
  ]);
});

test('what lies between written cells is left alone', () => {
  const { requests, updatedFrom } = batch([edit(6, 1, 'a'), edit(6, 3, 'c'), edit(4, 1, 'z')]);
  expect(requests.map(({ updateCells }) => updateCells?.start)).toEqual([
    { sheetId: 5, rowIndex: 3, columnIndex: 0 },
    { sheetId: 5, rowIndex: 5, columnIndex: 0 },
    { sheetId: 5, rowIndex: 5, columnIndex: 2 },
  ]);
  expect(updatedFrom).toEqual(new Map([['Plan', 4]]));
});

test('5,000 rows of the same columns are one request for each block of columns', () => {
  const edits = Array.from({ length: 5000 }, (_, i) => [edit(i + 4, 1, `T-${i}`), edit(i + 4, 4, 'x')]).flat();
  const { requests } = batch(edits, { lastRow: 6000 });
  expect(requests.map(({ updateCells }) => updateCells?.rows?.length)).toEqual([5000, 5000]);
});

test('a formula whose value only follows needs no request, as Sheets calculates it', () => {
  expect(batch([edit(4, 1, 'x', { formula: 'keep' })]).requests).toEqual([]);
});

test('a date gets a format where its cell has none, and keeps its own', () => {
  const due = edit(4, 2, 46087, { format: 'date' });
  const lacking = batch([edit(4, 1, 'x'), due, edit(4, 3, 'y')]).requests;
  expect(lacking.map(({ updateCells }) => updateCells?.fields)).toEqual([
    PLAIN,
    'userEnteredValue,userEnteredFormat.numberFormat',
    PLAIN,
  ]);
  expect(lacking[1]?.updateCells?.rows?.[0]?.values?.[0]).toEqual({
    userEnteredValue: { numberValue: 46087 },
    userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } },
  });
  const kept = batch([edit(4, 1, 'x'), due], { formatAt: (_, column) => (column === 2 ? 'DATE' : undefined) }).requests;
  expect(kept.map(({ updateCells }) => updateCells?.fields)).toEqual([PLAIN]);
  expect(batch([edit(4, 2, 'next week', { format: 'date' })]).requests[0]?.updateCells?.fields).toBe(PLAIN);
});

test('rows below all others are appended, wherever that is by then', () => {
  const { requests, updatedFrom } = batch([edit(11, 1, 'T-1'), edit(11, 3, 5), edit(12, 1, 'T-2')]);
  expect(requests).toEqual([
    {
      appendCells: {
        sheetId: 5,
        fields: PLAIN,
        rows: [
          { values: [{ userEnteredValue: { stringValue: 'T-1' } }, {}, { userEnteredValue: { numberValue: 5 } }] },
          { values: [{ userEnteredValue: { stringValue: 'T-2' } }] },
        ],
      },
    },
  ]);
  expect(updatedFrom.size).toBe(0);
});

test('an appended date looks like one, unless its cell was prepared for it or nobody looks', () => {
  const date = edit(12, 3, 46087, { format: 'date' });
  const { requests } = batch([edit(11, 1, 'T-1'), date]);
  expect(requests[1]).toEqual({
    repeatCell: {
      range: { sheetId: 5, startRowIndex: 10, endRowIndex: 12, startColumnIndex: 2, endColumnIndex: 3 },
      cell: { userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } } },
      fields: 'userEnteredFormat.numberFormat',
    },
  });
  expect(batch([date], { formatAt: () => 'DATE' }).requests).toHaveLength(1);
  expect(batch([date], {}, new Set()).requests).toHaveLength(1);
});

test('a lookup in an appended row finds its own row, wherever that comes to lie', () => {
  const source = { sheet: 'Tasks', idColumn: 1, valueColumn: 2 };
  const formula = (row: number) => lookupFormula(row, 1, source);
  const [appended] = batch([edit(11, 1, 'T-1'), edit(11, 2, 'Name', { formula: formula(11) })]).requests;
  const written = appended?.appendCells?.rows?.[0]?.values?.[1]?.userEnteredValue?.formulaValue;
  expect(written).toContain("MATCH(INDEX($A:$A,ROW()),'Tasks'!$A:$A,0)");
  expect(written).not.toContain('$A11');
  const [placed] = batch([edit(9, 2, 'Name', { formula: formula(9) })]).requests;
  expect(placed?.updateCells?.rows?.[0]?.values?.[0]?.userEnteredValue?.formulaValue).toBe(`=${formula(9)}`);
});

test('a prepared row above the end of the sheet is written in its place', () => {
  const { requests, updatedFrom } = batch([edit(10, 1, 'T-1'), edit(11, 1, 'T-2')]);
  expect(requests.map((request) => Object.keys(request))).toEqual([['updateCells'], ['appendCells']]);
  expect(updatedFrom).toEqual(new Map([['Plan', 10]]));
});
