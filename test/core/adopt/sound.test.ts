import { describe, expect, it } from 'vitest';
import { recogniseWorkbook } from '../../../core/adopt/index.ts';
import { proposalOf } from '../../../core/adopt/propose.ts';
import { sayProblem } from '../../../core/messages/index.ts';
import type { Write } from '../../../core/plan.ts';
import { severityOf } from '../../../core/problem.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { openMemory } from '../../../functions/adapters/memory/store.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { createMemoryMailer, run } from '../../support/office.ts';
import { adoptInMemory, on, sheet, strangers } from '../../support/strangers.ts';

/** A team's own sheet is sound after adoption: no error where nobody has to do anything. */

const HEADER = ['阶段', '任务', '负责人', '截止日期', '状态'];
type Cells = readonly (readonly RawCell[])[];
const adopted = (rows: Cells, merges: string[] = [], header: readonly RawCell[] = HEADER) =>
  adoptInMemory(strangers([sheet('Sheet1', 1, [header, ...rows], merges)]));
const errorsOf = async (rows: Cells, merges?: string[], header?: readonly RawCell[]) => {
  const { snapshot } = await adopted(rows, merges, header);
  return snapshot.problems
    .filter(({ code }) => severityOf(code) === 'error')
    .map(({ code, row, column }) => `${code} ${row} ${column}`);
};

describe('cells merged over several rows', () => {
  const DUE = on('2026-03-20');
  // One owner and one date over three tasks; one task over two owners, each with a status of their own.
  const rows: Cells = [
    ['设计', '画草图', '李明', DUE, '进行中'],
    [null, '做样品', null, null, '未开始'],
    [null, '拍照片', null, null, '已完成'],
    ['生产', '备料', '王丽', DUE, '进行中'],
    [null, null, '孙杰', DUE, '未开始'],
  ];
  const MERGES = ['A2:A4', 'C2:C4', 'D2:D4', 'A5:A6', 'B5:B6'];

  it('hold for each of the rows', async () => {
    const { snapshot, raw } = await adopted(rows, MERGES);
    expect(
      snapshot.rows.raci.map(({ at, values: v }) => [at, v.name, v.responsible?.name, v.due && isoOf(v.due)]),
    ).toEqual([
      [2, '画草图', '李明', '2026-03-20'],
      [3, '做样品', '李明', '2026-03-20'],
      [4, '拍照片', '李明', '2026-03-20'],
      [5, '备料', '王丽', '2026-03-20'],
      [6, '备料', '孙杰', '2026-03-20'],
    ]);
    expect(snapshot.rows.tracker.map(({ values }) => values.status)).toEqual([
      'in-progress',
      'not-started',
      'done',
      'in-progress',
      'not-started',
    ]);
    // What stands in the sheet stays what it is.
    expect(raw.sheets[0]!.rows[2]!.cells.slice(0, 5)).toEqual([null, '做样品', null, null, '未开始']);
    expect(raw.sheets[0]!.merges).toHaveLength(5);
  });

  it('are no error', async () => expect(await errorsOf(rows, MERGES)).toEqual([]));

  it('make no tasks of what merely goes on below one', async () => {
    const notes: Cells = [
      ['设计', '画草图', '李明', DUE, '进行中'],
      ['（续）', null, null, null, null],
      ['（续）', null, null, null, null],
    ];
    const { snapshot } = await adopted(notes, ['B2:B4', 'C2:C4', 'D2:D4', 'E2:E4']);
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(['画草图']);
  });

  it('are not written to for one of the rows: what stands there is the others’ as well', async () => {
    const shared: Cells = [
      ['设计', '画草图', '李明', DUE, '进行中'],
      [null, '做样品', '王丽', DUE, null],
    ];
    const { raw, snapshot } = await adopted(shared, ['E2:E3']);
    const [first, second] = snapshot.rows.tracker;
    expect([first!.values.status, second!.values.status]).toEqual(['in-progress', 'in-progress']);
    const done = (item: string) => ({
      tab: 'tracker' as const,
      kind: 'set' as const,
      item,
      values: { status: 'done' },
      expected: { status: 'in-progress' },
    });
    for (const { id } of [first!, second!]) {
      const { edits, receipts } = resolveWrites(raw, [done(id)]);
      expect(edits).toEqual([]);
      expect(receipts).toMatchObject([{ outcome: 'conflict' }]);
    }
  });
});

