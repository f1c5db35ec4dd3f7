/** Tells the people behind a request that it was sent back, and why. */
import type { SentBack } from '../messages/facts.ts';
import type { Request } from '../process/requests.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** What the review asked, in its order. */
const QUESTIONS = ['reviewComplete', 'reviewGoal', 'reviewResources', 'reviewDates'] as const;

/** What whoever reviewed it wrote, word for word: the reason, and what they said to each question that is not simply a yes. */
export const remarksOn = ({ name, values }: Request, since: Day): SentBack => {
  const judged = QUESTIONS.flatMap((question) => {
    const remark = values[`${question}Note`];
    return remark !== '' || values[question] === false ? [{ question, remark }] : [];
  });
  return {
    name,
    since: isoOf(since),
    by: values.reviewedBy?.name ?? '',
    reason: values.reviewReason,
    questions: judged.map(({ question }) => question),
    remarks: judged.map(({ remark }) => remark),
  };
};

/** Sent back by its review: the contact and the initiator, with the reason, once for each review. */
export const requestSentBack: Rule<'request.sent-back'> = {
  key: 'request.sent-back',
  section: 'move',
  tells: 'asks',
  atOnce: true,
  answers: ['submit'],
  needs: ['requests'],
  judge: ({ flow, toAmend }, say) => {
    for (const request of toAmend.sentBack) {
      const { id, contact, values } = request;
      const matter = flow.matters.get(id);
      if (!matter) continue;
      const { since } = matter.memory;
      say(id, { date: since, step: 1, to: [contact, values.initiator], facts: remarksOn(request, since) });
    }
  },
};
