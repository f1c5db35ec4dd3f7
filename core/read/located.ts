/** Where a tab was found in a workbook: its sheet, or several of one layout, its header and its columns. */
import type { RawRow, RawSheet } from '../workbook.ts';

/** Where a tab stands in a workbook: its sheet, its header row and its columns, found by what the headers say. */
export interface LocatedTab {
  readonly sheet: RawSheet;
  /** The sheet's rows as they are to be read: cells merged over several rows of an adopted sheet say the same in each. */
  readonly rows: readonly RawRow[];
  /** Row number of the header's last row; data starts below it. */
  readonly headerRow: number;
  /** What stands in the header, from column A on; of several rows together. */
  readonly header: readonly string[];
  /** Column key → 1-based column. Lookup columns are in it where the sheet has them. */
  readonly columns: ReadonlyMap<string, number>;
  /** 1-based column for what Baton's check of a row finds, where the sheet has one. */
  readonly check?: number;
  /**
   * Set for an adopted plan, whose rows are not all tasks: a row that is empty in all of these 1-based columns (who,
   * when, how far) is a heading or a remark.
   */
  readonly planning?: readonly number[];
  /** With it: the 1-based column of what a task is called. */
  readonly named?: number;
  /** A sheet of theirs, which keeps its own ways: what it has no column for is not missing, and its cells may be merged. */
  readonly adopted?: true;
  /**
   * Set where several sheets of one layout are followed together: each as it stands, the first of them first. `sheet` and `rows` are then all
   * of them as one (parts.ts), in the columns of the first.
   */
  readonly parts?: readonly FollowedSheet[];
}

/** One of several sheets of a tab, as it stands in the workbook. */
export interface FollowedSheet {
  readonly sheet: RawSheet;
  readonly headerRow: number;
  readonly header: readonly string[];
  /** Column key → 1-based column of this sheet. */
  readonly columns: ReadonlyMap<string, number>;
  readonly check?: number;
  /** Column of the first of the sheets → the same of this one, of plan and progress alike. */
  readonly places: ReadonlyMap<number, number>;
}
