import { describe, expect, it } from 'vitest';
import { recogniseWorkbook } from '../../../core/adopt/index.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { adoptInMemory, on, sheet, strangers } from '../../support/strangers.ts';

const HEADER = ['任务', '负责人', '截止日期', '状态'];
const ROWS: RawCell[][] = [
  ['画草图', '李明', on('2026-03-05'), '进行中'],
  ['做样品', '王丽', on('2026-03-20'), '未开始'],
];

/** What a sweep reads of the tasks afterwards, in the order of the sheet. */
const tasksOf = async (...given: Parameters<typeof adoptInMemory>) => {
  const { snapshot } = await adoptInMemory(...given);
  const progress = new Map(snapshot.rows.tracker.map((row) => [row.id, row.values]));
  return snapshot.rows.raci.map(({ id, at, fresh, values: { name, responsible, due } }) => ({
    id,
    at,
    fresh,
    name,
    who: responsible?.name ?? null,
    due: due === null ? null : isoOf(due),
    status: progress.get(id)?.status ?? null,
  }));
};

const both = [
  { id: 'T-0001', fresh: false, name: '画草图', who: '李明', due: '2026-03-05', status: 'in-progress' },
  { id: 'T-0002', fresh: false, name: '做样品', who: '王丽', due: '2026-03-20', status: 'not-started' },
];

describe('a header is found', () => {
  it('in row 7, below a title and facts about the project', async () => {
    const facts = [
      ['新品上市项目进度表'],
      ['项目名称：', '新品上市'],
      ['负责人：', '赵总', '截止日期：', '2026-12-31'],
      [],
      [],
    ];
    const tasks = await tasksOf(strangers([sheet('Sheet1', 2, [...facts, HEADER, ...ROWS])]));
    expect(tasks).toMatchObject(both);
    expect(tasks.map(({ at }) => at)).toEqual([8, 9]);
  });

  it('in a table that begins in column B', async () => {
    const rows = [HEADER, ...ROWS].map((cells) => [null, ...cells]);
    expect(await tasksOf(strangers([sheet('Sheet1', 3, rows)]))).toMatchObject(both);
  });

  it('in two rows, where a group’s name is merged over its columns', async () => {
    const rows = [
      ['任务', '责任人', '计划', null, '实际', null, '状态'],
      [null, null, '开始', '完成', '开始', '完成', null],
      ['画草图', '李明', on('2026-03-01'), on('2026-03-05'), null, null, '进行中'],
      ['做样品', '王丽', on('2026-03-06'), on('2026-03-20'), on('2026-03-07'), null, '未开始'],
    ];
    const merges = ['A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:G3'];
    const { snapshot, recognised } = await adoptInMemory(strangers([sheet('Sheet1', 2, rows, merges)]));
    expect(recognised.plan!.mapping.mapped.map(({ column, header }) => `${column}: ${header}`).sort()).toEqual([
      'due: 计划 完成',
      'name: 任务',
      'responsible: 责任人',
      'start: 计划 开始',
      'status: 状态',
    ]);
    expect(snapshot.rows.raci.map(({ values: { start, due } }) => [isoOf(start!), isoOf(due!)])).toEqual([
      ['2026-03-01', '2026-03-05'],
      ['2026-03-06', '2026-03-20'],
    ]);
    expect(snapshot.problems.filter(({ code }) => code === 'merged-cells')).toEqual([]);
  });

  it('in two rows without merges, each of which leaves open what the other says', async () => {
    const rows = [['任务', null, null, '状态'], [null, '负责人', '截止日期', null], ...ROWS];
    expect(await tasksOf(strangers([sheet('Sheet1', 1, rows)]))).toMatchObject(both);
  });

  it('merged over three rows', async () => {
    const merges = ['A1:A3', 'B1:B3', 'C1:C3', 'D1:D3'];
    const rows = [HEADER, [], [], ...ROWS];
    expect(await tasksOf(strangers([sheet('Sheet1', 1, rows, merges)]))).toMatchObject(both);
  });

  it('with line breaks, remarks in brackets and two languages', async () => {
    const header = ['任务 Task', '负责人\nOwner', '截止日期（年月日）', 'Status/状态'];
    expect(await tasksOf(strangers([sheet('Sheet1', 1, [header, ...ROWS])]))).toMatchObject(both);
  });

  it('in English over Chinese values, which make it a Chinese workbook', async () => {
    const rows = [['Task', 'Owner', 'Due Date', 'Status'], ...ROWS];
    const theirs = strangers([sheet('Checklist', 1, rows)]);
    expect(await tasksOf(theirs)).toMatchObject(both);
    expect(recogniseWorkbook(theirs).locale).toBe('zh-CN');
  });
});

