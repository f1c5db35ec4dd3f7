/** Which column it is where several could be it: by the words before its head, by where it stands, by its days. */
import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { type Column, on, sheet, strangers } from '../../support/strangers.ts';

/** Meaning → header, with a question mark where it is asked about. */
const meaningsOf = (...columns: readonly Column[]): Readonly<Record<string, string>> => {
  const rows = Array.from({ length: 6 }, (_, row) => columns.map((column) => column[row] ?? null));
  const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
  return Object.fromEntries(
    (own?.columns ?? []).flatMap(({ meaning, header, ask }) =>
      meaning === null ? [] : [[meaning, ask ? `${header}?` : header]],
    ),
  );
};

const daysIn = (month: number): RawCell[] =>
  [3, 7, 12, 18, 24].map((day) => on(`2026-${month}-${`0${day}`.slice(-2)}`));
const SACHEN: Column = ['整改事项', '消防通道堆放杂物', '配电箱未上锁', '灭火器压力不足', '应急灯不亮', '台账缺页'];
const STATES: Column = ['整改状态', '已整改', '整改中', '未整改', '整改中', '已整改'];
const JOBS = [
  'Reseal the roof joint',
  'Train two more staff',
  'Replace the worn belt',
  'Mark the floor',
  'Write it up',
];
const NAMES = ['Ann Carter', 'Ben Osei', 'Mei Lin', 'Ann Carter', 'Ben Osei'];
const OTHERS = ['Rosa Diaz', 'Paul Reid', 'Ida Holm', 'Paul Reid', 'Rosa Diaz'];
const UNITS = ['后勤科', '设备科、总务科', '保卫科', '护理部', '院办'];

describe('where nobody is named', () => {
  it('it is the department that is responsible, be each row another one and no day due', () => {
    expect(meaningsOf(SACHEN, ['责任单位', ...UNITS], STATES).responsible).toBe('责任单位');
    expect(
      meaningsOf(
        ['Action', ...JOBS],
        ['Responsible unit(s)', 'Depot', 'Project team', 'Board', 'Stores', 'Depot'],
        ['Status', 'Open', 'Done', 'Open', 'Done', 'Open'],
      ).responsible,
    ).toBe('Responsible unit(s)');
  });

  it('of several departments the first leads, and who looks it over does not', () => {
    expect(
      meaningsOf(SACHEN, ['牵头单位', '居委会', '民政干事', '供电所', '居委会', '驿站'], ['责任单位', ...UNITS], STATES)
        .responsible,
    ).toBe('牵头单位');
    expect(meaningsOf(['督导单位', ...UNITS], SACHEN, ['承办单位', ...UNITS], STATES).responsible).toBe('承办单位');
    expect(meaningsOf(SACHEN, ['被检查单位', ...UNITS], STATES).responsible).toBe('被检查单位');
  });

  it('a department in a list with days is asked about, be each row another one, and a company is none', () => {
    const due: Column = ['Due date', ...daysIn(11)];
    const firms = ['Alder Ltd', 'Birch plc', 'Cedar Group', 'Doyle Ltd', 'Elm Inc'];
    expect(
      meaningsOf(['制度名称', ...SACHEN.slice(1)], ['修订部门', ...UNITS], ['计划发布', ...daysIn(11)]).responsible,
    ).toBe('修订部门?');
    expect(meaningsOf(['Role', ...JOBS], ['Company', ...firms], due)).not.toHaveProperty('responsible');
  });
});

describe('of two who may do it', () => {
  it('the one behind what is to be done is proposed', () => {
    expect(
      meaningsOf(
        ['Responsible party', ...OTHERS],
        ['Action', ...JOBS],
        ['Responsibility', ...NAMES],
        ['ETA', ...daysIn(11)],
      ).responsible,
    ).toMatch(/^Responsibility/);
  });
});

