/** What a kind of answer has to provide: its form, and what follows from it. */
import type { Block } from '../answers/model.ts';
import type { Line } from '../text/span.ts';
import type { Asked } from './about.ts';
import type { FormReader } from './form.ts';
import type { AnswerWork } from './rows.ts';

/** What one kind of answer makes of its form. */
export interface Draft {
  /** To be read before the form; [] for nothing. */
  readonly document?: readonly Block[];
  /** What it sets in motion, as it is filled in; [] while that cannot be told. */
  readonly effects?: readonly Line[];
  /** What stands over the effects, where they are not what happens next. */
  readonly heading?: string;
  /** What follows from it in one sentence, once it is written, where that is not the first of the effects; [] for no more than that mails take it into account. */
  readonly next?: Line;
  /** What is said once more when it is written: it holds, and is likely not meant. */
  readonly beware?: readonly Line[];
  /** The effects say what it changes: its cells are listed once they are written. */
  readonly listsChanges?: true;
  /** The effects depend on what is typed: they can be looked at before it is sent. */
  readonly preview?: true;
  /** What was read in a text that was handed in, to be looked at before it is written; [] where nothing is there yet. */
  readonly understood?: readonly Block[];
  /** Nothing is there yet of what has to be looked at before it is sent. */
  readonly toCome?: true;
  /** What is written once the form is complete. */
  readonly work: () => AnswerWork;
  /** What was answered, for the ledger: no names, no long texts. */
  readonly summary: () => Readonly<Record<string, string | number>>;
  /** The day in the ledger's key, YYYY-MM-DD, where it is not the day of the answer. */
  readonly date?: string;
}

/**
 * A kind of answer: describes its form field by field and says what follows from it. A new one is a file with this
 * function, its place in places.ts, its words, and one line in kinds.ts.
 */
export type AnswerForm = (about: Asked, form: FormReader, ways?: readonly string[]) => Draft;
