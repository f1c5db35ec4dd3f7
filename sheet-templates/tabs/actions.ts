import { defineTab, w } from '../types.ts';

export const actions = defineTab({
  key: 'actions',
  title: w('行动计划表', 'Actions'),
  aliases: ['行动计划', '会议行动计划', 'Meeting actions'],
  help: w(
    '一行是会上定下的一项行动：一个人，一个日期。进展写在跟踪表。',
    'One row is one action from a meeting: one person, one date. Its progress goes into the tracker.',
  ),
  idPrefix: 'A',
  columns: {
    id: {
      header: w('行动编号', 'Action ID'),
      aliases: ['编号', '序号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 11,
    },
    meeting: {
      header: w('所属会议', 'Meeting'),
      aliases: ['会议编号', '会议', 'Meeting ID'],
      type: 'text',
      names: ['meetings'],
      help: w('会议名称或编号，例如 M-0001。', 'The meeting’s name or its ID, such as M-0001.'),
      width: 11,
    },
    name: {
      header: w('行动事项', 'Action'),
      aliases: ['任务', '行动', '行动内容', '具体任务', '事项', 'Name', 'Task', 'Action item'],
      type: 'text',
      required: true,
      help: w(
        '做什么，做到什么程度；不写“尽快”“相关部门”。',
        'What is done, and how far. No “ASAP”, no “the teams concerned”.',
      ),
      width: 36,
    },
    owner: {
      header: w('责任人', 'Owner'),
      aliases: ['负责人', '执行人', 'Responsible', 'Assigned To'],
      type: 'person',
      required: true,
      help: w('只写一个人。', 'One person.'),
      width: 12,
    },
    department: {
      header: w('责任部门', 'Department'),
      aliases: ['部门', '负责部门'],
      type: 'department',
      help: w('责任人所在部门。', 'The owner’s department.'),
      width: 14,
    },
    due: {
      header: w('完成日期', 'Due'),
      aliases: ['截止日期', '完成时间', '完成时限', '截止时间', 'Due Date', 'Deadline'],
      type: 'date',
      required: true,
      help: w('年月日。改期请写在跟踪表的“新日期”。', 'A full date. New dates go to the tracker.'),
      width: 17,
    },
    resources: {
      header: w('所需资源', 'Resources'),
      aliases: ['资源', '资源支持', '需要的支持', 'Support needed'],
      type: 'long-text',
      help: w('需要谁给什么资料或资源。', 'From whom, and what data or resource.'),
      width: 26,
    },
    output: {
      header: w('输出成果', 'Output'),
      aliases: ['成果', '交付物', '产出', 'Deliverable'],
      type: 'text',
      help: w('完成时交出什么。', 'What is handed over when it is done.'),
      width: 26,
    },
    note: {
      header: w('备注', 'Note'),
      aliases: ['说明', 'Notes', 'Remarks'],
      type: 'long-text',
      help: w('其他想说的；不影响任何时限。', 'Anything else; it moves no clock.'),
      width: 24,
    },
  },
});
