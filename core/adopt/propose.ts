/** What adopting would make of a workbook: a pure function of its cells and of what a person has said. */
import { columnLetters, type Locale } from '../../sheet-templates/index.ts';
import { GUESS } from '../messages/languages.ts';
import { parseDate } from '../read/dates.ts';
import { textOf } from '../read/headers.ts';
import { newestOf } from '../text/title-order.ts';
import { oneLine } from '../text/width.ts';
import { normal } from '../text/words.ts';
import { isoOf } from '../time/day.ts';
import type { RawCell, RawWorkbook } from '../workbook.ts';
import { actorsOf, knownIn } from './across.ts';
import { bareRowsIn } from './bare-rows.ts';
import { countRows, tableEndOf } from './count.ts';
import { ASKED } from './guess/claims.ts';
import { DAYS, type Guess } from './guess/guessed.ts';
import { stateByPlace } from './guess/list-order.ts';
import { likelyState, stateMeant, stateTicked } from './guess/states.ts';
import { type Recognised, recogniseWorkbook } from './index.ts';
import { listBelow } from './list-below.ts';
import { markedMatrixIn } from './own-marks.ts';
import {
  type Anchor,
  type ColumnMeaning,
  MEANINGS,
  meaningFor,
  type Proposal,
  type ProposedColumn,
  type ProposedKind,
  type ProposedMark,
  type ProposedPerson,
  type ProposedSheet,
  type ProposedStatus,
  type ReadingChoices,
} from './proposal.ts';
import { asGuessed, LIKELY, type RecognisedSheet } from './recognise.ts';
import { type WithoutDate, withoutDate } from './undated.ts';

/**
 * Every sheet as it would be read, with what is sure and what had better be asked. `locale` is the language of the
 * sentences in it. What is followed is what `adopt` takes with the same choices. Linear in the cells.
 */
export const proposalOf = (raw: RawWorkbook, choices: ReadingChoices, locale: Locale): Proposal => {
  const found = recogniseWorkbook(raw, choices);
  return {
    sheets: found.sheets.map((reading) => sheetOf(reading, found, choices, locale)),
    quietDays: choices.quietDays ?? 0,
    forecast: null,
  };
};

/** A proposal's guesses as choices: whoever says yes to all of it has said this. */
export const acceptedIn = ({ sheets }: Proposal, choices: ReadingChoices): ReadingChoices => {
  const own = sheets.find(({ chosen }) => chosen);
  if (!own) return choices;
  if (own.kind === 'raci') {
    if (own.marks.length === 0) return choices;
    const marks = Object.fromEntries(own.marks.map(({ text, letter, guess }) => [text, letter ?? guess]));
    return { ...choices, sheets: choices.sheets ?? [own.sheet], marks };
  }
  const columns = own.columns.flatMap(({ meaning, column }) => (meaning === null ? [] : [[meaning, column] as const]));
  const statuses = own.statuses.flatMap(({ text, guess }) => (guess === null ? [] : [[text, guess] as const]));
  return {
    ...choices,
    sheets: choices.sheets ?? [own.sheet],
    ...(own.alike.length > 0 && { together: choices.together ?? own.together }),
    headerRow: choices.headerRow ?? own.headerRow,
    columns: { ...Object.fromEntries(columns), ...choices.columns },
    statuses: { ...Object.fromEntries(statuses), ...choices.statuses },
    ...(own.bareRows && { bareRows: choices.bareRows ?? own.bareRows.guess }),
  };
};

