/** Writes under a claim: each one renews it and goes on with the ledger's chain. */
import type { Write } from '../../core/plan.ts';
import { chain, headNote, headOf, type LedgerEntry, ledgerWrite } from '../../core/record/ledger.ts';
import type { LedgerRow } from '../../core/snapshot.ts';
import { textHash } from '../base/text-hash.ts';
import type { Receipt, Shown, WorkbookStore } from '../ports.ts';
import type { Run, RunResult } from './claim.ts';
import type { Holder } from './holder.ts';

/**
 * Another has the workbook: it was there first, or has taken over, because this one was silent for longer than its claim or was
 * taken for dead. `holder`: who, where that is known.
 */
export class ClaimLost extends Error {
  readonly holder: Holder | null;
  constructor(holder: Holder | null = null) {
    super('claim lost');
    this.holder = holder;
  }
}

/** What people are shown. A mark on a row that somebody is typing in is left for the next sweep. */
export interface Showing {
  readonly marks: readonly Write[];
  readonly shown?: Shown;
}

/** Everything a sweep writes under its claim goes through here: each time the claim is renewed and the ledger's chain goes on. */
export interface Journal {
  /**
   * Writes all of it or nothing. `end` ends the run instead of renewing its claim. Answers the writes that did not fit
   * the workbook any more.
   */
  commit(
    writes: readonly Write[],
    entries: readonly LedgerEntry[],
    end?: RunResult,
    showing?: Showing,
  ): Promise<Receipt[]>;
  /** The rows that it has added to the ledger so far. */
  readonly added: readonly LedgerRow[];
}

const NOTHING_TO_SHOW: Showing = { marks: [] };

export const openJournal = (store: WorkbookStore, run: Run, ledger: readonly LedgerRow[]): Journal => {
  let head = headOf(ledger);
  const added: LedgerRow[] = [];
  return {
    added,
    commit: async (writes, entries, end, { marks, shown } = NOTHING_TO_SHOW) => {
      const rows = chain(entries, head, textHash);
      head = rows.at(-1) ?? head;
      const claim = end ? run.end({ ...end, note: `${headNote(head)} ${end.note}`.trim() }) : run.renew();
      const receipts = await store.apply([claim].concat(writes, rows.map(ledgerWrite), marks), shown);
      const failed = receipts.filter(({ write, outcome }) => outcome !== 'written' && !marks.includes(write));
      if (failed.some(({ write }) => write === claim || write.tab === '_ledger')) throw new ClaimLost();
      added.push(...rows);
      return failed;
    },
  };
};
