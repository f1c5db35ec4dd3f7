/** Who holds a workbook, in words for whoever has to wait. */
import { inAll } from '../../core/messages/in-all.ts';
import type { RunRow } from '../../core/snapshot.ts';
import type { Words } from '../../sheet-templates/index.ts';
import { ownerIn } from '../base/owner.ts';
import { isHere } from '../base/this-process.ts';
import { BatonError } from '../errors.ts';

const say = inAll('sweep');

/** Whoever holds a workbook, for those who found it held. */
export interface Holder {
  /** Id in `_runs`. */
  readonly run: string;
  /** Null where its claim does not say. `isHere`: the process is one of this machine, which can tell whether it lives. */
  readonly where: { readonly host: string; readonly pid: number; readonly isHere: boolean } | null;
  /** ISO 8601 with offset; '' where its claim does not say. */
  readonly since: string;
  /** When it is over unless it goes on writing; ISO 8601 with offset. */
  readonly until: string;
}

export const aboutHolder = ({ run, note, startedAt, until }: RunRow): Holder => {
  const owner = ownerIn(note);
  const where = owner && { host: owner.host, pid: owner.pid, isHere: isHere(owner) };
  return { run, where, since: startedAt, until };
};

/** `2026-03-06-1a2b3c4d, on this machine (process 4711), since 2026-03-06 09:02, until 09:17 and longer while it goes on`. */
export const sayHolder = ({ run, where, since, until }: Holder): Words => {
  const end = until.slice(0, 10) === since.slice(0, 10) ? minuteOf(until).slice(11) : minuteOf(until);
  return say.holder({ run, where, since: minuteOf(since), until: end });
};

/** `2026-03-06 09:02`, where the workbook is. */
const minuteOf = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** What somebody is told who found the workbook held, and did nothing. */
export const heldWords = (holder: Holder): Words => say.held({ who: sayHolder(holder) });

/**
 * BatonError `sweep-at-work` (backend): for whoever needs the workbook to itself, and found it claimed. `holder`: null where another
 * took it over in the middle of the work.
 */
export const sweepAtWork = (holder: Holder | null): BatonError =>
  new BatonError('backend', 'sweep-at-work', holder ? heldWords(holder) : say.takenOver);
