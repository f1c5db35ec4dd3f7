/** Moves past years of the ledger and the list of sweeps to archive sheets. */
import { type RowMove, readArchives } from '../../core/keep/archives.ts';
import { lastYearOver, QUIET_DAYS, type Rollover, rolloverOf, usualYear } from '../../core/keep/rollover.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { isAnswer } from '../../core/record/key.ts';
import { chain, headNote, headOf, type LedgerEntry, ledgerWrite, rolloverKey } from '../../core/record/ledger.ts';
import { packRolled, ROLLED } from '../../core/record/rolled.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { allWritten, type WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import type { ClaimClock, Run } from '../sweep/claim.ts';
import { ClaimLost } from '../sweep/journal.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { canTakeNotes, notOurs } from '../sweep/notes.ts';
import { underClaim } from '../sweep/under-claim.ts';

const say = inAll('keep');

export interface RolloverCall {
  readonly store: WorkbookStore;
  /** The last year whose rows go; the one before the last unless said otherwise. */
  readonly year?: number;
  /** Says what would go, and writes nothing. */
  readonly dryRun: boolean;
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
}

export interface RolloverResult {
  readonly year: number;
  /** Null where there is nothing to move. */
  readonly rollover: Rollover | null;
  /** Rows of the ledger that stay. */
  readonly kept: number;
}

interface View {
  readonly raw: RawWorkbook;
  readonly snapshot: Snapshot;
  readonly rollover: Rollover | null;
}

/**
 * Moves what the ledger and the list of sweeps say of years gone by to archive sheets, under the workbook's claim, all of it or
 * nothing. Again it finds nothing to move. BatonError 'call': rollover-too-early; 'data': not-a-baton-workbook, notes-lost, notes-renamed, rollover-copy;
 * 'backend': sweep-at-work, rollover-unable, and what the store throws.
 */
export const rollover = async (call: RolloverCall): Promise<RolloverResult> => {
  const { store, dryRun, clock } = call;
  const look = async (): Promise<View> => {
    const raw = await store.read({ archives: true });
    const snapshot = readSnapshot(raw, await readContextOf(raw, clock()));
    const titles = raw.sheets.map(({ title }) => title);
    return { raw, snapshot, rollover: rolloverOf(readFacts(snapshot), yearOf(call, snapshot), titles) };
  };
  const view = await look();
  const { snapshot } = view;
  if (!canTakeNotes(snapshot)) throw notOurs(snapshot);
  const result = {
    year: yearOf(call, snapshot),
    rollover: view.rollover,
    kept: snapshot.ledger.length - (view.rollover?.ledger.rows.length ?? 0),
  };
  if (dryRun || view.rollover === null) return result;
  const location = await locationOf(view.raw, snapshot, freshWorkbookId);
  if (location.copy) throw isCopy();
  const { archive } = store;
  if (!archive) throw unable();
  /** Rows that went in the place of others, because somebody sorted the sheet in that very moment. */
  const strayed = async ({ ledger }: Rollover): Promise<Rollover['ledger']> => {
    const raw = await store.read({ archives: true });
    const meant = new Set(ledger.rows.map(({ seq }) => seq));
    const archived = readArchives(raw, { now: clock() }).find(({ title }) => title === ledger.title)?.ledger ?? [];
    return { ...ledger, rows: archived.filter(({ seq, key }) => !meant.has(seq) && !isAnswer(key)) };
  };

  await underClaim({ store, clock, look, first: location.writes }, view, async (now, run) => {
    const head = headOf(now.snapshot.ledger);
    if (now.rollover === null) return headNote(head);
    const { ledger, gist } = now.rollover;
    const entries = entriesOf(ledger, gist, now.snapshot, run);
    const rows = chain(entries, head);
    const receipts = await archive(movesOf(now.rollover), [run.renew(), ...rows.map(ledgerWrite)]);
    if (!allWritten(receipts)) throw new ClaimLost();
    const after = await strayed(now.rollover);
    const more = chain(entriesOf(after, packRolled(after.rows), now.snapshot, run), rows.at(-1) ?? head);
    const strays = [run.renew(), ...more.map(ledgerWrite)];
    if (more.length > 0 && !allWritten(await store.apply(strays))) throw new ClaimLost();
    return `${headNote(more.at(-1) ?? rows.at(-1) ?? head)} rollover ${result.year}`;
  });
  return result;
};

const yearOf = ({ year }: RolloverCall, { today }: Snapshot): number => {
  const last = lastYearOver(today);
  if (year !== undefined && year > last) throw tooEarly(year, last);
  return year ?? usualYear(today);
};

const movesOf = ({ ledger, runs }: Rollover): RowMove[] => [
  { tab: ledger.tab, title: ledger.title, keys: new Set(ledger.rows.map(({ seq }) => String(seq))) },
  { tab: runs.tab, title: runs.title, keys: new Set(runs.rows.map(({ run }) => run)) },
];

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

const tooEarly = (year: number, last: number) =>
  new BatonError('call', 'rollover-too-early', say.rolloverTooEarly({ year, quietDays: QUIET_DAYS, last }));

const isCopy = () => new BatonError('data', 'rollover-copy', say.rolloverCopy);

const unable = () => new BatonError('backend', 'rollover-unable', say.rolloverUnable);
