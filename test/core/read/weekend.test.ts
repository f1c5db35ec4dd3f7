import { describe, expect, it } from 'vitest';
import { parseWeekend } from '../../../core/read/weekend.ts';
import { createCalendar } from '../../../core/time/calendar.ts';
import { dayFromIso, isoOf } from '../../../core/time/day.ts';
import { COUNTRIES } from '../../../sheet-templates/countries.ts';
import { NO_WEEKEND, weekendOf } from '../../../sheet-templates/weekends.ts';

describe('the days off of a week, as people type them', () => {
  it.each([
    ['Friday, Saturday', '56'],
    ['fri and sat', '56'],
    ['Fri. & Sat.', '56'],
    ['Sunday', '7'],
    ['5,6', '56'],
    ['6 5', '56'],
    ['周五、周六', '56'],
    ['周五周六', '56'],
    ['星期六和星期天', '67'],
    ['五，六', '56'],
    ['礼拜日', '7'],
    ['none', NO_WEEKEND],
    ['无', NO_WEEKEND],
  ])('%s', (text, weekend) => expect(parseWeekend(text)).toBe(weekend));

  it.each(['', 'weekend', 'Friday evening', '8', '2026-03-06', '1,2,3,4,5,6,7', '周末'])('%s says nothing', (text) =>
    expect(parseWeekend(text)).toBeNull(),
  );
});

describe('the days off of each week in a country', () => {
  /** What this Node's own ICU has of the Unicode CLDR. */
  const inCldr = (country: string): string => {
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
      getWeekInfo(): { readonly weekend: readonly number[] };
    };
    return locale.getWeekInfo().weekend.join('');
  };

  it('are those of the Unicode CLDR, but for India and Uganda', () => {
    const other = COUNTRIES.filter((country) => inCldr(country) !== weekendOf(country));
    expect(other.map((country) => `${country} ${inCldr(country)}`)).toEqual(['IN 7', 'UG 7']);
    expect(['EG', 'IL', 'IR', 'DE', ''].map(weekendOf)).toEqual(['56', '56', '5', '67', '67']);
  });
});

describe('a calendar of such weeks', () => {
  const day = (iso: string) => dayFromIso(iso)!;

  it('counts Sunday to Thursday, and days that are changed by themselves', () => {
    const calendar = createCalendar([{ date: day('2026-03-08'), kind: 'off' }], null, '56');
    const week = [1, 2, 3, 4, 5, 6, 7].map((date) => day(`2026-03-0${date}`));
    expect(week.map(calendar.isWorkday)).toEqual([true, true, true, true, true, false, false]);
    // Thursday's next workday is Monday, since that Sunday is a holiday.
    expect(isoOf(calendar.addWorkdays(day('2026-03-05'), 1))).toBe('2026-03-09');
    expect(calendar.workdaysBetween(day('2026-03-05'), day('2026-03-12'))).toBe(4);
    expect(isoOf(calendar.workdayOnOrBefore(day('2026-03-07')))).toBe('2026-03-05');
    // Beyond the table too.
    expect(calendar.workdaysBetween(day('2101-01-01'), day('2101-01-31'))).toBe(
      [...Array(30).keys()].filter((i) => calendar.isWorkday(day('2101-01-02') + i)).length,
    );
  });

  it('where every day is worked counts every day', () => {
    const calendar = createCalendar([], null, NO_WEEKEND);
    expect(calendar.workdaysBetween(day('2026-03-01'), day('2026-03-31'))).toBe(30);
  });
});
