/** The clock of a task: what made it somebody's move, and since when it stands still there. */

import type { ClockFacts, HelpCall, Item } from '../item.ts';
import { distinct } from '../people.ts';
import { isDecided } from '../record/decided.ts';
import type { Notified } from '../record/notified.ts';
import type { ItemState, Person, Row, Snapshot } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { clockOf, weeklyAfter } from './clock.ts';
import { isStopped } from './movement.ts';
import { daysFor } from './urgency.ts';

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
    const { item, decidedOn: on, openedOn } = values;
    if (!isDecided(values)) continue;
    const before = rulings.get(item);
    if (!before || (on ?? openedOn ?? 0) >= (before.on ?? before.openedOn ?? 0)) rulings.set(item, { on, openedOn });
  }
  return rulings;
};

/** A task without its clock, and what the clock goes by besides. */
type Task = Omit<Item, keyof ClockFacts>;
interface Besides {
  readonly before: ItemState | undefined;
  readonly ruling: Ruling | undefined;
  readonly help: HelpCall | null;
}

const courtOf = ({ status, open, late }: Task): ClockFacts['court'] => {
  if (!open) return null;
  if (late) return 'late';
  return isStopped(status) ? status : null;
};

/** The clock counts from the last change or from when the item came into its court, whichever is later. */
const sinceOf = (
  { status, dueEnd, changedOn, changes }: Task,
  { before, ruling }: Besides,
  { today }: Snapshot,
): Day | null => {
  let since = isStopped(status) ? changedOn : Math.max(changedOn, dueEnd ?? changedOn);
  if (changes.some(({ kind }) => kind === 'owner')) since = Math.max(since, today);
  else if (before?.since) since = Math.max(since, before.since);
  // A written decision is movement; one without a date ends the clock it was asked for.
  if (ruling?.on) return Math.max(since, ruling.on);
  return ruling && (ruling.openedOn ?? 0) >= since ? null : since;
};

export const taskClock = (task: Task, besides: Besides, snapshot: Snapshot, notified: Notified): ClockFacts => {
  const { id, due, responsible, accountable, divisionLeader } = task;
  const { help } = besides;
  const { policy } = snapshot;
  const executive = distinct([policy.executive]);
  const asked = { 1: distinct([accountable, divisionLeader]), 2: executive };
  const movers = { 0: distinct([responsible]), 1: distinct([divisionLeader ?? accountable]), 2: executive };
  const court = courtOf(task);
  const since = court === null ? null : sinceOf(task, besides, snapshot);
  const daysOf = (days: number) => daysFor(task.urgent === true, days, policy);
  // A call for help escalates instead.
  const stuckDays = help === null ? daysOf(policy.stuckDays) : null;
  const executiveDays = daysOf(policy.executiveDays);
  const still = { rule: 'task.stuck', item: id, steps: { 1: 1, 2: 2 }, stuckDays, executiveDays, asked, movers };
  const clock = since === null ? { ...NO_CLOCK, asked, movers } : clockOf({ ...still, since }, snapshot, notified);
  // Where nobody can be asked it is said weekly all the same: the same mail every day moves nothing.
  const inVain =
    clock.stuck && ![...asked[1], ...asked[2], policy.projectLead].some(isThere) ? clock.escalatesOn : null;
  const weeklySince = clock.escalatedOn ?? clock.levelOn ?? help?.on ?? inVain;
  const lastTold = weeklySince === null || due === null ? null : notified.lastDay('task.overdue', id, isoOf(due));
  return Object.assign(clock, { weeklyOn: weeklyAfter(weeklySince, lastTold, snapshot), court, help });
};

const isThere = (person: Person | null): boolean => person?.active === true && person.email !== null;
