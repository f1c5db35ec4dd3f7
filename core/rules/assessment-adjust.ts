/** A department wants changes to a request, or cannot take it on; the contact owes a written answer. */
import { dutyRule } from './duty-rule.ts';

/** An adjustment waits for its written answer: the request's contact. */
export const assessmentAdjust = dutyRule('assessment.adjust', ['confirmations']);
