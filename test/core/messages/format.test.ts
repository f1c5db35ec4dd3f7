import { describe, expect, it } from 'vitest';
import { plural } from '../../../core/messages/en/format.ts';
import { countWord, formatClock, formatDay, formatIso, listOf } from '../../../core/messages/format.ts';
import { dayOf } from '../../../core/time/day.ts';

const today = dayOf(2026, 3, 6)!;

describe('dates, counts and names as people read them', () => {
  it('writes dates with their weekday', () => {
    expect(formatDay(today, 'zh-CN', today)).toBe('3月6日 周五');
    expect(formatDay(today, 'en', today)).toBe('Fri 6 Mar');
    expect(formatIso('2026-03-08', 'zh-CN', today)).toBe('3月8日 周日');
  });
  it('adds the year only when it is not this year', () => {
    expect(formatIso('2027-01-04', 'zh-CN', today)).toBe('2027年1月4日 周一');
    expect(formatIso('2025-12-31', 'en', today)).toBe('Wed 31 Dec 2025');
  });
  it('shows what is no date as it stands', () => {
    expect(formatIso('soon', 'en', today)).toBe('soon');
  });
  it('writes times of the day with two digits each', () => {
    expect(formatClock(9 * 60)).toBe('09:00');
    expect(formatClock(17 * 60 + 5)).toBe('17:05');
  });
  it('joins names', () => {
    expect(listOf(['李明', '王丽', '赵一'], 'zh-CN')).toBe('李明、王丽、赵一');
    expect(listOf(['Li Ming'], 'en')).toBe('Li Ming');
    expect(listOf(['Li Ming', 'Wang Li'], 'en')).toBe('Li Ming and Wang Li');
    expect(listOf(['Li Ming', 'Wang Li', 'Zhao Yi'], 'en')).toBe('Li Ming, Wang Li and Zhao Yi');
    expect(listOf([], 'en')).toBe('');
  });
  it('writes small counts in words', () => {
    expect([1, 2, 10, 11].map((n) => countWord(n, 'zh-CN'))).toEqual(['一', '两', '十', '11']);
    expect([1, 2, 10, 11].map((n) => countWord(n, 'en'))).toEqual(['one', 'two', 'ten', '11']);
    expect([plural(1, 'workday'), plural(2, 'workday')]).toEqual(['workday', 'workdays']);
  });
});
