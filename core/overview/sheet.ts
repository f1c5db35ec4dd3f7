/** Which cells of a file's sheet Overview have to change so that it shows these rows, as plain values. */
import { LOCALES } from '../../sheet-templates/index.ts';
import { HEADER_ROW } from '../../sheet-templates/layout.ts';
import { VIEWS } from '../../sheet-templates/views.ts';
import { textOf } from '../read/headers.ts';
import { ensure, groupBy } from '../text/maps.ts';
import { type Day, serialOf } from '../time/day.ts';
import type { CellFormat, EditPlace, RawCell, RawSheet, RawWorkbook, RowEdit } from '../workbook.ts';
import { type OverviewColumn, type OverviewValue, overviewCells } from './cells.ts';
import type { OverviewRow } from './rows.ts';

/** What stands in one column of the table, by a row and its place from 1. */
type Content = (row: OverviewRow, place: number) => OverviewValue;

const COLUMNS = Object.entries(VIEWS.overview.columns);

/**
 * The edits; none where nothing has changed, where the workbook has no such sheet, or where it is not one of ours: it is known by its title and
 * all its headers. Columns of formulas, as a new workbook has them, are replaced as a whole. Whatever stands beside the table is left alone.
 */
export const overviewEdits = (workbook: RawWorkbook, rows: readonly OverviewRow[]): RowEdit[] => {
  const sheet = titledOverview(workbook);
  const columns = sheet && overviewColumns(sheet);
  if (!columns) return [];
  const contents = contentsOf(rows, workbook.dateSystem);
  const cells = new Map(sheet.rows.map((row) => [row.at, row.cells]));
  const last = Math.max(HEADER_ROW + rows.length, sheet.rows[sheet.rows.length - 1]?.at ?? 0);
  const edits: RowEdit[] = [];
  const ours = [...columns].flatMap(([key, column]) => {
    const content = contents[key];
    return content
      ? [{ place: { column, format: formatIn(key) }, content, wasCalculated: sheet.calculated?.has(column) }]
      : [];
  });
  /** Of the row at hand. */
  const written: OverviewValue[] = [];
  /** By which of the columns, a bit each: a number has 31, and there are fewer. */
  const alike = new Map<number, readonly EditPlace[]>();
  for (let at = HEADER_ROW + 1; at <= last; at++) {
    const row = rows[at - HEADER_ROW - 1];
    const here = cells.get(at);
    let count = 0;
    let which = 0;
    ours.forEach(({ place, content, wasCalculated }, i) => {
      const value = row ? content(row, at - HEADER_ROW) : null;
      const now = here?.[place.column - 1] ?? null;
      if (!wasCalculated && isSame(now, value)) return;
      if (now === null && value === null) return;
      written[count++] = value;
      which |= 1 << i;
    });
    if (which === 0) continue;
    const places = ensure(alike, which, () => ours.flatMap(({ place }, i) => (which & (1 << i) ? place : [])));
    edits.push({ sheet: sheet.title, row: at, places, values: written.slice(0, count) });
  }
  return edits;
};

/** Raised where other cells come of the same rows: an overview that was written before is read again then. */
export const OVERVIEW_EDITION = 1;

/** The sheet that has its title. */
export const titledOverview = ({ sheets }: RawWorkbook): RawSheet | undefined => sheets.find(isTitled);

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
    // From left to right, as they are written.
    return new Map([...found, ...beside].filter(([, at]) => at > 0).sort(([, a], [, b]) => a - b));
  }
  return null;
};

/** Columns that came with a later release: an older sheet does without. */
const LATER: ReadonlySet<string> = new Set<OverviewColumn>(['kind']);
/** What the dashboard counts and sorts by, in hidden columns beside the table. */
const HELPERS = ['tracked', 'open', 'late', 'urgency', 'order', 'done', 'known', 'held', 'over'] as const;

const FORMATS: Readonly<Partial<Record<string, CellFormat>>> = {
  start: 'date',
  due: 'date',
  progress: 'percent',
  daysLate: 'number',
  level: 'number',
};
const formatIn = (key: string): CellFormat => FORMATS[key] ?? (HELPERS.some((one) => one === key) ? 'number' : 'text');

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
