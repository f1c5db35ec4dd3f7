/**
 * After a write through Excel's API: what is missing, what people typed meanwhile, and how to undo. A change is several requests, and
 * any of them may fail, or be done without an answer: what became of each write is seen in a reading of right after.
 */
import type { Write } from '../../../core/plan.ts';
import { locate, textOf } from '../../../core/read/locate.ts';
import { placesIn } from '../../../core/read/parts.ts';
import type { CellEdit, RawCell, RawRow, RawWorkbook } from '../../../core/workbook.ts';
import { cellByCell } from '../../../core/write/by-row.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { columnsOf, keyColumn } from '../../../sheet-templates/index.ts';
import type { Receipt } from '../../ports.ts';
import { astray } from '../../remote/landed.ts';

/** Of writes that were sent, those that are not in the workbook. */
export const missingIn = (
  after: RawWorkbook,
  before: RawWorkbook,
  receipts: readonly Receipt[],
): ReadonlySet<Write> => {
  const located = locate(before);
  const titles = new Set(before.sheets.map(({ title }) => title));
  return new Set([...astray(after, receipts, located, titles), ...daysMissing(after, before, receipts)]);
};

/** A day may stand in the calendar twice, so its rows are counted. */
const daysMissing = (after: RawWorkbook, before: RawWorkbook, receipts: readonly Receipt[]): Write[] => {
  const seen = new Map<string, number>();
  return receipts.flatMap(({ write, outcome }) => {
    if (write.tab !== 'calendar' || write.kind !== 'append' || outcome !== 'written') return [];
    const edits = cellByCell(resolveWrites(before, [write]).edits);
    const [was, is] = [rowsSaying(before, edits).length, rowsSaying(after, edits).length];
    const key = JSON.stringify(edits.map(({ column, value }) => [column, value]));
    const same = (seen.get(key) ?? 0) + 1;
    seen.set(key, same);
    return is - was >= same ? [] : [write];
  });
};

/** Rows of the sheet that say what these edits of one row say. */
const rowsSaying = (workbook: RawWorkbook, edits: readonly CellEdit[]): readonly RawRow[] => {
  const own = edits.filter(({ formula }) => formula === undefined);
  const rows = workbook.sheets.find(({ title }) => title === own[0]?.sheet)?.rows ?? [];
  return rows.filter(({ cells }) => own.every(({ column, value }) => says(cells[column - 1], value)));
};

const says = (cell: RawCell | undefined, value: RawCell): boolean => (cell ?? '') === (value ?? '');

/**
 * What somebody changed in the very cells that were written over, between our reading and the glance right before the
 * writing: as edits that put it back. A blank row that was to become ours and in which somebody began is theirs, all of it.
 * Rows that moved are not known here.
 */
export const theirsIn = (
  read: RawWorkbook,
  before: RawWorkbook,
  seen: RawWorkbook,
  placed: readonly CellEdit[],
): CellEdit[] => {
  const places = placesIn(locate(read));
  return byRow(placed).flatMap(({ sheet, row, own }) => {
    const [was, then, now] = [cellsAt(read, sheet, row), cellsAt(before, sheet, row), cellsAt(seen, sheet, row)];
    const lookups = new Set(lookupsIn(places, sheet));
    const left = new Set([...own.map(({ column }) => column), ...lookups]);
    const isAlike = (one: readonly RawCell[], other: readonly RawCell[], but: ReadonlySet<number>) =>
      Array.from({ length: Math.max(one.length, other.length) }, (_, i) => i + 1).every(
        (column) => but.has(column) || says(one[column - 1], other[column - 1] ?? null),
      );
    if (isAlike(was, [], lookups))
      return isAlike(then, [], lookups) || !isAlike(then, now, left) ? [] : own.flatMap((edit) => putBack(edit, then));
    const keys = places.flatMap(([tab, place]) =>
      place.sheet.title === sheet ? (place.columns.get(keyColumn(tab)) ?? []) : [],
    );
    const key = keys.find((column) => !left.has(column) && textOf(was[column - 1]) !== '');
    const isSame = (cells: readonly RawCell[]) =>
      key === undefined ? isAlike(cells, was, left) : textOf(cells[key - 1]) === textOf(was[key - 1]);
    if (!isSame(then) || !isSame(now)) return [];
    return own
      .filter(({ column, value }) => ![value, was[column - 1] ?? null].some((one) => says(then[column - 1], one)))
      .flatMap((edit) => putBack(edit, then));
  });
};

