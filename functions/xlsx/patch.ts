/** Changes a workbook's bytes: cells set, sheets added, rows moved, and all parts that follow from it. */
import type { PlacedMove } from '../../core/keep/archives.ts';
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import type { CellEdit, NewSheet, RowEdit } from '../../core/workbook.ts';
import { rowByRow, sheetBySheet } from '../../core/write/by-row.ts';
import { BatonError } from '../errors.ts';
import { checkTitle, newSheetXml } from './new-sheet.ts';
import {
  dialectOf,
  freshRelationId,
  withContentType,
  withFilterName,
  withFullCalculation,
  withoutContentType,
  withoutRelation,
  withPrintArea,
  withRelation,
  withSheetPart,
} from './package-edits.ts';
import { openPackage, type Package, relationsPath, type SheetPart } from './parts.ts';
import { patchSheet, patchStretches } from './patch-sheet.ts';
import { inStretches, stretchesOf } from './row-stretches.ts';
import { SheetCursor } from './sheet-cursor.ts';
import type { PatchedSheet } from './sheet-patch.ts';
import { splitSheetPart } from './split-sheet.ts';
import { StyleBook } from './styles.ts';
import {
  grownTable,
  shortenedTable,
  type Table,
  tableOf,
  type WidenedFilter,
  widenedFilter,
  widenedTable,
} from './tables.ts';
import { keepTail, tailOf } from './tails.ts';
import { type NewContent, unpacked, writeZip } from './zip.ts';

/** What is printed of a sheet, from its first cell to this one; both 1-based. */
export interface PrintedPart {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

export interface WorkbookChanges {
  readonly edits: readonly RowEdit[];
  readonly addSheets: readonly NewSheet[];
  /** How far sheets are printed. */
  readonly printed?: readonly PrintedPart[];
  /** By title, what is noted of sheets that are edited, for who looks at them next. */
  readonly remarks?: ReadonlyMap<string, string>;
  /** Rows that go to sheets of their own, after the edits; in coordinates before and after them alike. */
  readonly moves?: readonly PlacedMove[];
}

const CONTENT_TYPES = '[Content_Types].xml';

/**
 * A workbook's bytes with cells set and sheets added. Only parts that must change do (the sheets themselves, tables
 * that grow, styles and workbook where needed); every other zip entry keeps its bytes, so that charts, comments,
 * validations and all that Baton knows nothing about stay as they are.
 * Answers `bytes` itself when nothing is to change.
 * BatonError 'data': sheet-missing, sheet-exists, merged-cells, array-formula, text-too-long, and what reading refuses.
 */
export const patchWorkbook = (
  bytes: Buffer,
  { edits, ...changes }: Omit<WorkbookChanges, 'edits'> & { readonly edits: readonly CellEdit[] },
): Buffer => patchPackage(openPackage(bytes), { ...changes, edits: rowByRow(edits) });

/** The same of a package that is open, row by row. */
export const patchPackage = (parts: Package, changes: WorkbookChanges): Buffer => patched(parts, changes).bytes;

export interface Patched {
  readonly bytes: Buffer;
  /** Titles of the sheets that were edited and hold now what the edits say, in each of their cells; no formula was set there. */
  readonly asEdited: ReadonlySet<string>;
  /** Of these, those in which a formula was replaced by a value. */
  readonly calculatedLess: ReadonlySet<string>;
}

/** The same, for who goes on with what was written. */
export const patched = (parts: Package, changes: WorkbookChanges): Patched => {
  const patch = new WorkbookPatch(parts, changes.remarks);
  patch.edit(changes.edits);
  return made(patch, parts, changes);
};

/** The same, with only a stretch of a long sheet in memory at a time. */
export const patchedInStretches = async (parts: Package, changes: WorkbookChanges): Promise<Patched> => {
  const patch = new WorkbookPatch(parts, changes.remarks);
  await patch.editInStretches(changes.edits);
  return made(patch, parts, changes);
};

/** With the edits made. */
const made = (
  patch: WorkbookPatch,
  parts: Package,
  { addSheets, printed = [], moves = [] }: WorkbookChanges,
): Patched => {
  for (const part of printed) patch.print(part);
  for (const move of moves) patch.moveRows(move);
  for (const sheet of addSheets) patch.addSheet(sheet);
  const bytes = patch.save() ?? parts.source;
  const { calculatedLess } = patch;
  return { bytes, asEdited: moves.length > 0 ? NONE : patch.asEdited, calculatedLess };
};

const NONE: ReadonlySet<string> = new Set();

class WorkbookPatch {
  readonly #parts: Package;
  /** New content by entry name; null removes. */
  readonly #changes = new Map<string, NewContent | null>();
  /** Small parts that may be changed more than once, as text. */
  readonly #texts = new Map<string, string>();
  readonly #titles: string[];
  #styles: StyleBook | null = null;
  readonly asEdited = new Set<string>();
  readonly calculatedLess = new Set<string>();
  readonly #remarks: WorkbookChanges['remarks'];

