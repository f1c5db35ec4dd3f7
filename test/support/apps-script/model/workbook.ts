import { type Area, cellName } from './a1.ts';
import { blankCell, type Cell } from './cell.ts';
import { wallDateIn } from './dates.ts';
import { display } from './format.ts';
import { readInput, type Scalar } from './input.ts';
import { localeOf, type SheetLocale } from './locale.ts';
import { isPlace } from './place.ts';
import { type Column, type Row, SheetModel } from './sheet.ts';
import { accepts, type ValidationRule } from './validation.ts';

/** Where developer metadata hangs: on the file, a tab, or a row or column object that moves with it. */
export interface MetadataModel {
  readonly id: number;
  key: string;
  value: string | null;
  visibility: 'DOCUMENT' | 'PROJECT';
  sheet: SheetModel | undefined;
  row: Row | undefined;
  column: Column | undefined;
}

/** A tab as a test declares it: rows of typed texts or values; a text is read as if typed unless it is in `formulas`. */
interface SheetSpec {
  readonly name: string;
  readonly values?: readonly (readonly (Scalar | null)[])[];
  readonly maxRows?: number;
  readonly maxColumns?: number;
  readonly frozenRows?: number;
}

export interface WorkbookSpec {
  readonly name?: string;
  readonly id?: string;
  readonly sheets: readonly SheetSpec[];
}

/** The file: tabs, locale, zone, who may edit, metadata. Formulas are never computed: `evaluate` says what they show. */
export class WorkbookModel {
  readonly id: string;
  name: string;
  readonly localeName: string;
  readonly locale: SheetLocale;
  readonly timeZone: string;
  readonly owner: string;
  readonly editors: Set<string>;
  sheets: SheetModel[] = [];
  metadata: MetadataModel[] = [];
  evaluate: (formula: string) => Scalar;
  /** Where this file is another's `again`: the sheets that its cells' rules mean, by those that they name. */
  readonly #standsFor = new Map<SheetModel, SheetModel>();
  #nextSheet = 0;
  #nextMetadata = 1000;

  constructor(
    spec: { readonly name: string; readonly id: string; readonly locale: string; readonly timeZone: string },
    users: readonly string[],
    evaluate: (formula: string) => Scalar,
  ) {
    this.id = spec.id;
    this.name = spec.name;
    this.localeName = spec.locale;
    this.locale = localeOf(spec.locale);
    this.timeZone = spec.timeZone;
    this.owner = users[0]!;
    this.editors = new Set(users);
    this.evaluate = evaluate;
  }

