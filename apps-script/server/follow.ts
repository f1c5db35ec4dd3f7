/** Following a sheet that its owner has made: the whole spreadsheet for the page that shows how, and what was decided on it. */
import type { CellEdit, RawList, RawRow } from '../../core/workbook.ts';
import { columnsOf, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import type { Follow, FollowBook, FollowSheet, SheetToAdd } from '../protocol.ts';
import { alone, answerCall, localeOf, Refusal } from './answer.ts';
import { readScriptBook, readSheet } from './book.ts';
import { cellReader, rawRows } from './cells.ts';
import { newWorkbookId } from './copy.ts';
import { type Columns, cellKindOf, fitColumns, formatCells, furnish, headerRowOf } from './dress.ts';
import { readLists } from './lists.ts';
import { attempt } from './services.ts';
import { keepWatch, spreadsheetCountry } from './set-up.ts';
import { sheetAt } from './settings.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A sheet for the page, and what was typed into it: of a formula its text, since what it shows changes by itself. */
interface Whole {
  readonly sheet: Omit<FollowSheet, 'offered'>;
  readonly typed: readonly RawRow[];
  /** Asks the sheet. */
  readonly offered: () => readonly RawList[];
}

/** Every sheet there is, one of ours or not. */
export const readWhole = (zone: string): Whole[] =>
  attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSheets()).map((sheet) => {
    const data = attempt(() => sheet.getDataRange());
    const values = attempt(() => data.getValues());
    const formulas = attempt(() => data.getFormulas());
    const calculated = new Set<number>();
    const typed = values.map((line, row) =>
      line.map((value, index) => {
        const formula = formulas[row]?.[index] ?? '';
        if (formula !== '') calculated.add(index + 1);
        return formula || value;
      }),
    );
    const title = attempt(() => sheet.getName());
    const hidden = attempt(() => sheet.isSheetHidden());
    return {
      sheet: { ...readSheet(sheet, title, zone), hidden, calculated: [...calculated] },
      typed: rawRows(typed, cellReader(zone)),
      offered: () => readLists(sheet),
    };
  });

/** What tells one state of the cells from any other. */
const stampOf = (sheets: readonly Whole[]): string => {
  const text = JSON.stringify(sheets.map(({ sheet: { title, merges }, typed }) => [title, merges, typed]));
  const { DigestAlgorithm, Charset } = Utilities;
  return Utilities.base64Encode(Utilities.computeDigest(DigestAlgorithm.SHA_256, text, Charset.UTF_8));
};

const zoneNow = (): string => attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone());

/** The spreadsheet as plain JSON, and what a workbook made of it would be called and live by. */
export const batonFollowBook = () =>
  answerCall((): FollowBook => {
    const book = readScriptBook();
    const { name, location, dateSystem } = book.raw;
    const sheets = readWhole(book.zone);
    return {
      raw: {
        name,
        location,
        dateSystem,
        sheets: sheets.map(({ sheet, offered }) => ({ ...sheet, offered: offered() })),
      },
      active: attempt(() => SpreadsheetApp.getActiveSheet().getName()),
      stamp: stampOf(sheets),
      locale: localeOf(book),
      zone: book.zone,
      country: spreadsheetCountry(),
      workbookId: newWorkbookId(),
    };
  });

/**
 * Adds sheets and fills empty cells, as the page has worked out. Where anything was typed since it read them, or a cell
 * is not empty, nothing is done; where it breaks off, what was added is taken away.
 */
export const batonFollow = (wanted: Follow) => answerCall(() => alone(() => follow(wanted)));

const follow = ({ stamp, locale, edits, addSheets }: Follow): true => {
  const now = readWhole(zoneNow());
  if (stampOf(now) !== stamp || edits.some((edit) => !isFree(edit, now))) {
    throw new Refusal('moved', (words) => words.moved);
  }
  const made = new Map<TabKey, Sheet>();
  const written: (readonly CellEdit[])[] = [];
  try {
    for (const { tab, title } of addSheets)
      made.set(
        tab,
        attempt(() => inserted(title)),
      );
    for (const sheet of addSheets) addRows(sheet, sheetAt(sheet.title), locale, made);
    for (const run of runsOf(edits)) {
      written.push(run);
      writeRun(run);
    }
    SpreadsheetApp.flush();
  } catch (error) {
    for (const sheet of made.values()) attempt(() => SpreadsheetApp.getActiveSpreadsheet().deleteSheet(sheet));
    written.forEach(takeBack);
    throw error;
  }
  keepWatch();
  return true;
};

