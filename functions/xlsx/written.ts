/** What a workbook holds after a write of ours, by what it held before: what was written is not unpacked and read again. */
import { must } from '../../core/text/must.ts';
import {
  type CellValue,
  type EditPlace,
  type RawCell,
  type RawRow,
  type RowEdit,
  TOP_ROWS,
} from '../../core/workbook.ts';
import { rowsAfter } from '../../core/write/overlay.ts';
import type { Package } from './parts.ts';
import type { Patched } from './patch.ts';
import { type EarlierReading, knownInOrder, lazySheet, readNewer, readOnce, type WorkbookContent } from './read.ts';

/**
 * What `parts` holds, which these edits made of an earlier reading. Sheets that hold what the edits say and had been read are taken as edited;
 * all others, as `readNewer` takes them.
 */
export const readWritten = (
  parts: Package,
  earlier: EarlierReading,
  edits: readonly RowEdit[],
  { asEdited, calculatedLess }: Pick<Patched, 'asEdited' | 'calculatedLess'>,
): WorkbookContent => {
  const bySheet = Map.groupBy(edits, ({ sheet }) => sheet);
  const { dateSystem, sheets } = readNewer(parts, earlier);
  return {
    dateSystem,
    sheets: sheets.map((sheet, i) => {
      const own = bySheet.get(sheet.title);
      const before = earlier.content.sheets[i];
      // Of two sheets of one title the first is written.
      const isIt = before === earlier.content.sheets.find(({ title }) => title === sheet.title);
      const known = before && isIt && asEdited.has(sheet.title) ? knownInOrder(before) : null;
      if (!own || !known) return sheet;
      const { merges, isInOrder } = known;
      const content = readOnce(() => ({
        rows: rowsWith(known.rows, own),
        merges,
        isInOrder,
        /** Where a column has a formula yet, the file says, to whoever asks. */
        get calculated() {
          return calculatedLess.has(sheet.title) ? must(sheet.calculated, 'columns with formulas') : known.calculated;
        },
      }));
      return lazySheet(sheet.title, sheet.hidden, content, () => ({
        rows: rowsWith(
          known.rows.slice(0, TOP_ROWS).filter(isAtTop),
          own.filter(({ row }) => row <= TOP_ROWS),
        ),
        merges,
      }));
    }),
  };
};

const isAtTop = ({ at }: RawRow): boolean => at <= TOP_ROWS;

/** As they would be read, to the last cell. */
const rowsWith = (rows: readonly RawRow[], edits: readonly RowEdit[]): RawRow[] => rowsAfter(rows, edits, heldBy);

/** What a cell holds after an edit: without a text it is empty, and half a character cannot be written. */
const heldBy = (value: CellValue, { formula }: EditPlace): RawCell => {
  if (value === '' && formula === undefined) return null;
  return typeof value === 'string' ? value.toWellFormed() : value;
};
