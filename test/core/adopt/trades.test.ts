/** Trackers of offices, sites, factories, schools and shops, in the words these write. */
import { describe, expect, it } from 'vitest';
import { signReader } from '../../../core/adopt/guess/signs.ts';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

const read = signReader();
const saysMost = (header: string): string => {
  const [first] = [...read(header)].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? '-';
};

/** Meaning → header, with a question mark where it is asked about. */
const meaningsOf = (...columns: readonly Column[]): Readonly<Record<string, string>> => {
  const own = proposalOf(strangers([sheet('Sheet1', 1, inRows(columns))]), {}, 'en').sheets.find(
    ({ chosen }) => chosen,
  );
  return Object.fromEntries(
    (own?.columns ?? []).flatMap(({ meaning, header, ask }) =>
      meaning === null ? [] : [[meaning, ask ? `${header}?` : header]],
    ),
  );
};

const FAULTS = ['离合器打滑', '吸盘掉料', '油压不稳', '指示灯不亮'];
const PEOPLE = ['马蕊', '郑凯', '宋立新', '马蕊'];
const DAYS = ['2026-11-05', '2026-11-20', '2026-11-27', '2026-12-02'].map((day) => on(day));
const ACTIONS = [
  'Re-train all staff on labels',
  'Replace the door closer',
  'Order new sharps bins',
  'Put up the poster',
];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];

describe('the words of other trades', () => {
  it.each<[string, string]>([
    ['责任领导', 'accountable'],
    ['分管领导', 'accountable'],
    ['牵头领导', 'accountable'],
    ['业务员', 'responsible'],
    ['跟单员', 'responsible'],
    ['整改人', 'responsible'],
    ['审核员', 'checker'],
    ['督查人', 'checker'],
    ['交办领导', 'requester'],
    ['投诉人', 'requester'],
    ['会办科室', 'supportingDepartments'],
    ['客户名称', 'category'],
    ['设备名称', 'category'],
    ['案由', 'task'],
    ['投诉内容', 'task'],
    ['不良现象', 'task'],
    ['手续名称', 'task'],
    ['议定事项', 'task'],
    ['需协调事项', 'supportNeeded'],
    ['是否销号', 'status'],
    ['当前环节', 'status'],
    ['下次跟进日期', 'due'],
    ['交货期', 'due'],
    ['签订日期', 'created'],
    ['投诉日期', 'created'],
    ['上次联系日期', 'actual'],
    ['Technician', 'responsible'],
    ['Rep', 'responsible'],
    ['Actionee', 'responsible'],
    ['Executive sponsor', 'accountable'],
    ['Tenant', 'requester'],
    ['Trade', 'category'],
    ['Room', 'category'],
    ['Contractor', 'department'],
    ['Needed by', 'due'],
    ['Follow up on', 'due'],
    ['Next due', 'due'],
    ['Raised', 'created'],
    ['Meeting date', 'created'],
    ['Date provided', 'actual'],
    ['Last done', 'actual'],
    ['Problem statement', 'task'],
    ['Snag', 'task'],
    ['RAG', 'status'],
    ['RAG rating', 'status'],
    ['Estimated Finish Time', 'due'],
    ['Estimated time', 'number'],
    ['Last calibration', 'actual'],
    ['上次校准', 'actual'],
    ['谁干', 'responsible'],
    ['谁', 'responsible'],
    ['由谁关闭', 'due'],
    ['要办的', 'task'],
    ['异常描述', 'task'],
    ['注意事项', 'note'],
    ['人工费', 'number'],
  ])('%s says %s', (header, sign) => {
    expect(saysMost(header)).toBe(sign);
  });
});

describe('of two people', () => {
  it('a leader answers for it and does not do it', () => {
    const found = meaningsOf(
      ['反馈问题', ...FAULTS],
      ['责任领导', '高原', '高原', '邢波', '邢波'],
      ['经办人', ...PEOPLE],
      ['整改时限', ...DAYS],
    );
    expect(found.responsible).toMatch(/^经办人/);
    expect(found.accountable).toBe('责任领导');
  });

  it('the one who checks, or who is served, is not the one who does it', () => {
    expect(
      meaningsOf(
        ['Issue', ...ACTIONS],
        ['Tenant', 'Mrs Wood', 'Mr Pine', 'Mrs Wood', 'Mr Oak'],
        ['Technician', ...NAMES],
      ).responsible,
    ).toBe('Technician?');
    expect(
      meaningsOf(['不符合项', ...FAULTS], ['审核员', '高原', '邢波', '高原', '邢波'], ['责任人', ...PEOPLE])
        .responsible,
    ).toBe('责任人');
  });

  it('a contractor does it where nobody else is named', () => {
    expect(
      meaningsOf(
        ['Issue', ...ACTIONS],
        ['Contractor', 'Heatwell', 'PestAway', 'Heatwell', 'Glazeright'],
        ['Status', 'Done', 'Open', 'Open', 'Done'],
      ).responsible,
    ).toBe('Contractor');
  });
});

