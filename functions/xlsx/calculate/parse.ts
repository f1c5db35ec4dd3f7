/** Reads a formula as a tree, in the grammar of files: commas between arguments, dots in numbers (ECMA-376 part 1, 18.17). */
import { ensure } from '../../../core/text/maps.ts';
import type { Rect } from '../../../core/workbook.ts';
import { LAST_COLUMN, LAST_ROW } from '../cells.ts';
import { bareTextOf } from '../formula.ts';

export type Node =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | CellsNode
  | { readonly kind: 'list'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negative'; readonly of: Node };

/** Cells of a sheet; `sheet` is '' for the formula's own. */
export interface CellsNode {
  readonly kind: 'cells';
  readonly sheet: string;
  readonly rect: Rect;
}

/** Thrown at what these formulas do not use: the cell is left as it is. */
export class NotUnderstood extends Error {}

/** The more, the closer it binds. */
const BINDING: ReadonlyMap<string, number> = new Map(
  [['=', '<>', '<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/']].flatMap((signs, level) =>
    signs.map((sign): [string, number] => [sign, level]),
  ),
);

const treeOf = (formula: string): Node => {
  const parser = new Parser(formula);
  const node = parser.expression();
  parser.end();
  return node;
};

/** The views of one workbook have some 1,400 formulas, and whoever sweeps many workbooks meets the same ones in each. */
const remembering = (read: (formula: string) => Node): ((formula: string) => Node) => {
  const known = new Map<string, Node>();
  return (formula) =>
    ensure(known, formula, () => {
      if (known.size >= MOST_KNOWN) known.clear();
      return read(formula);
    });
};
const MOST_KNOWN = 4000;

/** A formula, without its equals sign, as a tree. Throws NotUnderstood. */
export const parseFormula = remembering(treeOf);

/** The same of a formula's characters as a part has them: what is known is found before anything is made of them. */
export const parseBare = remembering((characters) => treeOf(bareTextOf(characters)));

const code = (char: string): number => char.charCodeAt(0);
const [QUOTE, APOSTROPHE, DOLLAR, DOT, BANG] = [code('"'), code("'"), code('$'), code('.'), code('!')];
const [OPEN, CLOSE, COMMA, COLON, END_OF_LIST] = [code('('), code(')'), code(','), code(':'), code('}')];
const [ZERO, NINE, A, Z, BLANK] = [code('0'), code('9'), code('A'), code('Z'), code(' ')];
const isDigit = (c: number): boolean => c >= ZERO && c <= NINE;
/** Letters and digits of names and addresses; sheets whose names need no quotes are among them. */
const isWord = (c: number): boolean =>
  isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 122) || c === DOLLAR || c === DOT || c === 95 || c > 127;

