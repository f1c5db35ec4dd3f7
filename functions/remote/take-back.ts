/** Edits that undo what was written into the wrong rows. */
import { type LocatedTab, locate, textOf } from '../../core/read/locate.ts';
import { placesIn } from '../../core/read/parts.ts';
import { ensure } from '../../core/text/maps.ts';
import type { CellEdit, RawCell, RawRow, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { columnsOf, keyColumn, type TabKey } from '../../sheet-templates/index.ts';

/**
 * Edits that take back what landed in rows it was not meant for: the rows are known again by all that was not written
 * over, and get back what stood in them. A row that cannot be told from others is left.
 */
export const takeBack = (before: RawWorkbook, seen: RawWorkbook, edits: readonly CellEdit[]): CellEdit[] => {
  const all = placesIn(locate(before));
  const undo: CellEdit[] = [];
  for (const [title, own] of Map.groupBy(edits, ({ sheet }) => sheet)) {
    const [was, is] = [before, seen].map(({ sheets }) => sheets.find((sheet) => sheet.title === title));
    if (!was || !is) continue;
    const places = all.filter(([, { sheet }]) => sheet.title === title);
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
const finder = (was: RawSheet, is: RawSheet, places: readonly (readonly [TabKey, LocatedTab])[]) => {
  const headerRow = Math.max(0, ...places.map(([, place]) => place.headerRow));
  const lookups = new Set(
    places.flatMap(([tab, { columns }]) =>
      columnsOf(tab).flatMap(([key, { lookup }]) => (lookup ? (columns.get(key) ?? []) : [])),
    ),
  );
  const keysBefore = places.flatMap(([tab, { columns }]) => columns.get(keyColumn(tab)) ?? []);
  const rowBefore = new Map(was.rows.map((row) => [row.at, row]));
  const columnBefore = columnsBefore(
    rowBefore.get(headerRow)?.cells ?? [],
    is.rows.find(({ at }) => at === headerRow)?.cells ?? [],
  );
  const width = [...was.rows, ...is.rows].reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, i) => i + 1);
  const keys = columns.filter((column) => keysBefore.includes(columnBefore(column) ?? 0));
  const before = (cells: readonly RawCell[], column: number) => {
    const at = columnBefore(column);
    return at === null ? null : (cells[at - 1] ?? null);
  };

  // Known again by columns that were there before and hold no formula of ours, except those that were written over.
  const telling = columns.filter((column) => {
    const old = columnBefore(column);
    return old !== null && !lookups.has(old);
  });
  const stillThere = new Set(is.rows.map(({ cells }) => said(telling.map((column) => cells[column - 1] ?? null))));
  const indexes = new Map<string, ReadonlyMap<string, RawRow[]>>();

  return (at: number, cells: readonly RawCell[], written: ReadonlySet<number>): readonly RawCell[] | null => {
    const kept = telling.filter((column) => !written.has(column));
    const saysBefore = (row: RawRow | undefined) => said(kept.map((column) => before(row?.cells ?? [], column)));
    const now = kept.map((column) => cells[column - 1] ?? null);
    const key = keys.find((column) => !written.has(column) && textOf(cells[column - 1]) !== '');
    const keyBefore = (row: RawRow | undefined) => (key === undefined ? '' : textOf(before(row?.cells ?? [], key)));
    if ([...written].every((column) => columnBefore(column) === column)) {
      const there = rowBefore.get(at);
      if (key !== undefined && keyBefore(there) === textOf(cells[key - 1])) return null;
      if (saysBefore(there) === said(now)) return null;
    }
    const alike =
      key === undefined
        ? ensure(indexes, kept.join(), () => Map.groupBy(was.rows, saysBefore)).get(said(now))
        : ensure(indexes, `key ${key}`, () => Map.groupBy(was.rows, keyBefore)).get(textOf(cells[key - 1]));
    // Of rows alike, one that is seen elsewhere as it was is not the one that was written over.
    const gone = (alike ?? []).filter(
      (row) => !stillThere.has(said(telling.map((column) => before(row.cells, column)))),
    );
    const isBlank = now.every((cell) => cell === null);
    const candidates = gone.length > 0 ? gone : isBlank ? [undefined] : (alike ?? []);
    const olds = candidates.map((row) =>
      columns.map((column) => (written.has(column) ? before(row?.cells ?? [], column) : null)),
    );
    const [old] = olds;
    return old !== undefined && new Set(olds.map(said)).size === 1 ? old : null;
  };
};

const said = (cells: readonly RawCell[]): string => JSON.stringify(cells);

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
