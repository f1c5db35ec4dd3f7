/** The ledger together with the record of letters beside the workbook, which knows more of them once a sweep has died. */
import type { LedgerEntry } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import type { LedgerRow, Snapshot } from '../../core/snapshot.ts';
import type { LetterOutcome, LetterRecord, WorkbookStore } from '../ports.ts';
import { holderOf } from './claim.ts';

/** By run. */
export type LetterRecords = ReadonlyMap<string, LetterRecord>;

export const NO_RECORDS: LetterRecords = new Map();

/**
 * What a record says of a letter that the ledger has as `sending`. One of which it says nothing was never begun. Null where its run kept none, or
 * did not live to say it.
 */
export const recorded = (
  records: LetterRecords,
  { run, mail }: Pick<LedgerRow, 'run' | 'mail'>,
): LetterOutcome | null => {
  const record = records.get(run);
  if (!record) return null;
  return record.has(mail) ? (record.get(mail) ?? null) : { status: 'due', receipt: '' };
};

/**
 * The records beside a workbook, looked at and left to the next sweep. None where there are none, where nobody can read them (then the ledger's word
 * stands), and while somebody is at work, whose letters are still theirs to say. `now`: the real time.
 */
export const recordsBeside = async (
  { letterLog }: Pick<WorkbookStore, 'letterLog'>,
  { ledger, runs, policy }: Pick<Snapshot, 'ledger' | 'runs' | 'policy'>,
  now: string,
): Promise<LetterRecords> => {
  if (!letterLog || stillSending(ledger).length === 0 || holderOf(runs, now) !== null) return NO_RECORDS;
  try {
    return await (await letterLog(policy.workbookId)).peek();
  } catch {
    return NO_RECORDS;
  }
};

/** The workbook's people are owed what its ledger says, and the record beside it: for whoever tells of that and changes nothing. */
export const withRecord = async (
  store: Pick<WorkbookStore, 'letterLog'>,
  snapshot: Snapshot,
  now: string,
): Promise<Snapshot> => {
  const records = await recordsBeside(store, snapshot, now);
  if (records.size === 0) return snapshot;
  const open = new Set(stillSending(snapshot.ledger));
  const ledger = snapshot.ledger.map((row) => (open.has(row) ? { ...row, ...recorded(records, row) } : row));
  return { ...snapshot, ledger };
};

/** What the next sweep will write into the ledger of what the records know, under the runs that sent it. */
export const recordedEntries = (
  snapshot: Pick<Snapshot, 'ledger' | 'at' | 'today'>,
  records: LetterRecords,
): LedgerEntry[] =>
  stillSending(snapshot.ledger).flatMap((row) => {
    const known = recorded(records, row);
    const { key, to, mail, run, day } = row;
    return known ? [{ key, to, mail, run, day: day ?? snapshot.today, at: snapshot.at, ...known }] : [];
  });
