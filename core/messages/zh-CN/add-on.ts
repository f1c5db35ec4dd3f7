/** In Chinese: what the add-on for Google Sheets says beside cells, in its menu, and when something cannot be done. */
import type { Language } from '../language.ts';

export const edit: Language['addOn']['edit'] = {
  sign: '接力：',
  was: '原底色 ',
  name: '接力',
  putBack: (why) => `已恢复原来的内容。${why}`,
  emptied: (why) => `单元格已恢复为空。${why}`,
  idPutBack: (id) => `编号跟着这一行走，历史记录才不会丢：已恢复 ${id}。`,
  rows: (first, last) => (first === last ? String(first) : `${first}–${last}`),
  pasted: (cells, marked, rows, cell, why) =>
    `粘贴了 ${cells} 个单元格，其中第 ${rows} 行有 ${marked} 个单元格需要再看一下。先看 ${cell}：${why}`,
  partly: (rows) => `第 ${rows} 行已检查。时间不够，其余各行由下一次巡检来看。`,
  more: '等',
  comma: '、',
};

export const menu: Language['addOn']['menu'] = {
  title: '接力',
  open: '打开侧栏',
  follow: '跟进这张表',
  setUp: '设置这本工作簿',
  check: '立即检查',
  mails: '明天的邮件',
  sweep: '现在检查并寄信',
  wouldMail: '现在会寄哪些信',
  daily: '每日检查：开或关',
  request: '新需求',
  meeting: '新会议',
  sign: '签字',
  task: '拆分或移交任务',
  repair: '修复表头',
  takeOver: '接管触发器',
};

export const failures: Language['addOn']['failures'] = {
  busy: '有人正在写入，请稍后再试。',
  google: (why) => `Google 表格的回答：${why}`,
  copy: '这是另一本工作簿的复制件。请先让它成为独立的工作簿。',
  'no-settings': '缺少“设置”表。请先设置这本工作簿。',
  moved: '表格刚才有人改过，什么都没有做。请重新读取，再看一下。',
  changed: (header) => `表头“${header}”已经变了。请重新读取。`,
  'no-sheet': (title) => `已经没有“${title}”这张表。请重新读取。`,
};

export const dress: Language['addOn']['dress'] = { required: '必填。', date: 'm"月"d"日" ddd' };
