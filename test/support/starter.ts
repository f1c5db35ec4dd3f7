import type { Write, WriteValue } from '../../core/plan.ts';
import type { CellEdit, RawCell, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { type MemoryStore, openMemory } from '../../functions/adapters/memory/store.ts';
import {
  columnsIn,
  isFull,
  keyColumn,
  type Locale,
  lookupFormula,
  POLICY,
  STARTER,
  settingsIn,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import { SETTING_NAMES } from '../../sheet-templates/setting-names.ts';

export type Rows = Partial<Record<TabKey, readonly Readonly<Record<string, WriteValue>>[]>>;

export const HEADER_ROW = 3;
const headerRowOf = (key: TabKey) => (tabOf(key).machine ? 1 : HEADER_ROW);

/** 1-based column of a generated sheet, whose columns stand in the order of their declaration. */
export const columnOf = (tab: TabKey, column: string, tabs: readonly TabKey[] = STARTER): number =>
  columnsIn(tab, isFull(tabs)).findIndex(([key]) => key === column) + 1;

const sheetOf = (key: TabKey, locale: Locale, full: boolean): RawSheet => {
  const { title, help, machine } = tabOf(key);
  const rows: RawCell[][] = machine ? [] : [[title[locale]], [help[locale]]];
  rows.push(columnsIn(key, full).map(([, column]) => column.header[locale]));
  if (key === 'settings') {
    for (const setting of settingsIn(full)) {
      const { default: value, unit, help: text } = POLICY[setting];
      const cells: Readonly<Record<string, RawCell>> = {
        key: setting,
        called: SETTING_NAMES[setting][locale],
        value: setting === 'locale' ? locale : value || null,
        unit: unit[locale],
        help: text[locale],
      };
      rows.push(columnsIn('settings', full).map(([column]) => cells[column] ?? null));
    }
  }
  return { title: title[locale], merges: [], rows: rows.map((cells, index) => ({ at: index + 1, cells })) };
};

/** An empty workbook as the generator lays it out, without its looks. */
export const starter = (locale: Locale, tabs: readonly TabKey[] = STARTER): RawWorkbook => ({
  name: 'starter',
  location: 'memory:starter',
  movedFrom: () => false,
  foundAt: async () => null,
  dateSystem: 1900,
  sheets: tabs.map((key) => sheetOf(key, locale, isFull(tabs))),
});

/** Rows that hold nothing but formulas, as the generator prepares them below the header. */
const prepared = (locale: Locale, tabs: readonly TabKey[], count: number): CellEdit[] =>
  tabs.flatMap((key) =>
    columnsIn(key, isFull(tabs)).flatMap(([name, { lookup }]) => {
      if (!lookup) return [];
      const sources = [lookup, ...(lookup.or ?? [])].flatMap((from) => {
        const source = tabs.find((tab) => tab === from?.tab);
        if (!from || !source) return [];
        return {
          sheet: tabOf(source).title[locale],
          idColumn: columnOf(source, keyColumn(source), tabs),
          valueColumn: columnOf(source, from.column, tabs),
        };
      });
      if (sources.length === 0) return [];
      const idColumn = columnOf(key, lookup.by ?? keyColumn(key), tabs);
      return Array.from({ length: count }, (_, i): CellEdit => {
        const row = headerRowOf(key) + 1 + i;
        const formula = lookupFormula(row, idColumn, ...sources);
        return { sheet: tabOf(key).title[locale], row, column: columnOf(key, name, tabs), value: '', formula };
      });
    }),
  );

export const appendOf = (tab: TabKey, values: Readonly<Record<string, WriteValue>>): Write => ({
  tab,
  kind: 'append',
  item: String(values.id ?? values.name ?? values.key ?? values.date ?? values.run ?? values.seq ?? ''),
  values,
  expected: {},
});

export const setOf = (tab: TabKey, item: string, values: Write['values'], expected: Write['expected'] = {}): Write => ({
  tab,
  kind: 'set',
  item,
  values,
  expected,
});

/** A workbook in memory with these rows; `settings` by key. */
export const openStarter = async (
  rows: Rows = {},
  {
    locale = 'en',
    settings = {},
    tabs = STARTER,
  }: { locale?: Locale; settings?: Record<string, string>; tabs?: readonly TabKey[] } = {},
): Promise<MemoryStore> => {
  const store = openMemory(starter(locale, tabs));
  store.type(prepared(locale, tabs, 5));
  await store.apply([
    ...Object.entries(settings).map(([key, value]) => setOf('settings', key, { value })),
    ...tabs.flatMap((tab) => (rows[tab] ?? []).map((values) => appendOf(tab, values))),
  ]);
  return store;
};
