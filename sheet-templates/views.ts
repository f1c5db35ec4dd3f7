/** The sheets that only show what others say, and the columns of the one that is a table. */
import type { TabKey } from './index.ts';
import type { FLOW_COLOURS } from './palette.ts';
import { type Column, type Words, w } from './types.ts';

/** A sheet that only shows what other sheets say: formulas, never read. */
export interface View {
  readonly title: Words;
  /** The one line of help under the sheet's title. */
  readonly help: Words;
  /** Of a view that is one plain table. */
  readonly columns?: Readonly<Record<string, Column>>;
}

const shows = <const T extends Column['type']>(
  type: T,
  width: number,
  header: Words,
  help: Words,
): Column & { readonly type: NoInfer<T> } => ({ header, aliases: [], type, help, width });

/** The views of the full template. */
export const VIEWS = {
  guide: {
    title: w('使用说明', 'Guide'),
    help: w(
      '从这里开始：先做什么，写在哪里，各种颜色和状态是什么意思。',
      'Start here: what comes first, where to write it, what colours and words mean.',
    ),
  },
  matrix: {
    title: w('RACI 矩阵', 'RACI matrix'),
    help: w(
      '由分工表自动生成，显示前 60 个任务和前 24 位在职人员；要改请改分工表。',
      'Made from the RACI sheet: the first 60 tasks and the first 24 active people. To change it, change the RACI sheet.',
    ),
  },
  dashboard: {
    title: w('看板', 'Dashboard'),
    help: w(
      '一屏看全：什么晚了，谁手上多，接下来六周。',
      'On one screen: what is late, who has how much, and the next six weeks.',
    ),
  },
  overview: {
    title: w('总览', 'Overview'),
    help: w(
      '每个事项一行，可筛选，可做数据透视表。文件里是最近一次检查时的情况，在线表格里是跟踪表的前 200 项。不在这里填写。',
      'One row for each item, to filter and pivot. In a file as of the last sweep; online the first 200 of the tracker. Nothing to fill in.',
    ),
    columns: {
      id: shows('text', 9, w('编号', 'ID'), w('任务或行动的编号。', 'ID of the task or action.')),
      name: shows('text', 30, w('事项', 'Item'), w('任务或行动。', 'The task or action.')),
      kind: shows('text', 14, w('类别', 'Kind'), w('写在哪张表里。', 'The sheet in which it is written.')),
      request: shows('text', 10, w('所属需求', 'Request'), w('属于哪个需求。', 'The request it belongs to.')),
      owner: shows('text', 13, w('负责人', 'Who'), w('谁负责。', 'Who is responsible.')),
      department: shows('text', 13, w('责任部门', 'Department'), w('负责的部门。', 'The department responsible.')),
      start: shows('date', 15, w('开始', 'Start'), w('计划开始的日期。', 'The planned start.')),
      due: shows(
        'date',
        15,
        w('截止', 'Due'),
        w('现在算数的截止日期：改过期的，是新日期。', 'The due date in force: the new one where it was re-planned.'),
      ),
      status: shows('text', 12, w('状态', 'Status'), w('跟踪表里的状态。', 'The status in the tracker.')),
      progress: shows('percent', 10, w('进度', 'Progress'), w('跟踪表里的进度。', 'The progress in the tracker.')),
      daysLate: shows(
        'number',
        10,
        w('逾期天数', 'Workdays late'),
        w('过了截止日期几个工作日，按工作日历。', 'Workdays past the due date, by the calendar.'),
      ),
      court: shows('text', 13, w('现在轮到', 'Whose move'), w('事情在谁手上。', 'Who holds the ball.')),
      level: shows('number', 11, w('升级', 'Escalated'), w('已升级到哪一级。', 'How far it has been escalated.')),
      next: shows(
        'text',
        32,
        w('下一步', 'What happens next'),
        w('如果没有变化，接力接下来会做什么。', 'What Baton does next if nothing moves.'),
      ),
    },
  },
  requestForm: {
    title: w('需求申请单', 'Request form'),
    help: w(
      '在右上角选需求编号，其余自动带出；可直接打印。',
      'Choose a request’s ID in the corner; the rest fills itself. Ready to print.',
    ),
  },
  confirmationForm: {
    title: w('需求确认单', 'Confirmation form'),
    help: w(
      '在右上角选确认编号，其余自动带出；可直接打印。',
      'Choose a confirmation’s ID in the corner; the rest fills itself. Ready to print.',
    ),
  },
  nodesForm: {
    title: w('关键节点汇总', 'Key dates form'),
    help: w(
      '在右上角选需求编号，其余自动带出；可直接打印。',
      'Choose a request’s ID in the corner; the rest fills itself. Ready to print.',
    ),
  },
  minutesForm: {
    title: w('会议纪要单', 'Minutes form'),
    help: w(
      '在右上角选会议编号，其余自动带出；可直接打印。',
      'Choose a meeting’s ID in the corner; the rest fills itself. Ready to print.',
    ),
  },
  acceptanceForm: {
    title: w('验收报告单', 'Acceptance form'),
    help: w(
      '在右上角选验收编号，其余自动带出；可直接打印。',
      'Choose an acceptance’s ID in the corner; the rest fills itself. Ready to print.',
    ),
  },
} as const satisfies Record<string, View>;

