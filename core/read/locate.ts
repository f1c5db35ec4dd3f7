/** Finds a workbook's tabs, by title or else by headers, and the columns in them. */
import {
  columnOf,
  columnsOf,
  LOCALES,
  type Locale,
  TAB_KEYS,
  type TabKey,
  tabOf,
  type Words,
} from '../../sheet-templates/index.ts';
import { type Problem, type ProblemCode, type ProblemFacts, problemAt } from '../problem.ts';
import { ensure, groupBy } from '../text/maps.ts';
import type { RawSheet, RawWorkbook } from '../workbook.ts';
import { type Bindings, bindingsOf, isStray, type Settings, settingsOf } from './bindings.ts';
import { furtherTable } from './further-table.ts';
import { checkColumn, findHeader, type HeaderMatch, matchHeader, tabOfTitle } from './header-match.ts';
import { headerKey, idOf, textOf } from './headers.ts';
import type { FollowedSheet, LocatedTab } from './located.ts';
import { rowsUnmerged } from './merges.ts';
import { OWN_ROWS } from './own-words.ts';
import { joinedSheet, sheetsOfTab } from './parts.ts';
import { candidatesFor, judgeRenamed, type Sought } from './renamed.ts';
import { ALSO_FOLLOWED, type Sister, sistersOf } from './sisters.ts';

export type { LocatedTab };
export { headerKey, idOf, matchHeader, tabOfTitle, textOf };

export interface Located {
  readonly tabs: ReadonlyMap<TabKey, LocatedTab>;
  /** What an adopted workbook calls its sheets (`raci`) and columns (`raci.due`). */
  readonly own: ReadonlyMap<string, string>;
  readonly locale: Locale;
  readonly problems: readonly Problem[];
}

/**
 * Finds every tab of a workbook by its title and every column by its header. Settings rows `tab.X` and `column.X.Y`
 * bind sheets and headers of an adopted workbook that keep their own names; `tab.X` = `-` says that a sheet whose title
 * names the tab is something else. In a workbook that has settings, a tab that no title names is found by its headers: the
 * only sheet that has them, and none where there is any doubt (renamed.ts).
 */
export const locate = (raw: RawWorkbook): Located => ensure(known, raw, () => locatedOf(raw));

/** A reading is never changed, and asked for its tabs at each step of a sweep. */
const known = new WeakMap<RawWorkbook, Located>();

const locatedOf = (raw: RawWorkbook): Located => {
  const problems: Problem[] = [];
  const settings = settingsOf(raw);
  const bound = bindingsOf(settings.pairs, raw.sheets);
  const sheetOf = sheetFinder(raw, settings, bound, problems);
  const tabs = new Map<TabKey, LocatedTab>();
  for (const tab of TAB_KEYS) {
    const sheet = sheetOf(tab);
    const located = sheet && locatedOnce(tab, sheet, bound, tabs.get('raci'), problems);
    if (located) tabs.set(tab, located);
  }
  if (isAdopted('raci', bound)) {
    joinSisters(raw, tabs, bound, settings.pairs, problems);
    unmergePlan(tabs, settings.pairs);
  }
  for (const [tab, located] of tabs) {
    if (!located.adopted || located.planning) continue;
    const read = [...located.columns.values()];
    tabs.set(tab, { ...located, rows: rowsUnmerged(located.sheet, located.headerRow, read, read) });
  }
  const written = LOCALES.find((locale) => locale === settings.pairs.get('locale'));
  return { tabs, own: ownNames(tabs, bound), locale: written ?? spokenIn(tabs), problems };
};

