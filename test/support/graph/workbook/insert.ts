import type { Rect } from '../../../../core/workbook.ts';
import { cellAddress, LAST_COLUMN, rectOf, refOf } from '../../../../functions/xlsx/cells.ts';
import { formulaOf } from '../../../../functions/xlsx/formula.ts';
import { withoutContentType, withoutRelation } from '../../../../functions/xlsx/package-edits.ts';
import { type Package, relationsPath } from '../../../../functions/xlsx/parts.ts';
import { SheetCursor } from '../../../../functions/xlsx/sheet-cursor.ts';
import { escapeXml, findTag, splice, unescapeXml, withAttribute } from '../../../../functions/xlsx/xml.ts';
import { writeZip } from '../../../../functions/xlsx/zip.ts';
import { type Corner, type Reference, rewrite } from '../../google/sheets/formula.ts';
import { GraphError } from '../wire/errors.ts';
import { type Grid, type GridSheet, gridOf } from './grid.ts';

/** Cells that come in, in these columns and rows; what stood there and beneath moves down. */
interface Insertion {
  readonly sheet: GridSheet;
  readonly rect: Rect;
}

const countOf = ({ rect }: Insertion) => rect.bottom - rect.top + 1;
const isWhole = ({ rect }: Insertion) => rect.left === 1 && rect.right === LAST_COLUMN;

/** Where a rectangle of the sheet is afterwards. One that is only partly in the columns stays. */
const shifted = (insertion: Insertion, old: Rect): Rect => {
  const { rect } = insertion;
  if (old.left < rect.left || old.right > rect.right) return old;
  const by = countOf(insertion);
  const move = (row: number) => (row >= rect.top ? row + by : row);
  return { ...old, top: move(old.top), bottom: move(old.bottom) };
};

const shiftedReference = (insertion: Insertion, home: string, reference: Reference): Reference => {
  const { sheet, from, to = from } = reference;
  if ((sheet ?? home) !== insertion.sheet.title || from.row === undefined || to.row === undefined) return reference;
  const old = {
    top: from.row + 1,
    bottom: to.row + 1,
    left: (from.column ?? 0) + 1,
    right: (to.column ?? LAST_COLUMN - 1) + 1,
  };
  const { top, bottom } = shifted(insertion, old);
  if (top === old.top && bottom === old.bottom) return reference;
  const corner = (at: Corner, row: number): Corner => ({ ...at, row: row - 1 });
  return { ...reference, from: corner(from, top), ...(reference.to && { to: corner(to, bottom) }) };
};

const shiftedFormula = (insertion: Insertion, home: string, formula: string): string =>
  rewrite(`=${formula}`, (reference) => shiftedReference(insertion, home, reference)).slice(1);

/** The attributes `ref` and `sqref` of what follows the cells: merges, filters, rules, validation. */
const shiftedRanges = (insertion: Insertion, xml: string): string =>
  xml.replace(/\b(s?q?ref)="([A-Z$\d: ]+)"/g, (_, name, ranges: string) => {
    const moved = ranges.split(' ').map((range) => {
      const rect = rectOf(range);
      return rect ? refOf(shifted(insertion, rect)) : range;
    });
    return `${name}="${moved.join(' ')}"`;
  });

/** A sheet's part: formulas follow, and on the sheet itself cells move. */
const sheetPart = (grid: Grid, sheet: GridSheet, insertion: Insertion): Buffer => {
  const own = sheet === insertion.sheet;
  const { rect } = insertion;
  const part = grid.parts.bytes(sheet.path);
  const cursor = new SheetCursor(part, sheet.path);
  const { prefix } = cursor;
  const rows = new Map<number, { tag: string; cells: Map<number, string> }>();
  const rowAt = (row: number, tag = `<${prefix}row>`) => {
    const known = rows.get(row) ?? { tag, cells: new Map<number, string>() };
    rows.set(row, known);
    return known;
  };
  while (cursor.nextRow()) {
    const { row } = cursor;
    const tag = part.toString('utf8', cursor.rowStart, cursor.rowTagEnd).replace(/\s*\/>$/, '>');
    rowAt(own && isWhole(insertion) && row >= rect.top ? row + countOf(insertion) : row, tag).tag = tag;
    while (cursor.nextCell()) {
      const { column, cellStart, cellTagEnd, cellEnd, formulaStart, formulaEnd } = cursor;
      const place = { top: row, bottom: row, left: column, right: column };
      const at = own ? shifted(insertion, place).top : row;
      let inner = part.toString('utf8', cellTagEnd, cellEnd);
      const formula = formulaOf(cursor);
      if (formula && (formula.kind === 'normal' || formula.kind === 'shared')) {
        const text = escapeXml(shiftedFormula(insertion, sheet.title, sheet.cells.get(row)!.get(column)!.formula!));
        inner =
          part.toString('utf8', cellTagEnd, formulaStart) +
          `<${prefix}f>${text}</${prefix}f>` +
          part.toString('utf8', formulaEnd, cellEnd);
      }
      const open = withAttribute(part.toString('utf8', cellStart, cellTagEnd), 'r', cellAddress(at, column));
      rowAt(at).cells.set(column, open + inner);
    }
  }
  if (own) dress(sheet, insertion, (row, column, xml) => rowAt(row).cells.set(column, xml), prefix);
  const lines = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, { tag, cells }]) => {
      const open = withAttribute(withAttribute(tag, 'spans', null), 'r', String(row));
      return `${open}${[...cells]
        .sort(([a], [b]) => a - b)
        .map(([, xml]) => xml)
        .join('')}</${prefix}row>`;
    });
  const head = part.toString('utf8', 0, cursor.data.end);
  const tail = part.toString('utf8', cursor.end);
  if (cursor.data.kind === 'empty') return part;
  return Buffer.from(
    (own ? withDimension(head, insertion) : head) + lines.join('') + (own ? shiftedRanges(insertion, tail) : tail),
  );
};

