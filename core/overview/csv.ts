/** What is known of everything that is followed, as comma-separated values (RFC 4180). */
import type { Locale } from '../../sheet-templates/index.ts';
import { VIEWS } from '../../sheet-templates/views.ts';
import { isoOrNull } from '../time/day.ts';
import { type OverviewColumn, type OverviewValue, overviewCells } from './cells.ts';
import type { OverviewRow } from './rows.ts';

/** Days are ISO dates. */
const CELLS = Object.entries(overviewCells(isoOrNull)) as [OverviewColumn, (row: OverviewRow) => OverviewValue][];

/** A header in one language and a line for each row, each ended by CRLF. */
export const csvOf = (rows: readonly OverviewRow[], locale: Locale): string => {
  const header = CELLS.map(([key]) => VIEWS.overview.columns[key].header[locale]);
  return [header, ...rows.map((row) => CELLS.map(([, cell]) => cell(row)))]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
};

/** A text that a spreadsheet program would take for a formula, Chinese ones by wide signs too, is begun with an apostrophe: nobody's title is to be calculated. */
const quoted = (cell: OverviewValue): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
