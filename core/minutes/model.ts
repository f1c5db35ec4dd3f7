/**
 * Minutes as people type them, read into what the workbook has rows for. Nothing here is invented: what a line does not
 * say is null or '', what it says in a way that could mean two things stands as it was written, for a person to settle.
 */
import type { Day } from '../time/day.ts';

/** Somebody as the minutes name them. */
export interface Named {
  /** As written, without @ and remarks: `Myles Borins`, `greatv`, `崔老师`, `全体组员`. */
  readonly name: string;
  /** What else the minutes call them: a handle, initials, a first name. */
  readonly aliases: readonly string[];
  /** Where the list of those present groups them, or says it behind a name; '' elsewhere. */
  readonly department: string;
}

export interface ActionRead {
  /** Line of the file, from 1. */
  readonly line: number;
  /** What is to be done, without owner and date where they stood at its ends. */
  readonly name: string;
  /** As written, joined by 、 where there are several; '' when nobody is named. Full names where the attendees tell. */
  readonly owner: string;
  /** By when; null when nothing is said, or nothing that is one day. */
  readonly due: Day | null;
  /** What is said of the date that is not one day: `next meeting`, `两周内` without a meeting's date. '' otherwise. */
  readonly dueText: string;
  /** What the other columns of a plan say, as written; '' where there is none, or nothing in it. */
  readonly department: string;
  readonly resources: string;
  readonly output: string;
  readonly note: string;
}

export interface TopicRead {
  readonly line: number;
  readonly name: string;
  /** Minutes on the agenda. */
  readonly minutes: number | null;
  /** As written; '' when nobody is named. */
  readonly presenter: string;
  /** What else is said under it, line by line: all that is neither an action nor its conclusion. */
  readonly points: string;
  /** What a line of it calls the conclusion or the decision; several one below the other. */
  readonly consensus: string;
  readonly outcome: 'agreed' | 'next-meeting' | 'research' | null;
  /** Who looks into it, as written, and by when; '' and null unless the outcome is `research`. */
  readonly researchDepartment: string;
  readonly researchDue: Day | null;
}

export interface MeetingRead {
  readonly line: number;
  readonly name: string;
  readonly kind: 'regular' | 'weekly' | 'kickoff' | 'review' | null;
  readonly date: Day | null;
  /** Minutes after midnight. */
  readonly start: number | null;
  readonly end: number | null;
  readonly place: string;
  /** As written; '' when nobody is named. */
  readonly host: string;
  readonly recorder: string;
  readonly attendees: readonly Named[];
  /** Those that are named among the present, in their order. */
  readonly departments: readonly string[];
  readonly note: string;
  readonly topics: readonly TopicRead[];
  readonly actions: readonly ActionRead[];
  /** Lines that state a decision under no topic: a person has to say where it belongs. */
  readonly decisions: readonly number[];
  /** Lines outside of any topic that are no action: nothing of them is entered. */
  readonly left: readonly number[];
  /** Lines that stand where actions are listed and were not understood as one; of a meeting without anything else, all. */
  readonly unread: readonly number[];
}

export interface MinutesContext {
  /** The file's name without its ending; it may hold the date. */
  readonly fileName: string;
  /** Days near which the meeting was: when the file was written, the day of its row. A date without a year is read by them. */
  readonly around?: readonly Day[];
  /** Whether a name is one of the directory's. */
  readonly knows: (name: string) => boolean;
  readonly isDepartment: (name: string) => boolean;
}
