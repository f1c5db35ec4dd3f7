/** Signatures that are missing under departments' answers. */
import { dutyRule } from './duty-rule.ts';

/** A department's confirmation lacks its signature, or the signature lapsed since the text changed: its head. */
export const confirmationSign = dutyRule('confirmation.sign', ['confirmations', 'signoffs']);
