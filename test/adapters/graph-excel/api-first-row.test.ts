import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { gridOf } from '../../support/graph/workbook/grid.ts';
import { appendOf } from '../../support/starter.ts';
import { type Book, openBytes } from './book.ts';
import { rowsOf, typed } from './people.ts';

const TEMPLATE = new URL('../../../sheet-templates/generated/full-en.xlsx', import.meta.url);
const open = async () => openBytes(await readFile(TEMPLATE), { way: 'api' });
const TRACKER = 'Tracker';
const FIRST = 4;
const two = [appendOf('tracker', { id: 'T-0001' }), appendOf('tracker', { id: 'T-0002' })];
const ids = ({ item }: Book) => rowsOf(item, TRACKER).map(([id]) => id ?? '');

describe('the first rows of a sheet', () => {
  test('are in every range of the workbook that begins there', async () => {
    const book = await open();
    const ranges = () => {
      const formulas = gridOf(book.item.bytes).sheets.flatMap(({ cells }) =>
        [...cells.values()].flatMap((row) => [...row.values()].map(({ formula }) => formula ?? '')),
      );
      const parts = openPackage(book.item.bytes);
      const rules = parts.text(parts.sheets.find(({ title }) => title === TRACKER)!.path);
      return {
        formulas: formulas.filter((formula) => formula.includes(`'${TRACKER}'!$A$${FIRST}:`)).length,
        rules: rules.match(/sqref="[A-Z]+4:/g)?.length,
      };
    };
    const before = ranges();
    expect(before.formulas).toBeGreaterThan(0);
    await book.store.apply(two);
    expect(ids(book).slice(FIRST - 1, FIRST + 1)).toEqual(['T-0001', 'T-0002']);
    expect(ranges()).toEqual(before);
  });

  test.each([
    ['writes in a cell that Baton writes to as well', 1, 'T-0009'],
    ['writes beside the cells that Baton writes to', 5, 'done'],
  ])('come in below what somebody begins there meanwhile, who %s', async (_, column, value) => {
    const book = await open();
    await book.store.read();
    book.graph.meanwhile({
      api: 'graph',
      method: 'batch',
      nth: 2,
      act: () => typed(book.item, { sheet: TRACKER, row: FIRST, column, value }),
    });
    await book.store.apply(two);
    const rows = rowsOf(book.item, TRACKER);
    const at = rows.findIndex((cells) => cells[column - 1] === value);
    expect(rows[at]!.filter((cell) => cell !== null && cell !== '')).toEqual([value]);
    expect(
      ids(book)
        .filter((id) => /^T-000[12]$/.test(String(id)))
        .sort(),
    ).toEqual(['T-0001', 'T-0002']);
  });
});
