/** Departments owe their answers to a request. */
import { dutyRule } from './duty-rule.ts';

/** A department has not answered within its limit after receipt: its head. */
export const assessment = dutyRule('assessment', ['confirmations']);
