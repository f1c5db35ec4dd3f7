/** What a cell means that names a row of another tab: its id, what it is called, or both (`Q-0001 New packaging`). */
import { columnsOf, type IdTab, perTab, type TabKey } from '../../sheet-templates/index.ts';
import type { Row, WorkRows, WorkTab } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { normal } from '../text/words.ts';

/** The rows of a tab by what they are called; null where two are called the same. */
export type Called = ReadonlyMap<string, string | null>;

export const calledIn = (rows: Iterable<{ readonly id: string; readonly values: object }>): Called => {
  const called = new Map<string, string | null>();
  for (const { id, values } of rows) {
    const name = 'name' in values ? normal(String(values.name ?? '')) : '';
    if (name !== '') called.set(name, called.has(name) && called.get(name) !== id ? null : id);
  }
  return called;
};

/** An id with the name beside it, as a list or a colleague writes it. */
const idBeside = (text: string): string => /^[^\s(（:：]+/.exec(text)?.[0] ?? '';

/** What the tracker follows: it has their names from there. */
const TRACKED = ['raci', 'actions', 'retrospective'] as const;

/** Finds rows by what a cell says of them. */
export interface RowNames {
  /** What the rows of a tab are called. */
  readonly of: (tab: string) => Called;
  /** Every id of a tab's rows, and all they are called. */
  readonly all: (tab: string) => readonly string[];
  /** The id of the row that a text names in one of these tabs; null where it names none. 'several': two rows are called that. */
  readonly find: (text: string, tabs: readonly string[]) => string | 'several' | null;
}

/** Each tab is looked through when it is first asked for: cells that hold ids cost a look into a set. */
export const rowNames = (rows: WorkRows): RowNames => {
  const ids = new Map<string, ReadonlySet<string>>();
  const names = new Map<string, Called>();
  const inTab = (tab: string) => (rows as Readonly<Record<string, readonly Row<IdTab>[]>>)[tab] ?? [];
  const rowsOf = (tab: string): readonly Row<IdTab>[] =>
    tab === 'tracker' ? [...TRACKED.flatMap(inTab), ...inTab(tab)] : inTab(tab);
  const idsOf = (tab: string) => ensure(ids, tab, () => new Set(rowsOf(tab).map(({ id }) => id)));
  const of = (tab: string) => ensure(names, tab, () => calledIn(rowsOf(tab)));
  return {
    of,
    all: (tab) => rowsOf(tab).flatMap(({ id, values }) => ('name' in values ? [id, String(values.name)] : [id])),
    find: (text, tabs) => {
      if (tabs.some((tab) => idsOf(tab).has(text))) return text;
      const called = tabs.map((tab) => of(tab).get(normal(text))).find((found) => found !== undefined);
      if (called !== undefined) return called ?? 'several';
      const beside = idBeside(text);
      return tabs.some((tab) => idsOf(tab).has(beside)) ? beside : null;
    },
  };
};

/** The id of the request that somebody names, by its id or by what it is called; null where none is, or several are. */
export const requestNamed = (text: string, rows: WorkRows): string | null => {
  const found = rowNames(rows).find(text.trim(), ['requests']);
  return found === 'several' ? null : found;
};

/** Columns that hold one row's name, with the tabs they name rows of. */
const NAMING = perTab((tab): readonly { readonly column: string; readonly names: readonly string[] }[] =>
  columnsOf(tab).flatMap(([column, { names, type }]) => (names && type !== 'ids' ? [{ column, names }] : [])),
);

/** A cell that names no row, or more than one. */
export interface Nameless {
  readonly tab: WorkTab;
  readonly row: Pick<Row<IdTab>, 'at' | 'id'>;
  readonly column: string;
  readonly text: string;
  readonly found: 'several' | null;
}

/** The same rows, with the id of the row in every cell that names one by what it is called; and the cells that name none. */
export const withRowIds = (
  rows: WorkRows,
  { find }: RowNames,
): { readonly rows: WorkRows; readonly nameless: readonly Nameless[] } => {
  const nameless: Nameless[] = [];
  const resolved = (tab: WorkTab, row: Row<IdTab>, columns: (typeof NAMING)[TabKey]): Row<IdTab> => {
    const changed: Record<string, string> = {};
    for (const { column, names } of columns) {
      const text = String((row.values as Readonly<Record<string, unknown>>)[column] ?? '');
      if (text === '') continue;
      const id = find(text, names);
      if (id === null || id === 'several') nameless.push({ tab, row, column, text, found: id });
      else if (id !== text) changed[column] = id;
    }
    return Object.keys(changed).length === 0 ? row : { ...row, values: { ...row.values, ...changed } };
  };
  const all = Object.entries(rows).map(([tab, of]) => {
    const columns = NAMING[tab as TabKey];
    return [tab, columns.length === 0 ? of : of.map((row) => resolved(tab as WorkTab, row as Row<IdTab>, columns))];
  });
  return { rows: Object.fromEntries(all) as WorkRows, nameless };
};
