/** What somebody has to look at, in the reader's words. */
export interface Exception {
  /** The workbook's name, or its URI where it could not be read. */
  readonly workbook: string;
  /** Where people open it; absent for a file. */
  readonly url?: string;
  readonly code: string;
  readonly text: string;
}

/** A week of workbooks, as far as they were looked at; it travels in tasks, as JSON. */
export interface WeekSum {
  readonly workbooks: number;
  /** Workdays on which a workbook was to be swept, and those on which it was, each counted. */
  readonly planned: number;
  readonly swept: number;
  /** Mails that left, Monday to Sunday. */
  readonly mails: readonly number[];
  readonly answers: number;
  readonly exceptions: readonly Exception[];
  /** Exceptions beyond those that are listed. */
  readonly more: number;
}
