/** What a digest consists of: chapters, sections, cards, figures, lists and buttons, free of mark-up. */
import type { Locale, Tone } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';
import type { Line } from '../text/span.ts';
import type { CalendarEntry } from './calendar.ts';

/** A way out of the mail. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** An answer that can be given with one press; the page behind it asks before anything is changed. */
export interface Button extends Link {
  /** The answer whose page it opens; null where that page lets them choose. */
  readonly does: AnswerKind | null;
  /** The one that fits best, drawn filled: of a card that asks for something, the one that does what it asks. */
  readonly primary: boolean;
  /** Where a chat takes presses, the card itself takes this one; absent where it has to open its page. */
  readonly needsNoWords?: true;
}

/** What a card asks in bold, and what does it. */
export interface CardAsk {
  readonly text: string;
  /** Which sentences it consists of, in their order: `reason`, `acceptance.confirm`. */
  readonly of: readonly string[];
  /** The answers that do it, in the order in which the text names them; none where it is done in the sheet. */
  readonly does: readonly AnswerKind[];
}

/** One item with all that is said about it, in reading order: when, what, how far, whom it blocks, what next, what is asked. */
export interface Card {
  readonly id: string;
  /** In what capacity the reader is told, "you are R (responsible)", or what else is to be known of it; '' for nothing. */
  readonly why: string;
  readonly tone: Tone;
  readonly when: string;
  /** Workdays that `when` speaks of (late, stuck or left), drawn one by one in its tone; 0 for none. */
  readonly days: number;
  readonly title: string;
  /** 0–1 for the bar, or null for none. */
  readonly progress: number | null;
  readonly lines: readonly Line[];
  /** What is asked of the reader, or null when the item speaks for itself. */
  readonly ask: CardAsk | null;
  readonly buttons: readonly Button[];
}

/** What stands small beside a card's title: not its id once more where that stands for a name. */
export const aboutCard = ({ id, why, title }: Card): string =>
  [id === title ? '' : id, why].filter(Boolean).join(' · ');

/** What a card tells, before it is known why its reader is told and what they can press. */
export type CardBody = Omit<Card, 'why' | 'buttons'>;
/** The line a card begins with. */
export type CardHeading = Pick<Card, 'when' | 'tone' | 'days'>;

/** One thing in a list, with what its reader can do about it. */
export interface Entry {
  readonly text: Line;
  readonly link: Link | null;
}

/** A count and what it counts. */
export interface Figure {
  readonly count: number;
  readonly label: string;
  readonly tone: Tone;
}

/** An entry with a value at the end of its line. */
export interface ListRow extends Entry {
  readonly value: string;
  readonly tone: Tone;
  /** Workdays that the value speaks of, drawn one by one; 0 for none. */
  readonly days: number;
  readonly note: Line | null;
  /** Parts of a whole, 0–1 each, for a bar below; null for none. The value says the same in words. */
  readonly bar: readonly { readonly share: number; readonly tone: Tone }[] | null;
}

/** Rows under a label of their own. */
export interface List {
  readonly label: string;
  readonly rows: readonly ListRow[];
  /** What did not fit, as a count. */
  readonly more: string | null;
}

export interface Section {
  /** '' where the mail is brief. */
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly note: string | null;
  readonly cards: readonly Card[];
  readonly entries: readonly Entry[];
  readonly lists: readonly List[];
  /** What did not fit, as a count with names; the names are left to `others` where each has a page to be answered on. */
  readonly more: string | null;
  readonly others: readonly Link[];
}

/** What a mail about several workbooks says of one of them. */
export interface Chapter {
  /** Which of the workbooks it is about, as they were given; null where it names several. */
  readonly part: number | null;
  /** The project. */
  readonly title: string;
  readonly sections: readonly Section[];
  /** As those of a digest. */
  readonly where: string | null;
  readonly book: Link | null;
}

/** A mail's content, written in the reader's language and free of mark-up; text.ts and html.ts say the same with it. */
export interface Digest {
  readonly locale: Locale;
  /** A leader's: drawn so that all of it stands on one screen of a phone. */
  readonly isBrief: boolean;
  readonly subject: string;
  /** The line a mail program shows beside the subject. */
  readonly preview: string;
  readonly brand: string;
  /** Project and date, opposite the brand. */
  readonly place: string;
  readonly headline: string;
  readonly subline: string;
  readonly sections: readonly Section[];
  /** One a workbook, where it is about several; then `sections` only say how they stand side by side. */
  readonly chapters: readonly Chapter[];
  /** Where to act; null when there is nothing to do. */
  readonly where: string | null;
  /** The workbook itself, where it has an address; offered with all that did not fit, and at the end. */
  readonly book: Link | null;
  readonly footer: readonly string[];
  /** How the reader's dates come into a calendar by themselves, one a workbook; in mails that bring dates. */
  readonly subscribe?: readonly Link[];
  /** Where its reader says how they want such mails: one for each workbook. */
  readonly preferences: readonly Link[];
  /** What goes with it for the reader's calendar. */
  readonly dates: readonly CalendarEntry[];
}
