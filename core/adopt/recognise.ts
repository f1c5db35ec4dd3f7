/** Tells what a team's sheet is: tasks, people, departments, a matrix, or something else. */
import type { TabKey } from '../../sheet-templates/index.ts';
import { addressIn, isAddress } from '../read/address.ts';
import { type HeaderLine, headerLines, textOf } from '../read/headers.ts';
import { must } from '../text/must.ts';
import type { RawCell, RawRow, RawSheet } from '../workbook.ts';
import { besideNumbers, cellsBelow, daysByRow, type Unnamed, unnamedColumn } from './cells-below.ts';
import { type CellsBelow, idClaimants, type Mapping, mapColumns } from './columns.ts';
import { givenIn } from './given.ts';
import { ANCHORS } from './guess/claims.ts';
import type { Guess } from './guess/guessed.ts';
import { type LineReading, readLine } from './guess/line.ts';
import { breaksAt } from './header-breaks.ts';
import { linesRead } from './header-lines.ts';
import {
  isDays,
  isUpperHalf,
  legendsBeside,
  qualityOf,
  recurringIn,
  rowAbove,
  SAMPLE,
  saysTheSame,
  standsBelowHeader,
  swallowsData,
} from './header-rows.ts';
import { listBelow, listedBeside } from './list-below.ts';
import { alsoAsked, mappedOf, mappingOf } from './mapped.ts';
import { detailBehind, type Matrix, matrixIn, taskColumn } from './matrix.ts';
import { namesTasks } from './named-before.ts';
import { explainedMatrix, type MarkedMatrix, markedMatrixIn, type OwnMark } from './own-marks.ts';
import type { BareRows, ReadingChoices } from './proposal.ts';

/**
 * What a sheet is read as.
 * - `tasks`: a task and who, when or how far; `directory`: people and addresses; `departments`: with their heads
 * - `matrix`: tasks down, people or departments across, letters of RACI in the cells
 * - `marks`: the same with marks of its own, which nobody has explained yet
 * - `colours`: tasks against days, where the fill of the cells is all there is
 * - `unnamed`: a table whose tasks stand in a column without a header
 * - `other`: anything else
 */
export type SheetKind = 'tasks' | 'directory' | 'departments' | 'matrix' | 'marks' | 'colours' | 'unnamed' | 'other';

export interface RecognisedSheet {
  readonly sheet: RawSheet;
  readonly kind: SheetKind;
  /** Empty, above the first row, where no row could be a header. */
  readonly line: HeaderLine;
  /** All rows below it. */
  readonly rows: readonly RawRow[];
  readonly mapping: Mapping;
  readonly below: CellsBelow;
  /** 1-based columns whose headers may be an id's. */
  readonly ids: readonly number[];
  /** For `unnamed`: the column without a header, with some of its cells. */
  readonly unnamed: Unnamed | null;
  /** For `matrix`. Its tasks' names are mapped, also where no header says that they are. */
  readonly matrix: Matrix | null;
  /** What somebody has said of rows with nothing but a name. */
  readonly bareRows?: BareRows;
  /** For `marks`. */
  readonly marks?: readonly OwnMark[];
  /** What its columns are taken for, sure or not; null for a matrix, and where nothing can be a header. */
  readonly guess: SheetGuess | null;
}

export interface SheetGuess extends LineReading {
  /** Another row that may be the header as well. */
  readonly otherHeader: number | null;
}

const NOTHING: Mapping = { mapped: [], ambiguous: [], contradicted: [] };

export const has = ({ mapped }: Mapping, tab: TabKey, ...columns: readonly string[]): boolean =>
  mapped.some((m) => m.tab === tab && columns.includes(m.column));

export const columnAt = ({ mapped }: Mapping, tab: TabKey, column: string): number | undefined =>
  mapped.find((m) => m.tab === tab && m.column === column)?.at;

/** The same of a column without which the sheet would not be of its kind. */
export const columnPlace = (mapping: Mapping, tab: TabKey, column: string): number =>
  must(columnAt(mapping, tab, column), `column for ${tab}.${column}`);

/** What is known before a sheet is read: names in the workbook's directory, normalised, and what a person has said. */
export interface Beforehand {
  readonly known: ReadonlySet<string>;
  readonly said: ReadingChoices;
}

