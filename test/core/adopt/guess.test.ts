import { describe, expect, it } from 'vitest';
import { nameLookOf } from '../../../core/adopt/guess/names.ts';
import { signReader } from '../../../core/adopt/guess/signs.ts';
import { likelyState, stateTicked } from '../../../core/adopt/guess/states.ts';
import type { ReadingChoices } from '../../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../../core/adopt/propose.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { RawCell, RawSheet } from '../../../core/workbook.ts';
import { adoptInMemory, on, sheet, strangers } from '../../support/strangers.ts';

const read = signReader();
const saysMost = (header: string): string => {
  const [first] = [...read(header)].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? '-';
};

describe('the parts of a header', () => {
  it.each<[string, string]>([
    ['具体工作事项', 'task'],
    ['主要责任人员', 'responsible'],
    ['需求提出人', 'requester'],
    ['審批人員', 'accountable'],
    ['协办单位', 'supportingDepartments'],
    ['承办部门', 'department'],
    ['要求完成时限', 'due'],
    ['预计上线时间', 'due'],
    ['实际完成日期', 'actual'],
    ['计划启动日期', 'start'],
    ['登记日期', 'created'],
    ['起止时间', 'span'],
    ['落实情况', 'status'],
    ['完成情况', 'status'],
    ['时间节点', 'due'],
    ['风险描述', 'task'],
    ['是否完成', 'status'],
    ['完成比例', 'progress'],
    ['延期原因', 'reason'],
    ['负责人联系电话', 'contact'],
    ['任务优先级', 'priority'],
    ['任务类型', 'category'],
    ['任务编号', 'id'],
    ['计划工时', 'number'],
    ['整改措施', 'measure'],
    ['情况说明', 'note'],
    ['Task Owner', 'responsible'],
    ['Person in charge', 'responsible'],
    ['Owner (A)', 'accountable'],
    ['责任人（A）', 'accountable'],
    ['Owner(s)', 'responsible'],
    ['Plan (C)', 'task'],
    ['Reported by', 'requester'],
    ['Task Status', 'status'],
    ['Target completion date', 'due'],
    ['Plan End', 'due'],
    ['Actual finish', 'actual'],
    ['Date raised', 'created'],
    ['Planned start', 'start'],
    ['Owner Comments', 'note'],
    ['Task ID', 'id'],
    ['Task name', 'task'],
    ['Action items', 'task'],
    ['Risk description', 'task'],
    ['Task type', 'category'],
    ['Est. hours', 'number'],
    ['dueDate', 'due'],
    ['Why', 'reason'],
    ['Colour', '-'],
    ['颜色', '-'],
  ])('%s says %s', (header, sign) => {
    expect(saysMost(header)).toBe(sign);
  });
});

describe('a word of state', () => {
  it.each<[string, string | null]>([
    ['已上线', 'done'],
    ['开发中', 'in-progress'],
    ['待排期', 'not-started'],
    ['挂起', 'blocked'],
    ['不做了', 'cancelled'],
    ['Deployed and done', 'done'],
    ['Not done', 'not-started'],
    ['Running late', 'delayed'],
    ['Escalated', null],
    ['Waiting on legal', 'blocked'],
    // It may be either, and nobody is told which.
    ['未完成', null],
    ['甲', null],
    ['Inactive', 'blocked'],
    ['停用', 'cancelled'],
  ])('%s is proposed as %s', (text, state) => {
    expect(likelyState(text)).toBe(state);
  });

  it.each<[string, string, string | null]>([
    ['Done', '1', 'done'],
    ['Completed?', 'x', 'done'],
    ['是否完成', '0', 'not-started'],
    ['Done', 'FALSE', 'not-started'],
    ['Finished', 'true', 'done'],
    ['Status', '1', null],
    ['Done by', 'x', null],
  ])('%s: %s is a tick, or none: %s', (header, text, state) => {
    expect(stateTicked(header, text)).toBe(state);
  });
});

const proposed = (sheets: readonly RawSheet[], said: ReadingChoices = {}) => proposalOf(strangers(sheets), said, 'en');
const chosenIn = (sheets: readonly RawSheet[], said: ReadingChoices = {}) =>
  proposed(sheets, said).sheets.find(({ chosen }) => chosen);
const columnsIn = (sheets: readonly RawSheet[], said: ReadingChoices = {}) =>
  (chosenIn(sheets, said)?.columns ?? []).flatMap(({ meaning, column, ask }) =>
    meaning ? [`${meaning} ${column}${ask ? '?' : ''}`] : [],
  );

