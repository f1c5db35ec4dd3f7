/** In Chinese: what the stand-ins for Google and the trials say. */
import type { Language } from '../language.ts';

export const standIn: Language['standIn'] = {
  title: '接力在 Google 上（替身）',
  project: '新品上市',
  nothing: '还没有。',
  sweep: '开始今天的检查',
  tomorrow: '过到下一个工作日',
  spreadsheets: '表格',
  mails: '寄出的信',
  log: '函数的日志',
  back: '返回',
  sheet: '工作表',
  cell: '单元格（如 C4）',
  text: '内容',
  type: '写入',
  started: ({ url, functions }) =>
    `两本演示表格、一张名册、一个共享邮箱，都在这台机器上，不需要 Google 账号。\n看表格和信：${url}\n开始今天的检查：curl -X POST ${url}/dispatch；过到下一个工作日：curl -X POST ${url}/tomorrow\n函数：${functions}（dispatch、sweep、respond、replies、health）。按 Ctrl+C 停止。`,
  failure: '试验用的故障',
};
