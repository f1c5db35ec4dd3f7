/** Excel tables and filters whose ranges follow the rows and columns written beside them. */
import { must } from '../../core/text/must.ts';
import type { CellValue, EditPlace, Rect, RowEdit } from '../../core/workbook.ts';
import { rectOf, refOf } from './cells.ts';
import type { PatchedSheet } from './sheet-patch.ts';
import {
  attribute,
  escapeXml,
  findTag,
  isTrue,
  prefixOf,
  splice,
  type Tag,
  tagsOf,
  unescapeXml,
  withAttribute,
} from './xml.ts';

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
  const tag = must(findTag(table.xml, 'table'), 'tag of a table');
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

/** The table's XML after that many of its rows were taken out; one blank row is the least that it has. */
export const shortenedTable = ({ xml, rect, header }: Table, by: number): string => {
  const bottom = Math.max((header?.bottom ?? rect.top - 1) + 1, rect.bottom - by);
  const shorter = (text: string, local: string) => {
    const tag = findTag(text, local);
    const old = rectOf((tag && attribute(tag, 'ref')) ?? '');
    return tag && old
      ? splice(text, tag.start, tag.end, withAttribute(tag.text, 'ref', refOf({ ...old, bottom })))
      : text;
  };
  return shorter(shorter(xml, 'autoFilter'), 'table');
};

/**
 * The table's XML with one more column, or null when it stays. It takes in a header that was written right beside its
 * own, as it does when somebody types there in Excel; a sort of the table must move that column's cells as well.
 */
export const widenedTable = (
  { xml, rect, header }: Table,
  edits: readonly RowEdit[],
  filled: PatchedSheet['filled'],
): string | null => {
  const column = rect.right + 1;
  const value = header && valueIn(edits, header.bottom, (place) => place.column === column)?.value;
  if (typeof value !== 'string' || filled.get(header?.bottom ?? 0)?.held.includes(column)) return null;
  const columns = [...tagsOf(xml)].filter((tag) => tag.local === 'tableColumn' && tag.kind !== 'close');
  const names = columns.map((tag) => unescapeXml(attribute(tag, 'name') ?? '').toLowerCase());
  const [first] = columns;
  if (!first || names.includes(value.toLowerCase())) return null;

  const id = Math.max(...columns.map((tag) => Number(attribute(tag, 'id')))) + 1;
  const made = `<${prefixOf(first.name)}tableColumn id="${id}" name="${escapeXml(value)}"/>`;
  const change = (text: string, local: string, to: (tag: Tag) => string) => {
    const tag = findTag(text, local);
    return tag ? splice(text, tag.start, tag.end, to(tag)) : text;
  };
  const wider = (tag: Tag) => {
    const old = rectOf(attribute(tag, 'ref') ?? '');
    return old ? withAttribute(tag.text, 'ref', refOf({ ...old, right: column })) : tag.text;
  };
  const end = [...tagsOf(xml)].find((tag) => tag.local === 'tableColumns' && tag.kind === 'close');
  if (!end) return null;
  let wide = splice(xml, end.start, end.start, made);
  wide = change(wide, 'tableColumns', (tag) => withAttribute(tag.text, 'count', String(columns.length + 1)));
  wide = change(wide, 'autoFilter', wider);
  return change(wide, 'table', wider);
};

/** The first cell of a row that is written and is meant. */
const valueIn = (
  edits: readonly RowEdit[],
  row: number,
  isMeant: (place: EditPlace, value: CellValue) => boolean,
): { readonly column: number; readonly value: CellValue } | null => {
  for (const { places, values } of edits.filter((edit) => edit.row === row)) {
    for (const [i, place] of places.entries()) {
      const value = values[i] ?? null;
      if (isMeant(place, value)) return { column: place.column, value };
    }
  }
  return null;
};

export interface WidenedFilter {
  readonly tail: string;
  readonly from: Rect;
  readonly to: Rect;
}

/**
 * A sheet's own filter with a header written beside it, or beside further headers of its row, taken in: a sort by the
 * filter moves no cell outside of its range. Answers the range before and after, or null when it stays.
 */
export const widenedFilter = (
  tail: string,
  edits: readonly RowEdit[],
  filled: PatchedSheet['filled'],
): WidenedFilter | null => {
  const tag = findTag(tail, 'autoFilter');
  const rect = rectOf((tag && attribute(tag, 'ref')) ?? '');
  if (!tag || !rect) return null;
  const held = filled.get(rect.top)?.held ?? [];
  const reaches = ({ column, like }: EditPlace, value: CellValue) => {
    if (like !== 'left' || typeof value !== 'string' || column <= rect.right) return false;
    for (let between = rect.right + 1; between < column; between++) if (!held.includes(between)) return false;
    return !held.includes(column);
  };
  const found = valueIn(edits, rect.top, reaches);
  if (!found) return null;
  const to = { ...rect, right: found.column };
  return { tail: splice(tail, tag.start, tag.end, withAttribute(tag.text, 'ref', refOf(to))), from: rect, to };
};
