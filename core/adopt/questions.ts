/** What whoever adopts a workbook is asked: one question after the other, each with a guess, of what a proposal is unsure of. */
import { type Column, columnOf, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { ASKING } from '../messages/languages.ts';
import { parseDate } from '../read/dates.ts';
import { likelyState, stateMeant } from './guess/states.ts';

import { isRoleLetter, ROLE_LETTERS, type RoleLetter } from './own-marks.ts';
import type {
  Anchor,
  ColumnMeaning,
  Proposal,
  ProposedColumn,
  ProposedMark,
  ProposedSheet,
  ProposedStatus,
  ReadingChoices,
} from './proposal.ts';
import { hasOwners, UPDATE_AFTER } from './undated.ts';

/** One question. What is typed instead of a number is the row of a header, or a column by its letters or header. */
export interface AdoptQuestion {
  /** Tells it apart from the others about the same workbook: each is asked once. */
  readonly key: string;
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly said: ReadingChoices }[];
  /** The one of the choices, from 0, that nothing typed takes; null where there is no guess. */
  readonly usual: number | null;
  readonly typed: 'row' | { readonly column: ColumnMeaning; readonly of: readonly ProposedColumn[] } | null;
}

/**
 * What is to be asked next; null when nothing is unsure any more. An answer changes what the others are about, so each
 * question is of the proposal that came of the answers before it.
 */
export const nextQuestion = (
  proposal: Proposal,
  said: ReadingChoices,
  asked: ReadonlySet<string>,
  locale: Locale,
): AdoptQuestion | null => {
  const own = proposal.sheets.find(({ chosen }) => chosen) ?? sheetNamed(proposal, said.sheets?.[0]);
  if (asked.size >= MOST_QUESTIONS) return null;
  const isOpen = ({ key }: AdoptQuestion) => !asked.has(key);
  const sheet = sheetQuestion(proposal, own, locale);
  if (sheet && isOpen(sheet)) return sheet;
  if (!own) return null;
  if (own.kind === 'raci') return markQuestions(own, asked, locale).find(isOpen) ?? null;
  const questions = [
    ...headerQuestion(own, locale),
    ...unsureColumns(own, locale),
    ...missingColumns(own, said, locale),
    ...bareRowsQuestion(own, locale),
    ...wordQuestions(own, asked, locale),
    ...quietQuestion(own, said, asked, locale),
  ];
  return questions.find(isOpen) ?? null;
};

/** Whoever answers more has lost patience: the report says what was left open. */
const MOST_QUESTIONS = 7;

const sheetNamed = ({ sheets }: Proposal, title: string | undefined): ProposedSheet | undefined =>
  sheets.find(({ sheet }) => sheet === title);

/** So many sheets are listed. */
const MOST_SHEETS = 9;

const NO_SHEET: ReadingChoices = { sheets: [] };

/** Somebody was shown the sheets there are, and means none of them. */
export const wantsNone = ({ sheets }: ReadingChoices): boolean => sheets?.length === 0;

const sheetQuestion = ({ sheets }: Proposal, own: ProposedSheet | undefined, locale: Locale): AdoptQuestion | null => {
  if (own && !own.ask) return null;
  const say = ASKING[locale];
  const likely = sheets.filter(({ kind, chosen }) => kind !== 'none' && !chosen);
  // What its marks mean is asked, and whether they speak of people at all: that is the same question.
  if (likely.length === 0 && own?.marks.some(({ letter }) => letter === null)) return null;
  const listed = (own ? [own, ...likely] : sheets).slice(0, MOST_SHEETS);
  const together =
    own && own.alike.length > 0
      ? [
          {
            label: say.allTogether({ titles: [own.sheet, ...own.alike] }),
            said: { sheets: [own.sheet], together: true },
          },
        ]
      : [];
  return {
    key: 'sheet',
    text: own ? say.sheet({ count: listed.length }) : say.whichSheet({ count: listed.length }),
    choices: [
      ...listed.map(({ sheet, headerRow, columns }) => ({
        label: say.sheetLabel({
          title: sheet,
          row: headerRow,
          headers: columns.flatMap(({ meaning, header }) => (meaning === null || header === '' ? [] : [header])),
        }),
        said: { sheets: [sheet], ...(together.length > 0 && { together: false }) },
      })),
      ...together,
      { label: say.noSheet({ count: listed.length }), said: NO_SHEET },
    ],
    usual: own && !own.together ? 0 : listed.length,
    typed: null,
  };
};

