import { readScriptBook } from './book.ts';
import { shareContext } from './context.ts';
import { isCopy } from './copy.ts';
import { reviewHeaders } from './headers.ts';
import { quietly } from './services.ts';
import { isInForce } from './triggers.ts';

/** Changes that leave every column and sheet where it is. Edits have a trigger of their own. */
const HARMLESS: ReadonlySet<string> = new Set(['EDIT', 'FORMAT', 'INSERT_ROW']);

/** Installable trigger: columns, rows and sheets that come, go or move. */
export const batonOnChange = (event: GoogleAppsScript.Events.SheetsOnChange): void =>
  quietly(() => {
    if (HARMLESS.has(event.changeType) || !isInForce(event.triggerUid)) return;
    const book = readScriptBook();
    if (!isCopy(book)) reviewHeaders(book);
    shareContext();
  });
