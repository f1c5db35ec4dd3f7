/** Reads a cell's formula, and moves the addresses in it to another cell. */
import { must } from '../../core/text/must.ts';
import type { Rect } from '../../core/workbook.ts';
import { columnName, columnNumber, LAST_COLUMN, LAST_ROW, rectOf } from './cells.ts';
import type { SheetCursor } from './sheet-cursor.ts';
import { attribute, findTag, unescapeXml } from './xml.ts';

/** What a cell's <f> element says. */
export interface ParsedFormula {
  readonly text: string;
  readonly kind: 'normal' | 'shared' | 'array' | 'dataTable';
  /** The group of a shared formula. */
  readonly group: string | null;
  /** The cells it stands for: on the master of a shared formula and on array formulas. */
  readonly ref: Rect | null;
}

const [LT, GT] = ['<'.charCodeAt(0), '>'.charCodeAt(0)];
/** Characters of `<f>`. */
const BARE = 3;

/** Whether the present cell's formula says nothing of itself, as most do: it is no array, and shared with no other cell. */
export const isBare = ({ bytes, prefix, formulaStart }: SheetCursor): boolean =>
  formulaStart >= 0 && bytes[formulaStart + prefix.length + BARE - 1] === GT;

/** A bare formula's characters as they stand in the part, a character a byte: what tells it from others, before anything is made of it. */
export const bareBytesOf = ({ bytes, prefix, formulaStart, formulaEnd }: SheetCursor): string =>
  bytes.toString('latin1', formulaStart + prefix.length + BARE, bytes.lastIndexOf(LT, formulaEnd - 1));

/** What such characters say. */
export const bareTextOf = (characters: string): string =>
  unescapeXml(Buffer.from(characters, 'latin1').toString('utf8'));

/** What a formula is replaced by asks for no text: a view that is written anew has thousands. */
class BareFormula implements ParsedFormula {
  readonly kind = 'normal';
  readonly group = null;
  readonly ref = null;
  readonly #bytes: Buffer;
  readonly #open: number;
  readonly #end: number;

  constructor(bytes: Buffer, open: number, end: number) {
    this.#bytes = bytes;
    this.#open = open;
    this.#end = end;
  }

  get text(): string {
    return unescapeXml(this.#bytes.toString('utf8', this.#open, this.#bytes.lastIndexOf(LT, this.#end - 1)));
  }
}

/** The present cell's formula, or null. */
export const formulaOf = (cursor: SheetCursor): ParsedFormula | null => {
  const { bytes, prefix, formulaStart, formulaEnd } = cursor;
  if (formulaStart < 0) return null;
  if (isBare(cursor)) return new BareFormula(bytes, formulaStart + prefix.length + BARE, formulaEnd);
  const xml = bytes.toString('utf8', formulaStart, formulaEnd);
  const tag = must(findTag(xml, 'f'), 'tag of a formula');
  const close = xml.lastIndexOf('</');
  return {
    text: tag.kind === 'empty' ? '' : unescapeXml(xml.slice(tag.end, close)),
    kind: (attribute(tag, 't') ?? 'normal') as ParsedFormula['kind'],
    group: attribute(tag, 'si') ?? null,
    ref: rectOf(attribute(tag, 'ref') ?? ''),
  };
};

/**
 * One token after another of a formula: text, quoted sheet names and bracketed names (which hold no addresses to
 * move), names, functions and sheet names that only look like an address, then addresses, columns and rows.
 */
const TOKEN =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^\]]*\])*\]|(?<column>\$?[A-Za-z]{1,3})(?<row>\$?\d{1,7})(?![\p{L}\p{N}_.(!])|(?<left>\$?[A-Za-z]{1,3}):(?<right>\$?[A-Za-z]{1,3})(?![\p{L}\p{N}_.(!])|(?<top>\$?\d{1,7}):(?<bottom>\$?\d{1,7})(?![\p{L}\p{N}_.(!])|[\p{L}_\\][\p{L}\p{N}_.\\?]*|[\d.]+(?:[Ee][+-]?\d+)?|[\s\S]/gu;

/** Of a token, whichever address it is: with its `$` where it is absolute. */
type Addressed = Partial<Record<'column' | 'row' | 'left' | 'right' | 'top' | 'bottom', string>>;

const isColumn = (name: string): boolean => columnNumber(name.replace('$', '')) <= LAST_COLUMN;

const REF_ERROR = '#REF!';

/** The formula as it reads `rows` further down and `columns` further right: what is not absolute moves along. */
export const shiftFormula = (formula: string, rows: number, columns: number): string => {
  const column = (name: string): string | null => {
    if (name.startsWith('$')) return name;
    const n = columnNumber(name) + columns;
    return n >= 1 && n <= LAST_COLUMN ? columnName(n) : null;
  };
  const row = (digits: string): string | null => {
    if (digits.startsWith('$')) return digits;
    const n = Number(digits) + rows;
    return n >= 1 && n <= LAST_ROW ? String(n) : null;
  };
  const join = (a: string | null, between: string, b: string | null) =>
    a === null || b === null ? REF_ERROR : a + between + b;

  const moved = (token: string, at: Addressed): string => {
    if (at.column && at.row && isColumn(at.column)) return join(column(at.column), '', row(at.row));
    if (at.left && at.right) return join(column(at.left), ':', column(at.right));
    if (at.top && at.bottom) return join(row(at.top), ':', row(at.bottom));
    return token;
  };
  return formula.replace(TOKEN, (token, ...found) => moved(token, found.at(-1) as Addressed));
};
