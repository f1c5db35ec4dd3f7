/** Which tab a sheet's title names, and which of a tab's columns its headers do. */
import {
  CHECK,
  columnsOf,
  keyColumn,
  LOCALES,
  perTab,
  TAB_KEYS,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import { ensure } from '../text/maps.ts';
import type { RawCell, RawSheet } from '../workbook.ts';
import { headerKey, headerLines, textOf } from './headers.ts';

const titles = new Map<string, TabKey>();
for (const key of TAB_KEYS) {
  for (const alias of tabOf(key).aliases) titles.set(headerKey(alias), key);
}
for (const key of TAB_KEYS) {
  titles.set(headerKey(key), key);
  for (const locale of LOCALES) titles.set(headerKey(tabOf(key).title[locale]), key);
}

/** The tab a sheet's title names, in any language, or null. */
export const tabOfTitle = (title: string): TabKey | null => titles.get(headerKey(title)) ?? null;

/**
 * By tab, header → column key: own headers first, aliases where no own header claims the word; and `anchors`, the columns
 * of which a header has at least one.
 */
const NAMES = perTab((tab) => {
  const own = new Map<string, string>();
  const alias = new Map<string, string>();
  for (const [key, column] of columnsOf(tab)) {
    own.set(headerKey(key), key);
    for (const locale of LOCALES) own.set(headerKey(column.header[locale]), key);
    for (const word of column.aliases) if (!alias.has(headerKey(word))) alias.set(headerKey(word), key);
  }
  const anchors = columnsOf(tab).filter(
    ([key, { required, type }]) => required || type === 'id' || key === keyColumn(tab),
  );
  return { own, alias, anchors: new Set(anchors.map(([key]) => key)) };
});

export interface HeaderMatch {
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly columns: Map<string, number>;
  readonly doubles: readonly string[];
}

/** How an adopted sheet names a column: by its header, by the nth of several such (`负责人 #2`), or by its place (`@B`) where it has none. */
const NTH = /^(.*\S) #(\d{1,3})$/s;
const PLACE = /^@([A-Z]{1,3})$/;

/** The 1-based column of letters. */
const columnOfLetters = (letters: string): number => {
  let at = 0;
  for (let i = 0; i < letters.length; i++) at = 26 * at + letters.charCodeAt(i) - 64;
  return at;
};

/** How an adopted sheet names its columns, made ready for matching: keys by header; by header and how many of it stand before; and by place. */
interface BoundHeaders {
  readonly bound: ReadonlyMap<string, string>;
  readonly byHeader: ReadonlyMap<string, string>;
  readonly byNth: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly byPlace: ReadonlyMap<number, string>;
}

const boundHeaders = (bound: ReadonlyMap<string, string>): BoundHeaders => {
  const byHeader = new Map<string, string>();
  const byNth = new Map<string, ReadonlyMap<number, string>>();
  const byPlace = new Map<number, string>();
  for (const [key, text] of bound) {
    const [, letters] = PLACE.exec(text) ?? [];
    const [, header = '', nth = ''] = NTH.exec(text) ?? [];
    if (letters) byPlace.set(columnOfLetters(letters), key);
    else if (nth) byNth.set(headerKey(header), new Map([...(byNth.get(headerKey(header)) ?? []), [Number(nth), key]]));
    byHeader.set(headerKey(text), key);
  }
  return { bound, byHeader, byNth, byPlace };
};

/** Matches one row of cells against a tab's headers. `bound` says how an adopted sheet names a column. */
export const matchHeader = (
  tab: TabKey,
  cells: readonly RawCell[],
  bound: ReadonlyMap<string, string>,
): Pick<HeaderMatch, 'columns' | 'doubles'> => matchLine(tab, cells, boundHeaders(bound));

const matchLine = (
  tab: TabKey,
  cells: readonly RawCell[],
  { bound, byHeader, byNth, byPlace }: BoundHeaders,
): Pick<HeaderMatch, 'columns' | 'doubles'> => {
  const { own, alias } = NAMES[tab];
  const columns = new Map<string, number>();
  const rank = new Map<string, number>();
  const doubles: string[] = [];
  const times = new Map<string, number>();
  cells.forEach((cell, index) => {
    const header = headerKey(textOf(cell));
    if (!header) return;
    const among = byNth.get(header);
    const nth = (times.get(header) ?? 0) + 1;
    if (among) times.set(header, nth);
    const boundTo = byHeader.get(header) ?? among?.get(nth);
    if (among && !boundTo) return;
    const key = boundTo ?? own.get(header) ?? alias.get(header);
    if (!key || (bound.has(key) && boundTo !== key)) return;
    const strength = boundTo ? 3 : own.has(header) ? 2 : 1;
    const before = rank.get(key) ?? 0;
    if (strength > before) {
      rank.set(key, strength);
      columns.set(key, index + 1);
    } else if (strength === before && (strength > 1 || bound.size > 0)) doubles.push(key);
  });
  // A place alone says nothing of where the header is.
  if (columns.size > 0)
    for (const [at, key] of byPlace) if (!columns.has(key) && !textOf(cells[at - 1])) columns.set(key, at);
  return { columns, doubles };
};

/** A sweep looks at a reading many times, and most sheets of the next one are those of this one. */
const found = new WeakMap<RawSheet, Map<TabKey, HeaderMatch | null>>();

/** The row among the first ones that names most of a tab's columns; null when none names at least two, an anchor among them. */
export const findHeader = (
  tab: TabKey,
  sheet: RawSheet,
  bound: ReadonlyMap<string, string> = new Map(),
): HeaderMatch | null => {
  if (bound.size > 0) return headerIn(tab, sheet, bound);
  const ofSheet = ensure(found, sheet, () => new Map<TabKey, HeaderMatch | null>());
  const match = ensure(ofSheet, tab, () => headerIn(tab, sheet, bound));
  return match && { ...match, columns: new Map(match.columns) };
};

const headerIn = (tab: TabKey, sheet: RawSheet, bound: ReadonlyMap<string, string>): HeaderMatch | null => {
  const { anchors } = NAMES[tab];
  const ready = boundHeaders(bound);
  let best: HeaderMatch | null = null;
  // A line gives each column that it names to one key at most, and those that are known by their place come on top: what names fewer cannot be better.
  const wanted = () => (best ? best.columns.size + 1 : 2) - ready.byPlace.size;
  for (const { at, cells } of headerLines(sheet.topAtHand ?? sheet, wanted)) {
    const match = matchLine(tab, cells, ready);
    const anchored = [...match.columns.keys()].some((key) => anchors.has(key));
    if (match.columns.size < 2 || !anchored) continue;
    if (!best || match.columns.size > best.columns.size) best = { headerRow: at, header: cells, ...match };
  }
  return best;
};

const CHECK_HEADERS: ReadonlySet<string> = new Set(LOCALES.map((locale) => headerKey(CHECK.header[locale])));

/** The 1-based column for what Baton's check of a row finds; 0 where there is none. */
export const checkColumn = (header: readonly string[]): number =>
  header.findIndex((text) => CHECK_HEADERS.has(headerKey(text))) + 1;
