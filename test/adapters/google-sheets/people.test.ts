import { describe, expect, test } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { keyColumn } from '../../../sheet-templates/index.ts';
import { createMemoryMailer, delivered, openOffice, outcomeOf, PEOPLE, run, tasks } from '../../support/office.ts';
import { appendOf, columnOf, HEADER_ROW, setOf } from '../../support/starter.ts';
import { type Book, openBook } from './book.ts';

const RACI = 'RACI';

/** What people see of a plan: its rows by id, each by header. */
const planOf = async ({ store }: Pick<Book, 'store'>) => {
  const { sheet, headerRow, columns } = locate(await store.read()).tabs.get('raci')!;
  const rows = sheet.rows.filter(
    ({ at, cells }) => at > headerRow && cells.some((cell) => cell !== null && cell !== ''),
  );
  const at = (cells: readonly RawCell[], column: string) => cells[columns.get(column)! - 1] ?? null;
  return rows.map(({ cells }) => ({
    id: at(cells, keyColumn('raci')),
    name: at(cells, 'name'),
    responsible: at(cells, 'responsible'),
    output: at(cells, 'output'),
  }));
};
const byName = <T extends { readonly name: RawCell }>(rows: readonly T[]) =>
  [...rows].sort((a, b) => String(a.name).localeCompare(String(b.name)));

const plan = tasks.map((task, i) => ({ ...task, output: `Output ${i + 1}` }));
const open = async (rows: readonly object[] = plan) => openBook(await openOffice({ raci: rows as typeof plan }));

const sortDown = ({ workbook }: Book) =>
  workbook.sort(RACI, {
    column: columnOf('raci', 'name'),
    from: HEADER_ROW + 1,
    to: HEADER_ROW + plan.length,
    descending: true,
  });

/** What somebody does between our reading and our writing. */
const MOVES: readonly (readonly [string, (book: Book) => void])[] = [
  ['sorts the plan', sortDown],
  ['inserts a row above the tasks', ({ workbook }) => workbook.insertRows(RACI, HEADER_ROW + 1)],
  ['inserts a row above the header', ({ workbook }) => workbook.insertRows(RACI, 1)],
  ['inserts rows above the title', ({ workbook }) => workbook.insertRows(RACI, 1, 3)],
  ['inserts a column', ({ workbook }) => workbook.insertColumns(RACI, 2)],
  ['moves a row', ({ workbook }) => workbook.move(RACI, 'ROWS', HEADER_ROW + 5, HEADER_ROW + 1)],
  ['moves a column', ({ workbook }) => workbook.move(RACI, 'COLUMNS', columnOf('raci', 'output'), 1)],
];