describe('of tables in one sheet', () => {
  it('stacked ones under the same header are one list, and the titles between are no tasks', async () => {
    const rows = [['一、设计部'], HEADER, ROWS[0]!, [], ['二、生产部'], HEADER, ROWS[1]!, ['合计：两项']];
    const theirs = strangers([sheet('Sheet1', 1, rows, ['A1:D1', 'A5:D5', 'A8:D8'])]);
    expect(await tasksOf(theirs)).toMatchObject(both);
    const { snapshot } = await adoptInMemory(theirs);
    expect(snapshot.problems.filter(({ tab, row }) => tab !== 'directory' && (row === 5 || row === 8))).toEqual([]);
  });

  it('side by side only the first is read', async () => {
    const other: RawCell[][] = [HEADER, ['别的事', '孙杰', on('2026-05-01'), '已完成'], ['还有', '孙杰', null, null]];
    const rows = [HEADER, ...ROWS].map((cells, i) => [...cells, null, null, ...other[i]!]);
    const { snapshot, adoption } = await adoptInMemory(strangers([sheet('Sheet1', 1, rows)]));
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(['画草图', '做样品']);
    expect(adoption.ids.at).toBe(5);
  });
});

describe('between two columns', () => {
  it('the tab’s own word is chosen', async () => {
    const rows = [
      ['任务', '项目负责人', '负责人', '截止日期'],
      ['画草图', '赵总', '李明', on('2026-03-05')],
    ];
    expect((await tasksOf(strangers([sheet('Sheet1', 1, rows)]))).map(({ who }) => who)).toEqual(['李明']);
  });

  it('neither is where both are as good, also for the sweeps that follow', async () => {
    const rows = [
      ['任务', '责任人', '执行人', '截止日期'],
      ['画草图', '赵总', '李明', on('2026-03-05')],
    ];
    const { recognised, snapshot } = await adoptInMemory(strangers([sheet('Sheet1', 1, rows)]));
    expect(recognised.plan!.mapping.ambiguous).toMatchObject([
      { column: 'responsible', headers: [{ header: '责任人' }, { header: '执行人' }] },
    ]);
    expect(snapshot.hasColumn('raci', 'responsible')).toBe(false);
    expect(snapshot.problems.map(({ code, column }) => `${code} ${column}`)).toContain('header-missing responsible');
  });

  it('under the same words neither is', async () => {
    const rows = [
      ['任务', '负责人', '负责人', '截止日期'],
      ['画草图', '李明', null, on('2026-03-05')],
    ];
    const { snapshot } = await adoptInMemory(strangers([sheet('Sheet1', 1, rows)]));
    expect(snapshot.hasColumn('raci', 'responsible')).toBe(false);
  });

  it('the one with anything in it is', async () => {
    const rows = [
      ['任务', '责任人', '执行人', '截止日期'],
      ['画草图', null, '李明', on('2026-03-05')],
    ];
    expect((await tasksOf(strangers([sheet('Sheet1', 1, rows)]))).map(({ who }) => who)).toEqual(['李明']);
  });
});

