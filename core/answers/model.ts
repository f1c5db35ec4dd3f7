/** Kinds of answers, and the answer page as data: its form, fields, changes and blocks of text. */
import type { Locale, TabKey, Tone } from '../../sheet-templates/index.ts';
import type { Write } from '../row-write.ts';
import type { Person } from '../snapshot.ts';
import type { Line } from '../text/span.ts';

/**
 * What somebody can say about an item without opening the workbook, in the order in which a page offers it. Of a task:
 * it is done, how far it is, a new date, help is needed, a question to whoever gave it. Of whatever waits for somebody: remind me later, and got it. Of a
 * duty of the process: a request completed and handed in, the review, a department's answer, what was settled in writing, a talk that was held, a
 * kick-off that is called, what was agreed item by item, a division of work completed, a signature, a meeting's materials, what a department says to them, its minutes and their approval, what
 * was found out, what is handed in for acceptance, confirmed, concluded and reworked, what was learnt, where it is archived, a stage done
 * or moved, what one side of a dispute proposes and the other agrees to, a ruling, and what came of it. Of a task on which something was decided:
 * that it goes on so. Of nothing but the reader's own mails: how they want to get them.
 */
export const ANSWERS = [
  'done',
  'progress',
  'redate',
  'help',
  'question',
  'complete',
  'submit',
  'review',
  'assess',
  'settle',
  'talk',
  'kickoff',
  'consensus',
  'divide',
  'sign',
  'materials',
  'feedback',
  'minutes',
  'approve',
  'research',
  'handin',
  'confirm',
  'conclude',
  'reworked',
  'lookback',
  'archive',
  'stage',
  'promise',
  'agree',
  'propose',
  'rule',
  'follow',
  'report',
  'snooze',
  'ack',
  'preferences',
] as const;
export type AnswerKind = (typeof ANSWERS)[number];

/** To know of it and be reminded later: neither does anything about it. */
export const QUIET_ANSWERS = ['snooze', 'ack'] as const satisfies readonly AnswerKind[];
export const isQuiet = (kind: AnswerKind): boolean => QUIET_ANSWERS.some((quiet) => quiet === kind);

/** In place of an item in the link of a mail's foot: the page is about its reader. No id begins like this. */
export const OWN_PAGE = '@me';

/** How long an answer can be taken back, in minutes. */
export const UNDO_MINUTES = 10;

/**
 * By what words an answer is offered. `result`: what is done already is given what came of it, and nothing else. `decide`: a ruling
 * before it has come to the executive; `carry`: what was decided there is followed. `forward`: a kick-off
 * that is called for too late a day gets an earlier one.
 */
export type Offer = AnswerKind | 'result' | 'decide' | 'carry' | 'forward';

/** Where a mail's links lead. */
export interface LinkTo {
  /** Absolute address of the page on which a person answers about an item; `kind` null lets them choose there. */
  (person: Person, item: string, kind: AnswerKind | null): string;
  /** Of the page that says how a person's dates come into their own calendar; absent where nobody serves them. */
  readonly calendar?: (person: Person) => string;
}

/** What a form says, as a person typed it: text by field. */
export type Typed = Readonly<Record<string, string>>;

/** Fields that take a file, each with the field that its text goes into; a file that cannot be read says why instead. */
export const UPLOADS: Readonly<Record<string, string>> = { minutesFile: 'minutes' };

/** What is asked of core: nothing yet (`kind` null), a form to look at (`typed` null), or what a form would do. */
export interface Ask {
  readonly item: string;
  readonly kind: AnswerKind | null;
  readonly typed: Typed | null;
  /** The kinds of ways by which mail leaves here, as the directory calls them, in their order; absent where nobody said. */
  readonly ways?: readonly string[];
}

/** What an answer would do, or why it cannot be given. */
export interface Opened {
  readonly page: Page;
  /**
   * Fingerprint over the values of the rows that the page shows and its answer would touch, the same whatever was typed. A
   * form carries it, complete or not: where it differs when the form comes back, somebody changed a row meanwhile, and
   * the page is shown again. '' where there is no form.
   */
  readonly seen: string;
  /** Null while something is missing or wrong, or while there is nothing to answer. */
  readonly ready: Ready | null;
}

