import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Book, Sheet } from './book.ts';
import { type Reference, type Token, tokenize } from './formula.ts';
import { FUNCTIONS } from './functions.ts';
import {
  type Area,
  asNumber,
  asText,
  CellError,
  comparable,
  compare,
  type ErrorKind,
  isArea,
  isList,
  type Operand,
  plain,
  type Surroundings,
  type Value,
} from './operand.ts';

type Node =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'operator'; readonly operator: string; readonly args: readonly Node[] }
  | { readonly kind: 'list'; readonly args: readonly Node[] }
  /** From one cell to another: `$A$1:INDEX(…)`. */
  | { readonly kind: 'span'; readonly args: readonly [Node, Node] };

const LEVELS = [['=', '<>', '<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/'], ['^']] as const;
const SYNTAX = { kind: 'value', value: new CellError('ERROR', 'Formula parse error.') } as const;
const ERRORS: Readonly<Record<string, ErrorKind>> = {
  '#N/A': 'N_A',
  '#REF!': 'REF',
  '#DIV/0!': 'DIVIDE_BY_ZERO',
  '#VALUE!': 'VALUE',
  '#NAME?': 'NAME',
  '#NUM!': 'NUM',
  '#NULL!': 'NULL_VALUE',
  '#ERROR!': 'ERROR',
};

/** A small recursive-descent parser: operators by level, calls, references, literals. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens.filter(({ kind }) => kind !== 'space');
  }

  whole(): Node | null {
    const node = this.#level(0);
    return node && this.#at === this.#tokens.length ? node : null;
  }

  #take(...texts: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || !texts.includes(token.text)) return null;
    this.#at++;
    return token.text;
  }

  #level(level: number): Node | null {
    const operators = LEVELS[level];
    if (!operators) return this.#prefix();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = left && this.#take(...operators);
      if (!left || !operator) return left;
      const right = this.#level(level + 1);
      left = right && { kind: 'operator', operator, args: [left, right] };
    }
  }

  #prefix(): Node | null {
    const sign = this.#take('-', '+');
    if (sign) {
      const inner = this.#prefix();
      return inner && { kind: 'operator', operator: `prefix${sign}`, args: [inner] };
    }
    let node = this.#primary();
    if (node && this.#take(':')) {
      const to = this.#primary();
      node = to && { kind: 'span', args: [node, to] };
    }
    while (node && this.#take('%')) node = { kind: 'operator', operator: '%', args: [node] };
    return node;
  }

  #primary(): Node | null {
    if (this.#take('(')) {
      const inner = this.#level(0);
      return this.#take(')') ? inner : null;
    }
    if (this.#take('{')) return this.#list();
    const token = this.#tokens[this.#at++];
    switch (token?.kind) {
      case 'number':
        return { kind: 'value', value: Number(token.text) };
      case 'string':
        return { kind: 'value', value: token.text.slice(1, -1).replaceAll('""', '"') };
      case 'error':
        return { kind: 'value', value: new CellError(ERRORS[token.text]!, 'Reference does not exist') };
      case 'reference':
        return { kind: 'reference', reference: token.reference };
      case 'name': {
        const name = token.text.toUpperCase();
        if (this.#take('(')) return this.#call(name);
        if (name === 'TRUE' || name === 'FALSE') return { kind: 'value', value: name === 'TRUE' };
        return { kind: 'value', value: new CellError('NAME', `Unknown range name: '${name}'.`) };
      }
      default:
        return null;
    }
  }

  #list(): Node | null {
    const args: Node[] = [];
    for (;;) {
      const arg = this.#level(0);
      if (!arg) return null;
      args.push(arg);
      if (this.#take('}')) return { kind: 'list', args };
      if (!this.#take(',', ';')) return null;
    }
  }

  #call(name: string): Node | null {
    const args: Node[] = [];
    if (this.#take(')')) return { kind: 'call', name, args };
    for (;;) {
      const arg = this.#level(0);
      if (!arg) return null;
      args.push(arg);
      if (this.#take(')')) return { kind: 'call', name, args };
      if (!this.#take(',', ';')) return null;
    }
  }
}

const parsed = new Map<string, Node>();
const parse = (formula: string): Node => {
  const known = parsed.get(formula);
  if (known) return known;
  const tokens = tokenize(formula.slice(1));
  const node = (tokens && new Parser(tokens).whole()) ?? SYNTAX;
  if (parsed.size > 50_000) parsed.clear();
  parsed.set(formula, node);
  return node;
};

/** What a formula showed, and what it looked at for that: bits. */
interface Known<T> {
  readonly value: T;
  readonly reads: number;
}

/** Bits for the day, and for the instant or what else does not last. Those below are the sheets', by their places. */
const DAY = 1 << 28;
const INSTANT = 1 << 29;
const MOST_SHEETS = 28;