describe('of days of which no word says more', () => {
  it('the last in each row is due, and the one right before it the start', () => {
    expect(
      meaningsOf(
        ['标段名称', ...SACHEN.slice(1)],
        ['经办人', '马蕊', '郑凯', '马蕊', '郑凯', '马蕊'],
        ['挂网时间', ...daysIn(10)],
        ['开标时间', ...daysIn(11)],
      ),
    ).toMatchObject({ due: '开标时间?', start: '挂网时间?' });
  });
});

describe('a word for a task', () => {
  const who: Column = ['责任人', '马蕊', '郑凯', '马蕊', '郑凯', '马蕊'];
  const due: Column = ['完成时限', ...daysIn(11)];

  it('behind the state is what stands in the way', () => {
    expect(
      meaningsOf(
        ['节点内容', '到货', '安装', '调试', '试运行', '验收'],
        who,
        due,
        ['执行状态', '已完成', '进行中', '未开始', '进行中', '未开始'],
        [
          '存在问题',
          '延迟十一天，扣违约金',
          '接口未通，周会跟踪',
          '场地未移交给施工方',
          '缺备件两套，已催货',
          '验收资料不齐',
        ],
      ).task,
    ).toMatch(/^节点内容/);
  });

  it('that says what is aimed at gives way to what is done for it', () => {
    const aims = ['扭力合格率到九成', '孔位偏差降到零', '漏锁降到千分之一', '点检率到百分百', '返工减半'];
    expect(meaningsOf(['对策', ...SACHEN.slice(1)], ['目标', ...aims], who, due).task).toMatch(/^对策/);
  });

  it('may be a comment that is to be answered', () => {
    const comments = [
      'Provide a wider gate',
      'Hydrant inside the fence',
      'Show the access hatch',
      'Add a drain',
      'Move the panel',
    ];
    expect(
      meaningsOf(
        ['Comment', ...comments],
        ['Response by', ...NAMES],
        ['Response', ...JOBS],
        ['Status', 'Open', 'Closed', 'Open', 'Closed', 'Open'],
      ).task,
    ).toMatch(/^Comment/);
  });
});

describe('how far it is', () => {
  const task: Column = ['Complaint', ...JOBS];
  const owner: Column = ['Handled by', ...NAMES];

  it('may be told by the stage, also before who does it where its words come back, and not by the phase of a plan', () => {
    const stage: Column = ['Stage', 'Submitted', 'Awarded', 'Submitted', 'Awarded', 'Submitted'];
    expect(meaningsOf(stage, ['Next action', ...JOBS], owner, ['Due', ...daysIn(11)]).status).toBe('Stage?');
    const phase: Column = ['Stage', 'Design', 'Design', 'Build', 'Build', 'Test'];
    expect(meaningsOf(phase, ['Task', ...JOBS], owner, ['Due', ...daysIn(11)])).not.toHaveProperty('status');
  });

  it('may be told by what came of it, in words that sound like a state', () => {
    expect(
      meaningsOf(
        task,
        owner,
        ['Due', ...daysIn(11)],
        ['Outcome', 'Upheld - closed', 'Pending review', 'Upheld - closed', 'Pending review', 'Pending review'],
      ).status,
    ).toBe('Outcome?');
  });
});

describe('columns of ticks', () => {
  const ticks = (header: string): Column => [header, '√', '√', '√', null, null];
  it('are steps where there are three or more, and none of them is the state of the whole', () => {
    const team: Column = ['团组名称', '友城展演团', '农机推介团', '文博交流团', '冰雪考察团', '教育访问团'];
    const who: Column = ['经办人', '马蕊', '郑凯', '马蕊', '郑凯', '马蕊'];
    const due: Column = ['拟出访时间', ...daysIn(11)];
    const some = [ticks('公示'), ticks('批件'), ticks('护照')];
    expect(meaningsOf(team, who, due, ...some)).not.toHaveProperty('status');
    expect(meaningsOf(team, who, due, ticks('公示')).status).toBe('公示?');
  });
});