const HEADER = ['工作内容', '跟进人', '要求完成时限', '目前进展'];
const ROWS: RawCell[][] = [
  ['整理供应商报价', '李明', on('2026-03-05'), '进行中'],
  ['确定包装尺寸', '王丽', on('2026-03-20'), '未开始'],
  ['联系印刷厂打样', '李明', on('2026-03-27'), '已完成'],
];
const table = [HEADER, ...ROWS];

describe('columns are guessed', () => {
  it('from words nobody has listed and cells that fit them, and need no question', () => {
    const own = chosenIn([sheet('三月', 1, table)]);
    expect(own).toMatchObject({ kind: 'tracker', headerRow: 1, lastRow: 4, ask: false, missing: [] });
    expect(columnsIn([sheet('三月', 1, table)])).toEqual(['task A', 'responsible B', 'due C', 'status D']);
  });

  it.each(['完成日期', '完成时间', '解决时间', 'Completion date', 'Closure date', 'Closing date'])(
    'and %s alone is asked about, as it may be the day on which something was done; beside a start it is not',
    (header) => {
      const rows = ROWS.map(([name = null, who = null, day = null, state = null]): RawCell[] => [
        name,
        who,
        state,
        day,
      ]);
      const alone = [['工作内容', '跟进人', '目前进展', header], ...rows];
      expect(columnsIn([sheet('三月', 1, alone)])).toContain('due D?');
      const beside = [
        ['工作内容', '跟进人', '目前进展', header, '开始日期'],
        ...rows.map((row) => [...row, on('2026-03-02')]),
      ];
      expect(columnsIn([sheet('三月', 1, beside)])).toContain('due D');
    },
  );

  it.each(['Date Identified', 'Meeting date'])('and %s is no start that makes it sure', (found) => {
    const rows = ROWS.map(([name = null, who = null, day = null, state = null]): RawCell[] => [
      name,
      who,
      state,
      on('2026-03-02'),
      day,
    ]);
    const log = [['Issue', 'Assigned to', 'Status', found, 'Closing date'], ...rows];
    expect(columnsIn([sheet('Log', 1, log)])).toContain('due E?');
  });

  it('and a plain word for a task, behind who and when and over next to nothing, is asked about', () => {
    const rows = ROWS.map(([name = null, who = null, day = null, state = null], i): RawCell[] => [
      name,
      who,
      day,
      state,
      i === 0 ? 'Lid' : null,
    ]);
    const log = [['Question', 'Assigned to', 'Deadline', 'Status', 'Title'], ...rows];
    expect(columnsIn([sheet('Log', 1, log)])).not.toContain('task E');
  });

  it('by what stands in them, where the header says nothing, and are asked about', () => {
    const rows = [
      [null, '跟进人', '要求完成时限'],
      ['整理供应商报价', '李明', on('2026-03-05')],
      ['确定包装尺寸', '王丽', on('2026-03-20')],
    ];
    expect(columnsIn([sheet('三月', 1, rows)])).toEqual(['task A?', 'responsible B', 'due C']);
  });

  it('and never by a few letters that are the same: 开始 is no 状态, Date no Name', () => {
    const rows = [
      ['颜色', '尺寸', '重量'],
      ['红', '大', 3],
      ['蓝', '小', 4],
    ];
    expect(chosenIn([sheet('样品', 1, rows)])).toBeUndefined();
  });

  it('with what was found to lack said', () => {
    const rows = [
      ['任务', '负责人'],
      ['整理供应商报价', '李明'],
      ['确定包装尺寸', '王丽'],
    ];
    expect(chosenIn([sheet('三月', 1, rows)])).toMatchObject({ kind: 'plan', missing: ['due', 'status'] });
  });

  it('not from a person who asked, a day on which it was, or hours', () => {
    const rows = [
      ['问题描述', '提出人', '提出日期', '责任人', '计划解决日期', '工时'],
      ['页面打不开', '赵一', on('2026-03-02'), '李明', on('2026-03-20'), 8],
      ['导出为空', '孙杰', on('2026-03-03'), '王丽', on('2026-03-23'), 4],
    ];
    expect(columnsIn([sheet('问题', 1, rows)])).toEqual(['task A', 'responsible D', 'due E']);
  });

  it('and days of a week over a chart are nobody’s letters', () => {
    const rows = [
      ['Task', 'Owner', 'Due date', 'M', 'T', 'W', 'T', 'F', 'S', 'S'],
      ['Paint the fence', 'Li Ming', on('2026-03-20'), null, 'x'],
      ['Let it dry', 'Wang Li', on('2026-03-27'), null, 'x'],
    ];
    expect(columnsIn([sheet('Plan', 1, rows)])).toEqual(['task A', 'responsible B', 'due C']);
  });
});

