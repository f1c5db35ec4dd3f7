/** Regular meetings: the days of a rhythm, what a day off does to them, and that each of them has one row. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldOn, rhythmDays } from '../../../core/process/series.ts';
import { must } from '../../../core/text/must.ts';
import { createCalendar } from '../../../core/time/calendar.ts';
import { dayFromIso, isoOf, partsOf, weekdayOf } from '../../../core/time/day.ts';
import { type Given, play } from '../../support/scenario.ts';

const day = (iso: string) => must(dayFromIso(iso), iso);
const RHYTHMS = ['weekly', 'fortnightly', 'monthly'] as const;

describe('the days of a rhythm', () => {
  const daysOf = (rhythm: (typeof RHYTHMS)[number], first: string, to: string) =>
    rhythmDays(rhythm, day(first), day(first), day(to)).map(isoOf);

  it('are each week, every second one, or the same weekday of each month', () => {
    expect(daysOf('weekly', '2026-03-06', '2026-03-27')).toEqual(['2026-03-13', '2026-03-20', '2026-03-27']);
    expect(daysOf('fortnightly', '2026-03-06', '2026-04-10')).toEqual(['2026-03-20', '2026-04-03']);
    expect(daysOf('monthly', '2026-11-13', '2027-02-28')).toEqual(['2026-12-11', '2027-01-08', '2027-02-12']);
  });

  it('are the last such weekday of each month where the first one was in the fifth week', () => {
    expect(daysOf('monthly', '2026-01-30', '2026-05-31')).toEqual([
      '2026-02-27',
      '2026-03-27',
      '2026-04-24',
      '2026-05-29',
    ]);
  });

  it('keep their weekday, come after the first and do not depend on where one begins to look', () => {
    const somewhere = fc.integer({ min: day('2024-01-01'), max: day('2030-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...RHYTHMS), somewhere, fc.nat(900), fc.nat(200), (rhythm, first, later, span) => {
        const all = rhythmDays(rhythm, first, first, first + later + span);
        const some = rhythmDays(rhythm, first, first + later, first + later + span);
        expect(some).toEqual(all.filter((one) => one >= first + later));
        for (const one of all) {
          expect(one).toBeGreaterThan(first);
          expect(weekdayOf(one)).toBe(weekdayOf(first));
        }
        const months = all.map((one) => `${partsOf(one).year} ${partsOf(one).month}`);
        if (rhythm === 'monthly') expect(new Set(months).size).toBe(months.length);
      }),
    );
  });
});

describe('a day of the rhythm that is off', () => {
  const off = (...days: string[]) => createCalendar(days.map((date) => ({ date: day(date), kind: 'off' as const })));
  const heldAs = (rhythm: (typeof RHYTHMS)[number], on: string, ...days: string[]) => {
    const date = heldOn(rhythm, day(on), off(...days));
    return date === null ? null : isoOf(date);
  };
  const WEEK = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'];

  it('is held on the workday before, else on the one after, of the same week', () => {
    expect(heldAs('weekly', '2026-02-20')).toBe('2026-02-20');
    expect(heldAs('weekly', '2026-02-20', '2026-02-20')).toBe('2026-02-19');
    expect(heldAs('weekly', '2026-02-16', '2026-02-16')).toBe('2026-02-17');
  });

  it('is left out where its whole week is off; what is held more rarely comes after it', () => {
    expect(heldAs('weekly', '2026-02-18', ...WEEK)).toBeNull();
    expect(heldAs('fortnightly', '2026-02-18', ...WEEK)).toBe('2026-02-23');
    expect(heldAs('monthly', '2026-02-18', ...WEEK)).toBe('2026-02-23');
  });
});

describe('the rows of a rhythm', () => {
  const weekly = { id: 'M-0001', name: 'Weekly', kind: 'Weekly', date: '2026-03-06', start: '16:00', end: '16:30' };
  const given = (more: object, ...rest: object[]): Given => ({
    tabs: { meetings: [{ ...weekly, host: 'Chen Jie', repeats: 'Every week', ...more }, ...rest] as never },
    steps: [{ now: '2026-03-09T09:00' }],
  });
  const made = async (book: Given) =>
    (await play(book)).map(({ writes }) => writes.filter((write) => write.startsWith('append meetings')).length);
  const state = (id: string, slot: string) => ({ id, tab: 'meetings', seenOn: '2026-03-06', slot });
  const withState = (book: Given, ...rows: object[]): Given => ({
    ...book,
    tabs: { ...book.tabs, _state: rows as never },
  });

  it('are made for the next day of it only', async () => {
    expect(await made(given({}))).toEqual([1]);
    expect(await made(given({ date: '2024-01-05' }))).toEqual([1]);
  });

  it('are not made by a rhythm that is cancelled, over or without a first day', async () => {
    expect(await made(given({ cancelledOn: '2026-03-09' }))).toEqual([0]);
    expect(await made(given({ repeatsUntil: '2026-03-12' }))).toEqual([0]);
    expect(await made(given({ repeatsUntil: '2026-03-13' }))).toEqual([1]);
    expect(await made(given({ date: null }))).toEqual([0]);
    expect(await made(given({ repeatsUntil: 'as long as it takes' }))).toEqual([0]);
    expect(await made(given({ kind: 'Kick-off' }))).toEqual([0]);
  });

  it('are not made for a cancelled request', async () => {
    const request = { id: 'Q-0001', name: 'Box', initiator: 'Wang Fang', cancelledOn: '2026-03-05' };
    const book = given({ request: 'Q-0001' });
    expect(await made({ ...book, tabs: { ...book.tabs, requests: [request] as never } })).toEqual([0]);
  });

  it('are not made beside a meeting of that name on that day, nor for a day whose row was moved or deleted', async () => {
    expect(await made(given({}, { ...weekly, id: 'M-0002', date: '2026-03-13', host: 'Chen Jie' }))).toEqual([0]);
    const moved = { ...weekly, id: 'M-0002', date: '2026-03-19', host: 'Chen Jie', series: 'M-0001' };
    expect(await made(withState(given({}, moved), state('M-0002', 'M-0001 2026-03-13')))).toEqual([0]);
    expect(await made(withState(given({}), state('M-0002', 'M-0001 2026-03-13')))).toEqual([0]);
  });

  it('are not made again where a sweep ended before it had noted them', async () => {
    const row = { ...weekly, id: 'M-0002', date: '2026-03-12', name: 'Renamed', host: 'Chen Jie', series: 'M-0001' };
    expect(await made(given({}, row))).toEqual([0]);
  });
});