/** By 0-based row and column. */
type KnownCells = Map<number, Known<Value>>;
const cellKey = (row: number, column: number): number => row * 32_768 + column;

/** Whether formulas find the same in both: cells are replaced, never changed (book.ts). */
const isSame = (sheet: Sheet, before: Sheet): boolean =>
  sheet.rows.length === before.rows.length && sheet.rows.every((row, i) => row === before.rows[i]);

/** Whether what a formula calls a sheet, and its size, are the same. */
const isNamedSame = ({ properties: is }: Sheet, { properties: was }: Sheet): boolean =>
  is.sheetId === was.sheetId &&
  is.title === was.title &&
  is.gridProperties!.rowCount === was.gridProperties!.rowCount &&
  is.gridProperties!.columnCount === was.gridProperties!.columnCount;

/**
 * What formulas in one state of a workbook show. Made anew for every state; cells are calculated when asked for. What the state before knew is
 * kept where all that the formula looked at is as it was.
 */
export class Calculator implements Surroundings {
  readonly book: Book;
  /** The present instant's serial number in the workbook's zone. */
  readonly instant: number;
  /** By the place of their sheet in the book. */
  #known: readonly KnownCells[];
  #columns = new Map<string, Known<Map<string, number>>>();
  readonly #places: ReadonlyMap<number, number>;
  /** What the formula that is being calculated has looked at so far. */
  #reads = 0;

  constructor(book: Book, instant: number, before?: Calculator) {
    this.book = book;
    this.instant = instant;
    this.#places = new Map(book.sheets.map(({ properties }, place) => [properties.sheetId!, place]));
    this.#known = book.sheets.map(() => new Map());
    if (before) this.#keep(before);
  }

  get now(): number {
    this.#reads |= INSTANT;
    return this.instant;
  }

  get today(): number {
    this.#reads |= DAY;
    return Math.floor(this.instant);
  }

