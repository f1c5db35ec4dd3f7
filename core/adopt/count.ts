/** Counts what the rows of a team's sheet say: tasks, headings, people, departments, and cells that cannot be read. */
import { type Column, TABS, tabOf } from '../../sheet-templates/index.ts';
import { readerOf } from '../read/cells.ts';
import { parseDate } from '../read/dates.ts';
import { headerKey, textOf } from '../read/headers.ts';
import { NOBODY } from '../read/people.ts';
import { collectiveOwner, saysNothing, splitNames } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import type { RawCell, RawRow } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { columnAt, type SheetReading } from './recognise.ts';

/** A cell that cannot be read, where it stands. */
export interface Unread {
  readonly row: number;
  /** 1-based. */
  readonly column: number;
  readonly text: string;
}

export interface Person {
  readonly name: string;
  /** The department of all their tasks, or ''. */
  readonly department: string;
}

/** What the rows of a sheet of tasks say. */
export interface Counts {
  readonly tasks: readonly RawRow[];
  /** Rows with a name and nothing of who, when or how far: headings, remarks. */
  readonly headings: readonly RawRow[];
  readonly withoutOwner: readonly number[];
  readonly severalOwners: readonly Unread[];
  /** 全体, TBD, the team: nobody in particular. */
  readonly collective: readonly Unread[];
  readonly people: readonly Person[];
  readonly departments: readonly string[];
  readonly statuses: { readonly read: number; readonly unread: ReadonlyMap<string, readonly number[]> };
  readonly dates: { readonly read: number; readonly unread: readonly Unread[]; readonly earliest: Day | null };
  readonly predecessors: number;
}

const PEOPLE = ['responsible', 'accountable', 'supporting', 'consulted', 'informed'] as const;
const PLAN_DATES = ['start', 'due'] as const;
const PROGRESS_DATES = ['newDue', 'updatedOn'] as const;

/** Reads the rows below a recognised header as a sweep will read them. */
export const countRows = (reading: SheetReading, dateSystem: 1900 | 1904): Counts => {
  const { sheet, line, mapping } = reading;
  const at = (tab: 'raci' | 'tracker', column: string) => columnAt(mapping, tab, column);
  const name = at('raci', 'name')!;
  const planning = mapping.mapped.filter(({ column }) => !BESIDE_HEADINGS.has(column)).map((mapped) => mapped.at);

  const tasks: RawRow[] = [];
  const headings: RawRow[] = [];
  for (const row of sheet.rows) {
    if (row.at <= line!.at || repeatsHeader(row, mapping.mapped, line!.cells)) continue;
    if (planning.some((column) => !isBlank(row.cells[column - 1]))) tasks.push(row);
    else if (textOf(row.cells[name - 1])) headings.push(row);
  }

  const columns = (['raci', 'tracker'] as const).flatMap((tab) =>
    mapping.mapped.filter((mapped) => mapped.tab === tab),
  );
  const cellOf = (row: RawRow, column: number | undefined): RawCell =>
    column === undefined ? null : (row.cells[column - 1] ?? null);

  const dateColumns = columns.filter(({ tab, column }) =>
    (tab === 'raci' ? PLAN_DATES : PROGRESS_DATES).some((key) => key === column),
  );
  const unreadDates: Unread[] = [];
  let readDates = 0;
  let earliest: Day | null = null;
  const status = at('tracker', 'status');
  const readStatus = readerOf('status', tabOf('tracker').columns.status as Column, TABS.tracker);
  const nothingElse = { dateSystem, people: NOBODY, departments: new Map<string, string>() };
  const unreadStatuses = new Map<string, number[]>();
  let readStatuses = 0;

  const responsible = at('raci', 'responsible');
  const withoutOwner: number[] = [];
  const severalOwners: Unread[] = [];
  const collective: Unread[] = [];
  const people = new Map<string, Set<string>>();
  const departmentAt = at('raci', 'department');
  const departments = new Set<string>();
  const peopleAt = PEOPLE.flatMap((key) => at('raci', key) ?? []);
  const namesIn = nameSplitter(tasks.flatMap((row) => peopleAt.map((column) => textOf(cellOf(row, column)))));
  let predecessors = 0;

  for (const row of tasks) {
    for (const { at: column } of dateColumns) {
      const cell = cellOf(row, column);
      if (isNothing(cell)) continue;
      const date = typeof cell === 'number' || typeof cell === 'string' ? parseDate(cell, dateSystem) : { bad: true };
      if ('day' in date) {
        readDates++;
        if (earliest === null || date.day < earliest) earliest = date.day;
      } else if ('bad' in date) unreadDates.push({ row: row.at, column, text: textOf(cell) });
    }
    const state = textOf(cellOf(row, status));
    if (state && readStatus(state, nothingElse, () => {}) !== null) readStatuses++;
    else if (state) unreadStatuses.set(state, [...(unreadStatuses.get(state) ?? []), row.at]);

    const department = textOf(cellOf(row, departmentAt));
    if (department && !saysNothing(department)) departments.add(department);
    for (const column of peopleAt) {
      const text = textOf(cellOf(row, column));
      const names = namesIn(text);
      const persons = names.filter((one) => !collectiveOwner(one));
      if (column === responsible) {
        if (names.length === 0) withoutOwner.push(row.at);
        if (persons.length > 1) severalOwners.push({ row: row.at, column, text });
        if (persons.length < names.length) collective.push({ row: row.at, column, text });
      }
      for (const one of persons) {
        const own = people.get(one) ?? new Set<string>();
        if (column === responsible) own.add(department);
        people.set(one, own);
      }
    }
    if (!isNothing(cellOf(row, at('raci', 'predecessors')))) predecessors++;
  }

  return {
    tasks,
    headings,
    withoutOwner,
    severalOwners,
    collective,
    people: [...people].map(([one, own]) => ({ name: one, department: own.size === 1 ? [...own][0]! : '' })),
    departments: [...departments],
    statuses: { read: readStatuses, unread: unreadStatuses },
    dates: { read: readDates, unread: unreadDates, earliest },
    predecessors,
  };
};

const BESIDE_HEADINGS: ReadonlySet<string> = new Set(['name', 'request', 'department', 'note']);

const isBlank = (cell: RawCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

const repeatsHeader = (
  { cells }: RawRow,
  mapped: readonly { readonly at: number }[],
  header: readonly string[],
): boolean => mapped.every(({ at }) => headerKey(textOf(cells[at - 1])) === headerKey(header[at - 1]!));

/**
 * The names in a cell. A comma is part of the name where every name of the column has one and no half of it ever
 * stands alone (Last, First).
 */
const nameSplitter = (all: readonly string[]): ((text: string) => readonly string[]) => {
  const cells = all.filter((text) => text !== '' && !saysNothing(text));
  const isPair = (text: string) => /^\p{Lu}[\p{L}'’ -]+, \p{Lu}[\p{L}'’. -]+$/u.test(text);
  const lastFirst =
    cells.length > 1 && cells.every((text) => text.split(/[;；\n/]/).every((part) => isPair(part.trim())));
  const known = (part: string) => lastFirst && isPair(part);
  return (text) => (saysNothing(text) ? [] : splitNames(text, known));
};
