/** Tells everyone involved how an escalation was decided. */
import { MOVES_ON, type Rule } from './rule.ts';

/** A decision was written, or written again: everyone involved. */
export const disputeRuled: Rule<'dispute.ruled'> = {
  key: 'dispute.ruled',
  section: 'know',
  tells: 'owed',
  atOnce: true,
  card: 'decision',
  answers: ['follow', ...MOVES_ON],
  needs: ['escalations'],
  judge: ({ flow }, say) => {
    for (const { id, on, step, involved, touched, by, facts } of flow.decided) {
      const waits = involved.filter((person) => !touched.includes(person));
      say(id, { date: on, step, to: involved, waits, by: [by], facts });
    }
  },
};
