import type { AnswerKind, Typed } from '../../core/answers/model.ts';
import type { Given } from '../support/scenario.ts';
import { type Book, EMPTY_TABS } from './book.ts';

/**
 * A new shop from the request to the archive, in Chinese: four departments, seven weeks, Friday 19 June off. Typed by hand are the
 * request and the plan; all else is answered at ten with the buttons of mails, after the sweep at nine.
 */

export const CAST: Omit<Given, 'steps'> = {
  locale: 'zh-CN',
  settings: {
    projectLead: '沈月',
    keeper: '龚凡',
    executive: '唐总',
    organiser: '沈月',
    project: '滨江店开业',
  },
  tabs: {
    directory: (
      [
        ['林晓', '营运部'],
        ['何苗', '营运部'],
        ['许强', '工程部'],
        ['郑浩', '工程部'],
        ['罗敏', '采购部'],
        ['邓宇', '采购部'],
        ['谢宁', '信息部'],
        ['冯磊', '信息部'],
        ['曹颖', ''],
        ['袁峰', ''],
        ['唐总', ''],
        ['沈月', ''],
        ['龚凡', ''],
      ] as const
    ).map(([name, department], i) => ({ name, email: `p${i + 1}@example.com`, department, language: 'zh-CN' })),
    departments: [
      { name: '营运部', head: '林晓', divisionLeader: '曹颖' },
      { name: '工程部', head: '许强', divisionLeader: '袁峰' },
      { name: '采购部', head: '罗敏', divisionLeader: '曹颖' },
      { name: '信息部', head: '谢宁', divisionLeader: '袁峰' },
    ],
    calendar: [{ date: '2026-06-19', kind: '休息', source: '官方', note: '端午节' }],
    ...EMPTY_TABS,
  },
};

export type Act = (book: Book) => Promise<void>;
const YEAR = '2026';

const Q = 'Q-0001';

/** What somebody presses and fills in, on the morning of the day it stands under. */
export interface Press {
  readonly by: string;
  readonly item: string;
  readonly kind: AnswerKind;
  readonly typed: Typed;
}
const press = (by: string, item: string, kind: AnswerKind, typed: Typed = {}): Press => ({ by, item, kind, typed });

const SIGNED = { signRead: 'yes' };

const task =
  (
    n: number,
    name: string,
    department: string,
    [responsible, accountable]: readonly [string, string],
    [start, due]: readonly [string, string],
    output: string,
    more: Readonly<Record<string, string>> = {},
  ): Act =>
  (book) =>
    book.add('raci', {
      id: `T-${String(n).padStart(4, '0')}`,
      request: Q,
      name,
      department,
      responsible,
      accountable,
      start: `${YEAR}-${start}`,
      due: `${YEAR}-${due}`,
      output,
      ...more,
    });

/** As the recorder pastes them. */
const MINUTES = `滨江店开业启动会 会议纪要
时间：2026年5月15日 14:00–15:30
地点：三楼会议室
参会人员：林晓、何苗、许强、郑浩、罗敏、邓宇、谢宁、冯磊

议题一：背景与目标
共识：6月12日开业，目标不变
议题二：任务拆解到岗位
共识：按分工表执行
议题三：关键节点与交付标准
共识：6月8日起试营业
议题四：风险与应对
共识：冷柜6月3日进场，施工图提前交给采购

行动计划
| 序号 | 行动 | 负责人 | 部门 | 完成时间 | 成果 |
| --- | --- | --- | --- | --- | --- |
| 1 | 冷柜尺寸给到工程部 | 邓宇 | 采购部 | 2026-05-20 | 尺寸单 |
`;

export interface DayOfStory {
  readonly day: string;
  /** Typed into the workbook before the sweep. */
  readonly typed?: readonly Act[];
  /** Pressed in the mails after it. */
  readonly pressed?: readonly Press[];
}

