/** Letters for tests of whatever carries them. */

import type { Card, Digest } from '../../core/mail/model.ts';
import { plainLetter } from '../../core/mail/plain-letter.ts';
import { mailSection } from '../../core/mail/section.ts';

/** A letter that says no more than this. */
export const shortLetter = (subject = 's', line = 't'): Digest =>
  plainLetter({ locale: 'en', subject, lines: [line], matters: [] });

const card = (n: number, change: Partial<Card> = {}): Card => ({
  id: `T-000${n}`,
  why: '你是 R（负责人）',
  tone: 'late',
  when: '逾期 2 个工作日 · 原定 3 月 4 日',
  days: 2,
  title: `包装设计终稿 ${n}`,
  progress: 0.6,
  lines: [
    [{ strong: '挡住：' }, '打样、上架'],
    ['原定 ', { struck: '3 月 2 日' }, ' → 3 月 4 日'],
  ],
  ask: { text: '请写明原因。', of: ['reason'], does: ['redate'] },
  buttons: [
    { label: '已完成', url: `https://answer.example.com/?t=done-${n}`, does: 'done', primary: false },
    { label: '改日期', url: `https://answer.example.com/?t=redate-${n}`, does: 'redate', primary: true },
  ],
  ...change,
});

/** A letter with something of each kind: cards with buttons, entries with links, a list, figures, what had no room. */
export const wholeLetter = (change: Partial<Digest> = {}): Digest => ({
  locale: 'zh-CN',
  isBrief: false,
  subject: '一件逾期、一件今天到期：包装设计终稿 等（新品上市）',
  preview: '包装设计终稿',
  brand: '接力',
  place: '新品上市 · 3 月 6 日 周五',
  headline: '李明，两件事在等你，一件已逾期',
  subline: '没有列出的都不需要你动。',
  sections: [
    mailSection('轮到你了', {
      cards: [card(1), card(2, { tone: 'soon', days: 0, when: '今天 18:00 前', progress: null, ask: null, lines: [] })],
      more: '还有两件：',
      others: [
        { label: '试产排期', url: 'https://answer.example.com/?t=other-1' },
        { label: '渠道清单', url: 'https://answer.example.com/?t=other-2' },
      ],
    }),
    mailSection('等着更新进度', {
      note: '请在周五 17:00 前更新。',
      entries: [
        {
          text: ['打样 ', { quiet: 'T-0003' }, ' 三天没有更新'],
          link: { label: '写进度', url: 'https://answer.example.com/?t=progress-3' },
        },
      ],
    }),
    mailSection('本周', {
      figures: [
        { count: 5, label: '正常', tone: 'fine' },
        { count: 2, label: '逾期', tone: 'late' },
      ],
      lists: [
        {
          label: '按部门',
          rows: ['市场部', '研发部', '设计部'].map((name, i) => ({
            text: [name],
            link: null,
            value: `逾期 ${i} 项`,
            tone: 'late',
            days: i,
            note: null,
            bar: null,
          })),
          more: null,
        },
      ],
    }),
  ],
  chapters: [],
  where: '在“新品上市”的“进度”表里更新 T-0001。',
  book: { label: '打开工作簿', url: 'https://book.example.com/plan' },
  footer: ['你收到这封信，因为你是 R（负责人）。', '下一封最早在 3 月 9 日 09:00。'],
  preferences: [{ label: '怎样收到提醒', url: 'https://answer.example.com/?t=me' }],
  dates: [],
  ...change,
});
