/** In Chinese: why a column of a stranger’s sheet is read as it is, and what would be mailed. */
import type { Language } from '../language.ts';
import { listOf } from './format.ts';

export const guess: Language['guess'] = {
  because: {
    header: '表头这么写',
    cells: '看内容像',
    both: '表头和内容都对得上',
    headerOnly: '表头这么写，下面还没有内容',
    chosen: '按你说的',
  },
  forecast: {
    mails: ({ mails, people }) => `大家都有邮箱的话，会给 ${people} 个人寄 ${mails} 封信`,
    nothingToFollow: '还没有可以跟进的表',
    empty: '表里还没有任务',
    allDone: '任务都完成了',
    lacks: ({ lacks }) => `缺少${listOf(lacks)}，不知道提醒谁、什么时候提醒`,
    quiet: '这段时间没有到期或逾期的事',
  },
};
