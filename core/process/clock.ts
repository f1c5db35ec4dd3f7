/** The clock of whatever stands still, a task or a duty: at which level it is, when the next one is asked, and who is. */

import type { Clock, Level } from '../item.ts';
import type { Heard, Notified } from '../record/notified.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { hasPassed, weekAfter } from '../time/limit.ts';

/** What stands still, what its levels are told under, and what holds the next level up or hurries it. */
export interface Standstill extends Pick<Clock, 'asked' | 'movers'> {
  readonly rule: string;
  readonly item: string;
  /** The steps of the notices that tell each level. Their date is the day the clock counts from. */
  readonly steps: Readonly<Record<1 | 2, number>>;
  /** The day the clock counts from. */
  readonly since: Day;
  /** Workdays until level 1 is asked; null where something else goes up in its stead. */
  readonly stuckDays: number | null;
  /** Workdays until level 2 is asked after level 1. */
  readonly executiveDays: number;
  /** The minute at which level 1's day ends, where that is not with the workday. */
  readonly stuckMinute?: number | undefined;
  /** It ends at level 1, where nobody is asked after those. */
  readonly endsAtOne?: boolean;
  /** Level 1 is not asked before this day has ended. */
  readonly notBefore?: Day | null;
  /** A day that people wrote: no level is asked later, unless it was over when that level's clock began. */
  readonly notAfter?: Day | null;
  /** The day after which nobody needs it any more: what would escalate then never does. */
  readonly until?: Day | null;
  /** The level it was brought to by hand, and since when it may have been: that is told at once. */
  readonly byHand?: { readonly level: Level; readonly on: Day };
}

/** A clock that runs. */
export interface Running extends Clock {
  readonly stuckSince: Day;
  readonly executiveOn: Day;
}

/** The highest level that was told under a clock. */
type Reached =
  | { readonly level: 0; readonly levelOn: null; readonly unheard: false }
  | { readonly level: 1 | 2; readonly levelOn: Day; readonly unheard: boolean };

const NOT_TOLD: Reached = { level: 0, levelOn: null, unheard: false };

const reachedOf = (
  { rule, item, since, steps, executiveDays }: Standstill,
  snapshot: Snapshot,
  notified: Notified,
): Reached => {
  // Nothing was ever told of it.
  if (notified.first(rule, item) === null) return NOT_TOLD;
  for (const level of [2, 1] as const) {
    const decided = notified.dayOf(rule, item, isoOf(since), steps[level]);
    if (decided === null) continue;
    const heard = notified.heard(rule, item, isoOf(since), steps[level]);
    return { level, levelOn: heardBy(heard, decided, executiveDays, snapshot), unheard: heard.isWaiting };
  }
  return NOT_TOLD;
};

/**
 * The day from which the next level's clock counts: that on which those who were asked had heard of it. While somebody is still to
 * hear of it, it stands still, for nobody has let lie what they were never told; but once one of them knows, no longer than the
 * limit once more, so that a full mailbox does not hold up for ever what waits for others too. Where nobody can be reached at all
 * it counts from the day they were to be asked (`decided`).
 */
const heardBy = ({ on, isWaiting }: Heard, decided: Day, executiveDays: number, { calendar, today }: Snapshot): Day => {
  if (!isWaiting) return on ?? decided;
  return on === null ? today : Math.min(today, calendar.addWorkdays(on, executiveDays));
};

/** Reads a clock that runs. When its owner is reminded weekly depends on what they were told of its limit, and is put in by the caller. */
export const clockOf = (still: Standstill, snapshot: Snapshot, notified: Notified): Omit<Running, 'weeklyOn'> => {
  const { rule, item, since, steps, stuckDays, notBefore = null, notAfter = null, until = null, asked, movers } = still;
  const { calendar, today } = snapshot;
  const reached = reachedOf(still, snapshot, notified);
  const { level } = reached;
  const raised = still.byHand !== undefined && still.byHand.level > level;
  const inTime = (day: Day, from: Day) => (notAfter !== null && notAfter >= from ? Math.min(day, notAfter) : day);
  const executiveAfter = (day: Day) => inTime(calendar.addWorkdays(day, still.executiveDays), day);
  const nextOn = (): Day | null => {
    if (reached.level === 2 || (reached.level === 1 && still.endsAtOne)) return null;
    if (raised) return still.byHand.on;
    if (reached.level === 1) return executiveAfter(reached.levelOn);
    if (stuckDays === null) return null;
    return Math.max(inTime(calendar.addWorkdays(since, stuckDays), since), notBefore ?? -Infinity);
  };
  const next = nextOn();
  const escalatesOn = next !== null && (until === null || next < until) ? next : null;
  // Each further level is asked at the end of a workday.
  const escalatesAt = level === 0 && !raised ? still.stuckMinute : undefined;
  const nextLevel = level > 0 || still.byHand?.level === 2 ? 2 : 1;
  // Written out, for there is one for each task and duty: with a spread in the middle it takes several times as long.
  const clock = {
    stuckSince: since,
    daysStill: calendar.workdaysBetween(since, today),
    level,
    levelOn: reached.levelOn,
    unheard: reached.unheard,
    raised,
    escalatedOn: notified.dayOf(rule, item, isoOf(since), steps[1]),
    escalatesOn,
    nextLevel,
    escalatesTo: escalatesOn === null ? [] : asked[nextLevel],
    stuck: raised || (escalatesOn !== null && hasPassed(escalatesOn, snapshot, escalatesAt)),
    executiveOn: (level === 1 ? escalatesOn : null) ?? executiveAfter(today),
    asked,
    movers,
  } as const;
  return escalatesAt === undefined ? clock : { ...clock, escalatesAt };
};

/** At which level something is, and when the next one is asked. */
export type AtLevel = Pick<
  Clock,
  'stuckSince' | 'level' | 'levelOn' | 'escalatesOn' | 'escalatesAt' | 'escalatesTo' | 'movers'
>;

/** The clock once its next level is told today. Each further level is asked at the end of a workday. */
export const onceTold = (clock: Clock, level: Level, today: Day): AtLevel => {
  if (level <= clock.level) return clock;
  // By name: of an item a spread copies nothing.
  const { stuckSince, movers, executiveOn, asked } = clock;
  const next =
    level === 2 ? { escalatesOn: null, escalatesTo: [] } : { escalatesOn: executiveOn, escalatesTo: asked[2] };
  return { stuckSince, movers, level, levelOn: today, ...next };
};

/** When something is said next that was escalated, and is said weekly since: a week after that, or after it was said last. */
export const weeklyAfter = (
  escalatedOn: Day | null,
  lastTold: Day | null,
  { calendar }: Pick<Snapshot, 'calendar'>,
): Day | null => (escalatedOn === null ? null : weekAfter(Math.max(escalatedOn, lastTold ?? escalatedOn), calendar));