export const DAYS: readonly DayOfStory[] = [
  {
    day: '05-06',
    typed: [
      (book) =>
        book.add('requests', {
          id: Q,
          name: '滨江店开业',
          initiatingDepartment: '营运部',
          initiator: '何苗',
          goal: '6月12日开业，首周客流不少于3000人',
          scope: '选址已定，含装修、设备、系统、开业物料',
          departments: '工程部、采购部、信息部',
          expected: '可营业的门店和开业档案',
          wantedFinish: '2026-06-12',
          scenario: 'project',
          sharing: 'involved',
          submittedOn: '2026-05-05',
        }),
    ],
    pressed: [
      press('林晓', Q, 'review', {
        reviewComplete: 'yes',
        reviewGoal: 'yes',
        reviewResources: 'yes',
        reviewDates: 'yes',
        reviewResult: 'passed',
      }),
    ],
  },
  {
    day: '05-07',
    pressed: [
      press('许强', 'C-0001', 'assess', { answer: 'can', lead: '郑浩', capacityPeople: '施工队一支' }),
      press('罗敏', 'C-0002', 'assess', {
        answer: 'adjust',
        adjustment: '冷柜6月3日才到货',
        lead: '邓宇',
        capacityPeople: '两人',
      }),
    ],
  },
  {
    day: '05-08',
    pressed: [
      press('谢宁', 'C-0003', 'assess', { answer: 'can', lead: '冯磊', capacityPeople: '一人' }),
      press('何苗', 'C-0002', 'settle', { settlement: '冷柜6月3日进场，开业日期不变' }),
      press('许强', 'S-0001', 'sign', SIGNED),
    ],
  },
  {
    day: '05-11',
    pressed: [press('罗敏', 'S-0002', 'sign', SIGNED), press('谢宁', 'S-0003', 'sign', SIGNED)],
  },
  {
    day: '05-12',
    pressed: [
      press('何苗', Q, 'kickoff', {
        kickoffOn: '2026-05-15',
        start: '14:00',
        end: '15:30',
        place: '三楼会议室',
        host: '何苗',
      }),
    ],
  },
  {
    day: '05-13',
    pressed: [
      press('沈月', 'N-0002', 'stage', { stageSaid: 'done' }),
      press('沈月', 'M-0001', 'materials', { materials: '《启动会材料》' }),
      press('何苗', Q, 'consensus', {
        agreedItems:
          '装修：按施工图竣工，消防验收合格\n冷柜：6月3日进场，试机 24 小时\n收银：小票有店名，三种支付都能用',
      }),
    ],
  },
  {
    day: '05-14',
    pressed: ['林晓', '许强', '罗敏', '谢宁'].map((head) => press(head, 'M-0001', 'feedback', { feedback: '无异议' })),
  },
  {
    // The plan is typed on the morning of the kick-off.
    day: '05-15',
    typed: [
      task(1, '门店装修图', '工程部', ['郑浩', '许强'], ['05-18', '05-22'], '施工图'),
      task(2, '现场施工', '工程部', ['郑浩', '许强'], ['05-25', '06-03'], '竣工单', { predecessors: '门店装修图' }),
      task(3, '设备采购', '采购部', ['邓宇', '罗敏'], ['05-18', '06-03'], '到货单'),
      task(4, '收银系统', '信息部', ['冯磊', '谢宁'], ['05-25', '06-04'], '可用的系统', { supporting: '何苗' }),
      task(5, '开业物料', '采购部', ['邓宇', '罗敏'], ['05-25', '06-05'], '物料清单', { consulted: '何苗' }),
      task(6, '人员培训', '营运部', ['何苗', '林晓'], ['06-01', '06-05'], '培训记录', { informed: '谢宁' }),
      task(7, '试营业', '营运部', ['何苗', '林晓'], ['06-08', '06-10'], '试营业报告', {
        predecessors: '现场施工、设备采购、收银系统',
      }),
    ],
    pressed: [press('沈月', Q, 'promise', { promisedDue: '2026-06-11', stageNote: '试营业后再验收，已和何苗商定' })],
  },
  {
    day: '05-18',
    pressed: [
      press('何苗', 'M-0001', 'minutes', { minutes: MINUTES }),
      press('许强', 'S-0004', 'sign', SIGNED),
      press('罗敏', 'S-0005', 'sign', SIGNED),
      press('谢宁', 'S-0006', 'sign', SIGNED),
      press('林晓', 'S-0007', 'sign', SIGNED),
    ],
  },
  {
    day: '05-19',
    pressed: [
      press('林晓', 'S-0008', 'sign', SIGNED),
      press('许强', 'S-0009', 'sign', SIGNED),
      press('罗敏', 'S-0010', 'sign', SIGNED),
      press('谢宁', 'S-0011', 'sign', SIGNED),
      press('邓宇', 'A-0001', 'done', { output: '《冷柜尺寸单》' }),
    ],
  },
  { day: '05-20', pressed: [press('何苗', 'M-0001', 'approve', { approveRead: 'yes' })] },
  { day: '05-21' },
  {
    day: '05-22',
    pressed: [press('郑浩', 'T-0001', 'redate', { newDue: '2026-05-25', reason: 'process', detail: '物业图纸晚到' })],
  },
  {
    day: '05-25',
    pressed: [press('郑浩', 'T-0001', 'done', { output: '《施工图》终稿' })],
  },
  {
    day: '05-26',
    pressed: [
      press('沈月', 'N-0004', 'stage', { stageSaid: 'moved', stageDue: '2026-06-05', stageNote: '竣工后再评审' }),
    ],
  },
  { day: '05-27' },
  { day: '05-28' },
  {
    // The freezers are stuck at customs.
    day: '05-29',
    pressed: [
      press('邓宇', 'T-0003', 'help', { helpKind: 'resources', issue: '冷柜清关要加急费 8000 元，没有预算' }),
      press('罗敏', 'T-0005', 'progress', { status: 'in-progress', progress: '60' }),
    ],
  },
  {
    day: '06-01',
    pressed: [
      press('曹颖', 'E-0001', 'rule', {
        decision: '加急清关，费用由营运部出',
        newDue: '2026-06-04',
        support: '8000 元，今天划给采购部',
      }),
    ],
  },
  { day: '06-02' },
  {
    day: '06-03',
    pressed: [press('郑浩', 'T-0002', 'done', { output: '《竣工单》' })],
  },
  {
    day: '06-04',
    pressed: [
      press('邓宇', 'T-0003', 'done', { output: '《到货单》' }),
      press('冯磊', 'T-0004', 'done', { output: '收银系统已上线' }),
      press('沈月', 'N-0004', 'stage', { stageSaid: 'done' }),
    ],
  },
  {
    day: '06-05',
    pressed: [
      press('邓宇', 'T-0005', 'done', { output: '《物料清单》' }),
      press('何苗', 'T-0006', 'done', { output: '《培训记录》' }),
    ],
  },
  { day: '06-08' },
  { day: '06-09' },
  { day: '06-10', pressed: [press('何苗', 'T-0007', 'done', { output: '《试营业报告》' })] },
  {
    day: '06-11',
    pressed: [press('何苗', Q, 'handin', { output: '门店可营业，档案齐全', handinBy: '何苗', acceptor: '林晓' })],
  },
  { day: '06-12', pressed: ['许强', '罗敏', '谢宁'].map((head) => press(head, 'V-0001', 'confirm')) },
  {
    day: '06-15',
    pressed: [
      press('林晓', 'V-0001', 'conclude', {
        'item.K-0001': 'fits',
        'item.K-0002': 'fits',
        'item.K-0003': 'misses',
        acceptResult: 'rework',
        findings: '收银小票没有店名',
        reworkOwner: '冯磊',
        reworkDue: '2026-06-17',
      }),
    ],
  },
  { day: '06-16', pressed: [press('冯磊', 'V-0001', 'reworked')] },
  { day: '06-17', pressed: ['许强', '罗敏', '谢宁'].map((head) => press(head, 'V-0002', 'confirm')) },
  { day: '06-18', pressed: [press('林晓', 'V-0002', 'conclude', { acceptResult: 'pass' })] },
  { day: '06-22' },
  { day: '06-23' },
  { day: '06-24' },
  {
    day: '06-25',
    pressed: [
      press('沈月', Q, 'lookback', {
        reuse: '培训材料可给下一家店',
        improvement: '施工图早一周给物业',
        owner: '郑浩',
        due: '2026-07-17',
      }),
    ],
  },
  { day: '06-26', pressed: [press('龚凡', Q, 'archive', { file: '滨江店开业-2026-06-26.zip' })] },
  { day: '06-29' },
];
