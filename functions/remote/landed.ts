/** Finds out from a later reading whether writes arrived in the rows they were meant for: after an answer got lost, or rows may have moved. */
import type { Write } from '../../core/plan.ts';
import { idOf, type Located, locate } from '../../core/read/locate.ts';
import { placesIn, sheetsOfTab } from '../../core/read/parts.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { resolveWrites, type WriteReceipt } from '../../core/write/write.ts';
import { keyColumn } from '../../sheet-templates/index.ts';

/**
 * What each write's effect looks like once it was made: the row has its id, what was expected of it and was not written
 * still holds, and what was written stands there unless a later write of the same call overwrote it. Null for a write
 * that leaves nothing to look for: a day may stand in the calendar twice.
 */
const tracesOf = (writes: readonly Write[]): (Write | null)[] => {
  const later = new Set<string>();
  const traces = [...writes].reverse().map((write): Write | null => {
    const key = keyColumn(write.tab);
    const item = String(write.values[key] ?? write.item);
    const isLast = (column: string) => {
      const cell = `${write.tab} ${item} ${column}`;
      const last = !later.has(cell);
      later.add(cell);
      return last;
    };
    const values = Object.fromEntries(Object.entries(write.values).filter(([column]) => isLast(column)));
    const expected = Object.fromEntries(
      Object.entries(write.expected).filter(
        ([column]) => column !== key && !later.has(`${write.tab} ${item} ${column}`),
      ),
    );
    if (write.kind === 'append' && write.tab === 'calendar') return null;
    return { tab: write.tab, kind: 'set', item, values, expected };
  });
  return traces.reverse();
};

/** The traces that are not where they belong in this workbook. */
const notFound = (workbook: RawWorkbook, traces: readonly Write[]): Set<Write> => {
  const { edits, receipts } = resolveWrites(workbook, traces);
  const missing = new Set(receipts.filter(({ outcome }) => outcome !== 'written').map(({ write }) => write));
  const left = edits.filter(({ places }) => places.some(({ formula }) => formula === undefined));
  if (left.length === 0) return missing;
  // Their rows are there and do not say what was written.
  const undone = new Set<string>();
  for (const [tab, { sheet, columns }] of placesIn(locate(workbook))) {
    const keyAt = columns.get(keyColumn(tab));
    if (keyAt === undefined) continue;
    const rows = new Set(left.filter((edit) => edit.sheet === sheet.title).map(({ row }) => row));
    for (const { at, cells } of sheet.rows) if (rows.has(at)) undone.add(`${tab} ${idOf(cells[keyAt - 1])}`);
  }
  return new Set(traces.filter((trace) => missing.has(trace) || undone.has(`${trace.tab} ${trace.item}`)));
};

/** Whether all that these writes left to be seen is there. Asked of a whole reading. */
export const holds = (workbook: RawWorkbook, receipts: readonly WriteReceipt[]): boolean => {
  const made = receipts.filter(({ outcome }) => outcome === 'written').map(({ write }) => write);
  const traces = tracesOf(made).filter((trace) => trace !== null);
  return notFound(workbook, traces).size === 0;
};

/** Whether a change whose answer got lost was made, all of it or nothing. Asked of a whole reading. */
export const wasMade = (workbook: RawWorkbook, receipts: readonly WriteReceipt[]): boolean => {
  const made = receipts.filter(({ outcome }) => outcome === 'written').map(({ write }) => write);
  const traces = tracesOf(made).filter((trace) => trace !== null);
  return traces.length > 0 && notFound(workbook, traces).size === 0;
};

/** The writes to these sheets whose rows were no longer where they had been read, by a reading of right after. */
export const astray = (
  seen: RawWorkbook,
  receipts: readonly WriteReceipt[],
  { tabs }: Located,
  sheets: { readonly has: (title: string) => boolean },
): Set<Write> => {
  const isAmong = ({ tab }: Write) => {
    const place = tabs.get(tab);
    return place !== undefined && sheetsOfTab(place).some(({ title }) => sheets.has(title));
  };
  const made = receipts
    .filter(({ write, outcome }) => outcome === 'written' && isAmong(write))
    .map(({ write }) => write);
  const traces = tracesOf(made);
  const lost = notFound(
    seen,
    traces.filter((trace) => trace !== null),
  );
  return new Set(made.filter((_, i) => traces[i] && lost.has(traces[i])));
};
