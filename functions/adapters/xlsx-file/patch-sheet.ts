import type { CellEdit, Rect } from '../../../core/workbook.ts';
import { w } from '../../../sheet-templates/index.ts';
import { BatonError } from '../../errors.ts';
import { addressOf, contains, LAST_COLUMN, LAST_ROW, rectOf, refOf } from './cells.ts';
import { formulaOf, shiftFormula } from './formula.ts';
import { mergesOf } from './read.ts';
import { SheetCursor } from './sheet-cursor.ts';
import type { StyleBook } from './styles.ts';
import { attribute, escapeCellText, escapeXml, findTag, withAttribute } from './xml.ts';

/** Excel's limit for the text of one cell. */
const LONGEST_TEXT = 32_767;

export interface PatchedSheet {
  readonly bytes: Buffer;
  /** A formula was set, replaced or removed: the calculation chain no longer fits. */
  readonly formulasChanged: boolean;
  /** The rows that got a value. */
  readonly filled: ReadonlyMap<number, FilledRow>;
}

export interface FilledRow {
  /** The columns that got one, and those that had held one before. */
  readonly written: readonly number[];
  readonly held: readonly number[];
}

type Edits = ReadonlyMap<number, ReadonlyMap<number, CellEdit>>;
/** <f> elements that take over a shared formula, by address. */
type Promoted = ReadonlyMap<string, string>;

/**
 * A worksheet part with cells set. Bytes outside the edited cells stay as they are.
 * @param headers ranges whose cells are headings: their look is no model for the cells beneath
 * Refuses with BatonError 'data': merged-cells, array-formula, text-too-long; broken-part.
 */
export const patchSheet = (
  bytes: Buffer,
  path: string,
  edits: readonly CellEdit[],
  styles: StyleBook,
  headers: readonly Rect[],
): PatchedSheet => {
  const byRow = new Map<number, Map<number, CellEdit>>();
  for (const edit of edits) {
    if (!(edit.row >= 1 && edit.row <= LAST_ROW && edit.column >= 1 && edit.column <= LAST_COLUMN)) throw outside(edit);
    const row = byRow.get(edit.row) ?? new Map<number, CellEdit>();
    byRow.set(edit.row, row.set(edit.column, edit));
  }
  const cursor = new SheetCursor(bytes, path);
  const close = bytes.lastIndexOf(`</${cursor.prefix}sheetData>`, undefined, 'latin1');
  const tail = bytes.toString('latin1', Math.max(close, cursor.data.end));
  checkMerges(edits, mergesOf(tail));
  checkArrays(edits, bytes, path);

  const frozen = frozenRows(cursor.head);
  const filter = rectOf(attribute(findTag(tail, 'autoFilter') ?? cursor.data, 'ref') ?? '');
  const all = [...headers, ...(frozen ? [frozen] : []), ...(filter ? [{ ...filter, bottom: filter.top }] : [])];

  const run = new SheetPatch(bytes, path, byRow, styles, all, new Map());
  const patched = run.patch();
  if (run.orphaned.size === 0) return patched;
  return new SheetPatch(bytes, path, byRow, styles, all, promote(bytes, path, byRow, run.orphaned)).patch();
};

class SheetPatch {
  /** Groups of shared formulas whose master was replaced and has no successor yet. */
  readonly orphaned = new Set<string>();
  readonly #bytes: Buffer;
  readonly #cursor: SheetCursor;
  readonly #edits: Edits;
  readonly #styles: StyleBook;
  readonly #promoted: Promoted;
  readonly #model: StyleModel;
  readonly #out: Buffer[] = [];
  #copied = 0;
  #formulasChanged = false;
  readonly #filled = new Map<number, FilledRow>();
  /** The cells written, for the sheet's dimension. */
  #extent: Rect | null = null;

  constructor(
    bytes: Buffer,
    path: string,
    edits: Edits,
    styles: StyleBook,
    headers: readonly Rect[],
    promoted: Promoted,
  ) {
    this.#bytes = bytes;
    this.#cursor = new SheetCursor(bytes, path);
    this.#edits = edits;
    this.#styles = styles;
    this.#promoted = promoted;
    this.#model = new StyleModel(new SheetCursor(bytes, path), headers);
  }

