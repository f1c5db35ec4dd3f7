/** Writes of a page, tried on its own reading before they are made. */
import type { Write } from '../../core/plan.ts';
import type { Problem } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { Snapshot, WorkRows } from '../../core/snapshot.ts';
import { withEdits } from '../../core/write/overlay.ts';
import { resolveWrites, type WriteReceipt } from '../../core/write/write.ts';
import type { IdTab } from '../../sheet-templates/index.ts';
import type { PageBook } from './book.ts';
import { call } from './server.ts';

export interface TrialRun {
  readonly snapshot: Snapshot;
  readonly receipts: readonly WriteReceipt[];
  /** What a sweep would find in the rows of these items that it does not find now. */
  readonly problems: readonly Problem[];
}

/** What writes would come to, before anything is written. */
export const tryOut = (book: PageBook, writes: readonly Write[]): TrialRun => {
  const { edits, receipts } = resolveWrites(book.raw, writes);
  const snapshot = readSnapshot(withEdits(book.raw, edits), { now: book.now });
  const items = new Set(writes.map(({ tab, item }) => `${tab} ${item}`));
  const known = new Set(book.snapshot.problems.map(keyOf));
  const problems = snapshot.problems.filter(
    (problem) => items.has(`${problem.tab} ${problem.item}`) && !known.has(keyOf(problem)),
  );
  return { snapshot, receipts, problems };
};

const keyOf = ({ tab, item, column, code, facts }: Problem) => JSON.stringify([tab, item, column, code, facts]);

/** The ids that new rows of a tab get, in their order. */
export const trialIds = (book: PageBook, tab: IdTab, rows: readonly Write['values'][]): string[] => {
  const writes = rows.map((values): Write => ({ tab, kind: 'append', item: '', values, expected: {} }));
  const { snapshot } = tryOut(book, writes);
  const all: WorkRows[IdTab] = snapshot.rows[tab];
  return all.slice(-rows.length).map(({ id }) => id);
};

/** Writes them; what became of each. */
export const apply = (writes: readonly Write[]): Promise<readonly WriteReceipt[]> =>
  call<readonly WriteReceipt[]>('batonApply', writes);
