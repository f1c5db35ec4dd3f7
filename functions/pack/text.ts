/** Small texts that all formats of a package share: headings, cells, counts. */
import { FORMAT, formatClock } from '../../core/messages/format.ts';
import type { Language } from '../../core/messages/language.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Pack } from '../../core/pack/index.ts';
import type { PackCell } from '../../core/pack/table.ts';
import { isoOf } from '../../core/time/day.ts';
import type { Locale } from '../../sheet-templates/index.ts';

/** What every document says it belongs to: `Q-0001 新品上市 · 2026-03-06`. */
export const headingOf = ({ id, name, on }: Pack): string => `${name === id ? id : `${id} ${name}`} · ${isoOf(on)}`;

/** A cell as it is read. Dates are ISO: whoever opens an archive does not know in which year it was made. */
export const cellText = ({ value, format }: PackCell): string => {
  if (value === null || typeof value === 'string') return value ?? '';
  if (format === 'date') return isoOf(value);
  if (format === 'clock') return formatClock(value);
  return format === 'percent' ? `${Math.round(value * 100)}%` : String(value);
};

/** The package's own words, and what stands between a label and its text, and between names. */
export const wordsIn = (locale: Locale) => ({
  say: (key: keyof Language['pack']['words']): string => LANGUAGES[locale].pack.words[key],
  colon: FORMAT[locale].colon,
  comma: FORMAT[locale].comma,
});

export const hasLedger = ({ documents }: Pack): boolean => documents.some(({ kind }) => kind === 'ledger');

/** How much stands in each of a document's tables: `3`, or `2 + 6 + 4`. */
export const countsOf = ({ tables }: Pack['documents'][number]): string =>
  tables.map(({ rows }) => rows.length).join(' + ');
