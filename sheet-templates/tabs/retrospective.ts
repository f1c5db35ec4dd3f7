import { OF_REQUEST } from '../request-columns.ts';
import { defineTab, w } from '../types.ts';

export const retrospective = defineTab({
  key: 'retrospective',
  title: w('协同总结报告', 'Retrospective'),
  aliases: ['协同总结', '总结报告', 'Retrospective report'],
  help: w(
    '一行是验收通过后的一条总结：可复用、问题或改进。',
    'One row is one finding after a pass: something to reuse, a problem, or an improvement.',
  ),
  idPrefix: 'R',
  columns: {
    id: {
      header: w('总结编号', 'Finding ID'),
      aliases: ['编号', '序号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 11,
    },
    request: { ...OF_REQUEST, aliases: ['需求编号', '需求', 'Request ID'] },
    kind: {
      header: w('类别', 'Kind'),
      aliases: ['类型', '总结类别', 'Type', 'Category'],
      type: 'option',
      options: [
        { key: 'reuse', label: w('可复用', 'Reuse'), aliases: ['经验', '可复用经验', '亮点', 'Keep'] },
        { key: 'problem', label: w('问题', 'Problem'), aliases: ['不足', '教训', 'Issue'] },
        { key: 'improvement', label: w('改进', 'Improvement'), aliases: ['改进措施', '优化', '建议', 'Improve'] },
      ],
      help: w('可复用的经验、问题，或改进。', 'Something to reuse, a problem, or an improvement.'),
      width: 15,
    },
    finding: {
      header: w('总结内容', 'Finding'),
      aliases: ['内容', '描述', '经验教训', 'Description', 'Lesson'],
      type: 'long-text',
      required: true,
      help: w('事实，不评价人。', 'Facts, no blame.'),
      width: 50,
    },
    cause: {
      header: w('根本原因', 'Root cause'),
      aliases: ['原因', '原因分析', 'Cause'],
      type: 'long-text',
      help: w('问题从哪里来。', 'Where the problem comes from.'),
      width: 34,
    },
    owner: {
      header: w('改进负责人', 'Owner'),
      aliases: ['负责人', '责任人', 'Responsible'],
      type: 'person',
      help: w('谁来落实改进。', 'Who sees to the improvement.'),
      width: 14,
    },
    due: {
      header: w('完成期限', 'Due'),
      aliases: ['截止日期', '完成日期', '落实期限', 'Due Date'],
      type: 'date',
      help: w('哪天之前落实。', 'By when it is done.'),
      width: 17,
    },
  },
});
