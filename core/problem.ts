/** Everything that can be wrong with a workbook: the codes, how bad each is, and who is told. */
import type { TabKey } from '../sheet-templates/index.ts';

/** How bad a problem is, and whether the keeper is told of it or only whoever writes the row. */
interface Weight {
  readonly severity: 'error' | 'warning';
  readonly keeper: boolean;
}

/** What keeps a row from being worked with, or people from being reached, is the keeper's as well as the writer's. */
const KEEPER_ERROR = { severity: 'error', keeper: true } as const;
const KEEPER_WARNING = { severity: 'warning', keeper: true } as const;
/** Wording and the like: the writer's own affair. */
const WRITER_ERROR = { severity: 'error', keeper: false } as const;
const WRITER_WARNING = { severity: 'warning', keeper: false } as const;

/** What can be wrong with a row, a header or a workbook; the same codes from cell edit, paste, check and sweep. */
export const PROBLEMS = {
  required: KEEPER_ERROR,
  'not-a-date': KEEPER_ERROR,
  'not-a-clock': KEEPER_ERROR,
  'date-order': KEEPER_ERROR,
  'clock-order': KEEPER_ERROR,
  'not-a-number': KEEPER_ERROR,
  'unknown-option': KEEPER_ERROR,
  'unknown-person': KEEPER_ERROR,
  'unknown-department': KEEPER_WARNING,
  'collective-owner': KEEPER_ERROR,
  'no-lead': KEEPER_ERROR,
  'two-leads': KEEPER_ERROR,
  'no-accountable': KEEPER_ERROR,
  'two-accountables': KEEPER_ERROR,
  'duplicate-id': KEEPER_ERROR,
  'duplicate-person': KEEPER_ERROR,
  'unknown-id': KEEPER_ERROR,
  cycle: KEEPER_ERROR,
  'formula-text': KEEPER_ERROR,
  'bad-address': KEEPER_ERROR,
  'header-missing': KEEPER_ERROR,
  'header-double': KEEPER_ERROR,
  'tab-missing': KEEPER_ERROR,
  'tab-double': KEEPER_ERROR,
  'tab-unsure': KEEPER_ERROR,
  'tab-renamed': KEEPER_WARNING,
  'merged-cells': KEEPER_ERROR,
  'no-cached-value': KEEPER_ERROR,
  'cell-error': KEEPER_ERROR,
  'bad-setting': KEEPER_WARNING,
  'role-missing': KEEPER_WARNING,
  'inactive-person': KEEPER_WARNING,
  'no-address': KEEPER_WARNING,
  vague: WRITER_WARNING,
  'done-without-output': WRITER_WARNING,
  'late-without-reason': WRITER_WARNING,
  'day-off': WRITER_WARNING,
  'short-buffer': WRITER_WARNING,
  'before-predecessor': WRITER_WARNING,
  'goal-not-measurable': WRITER_WARNING,
  'date-past': WRITER_WARNING,
  'progress-mismatch': WRITER_WARNING,
  'round-order': KEEPER_WARNING,
  'nothing-agreed': WRITER_WARNING,
  'too-early': WRITER_WARNING,
  'calendar-horizon': KEEPER_WARNING,
  'near-duplicate': WRITER_WARNING,
  'two-kickoffs': KEEPER_ERROR,
  'no-decider': WRITER_WARNING,
  'meeting-length': WRITER_WARNING,
  'topics-count': WRITER_WARNING,
  'minutes-exceed': WRITER_WARNING,
  'materials-late': WRITER_WARNING,
  'topic-open': WRITER_WARNING,
  'minutes-locked': WRITER_WARNING,
  undated: KEEPER_WARNING,
  unexplained: WRITER_WARNING,
  'duplicate-answer': KEEPER_WARNING,
  'duplicate-signature': KEEPER_WARNING,
  'stranger-signed': KEEPER_WARNING,
  'date-ahead': KEEPER_WARNING,
  'lead-missing': WRITER_WARNING,
  'book-behind': KEEPER_WARNING,
  'mail-held': KEEPER_ERROR,
  'mail-refused': KEEPER_ERROR,
  'mail-deferred': KEEPER_WARNING,
  'no-heartbeat': KEEPER_WARNING,
  copy: WRITER_ERROR,
} as const satisfies Record<string, Weight>;

export type ProblemCode = keyof typeof PROBLEMS;

export const severityOf = (code: ProblemCode): 'error' | 'warning' => PROBLEMS[code].severity;
export type FactValue = string | number | boolean | null | readonly string[];
/** What a sentence is made from; dates are ISO (`2026-03-06`), so that facts can be printed and compared. */
export type Facts = Readonly<Record<string, FactValue>>;

/** What a cell is said to be whose formula ends in an error, or was never calculated: nothing that could be read. */
const FAULTS: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['cell-error', 'no-cached-value']);

/** Whether the tab has rows whose id cannot be read: they were left out, and may be those that are missed elsewhere. */
export const hasNameless = (problems: readonly Problem[], isAsked: (tab: TabKey) => boolean): boolean =>
  problems.some(({ tab, column, item, code }) => column === 'id' && item === '' && FAULTS.has(code) && isAsked(tab));

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

const UNREAD: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unknown-option',
  'not-a-date',
  'no-cached-value',
  'cell-error',
]);

/**
 * Cells of status and date that say something nobody can read, as tab.column.item: until they are mended, what was
 * read last holds. A slip of the pen is the keeper's, and must not reopen what is done or stop what escalates.
 */
export const unreadCells = ({ problems }: { readonly problems: readonly Problem[] }): ReadonlySet<string> =>
  new Set(
    problems.flatMap(({ tab, column, item, code }) => (UNREAD.has(code) && item ? [`${tab}.${column}.${item}`] : [])),
  );