/** The same rows under other headers: a column for each function. */
const withColumns = (header: string[], ...cells: readonly ((i: number) => RawCell)[]): RawCell[][] => [
  header,
  ...[0, 1, 2, 3].map((i) => cells.map((of) => of(i))),
];
const nth =
  (...texts: readonly RawCell[]) =>
  (i: number): RawCell =>
    texts[i] ?? null;
const TASKS = nth('Book the venue', 'Print the badges', 'Invite the speakers', 'Order the coffee');
const OTHERS = nth('For sixty guests', 'Colour, both sides', 'Six of them by mail', 'From the shop next door');
const DAYS_DUE = nth(on('2026-03-05'), on('2026-03-20'), on('2026-03-27'), on('2026-04-02'));
const STATES = nth('Done', 'In progress', 'Not started', 'Not started');
const NAMES = nth('Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin');
const MORE_NAMES = nth('Tom Berg', 'Eva Novak', 'Tom Berg', 'Eva Novak');

describe('what header and cells do not agree on is asked about', () => {
  it.each<[string, RawCell[][], string]>([
    [
      'a column before the task reads like tasks as well',
      withColumns(['Matter', 'Title', 'Owner', 'Due date'], TASKS, OTHERS, NAMES, DAYS_DUE),
      'task B',
    ],
    [
      'a column after a plain word for a task reads like tasks as well',
      withColumns(['Subject', 'Threat', 'Owner', 'Due date'], TASKS, OTHERS, NAMES, DAYS_DUE),
      'task A',
    ],
    [
      'six columns stand before the task',
      withColumns(
        ['No.', 'Owner', 'Type', 'Priority', 'Due date', 'Status', 'Task'],
        (i) => i + 1,
        NAMES,
        () => 'Event',
        () => 'High',
        DAYS_DUE,
        STATES,
        TASKS,
      ),
      'task G',
    ],
    [
      'another column holds days, too',
      withColumns(['Task', 'Owner', 'End date', 'Session date'], TASKS, NAMES, DAYS_DUE, DAYS_DUE),
      'due C',
    ],
    [
      'another column holds people, too',
      withColumns(['Task', 'Developer', 'Pilot', 'Due date'], TASKS, NAMES, MORE_NAMES, DAYS_DUE),
      'responsible B',
    ],
    [
      'people are numbered',
      withColumns(['Task', 'Member 1', 'Member 2', 'Due date'], TASKS, NAMES, MORE_NAMES, DAYS_DUE),
      'responsible B',
    ],
    [
      '稽核 says of somebody what nobody knows here',
      withColumns(['任务', '稽核人', '截止日期', '状态'], TASKS, NAMES, DAYS_DUE, STATES),
      'responsible B',
    ],
    [
      'nothing stands below a part of a word',
      withColumns(['Task', 'Owner', 'Finish', 'Condition state'], TASKS, NAMES, DAYS_DUE, () => null),
      'none',
    ],
  ])('%s', (_, rows, asked) => {
    const columns = columnsIn([sheet('Plan', 1, rows)]);
    if (asked !== 'none') expect(columns).toContain(`${asked}?`);
    else expect(columns).toEqual(['task A', 'responsible B', 'due C', 'status D']);
  });

  it('and what they agree on is not, whatever stands beside it', () => {
    const rows = withColumns(
      ['No.', 'Task', 'Description', 'Owner', 'Reported by', 'Due date', 'Actual end', 'Status'],
      (i) => i + 1,
      TASKS,
      OTHERS,
      NAMES,
      MORE_NAMES,
      DAYS_DUE,
      DAYS_DUE,
      STATES,
    );
    expect(columnsIn([sheet('Plan', 1, rows)]).filter((one) => one.endsWith('?'))).toEqual([]);
  });

  it('one and the same name in each row is somebody’s who has to do with the whole', () => {
    const rows = [
      ['Project Manager', 'Task', 'Status', 'Due date'],
      ...Array.from({ length: 6 }, (_, i): RawCell[] => [
        'Ann Carter',
        `${TASKS(i % 4)} for day ${i}`,
        STATES(i % 4),
        DAYS_DUE(i % 4),
      ]),
    ];
    expect(columnsIn([sheet('Plan', 1, rows)])).toContain('responsible A?');
  });

  it('a word of ours stands, whatever a column without a header holds', () => {
    const rows = withColumns(['', 'Task', 'Owner', 'Due date'], OTHERS, TASKS, NAMES, DAYS_DUE);
    expect(columnsIn([sheet('Plan', 1, rows)])).toContain('task B');
  });

  it('a start that stands over several columns is left out', () => {
    const rows = withColumns(
      ['Task', 'Owner', 'Start', 'Due date', 'Start'],
      TASKS,
      NAMES,
      DAYS_DUE,
      DAYS_DUE,
      DAYS_DUE,
    );
    expect(columnsIn([sheet('Plan', 1, rows)]).some((one) => one.startsWith('start'))).toBe(false);
  });
});

