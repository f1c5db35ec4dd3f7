import { describe, expect, it, test } from 'vitest';
import { stateMeant } from '../../core/adopt/guess/states.ts';
import { normal } from '../../core/text/words.ts';
import { LOCALES, type Option, TABS } from '../../sheet-templates/index.ts';

/** What people write for how far a task is. */
const OPTIONS: readonly Option[] = TABS.tracker.columns.status.options;

describe('the words of a status column', () => {
  it('mean one thing each', () => {
    const meant = new Map<string, string>();
    for (const { key, label, aliases } of OPTIONS) {
      for (const word of new Set([key, ...LOCALES.map((locale) => label[locale]), ...aliases].map(normal))) {
        expect(meant.get(word), word).toBeUndefined();
        meant.set(word, key);
      }
    }
    expect(meant.size).toBeGreaterThan(130);
  });

  test.each([
    ['未开工', 'not-started'],
    ['待 办', 'not-started'],
    ['TO-DO', 'not-started'],
    ['正常进行中', 'in-progress'],
    ['In Process', 'in-progress'],
    ['已逾期', 'delayed'],
    ['past due', 'delayed'],
    ['挂起', 'blocked'],
    ['Suspended', 'blocked'],
    ['√', 'done'],
    ['已办结', 'done'],
    ['released', 'done'],
    ['已作废', 'cancelled'],
    ["won't do", 'cancelled'],
  ])('%s is %s', (word, state) => {
    expect(stateMeant(word)).toBe(state);
  });

  // A person says what they mean: not begun or not over; asked for, waiting or put off; a reply to a question nobody sees here.
  test.each(['未完成', 'Incomplete', 'Pending', '待定', '是', '否', 'Y', 'N', '1', 'At Risk', '已提交', '已通过'])(
    '%s may mean several things, and is asked about',
    (word) => {
      expect(stateMeant(word)).toBeNull();
    },
  );
});
