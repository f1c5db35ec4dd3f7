import { type Area, contains, intersects } from './a1.ts';
import { blankCell, type Cell } from './cell.ts';

interface Cells {
  readonly all: Map<Column, Cell>;
  /** Those with a value or a formula; looked up once where nobody may change a cell. */
  filled: readonly Column[] | null;
}

const filledIn = (cells: ReadonlyMap<Column, Readonly<Cell>>): readonly Column[] => {
  const filled: Column[] = [];
  for (const [column, { value, formula }] of cells) if (value !== '' || formula !== '') filled.push(column);
  return filled;
};

/** A row's cells. What is looked at may be another file's row as well (`again`); whoever changes a cell asks for the row's own. */
export class Row {
  hidden = false;
  #cells: Cells = { all: new Map(), filled: null };
  #isShared = false;

  get cells(): ReadonlyMap<Column, Readonly<Cell>> {
    return this.#cells.all;
  }

  /** The columns in which it has content; notes and colours are none. */
  get filled(): readonly Column[] {
    if (!this.#isShared) return filledIn(this.#cells.all);
    this.#cells.filled ??= filledIn(this.#cells.all);
    return this.#cells.filled;
  }

  own(): Map<Column, Cell> {
    if (this.#isShared) {
      this.#cells = { all: new Map([...this.#cells.all].map(([column, cell]) => [column, { ...cell }])), filled: null };
      this.#isShared = false;
    }
    return this.#cells.all;
  }

  /** The same row once more: both have these cells until one of them is changed. */
  again(): Row {
    const row = new Row();
    row.hidden = this.hidden;
    row.#cells = this.#cells;
    row.#isShared = true;
    this.#isShared = true;
    return row;
  }
}

/** Nothing but itself: what is known of a column stands in its sheet. */
export class Column {
  readonly is = 'column';
}

export interface ProtectionModel {
  /** undefined: the whole sheet. */
  area: Area | undefined;
  unprotected: Area[];
  description: string;
  editors: Set<string>;
  warningOnly: boolean;
  domainEdit: boolean;
}

/** A new protection; whoever makes it stays among its editors. Without an area it is the whole tab's. */
export const newProtection = (creator: string, area: Area | undefined): ProtectionModel => ({
  area,
  unprotected: [],
  description: '',
  editors: new Set([creator]),
  warningOnly: false,
  domainEdit: false,
});

/** The sheet's one basic filter: by column (1-based in the sheet), the shown texts that are hidden. Filter views are each person's own and no service sees them. */
interface FilterModel {
  area: Area;
  hiddenValues: Map<number, ReadonlySet<string>>;
}

/** A conditional format, of which the sheet knows where it holds. */
export interface FormatPlaces {
  readonly ranges: readonly (Area & { readonly sheet: SheetModel })[];
}

const EMPTY: Readonly<Cell> = Object.freeze(blankCell());

/** One tab: cells live by row and column objects, so that inserting, deleting and moving either takes its cells along. */
export class SheetModel {
  readonly id: number;
  name: string;
  rows: Row[] = [];
  columns: Column[] = [];
  frozenRows = 0;
  frozenColumns = 0;
  readonly hiddenColumns = new Set<Column>();
  hidden = false;
  tabColor: string | null = null;
  merges: Area[] = [];
  protections: ProtectionModel[] = [];
  filter: FilterModel | undefined;
  conditionalFormats: FormatPlaces[] = [];

  constructor(id: number, name: string, maxRows: number, maxColumns: number) {
    this.id = id;
    this.name = name;
    this.insertRows(1, maxRows);
    this.insertColumns(1, maxColumns);
  }

  get whole(): Area {
    return { row: 1, column: 1, rows: this.rows.length, columns: this.columns.length };
  }

  /** The same sheet once more, but for its conditional formats, which name sheets of its file. */
  again(): SheetModel {
    const other = new SheetModel(this.id, this.name, 0, 0);
    const { frozenRows, frozenColumns, hidden, tabColor, filter } = this;
    Object.assign(other, { frozenRows, frozenColumns, hidden, tabColor, filter });
    other.rows = this.rows.map((row) => row.again());
    other.columns = [...this.columns];
    for (const column of this.hiddenColumns) other.hiddenColumns.add(column);
    other.merges = [...this.merges];
    other.protections = this.protections.map((guard) => ({
      ...guard,
      unprotected: [...guard.unprotected],
      editors: new Set(guard.editors),
    }));
    return other;
  }

  hide(column: Column, isHidden: boolean): void {
    if (isHidden) this.hiddenColumns.add(column);
    else this.hiddenColumns.delete(column);
  }

  hidesColumn(column: number): boolean {
    const found = this.columns[column - 1];
    return found !== undefined && this.hiddenColumns.has(found);
  }

  /** For reading only; an untouched cell is not made. */
  peek(row: number, column: number): Readonly<Cell> {
    return this.rows[row - 1]?.cells.get(this.columns[column - 1]!) ?? EMPTY;
  }

  cell(row: number, column: number): Cell {
    const cells = this.rows[row - 1]!.own();
    const key = this.columns[column - 1]!;
    let cell = cells.get(key);
    if (!cell) {
      cell = blankCell();
      cells.set(key, cell);
    }
    return cell;
  }

  put(row: number, column: number, cell: Cell): void {
    this.rows[row - 1]!.own().set(this.columns[column - 1]!, { ...cell });
  }

  /** Every cell of an area, made where there was none; tens of thousands at a time, so without a generator. */
  forCells(area: Area, change: (cell: Cell) => void): void {
    for (let row = area.row; row < area.row + area.rows; row += 1) {
      for (let column = area.column; column < area.column + area.columns; column += 1) change(this.cell(row, column));
    }
  }

