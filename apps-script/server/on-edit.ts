import { type JudgedRow, judgeRows } from '../../core/edit.ts';
import { severityOf } from '../../core/problem.ts';
import { textOf } from '../../core/read/locate.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawCell, RawSheet } from '../../core/workbook.ts';
import { columnsOf, keyColumn, tabOf } from '../../sheet-templates/index.ts';
import { nowIso, readBook } from './book.ts';
import { isAskedByAll, isMachine, keepBook, shareContext } from './context.ts';
import { isCopy } from './copy.ts';
import { giveIds } from './give-ids.ts';
import { reviewHeaders } from './headers.ts';
import { type IdChanges, idChanges, withIds } from './ids.ts';
import { marksOf, receipt, sentence } from './judged.ts';
import type { Mark } from './marks.ts';
import { type Opened, openSheet } from './open-sheet.ts';
import { attempt, quietly } from './services.ts';
import { type Area, showMarks } from './sheet-marks.ts';
import { isInForce } from './triggers.ts';
import { WORDS } from './words.ts';

type OnEdit = GoogleAppsScript.Events.SheetsOnEdit;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A simple trigger is ended after 30 s, wherever it stands (developers.google.com/apps-script/guides/triggers#restrictions). */
const STOP_AFTER_MS = 25_000;
/** Cells whose notes and colours are changed at once: all of them, or none. */
const BLOCK_CELLS = 30_000;
const LOCK_MS = 10_000;

/** Simple trigger: what was typed or pasted is judged and marked. */
export const onEdit = (event: OnEdit): void =>
  quietly(() => {
    const edit = editOf(event);
    const opened = openSheet(edit.sheet, edit.area);
    if (!opened || isMachine(opened.tab) || isCopy(opened)) return;
    if (!opened.place || edit.area.top <= opened.place.headerRow) markHeader(edit, opened);
    if (!opened.place || edit.area.bottom <= opened.place.headerRow || isLeftAlone(opened)) return;
    const found = judge(edit, opened, edit.oldValue);
    if (putBack(edit, found)) return;
    mark(edit, found);
    if (!opened.attended) {
      share(found, giveIds(edit.sheet, found.opened, found.ids, found.rows, isSound));
    }
  });

/**
 * Installable trigger: what the simple one has no calls for. It follows every edit, runs as whoever installed it, gives ids, and
 * keeps what edits of other tabs ask of this one. Under the lock it sees what others typed meanwhile.
 */
export const batonOnEdit = (event: OnEdit): void =>
  quietly(() => {
    if (!isInForce(event.triggerUid)) return;
    if (!LockService.getDocumentLock()!.tryLock(LOCK_MS)) return;
    const edit = editOf(event);
    const opened = openSheet(edit.sheet, edit.area);
    if (!opened || isMachine(opened.tab)) return;
    if (!opened.place || edit.area.top <= opened.place.headerRow) {
      reviewHeaders(readBook());
      shareContext(true);
      return;
    }
    if (isLeftAlone(opened)) return;
    if (opened.place && edit.area.bottom > opened.place.headerRow) {
      let given: ReadonlyMap<number, string> = new Map();
      const found = judge(edit, opened, undefined);
      // What goes back is the simple trigger's to put back, and its marks stand.
      if (!isRefused(edit, found)) {
        mark(edit, found);
        given = giveIds(edit.sheet, opened, found.ids, found.rows, () => true);
      }
      const column = opened.place.columns.get('id');
      const sheet = sheetNamed(found.raw, opened.sheet.title);
      const ids = { putBack: given, copies: new Set<number>() };
      keepBook(
        { ...opened.book, raw: column === undefined ? found.raw : withSheet(found.raw, withIds(sheet, column, ids)) },
        true,
      );
    } else keepBook(opened.book, true);
    SpreadsheetApp.flush();
  });

/** While a tab's columns are in doubt nobody knows what its cells mean: nothing is marked, put back or given an id. */
const isLeftAlone = ({ tab, book }: Opened): boolean => book.alone.includes(tab);

interface Edit {
  readonly sheet: Sheet;
  readonly area: Area;
  /** Where a single cell was typed into: a merge counts as the cell it shows. */
  readonly single: boolean;
  /** What was typed, as text; undefined for a formula, a paste, and when a cell was emptied. */
  readonly value: string | undefined;
  /** What a single cell held before, as text: numbers and dates as numbers. */
  readonly oldValue: string | undefined;
}

const editOf = ({ range, value, oldValue }: OnEdit): Edit => {
  const [top, left] = [range.getRow(), range.getColumn()];
  const typed = value as string | undefined;
  const isTyped = typed !== undefined || oldValue !== undefined;
  return {
    sheet: range.getSheet(),
    area: { top, left, bottom: isTyped ? top : range.getLastRow(), right: isTyped ? left : range.getLastColumn() },
    single: isTyped || (range.getNumRows() === 1 && range.getNumColumns() === 1),
    value: typed,
    oldValue,
  };
};

interface Found {
  readonly opened: Opened;
  readonly raw: Opened['raw'];
  readonly ids: IdChanges;
  readonly rows: readonly JudgedRow[];
  readonly snapshot: Snapshot;
}

/** Columns in which a formula that was typed is a value that moves with others; in all others it is no text. */
const CALCULATES = new Set(['date', 'number', 'percent', 'clock', 'flag', 'time']);

const judge = ({ sheet, area, single, value }: Edit, opened: Opened, oldValue: string | undefined): Found => {
  const { located, tab } = opened;
  const place = opened.place!;
  const idColumn = tabOf(tab).idPrefix === undefined ? undefined : place.columns.get('id');
  const isId = single && area.left === idColumn;
  const nothing: IdChanges = { putBack: new Map(), copies: new Set() };
  const ids =
    idColumn === undefined ? nothing : idChanges(opened.sheet, opened.before, place, area, isId ? oldValue : undefined);

  let now = idColumn === undefined ? opened.sheet : withIds(opened.sheet, idColumn, ids);
  // A formula gives no value to the event, and what it shows tells nothing of it.
  const cell = opened.sheet.rows.find(({ at }) => at === area.top)?.cells[area.left - 1] ?? null;
  const column = columnAt(opened, area.left);
  if (single && value === undefined && cell !== null && column && !CALCULATES.has(column.type) && !column.lookup) {
    const formula = attempt(() => sheet.getRange(area.top, area.left).getFormula());
    if (formula !== '') {
      const rows = now.rows.map(({ at, cells }) =>
        at === area.top ? { at, cells: replaced(cells, area.left, formula) } : { at, cells },
      );
      now = { ...now, rows };
    }
  }

  const last = Math.max(...[opened.sheet, opened.before].map((one) => one?.rows[one.rows.length - 1]?.at ?? 0));
  const rows: number[] = [];
  for (let row = Math.max(area.top, place.headerRow + 1); row <= area.bottom; row++) {
    if (row <= last || !opened.before) rows.push(row);
  }
  const typed = new Set<string>();
  for (const [, { sheet: other, columns }] of located.tabs) {
    if (other !== opened.sheet) continue;
    for (const [key, at] of columns) if (at >= area.left && at <= area.right) typed.add(key);
  }
  const raw = withSheet(opened.raw, now);
  const { rows: judged, snapshot } = judgeRows(raw, tab, rows, { now: nowIso() }, (key) => typed.has(key));
  return { opened, raw, ids, rows: judged, snapshot };
};

const replaced = (cells: readonly RawCell[], column: number, cell: RawCell): RawCell[] =>
  cells.map((other, index) => (index === column - 1 ? cell : other));

/** The declaration of the column at this place of the sheet. */
const columnAt = ({ located, sheet }: Opened, at: number) => {
  for (const [tab, place] of located.tabs) {
    if (place.sheet !== sheet) continue;
    const key = [...place.columns].find(([, column]) => column === at)?.[0];
    if (key !== undefined) return columnsOf(tab).find(([other]) => other === key)![1];
  }
  return undefined;
};

const sheetNamed = ({ sheets }: Opened['raw'], title: string): RawSheet =>
  sheets.find((sheet) => sheet.title === title)!;

const withSheet = (raw: Opened['raw'], sheet: RawSheet): Opened['raw'] => ({
  ...raw,
  sheets: raw.sheets.map((other) => (other.title === sheet.title ? sheet : other)),
});

const cellsIn = (sheet: RawSheet, row: number): readonly RawCell[] =>
  sheet.rows.find(({ at }) => at === row)?.cells ?? [];

/** A single value that cannot stand there; an emptied cell holds none, and a paste is never thrown away. */
const isRefused = ({ single, value, oldValue, area }: Edit, { opened, rows }: Found): boolean =>
  single &&
  (value !== undefined || oldValue !== undefined) &&
  rows[0]?.verdict === 'refuse' &&
  (cellsIn(opened.sheet, area.top)[area.left - 1] ?? null) !== null;

/** Puts back what a single cell held before, where what was typed cannot stand there; the toast says why. */
const putBack = (edit: Edit, found: Found): boolean => {
  const { opened, ids, rows, snapshot } = found;
  const { area, sheet, oldValue } = edit;
  const say = WORDS[snapshot.policy.locale].edit;
  const id = ids.putBack.get(area.top);
  if (edit.single && id !== undefined && oldValue !== undefined) {
    restore(sheet, area, id, false);
    toast(say.idPutBack(id), say.name);
    return true;
  }
  if (!isRefused(edit, found)) return false;
  const column = columnAt(opened, area.left);
  const why = rows[0]!.problems.find(
    (problem) =>
      severityOf(problem.code) === 'error' &&
      opened.located.tabs.get(problem.tab)?.columns.get(problem.column) === area.left,
  );
  if (!why) return false;
  restore(sheet, area, oldValue ?? '', column?.type !== 'text');
  toast((oldValue === undefined ? say.emptied : say.putBack)(sentence(why, snapshot)), say.name);
  return true;
};

/** `oldValue` is text: what was a number, a date or a tick is to be one again. */
const restore = (sheet: Sheet, { top, left }: Area, text: string, mayBeNumber: boolean): void => {
  const number = /^-?\d+(\.\d+)?(E-?\d+)?$/i.test(text) && mayBeNumber;
  const value = /^(true|false)$/i.test(text) ? /^true$/i.test(text) : number ? Number(text) : text;
  attempt(() => sheet.getRange(top, left).setValue(value));
};

const toast = (message: string, title: string): void => {
  attempt(() => SpreadsheetApp.getActiveSpreadsheet().toast(message, title, 12));
};

/** Marks the edited rows, from the last block to the first: the first holds the receipt, which knows what was checked. */
const mark = ({ sheet, area, single }: Edit, { opened, rows, snapshot }: Found): void => {
  const place = opened.place!;
  const { locale } = snapshot.policy;
  const first = rows[0]?.row;
  if (first === undefined) return;
  const marks = marksOf(rows, snapshot, opened, (row) => isBegun(row, opened));
  const columns = [...opened.located.tabs.values()].flatMap(({ sheet: other, columns }) =>
    other === place.sheet ? [...columns.values()] : [],
  );
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  const last = rows[rows.length - 1]!.row;
  // As long as reading a row took, so long takes each of the four calls that mark it.
  const perRow = (4 * (Date.now() - startedAt)) / Math.max(1, opened.sheet.rows.length);
  const affordable = Math.floor((STOP_AFTER_MS - (Date.now() - startedAt)) / Math.max(perRow, 0.001));
  const most = Math.floor(BLOCK_CELLS / (right - left + 1));
  const height = Math.max(1, Math.min(most, rows.length <= affordable ? most : Math.floor(affordable / 4)));
  const blocks: { readonly top: number; readonly bottom: number }[] = [];
  for (let top = first; top <= last; top += height) blocks.push({ top, bottom: Math.min(last, top + height - 1) });

  let slowest = height * perRow;
  const done = blocks.slice(0, 1);
  for (const block of blocks.slice(1)) {
    const begun = Date.now();
    // The first block and its receipt still have to come.
    if (begun - startedAt + 2.5 * slowest > STOP_AFTER_MS) break;
    showMarks(sheet, { ...block, left, right }, marks, locale);
    slowest = Math.max(slowest, Date.now() - begun);
    done.push(block);
  }
  const isPaste =
    !single &&
    rows.some(({ row }) =>
      cellsIn(opened.sheet, row)
        .slice(area.left - 1, area.right)
        .some((c) => c !== null),
    );
  if (isPaste) {
    const cells = (last - first + 1) * (area.right - area.left + 1);
    const checked = done.length < blocks.length ? done.map(({ top, bottom }): [number, number] => [top, bottom]) : null;
    const lines = receipt(cells, rows, marks, checked, snapshot, opened);
    if (lines.length > 0) {
      const column = Math.min(Math.max(area.left, left), right);
      const line = marks.get(first) ?? new Map<number, Mark>();
      const own = line.get(column);
      line.set(column, { lines: [...lines, ...(own?.lines ?? [])], tone: own?.tone ?? null });
      marks.set(first, line);
    }
  }
  showMarks(sheet, { ...done[0]!, left, right }, marks, locale);
};

/** When this execution began: the script is evaluated anew for each. */
const startedAt = Date.now();

/** A row somebody has just begun: nothing stood there, or it has no id yet. */
const isBegun = (row: number, { tab, place, sheet, before }: Opened): boolean => {
  const id = tabOf(tab).idPrefix === undefined ? undefined : place!.columns.get('id');
  if (id !== undefined) return textOf(cellsIn(sheet, row)[id - 1]) === '';
  return before !== null && cellsIn(before, row).every((cell) => cell === null);
};

/** What was pasted over the header is said there: without it nobody finds the columns. */
const markHeader = ({ sheet, area }: Edit, opened: Opened): void => {
  const { tab, place, raw } = opened;
  const bottom = Math.min(area.bottom, place?.headerRow ?? area.top);
  const { snapshot } = judgeRows(raw, tab, [], { now: nowIso() });
  const lost = snapshot.problems.filter(
    (problem) => problem.tab === tab && (problem.code === 'header-missing' || problem.code === 'header-double'),
  );
  const lines = lost.map((problem) => sentence(problem, snapshot));
  const mark = lines.length === 0 ? [] : [[area.left, { lines, tone: 'late' }] as const];
  showMarks(sheet, { ...area, bottom }, new Map([[area.top, new Map<number, Mark>(mark)]]), snapshot.policy.locale);
};

const isSound = ({ problems }: JudgedRow): boolean => problems.length === 0;

/** Keeps what others ask of this tab, where no installed trigger does: who is who, and what things are called. */
const share = ({ opened, raw }: Found, given: ReadonlyMap<number, string>): void => {
  const { tab, place, before, book } = opened;
  const key = place!.columns.get(keyColumn(tab));
  if (!before || key === undefined) return;
  const sheet = withIds(sheetNamed(raw, before.title), key, { putBack: given, copies: new Set() });
  const keys = ({ rows }: RawSheet) => rows.map(({ at, cells }) => `${at} ${textOf(cells[key - 1])}`).join('\n');
  if (isAskedByAll(tab) || keys(before) !== keys(sheet)) keepBook({ ...book, raw: withSheet(raw, sheet) }, false);
};