const sheetOf = (
  reading: RecognisedSheet,
  found: Recognised,
  choices: ReadingChoices,
  locale: Locale,
): ProposedSheet => {
  const { sheet, line, guess } = reading;
  const kind = kindOf(reading);
  const isSaid = choices.sheets?.includes(sheet.title) === true;
  // Of a sheet that somebody names its columns are shown, be it what it may: they can say what each is.
  if (kind === 'none' && !isSaid) return nothing(reading);
  const by = new Map(guess?.guesses.map((one) => [one.meaning, one]));
  const others = alikeTo(reading, found, choices);
  // Words and people of all that are followed together are asked about.
  const all = others.together
    ? [reading, ...found.alike.filter((one) => isFollowedToo(one, found, choices))]
    : [reading];
  return {
    sheet: sheet.title,
    kind,
    score: guess ? Math.min(1, guess.score) : 1,
    chosen: reading === found.best,
    ...others,
    because:
      reading === found.best && found.why && !others.together ? GUESS[locale].preferred[found.why.by](found.why) : '',
    headerRow: line.at,
    lastRow: lastRowOf(reading),
    columns: columnsOf(reading, locale, found.raw.dateSystem),
    ask:
      !isSaid &&
      choices.together === undefined &&
      reading === found.best &&
      (!(isSure(reading) || asksForTask(reading)) || found.rivals.length > 0),
    otherHeader: choices.headerRow === undefined ? (guess?.otherHeader ?? null) : null,
    missing: kind === 'raci' ? ['due', 'status'] : missingIn(by),
    people: kind === 'raci' ? peopleAcross(reading, found, choices) : peopleIn(by, all, found, choices),
    statuses: by.size > 0 ? statusesOf(all, choices) : [],
    ...(by.has('task') ? datesLacking(all, choices, found.raw.dateSystem) : NONE_LACKING),
    marks: marksOf(reading, choices),
    bareRows: by.has('task') ? bareRowsIn(reading, found.raw.dateSystem, choices) : null,
  };
};

const NONE_LACKING: Pick<ProposedSheet, 'undated' | 'unreadDates'> = { undated: 0, unreadDates: [] };

const datesLacking = (
  all: readonly RecognisedSheet[],
  choices: ReadingChoices,
  dateSystem: 1900 | 1904,
): typeof NONE_LACKING => {
  const each = all.map((one): WithoutDate => withoutDate(one, choices, dateSystem));
  return {
    undated: each.reduce((sum, { undated }) => sum + undated, 0),
    unreadDates: each.flatMap(({ unread }) => unread),
  };
};

/** Sheets of the same layout: teams and the like are followed together, of weeks and months the newest. */
const alikeTo = (
  reading: RecognisedSheet,
  { best, plan, alike, further }: Recognised,
  { together, sheets }: ReadingChoices,
): Pick<ProposedSheet, 'alike' | 'together'> => {
  if (reading !== best || reading !== plan) return { alike: [], together: false };
  const titles = alike.map(({ sheet }) => sheet.title);
  const isTime = newestOf([reading.sheet.title, ...titles], (title) => title) !== null;
  return { alike: titles, together: together ?? (sheets ? further.length > 0 : titles.length > 0 && !isTime) };
};

/** Some of them may have been named. */
const isFollowedToo = (one: RecognisedSheet, { further }: Recognised, { together }: ReadingChoices): boolean =>
  together === true || further.length === 0 || further.includes(one);

/** The last row above another table that begins further down. */
const lastRowOf = (reading: RecognisedSheet): number => {
  const { rows, line } = reading;
  const end = tableEndOf(rows, line, asGuessed(reading).mapping);
  return rows.filter(({ at }) => at < end).pop()?.at ?? line.at;
};

const isSure = ({ kind }: RecognisedSheet): boolean => kind === 'tasks' || kind === 'matrix';

/** Only which column says what is to be done is in doubt, and whoever is asked that sees the sheet. */
const asksForTask = ({ guess }: RecognisedSheet): boolean => guess?.isOfTasks === true && guess.otherHeader === null;

const nothing = ({ sheet, guess }: RecognisedSheet): ProposedSheet => ({
  sheet: sheet.title,
  kind: 'none',
  score: Math.min(1, guess?.score ?? 0),
  chosen: false,
  because: '',
  alike: [],
  together: false,
  headerRow: 0,
  lastRow: 0,
  columns: [],
  ask: false,
  otherHeader: null,
  missing: [],
  people: [],
  statuses: [],
  ...NONE_LACKING,
  marks: [],
  bareRows: null,
});

