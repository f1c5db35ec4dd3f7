import { describe, expect, it } from 'vitest';
import { deadlineIn } from '../../../core/process/rulings.ts';
import { createCalendar } from '../../../core/time/calendar.ts';
import { type Day, dayFromIso, isoOf } from '../../../core/time/day.ts';

const day = (iso: string): Day => dayFromIso(iso)!;
const CALENDAR = createCalendar([]);

describe('the date that a decision’s words give', () => {
  const of = (decision: string) => {
    const found = deadlineIn(decision, day('2026-11-21'), CALENDAR);
    return found === null ? null : isoOf(found);
  };

  it.each<[string, string]>([
    ['加 2 套样机，12月4日前完成', '2026-12-04'],
    ['同意，改到12月4日', '2026-12-04'],
    ['延期至 2026年12月4日（周五）', '2026-12-04'],
    ['最晚12月4日', '2026-12-04'],
    ['12月4日（周五）之前交付', '2026-12-04'],
    ['样机11月27日前到，12月4日前完成', '2026-12-04'],
    ['下周五前完成', '2026-11-27'],
    ['明年1月8日前上线', '2027-01-08'],
    ['Two more samples, finished by 4 December', '2026-12-04'],
    ['Moved to Fri 4 December', '2026-12-04'],
    ['New supplier; due 2026-12-04', '2026-12-04'],
    ['Postponed to December 4', '2026-12-04'],
    ['No later than Dec 4', '2026-12-04'],
  ])('%s', (decision, iso) => expect(of(decision)).toBe(iso));

  it.each([
    '用供应商 B',
    '12月4日开会再定',
    '11月18日已经谈过，照旧',
    '11月18日前的费用由市场部出',
    'Take supplier B',
    'We meet again on 4 December',
    'Chen Jie takes over until Friday',
    'As agreed on 4 November',
    'By and large as proposed',
  ])('none: %s', (decision) => expect(of(decision)).toBeNull());
});
