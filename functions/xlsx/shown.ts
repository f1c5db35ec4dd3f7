/** What Baton's own sheets of a file show after a sweep: the rows of the overview, and what formulas make of them. */
import { overviewColumns, overviewEdits } from '../../core/overview/sheet.ts';
import { serialOf } from '../../core/time/day.ts';
import type { CellEdit, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { withEdits } from '../../core/write/overlay.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import { VIEW_KEYS, VIEWS } from '../../sheet-templates/views.ts';
import type { Shown } from '../ports.ts';
import { calculatedEdits } from './calculate/calculate.ts';
import type { Package } from './parts.ts';

/**
 * Sheets of formulas that are Baton's own, in whichever language: they have its titles, and say what they are for in their second row. The overview is
 * known by its headers.
 */
const ownSheets = ({ sheets }: RawWorkbook): ReadonlySet<string> =>
  new Set(sheets.filter((sheet) => isView(sheet) || overviewColumns(sheet) !== null).map(({ title }) => title));

const isView = ({ title, rows }: RawSheet): boolean =>
  VIEW_KEYS.some((key) =>
    LOCALES.some((locale) => {
      if (key === 'overview' || VIEWS[key].title[locale] !== title) return false;
      const second = rows.find(({ at }) => at === 2)?.cells ?? [];
      return second.some((cell) => cell === VIEWS[key].help[locale]);
    }),
  );

/** Edits of a workbook with those that bring its own sheets up to date; where they are, nothing is added. */
export const withShown = (
  parts: Package,
  workbook: RawWorkbook,
  edits: readonly CellEdit[],
  { rows, today, isKnown }: Shown,
): readonly CellEdit[] => {
  const table = overviewEdits(workbook, rows);
  const changed = [...edits, ...table];
  if (isKnown && table.length === 0) return changed;
  const serial = serialOf(today, workbook.dateSystem);
  const offset = serialOf(today, 1900) - serial;
  return [
    ...changed,
    ...calculatedEdits(parts, withEdits(workbook, changed), changed, ownSheets(workbook), { serial, offset }),
  ];
};
