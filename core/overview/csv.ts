/** What is known of everything that is followed, as comma-separated values (RFC 4180). */
import type { Locale } from '../../sheet-templates/index.ts';
import { VIEWS } from '../../sheet-templates/views.ts';
import { isoOrNull } from '../time/day.ts';
import type { OverviewRow } from './rows.ts';

type Cell = string | number | null;

/** Columns by key, in the order of the sheet Overview. Days are ISO dates, progress is a fraction, a level a number. */
const CELLS: Readonly<Record<keyof typeof VIEWS.overview.columns, (row: OverviewRow) => Cell>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  request: ({ request }) => request,
  owner: ({ owner }) => owner,
  department: ({ department }) => department,
  start: ({ start }) => isoOrNull(start),
  due: ({ due }) => isoOrNull(due),
  status: ({ status }) => status,
  progress: ({ progress }) => progress,
  daysLate: ({ daysLate }) => daysLate,
  court: ({ court }) => court,
  level: ({ level }) => level,
  next: ({ next }) => next,
};

/** A header in one language and a line for each row, each ended by CRLF. */
export const csvOf = (rows: readonly OverviewRow[], locale: Locale): string => {
  const columns = Object.entries(CELLS) as [keyof typeof CELLS, (row: OverviewRow) => Cell][];
  const header = columns.map(([key]) => VIEWS.overview.columns[key].header[locale]);
  return [header, ...rows.map((row) => columns.map(([, cell]) => cell(row)))]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
};

/** A text that a spreadsheet program would take for a formula is begun with an apostrophe: nobody's title is to be calculated. */
const quoted = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
