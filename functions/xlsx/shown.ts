/** What Baton's own sheets of a file show after a sweep: the rows of the overview, and what formulas make of them. */
import { overviewColumns, overviewEdits } from '../../core/overview/sheet.ts';
import { textOf } from '../../core/read/headers.ts';
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

/**
 * Sheets of formulas that are Baton's own, in whichever language: they have its titles, and say what they are for in their second row. The overview is
 * known by its headers.
 */
const ownSheets = ({ sheets }: RawWorkbook): ReadonlySet<string> =>
  new Set(sheets.filter((sheet) => isView(sheet) || overviewColumns(sheet) !== null).map(({ title }) => title));

/** Sheets that `withShown` looks at. */
export const lookedAt = ({ sheets }: RawWorkbook): readonly RawSheet[] =>
  sheets.filter(({ title }) => LOCALES.some((locale) => VIEWS.overview.title[locale] === title));

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
): Pick<WorkbookChanges, 'edits' | 'printed'> => {
  const table = overviewEdits(workbook, rows);
  const changed = [...edits, ...table];
  if (isKnown && table.length === 0) return { edits: changed };
  const serial = serialOf(today, workbook.dateSystem);
  const offset = serialOf(today, 1900) - serial;
  const own = ownSheets(workbook);
  // One without formulas, as the overview is after its first sweep, is not unpacked to look for them; of others nobody asks.
  const calculating = workbook.sheets.filter((sheet) => own.has(sheet.title) && sheet.calculated?.size !== 0);
  const titles = new Set(calculating.map(({ title }) => title));
  const calculated = calculatedEdits(parts, withEdits(workbook, changed), changed, titles, { serial, offset });
  return { edits: [...changed, ...calculated], printed: matrixPrinted(workbook, calculated, own) };
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