const isFree = ({ sheet: title, row, column }: CellEdit, sheets: readonly Whole[]): boolean => {
  const own = sheets.find(({ sheet }) => sheet.title === title);
  const cells = own?.typed.find(({ at }) => at === row)?.cells;
  return own !== undefined && (cells?.[column - 1] ?? null) === null;
};

const inserted = (title: string): Sheet => {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  return spreadsheet.getSheetByName(title) ?? spreadsheet.insertSheet(title, spreadsheet.getNumSheets());
};

/** What Sheets would work out instead of showing it. */
const IS_FORMULA = /^[=+]/;

/** The rows come before what refuses values that do not fit: a word of theirs stands in a new sheet as in the old one. */
const addRows = (
  { tab, headerRow, rows }: SheetToAdd,
  sheet: Sheet,
  locale: Locale,
  made: ReadonlyMap<TabKey, Sheet>,
): void => {
  const headers = (rows[headerRow - 1] ?? []).map(({ value }) => value);
  const columns: Columns = headers.flatMap((header) => {
    const column = columnsOf(tab).find(([, { header: called }]) => called[locale] === header);
    return column ? [column] : [];
  });
  const missing = rows.length - attempt(() => sheet.getMaxRows());
  if (missing > 0) attempt(() => sheet.insertRowsAfter(sheet.getMaxRows(), missing));
  fitColumns(sheet, columns.length);
  attempt(() => sheet.getRange(1, 1, headerRow, columns.length).setNumberFormat('@'));
  formatCells(sheet, headerRow, columns, locale);
  const values = rows.map((cells) =>
    columns.map(([, column], index) => {
      const { value = null, formula } = cells[index] ?? {};
      if (formula !== undefined) return `=${formula}`;
      // A number in a column of texts would be read back as the text that Sheets makes of it.
      if (value !== null && cellKindOf(column) === 'text') return String(value);
      return typeof value === 'string' && IS_FORMULA.test(value) ? `'${value}` : (value ?? '');
    }),
  );
  attempt(() => sheet.getRange(1, 1, rows.length, columns.length).setValues(values));
  const sources = (other: TabKey) => made.get(other)?.getRange(`A${headerRowOf(other) + 1}:A`) ?? null;
  furnish(sheet, tab, columns, locale, sources);
};

/** Cells that lie below each other and are alike, together: thousands of ids are a few calls. */
const runsOf = (edits: readonly CellEdit[]): (readonly CellEdit[])[] => {
  const runs: CellEdit[][] = [];
  for (const edit of edits) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    const isNext =
      last !== undefined &&
      last.sheet === edit.sheet &&
      last.column === edit.column &&
      last.row + 1 === edit.row &&
      last.format === edit.format &&
      last.like === edit.like;
    if (isNext) run?.push(edit);
    else runs.push([edit]);
  }
  return runs;
};

const writeRun = (edits: readonly CellEdit[]): void => {
  const [first] = edits;
  if (!first) return;
  const sheet = sheetAt(first.sheet);
  const width = attempt(() => sheet.getMaxColumns());
  if (first.column > width) attempt(() => sheet.insertColumnsAfter(width, first.column - width));
  const missing = first.row + edits.length - 1 - attempt(() => sheet.getMaxRows());
  if (missing > 0) attempt(() => sheet.insertRowsAfter(sheet.getMaxRows(), missing));
  const range = sheet.getRange(first.row, first.column, edits.length, 1);
  if (first.like === 'left') likeLeft(sheet, first, range);
  const isText =
    first.format === 'text' || edits.some(({ value }) => typeof value === 'string' && IS_FORMULA.test(value));
  if (isText) attempt(() => range.setNumberFormat('@'));
  attempt(() => range.setValues(edits.map(({ value }) => [value ?? ''])));
};

/** Only where nobody has typed since. */
const takeBack = (edits: readonly CellEdit[]): void => {
  const [first] = edits;
  if (!first) return;
  const range = sheetAt(first.sheet).getRange(first.row, first.column, edits.length, 1);
  const values = attempt(() => range.getValues());
  const isOurs = edits.every(({ value }, index) => values[index]?.[0] === '' || values[index]?.[0] === value);
  if (isOurs) attempt(() => range.clearContent());
};

/** A header beside headers looks like them. */
const likeLeft = (sheet: Sheet, { row, column }: CellEdit, range: GoogleAppsScript.Spreadsheet.Range): void => {
  const left = sheet.getRange(row, column - 1);
  attempt(() =>
    range.setBackground(left.getBackground()).setFontColor(left.getFontColor()).setFontWeight(left.getFontWeight()),
  );
};