const NOTHING_SAID: Beforehand = { known: new Set(), said: {} };

/** A second header that is so near is worth asking about. */
const NEAR = 0.85;

/**
 * Reads one sheet of a stranger's workbook. Of the lines near its top that say what columns are, each is read with all that
 * stands below it, and the best reading as a whole wins. Tasks whose rows say who and when or how far are tasks, also
 * where columns of letters stand beside.
 */
export const recognise = (
  sheet: RawSheet,
  dateSystem: 1900 | 1904,
  before: Beforehand = NOTHING_SAID,
): RecognisedSheet => {
  const letters = matrixIn(sheet);
  const marked = letters ? null : markedFor(sheet, before.said);
  const matrix = letters ?? (marked && explainedMatrix(sheet, marked, before.said.marks));
  const across = new Set(matrix?.across.map(({ at }) => at));
  const bare = (line: HeaderLine): HeaderLine =>
    matrix ? { ...line, cells: line.cells.map((text, index) => (across.has(index + 1) ? '' : text)) } : line;
  const readings = linesRead(sheet, dateSystem, before.said)
    .map((line) => read(sheet, bare(line), dateSystem, before))
    .filter((reading) => !matrix || isFollowed(reading));
  if (matrix) readings.push(matrixReading(sheet, matrix, dateSystem));
  const asMarked =
    matrix || !marked || readings.some((one) => isFollowed(one) || saysWho(one, marked.matrix))
      ? null
      : matrixReading(sheet, marked.matrix, dateSystem);
  if (asMarked?.kind === 'matrix') return { ...asMarked, kind: 'marks', marks: marked?.marks ?? [] };
  const ranks = new Map(readings.map((reading) => [reading, rankOf(reading) + breakRank(reading, dateSystem)]));
  const [likeliest] = readings.sort((a, b) => must(ranks.get(b), 'rank') - must(ranks.get(a), 'rank'));
  if (!likeliest) return nothingIn(sheet);
  const first = readings.find((one) => one.kind === 'tasks' && isLongerAbove(one, likeliest)) ?? likeliest;
  const readingOf = (line: HeaderLine) => read(sheet, bare(line), dateSystem, before);
  const isSaid = before.said.headerRow !== undefined;
  const whole = isSaid || matrix ? first : firstOfSame(first, readingOf);
  // A row that somebody has named stays the last one of the header.
  const best = shortest(whole, sheet, (line) => (!isSaid || line.at === whole.line.at ? readingOf(line) : null));
  const others = readings.filter((one) => one !== best && one !== whole);
  // Below a header that is sure stands another table, or the same header again; but where it has many times the tasks, the first may be a legend.
  const near = others.find((one) => {
    const { line, guess } = one;
    if (isFullerBelow(one, best)) return guess !== null && guess.score >= LIKELY;
    return (
      (line.at < best.line.top || (line.top > best.line.at && best.kind !== 'tasks')) &&
      guess &&
      best.guess &&
      (guess.worth > NEAR * best.guess.worth ||
        saysTheSame(best.line, line) ||
        (guess.score >= PLAIN && isLongerAbove(one, best))) &&
      guess.score >= LIKELY
    );
  });
  const otherHeader =
    near?.line.at ?? (isSaid || !best.guess ? null : rowAbove(best.line, best.guess.guesses.filter(isNeeded), sheet));
  const found = otherHeader !== null && best.guess ? { ...best, guess: { ...best.guess, otherHeader } } : best;
  const { columns, ...unsaid } = before.said;
  const free = columns ? read(sheet, found.line, dateSystem, { ...before, said: unsaid }) : found;
  return alsoAsked(found, free.guess, columns !== undefined || before.said.sheets !== undefined);
};

const isNeeded = ({ meaning }: Guess): boolean => meaning === 'task' || ANCHORS.includes(meaning);

/** A table of at least as many rows as stand below the other one's header, which begins beneath it. */
const isLongerAbove = ({ line, rows }: RecognisedSheet, other: RecognisedSheet): boolean =>
  line.at < other.line.top && rows.filter(({ at }) => at < other.line.top).length >= Math.max(2, other.rows.length);

