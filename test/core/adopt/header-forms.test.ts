/** What a header says by its form, in words that no list has to hold. */
import { describe, expect, it } from 'vitest';
import { signReader } from '../../../core/adopt/guess/signs.ts';
import { likelyState } from '../../../core/adopt/guess/states.ts';
import { proposalOf } from '../../../core/adopt/propose.ts';
import { type Column, on, sheet, strangers } from '../../support/strangers.ts';

const read = signReader();
const saysMost = (header: string): string => {
  const [first] = [...read(header)].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? '-';
};

/** Meaning → header, with a question mark where it is asked about. */
const meaningsOf = (...columns: readonly Column[]): Readonly<Record<string, string>> => {
  const rows = Array.from({ length: 5 }, (_, row) => columns.map((column) => column[row] ?? null));
  const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
  return Object.fromEntries(
    (own?.columns ?? []).flatMap(({ meaning, header, ask }) =>
      meaning === null ? [] : [[meaning, ask ? `${header}?` : header]],
    ),
  );
};

const TASKS = ['Seal the north gutter', 'Replace two door closers', 'Label the isolators', 'Touch up the stair walls'];
const STATES = ['Open', 'Done', 'Open', 'In progress'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const DAYS = ['2026-11-05', '2026-11-20', '2026-11-27', '2026-12-02'].map((day) => on(day));
const SACHEN = ['消防通道堆放杂物', '配电箱未上锁', '灭火器压力不足', '安全出口指示灯不亮'];
const LEUTE = ['马蕊', '郑凯', '宋立新', '马蕊'];

describe('an English header', () => {
  it.each<[string, string]>([
    // By: somebody behind what was done, a day behind what is to be done.
    ['Cleared by', 'responsible'],
    ['Witnessed by', 'checker'],
    ['Referred by', 'requester'],
    ['Renew by', 'due'],
    ['To be completed by', 'responsible'],
    ['Received from', 'requester'],
    ['To be taught on', 'due'],
    ['Last activity', 'actual'],
    ['Guest complaint', 'task'],
    // What was done on a day, and what is still owed.
    ['Date answered', 'created'],
    ['Implemented on', 'actual'],
    ['Created at', 'created'],
    ['Date of loss', 'created'],
    ['Committed date', 'due'],
    ['Agreed implementation date', 'due'],
    ['Planned completion', 'due'],
    ['Planned close-out', 'due'],
    ['Target quarter', 'due'],
    ['Next hearing', 'due'],
    ['Timescale', 'due'],
    ['Issue date', 'created'],
    // What it ends with is its kind.
    ['Action party', 'responsible'],
    ['Organization POC', 'responsible'],
    ['Programme officer', 'responsible'],
    ['Responsible contractor', 'department'],
    ['Responsible discipline', 'department'],
    ['Key activity', 'task'],
    ['Document title', 'task'],
    ['Target audience', '-'],
    ['Delivery method', '-'],
    ['Ball in court', 'responsible'],
    ['Crew', 'department'],
    ['Lead beneficiary', 'department'],
    ['Worksheet agent', 'responsible'],
    ['Production editor', 'responsible'],
    ['Editor', '-'],
    ['Currently with', 'responsible'],
    ['Owner/Role', 'responsible'],
    ['Names', 'responsible'],
    ['Client name', 'category'],
    ['Job %', 'progress'],
    ['Disposition', 'status'],
    ['Current position', 'status'],
    ['Cut-off', 'due'],
    ['No later than', 'due'],
    ['Timing', 'due'],
    ['Planned inspection date', 'due'],
    ['Inspection date', 'created'],
    ['Escalated to', 'informed'],
    ['Resources required', 'supportNeeded'],
    ['Registrar', 'responsible'],
    ['Proofreader', 'checker'],
    ['Indicator', '-'],
    // Who says yes, looks over or answers, by the stem before by; whose it is to act; whom it is for.
    ['Signed off by', 'accountable'],
    ['Backcheck by', 'checker'],
    ['Response by', 'responsible'],
    ['Lead negotiator', 'responsible'],
    ['Action office', 'department'],
    ['Opposing counsel', 'category'],
    // Short for more.
    ["Date rec'd", 'created'],
    ['Sched. date', 'due'],
    ['Expected back', 'due'],
    ['Est. return', 'due'],
    ['Expected case', '-'],
    ['Department head', 'responsible'],
    ['Barrier', 'task'],
    ['Task to complete', 'task'],
  ])('%s says %s', (header, sign) => {
    expect(saysMost(header)).toBe(sign);
  });

  it('with a bare By is somebody or a day, as its cells say', () => {
    const task: Column = ['Job', ...TASKS];
    const state: Column = ['Status', ...STATES];
    expect(meaningsOf(task, ['By', ...DAYS], state)).toMatchObject({ due: expect.stringMatching(/^By/) });
    expect(meaningsOf(task, ['By', ...NAMES], state)).toMatchObject({ responsible: expect.stringMatching(/^By/) });
  });

  it('that says what was done is no state beside one, and not the day that is due', () => {
    expect(
      meaningsOf(
        ['Issue', ...TASKS],
        ['Owner', ...NAMES],
        ['Insurer notified', 'Yes', 'No', 'Yes', 'Yes'],
        ['Status', ...STATES],
      ).status,
    ).toBe('Status');
    expect(meaningsOf(['Issue', ...TASKS], ['Owner', ...NAMES], ['Acknowledged', ...DAYS])).not.toHaveProperty('due');
  });

  it('of somebody a row is about asks who does it', () => {
    expect(meaningsOf(['Incident', ...TASKS], ['Injured person', ...NAMES], ['Status', ...STATES]).responsible).toBe(
      'Injured person?',
    );
  });
});

describe('a Chinese header', () => {
  it.each<[string, string]>([
    // Where it stands now, until when, whose it is, and whom it is about.
    ['当前步骤', 'status'],
    ['目前进程', 'status'],
    ['现状', 'status'],
    ['提前多久', 'due'],
    ['距截标', 'due'],
    ['要求反馈时间', 'due'],
    ['反馈时间', 'created'],
    ['最后完成期限', 'due'],
    ['最后更新时间', 'updatedOn'],
    ['时间计划', 'due'],
    ['上传日期', 'created'],
    ['签收时间', 'created'],
    ['下达对象', 'department'],
    ['责任岗位', 'department'],
    ['交办镇街/部门', 'department'],
    ['销号人', 'checker'],
    ['乘客姓名', 'category'],
    ['负责人姓名', 'responsible'],
    ['整改期限', 'due'],
    ['供应商回复日期', 'due'],
    ['发起时间', 'created'],
    ['下次校准日期', 'due'],
    ['下次免疫', 'due'],
    ['什么时候办', 'due'],
    ['谁去买', 'responsible'],
    ['谁提的', 'requester'],
    ['办好没', 'status'],
    ['要准备的东西', 'task'],
    // What stands last before the word for a person says what they do.
    ['投诉处理人', 'responsible'],
    ['信访责任人', 'responsible'],
    ['审核负责人', 'checker'],
    ['配合责任人', 'supporting'],
    ['驻村干部', 'responsible'],
    // What goes on behind a word that is known says something else.
    ['任务出处', 'category'],
    ['完成形式', 'category'],
    ['完成标志', '-'],
    ['不良率', 'number'],
    ['任务列表', 'task'],
    ['问题点', 'task'],
    ['工作要求', 'measure'],
    // Whom it is about, and what was talked about.
    ['学生姓名', 'category'],
    ['候选人', 'category'],
    ['被检查人', 'category'],
    ['被检查单位', 'department'],
    ['异常情况', 'task'],
    ['拜访内容', 'note'],
    // Of two that are joined the first says what it is, unless the second names somebody.
    ['进展情况及存在问题', 'status'],
    ['问题及整改措施', 'task'],
    ['责任单位及责任人', 'responsible'],
    // What a place of work, somebody in charge or a planned step is, by the signs it is made of.
    ['责任网点', 'department'],
    ['审查单位', 'checker'],
    ['责任条线', 'department'],
    ['参演单位', 'supportingDepartments'],
    ['故障说明', 'task'],
    ['主查', 'responsible'],
    ['网格长', 'responsible'],
    ['周长', '-'],
    ['部署领导', 'requester'],
    ['计划进场', 'due'],
    ['实际进场', 'actual'],
    ['问题简要表述', 'task'],
    ['时间开始', 'start'],
    ['计划工期竣工', 'due'],
  ])('%s says %s', (header, sign) => {
    expect(saysMost(header)).toBe(sign);
  });

  it('缺陷设备 is a thing, and what is wrong with it says the next column', () => {
    expect(
      meaningsOf(
        ['缺陷设备', '1号主变', '2203断路器', '3号主变', '2205断路器'],
        ['缺陷描述', ...SACHEN],
        ['处理人', ...LEUTE],
        ['处理期限', ...DAYS],
      ).task,
    ).toMatch(/^缺陷描述/);
  });

  it('整改期限 is the day that is due, and the one who puts it right does it', () => {
    expect(
      meaningsOf(
        ['隐患描述', ...SACHEN],
        ['排查人', '高原', '邢波', '高原', '邢波'],
        ['隐患整改人', ...LEUTE],
        ['整改期限', ...DAYS],
        ['整改状态', '已整改', '整改中', '未整改', '整改中'],
      ),
    ).toMatchObject({ task: '隐患描述', responsible: '隐患整改人', due: '整改期限' });
  });

  it('复验 over what came of it is nobody', () => {
    expect(
      meaningsOf(
        ['缺陷描述', ...SACHEN],
        ['整改单位', '物业', '电梯厂', '物业', '电梯厂'],
        ['计划完成', ...DAYS],
        ['复验', '合格', '不合格', '合格', '不合格'],
      ).responsible,
    ).toBe('整改单位?');
  });
});

describe('a word of state', () => {
  it.each<[string, string | null]>([
    ['未到货', 'not-started'],
    ['不合格', 'in-progress'],
    ['送审', 'in-progress'],
    ['已归档', 'done'],
    ['已分配', 'not-started'],
    ['已下达', 'not-started'],
    ['With lab', 'in-progress'],
    ['Answered', 'done'],
    ['Unanswered', null],
    ['Assigned', null],
    ['Superseded', 'cancelled'],
    ['Expired', 'delayed'],
  ])('%s is proposed as %s', (text, state) => {
    expect(likelyState(text)).toBe(state);
  });
});

describe('a day of completion', () => {
  const some = DAYS.map((day, i) => (i < 2 ? day : null));

  it('that stands in fewer rows than one by which it is due says when it was done', () => {
    expect(
      meaningsOf(['隐患描述', ...SACHEN], ['责任人', ...LEUTE], ['整改期限', ...DAYS], ['完成日期', ...some]).due,
    ).toBe('整改期限');
    expect(
      meaningsOf(['Defect', ...TASKS], ['Owner', ...NAMES], ['Completion date', ...some], ['Target date', ...DAYS]).due,
    ).toBe('Target date');
  });
});
