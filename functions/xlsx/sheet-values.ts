/** Reads the values of a worksheet part, at once or stretch by stretch. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import type { CellFault, RawCell, RawRow, RawSheet, Rect } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { rectOf } from './cells.ts';
import { foreignXml } from './foreign-xml.ts';
import { stretchesOf } from './row-stretches.ts';
import { SheetCursor, TYPE } from './sheet-cursor.ts';
import { type SharedStrings, textBetween, textOfItem } from './strings.ts';
import { keepTail } from './tails.ts';
import { attribute, isTrue, tagsOf } from './xml.ts';
import type { ZipEntry } from './zip.ts';

/** `isInOrder`: rows stand from top to bottom and cells from left to right, each once, as programs write them. */
export interface SheetContent extends Required<Pick<RawSheet, 'rows' | 'merges' | 'calculated'>> {
  readonly isInOrder: boolean;
  /** The last row that was read in which a formula stands, 0 for none; absent where nobody has looked. */
  readonly formulasEnd?: number;
}

/**
 * What a sheet may take in memory, in cells: what a few bytes a row with one cell far to the right, or a million rows of one, would otherwise blow
 * up to. A row takes as much as so many cells, and most of what is said of one that cannot be read. Four times 100,000 rows of 12 columns; a
 * million rows are refused after less than half of them.
 */
const MOST_SLOTS = 12_800_000;
const SLOTS_A_ROW = 20;

/** @param until the rows after this one are left out, where rows stand in order */
export const readAtOnce = (
  bytes: Buffer,
  path: string,
  strings: () => SharedStrings,
  entry: ZipEntry | undefined,
  until = Number.POSITIVE_INFINITY,
): SheetContent => {
  const cursor = new SheetCursor(bytes, path);
  const rows = new Rows(strings, until);
  const isCut = rows.read(cursor);
  const tail = bytes.toString('utf8', isCut ? cursor.lastEnd : cursor.end);
  if (entry) keepTail(entry, tail);
  return rows.content(tail);
};

/** The same of a long part, of which only a stretch stands in memory at a time; null for one that takes a look at the whole. */
export const readStretches = async (entry: ZipEntry, strings: () => SharedStrings): Promise<SheetContent | null> => {
  const rows = new Rows(strings);
  let last: SheetCursor | null = null;
  for await (const cursor of stretchesOf(entry)) {
    if (cursor.hasMarks || (last === null && mayBeForeign(cursor))) return null;
    rows.read(cursor);
    last = cursor;
  }
  if (last === null) return null;
  const tail = last.bytes.toString('utf8', last.end);
  keepTail(entry, tail);
  return rows.content(tail);
};

/** By what its part begins with, whatever follows. */
const mayBeForeign = ({ path, head }: SheetCursor): boolean =>
  foreignXml(path, Buffer.from(`${head}\u00ff`, 'latin1')) !== null;

/** Rows that are read one after another. */
class Rows {
  readonly #strings: () => SharedStrings;
  readonly #until: number;
  readonly #rows: RawRow[] = [];
  readonly #scratch: RawCell[] = [];
  readonly #calculated = new Set<number>();
  #formulasEnd = 0;
  readonly #alike = sameTexts();
  #slots = 0;
  #isInOrder = true;
  #ascending = true;
  #above = 0;
  #last = 0;

  constructor(strings: () => SharedStrings, until = Number.POSITIVE_INFINITY) {
    this.#strings = strings;
    this.#until = until;
  }