describe('a sheet whose title ends in a blank that nobody sees', () => {
  const rows = (name: string): Cells => [HEADER, ['设计', name, '李明', on('2026-03-20'), '进行中']];

  it('is followed once it is adopted', async () => {
    const { snapshot } = await adoptInMemory(strangers([sheet('Task List ', 1, rows('画草图'))]));
    expect(snapshot.problems.filter(({ code }) => code === 'tab-missing')).toEqual([]);
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(['画草图']);
    expect(snapshot.rows.tracker.map(({ values }) => values.status)).toEqual(['in-progress']);
  });

  it('is followed together with others', async () => {
    const { snapshot } = await adoptInMemory(
      strangers([sheet('一组 ', 1, rows('画草图')), sheet('二组 ', 1, rows('做样品'))]),
      { said: { sheets: ['一组 ', '二组 '] } },
    );
    expect(snapshot.problems.filter(({ code }) => code === 'tab-missing')).toEqual([]);
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(['画草图', '做样品']);
  });
});

it('ids of their own that begin as those of a sheet that is not there lack nothing', async () => {
  const { raw } = await adopted(
    [
      ['R-001', '画草图', '李明', on('2026-03-20'), '进行中'],
      ['R-002', '做样品', '李明', on('2026-03-20'), '进行中'],
    ],
    [],
    ['ID', '任务', '负责人', '截止日期', '状态'],
  );
  const book = openMemory(raw);
  await run(book, createMemoryMailer(), { now: '2026-03-06T09:00:00+08:00', decide });
  const { state, problems } = readSnapshot(await book.read(), { now: '2026-03-09T09:00:00+08:00' });
  expect([...state.keys()]).toEqual(['R-001', 'R-002']);
  expect(problems.filter(({ code }) => code === 'tab-missing')).toEqual([]);
});

describe('a row without a task', () => {
  const header = ['序号', '任务', '负责人', '开始日期', '截止日期', '进度'];
  const DUE = on('2026-03-20');

  it('is none where it holds only what formulas leave, or a day over the tasks of that day', async () => {
    const rows: Cells = [
      ['1.1', '画草图', '李明', DUE, DUE, 0.5],
      ['1.2', null, null, DUE, DUE, 0],
      ['2', null, null, null, ' - ', null],
      ['3', null, null, null, '2026/3/23', null],
      ['3.1', '做样品', '王丽', DUE, DUE, 0],
    ];
    const { snapshot, recognised } = await adopted(rows, [], header);
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(['画草图', '做样品']);
    expect(recognised.counts?.tasks).toHaveLength(2);
    expect(await errorsOf(rows, [], header)).toEqual([]);
  });

  it('is one that lacks its name where somebody has it', async () => {
    const rows: Cells = [
      ['1.1', '画草图', '李明', DUE, DUE, 0.5],
      ['1.2', null, '王丽', DUE, DUE, 0],
    ];
    expect(await errorsOf(rows, [], header)).toEqual(['required 3 name']);
  });
});

describe('a sheet without a column for who approves', () => {
  it('is not told that it lacks one', async () =>
    expect(await errorsOf([['设计', '画草图', '李明', on('2026-03-20'), '进行中']])).toEqual([]));

  it('nor one with empty cells in it', async () =>
    expect(
      await errorsOf([['画草图', '李明', '', on('2026-03-20')]], [], ['任务', '负责人', '审批人', '截止日期']),
    ).toEqual([]));
});

describe('a sheet without a column for who does it', () => {
  it('is not told that it lacks one: whoever adopted it was', async () => {
    const rows: Cells = [['画草图', on('2026-03-20'), '进行中']];
    expect(await errorsOf(rows, [], ['任务', '截止日期', '状态'])).toEqual([]);
  });

  it('is once the column that it had is gone', async () => {
    const { raw } = await adopted([['设计', '画草图', '李明', on('2026-03-20'), '进行中']]);
    const sheets = raw.sheets.map((one) => ({
      ...one,
      rows: one.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => (cell === '负责人' && one.title === 'Sheet1' ? '备注' : cell)),
      })),
    }));
    const { problems } = readSnapshot({ ...raw, sheets }, { now: '2026-03-06T09:00:00+08:00' });
    expect(problems.map(({ code, column }) => `${code} ${column}`)).toContain('header-missing responsible');
  });
});

