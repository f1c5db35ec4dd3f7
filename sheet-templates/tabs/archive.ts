import { OF_REQUEST } from '../request-columns.ts';
import { defineTab, w } from '../types.ts';

export const archive = defineTab({
  key: 'archive',
  title: w('归档目录', 'Archive'),
  aliases: ['归档清单', 'Archive index'],
  help: w(
    '一行是一份归档的文件。行由接力在打包时添加。',
    'One row is one archived document. Baton adds them when it packs a request.',
  ),
  idPrefix: 'F',
  columns: {
    id: {
      header: w('归档编号', 'Archive ID'),
      aliases: ['编号', '序号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 11,
    },
    request: { ...OF_REQUEST, aliases: ['需求编号', '需求', 'Request ID'] },
    document: {
      header: w('文件名称', 'Document'),
      aliases: ['文件', '名称', '资料名称', 'Name', 'Title'],
      type: 'text',
      required: true,
      help: w('归档的是哪一份文件。', 'Which document it is.'),
      width: 34,
    },
    kind: {
      header: w('文件类别', 'Kind'),
      aliases: ['类别', '类型', '文件类型', 'Type'],
      type: 'text',
      help: w('例如：申请、确认函、纪要、验收。', 'For example: request, confirmation, minutes, acceptance.'),
      width: 16,
    },
    file: {
      header: w('存放位置', 'File'),
      aliases: ['文件名', '链接', '路径', 'Link', 'Path'],
      type: 'text',
      help: w('归档包里的文件名，或链接。', 'Its name in the archive package, or a link.'),
      width: 36,
    },
    archivedOn: {
      header: w('归档日期', 'Archived on'),
      aliases: ['归档时间', '日期', 'Archived'],
      type: 'date',
      help: w('填上日期就算归档。', 'With a date here it counts as archived.'),
      width: 17,
    },
    viewers: {
      header: w('查看权限', 'Who may view'),
      aliases: ['可查看人', '查看范围', '权限', 'Viewers', 'Access'],
      type: 'text',
      help: w('谁可以查看：部门、人，或全员。', 'Who may view it: departments, people, or everyone.'),
      width: 26,
    },
  },
});