/** Edits row by row. */
const byRow = (edits: readonly CellEdit[]) =>
  [...Map.groupBy(edits, ({ sheet, row }) => `${sheet}\n${row}`).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ sheet: first.sheet, row: first.row, own }] : [];
  });

const putBack = ({ sheet, row, column, formula }: CellEdit, cells: readonly RawCell[]): CellEdit[] => {
  const value = cells[column - 1] ?? null;
  return formula !== undefined || (typeof value === 'object' && value !== null) ? [] : [{ sheet, row, column, value }];
};

/** Writes to rows in which these edits put something back. */
export const writesTo = (
  edits: readonly CellEdit[],
  read: RawWorkbook,
  receipts: readonly Receipt[],
): ReadonlySet<Write> => {
  const rows = new Set(edits.map(({ sheet, row }) => `${sheet}\n${row}`));
  if (rows.size === 0) return new Set();
  return new Set(
    receipts.flatMap(({ write, outcome }) =>
      outcome === 'written' &&
      resolveWrites(read, [write]).edits.some(
        ({ sheet, row, places }) => rows.has(`${sheet}\n${row}`) && places.some(({ formula }) => formula === undefined),
      )
        ? [write]
        : [],
    ),
  );
};

const cellsAt = (workbook: RawWorkbook, sheet: string, row: number): readonly RawCell[] =>
  workbook.sheets.find(({ title }) => title === sheet)?.rows.find(({ at }) => at === row)?.cells ?? [];

const lookupsIn = (places: ReturnType<typeof placesIn>, sheet: string): number[] =>
  places
    .filter(([, place]) => place.sheet.title === sheet)
    .flatMap(([tab, { columns }]) =>
      columnsOf(tab).flatMap(([key, { lookup }]) => (lookup ? (columns.get(key) ?? []) : [])),
    );

/** Edits that were sent, over the reading that they were made for. */
export interface Sent {
  readonly before: RawWorkbook;
  readonly edits: readonly CellEdit[];
}

/**
 * Edits that make the workbook as it was, as far as rows are found that say what was written, and say for the rest what they
 * said before. Rows that were added are emptied.
 */
export const undoOf = (now: RawWorkbook, sent: readonly Sent[]): CellEdit[] =>
  [...sent].reverse().flatMap(({ before, edits }) => {
    const places = placesIn(locate(before));
    const written = edits.filter(({ formula }) => formula !== 'keep');
    return byRow(written).flatMap(({ sheet, row, own }) => {
      const lookups = new Set(lookupsIn(places, sheet));
      const was = cellsAt(before, sheet, row);
      const touched = new Set(own.map(({ column }) => column));
      const isAsBefore = ({ cells }: RawRow) =>
        Array.from({ length: Math.max(cells.length, was.length) }, (_, i) => i + 1).every(
          (column) => touched.has(column) || lookups.has(column) || says(cells[column - 1], was[column - 1] ?? null),
        );
      const [found, ...others] = rowsSaying(now, own).filter(isAsBefore);
      if (!found || others.length > 0) return [];
      return own.flatMap(({ column, formula }): CellEdit[] => {
        const value = was[column - 1] ?? null;
        return typeof value === 'object' && value !== null
          ? []
          : [{ sheet, row: found.at, column, value: formula === undefined ? value : null }];
      });
    });
  });
