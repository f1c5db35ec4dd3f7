/** A tracked task with everything that is known of it today. */
import type { Person, Snapshot, StatusKey, TaskTab } from './snapshot.ts';
import type { Day } from './time/day.ts';
import type { Limit } from './time/limit.ts';

/** A call for help with a task that nobody has answered yet. */
export interface HelpCall {
  /** Its row's id. */
  readonly id: string;
  readonly on: Day;
}

/** Whom something is with: whoever owes it, those above them, the executive. */
export type Level = 0 | 1 | 2;

/** What was decided on a task and its own rows do not say yet. */
export interface ToCarryOut {
  /** Its row among the escalations, and the level at which it was decided. */
  readonly row: string;
  readonly level: Level;
  /** The new date; null where it stays. */
  readonly due: Day | null;
  /** That date stands in the words of the decision only. */
  readonly isInWords: boolean;
  readonly owner: Person | null;
  /** What blocked it was decided. */
  readonly unblocks: boolean;
}

/** Where there is no date there is no limit. */
type MaybeLimit = { readonly [K in keyof Limit]: K extends 'daysLate' ? number : Limit[K] | null };

/** What follows from an item's due date today; what is over is never late. */
export interface DueFacts extends MaybeLimit {
  /** The date in force: the re-planned one where there is one, and above both what was decided. */
  readonly due: Day | null;
  /** The first day of the owner's reminder window; null without a date or a reminder. */
  readonly remindOn: Day | null;
  /** Past, and open. */
  readonly late: boolean;
  /** The time to hand over evidence after the due date is over. */
  readonly evidenceDue: boolean;
  /** So long ago that what was finished then is history. */
  readonly longPast: boolean;
}

/** Days of a rhythm that passed while nobody swept: they get no row. */
export interface LeftOut {
  readonly count: number;
  readonly from: Day;
  readonly to: Day;
}

/** Of which row's rule a task is, and which day of it. */
export interface Repeating {
  readonly series: string;
  /** The day that the rule gives, which may be a day off. */
  readonly day: Day;
  /** The rule in the words of the row that has it; '' where that row is gone, or has none any more. */
  readonly rule: string;
  /** Only of a row that is added today. */
  readonly leftOut: LeftOut | null;
}

/** One thing that changed since the last sweep, with what stood there before. */
export interface Change {
  readonly kind: 'due' | 'owner' | 'scope' | 'delayed';
  /** Dates are ISO, people are names; '' when there was none. */
  readonly from: string;
  readonly to: string;
}

/** What is remembered of a task, or a matter, to notice a change by. */
export interface Seen {
  readonly seenOn: Day;
  /** Last meaningful change. */
  readonly changedOn: Day;
  /** Over what counts as movement, and over the content whose change is told; '' where no change is. */
  readonly fingerprint: string;
  readonly scope: string;
  /** How often what is told has changed so far, this sweep included. */
  readonly revision: number;
}

/** What moved since Baton looked last. */
export interface MovementFacts extends Seen {
  readonly changes: readonly Change[];
}

/** How long a task, or a duty, has stood still in somebody's court, and what follows. */
export interface Clock {
  /** The day the clock counts from; null: no clock runs. */
  readonly stuckSince: Day | null;
  /** Workdays since then. */
  readonly daysStill: number;
  /** Highest level it was brought to by this clock, and the day from which those asked there know of it. */
  readonly level: Level;
  readonly levelOn: Day | null;
  /** Somebody who was asked at that level is still to hear of it. */
  readonly unheard: boolean;
  /** The day it was brought to level 1 by this clock. */
  readonly escalatedOn: Day | null;
  /** The workday whose end escalates to the next level if nothing moves; null at level 2, and where nothing escalates it. */
  readonly escalatesOn: Day | null;
  /** The minute of that day, where it is not the end of the workday. */
  readonly escalatesAt?: number;
  /** That level, and who is told then. */
  readonly nextLevel: 1 | 2;
  readonly escalatesTo: readonly Person[];
  /** That end has passed: the next level is to be told today. */
  readonly stuck: boolean;
  /** Brought to a level by hand that nobody was told of yet. */
  readonly raised: boolean;
  /** The workday whose end brings level 2, once level 1 is told. */
  readonly executiveOn: Day | null;
  /** Who is asked at each level; and whose move it is, which may be fewer. */
  readonly asked: Readonly<Record<1 | 2, readonly Person[]>>;
  readonly movers: Readonly<Record<Level, readonly Person[]>>;
  /** Once it was escalated whoever owes it is reminded weekly: the day of the next reminder; null while there is one each workday. */
  readonly weeklyOn: Day | null;
}

