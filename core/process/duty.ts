/** What somebody owes by a limit, and its clock: how near or late it is, when it escalates, and to whom. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { DutyFacts, DutyRule, RunningDuty } from '../messages/facts.ts';
import { distinct, leaderOf } from '../people.ts';
import type { Notified } from '../record/notified.ts';
import type { Person, Policy, Snapshot } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import { heardBy } from './heard.ts';

interface DraftOf<R extends DutyRule> {
  readonly rule: R;
  /** The matter's id. */
  readonly item: string;
  /** The sheet in which it is done, where that is not the matter's own. */
  readonly tab?: TabKey;
  /** Tells two duties of one rule about one item apart; 0 unless there are several. */
  readonly part?: number;
  /** Whose court it is in; null for an office nobody holds. */
  readonly who: readonly (Person | null)[];
  /** The day it came into that court. */
  readonly since: Day;
  /** The day on which the limit ends, at policy.workdayEnd or at `endMinute`. */
  readonly end: Day;
  readonly endMinute?: number;
  /** The day after which nobody needs it any more: what would escalate then never does. */
  readonly until?: Day;
  /**
   * True for what waits on somebody (a review, an answer, a signature, a ruling): told on arrival, and stuck counts from
   * arrival. False for a deadline: stuck counts from its end.
   */
  readonly waiting: boolean;
  /** A deadline that is told on arrival too, because nobody could know of it. */
  readonly announced?: true;
  /**
   * The end is a day that people wrote down: it is reminded of at whatever level it is by then, and escalates once it has
   * passed, never later than its clock.
   */
  readonly dated?: true;
  /** Workdays without movement until it escalates; policy.stuckDays unless said. */
  readonly stuckDays?: number;
  /** Who is told at level 1 where it is not the division leaders of those it waits for; it may wait for them from the start. */
  readonly leaders?: readonly (Person | null)[];
  /** Who is to know of it, once, with nothing to do. */
  readonly copied?: readonly (Person | null)[];
  /** The level it was brought to by hand: that is told at once. */
  readonly atLevel?: 0 | 1 | 2;
  readonly facts: DutyFacts[R];
}

/** Something a person owes the process by a limit: a review, an answer, a signature, minutes. Its facts are its rule's. */
export type DutyDraft<R extends DutyRule = DutyRule> = { readonly [K in R]: DraftOf<K> }[R];

/** Where a limit stands: not near, the workday before it ends, its last day, or past. */
export type DutyPhase = 'ahead' | 'eve' | 'day' | 'late';

/** A part of a draft, whose facts are still its rule's. */
export type DraftPart<R extends DutyRule, Key extends keyof DraftOf<R>> = {
  readonly [K in R]: Pick<DraftOf<K>, Key>;
}[R];

/** A duty with all that is true of it today. */
export type Duty<R extends DutyRule = DutyRule> = DutyDraft<R> & DutyClock;

interface DutyClock {
  readonly phase: DutyPhase;
  /** Workdays past the end; 0 on the evening of the last day. */
  readonly daysLate: number;
  /** Workdays after today up to the end; negative when past. */
  readonly daysLeft: number;
  /** The day the stuck clock counts from, and the workdays since. */
  readonly stuckSince: Day;
  readonly daysStill: number;
  /** Highest level it was brought to by this clock, and the day from which those asked there know of it. */
  readonly level: 0 | 1 | 2;
  readonly levelOn: Day | null;
  /** Somebody who was asked at that level is still to hear of it. */
  readonly unheard: boolean;
  /** The leaders who were told at level 1 and whose it is since; nobody at other levels. */
  readonly led: readonly Person[];
  /** The workday whose end escalates to the next level if nothing moves; null at level 2, and where that is too late. */
  readonly escalatesOn: Day | null;
  /** That level, and who is told then. */
  readonly nextLevel: 1 | 2;
  readonly escalatesTo: readonly Person[];
  /** That end has passed: the next level is to be told today. */
  readonly stuck: boolean;
  /** Brought to a level by hand that nobody was told of yet. */
  readonly raised: boolean;
  /** Once level 1 is told today: the workday whose end brings level 2. */
  readonly executiveOn: Day;
}

/** Steps of a duty's notices, which share the date of its limit; levels have the date of the stuck clock. */
export const STEP = { arrived: 1, eve: 2, day: 3, level1: 4, level2: 5, late: 5 } as const;

/** Steps of the second duty of one rule about one item begin here. */
const PART = 1000;
export const partOf = (step: number): number => Math.floor(step / PART);
export const stepOf = ({ part = 0 }: Pick<DutyDraft, 'part'>, step: number): number => part * PART + step;

