import { describe, expect, it } from 'vitest';
import type { ReadContext } from '../../../core/read/index.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { dayFromIso, isoOf } from '../../../core/time/day.ts';
import { type TypedRow, workbookOf } from '../../support/scenario.ts';

const day = (iso: string) => dayFromIso(iso)!;
const off = (iso: string) => ({ date: day(iso), kind: 'off', note: 'Holiday' }) as const;
const work = (iso: string) => ({ date: day(iso), kind: 'work', note: 'Made up for' }) as const;

const read = (calendar: readonly TypedRow[], official?: ReadContext['official'], raci: readonly TypedRow[] = []) =>
  readSnapshot(workbookOf({ tabs: { calendar, raci } }), { now: '2026-03-05T09:00', ...(official && { official }) });

describe('the calendar a workbook counts with', () => {
  it('is the official list, changed by what its tab lists as official, changed by what people wrote', () => {
    const official = {
      days: [off('2026-03-09'), off('2026-03-10'), off('2026-03-11'), work('2026-03-14')],
      horizon: day('2026-12-31'),
    };
    const { calendar } = read(
      [
        { date: '2026-03-10', kind: 'Work', source: 'Official' },
        { date: '2026-03-11', kind: 'Work', source: 'Official' },
        { date: '2026-03-11', kind: 'Off' },
        { date: '2026-03-12', kind: 'Off' },
      ],
      official,
    );
    const worked = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14'];
    expect(worked.filter((iso) => calendar.isWorkday(day(iso)))).toEqual(['2026-03-10', '2026-03-13', '2026-03-14']);
    expect(calendar.horizon).toBe(day('2026-12-31'));
  });

  it('is Monday to Friday where nothing is known, and knows no end', () => {
    const { calendar, newDays } = read([]);
    expect(calendar.isWorkday(day('2026-03-06'))).toBe(true);
    expect(calendar.isWorkday(day('2026-03-07'))).toBe(false);
    expect([calendar.horizon, newDays]).toEqual([null, []]);
  });

  it('overlooks a row without its date or its kind', () => {
    const { calendar } = read([{ date: '2026-03-06' }, { kind: 'Off' }, { date: '2026-03-09', kind: 'Off' }]);
    expect(calendar.isWorkday(day('2026-03-06'))).toBe(true);
    expect(calendar.isWorkday(day('2026-03-09'))).toBe(false);
  });

  it('is known up to the end of the last year in which an official day is listed', () => {
    const listed = (...isos: string[]) =>
      read(isos.map((date) => ({ date, kind: 'Off', source: 'Official' }))).calendar.horizon;
    expect(isoOf(listed('2026-10-01', '2027-01-01', '2026-05-01')!)).toBe('2027-12-31');
    expect(isoOf(listed('2027-01-01', '2026-10-01')!)).toBe('2027-12-31');
    expect(read([{ date: '2027-01-01', kind: 'Off' }]).calendar.horizon).toBeNull();
  });

  it('lacks the official days of this year and later that its tab does not list', () => {
    const official = {
      days: [off('2025-12-31'), off('2026-01-01'), off('2026-03-09'), off('2027-01-01')],
      horizon: day('2027-12-31'),
    };
    const { newDays } = read([{ date: '2026-03-09', kind: 'Off', source: 'Official' }], official);
    expect(newDays.map(({ date }) => isoOf(date))).toEqual(['2026-01-01', '2027-01-01']);
    // What people wrote is no official day.
    expect(read([{ date: '2026-01-01', kind: 'Off' }], official).newDays.map(({ date }) => isoOf(date))).toContain(
      '2026-01-01',
    );
  });
});

describe('the end of the official list', () => {
  const finding = (horizon: string | null, ...dues: string[]) => {
    const raci = dues.map((due, i) => ({ id: `T-000${i + 1}`, name: 'Packaging', responsible: 'Li Ming', due }));
    const official = { days: [], horizon: horizon === null ? null : day(horizon) };
    const { problems } = read([], official, [...raci, { id: 'T-0009', name: 'Posters', responsible: 'Li Ming' }]);
    return problems
      .filter(({ code }) => code === 'calendar-horizon')
      .map(({ tab, column, facts }) => [tab, column, facts]);
  };

  it('is told from thirty days before it', () => {
    expect(finding('2026-04-04')).toEqual([]);
    expect(finding('2026-04-03')).toEqual([['calendar', 'date', { horizon: '2026-04-03', beyond: 0 }]]);
  });

  it('is told as soon as a due date lies behind it, with their number', () => {
    expect(finding('2026-12-31', '2026-12-31')).toEqual([]);
    expect(finding('2026-12-31', '2027-01-01', '2026-12-31', '2027-02-01')).toEqual([
      ['calendar', 'date', { horizon: '2026-12-31', beyond: 2 }],
    ]);
  });

  it('is no matter where there is no list', () => {
    expect(finding(null, '2099-01-01')).toEqual([]);
  });
});
