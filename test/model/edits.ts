import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellEdit, RawCell, RawRow, RawWorkbook } from '../../core/workbook.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { changeXlsxFile, openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { newWorkbook } from '../../functions/xlsx/new-workbook.ts';
import { columnsOf, type TabKey, tabOf } from '../../sheet-templates/index.ts';

/** A workbook, and people who type in it: cell by cell, without Baton's checks and without its way of finding rows. */
export interface Book {
  readonly store: WorkbookStore;
  readonly type: (edits: readonly CellEdit[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const inMemory = (raw: RawWorkbook): Book => {
  const store = openMemory(raw);
  return { store, type: async (edits) => store.type(edits), close: async () => {} };
};

/** The same sheets in a real file. */
export const inFile = async (raw: RawWorkbook): Promise<Book> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-model-'));
  const path = join(folder, 'Book.xlsx');
  const sheets = raw.sheets.map(({ title, rows }) => {
    const width = Math.max(...rows.map(({ cells }) => cells.length));
    const all = Array.from({ length: rows.at(-1)!.at }, (_, i) => rows.find(({ at }) => at === i + 1)?.cells ?? []);
    return {
      title,
      hidden: false,
      protect: false,
      widths: Array<number>(width).fill(12),
      headerRow: 1,
      rows: all.map((cells) => cells.map((cell) => ({ value: plain(cell) }))),
    };
  });
  await writeFile(path, newWorkbook(sheets));
  return {
    store: openXlsxFile(path),
    type: (edits) => changeXlsxFile(path, () => ({ edits, addSheets: [], result: undefined })),
    close: () => rm(folder, { recursive: true }),
  };
};

const plain = (cell: RawCell | undefined) => (cell === undefined || (typeof cell === 'object' && cell) ? null : cell);

/** Where a tab stands: the workbook is laid out as it is declared, and nobody moves columns here. */
const placeOf = (raw: RawWorkbook, tab: TabKey) => {
  const { title, machine } = tabOf(tab);
  const sheet = raw.sheets.find((each) => each.title === title.en)!;
  const columns = new Map(columnsOf(tab).map(([key], i) => [key, i + 1]));
  return { title: title.en, headerRow: machine ? 1 : 3, columns, sheet };
};

const textOf = (cell: RawCell | undefined): string =>
  cell === null || cell === undefined || typeof cell === 'object' ? '' : String(cell);

export type Cells = Readonly<Record<string, string | number | null>>;

/** Rows of one sheet as people see them: found by what stands in a column, changed, moved and deleted by hand. */
export const editsOn = (book: Book, tab: TabKey) => {
  const sheet = async () => {
    const found = placeOf(await book.store.read(), tab);
    const rows = found.sheet.rows.filter(({ at }) => at > found.headerRow);
    const cell = (row: RawRow, column: string) => textOf(row.cells[found.columns.get(column)! - 1]);
    return { ...found, rows, cell };
  };
  /** Writes the rows below the header anew, in this order; what was there and is not any more is emptied. */
  const rewrite = async (rows: readonly (readonly RawCell[])[]) => {
    const { title, headerRow, rows: before } = await sheet();
    const last = Math.max(before.at(-1)?.at ?? headerRow, headerRow + rows.length);
    const old = new Map(before.map(({ at, cells }) => [at, cells]));
    const edits: CellEdit[] = [];
    for (let at = headerRow + 1; at <= last; at++) {
      const [now, was] = [rows[at - headerRow - 1] ?? [], old.get(at) ?? []];
      for (let i = 0; i < Math.max(now.length, was.length); i++) {
        const [value, then] = [plain(now[i]), plain(was[i])];
        if (value !== then) edits.push({ sheet: title, row: at, column: i + 1, value });
      }
    }
    await book.type(edits);
  };
  const asRow = (values: Cells, columns: ReadonlyMap<string, number>): RawCell[] => {
    const cells: RawCell[] = [];
    for (const [key, value] of Object.entries(values)) cells[columns.get(key)! - 1] = value === '' ? null : value;
    return Array.from(cells, (cell) => cell ?? null);
  };
  return {
    cells: async (...keys: readonly string[]): Promise<string[][]> => {
      const { rows, cell } = await sheet();
      return rows.map((row) => keys.map((key) => cell(row, key)));
    },
    /** Types into the first row in which this stands. */
    set: async (where: Cells, values: Cells) => {
      const { title, rows, columns, cell } = await sheet();
      const row = rows.find((each) => Object.entries(where).every(([key, value]) => cell(each, key) === value));
      if (!row) throw new Error(`${tab} has no row with ${JSON.stringify(where)}`);
      await book.type(
        Object.entries(values).map(([key, value]) => ({
          sheet: title,
          row: row.at,
          column: columns.get(key)!,
          value: value === '' ? null : value,
        })),
      );
    },
    add: async (values: Cells, place: 'top' | 'bottom' = 'bottom') => {
      const { rows, columns } = await sheet();
      const [all, own] = [rows.map(({ cells }) => cells), asRow(values, columns)];
      await rewrite(place === 'top' ? [own, ...all] : [...all, own]);
    },
    remove: async (isIt: (cell: (column: string) => string) => boolean) => {
      const { rows, cell } = await sheet();
      await rewrite(rows.filter((row) => !isIt((column) => cell(row, column))).map(({ cells }) => cells));
    },
    sort: async (column: string, descending: boolean) => {
      const { rows, cell } = await sheet();
      const sign = descending ? -1 : 1;
      const order = (a: RawRow, b: RawRow) => sign * cell(a, column).localeCompare(cell(b, column));
      await rewrite([...rows].sort(order).map(({ cells }) => cells));
    },
  };
};

/** What Baton may write where a row is a person's: its id, what formulas show, and what becomes of an escalation. */
const OF_EPISODES: ReadonlySet<string> = new Set(['level', 'episode', 'steps', 'end', 'endedOn']);
const isBatons = (tab: TabKey, key: string): boolean => {
  const column = columnsOf(tab).find(([name]) => name === key)![1];
  return column.lookup !== undefined || (tab === 'escalations' && OF_EPISODES.has(key));
};

/** The tabs of the workbook in which people write. */
const HUMAN: readonly TabKey[] = [
  'requests',
  'confirmations',
  'raci',
  'tracker',
  'escalations',
  'directory',
  'departments',
  'settings',
  'calendar',
];

/** Cells that people wrote and a sweep changed, by what stands there before and after. Rows it appends are its own. */
export const overwritten = (before: RawWorkbook, after: RawWorkbook): string[] => {
  const found: string[] = [];
  for (const tab of HUMAN) {
    const { sheet, headerRow, columns } = placeOf(before, tab);
    const rows = new Map(placeOf(after, tab).sheet.rows.map((row) => [row.at, row.cells]));
    for (const { at, cells } of sheet.rows) {
      const others = rows.get(at) ?? [];
      for (const [key, column] of columns) {
        const [was, is] = [cells[column - 1] || null, others[column - 1] || null];
        if (was === is || (at > headerRow && isBatons(tab, key))) continue;
        const isFirstId = was === null && key === 'id';
        const isHome =
          tab === 'settings' && key === 'value' && /^workbook/.test(textOf(cells[columns.get('key')! - 1]));
        if (!isFirstId && !isHome) found.push(`${tab} row ${at} ${key}: “${textOf(was)}” became “${textOf(is)}”`);
      }
    }
  }
  return found;
};