it('names with a blank between them are several people where each stands alone elsewhere', async () => {
  const owners = ['褚辉', '车莉、褚辉', '褚辉 车莉', '城建办 郦军', 'Ann Lee'];
  const { recognised, snapshot } = await adopted(
    owners.map((who, i) => ['设计', `画草图 ${i}`, who, on('2026-03-20'), '进行中']),
  );
  expect(recognised.counts?.people.map(({ name }) => name)).toEqual(['褚辉', '车莉', '城建办 郦军', 'Ann Lee']);
  expect(snapshot.rows.raci.map(({ values: { responsible } }) => responsible?.name)).toEqual([
    '褚辉',
    '车莉',
    '褚辉',
    '城建办 郦军',
    'Ann Lee',
  ]);
});

it('a name with a remark in brackets is one person, listed without it where it also stands alone', async () => {
  const owners = ['褚辉', '褚辉（组长/PM）、车莉', '孙杰（兼, 待确认）'];
  const { recognised, snapshot } = await adopted(
    owners.map((who, i) => ['设计', `画草图 ${i}`, who, on('2026-03-20'), '进行中']),
  );
  expect(recognised.counts?.people.map(({ name }) => name)).toEqual(['褚辉', '车莉', '孙杰（兼, 待确认）']);
  expect(snapshot.rows.raci.map(({ values: { responsible } }) => responsible?.name)).toEqual([
    '褚辉',
    '褚辉',
    '孙杰（兼, 待确认）',
  ]);
});

it('a name in capitals and the same in small letters are one person, listed once', async () => {
  const { recognised, snapshot } = await adopted(
    ['DEV', 'Dev', 'Ann Lee'].map((who, i) => ['设计', `画草图 ${i}`, who, on('2026-03-20'), '进行中']),
  );
  expect(recognised.counts?.people.map(({ name }) => name)).toEqual(['DEV', 'Ann Lee']);
  expect(snapshot.rows.raci.map(({ values: { responsible } }) => responsible?.name)).toEqual(['DEV', 'DEV', 'Ann Lee']);
});

it('a word for a status that nobody knows is not said to lack in a list: it can be explained', async () => {
  const { snapshot } = await adopted([['设计', '画草图', '李明', on('2026-03-20'), 'Arbitration']]);
  const [unknown] = snapshot.problems.filter(({ code }) => code === 'unknown-option');
  expect(LOCALES.map((locale) => unknown && sayProblem(unknown, locale, snapshot.today))).toEqual([
    '接力不认识“Arbitration”这个状态，请写“进行中”“已完成”这样的状态，或者在“设置”里加一行 status.in-progress，写上这个词。',
    '“Arbitration” is not a status that Baton knows. Write one such as “In progress” or “Done”, or add the word to Settings, in a row status.in-progress.',
  ]);
});

describe('how far a task is, in words', () => {
  const header = ['任务', '负责人', '截止日期', '状态', '进度'];
  const DUE = on('2026-03-20');
  it('is no error beside a status', async () => {
    const rows: Cells = [
      ['画草图', '李明', DUE, '进行中', '第 2 稿已发出'],
      ['做样品', '王丽', DUE, '进行中', '19 of 31 parts'],
      ['拍照片', '王丽', DUE, '进行中', '40%'],
    ];
    expect(await errorsOf(rows, [], header)).toEqual([]);
    const { snapshot } = await adopted(rows, [], header);
    expect(snapshot.rows.tracker.map(({ values }) => values.progress)).toEqual([null, null, 0.4]);
  });

  it('is one where a number is none of these, and where nothing else says it', async () => {
    expect(await errorsOf([['画草图', '李明', DUE, '进行中', 140]], [], header)).toEqual(['not-a-number 2 progress']);
    const rows: Cells = [
      ['画草图', '李明', DUE, '第 2 稿已发出'],
      ['做样品', '王丽', DUE, 0.4],
      ['拍照片', '王丽', DUE, 0.6],
    ];
    const { adoption } = await adopted(rows, [], ['任务', '负责人', '截止日期', '完成率']);
    expect(adoption.bindings['column.tracker.progress']).toBe('完成率');
    expect(await errorsOf(rows, [], ['任务', '负责人', '截止日期', '完成率'])).toEqual(['not-a-number 2 progress']);
  });
});

