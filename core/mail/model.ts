import type { Locale, Tone } from '../../sheet-templates/index.ts';
import type { Line } from '../messages/span.ts';
import type { CalendarEntry } from './calendar.ts';

/** An answer that can be given with one press; the page behind it asks before anything is changed. */
export interface Button {
  readonly label: string;
  readonly url: string;
  /** The one that fits best, drawn filled. */
  readonly primary: boolean;
}

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
  readonly buttons: readonly Button[];
}

/** What a card tells, before it is known what its reader can press. */
export type Told = Omit<Card, 'buttons'>;

/** A count and what it counts. */
export interface Figure {
  readonly count: number;
  readonly label: string;
  readonly tone: Tone;
}

/** One thing in a short list, with a value at the end of its line. */
export interface Row {
  readonly text: Line;
  readonly value: string;
  readonly tone: Tone;
  readonly note: Line | null;
  /** Parts of a whole, 0–1 each, for a bar below; null for none. The value says the same in words. */
  readonly bar: readonly { readonly share: number; readonly tone: Tone }[] | null;
}

/** Rows under a label of their own. */
export interface List {
  readonly label: string;
  readonly rows: readonly Row[];
  /** What did not fit, as a count. */
  readonly more: string | null;
}

export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly note: string | null;
  readonly cards: readonly Card[];
  readonly entries: readonly Line[];
  readonly lists: readonly List[];
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
