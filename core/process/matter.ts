/** What every part of the process is described by: where a matter stands, what is remembered of it, what it lacks. */
import type { IdTab } from '../../sheet-templates/index.ts';
import type { Seen } from '../item.ts';
import type { PlainStanding, StandingFacts } from '../messages/facts.ts';
import type { Day } from '../time/day.ts';
import type { Duty } from './duty.ts';

/**
 * Something of the process that stands somewhere and may be in somebody's court: a request, a department's answer, a
 * signature, a meeting, a dispute. Where it stands is derived from what the rows say, never typed.
 */
export interface Matter {
  readonly id: string;
  readonly tab: IdTab;
  /** What people know it by; for a row without words of its own, those of what it belongs to. */
  readonly name: string;
  /** The request it belongs to, or ''. */
  readonly request: string;
  /** That request is urgent. */
  readonly urgent?: true;
  readonly standing: Standing;
  /** Nobody is told about what is closed. */
  readonly open: boolean;
  readonly memory: Memory;
  /** The day it is planned for, where it has one: remembered, so that a move says where it was. */
  readonly due?: Day | null;
  /** Which day of which regular meeting it is, as it is remembered. */
  readonly slot?: string;
  /** What somebody owes it, the most urgent first. */
  readonly duties: readonly Duty[];
}

/** Where something stands: a sentence's code with its facts, said in the sheet and in mails. */
export type Standing = { readonly code: PlainStanding; readonly facts?: never } | Telling[keyof Telling];

type Telling = {
  readonly [C in Exclude<keyof StandingFacts, PlainStanding>]: { readonly code: C; readonly facts: StandingFacts[C] };
};

/** What is remembered of a matter from sweep to sweep. */
export interface Memory extends Seen {
  /** The day it came to stand where it stands: as the rows say, else the day that was first seen. */
  readonly since: Day;
  /** The content changed since the last sweep. */
  readonly changed: boolean;
}

/** A row that belongs to another and is not there yet: Baton appends it, and judges it as if it were there. */
export interface NewRow {
  readonly tab: IdTab;
  readonly id: string;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}

/** What one part of the process comes to. */
export interface ProcessPart {
  readonly matters: readonly Matter[];
  readonly missing: readonly NewRow[];
}
