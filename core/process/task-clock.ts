/** The clock of a task: what made it somebody's move, and since when it stands still there. */

import type { ClockFacts, HelpCall, Item } from '../item.ts';
import { distinct } from '../people.ts';
import type { Notified } from '../record/notified.ts';
import type { ItemState, Person, Snapshot } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { type Day, isoOf, mondayOf } from '../time/day.ts';
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

/** What of a task its clock goes by, and what besides. */
interface Task
  extends Pick<
    Item,
    | 'id'
    | 'status'
    | 'open'
    | 'responsible'
    | 'accountable'
    | 'divisionLeader'
    | 'due'
    | 'dueEnd'
    | 'late'
    | 'quiet'
    | 'changedOn'
    | 'changes'
  > {
  readonly urgent: boolean;
}
interface Besides {
  readonly before: ItemState | undefined;
  readonly ruling: Ruling | undefined;
  readonly help: HelpCall | null;
}

/** What stopped it was decided, and a date given: from then on it is that date that counts. */
const isResolvedBy = (ruling: Ruling | undefined, changedOn: Day): boolean =>
  ruling !== undefined && ruling.due !== null && isNewer(ruling, changedOn);

const courtOf = ({ status, open, late, quiet, changedOn }: Task, { ruling }: Besides): ClockFacts['court'] => {
  if (!open) return null;
  if (late) return 'late';
  if (isStopped(status) && !isResolvedBy(ruling, changedOn)) return status;
  return quiet?.isOver ? 'quiet' : null;
};

/** The clock counts from the last change or from when the item came into its court, whichever is later. */
const sinceOf = (
  { status, dueEnd, quiet, changedOn, changes }: Task,
  { before, ruling }: Besides,
  { today }: Snapshot,
): Day | null => {
  const isStillStopped = isStopped(status) && !isResolvedBy(ruling, changedOn);
  let since = isStillStopped ? changedOn : Math.max(changedOn, dueEnd ?? quiet?.end ?? changedOn);
  // Nobody is asked above an owner who was not asked themselves: the first sweep that asks begins it.
  const isAskedNow = quiet?.isOver === true && (before?.since ?? -Infinity) < quiet.end;
  if (isAskedNow || changes.some(({ kind }) => kind === 'owner')) since = Math.max(since, today);
  else if (before?.since) since = Math.max(since, before.since);
  // A written decision is movement; one without a date ends the clock it was asked for.
  if (ruling?.on) return Math.max(since, ruling.on);
  return ruling && (ruling.openedOn ?? 0) >= since ? null : since;
};

/** Tells the clock of one task after the other. */
export const taskClocks = (snapshot: Snapshot, notified: Notified): ((task: Task, besides: Besides) => ClockFacts) => {
  const { policy } = snapshot;
  const peopleOf = peopleOnce(policy.executive);
  return (task, besides) => {
    const { id, due, quiet, responsible, urgent } = task;
    const { help } = besides;
    const { asked, movers, calm } = peopleOf(task);
    const court = courtOf(task, besides);
    const since = court === null ? null : sinceOf(task, besides, snapshot);
    const isNobodys = responsible === null && court !== null;
    if (since === null && help === null && !isNobodys)
      return court === null && quiet === null ? calm : { ...calm, court, quiet };
    // A call for help escalates instead.
    const stuckDays = help === null ? daysFor(urgent, policy.stuckDays, policy) : null;
    const executiveDays = daysFor(urgent, policy.executiveDays, policy);
    const still = { rule: 'task.stuck', item: id, steps: STEPS, stuckDays, executiveDays, asked, movers };
    const clock = since === null ? { ...NO_CLOCK, asked, movers } : clockOf({ ...still, since }, snapshot, notified);
    // Where nobody can be asked it is said weekly all the same: the same mail every day moves nothing.
    const inVain =
      clock.stuck && ![...asked[1], ...asked[2], policy.projectLead].some(isThere) ? clock.escalatesOn : null;
    const risenOn = clock.escalatedOn ?? clock.levelOn ?? help?.on ?? (isNobodys ? null : inVain);
    const told = due === null ? quiet && (['task.quiet', quiet.since] as const) : (['task.overdue', due] as const);
    const isWeekly = risenOn !== null || isNobodys;
    const lastTold = isWeekly && told !== null ? notified.lastHeard(told[0], id, isoOf(told[1])) : null;
    // What is nobody's is said once, and then as each week begins: whoever keeps the workbook does not do it, and hears of all such on one day.
    const isOfWeek = risenOn === null && lastTold !== null;
    const weeklyOn = isOfWeek ? firstOfNextWeek(lastTold, snapshot) : weeklyAfter(risenOn, lastTold, snapshot);
    return Object.assign(clock, { weeklyOn, court, quiet, help });
  };
};

const firstOfNextWeek = (day: Day, { calendar }: Snapshot): Day => calendar.addWorkdays(mondayOf(day) + WEEK, 0);
const WEEK = 7;

/** Whom a task's levels ask, whose move it is at each, and the clock of what is on its way. */
interface Asked extends Pick<ClockFacts, 'asked' | 'movers'> {
  readonly calm: ClockFacts;
}

/** The same few people for many tasks. */
const peopleOnce = (executive: Person | null) => {
  const top = one(executive);
  const known = new Map<Person | null, Map<Person | null, Map<Person | null, Asked>>>();
  return ({ responsible, accountable, divisionLeader }: Task): Asked => {
    const ofLeader = ensure(known, divisionLeader, () => new Map());
    const ofBoth = ensure(ofLeader, accountable, () => new Map());
    return ensure(ofBoth, responsible, () => {
      const asked = { 1: distinct([accountable, divisionLeader]), 2: top };
      const movers = { 0: one(responsible), 1: one(divisionLeader ?? accountable), 2: top };
      const calm = { ...NO_CLOCK, asked, movers, weeklyOn: null, court: null, quiet: null, help: null };
      return { asked, movers, calm };
    });
  };
};

const STEPS = { 1: 1, 2: 2 } as const;
const one = (person: Person | null): readonly Person[] => (person === null ? [] : [person]);
const isThere = (person: Person | null): boolean => person?.active === true && person.email !== null;
