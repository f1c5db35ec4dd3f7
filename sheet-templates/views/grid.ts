/** A sheet as plain data: cells with their looks, formulas and links. */
import { columnLetters } from '../lookup.ts';

/** A colour as AARRGGBB. */
export interface Ink {
  readonly argb: string;
}

export interface Font {
  readonly name?: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly underline?: boolean;
  readonly color?: Ink;
}

/** A plain ground: a cell's own is `fgColor`, that of a conditional format `bgColor`, as .xlsx files have it. */
export interface Fill {
  readonly type: 'pattern';
  readonly pattern: 'solid';
  readonly fgColor?: Ink;
  readonly bgColor?: Ink;
}

export interface BorderLine {
  readonly style: 'thin' | 'medium';
  readonly color: Ink;
}

export interface Borders {
  readonly top?: BorderLine;
  readonly bottom?: BorderLine;
  readonly left?: BorderLine;
  readonly right?: BorderLine;
}

export interface Alignment {
  readonly vertical?: 'top' | 'middle' | 'bottom';
  readonly horizontal?: 'left' | 'center' | 'right';
  readonly wrapText?: boolean;
  readonly indent?: number;
  /** Degrees, counted anticlockwise. */
  readonly textRotation?: number;
}

export interface Look {
  readonly font?: Font;
  readonly fill?: Fill;
  readonly alignment?: Alignment;
  readonly border?: Borders;
  /** A number format as .xlsx files have it. */
  readonly numFmt?: string;
}

/** Without the equals sign. */
export interface Formula {
  readonly formula: string;
}

/** A link to a place in the workbook: `'Tracker'!A1`. */
export interface CellLink {
  readonly text: string;
  readonly hyperlink: string;
}

export type CellContent = string | number | Formula | CellLink | null;
export const isFormula = (content: CellContent): content is Formula =>
  typeof content === 'object' && content !== null && 'formula' in content;
export const isLink = (content: CellContent): content is CellLink =>
  typeof content === 'object' && content !== null && 'hyperlink' in content;

export interface Cell {
  value: CellContent;
  style: Look;
}

/** Counted from 1, both ends with it. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A conditional format: where (several ranges with a blank between them, where it changes no colours), when (a formula as the range's first row says it), and how it looks then. */
export interface Colour {
  readonly ref: string;
  readonly when: string;
  readonly style: Look;
}

/** One row or column of cells, of this sheet or another. */
export interface Strip extends Box {
  /** Title of the sheet. */
  readonly sheet: string;
}

/** A chart that the spreadsheet program draws. */
export interface Chart {
  /** What it shows, for those who cannot see it. */
  readonly title: string;
  readonly kind: 'bars' | 'lines';
  /** The bars of a category in one line, each going on where the one before ends. */
  readonly stacked: boolean;
  readonly categories: Strip;
  readonly series: readonly {
    /** The cell that holds its name. */
    readonly name: Strip;
    readonly values: Strip;
    /** `#rrggbb`; several are for its points in turn. */
    readonly colours: readonly [string, ...string[]];
    readonly dashed?: boolean;
  }[];
  /** The cells it lies over. */
  readonly over: Box;
}

const CELLS = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/;
/** `AB` is 28. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** `B4:C7`, or one cell. */
export const boxOf = (ref: string): Box => {
  const [, left, top, right = left, bottom = top] = CELLS.exec(ref.replaceAll('$', '')) ?? [];
  if (left === undefined || right === undefined) throw new RangeError(`${ref} names no cells`);
  return { top: Number(top), left: columnIndex(left), bottom: Number(bottom), right: columnIndex(right) };
};

/**
 * A sheet as it is drawn: plain data, which is written into .xlsx files and into Google spreadsheets alike. Rows and columns
 * count from 1; widths are in characters as .xlsx files count them, heights in points.
 */
export class Grid {
  readonly cells = new Map<string, Cell>();
  readonly columns = new Map<number, { width?: number; hidden?: boolean }>();
  readonly rows = new Map<number, { height?: number; hidden?: boolean }>();
  readonly merges: Box[] = [];
  /** Where two speak of the same property, the earlier one counts. */
  readonly colours: Colour[] = [];
  readonly charts: Chart[] = [];
  /** Cells that offer the names of a tab's first column. */
  readonly choices: { readonly cell: string; readonly tab: string }[] = [];
  /** A plain table with filter buttons, by its name and cells; the header is its first row. */
  table: { readonly name: string; readonly ref: string } | null = null;
  printArea: string | null = null;

  /** By row and column, or by `A1`. */
  getCell(place: string): Cell;
  getCell(row: number, column: number): Cell;
  getCell(place: number | string, column = 1): Cell {
    const key = typeof place === 'string' ? place : `${columnLetters(column)}${place}`;
    let cell = this.cells.get(key);
    if (!cell) {
      cell = { value: null, style: {} };
      this.cells.set(key, cell);
    }
    return cell;
  }

  getColumn(column: number | string): { width?: number; hidden?: boolean } {
    return entry(this.columns, typeof column === 'string' ? columnIndex(column) : column);
  }

  getRow(row: number): { height?: number; hidden?: boolean } {
    return entry(this.rows, row);
  }

  mergeCells(top: number, left: number, bottom: number, right: number): void {
    this.merges.push({ top, left, bottom, right });
  }
}

const entry = <T extends object>(entries: Map<number, T>, key: number): T => {
  const known = entries.get(key);
  if (known) return known;
  const made = {} as T;
  entries.set(key, made);
  return made;
};
