/** Finds a workbook's tabs, by title or else by headers, and the columns in them. */
import {
  BINDING,
  CHECK,
  type Column,
  columnsOf,
  LOCALES,
  type Locale,
  TAB_KEYS,
  type TabKey,
  tabOf,
  type Words,
} from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import { groupBy } from '../text/maps.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../workbook.ts';
import { isArchive } from './archive-title.ts';
import { headerKey, headerLines, idOf, textOf } from './headers.ts';
import { candidatesFor, judge, looksCopied, type Sought } from './renamed.ts';

export { headerKey, idOf, textOf };

/** Where a tab stands in a workbook: its sheet, its header row and its columns, found by what the headers say. */
export interface LocatedTab {
  readonly sheet: RawSheet;
  /** Row number of the header's last row; data starts below it. */
  readonly headerRow: number;
  /** What stands in the header, from column A on; of several rows together. */
  readonly header: readonly string[];
  /** Column key → 1-based column. Lookup columns are in it where the sheet has them. */
  readonly columns: ReadonlyMap<string, number>;
  /** 1-based column for what Baton's check of a row finds, where the sheet has one. */
  readonly check?: number;
  /**
   * Set for an adopted plan, whose rows are not all tasks: a row that is empty in all of these 1-based columns (who,
   * when, how far) is a heading or a remark.
   */
  readonly planning?: readonly number[];
}

export interface Located {
  readonly tabs: ReadonlyMap<TabKey, LocatedTab>;
  /** What an adopted workbook calls its sheets (`raci`) and columns (`raci.due`). */
  readonly own: ReadonlyMap<string, string>;
  readonly locale: Locale;
  readonly problems: readonly Problem[];
}

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
  readonly header: readonly string[];
  readonly columns: Map<string, number>;
  readonly doubles: readonly string[];
}

/** Matches one row of cells against a tab's headers. `bound` says how an adopted sheet names a column. */
export const matchHeader = (
  tab: TabKey,
  cells: readonly RawCell[],
  bound: ReadonlyMap<string, string>,
): Pick<HeaderMatch, 'columns' | 'doubles'> => {
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
    } else if (strength === before && (strength > 1 || bound.size > 0)) doubles.push(key);
  });
  return { columns, doubles };
};

/** The row among the first ones that names most of a tab's columns; null when none names at least two, one of them required. */
const findHeader = (
  tab: TabKey,
  sheet: RawSheet,
  bound: ReadonlyMap<string, string> = new Map(),
): HeaderMatch | null => {
  const declared = tabOf(tab).columns as Record<string, Column>;
  const first = Object.keys(declared)[0];
  let best: HeaderMatch | null = null;
  for (const { at, cells } of headerLines(sheet)) {
    const match = matchHeader(tab, cells, bound);
    const anchored = [...match.columns.keys()].some(
      (key) => declared[key]!.required || declared[key]!.type === 'id' || key === first,
    );
    if (match.columns.size < 2 || !anchored) continue;
    if (!best || match.columns.size > best.columns.size) best = { headerRow: at, header: cells, ...match };
  }
  return best;
};

