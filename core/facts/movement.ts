import { type Day, isoOf } from '../day.ts';
import { fingerprintOf, progressFingerprint } from '../fingerprint.ts';
import type { ProblemCode } from '../problem.ts';
import { isSweep } from '../run.ts';
import type { ItemState, RecordOf, Snapshot, StatusKey } from '../snapshot.ts';

/** One thing that changed since the last sweep, with what stood there before. */
export interface Change {
  readonly kind: 'due' | 'owner' | 'scope' | 'delayed';
  /** Dates are ISO, people are names; '' when there was none. */
  readonly from: string;
  readonly to: string;
}

/** What moved since Baton looked last. */
export interface MovementFacts {
  /** Over the progress columns, and over name, output and criteria: what `_state` remembers to notice a change by. */
  readonly fingerprint: string;
  readonly scope: string;
  readonly seenOn: Day;
  /** Last meaningful change. */
  readonly changedOn: Day;
  readonly changes: readonly Change[];
  /** How often due, owner, scope or delay have changed so far, this sweep included. */
  readonly revision: number;
}

/** The day of the last sweep that ended; the sweep that asks has a row there already, its claim. -Infinity before the first. */
export const lastSweepOn = ({ runs }: Snapshot): Day =>
  runs.reduce((last, run) => (isSweep(run) ? Math.max(last, run.day ?? last) : last), -Infinity);

const SCOPE = ['name', 'output', 'doneWhen'] as const;

const scopeOf = (plan: RecordOf<'raci'>): string => fingerprintOf(SCOPE.map((key) => plan[key]).join('\uffff'));

/** So many tasks do not change in content from one sweep to the next, unless something else is wrong. */
const FEW = 3;

/**
 * Whether a column that says what tasks are about has gone, by a header typed over or a column deleted: one is not there, and
 * half of all tasks say something else than the last sweep saw. A sheet that never had it says what it always said.
 */
export const isScopeLost = (snapshot: Snapshot): boolean => {
  if (SCOPE.every((column) => snapshot.hasColumn('raci', column))) return false;
  let known = 0;
  let changed = 0;
  for (const { id, values } of snapshot.rows.raci) {
    const before = snapshot.state.get(id)?.scope ?? '';
    if (before === '') continue;
    known++;
    if (before !== scopeOf(values)) changed++;
  }
  return changed >= FEW && changed * 2 >= known;
};

export const movementFacts = (
  now: {
    plan: RecordOf<'raci'>;
    progress: RecordOf<'tracker'> | undefined;
    due: Day | null;
    status: StatusKey;
    /** What it is about cannot be read today; what was read last holds. */
    scopeLost: boolean;
    /** How far it is cannot be read today. */
    progressLost: boolean;
  },
  before: ItemState | undefined,
  lastSweep: Day,
  today: Day,
): MovementFacts => {
  const fingerprint = now.progressLost && before ? before.fingerprint : progressFingerprint(now.progress);
  const scope = now.scopeLost && before?.scope ? before.scope : scopeOf(now.plan);
  if (!before || before.seenOn === null) {
    const revision = before?.revision ?? 0;
    return { fingerprint, scope, seenOn: today, changedOn: today, changes: [], revision };
  }
  const changes = changesOf(before, {
    due: now.due,
    owner: now.plan.responsible?.name ?? '',
    scope,
    status: now.status,
    name: now.plan.name,
  });
  return {
    fingerprint,
    scope,
    seenOn: before.seenOn,
    changedOn:
      before.fingerprint === fingerprint
        ? (before.changedOn ?? before.seenOn)
        : dayOfEdit(now.progress?.updatedOn ?? null, lastSweep, today),
    changes,
    revision: (before.revision ?? 0) + (changes.length > 0 ? 1 : 0),
  };
};

/** Nobody saw the edit. The row's own date is believed where it lies between the last sweep and today. */
const dayOfEdit = (updatedOn: Day | null, lastSweep: Day, today: Day): Day =>
  updatedOn !== null && updatedOn >= lastSweep && updatedOn <= today ? updatedOn : today;

const changesOf = (
  before: ItemState,
  now: { due: Day | null; owner: string; scope: string; status: StatusKey; name: string },
): Change[] => {
  const changes: Change[] = [];
  const iso = (day: Day | null) => (day === null ? '' : isoOf(day));
  if (before.due !== now.due) changes.push({ kind: 'due', from: iso(before.due), to: iso(now.due) });
  if (before.owner !== now.owner && now.owner !== '')
    changes.push({ kind: 'owner', from: before.owner, to: now.owner });
  if (before.scope !== now.scope) changes.push({ kind: 'scope', from: '', to: now.name });
  if (isStopped(now.status) && before.status !== now.status)
    changes.push({ kind: 'delayed', from: before.status, to: now.status });
  return changes;
};

/** A status that says that the work cannot go on. */
export const isStopped = (status: StatusKey): status is 'delayed' | 'blocked' =>
  status === 'delayed' || status === 'blocked';

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
export const unreadCells = ({ problems }: Snapshot): ReadonlySet<string> =>
  new Set(
    problems.flatMap(({ tab, column, item, code }) => (UNREAD.has(code) && item ? [`${tab}.${column}.${item}`] : [])),
  );
