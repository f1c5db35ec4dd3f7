/** What is to be written in one sheet, by row. */
import { must } from '../../core/text/must.ts';
import type { CellValue, EditPlace, Rect, RowEdit } from '../../core/workbook.ts';
import { leftToRight, topToBottom } from '../../core/write/by-row.ts';
import { checkPlace } from './patch-checks.ts';

/** One edit a row, from top to bottom, their cells from left to right, each once. */
export type Edits = readonly RowEdit[];

/** Edits by row. RangeError where one lies outside of what a sheet can hold. */
export const editsByRow = (edits: readonly RowEdit[]): Edits => {
  for (const edit of edits) checkPlace(edit);
  const rows: RowEdit[] = [];
  for (const edit of topToBottom(edits)) {
    const last = rows[rows.length - 1];
    if (last?.row === edit.row) rows[rows.length - 1] = together(last, edit);
    else rows.push(edit);
  }
  const inOrder = leftToRight();
  return rows.map((edit) => (isRightwards(edit) ? edit : inOrder(edit)));
};

/** As most are: then nobody looks for the order of that very list. */
const isRightwards = ({ places }: RowEdit): boolean => {
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
  const extent = { top: Number.POSITIVE_INFINITY, left: Number.POSITIVE_INFINITY, bottom: 0, right: 0 };
  for (const { row, places, values } of edits) {
    for (let i = 0; i < places.length; i++) {
      const place = places[i];
      if (!place || !writes(place, values[i] ?? null)) continue;
      extent.top = Math.min(extent.top, row);
      extent.left = Math.min(extent.left, place.column);
      extent.bottom = Math.max(extent.bottom, row);
      extent.right = Math.max(extent.right, place.column);
    }
  }
  return extent.bottom > 0 ? extent : null;
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

/** Those of a row's cells that are there afterwards even if they were not before. */
export const writing = (edit: RowEdit): RowEdit => {
  const { places, values } = edit;
  const stays = (place: EditPlace, i: number): boolean => writes(place, values[i] ?? null);
  if (places.every(stays)) return edit;
  return { ...edit, places: places.filter(stays), values: values.filter((_, i) => stays(must(places[i], 'place'), i)) };
};
