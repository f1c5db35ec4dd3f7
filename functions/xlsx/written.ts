/** What a workbook holds after a write of ours, by what it held before: what was written is not unpacked and read again. */
import type { CellValue, RawCell, RawRow, RowEdit } from '../../core/workbook.ts';
import type { Package } from './parts.ts';
import { type EarlierReading, knownInOrder, lazySheet, readNewer, readOnce, type WorkbookContent } from './read.ts';

/**
 * What `parts` holds, which these edits made of an earlier reading. `asEdited`: titles of the sheets that hold what the edits say in each of
 * their cells, and in which no formula came or went. Where they had been read they are taken as edited; all others, as `readNewer` takes them.
 */
export const readWritten = (
  parts: Package,
  earlier: EarlierReading,
  edits: readonly RowEdit[],
  asEdited: ReadonlySet<string>,
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
      const content = readOnce(() => ({ ...known, rows: rowsWith(known.rows, own) }));
      return lazySheet(sheet.title, sheet.hidden, content);
    }),
  };
};

/** As they would be read, to the last cell. */
const rowsWith = (rows: readonly RawRow[], edits: readonly RowEdit[]): RawRow[] => {
  const changed = new Map<number, RawCell[]>();
  const known = new Map(rows.map(({ at, cells }) => [at, cells]));
  for (const { row, places, values } of edits) {
    const cells = changed.get(row) ?? [...(known.get(row) ?? [])];
    changed.set(row, cells);
    for (const [i, { column, formula }] of places.entries()) {
      while (cells.length < column) cells.push(null);
      cells[column - 1] = heldBy(values[i] ?? null, formula);
    }
  }
  for (const cells of changed.values()) while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
  const kept = rows.map((row) => {
    const cells = changed.get(row.at);
    return cells ? { at: row.at, cells } : row;
  });
  const added = [...changed].flatMap(([at, cells]) => (known.has(at) ? [] : [{ at, cells }]));
  return [...kept, ...added].filter(({ cells }) => cells.length > 0).sort((a, b) => a.at - b.at);
};

/** What a cell holds after an edit: without a text it is empty, and half a character cannot be written. */
const heldBy = (value: CellValue, formula: string | undefined): RawCell => {
  if (value === '' && formula === undefined) return null;
  return typeof value === 'string' ? value.toWellFormed() : value;
};
