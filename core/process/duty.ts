/** What somebody owes by a limit, and its clock: how near or late it is, when it escalates, and to whom. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { Level } from '../item.ts';
import type { DutyFacts, DutyRule, RunningDuty } from '../messages/facts.ts';
import { distinct, leaderOf } from '../people.ts';
import type { Notified } from '../record/notified.ts';
import type { Person, Policy, Snapshot } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { type Limit, limitAt } from '../time/limit.ts';
import { clockOf, type Running, weeklyAfter } from './clock.ts';
import { hourLimit } from './hour-limit.ts';
import type { Ruling } from './rulings.ts';
import { hasSides } from './sides.ts';
import { daysFor } from './urgency.ts';

interface DraftOf<R extends DutyRule> {
  readonly rule: R;
  /** The matter's id. */
  readonly item: string;
  /** The sheet in which it is done, where that is not the matter's own. */
  readonly tab?: TabKey;
  /** The request it belongs to, where its facts do not say. */
  readonly request?: string;
  /** Tells two duties of one rule about one item apart; 0 unless there are several. */
  readonly part?: number;
  /** Whose court it is in; null for an office nobody holds. */
  readonly who: readonly (Person | null)[];
  /** The day it came into that court. */
  readonly since: Day;
  /** The day of the limit, at policy.workdayEnd or at `endMinute`. */
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
  /** What those who owe it do not settle in time is decided above them, and theirs no more. */
  readonly decidedAbove?: true;
  /** The level it was brought to by hand: that is told at once. */
  readonly atLevel?: Level;
  readonly facts: DutyFacts[R];
}

/** Something a person owes the process by a limit: a review, an answer, a signature, minutes. Its facts are its rule's. */
export type DutyDraft<R extends DutyRule = DutyRule> = { readonly [K in R]: DraftOf<K> }[R];

/** A part of a draft, whose facts are still its rule's. */
export type DraftPart<R extends DutyRule, Key extends keyof DraftOf<R>> = {
  readonly [K in R]: Pick<DraftOf<K>, Key>;
}[R];

/** A duty with all that is true of it today. It can be reminded of from the workday before its end. */
export type Duty<R extends DutyRule = DutyRule> = DutyDraft<R> & DutyClock;

interface DutyClock extends Limit, Running {
  /** The leaders who were told at level 1 and whose it is since; nobody at other levels. */
  readonly led: readonly Person[];
}

/** Steps of a duty's notices, which share the date of its limit; levels have the date of the stuck clock. */
export const STEP = { arrived: 1, eve: 2, day: 3, level1: 4, level2: 5, late: 5 } as const;

/** Steps of the second duty of one rule about one item begin here. */
const PART = 1000;
export const partOf = (step: number): number => Math.floor(step / PART);
export const stepOf = ({ part = 0 }: Pick<DutyDraft, 'part'>, step: number): number => part * PART + step;

/** What the clock of a duty counts with, besides its own days. */
interface DutyAbout {
  /** The last meaningful change of what it is about. */
  readonly changedOn: Day;
  /** Its request is. */
  readonly urgent: boolean;
  /** What was decided about it last. */
  readonly ruling?: Pick<Ruling, 'from' | 'due'> | undefined;
}

/** The limit and the clock of a duty. A written decision is movement, as it is for a task, and a later date that it gives is the limit. */
export const dutyOf = (
  draft: DutyDraft,
  { changedOn, urgent, ruling }: DutyAbout,
  snapshot: Snapshot,
  notified: Notified,
): Duty => {
  const { calendar, policy } = snapshot;
  const { rule, item, who, since, waiting, dated } = draft;
  const given = givenBy(ruling, draft);
  const isHourly = given === null && isInHours(draft, urgent, policy);
  const inHours = isHourly ? hourLimit(draft, firstSteps(draft), snapshot, notified) : null;
  const { end, endMinute } = inHours
    ? { end: inHours.day, endMinute: inHours.minute }
    : { end: given ?? draft.end, endMinute: draft.endMinute };
  const limit = limitAt(end, calendar.addWorkdays(end, -1), snapshot, endMinute);
  const isKept = HOUSEKEEPING.has(rule);
  const begun = Math.max(changedOn, waiting ? since : end);
  const ruled = ruling !== undefined && ruling.from > begun && ruling.from <= snapshot.today ? ruling : null;
  const stuckDays = () => {
    if (isKept && asked[1].length === 0) return null;
    return inHours && ruled === null ? 0 : daysFor(urgent, draft.stuckDays ?? policy.stuckDays, policy);
  };
  const asked = { 1: leadersOf(draft, snapshot), 2: isKept ? [] : distinct([policy.executive]) };
  const clock = clockOf(
    {
      rule,
      item,
      steps: { 1: stepOf(draft, STEP.level1), 2: stepOf(draft, STEP.level2) },
      since: ruled?.from ?? begun,
      stuckDays: stuckDays(),
      stuckMinute: ruled === null ? inHours?.minute : undefined,
      endsAtOne: isKept,
      executiveDays: daysFor(urgent, policy.executiveDays, policy),
      notBefore: dated ? null : limit.dueEnd,
      notAfter: dated ? limit.dueEnd : null,
      until: draft.until ?? null,
      byHand: { level: draft.atLevel ?? 0, on: since },
      asked,
      movers: { 0: distinct(who), ...asked },
    },
    snapshot,
    notified,
  );
  const limited = { ...draft, end, ...(endMinute === undefined ? {} : { endMinute }) };
  const weeklyOn = weeklyOf(limited, clock, snapshot, notified);
  return { ...limited, ...limit, ...clock, weeklyOn, led: clock.level === 1 ? asked[1] : [] };
};

