/** Goes through a worksheet's rows, as a whole or stretch by stretch, and sets cells in them. */
import { ensure } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import { widthOf } from '../../core/text/width.ts';
import type { CellValue, EditPlace, Rect, RowEdit } from '../../core/workbook.ts';
import { cellType, cellXml, element, formulaXml } from './cell-xml.ts';
import { cellAddress, columnName, contains, rectOf, refOf, union } from './cells.ts';
import { formulaOf } from './formula.ts';
import { Packing } from './packing.ts';
import { heightFor } from './row-height.ts';
import { type FilledRow, fillingAlike, writing } from './rows-alike.ts';
import type { Promoted } from './shared-formulas.ts';
import type { SheetCursor } from './sheet-cursor.ts';
import { columnsEdited, columnsOfEdit, type Edits, extentOf, keptIn, writes } from './sheet-edits.ts';
import { StyleModel, styleOf } from './style-model.ts';
import type { StyleBook } from './styles.ts';
import { attribute, findTag, withAttribute, withoutEnd } from './xml.ts';

export interface PatchedSheet {
  /** Packed up to where the rows end. */
  readonly packing: Packing;
  /** What follows, as it was. */
  readonly tail: Buffer;
  /** A formula was set, replaced or removed: the calculation chain no longer fits. */
  readonly formulasChanged: boolean;
  /** Each cell holds what its edit says, and no formula was set. */
  readonly asEdited: boolean;
  /** Up to where the rows end nothing is otherwise than it was. */
  readonly isSame: boolean;
  /** The rows that got a value, of those that say how far tables and the filter go. */
  readonly filled: ReadonlyMap<number, FilledRow>;
}

