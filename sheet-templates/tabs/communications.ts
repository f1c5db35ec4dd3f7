import { defineTab, w } from '../types.ts';

export const communications = defineTab({
  key: 'communications',
  title: w('沟通记录', 'Communications'),
  aliases: ['沟通记录表', 'Communication log'],
  help: w(
    '一行是一次会外的重要沟通：谁，谈定了什么，谁要知道。',
    'One row is one talk outside a meeting that is worth keeping.',
  ),
  idPrefix: 'L',
  columns: {
    id: {
      header: w('沟通编号', 'Talk ID'),
      aliases: ['编号', '序号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 11,
    },
    date: {
      header: w('沟通日期', 'Date'),
      aliases: ['日期', '沟通时间', 'When'],
      type: 'date',
      required: true,
      help: w('年月日。', 'A full date.'),
      width: 17,
    },
    channel: {
      header: w('沟通方式', 'Channel'),
      aliases: ['方式', '渠道', '沟通渠道', 'How'],
      type: 'text',
      help: w('电话、当面、即时消息……', 'Phone, in person, chat…'),
      width: 14,
    },
    people: {
      header: w('沟通人', 'People'),
      aliases: ['参与人', '沟通人员', '沟通双方', 'Who'],
      type: 'people',
      required: true,
      help: w('谈的人，用“、”分隔。', 'Who talked, separated by commas.'),
      width: 22,
    },
    request: {
      header: w('所属需求', 'Request'),
      aliases: ['需求编号', '需求', 'Request ID'],
      type: 'text',
      names: ['requests'],
      help: w('需求名称或编号，例如 Q-0001。', 'The request’s name or its ID, such as Q-0001.'),
      width: 11,
    },
    settled: {
      header: w('沟通结论', 'What was settled'),
      aliases: ['结论', '沟通内容', '沟通结果', '要点', 'Settled', 'Summary'],
      type: 'long-text',
      required: true,
      help: w('谈定了什么：谁，做什么，哪天之前。', 'What was settled: who, what and by which date.'),
      width: 50,
    },
    toKnow: {
      header: w('需知会的人', 'Who must know'),
      aliases: ['知会', '知会人', '抄送', 'Inform'],
      type: 'people',
      help: w('不在场、但必须知道的人。', 'Who was not there and has to know.'),
      width: 22,
    },
  },
});
