/** What views say, in each language. */
import { type Words, w } from '../index.ts';
import type { ShownSheet } from '../views.ts';

/** Levels by number, as a cell shows them. */
export const LEVELS = [w('一级', 'Level 1'), w('二级', 'Level 2')] as const;

/** What the dashboard says. */
export const DASHBOARD = {
  open: w('进行中的事项', 'Open items'),
  late: w('其中逾期', 'Late among them'),
  soon: w('三个工作日内到期', 'Due within 3 workdays'),
  stuck: w('已升级', 'Escalated'),
  disputes: w('待裁决的问题', 'Issues to decide'),
  standing: w('进展', 'How it stands'),
  onTime: w('按时', 'On time'),
  isLate: w('逾期', 'Late'),
  isStuck: w('已升级', 'Escalated'),
  burnUp: w('完成进度（前六周到后六周）', 'Burn-up: six weeks back, six ahead'),
  week: w('周末', 'Week to'),
  allItems: w('全部事项', 'All items'),
  doneItems: w('已完成', 'Done'),
  dueItems: w('按现在的截止日应完成', 'Due by then, by today’s dates'),
  waiting: w('在等谁', 'Who is waited for'),
  urgent: w('逾期、停滞和有风险的事项', 'Late, stuck or at risk'),
  byStatus: w('按状态', 'By status'),
  byDepartment: w('各部门的事项', 'Load by department'),
  others: w('其他', 'Others'),
  escalations: w('等待裁决', 'Decisions needed'),
  requests: w('需求走到哪一步', 'Where requests stand'),
  notSeen: w('尚未检查', 'Not swept yet'),
  gantt: w('接下来六周', 'The next six weeks'),
  planned: w('计划中', 'Planned'),
  dueDay: w('截止日', 'Due'),
  hindered: w('逾期或受阻', 'Late or held up'),
  dayOff: w('休息日', 'Day off'),
  count: w('数量', 'Items'),
  openShort: w('未完成', 'Open'),
  lateShort: w('逾期', 'Late'),
  since: w('天数', 'Days'),
} as const;

/** What the guide says beyond the sheets' own titles and help. */
export const GUIDE = {
  start: w('怎样开始', 'How to begin'),
  steps: [
    w(
      '在“部门”和“通讯录”里写下部门和人：信只寄给通讯录里的人。',
      'List departments and people in Departments and Directory: mail goes only to people listed there.',
    ),
    w(
      '在“设置”里写下项目负责人、专人、分管高管；时限已有默认值，可以改。',
      'In Settings, name project lead, keeper and executive. The limits have defaults that you may change.',
    ),
    w(
      '在“协作需求申请表”写一行需求，填上提交日期；之后该谁做什么，接力会去问，也会添好要填的行。',
      'Write a request and its date of submission in Requests. From then on Baton asks whoever is next, and adds the rows to fill in.',
    ),
    w(
      '编号不必输入；灰色的列由接力填写。空白行直接填，表格会自己变长。',
      'IDs are filled in for you, and so are the grey columns. Type into the empty rows; tables grow by themselves.',
    ),
  ],
  order: w('工作的顺序，以及每张表写什么', 'The order of work, and what each sheet is for'),
  sheet: w('表', 'Sheet'),
  purpose: w('写什么', 'What it is for'),
  writer: w('谁来写', 'Who writes'),
  roles: w('谁做什么', 'Who does what'),
  role: w('角色', 'Role'),
  does: w('做什么', 'What they do'),
  where: w('写在哪里', 'Named in'),
  colours: w('颜色', 'Colours'),
  words: w('状态用语', 'Status words'),
  wordsHelp: w(
    '从下拉列表中选。括号里是也能读懂的说法。',
    'Chosen from the lists. In brackets: other words that are understood.',
  ),
} as const;

