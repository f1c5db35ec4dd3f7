/** One reader for each type of column: from a raw cell to a typed value, or to a report of what cannot be read. */
import { type Column, LOCALES, NO, type Tab, YES } from '../../sheet-templates/index.ts';
import type { ProblemCode, ProblemFacts } from '../problem.ts';
import type { Person } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { beginsFormula, collectiveOwner, normal, splitNames } from '../text/words.ts';
import type { RawCell } from '../workbook.ts';
import { addressIn, isAddress } from './address.ts';
import { parseClock } from './clock.ts';
import { parseDate, saysNoDate } from './dates.ts';
import { idOf, textOf } from './locate.ts';
import type { PeopleIndex } from './people.ts';

/** What a cell needs from the rest of the workbook to be understood. */
export interface CellContext {
  readonly dateSystem: 1900 | 1904;
  readonly people: PeopleIndex;
  /** Department name, as written and normalised → as the departments tab writes it; empty when there is no such tab. */
  readonly departments: ReadonlyMap<string, string>;
  /** Words for a task's state that this team uses beside those that are known, normalised; null: it says nothing. */
  readonly states?: ReadonlyMap<string, string | null>;
  /** What the tasks of the plan are called, normalised; absent where only ids are known. */
  readonly tasks?: () => ReadonlySet<string>;
}

/** Called when a cell does not say what its column means. */
export type ReportCell = <C extends ProblemCode>(code: C, facts: ProblemFacts[C]) => void;

/** Turns a raw cell into the column's typed value; what cannot be read is reported and becomes the empty value. */
export type CellReader = (cell: RawCell, context: CellContext, report: ReportCell) => unknown;

const readText: CellReader = (cell, _context, report) => {
  const text = textOf(cell);
  if (text && typeof cell === 'string' && beginsFormula(text)) report('formula-text', { text });
  return text;
};

const readDate: CellReader = (cell, context, report) => {
  if (cell === null || typeof cell === 'object') return null;
  if (typeof cell === 'boolean') {
    report('not-a-date', { text: String(cell), why: 'not-a-date' });
    return null;
  }
  const date = parseDate(cell, context.dateSystem);
  if ('day' in date) return date.day;
  if ('bad' in date) report('not-a-date', { text: textOf(cell), why: date.bad });
  return null;
};

const readClock: CellReader = (cell, _context, report) => {
  if (typeof cell === 'object') return null;
  const clock = parseClock(cell);
  if ('minute' in clock) return clock.minute;
  if ('bad' in clock) report('not-a-clock', { text: textOf(cell) });
  return null;
};

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

const readNumber: CellReader = (cell, _context, report) => {
  if (cell === null || typeof cell === 'object') return null;
  if (typeof cell === 'number') return cell;
  const text = normal(textOf(cell)).replace(/,/g, '');
  if (text === '') return null;
  if (NUMBER.test(text)) return Number(text);
  report('not-a-number', { text: textOf(cell) });
  return null;
};

/**
 * 0.7, 70, "70%" and "70 ％" are the same. 1 is all of it: a percentage of one is written 1 %. A number between 1 and 2
 * is what a percent cell holds for more than 100 %, so it is no 1.5 %.
 */
const readPercent: CellReader = (cell, context, report) => {
  const text = typeof cell === 'string' ? normal(cell) : '';
  const percent = text.endsWith('%');
  const n = readNumber(percent ? text.slice(0, -1) : cell, context, report) as number | null;
  if (n === null) return null;
  const share = percent || n >= 2 ? n / 100 : n;
  if (share >= 0 && share <= 1) return share;
  report('not-a-number', { text: textOf(cell), from: 0, to: 100 });
  return null;
};

/** What people write → the option's key, made once a column: a column is declared once, and read with every workbook. */
const optionWords = (column: Column): ReadonlyMap<string, string> =>
  ensure(wordsByColumn, column, () => keysByWord(column));
const wordsByColumn = new WeakMap<Column, ReadonlyMap<string, string>>();

