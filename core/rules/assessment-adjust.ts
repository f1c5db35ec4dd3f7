import { dutyRule } from './duty-rule.ts';

/** An adjustment waits for its written answer: the request's contact. */
export const assessmentAdjust = dutyRule('assessment.adjust', ['confirmations']);