describe('a team is a department, unless people are named in it', () => {
  it.each(['Team', '部门', 'Group', 'Department'])(
    '%s full of names says who does it, and is asked about',
    (header) => {
      const rows = withColumns(['Task', header, 'Due date', 'Status'], TASKS, NAMES, DAYS_DUE, STATES);
      expect(columnsIn([sheet('Plan', 1, rows)])).toContain('responsible B?');
    },
  );

  it.each<[string, (i: number) => RawCell]>([
    ['first names', nth('Ann', 'Ben', 'Cleo', 'Dan')],
    ['中文姓名', nth('李明', '王丽', '赵一', '孙杰')],
  ])('as much where it holds %s', (_, names) => {
    const rows = withColumns(['Task', 'Team', 'Due date', 'Status'], TASKS, names, DAYS_DUE, STATES);
    expect(columnsIn([sheet('Plan', 1, rows)])).toContain('responsible B?');
  });

  it('beside an owner it is left alone', () => {
    const rows = withColumns(['Task', 'Owner', 'Team', 'Due date'], TASKS, NAMES, MORE_NAMES, DAYS_DUE);
    expect(columnsIn([sheet('Plan', 1, rows)]).some((one) => one.startsWith('department'))).toBe(false);
  });

  it('and where it holds departments it is one', () => {
    const rows = withColumns(
      ['Task', 'Owner', 'Team', 'Due date'],
      TASKS,
      NAMES,
      nth('Marketing', 'Sales', 'Legal', 'Sales'),
      DAYS_DUE,
    );
    expect(columnsIn([sheet('Plan', 1, rows)])).toEqual(['task A', 'responsible B', 'department C', 'due D']);
  });
});

it('a table of three columns that says when, and nothing of who and how far, is never taken without a yes', () => {
  const rows = withColumns(['工作内容', '开始时间', '结束时间'], TASKS, DAYS_DUE, DAYS_DUE);
  expect(chosenIn([sheet('实施计划', 1, rows)])?.ask).toBe(true);
  const withDeadline = withColumns(['Task', 'Due date', 'Priority'], TASKS, DAYS_DUE, () => 1);
  expect(chosenIn([sheet('Tasks', 1, withDeadline)])?.ask).toBe(false);
});

describe('of several sheets', () => {
  it('that are alike the newest is proposed, and asked about', () => {
    const weeks = [sheet('第9周', 1, table), sheet('第10周', 1, table), sheet('第8周', 1, table)];
    expect(chosenIn(weeks)).toMatchObject({ sheet: '第10周', ask: true });
  });

  it('a template, a copy and a hidden one are not', () => {
    const long = [...table, ...ROWS.map((cells) => [`再次${String(cells[0])}`, ...cells.slice(1)])];
    const others = [
      sheet('模板', 1, long),
      sheet('计划 (2)', 1, long),
      { ...sheet('草稿', 1, long), hidden: true },
      sheet('计划', 1, table),
    ];
    expect(chosenIn(others)).toMatchObject({ sheet: '计划', ask: false });
  });

  it('the words from which cells are chosen are not, whatever they look like', () => {
    const few = [['Backlog', 'Task', 'Status'], ['Requirements'], ['Web content', null, 'Done'], ['Payment']];
    const words = [
      ['Status', 'Priority'],
      ['None', 'Low'],
      ['Ready', 'Medium'],
      ['In Progress', 'High'],
      ['Done', 'Highest'],
    ];
    for (const title of ['Options', 'Lists', 'Drop-downs', 'Lookup values', '下拉选项', '数据验证'])
      expect(chosenIn([sheet('Sheet1', 1, few), sheet(title, 1, words)])).toMatchObject({ sheet: 'Sheet1' });
    expect(chosenIn([sheet('To do list', 1, table)])).toMatchObject({ sheet: 'To do list', ask: false });
  });

  it('the one that a person names is', () => {
    const both = [sheet('第9周', 1, table), sheet('第10周', 1, table)];
    expect(chosenIn(both, { sheets: ['第9周'] })).toMatchObject({ sheet: '第9周', ask: false });
  });
});

