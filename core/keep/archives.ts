/** The archive sheets of past years: how they are named and read, and rows moved into them. */
import { keyColumn } from '../../sheet-templates/index.ts';
import { ARCHIVE, type ArchivedTab, isArchive } from '../read/archive-title.ts';
import { type ReadContext, readSnapshot } from '../read/index.ts';
import { idOf, locate } from '../read/locate.ts';
import type { LedgerRow, RunRow } from '../snapshot.ts';
import type { RawSheet, RawWorkbook } from '../workbook.ts';

export { type ArchivedTab, isArchive };

/** A title that no sheet of the workbook has yet: of a second roll-over of the same year `_ledger_2024_2`. */
export const archiveTitle = (tab: ArchivedTab, year: number, taken: readonly string[]): string => {
  const first = `${tab}_${year}`;
  for (let n = 1; ; n++) {
    const title = n === 1 ? first : `${first}_${n}`;
    if (!taken.includes(title)) return title;
  }
};

/** The workbook as sweeps see it. Sheets stay unread that nobody has asked for. */
export const withoutArchives = (raw: RawWorkbook): RawWorkbook =>
  raw.sheets.some(({ title }) => isArchive(title))
    ? { ...raw, sheets: raw.sheets.filter(({ title }) => !isArchive(title)) }
    : raw;

/** What an archive sheet holds, in the sheet's order; of the tab it is not of, nothing. */
export interface Archive {
  readonly title: string;
  readonly tab: ArchivedTab;
  readonly ledger: readonly LedgerRow[];
  readonly runs: readonly RunRow[];
}

/** All archive sheets of a reading that has them, by title. */
export const readArchives = (raw: RawWorkbook, read: ReadContext): readonly Archive[] =>
  raw.sheets
    .flatMap((sheet): Archive[] => {
      const tab = ARCHIVE.exec(sheet.title)?.[1] as ArchivedTab | undefined;
      if (!tab) return [];
      const { ledger, runs } = readSnapshot({ ...raw, sheets: [titled(sheet, tab)] }, read);
      return [{ title: sheet.title, tab, ledger, runs }];
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));

const titled = ({ rows, merges }: RawSheet, title: string): RawSheet => ({ title, rows, merges });

/** The whole record of mails, in the order in which it was written. */
export const wholeLedger = (ledger: readonly LedgerRow[], archives: readonly Archive[]): readonly LedgerRow[] =>
  archives.length === 0
    ? ledger
    : [...archives.flatMap((archive) => archive.ledger), ...ledger].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));

/** Rows that a backend is to move from a machine tab to a new archive sheet: all that have one of these keys. */
export interface RowMove {
  readonly tab: ArchivedTab;
  /** The new sheet. */
  readonly title: string;
  /** As text: of `_ledger` running numbers, of `_runs` ids of runs. */
  readonly keys: ReadonlySet<string>;
}

/** The same in coordinates of one reading. */
export interface PlacedMove {
  readonly sheet: RawSheet;
  /** Rows up to this one are in both sheets afterwards. */
  readonly headerRow: number;
  readonly title: string;
  readonly rows: ReadonlySet<number>;
}

/** Where these rows stand; moves of no rows, and those of a tab that is not there, are left out. */
export const placeMoves = (raw: RawWorkbook, moves: readonly RowMove[]): readonly PlacedMove[] => {
  const { tabs } = locate(raw);
  return moves.flatMap(({ tab, title, keys }) => {
    const at = tabs.get(tab);
    const column = at?.columns.get(keyColumn(tab));
    if (!at || column === undefined) return [];
    const { sheet, headerRow } = at;
    const rows = sheet.rows.filter((row) => row.at > headerRow && keys.has(idOf(row.cells[column - 1])));
    return rows.length === 0 ? [] : [{ sheet, headerRow, title, rows: new Set(rows.map((row) => row.at)) }];
  });
};

/** A sheet as it is without the rows that go, and the new one: what follows a row that went moves up. */
export const splitSheet = ({ sheet, headerRow, title, rows }: PlacedMove): { kept: RawSheet; moved: RawSheet } => {
  const part = (of: string, goes: (at: number) => boolean): RawSheet => {
    let gone = 0;
    const left = sheet.rows.flatMap(({ at, cells }) => {
      if (goes(at)) {
        gone++;
        return [];
      }
      return { at: at - gone, cells };
    });
    return { title: of, rows: left, merges: sheet.merges };
  };
  return {
    kept: part(sheet.title, (at) => rows.has(at)),
    moved: part(title, (at) => at > headerRow && !rows.has(at)),
  };
};
