/** Tells those who were asked to step in that an escalation has ended. */
import { stepOf } from '../process/duty.ts';
import type { Episode } from '../process/episodes.ts';
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

const KEY = 'escalation.over';

/** A ruling is told to everyone involved as such, and a dispute's own row says how it ended. */
const isToldOtherwise = ({ rule, end }: Episode): boolean =>
  end === 'decided' || end === 'agreed' || rule === 'dispute';

/** What somebody was asked to step in for moves again, or is no longer needed: whoever got to hear of it, once. */
export const escalationOver: Rule<typeof KEY> = {
  key: KEY,
  section: 'know',
  tells: 'waits',
  inOffice: true,
  holds: 'when-over',
  needs: [],
  judge: ({ episodes, items, notified, snapshot }, say) => {
    const byAddress = new Map([...snapshot.people.values()].map((person) => [person.email, person]));
    for (const episode of episodes) {
      const { rule, item: id, since, part, steps, end } = episode;
      if (end === null || since === null || isToldOtherwise(episode)) continue;
      // Of two duties of one thing each has its own.
      const date = items.has(id) ? isoOf(since) : `${isoOf(since)}.${rule}`;
      const step = stepOf({ part }, 1);
      const toldOn = notified.dayOf(KEY, id, date, step);
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
