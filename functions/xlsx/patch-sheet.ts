/** Sets cells in one worksheet part, and leaves every other byte of it alone. */
import { ensure } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import { widthOf } from '../../core/text/width.ts';
import type { CellValue, EditPlace, Rect, RowEdit } from '../../core/workbook.ts';
import { cellType, cellXml, element, formulaXml } from './cell-xml.ts';
import { cellAddress, columnName, LAST_COLUMN, rectOf, refOf, union } from './cells.ts';
import { formulaOf } from './formula.ts';
import { Packing } from './packing.ts';
import { checkArrays, checkMerges } from './patch-checks.ts';
import { mergesOf } from './read.ts';
import { heightFor } from './row-height.ts';
import { type Promoted, promote } from './shared-formulas.ts';
import { SheetCursor } from './sheet-cursor.ts';
import { columnsOfEdit, type Edits, editsByRow, extentOf, keptIn, writes, writing } from './sheet-edits.ts';
import { StyleModel } from './style-model.ts';
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
  /** The rows that got a value, of those that say how far tables and the filter go. */
  readonly filled: ReadonlyMap<number, FilledRow>;
}

export interface FilledRow {
  /** The columns that got one, and those that had held one before. */
  readonly written: readonly number[];
  readonly held: readonly number[];
}

/**
 * A worksheet part with cells set. Bytes outside the edited cells stay as they are.
 * @param tables their headers' look is no model for the cells beneath
 * Refuses with BatonError 'data': merged-cells, array-formula, text-too-long; broken-part.
 */
export const patchSheet = (
  bytes: Buffer,
  path: string,
  edits: readonly RowEdit[],
  styles: StyleBook,
  tables: readonly { readonly rect: Rect; readonly header: Rect | null }[],
): PatchedSheet => {
  const byRow = editsByRow(edits);
  const cursor = new SheetCursor(bytes, path);
  const tail = bytes.toString('latin1', Math.max(cursor.lastEnd, cursor.data.end));
  checkMerges(edits, mergesOf(tail));
  checkArrays(edits, bytes, path);

  const frozen = frozenRows(cursor.head);
  const filter = rectOf(attribute(findTag(tail, 'autoFilter') ?? cursor.data, 'ref') ?? '');
  const headers = [
    ...tables.flatMap(({ header }) => header ?? []),
    ...(frozen ? [frozen] : []),
    ...(filter ? [{ ...filter, bottom: filter.top }] : []),
  ];
  const isEdge = (row: number): boolean =>
    row === filter?.top || tables.some(({ rect, header }) => row === header?.bottom || row >= rect.bottom);
  const patchWith = (promoted: Promoted) =>
    new SheetPatch(bytes, path, { edits: byRow, styles, headers, isEdge, promoted });

  const run = patchWith(new Map());
  const patched = run.patch();
  if (run.orphaned.size === 0) return patched;
  return patchWith(promote(bytes, path, byRow, run.orphaned)).patch();
};

