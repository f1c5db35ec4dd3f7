/**
 * This spreadsheet as a workbook for a sweep. A call to a sheet costs more than all that is calculated, so a write reads again only
 * the sheets that it touches, and writes rectangles.
 */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Write } from '../../../core/plan.ts';
import { locate } from '../../../core/read/locate.ts';
import { placesIn, sheetsOfTab } from '../../../core/read/parts.ts';
import { ensure, groupBy } from '../../../core/text/maps.ts';
import { must } from '../../../core/text/must.ts';
import type { CellEdit, RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { cellByCell } from '../../../core/write/by-row.ts';
import { withEdits } from '../../../core/write/overlay.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { BatonError } from '../../../functions/errors.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { keyColumn, type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import { readScriptBook, readSheet, readValues, type ScriptBook } from '../book.ts';
import { formatFor } from '../cell-formats.ts';
import { lastRowOf, withSheet } from '../rows.ts';
import { attempt, documentLock, thisSpreadsheet } from '../services.ts';
import { blocksOf, type CellBlock, widthOfBlock } from './blocks.ts';

const say = inAll('addOnSweep');

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** As long as an edit or an answer holds the lock. Milliseconds. */
const LOCK_MS = 20_000;

/**
 * What is written first: an id, on which all else builds; then the record of what is to be said and was said, so that whatever
 * ends this run, nobody is forgotten and nobody told twice; then everything else; and last whose run it was.
 */
const PHASES = ['ids', 'record', 'rows', 'run'] as const;
type Phase = (typeof PHASES)[number];

/** Opens it. Errors of Google's are BatonError, kind `backend`. */
export const openScriptStore = (): WorkbookStore => {
  let book: ScriptBook | null = null;
  const known: Known = { sheets: new Map(), heights: new Map(), formats: new Map() };
  return {
    read: async () => {
      book = atGoogle(readScriptBook);
      const { raw } = book;
      return { ...raw, url: `https://docs.google.com/spreadsheets/d/${raw.location.replace(/^gsheet:/, '')}` };
    },
    apply: async (writes) =>
      atGoogle(() =>
        underLock(() => {
          const before = book;
          book = null;
          const now = before ? readAgain(before, writes, known) : readScriptBook();
          const { edits, receipts } = resolveWrites(now.raw, writes);
          for (const [sheet, some] of inOrder(now.raw, cellByCell(edits))) writeCells(sheet, some, now, known);
          SpreadsheetApp.flush();
          book = { ...now, raw: withEdits(now.raw, edits) };
          return receipts;
        }),
      ),
  };
};

const atGoogle = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof BatonError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new BatonError('backend', 'google-sheets', say.sheets({ why }), error);
  }
};

const underLock = <T>(work: () => T): T => {
  const lock = documentLock();
  if (!lock.tryLock(LOCK_MS)) throw new BatonError('backend', 'workbook-busy', say.busy);
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
};

/** What was asked once in a run and is not asked again. */
interface Known {
  /** By Google's number. */
  readonly sheets: Map<number, Sheet>;
  /** Rows there are, by number; people may add some, and that does no harm. */
  readonly heights: Map<number, number>;
  /** By title: how cells below the last row of a sheet of Baton's own are formatted, by column. */
  readonly formats: Map<string, ReadonlyMap<number, string>>;
}

const sheetTitled = (title: string, { sheetIds }: ScriptBook, { sheets }: Known): Sheet => {
  const id = must(sheetIds.get(title), `id of ${title}`);
  return ensure(sheets, id, () =>
    must(
      attempt(() => thisSpreadsheet().getSheetById(id)),
      `sheet ${id}`,
    ),
  );
};

/** The same workbook with the sheets as they are now into which these writes go. */
const readAgain = (book: ScriptBook, writes: readonly Write[], known: Known): ScriptBook => {
  const { tabs } = locate(book.raw);
  let raw = book.raw;
  for (const tab of new Set(writes.map((write) => write.tab))) {
    const place = tabs.get(tab);
    if (!place) continue;
    for (const before of sheetsOfTab(place)) {
      const { title } = before;
      const sheet = sheetTitled(title, book, known);
      // People may rename it at any moment: it is the same sheet, under the title that was read.
      const now = tabOf(tab).machine ? machineSheet(sheet, before, tab, book.zone) : readSheet(sheet, title, book.zone);
      raw = withSheet(raw, now);
    }
  }
  return { ...book, raw };
};

