import { OF_REQUEST, ROW_NOTE } from '../request-columns.ts';
import { STANDING } from '../standing.ts';
import { defineTab, w } from '../types.ts';

export const stages = defineTab({
  key: 'stages',
  title: w('沟通流程计划', 'Stages'),
  aliases: ['流程计划', '阶段计划', 'Stage plan'],
  help: w(
    '一行是一个需求的一个阶段。需求确认后由接力按设置添加，日期可以改。',
    'One row is one stage of a request. Baton adds them once it is confirmed; the dates are yours to change.',
  ),
  idPrefix: 'N',
  columns: {
    id: {
      header: w('节点编号', 'Stage ID'),
      aliases: ['编号', '序号', '阶段编号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 11,
    },
    request: OF_REQUEST,
    stage: {
      header: w('阶段', 'Stage'),
      aliases: ['流程阶段', '节点类型', 'Phase'],
      type: 'option',
      required: true,
      options: [
        { key: 'confirm', label: w('需求确认', 'Confirmation'), aliases: ['确认需求', '确认', 'Confirm request'] },
        {
          key: 'kickoff',
          label: w('计划与启动', 'Kick-off'),
          aliases: ['启动', '启动会', '计划与分工', '计划制定', 'Plan'],
        },
        { key: 'deliverable', label: w('首个交付', 'First deliverable'), aliases: ['首个交付物', '交付', '首次交付'] },
        { key: 'review', label: w('评审', 'Review'), aliases: ['成果评审', '中期评审', '审核'] },
        { key: 'acceptance', label: w('验收', 'Acceptance'), aliases: ['成果验收', '最终验收'] },
      ],
      help: w(
        '从列表中选。一个需求的每个阶段写一行，首个交付和评审可以多行。',
        'One row for each stage of a request; deliverables and reviews may have several.',
      ),
      width: 18,
    },
    name: {
      header: w('节点名称', 'Milestone'),
      aliases: ['节点', '名称', '关键节点', 'Name'],
      type: 'text',
      help: w('这个节点叫什么；空着就用阶段的名称。', 'What it is called; empty means the stage’s own name.'),
      width: 28,
    },
    due: {
      header: w('截止日期', 'Due'),
      aliases: ['时限', '完成时限', '计划完成日期', '节点日期', 'Due Date', 'Deadline'],
      type: 'date',
      help: w('由接力从起算日推出，可以改。', 'Counted by Baton from the anchor day; yours to change.'),
      width: 17,
    },
    responsible: {
      header: w('责任人', 'Responsible'),
      aliases: ['负责人', '责任方', 'Owner'],
      type: 'person',
      help: w('谁让这个节点按时完成。', 'Who sees that it is reached in time.'),
      width: 14,
    },
    department: {
      header: w('责任部门', 'Department'),
      aliases: ['部门', '负责部门'],
      type: 'department',
      help: w('从“部门”表中选。', 'As listed in Departments.'),
      width: 14,
    },
    output: {
      header: w('输出成果', 'Output'),
      aliases: ['成果', '产出', '交付物', '输出物', 'Deliverable'],
      type: 'long-text',
      help: w('到这个节点时交出什么。', 'What is handed over by then.'),
      width: 30,
    },
    doneOn: {
      header: w('完成日期', 'Done on'),
      aliases: ['实际完成日期', '实际完成', 'Finished on'],
      type: 'date',
      progress: true,
      help: w('填上日期，这个节点就完成了。', 'With a date here the stage is done.'),
      width: 17,
    },
    note: ROW_NOTE,
    ...STANDING,
  },
});
