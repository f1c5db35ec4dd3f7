import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../wire/errors.ts';
import { type Book, type Row, type Sheet, sizeOf } from './book.ts';
import { type Corner, type Reference, rewrite } from './formula.ts';

export type Dimension = 'ROWS' | 'COLUMNS';

/** Where a stretch of rows or columns lies afterwards; null when nothing of it is left. Ends exclusive. */
type Shift = (start: number, end: number) => readonly [number, number] | null;

const AXES = {
  ROWS: { start: 'startRowIndex', end: 'endRowIndex', part: 'row' },
  COLUMNS: { start: 'startColumnIndex', end: 'endColumnIndex', part: 'column' },
} as const;

const shiftRange = <T extends sheets_v4.Schema$GridRange | undefined>(
  range: T,
  sheet: Sheet,
  dimension: Dimension,
  shift: Shift,
): T | null => {
  const { start, end } = AXES[dimension];
  if (!range || (range.sheetId ?? 0) !== sheet.properties.sheetId) return range;
  const from = range[start];
  const to = range[end];
  if ((from === undefined || from === null) && (to === undefined || to === null)) return range;
  const moved = shift(from ?? 0, to ?? Number.MAX_SAFE_INTEGER);
  if (!moved) return null;
  return { ...range, [start]: moved[0], ...(to !== undefined && to !== null && { [end]: moved[1] }) };
};

const shiftReference = (reference: Reference, dimension: Dimension, shift: Shift): Reference | null => {
  const { part } = AXES[dimension];
  const { from, to } = reference;
  const set = (corner: Corner, at: number): Corner => ({ ...corner, [part]: at });
  if (from[part] === undefined) return reference;
  if (!to) {
    const moved = shift(from[part], from[part] + 1);
    return moved && { ...reference, from: set(from, moved[0]) };
  }
  const open = to[part] === undefined;
  const moved = shift(from[part], open ? Number.MAX_SAFE_INTEGER : to[part]! + 1);
  return moved && { ...reference, from: set(from, moved[0]), to: open ? to : set(to, moved[1] - 1) };
};

/** Everything that names rows or columns of this sheet follows: formulas, merges, rules, named ranges, metadata. */
const follow = (book: Book, sheet: Sheet, dimension: Dimension, shift: Shift): void => {
  const range = <T extends sheets_v4.Schema$GridRange | undefined>(given: T) =>
    shiftRange(given, sheet, dimension, shift);
  const kept = <T extends { range?: sheets_v4.Schema$GridRange }>(items: readonly T[]): T[] =>
    items.flatMap((item) => {
      const moved = range(item.range);
      return moved === null ? [] : [{ ...item, ...(moved && { range: moved }) }];
    });
  for (const each of book.sheets) {
    const title = each === sheet ? undefined : sheet.properties.title;
    const mine = (reference: Reference) =>
      reference.sheet === sheet.properties.title || (title === undefined && reference.sheet === undefined);
    each.rows = each.rows.map((row) => {
      if (!row.some((cell) => cell?.userEnteredValue?.formulaValue)) return row;
      return row.map((cell) => {
        const formula = cell?.userEnteredValue?.formulaValue;
        if (!formula) return cell;
        const formulaValue = rewrite(formula, (reference) =>
          mine(reference) ? shiftReference(reference, dimension, shift) : reference,
        );
        return formulaValue === formula ? cell : { ...cell, userEnteredValue: { formulaValue } };
      });
    });
  }
  sheet.merges = sheet.merges.flatMap((merge) => range(merge) ?? []);
  sheet.protectedRanges = kept(sheet.protectedRanges);
  sheet.bandedRanges = kept(sheet.bandedRanges);
  sheet.filterViews = kept(sheet.filterViews);
  if (sheet.basicFilter) sheet.basicFilter = kept([sheet.basicFilter])[0];
  sheet.conditionalFormats = sheet.conditionalFormats.flatMap((rule) => {
    const ranges = (rule.ranges ?? []).flatMap((given) => range(given) ?? []);
    return ranges.length > 0 ? [{ ...rule, ranges }] : [];
  });
  book.namedRanges = kept(book.namedRanges);
  book.metadata = book.metadata.flatMap((entry) => {
    const at = entry.location?.dimensionRange;
    if (at?.sheetId !== sheet.properties.sheetId || at?.dimension !== dimension) return [entry];
    const moved = shift(at.startIndex ?? 0, at.endIndex ?? 0);
    if (!moved) return [];
    const dimensionRange = { ...at, startIndex: moved[0], endIndex: moved[1] };
    return [{ ...entry, location: { ...entry.location, dimensionRange } }];
  });
  const { [dimension === 'ROWS' ? 'rowLooks' : 'columnLooks']: looks } = sheet;
  const movedLooks = new Map(
    [...looks].flatMap(([at, look]) => {
      const moved = shift(at, at + 1);
      return moved ? [[moved[0], look] as const] : [];
    }),
  );
  if (dimension === 'ROWS') sheet.rowLooks = movedLooks;
  else sheet.columnLooks = movedLooks;
};

