/** The edited sheet as it is now, in as few calls as possible. */
import { type Located, type LocatedTab, locate, tabOfTitle } from '../../core/read/locate.ts';
import { placesIn } from '../../core/read/parts.ts';
import { seenFrom } from '../../core/read/seen-from.ts';
import type { RawRow, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { keyColumn, type TabKey } from '../../sheet-templates/index.ts';
import type { ScriptBook } from './book.ts';
import { cellReader, rawRows } from './cells.ts';
import { keptBook, shareContext } from './context.ts';
import { sheetNamed } from './rows.ts';
import { attempt } from './services.ts';
import type { Area } from './sheet-marks.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** One of Baton's sheets as it is now, in the workbook as it was when it was last kept. */
export interface OpenedSheet {
  readonly book: ScriptBook;
  readonly raw: RawWorkbook;
  readonly located: Located;
  readonly sheet: RawSheet;
  /** The tab the sheet is; of plan and progress in one sheet the plan. */
  readonly tab: TabKey;
  /** Undefined where nobody finds the tab's header. */
  readonly place: LocatedTab | undefined;
  /** The sheet as it was kept; null where it was just read as a whole. */
  readonly before: RawSheet | null;
  /** Baton's installed triggers follow this edit. */
  readonly attended: boolean;
}

/** One whose tab's header was found. */
export interface PlacedSheet extends OpenedSheet {
  readonly place: LocatedTab;
}

export const isPlaced = (opened: OpenedSheet): opened is PlacedSheet => opened.place !== undefined;

/**
 * Opens the sheet that was edited: with what is kept of the others in one call and one more for the sheet; by reading
 * everything where nothing is kept, or where it has moved. Null for a sheet that is none of Baton's.
 */
export const openSheet = (sheet: Sheet, area: Area): OpenedSheet | null => {
  const kept = keptBook();
  const id = sheet.getSheetId();
  if (kept?.foreign.includes(id)) return null;
  const before = kept && sheetIn(kept, id);
  if (kept && before) {
    const now = readAgain(sheet, before, kept, area);
    if (now) return opened(withSheet(kept, now), now.title, before, kept.attended);
  }
  const book = shareContext(kept?.attended ?? false);
  const now = sheetIn(book, id);
  return now ? opened(book, now.title, null, kept?.attended ?? false) : null;
};

const sheetIn = ({ raw, sheetIds }: ScriptBook, id: number): RawSheet | undefined =>
  raw.sheets.find(({ title }) => sheetIds.get(title) === id);

const withSheet = (book: ScriptBook, sheet: RawSheet): ScriptBook => ({
  ...book,
  raw: { ...book.raw, sheets: book.raw.sheets.map((other) => (other.title === sheet.title ? sheet : other)) },
});

const opened = (book: ScriptBook, title: string, before: RawSheet | null, attended: boolean): OpenedSheet | null => {
  // Of several sheets that are followed together the one that was edited comes first: its rows have their own numbers.
  const raw = seenFrom(book.raw, title);
  const sheet = sheetNamed(raw, title);
  const located = locate(raw);
  const tab = [...located.tabs].find(([, place]) => place.sheet.title === title)?.[0] ?? tabOfTitle(title);
  return tab === null ? null : { book, raw, located, sheet, tab, place: located.tabs.get(tab), before, attended };
};

const widthOf = ({ rows }: RawSheet): number => rows.reduce((most, { cells }) => Math.max(most, cells.length), 1);
const rowAt = ({ rows }: RawSheet, at: number): RawRow | undefined => rows.find((row) => row.at === at);
const lastOf = ({ rows }: RawSheet): number => rows[rows.length - 1]?.at ?? 1;

/** The sheet's cells now, in one call; null where rows or columns are no longer where they were. */
const readAgain = (sheet: Sheet, before: RawSheet, { raw, zone }: ScriptBook, area: Area): RawSheet | null => {
  const entry = placesIn(locate(raw)).find(([, place]) => place.sheet.title === before.title);
  if (!entry || area.top <= entry[1].headerRow) return null;
  const [tab, { headerRow, columns }] = entry;
  let values: unknown[][];
  try {
    const range = sheet.getRange(1, 1, Math.max(lastOf(before), area.bottom), widthOf(before));
    values = attempt(() => range.getValues());
  } catch {
    return null;
  }
  const now: RawSheet = { ...before, rows: rawRows(values, cellReader(zone)) };
  const isSame = (at: number, column?: number): boolean => {
    const [then, today] = [rowAt(before, at)?.cells ?? [], rowAt(now, at)?.cells ?? []];
    return column === undefined
      ? JSON.stringify(then) === JSON.stringify(today)
      : (then[column - 1] ?? null) === (today[column - 1] ?? null);
  };
  for (let at = 1; at <= headerRow; at++) if (!isSame(at)) return null;
  // A row that came or went above pushes the last one elsewhere.
  const last = lastOf(before);
  const moved =
    last > headerRow && (last < area.top || last > area.bottom) && !isSame(last, columns.get(keyColumn(tab)));
  return moved ? null : now;
};