describe('dates that say that there is none', () => {
  it.each<[string, RawCell]>([
    ['nothing', null],
    ['a zero', 0],
    ['a zero date as a number', 365],
    ['a zero date as text', '1900-12-30'],
    ['Google’s zero date', '1899-12-30'],
    ['to be settled', '待定'],
    ['to be settled', 'TBD'],
    ['without an end', '持续'],
    ['a rhythm', '每周'],
    ['a dash', '-'],
  ])('%s: %j', async (_, due) => {
    const rows: Cells = [
      ['设计', '画草图', '李明', on('2026-03-20'), '进行中'],
      ['设计', '做样品', '王丽', due, '进行中'],
    ];
    expect(await errorsOf(rows)).toEqual([]);
    const { snapshot } = await adopted(rows);
    expect(snapshot.rows.raci[1]!.values.due).toBeNull();
  });

  it('and not those that nobody can read', async () =>
    expect(await errorsOf([['设计', '画草图', '李明', '3/5/2026', '进行中']])).toEqual(['not-a-date 2 due']));
});

describe('dates that could be two days each', () => {
  const rows = (...dues: string[]): Cells => dues.map((due, i) => ['设计', `画草图 ${i}`, '李明', due, '进行中']);
  const duesIn = ({ snapshot }: Awaited<ReturnType<typeof adopted>>) =>
    snapshot.rows.raci.map(({ values: { due } }) => due && isoOf(due));

  it('are read as the others of their column are', async () => {
    const dues = rows('04/12/2026', '25/12/2026', '08/12/2026');
    expect(await errorsOf(dues)).toEqual([]);
    const theirs = await adopted(dues);
    expect(duesIn(theirs)).toEqual(['2026-12-04', '2026-12-25', '2026-12-08']);
    expect(theirs.recognised.counts?.dates).toMatchObject({ read: 3, unread: [], ordered: { text: '04/12/2026' } });
    expect(proposalOf(theirs.raw, {}, 'zh-CN').sheets.find(({ chosen }) => chosen)?.unreadDates).toEqual([]);
    const { id } = theirs.snapshot.rows.raci[0]!;
    const moved = {
      tab: 'raci',
      kind: 'set',
      item: id,
      values: { due: '2026-12-11' },
      expected: { due: '2026-12-04' },
    };
    expect(resolveWrites(theirs.raw, [moved as Write]).receipts).toMatchObject([{ outcome: 'written' }]);
  });

  it('are said to be two where those say nothing, or speak against each other', async () => {
    expect(await errorsOf(rows('04/12/2026', '08/12/2026'))).toEqual(['not-a-date 2 due', 'not-a-date 3 due']);
    expect(await errorsOf(rows('04/12/2026', '25/12/2026', '12/25/2026'))).toEqual(['not-a-date 2 due']);
  });
});

