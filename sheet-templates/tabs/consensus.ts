import { OF_REQUEST } from '../request-columns.ts';
import { defineTab, w } from '../types.ts';

export const consensus = defineTab({
  key: 'consensus',
  title: w('需求共识清单', 'Consensus list'),
  aliases: ['共识清单', 'Agreed items'],
  help: w(
    '一行是一条共识和它的交付标准，验收时逐条对照。',
    'One row is one agreed item with its delivery standard. Acceptance goes by this list.',
  ),
  idPrefix: 'K',
  columns: {
    id: {
      header: w('共识编号', 'Consensus ID'),
      aliases: ['编号', '序号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 13,
    },
    request: OF_REQUEST,
    item: {
      header: w('共识事项', 'Agreed item'),
      aliases: ['事项', '共识内容', '共识', '需求事项', 'Agreement'],
      type: 'long-text',
      required: true,
      help: w('双方谈定的一件事。', 'One thing that both sides agreed on.'),
      width: 40,
    },
    standard: {
      header: w('交付标准', 'Delivery standard'),
      aliases: ['标准', '验收标准', '交付要求', 'Acceptance criteria', 'Standard'],
      type: 'long-text',
      required: true,
      help: w(
        '交付到什么程度算合格：数字、日期或通过标准。',
        'What makes it good enough: a number, a date, or a pass/fail criterion.',
      ),
      width: 40,
    },
    risk: {
      header: w('风险点', 'Risk'),
      aliases: ['风险', '潜在风险', 'Risks'],
      type: 'long-text',
      help: w('可能挡住它的事。', 'What could get in its way.'),
      width: 26,
    },
    conflict: {
      header: w('资源冲突', 'Resource conflict'),
      aliases: ['冲突', '资源矛盾', 'Conflict'],
      type: 'long-text',
      help: w('和哪件事争人、争钱或争时间。', 'What else wants the same people, money or time.'),
      width: 26,
    },
    agreedBy: {
      header: w('达成人', 'Agreed by'),
      aliases: ['确认人', '共识人员', '参与人'],
      type: 'people',
      help: w('谈定的人，用“、”分隔。', 'Who agreed, separated by commas.'),
      width: 20,
    },
    agreedOn: {
      header: w('达成日期', 'Agreed on'),
      aliases: ['确认日期', '共识日期'],
      type: 'date',
      help: w('年月日。', 'A full date.'),
      width: 17,
    },
  },
});
