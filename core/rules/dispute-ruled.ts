/** Tells everyone involved how an escalation was decided. */
import type { Rule } from './rule.ts';

/** A decision was written, or written again: everyone involved. */
export const disputeRuled: Rule<'dispute.ruled'> = {
  key: 'dispute.ruled',
  section: 'know',
  needs: ['escalations'],
  judge: ({ flow }, say) => {
    for (const { id, on, step, involved, facts } of flow.decided) say(id, { date: on, step, to: involved, facts });
  },
};
