/** What core says of an edit. */
import { type JudgedRow, judgeRows } from '../../core/edit/edit.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawCell, RawWorkbook } from '../../core/workbook.ts';
import { type Column, tabOf } from '../../sheet-templates/index.ts';
import { nowIso } from './book.ts';
import { type IdChanges, idChanges, withIds } from './ids.ts';
import type { OpenedSheet, PlacedSheet } from './open-sheet.ts';
import { cellAt, lastRowOf, withSheet } from './rows.ts';
import { attempt } from './services.ts';
import type { Area } from './sheet-marks.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** What an event says of an edit. */
export interface SheetEdit {
  readonly sheet: Sheet;
  readonly area: Area;
  /** Where a single cell was typed into: a merge counts as the cell it shows. */
  readonly single: boolean;
  /** What was typed, as text; undefined for a formula, a paste, and when a cell was emptied. */
  readonly value: string | undefined;
  /** What a single cell held before, as text: numbers and dates as numbers. */
  readonly oldValue: string | undefined;
}

export const editOf = ({ range, value, oldValue }: GoogleAppsScript.Events.SheetsOnEdit): SheetEdit => {
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

export interface JudgedEdit {
  readonly opened: PlacedSheet;
  /** The workbook with this edit, ids as they will be. */
  readonly raw: RawWorkbook;
  readonly ids: IdChanges;
  readonly rows: readonly JudgedRow[];
  readonly snapshot: Snapshot;
  /** A single cell in which a formula was typed where texts are meant. */
  readonly isFormula: boolean;
}

/** Columns in which a formula that was typed is a value that moves with others; in all others it is no text. */
const CALCULATES = new Set(['date', 'number', 'percent', 'clock', 'flag', 'time']);

/**
 * The formula that was typed into a single cell of a column of texts; ''. What it shows tells nothing of it, and the event
 * has no value then. A paste has neither value nor old value: over what stood there it is left as it is.
 */
const formulaIn = ({ sheet, area, single, value, oldValue }: SheetEdit, opened: OpenedSheet): string => {
  const column = columnOfEdit(opened, area.left);
  if (!single || value !== undefined || !column || CALCULATES.has(column.type) || column.lookup) return '';
  const stood = oldValue !== undefined || !opened.before || cellAt(opened.before, area.top, area.left) === null;
  if (!stood || cellAt(opened.sheet, area.top, area.left) === null) return '';
  return attempt(() => sheet.getRange(area.top, area.left).getFormula());
};

/** `oldValue` is that of the event, where what was typed over is to go back. */
export const judgeEdit = (edit: SheetEdit, opened: PlacedSheet, oldValue: string | undefined): JudgedEdit => {
  const { area, single } = edit;
  const { located, tab, place } = opened;
  const idColumn = tabOf(tab).idPrefix === undefined ? undefined : place.columns.get('id');
  const isId = single && area.left === idColumn;
  const nothing: IdChanges = { putBack: new Map(), copies: new Set() };
  const ids =
    idColumn === undefined ? nothing : idChanges(opened.sheet, opened.before, place, area, isId ? oldValue : undefined);

  let now = idColumn === undefined ? opened.sheet : withIds(opened.sheet, idColumn, ids);
  const formula = formulaIn(edit, opened);
  if (formula !== '') {
    const rows = now.rows.map(({ at, cells }) =>
      at === area.top ? { at, cells: replaced(cells, area.left, formula) } : { at, cells },
    );
    now = { ...now, rows };
  }
  const last = Math.max(lastRowOf(opened.sheet), opened.before ? lastRowOf(opened.before) : 0);
  const rows: number[] = [];
  for (let row = Math.max(area.top, place.headerRow + 1); row <= area.bottom; row++) {
    if (row <= last || !opened.before) rows.push(row);
  }
  const typed = new Set<string>();
  for (const [, { sheet: other, columns }] of located.tabs) {
    if (other.title !== opened.sheet.title) continue;
    for (const [key, at] of columns) if (at >= area.left && at <= area.right) typed.add(key);
  }
  const raw = withSheet(opened.raw, now);
  const { rows: judged, snapshot } = judgeRows(raw, tab, rows, { now: nowIso() }, (key) => typed.has(key));
  return { opened, raw, ids, rows: judged, snapshot, isFormula: formula !== '' };
};

const replaced = (cells: readonly RawCell[], column: number, cell: RawCell): RawCell[] =>
  cells.map((other, index) => (index === column - 1 ? cell : other));

/** The declaration of the column at this place of the sheet. */
export const columnOfEdit = ({ located, sheet }: OpenedSheet, at: number): Column | undefined => {
  for (const [tab, place] of located.tabs) {
    if (place.sheet.title !== sheet.title) continue;
    const key = [...place.columns].find(([, column]) => column === at)?.[0];
    if (key !== undefined) return tabOf(tab).columns[key];
  }
  return undefined;
};

/** A single value that cannot stand there; an emptied cell holds none, and a paste is never thrown away. */
export const isEditRefused = (
  { single, value, oldValue, area }: SheetEdit,
  { opened, rows, isFormula }: JudgedEdit,
): boolean =>
  single &&
  (value !== undefined || oldValue !== undefined || isFormula) &&
  rows[0]?.verdict === 'refuse' &&
  cellAt(opened.sheet, area.top, area.left) !== null;