it('a name that begins like a department and ends like a step of the work is no role', () => {
  expect(['项目准备阶段', '质量验收', '设计方案', '采购流程'].map(nameLookOf)).toEqual([
    'open',
    'open',
    'open',
    'open',
  ]);
  const roles = ['项目经理', '质量管理', '采购', '技术支持', '生产计划', '项目启动小组', '设计一所'];
  expect(roles.map(nameLookOf)).toEqual(roles.map(() => 'role'));
});

describe('what a person says', () => {
  const rows = [
    ['事情', '谁', '谁', '哪天', '怎么样'],
    ['整理供应商报价', '赵一', '李明', on('2026-03-05'), '搁着'],
    ['确定包装尺寸', '孙杰', '小王', on('2026-03-20'), '弄完'],
  ];
  const theirs = strangers([sheet('表', 1, rows)]);
  const said: ReadingChoices = {
    sheets: ['表'],
    columns: { task: 'A', responsible: 'C', due: '哪天', status: 'E' },
    statuses: { 搁着: 'blocked', 弄完: 'done' },
    people: { 小王: '王丽' },
  };

  it('is how each sweep reads the sheet from then on: the second of two headers, their words, their names', async () => {
    const { snapshot } = await adoptInMemory(theirs, { said });
    const progress = new Map(snapshot.rows.tracker.map(({ id, values }) => [id, values.status]));
    const read = snapshot.rows.raci.map(({ id, values: { name, responsible, due } }) =>
      [name, responsible?.name, due && isoOf(due), progress.get(id)].join(' '),
    );
    expect(read).toEqual(['整理供应商报价 李明 2026-03-05 blocked', '确定包装尺寸 王丽 2026-03-20 done']);
    expect(snapshot.problems.filter(({ code }) => /option|person|header/.test(code))).toEqual(
      snapshot.problems.filter(({ code }) => code === 'header-missing'),
    );
  });

  it('stands in the settings, where it can be changed', async () => {
    const { adoption } = await adoptInMemory(theirs, { said });
    const settings = adoption.addSheets.find(({ title }) => title === '设置');
    const pairs = new Map(settings?.rows.map((row) => [row[0]?.value, row.map(({ value }) => value)]));
    expect(pairs.get('column.raci.responsible')).toContain('谁 #2');
    expect(pairs.get('status.blocked')).toContain('搁着');
    expect(pairs.get('person.小王')).toContain('王丽');
  });

  it('may be that a column without a header is the task, which is found by its place', async () => {
    const bare = strangers([sheet('表', 1, [[null, '跟进人', '要求完成时限'], ...ROWS.map((row) => row.slice(0, 3))])]);
    const { snapshot, adoption } = await adoptInMemory(bare, { said: { sheets: ['表'], columns: { task: 'A' } } });
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(ROWS.map(([name]) => name));
    expect(adoption.bindings['column.raci.name']).toBe('@A');
  });

  it('may be that a column means nothing', () => {
    expect(columnsIn([sheet('三月', 1, table)], { ignored: ['D'] })).toEqual(['task A', 'responsible B', 'due C']);
    expect(columnsIn([sheet('三月', 1, table)], { columns: { due: '-' } })).toEqual([
      'task A',
      'responsible B',
      'status D',
    ]);
  });

  it('may be yes to everything', () => {
    const sheets = [sheet('三月', 1, [[null, ...HEADER.slice(1)], ...ROWS])];
    const accepted = acceptedIn(proposed(sheets), {});
    expect(accepted).toMatchObject({ sheets: ['三月'], headerRow: 1, columns: { task: 'A', responsible: 'B' } });
    expect(columnsIn(sheets)).toContain('task A?');
    expect(columnsIn(sheets, accepted)).toEqual(['task A', 'responsible B', 'due C', 'status D']);
  });
});
