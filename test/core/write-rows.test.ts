import { expect, it } from 'vitest';
import { rowByRow, sheetBySheet } from '../../core/write/by-row.ts';
import { CellGrid } from '../../core/write/grid.ts';

const sheet = { title: 'Plan', rows: [{ at: 2, cells: ['a', 'b', 'c'] }], merges: [] };
const [one, two, three] = [1, 2, 3].map((column) => ({ column }));

it('what is written is found again, in whatever order rows are written', () => {
  const grid = new CellGrid(sheet);
  const rows = [5, 2, 9, 3, 8, 1, 7, 4, 6];
  for (const row of rows) grid.put(row, { places: [one!], values: [`row ${row}`] });
  expect(rows.map((row) => grid.at(row, 1))).toEqual(rows.map((row) => `row ${row}`));
  expect(grid.at(2, 3)).toBe('c');
  expect(grid.at(10, 1)).toBeNull();
});

it('of a cell the last word counts, and a row says its cells from left to right', () => {
  const grid = new CellGrid(sheet);
  grid.put(2, { places: [three!, one!], values: ['z', 'x'] });
  grid.put(2, { places: [one!, two!], values: ['x again', 'y'] });
  expect(grid.edits()).toEqual([{ sheet: 'Plan', row: 2, places: [one, two, three], values: ['x again', 'y', 'z'] }]);
});

it('edits of a sheet come together, whichever come between', () => {
  const edits = rowByRow(
    ['Plan', 'Plan', 'Progress', 'Plan'].map((title, i) => ({ sheet: title, row: i + 1, column: 1, value: i })),
  );
  const grouped = [...sheetBySheet(edits)].map(([title, own]) => [title, own.map(({ row }) => row)]);
  expect(grouped).toEqual([
    ['Plan', [1, 2, 4]],
    ['Progress', [3]],
  ]);
  expect([...sheetBySheet([])]).toEqual([]);
});
