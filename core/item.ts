import type { Day } from './day.ts';
import type { ClockFacts } from './facts/clock.ts';
import type { DueFacts } from './facts/due.ts';
import type { MovementFacts } from './facts/movement.ts';
import type { Person, Snapshot, StatusKey, TaskTab } from './snapshot.ts';

/**
 * A tracked task with all that is true of it today. Rules read these names and compute no dates of their own.
 * Days are civil days; a limit "on" a day ends at policy.workdayEnd of that day.
 */
export interface Item extends DueFacts, MovementFacts, ClockFacts {
  readonly id: string;
  /** Where it is planned: a task of the plan, an action of a meeting, an improvement of a retrospective. */
  readonly tab: TaskTab;
  /** The request it belongs to, or ''. */
  readonly request: string;
  readonly name: string;
  readonly department: string;
  readonly responsible: Person | null;
  readonly accountable: Person | null;
  readonly supporting: readonly Person[];
  readonly consulted: readonly Person[];
  readonly informed: readonly Person[];
  readonly divisionLeader: Person | null;

  readonly status: StatusKey;
  /** Neither done nor cancelled. */
  readonly open: boolean;
  /** Its request was cancelled or archived: what was still open of it counts as cancelled. */
  readonly over: boolean;
  /** 0–1, or null when nobody wrote one. */
  readonly progress: number | null;
  /** The output the plan asks for, and what was handed over. */
  readonly output: string;
  readonly evidence: string;
  readonly doneWhen: string;
  readonly risk: string;
  readonly reason: string;
  readonly updatedOn: Day | null;

  readonly start: Day | null;
  /** As planned in the RACI sheet. */
  readonly plannedDue: Day | null;
  /** Re-planned date in the tracker. */
  readonly newDue: Day | null;
  /** The planned date is gone, and a later one holds. */
  readonly replanned: boolean;
  /** Done before Baton first saw it, and due long before today: history. */
  readonly longDone: boolean;
  /** Which row of progress is its own cannot be read today: what was read last holds, and nothing in it is missed. */
  readonly progressLost: boolean;

  /** Ids of open items that wait for this one, and of unfinished ones this one waits for. */
  readonly blocks: readonly string[];
  readonly waitsFor: readonly string[];
}

/** Called done, and what came of it was not handed over, where there is a place for it. */
export const lacksResult = (
  { status, evidence, progressLost }: Item,
  { hasColumn }: Pick<Snapshot, 'hasColumn'>,
): boolean => !progressLost && status === 'done' && evidence === '' && hasColumn('tracker', 'output');
