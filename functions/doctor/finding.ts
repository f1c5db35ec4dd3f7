/** How findings are said. */

import type { Locale } from '../../sheet-templates/index.ts';
import type { Finding } from '../base/finding.ts';

/** What is so, and what to do about it. */
export const sentenceOf = ({ words, fix }: Pick<Finding, 'words' | 'fix'>, locale: Locale): string =>
  [words[locale], fix?.[locale] ?? ''].filter(Boolean).join(locale === 'en' ? ' ' : '');

/** A list of names, the first few of them. */
export const someOf = (names: readonly string[], locale: Locale, most = 5): string => {
  const shown = names.slice(0, most).join(locale === 'en' ? ', ' : '、');
  return names.length > most ? `${shown} …` : shown;
};
