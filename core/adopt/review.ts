/** What a page shows of a workbook that is to be adopted: its first rows under what each column means, people, words. */
import { type Column, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { parseDate } from '../read/dates.ts';
import { textOf } from '../read/headers.ts';
import { mayMean } from '../text/nicknames.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import type { RawCell, RawRow, RawWorkbook } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { countRows } from './count.ts';
import { placeOfLetters } from './given.ts';
import { stateMeant } from './guess/states.ts';
import { type Recognised, recogniseWorkbook, withoutAddress } from './index.ts';
import type { Anchor, ColumnMeaning, Proposal, ProposedBareRows, ProposedSheet, ReadingChoices } from './proposal.ts';
import { asGuessed, columnAt } from './recognise.ts';

export interface ReviewColumn {
  /** As the sheet shows it: `E`. */
  readonly letters: string;
  readonly header: string;
  /** What stands in the first rows below it, one text a row; '' for nothing. */
  readonly cells: readonly string[];
  readonly meaning: ColumnMeaning | null;
  /** It is a guess that a person had better look at. */
  readonly isUnsure: boolean;
}

export interface ReviewPerson {
  readonly text: string;
  /** Who of the directory is meant, where somebody has said so; ''. */
  readonly person: string;
  /** Who of it may be meant. */
  readonly likely: readonly string[];
  readonly hasAddress: boolean;
  /** Somebody may be meant, and nobody has said so. */
  readonly isUnsure: boolean;
}

export interface ReviewWord {
  readonly text: string;
  readonly count: number;
  /** Key of a state, `-` for none. */
  readonly state: string;
  /** Nobody has said what it means. */
  readonly isUnsure: boolean;
}

export interface ReviewMark {
  readonly text: string;
  readonly count: number;
  /** R, A, S, C, I, or `-` for none. */
  readonly letter: string;
  /** Nobody has said what it means. */
  readonly isUnsure: boolean;
}

export interface Review {
  /** The sheet that is followed, and all that there are. */
  readonly sheet: string;
  readonly sheets: readonly string[];
  /** Other sheets with the same headers, and whether they are followed with it. */
  readonly alike: readonly string[];
  readonly together: boolean;
  readonly headerRow: number;
  /** Which sheet, or which row, is a guess. */
  readonly isUnsure: { readonly sheet: boolean; readonly header: boolean };
  readonly columns: readonly ReviewColumn[];
  /** Without a header: the sheet's first rows as they stand, by which somebody can say where it is. */
  readonly top: readonly { readonly at: number; readonly cells: readonly string[] }[];
  readonly people: readonly ReviewPerson[];
  /** Words in the status column that are not known by themselves. */
  readonly words: readonly ReviewWord[];
  /** Of a matrix with marks of its own. */
  readonly marks: readonly ReviewMark[];
  readonly bareRows: ProposedBareRows | null;
  readonly missing: readonly Anchor[];
  /** Tasks without a date, and how many of all that are open have none, be there a column for it or not. */
  readonly undated: number;
  readonly openUndated: number;
  /** What stands in open tasks for a date and cannot be read. */
  readonly unreadDates: readonly string[];
  /** After how many workdays without an update the owners of those are asked for one; 0: never. */
  readonly quietDays: number;
  /** How many things are a guess. */
  readonly unsure: number;
}

/** Null for a workbook without any sheet to show. */
export const reviewOf = (raw: RawWorkbook, proposal: Proposal, said: ReadingChoices): Review | null => {
  const own = shownSheet(proposal, said);
  if (!own) return null;
  const found = recogniseWorkbook(raw, said);
  const reading = found.sheets.find(({ sheet }) => sheet.title === own.sheet);
  const counts = reading && columnAt(asGuessed(reading).mapping, 'raci', 'name') !== undefined;
  const tasks = counts ? countRows(asGuessed(reading), raw.dateSystem).tasks : [];
  const due = reading && columnAt(asGuessed(reading).mapping, 'raci', 'due');
  const columns = columnsOf(own, reading?.rows ?? [], raw.dateSystem);
  const words = wordsOf(own, said);
  const people = peopleOf(own, found, said);
  const marks = own.marks.map(({ text, count, letter, guess }) => ({
    text,
    count,
    letter: letter ?? guess,
    isUnsure: letter === null,
  }));
  const isUnsure = { sheet: own.ask, header: own.otherHeader !== null };
  return {
    sheet: own.sheet,
    sheets: proposal.sheets.map(({ sheet }) => sheet),
    alike: own.alike,
    together: own.together,
    headerRow: own.headerRow,
    isUnsure,
    columns,
    top: columns.length === 0 ? topOf(raw, own.sheet) : [],
    people,
    words,
    marks,
    bareRows: own.bareRows,
    missing: own.missing,
    undated: due === undefined ? 0 : tasks.filter(({ cells }) => isNothing(cells[due - 1] ?? null)).length,
    openUndated: own.undated,
    unreadDates: own.unreadDates,
    quietDays: proposal.quietDays,
    unsure: [
      isUnsure.sheet,
      isUnsure.header,
      own.bareRows?.are === null,
      ...[...columns, ...words, ...marks, ...people].map((one) => one.isUnsure),
    ].filter(Boolean).length,
  };
};

const peopleOf = (own: ProposedSheet, found: Recognised, { people: said = {} }: ReadingChoices): ReviewPerson[] =>
  own.people.map(({ text, person }) => {
    const isSaid = said[text] !== undefined;
    const likely = person === null || isSaid ? [...found.people.values()].filter((name) => mayMean(text, name)) : [];
    return {
      text,
      person: said[text] ?? '',
      likely,
      hasAddress: withoutAddress([{ name: person ?? text, department: '' }], found.directory).length === 0,
      isUnsure: likely.length > 0 && !isSaid,
    };
  });

/** What is followed, what somebody has named, or the first one. */
const shownSheet = ({ sheets }: Proposal, { sheets: named }: ReadingChoices): ProposedSheet | undefined =>
  sheets.find(({ chosen }) => chosen) ?? sheets.find(({ sheet }) => sheet === named?.[0]) ?? sheets[0];

const MOST_TOP = 12;
const MOST_CELLS = 12;

const topOf = ({ sheets, dateSystem }: RawWorkbook, title: string): Review['top'] =>
  (sheets.find((sheet) => sheet.title === title)?.rows ?? []).slice(0, MOST_TOP).map(({ at, cells }) => ({
    at,
    cells: cells.slice(0, MOST_CELLS).map((cell) => (areDays([cell]) ? dayText(dateSystem)(cell) : shortText(cell))),
  }));

/** The sheet to begin with where none looks like a list of tasks: what is likest, else what has most rows. */
export const likestSheet = ({ sheets }: RawWorkbook, proposal: Proposal): string | undefined => {
  const scores = new Map(proposal.sheets.map(({ sheet, score }) => [sheet, score]));
  const worth = ({ title, rows }: RawWorkbook['sheets'][number]) =>
    (scores.get(title) ?? 0) + Math.min(rows.length, 500) / 1000;
  return [...sheets].sort((a, b) => worth(b) - worth(a))[0]?.title;
};

const MOST_ROWS = 4;
const LONGEST = 60;

const columnsOf = (own: ProposedSheet, rows: readonly RawRow[], dateSystem: 1900 | 1904): ReviewColumn[] => {
  const places = new Map(own.columns.map(({ column }) => [column, placeOfLetters(column)]));
  const first = rows
    .filter(({ cells }) => [...places.values()].some((at) => !isNothing(cells[at - 1] ?? null)))
    .slice(0, MOST_ROWS);
  return own.columns.map(({ column, header, meaning, ask }) => {
    const cells = first.map((row) => row.cells[(places.get(column) ?? 0) - 1] ?? null);
    const shown = areDays(cells) ? dayText(dateSystem) : shortText;
    return { letters: column, header, cells: cells.map(shown), meaning, isUnsure: ask };
  });
};

/** Numbers that are days from 2009 to 2064, and nothing else but texts. */
const areDays = (cells: readonly RawCell[]): boolean => {
  const numbers = cells.filter((cell) => typeof cell === 'number');
  return numbers.length > 0 && numbers.every((number) => number > 39_900 && number < 60_300);
};

const dayText =
  (dateSystem: 1900 | 1904) =>
  (cell: RawCell): string => {
    const date = typeof cell === 'number' ? parseDate(cell, dateSystem) : null;
    return date && 'day' in date ? isoOf(date.day) : shortText(cell);
  };

const shortText = (cell: RawCell): string => oneLine(textOf(cell)).slice(0, LONGEST);

const wordsOf = ({ statuses }: ProposedSheet, { statuses: said = {} }: ReadingChoices): ReviewWord[] =>
  statuses
    .filter(({ text }) => stateMeant(text) === null)
    .map(({ text, count, guess }) => ({
      text,
      count,
      state: said[text] ?? guess ?? '-',
      isUnsure: said[text] === undefined,
    }));

/** What people look for first in a menu. */
export const OFTEN_MEANT: readonly ColumnMeaning[] = [
  'task',
  'responsible',
  'due',
  'status',
  'start',
  'progress',
  'department',
  'note',
];

/** States as a menu has them. */
export const statesIn = (locale: Locale): readonly { readonly key: string; readonly label: string }[] =>
  ((tabOf('tracker').columns.status as Column).options ?? []).map(({ key, label }) => ({ key, label: label[locale] }));

/** What tells one workbook's layout from another, or the same from what it became: sheets, and the headers of the one shown. */
export const layoutOf = ({ sheets, sheet, headerRow, columns }: Review): string =>
  JSON.stringify([sheets, sheet, headerRow, columns.map(({ letters, header }) => [letters, header])]);
