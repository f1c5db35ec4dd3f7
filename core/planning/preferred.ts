/** What of somebody's letter leaves today by what they asked for of their mails, what waits and until when, and what never waits. */
import type { Notice } from '../plan.ts';
import { partOf } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import { parseKey } from '../record/key.ts';
import { isSweep } from '../record/run.ts';
import type { Tells } from '../rules/rule.ts';
import type { Person, RunRow, Snapshot } from '../snapshot.ts';
import { localTime } from '../time/calendar.ts';
import { type Day, weekdayOf } from '../time/day.ts';

/** So many workdays at most a letter waits for a day that is not quiet: rather on a quiet day than next to never. */
const FARTHEST = 5;

/** Until when a letter waits: the day of the sweep that takes it along, and the time of that day where it is today. */
export interface LetterWait {
  readonly on: Day;
  /** Minutes after midnight; null where it waits for a day. */
  readonly hour: number | null;
}

/** Whoever wants fewer mails is spared what asks nothing and is owed to nobody by now; an escalation is told to everybody it goes to. */
export const isSpared = ({ prefers }: Person, { level }: Pick<Notice, 'level'>, tells: Tells): boolean =>
  prefers?.fewer === true && tells === 'waits' && level === 0;

/** Until when letters to somebody wait; null where nothing keeps them from leaving now. */
export const waitOf = ({ prefers }: Person, snapshot: Snapshot): LetterWait | null => {
  if (prefers === undefined) return null;
  const { today, minute } = snapshot;
  const { noMailOn, hour } = prefers;
  if (noMailOn.includes(weekdayOf(today))) {
    const on = nextOther(noMailOn, snapshot);
    return on === null ? null : { on, hour: null };
  }
  return hour !== null && minute < hour && sweepsFrom(hour, snapshot) ? { on: today, hour } : null;
};

/** The next workday that is none of these weekdays; null where there is none among the next few. */
const nextOther = (noMailOn: readonly number[], { calendar, today }: Snapshot): Day | null => {
  for (let day = today, n = 0; n < FARTHEST; n++) {
    day = calendar.addWorkdays(day, 1);
    if (!noMailOn.includes(weekdayOf(day))) return day;
  }
  return null;
};

/**
 * Whether another sweep can be expected today at that time or later: on the last day before today that was swept, one began then. A
 * letter that waited in vain leaves with the first sweep of the next day, since the day of waiting shows that none came.
 */
export const sweepsFrom = (hour: number, snapshot: Runs): boolean =>
  lastDaysSweeps(snapshot).some((minute) => minute >= hour);

/** Whether sweeps run more than once a day, by the last day before today that was swept: then an hour can be kept. */
export const sweepsRepeat = (snapshot: Runs): boolean => new Set(lastDaysSweeps(snapshot)).size > 1;

type Runs = Pick<Snapshot, 'runs' | 'today' | 'policy'>;

/** When the sweeps of that day began, in minutes after midnight. */
const lastDaysSweeps = ({ runs, today, policy }: Runs): readonly number[] => {
  const before = runs.filter((run) => isSweep(run) && run.day !== null && run.day < today);
  const last = before.reduce((day, run) => Math.max(day, run.day ?? day), -Infinity);
  return before.flatMap((run) => (run.day === last ? [minuteOf(run, policy.zone)] : []));
};

/** A sweep of a day that began after midnight is that day's latest. */
const minuteOf = ({ startedAt, day }: RunRow, zone: string): number => {
  const local = localTime(startedAt, zone);
  if (local === null) return -1;
  return day !== null && local.day > day ? Number.POSITIVE_INFINITY : local.minute;
};

/**
 * Whatever somebody asked for, this leaves with the sweep that says it: what has gone up and is theirs to decide, and what others
 * wait for (a review, an answer, a signature, a decision) whose limit ends before the sweep that they would hear it by.
 */
export const isPressing = (notice: Notice, person: Person, { on, hour }: LetterWait, facts: Facts): boolean => {
  if (!notice.to.includes(person)) return false;
  if (notice.level > 0) return true;
  const { step } = parseKey(notice.key);
  const { policy } = facts.snapshot;
  const duties = facts.flow.matters.get(notice.item)?.duties ?? [];
  return duties.some(
    ({ rule, part = 0, waiting, phase, dueEnd, endMinute = policy.workdayEnd }) =>
      rule === notice.rule &&
      part === partOf(step) &&
      waiting &&
      phase !== 'late' &&
      (dueEnd < on || (dueEnd === on && endMinute <= (hour ?? policy.sweepTime))),
  );
};