/** Progress in the sheet of the plan stands under the same header, where that says as much as any other row. */
const headerBeside = (
  plan: LocatedTab | undefined,
  tab: TabKey,
  sheet: RawSheet,
  bound: ReadonlyMap<string, string> | undefined,
): HeaderMatch | null => {
  if (tab !== 'tracker' || plan?.sheet !== sheet || !bound) return null;
  const match = matchHeader(tab, plan.header, bound);
  const isWhole = [...bound].every(([key, header]) => header === '-' || match.columns.has(key));
  return isWhole ? { headerRow: plan.headerRow, header: plan.header, ...match } : null;
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

interface Settings {
  readonly sheet?: RawSheet;
  readonly pairs: ReadonlyMap<string, string>;
  /** Sheets under other names that hold the settings of a workbook; one of several, or one called a copy, is not read. */
  readonly renamed?: readonly RawSheet[];
}

/** Of several sheets that may be the settings, the one that holds Baton's own; by their title, else by what stands in them. */
const settingsOf = ({ sheets }: RawWorkbook): Settings => {
  const read = (sheet: RawSheet) => {
    const header = findHeader('settings', sheet);
    return { sheet, pairs: header ? settingPairs(sheet, header) : new Map<string, string>() };
  };
  const isBatons = ({ pairs }: Settings) => pairs.has('workbookId');
  const titled = sheets.filter(({ title }) => tabOfTitle(title) === 'settings').map(read);
  if (titled.length > 0) return titled.find(isBatons) ?? titled[0]!;
  const others = sheets.filter(isStray).map(read).filter(isBatons);
  const renamed = others.map(({ sheet }) => sheet);
  const isIt = others.length === 1 && !looksCopied(renamed[0]!.title);
  return { pairs: new Map(), ...(isIt && others[0]), renamed };
};

/** Whether a sheet's title says nothing of what it is. */
const isStray = ({ title }: RawSheet): boolean => tabOfTitle(title) === null && !isArchive(title);

interface Bindings {
  /** Sheet titles by tab; '' where no sheet is to be read as that tab. */
  readonly sheets: ReadonlyMap<TabKey, string>;
  /** Headers by tab and column key. */
  readonly columns: ReadonlyMap<TabKey, ReadonlyMap<string, string>>;
}

const bindingsOf = (pairs: ReadonlyMap<string, string>): Bindings => {
  const sheets = new Map<TabKey, string>();
  const columns = new Map<TabKey, Map<string, string>>();
  for (const [key, value] of pairs) {
    const [, kind, name, column] = BINDING.exec(key) ?? [];
    const tab = TAB_KEYS.find((known) => known === name);
    if (!tab || !value) continue;
    if (kind === 'tab') sheets.set(tab, value === '-' ? '' : value);
    else if (column) columns.set(tab, (columns.get(tab) ?? new Map<string, string>()).set(column, value));
  }
  return { sheets, columns };
};

/** What may be said of a sheet that has a tab's headers and not its title; `title` is the one the settings give. */
const aboutRenamed = (sheets: readonly RawSheet[], title: string | undefined): Problem['facts'] => ({
  ...(title && { title }),
  text: sheets.map((sheet) => sheet.title).join('\n'),
});

/**
 * Finds every tab of a workbook by its title and every column by its header. Settings rows `tab.X` and `column.X.Y`
 * bind sheets and headers of an adopted workbook that keep their own names; `tab.X` = `-` says that a sheet whose title
 * names the tab is something else. In a workbook that has settings, a tab that no title names is found by its headers: the
 * only sheet that has them, and none where there is any doubt (renamed.ts).
 */
export const locate = (raw: RawWorkbook): Located => {
  const problems: Problem[] = [];
  const byTitle = groupBy(raw.sheets, ({ title }) => tabOfTitle(title));
  const titled = (tab: TabKey) => byTitle.get(tab) ?? [];
  const { sheet: settings, pairs, renamed = [] } = settingsOf(raw);
  const bound = bindingsOf(pairs);
  const candidates = settings ? candidatesIn(raw, settings, bound, titled) : new Map<TabKey, never>();

  const underAnotherName = (tab: TabKey): RawSheet | undefined => {
    const those = candidates.get(tab);
    if (!those) return undefined;
    const sought = soughtAs(tab, bound);
    const verdict = judge(sought, those, titled('_state')[0], findHeader);
    const sheets = those.map(({ sheet }) => sheet);
    const about = aboutRenamed(sheets, sought.title);
    if (typeof verdict !== 'string') {
      problems.push(problem(tab, 'tab-renamed', '', 0, about));
      return verdict;
    }
    const titles = sheets.map(({ title }) => title);
    problems.push(problem(tab, 'tab-unsure', '', 0, { ...about, titles, why: verdict }));
    return undefined;
  };

  const sheetOf = (tab: TabKey): RawSheet | undefined => {
    if (tab === 'settings') {
      const about = aboutRenamed(renamed, undefined);
      const titles = renamed.map(({ title }) => title);
      const why = titles.length > 1 ? 'several' : 'copy';
      if (titles.length > 0)
        problems.push(
          settings
            ? problem(tab, 'tab-renamed', '', 0, about)
            : problem(tab, 'tab-unsure', '', 0, { ...about, titles, why }),
        );
      return settings;
    }
    if (candidates.has(tab)) return underAnotherName(tab);
    const title = bound.sheets.get(tab);
    const [first, ...others] = titled(tab);
    if (title === undefined) {
      for (const other of others)
        problems.push(problem(tab, 'tab-double', '', 0, { title: other.title, used: first!.title }));
      return first;
    }
    const sheet = raw.sheets.find((s) => s.title === title);
    if (title !== '' && !sheet) problems.push(problem(tab, 'tab-missing', '', 0, { title }));
    return sheet ?? (title === '' ? undefined : first);
  };

  /** Adoption binds a sheet and its columns; where only a column is bound, one of ours has another name. */
  const isAdopted = (tab: TabKey) => bound.sheets.has(tab) && bound.columns.has(tab);

  const tabs = new Map<TabKey, LocatedTab>();
  const report = (tab: TabKey, sheet: RawSheet, code: Problem['code'], key: string, header: HeaderMatch) => {
    // The ids of a sheet that is both plan and tracker are the plan's affair.
    if (tab === 'tracker' && key === 'id' && sheet === tabs.get('raci')?.sheet) return;
    const written = header.header[(header.columns.get(key) ?? 0) - 1];
    problems.push(
      problem(tab, code, key, header.headerRow, { title: sheet.title, ...(written && { header: written }) }),
    );
  };
  for (const tab of TAB_KEYS) {
    const sheet = sheetOf(tab);
    if (!sheet) continue;
    const columns = bound.columns.get(tab);
    const header = headerBeside(tabs.get('raci'), tab, sheet, columns) ?? findHeader(tab, sheet, columns);
    const required = columnsOf(tab).filter(([, column]) => column.required);
    if (!header) {
      problems.push(problem(tab, 'header-missing', required[0]?.[0] ?? '', 0, { title: sheet.title }));
      continue;
    }
    for (const key of new Set(header.doubles)) {
      // Which of two columns of an adopted sheet is meant is nobody's guess; what is bound was said.
      const guessed = isAdopted(tab) && !columns!.has(key);
      if (guessed) header.columns.delete(key);
      if (!guessed || tabOf(tab).columns[key]!.required) report(tab, sheet, 'header-double', key, header);
    }
    // An adopted sheet has no formulas of ours: a column that merely bears a lookup's name is its owner's.
    if (isAdopted(tab)) for (const [key, column] of columnsOf(tab)) if (column.lookup) header.columns.delete(key);
    for (const [key] of required) {
      if (!header.columns.has(key)) report(tab, sheet, 'header-missing', key, header);
    }
    const check = checkColumn(header.header);
    tabs.set(tab, {
      sheet,
      headerRow: header.headerRow,
      header: header.header,
      columns: header.columns,
      ...(check > 0 && { check }),
    });
  }
  const [plan, tracker] = [tabs.get('raci'), tabs.get('tracker')];
  if (plan && isAdopted('raci')) {
    const both = tracker?.sheet === plan.sheet ? tracker : null;
    const planning = [plan, ...(both ? [both] : [])].flatMap(planningColumns);
    tabs.set('raci', { ...plan, planning });
    if (both) tabs.set('tracker', { ...both, planning });
  }

  const written = LOCALES.find((l) => l === pairs.get('locale'));
  const own = new Map<string, string>();
  for (const [tab, { sheet }] of tabs) if (bound.sheets.has(tab)) own.set(tab, sheet.title);
  for (const [tab, columns] of bound.columns)
    for (const [key, header] of columns) if (tabs.get(tab)?.columns.has(key)) own.set(`${tab}.${key}`, header);
  return { tabs, own, locale: written ?? spokenIn(tabs), problems };
};

const soughtAs = (tab: TabKey, { sheets, columns }: Bindings): Sought => {
  const [title, headers] = [sheets.get(tab), columns.get(tab)];
  return { tab, ...(title && { title }), ...(headers && { columns: headers }) };
};

/** For every tab that neither its title nor a binding leads to: sheets that have its headers. */
const candidatesIn = (
  { sheets }: RawWorkbook,
  settings: RawSheet,
  bound: Bindings,
  titled: (tab: TabKey) => readonly RawSheet[],
): ReturnType<typeof candidatesFor> => {
  const titles = new Set(sheets.map(({ title }) => title));
  const sought = TAB_KEYS.filter((tab) => {
    const title = bound.sheets.get(tab);
    return tab !== 'settings' && title !== '' && titled(tab).length === 0 && (!title || !titles.has(title));
  });
  const taken = new Set(bound.sheets.values());
  const strays = sheets.filter((sheet) => sheet !== settings && isStray(sheet) && !taken.has(sheet.title));
  return strays.length === 0
    ? new Map()
    : candidatesFor(
        sought.map((tab) => soughtAs(tab, bound)),
        strays,
        findHeader,
      );
};

/** Whether a sheet under another name may be this tab, and is not read as it: then there is to be no other beside it. */
export const isUnsure = ({ problems }: Located, tab: TabKey): boolean =>
  problems.some((problem) => problem.code === 'tab-unsure' && problem.tab === tab);

/** Those of some sheets, of which the rows near the top are enough, that are tabs of this workbook under other names, or may be. */
export const likelyTabs = (raw: RawWorkbook, tops: readonly RawSheet[]): readonly RawSheet[] => {
  const { tabs, problems } = locate({ ...raw, sheets: [...raw.sheets, ...tops] });
  const read = new Set([...tabs.values()].map(({ sheet }) => sheet));
  const named = new Set(problems.flatMap(({ code, facts }) => (code === 'tab-unsure' ? facts.titles : [])));
  return tops.filter((sheet) => read.has(sheet) || named.has(sheet.title));
};

/** The language in which most of the titles and headers are written that are the declared ones. */
const spokenIn = (tabs: ReadonlyMap<TabKey, LocatedTab>): Locale => {
  const count = (locale: Locale) => {
    const isSaid = (text: string | undefined, words: Words) => headerKey(text ?? '') === headerKey(words[locale]);
    let said = 0;
    for (const [tab, { sheet, header, columns }] of tabs) {
      if (isSaid(sheet.title, tabOf(tab).title)) said++;
      for (const [key, at] of columns) if (isSaid(header[at - 1], tabOf(tab).columns[key]!.header)) said++;
    }
    return said;
  };
  return LOCALES.reduce((most, locale) => (count(locale) > count(most) ? locale : most));
};

const CHECK_HEADERS: ReadonlySet<string> = new Set(LOCALES.map((locale) => headerKey(CHECK.header[locale])));

/** 1-based; 0 where there is none. */
const checkColumn = (header: readonly string[]): number =>
  header.findIndex((text) => CHECK_HEADERS.has(headerKey(text))) + 1;

/** What stands beside a heading as well. */
const BESIDE_HEADINGS: ReadonlySet<string> = new Set(['id', 'name', 'request', 'department', 'note']);

const planningColumns = ({ columns }: LocatedTab): number[] =>
  [...columns].flatMap(([key, at]) => (BESIDE_HEADINGS.has(key) ? [] : [at]));
