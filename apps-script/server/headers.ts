/**
 * Where the columns are, and what they were: every column of Baton's carries its key as developer metadata, which stays
 * with it when it is moved or renamed (developers.google.com/workspace/sheets/api/guides/metadata).
 */

import { sayProblem } from '../../core/messages/index.ts';
import { factOf } from '../../core/problem.ts';
import { headerKey, type Located, locate, tabOfTitle, textOf } from '../../core/read/locate.ts';
import { must } from '../../core/text/must.ts';
import { dayFromIso } from '../../core/time/day.ts';
import { columnLetters, columnsOf, TAB_KEYS, type TabKey } from '../../sheet-templates/index.ts';
import type { CellDoubt } from '../protocol.ts';
import { localeOf } from './answer.ts';
import { nowIso, readScriptBook, type ScriptBook } from './book.ts';
import { DOUBTS, doubtsKnown, properties } from './doubts.ts';
import { marked } from './marks.ts';
import { attempt } from './services.ts';
import { writeSettings } from './settings.ts';

const TAB = 'baton.tab';
const COLUMN = 'baton.column';
/** Document property: required columns that were there once. */
const SEEN = 'baton.columns';

/** What metadata says: which sheet is which tab, and where each column of a sheet stands now. */
export interface RememberedHeaders {
  /** Google's number of the sheet, by tab. */
  readonly sheets: ReadonlyMap<TabKey, number>;
  /** Column key → 1-based column, by the number of the sheet. */
  readonly columns: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

const found = (key: string) =>
  attempt(() => SpreadsheetApp.getActiveSpreadsheet().createDeveloperMetadataFinder().withKey(key).find());

/** A copied sheet brings the metadata of its original along; the sheet's own number in the value tells them apart. */
export const rememberedHeaders = (): RememberedHeaders => {
  const sheets = new Map<TabKey, number>();
  for (const metadata of found(TAB)) {
    const [tab, id] = (metadata.getValue() ?? '').split('@');
    const sheet = metadata.getLocation().getSheet();
    const key = TAB_KEYS.find((known) => known === tab);
    if (key && sheet && String(sheet.getSheetId()) === id) sheets.set(key, sheet.getSheetId());
  }
  const columns = new Map<number, Map<string, number>>();
  for (const metadata of found(COLUMN)) {
    const range = metadata.getLocation().getColumn();
    const key = metadata.getValue();
    if (!range || !key) continue;
    const id = range.getSheet().getSheetId();
    columns.set(id, (columns.get(id) ?? new Map<string, number>()).set(key, range.getColumn()));
  }
  return { sheets, columns };
};

/** The key under which a sheet's columns are remembered: two tabs of an adopted workbook may share a sheet. */
const columnKey = (tab: TabKey, column: string) => `${tab}.${column}`;

/** Puts metadata on what is found and has none yet. A call for each: after the first time there are few. */
const remember = ({ tabs }: Located, { sheets, columns }: RememberedHeaders, book: ScriptBook): void => {
  const visibility = SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT;
  for (const [tab, place] of tabs) {
    const id = book.sheetIds.get(place.sheet.title);
    const sheet = id === undefined ? null : SpreadsheetApp.getActiveSpreadsheet().getSheetByName(place.sheet.title);
    if (!sheet || id === undefined) continue;
    if (sheets.get(tab) !== id) attempt(() => sheet.addDeveloperMetadata(TAB, `${tab}@${id}`, visibility));
    const known = columns.get(id);
    for (const [key, at] of place.columns) {
      if (known?.has(columnKey(tab, key))) continue;
      const letters = columnLetters(at);
      const range = sheet.getRange(`${letters}:${letters}`);
      attempt(() => range.addDeveloperMetadata(COLUMN, columnKey(tab, key), visibility));
    }
  }
};

/** Settings that say what renamed sheets and columns are, as far as metadata knows for certain. */
const bindingsFor = (book: ScriptBook, { sheets, columns }: RememberedHeaders): Record<string, string> => {
  const { tabs, problems } = locate(book.raw);
  const bindings: Record<string, string> = {};
  for (const [tab, id] of sheets) {
    const place = tabs.get(tab);
    if (place) {
      const { title } = place.sheet;
      const isRenamed = problems.some((problem) => problem.tab === tab && problem.code === 'tab-renamed');
      // Found by its headers: that it is the one, and not a copy of it, is known here alone.
      if (isRenamed && book.sheetIds.get(title) === id) bindings[`tab.${tab}`] = title;
      const taken = new Set(place.columns.values());
      const texts = place.header.map(headerKey);
      for (const [key, { lookup }] of columnsOf(tab)) {
        const at = columns.get(id)?.get(columnKey(tab, key));
        const text = at === undefined ? '' : textOf(place.header[at - 1]);
        if (lookup || place.columns.has(key) || at === undefined || text === '' || taken.has(at)) continue;
        // Under one name there must be one column.
        if (texts.filter((other) => other === headerKey(text)).length === 1) bindings[`column.${tab}.${key}`] = text;
      }
      continue;
    }
    const title = titleOf(id);
    if (title !== null && tabOfTitle(title) === null) bindings[`tab.${tab}`] = title;
  }
  return bindings;
};

const titleOf = (id: number): string | null =>
  attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSheets())
    .find((sheet) => sheet.getSheetId() === id)
    ?.getName() ?? null;

