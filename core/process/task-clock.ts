/** The clock of a task: what made it somebody's move, and since when it stands still there. */

import type { ClockFacts, DueFacts, HelpCall, MovementFacts } from '../item.ts';
import { distinct } from '../people.ts';
import type { Notified } from '../record/notified.ts';
import type { ItemState, Person, Row, Snapshot, StatusKey } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { clockOf, weeklyAfter } from './clock.ts';
import { isStopped } from './movement.ts';

/** Of what is on its way, or was decided. */
const NO_CLOCK = {
  stuckSince: null,
  daysStill: 0,
  level: 0,
  levelOn: null,
  unheard: false,
  raised: false,
  escalatedOn: null,
  escalatesOn: null,
  nextLevel: 1,
  escalatesTo: [],
  stuck: false,
  executiveOn: null,
} as const;

export interface Ruling {
  readonly on: Day | null;
  readonly openedOn: Day | null;
}

/** The latest decision on each item's escalation; without a date it counts for the escalation it answers. */
export const rulingsOf = (rows: readonly Row<'escalations'>[]): ReadonlyMap<string, Ruling> => {
  const rulings = new Map<string, Ruling>();
  for (const { values } of rows) {
    const { item, decision, decidedOn: on, openedOn } = values;
    if (decision === '') continue;
    const before = rulings.get(item);
    if (!before || (on ?? openedOn ?? 0) >= (before.on ?? before.openedOn ?? 0)) rulings.set(item, { on, openedOn });
  }
  return rulings;
};

export interface TaskStanding {
  readonly id: string;
  readonly status: StatusKey;
  readonly open: boolean;
  readonly due: DueFacts;
  readonly movement: MovementFacts;
  readonly before: ItemState | undefined;
  readonly ruling: Ruling | undefined;
  readonly help: HelpCall | null;
  readonly responsible: Person | null;
  readonly accountable: Person | null;
  readonly leader: Person | null;
}

/** The clock counts from the last change or from when the item came into its court, whichever is later. */
const sinceOf = ({ status, due, movement, before, ruling }: TaskStanding, today: Day): Day | null => {
  let since = movement.changedOn;
  if (!isStopped(status)) since = Math.max(since, due.dueEnd ?? since);
  if (movement.changes.some(({ kind }) => kind === 'owner')) since = Math.max(since, today);
  else if (before?.since) since = Math.max(since, before.since);
  // A written decision is movement; one without a date ends the clock it was asked for.
  if (ruling?.on) return Math.max(since, ruling.on);
  return ruling && (ruling.openedOn ?? 0) >= since ? null : since;
};

const courtOf = ({ status, open, due }: TaskStanding): ClockFacts['court'] => {
  if (!open) return null;
  if (due.late) return 'late';
  return isStopped(status) ? status : null;
};

export const taskClock = (standing: TaskStanding, snapshot: Snapshot, notified: Notified): ClockFacts => {
  const { id, due, help, responsible, accountable, leader } = standing;
  const { policy, today } = snapshot;
  const executive = distinct([policy.executive]);
  const asked = { 1: distinct([accountable, leader]), 2: executive };
  const movers = { 0: distinct([responsible]), 1: distinct([leader ?? accountable]), 2: executive };
  const court = courtOf(standing);
  const since = court === null ? null : sinceOf(standing, today);
  const clock =
    since === null
      ? { ...NO_CLOCK, asked, movers }
      : clockOf(
          {
            rule: 'task.stuck',
            item: id,
            steps: { 1: 1, 2: 2 },
            since,
            // A call for help goes up in its stead.
            stuckDays: help === null ? policy.stuckDays : null,
            asked,
            movers,
          },
          snapshot,
          notified,
        );
  const lastTold = due.due === null ? null : notified.lastDay('task.overdue', id, isoOf(due.due));
  const weeklySince = clock.escalatedOn ?? clock.levelOn ?? help?.on ?? null;
  return { ...clock, weeklyOn: weeklyAfter(weeklySince, lastTold, snapshot), court, help };
};