const isSetByHand = (tag: string): boolean => /\scustomHeight\s*=\s*["'](?:1|true)["']/.test(tag);

export interface Patching {
  readonly edits: Edits;
  readonly styles: StyleBook;
  /** Ranges whose cells are headings. */
  readonly headers: readonly Rect[];
  /** Whether a row says how far a table or the filter goes. */
  readonly isEdge: (row: number) => boolean;
  readonly promoted: Promoted;
}

export class SheetPatch {
  /** Groups of shared formulas whose master was replaced and has no successor yet. */
  readonly orphaned = new Set<string>();
  #bytes: Buffer;
  #cursor: SheetCursor;
  readonly #edits: Edits;
  /** The edits and, where a formula is taken over in it, a row without any. */
  readonly #targets: readonly RowEdit[];
  #next = 0;
  #isBegun = false;
  #isSame = true;
  /** In which something is written; only stretches ask. */
  #columns: readonly { readonly column: number }[] | null = null;
  readonly #headers: readonly Rect[];
  readonly #isEdge: (row: number) => boolean;
  readonly #styles: StyleBook;
  readonly #promoted: Promoted;
  readonly #model: StyleModel;
  readonly #out: Packing;
  #copied = 0;
  #formulasChanged = false;
  /** A formula was set. */
  #isSet = false;
  /** Formulas that were to be kept, with a value, and were there. */
  #kept = 0;
  readonly #filled = new Map<number, FilledRow>();
  readonly #fillingAlike = fillingAlike();
  readonly #writing = writing();
  readonly #widths = new Map<number, number>();
  /** By column. */
  readonly #openings = new Map<number, string>();
  /** Of tags, by what follows the number of their row. */
  readonly #plain = new Map<string, number | null>();
  /** By type, and by style. */
  readonly #looks = new Map<string, Map<number, string>>();
  /** Points of a row that says none, where the sheet sets them for all; 0 where a program fits rows itself. */
  readonly #usualHeight: number;

  /** @param size about how long the part will be */
  constructor(cursor: SheetCursor, size: number, { edits, styles, headers, isEdge, promoted }: Patching) {
    this.#bytes = cursor.bytes;
    this.#out = new Packing(size);
    this.#cursor = cursor;
    this.#edits = edits;
    this.#targets = withRows(edits, promoted);
    this.#headers = headers;
    this.#isEdge = isEdge;
    this.#styles = styles;
    this.#promoted = promoted;
    this.#model = new StyleModel(cursor.another(), headers);
    const usual = findTag(this.#cursor.head, 'sheetFormatPr');
    this.#usualHeight = usual && isSetByHand(usual.text) ? Number(attribute(usual, 'defaultRowHeight') ?? 0) : 0;
  }

  /** The whole of the part, or the next stretch of it. */
  patch(cursor: SheetCursor): void {
    const targets = this.#targets;
    this.#cursor = cursor;
    this.#bytes = cursor.bytes;
    this.#copied = 0;
    if (this.#isBegun) this.#model.turn(cursor.another());
    else this.#widenDimension();
    this.#isBegun = true;
    while (this.#next < targets.length && cursor.nextRow()) {
      for (let edit = targets[this.#next]; edit && edit.row < cursor.row; edit = targets[++this.#next])
        this.#newRow(edit, cursor.rowStart);
      // Noted after rows that go before it, so that the model looks upwards only.
      this.#model.note(cursor.row, cursor.rowStart);
      const edit = targets[this.#next];
      if (edit?.row !== cursor.row) continue;
      this.#editRow(edit);
      this.#next++;
    }
    if (cursor.isCut) {
      this.#out.bytes(this.#bytes.subarray(this.#copied));
      this.#columns ??= columnsEdited(this.#edits);
      if (this.#next < targets.length) this.#model.leave(this.#columns);
      return;
    }
    if (this.#next < targets.length) this.#appendRows(targets.slice(this.#next));
    // Rows that were not gone through are followed by the end of the rows all the same.
    const end = cursor.lastEnd;
    if (end > this.#copied) this.#put(end, '', end);
  }

  end(): PatchedSheet {
    const [formulasChanged, filled, isSame] = [this.#formulasChanged, this.#filled, this.#isSame];
    const asEdited = !this.#isSet && this.#kept === keptIn(this.#edits);
    const tail = this.#bytes.subarray(this.#copied);
    return { packing: this.#out, tail, formulasChanged, asEdited, isSame, filled };
  }

  /** The sheet's dimension is to cover what is written. */
  #widenDimension(): void {
    const tag = findTag(this.#cursor.head, 'dimension');
    const ref = tag && attribute(tag, 'ref');
    const rect = ref ? rectOf(ref) : null;
    const extent = rect && extentOf(this.#edits);
    if (!tag || !rect || !extent) return;
    const wide = union(rect, extent);
    if (refOf(wide) !== refOf(rect)) this.#put(tag.start, withAttribute(tag.text, 'ref', refOf(wide)), tag.end);
  }

  /** Copies up to `until` and goes on after `from`, with `text` in between. */
  #put(until: number, text: string, from: number): void {
    if (until > this.#copied) this.#out.bytes(this.#bytes.subarray(this.#copied, until));
    if (text !== '') this.#out.text(text);
    if (this.#isSame && (text !== '' || until < from))
      this.#isSame = Buffer.from(text).equals(this.#bytes.subarray(until, from));
    this.#copied = from;
  }

  #appendRows(edits: readonly RowEdit[]): void {
    const { data, prefix } = this.#cursor;
    if (data.kind !== 'empty') {
      for (const edit of edits) this.#newRow(edit, this.#cursor.end);
      return;
    }
    this.#put(data.start, data.text.replace(/(?<!\s)\s*\/>$/, '>'), data.end);
    for (const edit of edits) this.#newRow(edit, data.end);
    this.#put(this.#copied, `</${prefix}sheetData>`, data.end);
  }

  #newRow(given: RowEdit, before: number): void {
    const edit = this.#writing(given);
    const { row } = edit;
    if (edit.places.length === 0) return;
    if (this.#isEdge(row)) this.#filled.set(row, this.#fillingAlike(edit));
    const inner = this.#newCells(edit);
    const { prefix } = this.#cursor;
    const tag = this.#grown(`<${prefix}row r="${row}">`, edit);
    this.#put(before, `${tag}${inner}</${prefix}row>`, before);
  }

  #editRow(edit: RowEdit): void {
    const cursor = this.#cursor;
    const { row, rowStart, rowTagEnd, prefix } = cursor;
    const fresh = this.#writing(edit);
    const held: number[] = [];
    const isEdge = this.#isEdge(row);
    if (isEdge && fresh.places.length > 0) this.#filled.set(row, { written: columnsOfEdit(fresh), held });

    const tag = this.#bytes.toString('latin1', rowStart, rowTagEnd);
    const wideTag = this.#grown(withSpans(tag, fresh), edit);
    if (tag.endsWith('/>')) {
      if (fresh.places.length === 0) return;
      const inner = this.#newCells(fresh);
      this.#put(rowStart, `${wideTag.replace(/(?<!\s)\s*\/>$/, '>')}${inner}</${prefix}row>`, rowTagEnd);
      return;
    }
    if (wideTag !== tag) this.#put(rowStart, wideTag, rowTagEnd);

    const { places, values } = edit;
    let next = 0;
    const insertBefore = (column: number, at: number) => {
      for (let place = places[next]; place && place.column < column; place = places[++next]) {
        const value = values[next] ?? null;
        if (writes(place, value)) this.#put(at, this.#newCell(fresh, place, value), at);
      }
    };
    while (cursor.nextCell()) {
      insertBefore(cursor.column, cursor.cellStart);
      if (isEdge && (cursor.valueStart >= 0 || cursor.inlineStart >= 0 || cursor.formulaStart >= 0)) {
        held.push(cursor.column);
      }
      const place = places[next];
      if (place?.column === cursor.column) {
        this.#replaceCell(place, values[next] ?? null);
        next++;
      } else if (this.#promoted.size > 0) {
        const takesOver = this.#promoted.get(cellAddress(row, cursor.column));
        if (takesOver) this.#put(cursor.formulaStart, takesOver, cursor.formulaEnd);
      }
    }
    insertBefore(Number.POSITIVE_INFINITY, cursor.rowClose);
  }

  /**
   * A row whose height nobody set by hand grows with a text of several lines, and with a long one where the cell wraps: a program that
   * finds a height in the file, the row's or that of all rows, does not fit the row again.
   */
  #grown(tag: string, { row, places, values }: RowEdit): string {
    const own = /\sht\s*=\s*["']([\d.]+)["']/.exec(tag)?.[1];
    const ht = own === undefined ? this.#usualHeight : Number(own);
    if (ht === 0 || isSetByHand(tag)) return tag;
    const texts: { readonly text: string; readonly width: number; readonly column: number }[] = [];
    places.forEach(({ column }, i) => {
      const text = values[i];
      if (typeof text !== 'string') return;
      const width = this.#widthOf(column);
      const isBroken = text.includes('\n');
      // A character takes two columns at most.
      if (2 * text.length < width && !isBroken) return;
      if (isBroken || widthOf(text) >= width) texts.push({ text, width, column });
    });
    const isHigher = (height: number | null): height is number => height !== null && height > ht;
    // Whether cells wrap is looked up only where it makes a difference.
    if (!isHigher(heightFor(texts))) return tag;
    const height = heightFor(
      texts.filter(({ text, column }) => text.includes('\n') || this.#wraps(row, column, places)),
    );
    return isHigher(height) ? withAttribute(tag, 'ht', String(height)) : tag;
  }

  #wraps(row: number, column: number, places: readonly EditPlace[]): boolean {
    return this.#styles.wraps(this.#styleIn(row, column) ?? this.#model.styleAbove(row, column, places));
  }

  /** The style of a cell that stands in the present row, where its tag begins as most do: a search for it costs less than to go through the cells. */
  #styleIn(row: number, column: number): number | null {
    const { rowStart, hasMarks, prefix } = this.#cursor;
    if (row !== this.#cursor.row || hasMarks || this.#headers.some((rect) => contains(rect, row, column))) return null;
    const near = this.#bytes.subarray(rowStart, rowStart + NEAR);
    const rowEnd = near.indexOf(`</${prefix}row>`, 0, 'latin1');
    const own = rowEnd < 0 ? near : near.subarray(0, rowEnd);
    const at = own.indexOf(`${this.#openingOf(column)}${row}"`, 0, 'latin1');
    const end = at < 0 ? -1 : near.indexOf('>', at);
    return end < 0 ? null : styleOf(near.toString('latin1', at, end));
  }

  /** A column's width in characters, as the sheet says it; looked for once. */
  #widthOf(column: number): number {
    return ensure(this.#widths, column, () => this.#widthSaid(column));
  }

  #widthSaid(column: number): number {
    for (const [, attributes = ''] of this.#cursor.head.matchAll(/<(?:\w+:)?col\s([^<>]*)>/g)) {
      const number = (name: string) =>
        Number(new RegExp(`\\b${name}\\s*=\\s*["']([\\d.]+)`).exec(attributes)?.[1] ?? 0);
      if (column >= number('min') && column <= number('max')) return number('width') || USUAL_WIDTH;
    }
    return USUAL_WIDTH;
  }

  #newCells(edit: RowEdit): string {
    let xml = '';
    edit.places.forEach((place, i) => {
      xml += this.#newCell(edit, place, edit.values[i] ?? null);
    });
    return xml;
  }

  /** @param fresh all of the row's that may need a model, so that one look upwards finds them together */
  #newCell(fresh: RowEdit, place: EditPlace, value: CellValue): string {
    const { row } = fresh;
    const { column, formula, format, like } = place;
    const { prefix } = this.#cursor;
    const base = like === 'left' ? this.#model.styleAt(column - 1) : this.#model.styleForNew(row, column, fresh.places);
    if (formula !== undefined) this.#formulasChanged = this.#isSet = true;
    const look = this.#lookOf(this.#styles.shown(base, format), cellType(value, formula !== undefined));
    const xml = cellXml(value, row, column, prefix, formula === undefined ? '' : formulaXml(prefix, formula));
    return `${this.#openingOf(column)}${row}${look}${xml}</${prefix}c>`;
  }

  /** A cell's tag up to the number of its row. */
  #openingOf(column: number): string {
    return ensure(this.#openings, column, () => `<${this.#cursor.prefix}c r="${columnName(column)}`);
  }

  /** The tag from there on. */
  #lookOf(style: number, type: string): string {
    const looks = ensure(this.#looks, type, () => new Map());
    return ensure(looks, style, () => `"${style > 0 ? ` s="${style}"` : ''}${type ? ` t="${type}"` : ''}>`);
  }

  #replaceCell(place: EditPlace, value: CellValue): void {
    const cursor = this.#cursor;
    const { prefix, row, column, cellStart, cellTagEnd, cellEnd } = cursor;
    const formula = formulaOf(cursor);
    const keeps = place.formula === 'keep';
    if (keeps && !formula) return;
    if (keeps && value !== null) this.#kept++;
    if (!keeps && formula?.kind === 'shared' && formula.ref && !this.#groupPromoted(formula.group)) {
      this.orphaned.add(formula.group ?? '');
    }
    if (!keeps && (formula || place.formula !== undefined)) this.#formulasChanged = true;
    if (!keeps && place.formula !== undefined) this.#isSet = true;

    const f = keeps ? this.#keptFormula() : place.formula === undefined ? '' : formulaXml(prefix, place.formula);
    const xml = cellXml(value, row, column, prefix, f);
    const type = cellType(value, f !== '');
    const known = this.#plainStyle(cursor);
    if (known !== null) {
      const style = known > 0 || value === null ? known : this.#styles.shown(0, place.format);
      const tag = `${this.#openingOf(column)}${row}${this.#lookOf(style, xml === '' ? '' : type)}`;
      this.#put(cellStart, xml === '' ? `${tag.slice(0, -1)}/>` : `${tag}${xml}</${prefix}c>`, cellEnd);
      return;
    }
    const old = withoutEnd(this.#bytes.toString('latin1', cellStart, cellTagEnd));
    // `vm` and `ph` belong to the old value, `cm` to the old formula (ECMA-376 part 1, 18.3.1.4).
    let tag = withAttribute(withAttribute(withAttribute(old, 't', null), 'vm', null), 'ph', null);
    if (!keeps) tag = withAttribute(tag, 'cm', null);
    if (styleOf(old) === 0) {
      const shown = this.#styles.shown(0, value === null ? undefined : place.format);
      if (shown > 0) tag = withAttribute(tag, 's', String(shown));
    }
    this.#put(cellStart, element(tag, prefix, type, xml), cellEnd);
  }

  /** The style of a cell whose tag says no more than where it stands, its style and its type, as most do; null for another. */
  #plainStyle({ row, column, cellStart, cellTagEnd }: SheetCursor): number | null {
    const tag = this.#bytes.toString('latin1', cellStart, cellTagEnd);
    const opening = this.#openingOf(column);
    const digits = String(row);
    if (!tag.startsWith(opening) || !tag.startsWith(digits, opening.length)) return null;
    const rest = tag.slice(opening.length + digits.length);
    return ensure(this.#plain, rest, () => plainStyleOf(rest));
  }

  /** The present cell's <f>, or the definition it takes over. */
  #keptFormula(): string {
    const { row, column, formulaStart, formulaEnd } = this.#cursor;
    return this.#promoted.get(cellAddress(row, column)) ?? this.#bytes.toString('utf8', formulaStart, formulaEnd);
  }

  #groupPromoted(group: string | null): boolean {
    return [...this.#promoted.values()].some((xml) => {
      const tag = findTag(xml, 'f');
      return tag !== undefined && attribute(tag, 'si') === group;
    });
  }
}

const plainStyleOf = (rest: string): number | null => {
  const found = /^"(?: s="([1-9]\d*)")?(?: t="\w+")?\/?>$/.exec(rest);
  return found && Number(found[1] ?? 0);
};

/** With rows in which nothing is written but a formula moves. */
const withRows = (edits: Edits, promoted: Promoted): readonly RowEdit[] => {
  if (promoted.size === 0) return edits;
  const known = new Set(edits.map(({ row }) => row));
  const others = new Set([...promoted.keys()].map((address) => must(rectOf(address), address).top));
  const further = [...others].flatMap((row) => (known.has(row) ? [] : { sheet: '', row, places: [], values: [] }));
  return [...edits, ...further].sort((a, b) => a.row - b.row);
};

/** So many bytes of a row are looked through. */
const NEAR = 1 << 14;

/** Characters of a column whose width nobody set. */
const USUAL_WIDTH = 10;

/** The row's tag with its `spans` hint covering what is written, where it has one. */
const withSpans = (tag: string, { places }: RowEdit): string => {
  const m = /\sspans\s*=\s*["'](\d+):(\d+)["']/.exec(tag);
  const [first, last] = [places[0], places[places.length - 1]];
  if (!m || !first || !last) return tag;
  const from = Math.min(Number(m[1]), first.column);
  const to = Math.max(Number(m[2]), last.column);
  return from === Number(m[1]) && to === Number(m[2]) ? tag : withAttribute(tag, 'spans', `${from}:${to}`);
};
