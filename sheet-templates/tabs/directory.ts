import { ROW_SOURCE } from '../sources.ts';
import { defineTab, w } from '../types.ts';

/** Monday to Friday, and the weekend of those who work on it. */
const WEEKDAYS = [
  w('周一', 'Monday'),
  w('周二', 'Tuesday'),
  w('周三', 'Wednesday'),
  w('周四', 'Thursday'),
  w('周五', 'Friday'),
  w('周六', 'Saturday'),
  w('周日', 'Sunday'),
];

export const directory = defineTab({
  key: 'directory',
  title: w('通讯录', 'Directory'),
  aliases: ['人员名单', '联系人', '人员', 'People', 'Contacts', 'Address book', 'Stakeholders'],
  help: w('一行是一个人。信只寄给这里的人。', 'One row is one person. Mail goes only to people listed here.'),
  columns: {
    name: {
      header: w('姓名', 'Name'),
      aliases: ['名字', '人员', '成员', 'Full name', 'Person'],
      type: 'text',
      required: true,
      help: w('与其他表里写的名字一致；同名的人请区分。', 'As written in the other sheets; tell namesakes apart.'),
      width: 14,
    },
    email: {
      header: w('邮箱', 'Email'),
      aliases: ['邮件', '电子邮箱', '邮箱地址', 'E-mail', 'Mail', 'Email address'],
      type: 'email',
      required: true,
      help: w('一个邮箱地址。', 'One address.'),
      width: 28,
    },
    department: {
      header: w('部门', 'Department'),
      aliases: ['所属部门', 'Team', 'Dept', 'Department / Team'],
      type: 'department',
      help: w('从“部门”表中选。', 'As listed in Departments.'),
      width: 14,
    },
    language: {
      header: w('语言', 'Language'),
      aliases: ['邮件语言', 'Locale', 'Lang'],
      type: 'option',
      options: [
        { key: 'zh-CN', label: w('中文', '中文'), aliases: ['zh', 'zh-CN', '简体中文', 'Chinese'] },
        { key: 'en', label: w('English', 'English'), aliases: ['en', 'en-US', 'en-GB', '英文', '英语'] },
      ],
      help: w(
        '收信用什么语言；空着按工作簿的语言。',
        'The language of this person’s mail; empty means the workbook’s.',
      ),
      width: 11,
    },
    active: {
      header: w('在职', 'Active'),
      aliases: ['有效', '是否在职', '启用', 'Enabled'],
      type: 'flag',
      help: w('空着就是“是”。离职或停用写“否”，不再寄信。', 'Empty means yes. “No” stops all mail to this person.'),
      width: 9,
    },
    delegate: {
      header: w('代理人', 'Delegate'),
      aliases: ['代办人', '代理', 'Cover', 'Deputy', 'Stand-in'],
      type: 'person',
      help: w('外出期间谁来接手，写通讯录里的姓名。', 'Who covers while this person is away.'),
      width: 12,
    },
    delegateFrom: {
      header: w('代理开始', 'Delegate from'),
      aliases: ['代理开始日期', 'Away from', 'Cover from'],
      type: 'date',
      help: w('第一天（含）。', 'First day, included.'),
      width: 17,
    },
    delegateTo: {
      header: w('代理结束', 'Delegate to'),
      aliases: ['代理结束日期', 'Away until', 'Cover until', 'Delegate until'],
      type: 'date',
      help: w('最后一天（含）。', 'Last day, included.'),
      width: 17,
    },
    phone: {
      header: w('手机', 'Mobile'),
      aliases: ['手机号', '手机号码', 'Mobile number', 'Cell phone'],
      type: 'text',
      help: w(
        '只用来在飞书等聊天软件里找到这个人、在群里提到他；按邮箱找得到的可以不写。中国大陆以外的号码写上 +国家代码。',
        'Only to find this person in a chat system that does not know their address, and to mention them in a group. With +country code outside mainland China.',
      ),
      width: 15,
      since: 7,
    },
    channel: {
      header: w('收信方式', 'Channel'),
      aliases: ['收信渠道', '通知渠道', 'Reached by'],
      type: 'option',
      options: [
        { key: 'mail', label: w('邮件', 'Mail'), aliases: ['邮箱', 'Email', 'E-mail'] },
        { key: 'feishu', label: w('飞书', 'Feishu'), aliases: ['Lark', 'feishu'] },
        { key: 'wecom', label: w('企业微信', 'WeCom'), aliases: ['企微', 'wecom'] },
        { key: 'dingtalk', label: w('钉钉', 'DingTalk'), aliases: ['Ding', 'dingtalk'] },
        { key: 'slack', label: w('Slack', 'Slack'), aliases: [] },
      ],
      help: w(
        '有几种方式发信时，这个人先用哪一种；空着按大家的顺序。',
        'Where letters go several ways, the one that comes first for this person; empty means the order for all.',
      ),
      width: 12,
      since: 7,
    },
    fewer: {
      header: w('少收信', 'Fewer mails'),
      aliases: ['只收要办的', 'Only what is mine', 'Fewer emails'],
      type: 'flag',
      help: w(
        '“是”：只收要本人办、答复或决定的事和升级；只需知道的不寄。',
        'Yes: only what this person has to move, answer or decide, and escalations; nothing that is only to know.',
      ),
      width: 13,
      since: 7,
    },
    noMailOn: {
      header: w('哪几天不收信', 'No mail on'),
      aliases: ['不收信的日子', '免打扰日', '免打扰', 'Quiet days', 'Mail-free days'],
      type: 'text',
      suggests: WEEKDAYS,
      help: w(
        '星期几不想收信，例如“周五”或“周三、周五”；信等到之后第一个收信的工作日。升级和等不得的决定照寄。',
        'Weekdays without mail, such as Friday, or Wed and Fri: it comes on the next workday that is none of them. Escalations, and decisions that cannot wait, come all the same.',
      ),
      width: 15,
      since: 7,
    },
    hour: {
      header: w('几点后收信', 'Mail after'),
      aliases: ['收信时间', 'Mail hour', 'Not before'],
      type: 'clock',
      help: w(
        '最早几点收信，例如 10:30；一天检查不止一次时才做得到。',
        'No mail before this time of day, such as 10:30. It can be kept where sweeps run more often than once a day.',
      ),
      width: 13,
      since: 7,
    },
    source: ROW_SOURCE,
  },
});