describe('a department', () => {
  const units: Column = ['责任单位', '仓储公司', '物业', '仓储公司', '物业'];

  it('that stands behind the task, where nobody is named and a day is due, does it', () => {
    expect(meaningsOf(['隐患', ...FAULTS], units, ['整改时限', ...DAYS]).responsible).toBe('责任单位');
    expect(meaningsOf(['隐患', ...FAULTS], units, ['责任人', ...PEOPLE], ['整改时限', ...DAYS])).toMatchObject({
      responsible: '责任人',
      department: '责任单位',
    });
  });

  it('leads where it is the first of two, and not how many people come along', () => {
    const found = meaningsOf(
      ['任务', ...FAULTS],
      ['牵头单位', '居委会', '供电所', '居委会', '街道'],
      ['责任单位', '物业', '爱心企业', '物业', '街道'],
      ['志愿者', '12人', '电工3人', '20人', '4人'],
      ['时间安排', ...DAYS],
      ['状态', '进行中', '已完成', '未开始', '进行中'],
    );
    expect(found.responsible).toBe('牵头单位');
  });

  it('beside names is where these belong', () => {
    const found = meaningsOf(
      ['Task', ...NAMES],
      ['Department', 'Sales', 'Admin', 'Sales', 'Admin'],
      ['Start', ...DAYS],
      ['End', ...DAYS],
    );
    expect(found).not.toHaveProperty('responsible');
  });
});

describe('what a word beside it says', () => {
  it('the last time before the day that is due is no start', () => {
    const last = ['2025-11-05', '2025-11-20', '2025-11-27', '2025-12-02'].map((day) => on(day));
    expect(
      meaningsOf(['Equipment', ...ACTIONS], ['Last calibration', ...last], ['Next due', ...DAYS], ['Owner', ...NAMES]),
    ).not.toHaveProperty('start');
  });

  it('who uses something is asked about, who is working on it is not', () => {
    expect(meaningsOf(['Item', ...ACTIONS], ['Who uses it', ...NAMES], ['Due', ...DAYS]).responsible).toBe(
      'Who uses it?',
    );
    expect(meaningsOf(['Item', ...ACTIONS], ["Who's working", ...NAMES], ['Due', ...DAYS]).responsible).toBe(
      "Who's working",
    );
  });

  it('a mark over marks says how far it is', () => {
    expect(meaningsOf(['Item', ...ACTIONS], ['Owner', ...NAMES], ['✓', '✓', '✓', null, null]).status).toMatch(/^✓/);
  });
});

describe('a title over all columns', () => {
  it('is no part of what each of them is called', () => {
    const rows: RawCell[][] = [
      ['单位：供水公司（盖章）', null, null, null, null],
      ['反馈问题', '责任人', '整改时限', '整改进展', '是否销号'],
      ...FAULTS.map((fault, i): RawCell[] => [
        fault,
        PEOPLE[i] ?? '',
        DAYS[i] ?? null,
        ['31笔已补齐28笔', '制度已修订，约谈未进行', '坐席到岗1人', '2处正在施工'][i] ?? '',
        i % 2 === 0 ? '是' : '否',
      ]),
    ];
    const merges = [{ top: 1, bottom: 1, left: 1, right: 5 }];
    const own = proposalOf(strangers([{ ...sheet('整改台账', 1, rows), merges }]), {}, 'zh-CN').sheets[0];
    expect(own?.headerRow).toBe(2);
    expect(own?.columns.find(({ meaning }) => meaning === 'status')?.header).toBe('是否销号');
  });
});