  patch(): PatchedSheet {
    const cursor = this.#cursor;
    const rows = new Set(this.#edits.keys());
    for (const address of this.#promoted.keys()) rows.add(Number(/\d+$/.exec(address)![0]));
    const targets = [...rows].sort((a, b) => a - b);
    let next = 0;
    while (next < targets.length && cursor.nextRow()) {
      while (next < targets.length && targets[next]! < cursor.row) this.#newRow(targets[next++]!, cursor.rowStart);
      // Noted after rows that go before it, so that the model looks upwards only.
      this.#model.note(cursor.row, cursor.rowStart);
      if (targets[next] === cursor.row) {
        this.#editRow();
        next++;
      }
    }
    if (next < targets.length) this.#appendRows(targets.slice(next));
    this.#out.push(this.#bytes.subarray(this.#copied));
    this.#out[0] = this.#withDimension(this.#out[0]!);
    return { bytes: Buffer.concat(this.#out), formulasChanged: this.#formulasChanged, filled: this.#filled };
  }

  /** The first bytes, up to the rows or further, with the sheet's dimension covering what was written. */
  #withDimension(first: Buffer): Buffer {
    const tag = findTag(this.#cursor.head, 'dimension');
    const ref = tag && attribute(tag, 'ref');
    const rect = ref ? rectOf(ref) : null;
    if (!tag || !rect || !this.#extent) return first;
    const wide = union(rect, this.#extent);
    if (refOf(wide) === refOf(rect)) return first;
    const text = withAttribute(tag.text, 'ref', refOf(wide));
    return Buffer.concat([first.subarray(0, tag.start), Buffer.from(text, 'latin1'), first.subarray(tag.end)]);
  }

  /** Copies up to `until` and goes on after `from`, with `text` in between. */
  #put(until: number, text: string, from: number): void {
    this.#out.push(this.#bytes.subarray(this.#copied, until), Buffer.from(text));
    this.#copied = from;
  }

  #appendRows(rows: readonly number[]): void {
    const { data, prefix } = this.#cursor;
    if (data.kind !== 'empty') {
      for (const row of rows) this.#newRow(row, this.#cursor.end);
      return;
    }
    this.#put(data.start, data.text.replace(/\s*\/>$/, '>'), data.end);
    for (const row of rows) this.#newRow(row, data.end);
    this.#put(this.#copied, `</${prefix}sheetData>`, data.end);
  }

  #newRow(row: number, before: number): void {
    const cells = [...(this.#edits.get(row) ?? [])].sort(([a], [b]) => a - b).filter(([, edit]) => writes(edit));
    if (cells.length === 0) return;
    const columns = cells.map(([column]) => column);
    this.#filled.set(row, { written: columns, held: [] });
    const inner = cells.map(([column, edit]) => this.#newCell(row, column, edit, columns)).join('');
    const { prefix } = this.#cursor;
    this.#put(before, `<${prefix}row r="${row}">${inner}</${prefix}row>`, before);
  }

  #editRow(): void {
    const cursor = this.#cursor;
    const { row, rowStart, rowTagEnd, prefix } = cursor;
    const edits = this.#edits.get(row) ?? new Map<number, CellEdit>();
    const pending = [...edits].sort(([a], [b]) => a - b);
    const fresh = pending.filter(([, edit]) => writes(edit)).map(([column]) => column);
    const held: number[] = [];
    if (fresh.length > 0) this.#filled.set(row, { written: fresh, held });

    const tag = this.#bytes.toString('latin1', rowStart, rowTagEnd);
    const wideTag = withSpans(tag, fresh);
    if (tag.endsWith('/>')) {
      if (fresh.length === 0) return;
      const cells = pending.filter(([, edit]) => writes(edit));
      const inner = cells.map(([column, edit]) => this.#newCell(row, column, edit, fresh)).join('');
      this.#put(rowStart, `${wideTag.replace(/\s*\/>$/, '>')}${inner}</${prefix}row>`, rowTagEnd);
      return;
    }
    if (wideTag !== tag) this.#put(rowStart, wideTag, rowTagEnd);

    let next = 0;
    while (cursor.nextCell()) {
      while (next < pending.length && pending[next]![0] < cursor.column) {
        this.#insert(row, pending[next++]!, cursor.cellStart, fresh);
      }
      if (cursor.valueStart >= 0 || cursor.inlineStart >= 0 || cursor.formulaStart >= 0) {
        held.push(cursor.column);
      }
      if (pending[next]?.[0] === cursor.column) this.#replaceCell(pending[next++]![1]);
      else {
        const takesOver = this.#promoted.get(addressOf(row, cursor.column));
        if (takesOver) this.#put(cursor.formulaStart, takesOver, cursor.formulaEnd);
      }
    }
    for (const cell of pending.slice(next)) this.#insert(row, cell, cursor.rowClose, fresh);
  }

  #insert(row: number, [column, edit]: readonly [number, CellEdit], at: number, columns: readonly number[]): void {
    if (writes(edit)) this.#put(at, this.#newCell(row, column, edit, columns), at);
  }

  /** @param columns all columns of the row that may need a model, so that one look upwards finds them together */
  #newCell(row: number, column: number, edit: CellEdit, columns: readonly number[]): string {
    const { prefix } = this.#cursor;
    const base = this.#model.styleAbove(row, column, columns);
    const style = this.#styles.shown(base, edit.format);
    if (edit.formula !== undefined) this.#formulasChanged = true;
    this.#extend(row, column);
    const content = contentOf(edit, prefix, edit.formula === undefined ? '' : formulaXml(prefix, edit.formula));
    const tag = `<${prefix}c r="${addressOf(row, column)}"${style > 0 ? ` s="${style}"` : ''}`;
    return element(tag, prefix, content);
  }

  #replaceCell(edit: CellEdit): void {
    const cursor = this.#cursor;
    const { prefix, row, column, cellStart, cellTagEnd, cellEnd } = cursor;
    const formula = formulaOf(cursor);
    const keeps = edit.formula === 'keep';
    if (keeps && !formula) return;
    if (!keeps && formula?.kind === 'shared' && formula.ref && !this.#groupPromoted(formula.group)) {
      this.orphaned.add(formula.group ?? '');
    }
    if (!keeps && (formula || edit.formula !== undefined)) this.#formulasChanged = true;

    const old = this.#bytes.toString('latin1', cellStart, cellTagEnd).replace(/\s*\/?>$/, '');
    // `vm` and `ph` belong to the old value, `cm` to the old formula (ECMA-376 part 1, 18.3.1.4).
    let tag = withAttribute(withAttribute(withAttribute(old, 't', null), 'vm', null), 'ph', null);
    if (!keeps) tag = withAttribute(tag, 'cm', null);
    tag = withAttribute(tag, 'r', addressOf(row, column));
    const style = Number(/\ss\s*=\s*["'](\d+)/.exec(old)?.[1] ?? 0);
    if (style === 0) {
      const shown = this.#styles.shown(0, edit.value === null ? undefined : edit.format);
      if (shown > 0) tag = withAttribute(tag, 's', String(shown));
    }
    const f = keeps ? this.#keptFormula() : edit.formula === undefined ? '' : formulaXml(prefix, edit.formula);
    if (writes(edit)) this.#extend(row, column);
    this.#put(cellStart, element(tag, prefix, contentOf(edit, prefix, f)), cellEnd);
  }

  /** The present cell's <f>, or the definition it takes over. */
  #keptFormula(): string {
    const { row, column, formulaStart, formulaEnd } = this.#cursor;
    return this.#promoted.get(addressOf(row, column)) ?? this.#bytes.toString('utf8', formulaStart, formulaEnd);
  }

  #groupPromoted(group: string | null): boolean {
    for (const f of this.#promoted.values()) if (attribute(findTag(f, 'f')!, 'si') === group) return true;
    return false;
  }

  #extend(row: number, column: number): void {
    const cell = { top: row, left: column, bottom: row, right: column };
    this.#extent = this.#extent ? union(this.#extent, cell) : cell;
  }
}

const union = (a: Rect, b: Rect): Rect => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});

/** Whether the edit leaves something in a cell that is not there yet; a formula to be kept has no place there. */
const writes = (edit: CellEdit): boolean =>
  edit.formula === undefined ? edit.value !== null && edit.value !== '' : edit.formula !== 'keep';

/** The look of the nearest cell above, among the rows noted so far; what was found for a column is not looked up again. */
class StyleModel {
  readonly #cursor: SheetCursor;
  readonly #headers: readonly Rect[];
  readonly #rows: number[] = [];
  readonly #starts: number[] = [];
  /** By column: the style found when looking up from row `from`. */
  readonly #known = new Map<number, { readonly from: number; readonly style: number }>();

