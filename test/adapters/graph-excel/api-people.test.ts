import { describe, expect, test } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { keyColumn } from '../../../sheet-templates/index.ts';
import { createMemoryMailer, delivered, openOffice, outcomeOf, PEOPLE, run, tasks } from '../../support/office.ts';
import { appendOf, columnOf, HEADER_ROW, setOf } from '../../support/starter.ts';
import { type Book, closeBook, openBook, openStarterBook } from './book.ts';
import { columnInserted, reordered, rowsInserted, sheetDeleted, typed } from './people.ts';

const RACI = 'RACI';

/** What people see of a plan: its rows, each by header. */
const planOf = async ({ store }: Pick<Book, 'store'>) => {
  const { sheet, headerRow, columns } = locate(await store.read()).tabs.get('raci')!;
  const at = (cells: readonly RawCell[], column: string) => cells[columns.get(column)! - 1] ?? null;
  return sheet.rows
    .filter(({ at, cells }) => at > headerRow && cells.some((cell) => cell !== null && cell !== ''))
    .map(({ cells }) => ({
      id: at(cells, keyColumn('raci')),
      name: at(cells, 'name'),
      responsible: at(cells, 'responsible'),
      output: at(cells, 'output'),
    }));
};
const byName = <T extends { readonly name: RawCell }>(rows: readonly T[]) =>
  [...rows].sort((a, b) => String(a.name).localeCompare(String(b.name)));

const plan = tasks.map((task, i) => ({ ...task, output: `Output ${i + 1}` }));
const open = async (rows: readonly object[] = plan) =>
  openBook(await openOffice({ raci: rows as typeof plan }), { way: 'api' });

const FIRST = HEADER_ROW + 1;
const sortDown = ({ item }: Book) => reordered(item, RACI, FIRST, [8, 7, 6, 5, 4]);

/** What somebody does between our reading and our writing. */
const MOVES: readonly (readonly [string, (book: Book) => void])[] = [
  ['sorts the plan', sortDown],
  ['inserts a row above the tasks', ({ item }) => rowsInserted(item, RACI, FIRST)],
  ['inserts a row above the header', ({ item }) => rowsInserted(item, RACI, 1)],
  ['inserts rows above the title', ({ item }) => rowsInserted(item, RACI, 1, 3)],
  ['inserts a column', ({ item }) => columnInserted(item, RACI, 2)],
  ['moves a row', ({ item }) => reordered(item, RACI, FIRST, [8, 4, 5, 6, 7])],
];

const OURS = appendOf('raci', { id: 'T-0006', name: 'Ours', responsible: PEOPLE[0]!, due: '2026-03-25' });

const CHANGE = { api: 'graph', method: 'range-update' } as const;

