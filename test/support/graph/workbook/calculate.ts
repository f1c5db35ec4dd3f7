import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { CellEdit, RawCell } from '../../../../core/workbook.ts';
import { type Book, emptySheet, type Sheet } from '../../google/sheets/book.ts';
import { Calculator } from '../../google/sheets/calculate.ts';
import { CellError } from '../../google/sheets/operand.ts';
import type { Grid, GridSheet } from './grid.ts';

type Shown = string | number | boolean;

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** From day 0 of the 1904 system to that of 1900's. */
export const DAYS_TO_1904 = 1462;
const DAY = 86_400_000;

const enteredOf = (value: RawCell): sheets_v4.Schema$ExtendedValue | undefined => {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return value === null ? undefined : { stringValue: value.text };
};

const known = new WeakMap<Grid, Calculation>();

/** The calculation of a state, made once. What one of the state before found is kept where all that a formula looks at is as it was. */
export const calculationOf = (grid: Grid, now: number, before?: Calculation): Calculation => {
  const made = known.get(grid);
  const calculation = made?.now === now ? made : new Calculation(grid, now, before ?? made);
  known.set(grid, calculation);
  return calculation;
};

const entered = new WeakMap<GridSheet['cells'], Sheet['rows']>();

/** What was entered in a sheet's cells, made once: sheets that a write leaves as they are have the same cells. */
const rowsOf = (cells: GridSheet['cells']): Sheet['rows'] => {
  const made = entered.get(cells);
  if (made) return made;
  const rows: Sheet['rows'] = [];
  for (const [row, columns] of cells) {
    while (rows.length < row) rows.push([]);
    const line: sheets_v4.Schema$CellData[] = [];
    for (const [column, { value, formula }] of columns) {
      const userEnteredValue = formula === null ? enteredOf(value) : { formulaValue: `=${formula}` };
      if (userEnteredValue) line[column - 1] = { userEnteredValue };
    }
    rows[row - 1] = line;
  }
  entered.set(cells, rows);
  return rows;
};

/** A state that differs in nothing but what its formulas were last seen to show. */
export const sameCalculation = (grid: Grid, calculation: Calculation): void => {
  known.set(grid, calculation);
};

/** What Excel would show in cells with formulas; of functions that are not simulated, nothing. */
class Calculation {
  readonly now: number;
  readonly #grid: Grid;
  readonly #calculator: Calculator;
  readonly #sheets: readonly Sheet[];

  constructor(grid: Grid, now: number, before?: Calculation) {
    this.#grid = grid;
    this.now = now;
    const gridProperties = { rowCount: MOST_ROWS, columnCount: MOST_COLUMNS };
    this.#sheets = grid.sheets.map(({ title, cells }, sheetId) => ({
      ...emptySheet({ sheetId, title, gridProperties }),
      rows: rowsOf(cells),
    }));
    const book: Book = { properties: {}, sheets: [...this.#sheets], namedRanges: [], metadata: [] };
    const serial = now / DAY + 25_569 - (grid.dateSystem === 1904 ? DAYS_TO_1904 : 0);
    this.#calculator = new Calculator(book, serial, before === undefined ? undefined : before.#calculator);
  }

  enteredIn(sheet: number): Sheet['rows'] {
    return this.#sheets[sheet]!.rows;
  }

  /** Undefined where it comes to an error, or cannot be told. */
  at(sheet: number, row: number, column: number): Shown | undefined {
    const value = this.#calculator.at(this.#sheets[sheet]!, row - 1, column - 1);
    return value instanceof CellError || value === null ? undefined : value;
  }

  /** What other cells show since `before`, and what nobody calculated yet: as edits that keep the formulas. */
  since(before: Calculation | null): CellEdit[] {
    const edits: CellEdit[] = [];
    this.#grid.sheets.forEach(({ title, cells }, i) => {
      const was = before ? before.#grid.sheets.findIndex((sheet) => sheet.title === title) : -1;
      for (const [row, columns] of cells)
        for (const [column, { value, formula }] of columns) {
          if (formula === null) continue;
          const shown = this.at(i, row, column);
          const blank = typeof value === 'object';
          const earlier = was < 0 || !before ? undefined : before.at(was, row, column);
          if (shown === undefined || shown === value || (!blank && shown === earlier)) continue;
          edits.push({ sheet: title, row, column, value: shown, formula: 'keep' });
        }
    });
    return edits;
  }
}
