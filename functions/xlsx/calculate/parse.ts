/** Reads a formula as a tree, in the grammar of files: commas between arguments, dots in numbers (ECMA-376 part 1, 18.17). */
import { ensure } from '../../../core/text/maps.ts';
import { must } from '../../../core/text/must.ts';
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

/** A formula as a tree, and the numbers that it says, one after another; null where one of them is not written as digits alone. */
interface Parsed {
  readonly node: Node;
  readonly numbers: readonly number[] | null;
}

const parsed = (formula: string): Parsed => {
  const parser = new Parser(formula);
  const node = parser.expression();
  parser.end();
  return { node, numbers: parser.numbers };
};

/** Digits that are no part of a word, an address or a character reference, and with which no text begins. */
const DIGITS = /(?<![\w$.#"\u0080-\uffff]|&quot;)\d+(?![\w$.(!\u0080-\uffff])/g;

/** A formula that was read, by what stands between its numbers. */
interface Sample {
  readonly node: Node;
  readonly between: readonly string[];
}

/** Of that many kinds of formulas a row of a view has no more. */
const MOST_SAMPLES = 8;

/**
 * Row after row of a view says the same but for a number: the tree of one is that of the next, with its own numbers in it. Only where all digits
 * that stand by themselves are numbers of the formula, and none stands in a text.
 */
const bySample = (parse: (formula: string) => Parsed): ((formula: string) => Node) => {
  const samples: Sample[] = [];
  return (formula) => {
    for (const { node, between } of samples) {
      const numbers = numbersIn(formula, between);
      if (numbers) return withNumbers(node, numbers.values());
    }
    const { node, numbers } = parse(formula);
    const between = formula.split(DIGITS);
    if (between.length > 1 && numbers?.length === between.length - 1) {
      samples.unshift({ node, between });
      samples.length = Math.min(samples.length, MOST_SAMPLES);
    }
    return node;
  };
};

/** The numbers of a formula that says the same besides; null for another. */
const numbersIn = (formula: string, between: readonly string[]): readonly number[] | null => {
  const numbers: number[] = [];
  let at = 0;
  for (let i = 0; i < between.length; i++) {
    const said = between[i] ?? '';
    if (i > 0) {
      const from = at;
      while (isDigit(formula.charCodeAt(at))) at++;
      if (at === from) return null;
      numbers.push(Number(formula.slice(from, at)));
    }
    if (!formula.startsWith(said, at)) return null;
    at += said.length;
  }
  return at === formula.length ? numbers : null;
};

/** The same tree with other numbers, in the order in which they are read. What holds none is one and the same. */
const withNumbers = (node: Node, numbers: Iterator<number>): Node => {
  switch (node.kind) {
    case 'value':
      return typeof node.value === 'number' ? { kind: 'value', value: next(numbers) } : node;
    case 'cells':
      return node;
    case 'list':
      return { kind: 'list', values: node.values.map((value) => (typeof value === 'number' ? next(numbers) : value)) };
    case 'negative':
      return { kind: 'negative', of: withNumbers(node.of, numbers) };
    case 'call':
      return { kind: 'call', name: node.name, args: node.args.map((each) => withNumbers(each, numbers)) };
    case 'binary': {
      const left = withNumbers(node.left, numbers);
      return { kind: 'binary', operator: node.operator, left, right: withNumbers(node.right, numbers) };
    }
  }
};

const next = (numbers: Iterator<number>): number => must(numbers.next().value as number | undefined, 'number');

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
export const parseFormula = remembering(bySample(parsed));

/** The same of a formula's characters as a part has them: what is known is found before anything is made of them. */
export const parseBare = remembering(bySample((characters) => parsed(bareTextOf(characters))));

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
  /** Those read so far; null once one was not digits alone. */
  numbers: number[] | null = [];
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
    if (String(number) === word) this.numbers?.push(number);
    else this.numbers = null;
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
