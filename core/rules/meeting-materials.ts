import { dutyRule } from './duty-rule.ts';

/** Materials go out before a meeting, and each department writes back. */
export const meetingMaterials = dutyRule('meeting.materials', ['meetings']);