  #keep(before: Calculator): void {
    const [sheets, old] = [this.book.sheets, before.book.sheets];
    if (sheets.length !== old.length || sheets.length > MOST_SHEETS) return;
    if (!sheets.every((sheet, place) => isNamedSame(sheet, old[place]!))) return;
    let changed = INSTANT | (Math.floor(this.instant) === Math.floor(before.instant) ? 0 : DAY);
    for (const [place, sheet] of sheets.entries()) if (!isSame(sheet, old[place]!)) changed |= 1 << place;
    const stays = ({ reads }: Known<unknown>) => (reads & changed) === 0;
    this.#known = before.#known.map((cells) => new Map([...cells].filter(([, known]) => stays(known))));
    this.#columns = new Map([...before.#columns].filter(([, known]) => stays(known)));
  }

  /** Notes that a formula looked at a sheet; returns the sheet's place. */
  #look(sheet: Sheet): number {
    const place = this.#places.get(sheet.properties.sheetId!)!;
    this.#reads |= 1 << place;
    return place;
  }

  /** What this calculates, with all that it looked at. */
  #noting<T>(calculate: () => T): Known<T> {
    const outer = this.#reads;
    this.#reads = 0;
    const value = calculate();
    const reads = this.#reads;
    this.#reads |= outer;
    return { value, reads };
  }

  /** The value of a cell, formulas calculated. 0-based. */
  at(sheet: Sheet, row: number, column: number): Value {
    const entered = sheet.rows[row]?.[column]?.userEnteredValue;
    if (!entered) return null;
    if (typeof entered.formulaValue !== 'string') return plain(entered);
    const { formulaValue } = entered;
    const cells = this.#known[this.#look(sheet)]!;
    const key = cellKey(row, column);
    const known = cells.get(key);
    if (known) {
      this.#reads |= known.reads;
      return known.value;
    }
    // What a circle shows depends on where one came into it, so none of it lasts.
    cells.set(key, { value: new CellError('REF', 'Circular dependency detected.'), reads: INSTANT });
    const found = this.#noting((): Value => {
      this.#look(sheet);
      // A formula that refers to an empty cell shows 0.
      return this.single(this.evaluate(parse(formulaValue), { sheet, row, column })) ?? 0;
    });
    cells.set(key, found);
    return found.value;
  }

  evaluate(node: Node, home: { readonly sheet: Sheet; readonly row: number; readonly column: number }): Operand {
    switch (node.kind) {
      case 'value':
        return node.value;
      case 'reference':
        return this.#refer(node.reference, home.sheet);
      case 'list':
        return { list: node.args.map((arg) => this.single(this.evaluate(arg, home))) };
      case 'span': {
        const [from, to] = node.args.map((arg) => this.evaluate(arg, home));
        if (from instanceof CellError) return from;
        if (to instanceof CellError) return to;
        if (!isArea(from!) || !isArea(to!) || from.sheet !== to.sheet)
          return new CellError('REF', 'Both ends of a range must be cells of one sheet.');
        const top = Math.min(from.box.top, to.box.top);
        const left = Math.min(from.box.left, to.box.left);
        const bottom = Math.max(from.box.bottom, to.box.bottom);
        return { sheet: from.sheet, box: { top, left, bottom, right: Math.max(from.box.right, to.box.right) } };
      }
      case 'operator':
        return this.#operate(
          node.operator,
          node.args.map((arg) => this.single(this.evaluate(arg, home))),
        );
      case 'call': {
        const call = FUNCTIONS[node.name];
        if (!call) return new CellError('NAME', `The fake does not simulate the function ${node.name}`);
        return call({
          calculator: this,
          count: node.args.length,
          home,
          operand: (i) => (node.args[i] ? this.evaluate(node.args[i], home) : null),
          value: (i) => (node.args[i] ? this.single(this.evaluate(node.args[i], home)) : null),
        });
      }
    }
  }

  /** One value: an area of one cell is that cell. */
  single(operand: Operand): Value {
    if (isList(operand)) return operand.list[0] ?? null;
    if (!isArea(operand)) return operand;
    const { sheet, box } = operand;
    if (box.bottom - box.top === 1 && box.right - box.left === 1) return this.at(sheet, box.top, box.left);
    return new CellError('VALUE', 'An array value could not be found.');
  }

  /** Every value in an area, row by row; rows below the data are left out. */
  *values({ sheet, box }: Area): Generator<Value> {
    for (let row = box.top; row < Math.min(box.bottom, sheet.rows.length); row++)
      for (let column = box.left; column < box.right; column++) yield this.at(sheet, row, column);
  }

  /** Where a value first stands in a column, from 0 within the area, or undefined. */
  find(area: Area, value: Exclude<Value, CellError | null>): number | undefined {
    const { sheet, box } = area;
    const key = `${sheet.properties.sheetId} ${box.left} ${box.top} ${box.bottom}`;
    let known = this.#columns.get(key);
    if (!known) {
      known = this.#noting(() => this.#firstPlaces(area));
      this.#columns.set(key, known);
    }
    this.#reads |= known.reads;
    return known.value.get(comparable(value));
  }

  #firstPlaces({ sheet, box }: Area): Map<string, number> {
    const places = new Map<string, number>();
    this.#look(sheet);
    for (let row = box.top; row < Math.min(box.bottom, sheet.rows.length); row++) {
      const found = this.at(sheet, row, box.left);
      if (found === null || found instanceof CellError) continue;
      const name = comparable(found);
      if (!places.has(name)) places.set(name, row - box.top);
    }
    return places;
  }

  #refer({ sheet: title, from, to = from }: Reference, home: Sheet): Operand {
    const sheet = title === undefined ? home : this.book.sheets.find(({ properties }) => properties.title === title);
    if (!sheet) return new CellError('REF', `Unresolved sheet name '${title}'.`);
    this.#look(sheet);
    const { rowCount, columnCount } = sheet.properties.gridProperties as Required<sheets_v4.Schema$GridProperties>;
    const span = (a: number | undefined, b: number | undefined, most: number): [number, number] =>
      a !== undefined && b !== undefined
        ? [Math.min(a, b), Math.max(a, b) + 1]
        : [a ?? b ?? 0, a === undefined && b !== undefined && from !== to ? b + 1 : most];
    const [top, bottom] = span(from.row, to.row, rowCount!);
    const [left, right] = span(from.column, to.column, columnCount!);
    if (bottom > rowCount! || right > columnCount!) return new CellError('REF', 'Reference does not exist.');
    return { sheet, box: { top, left, bottom, right } };
  }

  #operate(operator: string, args: readonly Value[]): Value {
    const fault = args.find((arg) => arg instanceof CellError);
    if (fault !== undefined) return fault;
    if (operator === '&') return args.map(asText).join('');
    if (LEVELS[0].includes(operator as '=')) {
      const order = compare(args[0]!, args[1]!);
      return {
        '=': order === 0,
        '<>': order !== 0,
        '<': order < 0,
        '>': order > 0,
        '<=': order <= 0,
        '>=': order >= 0,
      }[operator]!;
    }
    const numbers: number[] = [];
    for (const arg of args) {
      const number = asNumber(arg);
      if (number instanceof CellError) return number;
      numbers.push(number);
    }
    const [a, b] = numbers as [number, number];
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return b === 0 ? new CellError('DIVIDE_BY_ZERO', 'Function DIVIDE parameter 2 cannot be zero.') : a / b;
      case '^':
        return a ** b;
      case '%':
        return a / 100;
      default:
        return operator === 'prefix-' ? -a : a;
    }
  }
}
