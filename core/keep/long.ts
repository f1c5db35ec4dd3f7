/** When the ledger is long enough for a roll-over of its own accord, and how old what goes has to be. */
import { ROLLED } from '../record/rolled.ts';
import type { LedgerRow, Snapshot } from '../snapshot.ts';

/** Workdays or not, so long after a day its last links, undos and replies are settled. */
export const QUIET_DAYS = 90;

export interface RollLimits {
  /** With more rows than these of its own the ledger is long. */
  readonly most: number;
  /** So many have to go, or it is not worth an archive. */
  readonly worth: number;
  /** So many days old they are at least. */
  readonly quietDays: number;
}

export const ROLL_LIMITS: RollLimits = { most: 10_000, worth: 5_000, quietDays: QUIET_DAYS };

/** Whether enough of it is old; what of that may go is looked for only then, for a busy workbook asks after every sweep. */
export const isLong = ({ ledger, today }: Pick<Snapshot, 'ledger' | 'today'>, limits: RollLimits): boolean => {
  const { most, worth, quietDays } = limits;
  const own = ledger.filter(({ status }) => status !== ROLLED);
  const isOld = ({ day }: LedgerRow) => day !== null && day < today - quietDays;
  return own.length > most && own.filter(isOld).length >= worth;
};
