/** Tells the other side of a dispute what one side proposes. */
import type { Rule } from './rule.ts';

/** Somebody proposed how to settle it: those of the other sides, once for each proposal. */
export const disputeProposed: Rule<'dispute.proposed'> = {
  key: 'dispute.proposed',
  section: 'move',
  tells: 'asks',
  atOnce: true,
  answers: ['agree', 'propose'],
  needs: ['escalations'],
  judge: ({ flow }, say) => {
    for (const { id, mark, to, facts } of flow.proposed) say(id, { date: mark, step: 1, to, facts });
  },
};
