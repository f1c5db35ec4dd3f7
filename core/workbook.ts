/**
 * A workbook as a backend gives it: sheets of raw cells, nothing interpreted. Every adapter reads into this and
 * writes from it; core turns it into a Snapshot (read/) and turns writes by item into cell edits (write.ts).
 */
import type { Colour } from '../sheet-templates/views/grid.ts';

/** A cell that holds no usable value: a formula nobody calculated yet, or an error such as #REF!. */
export interface CellFault {
  readonly fault: 'no-cached-value' | 'error';
  /** What stands in the cell: the formula or the error's text. */
  readonly text: string;
}

/** Dates are serial numbers of the workbook's date system, or ISO text where the file stores that. Empty is null. */
export type RawCell = string | number | boolean | null | CellFault;

export interface RawRow {
  /** Row number in this reading, from 1. Never carried from a reading to a write: people sort. */
  readonly at: number;
  /** Cells from column A on; trailing empty cells may be left out, holes are null. */
  readonly cells: readonly RawCell[];
}

/** A rectangle of cells, 1-based and inclusive. */
export interface Rect {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A drop-down: cells that offer a list of words to choose from. */
export interface RawList {
  readonly at: readonly Rect[];
  /** In the order in which they are offered. */
  readonly words: readonly string[];
  /** Where they stand, if that is in the sheet itself. */
  readonly from?: Rect;
}

export interface RawSheet {
  readonly title: string;
  /** Only rows that hold a value, in ascending order. */
  readonly rows: readonly RawRow[];
  readonly merges: readonly Rect[];
  /** Set where people do not see the sheet, as far as the backend can tell. */
  readonly hidden?: boolean;
  /** 1-based columns in which a formula stands, where the backend can tell. */
  readonly calculated?: ReadonlySet<number>;
  /**
   * Its rows down to TOP_ROWS at least, and its merges, where the backend can tell these without reading all of it. It belongs to this very
   * object: a copy with other rows is not to have it, and so it is not enumerable.
   */
  readonly top?: Pick<RawSheet, 'rows' | 'merges'>;
  /** The same, where nothing at all has to be read for it. */
  readonly topAtHand?: Pick<RawSheet, 'rows' | 'merges'>;
  /** Its drop-downs, read when somebody asks; only where a workbook may be adopted, as nobody else asks. */
  readonly lists?: () => readonly RawList[];
}

/** So many rows tell what a sheet is: a header stands among the first 45, in at most three lines. */
export const TOP_ROWS = 48;

export interface RawWorkbook {
  /** The file's or document's name without its ending, for people. */
  readonly name: string;
  /** Where it lives, in a form that a copy cannot share; compared with settings.workbookHome. */
  readonly location: string;
  /** Web address under which people open it; absent for a file. */
  readonly url?: string;
  /**
   * Set when `recorded` homes other than `home` are known to be this same workbook renamed, not a copy: the
   * adapter answers whether the recorded place is vacant.
   */
  readonly movedFrom: (recorded: string) => boolean;
  /** The workbook that lies at another recorded location now; null where none does, or it cannot be looked at from here. */
  readonly foundAt: (recorded: string) => Promise<RawWorkbook | null>;
  readonly dateSystem: 1900 | 1904;
  readonly sheets: readonly RawSheet[];
}

/** What a written cell is, where it has no style of its own yet. */
export type CellFormat = 'text' | 'date' | 'clock' | 'percent' | 'number';

/** A cell of a row that is written, and what it is besides its value. */
export interface EditPlace {
  readonly column: number;
  /** `keep`: the cell keeps its formula and only its cached value follows. Text: the formula to set, without `=`. */
  readonly formula?: string;
  readonly format?: CellFormat;
  /** Where the cell has no look of its own: that of the cell to its left (a header beside headers). */
  readonly like?: 'left';
}

/** Null empties the cell. With a formula, the cached value. */
export type CellValue = string | number | boolean | null;

/**
 * Cells to be written in one row, in coordinates of the very reading they were resolved against. A sweep may write millions of cells: rows that
 * are written alike share their places, so that a cell takes no more than its value does.
 */
export interface RowEdit {
  readonly sheet: string;
  readonly row: number;
  readonly places: readonly EditPlace[];
  /** What is to stand in each of the places. */
  readonly values: readonly CellValue[];
}

/** One cell to be written, for who writes few. */
export interface CellEdit extends EditPlace {
  readonly sheet: string;
  readonly row: number;
  readonly value: CellValue;
}

/** A sheet to be added to a workbook that lacks it. */
export interface NewSheet {
  readonly title: string;
  readonly hidden: boolean;
  readonly protect: boolean;
  /** Long texts break their lines: a sheet that is read and printed, and not worked in. */
  readonly wrap?: true;
  /** Column widths in characters. */
  readonly widths: readonly number[];
  /** Row number of the header; it is frozen and styled, rows above it are title and help. */
  readonly headerRow: number;
  /** Cells from column A on. With `formula`, without `=`, the value is what it shows until somebody calculates. */
  readonly rows: readonly (readonly {
    readonly value: string | number | boolean | null;
    readonly format?: CellFormat;
    readonly formula?: string;
  }[])[];
  /** Colours by condition, the first that holds first; a backend that has none of its own leaves them out. */
  readonly colours?: readonly Colour[];
}
