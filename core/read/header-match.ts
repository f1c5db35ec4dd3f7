/** Which tab a sheet's title names, and which of a tab's columns its headers do. */
import { columnsOf, keyColumn, LOCALES, perTab, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
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

/** Matches one row of cells against a tab's headers. `bound` says how an adopted sheet names a column. */
export const matchHeader = (
  tab: TabKey,
  cells: readonly RawCell[],
  bound: ReadonlyMap<string, string>,
): Pick<HeaderMatch, 'columns' | 'doubles'> => {
  const { own, alias } = NAMES[tab];
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

/** The row among the first ones that names most of a tab's columns; null when none names at least two, an anchor among them. */
export const findHeader = (
  tab: TabKey,
  sheet: RawSheet,
  bound: ReadonlyMap<string, string> = new Map(),
): HeaderMatch | null => {
  const { anchors } = NAMES[tab];
  let best: HeaderMatch | null = null;
  for (const { at, cells } of headerLines(sheet)) {
    const match = matchHeader(tab, cells, bound);
    const anchored = [...match.columns.keys()].some((key) => anchors.has(key));
    if (match.columns.size < 2 || !anchored) continue;
    if (!best || match.columns.size > best.columns.size) best = { headerRow: at, header: cells, ...match };
  }
  return best;
};