export interface Ready {
  readonly kind: AnswerKind;
  readonly item: string;
  /** What is likely not meant of it, although it can be written. */
  readonly beware: readonly string[];
  /** What follows from it in one sentence; '' where that is no more than that mails take it into account. */
  readonly next: string;
  /** Each states what it expects, and finds its row by id. */
  readonly writes: readonly Write[];
  /** Takes the writes back: what stood there before, expecting what was written. A row that was appended is withdrawn in its own words. */
  readonly undo: readonly Write[];
  /** Series of the answer's key in the ledger, `answer.redate:T-0007:2026-03-10`; the date is the day of the answer, for `ack` and `snooze` the last day on which they hold. */
  readonly series: string;
  /** What was answered in a few words without names, for the ledger: `newDue=2026-03-10 reason=resources`. */
  readonly summary: string;
}

export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** One thing to fill in. */
export interface Field {
  readonly key: string;
  /** A `hidden` one is filled in by the page itself; a `file` gives its text to the field that `UPLOADS` names. */
  readonly type: 'text' | 'long-text' | 'date' | 'percent' | 'option' | 'person' | 'check' | 'file' | 'hidden';
  readonly label: string;
  /** A line below the label; '' for none. */
  readonly help: string;
  readonly required: boolean;
  /** Filled in beforehand, or as typed; a date is YYYY-MM-DD. */
  readonly value: string;
  /** For `option`; for `person` those to begin with, others can be typed. */
  readonly choices: readonly Choice[];
  /** For `date`: the days that can be chosen, YYYY-MM-DD; '' for no bound. */
  readonly min: string;
  readonly max: string;
  /** What is wrong with what was typed, or null. */
  readonly error: string | null;
  /** It folds away under this title, together with those beside it that have the same. */
  readonly fold?: string;
  /** What folds away stands open to begin with. */
  readonly unfolded?: true;
  /** Another one like it stands beside it. */
  readonly half?: true;
}

export interface Form {
  readonly kind: AnswerKind;
  readonly fields: readonly Field[];
  /** Shown before it is sent when what it does depends on what is typed: the button that shows it, or null. */
  readonly preview: string | null;
  /** The button that sends it; '' while it has to be looked at first. */
  readonly submit: string;
}

/** Text under a title of its own. */
export interface Block {
  readonly title: string;
  readonly lines: readonly Line[];
  /** It is what the page is about: nothing of it folds away. */
  readonly whole?: true;
}

/** Where something was, or would be, written. */
export interface ChangedCell {
  readonly tab: TabKey;
  /** Sheet and column as the workbook calls them. */
  readonly where: string;
  readonly from: string;
  readonly to: string;
}

/** What else waits for somebody: the most urgent first, and how many more there are, '' for none. */
export interface StillYours {
  readonly title: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly when: string }[];
  readonly more: string;
}

/** An answer page's content in the reader's language, free of mark-up. Everything is a whole sentence or a label. */
export interface Page {
  readonly locale: Locale;
  readonly brand: string;
  /** What the page is for: "New date: Packaging artwork". */
  readonly title: string;
  /** Id and project, opposite nothing. */
  readonly place: string;
  /** When the item is due, as a mail says it; null where there is nothing to say. */
  readonly when: { readonly text: string; readonly tone: Tone } | null;
  /** Something that has to be read first: it worked, it did not, somebody changed it meanwhile. */
  readonly message: {
    readonly tone: 'fine' | 'soon' | 'late';
    readonly title: string;
    readonly lines: readonly string[];
  } | null;
  /** How far it is, and what others wait for. */
  readonly lines: readonly Line[];
  /** What is signed, decided on or approved, to be read before the form. */
  readonly document: readonly Block[];
  readonly form: Form | null;
  /** What the form, as it is filled in, would change and set in motion; null while that cannot be told. */
  readonly effects: Block | null;
  readonly changes: readonly ChangedCell[];
  /** Other answers to the same item, the current one left out. */
  readonly others: readonly { readonly kind: AnswerKind; readonly label: string }[];
  readonly othersTitle: string;
  /** Label of the way back to the choice of answers; null where there is none. */
  readonly back: string | null;
  /** Label of the button that takes the answer back; null where nothing can be taken back. */
  readonly undo: string | null;
  /** After an answer, what else waits for whoever gave it, each with a page of its own; null on any other page. */
  readonly still: StillYours | null;
  /** As whom it is written, and that nothing changes before. */
  readonly notes: readonly string[];
}