/** Who writes a sheet's rows. */
export const WRITERS = {
  requests: w('发起人；部门负责人初审', 'Initiator; the department’s head reviews'),
  confirmations: w('协作部门', 'The departments asked'),
  consensus: w('需求对接人', 'The contact'),
  stages: w('项目负责人', 'Project lead'),
  raci: w('项目负责人、各部门', 'Project lead and departments'),
  matrix: w('自动生成', 'Fills itself'),
  tracker: w('负责人 R；专人补全', 'The responsible person; the keeper completes'),
  meetings: w('组织人、记录人', 'Organiser and recorder'),
  topics: w('组织人、记录人', 'Organiser and recorder'),
  actions: w('记录人', 'Recorder'),
  communications: w('谈的人', 'Whoever talked'),
  escalations: w('接力；裁决由领导写', 'Baton; leaders write the decision'),
  acceptance: w('责任部门提交，发起方验收', 'The department hands in, the initiating side judges'),
  retrospective: w('项目负责人', 'Project lead'),
  signoffs: w('签字人填日期', 'The signer enters the date'),
  archive: w('接力、专人', 'Baton and the keeper'),
  guide: w('自动生成', 'Fills itself'),
  dashboard: w('自动生成', 'Fills itself'),
  overview: w('自动生成', 'Fills itself'),
  requestForm: w('自动生成', 'Fills itself'),
  confirmationForm: w('自动生成', 'Fills itself'),
  nodesForm: w('自动生成', 'Fills itself'),
  minutesForm: w('自动生成', 'Fills itself'),
  acceptanceForm: w('自动生成', 'Fills itself'),
  directory: w('专人', 'Keeper'),
  departments: w('专人', 'Keeper'),
  settings: w('项目负责人、专人', 'Project lead and keeper'),
  calendar: w('接力；可加自己的行', 'Baton; add your own days'),
} as const satisfies Readonly<Record<ShownSheet, Words>>;

export const ROLES = [
  [
    w('发起人、需求对接人', 'Initiator, contact'),
    w(
      '说清要什么、为什么、做到什么程度；与各部门谈妥需要调整的地方。',
      'Say what is wanted, why, and how far; agree with the departments on what needs adjusting.',
    ),
    'requests',
  ],
  [
    w('部门负责人', 'Department head'),
    w(
      '初审本部门的需求；答复别的部门的需求并指定负责人；每周五 17:00 前更新进度。',
      'Reviews the department’s requests, answers those of others and names a lead; progress is updated by Friday 17:00.',
    ),
    'departments',
  ],
  [
    w('负责人 R', 'Responsible (R)'),
    w(
      '按时完成，写下进度和成果；晚了写原因或新日期。',
      'Gets it done in time, writes progress and evidence; when late, the reason or a new date.',
    ),
    'raci',
  ],
  [
    w('批准人 A', 'Accountable (A)'),
    w('对结果拍板；卡住时先找他。', 'Answers for the result; asked first when it is stuck.'),
    'raci',
  ],
  [
    w('项目负责人', 'Project lead'),
    w(
      '计划、分工、总结；分歧谈不拢时登记。',
      'Plans, divides the work, gathers the lessons; files what cannot be agreed on.',
    ),
    'settings',
  ],
  [
    w('组织人、主持人、记录人', 'Organiser, host, recorder'),
    w(
      '组织人会前发材料；主持人主持并批准纪要；记录人 24 小时内写好纪要。',
      'The organiser sends the materials, the host leads the meeting and approves the minutes, the recorder writes them within 24 hours.',
    ),
    'meetings',
  ],
  [
    w('分管领导、分管高管', 'Division leader, executive'),
    w(
      '先由分管领导协调，再由分管高管裁决；写在升级记录里。',
      'The division leader mediates, then the executive decides; the decision is written in Escalations.',
    ),
    'escalations',
  ],
  [
    w('专人', 'Keeper'),
    w('补全各表；哪一行读不懂，接力会告诉他。', 'Completes the sheets, and is told about rows that cannot be read.'),
    'settings',
  ],
] as const;

