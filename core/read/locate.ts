import {
  BINDING,
  type Column,
  columnsOf,
  LOCALES,
  type Locale,
  TAB_KEYS,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../workbook.ts';
import { normal } from './words.ts';

/** Where a tab stands in a workbook: its sheet, its header row and its columns, found by what the headers say. */
export interface LocatedTab {
  readonly sheet: RawSheet;
  /** Row number of the header; data starts below it. */
  readonly headerRow: number;
  /** Column key → 1-based column. Lookup columns are in it where the sheet has them. */
  readonly columns: ReadonlyMap<string, number>;
}

export interface Located {
  readonly tabs: ReadonlyMap<TabKey, LocatedTab>;
  readonly locale: Locale;
  readonly problems: readonly Problem[];
}

/** How far down a header is looked for: strangers' sheets have titles, facts and legends above it. */
const HEADER_WITHIN = 40;

/** What a cell says, as text without surrounding blanks; '' for what says nothing. */
export const textOf = (cell: RawCell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.trim();
  if (typeof cell === 'object') return '';
  return String(cell);
};

/** A header or title as it is compared: without case, width, blanks, line breaks, asterisks, colons and brackets. */
export const headerKey = (text: string): string => normal(text).replace(/[\s*:()[\]]/g, '');

const titles = new Map<string, TabKey>();
for (const key of TAB_KEYS) {
  for (const alias of tabOf(key).aliases) titles.set(headerKey(alias), key);
}
for (const key of TAB_KEYS) {
  titles.set(headerKey(key), key);
  for (const locale of LOCALES) titles.set(headerKey(tabOf(key).title[locale]), key);
}

/** Header → column key per tab: own headers first, aliases where no own header claims the word. */
const names = new Map<TabKey, { own: Map<string, string>; alias: Map<string, string> }>();
for (const tab of TAB_KEYS) {
  const own = new Map<string, string>();
  const alias = new Map<string, string>();
  for (const [key, column] of columnsOf(tab)) {
    own.set(headerKey(key), key);
    for (const locale of LOCALES) own.set(headerKey(column.header[locale]), key);
    for (const word of column.aliases) if (!alias.has(headerKey(word))) alias.set(headerKey(word), key);
  }
  names.set(tab, { own, alias });
}

/** The tab a sheet's title names, in any language, or null. */
export const tabOfTitle = (title: string): TabKey | null => titles.get(headerKey(title)) ?? null;

export interface HeaderMatch {
  readonly headerRow: number;
  readonly columns: Map<string, number>;
  readonly doubles: readonly string[];
}

/** Matches one row of cells against a tab's headers. `bound` says how an adopted sheet names a column. */
export const matchHeader = (
  tab: TabKey,
  cells: readonly RawCell[],
  bound: ReadonlyMap<string, string>,
): Omit<HeaderMatch, 'headerRow'> => {
  const { own, alias } = names.get(tab)!;
  const columns = new Map<string, number>();
  const rank = new Map<string, number>();
  const doubles: string[] = [];
  const boundByHeader = new Map([...bound].map(([key, header]) => [headerKey(header), key]));
  cells.forEach((cell, index) => {
    const header = headerKey(textOf(cell));
    if (!header) return;
    const boundTo = boundByHeader.get(header);
    const key = boundTo ?? own.get(header) ?? alias.get(header);
    if (!key || (bound.has(key) && boundTo !== key)) return;
    const strength = boundTo ? 3 : own.has(header) ? 2 : 1;
    const before = rank.get(key) ?? 0;
    if (strength > before) {
      rank.set(key, strength);
      columns.set(key, index + 1);
    } else if (strength === before && strength > 1) doubles.push(key);
  });
  return { columns, doubles };
};

/** The row among the first ones that names most of a tab's columns; null when none names at least two, one of them required. */
export const findHeader = (
  tab: TabKey,
  sheet: RawSheet,
  bound: ReadonlyMap<string, string> = new Map(),
): HeaderMatch | null => {
  const declared = tabOf(tab).columns as Record<string, Column>;
  const first = Object.keys(declared)[0];
  let best: HeaderMatch | null = null;
  for (const row of sheet.rows) {
    if (row.at > HEADER_WITHIN) break;
    const match = matchHeader(tab, row.cells, bound);
    const anchored = [...match.columns.keys()].some((key) => declared[key]!.required || declared[key]!.type === 'id' || key === first);
    if (match.columns.size < 2 || !anchored) continue;
    if (!best || match.columns.size > best.columns.size) best = { headerRow: row.at, ...match };
  }
  return best;
};

const problem = (
  tab: TabKey,
  code: Problem['code'],
  column: string,
  row: number,
  facts: Problem['facts'],
): Problem => ({
  tab,
  row,
  column,
  code,
  item: '',
  facts,
});

/** The cells below a header as key/value text pairs; for the settings tab, which must be read before all others. */
const settingPairs = (sheet: RawSheet, header: HeaderMatch): Map<string, string> => {
  const pairs = new Map<string, string>();
  const [keyAt, valueAt] = [header.columns.get('key'), header.columns.get('value')];
  if (!keyAt || !valueAt) return pairs;
  for (const row of sheet.rows) {
    if (row.at <= header.headerRow) continue;
    const key = textOf(row.cells[keyAt - 1]);
    if (key && !pairs.has(key)) pairs.set(key, textOf(row.cells[valueAt - 1]));
  }
  return pairs;
};

/**
 * Finds every tab of a workbook by its title and every column by its header. Settings rows `tab.X` and `column.X.Y`
 * bind sheets and headers of an adopted workbook that keep their own names.
 */
export const locate = (raw: RawWorkbook): Located => {
  const problems: Problem[] = [];
  const sheets = new Map<TabKey, RawSheet>();
  for (const sheet of raw.sheets) {
    const tab = tabOfTitle(sheet.title);
    if (!tab) continue;
    if (!sheets.has(tab)) sheets.set(tab, sheet);
    else problems.push(problem(tab, 'tab-double', '', 0, { title: sheet.title, used: sheets.get(tab)!.title }));
  }

  const settingsSheet = sheets.get('settings');
  const settingsHeader = settingsSheet && findHeader('settings', settingsSheet);
  const pairs = settingsHeader ? settingPairs(settingsSheet, settingsHeader) : new Map<string, string>();
  const bound = new Map<TabKey, Map<string, string>>();
  const adopted = new Set<TabKey>();
  for (const [key, value] of pairs) {
    const m = BINDING.exec(key);
    const tab = m && TAB_KEYS.find((k) => k === m[2]);
    if (!m || !tab || !value) continue;
    if (m[1] === 'column' && m[3]) {
      if (!bound.has(tab)) bound.set(tab, new Map());
      bound.get(tab)!.set(m[3], value);
    } else if (m[1] === 'tab') {
      const sheet = raw.sheets.find((s) => s.title === value);
      if (sheet) {
        sheets.set(tab, sheet);
        adopted.add(tab);
      } else problems.push(problem(tab, 'tab-missing', '', 0, { title: value }));
    }
  }

  const tabs = new Map<TabKey, LocatedTab>();
  for (const [tab, sheet] of sheets) {
    const header = findHeader(tab, sheet, bound.get(tab));
    const required = columnsOf(tab).filter(([, column]) => column.required);
    if (!header) {
      problems.push(problem(tab, 'header-missing', required[0]?.[0] ?? '', 0, { title: sheet.title }));
      continue;
    }
    for (const key of header.doubles) problems.push(problem(tab, 'header-double', key, header.headerRow, {}));
    // An adopted sheet has no formulas of ours: a column that merely bears a lookup's name is its owner's.
    if (adopted.has(tab)) for (const [key, column] of columnsOf(tab)) if (column.lookup) header.columns.delete(key);
    for (const [key] of required) {
      if (!header.columns.has(key))
        problems.push(problem(tab, 'header-missing', key, header.headerRow, { title: sheet.title }));
    }
    tabs.set(tab, { sheet, headerRow: header.headerRow, columns: header.columns });
  }

  const written = LOCALES.find((l) => l === pairs.get('locale'));
  const byTitle = LOCALES.find((l) => raw.sheets.some((s) => s.title === tabOf('raci').title[l]));
  return { tabs, locale: written ?? byTitle ?? 'zh-CN', problems };
};
