/** Which look a new cell takes over from the cells above it. */
import type { Rect } from '../../core/workbook.ts';
import { contains } from './cells.ts';
import type { SheetCursor } from './sheet-cursor.ts';

/** The look of the nearest cell above, among the rows noted so far; what was found for a column is not looked up again. */
export class StyleModel {
  #cursor: SheetCursor;
  readonly #headers: readonly Rect[];
  /** The rows noted so far, and where their start tags stand; of a sheet that comes in stretches, those of the present one. */
  readonly #rows: { readonly row: number; readonly start: number }[] = [];
  /** The row noted last. */
  #last = 0;
  /** By column: the style found when looking up from row `from`. */
  readonly #known = new Map<number, { readonly from: number; readonly style: number }>();

  constructor(cursor: SheetCursor, headers: readonly Rect[]) {
    this.#cursor = cursor;
    this.#headers = headers;
  }

  note(row: number, start: number): void {
    this.#rows.push({ row, start });
    this.#last = row;
  }

  /** Keeps what is to be known of these columns, for the rows noted so far are gone in a moment. */
  leave(columns: readonly { readonly column: number }[]): void {
    if (this.#rows.length > 0) this.#lookUp(this.#last + 1, columns);
    this.#rows.length = 0;
  }

  /** Goes on with the next stretch of the sheet. */
  turn(cursor: SheetCursor): void {
    this.#cursor = cursor;
  }

  /** The style of a cell in the row noted last; 0 where there is no such cell. */
  styleAt(column: number): number {
    const last = this.#rows.at(-1);
    if (last === undefined) return 0;
    this.#cursor.seek(last.start, last.row);
    while (this.#cursor.nextCell()) if (this.#cursor.column === column) return this.#styleHere();
    return 0;
  }

  /** @param columns others that will be asked for in the same row: one look upwards finds them together */
  styleAbove(row: number, column: number, columns: readonly { readonly column: number }[]): number {
    const known = this.#known.get(column);
    // Nothing stands between where that was looked up and here.
    if (known && known.from > this.#last) return known.style;
    this.#lookUp(row, columns);
    return this.#known.get(column)?.style ?? 0;
  }

  /** The same for a cell that is not there yet: what was found above its row holds for it, and for the next row. */
  styleForNew(row: number, column: number, columns: readonly { readonly column: number }[]): number {
    const known = this.#known.get(column);
    if (known === undefined || known.from < row) return this.styleAbove(row, column, columns);
    if (known.from === row && this.#last === row) this.#known.set(column, { from: row + 1, style: known.style });
    return known.style;
  }

  #lookUp(row: number, columns: readonly { readonly column: number }[]): void {
    const missing = new Set(columns.map(({ column }) => column));
    // The row itself is looked at, too, where it was noted.
    const from = Math.max(row, this.#last + 1);
    const found = (column: number, style: number) => {
      this.#known.set(column, { from, style });
      missing.delete(column);
    };
    for (let i = this.#rows.length - 1; missing.size > 0; i--) {
      const above = this.#rows[i];
      if (above === undefined) break;
      const { row: at, start } = above;
      for (const column of missing) {
        const known = this.#known.get(column);
        if (known && known.from > at) found(column, known.style);
      }
      if (missing.size === 0) break;
      this.#cursor.seek(start, at);
      while (this.#cursor.nextCell()) {
        const { column } = this.#cursor;
        if (missing.has(column) && !this.#headers.some((rect) => contains(rect, at, column))) {
          found(column, this.#styleHere());
        }
      }
    }
    // What is known yet was found in a stretch further up.
    for (const column of missing) this.#known.set(column, { from, style: this.#known.get(column)?.style ?? 0 });
  }

  #styleHere(): number {
    const { bytes, cellStart, cellTagEnd } = this.#cursor;
    const tag = bytes.toString('latin1', cellStart, cellTagEnd);
    return styleOf(tag);
  }
}

/** Of a cell, by its tag; 0 where it says none. */
export const styleOf = (tag: string): number => Number(/\ss\s*=\s*["'](\d+)/.exec(tag)?.[1] ?? 0);
