import { type Day, isoOf, weekdayOf } from '../day.ts';
import type { Facts } from '../facts.ts';
import type { Item } from '../item.ts';
import { formatClock } from '../messages/format.ts';
import type { Rule } from './rule.ts';

/** The workday by whose updateTime a week's progress is written; null in a week without one. */
const deadlineOf = (monday: Day, { snapshot: { calendar, policy } }: Facts): Day | null => {
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

/**
 * The weekly update nears, or passed, without one: the department's head, with the keeper copied. A sweep that missed
 * the days after a deadline makes up for them until the next one nears.
 */
export const updateWeekly: Rule = {
  key: 'update.weekly',
  section: null,
  needs: ['raci', 'tracker', 'departments'],
  judge: (facts, say) => {
    const { today, minute, policy, departments } = facts.snapshot;
    const monday = today - weekdayOf(today) + 1;
    const thisWeek = deadlineOf(monday, facts);
    const nears = thisWeek !== null && today === thisWeek && minute < policy.updateTime;
    const passed =
      thisWeek !== null && (today > thisWeek || (today === thisWeek && !nears))
        ? thisWeek
        : deadlineOf(monday - 7, facts);
    const [by, step, week] = nears
      ? [thisWeek, 1, monday]
      : passed !== null
        ? [passed, 2, passed - weekdayOf(passed) + 1]
        : [null, 0, 0];
    if (by === null) return;

    const missing = new Map<string, string[]>();
    for (const item of facts.items.values()) {
      if (!item.department || !isRunning(item, by)) continue;
      const ids = missing.get(item.department) ?? [];
      if (!isUpdated(item, week, today)) ids.push(item.id);
      missing.set(item.department, ids);
    }
    for (const [department, items] of missing) {
      if (items.length === 0) {
        say(department, { quiet: 'updated', facts: { department, by: isoOf(by) } });
        continue;
      }
      const head = departments.get(department)?.head ?? null;
      say(department, {
        date: by,
        step,
        to: [head ?? policy.keeper],
        cc: head ? [policy.keeper] : [],
        because: step === 1 ? 'update.weekly.1' : 'update.weekly.2',
        facts: { department, by: isoOf(by), time: formatClock(policy.updateTime), step, items },
      });
    }
  },
};
