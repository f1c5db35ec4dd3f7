/** Asks for what a department's yes leaves open: who leads it, and what it can give. */
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** One for each set of gaps, so that filling in a part of it asks for nothing anew. */
const STEP = { lead: 1, capacity: 2 } as const;
const ALL = 3;

/** A yes without a lead, or without anything it can give: the head of the department, once for what is missing. */
export const assessmentIncomplete: Rule<'assessment.incomplete'> = {
  key: 'assessment.incomplete',
  section: 'move',
  tells: 'asks',
  answers: ['assess'],
  needs: ['requests', 'confirmations'],
  judge: ({ flow, notified, snapshot }, say) => {
    for (const { id, department, request, since, missing } of flow.answerGaps.values()) {
      const date = isoOf(since);
      const toldOn = notified.dayOf('assessment.incomplete', id, date, ALL);
      if (missing.length === 1 && toldOn !== null) {
        say(id, { quiet: 'told', facts: { day: isoOf(toldOn) } });
        continue;
      }
      say(id, {
        date: since,
        step: missing.reduce((sum, what) => sum + STEP[what], 0),
        to: [snapshot.departments.get(department)?.head ?? null],
        facts: { department, request: request.id, missing },
      });
    }
  },
};