/** What made an item somebody's move: past due, a status that says it cannot go on, or no update of what has no date. Null: on its way. */
export type CourtOf = 'late' | 'delayed' | 'blocked' | 'quiet' | null;

/** How long an open item without a date has had no update, where such items are followed (policy.quietDays). */
export interface WithoutUpdate {
  /** The day of its last update, as far as Baton knows; the first sweep that sees it is the earliest. */
  readonly since: Day;
  /** The workday with whose end its time without one is over. */
  readonly end: Day;
  readonly isOver: boolean;
  /** Workdays past that end. */
  readonly daysOver: number;
  /** Workdays since the last update. */
  readonly days: number;
}

/** Why a task's clock runs, and what goes up in its stead. */
export interface ClockFacts extends Clock {
  readonly court: CourtOf;
  /** Null where it has a date, is over, stopped, yet to begin or cannot be read, and where such items are not followed. */
  readonly quiet: WithoutUpdate | null;
  /** An open call for help with it; at the levels it is told, the item does not escalate once more. */
  readonly help: HelpCall | null;
}

/**
 * A tracked task with all that is true of it today. Rules read these names and compute no dates of their own. What is held of it says most of
 * this when it is asked (process/tracked.ts): a spread copies nothing.
 * Days are civil days; a limit "on" a day ends at policy.workdayEnd of that day.
 */
export interface Item extends DueFacts, MovementFacts, ClockFacts {
  readonly id: string;
  /** Where it is planned: a task of the plan, an action of a meeting, an improvement of a retrospective. */
  readonly tab: TaskTab;
  /** The request it belongs to, or ''. */
  readonly request: string;
  /** That request is urgent. */
  readonly urgent?: true;
  /** It is one of a task that repeats. */
  readonly repeats?: Repeating;
  readonly name: string;
  readonly department: string;
  readonly responsible: Person | null;
  /** Who is reminded of it: whoever is responsible; where nobody is named, the keeper, or else the project lead. */
  readonly reminded: Person | null;
  readonly accountable: Person | null;
  readonly supporting: readonly Person[];
  readonly consulted: readonly Person[];
  readonly informed: readonly Person[];
  readonly divisionLeader: Person | null;

  /** Not started, where nothing that can be read says another one. */
  readonly status: StatusKey;
  /** False where what stands there for it cannot be read or means no state, and where a team's own sheet says nothing. */
  readonly hasStatus: boolean;
  /** What stands there instead in the team's own words; ''. */
  readonly ownStatus: string;
  /** Neither done nor cancelled. */
  readonly open: boolean;
  /** Its request was cancelled or archived: what was still open of it counts as cancelled. */
  readonly over: boolean;
  /** 0–1, or null when nobody wrote one. */
  readonly progress: number | null;
  /** The output the plan asks for, and what was handed over. */
  readonly output: string;
  readonly evidence: string;
  readonly doneWhen: string;
  /** What is needed of others, in the plan's words. */
  readonly supportNeeded: string;
  readonly risk: string;
  readonly reason: string;
  readonly updatedOn: Day | null;

  readonly start: Day | null;
  /** As planned in the RACI sheet. */
  readonly plannedDue: Day | null;
  /** Re-planned date in the tracker. */
  readonly newDue: Day | null;
  /** The date in force as its own rows say it. */
  readonly writtenDue: Day | null;
  /** What was decided on it and is still to be carried out. */
  readonly decided: ToCarryOut | null;
  /** The planned date is gone, and a later one holds. */
  readonly replanned: boolean;
  /** Done before Baton first saw it, and due long before today: history. */
  readonly longDone: boolean;
  /** Which row of progress is its own cannot be read today: what was read last holds, and nothing in it is missed. */
  readonly progressLost: boolean;

  /** Ids of open items that wait for this one, of unfinished ones this one waits for, and of those before it that are over. */
  readonly blocks: readonly string[];
  readonly waitsFor: readonly string[];
  readonly follows: readonly string[];
}

/** In which column of its plan a task's owner stands. */
export const OWNER_COLUMN: Readonly<Record<TaskTab, string>> = {
  raci: 'responsible',
  actions: 'owner',
  retrospective: 'owner',
};

/** Called done, and what came of it was not handed over, where there is a place for it. */
export const lacksResult = (
  { status, evidence, progressLost }: Item,
  { hasColumn }: Pick<Snapshot, 'hasColumn'>,
): boolean => !progressLost && status === 'done' && evidence === '' && hasColumn('tracker', 'output');
