import type { Write } from '../../../core/plan.ts';
import { type Located, type LocatedTab, locate, textOf } from '../../../core/read/locate.ts';
import type { CellEdit, RawCell, RawRow, RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { givesId, resolveWrites, type WriteReceipt } from '../../../core/write.ts';
import { columnLetters, columnsOf, keyColumn, type TabKey } from '../../../sheet-templates/index.ts';
import type { Place } from './read.ts';

/**
 * Sheets has no compare-and-set: between our reading and our writing people may sort, insert and delete, and what was
 * written to a place is then in somebody else's row. So the answer to a write brings back the rows it wrote to, as they
 * are right after it, and here is judged whether each write is where it belongs; what is not is taken back.
 */

/** A sheet's header and every row from the first written one on, as ranges in A1 notation. */
export const rangesToSee = (
  { tabs }: Located,
  places: ReadonlyMap<string, Place>,
  updatedFrom: ReadonlyMap<string, number>,
): string[] =>
  [...updatedFrom].flatMap(([title, from]) => {
    const own = [...tabs].filter(([, { sheet }]) => sheet.title === title);
    const header = Math.max(0, ...own.map(([, { headerRow }]) => headerRow));
    const sheet = `'${title.replaceAll("'", "''")}'`;
    const rows = (first: number, last: number | '') =>
      `${sheet}!A${first}:${columnLetters(places.get(title)!.columnCount)}${last}`;
    // The settings say how all other tabs are found.
    const whole = own.some(([tab]) => tab === 'settings') || from <= header + 1;
    return whole || header === 0 ? [rows(1, '')] : [rows(1, header), rows(from, '')];
  });

/** The workbook after the write, as far as it was brought back: elsewhere it is as it was read. */
export const asSeen = (workbook: RawWorkbook, brought: readonly RawSheet[]): RawWorkbook => {
  const seen = new Map(brought.map((sheet) => [sheet.title, sheet]));
  const sheets = workbook.sheets.map((sheet) => {
    const { rows } = seen.get(sheet.title) ?? sheet;
    return rows === sheet.rows ? sheet : { title: sheet.title, rows, merges: sheet.merges };
  });
  return { ...workbook, sheets };
};

/**
 * What each write's effect looks like once it was made: the row has its id, what was expected of it and was not written
 * still holds, and what was written stands there unless a later write of the same call overwrote it. Null for a write
 * that leaves nothing to look for: a day may stand in the calendar twice.
 */
const tracesOf = (writes: readonly Write[]): (Write | null)[] => {
  const later = new Set<string>();
  const traces = [...writes].reverse().map((write): Write | null => {
    const key = keyColumn(write.tab);
    const item = givesId(write) || write.kind === 'append' ? String(write.values[key] ?? write.item) : write.item;
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
  const left = edits.filter(({ formula }) => formula === undefined);
  if (left.length === 0) return missing;
  // Their rows are there and do not say what was written.
  const undone = new Set<string>();
  for (const [tab, { sheet, columns }] of locate(workbook).tabs) {
    const keyAt = columns.get(keyColumn(tab));
    if (keyAt === undefined) continue;
    const rows = new Set(left.filter((edit) => edit.sheet === sheet.title).map(({ row }) => row));
    for (const { at, cells } of sheet.rows) if (rows.has(at)) undone.add(`${tab} ${textOf(cells[keyAt - 1])}`);
  }
  return new Set(traces.filter((trace) => missing.has(trace) || undone.has(`${trace.tab} ${trace.item}`)));
};

/** Whether a change whose answer got lost was made, all of it or nothing. Asked of a whole reading. */
export const wasMade = (workbook: RawWorkbook, receipts: readonly WriteReceipt[]): boolean => {
  const made = receipts.filter(({ outcome }) => outcome === 'written').map(({ write }) => write);
  const traces = tracesOf(made).filter((trace) => trace !== null);
  return traces.length > 0 && notFound(workbook, traces).size === 0;
};

/** The writes to these sheets whose rows were no longer where they had been read, by the rows that were brought back. */
export const astray = (
  seen: RawWorkbook,
  receipts: readonly WriteReceipt[],
  { tabs }: Located,
  sheets: ReadonlyMap<string, number>,
): Set<Write> => {
  const made = receipts
    .filter(({ write, outcome }) => outcome === 'written' && sheets.has(tabs.get(write.tab)?.sheet.title ?? ''))
    .map(({ write }) => write);
  const traces = tracesOf(made);
  const lost = notFound(
    seen,
    traces.filter((trace) => trace !== null),
  );
  return new Set(made.filter((_, i) => traces[i] && lost.has(traces[i])));
};

/**
 * Edits that take back what landed in rows it was not meant for: the rows are known again by all that was not written
 * over, and get back what stood in them. A row that cannot be told from others is left.
 */
export const takeBack = (before: RawWorkbook, seen: RawWorkbook, edits: readonly CellEdit[]): CellEdit[] => {
  const { tabs } = locate(before);
  const undo: CellEdit[] = [];
  for (const [title, own] of Map.groupBy(edits, ({ sheet }) => sheet)) {
    const [was, is] = [before, seen].map(({ sheets }) => sheets.find((sheet) => sheet.title === title));
    if (!was || !is) continue;
    const places = [...tabs].filter(([, { sheet }]) => sheet.title === title);
    const find = finder(was, is, places);
    const now = new Map(is.rows.map((row) => [row.at, row]));
    for (const [row, written] of Map.groupBy(own, (edit) => edit.row)) {
      const old = find(row, now.get(row)?.cells ?? [], new Set(written.map(({ column }) => column)));
      if (old === null) continue;
      for (const { column } of written) {
        const value = old[column - 1] ?? null;
        if (typeof value !== 'object' || value === null) undo.push({ sheet: title, row, column, value });
      }
    }
  }
  return undo;
};

/**
 * Answers what stood in a row before it was written over, by the sheet's columns as they are now; null when it is the row
 * that was meant, or when nobody can tell.
 */
const finder = (was: RawSheet, is: RawSheet, places: readonly [TabKey, LocatedTab][]) => {
  const headerRow = Math.max(0, ...places.map(([, place]) => place.headerRow));
  const lookups = new Set(
    places.flatMap(([tab, { columns }]) =>
      columnsOf(tab).flatMap(([key, { lookup }]) => (lookup ? (columns.get(key) ?? []) : [])),
    ),
  );
  const keys = places.flatMap(([tab, { columns }]) => columns.get(keyColumn(tab)) ?? []);
  const rowBefore = new Map(was.rows.map((row) => [row.at, row]));
  const columnBefore = columnsBefore(
    rowBefore.get(headerRow)?.cells ?? [],
    is.rows.find(({ at }) => at === headerRow)?.cells ?? [],
  );
  const width = Math.max(...was.rows.map(({ cells }) => cells.length), ...is.rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, i) => i + 1);
  const before = (cells: readonly RawCell[], column: number) => {
    const at = columnBefore(column);
    return at === null ? null : (cells[at - 1] ?? null);
  };

  return (at: number, cells: readonly RawCell[], written: ReadonlySet<number>): readonly RawCell[] | null => {
    // Compared are columns that were there before, hold no formula of ours, and were not written over.
    const kept = columns.filter((column) => {
      const old = columnBefore(column);
      return old !== null && !written.has(column) && !lookups.has(old);
    });
    const saysNow = JSON.stringify(kept.map((column) => cells[column - 1] ?? null));
    const saysBefore = (row: RawRow | undefined) =>
      JSON.stringify(kept.map((column) => before(row?.cells ?? [], column)));
    const moved = [...written].some((column) => columnBefore(column) !== column);
    if (!moved) {
      const sameKey = keys.some((key) => {
        const id = textOf(cells[key - 1]);
        return !written.has(key) && id !== '' && id === textOf(rowBefore.get(at)?.cells[key - 1]);
      });
      if (sameKey || saysBefore(rowBefore.get(at)) === saysNow) return null;
    }
    const candidates = was.rows.filter((row) => row.at > headerRow && saysBefore(row) === saysNow);
    const isBlank = kept.every((column) => (cells[column - 1] ?? null) === null);
    const olds = (candidates.length === 0 && isBlank ? [undefined] : candidates).map((row) =>
      columns.map((column) => (written.has(column) ? before(row?.cells ?? [], column) : null)),
    );
    return new Set(olds.map((old) => JSON.stringify(old))).size === 1 ? olds[0]! : null;
  };
};

/**
 * Where each column stood before, by its header: the same place unless the headers say otherwise; null for a new one.
 * Where nothing of the header stands in its row any more, rows were moved, and no column.
 */
const columnsBefore = (was: readonly RawCell[], is: readonly RawCell[]) => {
  const texts = was.map(textOf);
  const gone = !is.some((cell) => textOf(cell) !== '' && texts.includes(textOf(cell)));
  return (column: number): number | null => {
    const header = textOf(is[column - 1]);
    if (gone || header === (texts[column - 1] ?? '')) return column;
    const at = texts.indexOf(header);
    return header === '' || at < 0 ? null : at + 1;
  };
};
