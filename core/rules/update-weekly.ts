import { isoOf } from '../day.ts';
import { formatClock } from '../messages/format.ts';
import type { Rule } from './rule.ts';

/**
 * The weekly update nears, or passed, without one: the department's head, with the keeper copied. A sweep that missed
 * the days after a deadline makes up for them until the next one nears.
 */
export const updateWeekly: Rule = {
  key: 'update.weekly',
  section: null,
  needs: ['raci', 'tracker', 'departments'],
  judge: ({ weekly, snapshot: { policy, departments } }, say) => {
    if (!weekly) return;
    const by = isoOf(weekly.by);
    const step = weekly.stage === 'nears' ? 1 : 2;
    for (const [department, { missing }] of weekly.departments) {
      if (missing.length === 0) {
        say(department, { quiet: 'updated', facts: { department, by } });
        continue;
      }
      const head = departments.get(department)?.head ?? null;
      say(department, {
        date: weekly.by,
        step,
        to: [head ?? policy.keeper],
        cc: head ? [policy.keeper] : [],
        because: `update.weekly.${step}`,
        facts: { department, by, time: formatClock(policy.updateTime), step, items: missing.map(({ id }) => id) },
      });
    }
  },
};
