/** Takes the place of functions/base/this-process.ts: one run of the script is a process that nobody else can look up. */
import type { Owner } from '../../../functions/base/owner.ts';

let own: string | null = null;

/** One a run: nothing of Google's is called while the script is only loaded. */
const ownToken = (): string => {
  own ??= Utilities.getUuid();
  return own;
};

/** What a claim in `_runs` says of where it was made. */
const ADD_ON_HOST = 'Google Sheets';

export const thisProcess = (): Owner => ({ pid: 0, host: ADD_ON_HOST, token: ownToken(), space: null });

export const isHere = (_owner: Owner): boolean => false;

/** Only the claim's own end says that a run of the script is no more. */
export const isOwnerGone = (_owner: Owner): boolean => false;