/** Goes through the text once, without making tokens of it: a view has thousands of formulas, and they are read at every sweep. */
class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    if (!Number.isNaN(this.#next())) throw new NotUnderstood(this.#text);
  }

  /** @param least how close what stands between its parts has to bind */
  expression(least = 0): Node {
    let left = this.#range();
    for (;;) {
      const operator = this.#operator();
      const level = BINDING.get(operator);
      if (level === undefined || level < least) return left;
      this.#at += operator.length;
      left = { kind: 'binary', operator, left, right: this.expression(level + 1) };
    }
  }

  /** The code of the character that comes next, past blanks; NaN at the end. */
  #next(): number {
    let c = this.#text.charCodeAt(this.#at);
    while (c === BLANK) c = this.#text.charCodeAt(++this.#at);
    return c;
  }

  /** '' where none comes next. */
  #operator(): string {
    const c = this.#next();
    if (isWord(c) || c === CLOSE || c === COMMA) return '';
    const sign = this.#text.charAt(this.#at);
    const after = sign === '<' || sign === '>' ? this.#text.charAt(this.#at + 1) : '';
    return after === '=' || (sign === '<' && after === '>') ? sign + after : sign;
  }

  #has(sign: number): boolean {
    if (this.#next() !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: number): void {
    if (!this.#has(sign)) throw new NotUnderstood(this.#text);
  }

  /** Cells from the first to the second: `A1:INDEX(…)`. */
  #range(): Node {
    let left = this.#primary();
    while (this.#has(COLON)) left = { kind: 'binary', operator: ':', left, right: this.#primary() };
    return left;
  }

  #primary(): Node {
    const c = this.#next();
    if (c === QUOTE) return { kind: 'value', value: this.#quoted(QUOTE, '"') };
    if (c === APOSTROPHE) {
      const sheet = this.#quoted(APOSTROPHE, "'");
      this.#expect(BANG);
      return this.#cells(sheet, this.#word());
    }
    if (isWord(c)) return this.#named(this.#word());
    const sign = this.#text.charAt(this.#at++);
    if (sign === '-') return { kind: 'negative', of: this.#range() };
    if (sign === '+') return this.#range();
    if (sign === '{') return this.#list();
    if (sign !== '(') throw new NotUnderstood(this.#text);
    const inner = this.expression();
    this.#expect(CLOSE);
    return inner;
  }

  /** What stands between two quotes; twice a quote is one. */
  #quoted(quote: number, char: string): string {
    const from = this.#at + 1;
    let to = from;
    for (;;) {
      to = this.#text.indexOf(char, to);
      if (to < 0) throw new NotUnderstood(this.#text);
      if (this.#text.charCodeAt(to + 1) !== quote) break;
      to += 2;
    }
    this.#at = to + 1;
    const inner = this.#text.slice(from, to);
    return inner.includes(char) ? inner.replaceAll(char + char, char) : inner;
  }

  #word(): string {
    const from = this.#at;
    while (isWord(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#text.slice(from, this.#at);
  }

  /** A number, a function, a truth, cells, or a sheet and its cells. */
  #named(word: string): Node {
    const c = this.#text.charCodeAt(this.#at);
    if (c === OPEN) return { kind: 'call', name: word, args: this.#args() };
    if (c === BANG) {
      this.#at++;
      return this.#cells(word, this.#word());
    }
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'value', value: word === 'TRUE' };
    if (!isDigit(word.charCodeAt(0))) return this.#cells('', word);
    const number = Number(word);
    if (Number.isNaN(number)) throw new NotUnderstood(word);
    return { kind: 'value', value: number };
  }

  #args(): Node[] {
    this.#expect(OPEN);
    const args: Node[] = [];
    if (this.#has(CLOSE)) return args;
    do args.push(this.expression());
    while (this.#has(COMMA));
    this.#expect(CLOSE);
    return args;
  }

  #list(): Node {
    const values: (string | number | boolean)[] = [];
    do {
      const node = this.expression();
      if (node.kind !== 'value') throw new NotUnderstood(this.#text);
      values.push(node.value);
    } while (this.#has(COMMA));
    this.#expect(END_OF_LIST);
    return { kind: 'list', values };
  }

  /** `A1`, and what follows after a colon where that is an address as well: `A1:B2`, `$A:$C`. */
  #cells(sheet: string, first: string): Node {
    const from = addressIn(first);
    let to = from;
    if (this.#text.charCodeAt(this.#at) === COLON) {
      const colon = this.#at++;
      const second = this.#word();
      if (this.#text.charCodeAt(this.#at) === OPEN) this.#at = colon;
      else to = addressIn(second);
    }
    if (!from || !to || (from.row === 0) !== (to.row === 0) || (from.row === 0 && from === to))
      throw new NotUnderstood(this.#text);
    const rect = { top: from.row || 1, left: from.column, bottom: to.row || LAST_ROW, right: to.column };
    return oneFor({ kind: 'cells', sheet, rect });
  }
}

/** The same cells are one and the same node in all formulas: what is kept of them is found by it. */
const oneFor = (node: CellsNode): CellsNode => {
  const { sheet, rect } = node;
  return ensure(NAMED, `${rect.top} ${rect.left} ${rect.bottom} ${rect.right} ${sheet}`, () => {
    if (NAMED.size >= MOST_KNOWN) NAMED.clear();
    return node;
  });
};
const NAMED = new Map<string, CellsNode>();

/** `$A$1`, or `$A` with no row; null for what is neither. */
const addressIn = (word: string): { readonly row: number; readonly column: number } | null => {
  let [row, column, at] = [0, 0, word.charCodeAt(0) === DOLLAR ? 1 : 0];
  for (; at < word.length; at++) {
    const c = word.charCodeAt(at) & ~32;
    if (c < A || c > Z) break;
    column = column * 26 + c - A + 1;
  }
  if (word.charCodeAt(at) === DOLLAR) at++;
  for (; at < word.length; at++) {
    const c = word.charCodeAt(at);
    if (!isDigit(c)) return null;
    row = row * 10 + c - ZERO;
  }
  return column < 1 || column > LAST_COLUMN || row > LAST_ROW ? null : { row, column };
};
