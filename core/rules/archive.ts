/** A request that has passed is to be archived. */
import { dutyRule } from './duty-rule.ts';

/** Passed and not archived: the keeper. */
export const archive = dutyRule('archive', ['requests', 'acceptance', 'archive']);
