import { ROW_SOURCE } from '../sources.ts';
import { defineTab, w } from '../types.ts';

export const departments = defineTab({
  key: 'departments',
  title: w('部门', 'Departments'),
  aliases: ['部门表', '部门清单', '组织架构', 'Department', 'Teams'],
  help: w(
    '一行是一个部门。分管领导收到第一级升级。',
    'One row is one department. Its division leader gets the first escalation.',
  ),
  columns: {
    name: {
      header: w('部门', 'Department'),
      aliases: ['部门名称', '名称', 'Name', 'Team'],
      type: 'text',
      required: true,
      help: w('部门名称，与其他表一致。', 'The department’s name, as in the other sheets.'),
      width: 16,
    },
    head: {
      header: w('部门负责人', 'Head'),
      aliases: ['负责人', '部门主管', '部门经理', 'Department head', 'Manager'],
      type: 'person',
      required: true,
      help: w('每周五前确认本部门的更新。', 'Sees that the department’s rows are updated by Friday.'),
      width: 14,
    },
    interfacePerson: {
      header: w('接口人', 'Interface person'),
      aliases: ['部门接口人', '对接人', 'Contact', 'Liaison'],
      type: 'person',
      help: w('日常对接找谁。', 'Whom other departments talk to.'),
      width: 14,
    },
    divisionLeader: {
      header: w('分管领导', 'Division leader'),
      aliases: ['分管副总', '主管领导', 'Division head', 'Director', 'VP'],
      type: 'person',
      help: w('卡住 3 个工作日后由谁协调。', 'Who steps in when something is stuck for 3 workdays.'),
      width: 14,
    },
    source: ROW_SOURCE,
  },
});
