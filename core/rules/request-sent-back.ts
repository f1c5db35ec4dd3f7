/** Tells the people behind a request that it was sent back, and why. */
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** Sent back by its review: the contact and the initiator, with the reason, once for each review. */
export const requestSentBack: Rule<'request.sent-back'> = {
  key: 'request.sent-back',
  section: 'move',
  needs: ['requests'],
  judge: ({ flow, toAmend }, say) => {
    for (const { id, name, contact, values } of toAmend.sentBack) {
      const matter = flow.matters.get(id);
      if (!matter) continue;
      const { since } = matter.memory;
      say(id, {
        date: since,
        step: 1,
        to: [contact, values.initiator],
        facts: { name, since: isoOf(since), by: values.reviewedBy?.name ?? '', reason: values.reviewReason },
      });
    }
  },
};
