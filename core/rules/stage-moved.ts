/** Tells everyone on a request that one of its stages has another date. */
import { isoOf, isoOrNull } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** A stage of a request's plan was moved to another day: the whole request. */
export const stageMoved: Rule<'stage.moved'> = {
  key: 'stage.moved',
  section: 'know',
  tells: 'owed',
  needs: ['requests', 'stages'],
  judge: ({ flow: { stages, participants }, snapshot: { policy } }, say) => {
    for (const { id, request, due, dueBefore, note, open, memory, responsible } of [...stages.values()].flat()) {
      if (!memory.changed || !open || due === null) continue;
      const to = [...(participants.get(request) ?? []), policy.projectLead];
      say(id, {
        date: memory.seenOn,
        step: memory.revision,
        to,
        waits: to.filter((person) => person !== responsible),
        facts: { due: isoOf(due), from: dueBefore === due ? null : isoOrNull(dueBefore), note },
      });
    }
  },
};
