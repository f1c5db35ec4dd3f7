import type { Write } from '../../core/plan.ts';
import type { Problem } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { Snapshot, WorkRows } from '../../core/snapshot.ts';
import type { CellEdit, RawCell, RawRow, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { resolveWrites, type WriteReceipt } from '../../core/write/write.ts';
import type { IdTab } from '../../sheet-templates/index.ts';
import type { PageBook } from './book.ts';
import { call } from './server.ts';

/** The workbook as it would be with these cells. */
const withEdits = (raw: RawWorkbook, edits: readonly CellEdit[]): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => {
    const own = edits.filter((edit) => edit.sheet === sheet.title);
    return own.length === 0 ? sheet : edited(sheet, own);
  }),
});

const edited = (sheet: RawSheet, edits: readonly CellEdit[]): RawSheet => {
  const rows = new Map<number, RawCell[]>(sheet.rows.map(({ at, cells }) => [at, [...cells]]));
  for (const { row, column, value } of edits) {
    const cells = rows.get(row) ?? [];
    while (cells.length < column) cells.push(null);
    cells[column - 1] = value;
    rows.set(row, cells);
  }
  const sorted: RawRow[] = [...rows].map(([at, cells]) => ({ at, cells })).sort((a, b) => a.at - b.at);
  return { ...sheet, rows: sorted };
};

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
