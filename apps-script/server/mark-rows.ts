/** Marks the rows of an edit, as many as there is time for. */
import { judgeRows } from '../../core/edit/edit.ts';
import { textOf } from '../../core/read/locate.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import { nowIso } from './book.ts';
import type { JudgedEdit, SheetEdit } from './judge-edit.ts';
import { marksOf, receipt, sentence } from './judged.ts';
import { isMarked, type Mark } from './marks.ts';
import type { OpenedSheet, PlacedSheet } from './open-sheet.ts';
import { cellsIn, lastRowOf } from './rows.ts';
import { attempt } from './services.ts';
import { showMarks } from './sheet-marks.ts';

/** A simple trigger is ended after 30 s, wherever it stands (developers.google.com/apps-script/guides/triggers#restrictions). */
const STOP_AFTER_MS = 25_000;
/** Cells whose notes and colours are changed at once, all of them or none: 5,000 rows of a plan are one block. */
const BLOCK_CELLS = 125_000;

/** Marked rows are looked for in sheets of up to so many cells. */
const LOOK_THROUGH_CELLS = 40_000;

/** When this execution began: the script is evaluated again for each. */
const startedAt = Date.now();

/** Marks the edited rows, from the last block to the first: the first holds the receipt, which knows what was checked. True when any are there. */
export const markSheetRows = ({ sheet, area, single }: SheetEdit, { opened, rows, snapshot }: JudgedEdit): boolean => {
  const { locale } = snapshot.policy;
  const first = rows[0]?.row;
  const last = rows[rows.length - 1]?.row;
  if (first === undefined || last === undefined) return false;
  const marks = marksOf(rows, snapshot, opened, (row) => isBegun(row, opened));
  const [left, right] = widthOf(opened);
  // As long as reading a row took, so long takes each of the four calls that mark it.
  const perRow = (4 * (Date.now() - startedAt)) / Math.max(1, opened.sheet.rows.length);
  const affordable = Math.floor((STOP_AFTER_MS - (Date.now() - startedAt)) / Math.max(perRow, 0.001));
  const most = Math.floor(BLOCK_CELLS / (right - left + 1));
  const height = Math.max(1, Math.min(most, rows.length <= affordable ? most : Math.floor(affordable / 4)));
  const blocks: { readonly top: number; readonly bottom: number }[] = [];
  for (let top = first; top <= last; top += height) blocks.push({ top, bottom: Math.min(last, top + height - 1) });

  let slowest = height * perRow;
  const receives = { top: first, bottom: Math.min(last, first + height - 1) };
  const done = [receives];
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
        .some((cell) => cell !== null),
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
  showMarks(sheet, { ...receives, left, right }, marks, locale);
  return marks.size > 0;
};

/** The sheet's first and last column that means something. */
const widthOf = ({ located, sheet }: OpenedSheet): readonly [left: number, right: number] => {
  const columns = [...located.tabs.values()].flatMap((place) =>
    place.sheet.title === sheet.title ? [...place.columns.values()] : [],
  );
  return [Math.min(...columns), Math.max(...columns)];
};

/** Marks of other rows that this edit mended: of two rows with one id, say, or of tasks that waited for each other. */
export const markAgain = ({ sheet, area }: SheetEdit, { opened, raw }: JudgedEdit): void => {
  const [left, right] = widthOf(opened);
  const top = opened.place.headerRow + 1;
  const bottom = lastRowOf(opened.sheet);
  if (bottom < top || (bottom - top + 1) * (right - left + 1) > LOOK_THROUGH_CELLS) return;
  const notes = attempt(() => sheet.getRange(top, left, bottom - top + 1, right - left + 1).getNotes());
  const rows = notes.flatMap((line, index) => {
    const row = top + index;
    return (row < area.top || row > area.bottom) && line.some(isMarked) ? [row] : [];
  });
  if (rows.length === 0) return;
  const { rows: judged, snapshot } = judgeRows(raw, opened.tab, rows, { now: nowIso() });
  const marks = marksOf(judged, snapshot, opened, (row) => isBegun(row, opened));
  for (const row of rows) {
    showMarks(sheet, { top: row, bottom: row, left, right }, marks, snapshot.policy.locale);
  }
};

/** A row somebody has just begun: nothing stood there, or it has no id yet. */
const isBegun = (row: number, { tab, place, sheet, before }: PlacedSheet): boolean => {
  const id = tabOf(tab).idPrefix === undefined ? undefined : place.columns.get('id');
  if (id !== undefined) return textOf(cellsIn(sheet, row)[id - 1]) === '';
  return before !== null && cellsIn(before, row).every((cell) => cell === null);
};

/** What was pasted over the header is said there: without it nobody finds the columns. */
export const markHeader = ({ sheet, area }: SheetEdit, opened: OpenedSheet): void => {
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