describe.each(MOVES)('when somebody %s while Baton writes', (_, move) => {
  test('every value is where it belongs, theirs and ours', async () => {
    const book = await open();
    book.graph.meanwhile({ ...CHANGE, act: () => move(book) });
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

  test('and the answer gets lost as well, it is still so', async () => {
    const book = await open();
    await book.store.read();
    book.graph.meanwhile({ ...CHANGE, act: () => move(book) });
    book.graph.fail({ api: 'graph', method: 'batch', nth: 2, how: 'drop-after' });
    const [receipt] = await book.store.apply([setOf('raci', 'T-0002', { output: 'Ours' }, { output: 'Output 2' })]);
    expect(receipt).toMatchObject({ outcome: 'written' });
    expect(byName(await planOf(book)).map(({ output }) => output)).toEqual(
      plan.map(({ output }, i) => (i === 1 ? 'Ours' : output)),
    );
  });

  test('rows get their ids, each one its own', async () => {
    const book = await open(plan.map(({ id: _, ...row }) => row));
    const mailer = createMemoryMailer({ batch: 20 });
    book.graph.meanwhile({ ...CHANGE, act: () => move(book) });
    expect(await run(book.store, mailer)).toMatchObject({ outcome: 'done', conflicts: [] });
    const wanted = plan.map(({ id, name, responsible, output }) => ({ id, name, responsible, output }));
    expect(byName(await planOf(book))).toEqual(wanted);
    expect(delivered(mailer)).toHaveLength(10);
    expect(await outcomeOf(book.store)).toMatchObject({ chain: true, open: 0, claims: 0 });
  });
});

test('what somebody types in the very row, in another cell, stays', async () => {
  const book = await open();
  const at = { sheet: RACI, row: FIRST + 1, column: columnOf('raci', 'doneWhen') };
  book.graph.meanwhile({ ...CHANGE, act: () => typed(book.item, { ...at, value: 'Theirs' }) });
  await book.store.apply([setOf('raci', 'T-0002', { output: 'Ours', name: 'Renamed' }, { output: 'Output 2' })]);
  const { sheet } = locate(await book.store.read()).tabs.get('raci')!;
  const cells = sheet.rows.find((row) => row.at === at.row)!.cells;
  expect([cells[at.column - 1], cells[columnOf('raci', 'output') - 1]]).toEqual(['Theirs', 'Ours']);
});

/** The request that writes, after the one that reads what it is about. */
const WRITING = { api: 'graph', method: 'batch', nth: 2 } as const;
const IN_OUTPUT = { sheet: RACI, row: FIRST + 1, column: columnOf('raci', 'output') };

test.each([
  ['', undefined],
  [', also where the answer gets lost in part', 'range-insert'],
])('what somebody types in the very cell stays, and that is said%s', async (_, method) => {
  const book = await open();
  await book.store.read();
  book.graph.meanwhile({ ...WRITING, act: () => typed(book.item, { ...IN_OUTPUT, value: 'Theirs' }) });
  if (method) book.graph.fail({ api: 'graph', method, how: { status: 503 } });
  const receipts = await book.store.apply([
    setOf('raci', 'T-0002', { output: 'Ours' }, { output: 'Output 2' }),
    setOf('raci', 'T-0003', { output: 'Ours too' }, { output: 'Output 3' }),
    OURS,
  ]);
  expect(receipts).toMatchObject([
    { outcome: 'conflict', found: { output: 'Theirs' } },
    { outcome: 'written' },
    { outcome: 'written' },
  ]);
  expect((await planOf(book)).map(({ output }) => output)).toEqual([
    'Output 1',
    'Theirs',
    'Ours too',
    'Output 4',
    'Output 5',
    null,
  ]);
});

test('an id that somebody gives a row meanwhile is the one it keeps', async () => {
  const book = await open(plan.map(({ id: _, ...row }) => row));
  await book.store.read();
  const at = { sheet: RACI, row: FIRST, column: columnOf('raci', 'id') };
  book.graph.meanwhile({ ...WRITING, act: () => typed(book.item, { ...at, value: 'T-0900' }) });
  const [receipt] = await book.store.apply([setOf('raci', 'T-0001', { id: 'T-0001' }, { id: '', name: 'Task 1' })]);
  expect(receipt?.outcome).toBe('missing');
  expect((await planOf(book))[0]).toMatchObject({ id: 'T-0900', name: 'Task 1' });
});

test('what somebody changes while rows are moving is a conflict, and stays', async () => {
  const book = await open();
  const act = () => {
    sortDown(book);
    typed(book.item, { sheet: RACI, row: FIRST + 3, column: columnOf('raci', 'output'), value: 'Theirs' });
  };
  book.graph.meanwhile({ ...CHANGE, act });
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

const EARLIER = { ...plan[0]!, id: 'T-0001' };
const withOne = async () => {
  const book = await openStarterBook({ way: 'api' });
  await book.store.apply([appendOf('raci', EARLIER)]);
  return book;
};

test.each([
  ['a table', withOne, 'tablerowcollection-add'],
  ['a sheet without one', () => open([EARLIER]), 'range-insert'],
])('a row that somebody types at the end of %s stays theirs, whole; ours stands above it', async (_, made, method) => {
  const book = await made();
  const { columns: places } = locate(await book.store.read()).tabs.get('raci')!;
  const cells = ['name', 'responsible', 'output'].map((column) => places.get(column)!);
  const act = () =>
    typed(book.item, ...cells.map((column) => ({ sheet: RACI, row: FIRST + 1, column, value: 'Theirs' })));
  book.graph.meanwhile({ api: 'graph', method, act });
  expect(await book.store.apply([OURS])).toMatchObject([{ outcome: 'written' }]);
  expect((await planOf(book)).slice(1)).toEqual([
    { id: 'T-0006', name: 'Ours', responsible: PEOPLE[0], output: null },
    { id: null, name: 'Theirs', responsible: 'Theirs', output: 'Theirs' },
  ]);
  // The lookups that came with it find its own row.
  const [state] = await book.store.apply([appendOf('tracker', { id: 'T-0006', status: 'delayed' })]);
  expect(state).toMatchObject({ outcome: 'written' });
  const { sheet, columns } = locate(await book.store.read()).tabs.get('raci')!;
  const row = sheet.rows.find(({ cells }) => cells[columns.get('id')! - 1] === 'T-0006')!;
  expect(row.cells[columns.get('statusNow')! - 1]).toBe('Delayed');
});

test.each([
  ['a table that takes no rows', withOne, ['tablerowcollection-add']],
  ['a sheet that takes none either', withOne, ['tablerowcollection-add', 'range-insert']],
  ['a sheet without a table', () => open([EARLIER]), ['range-insert']],
])('rows are added to %s all the same', async (_, made, refused) => {
  const book = await made();
  for (const method of refused)
    book.graph.fail({ api: 'graph', method, how: { status: 409, code: 'Conflict', inner: 'filteredRangeConflict' } });
  expect(await book.store.apply([OURS])).toMatchObject([{ outcome: 'written' }]);
  expect((await planOf(book)).slice(1)).toEqual([{ id: 'T-0006', name: 'Ours', responsible: PEOPLE[0], output: null }]);
});

test('a sheet that somebody deletes meanwhile is missing; the rest is written', async () => {
  const book = await open();
  await book.store.read();
  book.graph.meanwhile({ api: 'graph', method: 'batch', act: () => sheetDeleted(book.item, RACI) });
  const receipts = await book.store.apply([
    setOf('raci', 'T-0002', { output: 'Ours' }),
    setOf('settings', 'project', { value: 'Launch' }),
  ]);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['missing', 'written']);
});

test('whatever somebody does to the plan before any change of a sweep, all is told once and nothing is lost', async () => {
  for (const [name, move] of MOVES) {
    for (let nth = 4; nth <= 11; nth++) {
      const book = await open(plan.map(({ id: _, ...row }) => row));
      const mailer = createMemoryMailer({ batch: 20 });
      book.graph.meanwhile({ api: 'graph', method: 'batch', nth, act: () => move(book) });
      await run(book.store, mailer);
      book.graph.calm();
      await run(book.store, mailer);
      const rows = byName(await planOf(book));
      expect([name, nth, rows.map(({ name, responsible }) => [name, responsible])]).toEqual([
        name,
        nth,
        plan.map(({ name, responsible }) => [name, responsible]),
      ]);
      expect([name, nth, new Set(rows.map(({ id }) => id)).size]).toEqual([name, nth, plan.length]);
      expect([name, nth, delivered(mailer).length]).toEqual([name, nth, 10]);
      await closeBook(book);
    }
  }
});