/** A table with many times the tasks of one that begins above it. */
const isFullerBelow = (one: RecognisedSheet, other: RecognisedSheet): boolean =>
  one.line.top > other.line.at && tasksIn(one) >= MANY_TIMES * Math.max(1, tasksIn(other));
const MANY_TIMES = 3;
const tasksIn = ({ mapping, below }: RecognisedSheet): number => {
  const at = columnAt(mapping, 'raci', 'name');
  return at === undefined ? 0 : below(at).length;
};

/** Of lines that say the same, as each part of a sheet may begin with one, the first is the header and the others repeat it. */
const firstOfSame = (best: RecognisedSheet, readingOf: (line: HeaderLine) => RecognisedSheet): RecognisedSheet => {
  const { line, guess, sheet } = best;
  if (!guess || line.at === 0) return best;
  const again: HeaderLine[] = [];
  for (const one of headerLines(sheet)) {
    if (one.at >= line.top || again.length >= MOST_AGAIN) break;
    if (!swallowsData(one, sheet) && saysTheSame(line, one)) again.push(one);
  }
  const above = again
    .map(readingOf)
    .filter((one) => one.guess && one.guess.score >= LIKELY && meansAlso(one.guess, best));
  const [first] = above.sort((one, other) => one.line.at - other.line.at || rankOf(other) - rankOf(one));
  return first ?? best;
};
/** Lines above it that are read for it. */
const MOST_AGAIN = 4;

const meansAlso = ({ guesses }: SheetGuess, { guess }: RecognisedSheet): boolean =>
  (guess?.guesses ?? []).every(
    ({ at, meaning }) => meaning !== 'task' || guesses.some((one) => one.at === at && one.meaning === meaning),
  );

/** Of lines that name the same columns the one with the fewest rows: a note, a legend or the first task is no part of the header. */
const shortest = (
  best: RecognisedSheet,
  sheet: RawSheet,
  readingOf: (line: HeaderLine) => RecognisedSheet | null,
): RecognisedSheet => {
  const { top, at } = best.line;
  if (top === at || !best.guess) return best;
  const named = namesIn(best);
  return (
    [...headerLines(sheet)]
      .filter((line) => line.top >= top && line.at <= at && line.at - line.top < at - top && !isUpperHalf(line, sheet))
      .sort((a, b) => a.at - a.top - (b.at - b.top))
      .map(readingOf)
      .find((one) => one?.kind === best.kind && namesIn(one) === named && asksIn(one) <= asksIn(best)) ?? best
  );
};

const namesIn = ({ guess }: RecognisedSheet): string =>
  (guess?.guesses ?? []).map(({ at, meaning }) => `${at} ${meaning}`).join();
const asksIn = ({ guess }: RecognisedSheet): number => (guess?.guesses ?? []).filter(({ ask }) => ask).length;

/** Whoever has said what columns mean, or that marks speak of nobody, is not asked about marks. */
const markedFor = (sheet: RawSheet, { columns, marks }: ReadingChoices): MarkedMatrix | null =>
  columns || (marks && Object.keys(marks).length === 0) ? null : markedMatrixIn(sheet);

const nothingIn = (sheet: RawSheet): RecognisedSheet => ({
  sheet,
  kind: 'other',
  line: { top: 0, at: 0, cells: [] },
  rows: [],
  mapping: NOTHING,
  below: () => [],
  ids: [],
  unnamed: null,
  matrix: null,
  guess: null,
});

/** What of a sheet is best read as: first what it surely is, then what says most. */
const rankOf = ({ kind, mapping, ids, guess, line, sheet }: RecognisedSheet): number =>
  100 * ((kind === 'other' || kind === 'unnamed') && guess && guess.score >= LIKELY ? worthOf(guess) : WORTH[kind]) +
  (guess ? 5 * guess.worth : 2 * mapping.mapped.length + mapping.ambiguous.length) +
  Math.min(1, ids.length) -
  (isCutThrough(line, sheet) ? 3 : 0) -
  (kind === 'tasks' && isUpperHalf(line, sheet) ? HALF : 0) -
  (standsBelowHeader(line, sheet) ? BELOW : 0);
