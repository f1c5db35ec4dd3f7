import { OF_REQUEST } from '../request-columns.ts';
import { STANDING } from '../standing.ts';
import { defineTab, w } from '../types.ts';

export const acceptance = defineTab({
  key: 'acceptance',
  title: w('成果验收报告', 'Acceptance'),
  aliases: ['验收报告', '成果验收', 'Acceptance report'],
  help: w(
    '一行是一轮验收，对照共识清单。整改后另起一行，每一轮都留着。',
    'One row is one round of acceptance, judged by the consensus list. Rework gets a new row; every round stays.',
  ),
  idPrefix: 'V',
  columns: {
    id: {
      header: w('验收编号', 'Acceptance ID'),
      aliases: ['编号', '序号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 13,
    },
    request: { ...OF_REQUEST, aliases: ['需求编号', '需求', 'Request ID'] },
    round: {
      header: w('轮次', 'Round'),
      aliases: ['验收轮次', '第几轮'],
      type: 'number',
      help: w('第几轮验收；空着就是按行的先后。', 'Which round it is; empty means by the order of rows.'),
      width: 8,
    },
    output: {
      header: w('提交成果', 'Submitted output'),
      aliases: ['成果', '验收成果', '成果内容', 'Output', 'Deliverable'],
      type: 'long-text',
      help: w('交来验收的成果：链接、文件名或结果。', 'What is handed in: a link, a file name or the result.'),
      width: 34,
    },
    submittedBy: {
      header: w('提交人', 'Submitted by'),
      aliases: ['成果提交人', '责任人'],
      type: 'person',
      help: w('责任部门里提交成果的人。', 'Who hands it in for the responsible department.'),
      width: 13,
    },
    submittedOn: {
      header: w('提交日期', 'Submitted on'),
      aliases: ['成果提交日期', '提交时间'],
      type: 'date',
      progress: true,
      help: w(
        '填上日期就算提交，验收时限从这天起算。',
        'With a date here it counts as handed in; the limits count from it.',
      ),
      width: 17,
    },
    confirmedBy: {
      header: w('已确认的配合部门', 'Confirmed by'),
      aliases: ['配合部门确认', '协作部门确认', '已确认部门'],
      type: 'departments',
      progress: true,
      help: w('已确认成果的配合部门，用“、”分隔。', 'Supporting departments that confirmed the output.'),
      width: 22,
    },
    acceptor: {
      header: w('验收人', 'Accepted by'),
      aliases: ['验收负责人', '验收方', 'Acceptor'],
      type: 'person',
      help: w(
        '发起方负责验收的人；空着就是需求对接人。',
        'Who judges it for the initiating side; empty means the contact.',
      ),
      width: 12,
    },
    external: {
      header: w('外部验收方', 'External party'),
      aliases: ['客户', '第三方', '客户/第三方', '外部验收', 'Customer'],
      type: 'text',
      help: w('一同验收的客户或第三方，没有就空着。', 'A customer or third party that takes part, if any.'),
      width: 18,
    },
    result: {
      header: w('验收结论', 'Result'),
      aliases: ['验收结果', '结论', '验收意见', 'Conclusion'],
      type: 'option',
      progress: true,
      options: [
        { key: 'pass', label: w('通过', 'Pass'), aliases: ['验收通过', '合格', 'Passed', 'Accepted'], tone: 'fine' },
        {
          key: 'rework',
          label: w('需整改', 'Rework'),
          aliases: ['整改', '整改后通过', '需修改', 'Needs rework'],
          tone: 'soon',
        },
        { key: 'fail', label: w('不通过', 'Fail'), aliases: ['未通过', '不合格', 'Failed', 'Rejected'], tone: 'late' },
      ],
      help: w(
        '通过之后才做总结；需整改的写明期限。',
        'Only after a pass comes the retrospective. Rework needs a date.',
      ),
      width: 12,
    },
    acceptedOn: {
      header: w('验收日期', 'Accepted on'),
      aliases: ['验收时间', '结论日期', 'Result date'],
      type: 'date',
      progress: true,
      help: w('下结论的日期。', 'The day of the result.'),
      width: 17,
    },
    findings: {
      header: w('验收发现', 'Findings'),
      aliases: ['验收问题', '不符合项', '整改要求', '验收说明'],
      type: 'long-text',
      help: w(
        '对照共识清单，哪一条符合，哪一条不符合。',
        'Item by item of the consensus list: what fits and what does not.',
      ),
      width: 38,
    },
    reworkOwner: {
      header: w('整改负责人', 'Rework owner'),
      aliases: ['整改人', '整改责任人'],
      type: 'person',
      help: w('谁来整改；空着就是提交人。', 'Who does the rework; empty means who handed it in.'),
      width: 14,
    },
    reworkDue: {
      header: w('整改期限', 'Rework due'),
      aliases: ['整改截止日期', '整改完成期限'],
      type: 'date',
      help: w('哪天之前改完。', 'By when it is done.'),
      width: 17,
    },
    reworkDoneOn: {
      header: w('整改完成日期', 'Rework done on'),
      aliases: ['整改完成', '整改完成时间'],
      type: 'date',
      progress: true,
      help: w('填上日期，接力就添加下一轮。', 'With a date here Baton adds the next round.'),
      width: 17,
    },
    ...STANDING,
  },
});