const resize = (sheet: Sheet, dimension: Dimension, by: number): void => {
  const grid = sheet.properties.gridProperties!;
  if (dimension === 'ROWS') grid.rowCount = grid.rowCount! + by;
  else grid.columnCount = grid.columnCount! + by;
};

const change = (
  sheet: Sheet,
  dimension: Dimension,
  edit: <T>(line: readonly (T | undefined)[], empty: T | undefined) => (T | undefined)[],
): void => {
  if (dimension === 'ROWS') sheet.rows = edit<Row>(sheet.rows, []).map((row) => row ?? []);
  else sheet.rows = sheet.rows.map((row) => Array.from(edit(row, undefined)));
};

export const insertDimension = (book: Book, sheet: Sheet, dimension: Dimension, at: number, count: number): void => {
  const most = sizeOf(sheet)[dimension === 'ROWS' ? 'rows' : 'columns'];
  if (at < 0 || at > most || count <= 0) throw invalid(`Cannot insert at ${at}: the sheet has ${most}.`);
  change(sheet, dimension, (line, empty) =>
    at >= line.length
      ? [...line]
      : [...line.slice(0, at), ...Array.from({ length: count }, () => empty), ...line.slice(at)],
  );
  resize(sheet, dimension, count);
  follow(book, sheet, dimension, (start, end) => [start >= at ? start + count : start, end > at ? end + count : end]);
};

export const deleteDimension = (book: Book, sheet: Sheet, dimension: Dimension, from: number, to: number): void => {
  const most = sizeOf(sheet)[dimension === 'ROWS' ? 'rows' : 'columns'];
  if (from < 0 || to > most || from >= to) throw invalid(`Cannot delete ${from} to ${to}: the sheet has ${most}.`);
  if (to - from === most) throw invalid(`You can't delete all the ${dimension.toLowerCase()} on the sheet.`);
  change(sheet, dimension, (line) => [...line.slice(0, from), ...line.slice(to)]);
  resize(sheet, dimension, from - to);
  const moved = (edge: number) => (edge <= from ? edge : edge >= to ? edge - (to - from) : from);
  follow(book, sheet, dimension, (start, end) => {
    const [first, last] = [moved(start), moved(end)];
    return first < last ? [first, last] : null;
  });
};

/** Moves rows or columns before `to`, which is counted before the move, as in MoveDimensionRequest. */
export const moveDimension = (
  book: Book,
  sheet: Sheet,
  dimension: Dimension,
  [from, until]: readonly [number, number],
  to: number,
): void => {
  if (to > from && to < until) throw invalid('Cannot move a range into itself.');
  const most = sizeOf(sheet)[dimension === 'ROWS' ? 'rows' : 'columns'];
  const order = Array.from({ length: most }, (_, i) => i).filter((i) => i < from || i >= until);
  const at = to <= from ? to : to - (until - from);
  order.splice(at, 0, ...Array.from({ length: until - from }, (_, i) => from + i));
  const places = new Map(order.map((old, now) => [old, now]));
  change(sheet, dimension, (line, empty) => {
    const moved = order.map((old) => line[old] ?? empty);
    while (
      moved.length > 0 &&
      (moved.at(-1) === undefined || (dimension === 'ROWS' && (moved.at(-1) as Row).length === 0))
    )
      moved.pop();
    return moved;
  });
  // Longer stretches keep their edges unless they moved as a whole.
  follow(book, sheet, dimension, (start, end) => {
    const whole = end - start === 1 || (start >= from && end <= until);
    if (!whole) return [start, end];
    const first = places.get(start) ?? start;
    return [first, first + end - start];
  });
};

/** Makes room: rows or columns are added at the end until the grid has `size` of them. */
export const growTo = (sheet: Sheet, dimension: Dimension, size: number): void => {
  const most = sizeOf(sheet)[dimension === 'ROWS' ? 'rows' : 'columns'];
  if (size > most) resize(sheet, dimension, size - most);
};
