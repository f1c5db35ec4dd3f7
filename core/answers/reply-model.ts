/** What a reply can be about, what was understood of it, and why it may be in doubt. */
import type { Calendar } from '../time/calendar.ts';
import type { Day } from '../time/day.ts';
import type { AnswerKind, Typed } from './model.ts';

/** Something the mail was about, and what whoever answers may say of it. */
export interface ReplyItem {
  readonly id: string;
  readonly name: string;
  readonly due: Day | null;
  readonly may: readonly AnswerKind[];
}

export interface ReplyContext {
  readonly items: readonly ReplyItem[];
  /** Ids in the order in which the mail shows them, for whoever answers by number; [] where that is not known. */
  readonly shown: readonly string[];
  /** Name of whoever writes: from a line with nothing else on, all is signature. */
  readonly writer: string;
  /** File names. */
  readonly attachments: readonly string[];
  readonly today: Day;
  readonly calendar: Calendar;
}

/**
 * Why a reply is not taken for an answer: it asks (`question`), limits what it says (`hedged`), says that something is not
 * done and nothing else (`not-done`), says several things (`mixed`), does not say about what (`which-item`) or names what it was
 * not asked about (`unknown-item`); several days or answers are possible (`which-date`, `which-answer`); the day has gone
 * (`past`), is the one there is (`same`), lies before it (`before-due`) or after it (`later-than-due`), is a day off
 * (`day-off`) or further ahead than a reminder may wait (`far`); the answer is not theirs to give (`not-theirs`); not all of
 * it can be read (`unread`), or it says nothing (`nothing`).
 */
export type Doubt =
  | 'question'
  | 'hedged'
  | 'not-done'
  | 'mixed'
  | 'which-item'
  | 'unknown-item'
  | 'which-date'
  | 'which-answer'
  | 'past'
  | 'same'
  | 'before-due'
  | 'later-than-due'
  | 'day-off'
  | 'far'
  | 'not-theirs'
  | 'unread'
  | 'nothing';

interface Reading {
  /** What the form of this answer is filled in with; fields that were not said are left out. */
  readonly typed: Typed;
  /** The words it was read from. */
  readonly text: string;
}

/** What was understood of one item. What is not sure is at most a proposal. */
export type Understood =
  | (Reading & { readonly sure: true; readonly item: string; readonly kind: AnswerKind })
  | (Reading & {
      readonly sure: false;
      readonly item: string | null;
      readonly kind: AnswerKind | null;
      readonly doubt: Doubt;
      /** The day that was named, YYYY-MM-DD, where the proposal has another. */
      readonly date?: string;
    });