export type ViewKey = keyof typeof VIEWS;
export const VIEW_KEYS = Object.keys(VIEWS) as ViewKey[];
export const viewOf = (key: ViewKey): View => VIEWS[key];

/** A sheet of a template. */
export type SheetKey = TabKey | ViewKey;
/** A sheet that people see: all but the machine tabs. */
export type ShownSheet = Exclude<SheetKey, `_${string}`>;
export const isView = (sheet: SheetKey): sheet is ViewKey => sheet in VIEWS;

/** What a sheet is for, in the order in which work flows; tabs of a group share a colour. */
export const GROUPS: readonly {
  readonly key: keyof typeof FLOW_COLOURS;
  readonly title: Words;
  readonly sheets: readonly ShownSheet[];
}[] = [
  {
    key: 'ask',
    title: w('提需求：说清要什么，谁来配合', 'Ask: what is wanted, and who joins in'),
    sheets: ['requests', 'confirmations', 'consensus', 'stages'],
  },
  {
    key: 'plan',
    title: w('定分工：谁做什么，做到哪里', 'Plan: who does what, and how far it is'),
    sheets: ['raci', 'matrix', 'tracker'],
  },
  {
    key: 'meet',
    title: w('开会沟通：定下的事有人做', 'Meet: what is agreed gets done'),
    sheets: ['meetings', 'topics', 'actions', 'communications'],
  },
  {
    key: 'decide',
    title: w('裁决与收尾：分歧、验收、总结、归档', 'Decide and close: disputes, acceptance, lessons, archive'),
    sheets: ['escalations', 'acceptance', 'retrospective', 'signoffs', 'archive'],
  },
  {
    key: 'look',
    title: w('查看与打印', 'Look and print'),
    sheets: [
      'guide',
      'dashboard',
      'overview',
      'requestForm',
      'confirmationForm',
      'nodesForm',
      'minutesForm',
      'acceptanceForm',
    ],
  },
  {
    key: 'setUp',
    title: w('基础设置：人、部门、时限、日历', 'Set up: people, departments, limits, calendar'),
    sheets: ['directory', 'departments', 'settings', 'calendar'],
  },
];

/** The sheets of each template, in their order. */
export const TEMPLATES = {
  starter: [
    'guide',
    'requests',
    'raci',
    'tracker',
    'dashboard',
    'overview',
    'directory',
    'departments',
    'settings',
    'calendar',
    '_state',
    '_ledger',
    '_runs',
  ],
  full: [
    'guide',
    'requests',
    'confirmations',
    'consensus',
    'stages',
    'raci',
    'matrix',
    'tracker',
    'meetings',
    'topics',
    'actions',
    'communications',
    'escalations',
    'acceptance',
    'retrospective',
    'signoffs',
    'directory',
    'departments',
    'settings',
    'calendar',
    'dashboard',
    'overview',
    'requestForm',
    'confirmationForm',
    'nodesForm',
    'minutesForm',
    'acceptanceForm',
    'archive',
    '_state',
    '_ledger',
    '_runs',
  ],
} as const satisfies Record<string, readonly SheetKey[]>;

export type Template = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as Template[];
/** The tabs among a template's sheets. */
export const tabsIn = (sheets: readonly SheetKey[]): TabKey[] =>
  sheets.filter((sheet): sheet is TabKey => !isView(sheet));
