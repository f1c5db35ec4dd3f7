/** A sheet while it is being written to: its reading with the edits so far. */
import { ensure } from '../text/maps.ts';
import type { CellValue, EditPlace, RawCell, RawRow, RawSheet, RowEdit } from '../workbook.ts';
import { leftToRight } from './by-row.ts';

/** A row with what is written in it so far. */
interface WrittenRow extends RowEdit {
  places: readonly EditPlace[];
  readonly values: CellValue[];
}

/** A sheet as it will be: the reading, overlaid with the edits so far. */
export class CellGrid {
  readonly sheet: RawSheet;
  readonly #reading: Pick<RawSheet, 'rows'>;
  headerRow = 0;
  /** Columns in which a value means that the row is used; those of every tab that lives in this sheet. */
  readonly dataColumns: number[] = [];
  /** Key column → key → rows. */
  readonly byKey = new Map<number, RowsByKey>();
  /** By row, in which few cells are written: they are looked through. */
  readonly #overlay = new Map<number, WrittenRow>();
  /** Places and one more → these together: one list for all rows that are written alike. */
  readonly #longer = new Map<readonly EditPlace[], Map<EditPlace, readonly EditPlace[]>>();
  #lastUsed: number | undefined;
  #latestWritten: WrittenRow | undefined;
  #latest: RawRow = { at: 0, cells: [] };

  /** `reading`: its rows, as they are read, for who asks. */
  constructor(sheet: RawSheet, reading: Pick<RawSheet, 'rows'> = sheet) {
    this.sheet = sheet;
    this.#reading = reading;
  }

  get #rows(): readonly RawRow[] {
    return this.#reading.rows;
  }

  /** `cells`: those of the row in the reading, where they are at hand. */
  at(row: number, column: number, cells?: readonly RawCell[]): RawCell {
    const written = this.#writtenIn(row);
    const i = written ? placeOf(written, column) : -1;
    return (written && i >= 0 ? written.values[i] : (cells ?? this.#cellsOf(row))[column - 1]) ?? null;
  }

  #writtenIn(row: number): WrittenRow | undefined {
    return this.#latestWritten?.row === row ? this.#latestWritten : this.#overlay.get(row);
  }

  /** Rows stand in ascending order, and most calls look at a few of many, one cell of a row after the other. */
  #cellsOf(row: number): readonly RawCell[] {
    if (this.#latest.at !== row) this.#latest = { at: row, cells: this.#find(row) };
    return this.#latest.cells;
  }

  #find(row: number): readonly RawCell[] {
    const rows = this.#rows;
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const here = rows[middle];
      if (here !== undefined && here.at < row) low = middle + 1;
      else high = middle;
    }
    const found = rows[low];
    return found?.at === row ? found.cells : [];
  }

  /** The last word on a cell counts, in the place of the first. */
  put(row: number, place: EditPlace, value: CellValue): void {
    let written = this.#writtenIn(row);
    if (!written) {
      // As much room as the row before took: there may be hundreds of thousands of one kind.
      const room = this.#latestWritten?.places.length ?? 0;
      written = { sheet: this.sheet.title, row, places: NOWHERE, values: new Array(room) };
      this.#overlay.set(row, written);
    }
    this.#latestWritten = written;
    const known = placeOf(written, place.column);
    if (known < 0) {
      written.values[written.places.length] = value;
      written.places = this.#with(written.places, place);
      return;
    }
    if (written.places[known] !== place) written.places = written.places.map((each, i) => (i === known ? place : each));
    written.values[known] = value;
  }

  #with(places: readonly EditPlace[], place: EditPlace): readonly EditPlace[] {
    // A formula of its own is no other row's.
    if (place.formula !== undefined && place.formula !== 'keep') return [...places, place];
    return ensure(
      ensure(this.#longer, places, () => new Map()),
      place,
      () => [...places, place],
    );
  }

  /** The reading's rows below the header. */
  *rows(): Iterable<RawRow> {
    for (const row of this.#rows) if (row.at > this.headerRow) yield row;
  }

  /** The row after the last used one; prepared rows, which hold nothing but lookup formulas, are filled. */
  nextRow(): number {
    if (this.#lastUsed === undefined) {
      this.#lastUsed = this.headerRow;
      for (const { at, cells } of this.#rows) {
        if (at > this.#lastUsed && this.dataColumns.some((column) => !isEmpty(cells[column - 1]))) this.#lastUsed = at;
      }
    }
    return ++this.#lastUsed;
  }

  edits(): RowEdit[] {
    const inOrder = leftToRight();
    return Array.from(this.#overlay.values(), (written) => {
      written.values.length = written.places.length;
      return inOrder(written);
    });
  }
}

/** Rows by key; of most keys there is one, which takes no list. */
export type RowsByKey = Map<string, number | number[]>;

export const addRow = (rows: RowsByKey, key: string, row: number): void => {
  const known = rows.get(key);
  if (known === undefined) rows.set(key, row);
  else if (typeof known === 'number') rows.set(key, [known, row]);
  else known.push(row);
};

const NOWHERE: readonly EditPlace[] = [];

const placeOf = ({ places }: RowEdit, column: number): number => {
  for (let i = 0; i < places.length; i++) if (places[i]?.column === column) return i;
  return -1;
};

export const isEmpty = (cell: RawCell | undefined): boolean => cell === null || cell === undefined || cell === '';
