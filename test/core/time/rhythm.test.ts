/** The days of a rhythm: where they fall, and that they do not depend on where one begins to look. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rhythmIn } from '../../../core/read/repeats.ts';
import { must } from '../../../core/text/must.ts';
import { createCalendar } from '../../../core/time/calendar.ts';
import { dayFromIso, isoOf } from '../../../core/time/day.ts';
import { type CalendarRhythm, daysOfRhythm, longestGap, nearTo } from '../../../core/time/rhythm.ts';

const day = (iso: string) => must(dayFromIso(iso), iso);
const MAY_DAY = createCalendar(['2026-05-29', '2026-06-01'].map((date) => ({ date: day(date), kind: 'off' as const })));
const ruleOf = (text: string) => rhythmIn(text) as CalendarRhythm;
const daysOf = (text: string, first: string, to: string) =>
  daysOfRhythm(ruleOf(text), day(first), [day(first), day(to)], MAY_DAY)
    .map(isoOf)
    .join(' ');

const TEXTS = [
  ...['every Monday', 'every 2 weeks on Mon, Thu', 'weekly', 'every 3 workdays', 'daily', 'every 10 days', 'monthly'],
  ...[
    'monthly on the 31st',
    'monthly, last workday',
    'second Tuesday of each month',
    'quarterly, last workday',
    'yearly',
  ],
];

describe('the days of a rhythm', () => {
  it('are those that people mean', () => {
    expect(daysOf('every Monday', '2026-05-13', '2026-06-01')).toBe('2026-05-18 2026-05-25 2026-06-01');
    expect(daysOf('every other week', '2026-05-13', '2026-06-15')).toBe('2026-05-27 2026-06-10');
    expect(daysOf('every 2 weeks on Mon, Thu', '2026-05-12', '2026-06-01')).toBe('2026-05-14 2026-05-25 2026-05-28');
    expect(daysOf('monthly, last workday', '2026-04-30', '2026-07-31')).toBe('2026-05-28 2026-06-30 2026-07-31');
    expect(daysOf('first workday of each month', '2026-05-04', '2026-07-31')).toBe('2026-06-02 2026-07-01');
    expect(daysOf('monthly', '2026-01-31', '2026-04-30')).toBe('2026-02-28 2026-03-31 2026-04-30');
    expect(daysOf('last Friday of each month', '2026-01-30', '2026-03-31')).toBe('2026-02-27 2026-03-27');
    expect(daysOf('quarterly, last workday', '2026-02-10', '2026-10-01')).toBe('2026-03-31 2026-06-30 2026-09-30');
    expect(daysOf('quarterly', '2026-02-10', '2026-10-01')).toBe('2026-05-10 2026-08-10');
    expect(daysOf('yearly', '2024-02-29', '2026-12-31')).toBe('2025-02-28 2026-02-28');
    expect(daysOf('daily', '2026-05-27', '2026-06-03')).toBe('2026-05-28 2026-06-02 2026-06-03');
    expect(daysOf('every 3 workdays', '2026-05-26', '2026-06-05')).toBe('2026-06-02 2026-06-05');
    expect(daysOf('every 10 days', '2026-05-26', '2026-06-15')).toBe('2026-06-05 2026-06-15');
  });

  it('come after the first, in order, no further apart than is looked ahead, and are the same from wherever one looks', () => {
    const somewhere = fc.integer({ min: day('2024-01-01'), max: day('2030-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), somewhere, fc.nat(900), (text, first, later) => {
        const rhythm = ruleOf(text);
        const all = daysOfRhythm(rhythm, first, [first, first + later + 100], MAY_DAY);
        const some = daysOfRhythm(rhythm, first, [first + later, first + later + 100], MAY_DAY);
        expect(some).toEqual(all.filter((one) => one >= first + later));
        for (const [i, one] of all.entries()) {
          const before = all[i - 1] ?? first;
          expect(one).toBeGreaterThan(before);
          expect(one - before).toBeLessThanOrEqual(longestGap(rhythm));
          if (i > 0) expect(one - before).toBeGreaterThan(2 * nearTo(rhythm));
        }
      }),
    );
  });
});
