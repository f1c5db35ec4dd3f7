import { dutyRule } from './duty-rule.ts';

/** A department was to look into an open topic: its head owes the answer. */
export const topicFollowup = dutyRule('topic.followup', ['topics', 'meetings']);
