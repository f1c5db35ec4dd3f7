/** The sheet that holds a workbook's settings, and what they say of its other sheets and headers. */
import { BINDING, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../workbook.ts';
import { isArchive } from './archive-title.ts';
import { findHeader, tabOfTitle } from './header-match.ts';
import { textOf } from './headers.ts';
import { looksCopied } from './renamed.ts';

export interface SettingRow {
  readonly at: number;
  readonly key: string;
  readonly value: RawCell;
}

/** The rows below the header of the settings that have a key. */
export const settingRows = (
  sheet: RawSheet,
  { headerRow, columns }: { readonly headerRow: number; readonly columns: ReadonlyMap<string, number> },
): SettingRow[] => {
  const [keyAt, valueAt] = [columns.get('key'), columns.get('value')];
  if (!keyAt || !valueAt) return [];
  return sheet.rows.flatMap(({ at, cells }) => {
    const key = at > headerRow ? textOf(cells[keyAt - 1]) : '';
    return key ? [{ at, key, value: cells[valueAt - 1] ?? null }] : [];
  });
};

/** Settings as text by key, the first row of each. */
export const settingPairs = (rows: readonly SettingRow[]): ReadonlyMap<string, string> => {
  const pairs = new Map<string, string>();
  for (const { key, value } of rows) if (!pairs.has(key)) pairs.set(key, textOf(value));
  return pairs;
};

export interface Settings {
  readonly sheet?: RawSheet;
  readonly pairs: ReadonlyMap<string, string>;
  /** Sheets under other names that hold the settings of a workbook; one of several, or one called a copy, is not read. */
  readonly renamed?: readonly RawSheet[];
}

/** Of several sheets that may be the settings, the one that holds Baton's own; by their title, else by what stands in them. */
export const settingsOf = ({ sheets }: RawWorkbook): Settings => {
  const read = (sheet: RawSheet) => {
    const header = findHeader('settings', sheet);
    return { sheet, pairs: settingPairs(header ? settingRows(sheet, header) : []) };
  };
  const isBatons = ({ pairs }: Settings) => pairs.has('workbookId');
  const titled = sheets.filter(({ title }) => tabOfTitle(title) === 'settings').map(read);
  const [first] = titled;
  if (first) return titled.find(isBatons) ?? first;
  const others = sheets.filter(isStray).map(read).filter(isBatons);
  const [only, ...more] = others;
  const isIt = only && more.length === 0 && !looksCopied(only.sheet.title);
  return { pairs: new Map(), ...(isIt && only), renamed: others.map(({ sheet }) => sheet) };
};

/** Whether a sheet's title says nothing of what it is. */
export const isStray = ({ title }: RawSheet): boolean => tabOfTitle(title) === null && !isArchive(title);

export interface Bindings {
  /** Sheet titles by tab; '' where no sheet is to be read as that tab. */
  readonly sheets: ReadonlyMap<TabKey, string>;
  /** Headers by tab and column key. */
  readonly columns: ReadonlyMap<TabKey, ReadonlyMap<string, string>>;
}

/** The title of the sheet that a setting names: people do not see a blank at the end of one, and a cell's text has none. */
export const titleNamed = (named: string, sheets: readonly RawSheet[]): string => {
  const there = sheets.some(({ title }) => title === named)
    ? undefined
    : sheets.find(({ title }) => textOf(title) === named);
  return there?.title ?? named;
};

export const bindingsOf = (pairs: ReadonlyMap<string, string>, all: readonly RawSheet[]): Bindings => {
  const sheets = new Map<TabKey, string>();
  const columns = new Map<TabKey, Map<string, string>>();
  for (const [key, value] of pairs) {
    const [, kind, name, column] = BINDING.exec(key) ?? [];
    const tab = TAB_KEYS.find((known) => known === name);
    if (!tab || !value) continue;
    if (kind === 'tab' && !column) sheets.set(tab, value === '-' ? '' : titleNamed(value, all));
    else if (kind === 'column' && column && tabOf(tab).columns[column])
      columns.set(tab, (columns.get(tab) ?? new Map<string, string>()).set(column, value));
  }
  return { sheets, columns };
};
