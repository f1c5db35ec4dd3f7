/** A department owes the answer on a topic that it was to look into. */
import { dutyRule } from './duty-rule.ts';

/** A department was to look into an open topic: its head owes the answer. */
export const topicFollowup = dutyRule('topic.followup', ['topics', 'meetings']);
