/** Everything that can be wrong with a workbook: the codes, how bad each is, and who is told. */
import type { TABS, TabKey } from '../sheet-templates/index.ts';
import type { IsoDate } from './time/day.ts';

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
  'not-weekdays': KEEPER_WARNING,
  'not-a-rhythm': KEEPER_ERROR,
  'date-order': KEEPER_ERROR,
  'clock-order': KEEPER_ERROR,
  'not-a-number': KEEPER_ERROR,
  'unknown-option': KEEPER_ERROR,
  'unknown-person': KEEPER_ERROR,
  'unknown-department': KEEPER_WARNING,
  'collective-owner': KEEPER_ERROR,
  'no-lead': KEEPER_ERROR,
  'two-leads': KEEPER_ERROR,
  'several-owners': KEEPER_WARNING,
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
  'sheet-left': KEEPER_WARNING,
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
  'group-untold': KEEPER_WARNING,
  'webhook-untold': KEEPER_WARNING,
  'no-heartbeat': KEEPER_WARNING,
  'hours-unkept': KEEPER_WARNING,
  copy: WRITER_ERROR,
} as const satisfies Record<ProblemCode, Weight>;

/**
 * What a problem's sentence is made from, by code: whoever raises it gives these, and both languages read these. Dates are
 * ISO, so that facts can be printed and compared. Where two kinds share a code, what the other has is `never`.
 */
interface Declared {
  required: NoFacts;
  'not-a-date': Near & { why: 'ambiguous' | 'no-year' | 'not-a-date' | 'relative' };
  'not-a-clock': Quoted;
  'not-weekdays': Quoted;
  'not-a-rhythm': Quoted;
  'date-order': { start: IsoDate; due: IsoDate; earlier?: never } | { date: IsoDate; earlier: string; after: IsoDate };
  'clock-order': { start: number; end: number };
  'not-a-number': (Quoted & { to?: never }) | (Quoted & { from: number; to: number });
  /** `own`: in a team's own sheet, whose cells offer what they like. */
  'unknown-option': Near & { own?: true };
  'unknown-person':
    | (Near & { namesakes: boolean; key?: string; names?: never })
    | (Near & { names: readonly string[]; namesakes?: never });
  'unknown-department': Near;
  'collective-owner': Quoted;
  'no-lead': NoFacts;
  'two-leads': Quoted & { names: readonly string[] };
  /** In a team's own sheet, where the first of them leads. */
  'several-owners': Quoted & { names: readonly string[] };
  'no-accountable': NoFacts;
  'two-accountables': Quoted & { names: readonly string[] };
  /** `otherSheet`: where the other row stands in another sheet of several that are followed together. */
  'duplicate-id': { id: string; otherRow: number; otherSheet?: string };
  'duplicate-person': { name: string; otherRow: number };
  'unknown-id': Near & { several?: true };
  cycle: { ids: readonly string[] };
  'formula-text': Quoted;
  'bad-address': Quoted;
  'header-missing': { title: string };
  'header-double': { title: string; header?: string };
  'tab-missing': { title: string };
  'tab-double': { title: string; used: string };
  'tab-unsure': Renamed & {
    titles: readonly string[];
    why: 'several' | 'mixed' | 'copy' | 'rows' | 'notes';
  };
  'tab-renamed': Renamed;
  /** A sheet of the layout of `used`, which is followed. */
  'sheet-left': { title: string; used: string; why: 'newer' | 'no-ids' | 'not-named' };
  'merged-cells': { mergedRows: number; columns: number };
  'no-cached-value': Quoted & { of?: string };
  /** `of`: what its row says else, where it is the id that cannot be read. */
  'cell-error': Quoted & { of?: string };
  'bad-setting': Quoted & { key: string; fallback: string };
  'role-missing': { key: string };
  'inactive-person': { name: string };
  'no-address': { name?: string };
  vague:
    | { words: readonly string[]; owner?: never; due?: never; what?: never }
    | {
        words: readonly string[];
        owner: string;
        due: IsoDate;
        what: string;
        accepts?: true;
      };
  'done-without-output': NoFacts;
  'late-without-reason': { due: IsoDate | null };
  /** The workday before it; where that one has passed the one after it, and neither where both have. */
  'day-off': { date: IsoDate; before: IsoDate | null; after: IsoDate | null };
  'short-buffer': { other: string; due: IsoDate; start: IsoDate };
  'before-predecessor': { other: string; due: IsoDate; start: IsoDate };
  'goal-not-measurable': NoFacts;
  'date-past': { date: IsoDate };
  'progress-mismatch': {
    status: (typeof TABS)['tracker']['columns']['status']['options'][number]['key'];
    progress: number;
  };
  'round-order': {
    request: string;
    round: number;
    why: 'double' | 'passed' | 'open';
    other: string;
  };
  'nothing-agreed': { request: string };
  'too-early': { request: string };
  'calendar-horizon': { horizon: IsoDate; beyond: number };
  'near-duplicate': { other: string };
  'two-kickoffs': { other: string; request: string };
  'no-decider': NoFacts;
  'meeting-length': { length: number; from: number; to: number };
  'topics-count': { count: number; from: number; to: number };
  'minutes-exceed': { minutes: number; length: number };
  'materials-late': { date: IsoDate; meeting: IsoDate };
  'topic-open': NoFacts;
  'minutes-locked': { approved: IsoDate };
  undated: { what: string };
  unexplained: { what: string };
  'duplicate-answer': { other: string; request: string; department: string };
  'duplicate-signature': { name: string; document: string; other: string };
  'stranger-signed': { name: string; document: string; names: readonly string[] };
  'date-ahead': { date: IsoDate };
  'lead-missing': { department: string };
  'book-behind': { behind: number };
  'mail-held': { to: string; mail: string; day: IsoDate };
  'mail-refused': Quoted & {
    name: string;
    day: IsoDate;
    said: string;
    why?: string;
  };
  'mail-deferred': { to: string; name: string; since: IsoDate; said: string };
  'group-untold': { day: IsoDate; said: string };
  'webhook-untold': { waiting: number; since: IsoDate; said: string; gone: boolean };
  'no-heartbeat': { name: string; since: IsoDate };
  /** In hours; `from` and `to` are the working hours, minutes after midnight. */
  'hours-unkept': { hours: number; gap: number; from: number; to: number };
  copy: { recorded: string; location: string };
}

