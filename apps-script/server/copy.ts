/** Whether the spreadsheet is a copy, and how it becomes a workbook of its own. */
import { alone, answerCall } from './answer.ts';
import { readScriptBook, type ScriptBook } from './book.ts';
import { shareContext } from './context.ts';
import { settingIn, writeSettings } from './settings.ts';

/**
 * Whether this file is a copy of another workbook: the settings say that it lives elsewhere. A file in Google Drive
 * keeps its id when it is moved or renamed, and every copy gets one of its own.
 */
export const isCopy = (book: Pick<ScriptBook, 'raw'>): boolean => {
  const recorded = settingIn(book, 'workbookHome');
  return recorded !== '' && recorded !== book.raw.location;
};

/** An id nobody else makes, short enough to be read in a cell. */
export const newWorkbookId = (): string => Utilities.getUuid().replaceAll('-', '').slice(0, 16);

/** Makes a copy a workbook of its own. Its record of mails stays, so that nothing is told twice. */
export const batonAdopt = () =>
  answerCall(() =>
    alone(() => {
      const book = readScriptBook();
      if (isCopy(book)) {
        writeSettings(book, { workbookId: newWorkbookId(), workbookHome: book.raw.location, heartbeat: '' });
        shareContext();
      }
      return true;
    }),
  );