/** The later day that a decision gives for what had come by then; null where it gives none. */
const givenBy = (ruling: DutyAbout['ruling'], { since, end, dated }: DutyDraft): Day | null =>
  ruling?.due != null && !dated && ruling.from >= since && ruling.due > end ? ruling.due : null;

/** What waits on somebody for an urgent request, where Settings say in how many hours that is to be done. */
const isInHours = ({ rule, waiting, dated }: DutyDraft, urgent: boolean, { urgentHours }: Policy): boolean =>
  urgent && urgentHours > 0 && waiting && !dated && !HOUSEKEEPING.has(rule);

/** Of whichever its people hear first. */
const firstSteps = (draft: DutyDraft): readonly number[] =>
  [STEP.arrived, STEP.eve, STEP.day].map((step) => stepOf(draft, step));

/** After it was escalated; and what never is, once it was told to be late. */
export const weeklyOf = (
  duty: DutyDraft,
  { levelOn, escalatesOn }: Pick<Duty, 'levelOn' | 'escalatesOn'>,
  snapshot: Snapshot,
  notified: Notified,
): Day | null => {
  // Nothing was ever told of it.
  if (notified.first(duty.rule, duty.item) === null) return weeklyAfter(levelOn, null, snapshot);
  const series = [duty.rule, duty.item, isoOf(duty.end)] as const;
  const last = escalatesOn === null ? notified.last(...series) : null;
  // Told today, it may not have arrived: the next sweep of the day says it once more to whoever it did not reach.
  const isEarlier = last !== null && last.day !== null && last.day < snapshot.today;
  const lateOn = isEarlier && last.step > stepOf(duty, STEP.late) ? last.day : null;
  return weeklyAfter(levelOn ?? lateOn, notified.lastHeard(...series), snapshot);
};

/** What keeps the process in order and decides nothing: it goes up to the project lead, and no further. */
const HOUSEKEEPING: ReadonlySet<DutyRule> = new Set<DutyRule>([
  'meeting.materials',
  'meeting.minutes',
  'stage.due',
  'retrospective',
  'archive',
]);
export const endsAtProjectLead = ({ rule }: Pick<Duty, 'rule'>): boolean => HOUSEKEEPING.has(rule);

/** Level 1: the division leaders of those it waits for, else the project lead. */
const leadersOf = ({ rule, who, leaders }: DutyDraft, { departments, policy }: Snapshot): Person[] => {
  if (HOUSEKEEPING.has(rule)) return distinct([policy.projectLead]).filter((person) => !who.includes(person));
  const found = leaders
    ? distinct(leaders)
    : distinct(who.map((person) => leaderOf(person, departments))).filter((person) => !who.includes(person));
  return found.length > 0 ? found : distinct([policy.projectLead]);
};

/** Nothing was said of its limit before today. */
export const isNews = (
  duty: Duty,
  { notified, snapshot }: { readonly notified: Notified; readonly snapshot: Pick<Snapshot, 'today'> },
): boolean =>
  notified.first(duty.rule, duty.item) === null ||
  [STEP.arrived, STEP.eve, STEP.day].every((step) => {
    const day = notified.dayOf(duty.rule, duty.item, isoOf(duty.end), stepOf(duty, step));
    return day === null || day >= snapshot.today;
  });

/** Theirs to decide who owe it, from the start: a call for help, and what has no two sides that could agree. */
export const isTheirsToDecide = ({ decidedAbove, leaders, who }: Pick<Duty, 'decidedAbove' | 'leaders' | 'who'>) =>
  decidedAbove === true && (leaders !== undefined || !hasSides(who));

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

/** Smaller is more urgent: what is escalated, then what is latest, then what ends first. */
export const dutyUrgency = ({ level, phase, daysLate, daysLeft }: Duty): number =>
  (phase === 'late' ? -daysLate : daysLeft) - level * 10_000;
