import type { CellEdit, Rect } from '../../../../core/workbook.ts';
import { refOf } from '../../../../functions/xlsx/cells.ts';
import { dialectOf, freshRelationId, withContentType, withRelation } from '../../../../functions/xlsx/package-edits.ts';
import { openPackage, relationsPath } from '../../../../functions/xlsx/parts.ts';
import { escapeXml, findTag, splice, withAttribute } from '../../../../functions/xlsx/xml.ts';
import { writeZip } from '../../../../functions/xlsx/zip.ts';
import { GraphError, notSimulated } from '../wire/errors.ts';
import { type Grid, type GridSheet, type GridTable, gridOf } from './grid.ts';
import { withInserted, withTableRange } from './insert.ts';
import { editsOf, type Matrix, written } from './write.ts';

/** The rows of a table without header and totals. */
export const bodyOf = ({ rect, hasHeader, hasTotals }: GridTable): Rect => ({
  ...rect,
  top: rect.top + (hasHeader ? 1 : 0),
  bottom: rect.bottom - (hasTotals ? 1 : 0),
});

const isBlank = ({ cells }: GridSheet, row: number, { left, right }: Rect): boolean => {
  for (const [column, { value, formula }] of cells.get(row) ?? [])
    if (column >= left && column <= right && (value !== null || formula !== null)) return false;
  return true;
};

/** The table part with another range. */
const resized = (bytes: Buffer, { path }: GridTable, rect: Rect): Buffer => {
  const parts = openPackage(bytes);
  return writeZip(parts.zip, new Map([[parts.find(path)!.name, Buffer.from(withTableRange(parts.text(path), rect))]]));
};

/**
 * Rows added to a table: at its end, or before the row of an index. What stands in the table's columns from there on moves
 * down. A table without data shows one blank row (`insertRow`), which the first row takes.
 */
export const withRows = (
  grid: Grid,
  { sheet, table }: { readonly sheet: GridSheet; readonly table: GridTable },
  index: number | null,
  rows: Matrix,
  now: number,
): { readonly bytes: Buffer; readonly index: number } => {
  if (table.hasTotals) throw notSimulated('rows added above a totals row');
  const body = bodyOf(table);
  const count = rows.length;
  const size = body.bottom - body.top + 1;
  if (index !== null && (index < 0 || index > size))
    throw new GraphError(400, 'InvalidArgument', 'The argument is invalid or missing or has an incorrect format.', {
      inner: 'invalidArgument',
    });
  const takes = table.awaits && size === 1;
  const first = takes ? body.top : body.top + (index ?? size);
  const place = { ...body, top: first + (takes ? 1 : 0), bottom: first + count - 1 };
  const last = Math.max(...sheet.cells.keys());
  const beneath = Array.from({ length: Math.max(0, last - place.top + 1) }, (_, i) => place.top + i);
  const isFree = beneath.every((row) => isBlank(sheet, row, body)) && place.top > body.bottom;
  let { source: bytes } = grid.parts;
  if (!isFree && place.bottom >= place.top) bytes = withInserted(bytes, sheet, place);
  const grown = { ...table.rect, bottom: table.rect.bottom + count - (takes ? 1 : 0) };
  bytes = resized(bytes, table, grown);
  const after = gridOf(bytes);
  const target = after.sheets.find(({ id }) => id === sheet.id)!;
  const edits = editsOf(
    after,
    target,
    { ...body, top: first, bottom: first + count - 1 },
    {
      values: rows,
      formulas: null,
      numberFormat: null,
    },
  );
  return { bytes: written(bytes, edits, now, false), index: first - body.top };
};

const overlaps = (a: Rect, b: Rect) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