const ISSUES = /问题|缺陷|隐患|bug|issue|defect|risk|风险|課題/i;
const ACTIONS = /行动|待办|action|to-?do|会议/i;

const kindOf = ({ kind, guess, sheet }: RecognisedSheet): ProposedKind => {
  if (kind === 'matrix' || kind === 'marks') return 'raci';
  if (kind === 'directory' || kind === 'departments' || !guess || guess.score < LIKELY) return 'none';
  const by = new Map(guess.guesses.map((one) => [one.meaning, one]));
  const task = by.get('task');
  const isSaid = [...ANCHORS, 'start' as const, 'progress' as const].some((one) => by.has(one));
  if (!task || !(guess.isList || isSaid) || kind === 'colours') return 'none';
  const words = `${sheet.title} ${task.header}`;
  if (ISSUES.test(words)) return 'issues';
  if (ACTIONS.test(words)) return 'actions';
  return by.has('status') || by.has('progress') ? 'tracker' : 'plan';
};

const ANCHORS = ['responsible', 'due', 'status'] as const satisfies readonly Anchor[];

const missingIn = (by: ReadonlyMap<ColumnMeaning, Guess>): Anchor[] =>
  ANCHORS.filter((anchor) => !by.has(anchor) && !(anchor === 'status' && by.has('progress')));

const MOST_SAMPLES = 3;
const LONGEST_SAMPLE = 60;

const columnsOf = (reading: RecognisedSheet, locale: Locale, dateSystem: 1900 | 1904): ProposedColumn[] => {
  const { line, below, guess, mapping, matrix } = reading;
  const guesses = new Map(guess?.guesses.map((one) => [one.at, one]));
  const across = new Map(matrix?.across.map(({ at, names }) => [at, names[0] ?? '']));
  const plain = new Map(guess ? [] : mapping.mapped.map(({ at, tab, column }) => [at, meaningFor(tab, column)]));
  // What is said beside the progress stands in a sheet of ours where theirs has none.
  const saysHowFar = [...guesses.values()].some(({ meaning }) => meaning === 'status' || meaning === 'progress');
  const saysStatus = [...guesses.values()].some(({ meaning }) => meaning === 'status');
  const width = Math.max(line.cells.length, ...[guesses, plain, across].flatMap((places) => [...places.keys()]));
  return Array.from({ length: width }, (_, index) => index + 1).flatMap((at): ProposedColumn[] => {
    const header = oneLine(line.cells[at - 1] || across.get(at) || '');
    const own = guesses.get(at);
    const samples = samplesOf(below(at), own !== undefined && DAYS.has(own.meaning) ? dateSystem : null);
    if (header === '' && samples.length === 0) return [];
    const meaning = own?.meaning ?? plain.get(at) ?? null;
    const isKept = meaning === null || MEANINGS[meaning].tab === 'raci' || saysHowFar;
    if (!isKept || (own?.ask && !isAsked(own.meaning, saysStatus)))
      return [{ ...left, column: columnLetters(at), header, samples }];
    const about = aboutGuess(own, meaning !== null, samples.length === 0, locale);
    return [{ column: columnLetters(at), header, samples, meaning, ...about }];
  });
};

/** A share that is done stands for the status where there is none. */
const isAsked = (meaning: ColumnMeaning, saysStatus: boolean): boolean =>
  ASKED.has(meaning) || meaning === 'start' || (meaning === 'progress' && !saysStatus);

const left = { meaning: null, because: '', score: 0, ask: false, others: [] } as const;

/** A matrix has no guesses: its letters are sure. */
const aboutGuess = (
  own: Guess | undefined,
  isRead: boolean,
  isEmpty: boolean,
  locale: Locale,
): Pick<ProposedColumn, 'because' | 'score' | 'ask' | 'others'> => {
  const say = GUESS[locale].because;
  if (!own) return { because: isRead ? say.header : '', score: isRead ? 1 : 0, ask: false, others: [] };
  // What its drop-down bears out has no cells yet.
  const because = say[isEmpty && own.because === 'both' ? 'headerOnly' : own.because];
  return { because, score: Math.round(own.score * 100) / 100, ask: own.ask, others: own.others };
};