describe('a cell that says that there is nothing', () => {
  const HEADER_OF_ALL = ['任务', '负责人', '截止日期', '状态', '前置任务', '配合部门'];
  it.each(['-', '—', '/', '无', 'N/A'])(
    '%s is as empty as an empty one: only somebody who does it is lacking',
    async (dash) => {
      const rowsWith = (nothing: string): Cells => [
        ['画草图', '李明', on('2026-03-20'), '进行中', '', '生产部'],
        ['坐公交', nothing, nothing, nothing, nothing, nothing],
        ['贴海报', nothing, on('2026-03-23'), '进行中', nothing, nothing],
      ];
      const rows = rowsWith(dash);
      expect(await errorsOf(rowsWith(''), [], HEADER_OF_ALL)).toEqual(['no-lead 4 responsible']);
      expect(await errorsOf(rows, [], HEADER_OF_ALL)).toEqual(['no-lead 3 responsible', 'no-lead 4 responsible']);
      const { snapshot, recognised } = await adopted(rows, [], HEADER_OF_ALL);
      expect(snapshot.rows.raci[1]!.values).toMatchObject({ responsible: null, due: null, predecessors: [] });
      expect(snapshot.rows.tracker[1]!.values.status).toBeNull();
      expect([...recognised.counts!.statuses.unread.keys()]).toEqual([]);
    },
  );

  it('is not counted among the dates that cannot be read', async () => {
    const { recognised } = await adopted([
      ['设计', '画草图', '李明', on('2026-03-20'), '进行中'],
      ['设计', '做样品', '王丽', '待定', '进行中'],
    ]);
    expect(recognised.counts!.dates).toMatchObject({ read: 1, unread: [] });
  });
});

describe('tasks that name each other by numbers of their own', () => {
  const rows: Cells = [
    ['P0-001', '立项', '李明', on('2026-03-10'), '已完成', '无'],
    ['P0-002', '画草图', '李明', on('2026-03-20'), '进行中', 'P0-001'],
    ['ART-01', '做样品', '王丽', on('2026-03-25'), '未开始', 'P0-001,P0-002'],
  ];
  const HEADER_OF_PLAN = ['项目代码', '任务', '负责人', '截止日期', '状态', '前置任务'];

  it('keep these as their IDs, whatever the column is called', async () => {
    expect(await errorsOf(rows, [], HEADER_OF_PLAN)).toEqual([]);
    const { snapshot, adoption } = await adopted(rows, [], HEADER_OF_PLAN);
    expect(adoption.ids).toMatchObject({ at: 1, added: false });
    expect(snapshot.rows.raci.map(({ id, values }) => [id, values.predecessors])).toEqual([
      ['P0-001', []],
      ['P0-002', ['P0-001']],
      ['ART-01', ['P0-001', 'P0-002']],
    ]);
  });

  it('name nobody where no column has such numbers for good: what waits for what is left alone then, and is no error', async () => {
    const gone = rows.map(([, ...row], index) => [index, ...row.slice(0, -1), ['', '41', '41,42'][index]!]);
    expect(await errorsOf(gone, [], HEADER_OF_PLAN)).toEqual([]);
    const { snapshot } = await adopted(gone, [], HEADER_OF_PLAN);
    expect(snapshot.rows.raci.map(({ values }) => values.predecessors)).toEqual([[], [], []]);
    // Of one or two somebody may have mistyped a number.
    expect(await errorsOf([...gone.slice(0, 2)], [], HEADER_OF_PLAN)).toEqual(['unknown-id 3 predecessors']);
  });

  it('get IDs of ours where two of them have the same one', async () => {
    const twice = rows.map((row, index) => (index === 2 ? ['P0-001', ...row.slice(1)] : row));
    const { adoption } = await adopted(twice, [], HEADER_OF_PLAN);
    expect(adoption.ids.added).toBe(true);
  });
});

describe('departments that were found in the sheet', () => {
  it('need nobody named at their head', async () => {
    const header = ['任务', '责任部门', '负责人', '截止日期'];
    expect(await errorsOf([['画草图', '设计部', '李明', on('2026-03-20')]], [], header)).toEqual([]);
  });
});

describe('a workbook', () => {
  it('is looked through once for all who ask the same of it', () => {
    const raw = strangers([sheet('Sheet1', 1, [HEADER, ['设计', '画草图', '李明', on('2026-03-20'), '进行中']])]);
    const said = { columns: { note: 'A' } };
    expect(recogniseWorkbook(raw, { columns: { note: 'A' } })).toBe(recogniseWorkbook(raw, said));
    expect(recogniseWorkbook(raw)).not.toBe(recogniseWorkbook(raw, said));
  });
});