  *each(area: Area): Generator<readonly [row: number, column: number]> {
    for (let row = area.row; row < area.row + area.rows; row += 1) {
      for (let column = area.column; column < area.column + area.columns; column += 1) yield [row, column];
    }
  }

  read<T>(area: Area, of: (cell: Readonly<Cell>) => T): T[][] {
    const table: T[][] = [];
    for (let row = area.row; row < area.row + area.rows; row += 1) {
      const cells = this.rows[row - 1]?.cells;
      const line: T[] = [];
      for (let column = area.column; column < area.column + area.columns; column += 1)
        line.push(of(cells?.get(this.columns[column - 1]!) ?? EMPTY));
      table.push(line);
    }
    return table;
  }

  /** The last row and column with a value or a formula; notes and colours are no content (reference: Sheet.getLastRow). */
  content(): { readonly lastRow: number; readonly lastColumn: number } {
    const place = new Map(this.columns.map((column, i) => [column, i + 1]));
    let lastRow = 0;
    let lastColumn = 0;
    this.rows.forEach(({ filled }, i) => {
      for (const column of filled) {
        lastRow = i + 1;
        lastColumn = Math.max(lastColumn, place.get(column) ?? 0);
      }
    });
    return { lastRow, lastColumn };
  }

  /** New rows, or the ones a deletion took. */
  insertRows(before: number, given: number | readonly Row[]): void {
    const rows = typeof given === 'number' ? Array.from({ length: given }, () => new Row()) : given;
    this.rows.splice(before - 1, 0, ...rows);
    this.#shift('row', 'rows', before, rows.length);
  }

  insertColumns(before: number, given: number | readonly Column[]): void {
    const columns = typeof given === 'number' ? Array.from({ length: given }, () => new Column()) : given;
    this.columns.splice(before - 1, 0, ...columns);
    this.#shift('column', 'columns', before, columns.length);
  }

  deleteRows(first: number, count: number): Row[] {
    const gone = this.rows.splice(first - 1, count);
    this.#shrink('row', 'rows', first, count);
    return gone;
  }

  deleteColumns(first: number, count: number): Column[] {
    const gone = this.columns.splice(first - 1, count);
    this.#shrink('column', 'columns', first, count);
    return gone;
  }

  /** Moves whole columns before the one that is at `before` now. */
  moveColumns(first: number, count: number, before: number): void {
    this.columns = moved(this.columns, first, count, before);
  }

  moveRows(first: number, count: number, before: number): void {
    this.rows = moved(this.rows, first, count, before);
  }

  hiddenByFilter(row: number, show: (row: number, column: number) => string): boolean {
    const filter = this.filter;
    if (!filter || row <= filter.area.row || row >= filter.area.row + filter.area.rows) return false;
    return [...filter.hiddenValues].some(([column, hidden]) => hidden.has(show(row, column)));
  }

  mergeAt(row: number, column: number): Area | undefined {
    return this.merges.find((area) => contains(area, { row, column, rows: 1, columns: 1 }));
  }

  /** Only the top left cell keeps its content (as Sheets warns a person who merges). */
  merge(area: Area): void {
    const { row, column, rows, columns } = area;
    for (const [y, x] of this.each(area)) {
      if (y !== row || x !== column) Object.assign(this.cell(y, x), { value: '', formula: '' });
    }
    this.merges = [...this.merges.filter((one) => !intersects(one, area)), { row, column, rows, columns }];
  }

  /** Whether a person may change every cell of the area; the spreadsheet's owner always may. Protections that only warn do not stop anybody. */
  editable(area: Area, email: string, owner: string): boolean {
    if (email === owner) return true;
    return this.protections.every(
      ({ area: guarded, unprotected, editors, warningOnly }) =>
        warningOnly ||
        editors.has(email) ||
        (guarded !== undefined && !intersects(guarded, area)) ||
        unprotected.some((open) => contains(open, area)),
    );
  }

  #areas(change: (area: Area) => Area | undefined): void {
    this.merges = this.merges.flatMap((area) => change(area) ?? []);
    this.protections = this.protections.flatMap((guard) => {
      if (guard.area === undefined) return [guard];
      guard.area = change(guard.area);
      return guard.area ? [guard] : [];
    });
    if (this.filter) {
      const area = change(this.filter.area);
      this.filter = area && { ...this.filter, area };
    }
  }

  #shift(start: 'row' | 'column', size: 'rows' | 'columns', before: number, count: number): void {
    this.#areas((area) => {
      if (before <= area[start]) return { ...area, [start]: area[start] + count };
      return before < area[start] + area[size] ? { ...area, [size]: area[size] + count } : area;
    });
  }

  #shrink(start: 'row' | 'column', size: 'rows' | 'columns', first: number, count: number): void {
    this.#areas((area) => {
      const before = Math.max(0, Math.min(area[start] - first, count));
      const from = Math.max(area[start], first);
      const inside = Math.max(0, Math.min(area[start] + area[size], first + count) - from);
      const left = area[size] - inside;
      return left > 0 ? { ...area, [start]: area[start] - before, [size]: left } : undefined;
    });
  }
}

const moved = <T>(list: readonly T[], first: number, count: number, before: number): T[] => {
  const block = list.slice(first - 1, first - 1 + count);
  const head = list.slice(0, before - 1).filter((item) => !block.includes(item));
  return [...head, ...block, ...list.slice(before - 1).filter((item) => !block.includes(item))];
};
