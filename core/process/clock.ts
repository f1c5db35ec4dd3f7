/** A task's escalation clock: since when it stands still, at which level it is, and when the next one is asked. */

import type { ClockFacts, DueFacts, HelpCall, MovementFacts } from '../item.ts';
import { distinct } from '../people.ts';
import type { Notified } from '../record/notified.ts';
import type { ItemState, Person, Row, Snapshot, StatusKey } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import { heardBy } from './heard.ts';
import { isStopped } from './movement.ts';

const NO_CLOCK: Omit<ClockFacts, 'court' | 'help'> = {
  since: null,
  daysStill: 0,
  level: 0,
  levelOn: null,
  unheard: false,
  escalatedOn: null,
  escalatesOn: null,
  escalatesTo: [],
  stuck: false,
  executiveOn: null,
};

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

export interface ClockInput {
  readonly id: string;
  readonly status: StatusKey;
  readonly open: boolean;
  readonly due: DueFacts;
  readonly movement: MovementFacts;
  readonly before: ItemState | undefined;
  readonly ruling: Ruling | undefined;
  readonly help: HelpCall | null;
  readonly accountable: Person | null;
  readonly leader: Person | null;
}

/** The clock counts from the last change or from when the item came into its court, whichever is later. */
const sinceOf = ({ status, due, movement, before, ruling }: ClockInput, today: Day): Day | null => {
  let since = isStopped(status) ? movement.changedOn : Math.max(movement.changedOn, due.dueEnd!);
  if (movement.changes.some(({ kind }) => kind === 'owner')) since = Math.max(since, today);
  else if (before?.since) since = Math.max(since, before.since);
  // A written decision is movement; one without a date ends the clock it was asked for.
  if (ruling?.on) return Math.max(since, ruling.on);
  return ruling && (ruling.openedOn ?? 0) >= since ? null : since;
};

export const clockFacts = (input: ClockInput, snapshot: Snapshot, notified: Notified): ClockFacts => {
  const { id, status, open, due, help, accountable, leader } = input;
  const { calendar, policy, today } = snapshot;
  const court = !open ? null : due.late ? 'late' : isStopped(status) ? status : null;
  const since = court === null ? null : sinceOf(input, today);
  if (since === null) return { court, help, ...NO_CLOCK };

  const step = notified.last('task.stuck', id, isoOf(since));
  const level = (step?.step ?? 0) as 0 | 1 | 2;
  const heard = step && notified.heard('task.stuck', id, isoOf(since), level);
  const levelOn = heard && heardBy(heard, step.day, snapshot);
  const escalatesOn =
    level === 2 || (level === 0 && help !== null)
      ? null
      : level === 1
        ? calendar.addWorkdays(levelOn!, policy.executiveDays)
        : calendar.addWorkdays(since, policy.stuckDays);
  const next = level === 0 ? [accountable, leader] : [policy.executive];
  const stuck = escalatesOn !== null && hasPassed(escalatesOn, snapshot);
  return {
    court,
    help,
    since,
    daysStill: calendar.workdaysBetween(since, today),
    level,
    levelOn,
    unheard: heard?.isWaiting ?? false,
    escalatedOn: notified.dayOf('task.stuck', id, isoOf(since), 1),
    escalatesOn,
    escalatesTo: escalatesOn === null ? [] : distinct(next),
    stuck,
    executiveOn: stuck && level === 0 ? calendar.addWorkdays(today, policy.executiveDays) : null,
  };
};
