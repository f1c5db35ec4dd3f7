/** Reads a tab's rows into typed records, without headings and blank rows, and gives new rows their ids. */
import { type Column, columnsOf, type IdTab, LOCALES, TABS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { distinct } from '../people.ts';
import { type Problem, problemAt } from '../problem.ts';
import type { Person, RecordOf, Row } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { normal, saysNothing, trimmed } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import type { CellFault, RawCell, RawRow } from '../workbook.ts';
import { type CellContext, type CellReader, peopleIn, type ReportCell, readerOf, theirReaderOf } from './cells.ts';
import { type DateOrder, dateOrderIn, dayAround, dayInOrder } from './dates.ts';
import { isNoTask } from './headings.ts';
import { headerKey, idOf, type LocatedTab, matchHeader, NOT_ASKED, textOf } from './locate.ts';

interface ColumnReader {
  readonly key: string;
  readonly column: Column;
  /** 0-based index in the row's cells; -1 when the sheet has no such column. */
  readonly index: number;
  readonly read: CellReader;
  /** The value of an absent column or an empty cell. */
  readonly empty: unknown;
  /** A dash there is as empty as an empty cell, and lacks what that lacks. Texts are left as they are. */
  readonly takesDash: boolean;
}

/** No word for nothing is longer. */
const LONGEST_DASH = 6;

const isDash = (cell: RawCell, { states }: CellContext): boolean =>
  typeof cell === 'string' && cell.length <= LONGEST_DASH && saysNothing(cell) && !states?.has(normal(cell));

const emptyValue = (column: Column): unknown => {
  switch (column.type) {
    case 'date':
    case 'clock':
    case 'number':
    case 'percent':
    case 'option':
    case 'flag':
    case 'person':
      return null;
    case 'people':
    case 'departments':
    case 'ids':
      return [];
    default:
      return '';
  }
};

/** A row of a tab in which nothing is written. */
export const emptyRecord = <K extends TabKey>(tab: K): RecordOf<K> =>
  Object.fromEntries(columnsOf(tab).map(([key, column]) => [key, emptyValue(column)])) as RecordOf<K>;

/** Reading a tab's rows one by one, each by the same function whether it comes from a sweep or from an edit. */
interface RowReader<K extends TabKey> {
  /** True for a row with nothing in it but an id, lookups or blanks, for a repeated header, and for a heading. */
  isBlank(row: RawRow): boolean;
  /**
   * Whether the row's id is an error or a formula without a value, which is reported. Which row it is nobody can say, and a
   * new id would make another item of it at every sweep.
   */
  isNameless(row: RawRow, problems: Problem[]): boolean;
  read(row: RawRow, problems: Problem[]): { id: string; values: RecordOf<K>; ownStatus?: string };
}

const isBlank = (cell: RawCell | undefined) =>
  cell === null || cell === undefined || (typeof cell === 'string' && trimmed(cell) === '');

const faultCode = ({ fault }: CellFault) => (fault === 'error' ? 'cell-error' : 'no-cached-value');

const lack = ({ type }: Column) => (type === 'email' ? 'no-address' : 'required');

/** A row of an adopted plan that says nothing of who, when or how far: a heading or a remark, and no task. */
export const isHeading = ({ planning, named }: LocatedTab, cells: readonly RawCell[]): boolean =>
  planning !== undefined && isNoTask(cells, planning, named);

/** Tells rows in which nothing is written, by the cells at these places, from all others. */
const blankRow = (tab: TabKey, located: LocatedTab, telling: readonly number[]): RowReader<TabKey>['isBlank'] => {
  const [first = 0] = telling;
  const unbound = new Map<string, string>();
  const header = located.header.map(headerKey);
  const repeatsHeader = (cells: readonly RawCell[]) =>
    telling.every((index) => headerKey(textOf(cells[index])) === header[index]);
  const isHeaderAgain = (cells: readonly RawCell[], filled: number) =>
    (filled === telling.length && repeatsHeader(cells)) ||
    (filled >= 3 && typeof cells[first] === 'string' && matchHeader(tab, cells, unbound).columns.size >= 3);
  return ({ cells }) => {
    let filled = 0;
    let text = true;
    for (const index of telling) {
      const cell = cells[index];
      if (isBlank(cell)) continue;
      filled++;
      if (typeof cell !== 'string') text = false;
    }
    return filled === 0 || (text && filled >= 2 && isHeaderAgain(cells, filled)) || isHeading(located, cells);
  };
};

/** Room for a row's values, all at once: an object that grows by each of them is made anew four times, and there may be hundreds of thousands. */
const blankOf = (readers: readonly ColumnReader[]): Record<string, unknown> =>
  JSON.parse(JSON.stringify(Object.fromEntries(readers.map(({ key }) => [key, null]))));

const notAsked = ({ required: _, ...column }: Column): Column => column;

const isTheirPlan = (tab: TabKey, { adopted }: LocatedTab): boolean =>
  adopted === true && (tab === 'raci' || tab === 'tracker');

/** How a tab's rows are read, whoever is named in them. */
interface Layout {
  readonly readers: readonly ColumnReader[];
  /** Those whose column is there, and of these those of dates. */
  readonly present: readonly ColumnReader[];
  readonly dates: readonly ColumnReader[];
  /** Room for a row's values. */
  readonly blank: Readonly<Record<string, unknown>>;
  readonly isBlankRow: RowReader<TabKey>['isBlank'];
}

/** A tab is read again and again while it stands as it does. */
const layoutsKnown = new WeakMap<LocatedTab, Map<TabKey, Layout>>();

const layoutOf = (tab: TabKey, located: LocatedTab): Layout => {
  const ofTab = ensure(layoutsKnown, located, () => new Map<TabKey, Layout>());
  return ensure(ofTab, tab, () => {
    const readers = readersOf(tab, located);
    const present = readers.filter((reader) => reader.index >= 0);
    const telling = present.filter((reader) => tab === 'tracker' || reader.column.type !== 'id');
    const places = telling.map(({ index }) => index);
    return {
      readers,
      present,
      dates: present.filter(({ column }) => column.type === 'date'),
      blank: blankOf(readers),
      isBlankRow: blankRow(tab, located, places),
    };
  });
};

const readersOf = (tab: TabKey, located: LocatedTab): readonly ColumnReader[] => {
  const theirs = isTheirPlan(tab, located);
  return columnsOf(tab)
    .filter(([, column]) => !column.lookup)
    .map(([key, declared]) => {
      const column = theirs && NOT_ASKED.has(key) ? notAsked(declared) : declared;
      return {
        key,
        column,
        index: (located.columns.get(key) ?? 0) - 1,
        read: theirs
          ? theirReaderOf(key, column, tabOf(tab), located.columns.has('status'))
          : readerOf(key, column, tabOf(tab)),
        empty: emptyValue(column),
        takesDash: theirs && (column.type === 'department' || emptyValue(column) !== ''),
      };
    });
};

/** Of several who are named for a task, the first leads it, and the others support it; of several who approve it, one decides. */
const withOthers = (
  values: Record<string, unknown>,
  cellOf: (key: string) => RawCell,
  context: CellContext,
): Record<string, unknown> => {
  const others = (key: 'responsible' | 'accountable', into: 'supporting' | 'consulted') => {
    const [lead, ...rest] = peopleIn(cellOf(key), context);
    return lead && rest.length > 0 ? { [into]: distinct([...(values[into] as Person[]), ...rest]) } : {};
  };
  return { ...values, ...others('responsible', 'supporting'), ...others('accountable', 'consulted') };
};

/** A team's own word for a status that was read, or that by what they said means none. */
const ownWord = (cell: string, read: unknown, { states }: CellContext): string => {
  const word = normal(cell);
  if (word === '' || STATUS_LABELS.has(word)) return '';
  return read !== null || states?.get(word) === null ? textOf(cell) : '';
};

const STATUS_LABELS: ReadonlySet<string> = new Set(
  TABS.tracker.columns.status.options.flatMap(({ label }) => LOCALES.map((locale) => normal(label[locale]))),
);

function* columnIn(rows: Iterable<RawRow>, index: number): Iterable<RawCell> {
  for (const { cells } of rows) yield cells[index] ?? null;
}

const rowReader = <K extends TabKey>(tab: K, located: LocatedTab, context: CellContext): RowReader<K> => {
  const { readers, present, dates, blank, isBlankRow } = layoutOf(tab, located);
  const status =
    tab === 'tracker' && located.adopted === true ? present.find(({ key }) => key === 'status') : undefined;
  const idAt = (located.columns.get('id') ?? 0) - 1;
  // The same few words stand in every row.
  const [states, noStates] = [new Map<string, string>(), new Map<string, string>()];
  // One reporter for all cells: which one is being read stands beside it.
  let at = 0;
  let id = '';
  let key = '';
  let sink: Problem[] = [];
  const isTheirs = isTheirPlan(tab, located);
  const isPlan = tab === 'raci' && isTheirs;
  const orders = new Map<number, DateOrder | null>();
  const orderOf = (index: number) => ensure(orders, index, () => dateOrderIn(columnIn(located.rows, index)));
  /** Read after all: there is nothing to mend. */
  const settle = (values: Record<string, unknown>, key: string, day: Day, problems: Problem[], from: number) => {
    values[key] = day;
    const rest = problems.splice(from).filter(({ column }) => column !== key);
    problems.push(...rest);
  };
  /** A date of two readings in a team's own sheet is read in the order that the others of its column leave. */
  const inOrder = (row: RawRow, values: Record<string, unknown>, problems: Problem[], from: number) => {
    if (problems.length === from || !isTheirs) return;
    for (const { key, index } of dates) {
      if (values[key] !== null || !problems.slice(from).some(({ column }) => column === key)) continue;
      const day = dayInOrder(row.cells[index], orderOf(index));
      if (day !== null) settle(values, key, day, problems, from);
    }
  };
  /** A date without a year is read by the row's other dates, where they leave one reading. */
  const withYears = (row: RawRow, values: Record<string, unknown>, problems: Problem[], from: number) => {
    // Such a date has been reported; most rows have nothing to report.
    if (problems.length === from) return;
    const around = dates.flatMap((reader) =>
      typeof values[reader.key] === 'number' ? [values[reader.key] as Day] : [],
    );
    if (around.length === 0 || around.length === dates.length) return;
    for (const { key, index } of dates) {
      const cell = row.cells[index] ?? null;
      if (values[key] !== null || cell === null || typeof cell === 'object' || typeof cell === 'boolean') continue;
      const day = dayAround(cell, around);
      if (day !== null) settle(values, key, day, problems, from);
    }
  };
  const report: ReportCell = (code, facts) => {
    sink.push(problemAt({ tab, row: at, column: key, item: id }, code, facts));
  };

  return {
    isBlank: isBlankRow,
    isNameless: ({ at, cells }, problems) => {
      const cell = cells[idAt];
      if (typeof cell !== 'object' || cell === null) return false;
      const named = present.find(({ column, index }) => column.type === 'text' && typeof cells[index] === 'string');
      const facts = { text: cell.text, of: named ? textOf(cells[named.index]) : '' };
      problems.push(problemAt({ tab, row: at, column: 'id', item: '' }, faultCode(cell), facts));
      return true;
    },
    read: (row, problems) => {
      id = idOf(row.cells[idAt]);
      at = row.at;
      sink = problems;
      const values = { ...blank };
      const from = problems.length;
      for (const reader of readers) {
        const { column, index, empty, takesDash } = reader;
        key = reader.key;
        const own = index >= 0 ? (row.cells[index] ?? null) : null;
        const cell = takesDash && isDash(own, context) ? null : own;
        if (typeof cell === 'object' && cell !== null) {
          report(faultCode(cell), { text: cell.text });
          values[key] = empty;
        } else if (index < 0 || ((cell === null || cell === '') && column.type !== 'person')) {
          values[key] = empty;
          if (index >= 0 && column.required && column.type !== 'id') {
            report(lack(column), {});
          }
        } else {
          const before = problems.length;
          const value = reader.read(cell, context, report);
          values[key] = value;
          // A cell that says that there is nothing ("-", a zero date) is as empty as an empty one.
          if (column.required && (value === null || value === '') && problems.length === before)
            report(lack(column), {});
        }
      }
      inOrder(row, values, problems, from);
      withYears(row, values, problems, from);
      const several = isPlan && problems.slice(from).some(({ code }) => code === 'several-owners');
      const cellOf = (named: string) => row.cells[(located.columns.get(named) ?? 0) - 1] ?? null;
      const read = { id, values: (several ? withOthers(values, cellOf, context) : values) as RecordOf<K> };
      const cell = status && row.cells[status.index];
      const said = values.status;
      const ownStatus =
        typeof cell !== 'string'
          ? ''
          : ensure(said === null ? noStates : states, cell, () => ownWord(cell, said, context));
      return ownStatus === '' ? read : { ...read, ownStatus };
    },
  };
};

/**
 * Ids in the order in which rows got them: T-0001, T-0002 … never one that was seen before. Those are asked for when the
 * first id is: most sweeps give none.
 */
export const idSource = (tab: IdTab, taken: () => Iterable<string>): (() => string) => {
  const prefix = TABS[tab].idPrefix;
  let last: number | null = null;
  return () => {
    last = (last ?? highest(prefix, taken())) + 1;
    return `${prefix}-${String(last).padStart(4, '0')}`;
  };
};

const highest = (prefix: string, ids: Iterable<string>): number => {
  const shape = new RegExp(`^${prefix}-(\\d{1,9})$`);
  let found = 0;
  for (const id of ids) found = Math.max(found, Number(shape.exec(id)?.[1] ?? 0));
  return found;
};

/** A row of the plan is a task as it stands: there may be hundreds of thousands, and none is copied to be one. */
const rowAs = <K extends TabKey>(tab: K, id: string, at: number, values: RecordOf<K>): Row<K> => {
  if (tab !== 'raci') return { id, fresh: false, at, values };
  const task = { id, fresh: false, at, values, tab };
  return task;
};

/**
 * Reads every row of a tab. Rows without an id get the next free one where the tab's rows have ids; of people's rows, those
 * whose id cannot be read are left out.
 */
export const readRows = <K extends TabKey>(
  tab: K,
  located: LocatedTab | undefined,
  context: CellContext,
  problems: Problem[],
  nextId: (() => string) | null,
): Row<K>[] => {
  if (!located) return [];
  const reader = rowReader(tab, located, context);
  const rows: Row<K>[] = [];
  for (const row of located.rows) {
    if (row.at <= located.headerRow || reader.isBlank(row)) continue;
    if (!tabOf(tab).machine && reader.isNameless(row, problems)) continue;
    const before = problems.length;
    const { id, values, ownStatus } = reader.read(row, problems);
    const more = ownStatus === undefined ? undefined : { ownStatus };
    if (id !== '' || !nextId)
      rows.push(more ? { ...rowAs(tab, id, row.at, values), ...more } : rowAs(tab, id, row.at, values));
    else {
      const fresh = nextId();
      problems.push(...problems.splice(before).map((problem) => ({ ...problem, item: fresh })));
      rows.push({ id: fresh, fresh: true, at: row.at, values: { ...values, id: fresh }, ...more });
    }
  }
  return rows;
};