const headerQuestion = ({ headerRow, otherHeader, columns }: ProposedSheet, locale: Locale): AdoptQuestion[] => {
  if (otherHeader === null && headerRow > 0) return [];
  const say = ASKING[locale];
  const first = columns.find(({ meaning }) => meaning === 'task')?.samples[0] ?? '';
  return [
    {
      key: 'header',
      text: headerRow > 0 ? say.header({ row: headerRow, first }) : say.whichHeader,
      choices: headerRow > 0 ? [{ label: say.yes, said: { headerRow } }] : [],
      usual: headerRow > 0 ? 0 : null,
      typed: 'row',
    },
  ];
};

/** What is asked for, the most needed first. */
const NEEDED: readonly ('task' | Anchor)[] = ['task', 'responsible', 'due', 'status'];
const ANCHORS = 3;
/** What is asked where a column may say it; a start is missed by nobody. */
type Asked = 'task' | Anchor | 'start';
const ASKED: readonly Asked[] = ['task', 'responsible', 'due', 'start', 'status'];

const unsureColumns = ({ columns }: ProposedSheet, locale: Locale): AdoptQuestion[] =>
  ASKED.flatMap((meaning): AdoptQuestion[] => {
    const guess = columns.find((column) => column.meaning === meaning && column.ask);
    if (!guess) return [];
    const others = columns.filter((column) => column !== guess && column.others.includes(meaning));
    return [columnQuestion(meaning, ASKING[locale].which[meaning], [guess, ...others], columns, true, locale)];
  });

/** What no column was found for, where one that nobody reads may say it. */
const missingColumns = (
  own: ProposedSheet,
  { columns: said = {} }: ReadingChoices,
  locale: Locale,
): AdoptQuestion[] => {
  const lacking = NEEDED.filter((meaning) => !own.columns.some((column) => column.meaning === meaning));
  return lacking.flatMap((meaning): AdoptQuestion[] => {
    if (said[meaning] !== undefined || (meaning !== 'task' && !own.missing.includes(meaning))) return [];
    const maySay = meaning === 'status' && own.missing.length < ANCHORS ? holdsStates : MAY_SAY[meaning];
    const free = own.columns.filter((column) => column.meaning === null && maySay(column));
    if (free.length === 0) return [];
    const text = ASKING[locale].missing[meaning];
    return [columnQuestion(meaning, text, free, own.columns, meaning === 'task', locale)];
  });
};

const LONGEST_NAME = 24;
const isDay = (text: string): boolean => 'day' in parseDate(text, 1900);
const isShort = (text: string): boolean => text.length <= LONGEST_NAME && /\p{L}/u.test(text);

/** A sheet without a status can be followed, as it gets a place to say it; one that says nothing else cannot. */
const holdsStates = ({ samples }: ProposedColumn): boolean =>
  samples.some((text) => (stateMeant(text) ?? likelyState(text)) !== null);

/** Whether a column's cells could be what lacks. */
const MAY_SAY: Readonly<Record<'task' | Anchor, (column: ProposedColumn) => boolean>> = {
  task: ({ samples }) => samples.some((text) => /\p{L}/u.test(text)),
  responsible: ({ samples }) => samples.length > 0 && samples.every((text) => isShort(text) && !isDay(text)),
  due: ({ samples }) => samples.some(isDay),
  status: ({ samples }) => samples.length > 0 && samples.every(isShort),
};

/** So many columns are listed; any other can be typed. */
const MOST_COLUMNS = 6;

/** With `isGuess` the first of the columns is what nothing typed takes, else that there is none. */
const columnQuestion = (
  meaning: Asked,
  text: string,
  likely: readonly ProposedColumn[],
  all: readonly ProposedColumn[],
  isGuess: boolean,
  locale: Locale,
): AdoptQuestion => {
  const say = ASKING[locale];
  const listed = likely.slice(0, MOST_COLUMNS);
  const none = { label: say.noColumn, said: { columns: { [meaning]: '-' } } };
  return {
    key: `column ${meaning}`,
    text,
    choices: [
      ...listed.map((column) => ({
        label: say.column(column),
        said: { columns: { [meaning]: column.column } },
      })),
      ...(meaning === 'task' ? [] : [none]),
    ],
    usual: isGuess ? 0 : listed.length,
    typed: { column: meaning, of: all },
  };
};

const STATES = (tabOf('tracker').columns.status as Column).options ?? [];

/** So many words are asked for one by one, the most frequent first. */
const MOST_WORDS = 3;

