/** Checks every row of a workbook and writes the marks that changed. */
import { type Marking, markRows } from '../../core/edit/marks.ts';
import type { Receipt, WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { holderIn } from './claim.ts';
import { sweepAtWork } from './holder.ts';

export interface Marked extends Pick<Marking, 'marked'> {
  readonly receipts: readonly Receipt[];
}

/**
 * Checks every row and writes what changed about its mark: nothing where all marks are right. `now`: ISO 8601. A row that
 * somebody types in meanwhile is left to the check of that change. BatonError `sweep-at-work` (backend) while a sweep
 * holds the workbook: a row gets its id from one of the two.
 */
export const markWorkbook = async (store: WorkbookStore, now: string): Promise<Marked> => {
  const raw = await store.read();
  const { snapshot, writes, marked } = markRows(raw, await readContextOf(raw, now));
  if (writes.length === 0) return { marked, receipts: [] };
  const holder = holderIn(snapshot.runs, now);
  if (holder !== null) throw sweepAtWork(holder);
  return { marked, receipts: await store.apply(writes) };
};
