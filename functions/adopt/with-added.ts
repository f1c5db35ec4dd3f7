/** A workbook with sheets and cells that are not written yet. */
import type { CellEdit, NewSheet, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { rowByRow } from '../../core/write/by-row.ts';
import { withEdits } from '../../core/write/overlay.ts';

export const withAdded = (
  raw: RawWorkbook,
  { edits, addSheets }: { readonly edits: readonly CellEdit[]; readonly addSheets: readonly NewSheet[] },
): RawWorkbook => withEdits({ ...raw, sheets: [...raw.sheets, ...addSheets.map(asRead)] }, rowByRow(edits));

const asRead = ({ title, rows }: NewSheet): RawSheet => ({
  title,
  merges: [],
  rows: rows
    .map((cells, i) => ({ at: i + 1, cells: cells.map(({ value }) => value) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null)),
});
