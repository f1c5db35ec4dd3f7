/** Sets cells in one worksheet part, and leaves every other byte of it alone. */
import type { Rect, RowEdit } from '../../core/workbook.ts';
import { LAST_COLUMN, rectOf } from './cells.ts';
import { checkArrays, checkMerges, holdsArrays } from './patch-checks.ts';
import { type Promoted, promote } from './shared-formulas.ts';
import { SheetCursor } from './sheet-cursor.ts';
import { editsByRow } from './sheet-edits.ts';
import { type PatchedSheet, type Patching, SheetPatch } from './sheet-patch.ts';
import { mergesOf } from './sheet-values.ts';
import type { StyleBook } from './styles.ts';
import { attribute, findTag } from './xml.ts';

type Tables = readonly { readonly rect: Rect; readonly header: Rect | null }[];

/**
 * A worksheet part with cells set. Bytes outside the edited cells stay as they are.
 * @param tables their headers' look is no model for the cells beneath
 * Refuses with BatonError 'data': merged-cells, array-formula, text-too-long; broken-part.
 */
export const patchSheet = (
  bytes: Buffer,
  path: string,
  edits: readonly RowEdit[],
  styles: StyleBook,
  tables: Tables,
): PatchedSheet => {
  const byRow = editsByRow(edits);
  const cursor = new SheetCursor(bytes, path);
  const tail = bytes.toString('latin1', Math.max(cursor.lastEnd, cursor.data.end));
  checkMerges(edits, mergesOf(tail));
  checkArrays(edits, bytes, path);
  const edges = edgesOf(cursor, tail, tables);
  const patchedBy = (through: SheetCursor, promoted: Promoted): SheetPatch => {
    const run = new SheetPatch(through, bytes.length, { edits: byRow, styles, promoted, ...edges });
    run.patch(through);
    return run;
  };
  const run = patchedBy(cursor, NONE);
  if (run.orphaned.size === 0) return run.end();
  return patchedBy(new SheetCursor(bytes, path), promote(bytes, path, byRow, run.orphaned)).end();
};

/**
 * The same of a long part that comes in stretches, of which `tail` follows the rows; null for what takes a look at the whole: cells beside others whose
 * look they take over, comments among the rows, formulas of several cells.
 */
export const patchStretches = async (
  stretches: AsyncIterable<SheetCursor>,
  { size, tail }: { readonly size: number; readonly tail: string },
  edits: readonly RowEdit[],
  styles: StyleBook,
  tables: Tables,
): Promise<PatchedSheet | null> => {
  if (edits.some(({ places }) => places.some(({ like }) => like !== undefined))) return null;
  const byRow = editsByRow(edits);
  checkMerges(edits, mergesOf(tail));
  let run: SheetPatch | null = null;
  for await (const cursor of stretches) {
    if (cursor.hasMarks || holdsArrays(cursor.bytes)) return null;
    run ??= new SheetPatch(cursor, size, { edits: byRow, styles, promoted: NONE, ...edgesOf(cursor, tail, tables) });
    run.patch(cursor);
    if (run.orphaned.size > 0) return null;
  }
  return run?.end() ?? null;
};

const NONE: Promoted = new Map();

/** What tells where headings stand, and how far tables and the filter go. */
const edgesOf = ({ head, data }: SheetCursor, tail: string, tables: Tables): Pick<Patching, 'headers' | 'isEdge'> => {
  const frozen = frozenRows(head);
  const filter = rectOf(attribute(findTag(tail, 'autoFilter') ?? data, 'ref') ?? '');
  const headers = [
    ...tables.flatMap(({ header }) => header ?? []),
    ...(frozen ? [frozen] : []),
    ...(filter ? [{ ...filter, bottom: filter.top }] : []),
  ];
  const isEdge = (row: number): boolean =>
    row === filter?.top || tables.some(({ rect, header }) => row === header?.bottom || row >= rect.bottom);
  return { headers, isEdge };
};

/** The rows a frozen pane keeps in sight: headings, as a rule. */
const frozenRows = (head: string): Rect | null => {
  const pane = findTag(head, 'pane');
  const state = pane && attribute(pane, 'state');
  const rows = pane && Number(attribute(pane, 'ySplit') ?? 0);
  if (!rows || (state !== 'frozen' && state !== 'frozenSplit')) return null;
  const view = findTag(head, 'sheetView');
  const first = rectOf((view && attribute(view, 'topLeftCell')) ?? 'A1')?.top ?? 1;
  return { top: 1, left: 1, bottom: first - 1 + rows, right: LAST_COLUMN };
};
