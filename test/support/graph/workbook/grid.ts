import type { RawCell, Rect } from '../../../../core/workbook.ts';
import { rectOf } from '../../../../functions/xlsx/cells.ts';
import { formulaOf, shiftFormula } from '../../../../functions/xlsx/formula.ts';
import { openPackage, type Package, relationsPath } from '../../../../functions/xlsx/parts.ts';
import { readPackage } from '../../../../functions/xlsx/read.ts';
import { SheetCursor } from '../../../../functions/xlsx/sheet-cursor.ts';
import { attribute, findTag, isTrue, tagsOf } from '../../../../functions/xlsx/xml.ts';

/** A cell as the file holds it. */
interface GridCell {
  readonly value: RawCell;
  /** Without `=`; shared ones written out. */
  readonly formula: string | null;
  readonly style: number;
}

export interface GridTable {
  readonly id: string;
  readonly name: string;
  readonly sheet: string;
  readonly path: string;
  readonly rect: Rect;
  readonly hasHeader: boolean;
  readonly hasTotals: boolean;
  /** It has no data, and shows one blank row that waits for some. */
  readonly awaits: boolean;
  readonly columns: readonly string[];
}

export interface GridSheet {
  /** `{00000000-0001-0000-0000-000000000000}`: stays when the sheet is renamed or moved. */
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  /** Null where it is not protected. */
  readonly protection: { readonly password: boolean } | null;
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, GridCell>>;
  readonly tables: readonly GridTable[];
}

/** All that a workbook's bytes say, read once for as long as they stay the same. */
export interface Grid {
  readonly parts: Package;
  readonly dateSystem: 1900 | 1904;
  readonly sheets: readonly GridSheet[];
  /** The number format's code of a style: `General`, `yyyy-mm-dd`. */
  readonly formatOf: (style: number) => string;
  /** Whether cells of a style may not be written while their sheet is protected. */
  readonly isLocked: (style: number) => boolean;
}

const grids = new WeakMap<Buffer, Grid>();

export const gridOf = (bytes: Buffer): Grid => {
  const known = grids.get(bytes);
  if (known) return known;
  const grid = readGrid(bytes);
  grids.set(bytes, grid);
  return grid;
};

/** Built-in formats, as an English Excel names them: ECMA-376 part 1, 18.8.30. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  49: '@',
};

const stylesOf = (parts: Package, path: string): Pick<Grid, 'formatOf' | 'isLocked'> => {
  const xml = parts.find(path) ? parts.text(path) : '';
  const codes = new Map(Object.entries(BUILT_IN).map(([id, code]) => [id, code]));
  const styles: { format: string; locked: boolean }[] = [];
  let inside = false;
  for (const tag of tagsOf(xml)) {
    if (tag.local === 'numFmt' && tag.kind !== 'close')
      codes.set(attribute(tag, 'numFmtId') ?? '', attribute(tag, 'formatCode') ?? 'General');
    if (tag.local === 'cellXfs') inside = tag.kind === 'open';
    if (!inside || tag.kind === 'close') continue;
    if (tag.local === 'xf')
      styles.push({ format: codes.get(attribute(tag, 'numFmtId') ?? '0') ?? 'General', locked: true });
    if (tag.local === 'protection') styles.at(-1)!.locked = isTrue(attribute(tag, 'locked') ?? '1');
  }
  return {
    formatOf: (style) => styles[style]?.format ?? 'General',
    isLocked: (style) => styles[style]?.locked ?? true,
  };
};

const tablesOf = (parts: Package, path: string, sheet: string): GridTable[] =>
  remembered('relations', parts, [relationsPath(path)], () => parts.relations(path))
    .filter(({ type, target }) => type === 'table' && parts.find(target))
    .map(({ target }) => ({
      ...remembered('table', parts, [target], () => tableOf(parts.text(target))),
      sheet,
      path: target,
    }));

const tableOf = (xml: string): Omit<GridTable, 'sheet' | 'path'> => {
  const tag = findTag(xml, 'table')!;
  return {
    id: attribute(tag, 'id') ?? '',
    name: attribute(tag, 'displayName') ?? attribute(tag, 'name') ?? '',
    rect: rectOf(attribute(tag, 'ref') ?? '')!,
    hasHeader: attribute(tag, 'headerRowCount') !== '0',
    awaits: isTrue(attribute(tag, 'insertRow')),
    hasTotals: Number(attribute(tag, 'totalsRowCount') ?? 0) > 0,
    columns: [...tagsOf(xml)]
      .filter(({ local, kind }) => local === 'tableColumn' && kind !== 'close')
      .map((column) => attribute(column, 'name') ?? ''),
  };
};

const visibilities = { hidden: 'Hidden', veryHidden: 'VeryHidden' } as const;

/** It stands after the cells. */
const protectionOf = (part: Buffer, path: string): GridSheet['protection'] => {
  const tag = findTag(part.toString('utf8', new SheetCursor(part, path).head.length), 'sheetProtection');
  if (!tag || !isTrue(attribute(tag, 'sheet'))) return null;
  return { password: !!(attribute(tag, 'password') ?? attribute(tag, 'hashValue')) };
};

