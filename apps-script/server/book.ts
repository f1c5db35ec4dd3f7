/** Reads the spreadsheet this script belongs to. */
import { settingOf } from '../../core/read/index.ts';
import { likelyTabs, locate, tabOfTitle } from '../../core/read/locate.ts';
import { placesIn } from '../../core/read/parts.ts';
import { ALL_ALIKE, ALSO_FOLLOWED, titlesFollowed } from '../../core/read/sisters.ts';
import type { RawRow, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { FULL, isFull, STARTER, type TabKey } from '../../sheet-templates/index.ts';
import { cellReader, rawRows } from './cells.ts';
import { doubtsKnown } from './doubts.ts';
import { attempt, thisSpreadsheet } from './services.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The spreadsheet as Baton sees it. */
export interface ScriptBook {
  readonly raw: RawWorkbook;
  /** The spreadsheet's time zone: dates in cells are wall clocks of it. */
  readonly zone: string;
  /** Google's number of each sheet that was read, by title. */
  readonly sheetIds: ReadonlyMap<string, number>;
  /** Tabs that Baton leaves alone until somebody has looked at their headers. */
  readonly alone: readonly TabKey[];
  /** Sheets that are none of Baton's. */
  readonly foreign: readonly number[];
}

/** A workbook without sheets: what Apps Script knows of it besides. A script sees this one file only, never where another lies. */
export const spreadsheetBook = (name: string, location: string, sheets: readonly RawSheet[]): RawWorkbook => ({
  name,
  location,
  movedFrom: () => false,
  foundAt: () => Promise.resolve(null),
  dateSystem: 1900,
  sheets,
});

/** As many rows as a header stands within, and the settings' own fit into. */
const TOP_ROWS = 60;

/** What stands near the top of a sheet. */
const readTop = (sheet: Sheet, title: string, zone: string): RawSheet => {
  const rows = Math.min(
    attempt(() => sheet.getLastRow()),
    TOP_ROWS,
  );
  const columns = attempt(() => sheet.getLastColumn());
  if (rows === 0 || columns === 0) return { title, rows: [], merges: [] };
  const values = attempt(() => sheet.getRange(1, 1, rows, columns).getValues());
  return { title, rows: rawRows(values, cellReader(zone)), merges: [] };
};

/** The rows of a sheet. */
export const readValues = (sheet: Sheet, zone: string): RawRow[] => {
  const data = attempt(() => sheet.getDataRange());
  return rawRows(
    attempt(() => data.getValues()),
    cellReader(zone),
  );
};

export const readSheet = (sheet: Sheet, title: string, zone: string): RawSheet => {
  const data = attempt(() => sheet.getDataRange());
  return {
    title,
    rows: rawRows(
      attempt(() => data.getValues()),
      cellReader(zone),
    ),
    merges: attempt(() => data.getMergedRanges()).map((merge) => ({
      top: merge.getRow(),
      left: merge.getColumn(),
      bottom: merge.getLastRow(),
      right: merge.getLastColumn(),
    })),
  };
};

/** Texts of the settings: among them are the titles of an adopted workbook's sheets. */
const textsOf = (sheets: readonly RawSheet[]): ReadonlySet<unknown> =>
  new Set(
    sheets.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) =>
        cells.flatMap((cell) => (typeof cell === 'string' ? [cell, ...titlesFollowed(cell)] : [])),
      ),
    ),
  );

/**
 * Reads all of Baton's tabs. Two calls a tab: not for every edit. Where a tab of the template is not there by its title,
 * what stands near the top of other sheets says whether one of them is it under another name.
 */
export const readScriptBook = (): ScriptBook => {
  const spreadsheet = thisSpreadsheet();
  const zone = attempt(() => spreadsheet.getSpreadsheetTimeZone());
  const all = attempt(() => spreadsheet.getSheets()).map((sheet) => ({ sheet, title: attempt(() => sheet.getName()) }));
  const read = new Map<string, RawSheet>();
  const readThose = (isWanted: (title: string) => boolean) => {
    for (const { sheet, title } of all) {
      if (!read.has(title) && isWanted(title)) read.set(title, readSheet(sheet, title, zone));
    }
  };
  readThose((title) => tabOfTitle(title) === 'settings');
  const bound = textsOf([...read.values()]);
  const isTitled = (title: string) => tabOfTitle(title) !== null || bound.has(title);
  readThose(isTitled);
  const name = attempt(() => spreadsheet.getName());
  const asRead = () =>
    spreadsheetBook(
      name,
      `gsheet:${spreadsheet.getId()}`,
      all.flatMap(({ title }) => read.get(title) ?? []),
    );
  const { tabs } = locate(asRead());
  const isWhole = (isFull([...tabs.keys()]) ? FULL : STARTER).every((tab) => tabs.has(tab));
  const isAnyAlike = settingOf(asRead(), ALSO_FOLLOWED) === ALL_ALIKE;
  const others = isWhole && !isAnyAlike ? [] : all.filter(({ title }) => !read.has(title));
  const likely = likelyTabs(
    asRead(),
    others.map(({ sheet, title }) => readTop(sheet, title, zone)),
  ).map(({ title }) => title);
  for (const { sheet, title } of others) {
    if (likely.includes(title)) read.set(title, readSheet(sheet, title, zone));
  }
  const raw = asRead();
  const located = placesIn(locate(raw)).map(([, { sheet }]) => sheet.title);
  const isOurs = (title: string) => located.includes(title) || (read.has(title) && isTitled(title));
  return {
    raw,
    zone,
    sheetIds: new Map(
      all.filter(({ title }) => read.has(title)).map(({ sheet, title }) => [title, sheet.getSheetId()]),
    ),
    alone: [...new Set(doubtsKnown().map(({ tab }) => tab))],
    foreign: all.filter(({ title }) => !isOurs(title)).map(({ sheet }) => sheet.getSheetId()),
  };
};

/** The instant of this moment. */
export const nowIso = (): string => new Date().toISOString();
