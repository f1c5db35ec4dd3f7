import { type Words, w } from './types.ts';

/** How a setting's cell is read. `workdays`: whole number ≥ 0; `clock`: HH:MM; `weekday`: 1 (Monday) – 7. */
export type SettingType =
  | 'text'
  | 'zone'
  | 'locale'
  | 'country'
  | 'clock'
  | 'workdays'
  | 'count'
  | 'weekday'
  | 'person';

export interface Setting {
  readonly type: SettingType;
  /** As it stands in the cell; empty means: not set. */
  readonly default: string;
  readonly unit: Words;
  readonly help: Words;
}

const none = w('', '');
const wd = w('工作日', 'workdays');
const person = w('姓名', 'name');

/** The one table of thresholds and choices. The settings tab, its help, the parser and the docs derive from it. */
export const POLICY = {
  workbookId: {
    type: 'text',
    default: '',
    unit: none,
    help: w('这本工作簿自己的编号，由接力填写。', 'This workbook’s own id, filled in by Baton.'),
  },
  workbookHome: {
    type: 'text',
    default: '',
    unit: none,
    help: w(
      '它所在的位置，由接力填写；复制件的位置不同，所以不会寄信。',
      'Where it lives, filled in by Baton; a copy lives elsewhere and therefore mails nobody.',
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
      '官方假期：CN、US、GB、JP、DE、HK；空着只按周一到周五。',
      'Official holidays: CN, US, GB, JP, DE or HK; empty means Monday–Friday only.',
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
  mailLimit: {
    type: 'count',
    default: '0',
    unit: w('封', 'mails'),
    help: w(
      '一次检查最多寄几封信，超过就先停下；0 表示 20 与人数两倍中较大者。',
      'Most mails in one sweep before it stops; 0 means the larger of 20 and twice the people.',
    ),
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof POLICY;

/**
 * Settings of an adopted workbook, whose sheets keep their own titles and headers:
 * `tab.tracker` = the sheet's title; `column.tracker.status` = the header as it stands there. `-` says that there is
 * none, whatever a title or a header may look like.
 */
export const BINDING = /^(tab|column)\.([\w-]+)(?:\.(\w+))?$/;