/** What stands below it goes on with it, or is of another kind. */
const breakRank = ({ line, sheet, kind }: RecognisedSheet, dateSystem: 1900 | 1904): number => {
  const breaks = line.at === 0 || kind === 'colours' ? 0 : breaksAt(line, sheet, dateSystem);
  return (breaks < 0 ? GOES_ON : BREAKS) * breaks;
};
const GOES_ON = 100;
const BREAKS = 10;
/** Half a header, of which the other half reads as well. */
const HALF = 20;
/** Whatever it looks like, any other line is rather the header. */
const BELOW = 300;
/** Days across are less than a header that says who, when and how far. */
const worthOf = ({ score }: SheetGuess): number => (score >= PLAIN ? 2.5 : 1.5);
const PLAIN = 0.5;
/** From here on a sheet that nobody is sure of is worth showing. */
export const LIKELY = 0.2;

/** Whether a cell of the header goes on below its last row: then the header does. */
const isCutThrough = ({ top, at, cells }: HeaderLine, { merges }: RawSheet): boolean =>
  merges.some(
    (m) => m.top >= top && m.top <= at && m.bottom > at && m.bottom <= at + 2 && (cells[m.left - 1] ?? '') !== '',
  );

/** Somebody stands beside the marks again and again: these speak of steps, and not of people. */
const saysWho = ({ guess }: RecognisedSheet, { across }: Matrix): boolean =>
  guess?.guesses.some(
    ({ meaning, at, because }) =>
      meaning === 'responsible' && because !== 'headerOnly' && across.every((one) => one.at !== at),
  ) === true;

/** Who, and when or how far: with these a row can be followed as it is. */
const isFollowed = ({ kind, mapping }: RecognisedSheet): boolean =>
  kind === 'tasks' &&
  has(mapping, 'raci', 'responsible') &&
  (has(mapping, 'raci', 'due') || has(mapping, 'tracker', 'status', 'progress'));

const matrixReading = (sheet: RawSheet, matrix: Matrix, dateSystem: 1900 | 1904): RecognisedSheet => {
  const line: HeaderLine = { top: matrix.top, at: matrix.at, cells: matrix.header };
  const rows = sheet.rows.filter(({ at }) => at > line.at && at <= matrix.last);
  const below = cellsBelow(rows.slice(0, SAMPLE), line);
  const ids = idClaimants(line.cells);
  const found = mapColumns(['raci', 'tracker'], line.cells, below, dateSystem);
  const taken = new Set([...found.mapped.map(({ at }) => at), ...ids]);
  const own = columnAt(found, 'raci', 'name');
  const detail = own === undefined ? undefined : detailBehind(matrix, sheet, own, taken);
  const at = detail ?? own ?? taskColumn(matrix, sheet, taken) ?? outputColumn(found);
  const named = at === undefined || at === own;
  const mapping: Mapping = named
    ? found
    : {
        ...found,
        mapped: [
          { tab: 'raci', column: 'name', at, header: line.cells[at - 1] ?? '' },
          ...found.mapped.filter((one) => one.at !== at && one.column !== 'name'),
        ],
        ambiguous: found.ambiguous.filter(({ column }) => column !== 'name'),
      };
  const kind = at === undefined ? 'other' : 'matrix';
  return { sheet, kind, line, rows, mapping, below, ids, unnamed: null, matrix, guess: null };
};

/** Where nothing else names them, what is to come of the tasks does. */
const outputColumn = (mapping: Mapping): number | undefined =>
  columnAt(mapping, 'raci', 'output') ?? columnAt(mapping, 'raci', 'description');

const WORTH: Readonly<Record<SheetKind, number>> = {
  tasks: 4,
  directory: 3,
  departments: 3,
  matrix: 3,
  marks: 3,
  colours: 2,
  unnamed: 1,
  other: 0,
};