const isSetByHand = (tag: string): boolean => /\scustomHeight\s*=\s*["'](?:1|true)["']/.test(tag);

interface Patching {
  readonly edits: Edits;
  readonly styles: StyleBook;
  /** Ranges whose cells are headings. */
  readonly headers: readonly Rect[];
  /** Whether a row says how far a table or the filter goes. */
  readonly isEdge: (row: number) => boolean;
  readonly promoted: Promoted;
}

class SheetPatch {
  /** Groups of shared formulas whose master was replaced and has no successor yet. */
  readonly orphaned = new Set<string>();
  readonly #bytes: Buffer;
  readonly #cursor: SheetCursor;
  readonly #edits: Edits;
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
  readonly #widths = new Map<number, number>();
  /** By column. */
  readonly #openings = new Map<number, string>();
  /** By type, and by style. */
  readonly #looks = new Map<string, Map<number, string>>();
  /** Points of a row that says none, where the sheet sets them for all; 0 where a program fits rows itself. */
  readonly #usualHeight: number;

  constructor(bytes: Buffer, path: string, { edits, styles, headers, isEdge, promoted }: Patching) {
    this.#bytes = bytes;
    this.#out = new Packing(bytes);
    this.#cursor = new SheetCursor(bytes, path);
    this.#edits = edits;
    this.#isEdge = isEdge;
    this.#styles = styles;
    this.#promoted = promoted;
    this.#model = new StyleModel(new SheetCursor(bytes, path), headers);
    const usual = findTag(this.#cursor.head, 'sheetFormatPr');
    this.#usualHeight = usual && isSetByHand(usual.text) ? Number(attribute(usual, 'defaultRowHeight') ?? 0) : 0;
  }

  patch(): PatchedSheet {
    const cursor = this.#cursor;
    this.#widenDimension();
    const rows = new Set(this.#edits.keys());
    for (const address of this.#promoted.keys()) rows.add(must(rectOf(address), address).top);
    const targets = [...rows].sort((a, b) => a - b);
    let next = 0;
    while (next < targets.length && cursor.nextRow()) {
      for (let row = targets[next]; row !== undefined && row < cursor.row; row = targets[++next])
        this.#newRow(row, cursor.rowStart);
      // Noted after rows that go before it, so that the model looks upwards only.
      this.#model.note(cursor.row, cursor.rowStart);
      if (targets[next] === cursor.row) {
        this.#editRow();
        next++;
      }
    }
    if (next < targets.length) this.#appendRows(targets.slice(next));
    // Rows that were not gone through are followed by the end of the rows all the same.
    const end = cursor.lastEnd;
    if (end > this.#copied) this.#put(end, '', end);
    const [formulasChanged, filled] = [this.#formulasChanged, this.#filled];
    const asEdited = !this.#isSet && this.#kept === keptIn(this.#edits);
    const tail = this.#bytes.subarray(this.#copied);
    return { packing: this.#out, tail, formulasChanged, asEdited, filled };
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
    this.#out.bytes(this.#bytes.subarray(this.#copied, until));
    this.#out.text(text);
    this.#copied = from;
  }

  #appendRows(rows: readonly number[]): void {
    const { data, prefix } = this.#cursor;
    if (data.kind !== 'empty') {
      for (const row of rows) this.#newRow(row, this.#cursor.end);
      return;
    }
    this.#put(data.start, data.text.replace(/(?<!\s)\s*\/>$/, '>'), data.end);
    for (const row of rows) this.#newRow(row, data.end);
    this.#put(this.#copied, `</${prefix}sheetData>`, data.end);
  }

  #newRow(row: number, before: number): void {
    const edit = writing(this.#editOf(row));
    if (edit.places.length === 0) return;
    if (this.#isEdge(row)) this.#filled.set(row, { written: columnsOfEdit(edit), held: [] });
    const inner = this.#newCells(edit);
    const { prefix } = this.#cursor;
    const tag = this.#grown(`<${prefix}row r="${row}">`, edit);
    this.#put(before, `${tag}${inner}</${prefix}row>`, before);
  }

  #editRow(): void {
    const cursor = this.#cursor;
    const { row, rowStart, rowTagEnd, prefix } = cursor;
    const edit = this.#editOf(row);
    const fresh = writing(edit);
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
    const texts: { readonly text: string; readonly width: number }[] = [];
    places.forEach(({ column }, i) => {
      const text = values[i];
      if (typeof text !== 'string') return;
      const width = this.#widthOf(column);
      const isBroken = text.includes('\n');
      // A character takes two columns at most.
      if (2 * text.length < width && !isBroken) return;
      if (isBroken || (widthOf(text) >= width && this.#wraps(row, column, places))) texts.push({ text, width });
    });
    const height = heightFor(texts);
    return height !== null && height > ht ? withAttribute(tag, 'ht', String(height)) : tag;
  }

  #wraps(row: number, column: number, places: readonly EditPlace[]): boolean {
    return this.#styles.wraps(this.#model.styleAbove(row, column, places));
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

  #editOf(row: number): RowEdit {
    return this.#edits.get(row) ?? { sheet: '', row, places: [], values: [] };
  }

  /** @param fresh all of the row's that may need a model, so that one look upwards finds them together */
  #newCell(fresh: RowEdit, place: EditPlace, value: CellValue): string {
    const { row } = fresh;
    const { column, formula, format, like } = place;
    const { prefix } = this.#cursor;
    const base = like === 'left' ? this.#model.styleAt(column - 1) : this.#model.styleAbove(row, column, fresh.places);
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

    const old = withoutEnd(this.#bytes.toString('latin1', cellStart, cellTagEnd));
    // `vm` and `ph` belong to the old value, `cm` to the old formula (ECMA-376 part 1, 18.3.1.4).
    let tag = withAttribute(withAttribute(withAttribute(old, 't', null), 'vm', null), 'ph', null);
    if (!keeps) tag = withAttribute(tag, 'cm', null);
    const style = Number(/\ss\s*=\s*["'](\d+)/.exec(old)?.[1] ?? 0);
    if (style === 0) {
      const shown = this.#styles.shown(0, value === null ? undefined : place.format);
      if (shown > 0) tag = withAttribute(tag, 's', String(shown));
    }
    const f = keeps ? this.#keptFormula() : place.formula === undefined ? '' : formulaXml(prefix, place.formula);
    const xml = cellXml(value, row, column, prefix, f);
    this.#put(cellStart, element(tag, prefix, cellType(value, f !== ''), xml), cellEnd);
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

/** The rows a frozen pane keeps in sight: headings, as a rule. */
const frozenRows = (head: string): Rect | null => {
  const pane = findTag(head, 'pane');
  const state = pane && attribute(pane, 'state');
  const rows = pane && Number(attribute(pane, 'ySplit') ?? 0);
  if (!rows || (state !== 'frozen' && state !== 'frozenSplit')) return null;
  const view = findTag(head, 'sheetView');
  const first = rectOf((view && attribute(view, 'topLeftCell')) ?? 'A1')?.top ?? 1;
  return { top: 1, left: 1, bottom: first - 1 + rows, right: LAST_COLUMN };
};
