import type { Rect } from '../../../core/workbook.ts';
import { rectOf, refOf } from './cells.ts';
import type { PatchedSheet } from './patch-sheet.ts';
import { attribute, findTag, isTrue, splice, withAttribute } from './xml.ts';

/** A table part (xl/tables/*.xml): the range of a sheet that people filter and formulas name. */
export interface Table {
  readonly path: string;
  readonly xml: string;
  readonly rect: Rect;
  /** Its header, or null for a table without one. */
  readonly header: Rect | null;
  readonly hasTotals: boolean;
}

export const tableOf = (path: string, xml: string): Table | null => {
  const tag = findTag(xml, 'table');
  const rect = rectOf((tag && attribute(tag, 'ref')) ?? '');
  if (!tag || !rect) return null;
  const headerRows = Number(attribute(tag, 'headerRowCount') ?? 1);
  return {
    path,
    xml,
    rect,
    header: headerRows > 0 ? { ...rect, bottom: rect.top + headerRows - 1 } : null,
    hasTotals: Number(attribute(tag, 'totalsRowCount') ?? 0) > 0,
  };
};

/**
 * The table's XML after rows were written, or null when it stays. It grows over rows directly beneath that were empty
 * in its columns, as it does when somebody types there in Excel; a totals row below the data keeps it as it is.
 */
export const grownTable = (table: Table, filled: PatchedSheet['filled']): string | null => {
  const { rect } = table;
  const inColumns = (column: number) => column >= rect.left && column <= rect.right;
  let bottom = rect.bottom;
  for (let row = bottom + 1; !table.hasTotals; row++) {
    const at = filled.get(row);
    if (!at?.written.some(inColumns) || at.held.some(inColumns)) break;
    bottom = row;
  }
  // A table without data shows one blank row (`insertRow`) until something stands in it.
  const tag = findTag(table.xml, 'table')!;
  const awakes = isTrue(attribute(tag, 'insertRow')) && !!filled.get(rect.bottom)?.written.some(inColumns);
  if (bottom === rect.bottom && !awakes) return null;

  let xml = table.xml;
  const filter = findTag(xml, 'autoFilter');
  const filterRect = rectOf((filter && attribute(filter, 'ref')) ?? '');
  if (filter && filterRect) {
    const text = withAttribute(filter.text, 'ref', refOf({ ...filterRect, bottom }));
    xml = splice(xml, filter.start, filter.end, text);
  }
  const wide = withAttribute(tag.text, 'ref', refOf({ ...rect, bottom }));
  return splice(xml, tag.start, tag.end, awakes ? withAttribute(wide, 'insertRow', null) : wide);
};
