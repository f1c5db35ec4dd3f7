/** A submitted request is to be reviewed. */
import { dutyRule } from './duty-rule.ts';

/** Submitted and not reviewed within its limit: the head of the initiating department. */
export const requestReview = dutyRule('request.review', ['requests']);
