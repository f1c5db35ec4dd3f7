/** Which cells of a file's sheet Overview have to change so that it shows these rows, as plain values. */
import { LOCALES } from '../../sheet-templates/index.ts';
import { HEADER_ROW } from '../../sheet-templates/layout.ts';
import { VIEWS } from '../../sheet-templates/views.ts';
import { textOf } from '../read/headers.ts';
import { groupBy } from '../text/maps.ts';
import { type Day, serialOf } from '../time/day.ts';
import type { CellEdit, CellFormat, RawCell, RawSheet, RawWorkbook } from '../workbook.ts';
import { type OverviewColumn, type OverviewValue, overviewCells } from './cells.ts';
import type { OverviewRow } from './rows.ts';

/** What stands in one column of the table, by a row and its place from 1. */
type Content = (row: OverviewRow, place: number) => OverviewValue;

const COLUMNS = Object.entries(VIEWS.overview.columns);
const FORMATS: Readonly<Record<string, CellFormat>> = { start: 'date', due: 'date', progress: 'percent' };

/**
 * The edits; none where nothing has changed, where the workbook has no such sheet, or where it is not one of ours: it is known by its title and
 * all its headers. Columns of formulas, as a new workbook has them, are replaced as a whole. Whatever stands beside the table is left alone.
 */
export const overviewEdits = ({ sheets, dateSystem }: RawWorkbook, rows: readonly OverviewRow[]): CellEdit[] => {
  const sheet = sheets.find(isTitled);
  const columns = sheet && overviewColumns(sheet);
  if (!columns) return [];
  const contents = contentsOf(rows, dateSystem);
  const cells = new Map(sheet.rows.map((row) => [row.at, row.cells]));
  const last = Math.max(HEADER_ROW + rows.length, ...sheet.rows.map(({ at }) => at));
  const edits: CellEdit[] = [];
  const ours = [...columns].flatMap(([key, column]) => {
    const content = contents[key];
    return content ? [{ column, content, format: FORMATS[key], wasCalculated: sheet.calculated?.has(column) }] : [];
  });
  for (let at = HEADER_ROW + 1; at <= last; at++) {
    const row = rows[at - HEADER_ROW - 1];
    const here = cells.get(at);
    for (const { column, content, format, wasCalculated } of ours) {
      const value = row ? content(row, at - HEADER_ROW) : null;
      const now = here?.[column - 1] ?? null;
      if (!wasCalculated && isSame(now, value)) continue;
      if (now === null && value === null) continue;
      const shown = format ?? (typeof value === 'number' ? 'number' : 'text');
      edits.push({ sheet: sheet.title, row: at, column, value, format: shown });
    }
  }
  return edits;
};

const isSame = (now: RawCell, value: OverviewValue): boolean => now === value || (now === null && value === '');

const isTitled = ({ title }: RawSheet): boolean => LOCALES.some((locale) => VIEWS.overview.title[locale] === title);

/** Where each column stands; null for a sheet that is not the overview, or has not all that the first one had. */
export const overviewColumns = (sheet: RawSheet): ReadonlyMap<string, number> | null => {
  if (!isTitled(sheet)) return null;
  const header = sheet.rows.find(({ at }) => at === HEADER_ROW)?.cells.map(textOf) ?? [];
  for (const locale of LOCALES) {
    const found = COLUMNS.map(([key, column]): [string, number] => [key, header.indexOf(column.header[locale]) + 1]);
    if (found.some(([key, at]) => at === 0 && !LATER.has(key))) continue;
    const beside = HELPERS.map((key): [string, number] => [key, header.indexOf(key) + 1]);
    return new Map([...found, ...beside].filter(([, at]) => at > 0));
  }
  return null;
};

/** Columns that came with a later release: an older sheet does without. */
const LATER: ReadonlySet<string> = new Set<OverviewColumn>(['kind']);
/** What the dashboard counts and sorts by, in hidden columns beside the table. */
const HELPERS = ['tracked', 'open', 'late', 'urgency', 'order', 'done', 'known', 'held', 'over'] as const;

const contentsOf = (rows: readonly OverviewRow[], system: 1900 | 1904) => {
  const day = (value: Day | null | undefined) =>
    value === null || value === undefined ? null : serialOf(value, system);
  const held = heldIn(rows);
  /** The place makes every value differ. */
  const placed = (value: number | null, sign: 1 | -1, place: number) =>
    value === null ? null : value + (sign * place) / 1000;
  const counts = (row: OverviewRow) => row.tracked !== null && row.isOpen;
  return {
    ...overviewCells(day),
    tracked: ({ tracked }) => (tracked ? 1 : 0),
    open: (row) => (counts(row) ? 1 : 0),
    late: ({ tracked }) => (tracked?.late ? 1 : 0),
    urgency: ({ tracked }, place) => placed(tracked?.urgency ?? null, -1, place),
    order: (row, place) => (counts(row) ? placed(day(row.due), 1, place) : null),
    done: ({ tracked }) => day(tracked?.done),
    known: ({ tracked }) => day(tracked?.known),
    over: ({ isOpen }) => (isOpen ? 0 : 1),
    held: (row, place) => placed(held.get(row) ?? null, -1, place),
  } satisfies Record<OverviewColumn | (typeof HELPERS)[number], Content> as Readonly<Record<string, Content>>;
};

/** In the first row of whoever is waited for: how much of theirs has escalated, then how much is late, then how much is open. */
const heldIn = (rows: readonly OverviewRow[]): ReadonlyMap<OverviewRow, number> => {
  const waiting = rows.filter(({ isOpen, tracked, court }) => isOpen && tracked && court !== '');
  return new Map(
    [...groupBy(waiting, ({ court }) => court).values()].flatMap((theirs): [OverviewRow, number][] => {
      const escalated = theirs.filter(({ level }) => level !== null).length;
      const late = theirs.filter(({ tracked }) => tracked?.late).length;
      return theirs.slice(0, 1).map((first) => [first, 1_000_000 * escalated + 1000 * late + theirs.length]);
    }),
  );
};
