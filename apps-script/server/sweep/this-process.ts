/** Takes the place of functions/base/this-process.ts: one run of the script is a process that nobody else can look up. */
import type { Owner } from '../../../functions/base/owner.ts';

const OWN = Utilities.getUuid();

/** What a claim in `_runs` says of where it was made. */
export const ADD_ON_HOST = 'Google Sheets';

export const thisProcess = (): Owner => ({ pid: 0, host: ADD_ON_HOST, token: OWN, space: null });

export const isHere = (_owner: Owner): boolean => false;

/** Only the claim's own end says that a run of the script is no more. */
export const isOwnerGone = (_owner: Owner): boolean => false;
