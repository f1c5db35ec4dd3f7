import { expect, test } from 'vitest';
import type { RawCell, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { sheetsChanged } from '../../core/write/same.ts';

const sheet = (title: string, cells: readonly RawCell[], more: Partial<RawSheet> = {}): RawSheet => ({
  title,
  rows: [{ at: 1, cells }],
  merges: [],
  ...more,
});
const workbook = (sheets: readonly RawSheet[], more: Partial<RawWorkbook> = {}): RawWorkbook => ({
  name: 'a',
  location: 'a',
  movedFrom: () => false,
  foundAt: async () => null,
  dateSystem: 1900,
  sheets,
  ...more,
});
const changed = (before: RawSheet, after: RawSheet) =>
  sheetsChanged(workbook([sheet('other', [1]), before]), workbook([sheet('other', [1]), after]));
const A = sheet('A', ['x', null, 2]);

test('a sheet is the same whose cells are, whoever read it and whatever blanks end its rows', () => {
  expect(changed(A, sheet('A', ['x', null, 2, null]))).toEqual([]);
  const fault = { fault: 'error', text: '#REF!' } as const;
  expect(changed(sheet('A', [fault]), sheet('A', [{ ...fault }]))).toEqual([]);
});

test.each<[string, RawSheet]>([
  ['a cell', sheet('A', ['y', null, 2])],
  ['a further cell', sheet('A', ['x', null, 2, 3])],
  ['a number that has become its text', sheet('A', ['x', null, '2'])],
  ['an error in its place', sheet('A', ['x', null, { fault: 'error', text: '2' }])],
  ['the row', sheet('A', [], { rows: [{ at: 2, cells: ['x', null, 2] }] })],
  ['a further row', sheet('A', [], { rows: [...A.rows, { at: 2, cells: [1] }] })],
  ['merged cells', sheet('A', ['x', null, 2], { merges: [{ top: 1, left: 1, bottom: 1, right: 2 }] })],
  ['formulas', sheet('A', ['x', null, 2], { calculated: new Set([3]) })],
])('a sheet has changed with %s', (_, after) => {
  expect(changed(A, after)).toEqual(['A']);
});

test('with another sheet, name or place nothing can be said of the others', () => {
  expect(sheetsChanged(workbook([A]), workbook([A, A]))).toBeNull();
  expect(sheetsChanged(workbook([A]), workbook([{ ...A, title: 'B' }]))).toBeNull();
  expect(sheetsChanged(workbook([A]), workbook([{ ...A, hidden: true }]))).toBeNull();
  expect(sheetsChanged(workbook([A]), workbook([A], { location: 'b' }))).toBeNull();
});