describe('two rows with the same task, owner and date', () => {
  const header = ['任务', '规格', '负责人', '截止日期', '状态'];
  const row = (no: string, task = '检压力表') => [task, no, '李明', on('2026-03-20'), '未开始'];
  const twice = async (a: string, b: string) =>
    (await adopted([row('', '检地磅'), row(a), row(b), row('', '检天平')], [], header)).snapshot.problems.filter(
      ({ code }) => code === 'near-duplicate',
    ).length;

  it('are one pasted twice where all else is the same as well', async () => {
    expect(await twice('DL-104', 'DL-104')).toBe(1);
    expect(await twice('DL-104', 'DL-105')).toBe(0);
  });
});

describe('the language of the workbook', () => {
  const languageIn = async (header: readonly RawCell[], ...tasks: string[]) =>
    (
      await adopted(
        tasks.map((task) => [task, '李明', on('2026-03-20')]),
        [],
        header,
      )
    ).recognised.locale;
  it.each([
    ['is that of the tasks', ['Task', 'Owner', 'Due'], ['画草图', '做样品'], 'zh-CN'],
    [
      'is Chinese where codes and firms stand under Chinese headers',
      ['任务', '负责人', '截止日期'],
      ['OPPO', 'DL-104'],
      'zh-CN',
    ],
    ['is none of ours under Japanese tasks', ['タスク名', '担当者', '期限'], ['資料を作る', 'テスト'], 'en'],
    ['is English', ['Task', 'Owner', 'Due'], ['Paint', 'Dry'], 'en'],
  ] as const)('%s', async (_, header, tasks, locale) => expect(await languageIn(header, ...tasks)).toBe(locale));
});

describe('a day off', () => {
  it('is worth a word where somebody can still move what is due on it', async () => {
    const { snapshot } = await adopted([
      ['设计', '画草图', '李明', on('2026-02-28'), '进行中'],
      ['设计', '做样品', '李明', on('2026-03-28'), '进行中'],
      ['设计', '拍照片', '李明', on('2026-03-29'), '已完成'],
    ]);
    expect(snapshot.problems.filter(({ code }) => code === 'day-off').map(({ row }) => row)).toEqual([3]);
  });
});

describe('what is over', () => {
  it('needs no owner and no date any more', async () => {
    const rows = (status: string): Cells => [
      ['设计', '画草图', '李明', on('2026-03-20'), '进行中'],
      ['设计', '旧事', null, '3/5/2026', status],
    ];
    expect(await errorsOf(rows('已完成'))).toEqual([]);
    expect(await errorsOf(rows('已取消'))).toEqual([]);
    expect(await errorsOf(rows('进行中'))).toEqual(['no-lead 3 responsible', 'not-a-date 3 due']);
  });
});

describe('several names in one cell', () => {
  it.each([
    '李明、王丽',
    '李明/王丽',
    '李明，王丽',
    '李明\n王丽',
    '李明 和 王丽',
    '李明&王丽',
    '李明；王丽',
    '李明和王丽',
  ])('%j: the first leads, the other supports', async (who) => {
    const { snapshot } = await adopted([
      ['设计', '画草图', who, on('2026-03-20'), '进行中'],
      ['设计', '做样品', '王丽', on('2026-03-20'), '进行中'],
    ]);
    const [task] = snapshot.rows.raci;
    expect(task!.values.responsible?.name).toBe('李明');
    expect(task!.values.supporting.map(({ name }) => name)).toEqual(['王丽']);
    expect(snapshot.problems.filter(({ code }) => severityOf(code) === 'error')).toEqual([]);
  });

  it('in English too', async () => {
    const { snapshot } = await adopted(
      [
        ['Paint', 'Ann Miller, Bob Stone', on('2026-03-20'), 'Open'],
        ['Dry', 'Bob Stone', on('2026-03-20'), 'Open'],
        ['Sell', 'Ann Miller & the team', on('2026-03-20'), 'Open'],
      ],
      [],
      ['Task', 'Owner', 'Due', 'Status'],
    );
    expect(snapshot.rows.raci.map(({ values: v }) => [v.responsible?.name, v.supporting.map((p) => p.name)])).toEqual([
      ['Ann Miller', ['Bob Stone']],
      ['Bob Stone', []],
      ['Ann Miller', []],
    ]);
    expect(snapshot.problems.filter(({ code }) => severityOf(code) === 'error')).toEqual([]);
  });
});