/** A sentence that is complete by itself. */
export type NoFacts = Record<never, never>;
/** What stands in the cell. */
type Quoted = { text: string };
/** `near`: the one name, id, choice or date (ISO) that is likely meant; absent where none is, or several are. */
type Near = Quoted & { near?: string };
/** Sheets that have a tab's headers under another name; `title` is the one the settings give. */
type Renamed = { title?: string; text: string };

/** Facts by code, as everybody but their declaration sees them. */
export type FactsByCode<Declared> = { readonly [C in keyof Declared]: Readonly<Declared[C]> };
export type ProblemFacts = FactsByCode<Declared>;
export type ProblemCode = keyof ProblemFacts;

export const severityOf = (code: ProblemCode): 'error' | 'warning' => PROBLEMS[code].severity;

type FactValue = string | number | boolean | null | readonly string[];
/** Facts whose code is not known: as JSON has them, to be printed. */
export type PlainFacts = Readonly<Record<string, FactValue>>;

/** Names of facts of which at least one of several codes has one by that name. */
export type FactName<F> = F extends unknown ? keyof F & string : never;
type FactIn<F, N extends string> = F extends unknown ? (N extends keyof F ? F[N] : undefined) : never;

/** Names of facts that hold such a value. */
export type FactNameOf<F, Value> = {
  [N in FactName<F>]: Extract<FactIn<F, N>, Value> extends never ? never : N;
}[FactName<F>];

/** A fact of something that may have it: undefined where its code has none by that name. No code has one: does not compile. */
export const factOf = <F extends object, N extends FactName<F>>(facts: F, name: N): FactIn<F, N> =>
  (facts as Readonly<Record<string, unknown>>)[name] as FactIn<F, N>;

/** What a cell is said to be whose formula ends in an error, or was never calculated: nothing that could be read. */
const FAULTS: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['cell-error', 'no-cached-value']);

/** Whether the tab has rows whose id cannot be read: they were left out, and may be those that are missed elsewhere. */
export const hasNameless = (problems: readonly Problem[], isAsked: (tab: TabKey) => boolean): boolean =>
  problems.some(({ tab, column, item, code }) => column === 'id' && item === '' && FAULTS.has(code) && isAsked(tab));

interface ProblemOf<C extends ProblemCode> {
  readonly tab: TabKey;
  /** Row number in this reading, for people; 0 when the problem is the tab's. */
  readonly row: number;
  /** Column key; '' when the problem is the row's or the tab's. */
  readonly column: string;
  readonly code: C;
  /** Item id of the row where it has one. */
  readonly item: string;
  /** The title of the sheet in which the row stands, where it is not the first of several that are followed together. */
  readonly sheet?: string;
  readonly facts: ProblemFacts[C];
}

/** A problem of one of these codes, with the facts that are its code's. */
export type Problem<C extends ProblemCode = ProblemCode> = { readonly [K in C]: ProblemOf<K> }[C];

/** A problem whose code is only known to whoever calls. */
export const problemAt = <C extends ProblemCode>(
  place: Pick<Problem, 'tab' | 'row' | 'column' | 'item'>,
  code: C,
  facts: ProblemFacts[C],
): Problem => ({ ...place, code, facts }) as unknown as Problem;

/** Items whose owner's cell says something that is no person known here: they are not without one, and wait until that is mended. */
export const unknownOwners = ({ problems }: { readonly problems: readonly Problem[] }): ReadonlySet<string> =>
  new Set(
    problems.flatMap(({ column, item, code }) =>
      (column === 'responsible' || column === 'owner') && code !== 'no-lead' && code !== 'required' ? [item] : [],
    ),
  );

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
