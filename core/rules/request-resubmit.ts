/** Asks a request's own people to hand it in: it lacks a date that can be read, or was mended after it was sent back. */
import { fingerprintOf } from '../text/fingerprint.ts';
import { remarksOn } from './request-sent-back.ts';
import type { Rule } from './rule.ts';

/** Once for each: complete and without a date, for each text that is no date, and mended after a review. */
export const requestResubmit: Rule<'request.resubmit'> = {
  key: 'request.resubmit',
  section: 'move',
  tells: 'asks',
  answers: ['submit'],
  needs: ['requests'],
  judge: ({ flow, toAmend }, say) => {
    for (const { id, name, contact, unreadDate } of toAmend.undated) {
      const asked = { step: 1, to: [contact] };
      if (unreadDate === null) {
        say(id, { ...asked, date: 'undated', because: 'request.resubmit.undated', facts: { name } });
      } else {
        const facts = { name, text: unreadDate };
        say(id, { ...asked, date: fingerprintOf(unreadDate), because: 'request.resubmit.unread', facts });
      }
    }
    for (const request of toAmend.mended) {
      const matter = flow.matters.get(request.id);
      if (!matter) continue;
      const { since } = matter.memory;
      say(request.id, {
        date: since,
        step: 1,
        to: [request.contact],
        because: 'request.resubmit.mended',
        facts: remarksOn(request, since),
      });
    }
  },
};
