/** Moves old rows of the record to archive sheets under the workbook's claim; after a sweep, where the record has grown long. */
import { readArchives } from '../../core/keep/archives.ts';
import type { RollLimits } from '../../core/keep/long.ts';
import { longRollover, longRows, type Rollover } from '../../core/keep/rollover.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { Write } from '../../core/plan.ts';
import { notesIn, readSnapshot } from '../../core/read/index.ts';
import { isAnswer } from '../../core/record/key.ts';
import { chain, headNote, headOf, type LedgerEntry, ledgerWrite, rolloverKey } from '../../core/record/ledger.ts';
import { packRolled, ROLLED } from '../../core/record/rolled.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { textHash } from '../base/text-hash.ts';
import { BatonError } from '../errors.ts';
import { type ArchivingStore, allWritten, type WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import type { ClaimClock, Run } from './claim.ts';
import { ClaimLost } from './journal.ts';
import { underClaim } from './under-claim.ts';

const say = inAll('sweep');

/** A reading of a workbook, its archives included, and what of it may go; null for nothing. */
export interface RollView {
  readonly raw: RawWorkbook;
  readonly snapshot: Snapshot;
  readonly rollover: Rollover | null;
}

/** How rows are chosen from a reading. `titles`: of all sheets there are. */
type Choose = (snapshot: Snapshot, titles: readonly string[]) => Rollover | null;

export const lookToRoll = async (store: WorkbookStore, clock: ClaimClock, choose: Choose): Promise<RollView> => {
  const raw = await store.read({ archives: true });
  const snapshot = readSnapshot(raw, await readContextOf(raw, clock()));
  const titles = raw.sheets.map(({ title }) => title);
  return { raw, snapshot, rollover: choose(snapshot, titles) };
};

interface Rolling {
  readonly store: ArchivingStore;
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
  readonly choose: Choose;
  /** What is written together with the claim. */
  readonly first?: readonly Write[];
}

/**
 * Moves under the claim what is chosen there, all of it or nothing, and answers it. `view`: a reading made before. BatonError 'backend'
 * sweep-at-work where another holds the workbook, and what the store throws.
 */
export const rollUnderClaim = async ({ store, clock, choose, first = [] }: Rolling, view: RollView) => {
  const look = () => lookToRoll(store, clock, choose);
  /** Rows that went in the place of others, because somebody sorted the sheet in that very moment: where one is not where it was, the archive is looked into. */
  const strayed = async ({ ledger }: Rollover, { ledger: before }: Snapshot): Promise<Rollover['ledger']> => {
    const meant = new Set(ledger.rows.map(({ seq }) => seq));
    const kept = new Set(
      notesIn(await store.read())
        .ledger()
        .map(({ seq }) => seq),
    );
    if (before.every(({ seq }) => meant.has(seq) || kept.has(seq))) return { ...ledger, rows: [] };
    const raw = await store.read({ archives: true });
    const sheets = raw.sheets.filter(({ title }) => title === ledger.title);
    const archived = readArchives({ ...raw, sheets }, { now: clock() }).flatMap((archive) => archive.ledger);
    return { ...ledger, rows: archived.filter(({ seq, key }) => !meant.has(seq) && !isAnswer(key)) };
  };
  let moved: RollView = view;
  await underClaim({ store, clock, look, first }, view, async (now, run) => {
    moved = now;
    const head = headOf(now.snapshot.ledger);
    if (now.rollover === null) return headNote(head);
    const { ledger, runs, gist, year } = now.rollover;
    const rows = chain(entriesOf(ledger, gist, now.snapshot, run), head, textHash);
    const moves = [
      { tab: ledger.tab, title: ledger.title, keys: new Set(ledger.rows.map(({ seq }) => String(seq))) },
      { tab: runs.tab, title: runs.title, keys: new Set(runs.rows.map((row) => row.run)) },
    ];
    if (!allWritten(await store.archive(moves, [run.renew(), ...rows.map(ledgerWrite)]))) throw new ClaimLost();
    const after = await strayed(now.rollover, now.snapshot);
    const more = chain(entriesOf(after, packRolled(after.rows), now.snapshot, run), rows.at(-1) ?? head, textHash);
    const strays = [run.renew(), ...more.map(ledgerWrite)];
    if (more.length > 0 && !allWritten(await store.apply(strays))) throw new ClaimLost();
    return `${headNote(more.at(-1) ?? rows.at(-1) ?? head)} rollover ${year}`;
  });
  return moved;
};

/** What went, or why nothing could: the next sweep that ends well tries again. */
export type Rolled =
  | { readonly rows: number; readonly sheet: string; readonly kept: number }
  | { readonly error: BatonError };

/** A workbook whose record is long. */
export interface LongRecord {
  readonly store: WorkbookStore;
  readonly clock: ClaimClock;
  readonly limits: RollLimits;
  /** Numbers of the rows that may go as far as the sweep saw: whatever followed from what they are about, it has said. */
  readonly rows: ReadonlySet<number | null>;
}

/** Numbers of the rows that may go, by what a sweep saw. */
export const rowsToRoll = (snapshot: Snapshot, limits: RollLimits): LongRecord['rows'] =>
  new Set(longRows(snapshot, limits).map(({ seq }) => seq));

export const canArchive = (store: WorkbookStore): store is ArchivingStore => store.archive !== undefined;

/** Moves its old rows. Nothing is thrown, for its letters have left; null where nothing is to go any more, or another is at work. */
export const rollLong = async ({ store, clock, limits, rows: seen }: LongRecord): Promise<Rolled | null> => {
  const choose: Choose = (snapshot, titles) =>
    longRollover(
      longRows(snapshot, limits).filter(({ seq }) => seen.has(seq)),
      titles,
    );
  try {
    if (!canArchive(store)) return null;
    const view = await lookToRoll(store, clock, choose);
    if (view.rollover === null) return null;
    const { rollover, snapshot } = await rollUnderClaim({ store, clock, choose }, view);
    if (rollover === null) return null;
    const { title, rows } = rollover.ledger;
    return { rows: rows.length, sheet: title, kept: snapshot.ledger.length - rows.length };
  } catch (cause) {
    if (!(cause instanceof BatonError)) return { error: new BatonError('backend', 'internal', say.internal, cause) };
    return cause.code === 'sweep-at-work' ? null : { error: cause };
  }
};

/** What the ledger is to say of rows that went. */
const entriesOf = (
  { title, rows }: Rollover['ledger'],
  gist: readonly string[],
  { today }: Snapshot,
  run: Run,
): LedgerEntry[] => {
  const numbers = rows.map(({ seq }) => seq ?? 0).sort((a, b) => a - b);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  return gist.map((text, i) => ({
    key: rolloverKey(title, first, last, i + 1),
    to: '',
    mail: '',
    status: ROLLED,
    day: today,
    at: run.now(),
    run: run.id,
    receipt: text,
  }));
};
