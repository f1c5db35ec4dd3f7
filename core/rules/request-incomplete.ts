/** Asks for what a submitted request still lacks. */
import type { Facts } from '../process/facts.ts';
import type { Request } from '../process/requests.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** The day these gaps were told, alone or together with others that are filled in by now. */
const toldOn = ({ id, gaps: { set } }: Request, submittedOn: string, { notified }: Facts): Day | null => {
  const last = notified.last('request.incomplete', id, submittedOn)?.step ?? 0;
  for (let step = set; step <= last; step++) {
    const day = (step & set) === set ? notified.dayOf('request.incomplete', id, submittedOn, step) : null;
    if (day !== null) return day;
  }
  return null;
};

/** Submitted with gaps, or with a goal nobody can measure: the contact and the initiator, once for each gap. */
export const requestIncomplete: Rule<'request.incomplete'> = {
  key: 'request.incomplete',
  section: 'move',
  tells: 'asks',
  answers: ['complete'],
  needs: ['requests'],
  judge: (facts, say) => {
    for (const request of facts.toAmend.incomplete) {
      const { id, gaps, values, contact } = request;
      if (values.submittedOn === null) continue;
      const submitted = isoOf(values.submittedOn);
      const told = toldOn(request, submitted, facts);
      if (told !== null) {
        say(id, { quiet: 'told', facts: { day: isoOf(told) } });
        continue;
      }
      say(id, {
        date: submitted,
        step: gaps.set,
        to: [contact, values.initiator],
        facts: { name: request.name, since: submitted, missing: gaps.missing, goal: gaps.goal },
      });
    }
  },
};
