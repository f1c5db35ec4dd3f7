/** Notices that a limit in hours cannot be kept, because the workbook is checked too seldom. */
import type { Problem } from '../problem.ts';
import { isSweep } from '../record/run.ts';
import type { Policy, RunRow } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { type Calendar, localTime } from '../time/calendar.ts';
import type { Day } from '../time/day.ts';
import { spanOf } from '../time/hours.ts';
import type { SettingRow } from './bindings.ts';

/** So many workdays are looked back on: one on which a sweep failed says nothing. */
const LOOKED_BACK = 5;
const AN_HOUR = 60;

/** The longest time of a workday, in minutes, in which nobody checked. */
const longestGap = (minutes: readonly number[], [start, end]: readonly [number, number]): number => {
  const checked = [...minutes.filter((minute) => minute > start && minute < end).sort((a, b) => a - b), end];
  return Math.max(...checked.map((minute, i) => minute - (checked[i - 1] ?? start)));
};

interface Moment {
  readonly policy: Pick<Policy, 'urgentHours' | 'workdayStart' | 'workdayEnd' | 'zone'>;
  readonly today: Day;
  readonly calendar: Calendar;
}

/** Where sweeps came less often on the last workdays than a limit in hours needs; nothing before the first day with sweeps. */
export const hoursProblems = (
  row: SettingRow | undefined,
  runs: readonly RunRow[],
  { policy, today, calendar }: Moment,
): readonly Problem[] => {
  const { urgentHours: hours } = policy;
  if (!row || hours === 0) return [];
  const from = calendar.addWorkdays(today, -LOOKED_BACK);
  const byDay = new Map<Day, number[]>();
  for (const run of runs) {
    const { day } = run;
    if (!isSweep(run) || day === null || day < from || day >= today || !calendar.isWorkday(day)) continue;
    const at = localTime(run.startedAt, policy.zone);
    const swept = ensure(byDay, day, () => []);
    if (at?.day === day) swept.push(at.minute);
  }
  if (byDay.size === 0) return [];
  const span = spanOf(policy);
  const gap = Math.min(...[...byDay.values()].map((minutes) => longestGap(minutes, span)));
  if (gap <= hours * AN_HOUR) return [];
  const facts = { hours, gap: Math.round((gap / AN_HOUR) * 10) / 10, from: span[0], to: span[1] };
  return [{ tab: 'settings', row: row.at, column: 'value', code: 'hours-unkept', item: '', facts }];
};
