/** Moves past years of the ledger and the list of sweeps to archive sheets. */
import { QUIET_DAYS } from '../../core/keep/long.ts';
import { lastYearOver, type Rollover, rolloverOf, usualYear } from '../../core/keep/rollover.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { readFacts } from '../../core/process/facts.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import type { ClaimClock } from '../sweep/claim.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { canTakeNotes, notOurs } from '../sweep/notes.ts';
import { canArchive, lookToRoll, rollUnderClaim } from '../sweep/roll.ts';

const say = inAll('keep');

export interface RolloverCall {
  readonly store: WorkbookStore;
  /** The last year whose rows go; the one before the last unless said otherwise. */
  readonly year?: number;
  /** Says what would go, and writes nothing. */
  readonly dryRun: boolean;
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
}

export interface RolloverResult {
  readonly year: number;
  /** Null where there is nothing to move. */
  readonly rollover: Rollover | null;
  /** Rows of the ledger that stay. */
  readonly kept: number;
}

/**
 * Moves what the ledger and the list of sweeps say of years gone by to archive sheets, under the workbook's claim, all of it or
 * nothing. Again it finds nothing to move. BatonError 'call': rollover-too-early; 'data': not-a-baton-workbook, notes-lost, notes-renamed, rollover-copy;
 * 'backend': sweep-at-work, rollover-unable, and what the store throws.
 */
export const rollover = async (call: RolloverCall): Promise<RolloverResult> => {
  const { store, dryRun, clock } = call;
  const choose = (snapshot: Snapshot, titles: readonly string[]) =>
    rolloverOf(readFacts(snapshot), yearOf(call, snapshot), titles);
  const view = await lookToRoll(store, clock, choose);
  const { snapshot } = view;
  if (!canTakeNotes(snapshot)) throw notOurs(snapshot);
  const result = {
    year: yearOf(call, snapshot),
    rollover: view.rollover,
    kept: snapshot.ledger.length - (view.rollover?.ledger.rows.length ?? 0),
  };
  if (dryRun || view.rollover === null) return result;
  const location = await locationOf(view.raw, snapshot, freshWorkbookId);
  if (location.copy) throw isCopy();
  if (!canArchive(store)) throw unable();
  await rollUnderClaim({ store, clock, choose, first: location.writes }, view);
  return result;
};

const yearOf = ({ year }: RolloverCall, { today }: Snapshot): number => {
  const last = lastYearOver(today);
  if (year !== undefined && year > last) throw tooEarly(year, last);
  return year ?? usualYear(today);
};

const tooEarly = (year: number, last: number) =>
  new BatonError('call', 'rollover-too-early', say.rolloverTooEarly({ year, quietDays: QUIET_DAYS, last }));

const isCopy = () => new BatonError('data', 'rollover-copy', say.rolloverCopy);

const unable = () => new BatonError('backend', 'rollover-unable', say.rolloverUnable);
