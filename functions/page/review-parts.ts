/** What the page about a team's own sheet is made from, and what its sections have in common: the form's fields, a section, a quiet line. */
import type { ColumnMeaning } from '../../core/adopt/proposal.ts';
import type { Review } from '../../core/adopt/review.ts';
import { escapeHtml, type Html, join } from '../../core/mail/markup.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { type Attributes, tagged } from './elements.ts';

/** Who would be mailed: how often, and on which day first, as a text. */
export interface MailsAhead {
  readonly name: string;
  readonly mails: number;
  readonly first: string;
}

export interface ReviewPage {
  readonly locale: Locale;
  /** The file, as people call it. */
  readonly name: string;
  /** Null where nothing is to be chosen: then the message is all there is. */
  readonly review: Review | null;
  /** Something on it can be followed. */
  readonly isFound: boolean;
  /** The workbook is followed already, and what is changed is saved. */
  readonly isFollowed: boolean;
  /** Columns that Baton chose by letters are no menu: a matrix is read as it is. */
  readonly isFixed: boolean;
  /** Meanings that a column may have. */
  readonly meanings: readonly ColumnMeaning[];
  readonly ahead: readonly MailsAhead[];
  /** How many workdays these are of. */
  readonly days: number;
  /** Why nobody is mailed, or why fewer workdays were tried out; else ''. */
  readonly because: string;
  /** Addresses as they were typed, by the name in the sheet. */
  readonly addresses: ReadonlyMap<string, string>;
  /** A list of people that could not be read yet, as it was pasted. */
  readonly pasted: string;
  /** Names that are nobody of the directory, though they look like it. */
  readonly apart: ReadonlySet<string>;
  readonly message: {
    readonly tone: 'fine' | 'soon' | 'late';
    readonly title: string;
    readonly lines: readonly string[];
  } | null;
  readonly token: string;
  /** Of the layout that is shown. */
  readonly stamp: string;
}

/** Names of the form's fields. Those with a dot end in what they are about. */
export const REVIEW_FIELDS = {
  token: 't',
  stamp: 'n',
  sheet: 's',
  sheetShown: 'sb',
  together: 'g',
  header: 'h',
  headerShown: 'hb',
  column: 'c.',
  word: 'w.',
  mark: 'm.',
  bareRows: 'r',
  person: 'p.',
  address: 'e.',
  quiet: 'q',
  list: 'l',
  look: 'look',
  take: 'take',
} as const;
/** Of a name: nobody of the directory is meant. */
export const APART = '-';

export const section = (title: string, content: readonly Html[]): Html =>
  tagged('section', {}, join([tagged('h2', {}, escapeHtml(title)), ...content]));

export const line = (text: string, more: Attributes = {}): Html =>
  tagged('p', { class: 'quiet', ...more }, escapeHtml(text));