  constructor(parts: Package, remarks: WorkbookChanges['remarks']) {
    this.#parts = parts;
    this.#remarks = remarks;
    this.#titles = [...parts.titles];
  }

  edit(edits: readonly RowEdit[]): void {
    let formulasChanged = false;
    for (const [sheet, own] of this.#bySheet(edits)) formulasChanged = this.#editSheet(sheet, own) || formulasChanged;
    this.#follow(formulasChanged);
  }

  /** The same with only a stretch of a long sheet in memory at a time. */
  async editInStretches(edits: readonly RowEdit[]): Promise<void> {
    let formulasChanged = false;
    for (const [sheet, own] of this.#bySheet(edits)) {
      const changed = (await this.#editStretches(sheet, own)) ?? this.#editSheet(sheet, own);
      formulasChanged = changed || formulasChanged;
    }
    this.#follow(formulasChanged);
  }

  *#bySheet(edits: readonly RowEdit[]): Iterable<readonly [SheetPart, readonly RowEdit[]]> {
    for (const [title, own] of sheetBySheet(edits)) {
      const sheet = this.#parts.sheets.find((part) => part.title === title);
      if (!sheet) throw sheetMissing(title);
      yield [sheet, own];
    }
  }

  /** What the workbook part says of formulas, and the chain of those, after the sheets were edited. */
  #follow(formulasChanged: boolean): void {
    if (this.#changes.size === 0) return;
    if (formulasChanged) this.#dropCalculationChain();
    const calculated = withFullCalculation(this.#text(this.#parts.workbook));
    // Where everything is calculated again as it is, nobody need look for formulas.
    if (calculated === this.#text(this.#parts.workbook)) return;
    if (formulasChanged || this.#hasFormulas()) this.#change(this.#parts.workbook, () => calculated);
  }

  /** Answers whether a formula came or went. */
  #editSheet(sheet: SheetPart, edits: readonly RowEdit[]): boolean {
    const { path } = sheet;
    const edited = (bytes: Buffer): boolean => {
      const tables = this.#tablesOf(sheet);
      return this.#take(sheet, edits, tables, patchSheet(bytes, path, edits, this.#styleBook(), tables));
    };
    return this.#parts.using(path, edited, true);
  }

  /** The same stretch by stretch; null for a sheet that is not long, or takes a look at the whole of it. */
  async #editStretches(sheet: SheetPart, edits: readonly RowEdit[]): Promise<boolean | null> {
    const entry = inStretches(this.#parts, sheet.path);
    const tail = entry ? tailOf(entry) : undefined;
    if (!entry || tail === undefined) return null;
    const { size } = entry;
    const tables = this.#tablesOf(sheet);
    const patching = patchStretches(stretchesOf(entry), { size, tail }, edits, this.#styleBook(), tables);
    const result = await patching.catch((cause) => {
      // Whether it is so, and where, the whole will tell.
      if (cause instanceof BatonError) return null;
      throw cause;
    });
    return result && this.#take(sheet, edits, tables, result);
  }

  /** What became of a sheet. Answers whether a formula came or went. */
  #take(sheet: SheetPart, edits: readonly RowEdit[], tables: readonly Table[], result: PatchedSheet): boolean {
    const { packing, tail, filled, isSame, formulasChanged } = result;
    if (result.asEdited) this.asEdited.add(sheet.title);
    if (formulasChanged) this.calculatedLess.add(sheet.title);
    const text = tail.toString('utf8');
    const filter = widenedFilter(text, edits, filled);
    packing.bytes(filter ? Buffer.from(filter.tail) : tail);
    const part = packing.end();
    keepTail(part, filter ? filter.tail : text);
    if (isSame && !filter) return false;
    const remark = result.asEdited ? this.#remarks?.get(sheet.title) : undefined;
    this.#changes.set(sheet.path, remark === undefined ? part : { ...part, remark });
    if (filter) this.#nameFilter(sheet, filter);
    this.#growTables(tables, edits, result);
    return formulasChanged;
  }

  print({ sheet, row, column }: PrintedPart): void {
    const place = this.#parts.titles.indexOf(sheet);
    const rect = { top: 1, left: 1, bottom: row, right: column };
    this.#change(this.#parts.workbook, (xml) => withPrintArea(xml, place, rect));
  }

  addSheet(sheet: NewSheet): void {
    const { main } = dialectOf(this.#text(this.#parts.workbook));
    this.#place(sheet.title, sheet.hidden, () => Buffer.from(newSheetXml(sheet, main, this.#styleBook())));
  }

  /** Takes rows out of a sheet and puts them into a new hidden one. */
  moveRows(move: PlacedMove): void {
    const sheet = this.#parts.sheets.find((part) => part.title === move.sheet.title);
    if (!sheet) throw sheetMissing(move.sheet.title);
    const { kept, moved } = splitSheetPart(
      unpacked(this.#changes.get(sheet.path) ?? this.#parts.bytes(sheet.path)),
      sheet.path,
      move,
    );
    this.#changes.set(sheet.path, kept);
    for (const { path, rect } of this.#tablesOf(sheet)) {
      const gone = [...move.rows].filter((row) => row >= rect.top && row <= rect.bottom).length;
      this.#change(path, (xml) => {
        const table = tableOf(path, xml);
        return table ? shortenedTable(table, gone) : xml;
      });
    }
    this.#place(move.title, true, () => moved);
  }

  /** A new sheet as the last one. */
  #place(title: string, hidden: boolean, content: () => Buffer): void {
    checkTitle(title, this.#titles);
    this.#titles.push(title);
    const dialect = dialectOf(this.#text(this.#parts.workbook));
    let n = 1;
    while (
      this.#parts.find(this.#beside(`worksheets/sheet${n}.xml`)) ||
      this.#changes.has(this.#beside(`worksheets/sheet${n}.xml`))
    )
      n++;
    const target = `worksheets/sheet${n}.xml`;
    this.#changes.set(this.#beside(target), content());
    const id = this.#relate('worksheet', target);
    this.#change(CONTENT_TYPES, (xml) => withContentType(xml, this.#beside(target), 'worksheet'));
    this.#change(this.#parts.workbook, (xml) => withSheetPart(xml, title, id, hidden, dialect));
  }

  /** The new bytes, or null when everything stands as it should already. */
  save(): Buffer | null {
    if (this.#styles?.changed) this.#saveStyles(this.#styles);
    for (const [path, text] of this.#texts) this.#changes.set(path, Buffer.from(text));
    if (this.#changes.size === 0) return null;
    return writeZip(this.#parts.zip, this.#changes);
  }

  /** Path of a part that stands beside the workbook part. */
  #beside(target: string): string {
    return this.#parts.workbook.slice(0, this.#parts.workbook.lastIndexOf('/') + 1) + target;
  }

  /** A small part as it stands with the changes made so far; by the name of its entry. */
  #text(path: string): string {
    const name = this.#parts.find(path)?.name ?? path;
    return this.#texts.get(name) ?? this.#parts.text(name);
  }

  #change(path: string, change: (xml: string) => string): void {
    const old = this.#text(path);
    const xml = change(old);
    if (xml !== old) this.#texts.set(this.#parts.find(path)?.name ?? path, xml);
  }

  /** Adds a relation from the workbook to a part beside it and answers its id. */
  #relate(type: string, target: string): string {
    const path = relationsPath(this.#parts.workbook);
    const id = freshRelationId(this.#text(path));
    const { relations } = dialectOf(this.#text(this.#parts.workbook));
    this.#change(path, (xml) => withRelation(xml, id, `${relations}/${type}`, target));
    return id;
  }

  #relation(type: string) {
    return this.#parts.relations(this.#parts.workbook).find((relation) => relation.type === type);
  }

  #styleBook(): StyleBook {
    if (!this.#styles) {
      const path = this.#relation('styles')?.target;
      const xml = path !== undefined && this.#parts.find(path) ? this.#parts.text(path) : '';
      this.#styles = new StyleBook(xml, dialectOf(this.#text(this.#parts.workbook)).main, path ?? '');
    }
    return this.#styles;
  }

  #saveStyles(styles: StyleBook): void {
    const known = this.#relation('styles')?.target;
    const path = known ?? this.#beside('styles.xml');
    this.#changes.set(this.#parts.find(path)?.name ?? path, Buffer.from(styles.text));
    if (known === undefined) this.#relate('styles', 'styles.xml');
    if (!this.#parts.find(path)) this.#change(CONTENT_TYPES, (xml) => withContentType(xml, path, 'styles'));
  }

  #tablesOf(sheet: SheetPart): Table[] {
    return this.#parts
      .relations(sheet.path)
      .filter((relation) => relation.type === 'table' && this.#parts.find(relation.target))
      .flatMap((relation) => tableOf(relation.target, this.#text(relation.target)) ?? []);
  }

  #growTables(tables: readonly Table[], edits: readonly RowEdit[], { filled }: PatchedSheet): void {
    for (const table of tables) {
      const xml = grownTable(table, filled);
      if (xml !== null) this.#change(table.path, () => xml);
      const wide = widenedTable(xml === null ? table : (tableOf(table.path, xml) ?? table), edits, filled);
      if (wide !== null) this.#change(table.path, () => wide);
    }
  }

  /** The name under which Excel keeps a filter's range follows the filter. */
  #nameFilter({ title }: SheetPart, { from, to }: WidenedFilter): void {
    const index = this.#parts.titles.indexOf(title);
    this.#change(this.#parts.workbook, (xml) => withFilterName(xml, index, from, to));
  }

  /** Without the chain the program that opens the workbook makes a new one; a wrong one counts as damage. */
  #dropCalculationChain(): void {
    const relation = this.#relation('calcChain');
    if (!relation) return;
    const entry = this.#parts.find(relation.target);
    if (entry) this.#changes.set(entry.name, null);
    this.#change(relationsPath(this.#parts.workbook), (xml) => withoutRelation(xml, relation.id));
    this.#change(CONTENT_TYPES, (xml) => withoutContentType(xml, relation.target));
  }

  /** Where none came or went. Looks where it costs least first: the calculation chain, the sheets at hand, then all others. */
  #hasFormulas(): boolean {
    if (this.#relation('calcChain')) return true;
    const isChanged = ({ path }: SheetPart) => this.#changes.has(path);
    const holds = ({ path }: SheetPart) => this.#parts.using(path, (bytes) => holdsFormula(bytes, path));
    const { sheets } = this.#parts;
    return sheets.filter(isChanged).some(holds) || sheets.filter((sheet) => !isChanged(sheet)).some(holds);
  }
}

const holdsFormula = (bytes: Buffer, path: string): boolean => {
  const { prefix } = new SheetCursor(bytes, path);
  return [`<${prefix}f>`, `<${prefix}f `, `<${prefix}f/>`].some((mark) => bytes.includes(mark, 0, 'latin1'));
};

const sheetMissing = (title: string) => new BatonError('data', 'sheet-missing', say.sheetMissing({ title }));
