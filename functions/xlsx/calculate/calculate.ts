/** Calculates the formulas of some sheets, so that a file says what they show to whoever cannot calculate. */
import { ensure } from '../../../core/text/maps.ts';
import type { CellValue, EditPlace, RawCell, RawSheet, RawWorkbook, Rect, RowEdit } from '../../../core/workbook.ts';
import { keptAt } from '../../../core/write/by-row.ts';
import { LAST_COLUMN } from '../cells.ts';
import { bareBytesOf, formulaOf, isBare, shiftFormula } from '../formula.ts';
import type { Package } from '../parts.ts';
import { lastRowAmong, rowsDownTo } from '../row-stretches.ts';
import { SheetCursor } from '../sheet-cursor.ts';
import { type Argument, type Cells, combine, SHEET_FUNCTIONS, type Today, type Value } from './functions.ts';
import { type CellsNode, type Node, NotUnderstood, parseBare, parseFormula } from './parse.ts';
import {
  compare,
  conditionOf,
  keyOfValue,
  NO_CELL,
  NO_VALUE,
  NoValue,
  numberOf,
  patternOf,
  type Scalar,
} from './values.ts';

/**
 * What formulas of these sheets show now and did not before, as edits that keep the formula. A formula that is not understood keeps what it
 * showed; what shows an error has no value. `workbook` is as it will be, `changed` what was changed in it since `parts` was opened.
 * @param sheets titles, and the last row in which a formula stands there; infinity where nobody knows
 */
export const calculatedEdits = (
  parts: Package,
  workbook: RawWorkbook,
  changed: readonly RowEdit[],
  sheets: ReadonlyMap<string, number>,
  today: Today,
): readonly RowEdit[] => {
  const calculator = new Calculator(workbook, today);
  for (const { title, path } of parts.sheets) {
    const end = sheets.get(title);
    if (end === undefined) continue;
    const add = (cursor: SheetCursor) => {
      const last = Math.min(end, lastRowAmong(cursor));
      const written = new Set<number>();
      for (const { sheet, row, places } of changed) {
        if (sheet === title && row <= last) for (const { column } of places) written.add(placeIn({ row, column }));
      }
      for (const { row, column, tree } of formulasIn(cursor, end, written)) calculator.add(title, row, column, tree);
    };
    const top = Number.isFinite(end) ? rowsDownTo(parts, path, end) : null;
    if (top) add(top);
    else parts.using(path, (bytes) => add(new SheetCursor(bytes, path)));
  }
  return calculator.edits();
};

/** A cell's place in its sheet, as a number of its own. */
const placeIn = ({ row, column }: { readonly row: number; readonly column: number }): number =>
  row * (LAST_COLUMN + 1) + column;

/** The formulas that stay, down to the row `end`, without those of the cells that are `written`. */
function* formulasIn(
  cursor: SheetCursor,
  end: number,
  written: ReadonlySet<number>,
): Generator<Pick<FormulaCell, 'row' | 'column' | 'tree'>> {
  const masters = new Map<string, { readonly row: number; readonly column: number; readonly text: string }>();
  while (cursor.nextRow()) {
    if (cursor.row > end) break;
    while (cursor.nextCell()) {
      const isWritten = written.has(placeIn(cursor));
      // One that is shared may be what others go by.
      if (isWritten && isBare(cursor)) continue;
      const { row, column } = cursor;
      if (isBare(cursor)) {
        const characters = bareBytesOf(cursor);
        if (characters !== '') yield { row, column, tree: () => parseBare(characters) };
        continue;
      }
      const formula = formulaOf(cursor);
      if (!formula || formula.kind === 'array' || formula.kind === 'dataTable') continue;
      if (formula.kind === 'shared' && formula.text !== '')
        masters.set(formula.group ?? '', { row, column, text: formula.text });
      if (isWritten) continue;
      const master = formula.text === '' ? masters.get(formula.group ?? '') : undefined;
      const text = master ? shiftFormula(master.text, row - master.row, column - master.column) : formula.text;
      if (text !== '') yield { row, column, tree: () => parseFormula(text) };
    }
  }
}

interface FormulaCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  /** What it says; throws NotUnderstood. */
  readonly tree: () => Node;
  /** Undefined until it is calculated. */
  value?: Scalar;
  isBusy: boolean;
}

/** The cells of one sheet by their place, and how far down it goes. */
interface Sheet {
  /** By the number of the row. */
  readonly rows: readonly (readonly RawCell[] | undefined)[];
  readonly formulas: Map<number, Map<number, FormulaCell>>;
  last: number;
}

const sheetOf = ({ rows }: RawSheet): Sheet => {
  const last = rows[rows.length - 1]?.at ?? 0;
  const byNumber = new Array<readonly RawCell[] | undefined>(last + 1).fill(undefined);
  for (const { at, cells } of rows) byNumber[at] = cells;
  return { rows: byNumber, formulas: new Map(), last };
};

