/** In Chinese: the archive package of a request. */
import type { Language } from '../language.ts';
import { someOf } from './format.ts';

const NAMED = 12;

export const pack: Language['pack'] = {
  noRequests: ({ request }) => `没有“${request}”这个需求；这本工作簿里还没有需求。`,
  requestUnknown: ({ request, known }) => `没有“${request}”这个需求。现有的是：${someOf(known, NAMED)}。`,
  fileExists: ({ path }) => `今天的归档包已经在了：${path}，没有改动。要用新的替换它，请加 --force。`,
  notWritable: ({ path }) => `写不了 ${path}。请检查权限和磁盘空间。`,
  workbookChanging: '归档目录刚刚被别人改动，没有登记，也没有留下归档包。请再运行一次。',

  kinds: {
    request: '申请',
    confirmations: '确认函',
    consensus: '共识',
    stages: '计划',
    division: '分工',
    matrix: '分工',
    tracker: '进度',
    meetings: '纪要',
    communications: '沟通',
    escalations: '升级',
    acceptance: '验收',
    retrospective: '总结',
    signoffs: '签字',
    ledger: '寄信',
  },
  titles: {
    request: '协作需求申请表',
    matrix: 'RACI 矩阵',
    ledger: '寄信记录摘录',
  },
  headers: {
    seq: '序号',
    key: '通知',
    day: '日期',
    to: '收件人',
    status: '结果',
    hash: '校验值',
  },
  words: {
    archive: '归档包',
    request: '需求',
    project: '项目',
    packedOn: '打包日期',
    initiator: '发起部门',
    contact: '对接人',
    accepted: '验收',
    passed: '通过',
    notAccepted: '打包时还没有验收通过',
    viewers: '谁可以查看',
    everyone: '全员',
    involved: '相关部门',
    documents: '内容',
    document: '文件',
    entries: '条数',
    read: '打开',
    absent: '没有内容、因此不在包里的',
    unread: '读不懂的单元格',
    unreadHelp: '下面这些单元格没有读成日期、人名或选项，在文件里是空的。表格里原来写的是：',
    verify: '怎样核对寄信记录',
    verifyHelp:
      '摘录只含这个需求的通知。每一行的校验值应与工作簿 _ledger 表里同一序号的相同；整份记录是否完整，运行：npm run -s baton -- verify 工作簿',
    back: '目录',
  },
};