/** What the colours of the sheets mean. */
export const COLOURS = {
  input: w('白色：在这里填写', 'White: yours to fill in'),
  ground: w('灰色：接力填写，不必改', 'Grey: filled in by Baton'),
  gap: w(
    '浅橙：必填还空着，或读不懂，看“接力检查”',
    'Soft orange: required and empty, or not understood: see Baton check',
  ),
  late: w('红色：逾期、滞后、受阻', 'Red: late, delayed, blocked'),
  soon: w('橙色：三个工作日内到期', 'Orange: due within three workdays'),
  fine: w('绿色：已完成、通过', 'Green: done, passed'),
} as const;

/** What stands on the printed forms beside the columns' own headers. */
export const FORM = {
  signature: w('签字', 'Signature'),
  date: w('日期', 'Date'),
  request: w('协作需求申请表', 'Request for cooperation'),
  confirmation: w('需求确认函', 'Confirmation of a request'),
  nodes: w('关键时间节点汇总与沟通约定', 'Key dates and communication agreement'),
  minutes: w('会议记录及行动计划表', 'Meeting minutes and action plan'),
  acceptance: w('成果验收报告', 'Acceptance report'),
  basics: w('基本信息', 'The basics'),
  resources: w('资源需求', 'Resources'),
  kind: w('类别', 'Kind'),
  needed: w('需要什么', 'What is needed'),
  available: w('能投入什么', 'What is available'),
  people: w('人力', 'People'),
  budget: w('预算', 'Budget'),
  data: w('数据', 'Data'),
  time: w('时间', 'Time'),
  authority: w('权限', 'Rights'),
  review: w('初审意见', 'First review'),
  question: w('审核内容', 'Question'),
  yesNo: w('是 / 否', 'Yes / no'),
  remark: w('说明', 'Remark'),
  isComplete: w('信息是否完整？', 'Is everything said?'),
  isMeasurable: w('目标是否可量化？', 'Can the goal be measured?'),
  isReasonable: w('资源是否合理？', 'Are the resources reasonable?'),
  isFeasible: w('时间是否可行？', 'Can the dates be kept?'),
  signatures: w('签字确认', 'Signatures'),
  initiator: w('发起人', 'Initiator'),
  initiatingHead: w('发起部门负责人', 'Head of the initiating department'),
  contact: w('需求对接人', 'Contact'),
  departmentHead: w('协作部门负责人', 'Head of the department'),
  lead: w('协作负责人', 'Lead in the department'),
  host: w('主持人', 'Host'),
  recorder: w('记录人', 'Recorder'),
  acceptor: w('验收人', 'Accepted by'),
  submitter: w('成果提交人', 'Submitted by'),
  supporting: w('配合部门', 'Supporting department'),
  external: w('外部验收方', 'External party'),
  answer: w('部门答复', 'The department’s answer'),
  consensus: w('共识清单', 'Agreed items'),
  signed: w('已登记的签字', 'Signatures on record'),
  stages: w('关键时间节点', 'Key dates'),
  agreement: w('沟通约定', 'Communication agreement'),
  regularMeeting: w('例会', 'Regular meeting'),
  weekday: w('星期', 'Weekday'),
  updateBy: w('更新截止时间', 'Updated by'),
  channel: w('沟通渠道', 'Channel'),
  emergencyContact: w('紧急联系人', 'Emergency contact'),
  emergencyPhone: w('紧急电话', 'Emergency phone'),
  signConfirmation: w('需求确认（发起部门）', 'Request confirmed (initiating side)'),
  signDivision: w('分工确认（协作部门）', 'Division of work (departments)'),
  signApproval: w('批准（分管领导）', 'Approved (division leader)'),
  meeting: w('会议信息', 'The meeting'),
  topics: w('议题与共识', 'Topics and consensus'),
  actions: w('行动计划', 'Actions'),
  minutesText: w('纪要', 'Minutes'),
  submission: w('成果提交', 'What was handed in'),
  conclusion: w('验收结论', 'Conclusion'),
  standard: w('验收依据：共识清单', 'Judged by: the agreed items'),
} as const;