/** Days as days where the column holds them, whatever number the cell has. */
const samplesOf = (cells: readonly RawCell[], days: 1900 | 1904 | null): string[] => {
  const texts = new Set<string>();
  for (const cell of cells) {
    if (texts.size >= MOST_SAMPLES) break;
    const date = days !== null && typeof cell === 'number' ? parseDate(cell, days) : { none: true as const };
    texts.add('day' in date ? isoOf(date.day) : oneLine(textOf(cell)).slice(0, LONGEST_SAMPLE));
  }
  return [...texts];
};

const peopleIn = (
  by: ReadonlyMap<ColumnMeaning, Guess>,
  all: readonly RecognisedSheet[],
  found: Recognised,
  choices: ReadingChoices,
): ProposedPerson[] => {
  if (!by.has('task')) return [];
  const people = all.flatMap((one) => countRows(asGuessed(one), found.raw.dateSystem).people);
  return [...new Set(people.map(({ name }) => name))].map((name) => personOf(name, found, choices));
};

/** Over the columns of a matrix. */
const peopleAcross = ({ matrix }: RecognisedSheet, found: Recognised, choices: ReadingChoices): ProposedPerson[] => {
  const actors = actorsOf(matrix?.across ?? [], knownIn(found.directory, found.departments));
  const names = new Set(actors.flatMap(({ kind, name }) => (kind === 'person' ? [name] : [])));
  return [...names].map((name) => personOf(name, found, choices));
};

const personOf = (name: string, { people }: Recognised, choices: ReadingChoices): ProposedPerson => ({
  text: name,
  person: choices.people?.[name] ?? people.get(normal(name)) ?? null,
});

/** Also of a matrix of which somebody has said what its marks mean. */
const marksOf = ({ kind, marks, sheet }: RecognisedSheet, { marks: said }: ReadingChoices): ProposedMark[] => {
  const own = marks ?? (said && kind === 'matrix' ? markedMatrixIn(sheet)?.marks : undefined) ?? [];
  return own.map((mark) => ({ ...mark, letter: said?.[mark.text] ?? null }));
};

const MOST_WORDS = 50;
/** A longer list is none of states. */
const MOST_OFFERED = 20;

/** Each word once with its number of rows; behind them what a drop-down offers beside them and nobody knows, as somebody may choose that tomorrow. */
const statusesOf = (all: readonly RecognisedSheet[], { statuses = {} }: ReadingChoices): ProposedStatus[] => {
  const column = all[0]?.guess?.guesses.find(({ meaning }) => meaning === 'status');
  if (!column) return [];
  const counts = new Map<string, number>();
  for (const cell of all.flatMap(({ below }) => [...below(column.at)])) {
    const text = oneLine(textOf(cell));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const lists = all.map((one) => listBelow(one, column.at)).filter((words) => words.length <= MOST_OFFERED);
  const known = new Set([normal(column.header), ...[...counts.keys()].map(normal)]);
  for (const word of lists.flat()) {
    const isSaid = statuses[word] !== undefined;
    const isWord = Number.isNaN(Number(word.replace('%', '')));
    if (isWord && !known.has(normal(word)) && (isSaid || stateMeant(word) === null)) counts.set(word, 0);
  }
  const byPlace = (text: string): string | null => {
    const list = lists.find((words) => words.some((word) => normal(word) === normal(text))) ?? [];
    return stateByPlace(list, list.find((word) => normal(word) === normal(text)) ?? '');
  };
  return [...counts].slice(0, MOST_WORDS).map(([text, count]) => {
    const status = statuses[text] ?? stateMeant(text);
    return {
      text,
      count,
      status,
      guess: status ?? stateTicked(column.header, text) ?? likelyState(text) ?? byPlace(text),
    };
  });
};
