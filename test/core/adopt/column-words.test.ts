import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

const proposed = (...columns: readonly Column[]) =>
  proposalOf(strangers([sheet('Sheet1', 1, inRows(columns))]), {}, 'en').sheets.find(({ chosen }) => chosen);

/** Meaning → the header it was found under. */
const meaningsOf = (...columns: readonly Column[]): Record<string, string> =>
  Object.fromEntries(
    proposed(...columns)?.columns.flatMap(({ meaning, header }) => (meaning === null ? [] : [[meaning, header]])) ?? [],
  );

/** `sheet`, and the headers of columns that are asked about. */
const askedOf = (...columns: readonly Column[]): readonly string[] => {
  const own = proposed(...columns);
  if (!own) return ['refused'];
  return [...(own.ask ? ['sheet'] : []), ...own.columns.filter(({ ask }) => ask).map(({ header }) => header)];
};

const THINGS = ['Texture is upside down', 'Menu does not close', 'Sound stops after a minute', 'Score is lost on exit'];
const STATES = ['Open', 'Done', 'In progress', 'Open'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const BEGINS = ['2026-03-02', '2026-03-03', '2026-03-09', '2026-03-16'].map((day) => on(day));
const ENDS = ['2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02'].map((day) => on(day));
const DINGE = ['整理供应商报价', '确定包装尺寸', '联系印刷厂打样', '核对交货时间'];
const LEUTE = ['王丽', '李明', '陈晨', '王丽'];
const WIE_WEIT = ['已完成', '进行中', '未开始', '未开始'];

describe('a task is found', () => {
  it('under a word in the plural, however that is spelt', () => {
    expect(askedOf(['Activities', ...THINGS], ['Owner', ...NAMES], ['Status', ...STATES])).toEqual([]);
  });

  it('by what a compound ends with: a sprint task is a task, a task type and a type of task are types', () => {
    expect(askedOf(['Sprint task', ...THINGS], ['Owner', ...NAMES], ['Status', ...STATES])).toEqual([]);
    expect(
      askedOf(
        ['Bug标题', ...DINGE],
        ['Bug类型', '设计缺陷', '界面优化', '安装部署', '代码错误'],
        ['状态', ...WIE_WEIT],
      ),
    ).toEqual([]);
    for (const header of ['Task type', 'Type of task', 'Bug类型'])
      expect(meaningsOf([header, 'UI', 'UI', 'Sound', 'Score'], ['Title', ...THINGS], ['Status', ...STATES]).task).toBe(
        'Title',
      );
  });

  it('under Task assigned, where sentences stand there, and somebody under Name beside it', () => {
    expect(meaningsOf(['ID', 1, 2, 3, 4], ['Name', ...NAMES], ['Task assigned', ...THINGS])).toMatchObject({
      task: 'Task assigned',
      responsible: 'Name',
    });
    expect(askedOf(['Name', ...NAMES], ['Task', ...THINGS], ['Status', ...STATES])).toContain('Name');
  });

  it('beside who is responsible and how far it is, be the table otherwise one of departments', () => {
    expect(
      meaningsOf(['序号', 1, 2, 3], ['名称', '基本实现'], ['负责人', ...LEUTE], ['状态', ...WIE_WEIT]),
    ).toMatchObject({ responsible: '负责人', status: '状态' });
  });

  it('and asked about, not refused, where only the day on which it was done stands beside it', () => {
    const own = proposed(
      ['Issue', ...THINGS],
      ['Level', 'L', 'M', 'L', 'H'],
      ['Steps to see it', ...DINGE],
      ['Date fixed', ...ENDS],
    );
    expect(own).toMatchObject({ ask: true, kind: 'issues' });
  });
});

describe('who does it is found', () => {
  it('in exports that call everybody a resource, and by those who volunteer', () => {
    expect(
      meaningsOf(['任务名称', ...DINGE], ['开始时间', ...BEGINS], ['完成时间', ...ENDS], ['资源名称', ...LEUTE]),
    ).toEqual({
      task: '任务名称',
      start: '开始时间',
      due: '完成时间',
      responsible: '资源名称',
    });
    expect(meaningsOf(['Task', ...THINGS], ['Volunteer', ...NAMES], ['Status', ...STATES]).responsible).toBe(
      'Volunteer',
    );
  });

  it('where three or four first names stand in each cell, some of them without a capital', () => {
    const several = [
      'Annabel, Benjamin,Meilin',
      'ivylin,Thomas,Benjamin',
      'Annabel,Benjamin,Thomas,Meilin',
      'Meilin,ivylin,Annabel,Benjamin',
      'Thomas,ivylin,Meilin',
      'Annabel, Thomas,Benjamin',
      'Benjamin,Meilin,Thomas,ivylin',
      'Thomas,Benjamin,Annabel',
      'ivylin,Meilin,Annabel',
    ];
    const tasks = several.map((_, n) => `${['Draw', 'Build', 'Test'][n % 3]} the page number ${n}`);
    const columns: Column[] = [
      ['Task', ...tasks],
      ['Assigned to', ...several],
      ['Status', ...several.map(() => 'Done')],
    ];
    expect(meaningsOf(...columns).responsible).toBe('Assigned to');
    expect(askedOf(...columns)).toEqual([]);
  });

  it('and not under a task, where roles and topics stand there', () => {
    const topics = [
      'Project Planning & Team',
      'Design & Test Plan (Group Report)',
      'Front End Development',
      'Product Research',
    ];
    const many = [...topics, ...topics.map((topic) => `${topic} again`), 'Business Analysis (Group Report)'];
    expect(
      askedOf(
        ['Task', ...many.map((_, n) => `Task ${n}`)],
        ['Assigned to', ...many],
        ['Status', ...many.map(() => 'Done')],
      ),
    ).not.toEqual([]);
  });
});

const [ends = null] = ENDS;
describe('the day on which something was closed is not the day on which it is due', () => {
  it('where it stands in some of the rows only', () => {
    for (const header of ['Closing Date', 'Date fixed', 'Resolved date', 'Closure Date', 'Date Done'])
      expect(meaningsOf(['Task', ...THINGS], ['Owner', ...NAMES], [header, null, ends, null, null])).not.toHaveProperty(
        'due',
      );
    for (const header of ['关闭时间', '解决日期'])
      expect(meaningsOf(['问题描述', ...DINGE], ['状态', ...WIE_WEIT], [header, ends])).not.toHaveProperty('due');
  });

  it('where it stands in every row, and all of them are over', () => {
    const over = ['Done', 'Done', 'Closed', 'Done'];
    expect(meaningsOf(['Task', ...THINGS], ['Status', ...over], ['Date fixed', ...ENDS])).not.toHaveProperty('due');
    expect(askedOf(['Task', ...THINGS], ['Status', ...STATES], ['Date fixed', ...ENDS])).toContain('Date fixed');
  });

  it('and is, where it is planned, or asked for', () => {
    for (const header of ['Planned closing date', 'Target resolution date'])
      expect(meaningsOf(['Task', ...THINGS], ['Owner', ...NAMES], [header, ...ENDS]).due).toBe(header);
    for (const header of ['预估完成时间', '排期上线时间', '要求解决时间'])
      expect(askedOf(['任务', ...DINGE], ['负责人', ...LEUTE], [header, ...ENDS], ['状态', ...WIE_WEIT])).toEqual([]);
  });
});

describe('how far it is', () => {
  it('is said by a share done, wherever its sign stands', () => {
    expect(
      askedOf(
        ['任务', ...DINGE],
        ['负责人', ...LEUTE],
        ['开始日期', ...BEGINS],
        ['结束日期', ...ENDS],
        ['%完成', 1, 0.5, 0, 0],
      ),
    ).toEqual([]);
  });

  it('is said by a word of state that stands beside a day or a share', () => {
    const states = ['2026-03-05完成', '完成（3/5）', '80%进行中', '3月9日完成'];
    expect(askedOf(['新人任务', ...DINGE], ['完成情况', ...states])).toEqual([]);
  });

  it('is said by shares under 完成情况', () => {
    expect(meaningsOf(['功能', ...DINGE], ['完成情况', 0.7, 1, 0.5, 0]).progress).toBe('完成情况');
    expect(askedOf(['功能', ...DINGE], ['完成情况', 0.7, 1, 0.5, 0])).toEqual([]);
  });

  it('and not by a share of something else', () => {
    for (const header of ['Vol.-%', 'Discount %'])
      expect(
        meaningsOf(['Summary', ...THINGS], ['Owner', ...NAMES], [header, 0.4, 0.43, 0.45, 0.4]),
      ).not.toHaveProperty('progress');
  });

  it('and not by a yes or a no under a word for a task, as exports have them for what is active or a milestone', () => {
    for (const header of ['活动', '里程碑'])
      expect(
        meaningsOf(
          ['名称', ...DINGE],
          [header, '是', '否', '是', '是'],
          ['开始时间', ...BEGINS],
          ['完成时间', ...ENDS],
        ),
      ).not.toHaveProperty('status');
  });
});

it('a column to be ticked has no day, whatever else its header says', () => {
  const columns: Column[] = [
    ['任务', ...DINGE],
    ['负责人', ...LEUTE],
    ['开始时间', ...BEGINS],
  ];
  expect(meaningsOf(...columns, ['做完时间'])).toMatchObject({ due: '做完时间' });
  expect(meaningsOf(...columns, ['做完了打勾'])).not.toHaveProperty('due');
});

it('what says a day beside itself in the header’s row heads no column', () => {
  const columns: Column[] = [
    ['Task', ...THINGS],
    ['Assigned to', ...NAMES],
    ['Status', ...STATES],
  ];
  const header = columns.map(([name]) => name);
  const rows = inRows(columns).slice(1);
  const own = (first: RawCell[]) =>
    proposalOf(strangers([sheet('Sheet1', 1, [first, ...rows])]), {}, 'en')
      .sheets.find(({ chosen }) => chosen)
      ?.columns.map(({ meaning }) => meaning);
  expect(own([...header, 'Start day', null, 'End day'])).toEqual(expect.arrayContaining(['start', 'due']));
  const said = own([...header, 'Start day', 42_181, 'End day', 42_198]);
  expect(said).toContain('responsible');
  expect(said).not.toContain('start');
  expect(said).not.toContain('due');
});