/** Columns without which a tab cannot be read, and which it had: what they hold now is anybody's guess. */
const doubtsIn = ({ problems }: Located, seen: ReadonlySet<string>): CellDoubt[] =>
  problems.flatMap(({ tab, column, code, facts, row }): CellDoubt[] => {
    const isMeant =
      code === 'header-double' || (code === 'header-missing' && (row === 0 || seen.has(columnKey(tab, column))));
    return isMeant ? [{ tab, column, code, facts, row }] : [];
  });

const seenBefore = (): Set<string> =>
  new Set(JSON.parse(attempt(() => properties().getProperty(SEEN)) ?? '[]') as string[]);

/**
 * Looks at all headers: what metadata still knows is bound in the settings, so that the sweep reads it as well; what is
 * in doubt is remembered, and said in the header's note. What is in order again loses that note.
 */
export const reviewHeaders = (given: ScriptBook): readonly CellDoubt[] => {
  const memory = rememberedHeaders();
  const bindings = bindingsFor(given, memory);
  const isBound = Object.keys(bindings).length > 0;
  if (isBound && locate(given.raw).tabs.has('settings')) writeSettings(given, bindings);
  const book = isBound ? readScriptBook() : given;

  const located = locate(book.raw);
  const seen = seenBefore();
  const doubts = doubtsIn(located, seen);
  const before = doubtsKnown();
  remember(located, memory, book);
  for (const [tab, { columns }] of located.tabs) {
    for (const [key, { required }] of columnsOf(tab)) if (required && columns.has(key)) seen.add(columnKey(tab, key));
  }
  attempt(() => properties().setProperties({ [SEEN]: JSON.stringify([...seen]), [DOUBTS]: JSON.stringify(doubts) }));
  for (const tab of new Set([...before, ...doubts].map((doubt) => doubt.tab))) {
    note(
      tab,
      doubts.filter((doubt) => doubt.tab === tab),
      book,
      located,
    );
  }
  return doubts;
};

/** Baton's lines in the note of a header's first cell; the owner's own stay. */
const note = (tab: TabKey, doubts: readonly CellDoubt[], book: ScriptBook, { tabs, problems }: Located): void => {
  const place = tabs.get(tab);
  const about = problems.find((problem) => problem.tab === tab);
  const title = place?.sheet.title ?? (about && factOf(about.facts, 'title'));
  const sheet = title !== undefined ? SpreadsheetApp.getActiveSpreadsheet().getSheetByName(title) : null;
  if (!sheet) return;
  const cell = sheet.getRange(place?.headerRow ?? 1, 1);
  const today = must(dayFromIso(nowIso().slice(0, 10)), 'day of today');
  const locale = localeOf(book);
  const lines = doubts.map((doubt) => sayProblem(doubt, locale, today));
  const [before, ground] = [attempt(() => cell.getNote()), attempt(() => cell.getBackground())];
  const { note: after } = marked(
    { note: before, ground },
    lines.length === 0 ? undefined : { lines, tone: null },
    locale,
  );
  if (after !== before) attempt(() => cell.setNote(after));
};
