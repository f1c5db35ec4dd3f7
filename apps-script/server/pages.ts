/** What the pages ask of the script: the workbook, and to write into it. */
import type { Write } from '../../core/plan.ts';
import type { CellEdit } from '../../core/workbook.ts';
import { cellByCell } from '../../core/write/by-row.ts';
import { resolveWrites, type WriteReceipt } from '../../core/write/write.ts';
import type { BookJson } from '../protocol.ts';
import { alone, answerCall } from './answer.ts';
import { nowIso, readScriptBook } from './book.ts';
import { formatFor, isNoPlainText } from './cell-formats.ts';
import { keepBook, keptBook } from './context.ts';
import { attempt } from './services.ts';
import { sheetAt } from './settings.ts';

/** The workbook for a page, as plain JSON. */
export const batonBook = () =>
  answerCall((): BookJson => {
    const { raw } = readScriptBook();
    const { name, location, dateSystem, sheets } = raw;
    return { raw: { name, location, dateSystem, sheets }, now: nowIso(), user: Session.getActiveUser().getEmail() };
  });

/**
 * Writes of a page. Each is resolved over a reading made under the lock, and one whose row no longer holds what the page
 * expected writes nothing; what became of each comes back.
 */
export const batonApply = (writes: readonly Write[]) =>
  answerCall(() =>
    alone((): readonly WriteReceipt[] => {
      const { edits, receipts } = resolveWrites(readScriptBook().raw, writes);
      for (const edit of cellByCell(edits)) write(edit);
      SpreadsheetApp.flush();
      keepBook(readScriptBook(), keptBook()?.attended ?? false);
      return receipts;
    }),
  );

const write = (edit: CellEdit): void => {
  const { sheet: title, row, column, value, formula, format } = edit;
  // Sheets works out by itself what a formula shows.
  if (formula === 'keep') return;
  const range = sheetAt(title).getRange(row, column);
  if (isNoPlainText(edit) || (typeof value === 'number' && format !== undefined)) {
    const now = isNoPlainText(edit) ? '' : attempt(() => range.getNumberFormat());
    const wanted = formatFor(edit, now);
    if (wanted !== now) attempt(() => range.setNumberFormat(wanted));
  }
  attempt(() => (formula === undefined ? range.setValue(value ?? '') : range.setFormula(`=${formula}`)));
};
