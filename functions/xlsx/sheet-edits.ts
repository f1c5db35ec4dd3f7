/** What is to be written in one sheet, by row. */
import type { CellValue, EditPlace, Rect, RowEdit } from '../../core/workbook.ts';
import { leftToRight, topToBottom } from '../../core/write/by-row.ts';
import { LAST_COLUMN } from './cells.ts';
import { checkPlaces } from './patch-checks.ts';

/** One edit a row, from top to bottom, their cells from left to right, each once. */
export type Edits = readonly RowEdit[];

/** Edits by row. RangeError where one lies outside of what a sheet can hold. */
export const editsByRow = (edits: readonly RowEdit[]): Edits => {
  checkPlaces(edits);
  const downwards = topToBottom(edits);
  const rows = isOneARow(downwards) ? downwards : oneARow(downwards);
  if (areRightwards(rows)) return rows;
  const inOrder = leftToRight();
  return rows.map((edit) => (isRightwards(edit.places) ? edit : inOrder(edit)));
};

const isOneARow = (downwards: readonly RowEdit[]): boolean => {
  let last = 0;
  for (const { row } of downwards) {
    if (row === last) return false;
    last = row;
  }
  return true;
};

const oneARow = (downwards: readonly RowEdit[]): readonly RowEdit[] => {
  const rows: RowEdit[] = [];
  for (const edit of downwards) {
    const last = rows[rows.length - 1];
    if (last?.row === edit.row) rows[rows.length - 1] = together(last, edit);
    else rows.push(edit);
  }
  return rows;
};

/** As most are; of rows that are written alike the list is gone through once. */
const areRightwards = (rows: readonly RowEdit[]): boolean => {
  let known: RowEdit['places'] | null = null;
  for (const { places } of rows) {
    if (places === known) continue;
    if (!isRightwards(places)) return false;
    known = places;
  }
  return true;
};

const isRightwards = (places: RowEdit['places']): boolean => {
  let last = 0;
  for (const { column } of places) {
    if (column <= last) return false;
    last = column;
  }
  return true;
};

const together = (one: RowEdit, other: RowEdit): RowEdit => ({
  ...one,
  places: [...one.places, ...other.places],
  values: [...one.values, ...other.values],
});

/** Around the cells that get a value; null where none does. */
export const extentOf = (edits: Edits): Rect | null => {
  const [first, last] = [edits.find(writesAny), edits.findLast(writesAny)];
  if (!first || !last) return null;
  const { left, right } = columnsWritten(edits);
  return { top: first.row, left, bottom: last.row, right };
};

const writesAny = ({ places, values }: RowEdit): boolean => places.some((place, i) => writes(place, values[i] ?? null));

/** The first and the last column in which something is written: a row that lies between those known by then is not gone through. */
const columnsWritten = (edits: Edits): Pick<Rect, 'left' | 'right'> => {
  let left = LAST_COLUMN + 1;
  let right = 0;
  for (const { places, values } of edits) {
    const [from, to] = [places[0]?.column ?? left, places[places.length - 1]?.column ?? right];
    if (from >= left && to <= right) continue;
    for (let i = 0; i < places.length; i++) {
      const place = places[i];
      if (!place || !writes(place, values[i] ?? null)) continue;
      if (place.column < left) left = place.column;
      if (place.column > right) right = place.column;
    }
  }
  return { left, right };
};

/** How many of the cells are to keep a formula. */
export const keptIn = (edits: Edits): number => {
  let kept = 0;
  for (const { places } of edits) for (const { formula } of places) if (formula === 'keep') kept++;
  return kept;
};

/** The columns in which something is written. */
export const columnsEdited = (edits: Edits): readonly { readonly column: number }[] => {
  const columns = new Set<number>();
  for (const { places } of edits) for (const { column } of places) columns.add(column);
  return Array.from(columns, (column) => ({ column }));
};

export const columnsOfEdit = ({ places }: RowEdit): readonly number[] => places.map(({ column }) => column);

/** Whether the edit leaves something in a cell that is not there yet; a formula to be kept has no place there. */
export const writes = ({ formula }: EditPlace, value: CellValue): boolean =>
  formula === undefined ? value !== null && value !== '' : formula !== 'keep';
