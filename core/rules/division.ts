/** A request's division of work is to be complete after its kick-off. */
import { dutyRule } from './duty-rule.ts';

/** The plan is incomplete after the kick-off: the project lead and the heads of the request's departments. */
export const division = dutyRule('division', ['requests', 'meetings', 'raci']);
