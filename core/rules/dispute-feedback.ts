/** Feedback on a dispute is due by the day that was promised. */
import { dutyRule } from './duty-rule.ts';

/** Feedback was promised by a day and is not there: who promised it, who decided, or the level it is with. */
export const disputeFeedback = dutyRule('dispute.feedback', ['escalations']);
