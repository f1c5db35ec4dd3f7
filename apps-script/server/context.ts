/**
 * What an edit needs to know of the other tabs, kept in the document's cache: a simple trigger has no time to read them
 * all. It holds whole tabs as they were read, so that an edit is judged by what a sweep would judge it by. A cache may
 * forget at any time; then the tabs are read again.
 */

import { locate, tabOfTitle } from '../../core/read/locate.ts';
import { sheetsOfTab } from '../../core/read/parts.ts';
import { must } from '../../core/text/must.ts';
import type { RawCell, RawSheet } from '../../core/workbook.ts';
import { TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { readScriptBook, type ScriptBook, spreadsheetBook } from './book.ts';
import { attempt } from './services.ts';

/** Longest the cache keeps a value (developers.google.com/apps-script/reference/cache/cache#put), in seconds. */
const KEEP_SECONDS = 21_600;
/** Bytes of a part. The cache takes 100 kB a value. */
const PART_BYTES = 90_000;
/** Parts a tab may have; one call asks for all there may be. What is larger is read from the sheet at every edit. */
const MOST_PARTS = (tab: TabKey) => (LONG.has(tab) ? 12 : 3);
const LONG: ReadonlySet<TabKey> = new Set(['raci', 'tracker', 'actions', '_state']);

/** Of what Baton remembers, an edit asks only which ids there have been and whose they were. */
const REMEMBERED: ReadonlySet<string> = new Set(['id', 'owner', 'due', 'status']);
const NOT_KEPT: ReadonlySet<TabKey> = new Set(['_ledger', '_runs']);

const BOOK = 'baton';
const partKey = (tab: TabKey, part: number) => `${BOOK}.${tab}.${part}`;
const ALL_KEYS = [
  BOOK,
  ...TAB_KEYS.filter((tab) => !NOT_KEPT.has(tab)).flatMap((tab) =>
    Array.from({ length: MOST_PARTS(tab) }, (_, part) => partKey(tab, part)),
  ),
];

/** What is kept of the file besides its tabs. */
interface Kept {
  readonly name: string;
  readonly location: string;
  readonly zone: string;
  readonly foreign: readonly number[];
  readonly alone: readonly TabKey[];
  /** Each tab's sheets: Google's number and the parts it is kept in, from which of the tab's on. */
  readonly tabs: readonly (readonly [tab: TabKey, sheetId: number, parts: number, from?: number])[];
  /** An installed trigger follows every edit: it keeps the tabs up to date and gives ids. */
  readonly attended: boolean;
}

export interface SharedBook extends ScriptBook {
  readonly attended: boolean;
}

const cache = () => must(CacheService.getDocumentCache(), 'cache of the document');

/** UTF-8 length of one UTF-16 unit; half a surrogate pair is two bytes of its four. */
const bytesOf = (unit: number): number => (unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3);

const partsOf = (text: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const startsPair = unit >= 0xd800 && unit < 0xdc00;
    if (bytes + (startsPair ? 4 : bytesOf(unit)) > PART_BYTES) {
      parts.push(text.slice(from, i));
      from = i;
      bytes = 0;
    }
    bytes += bytesOf(unit);
  }
  return [...parts, text.slice(from)];
};

/** A sheet with what an edit elsewhere asks of it. */
const compact = (tab: TabKey, sheet: RawSheet, headerRow: number, columns: ReadonlyMap<string, number>): RawSheet => {
  if (tab !== '_state') return sheet;
  const wanted = new Set([...columns].flatMap(([key, at]) => (REMEMBERED.has(key) ? [at] : [])));
  const rows = sheet.rows.map(({ at, cells }) => ({
    at,
    cells: at <= headerRow ? cells : cells.map((cell, index): RawCell => (wanted.has(index + 1) ? cell : null)),
  }));
  return { ...sheet, rows };
};

