/** The workbook's calendar, from its own, shared and official days; warns before the official list ends. */
import type { Weekend } from '../../sheet-templates/weekends.ts';
import type { Problem } from '../problem.ts';
import type { OfficialDay, Row } from '../snapshot.ts';
import { type Calendar, createCalendar, yearOf } from '../time/calendar.ts';
import { type Day, isoOf, partsOf, yearStart } from '../time/day.ts';

/** The calendar a workbook counts with, and the official days that its calendar tab lacks. */
export const readDays = (
  rows: readonly Row<'calendar'>[],
  official: { readonly days: readonly OfficialDay[]; readonly horizon: Day | null } | undefined,
  today: Day,
  weekend: Weekend,
): { calendar: Calendar; newDays: readonly OfficialDay[] } => {
  const ours = new Map<Day, 'off' | 'work'>();
  const shared = new Map<Day, 'off' | 'work'>();
  const listed = new Map<Day, 'off' | 'work'>();
  for (const { values } of rows) {
    if (values.date === null || values.kind === null) continue;
    const { source } = values;
    (source === 'official' ? listed : source === 'shared' ? shared : ours).set(values.date, values.kind);
  }
  // Days long gone are not added to a calendar that somebody has thinned out; this year's and later ones are.
  const from = yearStart(yearOf(today));
  const newDays = (official?.days ?? []).filter(({ date }) => date >= from && !listed.has(date));
  const all = new Map<Day, 'off' | 'work'>([
    ...(official?.days ?? []).map(({ date, kind }) => [date, kind] as const),
    ...listed,
    ...shared,
    ...ours,
  ]);
  const changed = [...all].map(([date, kind]) => ({ date, kind }));
  const horizon = official ? official.horizon : lastListedYearEnd(listed);
  return { calendar: createCalendar(changed, horizon, weekend), newDays };
};

const lastListedYearEnd = (listed: ReadonlyMap<Day, unknown>): Day | null => {
  let last: Day | null = null;
  for (const day of listed.keys()) if (last === null || day > last) last = day;
  return last === null ? null : yearStart(yearOf(last) + 1) - 1;
};

/** Lists are published from here on in the year before: China's in November. */
const LISTED_FROM_MONTH = 11;

/** The year whose official list should be out and is not known; null where lists do not run out, or the next one is not to be expected yet. */
export const missingListYear = ({ horizon }: Pick<Calendar, 'horizon'>, today: Day): number | null => {
  if (horizon === null) return null;
  const { year, month } = partsOf(today);
  const known = yearOf(horizon);
  if (known > year) return null;
  return known < year || month >= LISTED_FROM_MONTH ? known + 1 : null;
};

/** Soon enough to get the new list in: a month ahead, or as soon as a due date lies beyond what is known. */
const HORIZON_WARNING_DAYS = 30;

export const horizonProblem = (
  horizon: Day | null,
  today: Day,
  raci: readonly Row<'raci'>[],
  problems: Problem[],
): void => {
  if (horizon === null) return;
  const beyond = raci.filter(({ values }) => values.due !== null && values.due > horizon).length;
  if (beyond === 0 && today + HORIZON_WARNING_DAYS <= horizon) return;
  const facts = { horizon: isoOf(horizon), beyond };
  problems.push({ tab: 'calendar', row: 0, column: 'date', code: 'calendar-horizon', item: '', facts });
};
