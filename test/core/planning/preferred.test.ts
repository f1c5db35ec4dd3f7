/** The borders of what somebody asked for of their mails: which day, which hour, and what never waits. */
import { describe, expect, it } from 'vitest';
import { isSpared, type LetterWait, waitOf } from '../../../core/planning/preferred.ts';
import { isoOf } from '../../../core/time/day.ts';
import { momentOf, type Tabs } from '../moment.ts';

const li = (row: Readonly<Record<string, string>>) => [{ name: 'Li Ming', email: 'li@example.com', ...row }];

/** Sweeps that ended, as `_runs` has them: `2026-03-03T09:00`. */
const swept = (...at: readonly string[]) =>
  at.map((moment, i) => ({
    run: `r-${i}`,
    day: moment.slice(0, 10),
    startedAt: `${moment}:00+08:00`,
    heartbeatAt: `${moment}:00+08:00`,
    endedAt: `${moment}:00+08:00`,
    status: 'done',
  }));

/** Until when Li Ming's letters wait: a day, with a time where that is today; '' where they leave. */
const waits = (now: string, row: Readonly<Record<string, string>>, more: Tabs = {}): string => {
  const { snapshot } = momentOf(now, { tabs: { directory: li(row), ...more } }).facts;
  const wait: LetterWait | null = waitOf(snapshot.people.get('Li Ming')!, snapshot);
  return wait === null ? '' : [isoOf(wait.on), wait.hour ?? ''].join(' ').trim();
};

describe('whoever wants fewer mails', () => {
  const isLeftOut = (fewer: string, level: 0 | 1, tells: 'waits' | 'asks') => {
    const { snapshot } = momentOf('2026-03-04T09:00', { tabs: { directory: li({ fewer }) } }).facts;
    return isSpared(snapshot.people.get('Li Ming')!, { level }, tells);
  };

  it('is spared what asks nothing of them, and no escalation, those that they are only copied on among them', () => {
    expect(isLeftOut('yes', 0, 'waits')).toBe(true);
    expect(isLeftOut('yes', 1, 'waits')).toBe(false);
    expect(isLeftOut('yes', 0, 'asks')).toBe(false);
    expect(isLeftOut('', 0, 'waits')).toBe(false);
  });
});

describe('a quiet day', () => {
  it.each([
    ['Wed and Fri', '2026-03-04T09:00', '2026-03-05'],
    ['周三、周五', '2026-03-06T09:00', '2026-03-09'],
    ['3 5', '2026-03-05T09:00', ''],
    // Four of five: the one that is left is never farther than five workdays.
    ['Tue, Wed, Thu, Fri', '2026-03-03T09:00', '2026-03-09'],
    // None is left: rather on a quiet day than never.
    ['Mon, Tue, Wed, Thu, Fri', '2026-03-04T09:00', ''],
    ['', '2026-03-04T09:00', ''],
    // What nobody can read is none.
    ['mornings', '2026-03-04T09:00', ''],
  ])('%s, on %s', (noMailOn, now, until) => expect(waits(now, { noMailOn })).toBe(until));

  it('is followed by the next workday of the workbook’s own calendar', () => {
    const calendar = [{ date: '2026-03-05', kind: 'Day off', source: 'Ours', note: 'Founding day' }];
    expect(waits('2026-03-04T09:00', { noMailOn: 'Wed' }, { calendar })).toBe('2026-03-06');
  });
});

describe('an hour', () => {
  const often = swept('2026-03-03T09:00', '2026-03-03T14:00');
  it.each([
    ['13:59 of a day before which sweeps ran late enough', '2026-03-04T13:59', '14:00', often, '2026-03-04 840'],
    ['the hour itself', '2026-03-04T14:00', '14:00', often, ''],
    ['an hour after the last sweep of the day before', '2026-03-04T09:00', '14:01', often, ''],
    ['sweeps once a day', '2026-03-04T09:00', '14:00', swept('2026-03-02T14:00', '2026-03-03T09:00'), ''],
    ['no sweep before', '2026-03-04T09:00', '14:00', [], ''],
    ['a late sweep on the same day only', '2026-03-04T09:00', '14:00', swept('2026-03-04T14:30'), ''],
    [
      'a sweep of the day before that ran after midnight',
      '2026-03-04T09:00',
      '下午2点',
      [{ ...swept('2026-03-03T09:00')[0], startedAt: '2026-03-04T00:10:00+08:00' }],
      '2026-03-04 840',
    ],
    ['a week later', '2026-03-11T09:00', '2pm', often, '2026-03-11 840'],
  ] as const)('%s', (_, now, hour, _runs, until) => expect(waits(now, { hour }, { _runs })).toBe(until));
});
