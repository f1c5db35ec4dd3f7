import { ROW_SOURCE } from '../sources.ts';
import { defineTab, w } from '../types.ts';

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
    source: ROW_SOURCE,
  },
});
