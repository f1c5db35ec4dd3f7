/** How often a task repeats, as people write it in both languages. */
import { describe, expect, it } from 'vitest';
import { rhythmIn } from '../../../core/read/repeats.ts';
import type { Rhythm } from '../../../core/time/rhythm.ts';

const weeks = (n: number, ...weekdays: number[]): Rhythm => ({ every: 'weeks', n, weekdays });
const months = (n: number, on: Extract<Rhythm, { every: 'months' }>['on']): Rhythm => ({ every: 'months', n, on });
const LAST_WORKDAY = { nth: 'last', weekday: null } as const;

/** What is meant, and all the ways to write it. */
const WRITTEN: readonly (readonly [Rhythm, string])[] = [
  [weeks(1), 'weekly | every week | Once a week | 每周 | 每周一次 | 每个星期'],
  [
    weeks(1, 1),
    'every Monday | Mondays | Weekly on Monday | EVERY MONDAY. | each mon | 每周一 | 每星期一 | 每 周一 | 周一 | 每周一。',
  ],
  [
    weeks(1, 1, 4),
    'every Mon, Thu | Mondays and Thursdays | Thu & Mon | 每周一、周四 | 每周一和四 | 每星期一、星期四 | 每周一四',
  ],
  [
    weeks(2),
    'every 2 weeks | every two weeks | every other week | fortnightly | biweekly | 每两周 | 每 2 周 | 隔周 | 双周 | 每隔一周',
  ],
  [
    weeks(2, 1),
    'every other Monday | every second Monday | every 2 weeks on Monday | 每两周的周一 | 隔周一 | 每2周周一',
  ],
  [months(1, null), 'monthly | every month | 每月 | 每个月 | 每月一次'],
  [
    months(1, LAST_WORKDAY),
    'monthly, last workday | last workday of each month | each month’s last workday | last day of the month | last business day of every month | 每月最后一个工作日 | 每月最后一天 | 每月底 | 月末',
  ],
  [
    months(1, { date: 15 }),
    'the 15th of every month | monthly on the 15th | every month on day 15 | 每月15日 | 每个月 15 号 | 每月十五号',
  ],
  [months(1, { nth: 1, weekday: null }), 'first workday of each month | 每月第一个工作日 | 每月首个工作日'],
  [months(1, { nth: 2, weekday: 2 }), 'second Tuesday of the month | 2nd Tue of each month | 每月第二个周二'],
  [months(1, { nth: 'last', weekday: 5 }), 'last Friday of each month | 每月最后一个周五 | 每月最后一个星期五'],
  [months(3, null), 'every 3 months | 每三个月'],
  [months(12, null), 'yearly | every year | annually | 每年'],
  [{ every: 'quarters', on: null }, 'quarterly | every quarter | 每季度 | 每个季度'],
  [
    { every: 'quarters', on: LAST_WORKDAY },
    'last workday of each quarter | quarterly, last workday | 每季度最后一个工作日 | 每季末',
  ],
  [
    { every: 'workdays', n: 1 },
    'daily | every day | every workday | every working day | every weekday | 每天 | 每个工作日 | 每日',
  ],
  [{ every: 'workdays', n: 3 }, 'every 3 workdays | every three working days | 每 3 个工作日 | 每隔 3 个工作日'],
  [{ every: 'days', n: 10 }, 'every 10 days | every ten days | 每 10 天 | 每十天'],
  [
    { every: 'done', n: 10, unit: 'workdays' },
    '10 workdays after done | 10 workdays after the last was done | ten working days after it is done | 完成后 10 个工作日 | 完成后十个工作日 | 上次完成后 10 个工作日 | 每次做完以后 10 个工作日',
  ],
  [
    { every: 'done', n: 2, unit: 'weeks' },
    '2 weeks after done | two weeks after completion | 完成后两周 | 完成之后 2 个星期',
  ],
  [{ every: 'done', n: 30, unit: 'days' }, '30 days after done | 完成后 30 天'],
];

describe('how often a task repeats', () => {
  for (const [rhythm, texts] of WRITTEN)
    it(texts, () => {
      for (const text of texts.split(' | ')) expect(rhythmIn(text), text).toEqual(rhythm);
    });

  it('may be said to be never', () => {
    for (const text of ['', ' ', '-', '无', 'no', 'once', '不重复', '一次性', 'N/A'])
      expect(rhythmIn(text), text).toBeNull();
  });

  it('is not guessed where nobody can tell', () => {
    const texts =
      'sometimes | every | Monday the 15th of each month | every 0 weeks | 32nd of each month | 每月32日 | 每周八 | 每周两次 | twice a week | after done | 完成后 | 10 after done | every 500 days | last Monday | first workday | every 2 quarters | 3 4 weeks | 第三个周一 | 有空就做 | 每月最后一个 | weeks 2 | Mon-Fri | 每周一 每月';
    for (const text of texts.split(' | ')) expect(rhythmIn(text), text).toBeUndefined();
  });
});
