/** One header line of a sheet as a whole reading: what its columns mean, and how likely it is the header at all. */
import type { TabKey } from '../../../sheet-templates/index.ts';
import { type HeaderLine, headerKey } from '../../read/headers.ts';
import type { RawCell } from '../../workbook.ts';
import { meaningOf } from '../meaning.ts';
import { type ColumnMeaning, meaningFor } from '../proposal.ts';
import { assign, type GivenColumns, type Guessed } from './assign.ts';
import type { GuessColumn } from './claims.ts';
import { isJustADay } from './days.ts';
import type { Guess } from './guessed.ts';
import { mayBeNoWork } from './in-part.ts';
import type { Signs } from './kinds.ts';
import { profileOf } from './profile.ts';
import { runsByItself } from './registers.ts';
import { type HeaderSays, STATES, TIER } from './score.ts';
import { signByLetter, signReader } from './signs.ts';
import { isOfWork, saysWork, saysWorkBeside } from './work.ts';

export interface LineReading extends Guessed {
  /** The more, the likelier this line is the header. */
  readonly worth: number;
  /** 0 to 1: how much what is below it looks like tasks that can be followed. */
  readonly score: number;
  /** Its columns are sure enough, and enough of them, to follow it without asking. */
  readonly isSure: boolean;
  /** The same, be it that nothing says whether its rows are work. */
  readonly isClear: boolean;
  /** Who, when and how far are said so outright that these are tasks, whichever column says what is to be done. */
  readonly isOfTasks: boolean;
  /** Nothing says who, when or how far, and yet it is plainly a list of tasks: a person may want it followed. */
  readonly isList: boolean;
}

/** What reading a line needs from its sheet. */
export interface LineContext {
  /** 1-based columns whose header stands in their rows as well: it is something said there, and no header. */
  readonly recurring: ReadonlySet<number>;
  /** 0 to 1: how much the line itself looks like labels. */
  readonly quality: number;
  readonly dateSystem: 1900 | 1904;
  /** Cells below a 1-based column in which something stands. */
  readonly below: (at: number) => readonly RawCell[];
  /** 1-based columns that say what others may choose from, and nothing of a row. */
  readonly aside: ReadonlySet<number>;
  /** What the drop-down of a 1-based column offers. */
  readonly listed: (at: number) => readonly string[];
  /** Days below a 1-based column, row by row; null where there is none. */
  readonly daysBelow: (at: number) => readonly (number | null)[];
  /** Rows below it in which anything stands. */
  readonly rows: number;
  /** 1-based columns beside which a number stands in the header's own row: `Start day | 42181` says a day, and heads nothing. */
  readonly beside: ReadonlySet<number>;
  /** Names in the workbook's own directory, normalised. */
  readonly known: ReadonlySet<string>;
  readonly given: GivenColumns;
}

const read = signReader();

/** Cells of a line that are looked at; one may be sixteen thousand wide. */
const WIDEST = 400;
/** Columns beside the headers that have none of their own and may still hold something. */
const UNNAMED = 12;

/** How many cells of a line say what a column is: what may be a header is worth reading as one. */
export const saidIn = ({ cells }: HeaderLine): number =>
  cells
    .slice(0, WIDEST)
    .filter((text) => text !== '' && (read(text).size > 0 || OTHERS.some((tab) => meaningOf(tab, text)))).length;
const OTHERS: readonly TabKey[] = ['directory', 'departments'];

