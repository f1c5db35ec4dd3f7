/** Recognises a tab under another title by its headers, unless there is any doubt. */
import {
  columnOf,
  columnsOf,
  keyColumn,
  LOCALES,
  perTab,
  TAB_KEYS,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import { lazily } from '../text/lazily.ts';
import { ensure, groupBy, push } from '../text/maps.ts';
import type { RawSheet } from '../workbook.ts';
import { headerKey, headerLines, textOf } from './headers.ts';

/** Where a tab's headers stand in a sheet; null where nobody finds them. Column key → 1-based column. */
export type FindHeader = (
  tab: TabKey,
  sheet: RawSheet,
  bound?: ReadonlyMap<string, string>,
) => { readonly headerRow: number; readonly columns: ReadonlyMap<string, number> } | null;

/** A tab that no sheet is titled as. */
export interface Sought {
  readonly tab: TabKey;
  /** The title that the settings give. */
  readonly title?: string;
  /** The headers that they bind: column key → header. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** A sheet that may be a tab under another name. */
export interface Candidate {
  readonly sheet: RawSheet;
  /** It carries the columns of another tab as well. */
  readonly mixed: boolean;
}

/**
 * Why a sheet that has a tab's headers is not read as it: there are several; it has those of two tabs; it is called a copy;
 * it lacks the rows that were seen last; it would hold Baton's own notes, of which an old copy looks just the same.
 */
export type Unsure = 'several' | 'mixed' | 'copy' | 'rows' | 'notes';

/** Fewer headers than this may be ours by chance. */
const ENOUGH = 4;

/** What every template has held of a tab. */
const OLDEST = perTab((tab) => columnsOf(tab).filter(([, { extra, since }]) => !extra && since === undefined));
/** How many of a tab's declared headers a sheet has to bear: two thirds of those. */
const NEEDED = perTab((tab) => Math.max(ENOUGH, Math.ceil((OLDEST[tab].length * 2) / 3)));
/** No tab is borne by a line with fewer headers: in a tab each heads one column. */
const least = lazily(() => Math.min(...TAB_KEYS.map((tab) => NEEDED[tab])));
/** Declared header → the columns that it heads. What other people call a column says nothing of whose sheet it is. */
const headed = lazily(() => {
  const columns = new Map<string, [tab: TabKey, column: string][]>();
  for (const tab of TAB_KEYS) {
    for (const [key, { header }] of OLDEST[tab]) {
      for (const word of new Set([key, ...LOCALES.map((locale) => header[locale])].map(headerKey))) {
        push(columns, word, [tab, key]);
      }
    }
  }
  return columns;
});

/** Tabs of which one header line of a sheet bears most of the declared headers. Cost is linear in the cells near its top. */
export const tabsByHeaders = (sheet: RawSheet): readonly TabKey[] => ensure(looked, sheet, () => lookAt(sheet));

/** A reading is looked at many times in a sweep, and its sheets stay as they were read. */
const looked = new WeakMap<RawSheet, readonly TabKey[]>();

const lookAt = (sheet: RawSheet): readonly TabKey[] => {
  const tabs = new Set<TabKey>();
  const heads = headed();
  // Most strays are nobody's tab, and may be long.
  for (const { cells } of headerLines(sheet.top ?? sheet, least)) {
    const found = new Map<TabKey, Set<string>>();
    for (const cell of cells) {
      for (const [tab, column] of heads.get(headerKey(cell)) ?? []) {
        const columns = found.get(tab) ?? new Set();
        found.set(tab, columns.add(column));
      }
    }
    for (const [tab, columns] of found) if (columns.size >= NEEDED[tab]) tabs.add(tab);
  }
  return [...tabs];
};

/** Whether all that an adopted workbook needs of a sheet, and most of what it knows there, stands in this one. */
const carriesBound = (sheet: RawSheet, { tab, columns }: Adopted, find: FindHeader): boolean => {
  const wanted = [...columns].flatMap(([key, header]) => (header === '-' ? [] : [key]));
  const found = find(tab, sheet, columns)?.columns;
  const isThere = (key: string) => found?.has(key) === true;
  const needs = wanted.filter((key) => key === keyColumn(tab) || columnOf(tab, key).required);
  const share = wanted.filter(isThere).length / wanted.length;
  return wanted.length > 1 && needs.every(isThere) && share >= 2 / 3;
};

/** Headers that settings bind: fewer may stand in any sheet. Of several tabs in one sheet they count together. */
const ENOUGH_BOUND = 3;

/** One that has a title and columns of its own, as adoption binds them. */
type Adopted = Required<Sought>;

/** Tabs that an adopted workbook has in one sheet, by its title; not those that have but a title or a column of their own. */
const adoptedSheets = (sought: readonly Sought[]): readonly (readonly Adopted[])[] => {
  const bound = sought.filter((one): one is Adopted => one.title !== undefined && one.columns !== undefined);
  const headersOf = ({ columns }: Adopted) => [...columns.values()].filter((text) => text !== '-');
  return [...groupBy(bound, ({ title }) => title).values()].filter(
    (tabs) => new Set(tabs.flatMap(headersOf)).size >= ENOUGH_BOUND,
  );
};

/** Sheets that may be these tabs, by what their headers say. `strays` have a title that says nothing. */
export const candidatesFor = (
  sought: readonly Sought[],
  strays: readonly RawSheet[],
  find: FindHeader,
): ReadonlyMap<TabKey, readonly Candidate[]> => {
  const candidates = new Map<TabKey, Candidate[]>();
  const used = new Set<RawSheet>();
  const adopted = adoptedSheets(sought);
  const ours = new Map(sought.map((one) => [one.tab, one]));
  for (const { tab } of adopted.flat()) ours.delete(tab);
  for (const together of adopted) {
    for (const sheet of strays) {
      if (!together.every((one) => carriesBound(sheet, one, find))) continue;
      for (const { tab } of together) push(candidates, tab, { sheet, mixed: false });
      used.add(sheet);
    }
  }
  for (const sheet of ours.size > 0 ? strays : []) {
    if (used.has(sheet)) continue;
    const fits = tabsByHeaders(sheet).filter((tab) => {
      const found = find(tab, sheet, ours.get(tab)?.columns)?.columns;
      return columnsOf(tab).every(([key, { required }]) => !required || found?.has(key));
    });
    for (const tab of fits) if (ours.has(tab)) push(candidates, tab, { sheet, mixed: fits.length > 1 });
  }
  return candidates;
};

/**
 * Whether a title is what programs and people give to a copy: `Sheet1 (2)` in Excel
 * (docs.infor.com/cpm/10.4.x, Excel Services, making major changes to the workbook), `Copy of Sheet1` in Google Sheets
 * (googlesheets4.tidyverse.org/reference/sheet_copy.html), `Sheet1_2` elsewhere. A year in brackets is none.
 */
export const looksCopied = (title: string): boolean => /副本|复制|複製|\bcopy\b|[(（]\d{1,2}[)）]$|_\d$/iu.test(title);

/** So many of the rows that were seen last are looked for, and half of them are enough: people delete some. */
const LAST_SEEN = 10;

/** The one sheet that a tab is read from under another name, or why there is none. `state` is the sheet of what is remembered. */
export const judgeRenamed = (
  { tab, columns }: Sought,
  candidates: readonly Candidate[],
  state: RawSheet | undefined,
  find: FindHeader,
): RawSheet | Unsure => {
  const [{ sheet, mixed }, ...others] = candidates as readonly [Candidate, ...Candidate[]];
  if (others.length > 0) return 'several';
  if (tabOf(tab).machine) return 'notes';
  if (mixed) return 'mixed';
  if (looksCopied(sheet.title)) return 'copy';
  const last = lastSeen(tab, state, find);
  const there = new Set(textsIn(sheet, find(tab, sheet, columns), keyColumn(tab)));
  return last.filter((id) => there.has(id)).length * 2 >= last.length ? sheet : 'rows';
};

/** Ids of the rows of a tab that were the last to be seen for the first time. */
const lastSeen = (tab: TabKey, state: RawSheet | undefined, find: FindHeader): readonly string[] => {
  if (!state) return [];
  const header = find('_state', state);
  const tabs = textsIn(state, header, 'tab');
  // A tracker's ids are those of the plan.
  const of = tab === 'tracker' ? 'raci' : tab;
  const ids = textsIn(state, header, 'id').filter((id, index) => id !== '' && tabs[index] === of);
  return ids.slice(-LAST_SEEN);
};

/** What stands in a column, below the header. */
const textsIn = (sheet: RawSheet, header: ReturnType<FindHeader>, column: string): readonly string[] => {
  const at = header?.columns.get(column);
  if (!header || at === undefined) return [];
  return sheet.rows.flatMap((row) => (row.at > header.headerRow ? [textOf(row.cells[at - 1])] : []));
};
