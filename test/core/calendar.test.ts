import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  type CalendarDay,
  createCalendar,
  instantOf,
  isZone,
  localTime,
} from '../../core/time/calendar.ts';
import {
  comingWeekday,
  dayFromIso,
  dayFromSerial,
  dayOf,
  isoOf,
  mondayOf,
  monthEnd,
  partsOf,
  serialOf,
  weekdayOf,
} from '../../core/time/day.ts';

const day = (iso: string) => dayFromIso(iso)!;
const off = (...isos: string[]): CalendarDay[] => isos.map((iso) => ({ date: day(iso), kind: 'off' }));
const weeks = createCalendar([]);

describe('workdays', () => {
  it('the day something happens does not count: Monday and 3 is Thursday', () => {
    expect(isoOf(weeks.addWorkdays(day('2026-03-02'), 3))).toBe('2026-03-05');
  });

  it('given on Thursday, Friday a holiday, 3 workdays end next Wednesday', () => {
    const calendar = createCalendar(off('2026-03-06'));
    expect(isoOf(calendar.addWorkdays(day('2026-03-05'), 3))).toBe('2026-03-11');
  });

  it('with Thursday and Friday a holiday, 3 workdays from Wednesday, Thursday or Friday end next Wednesday', () => {
    const calendar = createCalendar(off('2026-03-05', '2026-03-06'));
    for (const from of ['2026-03-04', '2026-03-05', '2026-03-06']) {
      expect(isoOf(calendar.addWorkdays(day(from), 3))).toBe('2026-03-11');
    }
    expect(isoOf(calendar.addWorkdays(day('2026-03-03'), 3))).toBe('2026-03-10');
  });

  it('n = 0 is the day itself, or the next workday', () => {
    expect(isoOf(weeks.addWorkdays(day('2026-03-06'), 0))).toBe('2026-03-06');
    expect(isoOf(weeks.addWorkdays(day('2026-03-07'), 0))).toBe('2026-03-09');
  });

  it('n < 0 counts back the same way', () => {
    expect(isoOf(weeks.addWorkdays(day('2026-03-09'), -1))).toBe('2026-03-06');
    expect(isoOf(weeks.addWorkdays(day('2026-03-08'), -1))).toBe('2026-03-06');
    expect(isoOf(weeks.addWorkdays(day('2026-03-09'), -6))).toBe('2026-02-27');
  });

  it('a reminder that would fall on a day off goes out on the workday before', () => {
    expect(isoOf(weeks.workdayOnOrBefore(day('2026-03-08')))).toBe('2026-03-06');
    expect(isoOf(weeks.workdayOnOrBefore(day('2026-03-06')))).toBe('2026-03-06');
  });

  it('the later of two entries for a day holds', () => {
    const calendar = createCalendar([
      { date: day('2026-03-07'), kind: 'off' },
      { date: day('2026-03-07'), kind: 'work' },
    ]);
    expect(calendar.isWorkday(day('2026-03-07'))).toBe(true);
  });

  it('counts from a day to the same day nothing, and backwards negative', () => {
    expect(weeks.workdaysBetween(day('2026-03-06'), day('2026-03-06'))).toBe(0);
    expect(weeks.workdaysBetween(day('2026-03-06'), day('2026-03-09'))).toBe(1);
    expect(weeks.workdaysBetween(day('2026-03-09'), day('2026-03-06'))).toBe(-1);
    expect(weeks.workdaysBetween(day('2026-03-08'), day('2026-03-06'))).toBe(0);
  });

  it('from what is no day is an error, and no count without end', () => {
    for (const none of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(() => weeks.addWorkdays(none, 1)).toThrow('is no day');
      expect(() => weeks.workdaysBetween(none, day('2026-03-06'))).toThrow('is no day');
      expect(() => weeks.workdaysBetween(day('2026-03-06'), none)).toThrow('is no day');
    }
  });
});