describe('the only column that could be it', () => {
  it('is who looks it over, where nobody else is there', () => {
    expect(
      meaningsOf(['Violation', ...JOBS], ['Inspector', ...NAMES], ['Compliance date', ...daysIn(11)]).responsible,
    ).toBe('Inspector?');
  });

  it('is who answers for it, where nobody is named beside them', () => {
    const due: Column = ['Due date', ...daysIn(11)];
    expect(meaningsOf(['Area for improvement', ...JOBS], ['Person accountable', ...NAMES], due).responsible).toBe(
      'Person accountable?',
    );
    expect(
      meaningsOf(['Area for improvement', ...JOBS], ['Person accountable', ...NAMES], ['Owner', ...OTHERS], due)
        .responsible,
    ).toBe('Owner');
  });

  it('is the day on which it is handed in, behind who does it', () => {
    expect(
      meaningsOf(
        ['资料名称', ...SACHEN.slice(1)],
        ['责任人', '马蕊', '郑凯', '马蕊', '郑凯', '马蕊'],
        ['提交时间', ...daysIn(11)],
      ).due,
    ).toBe('提交时间?');
  });
});

describe('of several that say it outright', () => {
  it('who does it comes before who is in charge of the place', () => {
    expect(
      meaningsOf(
        SACHEN,
        ['网格长', '高原', '邢波', '史勇', '高原', '邢波'],
        ['办理党员', '马蕊', '郑凯', '马蕊', '郑凯', '马蕊'],
        STATES,
      ).responsible,
    ).toMatch(/^办理党员/);
  });

  it('the deadline comes before the day on which it expires, and a planned day in every row before a completion in some', () => {
    expect(
      meaningsOf(
        ['Option', ...JOBS],
        ['Lease expires', ...daysIn(12)],
        ['Notice deadline', ...daysIn(11)],
        ['Owner', ...NAMES],
      ).due,
    ).toMatch(/^Notice deadline/);
    const [first, second] = daysIn(10);
    expect(
      meaningsOf(
        ['Concern', ...JOBS],
        ['Complete date', first ?? null, second ?? null],
        ['Plan date', ...daysIn(11)],
        ['Owner', ...NAMES],
      ).due,
    ).toMatch(/^Plan date/);
  });

  it('the next move is the task where nothing says so outright', () => {
    const interests = [
      'Music and the concert hall',
      'Scholarships for girls',
      'Library and archives',
      'Sports ground',
      'Science labs',
    ];
    expect(
      meaningsOf(
        ['Interest', ...interests],
        ['Last gift', '1', '2', '3', '4', '5'],
        ['Next move', ...JOBS],
        ['Date of next move', ...daysIn(11)],
        ['Solicitor', ...NAMES],
      ).task,
    ).toMatch(/^Next move/);
  });

  it('the day that counts is not the original one', () => {
    expect(
      meaningsOf(
        ['Return', ...JOBS],
        ['Original due date', ...daysIn(9)],
        ['Current due date', ...daysIn(11)],
        ['Preparer', ...NAMES],
      ).due,
    ).toMatch(/^Current due date/);
  });

  it('a risk behind a summary is what may come of it', () => {
    const risks = [
      'A fine by the regulator',
      'Accounts without a check',
      'Loss of a client',
      'Late filing fee',
      'Payments made twice',
    ];
    expect(
      meaningsOf(['Summary', ...JOBS], ['Owner', ...NAMES], ['Risk description', ...risks], ['Due date', ...daysIn(11)])
        .task,
    ).toMatch(/^Summary/);
  });

  it('a customer before a description is whom it is for, and what is due stands under Action due', () => {
    const customers = ['Tidewater Realty', 'First Parish', 'Alder Bakery', 'Mill Street School', 'Harbour Cafe'];
    expect(
      meaningsOf(
        ['Customer', ...customers],
        ['Description', ...JOBS],
        ['Due', ...daysIn(11)],
        ['Status', 'Open', 'Done', 'Open', 'Done', 'Open'],
      ).task,
    ).toMatch(/^Description/);
    expect(
      meaningsOf(
        ['Ref', '1', '2', '3', '4', '5'],
        ['Action due', ...JOBS],
        ['Due date', ...daysIn(11)],
        ['Paralegal', ...NAMES],
      ).task,
    ).toMatch(/^Action due/);
  });
});