/** A new table over cells whose first row is its header; headings that are blank or double get names of their own. */
export const withTable = (grid: Grid, sheet: GridSheet, rect: Rect, now: number): { bytes: Buffer; name: string } => {
  const all = grid.sheets.flatMap(({ tables }) => tables);
  if (sheet.tables.some((table) => overlaps(table.rect, rect)))
    throw new GraphError(400, 'InvalidArgument', "A table can't overlap another table.", { inner: 'invalidArgument' });
  const id = Math.max(0, ...all.map((table) => Number(table.id))) + 1;
  const name = `Table${id}`;
  const headings: string[] = [];
  const edits: CellEdit[] = [];
  for (let column = rect.left; column <= rect.right; column++) {
    const value = sheet.cells.get(rect.top)?.get(column)?.value ?? null;
    const text = value === null || typeof value === 'object' ? '' : String(value);
    const heading = text !== '' && !headings.includes(text) ? text : `Column${column - rect.left + 1}`;
    if (heading !== value) edits.push({ sheet: sheet.title, row: rect.top, column, value: heading });
    headings.push(heading);
  }
  const bytes = written(grid.parts.source, edits, now, false);
  const parts = openPackage(bytes);
  const { main, relations } = dialectOf(parts.text(parts.workbook));
  const columns = headings.map((heading, i) => `<tableColumn id="${i + 1}" name="${escapeXml(heading)}"/>`).join('');
  const bottom = Math.max(rect.bottom, rect.top + 1);
  const ref = refOf({ ...rect, bottom });
  // A header without a row beneath it gets one, which waits for data.
  const waits = bottom > rect.bottom ? ' insertRow="1"' : '';
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<table xmlns="${main}" id="${id}" name="${name}" displayName="${name}" ref="${ref}"${waits}><autoFilter ref="${ref}"/><tableColumns count="${headings.length}">${columns}</tableColumns></table>`;
  let number = id;
  while (parts.find(`xl/tables/table${number}.xml`)) number++;
  const path = `xl/tables/table${number}.xml`;
  const rels = relationsPath(sheet.path);
  const known = parts.find(rels)
    ? parts.text(rels)
    : '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const relation = freshRelationId(known);
  const types = parts.find('[Content_Types].xml')!.name;
  const changes = new Map([
    [path, Buffer.from(xml)],
    [parts.find(rels)?.name ?? rels, Buffer.from(withRelation(known, relation, `${relations}/table`, `/${path}`))],
    [types, Buffer.from(withContentType(parts.text(types), path, 'table'))],
    [parts.find(sheet.path)!.name, Buffer.from(withTablePart(parts.text(sheet.path), relation, relations))],
  ]);
  return { bytes: writeZip(parts.zip, changes), name };
};

const withTablePart = (xml: string, relation: string, relations: string): string => {
  const prefix = /<((?:\w+:)?)worksheet[\s>]/.exec(xml)![1]!;
  const part = `<${prefix}tablePart xmlns:r="${relations}" r:id="${relation}"/>`;
  const list = findTag(xml, 'tableParts');
  if (!list) {
    // Tables come last but for extensions.
    const at = /<(?:\w+:)?extLst\b(?![\s\S]*<\/(?:\w+:)?sheetData>)|<\/(?:\w+:)?worksheet>\s*$/.exec(xml)!.index;
    return splice(xml, at, at, `<${prefix}tableParts count="1">${part}</${prefix}tableParts>`);
  }
  const close = `</${prefix}tableParts>`;
  const count = (xml.match(/<(?:\w+:)?tablePart\s/g) ?? []).length + 1;
  const open = withAttribute(list.text.replace(/\s*\/>$/, '>'), 'count', String(count));
  return list.kind === 'empty'
    ? splice(xml, list.start, list.end, open + part + close)
    : splice(xml, list.start, list.end, open).replace(close, part + close);
};

/** A table by another name. */
export const withTableName = (grid: Grid, table: GridTable, name: string): Buffer => {
  const taken = grid.sheets
    .flatMap(({ tables }) => tables)
    .some((other) => other !== table && other.name.toLowerCase() === name.toLowerCase());
  if (taken || !/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name))
    throw new GraphError(400, 'InvalidArgument', 'The argument is invalid or missing or has an incorrect format.', {
      inner: 'invalidArgument',
    });
  const { parts } = grid;
  const xml = parts.text(table.path);
  const tag = findTag(xml, 'table')!;
  const renamed = withAttribute(withAttribute(tag.text, 'name', name), 'displayName', name);
  return writeZip(
    parts.zip,
    new Map([[parts.find(table.path)!.name, Buffer.from(splice(xml, tag.start, tag.end, renamed))]]),
  );
};