const keysByWord = (column: Column): ReadonlyMap<string, string> => {
  const byWord = new Map<string, string>();
  for (const option of column.options ?? []) {
    for (const word of [option.key, ...option.aliases, ...LOCALES.map((l) => option.label[l])]) {
      byWord.set(normal(word), option.key);
      byWord.set(word, option.key);
    }
  }
  return byWord;
};

const optionReader = (column: Column, isState: boolean, isTheirs = false): CellReader => {
  const byWord = optionWords(column);
  const keys: ReadonlySet<string | null> = new Set([null, ...(column.options ?? []).map((option) => option.key)]);
  return (cell, { states }, report) => {
    const text = textOf(cell);
    if (!text) return null;
    const own = isState && states && states.size > 0 ? states.get(normal(text)) : undefined;
    if (own !== undefined && keys.has(own)) return own;
    const key = byWord.get(text) ?? byWord.get(normal(text));
    if (key !== undefined) return key;
    report('unknown-option', { text, ...(isTheirs && { own: true }) });
    return null;
  };
};

const wordsOf = ({ label, aliases }: typeof YES | typeof NO): ReadonlySet<string> =>
  new Set([...LOCALES.map((locale) => label[locale]), ...aliases].map(normal));
const YES_WORDS = wordsOf(YES);
const NO_WORDS = wordsOf(NO);

/** Yes or no in any of the words people use; null when nothing is said. */
export const parseFlag = (cell: RawCell): boolean | null | 'bad' => {
  const text = normal(textOf(cell));
  if (!text) return null;
  return YES_WORDS.has(text) ? true : NO_WORDS.has(text) ? false : 'bad';
};

const readFlag: CellReader = (cell, _context, report) => {
  const flag = parseFlag(cell);
  if (flag !== 'bad') return flag;
  report('unknown-option', { text: textOf(cell) });
  return null;
};

/** A date in a sheet of theirs, where a zero date or one still to be settled is no mistake. */
const readTheirDate: CellReader = (cell, context, report) =>
  (typeof cell === 'number' || typeof cell === 'string') && saysNoDate(cell) ? null : readDate(cell, context, report);

/** One person. Two names in a task's column for one are a matter of who leads, so each role has a code of its own. */
const personReader = (key: string, { required }: Column): CellReader => {
  const [nobody, several] =
    required && key === 'responsible'
      ? (['no-lead', 'two-leads'] as const)
      : required && key === 'accountable'
        ? (['no-accountable', 'two-accountables'] as const)
        : ([null, 'unknown-person'] as const);
  return (cell, context, report): Person | null => {
    const text = textOf(cell);
    if (!text) {
      if (nobody) report(nobody, {});
      return null;
    }
    const known = context.people.find(text);
    if (known) return known;
    const names = splitNames(text, (name) => context.people.find(name) !== null);
    if (names.length > 1 && !context.departments.has(normal(text))) {
      report(several, { text, names });
      return null;
    }
    const person = names[0] === undefined ? null : context.people.find(names[0]);
    if (person) return person;
    if (collectiveOwner(text) || context.departments.has(normal(text))) report('collective-owner', { text });
    else report('unknown-person', { text, namesakes: context.people.isAmbiguous(text) });
    return null;
  };
};

/**
 * The one who leads of those whom a team's own sheet names for a task: the first who is known. That there are others is told
 * once; what they are in the task, rows.ts says.
 */
const theirLead = (key: string, column: Column): CellReader => {
  const one = personReader(key, column);
  return (cell, context, report) => {
    const text = textOf(cell);
    const isKnown = (name: string) => context.people.find(name) !== null;
    const names = isKnown(text) || context.departments.has(normal(text)) ? [] : splitNames(text, isKnown);
    const [lead] = names.filter(isKnown);
    if (names.length < 2 || lead === undefined) return one(cell, context, report);
    for (const name of names) {
      if (!isKnown(name) && !collectiveOwner(name) && !context.departments.has(normal(name)))
        report('unknown-person', { text: name, namesakes: context.people.isAmbiguous(name) });
    }
    if (names.filter(isKnown).length > 1) report('several-owners', { text, names: names.filter(isKnown) });
    return context.people.find(lead);
  };
};

