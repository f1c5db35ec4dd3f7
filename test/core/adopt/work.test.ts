/** Whether anything says that the rows of a table are work: where nothing does, somebody is asked whether the sheet is to be followed. */
import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

const asked = (...columns: readonly Column[]): readonly string[] => {
  const rows = inRows(columns);
  const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
  return [...(own?.ask ? ['sheet'] : []), ...(own?.columns ?? []).flatMap(({ header, ask }) => (ask ? [header] : []))];
};

const days = (...of: readonly string[]): number[] => of.map((day) => on(day));
const BEGINS = days('2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23');
const ENDS = days('2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02');
const THINGS = ['Texture is upside down', 'Menu does not close', 'Sound stops after a minute', 'Score is lost on exit'];
const PLACES = ['Spring fair in Leeds', 'Users meet in Oslo', 'Summer school at the lake', 'Open day of the works'];
const VIEWS = ['customer_orders', 'orders_by_month', 'stock_by_place', 'late_payments'];
const TELLS = ['Columns of both tables', 'Sums of each month', 'What is left in each place', 'Those after thirty days'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const PEOPLE = ['王建国', '李晓梅', '王建国', '陈思远'];
const STATES = ['In progress', 'Done', 'Not started', 'Done'];

const FROM: Column = ['Start date', ...BEGINS];
const TO: Column = ['End date', ...ENDS];
const DUE: Column = ['Due date', ...ENDS];

describe('it is asked whether a sheet is to be followed', () => {
  it('where things have a name, somebody and a day', () => {
    const views: readonly Column[] = [
      ['Name', ...VIEWS],
      ['Description', ...TELLS],
    ];
    expect(asked(...views, ['Who', ...NAMES], DUE)).toContain('sheet');
    expect(asked(...views, ['Assigned to', ...NAMES], DUE)).toEqual([]);
    expect(asked(...views, ['Who', ...NAMES], DUE, ['Status', ...STATES])).toEqual([]);
  });

  it('where events have a first and a last day', () => {
    expect(asked(['Event', ...PLACES], FROM, TO, ['Weeks', 1, 2, 2, 1])).toContain('sheet');
    expect(asked(['Event', ...PLACES], FROM, TO, ['Status', ...STATES])).toEqual([]);
    for (const header of ['Task', 'Stage name', 'Goal', 'Sub tasks'])
      expect(asked([header, ...THINGS], FROM, TO, ['Weeks', 1, 2, 2, 1]), header).toEqual([]);
  });

  it('where somebody has each, and nothing says when, how far or how urgent', () => {
    const duties: Column = ['关键活动', '编写开发计划', '组织代码评审', '跟踪各阶段质量', '维护配置清单'];
    const who: Column = ['负责人', ...PEOPLE];
    expect(asked(duties, who)).toContain('sheet');
    expect(asked(duties, who, ['优先级', '高', '低', '高', '中'])).toEqual([]);
    expect(asked(duties, who, ['完成期限', ...ENDS])).toEqual([]);
  });

  it('where its words of state are those of anything, or of tests', () => {
    const titled = (...states: readonly string[]) => asked(['Title', ...THINGS], ['Status', ...states]);
    expect(titled('Applied', 'Applied', 'Applied', 'Applied')).toContain('sheet');
    expect(titled('Passed', 'Passed', 'Passed', 'Failed')).toContain('sheet');
    expect(titled('Active', 'Inactive', 'Active', 'Active')).toContain('sheet');
    expect(titled('停用', '启用', '启用', '启用')).toContain('sheet');
    expect(titled('Done', 'Done', 'Done', 'Done')).toEqual([]);
  });

  it('and of its columns no more than where the sheet is sure', () => {
    expect(asked(['Title', ...THINGS], ['Assignee', ...NAMES])).toEqual(['sheet']);
  });
});

describe('a day on which something was over', () => {
  const plan = (header: string): readonly string[] =>
    asked(['Tasks', ...THINGS], ['Owner', ...NAMES], FROM, ['Date finished', ...ENDS], [header, ...LATER]);
  const LATER = days('2026-03-12', '2026-03-28', '2026-04-03', '2026-04-20');

  it('is asked about where later days stand in as many rows under a word that nobody knows', () => {
    expect(plan('Grumpf')).toContain('Date finished');
    expect(asked(['Tasks', ...THINGS], ['Owner', ...NAMES], FROM, ['Date finished', ...ENDS])).toEqual([]);
  });
});

describe('a word for the task that is passed over for longer texts', () => {
  const numbered = ['Task 1', 'Task 2', 'Task 3', 'Task 4', 'Task 5', 'Task 6', 'Task 7', 'Task 8'];
  const twice = <T>(of: readonly T[]): readonly T[] => [...of, ...of];
  const longer = twice(THINGS).map((text, i) => `${text}, as somebody said on day ${i}`);
  const others: readonly Column[] = [
    ['Owner', ...twice(NAMES)],
    ['Deadline', ...twice(ENDS)],
    ['Status', ...twice(STATES)],
  ];

  it('is asked about', () => {
    expect(asked(['Task name', ...numbered], ['Description', ...longer], ...others)).toContain('Description');
    expect(asked(['Ref', ...numbered], ['Description', ...longer], ...others)).toEqual([]);
  });
});
