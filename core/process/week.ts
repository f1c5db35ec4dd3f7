/** Which departments owe a weekly or daily update of their running tasks. */

import type { Item } from '../item.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Day, dayFromIso, isoOf, mondayOf } from '../time/day.ts';
import type { Flow } from './flow.ts';
import { isOver } from './requests.ts';

/** An update that is asked for today, or was due last. */
export interface Update {
  /** The workday by whose policy.updateTime it is written. */
  readonly by: Day;
  /** `nears`: that is today. `passed`: it is over. */
  readonly stage: 'nears' | 'passed';
  /** Department → its running items, and those of them without an update. Departments without running items are absent. */
  readonly departments: ReadonlyMap<string, { readonly running: number; readonly missing: readonly Item[] }>;
}

/** Updates by the rhythm of the request an item belongs to; items of none are updated weekly. */
export interface Updates {
  readonly weekly: Update | null;
  /** Of the last workday whose time has passed. */
  readonly daily: Update;
}

/** A weekday in the week that begins on `monday`, on a day off the workday before; null in a week without a workday up to it. */
export const weekdayIn = (monday: Day, weekday: number, { calendar }: Pick<Snapshot, 'calendar'>): Day | null => {
  const day = calendar.workdayOnOrBefore(monday + weekday - 1);
  return day >= monday ? day : null;
};

/** The day of a week on which what waits is told: Friday, on a day off the last workday before it, or else the last of the week; null without one. */
const lastOf = (monday: Day, snapshot: Pick<Snapshot, 'calendar'>): Day | null =>
  weekdayIn(monday, 5, snapshot) ?? weekdayIn(monday, 7, snapshot);

/** Such days before and after a day, itself among those after. */
export const weekEnds = (
  today: Day,
  snapshot: Pick<Snapshot, 'calendar'>,
): { readonly last: Day; readonly next: Day } => {
  const find = (from: Day, step: 7 | -7, is: (day: Day) => boolean): Day => {
    for (let monday = mondayOf(from), weeks = 0; weeks < 53; monday += step, weeks++) {
      const day = lastOf(monday, snapshot);
      if (day !== null && is(day)) return day;
    }
    return from;
  };
  return { last: find(today, -7, (day) => day < today), next: find(today, 7, (day) => day >= today) };
};

/** So near to the end of what is known about days off, it is said every week. */
const NEAR_DAYS = 31;

/** That end is said again until it is mended: once a month, and once a week when it is near. The month, or the week's Monday. */
export const horizonRound = (horizon: string, today: Day): string =>
  (dayFromIso(horizon) ?? today) - today <= NEAR_DAYS ? isoOf(mondayOf(today)) : isoOf(today).slice(0, 7);

const isRunning = (item: Item, by: Day): boolean =>
  item.open &&
  item.seenOn <= by &&
  (item.status !== 'not-started' || item.late || (item.start !== null && item.start <= by));

/** A date to come (2027 for 2026) is no update: it would count every week until then. */
const isUpdated = (item: Item, from: Day, today: Day): boolean =>
  (item.updatedOn !== null && item.updatedOn >= from && item.updatedOn <= today) ||
  (item.changedOn >= from && item.changedOn > item.seenOn);

const departmentsOf = (items: readonly Item[], from: Day, by: Day, today: Day): Update['departments'] => {
  const departments = new Map<string, { running: number; missing: Item[] }>();
  for (const item of items) {
    if (!item.department || !isRunning(item, by)) continue;
    const department = departments.get(item.department) ?? { running: 0, missing: [] };
    department.running++;
    if (!isUpdated(item, from, today)) department.missing.push(item);
    departments.set(item.department, department);
  }
  return departments;
};

export const updatesOf = (
  items: Iterable<Item>,
  { requests, progress }: Pick<Flow, 'requests' | 'progress'>,
  snapshot: Snapshot,
): Updates => {
  const byRhythm: Record<'weekly' | 'daily', Item[]> = { weekly: [], daily: [] };
  for (const item of items) {
    const request = requests.get(item.request);
    if (!isOver(request, progress.get(item.request))) byRhythm[request?.values.rhythm ?? 'weekly'].push(item);
  }
  return { weekly: weeklyOf(byRhythm.weekly, snapshot), daily: dailyOf(byRhythm.daily, snapshot) };
};

const weeklyOf = (items: readonly Item[], snapshot: Snapshot): Update | null => {
  const { today, minute, policy } = snapshot;
  const monday = mondayOf(today);
  const thisWeek = weekdayIn(monday, policy.updateDay, snapshot);
  const over = thisWeek !== null && (today > thisWeek || (today === thisWeek && minute >= policy.updateTime));
  const nears = today === thisWeek && !over;
  const by = nears || over ? thisWeek : weekdayIn(monday - 7, policy.updateDay, snapshot);
  if (by === null) return null;
  return { by, stage: nears ? 'nears' : 'passed', departments: departmentsOf(items, mondayOf(by), by, today) };
};

const dailyOf = (items: readonly Item[], { calendar, policy, today, minute }: Snapshot): Update => {
  const by = calendar.workdayOnOrBefore(minute >= policy.updateTime ? today : today - 1);
  return { by, stage: 'passed', departments: departmentsOf(items, by, by, today) };
};
