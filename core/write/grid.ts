/** A sheet while it is being written to: its reading with the edits so far. */
import { ensure } from '../text/maps.ts';
import type { CellEdit, RawCell, RawRow, RawSheet } from '../workbook.ts';

/** A sheet as it will be: the reading, overlaid with the edits so far. */
export class CellGrid {
  readonly sheet: RawSheet;
  readonly #rows: readonly RawRow[];
  headerRow = 0;
  /** Columns in which a value means that the row is used; those of every tab that lives in this sheet. */
  readonly dataColumns: number[] = [];
  /** Key column → key → rows. */
  readonly byKey = new Map<number, Map<string, number[]>>();
  /** By row; a row has few, and is looked through. */
  readonly #overlay = new Map<number, CellEdit[]>();
  #lastUsed: number | undefined;
  #latest: RawRow = { at: 0, cells: [] };

  /** `rows`: the sheet's, as they are read. */
  constructor(sheet: RawSheet, rows: readonly RawRow[] = sheet.rows) {
    this.sheet = sheet;
    this.#rows = rows;
  }

  at(row: number, column: number): RawCell {
    const edits = this.#overlay.get(row);
    const edit = edits && editOf(edits, column);
    return edit ? edit.value : (this.#cellsOf(row)[column - 1] ?? null);
  }

  /** The same for a row of the reading that is at hand. */
  in(row: RawRow, column: number): RawCell {
    const edits = this.#overlay.get(row.at);
    const edit = edits && editOf(edits, column);
    return edit ? edit.value : (row.cells[column - 1] ?? null);
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
  put(edit: CellEdit): void {
    const edits = ensure(this.#overlay, edit.row, (): CellEdit[] => []);
    const known = edits.findIndex(({ column }) => column === edit.column);
    if (known < 0) edits.push(edit);
    else edits[known] = edit;
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

  edits(): CellEdit[] {
    const all: CellEdit[] = [];
    for (const edits of this.#overlay.values()) for (const edit of edits) all.push(edit);
    return all;
  }
}

const editOf = (edits: readonly CellEdit[], column: number): CellEdit | undefined => {
  for (const edit of edits) if (edit.column === column) return edit;
  return undefined;
};

export const isEmpty = (cell: RawCell | undefined): boolean => cell === null || cell === undefined || cell === '';
