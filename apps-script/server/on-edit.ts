/** The two triggers of an edit. */
import type { JudgedRow } from '../../core/edit/edit.ts';
import { textOf } from '../../core/read/locate.ts';
import type { RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { keyColumn } from '../../sheet-templates/index.ts';
import { readScriptBook } from './book.ts';
import { isAskedByAll, isMachine, keepBook, shareContext } from './context.ts';
import { isCopy } from './copy.ts';
import { giveIds } from './give-ids.ts';
import { reviewHeaders } from './headers.ts';
import { withIds } from './ids.ts';
import { editOf, isEditRefused, type JudgedEdit, judgeEdit } from './judge-edit.ts';
import { markAgain, markHeader, markSheetRows } from './mark-rows.ts';
import { isPlaced, type OpenedSheet, openSheet } from './open-sheet.ts';
import { putBack } from './put-back.ts';
import { sheetNamed, withSheet } from './rows.ts';
import { documentLock, quietly } from './services.ts';
import { isInForce } from './triggers.ts';

type OnEdit = GoogleAppsScript.Events.SheetsOnEdit;

const LOCK_MS = 10_000;

/** Simple trigger: what was typed or pasted is judged and marked. */
export const onEdit = (event: OnEdit): void =>
  quietly(() => {
    const edit = editOf(event);
    const opened = openSheet(edit.sheet, edit.area);
    if (!opened || isMachine(opened.tab) || isCopy(opened)) return;
    if (!isPlaced(opened) || edit.area.top <= opened.place.headerRow) markHeader(edit, opened);
    if (!isPlaced(opened) || edit.area.bottom <= opened.place.headerRow || isLeftAlone(opened)) return;
    const found = judgeEdit(edit, opened, edit.oldValue);
    if (putBack(edit, found)) return;
    const isMarked = markSheetRows(edit, found);
    if (!opened.attended) share(found, giveIds(edit.sheet, opened, found.ids, found.rows, isSound), isMarked);
  });

/**
 * Installable trigger: what the simple one has no calls for. It follows every edit, runs as whoever installed it, gives ids, and
 * keeps what edits of other tabs ask of this one. Under the lock it sees what others typed meanwhile.
 */
export const batonOnEdit = (event: OnEdit): void =>
  quietly(() => {
    if (!isInForce(event.triggerUid)) return;
    if (!documentLock().tryLock(LOCK_MS)) return;
    const edit = editOf(event);
    const opened = openSheet(edit.sheet, edit.area);
    if (!opened || isMachine(opened.tab)) return;
    if (!isPlaced(opened) || edit.area.top <= opened.place.headerRow) {
      reviewHeaders(readScriptBook());
      shareContext(true);
      return;
    }
    if (isLeftAlone(opened)) return;
    const found = judgeEdit(edit, opened, undefined);
    // What goes back is the simple trigger's to put back, and its marks stand.
    const isDue = !isEditRefused(edit, found);
    if (isDue) markSheetRows(edit, found);
    markAgain(edit, found);
    const given = isDue ? giveIds(edit.sheet, opened, found.ids, found.rows, () => true) : new Map<number, string>();
    keepBook({ ...opened.book, raw: withGiven(found, given) }, true);
    SpreadsheetApp.flush();
  });

/** While a tab's columns are in doubt nobody knows what its cells mean: nothing is marked, put back or given an id. */
const isLeftAlone = ({ tab, book }: OpenedSheet): boolean => book.alone.includes(tab);

const isSound = ({ problems }: JudgedRow): boolean => problems.length === 0;

/** The workbook as it is once these ids are written. */
const withGiven = ({ opened, raw }: JudgedEdit, given: ReadonlyMap<number, string>): RawWorkbook => {
  const column = opened.place.columns.get('id');
  const { title } = opened.sheet;
  const now = sheetNamed(raw, title);
  const isKept = column === undefined || given.size === 0;
  // What is kept is the workbook as it stands, seen from none of its sheets.
  return withSheet(opened.book.raw, isKept ? now : withIds(now, column, { putBack: given, copies: new Set() }));
};

/**
 * Keeps what others ask of this tab, where no installed trigger does: who is who, and what things are called. A row that is
 * still to be mended waits for it.
 */
const share = (found: JudgedEdit, given: ReadonlyMap<number, string>, isMarked: boolean): void => {
  const { tab, place, before, book } = found.opened;
  const key = place.columns.get(keyColumn(tab));
  if (!before || key === undefined) return;
  const raw = withGiven(found, given);
  const keys = ({ rows }: RawSheet) => rows.map(({ cells }) => textOf(cells[key - 1])).join('\n');
  const isNew = keys(before) !== keys(sheetNamed(raw, before.title));
  if (isAskedByAll(tab) || given.size > 0 || (isNew && !isMarked)) keepBook({ ...book, raw }, false);
};
