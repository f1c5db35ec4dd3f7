/** What is owed before a meeting: its materials, and the departments' feedback on them. */
import { dutyRule } from './duty-rule.ts';

/** Materials go out before a meeting, and each department writes back. */
export const meetingMaterials = dutyRule('meeting.materials', ['meetings']);
