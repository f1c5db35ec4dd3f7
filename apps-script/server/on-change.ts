/** The installed trigger for what moves columns, rows and sheets. */
import { locate } from '../../core/read/locate.ts';
import { placesIn } from '../../core/read/parts.ts';
import type { RawSheet } from '../../core/workbook.ts';
import { readScriptBook, readSheet } from './book.ts';
import { keepBook, keptBook, shareContext } from './context.ts';
import { isCopy } from './copy.ts';
import { reviewHeaders } from './headers.ts';
import { withSheet } from './rows.ts';
import { quietly } from './services.ts';
import { isInForce } from './triggers.ts';

/** Changes that leave every column and sheet where it is. Edits have a trigger of their own. */
const HARMLESS: ReadonlySet<string> = new Set(['EDIT', 'FORMAT', 'INSERT_ROW']);

/** Installable trigger: columns, rows and sheets that come, go or move. */
export const batonOnChange = (event: GoogleAppsScript.Events.SheetsOnChange): void =>
  quietly(() => {
    // Google's own event has the spreadsheet with it, which no page can send.
    if (typeof event.source?.getActiveSheet !== 'function') return;
    if (HARMLESS.has(event.changeType) || !isInForce(event.triggerUid)) return;
    if (event.changeType === 'REMOVE_ROW' && isOnlyRows(event.source.getActiveSheet())) return;
    const book = readScriptBook();
    if (!isCopy(book)) reviewHeaders(book);
    shareContext();
  });

/**
 * Whether rows went, and no header with them: then only the sheet that somebody looks at is read again. Where nothing is kept of it,
 * the next edit reads for itself.
 */
const isOnlyRows = (sheet: GoogleAppsScript.Spreadsheet.Sheet): boolean => {
  const kept = keptBook();
  const id = sheet.getSheetId();
  if (!kept || kept.foreign.includes(id)) return true;
  const before = kept.raw.sheets.find(({ title }) => kept.sheetIds.get(title) === id);
  const place = before && placesIn(locate(kept.raw)).find(([, one]) => one.sheet.title === before.title)?.[1];
  if (!before || !place) return false;
  const now = readSheet(sheet, before.title, kept.zone);
  if (headOf(now, place.headerRow) !== headOf(before, place.headerRow)) return false;
  keepBook({ ...kept, raw: withSheet(kept.raw, now) }, kept.attended);
  return true;
};

const headOf = ({ rows }: RawSheet, headerRow: number): string =>
  JSON.stringify(rows.filter(({ at }) => at <= headerRow));
