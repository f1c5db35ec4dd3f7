/** What a workbook holds after a write of ours, by what it held before: what was written is not unpacked and read again. */
import { must } from '../../core/text/must.ts';
import {
  type CellValue,
  type EditPlace,
  type RawCell,
  type RawRow,
  type RawSheet,
  type RowEdit,
  TOP_ROWS,
} from '../../core/workbook.ts';
import { sheetBySheet } from '../../core/write/by-row.ts';
import { rowsAfter } from '../../core/write/overlay.ts';
import type { Package } from './parts.ts';
import type { Patched } from './patch.ts';
import {
  type EarlierReading,
  isLongSheet,
  knownInOrder,
  knownTop,
  lazySheet,
  nearTop,
  readNewer,
  readOnce,
  sameSource,
  tellTop,
  type WorkbookContent,
} from './read.ts';
import type { SheetContent } from './sheet-values.ts';

/**
 * What `parts` holds, which these edits made of an earlier reading. Sheets that hold what the edits say and had been read are taken as edited;
 * all others, as `readNewer` takes them.
 * @param parting titles of sheets whose rows nobody is likely to ask for again
 */
export const readWritten = (
  parts: Package,
  earlier: EarlierReading,
  edits: readonly RowEdit[],
  { asEdited, calculatedLess }: Pick<Patched, 'asEdited' | 'calculatedLess'>,
  parting: ReadonlySet<string> = new Set(),
): WorkbookContent => {
  const bySheet = sheetBySheet(edits);
  const { dateSystem, sheets } = readNewer(parts, earlier);
  return {
    dateSystem,
    sheets: sheets.map((sheet, i) => {
      const own = bySheet.get(sheet.title);
      const before = earlier.content.sheets[i];
      // Of two sheets of one title the first is written.
      const isIt = before === earlier.content.sheets.find(({ title }) => title === sheet.title);
      if (!before || !own || !isIt || !asEdited.has(sheet.title)) return sheet;
      if (parting.has(sheet.title) && isLongSheet(sheet)) return withTop(sheet, before, own);
      const known = knownInOrder(before);
      return known ? writtenSheet(sheet, known, own, calculatedLess.has(sheet.title)) : sheet;
    }),
  };
};

/** Made by itself: it holds nothing else of the reading before, nor the rows of that one once it has its own. */
const writtenSheet = (
  sheet: RawSheet,
  known: SheetContent,
  edits: readonly RowEdit[],
  isLessCalculated: boolean,
): RawSheet => {
  // Where a column has a formula yet, the newest file says, to whoever asks.
  const isUnsure = isLessCalculated || unsure.has(known);
  const calculated = isUnsure ? calculatedIn(sheet) : always(known.calculated);
  const content = readOnce(() => contentWith(rowsWith(known.rows, edits), known, calculated, isUnsure));
  const written = lazySheet(sheet.title, sheet.hidden, content, topOnce(nearTop(known), edits.filter(isNearTop)));
  return sameSource(sheet, written);
};

type Calculated = () => ReadonlySet<number>;

const calculatedIn =
  (sheet: RawSheet): Calculated =>
  () =>
    must(sheet.calculated, 'columns with formulas');

const always =
  (columns: ReadonlySet<number>): Calculated =>
  () =>
    columns;

/** Of which nobody knows in which columns formulas are left. */
const unsure = new WeakSet<SheetContent>();

const contentWith = (
  rows: readonly RawRow[],
  { merges, isInOrder }: SheetContent,
  calculated: Calculated,
  isUnsure: boolean,
): SheetContent => {
  const content: SheetContent = {
    rows,
    merges,
    isInOrder,
    get calculated() {
      return calculated();
    },
  };
  if (isUnsure) unsure.add(content);
  return content;
};

const topOnce = (top: SheetContent, edits: readonly RowEdit[]) => () => topWith(top, edits);

/** A sheet that is read from what was written, if anybody asks for more than what stands near its top. */
const withTop = (sheet: RawSheet, before: RawSheet, edits: readonly RowEdit[]): RawSheet => {
  const top = knownTop(before);
  if (top) tellTop(sheet, topWith(top, edits.filter(isNearTop)));
  return sheet;
};

const isNearTop = ({ row }: RowEdit): boolean => row <= TOP_ROWS;

const topWith = ({ rows, merges }: SheetContent, edits: readonly RowEdit[]): Pick<RawSheet, 'rows' | 'merges'> => ({
  rows: rowsWith(rows, edits),
  merges,
});

/** As they would be read, to the last cell. */
const rowsWith = (rows: readonly RawRow[], edits: readonly RowEdit[]): RawRow[] => rowsAfter(rows, edits, heldBy);

/** What a cell holds after an edit: without a text it is empty, and half a character cannot be written. */
const heldBy = (value: CellValue, { formula }: EditPlace): RawCell => {
  if (value === '' && formula === undefined) return null;
  return typeof value === 'string' ? value.toWellFormed() : value;
};