class Calculator {
  readonly #raw: ReadonlyMap<string, RawSheet>;
  readonly #sheets = new Map<string, Sheet>();
  readonly #cells: FormulaCell[] = [];
  readonly #ranges = new Map<string, Range>();
  readonly #named = new Map<CellsNode, Value>();
  readonly #today: Today;

  constructor({ sheets }: RawWorkbook, today: Today) {
    this.#today = today;
    this.#raw = new Map(sheets.map((sheet) => [sheet.title, sheet]));
  }

  /** A sheet is gone through when a formula first names it. */
  #sheet(title: string): Sheet | undefined {
    const raw = this.#raw.get(title);
    return raw && ensure(this.#sheets, title, () => sheetOf(raw));
  }

  add(title: string, row: number, column: number, tree: () => Node): void {
    const sheet = this.#sheet(title);
    if (!sheet) return;
    const cell = { sheet: title, row, column, tree, isBusy: false };
    ensure(sheet.formulas, row, () => new Map<number, FormulaCell>()).set(column, cell);
    sheet.last = Math.max(sheet.last, row);
    this.#cells.push(cell);
  }

  /** Of cells of one row, which come together, one edit. */
  edits(): readonly RowEdit[] {
    const rows: (RowEdit & { readonly places: EditPlace[]; readonly values: CellValue[] })[] = [];
    for (const cell of this.#cells) {
      const { sheet, row, column } = cell;
      const shown = this.#shown(cell);
      if (shown === undefined || isShown(this.#stored(sheet, row, column), shown)) continue;
      let last = rows[rows.length - 1];
      if (last?.sheet !== sheet || last.row !== row) {
        last = { sheet, row, places: [], values: [] };
        rows.push(last);
      }
      last.places.push(keptAt(column));
      last.values.push(shown);
    }
    return rows;
  }

  /** Undefined where its formula is not understood. */
  #shown(cell: FormulaCell): CellValue | undefined {
    try {
      const value = this.#calculated(cell);
      // A formula makes 0 of an empty cell, and no value of an error.
      return value instanceof NoValue ? null : (value ?? 0);
    } catch (thrown) {
      if (thrown instanceof NotUnderstood) return undefined;
      throw thrown;
    }
  }

  /** What the cells of a sheet hold, down to its last row: of a formula that is not ours to calculate, what it showed last. */
  valuesIn(title: string, { top, left, bottom, right }: Rect): Scalar[] {
    const values: Scalar[] = [];
    const sheet = this.#sheet(title);
    const last = Math.min(bottom, sheet?.last ?? 0);
    for (let row = top; row <= last; row++) {
      const [cells, formulas] = [sheet?.rows[row], sheet?.formulas.get(row)];
      for (let column = left; column <= right; column++) {
        const own = formulas?.get(column);
        values.push(own ? this.#calculated(own) : heldIn(cells?.[column - 1] ?? null));
      }
    }
    return values;
  }

  #stored(title: string, row: number, column: number): RawCell {
    return this.#sheet(title)?.rows[row]?.[column - 1] ?? null;
  }

  #calculated(cell: FormulaCell): Scalar {
    if (cell.value !== undefined) return cell.value;
    if (cell.isBusy) return NO_CELL;
    cell.isBusy = true;
    try {
      cell.value = scalarOf(this.evaluate(cell.tree(), cell.sheet));
      return cell.value;
    } finally {
      cell.isBusy = false;
    }
  }

  evaluate(node: Node, sheet: string): Value {
    switch (node.kind) {
      case 'value':
        return node.value;
      case 'cells':
        return node.sheet === ''
          ? this.#range(sheet, node.rect)
          : ensure(this.#named, node, () => this.#range(node.sheet, node.rect));
      case 'list':
        return new List(node.values);
      case 'negative': {
        const number = numberOf(scalarOf(this.evaluate(node.of, sheet)));
        return number instanceof NoValue ? number : -number;
      }
      case 'binary': {
        const [left, right] = [this.evaluate(node.left, sheet), this.evaluate(node.right, sheet)];
        return node.operator === ':'
          ? this.#between(left, right)
          : combine(node.operator, scalarOf(left), scalarOf(right));
      }
      case 'call': {
        const work = SHEET_FUNCTIONS[node.name];
        if (!work) throw new NotUnderstood(node.name);
        return work(
          node.args.map((each) => new Later(this, each, sheet)),
          this.#today,
        );
      }
    }
  }

  #between(from: Value, to: Value): Value {
    if (!(from instanceof Range) || !(to instanceof Range) || from.sheet !== to.sheet) return NO_CELL;
    const rect = {
      top: Math.min(from.rect.top, to.rect.top),
      left: Math.min(from.rect.left, to.rect.left),
      bottom: Math.max(from.rect.bottom, to.rect.bottom),
      right: Math.max(from.rect.right, to.rect.right),
    };
    return this.#range(from.sheet, rect);
  }

