/** A sheet while it is being written to: its reading with the edits so far. */
import type { CellValue, EditPlace, RawCell, RawRow, RawSheet, RowEdit } from '../workbook.ts';
import { placesInOrder } from './by-row.ts';

/** A row with what is written in it so far. */
interface WrittenRow extends RowEdit {
  places: readonly EditPlace[];
  values: CellValue[];
}

/** By row, in which few cells are written: they are looked through. In the order in which they were written first. */
class WrittenRows {
  readonly all: WrittenRow[] = [];
  /** Where each stretch begins in which the rows stand in their order: mostly there are few, and a map takes as much as what it is of. */
  readonly #stretches: number[] = [];
  #byRow: Map<number, WrittenRow> | null = null;

  add(written: WrittenRow): void {
    const last = this.all[this.all.length - 1];
    if (!last || last.row > written.row) this.#stretches.push(this.all.length);
    if (this.#stretches.length > FEW) this.#byRow ??= new Map(this.all.map((each) => [each.row, each]));
    this.#byRow?.set(written.row, written);
    this.all.push(written);
  }

  at(row: number): WrittenRow | undefined {
    if (this.#byRow) return this.#byRow.get(row);
    for (const [i, from] of this.#stretches.entries()) {
      const to = this.#stretches[i + 1] ?? this.all.length;
      const found = this.all[firstFrom(this.all, row, rowOf, from, to)];
      if (found?.row === row) return found;
    }
    return undefined;
  }
}

const FEW = 4;
const rowOf = ({ row }: WrittenRow): number => row;
const numberOf = ({ at }: RawRow): number => at;

/** Where the first one stands that is not before a row, of some in their order. */
const firstFrom = <T>(all: readonly T[], row: number, rowOf: (one: T) => number, from = 0, to = all.length): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowOf(all[middle] as T) < row) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A sheet as it will be: the reading, overlaid with the edits so far. */
export class CellGrid {
  readonly sheet: RawSheet;
  readonly #reading: Pick<RawSheet, 'rows'>;
  headerRow = 0;
  /** Columns in which a value means that the row is used; those of every tab that lives in this sheet. */
  readonly dataColumns: number[] = [];
  /** Key column → key → rows. */
  readonly byKey = new Map<number, RowsByKey>();
  readonly #written = new WrittenRows();
  /** Places and one more → these together: one list for all rows that are written alike. */
  readonly #longer = new Map<readonly EditPlace[], Map<EditPlace, readonly EditPlace[]>>();
  #lastUsed: number | undefined;
  #latestWritten: WrittenRow | undefined;
  #unwritten = 0;
  #alikeBefore: readonly EditPlace[] = [];
  readonly #order = placesInOrder();
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

  /** Most calls are about the row that was asked for last, written or not. */
  #writtenIn(row: number): WrittenRow | undefined {
    if (this.#latestWritten?.row === row) return this.#latestWritten;
    if (this.#unwritten === row) return undefined;
    const written = this.#written.at(row);
    if (written) this.#latestWritten = written;
    else this.#unwritten = row;
    return written;
  }

  /** Rows stand in ascending order, and most calls look at a few of many, one cell of a row after the other. */
  #cellsOf(row: number): readonly RawCell[] {
    if (this.#latest.at !== row) this.#latest = { at: row, cells: this.#find(row) };
    return this.#latest.cells;
  }

  #find(row: number): readonly RawCell[] {
    const found = this.#rows[firstFrom(this.#rows, row, numberOf)];
    return found?.at === row ? found.cells : [];
  }

  /** Writes cells of a row, each in a place of its own. The last word on a cell counts, in the place of the first. What is kept is as long as it has to be. */
  put(row: number, { places, values }: Pick<RowEdit, 'places' | 'values'>): void {
    if (places.length === 0) return;
    const written = this.#writtenIn(row);
    if (!written) {
      const { places: inOrder, from } = this.#order(this.#alike(places));
      const kept = from.map((i) => values[i] ?? null);
      this.#latestWritten = { sheet: this.sheet.title, row, places: inOrder, values: kept };
      this.#written.add(this.#latestWritten);
      this.#unwritten = 0;
      return;
    }
    const more: CellValue[] = [];
    for (const [i, place] of places.entries()) {
      const known = placeOf(written, place.column);
      if (known < 0) {
        written.places = this.#with(written.places, place);
        more.push(values[i] ?? null);
        continue;
      }
      if (written.places[known] !== place)
        written.places = written.places.map((each, at) => (at === known ? place : each));
      written.values[known] = values[i] ?? null;
    }
    written.values = written.values.concat(more);
  }

  /** Most rows are written as the one before. */
  #alike(places: readonly EditPlace[]): readonly EditPlace[] {
    const before = this.#alikeBefore;
    if (before.length === places.length && places.every((place, i) => place === before[i])) return before;
    let all = NOWHERE;
    for (const place of places) all = this.#with(all, place);
    this.#alikeBefore = all;
    return all;
  }

  #with(places: readonly EditPlace[], place: EditPlace): readonly EditPlace[] {
    // A formula of its own is no other row's.
    if (place.formula !== undefined && place.formula !== 'keep') return [...places, place];
    let longer = this.#longer.get(places);
    if (!longer) {
      longer = new Map();
      this.#longer.set(places, longer);
    }
    let all = longer.get(place);
    if (!all) {
      all = [...places, place];
      longer.set(place, all);
    }
    return all;
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
    return this.#written.all.map((edit) => {
      const { places, from } = this.#order(edit.places);
      return places === edit.places ? edit : { ...edit, places, values: from.map((i) => edit.values[i] ?? null) };
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
