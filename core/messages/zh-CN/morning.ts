/** 中文：群里每天早上的一张卡片。 */
import type { morning as english } from '../en/morning.ts';
import { listOf } from './format.ts';

export const morning: typeof english = {
  title: (project, day) => `${project} · ${day}`,
  headline: (counts) => counts.join('，'),
  count: {
    late: (n) => `${n} 件逾期`,
    decide: (n) => `${n} 件要定`,
    needs: (n) => `${n} 件在等人`,
    handed: (n) => `${n} 件已交接`,
  },
  part: { late: '逾期', decide: '要定的', needs: '轮到谁', handed: '已交接' },
  late: (days) => `逾期 ${days} 个工作日`,
  today: '今天到期',
  evidence: '已完成，还没有成果',
  nobody: '没有负责人',
  handed: (from, to) => (from.length > 0 ? `${listOf(from)} → ${to}` : `→ ${to}`),
  more: (n) => `还有 ${n} 件`,
  open: '打开工作簿',
  yourMove: (title) => `${title}，轮到：`,
};