  /** One and the same for the same cells, so that what is looked through again and again is gone through once. */
  #range(sheet: string, rect: Rect): Value {
    if (!this.#raw.has(sheet)) return NO_CELL;
    const { top, left, bottom, right } = rect;
    return ensure(this.#ranges, `${top} ${left} ${bottom} ${right} ${sheet}`, () => new Range(this, sheet, rect));
  }

  range(sheet: string, rect: Rect): Range | NoValue {
    const found = this.#range(sheet, rect);
    return found instanceof Range ? found : NO_CELL;
  }
}

class Later implements Argument {
  readonly #calculator: Calculator;
  readonly #node: Node;
  readonly #sheet: string;

  constructor(calculator: Calculator, node: Node, sheet: string) {
    this.#calculator = calculator;
    this.#node = node;
    this.#sheet = sheet;
  }

  value(): Value {
    return this.#calculator.evaluate(this.#node, this.#sheet);
  }

  scalar(): Scalar {
    return scalarOf(this.value());
  }

  cells(): Cells | NoValue {
    const found = this.value();
    if (found instanceof NoValue) return found;
    return typeof found === 'object' && found !== null ? found : new List([found]);
  }
}

const heldIn = (stored: RawCell): Scalar => {
  if (typeof stored !== 'object' || stored === null) return stored;
  return stored.fault === 'error' ? NO_VALUE : '';
};

/** What stands in the file is what is shown; numbers as exact as files write them. */
const isShown = (stored: RawCell, shown: CellValue): boolean => {
  if (typeof stored === 'object' && stored !== null) return shown === null;
  if (typeof stored === 'number' && typeof shown === 'number')
    return Math.abs(stored - shown) <= 1e-9 * Math.max(1, Math.abs(shown));
  return stored === shown;
};

const scalarOf = (value: Value): Scalar => {
  if (typeof value !== 'object' || value === null || value instanceof NoValue) return value;
  return value.height === 1 && value.width === 1 ? (value.values()[0] ?? null) : NO_VALUE;
};

/** Values one after another, found and sorted as often as anybody asks. */
abstract class Listed implements Cells {
  abstract readonly height: number;
  abstract readonly width: number;
  #places: Map<string, number> | null = null;
  #sorted: readonly number[] | null = null;
  readonly #meeting = new Map<Scalar, readonly number[]>();

  abstract values(): readonly Scalar[];
  abstract at(row: number, column: number): Cells | NoValue;

  placeOf(value: Scalar): number | undefined {
    const wild = typeof value === 'string' ? patternOf(value) : null;
    if (wild) {
      const at = this.values().findIndex(wild);
      return at < 0 ? undefined : at + 1;
    }
    if (!this.#places) {
      const places = new Map<string, number>();
      this.values().forEach((each, index) => {
        const key = keyOfValue(each);
        if (key !== null && !places.has(key)) places.set(key, index + 1);
      });
      this.#places = places;
    }
    // What is looked for in an empty cell is looked for as 0.
    return this.#places.get(keyOfValue(value ?? 0) ?? '');
  }

  meeting(criterion: Scalar): readonly number[] {
    return ensure(this.#meeting, criterion, () => {
      const meets = conditionOf(criterion);
      const values = this.values();
      const length = meets(null) ? this.height * this.width : values.length;
      const places: number[] = [];
      for (let at = 0; at < length; at++) if (meets(values[at] ?? null)) places.push(at);
      return places;
    });
  }

  sorted(): readonly number[] {
    this.#sorted ??= this.values()
      .filter((value) => typeof value === 'number')
      .sort((a, b) => Number(compare(a, b)));
    return this.#sorted;
  }
}

class List extends Listed {
  readonly height = 1;
  readonly width: number;
  readonly #values: readonly Scalar[];
  constructor(values: readonly Scalar[]) {
    super();
    this.#values = values;
    this.width = values.length;
  }
  values(): readonly Scalar[] {
    return this.#values;
  }
  at(_: number, column: number): Cells | NoValue {
    return column >= 1 && column <= this.width ? new List(this.#values.slice(column - 1, column)) : NO_CELL;
  }
}

class Range extends Listed {
  readonly sheet: string;
  readonly rect: Rect;
  readonly height: number;
  readonly width: number;
  readonly #calculator: Calculator;
  #values: readonly Scalar[] | null = null;

  constructor(calculator: Calculator, sheet: string, rect: Rect) {
    super();
    this.#calculator = calculator;
    this.sheet = sheet;
    this.rect = rect;
    this.height = rect.bottom - rect.top + 1;
    this.width = rect.right - rect.left + 1;
  }

  values(): readonly Scalar[] {
    this.#values ??= this.#calculator.valuesIn(this.sheet, this.rect);
    return this.#values;
  }

  at(row: number, column: number): Cells | NoValue {
    if (row < 1 || column < 1 || row > this.height || column > this.width) return NO_CELL;
    const [top, left] = [this.rect.top + Math.floor(row) - 1, this.rect.left + Math.floor(column) - 1];
    return this.#calculator.range(this.sheet, { top, left, bottom: top, right: left });
  }
}