const readGrid = (bytes: Buffer): Grid => {
  const parts = openPackage(bytes, true);
  const { sheets, dateSystem } = readPackage(parts);
  const declared = [...tagsOf(parts.text(parts.workbook))].filter(
    ({ local, kind }) => local === 'sheet' && kind !== 'close',
  );
  const relations = parts.relations(parts.workbook);
  const linked = (type: string) => relations.find((relation) => relation.type === type)?.target ?? '';
  const strings = linked('sharedStrings');
  return {
    parts,
    dateSystem,
    ...remembered('styles', parts, [linked('styles')], () => stylesOf(parts, linked('styles'))),
    sheets: parts.sheets.map(({ title, path }, i): GridSheet => {
      let cells: Cells | null = null;
      const tag = declared.find((sheet) => attribute(sheet, 'name') === title)!;
      const state = attribute(tag, 'state') as keyof typeof visibilities | undefined;
      const hex = Number(attribute(tag, 'sheetId')).toString(16).padStart(4, '0');
      return {
        id: `{00000000-0001-0000-${hex}-000000000000}`,
        title,
        path,
        visibility: state ? (visibilities[state] ?? 'Visible') : 'Visible',
        protection: remembered('protection', parts, [path], () => protectionOf(parts.bytes(path), path)),
        get cells() {
          cells ??= remembered('cells', parts, [path, strings], () =>
            cellsOf(parts.bytes(path), path, sheets[i]!.rows),
          );
          return cells;
        },
        tables: tablesOf(parts, path, title),
      };
    }),
  };
};

type Cells = GridSheet['cells'];

/** What was read of parts that a write leaves as they are, which most are. */
const memory = new Map<string, unknown>();
const MOST_REMEMBERED = 1000;

/** `make`'s answer for these parts, asked for once for as long as they hold the same. */
const remembered = <T>(what: string, parts: Package, names: readonly string[], make: () => T): T => {
  const key = [what, ...names.map((name) => [name, parts.find(name)?.crc, parts.find(name)?.size].join())].join(' ');
  if (memory.size > MOST_REMEMBERED) memory.clear();
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key) as T;
};

const cellsOf = (
  part: Buffer,
  path: string,
  rows: readonly { readonly at: number; readonly cells: readonly RawCell[] }[],
): Map<number, Map<number, GridCell>> => {
  const values = new Map(rows.map(({ at, cells }) => [at, cells]));
  const masters = new Map<string, { readonly row: number; readonly column: number; readonly text: string }>();
  const all = new Map<number, Map<number, GridCell>>();
  const cursor = new SheetCursor(part, path);
  while (cursor.nextRow()) {
    const { row } = cursor;
    const cells = new Map<number, GridCell>();
    while (cursor.nextCell()) {
      const { column } = cursor;
      const formula = formulaOf(cursor);
      if (formula?.kind === 'shared' && formula.ref)
        masters.set(formula.group ?? '', { row, column, text: formula.text });
      const master = formula?.kind === 'shared' && !formula.ref ? masters.get(formula.group ?? '') : undefined;
      const text = master ? shiftFormula(master.text, row - master.row, column - master.column) : formula?.text;
      const tag = part.toString('latin1', cursor.cellStart, cursor.cellTagEnd);
      cells.set(column, {
        value: values.get(row)?.[column - 1] ?? null,
        formula: text ?? null,
        style: Number(/\ss\s*=\s*["'](\d+)/.exec(tag)?.[1] ?? 0),
      });
    }
    if (cells.size > 0) all.set(row, cells);
  }
  return all;
};

/** The smallest rectangle around cells that hold something, or that have a look unless `valuesOnly`; null for none. */
export const usedOf = (sheet: GridSheet, valuesOnly: boolean): Rect | null => {
  let used: { top: number; left: number; bottom: number; right: number } | null = null;
  for (const [row, cells] of sheet.cells)
    for (const [column, { value, formula, style }] of cells) {
      if (value === null && formula === null && (valuesOnly || style === 0)) continue;
      used ??= { top: row, left: column, bottom: row, right: column };
      used.top = Math.min(used.top, row);
      used.left = Math.min(used.left, column);
      used.bottom = Math.max(used.bottom, row);
      used.right = Math.max(used.right, column);
    }
  return used;
};
