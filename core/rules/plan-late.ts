/** Tells the project lead that the plan of a request ends after what was promised. */
import type { Facts } from '../process/facts.ts';
import type { LatePlan } from '../process/promises.ts';
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

const KEY = 'plan.late';

/** Tasks end after the finish that is wanted, or after the acceptance: the project lead, and again only when it gets worse. */
export const planLate: Rule<typeof KEY> = {
  key: KEY,
  section: 'move',
  tells: 'asks',
  answers: ['promise'],
  holds: 'while-said',
  needs: ['requests', 'raci'],
  judge: (facts, say) => {
    const { projectLead } = facts.snapshot.policy;
    for (const [id, plan] of facts.flow.latePlans) {
      const { request, broken, tasks } = plan;
      const { contact } = request;
      say(id, {
        date: isoOf(broken[0]?.day ?? 0),
        step: stepOf(id, plan, facts),
        to: [projectLead ?? contact],
        facts: {
          promises: broken.map(({ stage }) => stage),
          until: broken.map(({ day }) => isoOf(day)),
          tasks: tasks.map(({ item }) => item.id),
          names: tasks.map(({ item }) => item.name || item.id),
          dues: tasks.map(({ due }) => isoOf(due)),
          later: tasks.map(({ days }) => String(days)),
          contact: contact === null || contact === projectLead ? '' : contact.name,
        },
      });
    }
  },
};

/** Workdays by which all of it is late; more than was told before where it got worse since. */
const stepOf = (id: string, { broken, tasks, worse }: LatePlan, { notified, snapshot }: Facts): number => {
  const sum = tasks.reduce((total, { days }) => total + days, 0);
  const last = notified.last(KEY, id, isoOf(broken[0]?.day ?? 0));
  if (last === null) return sum;
  return worse && last.day < snapshot.today ? Math.max(sum, last.step + 1) : Math.max(sum, last.step);
};
