/** Which day a header names: on which it is due, begins, was over, or was written down. */
import type { Qualifier } from './roots-zh.ts';

type DaySign = 'due' | 'start' | 'newDue' | 'updatedOn' | 'actual' | 'created' | 'span' | 'status';
export type Is = (...qualifiers: Qualifier[]) => boolean;

/** Parts of words at least so strong say a day by name. */
const STRONG = 0.8;

/** 关闭时间, Date fixed: hardly anybody plans the day on which a problem is closed. */
export const CLOSED = 0.6;
/** 完工时间, Completion date: planned by some, and filled in by others when it is over. */
export const COMPLETED = 0.5;
/** 发布日期, Release date: of what is made, and no end of a task, also behind a start. */
export const PUBLISHED = 0.4;
const pastIn = (is: Is): number => {
  if (is('closed')) return CLOSED;
  return is('done') ? COMPLETED : PUBLISHED;
};
export const ENDS: readonly Qualifier[] = ['end', 'done', 'closed', 'published'];

export const dayHeaded = (is: Is, strength: number): ReadonlyMap<DaySign, number> => {
  if (is('actual')) return new Map<DaySign, number>([['actual', 0.9]]);
  if (is('update')) return new Map<DaySign, number>([['updatedOn', 0.85]]);
  if (is('revised')) return new Map<DaySign, number>([['newDue', 0.85]]);
  if (is('start') && is('limit', ...ENDS)) return new Map<DaySign, number>([['span', 0.9]]);
  if (is('start')) return new Map<DaySign, number>([['start', 0.85]]);
  if (is('limit')) return new Map<DaySign, number>([['due', 0.9]]);
  // Next review date: due where no other day is, and then asked about.
  if (is('next') && is('check', 'create'))
    return new Map<DaySign, number>([
      ['due', 0.49],
      ['created', 0.4],
    ]);
  if (is('next')) return new Map<DaySign, number>([['due', 0.8]]);
  if (is(...ENDS))
    return new Map<DaySign, number>([
      ['due', is('plan') ? 0.95 : 0.7],
      // Completion date, 完成日期: it may as well be the day on which it was done.
      ...(is('done', 'closed', 'published') && !is('plan') ? ([['actual', pastIn(is)]] as const) : []),
      ...(strength < STRONG && is('done', 'closed') && !is('plan') ? ([['status', 0.5]] as const) : []),
    ]);
  // 要求反馈时间, Planned inspection: whatever is written down then, that day is still to come.
  if (is('ask', 'create', 'write', 'approve', 'check') && !is('plan'))
    return new Map<DaySign, number>([['created', 0.8]]);
  if (is('plan'))
    return new Map<DaySign, number>([
      ['due', 0.65],
      ['start', 0.35],
    ]);
  return new Map<DaySign, number>([
    ['due', 0.5 * strength],
    ['start', 0.35 * strength],
  ]);
};

/** Date, 时间: a day, and nothing of which. */
export const isJustADay = (header: string): boolean => /^\s*(?:dates?|time|日\s?期|时\s?间)\s*$/i.test(header);
