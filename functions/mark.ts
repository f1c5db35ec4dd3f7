import { type Marking, markRows } from '../core/marks.ts';
import { readContextOf } from './official.ts';
import type { Receipt, WorkbookStore } from './ports.ts';

export interface Marked extends Pick<Marking, 'marked'> {
  readonly receipts: readonly Receipt[];
}

/**
 * Checks every row and writes what changed about its mark: nothing where all marks are right. `now`: ISO 8601. A row that
 * somebody types in meanwhile is left to the check of that change.
 */
export const markWorkbook = async (store: WorkbookStore, now: string): Promise<Marked> => {
  const raw = await store.read();
  const { writes, marked } = markRows(raw, await readContextOf(raw, now));
  return { marked, receipts: writes.length === 0 ? [] : await store.apply(writes) };
};