/**
 * Words with a guess are asked for together; whoever says no to that, and words without one, one by one. Of words that no row has yet nobody is asked
 * without a guess, unless they are asked of others.
 */
const wordQuestions = ({ statuses }: ProposedSheet, asked: ReadonlySet<string>, locale: Locale): AdoptQuestion[] => {
  const say = ASKING[locale];
  const open = statuses.filter(({ status, text }) => status === null && text !== '');
  const isAlong = open.some(({ count }) => count > 0) || [...asked].some((key) => key.startsWith('word'));
  const unknown = open.filter(({ count, guess }) => isAlong || count > 0 || guess !== null);
  const guessed = unknown.flatMap((word) => (word.guess === null ? [] : [{ ...word, guess: word.guess }]));
  const together = guessed.length > 1 && !asked.has('words');
  const alone = together ? unknown.filter(({ guess }) => guess === null) : unknown;
  return [
    ...(together
      ? [
          {
            key: 'words',
            text: say.words({
              words: guessed.map(({ text, count, guess }) => ({ text, count, state: stateNamed(guess, locale) })),
            }),
            choices: [
              {
                label: say.yes,
                said: { statuses: Object.fromEntries(guessed.map(({ text, guess }) => [text, guess])) },
              },
              { label: say.oneByOne, said: {} },
            ],
            usual: 0,
            typed: null,
          },
        ]
      : []),
    ...[...alone]
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_WORDS)
      .map((word) => wordQuestion(word, locale)),
  ];
};

const wordQuestion = ({ text, count, guess }: ProposedStatus, locale: Locale): AdoptQuestion => {
  const say = ASKING[locale];
  const usual = STATES.findIndex(({ key }) => key === guess);
  return {
    key: `word ${text}`,
    text: say.word({ text, count }),
    choices: [
      ...STATES.map(({ key, label }) => ({ label: label[locale], said: { statuses: { [text]: key } } })),
      { label: say.noState, said: { statuses: { [text]: '-' } } },
    ],
    usual: usual >= 0 ? usual : STATES.length,
    typed: null,
  };
};

/**
 * Whether owners of what has no date are asked for an update now and then. Nobody is asked this alone, unless no column says a date: then
 * Baton would never say anything.
 */
const quietQuestion = (
  own: ProposedSheet,
  { quietDays }: ReadingChoices,
  asked: ReadonlySet<string>,
  locale: Locale,
): AdoptQuestion[] => {
  const { undated, missing } = own;
  if (!hasOwners(own)) return [];
  if (undated === 0 || quietDays !== undefined || (asked.size === 0 && !missing.includes('due'))) return [];
  const say = ASKING[locale];
  return [
    {
      key: 'quiet',
      text: say.undated({ count: undated }),
      choices: UPDATE_AFTER.map((days) => ({ label: say.quietAfter({ days }), said: { quietDays: days } })),
      usual: 0,
      typed: null,
    },
  ];
};

const bareRowsQuestion = ({ bareRows }: ProposedSheet, locale: Locale): AdoptQuestion[] => {
  if (bareRows === null || bareRows.are !== null) return [];
  const say = ASKING[locale];
  return [
    {
      key: 'bare rows',
      text: say.bareRows({ count: bareRows.rows.length, samples: bareRows.samples }),
      choices: (['heading', 'task'] as const).map((one) => ({ label: say.bareRow[one], said: { bareRows: one } })),
      usual: bareRows.guess === 'heading' ? 0 : 1,
      typed: null,
    },
  ];
};

/** All marks of a matrix together, with what they likely mean; whoever says no to that is asked one by one. */
const markQuestions = ({ marks }: ProposedSheet, asked: ReadonlySet<string>, locale: Locale): AdoptQuestion[] => {
  const say = ASKING[locale];
  const unknown = marks.filter(({ letter }) => letter === null);
  const isOneByOne = marks.some(({ text }) => asked.has(`mark ${text}`));
  if (unknown.length === 0 && !isOneByOne) return [];
  const together = {
    key: 'marks',
    text: say.marks({
      marks: unknown.map(({ text, count, guess }) => ({ text, count, letter: letterNamed(guess, locale) })),
    }),
    choices: [
      { label: say.yes, said: { marks: Object.fromEntries(unknown.map(({ text, guess }) => [text, guess])) } },
      { label: say.oneByOne, said: {} },
      { label: say.noMarks, said: { marks: {} } },
    ],
    usual: 0,
    typed: null,
  };
  return [...(asked.has('marks') ? [] : [together]), ...marks.map((mark) => markQuestion(mark, marks, locale))];
};

