import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { cellName, parseA1 } from './a1.ts';
import { type Book, type Cell, draftOf, put, type Sheet, sheetByTitle } from './book.ts';
import { Calculator } from './calculate.ts';
import { type Dimension, deleteDimension, growTo, insertDimension, moveDimension } from './dimensions.ts';
import { ERROR_TEXT, serialIn, typed } from './format.ts';
import { CellError } from './operand.ts';
import { renameSheet, sortRows } from './structure.ts';

export type Role = 'owner' | 'writer' | 'reader';

export interface WorkbookState {
  readonly id: string;
  readonly book: Book;
  readonly calculator: Calculator;
}

/**
 * A spreadsheet in the fake, and what people do in it with their own program. Rows and columns are counted from 1
 * here, as people do. Every change makes a new state: `revision` counts them.
 */
export class Workbook {
  readonly id: string;
  readonly people: Map<string, Role>;
  /** In its owner's bin, where others still have access until it is deleted for good: https://support.google.com/drive/answer/14933051 */
  trashed = false;
  /** Gone for good: requests answer 404. */
  removed = false;
  #book: Book;
  #calculator: Calculator | undefined;
  #calculated: Book | undefined;
  #revision = 0;
  readonly #now: () => number;

  /** `before`: what is known of a book that is the same, or nearly. */
  constructor(id: string, book: Book, people: Map<string, Role>, now: () => number, before?: Calculator) {
    this.id = id;
    this.#book = book;
    this.people = people;
    this.#now = now;
    this.#calculator = before;
  }

