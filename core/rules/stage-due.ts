/** Stages of a request's plan come due. */
import { dutyRule } from './duty-rule.ts';

/** A stage of a request's plan comes due or is late: whoever is responsible for it. */
export const stageDue = dutyRule('stage.due', ['requests', 'stages']);