/** The clock of a duty. `changedOn` is the last meaningful change of what it is about. */
export const dutyOf = (draft: DutyDraft, changedOn: Day, snapshot: Snapshot, notified: Notified): Duty => {
  const { calendar, policy, today } = snapshot;
  const { rule, item, since, end, endMinute, waiting } = draft;
  const stuckSince = Math.max(changedOn, waiting ? since : end);
  const broughtOn = (step: number) => notified.dayOf(rule, item, isoOf(stuckSince), stepOf(draft, step));
  const [first, second] = [broughtOn(STEP.level1), broughtOn(STEP.level2)];
  const level = second !== null ? 2 : first !== null ? 1 : 0;
  const decided = second ?? first;
  const heard = notified.heard(rule, item, isoOf(stuckSince), stepOf(draft, level === 2 ? STEP.level2 : STEP.level1));
  const levelOn = decided === null ? null : heardBy(heard, decided, snapshot);
  const raised = (draft.atLevel ?? 0) > level;
  const nextLevel = level === 1 || draft.atLevel === 2 ? 2 : 1;
  // A date that was over before this level began is no limit for it.
  const within = (clock: Day, from: Day) => (draft.dated && end >= from ? Math.min(clock, end) : clock);
  const untilExecutive = (from: Day) => within(calendar.addWorkdays(from, policy.executiveDays), from);
  const untilLeaders = within(calendar.addWorkdays(stuckSince, draft.stuckDays ?? policy.stuckDays), stuckSince);
  const wouldEscalateOn =
    level === 2
      ? null
      : raised
        ? since
        : level === 1
          ? untilExecutive(levelOn!)
          : draft.dated
            ? untilLeaders
            : Math.max(untilLeaders, end);
  const { until = Infinity } = draft;
  const escalatesOn = wouldEscalateOn !== null && wouldEscalateOn < until ? wouldEscalateOn : null;
  const moment = endMinute === undefined ? snapshot : { ...snapshot, policy: { workdayEnd: endMinute } };
  const phase = hasPassed(end, moment)
    ? 'late'
    : today >= calendar.workdayOnOrBefore(end)
      ? 'day'
      : today >= calendar.addWorkdays(end, -1)
        ? 'eve'
        : 'ahead';
  return {
    ...draft,
    phase,
    daysLate: phase === 'late' ? calendar.workdaysBetween(end, today) : 0,
    daysLeft: calendar.workdaysBetween(today, end),
    stuckSince,
    daysStill: calendar.workdaysBetween(stuckSince, today),
    level,
    levelOn,
    unheard: level > 0 && heard.isWaiting,
    led: level === 1 ? peopleAt(1, draft, snapshot) : [],
    escalatesOn,
    raised,
    nextLevel,
    escalatesTo: escalatesOn === null ? [] : peopleAt(nextLevel, draft, snapshot),
    stuck: raised || (escalatesOn !== null && hasPassed(escalatesOn, snapshot)),
    executiveOn: untilExecutive(today),
  };
};

/** What is told of a duty: what it is about, and where its limit stands. */
export const toldOf = (duty: Duty, { workdayEnd }: Pick<Policy, 'workdayEnd'>): RunningDuty => ({
  ...duty.facts,
  ...(duty.part ? { part: duty.part } : {}),
  phase: duty.phase,
  since: isoOf(duty.since),
  end: isoOf(duty.end),
  time: duty.endMinute ?? workdayEnd,
  days: duty.phase === 'late' ? duty.daysLate : duty.daysLeft,
  who: duty.who.flatMap((person) => person?.name ?? []),
});

/** Level 1: the division leaders of those it waits for, else the project lead; level 2: the executive. */
export const peopleAt = (
  level: 1 | 2,
  { who, leaders }: Pick<DutyDraft, 'who' | 'leaders'>,
  { departments, policy }: Snapshot,
): Person[] => {
  if (level === 2) return policy.executive ? [policy.executive] : [];
  const found = leaders
    ? distinct(leaders)
    : distinct(who.map((person) => leaderOf(person, departments))).filter((person) => !who.includes(person));
  return found.length > 0 ? found : policy.projectLead ? [policy.projectLead] : [];
};

/** Smaller is more urgent: what is escalated, then what is latest, then what ends first. */
export const dutyUrgency = ({ level, phase, daysLate, daysLeft }: Duty): number =>
  (phase === 'late' ? -daysLate : daysLeft) - level * 10_000;