/** Each sheet under one tab; a sheet that its title names a tab but whose header nobody finds is kept for what is said of it. */
const tabsOf = ({ raw }: ScriptBook): (readonly [TabKey, RawSheet])[] => {
  const kept = new Map<TabKey, RawSheet>();
  const { tabs } = locate(raw);
  const sheets = new Set<RawSheet>();
  const keep = (tab: TabKey | null, sheet: RawSheet) => {
    if (tab === null || NOT_KEPT.has(tab) || kept.has(tab) || sheets.has(sheet)) return;
    const place = tabs.get(tab);
    sheets.add(sheet);
    kept.set(
      tab,
      place && sheetsOfTab(place)[0] === sheet ? compact(tab, sheet, place.headerRow, place.columns) : sheet,
    );
  };
  for (const [tab, place] of tabs) keep(tab, must(sheetsOfTab(place)[0], `sheet of ${tab}`));
  // Further sheets that are followed together are kept behind the first one.
  const plan = tabs.get('raci');
  const further = (plan ? sheetsOfTab(plan).slice(1) : []).map((sheet) => {
    sheets.add(sheet);
    return ['raci', sheet] as const;
  });
  for (const sheet of raw.sheets) keep(tabOfTitle(sheet.title), sheet);
  return [...kept, ...further];
};

/** Keeps a reading for the edits to come. A tab that is too large is left out, and with it all: then every edit reads for itself. */
export const keepBook = (book: ScriptBook, attended: boolean): void => {
  const values: Record<string, string> = {};
  const filled = new Map<TabKey, number>();
  const tabs = tabsOf(book).map(([tab, sheet]) => {
    const parts = partsOf(JSON.stringify(sheet));
    const from = filled.get(tab) ?? 0;
    filled.set(tab, from + parts.length);
    parts.slice(0, Math.max(0, MOST_PARTS(tab) - from)).forEach((part, index) => {
      values[partKey(tab, from + index)] = part;
    });
    return [tab, must(book.sheetIds.get(sheet.title), `id of ${sheet.title}`), parts.length, from] as const;
  });
  const { raw, zone, foreign, alone } = book;
  const kept: Kept = { name: raw.name, location: raw.location, zone, foreign, alone, tabs, attended };
  attempt(() => cache().putAll({ ...values, [BOOK]: JSON.stringify(kept) }, KEEP_SECONDS));
};

/** What is kept, in one call; null when anything of it is gone. */
export const keptBook = (): SharedBook | null => {
  const found = attempt(() => cache().getAll(ALL_KEYS)) as Readonly<Record<string, string>>;
  const kept = found[BOOK] === undefined ? null : (JSON.parse(found[BOOK]) as Kept);
  if (!kept) return null;
  const sheets: RawSheet[] = [];
  const sheetIds = new Map<string, number>();
  for (const [tab, sheetId, count, from = 0] of kept.tabs) {
    const parts = Array.from({ length: count }, (_, part) => found[partKey(tab, from + part)]);
    if (parts.includes(undefined)) return null;
    try {
      const sheet = JSON.parse(parts.join('')) as RawSheet;
      sheets.push(sheet);
      sheetIds.set(sheet.title, sheetId);
    } catch {
      // Parts of two readings: one of them was written while this one was read.
      return null;
    }
  }
  const { name, location, zone, foreign, alone, attended } = kept;
  return { raw: spreadsheetBook(name, location, sheets), zone, sheetIds, foreign, alone, attended };
};

/**
 * Reads the workbook and keeps it for the edits to come: when it is opened, changed in structure, or set up.
 * `attended` says whether Baton's installed triggers are there; unsaid, it stays as it was.
 */
export const shareContext = (attended?: boolean): ScriptBook => {
  const book = readScriptBook();
  keepBook(book, attended ?? keptBook()?.attended ?? false);
  return book;
};

/** Tabs that others read as a whole: who is who, what is set, which days are worked. */
export const isAskedByAll = (tab: TabKey): boolean =>
  tab === 'directory' || tab === 'departments' || tab === 'settings' || tab === 'calendar';

export const isMachine = (tab: TabKey): boolean => tabOf(tab).machine === true;
