/** What Baton makes of a stranger's workbook before anything is done to it, and what a person says instead. */
import type { TabKey } from '../../sheet-templates/index.ts';

/** A meaning that a column of theirs can have → the column of ours that is read there. */
export const MEANINGS = {
  task: { tab: 'raci', column: 'name' },
  responsible: { tab: 'raci', column: 'responsible' },
  accountable: { tab: 'raci', column: 'accountable' },
  supporting: { tab: 'raci', column: 'supporting' },
  consulted: { tab: 'raci', column: 'consulted' },
  informed: { tab: 'raci', column: 'informed' },
  due: { tab: 'raci', column: 'due' },
  start: { tab: 'raci', column: 'start' },
  status: { tab: 'tracker', column: 'status' },
  progress: { tab: 'tracker', column: 'progress' },
  department: { tab: 'raci', column: 'department' },
  supportingDepartments: { tab: 'raci', column: 'supportingDepartments' },
  request: { tab: 'raci', column: 'request' },
  description: { tab: 'raci', column: 'description' },
  output: { tab: 'raci', column: 'output' },
  doneWhen: { tab: 'raci', column: 'doneWhen' },
  supportNeeded: { tab: 'raci', column: 'supportNeeded' },
  predecessors: { tab: 'raci', column: 'predecessors' },
  evidence: { tab: 'tracker', column: 'output' },
  risk: { tab: 'tracker', column: 'risk' },
  reason: { tab: 'tracker', column: 'reason' },
  newDue: { tab: 'tracker', column: 'newDue' },
  note: { tab: 'tracker', column: 'note' },
  updatedOn: { tab: 'tracker', column: 'updatedOn' },
} as const satisfies Readonly<Record<string, { readonly tab: TabKey; readonly column: string }>>;

export type ColumnMeaning = keyof typeof MEANINGS;

/** The meaning of a column of ours; null for one that nobody is asked about. */
export const meaningFor = (tab: TabKey, column: string): ColumnMeaning | null =>
  (Object.keys(MEANINGS) as ColumnMeaning[]).find(
    (meaning) => MEANINGS[meaning].tab === tab && MEANINGS[meaning].column === column,
  ) ?? null;

/** Without these a sheet can be followed, and something is missing: nobody to ask, no day to remind of, no end. */
export type Anchor = 'responsible' | 'due' | 'status';

/** `tracker` says how far its tasks are, `plan` only who and when, `raci` is a matrix of letters; `none`: nothing to follow. */
export type ProposedKind = 'tracker' | 'plan' | 'raci' | 'actions' | 'issues' | 'none';

/** One column under the header, as it is read. */
export interface ProposedColumn {
  /** Letters, as the sheet shows them: `E`. */
  readonly column: string;
  /** What stands over it, on one line; '' for nothing. */
  readonly header: string;
  /** The first few different things below it. */
  readonly samples: readonly string[];
  /** Null: it is left alone. */
  readonly meaning: ColumnMeaning | null;
  /** Why it is read so, as a sentence; '' where it is left alone. */
  readonly because: string;
  /** 0 to 1. */
  readonly score: number;
  /** It is a guess that a person had better look at. */
  readonly ask: boolean;
  /** What else it may be, the likeliest first. */
  readonly others: readonly ColumnMeaning[];
}

/** A name in the sheet; `person` is the one in the directory that is meant, null where nobody knows yet. */
export interface ProposedPerson {
  readonly text: string;
  readonly person: string | null;
}

/**
 * A word in the status column, or with a count of 0 one that its drop-down offers and no row has yet. `status` is the key of ours that it means, null where
 * nobody knows yet. `guess` is the one that it may mean: the default of a question, and never taken without one.
 */
export interface ProposedStatus {
  readonly text: string;
  readonly count: number;
  readonly status: string | null;
  readonly guess: string | null;
}

/** What rows with nothing but a name are: headings, or tasks that nobody has and that have no date yet. */
export type BareRows = 'heading' | 'task';

