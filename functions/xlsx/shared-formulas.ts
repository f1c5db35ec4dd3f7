/** Keeps a shared formula for its other cells when the one that holds its text is overwritten. */
import type { Rect } from '../../core/workbook.ts';
import { cellAddress, refOf, union } from './cells.ts';
import { formulaOf, shiftFormula } from './formula.ts';
import { SheetCursor } from './sheet-cursor.ts';
import type { Edits } from './sheet-edits.ts';
import { escapeXml } from './xml.ts';

/** <f> elements that take over a shared formula, by address. */
export type Promoted = ReadonlyMap<string, string>;

/** For each orphaned group, the first of its remaining cells becomes the master, its formula moved along. */
export const promote = (bytes: Buffer, path: string, edits: Edits, groups: ReadonlySet<string>): Promoted => {
  const masters = new Map<string, { row: number; column: number; text: string }>();
  const members = new Map<string, { row: number; column: number }[]>();
  const byRow = new Map(edits.map((edit) => [edit.row, edit]));
  const cursor = new SheetCursor(bytes, path);
  while (cursor.nextRow()) {
    while (cursor.nextCell()) {
      const formula = formulaOf(cursor);
      if (formula?.kind !== 'shared' || !groups.has(formula.group ?? '')) continue;
      const group = formula.group ?? '';
      const { row, column } = cursor;
      if (formula.ref) masters.set(group, { row, column, text: formula.text });
      const edit = byRow.get(row)?.places.find((each) => each.column === column);
      if (edit && edit.formula !== 'keep') continue;
      const known = members.get(group);
      if (known) known.push({ row, column });
      else members.set(group, [{ row, column }]);
    }
  }
  const promoted = new Map<string, string>();
  for (const group of groups) {
    const master = masters.get(group);
    const [first, ...others] = members.get(group) ?? [];
    if (!master || !first) continue;
    let ref: Rect = { top: first.row, left: first.column, bottom: first.row, right: first.column };
    for (const { row, column } of others) ref = union(ref, { top: row, left: column, bottom: row, right: column });
    const text = escapeXml(shiftFormula(master.text, first.row - master.row, first.column - master.column));
    const f = `${cursor.prefix}f`;
    promoted.set(
      cellAddress(first.row, first.column),
      `<${f} t="shared" ref="${refOf(ref)}" si="${escapeXml(group)}">${text}</${f}>`,
    );
  }
  return promoted;
};
