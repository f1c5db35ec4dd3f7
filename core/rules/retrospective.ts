/** Lessons are to be written down once a request has passed. */
import { dutyRule } from './duty-rule.ts';

/** Passed, and nothing written down of what was learnt: the project lead. */
export const retrospective = dutyRule('retrospective', ['requests', 'acceptance', 'retrospective']);
