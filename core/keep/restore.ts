/** What a workbook has lost of its notes, compared with a backup, as writes that bring it back. */
import { columnsOf } from '../../sheet-templates/index.ts';
import type { Write, WriteValue } from '../plan.ts';
import { headOf, type LedgerHead, ledgerHash, ledgerWrite, verifyLedger } from '../record/ledger.ts';
import type { RunStatus } from '../record/run.ts';
import type { ItemState, LedgerRow, RunRow, Snapshot } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import { isoOf } from '../time/day.ts';
import type { ArchivedTab } from './archives.ts';

/**
 * Bringing back what a workbook has lost of Baton's notes, from a backup of them: what is missing is appended, what is older is
 * set. What the workbook has and the backup has not is newer, and stays.
 */

/** Baton's notes: of a workbook as it is, or as it was when it was backed up. Rows in the order of their sheets. */
export interface Notes {
  readonly state: readonly ItemState[];
  readonly ledger: readonly LedgerRow[];
  readonly runs: readonly RunRow[];
  /** Rows of archive sheets. */
  readonly archived: { readonly ledger: readonly LedgerRow[]; readonly runs: readonly RunRow[] };
}

export type NotedTab = '_state' | ArchivedTab;
export interface RestoreCounts {
  readonly added: number;
  readonly changed: number;
}

export type Restoration =
  | {
      readonly ok: true;
      /** Each to be written after a fresh reading of what the one before has written. Empty where nothing is lost. */
      readonly steps: readonly (readonly Write[])[];
      readonly counts: Readonly<Record<NotedTab, RestoreCounts>>;
    }
  | {
      readonly ok: false;
      /**
       * `backup-broken`: the backup's own chain does not fit; `diverged`: both have gone on from `row`, each in its own way;
       * `inserted`: the ledger has rows that nobody can place, the first at `row` of the sheet, counted below the header.
       */
      readonly because: 'backup-broken' | 'diverged' | 'inserted';
      readonly row: number;
    };

/** `hasColumn`: as in the workbook's snapshot; what it has no column for is not brought back. */
export const restorationOf = (now: Notes, backup: Notes, hasColumn: Snapshot['hasColumn']): Restoration => {
  const known = bySeq([...backup.archived.ledger, ...backup.ledger]);
  const sound = verifyLedger(known);
  if (!sound.ok) return { ok: false, because: 'backup-broken', row: sound.row };
  const split = divergedAt(now, known);
  if (split !== null) return { ok: false, because: 'diverged', row: split };

  const ledger = ledgerSteps(now, known);
  if ('row' in ledger) return { ok: false, because: 'inserted', row: ledger.row };
  const runs = runWrites(now, backup);
  const hasState = (key: string) => hasColumn('_state', key);
  const state = stateWrites(now, backup, isAhead(now, backup, known.length), hasState);
  const steps = [[...ledger.sets, ...runs, ...state], ledger.appends].filter((writes) => writes.length > 0);
  const count = (tab: '_state' | '_runs'): RestoreCounts => {
    const own = steps.flat().filter((write) => write.tab === tab);
    const added = own.filter(({ kind }) => kind === 'append').length;
    return { added, changed: own.length - added };
  };
  return {
    ok: true,
    steps,
    counts: { _state: count('_state'), _ledger: ledger.counts, _runs: count('_runs') },
  };
};

const bySeq = (rows: readonly LedgerRow[]): readonly LedgerRow[] => {
  const unique = new Map(rows.map((row) => [`${row.seq} ${row.hash}`, row]));
  return [...unique.values()].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
};

/** Where the workbook has another row that was written as its chain asks for: since then both have gone on. */
const divergedAt = ({ ledger, archived }: Notes, known: readonly LedgerRow[]): number | null => {
  const rows = bySeq([...archived.ledger, ...ledger]);
  const hashesAt = new Map<number, string[]>([[0, ['']]]);
  for (const { seq, hash } of [...rows, ...known]) push(hashesAt, seq ?? -1, hash);
  for (const row of rows) {
    const seq = row.seq ?? -1;
    const other = known[seq - 1];
    if (seq < 1 || row.hash === other?.hash) continue;
    const isWritten = (hashesAt.get(seq - 1) ?? []).some((before) => ledgerHash(before, row) === row.hash);
    const goesOn = seq === known.length + 1 && ledgerHash(known.at(-1)?.hash ?? '', row) === row.hash;
    if (isWritten && !goesOn && (other !== undefined || seq === known.length + 1)) return seq;
  }
  return null;
};

interface LedgerSteps {
  readonly sets: readonly Write[];
  readonly appends: readonly Write[];
  /** Entries that the workbook had not, or not as they are: a row that moved up for another is neither. */
  readonly counts: RestoreCounts;
}

/**
 * The ledger row by row as it should be: what the backup knows and no archive of the workbook holds, then what is newer. Rows
 * that stand where another belongs become that one; the rest is appended once they have.
 */
