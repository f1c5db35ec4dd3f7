/** Signatures that are missing under a request's division of work. */
import { dutyRule } from './duty-rule.ts';

/** The division of work lacks a signature, or one lapsed since a task changed: the head of the department. */
export const divisionSign = dutyRule('division.sign', ['signoffs']);
