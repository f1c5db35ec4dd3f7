/**
 * Walks through a worksheet's rows and cells as bytes: no strings and no objects are made for what nobody asks for, and every
 * place is known, so that a changed cell can be spliced in. Takes what the standard allows and real writers do: any namespace
 * prefix, either quote, rows and cells without `r`, comments and CDATA.
 */
import { LAST_COLUMN, LAST_ROW } from './cells.ts';
import { prefixOf, type Tag, tagsOf } from './xml.ts';
import { brokenPart } from './zip.ts';

const code = (char: string): number => char.charCodeAt(0);
const LT = code('<');
const GT = code('>');
const SLASH = code('/');
const EQUALS = code('=');
const QUOTE = code('"');
const APOSTROPHE = code("'");
const BANG = code('!');
const QUESTION = code('?');
const DASH = code('-');
const ZERO = code('0');
const NINE = code('9');
const UPPER_A = code('A');
/** Of a letter's code: A and a are 1. */
const IN_ALPHABET = 31;
const B = code('b');
const C = code('c');
const D = code('d');
const E = code('e');
const F = code('f');
const I = code('i');
const O = code('o');
const R = code('r');
const S = code('s');
const T = code('t');
const V = code('v');
const W = code('w');
const BLANK = code(' ');
const LINE_FEED = code('\n');
const RETURN = code('\r');
const TAB = code('\t');
/** A cell's `t`. */
export const TYPE = { number: 0, shared: 1, text: 2, inline: 3, boolean: 4, error: 5, date: 6 } as const;

/** So many bytes are looked through before a native search is worth its call. */
const NEAR = 48;

const isSpace = (c: number | undefined) => c === BLANK || c === LINE_FEED || c === RETURN || c === TAB;
const endsName = (c: number | undefined) => c === GT || c === SLASH || isSpace(c);

interface Top {
  readonly head: string;
  readonly data: Tag;
  /** Comments or CDATA stand after it. */
  readonly hasMarks: boolean;
}

/** What stands before a sheet's rows. A change goes over the same bytes several times, and looks at it once. */
const topOf = (bytes: Buffer, path: string): Top => {
  const known = tops.get(bytes);
  if (known) return known;
  const found = bytes.indexOf('sheetData');
  if (found < 0) throw brokenPart(path);
  const close = bytes.indexOf(GT, found);
  const head = bytes.toString('latin1', 0, close + 1);
  const data = [...tagsOf(head)].find((tag) => tag.local === 'sheetData');
  if (close < 0 || !data) throw brokenPart(path);
  const top = { head, data, hasMarks: findMark(bytes, close) };
  tops.set(bytes, top);
  return top;
};
const tops = new WeakMap<Buffer, Top>();

/** Whether a comment or CDATA stands after a place. Looked for by how they end: of other characters of theirs formulas are full. */
const findMark = (bytes: Buffer, from: number): boolean =>
  ['-->', ']]>'].some((end) => bytes.includes(end, from, 'latin1'));

export class SheetCursor {
  readonly bytes: Buffer;
  readonly path: string;
  /** `x:` where the sheet's elements carry a prefix. */
  readonly prefix: string;
  /** The tag that opens sheetData; `empty` when it stands alone. */
  readonly data: Tag;
  /** What stands before the rows, a character a byte, so that places in it are places in the part. */
  readonly head: string;

  /** The present row: number, place of its start tag and of what follows that tag. */
  row = 0;
  rowStart = 0;
  rowTagEnd = 0;
  /** Place of `</row>`, once nextCell() said no; of a row without content, the place after its tag. */
  rowClose = 0;
  /** The present cell: column, type, places. A part that is not there is -1. */
  column = 0;
  type: number = TYPE.number;
  cellStart = 0;
  cellTagEnd = 0;
  cellEnd = 0;
  /** Content of <v>: between the tags. */
  valueStart = -1;
  valueEnd = -1;
  /** The whole <f> element. */
  formulaStart = -1;
  formulaEnd = -1;
  /** Content of <is>. */
  inlineStart = -1;
  inlineEnd = -1;

