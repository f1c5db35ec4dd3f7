/** Turns writes by item into edits of cells, and says which could not be made. */
import {
  CHECK,
  CHECK_KEY,
  type Column,
  columnsOf,
  keyColumn,
  type Locale,
  type LookupSource,
  lookupFormula,
  perTab,
  TAB_KEYS,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import type { Write, WriteValue } from '../plan.ts';
import { type DateOrder, dateOrderIn, dayAround, dayInOrder } from '../read/dates.ts';
import { type LocatedTab, locate } from '../read/locate.ts';
import { downwards } from '../read/merges.ts';
import { cellIn, editsApart, sheetsOfTab } from '../read/parts.ts';
import { isHeading } from '../read/rows.ts';
import { ensure, groupBy, push } from '../text/maps.ts';
import { must } from '../text/must.ts';
import { rowAmong } from '../text/row-number.ts';
import { dayFromIso, isoOf } from '../time/day.ts';
import type { CellFormat, CellValue, EditPlace, RawCell, RawRow, RawWorkbook, Rect, RowEdit } from '../workbook.ts';
import { keptAt } from './by-row.ts';
import { addRow, CellGrid, isEmpty, type RowsByKey } from './grid.ts';
import { type Encoded, encodeAs, type Habits, habitsOf } from './habits.ts';
import { canonical, canonicalReader } from './values.ts';

/** What became of one write. `conflict`: the row no longer holds what was expected; nothing of that write is written. */
export interface WriteReceipt {
  readonly write: Write;
  /** `missing`: no such row, or no such tab. */
  readonly outcome: 'written' | 'conflict' | 'missing';
  /** For a conflict: what stands in the expected columns now, by column key; dates as ISO text. */
  readonly found?: Readonly<Record<string, WriteValue>>;
}

/** True for the write that gives a row its id; the row is found by content. */
export const givesId = (write: Write): boolean => write.kind === 'set' && write.expected[keyColumn(write.tab)] === '';

/**
 * Turns writes by item into cell edits of one reading: rows are found by id in this reading, never by number.
 * Writes count in order, each seeing the ones before. Cost is linear in rows plus writes.
 *
 * An `append` of a key that is there already is a conflict, except when the row already says the same: then a
 * backend that repeats a request whose answer got lost writes nothing twice. Where a row could not be given its id,
 * nothing else is written about that item; and rows of the ledger, which build on each other, stop at the first
 * that does not fit.
 */
export const resolveWrites = (
  raw: RawWorkbook,
  writes: readonly Write[],
): { edits: readonly RowEdit[]; receipts: WriteReceipt[] } => {
  const located = locate(raw);
  const grids = new Map<string, CellGrid>();
  const gridOf = ({ sheet: { title } }: LocatedTab): CellGrid =>
    ensure(grids, title, () => gridFor([...located.tabs].filter(([, { sheet }]) => sheet.title === title)));
  const tables = new Map<TabKey, Table>();
  // Most calls write to one or two of some twenty tabs.
  const tableOf = (tab: TabKey): Table | undefined => {
    const place = located.tabs.get(tab);
    return (
      place && ensure(tables, tab, () => new Table(tab, place, gridOf(place), tableOf, raw.dateSystem, located.locale))
    );
  };

  const nameless = new Set<string>();
  let chainBroken = false;
  const receipts = writes.map((write): WriteReceipt => {
    const table = tableOf(write.tab);
    if (!table || nameless.has(write.item)) return { write, outcome: 'missing' };
    if (chainBroken && write.tab === '_ledger') return { write, outcome: 'conflict' };
    const receipt = write.kind === 'append' ? table.append(write) : table.set(write);
    if (receipt.outcome !== 'written') {
      if (givesId(write)) nameless.add(write.item);
      if (write.tab === '_ledger') chainBroken = true;
    }
    return receipt;
  });

  if ([...tables.values()].some(({ writtenKeys }) => writtenKeys.size > 0))
    for (const tab of located.tabs.keys()) followLookups(must(tableOf(tab), `tab ${tab}`), tableOf);
  const titles = new Set([...located.tabs.values()].map(({ sheet }) => sheet.title));
  const edits = [...titles].flatMap((title) => grids.get(title)?.edits() ?? []);
  return { edits: editsApart(located.tabs, edits), receipts };
};

/** The sheet in which these tabs are. */
const gridFor = (tabs: readonly (readonly [TabKey, LocatedTab])[]): CellGrid => {
  const [, first] = must(tabs[0], 'tab of a sheet');
  const grid = new CellGrid(first.sheet, first);
  for (const [tab, { headerRow, columns }] of tabs) {
    grid.headerRow = Math.max(grid.headerRow, headerRow);
    grid.dataColumns.push(...DATA[tab].flatMap((key) => columns.get(key) ?? []));
  }
  return grid;
};

/** A day may stand in the calendar as official and as ours, and two people may have one name. */
const TWICE: ReadonlySet<TabKey> = new Set(['calendar', 'directory']);

const NO_ROWS: readonly number[] = [];

const NO_HABITS: Habits = { words: new Map(), hundred: false };

/** By tab, all its columns, with Baton's own. */
const TYPES = perTab((tab): Readonly<Record<string, Column>> => ({ ...tabOf(tab).columns, [CHECK_KEY]: CHECK }));
/** Keys of columns in which a value means that a row is used. */
const DATA = perTab((tab) => columnsOf(tab).flatMap(([key, { lookup }]) => (lookup ? [] : [key])));

/** Columns that show what stands elsewhere. */
const LOOKUPS = perTab((tab) => columnsOf(tab).filter(([, { lookup }]) => lookup));

/** Tabs of which something is shown elsewhere. */
const SHOWN: ReadonlySet<TabKey> = new Set<TabKey>(
  TAB_KEYS.flatMap((tab) =>
    LOOKUPS[tab].flatMap(([, { lookup }]) =>
      (lookup ? [lookup, ...(lookup.or ?? [])] : []).map((from) => from.tab as TabKey),
    ),
  ),
);

const withCheck = ({ columns, check }: LocatedTab): ReadonlyMap<string, number> =>
  check === undefined ? columns : new Map([...columns, [CHECK_KEY, check]]);

/** A mark is said of a row alone, with nothing else. */
const isMark = (values: Write['values']): boolean => CHECK_KEY in values;

interface Written {
  readonly column: number;
  readonly type: Column;
  readonly habits: Habits;
  /** What was written there so far, where that is worth keeping. */
  readonly known: Map<WriteValue, Encoded> | null;
}

const wordsOf = ({ type }: Column): Written['known'] => (type === 'date' || type === 'option' ? new Map() : null);

/** Made when it is first asked for; none where the workbook has no such tab. */
type TableOf = (tab: TabKey) => Table | undefined;

/** One tab in its sheet: typed columns, and its rows by key. Two tabs of an adopted workbook may share a grid. */
class Table {
  readonly tab: TabKey;
  readonly grid: CellGrid;
  readonly columns: ReadonlyMap<string, number>;
  readonly keyColumn: number | undefined;
  /** Keys of the rows that were written to, but for those that were only marked: a mark is shown nowhere else. */
  readonly writtenKeys = new Set<string>();
  /** Rows that got their key in this call: their lookup cells may hold no formula yet. */
  readonly newRows = new Set<number>();
  readonly appended = new Set<number>();
  readonly #types: Readonly<Record<string, Column>>;
  readonly place: LocatedTab;
  /** Of several rows of an adopted sheet. */
  readonly #merges: readonly Rect[];
  readonly #tableOf: TableOf;
  readonly #system: 1900 | 1904;
  readonly #locale: Locale;
  /** A sheet of ours, by its title. */
  readonly #isOurs: boolean;
  readonly #hasOneForTwo: boolean;
  /** Some of its columns show what stands elsewhere. */
  readonly #shows: boolean;
  /** They do, or it is shown elsewhere: somebody will ask which rows were written. */
  readonly #isFollowed: boolean;
  readonly #readers = new Map<string, (cell: RawCell) => string>();
  readonly #habitsOf = new Map<string, Habits>();
  readonly #orders = new Map<number, DateOrder | null>();
  readonly #places = new Map<number, EditPlace>();
  readonly #byContent = new Map<string, Map<string, number[]>>();
  readonly #written = new Map<string, Written | null>();
  readonly #changed: Cells = { places: [], values: [] };
  #readKey: ((cell: RawCell) => string) | undefined;
  #rowsByKey: RowsByKey | undefined;

  constructor(tab: TabKey, place: LocatedTab, grid: CellGrid, tableOf: TableOf, system: 1900 | 1904, locale: Locale) {
    this.tab = tab;
    this.grid = grid;
    this.columns = withCheck(place);
    this.#hasOneForTwo = new Set(this.columns.values()).size < this.columns.size;
    this.keyColumn = place.columns.get(keyColumn(tab));
    this.place = place;
    this.#merges = place.adopted ? downwards(place.sheet, place.headerRow) : [];
    this.#tableOf = tableOf;
    this.#types = TYPES[tab];
    this.#shows = LOOKUPS[tab].length > 0;
    this.#isFollowed = this.#shows || SHOWN.has(tab);
    this.#system = system;
    this.#locale = locale;
    this.#isOurs = grid.sheet.title === tabOf(tab).title[locale];
  }

  /** `cells`: those of the row in the reading, where they are at hand. */
  keyAt(row: number, cells?: readonly RawCell[]): string {
    const name = keyColumn(this.tab);
    // Each row is asked for its key, and that of most tabs is no date, which the others of its row may have a say in.
    if (this.#types[name]?.type === 'date' || this.keyColumn === undefined) return this.#read(name, row, cells);
    this.#readKey ??= this.#reader(name);
    return this.#readKey(this.grid.at(row, this.keyColumn, cells));
  }

  rowsOf(key: string): readonly number[] {
    const rows = this.#index().get(key) ?? NO_ROWS;
    return typeof rows === 'number' ? [rows] : rows;
  }

  /** The first of them. */
  rowOf(key: string): number | undefined {
    const rows = this.#index().get(key);
    return typeof rows === 'object' ? rows[0] : rows;
  }

  /** Rows whose column `name` holds one of these ids, and rows that were written to; each with the id in that column. */
  *rowsNaming(name: string, ids: ReadonlySet<string>): Iterable<ShownRow> {
    if (ids.size > 0) {
      for (const row of this.#rows()) {
        const id = this.#read(name, row.at, row.cells);
        if (ids.has(id) && !this.writtenKeys.has(this.keyAt(row.at, row.cells))) yield [row.at, id];
      }
    }
    for (const key of this.writtenKeys) for (const row of this.rowsOf(key)) yield [row, this.#read(name, row)];
  }

  append(write: Write): WriteReceipt {
    const keyName = keyColumn(this.tab);
    const key = canonical(this.#types[keyName], write.values[keyName] ?? null);
    const there = key === '' ? [] : this.rowsOf(key);
    if (there.some((row) => this.#holds(row, write.values))) return { write, outcome: 'written' };
    const first = there[0];
    if (first !== undefined && !TWICE.has(this.tab)) {
      return { write, outcome: 'conflict', found: this.#found(first, write.values) };
    }
    const row = this.grid.nextRow();
    if (this.#shows) this.appended.add(row);
    this.#fill(row, write.values);
    return { write, outcome: 'written' };
  }

  set(write: Write): WriteReceipt {
    const keyName = keyColumn(this.tab);
    if (givesId(write)) return this.#setByContent(write, keyName);
    const rows = this.rowsOf(write.item);
    const first = rows[0];
    if (first === undefined) return { write, outcome: 'missing' };
    const row = rows.find((at) => this.#holds(at, write.expected));
    if (row === undefined || this.#isShared(row, write.values))
      return { write, outcome: 'conflict', found: this.#found(row ?? first, write.expected) };
    this.#fill(row, write.values);
    return { write, outcome: 'written' };
  }

  /** Whether one of the cells to be written is merged with those of other rows: then it is not this row's alone to say. */
  #isShared(row: number, values: Write['values']): boolean {
    if (this.#merges.length === 0) return false;
    const { places } = this.#changes(row, values);
    return this.#merges.some(
      ({ top, bottom, left, right }) =>
        row >= top && row <= bottom && places.some(({ column }) => column >= left && column <= right),
    );
  }

  /** The first row without a key whose other expected columns hold; it is how a row gets its id. */
  #setByContent(write: Write, keyName: string): WriteReceipt {
    const taken = this.rowsOf(canonical(this.#types[keyName], write.values[keyName] ?? write.item))[0];
    if (taken !== undefined) return { write, outcome: 'conflict', found: this.#found(taken, write.expected) };
    const names = Object.keys(write.expected).filter((name) => name !== keyName);
    const shape = names.join('\n');
    const index = ensure(this.#byContent, shape, () => this.#rowsWithoutKey(names));
    const wanted = names.map((name) => canonical(this.#types[name], write.expected[name] ?? null));
    const candidates = index.get(JSON.stringify(wanted)) ?? [];
    // Rows are used up in order; one whose content changed meanwhile in this call is not the one that was meant.
    for (let row = candidates.shift(); row !== undefined; row = candidates.shift()) {
      if (!this.#holds(row, write.expected) || this.#isShared(row, write.values)) continue;
      this.#fill(row, write.values);
      return { write, outcome: 'written' };
    }
    return { write, outcome: 'missing' };
  }

  #rowsWithoutKey(names: readonly string[]): Map<string, number[]> {
    const index = new Map<string, number[]>();
    for (const row of this.#rows()) {
      if (this.keyAt(row.at, row.cells) === '')
        push(index, JSON.stringify(names.map((name) => this.#read(name, row.at, row.cells))), row.at);
    }
    return index;
  }

  #fill(row: number, values: Write['values']): void {
    const index = this.#index();
    const before = this.keyAt(row);
    // Where two keys are one column, the second sees what the first one wrote.
    if (this.#hasOneForTwo)
      for (const name in values) this.grid.put(row, this.#changes(row, { [name]: values[name] ?? null }));
    else this.grid.put(row, this.#changes(row, values));
    const key = keyColumn(this.tab) in values ? this.keyAt(row) : before;
    if (key === '') return;
    if (before === '') addRow(index, key, row);
    if (!isMark(values) && this.#isFollowed) this.writtenKeys.add(key);
    if (before === '' && this.#shows) this.newRows.add(row);
  }

  /** The cells of a row that these values change: in one and the same list, until it is asked again. */
  #changes(row: number, values: Write['values']): Pick<RowEdit, 'places' | 'values'> {
    const { places, values: cells } = this.#changed;
    places.length = 0;
    cells.length = 0;
    for (const name in values) {
      const written = this.#writtenAs(name);
      if (written === null || (this.place.parts && cellIn(this.place, row, written.column) === null)) continue;
      const { column, type } = written;
      const { value: encoded, format } = this.#encoded(written, values[name] ?? null);
      const cell = type.type === 'id' && typeof encoded === 'string' ? this.#asInPlan(encoded) : encoded;
      const now = this.grid.at(row, column);
      if (now === cell || (isEmpty(now) && isEmpty(cell))) continue;
      places.push(this.#placeOf(column, format));
      cells.push(cell);
    }
    return this.#changed;
  }

  /** Of dates and words to choose from there are few, each in many rows. */
  #encoded({ type, habits, known }: Written, value: WriteValue): Encoded {
    const encode = () => encodeAs(type, value, habits, this.#system, this.#locale);
    return known === null ? encode() : ensure(known, value, encode);
  }

  /** How a column is written, told once for all rows; null for one that is not. */
  #writtenAs(name: string): Written | null {
    const known = this.#written.get(name);
    if (known !== undefined) return known;
    const [column, type] = [this.columns.get(name), this.#types[name]];
    const isOne = column !== undefined && type !== undefined && !type.lookup;
    const written = isOne ? { column, type, habits: this.#habits(name, type, column), known: wordsOf(type) } : null;
    this.#written.set(name, written);
    return written;
  }

  /** One and the same for all rows in which a column is written alike. */
  #placeOf(column: number, format: CellFormat): EditPlace {
    const known = this.#places.get(column);
    if (known?.format === format) return known;
    const place = { column, format };
    this.#places.set(column, place);
    return place;
  }

  /** How an adopted sheet's people fill a column in; a sheet of ours has the words it came with. */
  #habits(name: string, { type }: Column, column: number): Habits {
    if (this.#isOurs || (type !== 'option' && type !== 'percent')) return NO_HABITS;
    return ensure(this.#habitsOf, name, () => habitsOf(this.#cellsIn(column - 1), this.#reader(name)));
  }

  #orderOf(column: number): DateOrder | null {
    return ensure(this.#orders, column, () => dateOrderIn(this.#cellsIn(column - 1)));
  }

  *#cellsIn(column: number): Iterable<RawCell> {
    for (const { cells } of this.#rows()) yield cells[column] ?? null;
  }

  /** An id as the plan's own cell has it: a formula does not find the number 7 of an adopted sheet by the text 7. */
  #asInPlan(id: string): string | number {
    const plan = this.#tableOf('raci');
    if (!plan?.keyColumn || plan.grid === this.grid || !/^[\d.]+$/.test(id)) return id;
    const row = plan.rowOf(id);
    const cell = row === undefined ? null : plan.grid.at(row, plan.keyColumn);
    return typeof cell === 'number' ? cell : id;
  }

  /** Rows that may be found: a heading of an adopted plan is not one of its tasks, whatever it says. */
  *#rows(): Iterable<RawRow> {
    for (const row of this.grid.rows()) if (!isHeading(this.place, row.cells)) yield row;
  }

  /** Rows by key. Tabs that share a sheet share its index, so that an id given through one is found through the other. */
  #index(): RowsByKey {
    this.#rowsByKey ??= ensure(this.grid.byKey, this.keyColumn ?? 0, () => {
      const index: RowsByKey = new Map();
      for (const row of this.#rows()) {
        const key = this.keyAt(row.at, row.cells);
        if (key !== '') addRow(index, key, row.at);
      }
      return index;
    });
    return this.#rowsByKey;
  }

  #read(name: string, row: number, cells?: readonly RawCell[]): string {
    return this.#readCell(name, (column) => this.grid.at(row, column, cells));
  }

  /** A date of two readings is read as its column has the others, one without a year by the row's other dates: as a sweep reads it. */
  #readCell(name: string, cellIn: (column: number) => RawCell): string {
    const at = this.columns.get(name);
    if (at === undefined) return '';
    const cell = cellIn(at);
    const text = this.#reader(name)(cell);
    if (this.#types[name]?.type !== 'date' || text === '' || dayFromIso(text) !== null || typeof cell === 'object')
      return text;
    const inOrder = this.#isOurs ? null : dayInOrder(cell, this.#orderOf(at));
    if (inOrder !== null) return isoOf(inOrder);
    const others = [...this.columns].filter(([other]) => other !== name && this.#types[other]?.type === 'date');
    const around = others.flatMap(([other, column]) => dayFromIso(this.#reader(other)(cellIn(column))) ?? []);
    const day = typeof cell === 'boolean' ? null : dayAround(cell, around);
    return day === null ? text : isoOf(day);
  }

  #reader(name: string): (cell: RawCell) => string {
    return ensure(this.#readers, name, () =>
      canonicalReader(this.tab, name, must(this.#types[name], `column ${this.tab}.${name}`), this.#system),
    );
  }

  #holds(row: number, expected: Write['expected']): boolean {
    return Object.entries(expected).every(
      ([name, value]) => this.#read(name, row) === canonical(this.#types[name], value),
    );
  }

  #found(row: number, expected: Write['expected']): Record<string, WriteValue> {
    return Object.fromEntries(Object.keys(expected).map((name) => [name, this.#read(name, row) || null]));
  }
}

/**
 * Columns that show another tab's value: their cells hold formulas, and what was calculated last time must follow
 * the writes, since nobody recalculates until a person opens the file. Only rows whose id was written to, here or in
 * the tab that is shown, can show something new.
 */
const followLookups = (table: Table, tableOf: TableOf): void => {
  const { keyColumn } = table;
  if (keyColumn === undefined) return;
  const followed = LOOKUPS[table.tab].flatMap(([name, { lookup, type }]) => {
    const column = table.columns.get(name);
    const by = lookup?.by;
    const idColumn = by === undefined ? keyColumn : table.columns.get(by);
    if (!lookup || column === undefined || idColumn === undefined) return [];
    const sources = sourcesOf(lookup, table, tableOf);
    const about = [by, ...sources.map(({ source }) => source.tab)].join(' ');
    return sources.length === 0 ? [] : { column, by, idColumn, type, sources, about };
  });
  for (const columns of groupBy(followed, ({ about }) => about).values()) {
    const [{ by, sources: all }] = columns;
    const shown = [...new Set(all.map(({ source }) => source.writtenKeys))];
    // What is found by its name in a column is looked for before anything is shown.
    const rows =
      by === undefined
        ? rowsByKey(table, keysIn([...shown, table.writtenKeys]))
        : [...table.rowsNaming(by, new Set(keysIn(shown)))];
    const changed: Cells = { places: [], values: [] };
    // Row by row: what these columns show in it stands in one row elsewhere, the first one that has the id.
    for (const [row, id] of rows) {
      let found = 0;
      let at: number | undefined;
      for (; found < all.length && at === undefined; found++) at = all[found]?.source.rowOf(id);
      for (const { column, idColumn, type, sources } of columns) {
        const from = at === undefined ? undefined : sources[found - 1];
        const value = from && at !== undefined ? from.source.grid.at(at, from.shown) : '';
        show(table, row, column, value, type, changed, () => lookupFormula(row, idColumn, ...sources));
      }
      table.grid.put(row, changed);
      changed.places.length = 0;
      changed.values.length = 0;
    }
  }
};

/** A row, and the id by which it shows something. */
type ShownRow = readonly [row: number, id: string];

interface Source extends LookupSource {
  readonly source: Table;
  /** The column of the value in the table; of several sheets in one tab that of the first. */
  readonly shown: number;
}

/** Where a lookup finds its value, of what the workbook has. */
const sourcesOf = (lookup: NonNullable<Column['lookup']>, table: Table, tableOf: TableOf): readonly Source[] =>
  [lookup, ...(lookup.or ?? [])].flatMap((from) => {
    const source = tableOf(from.tab as TabKey);
    const valueColumn = source?.columns.get(from.column);
    // In an adopted workbook both may be the same sheet, where the value is the source itself.
    if (!source || valueColumn === undefined || source.keyColumn === undefined || source.grid === table.grid) return [];
    const nameColumn = lookup.by === undefined ? undefined : source.columns.get('name');
    const [id, value, name] = [source.keyColumn, valueColumn, nameColumn];
    // Of several sheets that are one tab each is looked through by a formula of its own.
    return sheetsOfTab(source.place).flatMap((_, part): Source[] => {
      const at = (column: number) => cellIn(source.place, rowAmong(part, 1), column);
      const [idCell, valueCell, nameCell] = [at(id), at(value), name === undefined ? null : at(name)];
      if (!idCell || !valueCell) return [];
      return [
        {
          source,
          shown: value,
          sheet: idCell.sheet,
          idColumn: idCell.column,
          valueColumn: valueCell.column,
          ...(nameCell && { nameColumn: nameCell.column }),
        },
      ];
    });
  });

/** Each of these keys once, in their order, and nothing made for it: there may be hundreds of thousands. */
function* keysIn(sets: readonly ReadonlySet<string>[]): Iterable<string> {
  for (const [i, keys] of sets.entries()) {
    const before = sets.slice(0, i);
    for (const key of keys) if (!before.some((other) => other.has(key))) yield key;
  }
}

/** Rows of the tab's own keys among these, and rows that were written to. */
function* rowsByKey(table: Table, keys: Iterable<string>): Iterable<ShownRow> {
  for (const key of keys) for (const row of table.rowsOf(key)) yield [row, key];
}

/** Cells of a row, as they are gathered. */
interface Cells {
  readonly places: EditPlace[];
  readonly values: CellValue[];
}

const show = (
  { grid, newRows, appended }: Table,
  row: number,
  column: number,
  value: RawCell,
  type: Column['type'],
  { places, values }: Cells,
  formula: () => string,
): void => {
  // Nobody knows yet what a formula without a calculated value shows.
  if (typeof value === 'object' && value?.fault === 'no-cached-value') return;
  const right = typeof value === 'object' ? '' : value;
  const now = grid.at(row, column);
  if (appended.has(row) || (newRows.has(row) && isEmpty(now))) {
    const format = type === 'date' ? { format: 'date' as const } : {};
    places.push({ column, formula: formula(), ...format });
    values.push(right);
  } else if (now !== right && !(isEmpty(now) && isEmpty(right))) {
    places.push(keptAt(column));
    values.push(right);
  }
};