const read = (sheet: RawSheet, line: HeaderLine, dateSystem: 1900 | 1904, before: Beforehand): RecognisedSheet => {
  const rows = sheet.rows.filter(({ at }) => at > line.at);
  const sample = rows.slice(0, SAMPLE);
  const below = cellsBelow(sample, line);
  const given = givenIn(line, before.said);
  const heard = readLine(line, {
    dateSystem,
    below,
    aside: new Set(listedBeside(sheet, line)),
    listed: (at) => listBelow({ sheet, line, below }, at),
    daysBelow: (at) => daysByRow(sample, at, dateSystem),
    rows: sample.length,
    known: before.known,
    given,
    recurring: new Set([...recurringIn(sheet, line), ...legendsBeside(line, sheet, below)]),
    beside: besideNumbers(line, sheet),
    quality: qualityOf(line, sheet),
  });
  const taskAt = heard.guesses.find(({ meaning }) => meaning === 'task')?.at;
  const isNamed = ({ at, meaning, because }: Guess) =>
    meaning !== 'predecessors' ||
    because === 'chosen' ||
    taskAt === undefined ||
    namesTasks(sheet, line, rows, { waiting: at, task: taskAt });
  const guess: SheetGuess = { ...heard, guesses: heard.guesses.filter(isNamed), otherHeader: null };
  const as = (kind: SheetKind, mapping: Mapping, unnamed: Unnamed | null = null): RecognisedSheet => ({
    sheet,
    kind,
    line,
    rows,
    mapping,
    below,
    ids: idClaimants(line.cells),
    unnamed,
    matrix: null,
    guess,
    ...(before.said.bareRows && { bareRows: before.said.bareRows }),
  });

  const tasks = mappingOf(guess, below);
  const who = has(tasks, 'raci', 'responsible');
  const when = has(tasks, 'raci', 'due');
  const howFar = has(tasks, 'tracker', 'status', 'progress');
  const anchors = [who, when, howFar].filter(Boolean).length;

  const people = mapColumns(['directory'], line.cells, below, dateSystem);
  const email = columnAt(people, 'directory', 'email');
  if (has(people, 'directory', 'name') && email !== undefined && holdsAddresses(below(email)) && anchors < 2)
    return as('directory', people);

  const task = columnAt(tasks, 'raci', 'name');
  const isChosen = before.said.sheets?.includes(sheet.title) === true;
  const isSaid = guess.guesses.some(({ meaning, because }) => meaning === 'task' && because === 'chosen');
  if (task !== undefined && isChosen && isSaid) return as('tasks', tasks);
  if (task !== undefined && anchors > 0 && (guess.isSure || isChosen) && isWords(below(task), anchors))
    return as('tasks', howFar ? tasks : { ...tasks, mapped: tasks.mapped.filter(({ tab }) => tab === 'raci') });

  const departments = mapColumns(['departments'], line.cells, below, dateSystem);
  if (
    has(departments, 'departments', 'name') &&
    has(departments, 'departments', 'head', 'divisionLeader') &&
    anchors < 2
  )
    return as('departments', departments);

  // Days beside a task and who, when or how far may be a Gantt chart's, whose columns are then asked about.
  const isSaidOfTasks = task !== undefined && anchors > 0;
  const isSure = (one: Guess['meaning']) => guess.guesses.some(({ meaning, ask }) => meaning === one && !ask);
  const isPlain =
    isSaidOfTasks ||
    (guess.guesses.some(({ meaning }) => meaning === 'task') &&
      ((guess.score >= PLAIN && anchors > 0) || (isSure('start') && isSure('due'))));
  if (isDays(line, sheet, dateSystem) && !isPlain) return as('colours', NOTHING);
  const open = task === undefined && (anchors > 0 || has(tasks, 'raci', 'start')) ? unnamedColumn(line, sample) : null;
  return open ? as('unnamed', tasks, open) : as('other', tasks);
};

/** The sheet as it would be read if every guess were right. */
export const asGuessed = (reading: RecognisedSheet): RecognisedSheet => ({
  ...reading,
  mapping: { ...reading.mapping, mapped: mappedOf(reading.guess?.guesses ?? []) },
});

/** Tasks are words. An empty sheet is a tracker only when its headers leave no doubt. */
const isWords = (cells: readonly RawCell[], anchors: number): boolean =>
  cells.length === 0
    ? anchors >= 2
    : cells.filter((cell) => typeof cell === 'string' && /\p{L}/u.test(cell)).length * 2 >= cells.length;

const holdsAddresses = (cells: readonly RawCell[]): boolean =>
  cells.length === 0 || cells.some((cell) => isAddress(addressIn(textOf(cell))));