/** Of a plan of theirs: cells that are merged say the same in each row, and what stands in another table below is left out. */
const unmergePlan = (tabs: Map<TabKey, LocatedTab>, settings: ReadonlyMap<string, string>): void => {
  const [plan, tracker] = [tabs.get('raci'), tabs.get('tracker')];
  if (!plan) return;
  const both = tracker?.sheet === plan.sheet ? tracker : null;
  const planning = [plan, ...(both ? [both] : [])].flatMap(planningColumns);
  const name = plan.columns.get('name');
  // What a row must say by itself to be a task of its own, and not a further line of the one above.
  const own = name === undefined ? planning : [name, ...planning];
  const read = [...plan.columns.values(), ...(both ? both.columns.values() : [])];
  const end = plan.parts ? Number.POSITIVE_INFINITY : tableEnd(plan, both);
  const rows = rowsUnmerged(plan.sheet, plan.headerRow, read, own).filter(({ at }) => at < end);
  // Where nothing says who, when or how far, every row with a name is a task.
  const isTask = settings.get(OWN_ROWS) === 'task' && name !== undefined;
  const telling = isTask ? [...planning, name] : planning;
  const told = planning.length > 0 ? { planning: telling, ...(name !== undefined && { named: name }) } : {};
  tabs.set('raci', { ...plan, rows, ...told });
  if (both) tabs.set('tracker', { ...both, rows, ...told });
};

type Table = Pick<LocatedTab, 'sheet' | 'headerRow' | 'header' | 'columns'>;

/** The row with which another table begins in a sheet of tasks. */
const tableEnd = ({ sheet, headerRow, header, columns }: Table, also: Table | null): number => {
  const meant = new Map([...columns, ...(also?.columns ?? [])].map(([key, at]) => [at, key]));
  return furtherTable(sheet.rows, { headerRow, header, meant });
};

/** Further sheets of the plan's layout that are followed with it: from here on all of them are one sheet, of plan and progress alike. */
const joinSisters = (
  raw: RawWorkbook,
  tabs: Map<TabKey, LocatedTab>,
  bound: Bindings,
  settings: ReadonlyMap<string, string>,
  problems: Problem[],
): void => {
  const [plan, tracker] = [tabs.get('raci'), tabs.get('tracker')];
  if (!plan) return;
  const both = tracker?.sheet === plan.sheet ? tracker : null;
  const taken = new Set([...tabs.values()].map(({ sheet }) => sheet.title));
  const found = sistersOf(raw.sheets, plan, settings.get(ALSO_FOLLOWED) ?? '', taken, bound);
  problems.push(...found.problems);
  if (found.sisters.length === 0) return;
  const sisters = found.sisters.map((sister) => ({ ...sister, places: placesAmong(plan, both, sister) }));
  const partsOf = (first: LocatedTab, others: readonly FollowedSheet[]): readonly FollowedSheet[] => [
    { ...first, places: new Map() },
    ...others,
  ];
  const inPlan = partsOf(
    plan,
    sisters.map(({ raci, places }) => ({ ...raci, places })),
  );
  const ends = [tableEnd(plan, both), ...found.sisters.map((sister) => tableEnd(sister.raci, both && sister.tracker))];
  const sheet = joinedSheet(inPlan, ends);
  tabs.set('raci', { ...plan, sheet, rows: sheet.rows, parts: inPlan });
  if (!both) return;
  const inTracker = partsOf(
    both,
    sisters.map(({ tracker: own, places }) => ({ ...own, places })),
  );
  tabs.set('tracker', { ...both, sheet, rows: sheet.rows, parts: inTracker });
};

/** Column of the plan's sheet → the same of a further one. */
const placesAmong = (plan: LocatedTab, tracker: LocatedTab | null, sister: Sister): ReadonlyMap<number, number> => {
  const inBoth = (first: ReadonlyMap<string, number>, own: ReadonlyMap<string, number>) =>
    [...first].flatMap(([key, at]) => {
      const there = own.get(key);
      return there === undefined ? [] : [[at, there] as const];
    });
  const { check } = sister.raci;
  return new Map([
    ...(tracker ? inBoth(tracker.columns, sister.tracker.columns) : []),
    ...inBoth(plan.columns, sister.raci.columns),
    ...(plan.check !== undefined && check !== undefined ? [[plan.check, check] as const] : []),
  ]);
};

