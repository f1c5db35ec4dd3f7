import { type Day, weekdayOf } from '../day.ts';
import type { Item } from '../item.ts';
import type { Snapshot } from '../snapshot.ts';

/** The weekly update that is asked for today, or was due last. */
export interface WeeklyUpdate {
  /** The workday by whose policy.updateTime it is written. */
  readonly by: Day;
  /** `nears`: that is today. `passed`: it is over. */
  readonly stage: 'nears' | 'passed';
  /** Department → its running items, and those of them without an update. Departments without running items are absent. */
  readonly departments: ReadonlyMap<string, { readonly running: number; readonly missing: readonly Item[] }>;
}

/** The deadline in the week that begins on `monday`; null in a week without a workday up to it. */
const deadlineOf = (monday: Day, { calendar, policy }: Snapshot): Day | null => {
  const day = calendar.workdayOnOrBefore(monday + policy.updateDay - 1);
  return day >= monday ? day : null;
};

const isRunning = (item: Item, by: Day): boolean =>
  item.open &&
  item.seenOn <= by &&
  (item.status !== 'not-started' || item.late || (item.start !== null && item.start <= by));

/** A date to come (2027 for 2026) is no update: it would count every week until then. */
const isUpdated = (item: Item, from: Day, today: Day): boolean =>
  (item.updatedOn !== null && item.updatedOn >= from && item.updatedOn <= today) ||
  (item.changedOn >= from && item.changedOn > item.seenOn);

export const weeklyUpdate = (items: Iterable<Item>, snapshot: Snapshot): WeeklyUpdate | null => {
  const { today, minute, policy } = snapshot;
  const monday = today - weekdayOf(today) + 1;
  const thisWeek = deadlineOf(monday, snapshot);
  const over = thisWeek !== null && (today > thisWeek || (today === thisWeek && minute >= policy.updateTime));
  const nears = today === thisWeek && !over;
  const by = nears || over ? thisWeek : deadlineOf(monday - 7, snapshot);
  if (by === null) return null;

  const from = by - weekdayOf(by) + 1;
  const departments = new Map<string, { running: number; missing: Item[] }>();
  for (const item of items) {
    if (!item.department || !isRunning(item, by)) continue;
    const department = departments.get(item.department) ?? { running: 0, missing: [] };
    department.running++;
    if (!isUpdated(item, from, today)) department.missing.push(item);
    departments.set(item.department, department);
  }
  return { by, stage: nears ? 'nears' : 'passed', departments };
};
