/** Counts what the rows of a team's sheet say: tasks, headings, people, departments, and cells that cannot be read. */
import { type Column, TABS, tabOf } from '../../sheet-templates/index.ts';
import { readerOf } from '../read/cells.ts';
import { dateOrderIn, dayInOrder, parseDate, saysNoDate } from '../read/dates.ts';
import { furtherTable } from '../read/further-table.ts';
import { headerKey, textOf } from '../read/headers.ts';
import { isNoTask } from '../read/headings.ts';
import { rowsUnmerged } from '../read/merges.ts';
import { NOBODY } from '../read/people.ts';
import { ensure, only, push } from '../text/maps.ts';
import { collectiveOwner, normal, saysNothing, splitNames, withoutRemark } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import type { RawCell, RawRow } from '../workbook.ts';
import { isNothing, type Mapping } from './columns.ts';
import { columnAt, columnPlace, type RecognisedSheet } from './recognise.ts';

/** A cell that cannot be read, where it stands. */
export interface Unread {
  readonly row: number;
  /** 1-based. */
  readonly column: number;
  readonly text: string;
}

export interface CountedPerson {
  readonly name: string;
  /** The department of all their tasks, or ''. */
  readonly department: string;
}

/** What the rows of a sheet of tasks say. */
export interface AdoptCounts {
  readonly tasks: readonly RawRow[];
  /** Rows with a name and nothing of who, when or how far: headings, remarks. */
  readonly headings: readonly RawRow[];
  readonly withoutOwner: readonly number[];
  readonly severalOwners: readonly Unread[];
  /** 全体, TBD, the team: nobody in particular. */
  readonly collective: readonly Unread[];
  readonly people: readonly CountedPerson[];
  readonly departments: readonly string[];
  readonly statuses: { readonly read: number; readonly unread: ReadonlyMap<string, readonly number[]> };
  readonly dates: {
    readonly read: number;
    readonly unread: readonly Unread[];
    readonly earliest: Day | null;
    /** The first that could be two days, and is the one that the order of its column's others leaves. */
    readonly ordered: { readonly text: string; readonly day: Day } | null;
  };
  readonly predecessors: number;
}

const PEOPLE = ['responsible', 'accountable', 'supporting', 'consulted', 'informed'] as const;
const DATES = { raci: new Set(['start', 'due']), tracker: new Set(['newDue', 'updatedOn']) };

/** Reads the rows below a recognised header as a sweep will read them. */
export const countRows = (reading: RecognisedSheet, dateSystem: 1900 | 1904): AdoptCounts => {
  const { mapping } = reading;
  const { tasks, headings } = parted(reading);
  const columnOf = (tab: 'raci' | 'tracker', column: string): ((row: RawRow) => RawCell) => {
    const at = columnAt(mapping, tab, column);
    return at === undefined ? () => null : ({ cells }) => cells[at - 1] ?? null;
  };
  const department = columnOf('raci', 'department');
  const departments = tasks.map((row) => textOf(department(row)));
  const predecessors = columnOf('raci', 'predecessors');
  return {
    tasks,
    headings,
    ...ownersIn(tasks, departments, mapping),
    departments: [...new Set(departments)].filter((text) => text && !saysNothing(text)),
    statuses: statusesIn(tasks, columnOf('tracker', 'status'), dateSystem),
    dates: datesIn(tasks, mapping, dateSystem),
    predecessors: tasks.filter((row) => !isNothing(predecessors(row))).length,
  };
};

/** The row with which another table begins below; infinity where none does. */
export const tableEndOf = (rows: readonly RawRow[], line: RecognisedSheet['line'], { mapped }: Mapping): number => {
  const meant = new Map(mapped.map(({ at, column }) => [at, column]));
  return furtherTable(rows, { headerRow: line.at, header: line.cells, meant });
};

/** Rows that say who, when or how far, and those that merely have a name. */
const parted = ({
  sheet,
  line,
  rows,
  mapping: { mapped },
  mapping,
  bareRows,
}: RecognisedSheet): Pick<AdoptCounts, 'tasks' | 'headings'> => {
  const name = columnPlace(mapping, 'raci', 'name');
  const planning = mapped.filter(({ column }) => !BESIDE_HEADINGS.has(column)).map(({ at }) => at);
  const read = mapped.map(({ at }) => at);
  const end = tableEndOf(rows, line, mapping);
  const within = rows.filter(({ at }) => at < end);
  const all = rowsUnmerged({ ...sheet, rows: within }, line.at, read, [name, ...planning]);
  const own = all.filter((row) => !repeatsHeader(row, mapped, line.cells));
  // Where nothing says who, when or how far, every row with a name is a task.
  const telling = planning.length === 0 || bareRows === 'task' ? [...planning, name] : planning;
  const ofPlan = mapped.flatMap(({ tab, at }) => (tab === 'raci' ? [at] : []));
  const isTask = ({ cells }: RawRow) =>
    !isNoTask(cells, telling, name) && ofPlan.some((column) => !isBlank(cells[column - 1]));
  return {
    tasks: own.filter(isTask),
    headings: own.filter((row) => !isTask(row) && textOf(row.cells[name - 1]) !== ''),
  };
};