describe('what the cells say counts more than the header', () => {
  it('progress that holds words of state is the status', async () => {
    const rows = [['任务', '负责人', '截止日期', '进度'], ...ROWS];
    expect(await tasksOf(strangers([sheet('Sheet1', 1, rows)]))).toMatchObject(both);
  });

  it('a percentage alone says what is done', async () => {
    const rows = [
      ['任务', '负责人', '截止日期', '进度'],
      ['画草图', '李明', on('2026-03-05'), 1],
      ['做样品', '王丽', on('2026-03-20'), 0.4],
      ['试产', '王丽', on('2026-03-27'), 0],
    ];
    const tasks = await tasksOf(strangers([sheet('Sheet1', 1, rows)]));
    expect(tasks.map(({ status }) => status)).toEqual(['done', 'in-progress', 'not-started']);
  });

  it('a date’s header over hours is no date, and stays none', async () => {
    const rows = [
      ['任务', '负责人', '完成时间', '期限'],
      ['画草图', '李明', null, 16],
      ['做样品', '王丽', null, 24],
    ];
    const { recognised, snapshot } = await adoptInMemory(strangers([sheet('Sheet1', 1, rows)]));
    expect(recognised.plan!.mapping.contradicted).toMatchObject([
      { column: 'due', header: '期限', examples: ['16', '24'] },
    ]);
    expect(snapshot.problems.filter(({ code }) => code === 'not-a-date')).toEqual([]);
  });
});

describe('tasks are not found in', () => {
  const kindOf = (rows: readonly (readonly RawCell[])[], merges: string[] = []) => {
    const { plan, sheets } = recogniseWorkbook(strangers([sheet('Sheet1', 1, rows, merges)]));
    expect(plan).toBeNull();
    return sheets[0]!;
  };

  it('a RACI matrix', () => {
    const rows = [
      ['Step Id', 'Name', 'TPM', 'SDM', 'Business'],
      [1, 'Plan', 'A', 'C', 'R'],
      [2, 'Build', 'A/R', 'C', 'I'],
      [3, 'Ship', 'I', 'R', 'A'],
    ];
    expect(kindOf(rows).kind).toBe('matrix');
  });

  it('a schedule whose status is the colour of its cells', () => {
    const days = [0, 1, 2, 3, 4, 5].map((i) => on('2026-03-02') + i);
    expect(kindOf([['进度表'], [], ['功能/时间', ...days], ['登录模块'], ['问卷模块']]).kind).toBe('colours');
  });

  it('a schedule with a first and a last day beside its days, which can be followed without the colours', () => {
    const days = [0, 1, 2, 3, 4, 5].map((i) => on('2026-03-02') + i);
    const row = (name: string, from: number, to: number) => [
      ...[name, days[from]!, days[to]!],
      ...days.map((_, i) => (i >= from && i <= to ? 'X' : null)),
    ];
    const rows = [
      ['Phase', 'Start Date', 'End Date', ...days],
      ...[row('Design', 0, 1), row('Kick-off', 0, 3), row('Measure', 2, 4), row('Analyse', 3, 5)],
    ];
    const { kind, guess } = kindOf(rows);
    // It is asked which column says what is to be done.
    expect(kind).toBe('unnamed');
    expect(guess?.guesses).toContainEqual(expect.objectContaining({ meaning: 'due', at: 3, ask: false }));
  });

  it('a column without a header, which is shown instead', () => {
    const rows = [
      [null, null, '计划开始日', '天数'],
      [null, '项目确定', on('2026-03-02'), 3],
      [null, '架构确定', on('2026-03-05'), 2],
    ];
    expect(kindOf(rows)).toMatchObject({ kind: 'unnamed', unnamed: { at: 2, examples: ['项目确定', '架构确定'] } });
  });

  it.each<[string, RawCell[][]]>([
    [
      'a score table',
      [
        ['Ambiguity', 'Confidence', 'Buffer'],
        ['High', 'Low', 0.4],
        ['Low', 'High', 0.2],
      ],
    ],
    [
      'a list of people',
      [
        ['Name', 'Department', 'Role'],
        ['Li Ming', 'Sales', 'Head'],
      ],
    ],
    [
      'people and their state',
      [
        ['Name', 'Status'],
        ['Li Ming', 'Active'],
        ['Wang Li', 'Active'],
      ],
    ],
    [
      'a list of values',
      [
        ['Severity', 'Status'],
        ['高', '已完成'],
        ['低', '未开始'],
      ],
    ],
    [
      'a measurement',
      [
        ['a', 0],
        ['b', 1],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(kindOf(rows).kind).not.toBe('tasks');
  });

  it('an empty workbook', () => {
    expect(recogniseWorkbook(strangers([sheet('Sheet1', 1, [])])).plan).toBeNull();
  });
});
