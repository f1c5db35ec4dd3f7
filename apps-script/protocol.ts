/** What the pages and the script say to each other: plain JSON, since nothing else passes between them. */
import type { Problem } from '../core/problem.ts';
import type { Write } from '../core/row-write.ts';
import type { Day } from '../core/time/day.ts';
import type { CellEdit, NewSheet, RawList, RawSheet, RawWorkbook } from '../core/workbook.ts';
import type { Locale, TabKey } from '../sheet-templates/index.ts';

/** Instead of an answer: what went wrong and what to do, in the workbook's language. */
export interface CallFailure {
  readonly error: { readonly code: string; readonly message: string };
}

/** The workbook as `batonBook` hands it over. */
export interface BookJson {
  readonly raw: Pick<RawWorkbook, 'name' | 'location' | 'dateSystem'> & {
    readonly sheets: readonly Pick<RawSheet, 'title' | 'rows' | 'merges'>[];
  };
  /** ISO 8601 with offset. */
  readonly now: string;
  /** Address of whoever opened the page; '' where Google does not tell. */
  readonly user: string;
}

/** A tab that Baton reads no more until somebody has looked at its header. */
export type CellDoubt = Pick<Problem, 'tab' | 'column' | 'code' | 'facts' | 'row'>;

export interface Status {
  /** Who keeps watch: the reader, somebody else, or nobody any more. */
  readonly triggers: 'ours' | 'others' | 'none';
  /** Address of whoever set the triggers up; '' for nobody, or where Google does not tell. */
  readonly owner: string;
  /** When the triggers last reported, ISO 8601 with offset; '' for never. */
  readonly heartbeat: string;
  /** A copy of another workbook, which keeps quiet until it is made one of its own. */
  readonly copy: boolean;
  readonly tabs: readonly TabKey[];
  readonly locale: Locale;
  readonly readOnlyTabs: readonly CellDoubt[];
  /** Address of the reader; '' where Google does not tell. */
  readonly user: string;
}

export interface SetUp {
  readonly locale: Locale;
  readonly template: 'starter' | 'full';
  /** Who hears of rows that cannot be read; `email` is needed where the directory does not list that name yet. */
  readonly keeper: { readonly name: string; readonly email: string };
}

/** Tabs that were added, and tabs that were there and stay as they are. */
export interface SetUpDone {
  readonly added: readonly TabKey[];
  readonly kept: readonly TabKey[];
}

/** One column that is missing or there twice, and what may be done about it. */
export interface Repair {
  readonly tab: TabKey;
  readonly column: string;
  /** Title of the sheet, and its header row. */
  readonly sheet: string;
  readonly row: number;
  /** What stands in the column that is meant, and where (1-based); '' and 0 where none seems to be. */
  readonly found: string;
  readonly at: number;
  /** The header as it would be. */
  readonly proposal: string;
  /**
   * `rename`: the header gets its name back; `bind`: the header stays and the settings say what it means; `add`: an
   * empty column is added; `number`: of two, the one that is not read gets a number behind its name.
   */
  readonly kind: 'rename' | 'bind' | 'add' | 'number';
}

/** A row whose task or request is gone. */
export interface LeftRow {
  readonly tab: TabKey;
  readonly item: string;
}

/** Any sheet of a spreadsheet, with the columns in which formulas stand, and what its cells let people choose from. */
export interface FollowSheet extends Omit<RawSheet, 'calculated' | 'lists'> {
  readonly calculated: readonly number[];
  readonly offered: readonly RawList[];
}

/** A spreadsheet in which a sheet that its owner has made may be followed, as `batonFollowBook` hands it over. */
export interface FollowBook {
  readonly raw: Pick<RawWorkbook, 'name' | 'location' | 'dateSystem'> & { readonly sheets: readonly FollowSheet[] };
  /** Title of the sheet that the reader looks at. */
  readonly active: string;
  /** Of all that was typed; it comes back with what is decided. */
  readonly stamp: string;
  readonly locale: Locale;
  readonly zone: string;
  /** '' where the spreadsheet does not tell. */
  readonly country: string;
  /** For the workbook that it becomes. */
  readonly workbookId: string;
}

export interface SheetToAdd extends NewSheet {
  readonly tab: TabKey;
}

/** What would be done to a sheet that is to be followed, or is: for the mails that would come of it. */
export interface FollowTrial extends Pick<Follow, 'edits' | 'addSheets'> {
  readonly writes: readonly Write[];
  /** Who is named in it, by the names of the directory. */
  readonly named: readonly string[];
}

/** The mails of the next workdays if everybody had an address. */
export interface FollowAhead {
  readonly days: number;
  /** How many workdays would be tried out of a shorter list. */
  readonly of: number;
  readonly people: readonly { readonly name: string; readonly mails: number; readonly first: Day }[];
}

/** What following adds. */
export interface Follow {
  readonly stamp: string;
  /** Of the sheets that are added. */
  readonly locale: Locale;
  readonly edits: readonly CellEdit[];
  readonly addSheets: readonly SheetToAdd[];
}