  #at: number;
  #inRow = false;
  readonly #skip: number;
  readonly #prefixBytes: Buffer;
  readonly #rowClose: Buffer;
  /** Comments or CDATA may stand among the rows, and hold what looks like the end of one. */
  readonly hasMarks: boolean;
  /** More rows come after these bytes, which end with one. */
  readonly isCut: boolean;
  readonly #inlineClose: Buffer;

  /** @param before where these bytes are what follows others of the same part: the cursor that went through those */
  constructor(bytes: Buffer, path: string, before: SheetCursor | null = null, isCut = false) {
    this.bytes = bytes;
    this.path = path;
    const { head, data, hasMarks } = before ?? topOf(bytes, path);
    this.head = head;
    this.prefix = prefixOf(data.name);
    this.data = data;
    this.isCut = isCut;
    this.row = before?.row ?? 0;
    this.#prefixBytes = Buffer.from(this.prefix);
    this.#skip = this.#prefixBytes.length;
    this.#rowClose = Buffer.from(`</${this.prefix}row>`);
    this.#inlineClose = Buffer.from(`</${this.prefix}is>`);
    this.#at = before ? 0 : head.length;
    this.hasMarks = before && before.bytes !== bytes ? findMark(bytes, 0) : hasMarks;
  }

  /** One that goes through the same bytes on its own. */
  another(): SheetCursor {
    return new SheetCursor(this.bytes, this.path, this, this.isCut);
  }

  /** Where the rows end: the place of `</sheetData>`, once nextRow() said no. */
  get end(): number {
    return this.#at;
  }

  /** The same without going through them; -1 where there are none. */
  get lastEnd(): number {
    return this.bytes.lastIndexOf(`</${this.prefix}sheetData>`, undefined, 'latin1');
  }

  /** Returns to a row's start tag, found by an earlier run. */
  seek(rowStart: number, row: number): void {
    this.#at = rowStart;
    this.#inRow = false;
    this.row = row - 1;
    this.nextRow();
  }

  /** Moves to the next row, past whatever cells of the present one were not asked for. */
  nextRow(): boolean {
    const b = this.bytes;
    if (this.data.kind === 'empty') return false;
    if (this.#inRow) {
      const close = this.hasMarks ? -1 : b.indexOf(this.#rowClose, this.#at);
      if (close < 0) while (this.nextCell());
      else this.#at = close + this.#rowClose.length;
      this.#inRow = false;
    }
    for (;;) {
      if (this.isCut && this.#at === b.length) return false;
      const p = this.#nextTag(this.#at);
      if (b[p + 1] === SLASH) {
        this.#at = p;
        return false;
      }
      const name = p + 1 + this.#skip;
      if (this.#isRow(name) && endsName(b[name + 3]) && this.#prefixed(p)) {
        this.rowStart = p;
        this.row++;
        this.#readRowTag(name + 3);
        if (this.row > LAST_ROW) throw brokenPart(this.path);
        this.column = 0;
        return true;
      }
      this.#at = this.#tagEnd(p);
    }
  }

  /** Moves to the row's next cell. */
  nextCell(): boolean {
    const b = this.bytes;
    if (!this.#inRow) return false;
    let p = this.#at;
    for (;;) {
      p = this.#nextTag(p);
      if (b[p + 1] === SLASH) {
        const name = p + 2 + this.#skip;
        const end = this.#tagEnd(p);
        if (this.#isRow(name)) {
          this.#inRow = false;
          this.rowClose = p;
          this.#at = end;
          return false;
        }
        p = end;
        continue;
      }
      const name = p + 1 + this.#skip;
      if (b[name] === C && endsName(b[name + 1]) && this.#prefixed(p)) {
        this.cellStart = p;
        this.#readCell(name + 1);
        return true;
      }
      p = this.#tagEnd(p);
    }
  }

  /** Place of the next tag's `<`, past comments and processing instructions. */
  #nextTag(from: number): number {
    const b = this.bytes;
    const length = b.length;
    let p = from;
    for (;;) {
      while (p < length && b[p] !== LT) p++;
      if (p >= length) throw brokenPart(this.path);
      const c = b[p + 1];
      if (c !== BANG && c !== QUESTION) return p;
      p = c === QUESTION ? this.#after('?>', p) : this.#afterMark(p);
    }
  }

  /** Place of the next `<`, of which a native search comes sooner by the formulas of views, some hundred characters long; the end where there is none. */
  #farTag(from: number): number {
    const b = this.bytes;
    const near = Math.min(b.length, from + NEAR);
    for (let p = from; p < near; p++) if (b[p] === LT) return p;
    const found = b.indexOf(LT, near);
    return found < 0 ? b.length : found;
  }

  /** Place after the comment or CDATA that begins at `p`. */
  #afterMark(p: number): number {
    return this.#after(this.bytes[p + 2] === DASH ? '-->' : ']]>', p);
  }

