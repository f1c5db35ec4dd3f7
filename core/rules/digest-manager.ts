/** The weekly overview for department heads and division leaders. */
import { WEEK } from '../process/managers.ts';
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

/**
 * Once a week (managerDay), heads and division leaders get what their departments have late, at risk, to decide and
 * coming up, and with it the agenda of that day's meeting.
 */
export const digestManager: Rule<'digest.manager'> = {
  key: WEEK.rule,
  section: 'overview',
  tells: 'owed',
  needs: ['raci', 'departments'],
  judge: ({ managers }, say) => {
    if (!managers) return;
    const on = isoOf(managers.on);
    for (const overview of managers.overviews) {
      const { person, offices, departments, decisions, late, risks, next, meetings, meeting } = overview;
      const count = [decisions, late, risks, next, meetings].reduce((sum, { length }) => sum + length, 0);
      if (count === 0 && !meeting) {
        say(person.name, { quiet: 'nothing-new', facts: { on } });
        continue;
      }
      say(person.name, {
        date: managers.on,
        step: WEEK.step,
        to: [person],
        facts: {
          on,
          offices: [...offices],
          departments: [...departments],
          decisions,
          late,
          risks,
          next,
          meetings,
          meeting: meeting?.id ?? '',
          actions: overview.actions,
          openActions: overview.openActions,
          overdue: overview.overdue,
          overdueBefore: overview.overdueBefore,
        },
      });
    }
  },
};
