/** What an acceptance waits for: to be submitted, confirmed, concluded or reworked. */
import { dutyRule } from './duty-rule.ts';

/** All tasks done and no acceptance: the contact; handed in: the departments, then the acceptor; rework: its owner. */
export const acceptance = dutyRule('acceptance', ['requests', 'acceptance']);
