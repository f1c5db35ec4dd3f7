import type { Day } from './day.ts';
import type { Person, StatusKey } from './snapshot.ts';

/** What made an item somebody's move: past due, or a status that says it cannot go on. Null: on its way. */
export type Court = 'late' | 'delayed' | 'blocked' | null;

/** One thing that changed since the last sweep, with what stood there before. */
export interface Change {
  readonly kind: 'due' | 'owner' | 'scope' | 'delayed';
  /** Dates are ISO, people are names; '' when there was none. */
  readonly from: string;
  readonly to: string;
}

/**
 * A tracked task with all that is true of it today. Rules read these names and compute no dates of their own.
 * Days are civil days; a limit "on" a day ends at policy.workdayEnd of that day.
 */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly responsible: Person | null;
  readonly accountable: Person | null;
  readonly supporting: readonly Person[];
  readonly consulted: readonly Person[];
  readonly informed: readonly Person[];
  readonly divisionLeader: Person | null;

  readonly status: StatusKey;
  /** Neither done nor cancelled. */
  readonly open: boolean;
  /** 0–1, or null when nobody wrote one. */
  readonly progress: number | null;
  /** The output the plan asks for, and what was handed over. */
  readonly output: string;
  readonly evidence: string;
  readonly doneWhen: string;
  readonly risk: string;
  readonly reason: string;
  readonly updatedOn: Day | null;

  readonly start: Day | null;
  /** As planned in the RACI sheet. */
  readonly plannedDue: Day | null;
  /** Re-planned date in the tracker. */
  readonly newDue: Day | null;
  /** The date in force: the re-planned one where there is one. */
  readonly due: Day | null;
  /** The workday on which the limit ends: `due` itself, or the next workday. */
  readonly dueEnd: Day | null;
  /** Past dueEnd's workday end, and open. */
  readonly late: boolean;
  /** Workdays after dueEnd up to today; 0 when not late. */
  readonly daysLate: number;
  /** Workdays after today up to dueEnd; 0 on the day; negative when past. Null without a date. */
  readonly daysLeft: number | null;

  readonly court: Court;
  /** Over the progress columns, and over name, output and criteria: what `_state` remembers to notice a change by. */
  readonly fingerprint: string;
  readonly scope: string;
  /** First seen, last meaningful change, and the day the stuck clock counts from (null: no clock runs). */
  readonly seenOn: Day;
  readonly changedOn: Day;
  readonly since: Day | null;
  /** Highest level told for this clock, and when. */
  readonly level: 0 | 1 | 2;
  readonly levelOn: Day | null;
  /** The day level 1 was told for this clock. */
  readonly escalatedOn: Day | null;
  /** The workday whose end escalates to the next level if nothing moves; null when there is none. */
  readonly escalatesOn: Day | null;
  /** Who is told then. */
  readonly escalatesTo: readonly Person[];

  /** Ids of open items that wait for this one, and of unfinished ones this one waits for. */
  readonly blocks: readonly string[];
  readonly waitsFor: readonly string[];
  readonly changes: readonly Change[];
  /** How often due, owner, scope or delay have changed so far, this sweep included. */
  readonly revision: number;
}