const ledgerSteps = (
  { ledger, archived }: Notes,
  known: readonly LedgerRow[],
): LedgerSteps | { readonly row: number } => {
  const inArchive = new Set(archived.ledger.map(signature));
  const newer = bySeq(ledger.filter(({ seq }) => (seq ?? 0) > known.length));
  const wanted = [...known.filter((row) => !inArchive.has(signature(row))), ...newer];
  const nameless = ledger.findIndex(({ seq }) => seq === null);
  if (nameless >= 0) return { row: nameless + 1 };
  if (ledger.length > wanted.length) return { row: firstUnknown(ledger, wanted) };
  const sets = ledger.flatMap((row, i): Write[] => {
    const right = wanted[i];
    if (!right || signature(row) === signature(right)) return [];
    const { values } = ledgerWrite(right);
    return [{ tab: '_ledger', kind: 'set', item: String(row.seq), values, expected: { hash: row.hash } }];
  });
  const [had, same] = [new Set(ledger.map(({ seq }) => seq)), new Set(ledger.map(signature))];
  const lost = wanted.filter((row) => !same.has(signature(row)));
  const changed = lost.filter(({ seq }) => had.has(seq)).length;
  const counts = { added: lost.length - changed, changed };
  return { sets, appends: wanted.slice(ledger.length).map(ledgerWrite), counts };
};

/** All that a row says. */
const signature = (row: LedgerRow): string => `${row.hash} ${ledgerHash('', row)}`;

const firstUnknown = (ledger: readonly LedgerRow[], wanted: readonly LedgerRow[]): number => {
  const left = new Set(wanted.map(signature));
  return ledger.findIndex((row) => !left.delete(signature(row))) + 1;
};

/** Runs that are missing, in the order in which they began, and claims whose end the backup knows. */
const runWrites = (now: Notes, backup: Notes): Write[] => {
  const mine = new Map([...now.archived.runs, ...now.runs].map((run) => [run.run, run]));
  const theirs = new Map([...backup.archived.runs, ...backup.runs].map((run) => [run.run, run]));
  return [...theirs.values()].flatMap((run): Write[] => {
    if (run.run === '') return [];
    const own = mine.get(run.run);
    const values = valuesOf('_runs', run);
    if (!own) return [{ tab: '_runs', kind: 'append', item: run.run, values, expected: {} }];
    const isOver = isClaimed(own) && !isClaimed(run);
    return isOver ? [{ tab: '_runs', kind: 'set', item: run.run, values, expected: { status: CLAIMED } }] : [];
  });
};

const CLAIMED = 'claimed' satisfies RunStatus;
const isClaimed = ({ status }: RunRow) => status === CLAIMED;

/** Whether the backup has seen sweeps that the workbook knows nothing of, and the workbook none that the backup does not know. */
const isAhead = (now: Notes, backup: Notes, length: number): boolean => {
  const head = headOfNotes(now).seq;
  const sweeps = ({ runs, archived }: Notes) =>
    [...archived.runs, ...runs].filter(({ status }) => status === ('done' satisfies RunStatus)).map(({ run }) => run);
  const [mine, theirs] = [new Set(sweeps(now)), new Set(sweeps(backup))];
  const lacks = (some: ReadonlySet<string>, other: ReadonlySet<string>) => [...other].some((run) => !some.has(run));
  return head <= length && !lacks(theirs, mine) && (lacks(mine, theirs) || head < length);
};

/** Items that are missing; and where the backup is ahead, all else that differs and did not move since. */
const stateWrites = (now: Notes, backup: Notes, ahead: boolean, has: (key: string) => boolean): Write[] => {
  const mine = new Map(now.state.map((row) => [row.id, row]));
  return backup.state.flatMap((row): Write[] => {
    const own = mine.get(row.id);
    const values = valuesOf('_state', row);
    if (!own) return [{ tab: '_state', kind: 'append', item: row.id, values, expected: {} }];
    if (!ahead || lastMove(own) > lastMove(row)) return [];
    const old = valuesOf('_state', own);
    const changed = Object.fromEntries(Object.entries(values).filter(([key, value]) => has(key) && value !== old[key]));
    if (Object.keys(changed).length === 0) return [];
    return [{ tab: '_state', kind: 'set', item: row.id, values: changed, expected: {} }];
  });
};

const lastMove = ({ seenOn, changedOn, levelOn }: ItemState): number =>
  Math.max(...[seenOn, changedOn, levelOn].map((day) => day ?? -Infinity));

/** A row of a machine tab as it is written, and as a backup keeps it: dates as ISO text, all else as it is; '' for nothing. */
export const valuesOf = (tab: NotedTab, row: ItemState | LedgerRow | RunRow): Record<string, WriteValue> =>
  Object.fromEntries(
    columnsOf(tab).map(([key, { type }]): [string, WriteValue] => {
      const value = (row as unknown as Record<string, WriteValue>)[key] ?? null;
      return [key, type === 'date' && typeof value === 'number' ? isoOf(value) : value === '' ? null : value];
    }),
  );

/** Where the record of mails ends, archives included. */
export const headOfNotes = ({ ledger, archived }: Notes): LedgerHead => headOf([...archived.ledger, ...ledger]);
