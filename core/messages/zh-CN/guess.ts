/** In Chinese: why a column of a stranger’s sheet is read as it is, and what would be mailed. */
import type { Language } from '../language.ts';
import { inRows, listOf, someOf, titled } from './format.ts';

export const guess: Language['guess'] = {
  because: {
    header: '表头这么写',
    cells: '看内容像',
    both: '表头和内容都对得上',
    headerOnly: '表头这么写，下面还没有内容',
    chosen: '按你说的',
  },
  preferred: {
    newest: ({ of }) => `${of} 张表头相同的表里，按表名它最新`,
    fullest: ({ of }) => `${of} 张表头相同的表里，它内容最多`,
  },
  proposal: {
    nothing:
      '没有一张表像任务表。如果有，请说明是哪一张、哪几列：--sheet 表名 --header 行号 --map task=列 --map responsible=列',
    sheet: ({ title, row, because }) =>
      `会跟进“${title}”${because === '' ? '' : `（${because}）`}，表头在第 ${row} 行：`,
    unsure: ({ flag }) => `  （不确定；对的话写 ${flag}）`,
    unsureSheet: ({ title, flag }) => `不确定要跟进的是不是“${title}”。是的话：${flag}`,
    unsureHeader: ({ row, other }) =>
      `表头也可能是第 ${other} 行：--header ${other}。第 ${row} 行没错的话：--header ${row}`,
    missing: ({ missing }) => `没找到：${listOf(missing)}。`,
    word: ({ text, count, guess, flag }) =>
      `状态列里的“${text}”（${inRows(count)}）${guess === '' ? '不认识' : `算${guess}，不对的话`}：${flag}，或者别的状态`,
    undated: ({ count, flag }) =>
      `${count} 项没完成的任务没有日期，不会提醒。要在 5 个工作日没有更新时请负责人说一下进展：${flag}`,
    quietDays: ({ days }) => `没有日期的任务，${days} 个工作日没有更新就请负责人说一下进展。`,
    together: ({ titles }) => `表头一样，一起跟进：${titled(titles)}。只跟进一张：--sheet 表名`,
    alike: ({ titles }) => `表头一样的还有：${titled(titles)}。要一起跟进：--together`,
    others: ({ titles }) => `也像任务表：${titled(titles)}。要跟进别的一张：--sheet 表名`,
    forecast: ({ mails20, because, days }) => `接下来 ${days} 个工作日的信：${mails20} 封（${because}）。`,
    next: '没有问题的话，请运行：',
  },
  unreadDates: ({ texts }) =>
    `有 ${texts.length} 个日期读不懂（${someOf([...new Set(texts)], 4)}），不会提醒；请写全年月日。`,
  anchor: { responsible: '负责人', due: '截止日期', status: '状态' },
  forecast: {
    mails: ({ people }) => `大家都有邮箱的话，寄给 ${people} 个人`,
    nothingToFollow: '还没有可以跟进的表',
    empty: '表里还没有任务',
    allDone: '任务都完成了',
    lacks: ({ lacks }) => `表里没有写${lacks.join('或')}的列`,
    quiet: '这段时间没有到期或逾期的事',
    shortened: ({ because, days, of, tasks }) =>
      `${because}；任务有 ${tasks} 个，只试算了 ${of} 个工作日里的前 ${days} 个`,
  },
};