  #after(mark: string, from: number): number {
    const found = this.bytes.indexOf(mark, from, 'latin1');
    if (found < 0) throw brokenPart(this.path);
    return found + mark.length;
  }

  /** Whether a name that begins with `row` stands there. */
  #isRow(name: number): boolean {
    const b = this.bytes;
    return b[name] === R && b[name + 1] === O && b[name + 2] === W;
  }

  /** Whether the tag at `p` has the sheet's prefix. */
  #prefixed(p: number): boolean {
    for (let i = 0; i < this.#skip; i++) if (this.bytes[p + 1 + i] !== this.#prefixBytes[i]) return false;
    return true;
  }

  /** Place after an element's end tag at `p`, which must be one of that name: else rows would end in one reading and not in another. */
  #closed(p: number, name: number): number {
    const b = this.bytes;
    const at = p + 2 + this.#skip;
    if (b[p + 1] !== SLASH || b[at] !== name || !endsName(b[at + 1])) throw brokenPart(this.path);
    return this.#tagEnd(p);
  }

  /** Place where the inline text that begins at `from` ends, which must be before the row does. Looked for here: a native search costs more than most texts are long. */
  #inlineEnd(from: number): number {
    const b = this.bytes;
    const length = b.length;
    for (let p = from; p < length; p++) {
      if (b[p] !== LT || b[p + 1] !== SLASH) continue;
      if (this.#stands(this.#inlineClose, p)) return p;
      if (!this.hasMarks && this.#stands(this.#rowClose, p)) break;
    }
    throw brokenPart(this.path);
  }

  /** Whether these bytes stand at `p`. */
  #stands(bytes: Buffer, p: number): boolean {
    const b = this.bytes;
    for (let i = 0; i < bytes.length; i++) if (b[p + i] !== bytes[i]) return false;
    return true;
  }

  /** Place after the tag's `>`; quotes are minded. */
  #tagEnd(from: number): number {
    const b = this.bytes;
    const length = b.length;
    let quote: number | undefined;
    for (let p = from; p < length; p++) {
      const c = b[p];
      if (quote !== undefined) {
        if (c === quote) quote = undefined;
      } else if (c === QUOTE || c === APOSTROPHE) quote = c;
      else if (c === GT) return p + 1;
    }
    throw brokenPart(this.path);
  }

  #readRowTag(from: number): void {
    const b = this.bytes;
    let p = from;
    for (;;) {
      const c = b[p];
      if (c === GT || c === undefined) break;
      // Only `r`; every other attribute is passed by its quotes.
      if (c === EQUALS) {
        const quoteAt = this.#quoteAfter(p);
        if (this.#nameBefore(p) === R) {
          const n = this.#numberAt(quoteAt + 1);
          if (n > 0) this.row = n;
        }
        p = this.#closingQuote(quoteAt);
      }
      p++;
    }
    if (p >= b.length) throw brokenPart(this.path);
    this.rowTagEnd = p + 1;
    this.#at = p + 1;
    this.#inRow = b[p - 1] !== SLASH;
    this.rowClose = p + 1;
  }

  /** The digits that stand there, as a number. */
  #numberAt(from: number): number {
    const b = this.bytes;
    let n = 0;
    let p = from;
    for (let c = b[p]; c !== undefined && c >= ZERO && c <= NINE; c = b[++p]) n = n * 10 + c - ZERO;
    return n;
  }

  /** The letters that stand there, as a column. */
  #columnAt(from: number): number {
    const b = this.bytes;
    let column = 0;
    let p = from;
    for (let c = b[p]; c !== undefined && c >= UPPER_A; c = b[++p]) column = column * 26 + (c & IN_ALPHABET);
    return column;
  }

  /** The attribute's name before `=` when it is a single letter, else nothing. */
  #nameBefore(equals: number): number | undefined {
    const b = this.bytes;
    let p = equals - 1;
    while (isSpace(b[p])) p--;
    return isSpace(b[p - 1]) ? b[p] : undefined;
  }

  #quoteAfter(equals: number): number {
    let p = equals + 1;
    while (isSpace(this.bytes[p])) p++;
    return p;
  }

  #closingQuote(quoteAt: number): number {
    const b = this.bytes;
    const quote = b[quoteAt];
    const length = b.length;
    let p = quoteAt + 1;
    while (p < length && b[p] !== quote) p++;
    return p;
  }

  #readCell(from: number): void {
    const b = this.bytes;
    const length = b.length;
    let p = from;
    let column = 0;
    this.type = TYPE.number;
    for (;;) {
      const c = b[p];
      if (c === GT || c === undefined) break;
      if (c === EQUALS) {
        const name = this.#nameBefore(p);
        const quoteAt = b[p + 1] === QUOTE ? p + 1 : this.#quoteAfter(p);
        if (name === R) column = this.#columnAt(quoteAt + 1);
        else if (name === T) this.type = this.#typeAt(quoteAt + 1);
        p = this.#closingQuote(quoteAt);
      }
      p++;
    }
    if (p >= length) throw brokenPart(this.path);
    this.column = column > 0 ? column : this.column + 1;
    if (this.column > LAST_COLUMN) throw brokenPart(this.path);
    this.valueStart = this.formulaStart = this.inlineStart = -1;
    this.cellTagEnd = p + 1;
    if (b[p - 1] === SLASH) this.cellEnd = p + 1;
    else this.#readContent(p + 1);
    this.#at = this.cellEnd;
  }

  #typeAt(q: number): number {
    const b = this.bytes;
    switch (b[q]) {
      case S:
        return b[q + 1] === T ? TYPE.text : TYPE.shared;
      case I:
        return TYPE.inline;
      case B:
        return TYPE.boolean;
      case E:
        return TYPE.error;
      case D:
        return TYPE.date;
      default:
        return TYPE.number;
    }
  }

  /** Which of a cell's parts begins there: `v`, `f` or `is`, by its first letter. */
  #partAt(name: number): number | undefined {
    const b = this.bytes;
    if (endsName(b[name + 1])) return b[name];
    return b[name] === I && b[name + 1] === S && endsName(b[name + 2]) ? I : undefined;
  }

  #readContent(from: number): void {
    const b = this.bytes;
    const length = b.length;
    let p = from;
    for (;;) {
      p = this.#nextTag(p);
      if (b[p + 1] === SLASH) {
        const name = p + 2 + this.#skip;
        // A row that ends within a cell would end in one reading and not in another.
        if (this.#isRow(name)) throw brokenPart(this.path);
        const isCell = b[name] === C;
        p = this.#tagEnd(p);
        if (!isCell) continue;
        this.cellEnd = p;
        return;
      }
      const name = p + 1 + this.#skip;
      const what = this.#partAt(name);
      const open = b[name + 1] === GT ? name + 2 : this.#tagEnd(p);
      const empty = b[open - 2] === SLASH;
      if (what === V) {
        this.valueStart = open;
        let q = open;
        if (!empty) {
          while (q < length && b[q] !== LT) q++;
          while (b[q] === LT && b[q + 1] !== SLASH) q = b.indexOf(LT, this.#afterMark(q));
        }
        this.valueEnd = q;
        p = empty ? open : this.#closed(q, V);
      } else if (what === F) {
        this.formulaStart = p;
        p = empty ? open : this.#closed(this.#nextTag(this.#farTag(open)), F);
        this.formulaEnd = p;
      } else if (what === I) {
        this.inlineStart = open;
        this.inlineEnd = empty ? open : this.#inlineEnd(open);
        p = empty ? open : this.inlineEnd + this.#inlineClose.length;
      } else p = open;
    }
  }
}
