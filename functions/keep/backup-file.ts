/** The backup file: its format, how it is written, read and verified. */
import * as z from 'zod/mini';
import { type ArchivedTab, isArchive } from '../../core/keep/archives.ts';
import { headOfNotes, type NotedTab, type Notes, valuesOf } from '../../core/keep/restore.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { LedgerHead } from '../../core/record/ledger.ts';
import type { ItemState, LedgerRow, RunRow } from '../../core/snapshot.ts';
import { dayFromIso } from '../../core/time/day.ts';
import { columnsOf } from '../../sheet-templates/index.ts';
import { textHash } from '../base/text-hash.ts';
import { BatonError } from '../errors.ts';

const say = inAll('keep');

const Cell = z.union([z.string(), z.number(), z.null()]);
const Sheet = z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(Cell)) });
/**
 * A backup of what Baton remembers of one workbook: its machine tabs, row by row, and which workbook they are of. Nothing is in
 * it that is not in those sheets; what people write is backed up with the workbook itself. The same workbook gives the same
 * bytes, whenever it is asked.
 */
const BackupFile = z.strictObject({
  baton: z.literal('backup'),
  version: z.literal(1),
  for: z.record(z.string(), z.string()),
  workbook: z.strictObject({ id: z.string(), home: z.string() }),
  /** Where the record of mails ends. */
  ledger: z.strictObject({ seq: z.number(), hash: z.string() }),
  /** By title: `_state`, `_ledger`, `_runs` and archive sheets. */
  sheets: z.record(z.string(), Sheet),
  /** SHA-256 over all before it, as JSON without blanks. */
  sha256: z.string(),
});
type BackupFile = z.infer<typeof BackupFile>;

export interface Backup {
  readonly workbook: { readonly id: string; readonly home: string };
  readonly ledger: LedgerHead;
  readonly notes: Notes;
}

/** What goes into a backup; archive sheets by title. */
export interface ToBackUp extends Pick<Backup, 'workbook'> {
  readonly notes: Notes;
  readonly archives: readonly {
    readonly title: string;
    readonly tab: ArchivedTab;
    readonly ledger: readonly LedgerRow[];
    readonly runs: readonly RunRow[];
  }[];
}

export const backupText = ({ workbook, notes, archives }: ToBackUp): string => {
  const sheets = {
    _state: sheetOf('_state', notes.state),
    _ledger: sheetOf('_ledger', notes.ledger),
    _runs: sheetOf('_runs', notes.runs),
    ...Object.fromEntries(
      archives.map(({ title, tab, ledger, runs }) => [title, sheetOf(tab, tab === '_ledger' ? ledger : runs)]),
    ),
  };
  const { id, home } = workbook;
  const head = {
    baton: 'backup',
    version: 1,
    for: say.backupPurpose,
    workbook: { id, home },
    ledger: headOfNotes(notes),
  };
  const lines = Object.entries(sheets).map(([title, { columns, rows }]) => {
    const body =
      rows.length === 0 ? '[]' : `[\n${rows.map((row) => `        ${JSON.stringify(row)}`).join(',\n')}\n      ]`;
    return `    ${JSON.stringify(title)}: {\n      "columns": ${JSON.stringify(columns)},\n      "rows": ${body}\n    }`;
  });
  const top = JSON.stringify(head, null, 2).replace(/\n}$/, '');
  return `${top},\n  "sheets": {\n${lines.join(',\n')}\n  },\n  "sha256": "${hashOf({ ...head, sheets })}"\n}\n`;
};

type Row = ItemState | LedgerRow | RunRow;
type Cells = readonly (string | number | null)[];

const sheetOf = (
  tab: NotedTab,
  rows: readonly Row[],
): { readonly columns: readonly string[]; readonly rows: readonly Cells[] } => ({
  columns: columnsOf(tab).map(([key]) => key),
  rows: rows.map((row) => Object.values(valuesOf(tab, row)) as Cells),
});

const hashOf = (content: object): string => textHash(JSON.stringify(content));

/** BatonError 'data': backup-unreadable, backup-changed (its own hash does not fit), backup-newer (of a later version). */
export const parseBackup = (text: string): Backup => {
  const json = parsed(text);
  if (json === null || json.baton !== 'backup') throw unreadable();
  if (typeof json.version === 'number' && json.version > 1) throw newer(json.version);
  const { sha256: hash, ...content } = json;
  if (hash !== hashOf(content)) throw changed();
  const file = BackupFile.safeParse(json);
  if (!file.success) throw unreadable();
  const { workbook, ledger, sheets } = file.data;
  const of = (tab: NotedTab, wanted: (title: string) => boolean) =>
    Object.entries(sheets).flatMap(([title, sheet]) => (wanted(title) ? recordsOf(tab, sheet) : []));
  const archived = (tab: ArchivedTab) => (title: string) => isArchive(title) && title.startsWith(tab);
  const is = (tab: NotedTab) => (title: string) => title === tab;
  const notes: Notes = {
    state: of('_state', is('_state')) as unknown as ItemState[],
    ledger: of('_ledger', is('_ledger')) as unknown as LedgerRow[],
    runs: of('_runs', is('_runs')) as unknown as RunRow[],
    archived: {
      ledger: of('_ledger', archived('_ledger')) as unknown as LedgerRow[],
      runs: of('_runs', archived('_runs')) as unknown as RunRow[],
    },
  };
  return { workbook, ledger, notes };
};

const parsed = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** Rows as a reading of the sheet would give them. */
const recordsOf = (tab: NotedTab, { columns, rows }: BackupFile['sheets'][string]): Record<string, unknown>[] =>
  rows.map((cells) =>
    Object.fromEntries(
      columnsOf(tab).map(([key, { type }]) => {
        const cell = cells[columns.indexOf(key)] ?? null;
        if (type === 'date') return [key, typeof cell === 'string' ? dayFromIso(cell) : null];
        if (type === 'number') return [key, typeof cell === 'number' ? cell : null];
        return [key, cell === null ? '' : String(cell)];
      }),
    ),
  );

const unreadable = () => new BatonError('data', 'backup-unreadable', say.backupUnreadable);

const changed = () => new BatonError('data', 'backup-changed', say.backupChanged);

const newer = (version: number) => new BatonError('data', 'backup-newer', say.backupNewer({ version }));
