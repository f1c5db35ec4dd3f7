/** What Baton's own sheets of a file show after a sweep: the rows of the overview, and what formulas make of them. */
import { createHash } from 'node:crypto';
import { OVERVIEW_EDITION, overviewColumns, overviewEdits, titledOverview } from '../../core/overview/sheet.ts';
import { textOf } from '../../core/read/headers.ts';
import { ensure } from '../../core/text/maps.ts';
import { serialOf } from '../../core/time/day.ts';
import type { RawCell, RawSheet, RawWorkbook, RowEdit } from '../../core/workbook.ts';
import { withEdits } from '../../core/write/overlay.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import { HEADER_ROW } from '../../sheet-templates/layout.ts';
import { MATRIX_COLUMNS } from '../../sheet-templates/views/matrix.ts';
import { VIEW_KEYS, VIEWS } from '../../sheet-templates/views.ts';
import type { Shown } from '../ports.ts';
import { calculatedEdits } from './calculate/calculate.ts';
import type { Package } from './parts.ts';
import type { PrintedPart, WorkbookChanges } from './patch.ts';
import { formulasEnd } from './read.ts';
import { remarkOf } from './zip.ts';

/**
 * Sheets of formulas that are Baton's own, in whichever language: they have its titles, and say what they are for in their second row. The overview is
 * known by its headers.
 */
const ownSheets = ({ sheets }: RawWorkbook): ReadonlySet<string> =>
  new Set(sheets.filter((sheet) => isView(sheet) || overviewColumns(sheet) !== null).map(({ title }) => title));

/** Sheets that `withShown` looks at. */
export const lookedAt = (workbook: RawWorkbook, parts: Package, { rows }: Shown): readonly RawSheet[] => {
  const overview = titledOverview(workbook);
  return overview && !saysAlready(parts, overview, remarkFor(workbook, rows)) ? [overview] : [];
};

/** What is noted of an overview of these rows, so that the next sweep knows it without reading it. */
const remarkFor = ({ dateSystem }: RawWorkbook, rows: Shown['rows']): string =>
  ensure(remarks, rows, () => {
    const hash = createHash('sha256');
    for (let from = 0; from < rows.length; from += AT_ONCE)
      hash.update(JSON.stringify(rows.slice(from, from + AT_ONCE)));
    return `overview ${OVERVIEW_EDITION} ${dateSystem} ${hash.digest('hex')}`;
  });
/** Rows, so that no text of all of them is made. */
const AT_ONCE = 500;
/** Asked for again when the workbook is. */
const remarks = new WeakMap<Shown['rows'], string>();

/** Of several sheets of one title the first is meant, as everywhere. */
const saysAlready = (parts: Package, { title }: RawSheet, remark: string): boolean => {
  const entry = parts.find(parts.sheets.find((sheet) => sheet.title === title)?.path ?? '');
  return entry !== undefined && remarkOf(entry) === remark;
};

/** The rows of others are not asked for: an archive is not unpacked for this. */
const isView = (sheet: RawSheet): boolean =>
  VIEW_KEYS.some((key) =>
    LOCALES.some((locale) => {
      if (key === 'overview' || VIEWS[key].title[locale] !== sheet.title) return false;
      const second = sheet.rows.find(({ at }) => at === 2)?.cells ?? [];
      return second.some((cell) => cell === VIEWS[key].help[locale]);
    }),
  );

/** Edits of a workbook with those that bring its own sheets up to date, and how far they are printed; where they are, nothing is added. */
export const withShown = (
  parts: Package,
  workbook: RawWorkbook,
  edits: readonly RowEdit[],
  { rows, today, isKnown }: Shown,
): Pick<WorkbookChanges, 'edits' | 'printed' | 'remarks'> => {
  const overview = titledOverview(workbook);
  const remark = overview && remarkFor(workbook, rows);
  const isSaid = overview && remark !== undefined && saysAlready(parts, overview, remark);
  const table = isSaid ? [] : overviewEdits(workbook, rows);
  const changed = [...edits, ...table];
  if (isKnown && table.length === 0) return { edits: changed };
  const serial = serialOf(today, workbook.dateSystem);
  const offset = serialOf(today, 1900) - serial;
  const own = ownSheets(workbook);
  // One without formulas, as the overview is after its first sweep, is not unpacked to look for them; of others nobody asks.
  const calculating = workbook.sheets.filter((sheet) => own.has(sheet.title) && sheet.calculated?.size !== 0);
  const titles = new Map(calculating.map((sheet) => [sheet.title, formulasEnd(sheet)]));
  const calculated = calculatedEdits(parts, withEdits(workbook, changed), changed, titles, { serial, offset });
  // What was found to be ours says these rows from now on.
  const isOurs = overview && remark !== undefined && own.has(overview.title);
  return {
    edits: [...changed, ...calculated],
    printed: matrixPrinted(workbook, calculated, own),
    ...(isOurs && { remarks: new Map([[overview.title, remark]]) }),
  };
};

/** The matrix is printed as far as it has tasks and people: formulas that show nothing would fill pages of their own. */
const matrixPrinted = (
  workbook: RawWorkbook,
  calculated: readonly RowEdit[],
  own: ReadonlySet<string>,
): readonly PrintedPart[] => {
  const isMatrix = ({ title }: RawSheet) => own.has(title) && LOCALES.some((l) => VIEWS.matrix.title[l] === title);
  const title = workbook.sheets.find(isMatrix)?.title;
  if (title === undefined) return [];
  const written = calculated.filter(({ sheet }) => sheet === title);
  const rows = withEdits(workbook, written).sheets.find((sheet) => sheet.title === title)?.rows ?? [];
  const says = (cell: RawCell | undefined): boolean => textOf(cell) !== '';
  const tasks = rows.filter(({ at, cells }) => at > HEADER_ROW && says(cells[1])).map(({ at }) => at);
  const people = rows.find(({ at }) => at === HEADER_ROW)?.cells.slice(0, MATRIX_COLUMNS) ?? [];
  return [{ sheet: title, row: Math.max(HEADER_ROW, ...tasks), column: people.findLastIndex(says) + 1 }];
};