export const readLine = (line: HeaderLine, context: LineContext): LineReading => {
  const columns = candidatesIn(line, context);
  const assignment = assign(columns, context.given);
  const known = columns.filter(({ says }) => says.known !== null || says.signs.size > 0).length;
  const { worth, ...judgement } = judged(assignment.guesses, columns, known);
  const mayBeSure =
    context.quality >= LABELS &&
    !isOfAnotherKind(columns) &&
    !isOfVerdicts(assignment.guesses, columns) &&
    !runsByItself(assignment.guesses, columns) &&
    !mayBeNoWork(assignment.guesses);
  const task = assignment.guesses.find(({ meaning }) => meaning === 'task');
  // In the second row of a header a word that nobody knows may as well be said of the first task.
  const isSaidBelow = line.top < line.at && task?.tier === TIER.none;
  const isClear = judgement.isSure && mayBeSure && !isSaidBelow && !saysLittle(assignment.guesses, columns);
  const isSure = isClear && saysWork(assignment.guesses, columns);
  const isOfTasks = judgement.isOfTasks && mayBeSure && saysWorkBeside(assignment.guesses, columns);
  const isList =
    task?.because === 'chosen' ||
    // Task, 任务: whatever stands below it, somebody who is asked can tell.
    (task !== undefined && task.tier >= TIER.own && known >= 2) ||
    (task !== undefined &&
      (!task.ask || columns.some(isPast)) &&
      task.tier >= TIER.parts &&
      task.because === 'both' &&
      known >= 2);
  return { ...assignment, ...judgement, isSure, isClear, isOfTasks, isList, worth: worth * context.quality };
};

/** The days on which something was done say that there was something to do. */
const isPast = ({ says, profile }: GuessColumn): boolean => says.signs.has('actual') && profile.dates >= LABELS;

const candidatesIn = (line: HeaderLine, context: LineContext): GuessColumn[] => {
  const { below, rows, known, dateSystem, given, recurring, beside } = context;
  const letters = lettersOf(line);
  const width = Math.max(line.cells.length, ...given.columns.keys());
  let unnamed = 0;
  const columns: GuessColumn[] = [];
  const first = line.cells.findIndex((text) => text !== '') + 1;
  for (let at = 1; at <= width && at <= WIDEST; at++) {
    if (context.aside.has(at) && !given.columns.has(at)) continue;
    const header = line.cells[at - 1] ?? '';
    const cells = header === '' && (at < first - 1 || unnamed >= UNNAMED) && !given.columns.has(at) ? [] : below(at);
    if (header === '' && cells.length === 0) continue;
    if (header === '') unnamed++;
    // A title that stands over several columns is no name of the one that has none of its own.
    const isOver = line.top < line.at && header !== '' && line.cells.some((one) => one.startsWith(`${header} `));
    const isSaid = cells.length === 0 && beside.has(at);
    const unread = isOver ? UNNAMED_BELOW : NOTHING;
    const isData = (recurring.has(at) && !TICKED.test(header)) || isSaid;
    const says = isData || isOver ? unread : saysOf(header, letters);
    const profile = profileOf(cells, rows, dateSystem, known, context.listed(at));
    columns.push({ at, header, says, profile, days: profile.dates >= DAYS ? context.daysBelow(at) : [] });
  }
  return columns;
};

/** From so many days on it is a column of days. */
const DAYS = 0.5;

const NO_SIGNS: Signs = new Map();

const NOTHING: HeaderSays = { known: null, signs: NO_SIGNS, isEmpty: false };
const UNNAMED_BELOW: HeaderSays = { ...NOTHING, isEmpty: true };

const saysOf = (header: string, letters: ReadonlySet<string>): HeaderSays => {
  const key = headerKey(header);
  if (header === '' || (key.length === 1 && /[a-z]/.test(key) && !letters.has(key)))
    return { known: null, signs: NO_SIGNS, isEmpty: header === '' };
  if (TICKED.test(header)) return { known: null, signs: OF_TICKS, isEmpty: false };
  const known = knownMeaning(header);
  const letter = signByLetter(header);
  const isOther = known?.own === false && letter !== undefined && letter !== known.meaning;
  return { known: isOther ? null : known, signs: read(header), isEmpty: false };
};

/** 做完了打勾, or nothing but ✓: a mark is set there, and no day or name. */
const TICKED = /打[勾钩叉√×]|画[勾钩√]|^[√✓✔☑✅]$|\btick(?:ed)?\b/iu;
const OF_TICKS: Signs = new Map([['status', 0.5]]);

