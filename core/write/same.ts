/** Which sheets of two readings of a workbook differ. */
import type { RawCell, RawRow, RawSheet, RawWorkbook } from '../workbook.ts';

/**
 * Titles of the sheets in which a later reading differs from an earlier one; null where it has others, or lies elsewhere. Sheets that a
 * backend knows to be the same are not looked into.
 */
export const sheetsChanged = (before: RawWorkbook, after: RawWorkbook): readonly string[] | null => {
  const isSame =
    before.name === after.name &&
    before.location === after.location &&
    before.url === after.url &&
    before.dateSystem === after.dateSystem &&
    before.sheets.length === after.sheets.length &&
    before.sheets.every(({ title, hidden }, i) => {
      const other = after.sheets[i];
      return title === other?.title && hidden === other.hidden;
    });
  if (!isSame) return null;
  return before.sheets.filter((sheet, i) => !isSameSheet(sheet, after.sheets[i])).map(({ title }) => title);
};

const isSameSheet = (one: RawSheet, other: RawSheet | undefined): boolean =>
  one === other ||
  (other !== undefined &&
    one.rows.length === other.rows.length &&
    one.rows.every((row, i) => isSameRow(row, other.rows[i])) &&
    one.merges.length === other.merges.length &&
    one.merges.every(({ top, left, bottom, right }, i) => {
      const rect = other.merges[i];
      return top === rect?.top && left === rect.left && bottom === rect.bottom && right === rect.right;
    }) &&
    isSameSet(one.calculated, other.calculated));

const isSameRow = (one: RawRow, other: RawRow | undefined): boolean => {
  if (one === other) return true;
  if (one.at !== other?.at) return false;
  const width = Math.max(one.cells.length, other.cells.length);
  for (let i = 0; i < width; i++) if (!isSameCell(one.cells[i], other.cells[i])) return false;
  return true;
};

/** What stands at the end of a row may be left out. */
const isSameCell = (one: RawCell = null, other: RawCell = null): boolean => {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  return one.fault === other.fault && one.text === other.text;
};

const isSameSet = (one: ReadonlySet<number> | undefined, other: ReadonlySet<number> | undefined): boolean =>
  one?.size === other?.size && [...(one ?? [])].every((each) => other?.has(each));
