/** What is owed after a meeting: its minutes, and their approval. */
import { dutyRule } from './duty-rule.ts';

/** Minutes are in within a day of the end, and the host approves them; once more when they are changed after that. */
export const meetingMinutes = dutyRule('meeting.minutes', ['meetings']);
