/** Every setting: its default, its bounds and its help. */
import { YES } from './flags.ts';
import { type Locale, type Words, w } from './types.ts';

/**
 * How a setting's cell is read. `workdays`: whole number ≥ 0; `clock`: HH:MM; `weekday`: 1 (Monday) – 7; `hours`: 4, 4h, 4 小时; `weekend`: names of weekdays; `flag`: yes or
 * no; `group`: the address of a group's bot (groups.ts).
 */
export type SettingType =
  | 'text'
  | 'zone'
  | 'locale'
  | 'country'
  | 'weekend'
  | 'clock'
  | 'workdays'
  | 'count'
  | 'hours'
  | 'weekday'
  | 'flag'
  | 'person'
  | 'group';

export interface Setting {
  readonly type: SettingType;
  /** As it stands in the cell; empty means: not set. */
  readonly default: string;
  readonly unit: Words;
  readonly help: Words;
  /** Only listed in the full template's settings; it counts with its default everywhere. */
  readonly full?: true;
  /** Kept by Baton for itself, and not for people to write. */
  readonly baton?: true;
}

const none = w('', '');
const wd = w('工作日', 'workdays');
const person = w('姓名', 'name');
const minutes = w('分钟', 'minutes');

/** The one table of thresholds and choices. The settings tab, its help, the parser and the docs derive from it. */
export const POLICY = {
  workbookId: {
    type: 'text',
    default: '',
    unit: none,
    baton: true,
    help: w('这本工作簿自己的编号，由接力填写。', 'This workbook’s own id, filled in by Baton.'),
  },
  workbookHome: {
    type: 'text',
    default: '',
    unit: none,
    baton: true,
    help: w(
      '它所在的位置，由接力填写；复制件的位置不同，所以不会寄信。',
      'Where it lives, filled in by Baton; a copy lives elsewhere and therefore mails nobody.',
    ),
  },
  heartbeat: {
    type: 'text',
    default: '',
    unit: none,
    baton: true,
    help: w(
      'Google 表格里的触发器上次报到的时刻，由接力填写；两个工作日没有报到就告诉专人。',
      'When the triggers in Google Sheets last reported, filled in by Baton; two workdays without a report, and the keeper is told.',
    ),
  },
  project: {
    type: 'text',
    default: '',
    unit: none,
    help: w('项目名称，写在每封信的上方。', 'The project’s name, at the top of every mail.'),
  },
  locale: {
    type: 'locale',
    default: 'zh-CN',
    unit: none,
    help: w('工作簿的语言：zh-CN 或 en。', 'The workbook’s language: zh-CN or en.'),
  },
  zone: {
    type: 'zone',
    default: 'Asia/Shanghai',
    unit: w('时区', 'time zone'),
    help: w('日期按这个时区理解。', 'The time zone (IANA name) that gives dates their meaning.'),
  },
  country: {
    type: 'country',
    default: '',
    unit: none,
    help: w(
      '官方假期：国家或地区的代码或名称，如 CN、新加坡；空着只按周一到周五。',
      'Official holidays of a country, by its code or name: DE, Germany; empty means Monday–Friday only.',
    ),
  },
  weekend: {
    type: 'weekend',
    default: '',
    unit: none,
    full: true,
    help: w(
      '每周休息的日子，如：周五、周六；空着按上面的国家，没有写国家就是周六、周日。',
      'The days off of each week, such as Friday, Saturday; empty means as in that country, else Saturday and Sunday.',
    ),
  },
  workdayEnd: {
    type: 'clock',
    default: '18:00',
    unit: w('时:分', 'hh:mm'),
    help: w('一天的时限在几点结束。', 'When a day’s limit ends.'),
  },
  sweepTime: {
    type: 'clock',
    default: '09:00',
    unit: w('时:分', 'hh:mm'),
    help: w('每个工作日几点检查。', 'When the sweep runs on workdays.'),
  },
  projectLead: {
    type: 'person',
    default: '',
    unit: person,
    help: w('项目负责人，升级时抄送。', 'The project lead, copied when something escalates.'),
  },
  keeper: {
    type: 'person',
    default: '',
    unit: person,
    help: w('专人：表里有读不懂的行时告诉他。', 'The keeper, told about rows that cannot be read.'),
  },
  executive: {
    type: 'person',
    default: '',
    unit: person,
    help: w('分管高管，第二级升级由他裁决。', 'The executive who rules at level 2.'),
  },
  remindDays: {
    type: 'workdays',
    default: '3',
    unit: wd,
    help: w('截止前几个工作日提醒负责人。', 'How long before the due date the owner is reminded.'),
  },
  collectDays: {
    type: 'workdays',
    default: '2',
    unit: wd,
    help: w('截止后几个工作日收集完成成果。', 'How long after the due date evidence is asked for.'),
  },
  stuckDays: {
    type: 'workdays',
    default: '3',
    unit: wd,
    help: w('多久没有变化就升级到分管领导。', 'How long without movement before division leaders are told.'),
  },
  executiveDays: {
    type: 'workdays',
    default: '3',
    unit: wd,
    help: w('告诉分管领导后多久仍无变化，升级到高管。', 'How long after that before the executive is told.'),
  },
  quietDays: {
    type: 'workdays',
    default: '0',
    unit: wd,
    help: w(
      '没有截止日期的任务，几个工作日没有更新就请负责人说一下进展；0 表示不问。',
      'How long a task without a due date may go without an update before its owner is asked for one; 0 means never.',
    ),
  },
  updateDay: {
    type: 'weekday',
    default: '5',
    unit: w('1=周一 … 7=周日', '1=Mon … 7=Sun'),
    help: w('每周哪天之前更新进度。', 'The weekday by which progress is updated.'),
  },
  updateTime: {
    type: 'clock',
    default: '17:00',
    unit: w('时:分', 'hh:mm'),
    help: w('那天几点之前。', 'The time on that day.'),
  },
  firstList: {
    type: 'flag',
    default: 'yes',
    unit: w('是或否', 'yes or no'),
    help: w(
      '第一次检查时，给每个人寄一份表里归他的事。',
      'Whether the first sweep sends everybody a list of what is theirs in the workbook.',
    ),
  },
  sameDay: {
    type: 'flag',
    default: 'yes',
    unit: w('是或否', 'yes or no'),
    help: w(
      '有人在网页上答复以后，下一步等着的人当天就收到信，不用等到第二天早上。',
      'Whether an answer on a page is handed on the same day to whoever waits for it, and not the next morning.',
    ),
  },
  groupChannel: {
    type: 'group',
    default: '',
    unit: none,
    help: w(
      '群机器人的地址（飞书、钉钉、企业微信、Slack、Teams）：有新情况的工作日，早上往群里发一张卡片；空着不发。',
      'Address of a group’s bot (Feishu, DingTalk, WeCom, Slack, Teams): on workdays with news one card goes there in the morning; empty means none.',
    ),
  },
  mailLimit: {
    type: 'count',
    default: '0',
    unit: w('封', 'mails'),
    help: w(
      '一次检查最多寄几封信，超过就先停下；0 表示 20 与人数两倍中较大者。',
      'Most mails in one sweep before it stops; 0 means the larger of 20 and twice the people.',
    ),
  },
  reviewDays: {
    type: 'workdays',
    default: '1',
    unit: wd,
    full: true,
    help: w('需求提交后几个工作日内初审。', 'How long the first review of a submitted request may take.'),
  },
  assessDays: {
    type: 'workdays',
    default: '2',
    unit: wd,
    full: true,
    help: w('部门收到需求后几个工作日内答复。', 'How long a department may take to answer a request.'),
  },
  adjustDays: {
    type: 'workdays',
    default: '2',
    unit: wd,
    full: true,
    help: w('需要调整的，几个工作日内书面谈妥。', 'How long an adjustment may take to be settled in writing.'),
  },
  signDays: {
    type: 'workdays',
    default: '2',
    unit: wd,
    full: true,
    help: w('请签之后几个工作日内签字。', 'How long a signature may take.'),
  },
  kickoffDays: {
    type: 'workdays',
    default: '3',
    unit: wd,
    full: true,
    help: w('需求确认后几个工作日内开启动会。', 'How long after a request is confirmed its kick-off is held.'),
  },
  divisionDays: {
    type: 'workdays',
    default: '3',
    unit: wd,
    full: true,
    help: w(
      '启动会后几个工作日内完成计划和分工。',
      'How long after the kick-off plan and division of work are complete.',
    ),
  },
  repeatDays: {
    type: 'workdays',
    default: '5',
    unit: wd,
    full: true,
    help: w(
      '定期召开的会和重复的任务，提前几个工作日添加下一行。',
      'How long before a regular meeting, or a task that repeats, its next row is added.',
    ),
  },
  materialsDays: {
    type: 'workdays',
    default: '2',
    unit: wd,
    full: true,
    help: w('会前几个工作日发出会议材料。', 'How long before a meeting its materials go out.'),
  },
  feedbackDays: {
    type: 'workdays',
    default: '1',
    unit: wd,
    full: true,
    help: w('会前几个工作日收齐部门反馈。', 'How long before a meeting the departments’ feedback is in.'),
  },
  minutesHours: {
    type: 'count',
    default: '24',
    unit: w('小时', 'hours'),
    full: true,
    help: w('会议结束后几小时内提交纪要。', 'How many hours after the end the minutes are in.'),
  },
  approveDays: {
    type: 'workdays',
    default: '1',
    unit: wd,
    full: true,
    help: w('纪要提交后几个工作日内由主持人批准。', 'How long the host may take to approve the minutes.'),
  },
  disputeDays: {
    type: 'workdays',
    default: '3',
    unit: wd,
    full: true,
    help: w(
      '双方协商几个工作日未果，就请分管领导协调。',
      'How long both owners negotiate before their division leaders step in.',
    ),
  },
  acceptDays: {
    type: 'workdays',
    default: '2',
    unit: wd,
    full: true,
    help: w('任务全部完成后几个工作日内验收。', 'How long after all tasks are done acceptance is held.'),
  },
  retrospectiveDays: {
    type: 'workdays',
    default: '5',
    unit: wd,
    full: true,
    help: w('验收通过后几个工作日内完成总结。', 'How long after a pass the retrospective is written.'),
  },
  archiveDays: {
    type: 'workdays',
    default: '5',
    unit: wd,
    full: true,
    help: w('验收通过后几个工作日内归档。', 'How long after a pass the request is archived.'),
  },
  urgentDays: {
    type: 'workdays',
    default: '1',
    unit: wd,
    full: true,
    help: w(
      '紧急需求的各项时限最多几个工作日，升级也是；0 表示与其他需求相同。',
      'The most that any limit of an urgent request may be, escalation included; 0 means the same as for others.',
    ),
  },
  urgentHours: {
    type: 'hours',
    default: '0',
    unit: w('小时', 'hours'),
    full: true,
    help: w(
      '紧急需求的答复最多几个工作小时，从通知起算；0 表示只按天。',
      'The most working hours for an answer on an urgent request, once told; 0 means days only.',
    ),
  },
  workdayStart: {
    type: 'clock',
    default: '09:00',
    unit: w('时:分', 'hh:mm'),
    full: true,
    help: w('按小时的时限几点算起。', 'When working hours begin.'),
  },
  bufferDays: {
    type: 'workdays',
    default: '1',
    unit: wd,
    full: true,
    help: w(
      '等别的部门交付的任务，前面至少留几个工作日。',
      'How long to leave between a task and the output of another department that it waits for.',
    ),
  },
  topicsMin: {
    type: 'count',
    default: '3',
    unit: w('个', 'topics'),
    full: true,
    help: w('一次会议最少几个议题，少了会提示。', 'The fewest topics of a meeting; fewer are pointed out.'),
  },
  topicsMax: {
    type: 'count',
    default: '5',
    unit: w('个', 'topics'),
    full: true,
    help: w('一次会议最多几个议题，多了会提示。', 'The most topics of a meeting; more are pointed out.'),
  },
  meetingMin: {
    type: 'count',
    default: '60',
    unit: minutes,
    full: true,
    help: w('会议最短多长。', 'The shortest a meeting should be.'),
  },
  meetingMax: {
    type: 'count',
    default: '90',
    unit: minutes,
    full: true,
    help: w('会议最长多长。', 'The longest a meeting should be.'),
  },
  weeklyMin: {
    type: 'count',
    default: '15',
    unit: minutes,
    full: true,
    help: w('周会最短多长。', 'The shortest a weekly meeting should be.'),
  },
  weeklyMax: {
    type: 'count',
    default: '30',
    unit: minutes,
    full: true,
    help: w('周会最长多长。', 'The longest a weekly meeting should be.'),
  },
  stageConfirmDays: {
    type: 'workdays',
    default: '2',
    unit: wd,
    full: true,
    help: w(
      '阶段计划：起算日后第几个工作日完成需求确认。',
      'Stage plan: the workday after the anchor day by which the request is confirmed.',
    ),
  },
  stageKickoffDays: {
    type: 'workdays',
    default: '3',
    unit: wd,
    full: true,
    help: w(
      '阶段计划：第几个工作日完成计划、分工和启动会。',
      'Stage plan: the workday of plan, division of work and kick-off.',
    ),
  },
  stageDeliverableDays: {
    type: 'workdays',
    default: '10',
    unit: wd,
    full: true,
    help: w('阶段计划：第几个工作日交出首个成果。', 'Stage plan: the workday of the first deliverable.'),
  },
  stageReviewDays: {
    type: 'workdays',
    default: '12',
    unit: wd,
    full: true,
    help: w('阶段计划：第几个工作日评审。', 'Stage plan: the workday of the review.'),
  },
  stageAcceptanceDays: {
    type: 'workdays',
    default: '15',
    unit: wd,
    full: true,
    help: w('阶段计划：第几个工作日验收。', 'Stage plan: the workday of acceptance.'),
  },
  managerDay: {
    type: 'weekday',
    default: '5',
    unit: w('1=周一 … 7=周日', '1=Mon … 7=Sun'),
    full: true,
    help: w(
      '每周哪天早上给部门负责人和分管领导寄汇总。',
      'The weekday on which heads and division leaders get their digest.',
    ),
  },
  organiser: {
    type: 'person',
    default: '',
    unit: person,
    full: true,
    help: w(
      '会议组织人（PMO）：没有写组织人的会议由他发材料。',
      'The organiser (PMO), who prepares meetings that name none.',
    ),
  },
  emergencyContact: {
    type: 'person',
    default: '',
    unit: person,
    full: true,
    help: w('紧急联系人。', 'Whom to reach in an emergency.'),
  },
  emergencyPhone: {
    type: 'text',
    default: '',
    unit: none,
    full: true,
    help: w('紧急联系人的电话。', 'The emergency contact’s phone number.'),
  },
  channel: {
    type: 'text',
    default: '',
    unit: none,
    full: true,
    help: w('日常沟通用什么：群、邮件、电话……', 'Where people talk day to day: a group, mail, phone…'),
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof POLICY;

/** What is written where nobody has said otherwise, in the workbook's language. */
export const usualSetting = (key: SettingKey, locale: Locale): string => {
  const { type, default: usual } = POLICY[key];
  return type === 'flag' ? YES.label[locale] : usual;
};

/** The settings that a template lists: the starter does without those of the whole process. */
export const settingsIn = (full: boolean): SettingKey[] =>
  (Object.keys(POLICY) as SettingKey[]).filter((key) => {
    const setting: Setting = POLICY[key];
    return full || !setting.full;
  });

/** Says that the workbook's own add-on sweeps it, and nobody else. It stands in no template: its row comes when that is switched on. */
export const SWEPT_BY = {
  key: 'sweptBy',
  addOn: 'add-on',
  called: w('由谁检查', 'Swept by'),
  help: w(
    '写着 add-on 时，由 Google 表格里的插件检查并寄信，服务器和命令行不再检查；在插件的菜单里打开和关掉。',
    'With add-on here, the add-on in Google Sheets sweeps and mails, and servers and the command line refuse to; the add-on’s menu switches it.',
  ),
} as const;

/**
 * Settings of an adopted workbook, whose sheets keep their own titles and headers:
 * `tab.tracker` = the sheet's title; `column.tracker.status` = the header as it stands there. `-` says that there is
 * none, whatever a title or a header may look like.
 */
export const BINDING = /^(tab|column)\.([\w-]+)(?:\.(\w+))?$/;
