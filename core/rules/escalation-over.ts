/** Tells those who were asked to step in that an escalation has ended. */
import { ESCALATION_OVER, endTold } from '../process/episodes.ts';
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** What somebody was asked to step in for moves again, or is no longer needed: whoever got to hear of it, once. */
export const escalationOver: Rule<typeof ESCALATION_OVER> = {
  key: ESCALATION_OVER,
  section: 'know',
  tells: 'waits',
  inOffice: true,
  holds: 'when-over',
  needs: [],
  judge: ({ episodes, items, notified, snapshot }, say) => {
    const byAddress = new Map([...snapshot.people.values()].map((person) => [person.email, person]));
    for (const episode of episodes) {
      const told = endTold(episode, items);
      if (told === null) continue;
      const { item: id, steps } = episode;
      const { date, step, end } = told;
      const toldOn = notified.dayOf(ESCALATION_OVER, id, date, step);
      if (toldOn !== null && toldOn < snapshot.today) continue;
      const heard = new Set(steps.flatMap((raised) => raised.heard));
      const item = items.get(id);
      say(id, {
        date,
        step,
        to: [...heard].map((address) => byAddress.get(address) ?? null),
        facts: {
          end,
          asked: isoOf((steps.at(-1) ?? steps[0]).day),
          status: item?.status ?? null,
          due: item?.open && item.due !== null ? isoOf(item.due) : null,
        },
      });
    }
  },
};
