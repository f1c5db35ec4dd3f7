/** How a call of a page is answered: in the workbook’s language, under a lock where it writes, and never by an error. */
import type { Language } from '../../core/messages/language.ts';
import { ADD_ON } from '../../core/messages/languages.ts';
import { locate } from '../../core/read/locate.ts';
import { type Locale, localeOfTag } from '../../sheet-templates/index.ts';
import type { CallFailure } from '../protocol.ts';
import type { ScriptBook } from './book.ts';
import { mustBeAtSheet } from './callers.ts';
import { attempt, documentLock } from './services.ts';

type Words = Language['addOn']['failures'];

/** Something a person can act on, said to the page in the workbook's language. */
export class Refusal extends Error {
  readonly code: string;
  readonly say: (words: Words) => string;
  constructor(code: string, say: (words: Words) => string) {
    super(code);
    this.code = code;
    this.say = say;
  }
}

/** The language of the spreadsheet itself: that of a workbook which has no sheets of Baton's yet. */
export const spreadsheetLocale = (): Locale =>
  localeOfTag(attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale())) ?? 'en';

/** The workbook's language. */
export const localeOf = ({ raw }: Pick<ScriptBook, 'raw'>): Locale => {
  const { tabs, locale } = locate(raw);
  return tabs.size > 0 ? locale : spreadsheetLocale();
};

/** What a page of the spreadsheet gets: the answer, or why there is none. Nothing is thrown at a person. */
export const answerCall = <T>(work: () => T): T | CallFailure => {
  mustBeAtSheet();
  try {
    return work();
  } catch (error) {
    const words = ADD_ON[spreadsheetLocale()].failures;
    if (error instanceof Refusal) return { error: { code: error.code, message: error.say(words) } };
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { error: { code: 'google', message: words.google(error instanceof Error ? error.message : String(error)) } };
  }
};

/** Runs what changes the document while nobody else does. */
export const alone = <T>(work: () => T): T => {
  const lock = documentLock();
  if (!attempt(() => lock.tryLock(20_000))) throw new Refusal('busy', (words) => words.busy);
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
};
