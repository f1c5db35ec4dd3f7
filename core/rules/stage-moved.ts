import { isoOf } from '../day.ts';
import { participantsOf } from '../flow/participants.ts';
import type { Rule } from './rule.ts';

/** A stage of a request's plan was moved to another day: the whole request. */
export const stageMoved: Rule = {
  key: 'stage.moved',
  section: null,
  needs: ['requests', 'stages'],
  judge: (facts, say) => {
    for (const { id, request, due, open, memory } of facts.flow.stages) {
      if (!memory.changed || !open || due === null) continue;
      say(id, {
        date: memory.seenOn,
        step: memory.revision,
        to: [...participantsOf(request, facts), facts.snapshot.policy.projectLead],
        facts: { due: isoOf(due) },
      });
    }
  },
};