/** A matrix can be read once all of its marks have a letter: the others have what was said, or their guess. */
const markQuestion = (
  { text, count, letter, guess }: ProposedMark,
  all: readonly ProposedMark[],
  locale: Locale,
): AdoptQuestion => {
  const say = ASKING[locale];
  const others = Object.fromEntries(all.map((mark) => [mark.text, mark.letter ?? mark.guess]));
  return {
    key: `mark ${text}`,
    text: say.mark({ text, count }),
    choices: [...ROLE_LETTERS, '-'].map((one) => ({
      label: letterNamed(one, locale),
      said: { marks: { ...others, [text]: one } },
    })),
    usual: Math.max(0, [...ROLE_LETTERS, '-'].indexOf(letter ?? guess)),
    typed: null,
  };
};

/** R, with what it says: Responsible (R). */
export const letterNamed = (letter: string, locale: Locale): string =>
  isRoleLetter(letter) ? columnOf('raci', COLUMN_OF[letter]).header[locale] : ASKING[locale].noState;

const COLUMN_OF = {
  R: 'responsible',
  A: 'accountable',
  S: 'supporting',
  C: 'consulted',
  I: 'informed',
} as const satisfies Record<RoleLetter, string>;

export const stateNamed = (state: string, locale: Locale): string =>
  STATES.find(({ key }) => key === state)?.label[locale] ?? state;

/** What is said by what somebody typed: the number of a choice, or what may stand for one; null for anything else. */
export const answerTo = ({ choices, usual, typed }: AdoptQuestion, text: string): ReadingChoices | null => {
  const answer = text.normalize('NFKC').trim();
  if (answer === '') return usual === null ? null : (choices[usual]?.said ?? null);
  if (typed === 'row') return rowTyped(answer, choices[0]?.said ?? null);
  if (/^\d+$/.test(answer)) return choices[Number(answer) - 1]?.said ?? null;
  const said = answer.toLowerCase();
  const labelled = choices.find(({ label }) => label.toLowerCase() === said);
  if (labelled) return labelled.said;
  if (typed === null) return null;
  const column =
    typed.of.find((one) => one.column.toLowerCase() === said) ??
    typed.of.find(({ header }) => header.normalize('NFKC').toLowerCase() === said);
  return column ? { columns: { [typed.column]: column.column } } : null;
};

const rowTyped = (answer: string, yes: ReadingChoices | null): ReadingChoices | null => {
  if (YES.test(answer)) return yes;
  return /^\d{1,6}$/.test(answer) && Number(answer) > 0 ? { headerRow: Number(answer) } : null;
};
const YES = /^(?:y|yes|是|对)$/i;

/** All that is said once this was typed; null where it is no answer. Whoever answers what is asked about a sheet goes on with that sheet. */
export const saidWith = (
  before: ReadingChoices,
  question: AdoptQuestion,
  typed: string,
  { sheets }: Proposal,
): ReadingChoices | null => {
  const now = answerTo(question, typed);
  if (now === null) return null;
  const own = question.key === 'sheet' ? undefined : sheets.find(({ chosen }) => chosen);
  return alsoSaid(own ? aboutSheet(before, own) : before, now);
};

/** What is said is said of this sheet, whatever would be likelier then. Marks that are none may send somebody to another one. */
export const aboutSheet = (
  said: ReadingChoices,
  { sheet, kind, alike, together }: Pick<ProposedSheet, 'sheet' | 'kind' | 'alike' | 'together'>,
): ReadingChoices =>
  said.sheets !== undefined || kind === 'raci'
    ? said
    : { ...said, sheets: [sheet], ...(alike.length > 0 && { together: said.together ?? together }) };

/** What was said before, and what is said now. */
export const alsoSaid = (before: ReadingChoices, now: ReadingChoices): ReadingChoices => ({
  ...before,
  ...now,
  ...(before.columns || now.columns ? { columns: { ...before.columns, ...now.columns } } : {}),
  ...(before.marks || now.marks ? { marks: isEmpty(now.marks) ? {} : { ...before.marks, ...now.marks } } : {}),
  ...(before.statuses || now.statuses ? { statuses: { ...before.statuses, ...now.statuses } } : {}),
});

/** None of the marks speaks of people. */
const isEmpty = (marks: ReadingChoices['marks']): boolean => marks !== undefined && Object.keys(marks).length === 0;
