import { locate } from '../../core/read/locate.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import type { Failure } from '../protocol.ts';
import type { Book } from './book.ts';
import { attempt, documentLock } from './services.ts';
import { WORDS } from './words.ts';

type Words = (typeof WORDS)[Locale]['failures'];

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
export const spreadsheetLocale = (): Locale => {
  const language = attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale()).slice(0, 2);
  return LOCALES.find((locale) => locale.slice(0, 2) === language) ?? 'en';
};

/** The workbook's language. */
export const localeOf = ({ raw }: Pick<Book, 'raw'>): Locale => {
  const { tabs, locale } = locate(raw);
  return tabs.size > 0 ? locale : spreadsheetLocale();
};

/** What a page gets: the answer, or why there is none. Nothing is thrown at a person. */
export const answer = <T>(work: () => T): T | Failure => {
  try {
    return work();
  } catch (error) {
    const words = WORDS[spreadsheetLocale()].failures;
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