const speaksOf = ({ cells }: GridSheet, title: string): boolean => {
  for (const row of cells.values()) for (const { formula } of row.values()) if (formula?.includes(title)) return true;
  return false;
};

/** New cells look like those above them, as in the program. */
const dress = (
  { cells }: GridSheet,
  { rect }: Insertion,
  put: (row: number, column: number, xml: string) => void,
  prefix: string,
): void => {
  for (const [column, { style }] of cells.get(rect.top - 1) ?? [])
    if (style > 0 && column >= rect.left && column <= rect.right)
      for (let row = rect.top; row <= rect.bottom; row++)
        put(row, column, `<${prefix}c r="${cellAddress(row, column)}" s="${style}"/>`);
};

const withDimension = (head: string, insertion: Insertion): string => {
  const tag = findTag(head, 'dimension');
  const rect = tag && rectOf(/\bref="([^"]+)"/.exec(tag.text)?.[1] ?? '');
  if (!tag || !rect || rect.bottom < insertion.rect.top) return head;
  const ref = refOf({ ...rect, bottom: rect.bottom + countOf(insertion) });
  return splice(head, tag.start, tag.end, withAttribute(tag.text, 'ref', ref));
};

/** A table's range and its filter's. */
export const withTableRange = (xml: string, rect: Rect): string => {
  const table = findTag(xml, 'table')!;
  let changed = splice(
    xml,
    table.start,
    table.end,
    withAttribute(withAttribute(table.text, 'ref', refOf(rect)), 'insertRow', null),
  );
  const filter = findTag(changed, 'autoFilter');
  if (filter) changed = splice(changed, filter.start, filter.end, withAttribute(filter.text, 'ref', refOf(rect)));
  return changed;
};

const withDefinedNames = (xml: string, insertion: Insertion): string =>
  xml.replace(/(<(?:\w+:)?definedName\b[^>]*>)([^<]*)(<)/g, (_, open, text: string, close) => {
    return open + escapeXml(shiftedFormula(insertion, '', unescapeXml(text))) + close;
  });

/** The chain names cells by their places; without it the program that opens the workbook makes a new one. */
const withoutChain = (parts: Package, changes: Map<string, Buffer | null>): void => {
  const relation = parts.relations(parts.workbook).find(({ type }) => type === 'calcChain');
  if (!relation) return;
  const rels = parts.find(relationsPath(parts.workbook))!.name;
  const types = parts.find('[Content_Types].xml')!.name;
  changes.set(parts.find(relation.target)!.name, null);
  changes.set(rels, Buffer.from(withoutRelation(parts.text(rels), relation.id)));
  changes.set(types, Buffer.from(withoutContentType(parts.text(types), relation.target)));
};

/**
 * A workbook's bytes with cells inserted, and all that refers to moved ones following them: formulas, names, tables, merges,
 * filters, validation, conditional formats. Comments and drawings stay where they are.
 */
export const withInserted = (bytes: Buffer, sheet: GridSheet, rect: Rect): Buffer => {
  const grid = gridOf(bytes);
  const { parts } = grid;
  const insertion = { sheet, rect };
  const moves = (table: Rect) => table.bottom >= rect.top;
  const changes = new Map<string, Buffer | null>();
  for (const table of sheet.tables) {
    const { left, right } = table.rect;
    const [apart, inside] = [left > rect.right || right < rect.left, left >= rect.left && right <= rect.right];
    if (moves(table.rect) && !apart && !inside)
      throw new GraphError(
        409,
        'InsertDeleteConflict',
        'The insert or delete operation attempted resulted in a conflict.',
        {
          inner: 'insertDeleteConflict',
        },
      );
    if (inside && moves(table.rect))
      changes.set(
        parts.find(table.path)!.name,
        Buffer.from(withTableRange(parts.text(table.path), shifted(insertion, table.rect))),
      );
  }
  for (const one of grid.sheets)
    if (one === sheet || speaksOf(one, sheet.title))
      changes.set(parts.find(one.path)!.name, sheetPart(grid, one, insertion));
  changes.set(parts.workbook, Buffer.from(withDefinedNames(parts.text(parts.workbook), insertion)));
  withoutChain(parts, changes);
  return writeZip(parts.zip, changes);
};
