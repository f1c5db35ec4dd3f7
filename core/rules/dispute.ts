/** Escalations that people filed, and who is to settle them at each level. */
import { dutyRule } from './duty-rule.ts';

/** Opened and not agreed: both owners, then both sides' division leaders, then the executive. */
export const dispute = dutyRule('dispute', ['escalations']);
