/** What was decided on tasks: by whom, until when, and what of it a task's own rows do not say yet. */
import type { Level, ToCarryOut } from '../item.ts';
import type { PlainStanding } from '../messages/facts.ts';
import { isDecided } from '../record/decided.ts';
import { daysIn } from '../reply/date.ts';
import type { Person, RecordOf, Row, Snapshot, StatusKey } from '../snapshot.ts';
import type { Day } from '../time/day.ts';

/** The latest decision on a task. */
export interface Ruling {
  /** Its row among the escalations. */
  readonly row: string;
  readonly level: Level;
  readonly by: Person | null;
  /** The day it was taken; null where nobody wrote it. `from`: the day it counts from, then that on which it was first seen. */
  readonly on: Day | null;
  readonly from: Day;
  readonly openedOn: Day | null;
  /** The finish date it gives: that of its own cell, else the one its words name. */
  readonly due: Day | null;
  readonly isInWords: boolean;
  readonly owner: Person | null;
  readonly support: string;
}

/** The level of a row, as its cell has it. */
export const levelIn = ({ level }: Pick<RecordOf<'escalations'>, 'level'>): Level =>
  level === null || level < 1 ? 0 : level < 2 ? 1 : 2;

/** A row that was decided stands as one of these. */
const DECIDED: ReadonlySet<string> = new Set<PlainStanding | 'feedback-due'>(['ruled', 'feedback-due']);
export const isDecidedStanding = (status: string): boolean => DECIDED.has(status);

/** The latest decision on each item's escalation, of those items that are `wanted`; without a date it counts for the escalation it answers. */
export const rulingsOf = (
  rows: readonly Row<'escalations'>[],
  wanted: (item: string) => boolean,
  { state, today, calendar }: Pick<Snapshot, 'state' | 'today' | 'calendar'>,
): ReadonlyMap<string, Ruling> => {
  const latest = new Map<string, Row<'escalations'>>();
  const dayOf = ({ values: v }: Row<'escalations'>) => v.decidedOn ?? v.openedOn ?? 0;
  for (const row of rows) {
    const { item } = row.values;
    const before = latest.get(item);
    if (isDecided(row.values) && wanted(item) && (!before || dayOf(row) >= dayOf(before))) latest.set(item, row);
  }
  const seenOn = (id: string): Day => {
    const before = state.get(id);
    return before?.since && isDecidedStanding(before.status) ? before.since : today;
  };
  return new Map([...latest].map(([item, row]) => [item, rulingIn(row, seenOn(row.id), calendar)]));
};

/** `seenOn`: the day that stands in for the one nobody wrote. */
const rulingIn = ({ id: row, values: v }: Row<'escalations'>, seenOn: Day, calendar: Snapshot['calendar']): Ruling => {
  const from = v.decidedOn ?? seenOn;
  const said = v.newDue === null ? deadlineIn(v.decision, from, calendar) : null;
  return {
    row,
    level: levelIn(v),
    by: v.decidedBy,
    on: v.decidedOn,
    from,
    openedOn: v.openedOn,
    due: v.newDue ?? said,
    isInWords: said !== null,
    owner: v.newOwner,
    support: v.support,
  };
};

/** What makes a day a date to finish by, right before it and right after. */
const BEFORE =
  /(?:改到|改为|改至|延到|延至|延期到|延期至|推迟到|推迟至|推到|顺延到|顺延至|定在|定到|放宽到|宽限到|最晚|最迟|不晚于|截止到?|\b(?:by|before|no later than|due(?: date)?|deadline|(?:moved?|postponed?|extended?|extend|put off) (?:it )?(?:to|until)))[\s:：]*(?:the )?$/i;
const AFTER =
  /^\s*(?:[（(][^）)]{1,8}[）)]\s*)?(?:之前|以前|前|完成|交付|交出|提交|到期|截止|为止|上线|\b(?:at the latest|is the (?:new )?(?:date|deadline)))/i;

/**
 * The date by which something is to be finished, as a decision's words say it (12月4日前完成, “by 4 December”): the last that is
 * named so. A day on which something else happens is none.
 */
export const deadlineIn = (decision: string, on: Day, calendar: Snapshot['calendar']): Day | null => {
  const named = daysIn(decision, on, calendar).filter(
    ({ at, text }) => BEFORE.test(decision.slice(0, at)) || AFTER.test(decision.slice(at + text.length)),
  );
  const days = named.flatMap(({ day }) => (day !== null && day >= on ? [day] : []));
  return days.length > 0 ? Math.max(...days) : null;
};

/** What of a task is held against its latest decision, as its own rows say it. */
interface Written {
  readonly open: boolean;
  readonly due: Day | null;
  readonly responsible: Person | null;
  readonly status: StatusKey;
  readonly changedOn: Day;
  readonly waitsFor: readonly string[];
  /** Somebody got to hear that it became theirs, since that day. */
  readonly wasGiven: (to: Person, since: Day) => boolean;
}

/** A decision came after whatever the task's row says of itself. */
export const isNewer = ({ from }: Pick<Ruling, 'from'>, changedOn: Day): boolean => changedOn <= from;

/**
 * What of a decision is still to be carried out; null where the task says it all. A later date that people agreed on since holds; an
 * earlier one than decided is what stood there before.
 */
export const toCarryOut = (ruling: Ruling | undefined, task: Written): ToCarryOut | null => {
  if (!ruling || !task.open) return null;
  const { row, level, isInWords, support } = ruling;
  const newer = isNewer(ruling, task.changedOn);
  const isMoved =
    ruling.due !== null &&
    (task.due === null || ruling.due > task.due || (newer && ruling.due < task.due && !isInWords));
  const due = isMoved ? ruling.due : null;
  const isGiven =
    ruling.owner === task.responsible || (ruling.owner !== null && task.wasGiven(ruling.owner, ruling.from));
  const owner = isGiven ? null : ruling.owner;
  const carries = ruling.due !== null || ruling.owner !== null || support !== '';
  const unblocks = task.status === 'blocked' && newer && carries && task.waitsFor.length === 0;
  return due === null && owner === null && !unblocks ? null : { row, level, due, isInWords, owner, unblocks };
};
