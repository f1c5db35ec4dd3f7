/** Cell edits as requests to Excel's API, with the readings around them that show what they hit. */

import { type Located, textOf } from '../../../core/read/locate.ts';
import { placesIn } from '../../../core/read/parts.ts';
import { must } from '../../../core/text/must.ts';
import type { CellEdit, CellFormat } from '../../../core/workbook.ts';
import { type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import { tableName } from '../../../sheet-templates/layout.ts';
import { path } from '../../microsoft/client.ts';
import { anyRow } from '../../remote/any-row.ts';
import { refOf } from '../../xlsx/cells.ts';
import { extentPart, rangePath, type SheetReading, usedPart } from './api-read.ts';
import { type RangePart, sheetPath } from './api-session.ts';

/** One of several parts, and the sheet that its answer shows. */
export interface Glance {
  readonly part: number;
  readonly id: string;
  readonly title: string;
}

export interface SheetRange extends RangePart {
  /** The title of the sheet that it is about. */
  readonly sheet: string;
}

/** What is to be sent for some edits, and what its answers tell. */
export interface RequestPlan {
  readonly parts: readonly SheetRange[];
  /** Where in `parts` the sheets of people are read once more, as they are right before cells of theirs are written over. */
  readonly before: readonly Glance[];
  /** Where they are read again, as they are right after the changes. */
  readonly seen: readonly Glance[];
  /** Where in `parts` it is asked how far a machine tab goes now, and how far it should. */
  readonly extents: readonly { readonly part: number; readonly row: number }[];
  /** How many of `parts` have to be done; those after them only protect machine tabs again. */
  readonly needed: number;
  /** Edits of cells in known places, as far as these are people's sheets: what may hit rows that moved. */
  readonly placed: readonly CellEdit[];
}

/** A machine tab that is to be appended to, and what has to be made a table of it first. */
export interface Tableless {
  readonly tab: TabKey;
  readonly id: string;
  readonly address: string;
}

/** What is known of a workbook that edits are for. */
export interface RangeView {
  readonly located: Located;
  /** By title. */
  readonly readings: ReadonlyMap<string, SheetReading>;
  readonly tables: ReadonlyMap<string, string>;
  /** Titles of sheets of people that refuse new rows: theirs are written where they are blank. */
  readonly rigid?: ReadonlySet<string>;
}

type RowEdits = readonly [row: number, edits: readonly CellEdit[]];

/** Edits of one sheet: of rows that hold something, and of blank ones at its end. */
interface SheetEdits {
  readonly title: string;
  readonly tab: TabKey | undefined;
  readonly headerRow: number;
  readonly reading: SheetReading;
  readonly updates: readonly RowEdits[];
  readonly appends: readonly RowEdits[];
}

/** Formulas' values are calculated there, so an edit that only follows one (`keep`) needs no request. */
const bySheet = ({ located, readings }: RangeView, edits: readonly CellEdit[]): SheetEdits[] =>
  [
    ...Map.groupBy(
      edits.filter(({ formula }) => formula !== 'keep'),
      ({ sheet }) => sheet,
    ),
  ].map(([title, own]) => {
    const reading = must(readings.get(title), `reading of ${title}`);
    const [tab, place] = placesIn(located).find(([, { sheet }]) => sheet.title === title) ?? [];
    const used = new Map(reading.sheet.rows.map(({ at, cells }) => [at, cells]));
    const isBlank = (row: number) => (used.get(row) ?? []).every((cell) => cell === null || cell === '');
    const rows = [...Map.groupBy(own, ({ row }) => row)].sort(([a], [b]) => a - b);
    const headerRow = place?.headerRow ?? 0;
    // What is appended stands below everything; a blank row between others is where it is, and so is the first of all
    // rows of people: what came in above it would be outside of every range that begins there, of rules and of formulas.
    const last = rows.findLastIndex(([row]) => !isBlank(row) || (row === headerRow + 1 && !isMachineTab(tab)));
    return { title, tab, headerRow, reading, updates: rows.slice(0, last + 1), appends: rows.slice(last + 1) };
  });

const isMachineTab = (tab: TabKey | undefined) => tab !== undefined && tabOf(tab).machine === true;
const isMachines = ({ tab }: SheetEdits) => isMachineTab(tab);

/**
 * Machine tabs get their rows through a table, since only that finds the end by itself: see planOf. Where one of them that
 * is to grow is none, all that are none.
 */
export const tablelessIn = (ground: RangeView, edits: readonly CellEdit[]): Tableless[] => {
  const isLacking = (tab: TabKey) => isMachineTab(tab) && !ground.tables.has(tableName(tab));
  const growing = bySheet(ground, edits).filter(({ appends }) => appends.length > 0);
  if (!growing.some(({ tab }) => tab && isLacking(tab))) return [];
  return [...ground.located.tabs].flatMap(([tab, { sheet, headerRow }]): Tableless[] => {
    if (!isLacking(tab)) return [];
    const reading = must(ground.readings.get(sheet.title), `reading of ${sheet.title}`);
    const bottom = Math.max(headerRow, reading.sheet.rows.at(-1)?.at ?? 0);
    const rect = { top: headerRow, left: 1, bottom, right: widthOf({ headerRow, reading }) };
    return [{ tab, id: reading.id, address: `'${sheet.title.replaceAll("'", "''")}'!${refOf(rect)}` }];
  });
};

/**
 * The requests for these edits, in the order in which they are to be done. The API has no compare-and-set, so cells in
 * known places are written, and read again right after. Rows at the end are added so that they push away what somebody
 * typed there meanwhile, and write over nothing: in a table of ours by its own request, elsewhere as new rows that are
 * filled then. Machine tabs are what several sweeps append to, and are only ever added to at their end.
 */
export const requestPlan = (ground: RangeView, edits: readonly CellEdit[]): RequestPlan => {
  const all = bySheet(ground, edits);
  const people = all.filter((own) => !isMachines(own));
  const machines = all.filter(isMachines);
  const parts: SheetRange[] = [];
  /** Answers where the last of them stands. */
  const add = ({ title }: SheetEdits, ...more: readonly RangePart[]) =>
    parts.push(...more.map((part) => ({ ...part, sheet: title }))) - 1;

  const glance = (own: SheetEdits): Glance => {
    const { id } = own.reading;
    return { part: add(own, usedPart(id)), id, title: own.title };
  };

  const placedIn = (own: SheetEdits) => (ground.rigid?.has(own.title) ? [...own.updates, ...own.appends] : own.updates);
  const before = people.filter((own) => placedIn(own).length > 0).map(glance);
  for (const own of people) {
    add(own, ...updates(own, placedIn(own), true));
    if (!ground.rigid?.has(own.title)) add(own, ...insertions(own, ground.tables));
  }
  const seen = people.map(glance);
  for (const own of machines) add(own, protection(own.reading.id, 'unprotect'));
  const extents = machines.flatMap((own) => {
    add(own, ...updates(own, own.updates, false));
    if (own.appends.length === 0 || own.tab === undefined) return [];
    add(own, ...additions(own, must(ground.tables.get(tableName(own.tab)), `table of ${own.tab}`)));
    return [{ part: add(own, extentPart(own.reading.id)), row: lastRow(own) + own.appends.length }];
  });
  const needed = parts.length;
  for (const own of machines) add(own, protection(own.reading.id, 'protect'));
  const placed = people.flatMap((own) => placedIn(own).flatMap(([, cells]) => cells));
  return { parts, before, seen, extents, needed, placed };
};

/** Edits of cells where they stand, and nothing else. */
export const updateParts = (ground: RangeView, edits: readonly CellEdit[]): RangePart[] =>
  bySheet(ground, edits).flatMap((own) => updates(own, [...own.updates, ...own.appends], false));

export const protection = (id: string, what: 'protect' | 'unprotect'): RangePart => ({
  method: 'POST',
  target: `${sheetPath(id)}/protection/${what}`,
});

const lastRow = ({ reading }: SheetEdits) => reading.sheet.rows.at(-1)?.at ?? 0;

/** A table's header has no gaps. */
const widthOf = ({ headerRow, reading }: Pick<SheetEdits, 'headerRow' | 'reading'>): number => {
  const header = reading.sheet.rows.find(({ at }) => at === headerRow)?.cells ?? [];
  const gap = header.findIndex((cell) => textOf(cell) === '');
  return gap < 0 ? header.length : gap;
};

type Value = string | number | boolean | null;

/** A rectangle of cells; null is left as it is: https://learn.microsoft.com/graph/api/range-update */
interface Block {
  readonly top: number;
  left: number;
  right: number;
  readonly rows: { readonly at: number; readonly edits: readonly CellEdit[] }[];
}

const bottomOf = ({ top, rows }: Pick<Block, 'top' | 'rows'>): number => rows.at(-1)?.at ?? top;

/** So many cells that stay as they are cost less than another request. */
const GAP = 4_000;
/** Cells of one request: the answer says all that is known of each, and has to stay within 5 MB. */
const CELLS = 20_000;
/** Characters of JSON: well within the 5 MB of one request. */
const MOST = 1_500_000;

const updates = (own: SheetEdits, rows: readonly RowEdits[], formats: boolean): RangePart[] => {
  const blocks: Block[] = [];
  let size = 0;
  for (const [at, edits] of rows) {
    const columns = edits.map(({ column }) => column);
    const open = blocks.at(-1);
    const left = Math.min(...columns, open?.left ?? Number.POSITIVE_INFINITY);
    const right = Math.max(...columns, open?.right ?? 0);
    const cells = (from: number) => (at - from) * (right - left + 1);
    const own = JSON.stringify(edits.map(({ value, formula }) => formula ?? value)).length;
    size += own;
    if (open && cells(bottomOf(open) + 1) <= GAP && cells(open.top - 1) <= CELLS && size <= MOST) {
      Object.assign(open, { left, right });
      open.rows.push({ at, edits });
    } else {
      blocks.push({ top: at, left: Math.min(...columns), right: Math.max(...columns), rows: [{ at, edits }] });
      size = own;
    }
  }
  return blocks.map((block) => patch(own, block, formats));
};

const patch = ({ reading }: SheetEdits, { top, left, right, rows }: Block, formats: boolean): RangePart => {
  const bottom = bottomOf({ top, rows });
  const byRow = new Map(rows.map(({ at, edits }) => [at, edits]));
  const grid = (contentOf: (edit: CellEdit, at: number) => Value): Value[][] =>
    Array.from({ length: bottom - top + 1 }, (_, i) => {
      const cells = Array.from({ length: right - left + 1 }, (): Value => null);
      for (const edit of byRow.get(top + i) ?? []) cells[edit.column - left] = contentOf(edit, top + i);
      return cells;
    });
  const values = grid((edit, at) => entered(edit, reading.formatAt(at, edit.column), edit.formula));
  const codes = formats ? grid((edit) => lackingFormat(edit, reading) ?? null) : [];
  const isDressed = codes.some((line) => line.some((code) => code !== null));
  const body = { values, ...(isDressed && { numberFormat: codes }) };
  return {
    method: 'PATCH',
    target: `${rangePath(reading.id, refOf({ top, left, bottom, right }))}?$select=address`,
    body,
  };
};

/** Rows of people's sheets that come in before whatever stands there by then. */
const insertions = (own: SheetEdits, tables: ReadonlyMap<string, string>): RangePart[] => {
  const { tab, headerRow, reading, appends } = own;
  const [first, last] = [appends[0]?.[0], appends.at(-1)?.[0]];
  if (first === undefined || last === undefined) return [];
  const table = tab && tables.get(tableName(tab));
  const edits = appends.flatMap(([, cells]) => cells);
  const width = widthOf(own);
  const isWhole =
    last - first + 1 === appends.length &&
    edits.every((edit) => edit.column <= width && lackingFormat(edit, reading) === undefined);
  if (table && isWhole) return rowsAdd(table, first - headerRow - 1, valuesOf(own, width));
  const rows = appends.map(
    ([row, cells]): RowEdits => [
      row,
      cells.map((edit) => (edit.formula ? { ...edit, formula: anyRow(edit.formula, row) } : edit)),
    ],
  );
  const insert: RangePart = {
    method: 'POST',
    target: `${rangePath(reading.id, `${first}:${last}`)}/insert`,
    body: { shift: 'Down' },
  };
  return [insert, ...updates(own, rows, true)];
};

/** Rows of a machine tab, at its end wherever that is by then. */
const additions = (own: SheetEdits, table: string): RangePart[] => rowsAdd(table, null, valuesOf(own, widthOf(own)));

const valuesOf = ({ reading, appends }: SheetEdits, width: number): Value[][] =>
  appends.map(([row, edits]) => {
    const values: Value[] = Array.from({ length: width }, () => null);
    for (const edit of edits)
      if (edit.column <= width)
        values[edit.column - 1] = entered(
          edit,
          reading.formatAt(row, edit.column),
          edit.formula && anyRow(edit.formula, row),
        );
    return values;
  });

/** https://learn.microsoft.com/graph/api/tablerowcollection-add */
const rowsAdd = (table: string, index: number | null, rows: readonly Value[][]): RangePart[] => {
  const parts: RangePart[] = [];
  let at = 0;
  while (at < rows.length) {
    let [end, size] = [at, 0];
    while (end < rows.length && (end === at || size <= MOST)) size += JSON.stringify(rows[end++]).length;
    const values = rows.slice(at, end);
    const body = { index: index === null ? null : index + at, values };
    parts.push({ method: 'POST', target: path`/tables/${table}/rows/add`, body });
    at = end;
  }
  return parts;
};

/** Words that no program reads as anything else: an id, or letters without a digit. */
const PLAIN = /^(?:[A-Z]-\d+|(?!true$|false$)\p{L}[^\d]*)$/iu;

/**
 * Text is read as if somebody had typed it, but in a cell formatted as text; an apostrophe before it says that it is text.
 * '' empties a cell.
 */
const entered = ({ value }: CellEdit, format: string | undefined, formula: string | undefined): Value => {
  if (formula !== undefined) return `=${formula}`;
  if (typeof value !== 'string') return value ?? '';
  return value === '' || format === TEXT || PLAIN.test(value) ? value : `'${value}`;
};
const TEXT = '@';

/** Formats of numbers that say nothing as bare numbers, each with what will do as well. */
const FORMATS: Partial<Record<CellFormat, { readonly code: string; readonly accepts: RegExp }>> = {
  date: { code: 'yyyy-mm-dd', accepts: /[ymd]/i },
  clock: { code: 'hh:mm', accepts: /[hs]/i },
  percent: { code: '0%', accepts: /[0#?]/ },
};

/** What is quoted, escaped or bracketed (a colour, a locale) is no part of a pattern. */
const patternOf = (code: string) => (code === 'General' ? '' : code.replace(/"[^"]*"|\\.|_.|\[[^[\]]*\]/g, ''));

const lackingFormat = ({ row, column, value, formula, format }: CellEdit, { formatAt }: SheetReading) => {
  const known = format && FORMATS[format];
  if (!known || (typeof value !== 'number' && formula === undefined)) return undefined;
  return known.accepts.test(patternOf(formatAt(row, column) ?? 'General')) ? undefined : known.code;
};
