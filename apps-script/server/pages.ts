import type { Write } from '../../core/plan.ts';
import type { CellEdit } from '../../core/workbook.ts';
import { resolveWrites, type WriteReceipt } from '../../core/write/write.ts';
import type { BookJson } from '../protocol.ts';
import { alone, answerCall } from './answer.ts';
import { nowIso, readScriptBook } from './book.ts';
import { keepBook, keptBook } from './context.ts';
import { attempt } from './services.ts';
import { sheetAt } from './settings.ts';

/** How a cell shows what it holds, where that is no text. */
const FORMATS = { date: 'yyyy-mm-dd', percent: '0%', number: '0.##', clock: 'hh:mm', text: '@' } as const;
/** What Sheets says of a cell that nobody gave a look: there a date would show as a number. */
const UNFORMATTED: ReadonlySet<string> = new Set(['', 'General', '0.###############', '@']);
/** What Sheets would read as something else than the text it is. */
const IS_NO_PLAIN_TEXT = /^[=+\-@'\d]|^(?:true|false)$|^[a-z]{3,9}[ .-]*\d/i;

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
      for (const edit of edits) write(edit);
      SpreadsheetApp.flush();
      keepBook(readScriptBook(), keptBook()?.attended ?? false);
      return receipts;
    }),
  );

const write = ({ sheet: title, row, column, value, formula, format }: CellEdit): void => {
  // Sheets works out by itself what a formula shows.
  if (formula === 'keep') return;
  const range = sheetAt(title).getRange(row, column);
  const isText = typeof value === 'string' && formula === undefined && IS_NO_PLAIN_TEXT.test(value);
  if (isText) attempt(() => range.setNumberFormat(FORMATS.text));
  else if (
    typeof value === 'number' &&
    format !== undefined &&
    UNFORMATTED.has(attempt(() => range.getNumberFormat()))
  ) {
    attempt(() => range.setNumberFormat(FORMATS[format]));
  }
  attempt(() => (formula === undefined ? range.setValue(value ?? '') : range.setFormula(`=${formula}`)));
};
