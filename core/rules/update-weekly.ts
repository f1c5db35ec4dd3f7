/** Asks department heads for updates of running tasks, weekly or daily. */

import { formatClock } from '../messages/format.ts';
import type { Facts } from '../process/facts.ts';
import type { Update } from '../process/week.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Rule, Say } from './rule.ts';

/** A department's items without an update: its head, with the keeper copied. */
const tell = ({ by, stage, departments }: Update, daily: boolean, facts: Facts, say: Say<'update.weekly'>) => {
  const { policy, departments: known } = facts.snapshot;
  const step = daily ? 3 : stage === 'nears' ? 1 : 2;
  for (const [department, { missing }] of departments) {
    if (missing.length === 0) {
      say(department, { quiet: 'updated', facts: { department, by: isoOf(by) } });
      continue;
    }
    if (step === 2 && !wasAsked(department, by, facts)) {
      say(department, { quiet: 'not-asked', facts: { department, by: isoOf(by) } });
      continue;
    }
    const head = known.get(department)?.head ?? null;
    const time = formatClock(policy.updateTime);
    say(department, {
      date: by,
      step,
      to: [head ?? policy.keeper],
      // The keeper completes what the departments leave open once the time for it is over.
      cc: head && step > 1 ? [policy.keeper] : [],
      because: `update.weekly.${step}`,
      facts: { department, by: isoOf(by), time, step, daily, items: missing.map(({ id }) => id) },
    });
  }
};

/** Asked before it passed; where every sweep comes after that time, nobody can be. */
const wasAsked = (department: string, by: Day, { notified, snapshot: { policy } }: Facts): boolean =>
  policy.sweepTime >= policy.updateTime || notified.dayOf('update.weekly', department, isoOf(by), 1) !== null;

/**
 * The weekly update nears, or passed, without one; the daily one, of a request with that rhythm, was not written on the
 * workday before. A department that was not asked in a week is not named for it. A sweep that missed the days after a deadline makes up for them until the next one nears.
 */
export const updateWeekly: Rule<'update.weekly'> = {
  key: 'update.weekly',
  section: 'update',
  tells: 'asks',
  holds: 'while-said',
  needs: ['raci', 'tracker', 'departments'],
  judge: (facts, say) => {
    const { weekly, daily } = facts.updates;
    if (weekly) tell(weekly, false, facts, say);
    tell(daily, true, facts, say);
  },
};