  constructor(cursor: SheetCursor, headers: readonly Rect[]) {
    this.#cursor = cursor;
    this.#headers = headers;
  }

  note(row: number, start: number): void {
    this.#rows.push(row);
    this.#starts.push(start);
  }

  styleAbove(row: number, column: number, columns: readonly number[]): number {
    if (this.#known.get(column)?.from !== row) this.#lookUp(row, columns);
    return this.#known.get(column)!.style;
  }

  #lookUp(row: number, columns: readonly number[]): void {
    const missing = new Set(columns);
    const settle = (column: number, style: number) => {
      this.#known.set(column, { from: row, style });
      missing.delete(column);
    };
    for (let i = this.#rows.length - 1; i >= 0 && missing.size > 0; i--) {
      const at = this.#rows[i]!;
      if (at >= row) continue;
      for (const column of missing) {
        const known = this.#known.get(column);
        if (known && known.from > at) settle(column, known.style);
      }
      if (missing.size === 0) break;
      this.#cursor.seek(this.#starts[i]!, at);
      while (this.#cursor.nextCell()) {
        const { column } = this.#cursor;
        if (missing.has(column) && !this.#headers.some((rect) => contains(rect, at, column))) {
          settle(column, this.#styleHere());
        }
      }
    }
    for (const column of missing) this.#known.set(column, { from: row, style: 0 });
  }

  #styleHere(): number {
    const { bytes, cellStart, cellTagEnd } = this.#cursor;
    const tag = bytes.toString('latin1', cellStart, cellTagEnd);
    return Number(/\ss\s*=\s*["'](\d+)/.exec(tag)?.[1] ?? 0);
  }
}

const element = (tag: string, prefix: string, content: { type: string; xml: string }): string => {
  const open = content.type ? withAttribute(tag, 't', content.type) : tag;
  return content.xml ? `${open}>${content.xml}</${prefix}c>` : `${open}/>`;
};

const formulaXml = (prefix: string, formula: string): string => `<${prefix}f>${escapeXml(formula)}</${prefix}f>`;

/**
 * A cell's `t` and content. Text stands in the cell (inlineStr), not among the shared strings: those may be as large as
 * the sheet and would have to be read and written anew for one word; Excel moves it there when it next saves.
 */
export const contentOf = (
  { value, row, column }: Pick<CellEdit, 'value' | 'row' | 'column'>,
  prefix: string,
  formula: string,
): { type: string; xml: string } => {
  const cached = (text: string) => `${formula}<${prefix}v>${text}</${prefix}v>`;
  if (value === null || (value === '' && !formula)) return { type: '', xml: formula };
  if (typeof value === 'boolean') return { type: 'b', xml: cached(value ? '1' : '0') };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${addressOf(row, column)}: ${value} is no number for a cell`);
    return { type: '', xml: cached(String(value)) };
  }
  if (value.length > LONGEST_TEXT) throw textTooLong(addressOf(row, column));
  if (formula) return { type: 'str', xml: cached(escapeCellText(value)) };
  const space = /^\s|\s$|[\n\t]/.test(value) ? ' xml:space="preserve"' : '';
  return {
    type: 'inlineStr',
    xml: `<${prefix}is><${prefix}t${space}>${escapeCellText(value)}</${prefix}t></${prefix}is>`,
  };
};

/** The row's tag with its `spans` hint covering the columns, where it has one. */
const withSpans = (tag: string, columns: readonly number[]): string => {
  const m = /\sspans\s*=\s*["'](\d+):(\d+)["']/.exec(tag);
  if (!m || columns.length === 0) return tag;
  const from = Math.min(Number(m[1]), ...columns);
  const to = Math.max(Number(m[2]), ...columns);
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

/** For each orphaned group, the first of its remaining cells becomes the master, its formula moved along. */
const promote = (bytes: Buffer, path: string, edits: Edits, groups: ReadonlySet<string>): Promoted => {
  const masters = new Map<string, { row: number; column: number; text: string }>();
  const members = new Map<string, { row: number; column: number }[]>();
  const cursor = new SheetCursor(bytes, path);
  while (cursor.nextRow()) {
    while (cursor.nextCell()) {
      const formula = formulaOf(cursor);
      if (formula?.kind !== 'shared' || !groups.has(formula.group ?? '')) continue;
      const group = formula.group ?? '';
      const { row, column } = cursor;
      if (formula.ref) masters.set(group, { row, column, text: formula.text });
      const edit = edits.get(row)?.get(column);
      if (edit && edit.formula !== 'keep') continue;
      const known = members.get(group);
      if (known) known.push({ row, column });
      else members.set(group, [{ row, column }]);
    }
  }
  const promoted = new Map<string, string>();
  for (const group of groups) {
    const master = masters.get(group);
    const [first, ...others] = members.get(group) ?? [];
    if (!master || !first) continue;
    let ref: Rect = { top: first.row, left: first.column, bottom: first.row, right: first.column };
    for (const { row, column } of others) ref = union(ref, { top: row, left: column, bottom: row, right: column });
    const text = escapeXml(shiftFormula(master.text, first.row - master.row, first.column - master.column));
    const f = `${cursor.prefix}f`;
    promoted.set(
      addressOf(first.row, first.column),
      `<${f} t="shared" ref="${refOf(ref)}" si="${escapeXml(group)}">${text}</${f}>`,
    );
  }
  return promoted;
};

const checkMerges = (edits: readonly CellEdit[], merges: readonly Rect[]): void => {
  for (const { row, column } of edits) {
    const merge = merges.find((rect) => contains(rect, row, column));
    if (merge && (merge.top !== row || merge.left !== column)) {
      throw new BatonError(
        'data',
        'merged-cells',
        w(
          `单元格 ${addressOf(row, column)} 在合并区域 ${refOf(merge)} 里，无法写入。请取消合并。`,
          `Cell ${addressOf(row, column)} lies within the merged range ${refOf(merge)} and cannot be written. Unmerge it.`,
        ),
      );
    }
  }
};

/** A part of an array formula cannot be changed alone, nor can what it spills into. */
const checkArrays = (edits: readonly CellEdit[], bytes: Buffer, path: string): void => {
  if (!/\bt\s*=\s*["'](?:array|dataTable)["']/.test(findArrayMark(bytes))) return;
  const cursor = new SheetCursor(bytes, path);
  while (cursor.nextRow()) {
    while (cursor.nextCell()) {
      if (cursor.formulaStart < 0) continue;
      const { kind, ref } = formulaOf(cursor)!;
      if ((kind !== 'array' && kind !== 'dataTable') || !ref || refOf(ref) === addressOf(ref.top, ref.left)) continue;
      const hit = edits.find((edit) => edit.formula !== 'keep' && contains(ref, edit.row, edit.column));
      if (hit) throw arrayFormula(addressOf(hit.row, hit.column), refOf(ref));
    }
  }
};

/** The surroundings of the first array or data table mark; '' for the many sheets that have none. */
const findArrayMark = (bytes: Buffer): string => {
  for (const mark of ['"array"', "'array'", '"dataTable"', "'dataTable'"]) {
    const at = bytes.indexOf(mark, 0, 'latin1');
    if (at >= 0) return bytes.toString('latin1', Math.max(0, at - 8), at + mark.length);
  }
  return '';
};

const arrayFormula = (cell: string, ref: string) =>
  new BatonError(
    'data',
    'array-formula',
    w(
      `单元格 ${cell} 属于数组公式 ${ref}，无法单独写入。请把公式移到别处。`,
      `Cell ${cell} belongs to the array formula in ${ref} and cannot be written alone. Move the formula elsewhere.`,
    ),
  );

const textTooLong = (cell: string) =>
  new BatonError(
    'data',
    'text-too-long',
    w(
      `要写入 ${cell} 的文字超过 32767 个字符。请缩短。`,
      `The text for ${cell} is longer than the 32,767 characters a cell can hold. Shorten it.`,
    ),
  );

const outside = ({ row, column }: CellEdit) =>
  new RangeError(`row ${row}, column ${column} lies outside of what a sheet can hold`);
