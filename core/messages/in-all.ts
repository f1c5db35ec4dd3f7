/** What is said before anybody knows who reads it: errors and findings, in every language at once. */
import { LOCALES, type Locale } from '../../sheet-templates/types.ts';
import { type InAll, inAllOf } from './in-all-of.ts';
import type { Language } from './language.ts';
import { LANGUAGES } from './languages.ts';

/** `inAll('keep').backupNewer({ version })` are the words of that sentence in every language. */
export const inAll = <K extends keyof Language>(part: K): InAll<Language[K]> =>
  inAllOf(
    Object.fromEntries(LOCALES.map((locale) => [locale, LANGUAGES[locale][part]])) as Record<Locale, Language[K]>,
  );