  get book(): Book {
    return this.#book;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The next state. */
  replace(book: Book): void {
    this.#book = book;
    this.#revision++;
  }

  calculator(): Calculator {
    const now = serialIn(this.#book.properties.timeZone ?? 'Etc/GMT', this.#now());
    if (this.#calculator?.book !== this.#book || this.#calculator.instant !== now)
      this.#calculator = new Calculator(this.#book, now, this.#calculator);
    return this.#calculator;
  }

  /** It as it stands, with all that its formulas show, for others that begin so. */
  state(): WorkbookState {
    const calculator = this.calculator();
    if (this.#calculated !== this.#book) for (const title of this.tabs) this.rows(title);
    this.#calculated = this.#book;
    return { id: this.id, book: this.#book, calculator };
  }

  /** Types into a cell (`B7`), as in the program: numbers, dates and formulas are recognised, `'` makes text. */
  type(title: string, cell: string, text: string): void {
    this.#edit(title, (_, sheet) => {
      const { top, left } = parseA1(cell, () => false)!;
      const { value, numberFormat } = typed(text);
      this.#put(sheet, top!, left!, value, numberFormat);
    });
  }

  /** Sets a cell to just this; null empties it, `formula` is without `=`. */
  set(title: string, row: number, column: number, value: string | number | boolean | null, formula?: string): void {
    this.#edit(title, (_, sheet) => {
      const entered: sheets_v4.Schema$ExtendedValue | undefined =
        formula !== undefined
          ? { formulaValue: `=${formula}` }
          : value === null || value === ''
            ? undefined
            : typeof value === 'number'
              ? { numberValue: value }
              : typeof value === 'boolean'
                ? { boolValue: value }
                : { stringValue: value };
      this.#put(sheet, row - 1, column - 1, entered);
    });
  }

  /** Sorts rows `from` to `to` by what a column shows; empty cells go last. */
  sort(
    title: string,
    {
      column,
      from,
      to,
      descending = false,
    }: { readonly column: number; readonly from: number; readonly to?: number; readonly descending?: boolean },
  ): void {
    const calculator = this.calculator();
    this.#edit(title, (_, sheet) => {
      const original = sheetByTitle(calculator.book, title)!;
      const keys = original.rows.map((_, row) => calculator.at(original, row, column - 1));
      const empty = (value: unknown) => value === null || value === undefined || value === '';
      const wide = Math.max(0, ...sheet.rows.map((row) => row.length));
      const bottom = to ?? sheet.rows.length;
      sortRows(sheet, { top: from - 1, bottom, left: 0, right: wide }, (a, b) => {
        const [x, y] = [keys[a] ?? null, keys[b] ?? null];
        if (empty(x) || empty(y)) return Number(empty(x)) - Number(empty(y));
        const order =
          typeof x === 'number' && typeof y === 'number'
            ? x - y
            : String(x) < String(y)
              ? -1
              : String(x) > String(y)
                ? 1
                : 0;
        return descending ? -order : order;
      });
    });
  }

  insertRows(title: string, before: number, count = 1): void {
    this.#edit(title, (book, sheet) => insertDimension(book, sheet, 'ROWS', before - 1, count));
  }

  deleteRows(title: string, from: number, count = 1): void {
    this.#edit(title, (book, sheet) => deleteDimension(book, sheet, 'ROWS', from - 1, from - 1 + count));
  }

  insertColumns(title: string, before: number, count = 1): void {
    this.#edit(title, (book, sheet) => insertDimension(book, sheet, 'COLUMNS', before - 1, count));
  }

  deleteColumns(title: string, from: number, count = 1): void {
    this.#edit(title, (book, sheet) => deleteDimension(book, sheet, 'COLUMNS', from - 1, from - 1 + count));
  }

  /** Drags a row or column so that it comes to stand before another. */
  move(title: string, dimension: Dimension, from: number, before: number): void {
    this.#edit(title, (book, sheet) => moveDimension(book, sheet, dimension, [from - 1, from], before - 1));
  }

  renameTab(title: string, to: string): void {
    this.#edit(title, (book, sheet) => renameSheet(book, sheet, to));
  }

  deleteTab(title: string): void {
    this.#edit(title, (book, sheet) => {
      book.sheets = book.sheets.filter((each) => each !== sheet);
    });
  }

  rename(title: string): void {
    const book = draftOf(this.#book);
    book.properties = { ...book.properties, title };
    this.replace(book);
  }

  share(email: string, role: Role): void {
    this.people.set(email, role);
  }

  unshare(email: string): void {
    this.people.delete(email);
  }

  /** What a tab shows, row by row from the first: errors as their text, empty cells null, without empty ends. */
  rows(title: string): (string | number | boolean | null)[][] {
    const sheet = this.#sheet(this.#book, title);
    const calculator = this.calculator();
    return sheet.rows.map((row, r) => {
      const shown: (string | number | boolean | null)[] = [];
      // Most cells of a sheet are looks and nothing else.
      for (let c = 0; c < row.length; c++) {
        const value = row[c]?.userEnteredValue ? calculator.at(sheet, r, c) : null;
        shown.push(value instanceof CellError ? ERROR_TEXT[value.kind]! : value);
      }
      return shown;
    });
  }

  /** What is kept of a cell, 1-based; undefined where it is blank. */
  cell(title: string, row: number, column: number): Cell | undefined {
    return this.#sheet(this.#book, title).rows[row - 1]?.[column - 1];
  }

  tab(title: string): Sheet {
    return this.#sheet(this.#book, title);
  }

  get tabs(): string[] {
    return this.#book.sheets.map(({ properties }) => properties.title!);
  }

  #sheet(book: Book, title: string): Sheet {
    const sheet = sheetByTitle(book, title);
    if (!sheet) throw new Error(`No tab ${title} in ${this.id}`);
    return sheet;
  }

  #edit(title: string, edit: (book: Book, sheet: Sheet) => void): void {
    const book = draftOf(this.#book);
    edit(book, this.#sheet(book, title));
    this.replace(book);
  }

  #put(
    sheet: Sheet,
    row: number,
    column: number,
    value: sheets_v4.Schema$ExtendedValue | undefined,
    numberFormat?: sheets_v4.Schema$NumberFormat,
  ): void {
    if (row < 0 || column < 0) throw new Error(`No cell ${cellName(row, column)}`);
    growTo(sheet, 'ROWS', row + 1);
    growTo(sheet, 'COLUMNS', column + 1);
    const { userEnteredValue: _, ...rest } = sheet.rows[row]?.[column] ?? {};
    const format = numberFormat && !rest.userEnteredFormat?.numberFormat;
    put(sheet, row, column, {
      ...rest,
      ...(value && { userEnteredValue: value }),
      ...(format && { userEnteredFormat: { ...rest.userEnteredFormat, numberFormat } }),
    });
  }
}
