import { expect, it } from 'vitest';
import { missingListYear } from '../../../core/read/days.ts';
import { dayFromIso } from '../../../core/time/day.ts';

/** Whether the next year's list of official days is missed: once it should be out, and no earlier. */
it.each([
  ['2026-12-31', '2026-10-31', null],
  ['2026-12-31', '2026-11-01', 2027],
  ['2026-12-31', '2027-02-01', 2027],
  ['2027-12-31', '2026-12-01', null],
])('known until %s, on %s: %s', (horizon, today, year) =>
  expect(missingListYear({ horizon: dayFromIso(horizon) }, dayFromIso(today)!)).toBe(year),
);

it('is never missed where holidays follow from rules', () =>
  expect(missingListYear({ horizon: null }, dayFromIso('2026-12-01')!)).toBeNull());
