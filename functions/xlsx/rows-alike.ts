/** Rows that are written alike: what is the same of them is held once, for there may be hundreds of thousands. */
import { ensure } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import type { EditPlace, RowEdit } from '../../core/workbook.ts';
import { columnsOfEdit, writes } from './sheet-edits.ts';

export interface FilledRow {
  /** The columns that got a value, and those that had held one before. */
  readonly written: readonly number[];
  readonly held: readonly number[];
}

/**
 * Those of a row's cells that are there afterwards even if they were not before. Of rows that are written alike they stand in the same places, of
 * which there is one list.
 */
export const writing = (): ((edit: RowEdit) => RowEdit) => {
  const known = new Map<readonly EditPlace[], Map<number, readonly EditPlace[]>>();
  return (edit) => {
    const { places, values } = edit;
    const stays = (place: EditPlace, i: number): boolean => writes(place, values[i] ?? null);
    if (places.every(stays)) return edit;
    const some = () => places.filter(stays);
    const kept = values.filter((_, i) => stays(must(places[i], 'place'), i));
    if (places.length > MOST_BITS || known.size > MOST_ALIKE) return { ...edit, places: some(), values: kept };
    let which = 0;
    for (let i = 0; i < places.length; i++) which = 2 * which + (stays(must(places[i], 'place'), i) ? 1 : 0);
    return {
      ...edit,
      places: ensure(
        ensure(known, places, () => new Map()),
        which,
        some,
      ),
      values: kept,
    };
  };
};

/** A bit for each place of a row, in a number. */
const MOST_BITS = 50;
/** Where every row has a list of its own, none is looked for. */
const MOST_ALIKE = 512;

/** The columns of a new row as it is noted, once for all that are written alike. */
export const fillingAlike = (): ((edit: RowEdit) => FilledRow) => {
  const known = new Map<readonly EditPlace[], FilledRow>();
  return (edit) => {
    const noted = known.get(edit.places) ?? { written: columnsOfEdit(edit), held: [] };
    if (known.size < MOST_ALIKE) known.set(edit.places, noted);
    return noted;
  };
};