const problem = <C extends ProblemCode>(
  tab: TabKey,
  code: C,
  column: string,
  row: number,
  facts: ProblemFacts[C],
): Problem => problemAt({ tab, row, column, item: '' }, code, facts);

/** What may be said of a sheet that has a tab's headers and not its title; `title` is the one the settings give. */
const aboutRenamed = (sheets: readonly RawSheet[], title: string | undefined): ProblemFacts['tab-renamed'] => ({
  ...(title && { title }),
  text: sheets.map((sheet) => sheet.title).join('\n'),
});

/** Finds the sheet of a tab, asked tab by tab; what makes it doubtful is reported. */
const sheetFinder = (
  raw: RawWorkbook,
  { sheet: settings, renamed = [] }: Settings,
  bound: Bindings,
  problems: Problem[],
): ((tab: TabKey) => RawSheet | undefined) => {
  const byTitle = groupBy(raw.sheets, ({ title }) => tabOfTitle(title));
  const titled = (tab: TabKey) => byTitle.get(tab) ?? [];
  const candidates = settings ? candidatesIn(raw, settings, bound, titled) : new Map<TabKey, never>();

  const underAnotherName = (tab: TabKey, those: Parameters<typeof judgeRenamed>[1]): RawSheet | undefined => {
    const sought = soughtAs(tab, bound);
    const verdict = judgeRenamed(sought, those, titled('_state')[0], findHeader);
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

  return (tab) => {
    if (tab === 'settings') {
      if (renamed.length > 0) problems.push(renamedSettings(renamed, settings !== undefined));
      return settings;
    }
    const those = candidates.get(tab);
    if (those) return underAnotherName(tab, those);
    const title = bound.sheets.get(tab);
    const [first, ...others] = titled(tab);
    if (title === undefined) {
      const used = first?.title ?? '';
      for (const other of others) problems.push(problem(tab, 'tab-double', '', 0, { title: other.title, used }));
      return first;
    }
    const sheet = raw.sheets.find((s) => s.title === title);
    if (title !== '' && !sheet) problems.push(problem(tab, 'tab-missing', '', 0, { title }));
    return sheet ?? (title === '' ? undefined : first);
  };
};

const renamedSettings = (renamed: readonly RawSheet[], areRead: boolean): Problem => {
  const about = aboutRenamed(renamed, undefined);
  if (areRead) return problem('settings', 'tab-renamed', '', 0, about);
  const titles = renamed.map(({ title }) => title);
  return problem('settings', 'tab-unsure', '', 0, { ...about, titles, why: titles.length > 1 ? 'several' : 'copy' });
};

/** Adoption binds a sheet and its columns; where only a column is bound, one of ours has another name. */
const isAdopted = (tab: TabKey, bound: Bindings): boolean => bound.sheets.has(tab) && bound.columns.has(tab);

interface LocatedOnce {
  readonly located: LocatedTab | null;
  readonly problems: readonly Problem[];
}

/** Most sheets of a reading are those of the one before, and a tab stands in its own as long as nothing is bound in it. */
const inSheets = new WeakMap<RawSheet, Map<TabKey, LocatedOnce>>();

/** The same as `locatedIn`, from memory where nothing but the sheet has a say. */
const locatedOnce = (
  tab: TabKey,
  sheet: RawSheet,
  bound: Bindings,
  plan: LocatedTab | undefined,
  problems: Problem[],
): LocatedTab | null => {
  if (bound.columns.has(tab) || sheet === plan?.sheet) return locatedIn(tab, sheet, bound, plan, problems);
  const ofSheet = ensure(inSheets, sheet, () => new Map<TabKey, LocatedOnce>());
  const once = ensure(ofSheet, tab, () => {
    const found: Problem[] = [];
    return { located: locatedIn(tab, sheet, bound, plan, found), problems: found };
  });
  problems.push(...once.problems);
  return once.located;
};

/** A tab in its sheet; null where its header is not found. What is doubtful about its columns is reported. */
const locatedIn = (
  tab: TabKey,
  sheet: RawSheet,
  bound: Bindings,
  plan: LocatedTab | undefined,
  problems: Problem[],
): LocatedTab | null => {
  const own = bound.columns.get(tab);
  const header = headerBeside(plan, tab, sheet, own) ?? findHeader(tab, sheet, own);
  const required = columnsOf(tab).flatMap(([key, column]) => (column.required ? [key] : []));
  if (!header) {
    problems.push(problem(tab, 'header-missing', required[0] ?? '', 0, { title: sheet.title }));
    return null;
  }
  const { headerRow, columns } = header;
  const report = (code: Problem['code'], key: string) => {
    // The ids of a sheet that is both plan and tracker are the plan's affair.
    if (tab === 'tracker' && key === 'id' && sheet === plan?.sheet) return;
    const written = header.header[(columns.get(key) ?? 0) - 1];
    problems.push(problem(tab, code, key, headerRow, { title: sheet.title, ...(written && { header: written }) }));
  };
  for (const key of new Set(header.doubles)) {
    // Which of two columns of an adopted sheet is meant is nobody's guess; what is bound was said.
    const guessed = isAdopted(tab, bound) && !own?.has(key);
    if (guessed) columns.delete(key);
    if (!guessed || columnOf(tab, key).required) report('header-double', key);
  }
  // An adopted sheet has no formulas of ours: a column that merely bears a lookup's name is its owner's.
  if (isAdopted(tab, bound)) for (const [key, column] of columnsOf(tab)) if (column.lookup) columns.delete(key);
  const adopted = isAdopted(tab, bound);
  // Strangers' sheets need not say who approves, or by when; a column that they had is missed. Who does it is asked where several may say it.
  const isMissed = (key: string) => {
    const bound = own?.get(key);
    return !adopted || (key === 'responsible' ? bound !== undefined : !NOT_ASKED.has(key) || (bound ?? '-') !== '-');
  };
  for (const key of required) if (!columns.has(key) && isMissed(key)) report('header-missing', key);
  const check = checkColumn(header.header);
  const place = { headerRow, header: header.header, columns, ...(check > 0 && { check }), ...(adopted && { adopted }) };
  return locatedTab(sheet, place);
};

/** Made by itself: what lives as long as its sheet is not to hold the plan of an older reading, nor the file which that was read from. */
const locatedTab = (sheet: RawSheet, place: Omit<LocatedTab, 'sheet' | 'rows'>): LocatedTab => ({
  ...place,
  sheet,
  // Of a long sheet they may be gone once they are written, and most steps ask for where it has its columns alone.
  get rows() {
    return sheet.rows;
  },
});

/** What a team's own plan may do without, as a column and in a row. */
export const NOT_ASKED: ReadonlySet<string> = new Set(['accountable', 'due']);

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

/** What an adopted workbook calls its own sheets and columns. */
const ownNames = (tabs: ReadonlyMap<TabKey, LocatedTab>, bound: Bindings): ReadonlyMap<string, string> => {
  const own = new Map<string, string>();
  for (const [tab, { sheet }] of tabs) if (bound.sheets.has(tab)) own.set(tab, sheet.title);
  for (const [tab, columns] of bound.columns) {
    for (const [key, header] of columns) {
      // A column without a header is called what everybody calls it.
      if (!header.startsWith('@') && tabs.get(tab)?.columns.has(key)) own.set(`${tab}.${key}`, header);
    }
  }
  return own;
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
  const read = new Set([...tabs.values()].flatMap(sheetsOfTab));
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
      for (const [key, at] of columns) if (isSaid(header[at - 1], columnOf(tab, key).header)) said++;
    }
    return said;
  };
  return LOCALES.reduce((most, locale) => (count(locale) > count(most) ? locale : most));
};

/** What stands beside a heading as well. */
const BESIDE_HEADINGS: ReadonlySet<string> = new Set(['id', 'name', 'request', 'department', 'note']);

const planningColumns = ({ columns }: LocatedTab): number[] =>
  [...columns].flatMap(([key, at]) => (BESIDE_HEADINGS.has(key) ? [] : [at]));