/** Such rows that may be either. */
export interface ProposedBareRows {
  readonly rows: readonly number[];
  /** What stands in the first few. */
  readonly samples: readonly string[];
  /** Null where nobody has said. */
  readonly are: BareRows | null;
  readonly guess: BareRows;
}

/** A mark in the cells of a matrix (●, 主, P): `letter` is the one of RACI that it means, null where nobody has said; `guess` as well may be `-`. */
export interface ProposedMark {
  readonly text: string;
  readonly count: number;
  readonly letter: string | null;
  readonly guess: string;
}

/** One of their sheets, and how it would be read. */
export interface ProposedSheet {
  readonly sheet: string;
  readonly kind: ProposedKind;
  /** 0 to 1: how much it looks like something that can be followed. */
  readonly score: number;
  /** It is the one that would be followed. */
  readonly chosen: boolean;
  /** Why it is preferred to other sheets with the same headers, as a sentence; '' where there are none. */
  readonly because: string;
  /** Other sheets with the same headers, of the one that would be followed. */
  readonly alike: readonly string[];
  /** Whether those are followed with it: what a person has said, else a guess. */
  readonly together: boolean;
  /** The header's last row and the last row of data, as the sheet numbers them; 0 where there is none. */
  readonly headerRow: number;
  readonly lastRow: number;
  readonly columns: readonly ProposedColumn[];
  /** Whether to follow this sheet is a guess: there are others like it, or it may be something else. */
  readonly ask: boolean;
  /** Another row that may be the header as well; null where there is none. */
  readonly otherHeader: number | null;
  /** What was not found in it. */
  readonly missing: readonly Anchor[];
  readonly people: readonly ProposedPerson[];
  readonly statuses: readonly ProposedStatus[];
  /** How many open tasks have no date: nobody is reminded of them. */
  readonly undated: number;
  /** What stands in open tasks for a date and cannot be read: nobody is reminded of them either. */
  readonly unreadDates: readonly string[];
  /** Of a matrix with marks of its own. */
  readonly marks: readonly ProposedMark[];
  /** Null where there are none of which anybody could doubt. */
  readonly bareRows: ProposedBareRows | null;
}

/** Mails that would leave in the next workdays if everybody named had an address, and why so many, as a sentence. */
export interface ProposedForecast {
  readonly mails20: number;
  /** How many workdays were tried out: twenty, fewer of a long plan. */
  readonly days: number;
  readonly because: string;
}

export interface Proposal {
  /** In the order of the workbook. */
  readonly sheets: readonly ProposedSheet[];
  /** After how many workdays without an update the owner of a task without a date is asked for one; 0, unless somebody says so: never. */
  readonly quietDays: number;
  /** Null until somebody has asked for it: it needs a calendar and a clock. */
  readonly forecast: ProposedForecast | null;
}

/** What a person says instead of the guesses. What is absent stays a guess. */
export interface ReadingChoices {
  /** Titles of the sheets to follow, the first of them before the others. */
  readonly sheets?: readonly string[];
  /** Every sheet of the layout of the first one is followed with it, those that come later as well; false: the first alone. */
  readonly together?: boolean;
  /** The header's row, as the sheet numbers it: its last one, where it takes several. */
  readonly headerRow?: number;
  /** Meaning → its column, by letters (`E`) or by what its header says; `-` for none. */
  readonly columns?: Readonly<Partial<Record<ColumnMeaning, string>>>;
  /** Columns that mean nothing to Baton, by letters or header. */
  readonly ignored?: readonly string[];
  /** Word in the status column → the key of ours that it means; `-`: it says nothing. */
  readonly statuses?: Readonly<Record<string, string>>;
  readonly bareRows?: BareRows;
  /** Mark in a matrix → R, A, S, C or I; `-`: it says nothing. Empty: none of them speaks of people. */
  readonly marks?: Readonly<Record<string, string>>;
  /** Name as the sheet writes it → name in the directory. */
  readonly people?: Readonly<Record<string, string>>;
  /** Workdays without an update after which the owner of a task without a date is asked for one; 0: never. */
  readonly quietDays?: number;
}