describe('civil dates', () => {
  it('survive the way to a number and back, for any date', () => {
    fc.assert(
      fc.property(fc.integer({ min: day('1600-01-01'), max: day('2400-12-31') }), (d) => {
        const { year, month, date } = partsOf(d);
        expect(dayOf(year, month, date)).toBe(d);
        expect(dayFromIso(isoOf(d))).toBe(d);
        expect(isoOf(d)).toBe(new Date(d * 86_400_000).toISOString().slice(0, 10));
        expect(weekdayOf(d) % 7).toBe(new Date(d * 86_400_000).getUTCDay());
        for (const system of [1900, 1904] as const) expect(dayFromSerial(serialOf(d, system) + 0.999, system)).toBe(d);
      }),
    );
  });

  it('have their leap days, also at the turn of four centuries', () => {
    for (const iso of ['1600-02-29', '1996-02-29', '2000-02-29', '2024-02-29', '2400-02-29']) {
      expect(isoOf(day(iso))).toBe(iso);
      expect(isoOf(day(iso) + 1)).toBe(iso.replace('02-29', '03-01'));
    }
  });

  it('end their months where the months end', () => {
    const lengths = Array.from({ length: 12 }, (_, i) => partsOf(monthEnd(dayOf(2026, i + 1, 15)!)).date);
    expect(lengths).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    for (const [i, length] of lengths.entries()) {
      expect(dayOf(2026, i + 1, length)).not.toBeNull();
      expect(dayOf(2026, i + 1, length + 1)).toBeNull();
    }
    expect(isoOf(monthEnd(day('2026-11-30'), 1))).toBe('2026-12-31');
    expect(isoOf(monthEnd(day('2026-12-01'), 1))).toBe('2027-01-31');
    expect(isoOf(monthEnd(day('2026-12-31'), 14))).toBe('2028-02-29');
  });

  it('have a Monday before them, and weekdays to come', () => {
    expect(isoOf(mondayOf(day('2026-03-02')))).toBe('2026-03-02');
    expect(isoOf(mondayOf(day('2026-03-08')))).toBe('2026-03-02');
    const thursday = day('2026-03-05');
    const coming = (weekday: number) => {
      const next = comingWeekday(weekday, thursday);
      return next === null ? null : isoOf(next);
    };
    expect(coming(5)).toBe('2026-03-06');
    expect(coming(7)).toBe('2026-03-08');
    expect(coming(1)).toBe('2026-03-09');
    expect(coming(3)).toBe('2026-03-11');
    expect(coming(4)).toBeNull();
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-01-32',
    '2026-1-1',
    '',
    'x2026-03-05',
    '2026-03-05T09:00',
  ])('%j is none', (iso) => expect(dayFromIso(iso)).toBeNull());

  it('a serial number means a day of its workbook’s system', () => {
    expect(isoOf(dayFromSerial(46086, 1900))).toBe('2026-03-05');
    expect(isoOf(dayFromSerial(46086 - 1462, 1904))).toBe('2026-03-05');
  });
});

describe('the workbook’s zone', () => {
  it.each([
    ['2026-03-05T16:30:00Z', 'Asia/Shanghai', '2026-03-06', 30, '2026-03-06T00:30:00+08:00'],
    ['2026-03-05T16:30:00Z', 'America/New_York', '2026-03-05', 690, '2026-03-05T11:30:00-05:00'],
    ['2026-03-05T23:59:59.999+08:00', 'Asia/Shanghai', '2026-03-05', 1439, '2026-03-05T23:59:59+08:00'],
    ['2026-03-05T09:00:00', 'Asia/Shanghai', '2026-03-05', 540, '2026-03-05T09:00:00+08:00'],
    ['2026-03-08T06:59:00Z', 'America/New_York', '2026-03-08', 119, '2026-03-08T01:59:00-05:00'],
    ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08', 180, '2026-03-08T03:00:00-04:00'],
    ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01', 90, '2026-11-01T01:30:00-04:00'],
    ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01', 90, '2026-11-01T01:30:00-05:00'],
    ['2026-03-05T00:00:00Z', 'Asia/Kathmandu', '2026-03-05', 345, '2026-03-05T05:45:00+05:45'],
    ['2026-03-05T12:00:00Z', 'Pacific/Kiritimati', '2026-03-06', 120, '2026-03-06T02:00:00+14:00'],
  ])('%s in %s', (instant, zone, date, minute, iso) => {
    expect(localTime(instant, zone)).toEqual({ day: day(date), minute, iso });
  });

  it('has no wall clock for what is no instant, or in no zone', () => {
    for (const instant of ['', 'today', '2026-02-30T09:00:00Z', '2026-03-05T25:00:00Z']) {
      expect(localTime(instant, 'Asia/Shanghai')).toBeNull();
    }
    expect(localTime('2026-03-05T09:00:00Z', 'Mars/Olympus')).toBeNull();
  });

  it.each([
    ['2026-03-05', 18 * 60, 'Asia/Shanghai', '2026-03-05T18:00:00+08:00'],
    ['2026-03-06', 18 * 60, 'America/New_York', '2026-03-06T18:00:00-05:00'],
    ['2026-03-09', 18 * 60, 'America/New_York', '2026-03-09T18:00:00-04:00'],
    ['2026-10-26', 18 * 60, 'Europe/London', '2026-10-26T18:00:00+00:00'],
    // 02:30 does not exist on the night the clocks go forward: the hour that follows.
    ['2026-03-08', 150, 'America/New_York', '2026-03-08T03:30:00-04:00'],
  ])('%s at minute %i in %s is %s', (date, minute, zone, iso) => {
    const instant = instantOf(day(date), minute, zone);
    expect(instant).toBe(iso);
  });

  it('an instant of a day read back is that day and minute', () => {
    const zones = ['Asia/Shanghai', 'UTC', 'Asia/Kathmandu', 'America/Phoenix', 'Pacific/Kiritimati'];
    fc.assert(
      fc.property(
        fc.integer({ min: day('2000-01-01'), max: day('2099-12-31') }),
        fc.nat(1439),
        fc.constantFrom(...zones),
        (d, minute, zone) => {
          expect(localTime(instantOf(d, minute, zone), zone)).toMatchObject({ day: d, minute });
        },
      ),
    );
  });

  it('is an IANA name', () => {
    for (const zone of ['Asia/Shanghai', 'UTC', 'America/New_York']) expect(isZone(zone)).toBe(true);
    for (const zone of ['', 'Beijing', 'Mars/Olympus', '北京']) expect(isZone(zone)).toBe(false);
  });
});