  /** Answers whether rows were left out. */
  read(cursor: SheetCursor): boolean {
    const [strings, scratch, alike] = [this.#strings, this.#scratch, this.#alike];
    while (cursor.nextRow()) {
      if (cursor.row > this.#until && this.#isInOrder) return true;
      if (cursor.row <= this.#above) this.#isInOrder = false;
      this.#above = cursor.row;
      let width = 0;
      let left = 0;
      while (cursor.nextCell()) {
        if (cursor.column <= left) this.#isInOrder = false;
        left = cursor.column;
        if (cursor.formulaStart >= 0) {
          this.#calculated.add(cursor.column);
          this.#formulasEnd = cursor.row;
        }
        const value = cellValue(cursor, strings, alike);
        if (value === null) continue;
        while (width < cursor.column) scratch[width++] = null;
        scratch[cursor.column - 1] = value;
      }
      if (width === 0) continue;
      this.#slots += width + SLOTS_A_ROW;
      if (this.#slots > MOST_SLOTS) throw tooManyCells();
      if (cursor.row <= this.#last) this.#ascending = false;
      this.#last = cursor.row;
      this.#rows.push({ at: cursor.row, cells: scratch.slice(0, width) });
    }
    return false;
  }

  /** @param tail what follows the rows */
  content(tail: string): SheetContent {
    const rows = this.#rows;
    if (!this.#ascending) rows.sort((a, b) => a.at - b.at);
    const [calculated, isInOrder, formulasEnd] = [this.#calculated, this.#isInOrder, this.#formulasEnd];
    return { rows, merges: mergesOf(tail), calculated, isInOrder, formulasEnd };
  }
}

/** Words that stand in many cells of a column are held once. One with many different texts, as of ids, is not looked through for them. */
const sameTexts = (): ((text: string, column: number) => string) => {
  const byColumn: (Map<string, string> | undefined)[] = [];
  return (text, column) => {
    byColumn[column] ??= new Map();
    const known = byColumn[column];
    if (known.size === MOST_WORDS) return text;
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return same ?? text;
  };
};
const MOST_WORDS = 512;

const fault = (kind: CellFault['fault'], text: string): CellFault => ({ fault: kind, text });

const cellValue = (
  cursor: SheetCursor,
  strings: () => SharedStrings,
  alike: (text: string, column: number) => string,
): RawCell => {
  const { bytes, valueStart: start, valueEnd: end, type } = cursor;
  if (type === TYPE.inline) {
    if (cursor.inlineStart >= 0) return alike(textOfItem(bytes, cursor.inlineStart, cursor.inlineEnd), cursor.column);
  } else if (start >= 0 && (start < end || type === TYPE.text)) {
    switch (type) {
      case TYPE.number:
        return numberBetween(bytes, start, end);
      case TYPE.shared: {
        const index = numberBetween(bytes, start, end);
        return (typeof index === 'number' ? strings().get(index) : undefined) ?? fault('error', '#N/A');
      }
      case TYPE.boolean:
        return isTrue(bytes.toString('latin1', start, end));
      case TYPE.error:
        return fault('error', textBetween(bytes, start, end));
      default:
        return textBetween(bytes, start, end);
    }
  }
  if (cursor.formulaStart < 0) return null;
  return fault('no-cached-value', textOfFormula(cursor));
};

/** The formula as written, without `=`; empty in a cell that shares another's. */
const textOfFormula = ({ bytes, formulaStart, formulaEnd }: SheetCursor): string => {
  const open = bytes.indexOf(62, formulaStart) + 1;
  const close = bytes.lastIndexOf('</', formulaEnd - 1, 'latin1');
  return close < open ? '' : textBetween(bytes, open, close);
};

/**
 * Digits with at most one point are added up as an integer and divided by a power of ten: exact up to 2^53 and 10^22
 * (Clinger), and free of strings. Anything else goes through Number.
 */
const numberBetween = (bytes: Buffer, start: number, end: number): number | CellFault => {
  const negative = bytes[start] === 45;
  let digits = 0;
  let decimals = -1;
  let count = 0;
  for (let p = negative ? start + 1 : start; p < end; p++) {
    const c = bytes[p]!;
    if (c === 46 && decimals < 0) decimals = 0;
    else {
      if (c < 48 || c > 57 || ++count > 15) return parseNumber(bytes.toString('latin1', start, end));
      digits = digits * 10 + c - 48;
      if (decimals >= 0) decimals++;
    }
  }
  const value = decimals > 0 ? digits / 10 ** decimals : digits;
  return negative ? -value : value;
};

const parseNumber = (text: string): number | CellFault => {
  const n = Number(text);
  return Number.isFinite(n) ? n : fault('error', text);
};

/** Merged ranges, from what follows sheetData. */
export const mergesOf = (tail: string): Rect[] => {
  const merges: Rect[] = [];
  if (!tail.includes('mergeCell')) return merges;
  for (const tag of tagsOf(tail)) {
    if (tag.local === 'mergeCells' && tag.kind === 'close') break;
    if (tag.local !== 'mergeCell' || tag.kind === 'close') continue;
    const rect = rectOf(attribute(tag, 'ref') ?? '');
    if (rect && (rect.top !== rect.bottom || rect.left !== rect.right)) merges.push(rect);
  }
  return merges;
};

const tooManyCells = () => new BatonError('data', 'too-many-cells', say.tooManyCells);
