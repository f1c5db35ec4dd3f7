import type { Locale, Tone } from '../../sheet-templates/index.ts';
import type { Line } from '../messages/span.ts';
import type { CalendarEntry } from './calendar.ts';

/** One item with all that is said about it, in reading order: when, what, how far, whom it blocks, what next, what is asked. */
export interface Card {
  readonly id: string;
  readonly tone: Tone;
  readonly when: string;
  readonly title: string;
  /** 0–1 for the bar, or null for none. */
  readonly progress: number | null;
  readonly lines: readonly Line[];
  /** What is asked of the reader, or null when the item speaks for itself. */
  readonly ask: string | null;
}

export interface Section {
  readonly title: string;
  readonly note: string | null;
  readonly cards: readonly Card[];
  readonly entries: readonly Line[];
  /** What did not fit, as a count with names. */
  readonly more: string | null;
}

/** A mail's content, written in the reader's language and free of mark-up; text.ts and html.ts say the same with it. */
export interface Digest {
  readonly locale: Locale;
  readonly subject: string;
  /** The line a mail program shows beside the subject. */
  readonly preview: string;
  readonly brand: string;
  /** Project and date, opposite the brand. */
  readonly place: string;
  readonly headline: string;
  readonly subline: string;
  readonly sections: readonly Section[];
  /** Where to act; null when there is nothing to do. */
  readonly where: string | null;
  readonly footer: readonly string[];
  /** What goes with it for the reader's calendar. */
  readonly dates: readonly CalendarEntry[];
}
