/** What a table's columns are of: of the task, of something else in the same row, or of a thing that runs by itself. */
import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { on, sheet, strangers } from '../../support/strangers.ts';

type Column = readonly [header: string, ...cells: RawCell[]];

/** `sheet?`, and meanings with the headers they are taken from, what is asked about with a question mark. */
const readOf = (...columns: readonly Column[]): readonly string[] => {
  const rows = Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) =>
    columns.map((column) => column[row] ?? null),
  );
  const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
  if (!own) return ['refused'];
  return [
    ...(own.ask ? ['sheet?'] : []),
    ...own.columns.flatMap(({ meaning, header, ask }) =>
      meaning === null ? [] : [`${meaning}: ${header}${ask ? '?' : ''}`],
    ),
  ];
};

const THINGS = ['Texture is upside down', 'Menu does not close', 'Sound stops after a minute', 'Score is lost on exit'];
const STATES = ['Not started', 'Done', 'In progress', 'Not started'];
const APPROVALS = ['Done', 'On hold', 'Done', 'Done'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const days = (...of: readonly string[]): number[] => of.map((day) => on(day));
const STARTS = days('2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23');
const ENDS = days('2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02');

describe('columns that share a word belong together', () => {
  const known: readonly Column[] = [
    ['Owner', ...NAMES],
    ['Due date', ...ENDS],
  ];

  it('of two states the one that speaks of the task is its, and asked about', () => {
    const bare: Column = ['Status', ...APPROVALS];
    const read = readOf(bare, ['Blorp task', ...THINGS], ...known, ['Blorp status', ...STATES]);
    expect(read).toContain('status: Blorp status?');
    expect(readOf(bare, ['Task', ...THINGS], ...known)).toContain('status: Status');
    // One that speaks of something else takes nothing from a plain one.
    expect(readOf(bare, ['Task', ...THINGS], ...known, ['Grumpf status', ...STATES])).toContain('status: Status');
  });

  it('so are a day and a person', () => {
    const task: Column = ['整改任务', ...['清洗滤网', '更换轴承', '校准压力表', '补齐护栏']];
    expect(
      readOf(task, ['负责人', ...NAMES], ['状态', ...STATES], ['截止日期', ...STARTS], ['整改截止日期', ...ENDS]),
    ).toContain('due: 整改截止日期?');
  });

  it('a state that speaks of the same as a column of which nothing is taken may be of something else', () => {
    const tracker: readonly Column[] = [['Task', ...THINGS], ...known];
    const sprint: Column = ['Sprint completed', ...STATES];
    expect(readOf(...tracker, sprint)).toContain('status: Sprint completed');
    expect(readOf(...tracker, sprint, ['Sprint introduced', 'x', 'y', 'x', 'y'])).toContain(
      'status: Sprint completed?',
    );
    // The name of something larger is not the task's.
    expect(readOf(['Project Name', 'x', 'x', 'y', 'y'], ...tracker, ['Project Status', ...STATES])).toContain(
      'status: Project Status?',
    );
    // What is done about it, and what the row is called, are of the task.
    expect(readOf(['Summary', ...THINGS], ...known, ['CAPA status', ...STATES], ['CAPA ID', 1, 2, 3, 4])).toContain(
      'status: CAPA status',
    );
    expect(
      readOf(['Query', ...THINGS], ...known, ['Issue status', ...STATES], ['Issue type', 'x', 'y', 'x', 'y']),
    ).toContain('status: Issue status');
  });
});

describe('what runs by itself is followed after a yes', () => {
  const between: readonly Column[] = [
    ['Start date', ...STARTS],
    ['End date', ...ENDS],
  ];
  const contracts = (header: string): Column => [header, '年度印刷', '画册', '展板制作', '包装盒'];
  const names: Column = ['经办人', '王敏', '李强', '王敏', '李强'];
  const over: Column = ['合同金额', 180000, 36000, 12800, 420000];

  it('a thing by its name, with a first and a last day, of which nothing says how far it is', () => {
    const register = (task: string, ...more: readonly Column[]) =>
      readOf(contracts(task), ['开始日期', ...STARTS], ['结束日期', ...ENDS], over, names, ...more)[0];
    expect(register('合同名称')).toBe('sheet?');
    expect(register('任务名称')).toBe('task: 任务名称');
    expect(register('模块名称')).not.toBe('sheet?');
    expect(register('合同名称', ['完成状态', '已完成', '进行中', '已完成', '未开始'])).not.toBe('sheet?');
    expect(readOf(['Event name', ...THINGS], ...between, ['Owner', ...NAMES])[0]).toBe('sheet?');
    expect(readOf(['Task name', ...THINGS], ...between, ['Owner', ...NAMES])[0]).toBe('task: Task name');
  });

  it('or what has a place and a price, and nobody', () => {
    const beside: readonly Column[] = [
      ['Venue', 'Hall A', 'Hall B', 'Hall A', 'Hall C'],
      ['Ticket price', 12, 14, 9, 20],
    ];
    expect(readOf(['Activity', ...THINGS], ...between, ['Week', 1, 2, 3, 4])).not.toContain('sheet?');
    expect(readOf(['Activity', ...THINGS], ...between, ...beside)).toContain('sheet?');
    expect(readOf(['Activity', ...THINGS], ...between, ...beside, ['Owner', ...NAMES])).not.toContain('sheet?');
  });
});

describe('what stands beside work and is none', () => {
  it('loans: money in two columns, and no header says what is to be done', () => {
    const loans = (...more: readonly Column[]) =>
      readOf(
        ['Type', 'Education', 'Advance', 'Car', 'Tools'],
        ['Approver', ...NAMES],
        ['Completion due', ...ENDS],
        ...more,
      );
    const money: readonly Column[] = [
      ['Amount', 12000, 1500, 60000, 3400],
      ['Balance', 4000, 500, 22500, 3400],
    ];
    expect(loans(['Status', ...STATES], ...money)).toContain('sheet?');
    expect(readOf(['Task', ...THINGS], ['Owner', ...NAMES], ['Due date', ...ENDS], ...money)).not.toContain('sheet?');
  });

  it('a key to the words of state, which is no rival of the list that uses them', () => {
    const key = (title: string, ...states: readonly string[]) =>
      proposalOf(
        strangers([
          sheet('Found', 1, [
            ['Summary', 'Reported by', 'Status'],
            ...THINGS.map((thing, row) => [thing, NAMES[row] ?? null, row === 1 ? 'Open' : 'Closed']),
          ]),
          sheet(title, 1, [
            ['Status', 'Description'],
            ...states.map((state) => [state, `This is said of what is ${state}.`]),
          ]),
        ]),
        {},
        'en',
      ).sheets.filter(({ chosen }) => chosen);
    expect(key('Legend', 'Open', 'Closed', 'Won’t do').map((own) => own.sheet)).toEqual(['Found']);
    expect(key('Words', 'Open', 'Closed', 'Won’t do').map((own) => [own.sheet, own.ask])).not.toContainEqual([
      'Words',
      false,
    ]);
  });

  it('part of a country below State', () => {
    const of = (...cells: readonly string[]) =>
      readOf(['Task', ...THINGS], ['Owner', ...NAMES], ['Due date', ...ENDS], ['State', ...cells]);
    expect(of(...STATES)).toContain('status: State');
    expect(of('TX', 'FL', 'TX', 'TX')).not.toContain('status: State');
  });

  it('the days on which somebody looked, before what was found', () => {
    const found = (start: string, end: string) =>
      readOf(
        [start, ...STARTS],
        [end, ...ENDS],
        ['责任单位', '车站', '乘警队', '车站', '货场'],
        ['问题概述', '进站口夜班脱岗', '记录仪没有充电', '轨迹缺六公里', '防护网有缺口'],
        ['整改状态', '已整改', '整改中', '已整改', '未整改'],
      );
    expect(found('开始时间', '结束时间')).toContain('due: 结束时间?');
    expect(found('开始时间', '整改期限')).toContain('due: 整改期限');
  });

  it('partners who contribute are not accountable', () => {
    expect(
      readOf(
        ['Action', ...THINGS],
        ['Owner', ...NAMES],
        ['Status', ...STATES],
        ['Contributing Partners', ...NAMES],
      ).join('\n'),
    ).not.toMatch(/accountable/);
  });
});

describe('what looks like days and is none', () => {
  it('the day of each of two groups is no start', () => {
    const outline = (first: string, second: string) =>
      readOf([first, ...STARTS], [second, ...ENDS], ['Topic', ...THINGS], ['Status', ...STATES]);
    expect(outline('Blorp', 'Grumpf')).toContain('start: Blorp?');
    expect(outline('Monday (B1)', 'Tuesday (A1)').filter((one) => one.startsWith('start'))).toEqual([]);
    expect(outline('周一班', '晗昱').filter((one) => one.startsWith('start'))).toEqual([]);
  });

  it('minutes below Time are asked about, and a unit beside a word for days says how long', () => {
    const study = (header: string, ...cells: readonly RawCell[]) =>
      readOf(['Task', ...THINGS], [header, ...cells], ['Status', ...STATES]);
    expect(study('Time', 29.2, 18.9, 19.1, 5.2)).toContain('due: Time?');
    expect(study('Time', ...ENDS)).toContain('due: Time');
    for (const header of ['Required time (in hrs)', 'Target time/h', '完成时间（天）'])
      expect(study(header)).toEqual(['task: Task', 'status: Status']);
    expect(study('Target time')).toContain('due: Target time');
    expect(study('Target date (dd/mm)', ...ENDS)).toContain('due: Target date (dd/mm)');
  });
});

describe('what is nearly said of the work', () => {
  const task: Column = ['任务', '清洗滤网', '更换轴承', '校准压力表', '补齐护栏'];
  const owner: Column = ['负责人', '王敏', '李强', '王敏', '李强'];

  it('是否 asks how far it is where it ends with what is done, and else of something beside it', () => {
    const asked = (header: string, ...cells: readonly string[]) =>
      readOf(task, owner, ['截止日期', ...ENDS], [header, ...cells]);
    for (const header of ['是否整改', '是否整改到位', '是否按期完成', '已修复否'])
      expect(asked(header, '是', '否', '是', '否')).toContain(`status: ${header}`);
    for (const header of ['是否整改证', '是否落实自行监测'])
      expect(asked(header, '是', '否', '是', '否')).toContain(`status: ${header}?`);
    expect(asked('原始状态文字', '已完成', '进行中', '已完成', '未开始')).toContain('status: 原始状态文字?');
  });

  it('and whoever had it before does not do it now', () => {
    const asked = (header: string) => readOf(task, [header, ...owner.slice(1)], ['截止日期', ...ENDS]);
    expect(asked('承办人')).toContain('responsible: 承办人');
    expect(asked('原承办人')).toContain('responsible: 原承办人?');
    expect(asked('原料负责人')).toContain('responsible: 原料负责人');
  });

  it('a supervisor watches over others', () => {
    const rest: readonly Column[] = [
      ['Due date', ...ENDS],
      ['Status', ...STATES],
    ];
    expect(readOf(['Task', ...THINGS], ['Supervisor', ...NAMES], ...rest)).toContain('responsible: Supervisor?');
    expect(readOf(['Task', ...THINGS], ['Technician', ...NAMES], ...rest)).toContain('responsible: Technician');
  });
});
