/** What has changed in a task since the last sweep. */
import type { Change, MovementFacts } from '../item.ts';
import type { ItemState, RecordOf, Snapshot, StatusKey } from '../snapshot.ts';
import { fingerprintOf, progressFingerprint } from '../text/fingerprint.ts';
import { type Day, isoOf } from '../time/day.ts';

const SCOPE = ['name', 'output', 'doneWhen'] as const;

const scopeOf = ({ name, output, doneWhen }: Pick<RecordOf<'raci'>, (typeof SCOPE)[number]>): string =>
  fingerprintOf(`${name}\uffff${output}\uffff${doneWhen}`);

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
    return { fingerprint, scope, seenOn: today, changedOn: today, changes: NO_CHANGES, revision };
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
export const dayOfEdit = (written: Day | null, lastSweep: Day, today: Day): Day =>
  written !== null && written >= lastSweep && written <= today ? written : today;

const changesOf = (
  before: ItemState,
  now: { due: Day | null; owner: string; scope: string; status: StatusKey; name: string },
): readonly Change[] => {
  const changes: Change[] = [];
  const iso = (day: Day | null) => (day === null ? '' : isoOf(day));
  if (before.due !== now.due) changes.push({ kind: 'due', from: iso(before.due), to: iso(now.due) });
  if (before.owner !== now.owner && now.owner !== '')
    changes.push({ kind: 'owner', from: before.owner, to: now.owner });
  if (before.scope !== now.scope) changes.push({ kind: 'scope', from: '', to: now.name });
  if (isStopped(now.status) && before.status !== now.status)
    changes.push({ kind: 'delayed', from: before.status, to: now.status });
  return changes.length === 0 ? NO_CHANGES : changes;
};

/** Of most tasks. */
const NO_CHANGES: readonly Change[] = [];

/** A status that says that the work cannot go on. */
export const isStopped = (status: StatusKey): status is 'delayed' | 'blocked' =>
  status === 'delayed' || status === 'blocked';