describe('a header in two rows', () => {
  it('is not cut to the first of them, whose labels are merged down or stand over others', () => {
    const rows: RawCell[][] = [
      ['编号', '任务', '责任分工', null, null, '时间安排', '落实情况'],
      [null, null, '牵头单位', '责任单位', '志愿者', null, null],
      [1, '独居老人摸排', '居委会', '网格员6人', '12人', '11月15日前', '已完成'],
      [2, '棉被、油汀采购', '民政干事', '爱心企业', '-', '11月25日前', '到货一半'],
      [3, '电线安全检查', '供电所', '物业、居委会', '电工3人', '11月30日前', '已查22户'],
      [4, '上门发放', '居委会', '妇联、团支部', '20人', '12月5日', null],
      [5, '暖心食堂延时', '养老驿站', '街道', '4人', '12月起', null],
    ];
    const down = [1, 2, 6, 7].map((left) => ({ top: 1, bottom: 2, left, right: left }));
    const merges = [...down, { top: 1, bottom: 1, left: 3, right: 5 }];
    const own = proposalOf(strangers([{ ...sheet('任务', 1, rows), merges }]), {}, 'zh-CN').sheets[0];
    expect(own?.headerRow).toBe(2);
    expect(own?.columns.find(({ meaning }) => meaning === 'responsible')?.header).toBe('责任分工 牵头单位');
  });
});

describe('a day', () => {
  it('of completion that stands in rows that are not over yet is the day to come', () => {
    expect(meaningsOf(['议定事项', ...FAULTS], ['完成时间', ...DAYS], ['是否办结', '否', '是', '否', '否']).due).toBe(
      '完成时间',
    );
    expect(meaningsOf(['议定事项', ...FAULTS], ['完成时间', ...DAYS], ['是否办结', '是', '是', '是', '是']).due).toBe(
      '完成时间?',
    );
  });

  it('of completion that stands only in rows that are over is none', () => {
    const [one, two] = DAYS;
    expect(
      meaningsOf(
        ['故障现象', ...FAULTS],
        ['维修人', ...PEOPLE],
        ['状态', '已完成', '已完成', '处理中', '处理中'],
        ['完工时间', one ?? null, two ?? null, null, null],
      ),
    ).not.toHaveProperty('due');
  });

  it('may be written as no calendar has it', () => {
    expect(
      meaningsOf(['案由', ...FAULTS], ['承办人', ...PEOPLE], ['答复时限', '6月底前', '7月底前', '每月5日', '立行立改'])
        .due,
    ).toBe('答复时限');
    expect(
      meaningsOf(['Story', ...ACTIONS], ['Writer', ...NAMES], ['First draft', '10/30', '10/9', '10/26', '11/4']).due,
    ).toBe('First draft?');
  });
});

describe('how far something has come', () => {
  it('is asked of a stage that stands behind who does it', () => {
    const stages = ['Quoted', 'Won', 'Quoted', 'Won'];
    expect(meaningsOf(['Next action', ...ACTIONS], ['Rep', ...NAMES], ['Stage', ...stages]).status).toBe('Stage?');
    expect(meaningsOf(['Stage', ...stages], ['Next action', ...ACTIONS], ['Rep', ...NAMES])).not.toHaveProperty(
      'status',
    );
  });

  it('is ticked below 完成 where another column says when', () => {
    const found = meaningsOf(
      ['关账事项', ...FAULTS],
      ['责任人', ...PEOPLE],
      ['截止（次月）', '1日', '2日', '3日', '3日'],
      ['完成', null, null, null, null],
    );
    expect(found).toMatchObject({ due: '截止（次月）', status: '完成?' });
  });

  it('is no attendance of a meeting', () => {
    const found = meaningsOf(
      ['案由', ...FAULTS],
      ['承办人', ...PEOPLE],
      ['当前环节', '已答复', '办理中', '已答复', '答复稿待签发'],
      ['面商情况', '已面商', '电话沟通', '已面商', '电话沟通'],
    );
    expect(found.status).toMatch(/^当前环节/);
  });
});

describe('a list of what is requested', () => {
  it('is followed by its request where nothing else says what is to be done', () => {
    expect(
      meaningsOf(
        ['Ref', '1.1', '1.2', '1.3', '2.1'],
        ['Request', ...ACTIONS],
        ['Needed by', ...DAYS],
        ['Owner', ...NAMES],
      ).task,
    ).toMatch(/^Request/);
  });
});

describe('a column of links', () => {
  it('is no other task', () => {
    const links = FAULTS.map((_, i) => `http://example.com/page/${i}`);
    const found = meaningsOf(['项目名称', ...FAULTS], ['负责人', ...PEOPLE], ['截止', ...DAYS], ['交互', ...links]);
    expect(found.task).toBe('项目名称');
  });
});
