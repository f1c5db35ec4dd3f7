/** Limits in hours: what ends so many working hours after a moment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../../core/text/must.ts';
import { createCalendar } from '../../../core/time/calendar.ts';
import { dayFromIso, isoOf } from '../../../core/time/day.ts';
import { afterHours } from '../../../core/time/hours.ts';

const day = (iso: string) => must(dayFromIso(iso), iso);
/** Tuesday 3 March is off, Saturday the 7th is worked. */
const CALENDAR = createCalendar([
  { date: day('2026-03-03'), kind: 'off' },
  { date: day('2026-03-07'), kind: 'work' },
]);
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const ends = (from: string, hours: number, workdayStart = '09:00', workdayEnd = '18:00') => {
  const [date = '', time = ''] = from.split(' ');
  const working = { workdayStart: minuteOf(workdayStart), workdayEnd: minuteOf(workdayEnd) };
  const end = afterHours({ day: day(date), minute: minuteOf(time) }, hours, working, CALENDAR);
  return `${isoOf(end.day)} ${clock(end.minute)}`;
};

describe('so many working hours after a moment', () => {
  it('end within the span of a workday, and at its end rather than when the next one begins', () => {
    expect(ends('2026-03-02 09:00', 4)).toBe('2026-03-02 13:00');
    expect(ends('2026-03-02 14:00', 4)).toBe('2026-03-02 18:00');
    expect(ends('2026-03-02 16:00', 4)).toBe('2026-03-04 11:00');
    expect(ends('2026-03-02 16:00', 1.5)).toBe('2026-03-02 17:30');
    expect(ends('2026-03-02 12:00', 20)).toBe('2026-03-05 14:00');
  });

  it('begin with the workday where it has not begun, is over, or is off', () => {
    expect(ends('2026-03-02 07:10', 4)).toBe('2026-03-02 13:00');
    expect(ends('2026-03-02 18:00', 4)).toBe('2026-03-04 13:00');
    expect(ends('2026-03-03 12:00', 4)).toBe('2026-03-04 13:00');
    expect(ends('2026-03-06 17:00', 4)).toBe('2026-03-07 12:00');
  });

  it('end in a span that was written the wrong way round as well', () => {
    expect(ends('2026-03-02 10:00', 2, '18:00', '09:00')).toBe('2026-03-05 09:00');
  });

  it('are never more than those there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 60 }), (minute, hours) => {
        const working = { workdayStart: 540, workdayEnd: 1080 };
        const end = afterHours({ day: day('2026-03-02'), minute }, hours, working, CALENDAR);
        expect(CALENDAR.isWorkday(end.day)).toBe(true);
        expect(end.minute).toBeGreaterThan(540);
        expect(end.minute).toBeLessThanOrEqual(1080);
        const before = CALENDAR.workdaysBetween(day('2026-03-02'), end.day) * 540 + end.minute;
        expect(before - Math.min(Math.max(minute, 540), 1080)).toBe(hours * 60);
      }),
    );
  });
});
