import { describe, expect, test } from 'vitest';
import type { CellEdit, RawCell, RawWorkbook } from '../../core/workbook.ts';
import { cellByCell } from '../../core/write/by-row.ts';
import { resolveWrites as resolved } from '../../core/write/write.ts';
import { columnLetters, FULL, lookupFormula, STARTER, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { appendOf, columnOf, setOf, starter } from '../support/starter.ts';

const resolveWrites = (...[raw, writes]: Parameters<typeof resolved>) => {
  const { edits, receipts } = resolved(raw, writes);
  return { edits: cellByCell(edits), receipts };
};

const withRows = (
  raw: RawWorkbook,
  tab: TabKey,
  rows: readonly Readonly<Record<string, RawCell>>[],
  locale: 'en' | 'zh-CN' = 'en',
  tabs: readonly TabKey[] = STARTER,
): RawWorkbook => {
  const title = tabOf(tab).title[locale];
  const cellsOf = (row: Readonly<Record<string, RawCell>>) => {
    const cells: RawCell[] = [];
    for (const [key, value] of Object.entries(row)) cells[columnOf(tab, key, tabs) - 1] = value;
    return Array.from(cells, (cell) => cell ?? null);
  };
  return {
    ...raw,
    sheets: raw.sheets.map((sheet) => {
      if (sheet.title !== title) return sheet;
      const last = sheet.rows.at(-1)!.at;
      return { ...sheet, rows: [...sheet.rows, ...rows.map((row, i) => ({ at: last + 1 + i, cells: cellsOf(row) }))] };
    }),
  };
};

const at = (edits: readonly CellEdit[], tab: TabKey, column: string, row: number, locale: 'en' | 'zh-CN' = 'en') =>
  edits.find((e) => e.sheet === tabOf(tab).title[locale] && e.column === columnOf(tab, column) && e.row === row);

describe('a value is written as people of the workbook’s language write it', () => {
  const status = { id: 'T-0001', status: 'blocked', progress: 0.4, newDue: '2026-03-06' };

  test('in Chinese', () => {
    const { edits } = resolveWrites(starter('zh-CN'), [
      appendOf('tracker', status),
      appendOf('raci', { id: 'T-0001', supporting: '李明,王芳', predecessors: 'T-0002, T-0003' }),
      appendOf('directory', { name: '李明', active: false, language: 'en' }),
    ]);
    expect(at(edits, 'tracker', 'status', 4, 'zh-CN')).toMatchObject({ value: '受阻', format: 'text' });
    expect(at(edits, 'tracker', 'progress', 4, 'zh-CN')).toMatchObject({ value: 0.4, format: 'percent' });
    expect(at(edits, 'tracker', 'newDue', 4, 'zh-CN')).toMatchObject({ value: 46087, format: 'date' });
    expect(at(edits, 'raci', 'supporting', 4, 'zh-CN')).toMatchObject({ value: '李明、王芳' });
    expect(at(edits, 'raci', 'predecessors', 4, 'zh-CN')).toMatchObject({ value: 'T-0002、T-0003' });
    expect(at(edits, 'directory', 'active', 4, 'zh-CN')).toMatchObject({ value: '否' });
    expect(at(edits, 'directory', 'language', 4, 'zh-CN')).toMatchObject({ value: 'English' });
  });

  test('in English, in a workbook that counts days from 1904', () => {
    const { edits } = resolveWrites({ ...starter('en'), dateSystem: 1904 }, [
      appendOf('tracker', status),
      appendOf('raci', { id: 'T-0001', supporting: '李明、王芳' }),
      appendOf('directory', { name: 'Li Ming', active: true }),
    ]);
    expect(at(edits, 'tracker', 'status', 4)).toMatchObject({ value: 'Blocked' });
    expect(at(edits, 'tracker', 'newDue', 4)).toMatchObject({ value: 46087 - 1462 });
    expect(at(edits, 'raci', 'supporting', 4)).toMatchObject({ value: '李明, 王芳' });
    expect(at(edits, 'directory', 'active', 4)).toMatchObject({ value: 'Yes' });
  });
});

test('a time of day is written as a spreadsheet keeps it, and compared by meaning', () => {
  const raw = withRows(starter('en', FULL), 'meetings', [{ id: 'M-0001', start: '下午2点', end: 0.625 }], 'en', FULL);
  const moved = setOf('meetings', 'M-0001', { end: '15:30' }, { start: '14:00', end: '15:00' });
  const { edits, receipts } = resolveWrites(raw, [moved]);
  expect(receipts[0]).toMatchObject({ outcome: 'written' });
  expect(at(edits, 'meetings', 'end', 4)).toMatchObject({ value: 930 / 1440, format: 'clock' });
  expect(resolveWrites(raw, [{ ...moved, expected: { start: '02:00' } }]).receipts[0]).toMatchObject({
    outcome: 'conflict',
    found: { start: '14:00' },
  });
});

test('a column that the sheet lacks is left out of a write, and the rest is written', () => {
  const [whole] = starter('en', ['_state']).sheets;
  const { cells } = whole!.rows[0]!;
  const older = { ...whole!, rows: [{ at: 1, cells: cells.slice(0, cells.indexOf('courts')) }] };
  const raw = { ...starter('en', []), sheets: [older] };
  const { edits, receipts } = resolveWrites(raw, [
    appendOf('_state', { id: 'T-0001', court: 'Li Ming', courts: '[]' }),
    setOf('_state', 'T-0001', { courts: '[[]]' }),
  ]);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
  expect(edits.map(({ value }) => value)).toEqual(['T-0001', 'Li Ming']);
});

test('what is kept of a task is shown in its rows, be it written for a new one, for one that is kept already, or not written', () => {
  const row = (id: string) => ({ id });
  const rows = ['T-0001', 'T-0002', 'T-0003'].map(row);
  const raw = withRows(
    withRows(withRows(starter('en'), 'tracker', rows), 'raci', rows),
    '_state',
    ['T-0002', 'T-0003'].map((id) => ({ id, court: 'Wang Li', next: 'Report progress' })),
  );
  const { edits } = resolveWrites(raw, [
    appendOf('_state', { id: 'T-0001', court: 'Li Ming', next: 'Say when it is done' }),
    setOf('_state', 'T-0002', { court: 'Chen Hao' }),
  ]);
  const shown = (tab: TabKey, column: string) => [4, 5, 6].map((line) => at(edits, tab, column, line)?.value);
  expect(shown('tracker', 'court')).toEqual(['Li Ming', 'Chen Hao', undefined]);
  expect(shown('tracker', 'next')).toEqual(['Say when it is done', 'Report progress', undefined]);
  expect(shown('raci', 'next')).toEqual(['Say when it is done', 'Report progress', undefined]);
});

describe('what a write expects is compared by meaning', () => {
  const raw = withRows(starter('en'), 'tracker', [
    { id: 'T-0001', status: 'WIP', progress: '40 %', newDue: '6-Mar-26', note: ' checked ' },
  ]);
  const expecting = (expected: Record<string, string | number | null>) =>
    resolveWrites(raw, [setOf('tracker', 'T-0001', { reason: 'Late parts' }, expected)]).receipts[0]!;

  test.each([
    { status: 'in-progress' },
    { progress: 0.4 },
    { newDue: '2026-03-06' },
    { note: 'checked' },
    { risk: '' },
    { risk: null, status: 'in-progress' },
  ])('%o holds', (expected) => {
    expect(expecting(expected)).toMatchObject({ outcome: 'written' });
  });

  test.each([{ status: 'done' }, { progress: 0.5 }, { newDue: '2026-03-07' }, { note: '' }, { risk: 'Some' }])(
    '%o does not',
    (expected) => {
      expect(expecting(expected)).toMatchObject({ outcome: 'conflict' });
    },
  );

  test('what stands there instead is said in the plan’s own words', () => {
    expect(expecting({ status: 'done', newDue: '2026-03-07', risk: 'Some' }).found).toEqual({
      status: 'in-progress',
      newDue: '2026-03-06',
      risk: null,
    });
  });

  test('a cell nobody can read is not taken for an empty one', () => {
    const odd = withRows(starter('en'), 'tracker', [
      { id: 'T-0001', newDue: 'after the fair', progress: { fault: 'error', text: '#REF!' } },
    ]);
    const outcomes = [{ newDue: '' }, { progress: '' }, { newDue: 'after the fair' }].map(
      (expected) => resolveWrites(odd, [setOf('tracker', 'T-0001', { note: 'x' }, expected)]).receipts[0]!.outcome,
    );
    expect(outcomes).toEqual(['conflict', 'conflict', 'written']);
  });
});

describe('every tab finds its rows by its own key', () => {
  test.each([
    ['settings', 'zone', { value: 'Europe/Berlin' }],
    ['directory', 'Li Ming', { email: 'li@example.com' }],
    ['departments', 'Design', { head: 'Li Ming' }],
    ['calendar', '2026-03-06', { note: 'Company day' }],
    ['_runs', 'run-1', { status: 'done' }],
    ['_ledger', '12', { receipt: 'x' }],
  ] as const)('%s', (tab, item, values) => {
    let raw = withRows(starter('en'), 'directory', [{ name: 'Li Ming' }]);
    raw = withRows(raw, 'departments', [{ name: 'Design' }]);
    raw = withRows(raw, 'calendar', [{ date: 46087, kind: 'Off' }]);
    raw = withRows(raw, '_runs', [{ run: 'run-1', status: 'claimed' }]);
    raw = withRows(raw, '_ledger', [{ seq: 12, key: 'k' }]);
    const { edits, receipts } = resolveWrites(raw, [setOf(tab, item, values)]);
    expect(receipts[0]).toMatchObject({ outcome: 'written' });
    expect(edits.map(({ value }) => value)).toEqual(Object.values(values));
  });
});

describe('a typed row gets its id', () => {
  const raw = withRows(starter('en'), 'raci', [{ id: 'T-0001', name: 'Paint' }, { name: 'Dry' }]);
  const giveId = (id: string, name: string) => setOf('raci', id, { id }, { id: '', name });

  test('unless another row has that id by now', () => {
    const { edits, receipts } = resolveWrites(raw, [giveId('T-0001', 'Dry')]);
    expect(receipts[0]).toMatchObject({ outcome: 'conflict', found: { name: 'Paint' } });
    expect(edits).toEqual([]);
  });

  test('once, also where rows of the same name are told apart by their dates', () => {
    const alike = withRows(starter('en'), 'raci', [{ name: 'Dry' }, { name: 'Dry', due: 46087 }, { name: 'Dry' }]);
    const { edits } = resolveWrites(alike, [
      giveId('T-0001', 'Dry'),
      setOf('raci', 'T-0002', { id: 'T-0002' }, { id: '', name: 'Dry', due: '2026-03-06' }),
      giveId('T-0003', 'Dry'),
    ]);
    const ids = edits.filter(({ column }) => column === 1).map(({ row, value }) => [row, value]);
    expect(ids).toEqual([
      [4, 'T-0001'],
      [5, 'T-0002'],
      [6, 'T-0003'],
    ]);
  });
});

describe('rows are appended', () => {
  test('after the last used row, in rows that hold nothing but formulas, past gaps', () => {
    const raw = withRows(starter('en'), 'tracker', [
      { id: 'T-0001', name: 'x' },
      { name: '' },
      { id: 'T-0002' },
      { name: '', owner: '' },
      { name: '', owner: '' },
    ]);
    const { edits } = resolveWrites(raw, [
      appendOf('tracker', { id: 'T-0003' }),
      appendOf('tracker', { id: 'T-0004' }),
    ]);
    expect(edits.filter(({ value }) => value === 'T-0003' || value === 'T-0004').map(({ row }) => row)).toEqual([7, 8]);
  });

  test('with an official day beside a team’s own', () => {
    const raw = withRows(starter('en'), 'calendar', [{ date: 46087, kind: 'Work', source: 'Ours' }]);
    const day = { date: '2026-03-06', kind: 'off', source: 'official' };
    expect(resolveWrites(raw, [appendOf('calendar', day)]).receipts[0]).toMatchObject({ outcome: 'written' });
  });

  test('and nothing is written about an item that could not get its id', () => {
    const raw = withRows(starter('en'), 'raci', [{ name: 'Changed meanwhile' }]);
    const { edits, receipts } = resolveWrites(raw, [
      setOf('raci', 'T-0001', { id: 'T-0001' }, { id: '', name: 'As it was' }),
      appendOf('tracker', { id: 'T-0001' }),
      appendOf('tracker', { id: 'T-0002' }),
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['missing', 'missing', 'written']);
    expect(edits.filter(({ value }) => value === 'T-0001')).toEqual([]);
  });

  test('to the ledger in one chain: after the first that does not fit, none', () => {
    const raw = withRows(starter('en'), '_ledger', [{ seq: 1, key: 'theirs' }]);
    const { edits, receipts } = resolveWrites(raw, [
      appendOf('_ledger', { seq: 1, key: 'ours' }),
      appendOf('_ledger', { seq: 2, key: 'ours' }),
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['conflict', 'conflict']);
    expect(edits).toEqual([]);
  });
});

describe('lookups', () => {
  test('are written in full for new rows, with what they show', () => {
    const { edits } = resolveWrites(starter('zh-CN'), [
      appendOf('raci', { id: 'T-0001', name: '打样', due: '2026-03-06' }),
      appendOf('tracker', { id: 'T-0001', status: 'done' }),
    ]);
    expect(at(edits, 'tracker', 'due', 4, 'zh-CN')).toMatchObject({
      value: 46087,
      format: 'date',
      formula: lookupFormula(4, 1, { sheet: '协同任务分工表', idColumn: 1, valueColumn: columnOf('raci', 'due') }),
    });
    expect(at(edits, 'raci', 'statusNow', 4, 'zh-CN')).toMatchObject({ value: '已完成' });
    // Nothing is remembered of it yet.
    expect(at(edits, 'tracker', 'next', 4, 'zh-CN')).toMatchObject({ value: '' });
  });

  test('of other rows keep their formula, and only what they show follows', () => {
    let raw = withRows(starter('en'), 'raci', [{ id: 'T-0001', name: 'Old' }]);
    raw = withRows(raw, 'tracker', [{ id: 'T-0001', name: 'Old', owner: '' }, { name: '' }]);
    const { edits } = resolveWrites(raw, [setOf('raci', 'T-0001', { name: 'New' })]);
    expect(edits.filter(({ sheet }) => sheet === 'Tracker')).toEqual([
      { sheet: 'Tracker', row: 4, column: columnOf('tracker', 'name'), value: 'New', formula: 'keep' },
    ]);
  });

  describe('by the id in another column', () => {
    const title = tabOf('confirmations').title.en;
    const nameAt = columnOf('confirmations', 'requestName');
    const asked = (...rows: Readonly<Record<string, RawCell>>[]) => withRows(full, 'confirmations', rows, 'en', FULL);
    const requests = [
      { id: 'Q-0001', name: 'Launch' },
      { id: 'Q-0002', name: 'Recall' },
    ];
    const full = withRows(starter('en', FULL), 'requests', requests, 'en', FULL);
    const shown = (edits: readonly CellEdit[]) =>
      edits
        .filter(({ sheet, column }) => sheet === title && column === nameAt)
        .map(({ row, value, formula }) => [row, value, formula]);
    const name = columnOf('requests', 'name', FULL);
    const from = { sheet: tabOf('requests').title.en, idColumn: 1, valueColumn: name, nameColumn: name };
    const formula = (row: number) => lookupFormula(row, columnOf('confirmations', 'request'), from);

    test('new rows show what their own id names', () => {
      const row = (id: string, request: string) => appendOf('confirmations', { id, request, department: 'Design' });
      const { edits } = resolveWrites(full, [row('C-0001', 'Q-0002'), row('C-0002', 'Q-0009')]);
      expect(shown(edits)).toEqual([
        [4, 'Recall', formula(4)],
        [5, '', formula(5)],
      ]);
    });

    test('every row that names what was written follows, and no other', () => {
      const raw = asked(
        { id: 'C-0001', request: 'Q-0001', requestName: 'Launch' },
        { id: 'C-0002', request: 'Q-0002', requestName: 'Recall' },
        { request: 'Q-0001', requestName: 'Launch' },
      );
      const { edits } = resolveWrites(raw, [setOf('requests', 'Q-0001', { name: 'Relaunch' })]);
      expect(shown(edits)).toEqual([
        [4, 'Relaunch', 'keep'],
        [6, 'Relaunch', 'keep'],
      ]);
    });

    test('a row that comes to name another shows that one', () => {
      const raw = asked({ id: 'C-0001', request: 'Q-0001', requestName: 'Launch' });
      const { edits } = resolveWrites(raw, [setOf('confirmations', 'C-0001', { request: 'Q-0002' })]);
      expect(shown(edits)).toEqual([[4, 'Recall', 'keep']]);
    });
  });

  test('of the tracker show the plan’s task, the meeting’s action or what is to be improved, whichever the id is of', () => {
    const { edits } = resolveWrites(starter('en', FULL), [
      appendOf('raci', { id: 'T-0001', name: 'Draw the box' }),
      appendOf('actions', { id: 'A-0001', name: 'Call the printer', owner: 'Li Ming', due: '2026-03-06' }),
      appendOf('retrospective', { id: 'R-0001', finding: 'Book the studio early', owner: 'Wang Fang' }),
      appendOf('tracker', { id: 'T-0001' }),
      appendOf('tracker', { id: 'A-0001' }),
      appendOf('tracker', { id: 'R-0001' }),
    ]);
    const column = (name: string) => [4, 5, 6].map((row) => at(edits, 'tracker', name, row)?.value);
    expect(column('name')).toEqual(['Draw the box', 'Call the printer', 'Book the studio early']);
    expect(column('owner')).toEqual(['', 'Li Ming', 'Wang Fang']);
    expect(column('due')).toEqual(['', 46087, '']);
    const from = (tab: TabKey, name = 'name') => ({
      sheet: tabOf(tab).title.en,
      idColumn: 1,
      valueColumn: columnOf(tab, name, FULL),
    });
    expect(at(edits, 'tracker', 'name', 5)?.formula).toBe(
      lookupFormula(5, 1, from('raci'), from('actions'), from('retrospective', 'finding')),
    );
  });

  test('stay as they are when nothing they show was written', () => {
    let raw = withRows(starter('en'), 'raci', [{ id: 'T-0001', name: 'Task' }]);
    raw = withRows(raw, 'tracker', [{ id: 'T-0001', name: 'Stale' }]);
    const { edits } = resolveWrites(raw, [appendOf('_runs', { run: 'run-1', status: 'done' })]);
    expect(new Set(edits.map(({ sheet }) => sheet))).toEqual(new Set(['_runs']));
  });

  test('name the sheet they read in quotes, and show nothing for an empty cell', () => {
    const formula = lookupFormula(7, 1, { sheet: "Li's plan", idColumn: 1, valueColumn: 28 });
    const value = "INDEX('Li''s plan'!$AB:$AB,MATCH($A7,'Li''s plan'!$A:$A,0))";
    expect(formula).toBe(`IF($A7="","",IFERROR(IF(${value}="","",${value}),""))`);
    expect([1, 26, 27, 52, 53, 702, 703, 16384].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD',
    ]);
  });
});

describe('in an adopted workbook, where plan and progress are one sheet under its owner’s words', () => {
  const binding = {
    'tab.raci': 'Plan 2026',
    'tab.tracker': 'Plan 2026',
    'column.raci.id': 'Nr',
    'column.tracker.id': 'Nr',
    'column.raci.name': 'What',
    'column.raci.responsible': 'Who',
    'column.tracker.status': 'How far',
  };
  const raw: RawWorkbook = withRows(
    {
      ...starter(
        'en',
        STARTER.filter((tab) => tab !== 'raci' && tab !== 'tracker'),
      ),
    },
    'settings',
    Object.entries(binding).map(([key, value]) => ({ key, value })),
  );
  const adopted: RawWorkbook = {
    ...raw,
    sheets: [
      ...raw.sheets,
      {
        title: 'Plan 2026',
        merges: [],
        rows: [
          { at: 1, cells: ['Our plan'] },
          { at: 5, cells: ['Nr', 'What', 'Who', 'How far', 'Ours'] },
          { at: 6, cells: [1, 'Paint', 'Li Ming', 'Doing', 'x'] },
          { at: 7, cells: [null, 'Dry', null, null, 'x'] },
          { at: 8, cells: [null, 'Dry', 'Li Ming', null, 'x'] },
        ],
      },
    ],
  };

  test('rows are found by the numbers they have, and tasks without get theirs, not headings of the same name', () => {
    const { edits, receipts } = resolveWrites(adopted, [
      setOf('tracker', '1', { status: 'done' }, { status: 'in-progress' }),
      setOf('raci', 'T-0001', { id: 'T-0001' }, { id: '', name: 'Dry' }),
      setOf('tracker', 'T-0001', { status: 'blocked' }),
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written']);
    expect(edits.map(({ row, column, value }) => [row, column, value])).toEqual([
      [6, 4, 'Done'],
      [8, 1, 'T-0001'],
      [8, 4, 'Blocked'],
    ]);
  });

  test('a new row goes below all of theirs, and no formula is put into their columns', () => {
    const { edits } = resolveWrites(adopted, [appendOf('raci', { id: 'T-0002', name: 'Varnish' })]);
    expect(edits.map(({ row, column, value, formula }) => [row, column, value, formula])).toEqual([
      [9, 1, 'T-0002', undefined],
      [9, 2, 'Varnish', undefined],
    ]);
  });
});

test('a hundred thousand rows and as many writes cost one pass, not one each', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `T-${i + 1}`);
  let raw = withRows(
    starter('en'),
    'raci',
    ids.map((id) => ({ id, name: id })),
  );
  raw = withRows(
    raw,
    'tracker',
    ids.map((id) => ({ id, name: id, owner: '' })),
  );
  let reads = 0;
  const counted: RawWorkbook = {
    ...raw,
    sheets: raw.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => ({
        at: row.at,
        get cells() {
          reads++;
          return row.cells;
        },
      })),
    })),
  };
  const { edits, receipts } = resolveWrites(
    counted,
    ids.map((id) => setOf('raci', id, { name: `${id}!` }, { name: id })),
  );
  expect(receipts.every(({ outcome }) => outcome === 'written')).toBe(true);
  expect(edits).toHaveLength(200_000);
  expect(reads).toBeLessThan(100 * ids.length);
});

test('two people of one name both get a row, and a request that is repeated adds neither again', () => {
  const people = ['a@example.com', 'b@example.com'].map((email) => appendOf('directory', { name: 'Wang Wei', email }));
  const first = resolveWrites(starter('en'), people);
  expect(first.receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
  const there = withRows(starter('en'), 'directory', [
    { name: 'Wang Wei', email: 'a@example.com' },
    { name: 'Wang Wei', email: 'b@example.com' },
  ]);
  expect(resolveWrites(there, people).edits).toEqual([]);
});

test('who saw the error in a cell may write over it, and who saw nothing there may not', () => {
  const raw = withRows(starter('en'), 'tracker', [{ id: 'T-0001', status: { fault: 'error', text: '#REF!' } }]);
  const done = (status: string | null) =>
    resolveWrites(raw, [setOf('tracker', 'T-0001', { status: 'done' }, { status })]);
  expect(done('#REF!').receipts[0]).toMatchObject({ outcome: 'written' });
  expect(done(null).receipts[0]).toMatchObject({ outcome: 'conflict', found: { status: '#REF!' } });
});
