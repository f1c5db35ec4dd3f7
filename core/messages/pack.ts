/** The words of an archive package: its kinds of documents, titles, headers and labels, in both languages. */
import { type IdTab, type Words, w } from '../../sheet-templates/index.ts';

/** A document of an archive package: most are a tab; topics and actions are part of the meetings'. */
export type PackKind =
  | Exclude<IdTab, 'requests' | 'raci' | 'topics' | 'actions' | 'archive'>
  | 'request'
  | 'division'
  | 'matrix'
  | 'tracker'
  | 'ledger';

/** What the archive calls each kind of document, in the order in which they are read. */
export const PACK_KIND_WORDS: Readonly<Record<PackKind, Words>> = {
  request: w('申请', 'Request'),
  confirmations: w('确认函', 'Confirmation'),
  consensus: w('共识', 'Consensus'),
  stages: w('计划', 'Plan'),
  division: w('分工', 'Division of work'),
  matrix: w('分工', 'Division of work'),
  tracker: w('进度', 'Progress'),
  meetings: w('纪要', 'Minutes'),
  communications: w('沟通', 'Talks'),
  escalations: w('升级', 'Escalation'),
  acceptance: w('验收', 'Acceptance'),
  retrospective: w('总结', 'Retrospective'),
  signoffs: w('签字', 'Signatures'),
  ledger: w('寄信', 'Mails'),
};
export const PACK_KINDS = Object.keys(PACK_KIND_WORDS) as PackKind[];

/** Documents that no tab holds as they are, and the one that is a single row of its tab. */
export const PACK_TITLES = {
  request: w('协作需求申请表', 'Request'),
  matrix: w('RACI 矩阵', 'RACI matrix'),
  ledger: w('寄信记录摘录', 'Extract of the record of mails'),
} as const;

export const PACK_HEADERS = {
  seq: w('序号', 'No.'),
  key: w('通知', 'Notice'),
  day: w('日期', 'Day'),
  to: w('收件人', 'To'),
  status: w('结果', 'Outcome'),
  hash: w('校验值', 'Hash'),
} as const;

export const PACK_SAY = {
  archive: w('归档包', 'Archive package'),
  request: w('需求', 'Request'),
  project: w('项目', 'Project'),
  packedOn: w('打包日期', 'Packed on'),
  initiator: w('发起部门', 'Initiating department'),
  contact: w('对接人', 'Contact'),
  accepted: w('验收', 'Acceptance'),
  passed: w('通过', 'Passed'),
  notAccepted: w('打包时还没有验收通过', 'Not accepted yet when this was packed'),
  viewers: w('谁可以查看', 'Who may view this'),
  everyone: w('全员', 'Everyone'),
  involved: w('相关部门', 'The departments involved'),
  documents: w('内容', 'What is in it'),
  document: w('文件', 'Document'),
  entries: w('条数', 'Entries'),
  read: w('打开', 'Open'),
  absent: w('没有内容、因此不在包里的', 'Empty, and so not in the package'),
  unread: w('读不懂的单元格', 'Cells that could not be read'),
  unreadHelp: w(
    '下面这些单元格没有读成日期、人名或选项，在文件里是空的。表格里原来写的是：',
    'These cells were no date, name or option, and are empty in the documents. What stands in the sheet:',
  ),
  verify: w('怎样核对寄信记录', 'How to verify the record of mails'),
  verifyHelp: w(
    '摘录只含这个需求的通知。每一行的校验值应与工作簿 _ledger 表里同一序号的相同；整份记录是否完整，运行：npm run -s baton -- verify 工作簿',
    'The extract holds only what was sent about this request. Each row’s hash is that of the same number in the workbook’s sheet _ledger; whether that record is whole says: npm run -s baton -- verify WORKBOOK',
  ),
  back: w('目录', 'Contents'),
} as const satisfies Record<string, Words>;
