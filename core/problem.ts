import type { TabKey } from '../sheet-templates/index.ts';

/** What can be wrong with a row, a header or a workbook; the same codes from cell edit, paste, check and sweep. */
export const PROBLEMS = {
  required: 'error',
  'not-a-date': 'error',
  'date-order': 'error',
  'not-a-number': 'error',
  'unknown-option': 'error',
  'unknown-person': 'error',
  'unknown-department': 'warning',
  'collective-owner': 'error',
  'no-lead': 'error',
  'two-leads': 'error',
  'no-accountable': 'error',
  'two-accountables': 'error',
  'duplicate-id': 'error',
  'duplicate-person': 'error',
  'unknown-id': 'error',
  cycle: 'error',
  'formula-text': 'error',
  'bad-address': 'error',
  'header-missing': 'error',
  'header-double': 'error',
  'tab-missing': 'error',
  'tab-double': 'error',
  'merged-cells': 'error',
  'no-cached-value': 'error',
  'cell-error': 'error',
  'bad-setting': 'warning',
  'role-missing': 'warning',
  'inactive-person': 'warning',
  'no-address': 'warning',
  vague: 'warning',
  'done-without-output': 'warning',
  'late-without-reason': 'warning',
  'day-off': 'warning',
  'before-predecessor': 'warning',
  'progress-mismatch': 'warning',
  'calendar-horizon': 'warning',
  'near-duplicate': 'warning',
  'mail-held': 'error',
  copy: 'error',
} as const satisfies Record<string, 'error' | 'warning'>;

export type ProblemCode = keyof typeof PROBLEMS;
export type FactValue = string | number | boolean | null | readonly string[];
/** What a sentence is made from; dates are ISO (`2026-03-06`), so that facts can be printed and compared. */
export type Facts = Readonly<Record<string, FactValue>>;

export interface Problem {
  readonly tab: TabKey;
  /** Row number in this reading, for people; 0 when the problem is the tab's. */
  readonly row: number;
  /** Column key; '' when the problem is the row's or the tab's. */
  readonly column: string;
  readonly code: ProblemCode;
  /** Item id of the row where it has one. */
  readonly item: string;
  readonly facts: Facts;
}