const datesIn = (tasks: readonly RawRow[], { mapped }: Mapping, dateSystem: 1900 | 1904): AdoptCounts['dates'] => {
  const columns = (['raci', 'tracker'] as const).flatMap((tab) =>
    mapped.filter((own) => own.tab === tab && DATES[tab].has(own.column)),
  );
  const orders = new Map(columns.map(({ at }) => [at, dateOrderIn(tasks.map(({ cells }) => cells[at - 1]))]));
  const unread: Unread[] = [];
  let read = 0;
  let earliest: Day | null = null;
  let ordered: AdoptCounts['dates']['ordered'] = null;
  for (const { at: row, cells } of tasks) {
    for (const { at: column } of columns) {
      const cell = cells[column - 1] ?? null;
      if (isNothing(cell) || ((typeof cell === 'string' || typeof cell === 'number') && saysNoDate(cell))) continue;
      const date = typeof cell === 'number' || typeof cell === 'string' ? parseDate(cell, dateSystem) : { bad: true };
      const inOrder = 'bad' in date ? dayInOrder(cell, orders.get(column) ?? null) : null;
      const day = 'day' in date ? date.day : inOrder;
      if (inOrder !== null) ordered ??= { text: textOf(cell), day: inOrder };
      if (day !== null) {
        read++;
        if (earliest === null || day < earliest) earliest = day;
      } else if ('bad' in date) unread.push({ row, column, text: textOf(cell) });
    }
  }
  return { read, unread, earliest, ordered };
};

const statusesIn = (
  tasks: readonly RawRow[],
  cellOf: (row: RawRow) => RawCell,
  dateSystem: 1900 | 1904,
): AdoptCounts['statuses'] => {
  const readStatus = readerOf('status', tabOf('tracker').columns.status as Column, TABS.tracker);
  const nothingElse = { dateSystem, people: NOBODY, departments: new Map<string, string>() };
  const unread = new Map<string, number[]>();
  let read = 0;
  for (const row of tasks) {
    const state = textOf(cellOf(row));
    if (saysNothing(state)) continue;
    if (readStatus(state, nothingElse, () => {}) !== null) read++;
    else push(unread, state, row.at);
  }
  return { read, unread };
};

/** Who is named by the tasks; `departments` are the tasks' own. */
const ownersIn = (
  tasks: readonly RawRow[],
  departments: readonly string[],
  mapping: Mapping,
): Pick<AdoptCounts, 'withoutOwner' | 'severalOwners' | 'collective' | 'people'> => {
  const columns = PEOPLE.flatMap((key) => columnAt(mapping, 'raci', key) ?? []);
  const responsible = columnAt(mapping, 'raci', 'responsible');
  const cellAt = ({ cells }: RawRow, column: number) => textOf(cells[column - 1]);
  const namesIn = nameSplitter(tasks.flatMap((row) => columns.map((column) => cellAt(row, column))));
  const withoutOwner: number[] = [];
  const severalOwners: Unread[] = [];
  const collective: Unread[] = [];
  // By what a sweep compares, so that DEV and Dev are not two people of one name.
  const people = new Map<string, { readonly name: string; readonly own: Set<string> }>();
  for (const [i, row] of tasks.entries()) {
    for (const column of columns) {
      const text = cellAt(row, column);
      const names = namesIn(text);
      const persons = names.filter((one) => !collectiveOwner(one));
      if (column === responsible) {
        if (names.length === 0) withoutOwner.push(row.at);
        if (persons.length > 1) severalOwners.push({ row: row.at, column, text });
        if (persons.length < names.length) collective.push({ row: row.at, column, text });
      }
      for (const name of persons) {
        const { own } = ensure(people, normal(name), () => ({ name, own: new Set<string>() }));
        if (column === responsible) own.add(departments[i] ?? '');
      }
    }
  }
  const named = [...people.values()].map(({ name, own }) => ({ name, department: only(own) ?? '' }));
  return { withoutOwner, severalOwners, collective, people: named };
};

const BESIDE_HEADINGS: ReadonlySet<string> = new Set(['name', 'request', 'department', 'note']);

const isBlank = (cell: RawCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

const repeatsHeader = (
  { cells }: RawRow,
  mapped: readonly { readonly at: number }[],
  header: readonly string[],
): boolean => mapped.every(({ at }) => headerKey(textOf(cells[at - 1])) === headerKey(header[at - 1] ?? ''));

/** One name, and brackets behind it. */
const REMARKED = /^[^()（）、,，;；/／&|\n]+[(（][^()（）]*[)）]$/;

/**
 * The names in a cell. A comma is part of the name where every name of the column has one and no half of it ever
 * stands alone (Last, First), and a blank stands between two where each of the words is a name by itself elsewhere: 褚辉 车莉.
 * A remark in brackets belongs to the name before it, and is left out where that stands alone as well: 褚辉（组长、PM）.
 */
const nameSplitter = (all: readonly string[]): ((text: string) => readonly string[]) => {
  const cells = all.filter((text) => text !== '' && !saysNothing(text));
  const isPair = (text: string) => /^\p{Lu}[\p{L}'’ -]+, \p{Lu}[\p{L}'’. -]+$/u.test(text);
  const lastFirst =
    cells.length > 1 && cells.every((text) => text.split(/[;；\n/]/).every((part) => isPair(part.trim())));
  const known = (part: string) => (lastFirst && isPair(part)) || REMARKED.test(part);
  const split = (text: string) => splitNames(text, known);
  const alone = new Set(cells.flatMap(split));
  const wordsOf = (name: string): readonly string[] => {
    const words = name.split(/\s+/);
    if (words.length > 1 && words.every((word) => alone.has(word))) return words;
    const bare = withoutRemark(name);
    return [alone.has(bare) ? bare : name];
  };
  return (text) => (saysNothing(text) ? [] : [...new Set(split(text).flatMap(wordsOf))]);
};