  newSheet(name: string, maxRows = 1000, maxColumns = 26, at = this.sheets.length): SheetModel {
    const sheet = new SheetModel(this.#nextSheet, name, maxRows, maxColumns);
    this.#nextSheet = this.#nextSheet === 0 ? 1_000_001 : this.#nextSheet + 7;
    this.sheets.splice(at, 0, sheet);
    return sheet;
  }

  newMetadata(
    place: Pick<MetadataModel, 'sheet' | 'row' | 'column'>,
    key: string,
    value: string | null,
  ): MetadataModel {
    this.#nextMetadata += 1;
    const made: MetadataModel = { id: this.#nextMetadata, key, value, visibility: 'DOCUMENT', ...place };
    this.metadata.push(made);
    return made;
  }

  /** Metadata goes with the row, column or tab it hangs on (developers.google.com/workspace/sheets/api/guides/metadata). */
  forget(gone: {
    readonly rows?: readonly Row[];
    readonly columns?: readonly Column[];
    readonly sheet?: SheetModel;
  }): void {
    this.metadata = this.metadata.filter(
      ({ row, column, sheet }) =>
        !(row && gone.rows?.includes(row)) &&
        !(column && gone.columns?.includes(column)) &&
        !(sheet && sheet === gone.sheet),
    );
  }

  sheetNamed(name: string): SheetModel | undefined {
    return this.sheets.find((sheet) => sheet.name === name);
  }

  shown(cell: Readonly<Cell>): string {
    return display(cell.value, cell.numberFormat, this.locale);
  }

  /**
   * Text entered into a cell, by a person or by setValue(s). A plain-text cell ('@') keeps it as it is, a leading '=' too; a format somebody
   * chose stays, else the one the entry brings is taken.
   */
  enter(cell: Cell, typed: string, now: number): void {
    if (cell.numberFormat === '@') {
      cell.value = typed;
      cell.formula = '';
      return;
    }
    const entry = readInput(typed, this.locale, wallDateIn(now, this.timeZone).getUTCFullYear());
    if (entry.formula !== undefined) {
      cell.formula = entry.formula;
      cell.value = this.evaluate(entry.formula);
      return;
    }
    cell.formula = '';
    cell.value = entry.value;
    if (entry.format && cell.numberFormat === '') cell.numberFormat = entry.format;
  }

  /** The first cell of the area whose rule rejects what it would hold, as "B2". */
  rejected(
    sheet: SheetModel,
    area: Area,
    would: (row: number, column: number, cell: Readonly<Cell>) => Cell,
  ): string | undefined {
    for (const [row, column] of sheet.each(area)) {
      const rule = sheet.peek(row, column).validation;
      if (!rule || rule.allowInvalid) continue;
      const cell = would(row, column, sheet.peek(row, column));
      if (!cell.formula && !this.accepts(rule, cell)) return cellName(row, column);
    }
    return undefined;
  }

  /** A place of this file, for one that a rule of the file it was made from names. */
  ours<T extends { readonly sheet: SheetModel }>(place: T): T {
    return { ...place, sheet: this.#standsFor.get(place.sheet) ?? place.sheet };
  }

  /** What a rule's list says or its cells show now; null where it has neither. */
  allowed({ args: [first] }: ValidationRule): readonly string[] | null {
    if (Array.isArray(first)) return first.map(String);
    if (!isPlace(first)) return null;
    const { sheet } = this.ours(first);
    const texts = sheet.read(first, (cell) => this.shown(cell)).flat();
    return texts.filter((text) => text !== '');
  }

  accepts(rule: ValidationRule, cell: Readonly<Cell>): boolean {
    return accepts(rule, cell.value, this.shown(cell), cell.numberFormat, () => this.allowed(rule));
  }

  /** The same file once more, with its own id: what is done to either stays there. */
  again(): WorkbookModel {
    const { name, id, localeName: locale, timeZone } = this;
    const other = new WorkbookModel({ name, id, locale, timeZone }, [this.owner], this.evaluate);
    other.editors.clear();
    for (const email of this.editors) other.editors.add(email);
    const rows = new Map<Row, Row>();
    for (const sheet of this.sheets) {
      const copy = sheet.again();
      other.#standsFor.set(sheet, copy);
      other.sheets.push(copy);
      sheet.rows.forEach((row, i) => {
        rows.set(row, copy.rows[i]!);
      });
    }
    for (const [first, ours] of this.#standsFor) other.#standsFor.set(first, other.ours({ sheet: ours }).sheet);
    for (const [i, sheet] of this.sheets.entries())
      other.sheets[i]!.conditionalFormats = sheet.conditionalFormats.map((rule) => ({
        ...rule,
        ranges: rule.ranges.map((range) => other.ours(range)),
      }));
    other.metadata = this.metadata.map((item) => ({
      ...item,
      sheet: item.sheet && other.ours({ sheet: item.sheet }).sheet,
      row: item.row && rows.get(item.row),
    }));
    other.#nextSheet = this.#nextSheet;
    other.#nextMetadata = this.#nextMetadata;
    return other;
  }

  /** A tab's copy: cells, sizes, merges, filter; new row and column objects. Protections and metadata stay behind unless asked for. */
  copySheet(
    sheet: SheetModel,
    into: WorkbookModel,
    name: string,
    keep: { readonly metadata: boolean; readonly protections: boolean },
  ): SheetModel {
    const copy = into.newSheet(name, sheet.rows.length, sheet.columns.length);
    const columns = new Map(sheet.columns.map((column, i) => [column, copy.columns[i]!]));
    const rows = new Map(sheet.rows.map((row, i) => [row, copy.rows[i]!]));
    for (const [from, to] of columns) copy.hide(to, sheet.hiddenColumns.has(from));
    for (const [from, to] of rows) {
      to.hidden = from.hidden;
      for (const [column, cell] of from.cells) {
        const place = columns.get(column);
        if (place) to.own().set(place, { ...cell });
      }
    }
    copy.frozenRows = sheet.frozenRows;
    copy.frozenColumns = sheet.frozenColumns;
    copy.tabColor = sheet.tabColor;
    copy.merges = [...sheet.merges];
    copy.filter = sheet.filter;
    copy.conditionalFormats = [...sheet.conditionalFormats];
    if (keep.protections)
      copy.protections = sheet.protections.map((guard) => ({ ...guard, editors: new Set(guard.editors) }));
    if (keep.metadata) {
      for (const item of this.metadata.filter((one) => one.sheet === sheet)) {
        const place = {
          sheet: copy,
          row: item.row && rows.get(item.row),
          column: item.column && columns.get(item.column),
        };
        into.newMetadata(place, item.key, item.value).visibility = item.visibility;
      }
    }
    return copy;
  }
}

/** Builds the file a test starts from. */
export const buildWorkbook = (
  spec: WorkbookSpec,
  settings: {
    readonly locale: string;
    readonly timeZone: string;
    readonly users: readonly string[];
    readonly now: number;
  },
  evaluate: (formula: string) => Scalar,
): WorkbookModel => {
  const workbook = new WorkbookModel(
    {
      name: spec.name ?? 'Workbook',
      id: spec.id ?? 'simulated-spreadsheet',
      locale: settings.locale,
      timeZone: settings.timeZone,
    },
    settings.users,
    evaluate,
  );
  for (const { name, values = [], maxRows, maxColumns, frozenRows = 0 } of spec.sheets) {
    const width = Math.max(1, ...values.map((line) => line.length));
    const sheet = workbook.newSheet(name, Math.max(maxRows ?? 1000, values.length), Math.max(maxColumns ?? 26, width));
    sheet.frozenRows = frozenRows;
    values.forEach((line, y) => {
      line.forEach((value, x) => {
        if (value === null || value === '') return;
        const cell = blankCell();
        if (typeof value === 'string') workbook.enter(cell, value, settings.now);
        else cell.value = value;
        sheet.put(y + 1, x + 1, cell);
      });
    });
  }
  return workbook;
};
