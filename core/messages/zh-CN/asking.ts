/** In Chinese: what whoever adopts a workbook is asked. */
import type { Language } from '../language.ts';
import { inRows, listOf, someOf } from './format.ts';

const quoted = (text: string) => `“${text}”`;

export const asking: Language['asking'] = {
  sheet: ({ count }) => (count === 1 ? '要跟进的是这张表吗？' : `${count} 张表像任务表，跟进哪一张？`),
  whichSheet: ({ count }) => (count === 1 ? '这张表不像任务表。它是吗？' : '没有一张表像任务表。有哪张是吗？'),
  allTogether: ({ titles }) => `${titles.length} 张一起跟进：${someOf(titles.map(quoted), 6)}`,
  noSheet: ({ count }) => (count === 1 ? '不是' : '都不是'),
  sheetLabel: ({ title, row, headers }) =>
    headers.length > 0 ? `${quoted(title)}，表头在第 ${row} 行：${headers.join('、')}` : quoted(title),
  header: ({ row, first }) =>
    first === ''
      ? `表头是第 ${row} 行吗？不是的话，输入表头的行号。`
      : `表头是第 ${row} 行吗？那第一条任务就是${quoted(first)}。不是的话，输入表头的行号。`,
  whichHeader: '表头在第几行？',
  which: {
    task: '哪一列写的是要做的事？',
    responsible: '哪一列写的是谁负责？',
    due: '哪一列写的是什么时候到期？',
    start: '哪一列写的是什么时候开始？',
    status: '哪一列写的是进展到哪里？',
  },
  missing: {
    task: '没找到写任务的列。是哪一列？',
    responsible: '没找到负责人，就不知道该问谁。是下面哪一列吗？',
    due: '没找到截止日期，就不会提醒。是下面哪一列吗？',
    status: '没找到状态。是下面哪一列吗？',
  },
  column: ({ column, header, samples }) =>
    `${column} 列 ${header === '' ? '（没有表头）' : quoted(header)}${samples.length > 0 ? `（${samples.join('、')}）` : ''}`,
  noColumn: '都不是',
  otherColumn: '是别的列的话，输入它的字母或表头。',
  words: ({ words }) =>
    `状态列里，${listOf(words.map(({ text, count, state }) => `${quoted(text)}（${inRows(count)}）算${state}`))}。对吗？`,
  word: ({ text, count }) => `状态列里的${quoted(text)}（${inRows(count)}）算：`,
  undated: ({ count }) => `${count} 项没完成的任务没有日期，不会提醒。要不要隔一阵请负责人说一下进展？`,
  quietAfter: ({ days }) => (days === 0 ? '不用' : `${days} 个工作日没有更新就问`),
  bareRows: ({ count, samples }) =>
    `有 ${count} 行只写了名称（${samples.map(quoted).join('、')}${count > samples.length ? '等' : ''}）。这些是：`,
  bareRow: { heading: '小标题', task: '还没定人和日期的任务' },
  marks: ({ marks }) =>
    `矩阵的格子里，${listOf(marks.map(({ text, count, letter }) => `${quoted(text)}（${count} 格）算${letter}`))}。对吗？`,
  mark: ({ text, count }) => `矩阵里的${quoted(text)}（${count} 格）算：`,
  noMarks: '这些不是谁负责、谁参与的意思',
  noState: '先不管',
  yes: '对',
  oneByOne: '不对，一个一个问',
  prompt: ({ usual }) => (usual === '' ? '> ' : `[${usual}] > `),
  needed: '这一项没有默认的答案，请写出来；要停下按 Ctrl+C。',
  notUnderstood: {
    number: '请输入一个编号，或者直接按回车，用方括号里的那个。',
    column: '请输入一个编号，或者列的字母、表头。',
    row: '请输入表里的行号。',
  },
  begin: ({ name }) => `正在看“${name}”。按回车就用猜的；按 Ctrl+C 停下，什么都不会改。`,
  noneFollowed: ({ name }) =>
    `没有跟进任何表，“${name}”没有改动。想重新选，再运行一次同样的命令；要的表不在列表里，就用 --sheet 写上它的名字。`,
  stopped: '已停下，什么都没改。',
};