/** Nobody types in a sheet of Baton's own: a record that is as long as it was is as it was. */
const machineSheet = (sheet: Sheet, before: RawSheet, tab: TabKey, zone: string): RawSheet =>
  tab === '_ledger' && attempt(() => sheet.getLastRow()) === lastRowOf(before)
    ? before
    : { ...before, rows: readValues(sheet, zone) };

/** Edits by sheet, in the order in which they are safe to be made. */
const inOrder = (raw: RawWorkbook, edits: readonly CellEdit[]): [sheet: RawSheet, edits: readonly CellEdit[]][] => {
  const placed = placesIn(locate(raw)).map(([tab, { sheet, columns }]) => ({
    tab,
    sheet,
    id: columns.get(keyColumn(tab)),
  }));
  const phaseOf = ({ sheet: title, row, column }: CellEdit): Phase => {
    const own = placed.filter(({ sheet }) => sheet.title === title);
    if (own.some(({ tab }) => tab === '_ledger')) return 'record';
    if (own.some(({ tab }) => tab === '_runs')) return 'run';
    const isRow = own.some(({ sheet }) => row <= lastRowOf(sheet));
    return isRow && own.some(({ tab, id }) => id === column && !tabOf(tab).machine) ? 'ids' : 'rows';
  };
  const byPhase = groupBy(edits, phaseOf);
  return PHASES.flatMap((phase) =>
    [...groupBy(byPhase.get(phase) ?? [], ({ sheet }) => sheet)].map(
      ([title, some]): [RawSheet, readonly CellEdit[]] => [
        must(
          raw.sheets.find((sheet) => sheet.title === title),
          `sheet ${title}`,
        ),
        some,
      ],
    ),
  );
};

const writeCells = (before: RawSheet, edits: readonly CellEdit[], book: ScriptBook, known: Known): void => {
  const { title } = before;
  const sheet = sheetTitled(title, book, known);
  const isOwn = [...locate(book.raw).tabs].some(([tab, place]) => place.sheet.title === title && tabOf(tab).machine);
  const last = lastRowOf(before);
  const bottom = edits.reduce((most, { row }) => Math.max(most, row), 0);
  if (bottom > last) makeRoom(sheet, bottom, known);
  for (const block of blocksOf(before, edits, isOwn)) {
    writeBlock(sheet, block, isOwn && block.top > last ? ensure(known.formats, title, () => new Map()) : null, (seen) =>
      known.formats.set(title, seen),
    );
  }
};

const makeRoom = (sheet: Sheet, bottom: number, { heights }: Known): void => {
  const id = sheet.getSheetId();
  const most = ensure(heights, id, () => attempt(() => sheet.getMaxRows()));
  if (bottom <= most) return;
  // Some more than are needed now: the next letter needs the next.
  const more = bottom - most + SPARE_ROWS;
  sheet.insertRowsAfter(most, more);
  heights.set(id, most + more);
};

const SPARE_ROWS = 200;

/** Rows that come below one another in a sheet of Baton's own are formatted alike: what was seen once is not asked again. */
const writeBlock = (
  sheet: Sheet,
  block: CellBlock,
  seen: ReadonlyMap<number, string> | null,
  note: (seen: ReadonlyMap<number, string>) => void,
): void => {
  const { top, left, rows } = block;
  const range = sheet.getRange(top, left, rows.length, widthOfBlock(block));
  const asSeen = rows.map((row) => row.map((_, i) => seen?.get(left + i)));
  const isSeen = asSeen.every((row) => row.every((format) => format !== undefined));
  const now = isSeen ? (asSeen as string[][]) : attempt(() => range.getNumberFormats());
  const wanted = rows.map((row, y) => row.map((cell, x) => formatFor(cell, now[y]?.[x] ?? '')));
  const isRight = wanted.every((row, y) => row.every((format, x) => format === now[y]?.[x]));
  if (!isRight) attempt(() => range.setNumberFormats(wanted));
  const values = rows.map((row) =>
    row.map(({ value, formula }) => (formula === undefined ? (value ?? '') : `=${formula}`)),
  );
  attempt(() => range.setValues(values));
  if (seen === null || isSeen || !isRight) return;
  note(new Map([...seen, ...(now[0] ?? []).map((format, i) => [left + i, format] as const)]));
};