/** R, A, S, C and I over columns of names, and not the days of a week or the months of a year. */
const lettersOf = ({ cells }: HeaderLine): ReadonlySet<string> => {
  const single = cells.map(headerKey).filter((key) => /^[a-z]$/.test(key));
  const isRaci =
    single.length > 1 && single.every((key) => 'rasci'.includes(key)) && new Set(single).size === single.length;
  return new Set(isRaci ? single : []);
};

const TABS_READ = ['raci', 'tracker'] as const;

/** In Baton's own words before those of other people, in the plan's before the tracker's. */
const knownMeaning = (header: string): HeaderSays['known'] => {
  const found = TABS_READ.flatMap((tab) => {
    const own = meaningOf(tab, header);
    const meaning = own && meaningFor(tab, own.column);
    return own && meaning ? [{ meaning, own: own.strength === 'exact' }] : [];
  });
  return found.find(({ own }) => own) ?? found[0] ?? null;
};

const ANCHORS: readonly ColumnMeaning[] = ['responsible', 'due', 'status'];

const judged = (
  guesses: readonly Guess[],
  columns: readonly GuessColumn[],
  known: number,
): Pick<LineReading, 'worth' | 'score' | 'isSure' | 'isOfTasks'> => {
  const by = new Map(guesses.map((guess) => [guess.meaning, guess]));
  const scoreOf = (meaning: ColumnMeaning) => by.get(meaning)?.score ?? 0;
  const far = Math.max(scoreOf('status'), scoreOf('progress'));
  const anchors = scoreOf('responsible') + scoreOf('due') + far;
  const others = guesses.filter(({ meaning }) => meaning !== 'task' && !ANCHORS.includes(meaning));
  const labels = columns.filter(({ header }) => header !== '').length;
  return {
    worth: 3 * scoreOf('task') + 2 * anchors + 0.4 * others.length + (0.2 * known * known) / Math.max(1, labels),
    score: 0.4 * scoreOf('task') + 0.2 * anchors + 0.1 * scoreOf('start'),
    isSure: isSure(by, columns.some(isOfWork)),
    isOfTasks: by.get('task')?.ask === true && evidenceIn(by) >= OUTRIGHT,
  };
};

/**
 * Who, when and how far, beside a task: two of them that are sure where the header is read by parts of its words, one
 * where it is in words that people are known to write. A name heads lists of everything.
 */
const isSure = (by: ReadonlyMap<ColumnMeaning, Guess>, isWork: boolean): boolean => {
  const task = by.get('task');
  if (!task || task.ask) return false;
  const evidence = evidenceIn(by) + (isWork ? OF_WORK : 0);
  if (evidence >= (headerKey(task.header) === 'name' ? NAMED : ENOUGH)) return true;
  const sure = [...ANCHORS, 'progress' as const].flatMap((meaning) => {
    const guess = by.get(meaning);
    return guess && !guess.ask && !isBareDay(guess) ? [guess] : [];
  });
  const hasBoth =
    sure.some(({ meaning }) => meaning === 'status') && sure.some(({ meaning }) => meaning === 'progress');
  const anchors = sure.length - (hasBoth ? 1 : 0);
  const inWords = sure.filter(({ tier }) => tier >= TIER.known).length;
  const fits = sure.filter(({ because }) => because === 'both');
  // A start beside an end makes it a plan.
  const start = by.get('start');
  const inBoth = fits.length + (by.has('due') && start?.because === 'both' && !start.ask ? 1 : 0);
  if (task.because === 'chosen') return anchors >= 1;
  if (task.tier >= TIER.known && headerKey(task.header) !== 'name')
    return inWords >= 1 || inBoth >= 2 || (task.because === 'both' && fits.some(({ tier }) => tier >= TIER.parts));
  if (task.because === 'both') return anchors >= 1 && inBoth >= 2;
  return anchors >= 3 && inBoth >= 2 && task.tier >= TIER.parts;
};

/** Enough to tip the scales where they are nearly even. */
const OF_WORK = 0.4;

/** As much as a task and one of who, when and how far, both in parts of words that the cells bear out. */
const ENOUGH = 3.5;
/** Two of them in words that people are known to write, over cells that bear these out. */
const OUTRIGHT = 4.5;
/** Name heads lists of everything: a word for the state over words of state that are known, or as much, has to stand beside it. */
const NAMED = 4.4;

