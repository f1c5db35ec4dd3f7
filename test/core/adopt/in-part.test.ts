/** What a part of a header is worth: it depends on how many of the other headers are known as a whole. */
import { describe, expect, it } from 'vitest';
import type { ProposedSheet } from '../../../core/adopt/proposal.ts';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

const ownOf = (rows: readonly (readonly RawCell[])[]): ProposedSheet | undefined =>
  proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);

/** What is asked about: `sheet`, and meanings with the headers they are taken from. */
const askedIn = (...columns: readonly Column[]): readonly string[] => {
  const rows = inRows(columns);
  const own = ownOf(rows);
  return [
    ...(own?.ask ? ['sheet'] : []),
    ...(own?.columns ?? []).flatMap(({ meaning, header, ask }) => (ask ? [`${meaning}: ${header}`] : [])),
  ];
};

const days = (...of: readonly string[]): number[] => of.map((day) => on(day));
const DAYS = days('2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23');
const LATER = days('2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02');
const FINDINGS = ['三季度台账未按月更新', '合同归档缺少附件清单', '差旅审批表签字不全', '库房盘点记录前后不一致'];
const THINGS = ['Texture is upside down', 'Menu does not close', 'Sound stops after a minute', 'Score is lost on exit'];
const ACTIONS = ['Repaint the wall panel', 'Replace the lock', 'Call the supplier again', 'Write to the council'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const PEOPLE = ['王建国', '李晓梅', '张海涛', '陈思远'];
const STATES = ['进行中', '已完成', '未开始', '进行中'];

describe('words that two columns say', () => {
  const first: Column = ['Deliverable', ...THINGS];
  const second: Column = ['Activity needed', ...ACTIONS];
  const rest: readonly Column[] = [
    ['Lead person', ...NAMES],
    ['Target completion', ...LATER],
  ];
  const state: Column = ['Work status', 'Not started', 'Done', 'In progress', 'Not started'];
  const [, ...states] = state;

  it('are asked about where no header is a word that people are known to write', () => {
    expect(askedIn(first, second, ...rest, state)).toContain('task: Deliverable');
  });

  it('are not where one is, nor where only one column says them', () => {
    expect(askedIn(first, second, ...rest, ['Status', ...states])).toEqual([]);
    expect(askedIn(first, ['Notes', ...ACTIONS], ...rest, state)).toEqual([]);
  });
});

describe('a day in weak words', () => {
  const cases: Column = ['立案事项', ...FINDINGS];
  const who: Column = ['经办人员', ...PEOPLE];
  const state: Column = ['办理进度', ...STATES];
  const end: Column = ['调查结束时间', ...LATER];

  it('is asked about beside headers that are hardly known, where no start stands before it', () => {
    expect(askedIn(cases, who, end, state)).toContain('due: 调查结束时间');
    expect(askedIn(cases, who, ['调查开始时间', ...DAYS], end, state)).not.toContain('due: 调查结束时间');
  });

  it('is not where several headers are known', () => {
    expect(askedIn(['任务', ...FINDINGS], ['负责人', ...PEOPLE], end, ['状态', ...STATES])).toEqual([]);
  });
});

describe('somebody by a part of a word', () => {
  const steps: Column = ['执行', ...PEOPLE];

  it('is asked about where something else is, and hardly a header is known', () => {
    const unclear: Column = ['日期', ...DAYS];
    expect(askedIn(['工作事项', ...FINDINGS], steps, unclear)).toContain('responsible: 执行');
    expect(askedIn(['任务', ...FINDINGS], steps, unclear, ['状态', ...STATES])).not.toContain('responsible: 执行');
  });
});

describe('whether it is work at all', () => {
  const roles: readonly Column[] = [
    ['角色名称', '项目经理', '测试组长', '配置管理员', '需求分析师'],
    ['关键活动', ...FINDINGS.map((text) => `组织各方核对并说明${text}的原因，逐项记录后报送上级备案`)],
  ];

  it('is asked where two columns say what each row is about, neither outright, and nothing says when or how far', () => {
    expect(askedIn(...roles, ['负责人', ...PEOPLE])).toContain('sheet');
    expect(askedIn(...roles, ['负责人', ...PEOPLE], ['状态', ...STATES])).not.toContain('sheet');
    expect(askedIn(['任务', ...FINDINGS], ['负责人', ...PEOPLE])).not.toContain('sheet');
  });
});

describe('a header of two rows', () => {
  const rows: RawCell[][] = [
    ['Tasks', 'Assignee', 'Date started', 'Date finished', 'Status', null, 'Login and registration', null],
    [null, null, null, null, null, null, 'Backend', 'Remarks'],
    ...THINGS.map((text, i) => [text, NAMES[i] ?? '', DAYS[i] ?? 0, LATER[i] ?? 0, STATES[i] ?? '', null, null, 'x']),
  ];
  const otherOf = (merges: string[]) => {
    const own = proposalOf(strangers([sheet('Sheet1', 1, rows, merges)]), {}, 'en').sheets.find(({ chosen }) => chosen);
    return [own?.headerRow, own?.otherHeader];
  };

  it('is asked about where the second says nothing over a column that is read: it may be of another table', () => {
    expect(otherOf([])).toEqual([2, 1]);
  });

  it('is not where labels are merged down into it', () => {
    expect(otherOf(['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:E2'])[1]).toBeNull();
  });
});

describe('a legend over a plan, in the words of its columns', () => {
  const plan = (tasks: number): RawCell[][] => [
    [...Array<null>(17).fill(null), 'Plan', null, null, null, 'Actual', null, null, null, '% Complete'],
    [...Array<null>(17).fill(null), 'Christmas holiday'],
    [...Array<null>(17).fill(null), 'Exam week'],
    [null, null, 'Plan', 'Plan', 'Actual', 'Actual', 'Percentage'],
    [null, 'Activity', 'Begin', 'Duration', 'Begin', 'Duration', null, null, 'Week'],
    [...Array<null>(8).fill(null), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
    ...Array.from({ length: tasks }, (_, i) => [null, `${THINGS[i % THINGS.length]} ${i}`, i + 1, 3, i + 1, 4, i / 10]),
  ];
  const asked = (tasks: number) => {
    const [own] = proposalOf(strangers([sheet('Sheet1', 1, plan(tasks))]), {}, 'en').sheets;
    return [own?.headerRow, own?.otherHeader];
  };

  it('is not taken for its header without a question', () => {
    expect(asked(11)).toEqual([1, 5]);
  });
});
