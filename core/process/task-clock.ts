/** The clock of a task: what made it somebody's move, and since when it stands still there. */

import type { ClockFacts, HelpCall, Item } from '../item.ts';
import { distinct } from '../people.ts';
import type { Notified } from '../record/notified.ts';
import type { ItemState, Person, Snapshot } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { clockOf, weeklyAfter } from './clock.ts';
import { isStopped } from './movement.ts';
import { isNewer, type Ruling } from './rulings.ts';
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

/** A task without its clock, and what the clock goes by besides. */
type Task = Omit<Item, keyof ClockFacts>;
interface Besides {
  readonly before: ItemState | undefined;
  readonly ruling: Ruling | undefined;
  readonly help: HelpCall | null;
}

/** What stopped it was decided, and a date given: from then on it is that date that counts. */
const isResolvedBy = (ruling: Ruling | undefined, changedOn: Day): boolean =>
  ruling !== undefined && ruling.due !== null && isNewer(ruling, changedOn);

const courtOf = ({ status, open, late, changedOn }: Task, { ruling }: Besides): ClockFacts['court'] => {
  if (!open) return null;
  if (late) return 'late';
  return isStopped(status) && !isResolvedBy(ruling, changedOn) ? status : null;
};

/** The clock counts from the last change or from when the item came into its court, whichever is later. */
const sinceOf = (
  { status, dueEnd, changedOn, changes }: Task,
  { before, ruling }: Besides,
  { today }: Snapshot,
): Day | null => {
  const isStillStopped = isStopped(status) && !isResolvedBy(ruling, changedOn);
  let since = isStillStopped ? changedOn : Math.max(changedOn, dueEnd ?? changedOn);
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
  const court = courtOf(task, besides);
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