/** Everybody known whom a cell names, the first one first. */
export const peopleIn = (cell: RawCell, { people }: CellContext): readonly Person[] =>
  splitNames(textOf(cell), (name) => people.find(name) !== null).flatMap((name) => people.find(name) ?? []);

const readPeople: CellReader = (cell, context, report): readonly Person[] => {
  const text = textOf(cell);
  if (!text) return [];
  const seen = context.people.lists.get(text);
  if (seen) return seen;
  const people: Person[] = [];
  let clean = true;
  for (const name of splitNames(text, (part) => context.people.find(part) !== null)) {
    const person = context.people.find(name);
    if (person) {
      if (!people.includes(person)) people.push(person);
    } else {
      clean = false;
      report('unknown-person', { text: name, namesakes: context.people.isAmbiguous(name) });
    }
  }
  if (clean && people.length > 0) context.people.lists.set(text, people);
  return people;
};

const readDepartment: CellReader = (cell, context, report) => {
  const text = textOf(cell);
  if (!text || context.departments.size === 0) return text;
  const known = context.departments.get(text) ?? context.departments.get(normal(text));
  if (known === undefined) report('unknown-department', { text });
  return known ?? text;
};

const readDepartments: CellReader = (cell, context, report) =>
  splitNames(textOf(cell), (part) => context.departments.has(normal(part))).map(
    (name) => readDepartment(name, context, report) as string,
  );

const isId = (part: string): boolean => /^[\w.+-]+$/.test(part) && /\d/.test(part);

/** Ids, or what the tasks are called: a name may have blanks, and marks that separate, inside. */
const readIds: CellReader = (cell, context) => {
  const text = idOf(cell).normalize('NFKC');
  const parts = text.split(/[\s,、;；]+/).filter((part) => part !== '');
  if (parts.every(isId)) return parts;
  const isTask = (part: string) => context.tasks?.().has(normal(part)) === true;
  return splitNames(text, isTask).flatMap((part) => (isTask(part) ? [part] : part.split(/\s+/)));
};

const readEmail: CellReader = (cell, _context, report) => {
  // Not trimmed of line breaks by accident: an address with one inside is refused, never mended.
  const text = typeof cell === 'string' ? addressIn(cell) : textOf(cell);
  if (!text) return '';
  if (isAddress(text)) return text;
  report('bad-address', { text });
  return '';
};

const readPlain: CellReader = (cell) => textOf(cell);
const readId: CellReader = (cell) => idOf(cell);

/** How far it is, beside a status: what is written there in words is how they say it, and nothing to mend. */
const readTheirProgress: CellReader = (cell, context, report) =>
  readPercent(cell, context, typeof cell === 'string' && /\p{L}/u.test(cell) ? () => {} : report);

/** The reader of a column of the plan or the tracker in a sheet of theirs. */
export const theirReaderOf = (key: string, column: Column, tab: Tab, hasStatus: boolean): CellReader => {
  if (key === 'progress' && hasStatus) return readTheirProgress;
  if (key === 'status') return optionReader(column, true, true);
  if (column.type === 'date') return readTheirDate;
  return key === 'responsible' || key === 'accountable' ? theirLead(key, column) : readerOf(key, column, tab);
};

/** The reader of a column, made once per column and called for every row. */
export const readerOf = (key: string, column: Column, tab: Tab): CellReader => {
  // The directory is what people are found in: its own rows name people by text until it has been read.
  if (tab.key === 'directory' && column.type === 'person') return readText;
  switch (column.type) {
    case 'date':
      return readDate;
    case 'clock':
      return readClock;
    case 'number':
      return readNumber;
    case 'percent':
      return readPercent;
    case 'option':
      return optionReader(column, tab.key === 'tracker' && key === 'status');
    case 'flag':
      return readFlag;
    case 'person':
      return personReader(key, column);
    case 'people':
      return readPeople;
    case 'department':
      return readDepartment;
    case 'departments':
      return readDepartments;
    case 'ids':
      return readIds;
    case 'email':
      return readEmail;
    case 'id':
      return readId;
    case 'time':
      return readPlain;
    default:
      return tab.machine ? readPlain : readText;
  }
};
