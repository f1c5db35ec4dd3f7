/** How findings are said. */
import { FORMAT } from '../../core/messages/format.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Finding } from '../base/finding.ts';

/** What is so, and what to do about it. */
export const sentenceOf = ({ words, fix }: Pick<Finding, 'words' | 'fix'>, locale: Locale): string =>
  [words[locale], fix?.[locale] ?? ''].filter(Boolean).join(FORMAT[locale].gap);