const evidenceIn = (by: ReadonlyMap<ColumnMeaning, Guess>): number => {
  const of = (meaning: ColumnMeaning) => weightOf(by.get(meaning));
  const far = Math.max(of('status'), of('progress'));
  return (
    of('task') + of('responsible') + Math.max(of('due'), 0.5 * of('due') + 0.5 * of('start'), 0.8 * of('start')) + far
  );
};

/** Date: tables of any kind have one. */
const isBareDay = ({ meaning, header }: Guess): boolean => meaning === 'due' && isJustADay(header);

/** What the words of a header and the cells below it weigh together; an unsure column weighs nothing. */
const weightOf = (guess: Guess | undefined): number => {
  if (!guess || guess.ask || isBareDay(guess)) return 0;
  const words = guess.tier >= TIER.known ? 1.2 : guess.tier === TIER.parts ? 1 : 0.5;
  // Cells that do not bear a word out take most of it back.
  if (guess.because === 'header') return 0.3 * words;
  return words + (guess.because === 'both' ? cellsOf(guess) : 0);
};

/** What cells weigh that bear a word out. */
const cellsOf = ({ meaning, fit }: Guess): number => {
  if (meaning === 'due') return DAYS_DUE;
  if (meaning !== 'status') return CELLS;
  if (fit === STATES.known) return KNOWN_STATES;
  return fit === STATES.few ? FEW_WORDS : CELLS;
};
const CELLS = 0.8;
/** A day by which it is to be over is said of hardly anything else. */
const DAYS_DUE = 1.2;
/**
 * Words of state that are known say more than any header, so that beside them a plain word for a task is enough, which it is not beside
 * names or days. A few words over and over that nobody knows say less: tables of other kinds hold Pass and Fail, Sold, Approved.
 */
const KNOWN_STATES = 1.3;
const FEW_WORDS = 0.4;

/** A header of numbers and sentences is not surely one. */
const LABELS = 0.75;

/** Three columns, and nothing of who and how far beside a start: a timetable, or the outline of an offer, looks the same. */
const saysLittle = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean =>
  columns.filter(({ header }) => header !== '').length <= LITTLE &&
  guesses.some(({ meaning }) => meaning === 'start') &&
  !guesses.some(({ meaning, because, ask }) => because === 'chosen' || (!ask && PEOPLE_OR_STATE.has(meaning)));
const LITTLE = 3;
const PEOPLE_OR_STATE: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['responsible', 'status', 'progress']);

/**
 * Test cases, price lists, marks, hours, addresses: a table of another kind, which may have a task, a name and a day as well.
 * Nobody is sure of one.
 */
const isOfAnotherKind = (columns: readonly GuessColumn[]): boolean => {
  const labelled = columns.filter(({ header }) => header !== '');
  const ofNumbers = labelled.filter(({ says }) => says.signs.has('number') || says.signs.has('contact'));
  const ofFields = labelled.filter(({ header }) => FIELD.test(header));
  const most = Math.max(ofNumbers.length, ofFields.length);
  return labelled.some(({ header }) => OTHER_KIND.test(header)) || most * 2 >= labelled.length;
};
/** How far it is says of every row how a test came out: a list of tests. */
const isOfVerdicts = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean =>
  guesses.some(
    ({ meaning, at }) =>
      meaning === 'status' && columns.some((column) => column.at === at && column.profile.verdicts === 1),
  );

/** enquiryStatus, std::Status: a field of a program. */
const FIELD = /^\p{Ll}+\p{Lu}\p{L}+$|^\p{L}+::/u;
const OTHER_KIND =
  /\b(?:test (?:case|step|data|input)s?|pre-?conditions?|expected (?:results?|outcome|output)|actual results?|lessons?|clock(?:ed)? (?:in|out)|time (?:in|out)|unit price|invoice)\b|测试步骤|测试需求|操作步骤|预期(?:结果|输出)|期望结果|前置条件|测试数据|用例编号|[单总]价|学号|上班|下班|考勤|教训/i;