/** The definition, a day at a time. */
const naive = (calendar: Calendar) => ({
  add: (from: number, n: number) => {
    let d = from;
    if (n === 0) while (!calendar.isWorkday(d)) d++;
    for (let left = Math.abs(n); left > 0; ) {
      d += Math.sign(n);
      if (calendar.isWorkday(d)) left--;
    }
    return d;
  },
  between: (from: number, to: number) => {
    let n = 0;
    for (let d = Math.min(from, to) + 1; d <= Math.max(from, to); d++) if (calendar.isWorkday(d)) n++;
    return to < from ? 0 - n : n;
  },
});

describe('for any calendar', () => {
  const anyDay = fc.integer({ min: day('2015-01-01'), max: day('2035-12-31') });
  const steps = fc.integer({ min: -400, max: 400 });
  const calendars = fc
    .array(fc.record({ date: anyDay, kind: fc.constantFrom('off', 'work') }), { maxLength: 300 })
    .map((days) => createCalendar(days as CalendarDay[]));

  it('the n-th workday after a day lies n workdays after it', () => {
    fc.assert(
      fc.property(calendars, anyDay, fc.integer({ min: 1, max: 400 }), (calendar, from, n) => {
        const to = calendar.addWorkdays(from, n);
        expect(calendar.isWorkday(to)).toBe(true);
        expect(calendar.workdaysBetween(from, to)).toBe(n);
      }),
    );
  });

  it('going back as far as one came ends where one began, on a workday', () => {
    fc.assert(
      fc.property(calendars, anyDay, steps, (calendar, from, n) => {
        const start = calendar.addWorkdays(from, 0);
        expect(calendar.addWorkdays(calendar.addWorkdays(start, n), -n)).toBe(start);
      }),
    );
  });

  it('steps add up', () => {
    fc.assert(
      fc.property(calendars, anyDay, fc.nat(200), fc.nat(200), (calendar, from, a, b) => {
        const there = a === 0 ? from : calendar.addWorkdays(from, a);
        if (b > 0) expect(calendar.addWorkdays(there, b)).toBe(calendar.addWorkdays(from, a + b));
      }),
    );
  });

  it('a later day and a larger n never end earlier', () => {
    fc.assert(
      fc.property(calendars, anyDay, fc.nat(30), steps, (calendar, from, later, n) => {
        expect(calendar.addWorkdays(from + later, n)).toBeGreaterThanOrEqual(calendar.addWorkdays(from, n));
        expect(calendar.addWorkdays(from, n + 1)).toBeGreaterThanOrEqual(calendar.addWorkdays(from, n));
      }),
    );
  });

  it('the table says what counting day by day says', () => {
    fc.assert(
      fc.property(calendars, anyDay, anyDay, steps, (calendar, from, to, n) => {
        expect(calendar.addWorkdays(from, n)).toBe(naive(calendar).add(from, n));
        expect(calendar.workdaysBetween(from, to)).toBe(naive(calendar).between(from, to));
      }),
    );
  });

  const EDGES = ['1989-12-28', '1990-01-04', '2019-12-28', '2020-01-03', '2035-12-28', '2036-01-03', '2100-12-27'];
  it.each([...EDGES, '1954-10-04', '1990-01-01', '2100-12-31', '2101-01-04'])(
    'also around the edges of the tables (%s)',
    (iso) => {
      const own = off('1989-12-29', '1990-01-02', '2019-12-31', '2020-01-02', '2035-12-31', '2036-01-02');
      const calendar = createCalendar([...own, ...off('2100-12-30', '2101-01-03')]);
      for (let shift = -8; shift <= 8; shift++) {
        for (let n = -8; n <= 8; n++) {
          const [from, to] = [day(iso) + shift, day(iso) + n];
          expect(calendar.addWorkdays(from, n)).toBe(naive(calendar).add(from, n));
          expect(calendar.workdaysBetween(from, to)).toBe(naive(calendar).between(from, to));
        }
      }
    },
  );
});
