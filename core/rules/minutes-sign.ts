/** Signatures that are missing under minutes. */
import { dutyRule } from './duty-rule.ts';

/** Minutes lack the signature of somebody they bind, or it lapsed since they changed: the signer. */
export const minutesSign = dutyRule('minutes.sign', ['signoffs']);