describe.each(MOVES)('when somebody %s while Baton writes', (_, move) => {
  test('every value is where it belongs, theirs and ours', async () => {
    const book = await open();
    book.meanwhile(() => move(book));
    const receipts = await book.store.apply([
      setOf('raci', 'T-0002', { output: 'Ours' }, { output: 'Output 2' }),
      setOf('raci', 'T-0004', { output: null }, { output: 'Output 4' }),
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
    const wanted = plan.map(({ id, name, responsible }, i) => {
      const output = i === 1 ? 'Ours' : i === 3 ? null : `Output ${i + 1}`;
      return { id, name, responsible, output };
    });
    expect(byName(await planOf(book))).toEqual(wanted);
  });

  test('rows get their ids, each one its own', async () => {
    const book = await open(plan.map(({ id: _, ...typed }) => typed));
    const mailer = createMemoryMailer({ batch: 20 });
    // The claim is the first change of a sweep, its ids are in the second.
    book.meanwhile(() => move(book), { method: 'spreadsheets.batchUpdate', nth: 2 });
    const swept = await run(book.store, mailer);
    expect(swept).toMatchObject({ outcome: 'done', conflicts: [] });
    const wanted = plan.map(({ id, name, responsible, output }) => ({ id, name, responsible, output }));
    expect(byName(await planOf(book))).toEqual(wanted);
    expect(delivered(mailer)).toHaveLength(10);
    expect(await outcomeOf(book.store)).toMatchObject({ chain: true, open: 0, claims: 0 });
  });
});

test('a row that somebody deletes meanwhile is missing, and its neighbour keeps what it says', async () => {
  const book = await open();
  const gone = HEADER_ROW + 2;
  book.meanwhile(() => book.workbook.deleteRows(RACI, gone));
  const [lost, written] = await book.store.apply([
    setOf('raci', 'T-0002', { output: 'Ours' }, { output: 'Output 2' }),
    setOf('raci', 'T-0005', { output: 'Ours too' }, { output: 'Output 5' }),
  ]);
  expect([lost?.outcome, written?.outcome]).toEqual(['missing', 'written']);
  expect((await planOf(book)).map(({ id, output }) => [id, output])).toEqual([
    ['T-0001', 'Output 1'],
    ['T-0003', 'Output 3'],
    ['T-0004', 'Output 4'],
    ['T-0005', 'Ours too'],
  ]);
});

test('what somebody changes while rows are moving is a conflict, and stays', async () => {
  const book = await open();
  book.meanwhile(() => {
    sortDown(book);
    const row = HEADER_ROW + 1 + plan.findIndex(({ id }) => id === 'T-0004');
    book.workbook.set(RACI, row, columnOf('raci', 'output'), 'Theirs');
  });
  const receipts = await book.store.apply([setOf('raci', 'T-0002', { output: 'Ours' }, { output: 'Output 2' })]);
  expect(receipts).toMatchObject([{ outcome: 'conflict', found: { output: 'Theirs' } }]);
  expect((await planOf(book)).map(({ output }) => output).sort()).toEqual([
    'Output 1',
    'Output 3',
    'Output 4',
    'Output 5',
    'Theirs',
  ]);
});

test('a row that somebody types at the end stays theirs; ours comes below it and shows what belongs to it', async () => {
  const book = await open();
  book.meanwhile(() => book.workbook.set(RACI, HEADER_ROW + 6, columnOf('raci', 'name'), 'Typed just now'));
  const task = appendOf('raci', { id: 'T-0006', name: 'Ours', responsible: PEOPLE[0]!, due: '2026-03-25' });
  await book.store.apply([task, setOf('raci', 'T-0001', { output: 'Changed' })]);
  expect((await planOf(book)).map(({ id, name }) => [id, name]).slice(4)).toEqual([
    ['T-0005', 'Task 5'],
    [null, 'Typed just now'],
    ['T-0006', 'Ours'],
  ]);
});

test('a tab that somebody deletes meanwhile is missing; the rest is written', async () => {
  const book = await open();
  book.meanwhile(() => book.workbook.deleteTab(RACI));
  const receipts = await book.store.apply([
    setOf('raci', 'T-0002', { output: 'Ours' }),
    setOf('settings', 'project', { value: 'Launch' }),
  ]);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['missing', 'written']);
});

test('a tab that somebody renames meanwhile is written all the same', async () => {
  const book = await open();
  book.meanwhile(() => book.workbook.renameTab(RACI, 'Our plan'));
  const receipts = await book.store.apply([setOf('settings', 'project', { value: 'Launch' })]);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['written']);
});

test('whatever somebody does to the plan before any request of a sweep, all is told once and nothing is lost', async () => {
  for (const [name, move] of MOVES) {
    for (let nth = 1; nth <= 6; nth++) {
      const book = await open(plan.map(({ id: _, ...typed }) => typed));
      const mailer = createMemoryMailer({ batch: 20 });
      book.meanwhile(() => move(book), { nth });
      await run(book.store, mailer);
      await run(book.store, mailer);
      const at = `${name}, request ${nth}`;
      const wanted = plan.map(({ name, responsible, output }) => ({ name, responsible, output }));
      const rows = byName(await planOf(book));
      expect([at, rows.map(({ id: _, ...row }) => row)]).toEqual([at, wanted]);
      expect([at, new Set(rows.map(({ id }) => id)).size]).toEqual([at, plan.length]);
      expect([at, delivered(mailer).length]).toEqual([at, 10]);
      expect([at, await outcomeOf(book.store)]).toEqual([
        at,
        expect.objectContaining({ chain: true, open: 0, claims: 0 }),
      ]);
      await book.google.close();
    }
  }
});
